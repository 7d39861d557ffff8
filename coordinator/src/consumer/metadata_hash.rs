//! The hash of the topics that a group subscribes to (`MetadataHash` of ConsumerGroupMetadataValue).
//!
//! It is Kafka's to the bit, though nothing but the log ever shows it: a group that moves between Kafka and this broker finds its
//! topics unchanged, and does not rebalance.

use std::collections::BTreeMap;

use protocol::Uuid;
use twox_hash::XxHash3_64;

use crate::{Surroundings, TopicFacts};

/// Which way of hashing a topic it is.
const TOPIC_HASH_VERSION: u8 = 0;

/// The hashes of topics, kept until topics change.
#[derive(Clone, Debug, Default)]
pub(super) struct TopicHashes {
    version: u64,
    hashes: BTreeMap<Uuid, u64>,
}

impl TopicHashes {
    /// The hash of these topics, which come in the order of their names; those that do not exist are left out. 0 for none.
    pub(super) fn combine<'a>(
        &mut self,
        surroundings: &Surroundings<'_>,
        names: impl Iterator<Item = &'a String>,
    ) -> i64 {
        if self.version != surroundings.topics.version() {
            *self = Self { version: surroundings.topics.version(), hashes: BTreeMap::new() };
        }
        let mut bytes = Vec::new();
        for topic in names.filter_map(|name| surroundings.topics.topic(name)) {
            let hash = *self.hashes.entry(topic.id).or_insert_with(|| hash_of(&topic, surroundings));
            bytes.extend(hash.to_le_bytes());
        }
        if bytes.is_empty() { 0 } else { XxHash3_64::oneshot(&bytes).cast_signed() }
    }
}

/// Of its id, its name, and the racks of each partition. Numbers are little endian, as hash4j (which Kafka hashes with) writes them.
fn hash_of(topic: &TopicFacts<'_>, surroundings: &Surroundings<'_>) -> u64 {
    let mut bytes = vec![TOPIC_HASH_VERSION];
    for half in topic.id.as_bytes().as_chunks::<8>().0 {
        bytes.extend(u64::from_be_bytes(*half).to_le_bytes());
    }
    put_string(&mut bytes, topic.name);
    bytes.extend(topic.partitions.to_le_bytes());
    for partition in 0..topic.partitions {
        bytes.extend(partition.to_le_bytes());
        let mut racks = surroundings.topics.partition_racks(topic.id, partition);
        racks.sort_unstable();
        for rack in racks {
            bytes.extend(utf16_length(&rack).to_le_bytes());
            put_string(&mut bytes, &rack);
        }
    }
    XxHash3_64::oneshot(&bytes)
}

/// A Java string: its UTF-16 units, then how many there are.
fn put_string(bytes: &mut Vec<u8>, text: &str) {
    text.encode_utf16().for_each(|unit| bytes.extend(unit.to_le_bytes()));
    bytes.extend(utf16_length(text).to_le_bytes());
}

fn utf16_length(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).expect("names are short")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::TopicCatalog;

    struct Topics(Vec<(&'static str, &'static str, i32)>);

    impl TopicCatalog for Topics {
        fn version(&self) -> u64 {
            self.0.len() as u64
        }

        fn topic(&self, name: &str) -> Option<TopicFacts<'_>> {
            let (name, id, partitions) = *self.0.iter().find(|topic| topic.0 == name)?;
            Some(TopicFacts { name, id: id.parse().unwrap(), partitions })
        }

        fn topic_by_id(&self, _: Uuid) -> Option<TopicFacts<'_>> {
            None
        }

        fn for_each_topic(&self, _: &mut dyn FnMut(TopicFacts<'_>)) {}

        fn partition_racks(&self, _: Uuid, _: i32) -> Vec<String> {
            Vec::new()
        }

        fn group_config(&self, _: &str, _: &str) -> Option<String> {
            None
        }
    }

    fn hash(hashes: &mut TopicHashes, topics: &Topics, names: &[&str]) -> i64 {
        let surroundings = Surroundings {
            now: Default::default(),
            wall_clock_ms: 0,
            random: &mut || unreachable!("nothing is random here"),
            topics,
        };
        let names: Vec<String> = names.iter().map(|name| name.to_string()).collect();
        hashes.combine(&surroundings, names.iter())
    }

    #[test]
    fn is_the_one_that_kafka_4_4_wrote() {
        let plain = ("plain", "dJVFaNzTQluIkJKFE2d4cQ", 4);
        let other = ("other", "2CCstH1BS_GgZJTkNXDeqA", 2);
        let mut hashes = TopicHashes::default();
        let topics = Topics(vec![plain, other]);
        assert_eq!(hash(&mut hashes, &topics, &["plain"]), 1833071722028280145);
        assert_eq!(hash(&mut hashes, &topics, &["other", "plain"]), -2639701500215545718);
        assert_eq!(hash(&mut hashes, &topics, &["missing", "plain"]), 1833071722028280145);
        assert_eq!(hash(&mut hashes, &topics, &["missing"]), 0);
    }

    #[test]
    fn sees_that_topics_have_changed() {
        let mut hashes = TopicHashes::default();
        let plain = ("plain", "dJVFaNzTQluIkJKFE2d4cQ", 4);
        let before = hash(&mut hashes, &Topics(vec![plain]), &["plain"]);
        let others = [("plain", "dJVFaNzTQluIkJKFE2d4cQ", 5), ("plain", "2CCstH1BS_GgZJTkNXDeqA", 4)];
        for other in others {
            let topics = Topics(vec![other, ("more", "dJVFaNzTQluIkJKFE2d4cA", 1)]);
            assert_ne!(hash(&mut hashes, &topics, &["plain"]), before);
            hashes = TopicHashes::default();
        }
    }
}
