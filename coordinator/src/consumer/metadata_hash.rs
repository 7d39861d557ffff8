//! The hash of the topics that a group subscribes to (`MetadataHash` of ConsumerGroupMetadataValue).

use crate::TopicFacts;

/// FNV-1a of 64 bits: it stands in the log, so it must be the same in every version of this broker.
///
/// It is not Kafka's hash: a group that moves between Kafka and this broker bumps its epoch once, computes the same target, and
/// nothing moves.
pub(super) struct MetadataHasher(u64);

const OFFSET_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

impl Default for MetadataHasher {
    fn default() -> Self {
        Self(OFFSET_BASIS)
    }
}

impl MetadataHasher {
    /// Topics come in the order of their names.
    pub(super) fn add(&mut self, topic: &TopicFacts<'_>) {
        self.write(topic.name.as_bytes());
        // No topic name has this byte: "ab" + "c" is not "a" + "bc".
        self.write(&[0]);
        self.write(topic.id.as_bytes());
        self.write(&topic.partitions.to_be_bytes());
    }

    /// 0 for no topics, as in Kafka.
    pub(super) fn finish(self) -> i64 {
        if self.0 == OFFSET_BASIS { 0 } else { self.0.cast_signed() }
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(PRIME);
        }
    }
}

#[cfg(test)]
mod tests {
    use protocol::Uuid;

    use super::*;

    #[test]
    fn is_the_same_in_every_version() {
        assert_eq!(MetadataHasher::default().finish(), 0);
        let mut hasher = MetadataHasher::default();
        hasher.add(&TopicFacts { name: "my-topic", id: Uuid::from_bytes([7; 16]), partitions: 3 });
        assert_eq!(hasher.finish(), 7_321_804_301_690_980_010);
    }

    #[test]
    fn sees_names_ids_and_partitions() {
        let topic = TopicFacts { name: "a", id: Uuid::from_bytes([1; 16]), partitions: 1 };
        let hash = |topic: TopicFacts<'_>| {
            let mut hasher = MetadataHasher::default();
            hasher.add(&topic);
            hasher.finish()
        };
        let others = [
            TopicFacts { name: "b", ..topic },
            TopicFacts { id: Uuid::from_bytes([2; 16]), ..topic },
            TopicFacts { partitions: 2, ..topic },
        ];
        assert!(others.into_iter().all(|other| hash(other) != hash(topic)));
    }
}
