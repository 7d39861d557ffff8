//! One offset per partition of a log directory.

use std::fmt::Write as _;

use super::{Malformed, lines};
use crate::{Offset, TopicPartition};

/// File of recovery points: below them everything is synced.
pub const RECOVERY_POINT_CHECKPOINT: &str = "recovery-point-offset-checkpoint";
/// File of log start offsets that lie above their first segment's base offset.
pub const LOG_START_OFFSET_CHECKPOINT: &str = "log-start-offset-checkpoint";
/// File of high watermarks.
pub const REPLICATION_OFFSET_CHECKPOINT: &str = "replication-offset-checkpoint";
/// File of the cleaner's progress.
pub const CLEANER_OFFSET_CHECKPOINT: &str = "cleaner-offset-checkpoint";

/// What one of the `*-offset-checkpoint` files holds.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct OffsetCheckpoint {
    /// One entry per partition, in any order.
    pub entries: Vec<(TopicPartition, Offset)>,
}

impl OffsetCheckpoint {
    /// The file's text.
    pub fn encode(&self) -> Vec<u8> {
        lines::encode(&self.entries, |(topic_partition, offset), out| {
            write!(out, "{} {} {offset}", topic_partition.topic, topic_partition.partition)
                .expect("writing to a String does not fail");
        })
        .into_bytes()
    }

    /// Parses the file's text.
    pub fn decode(bytes: &[u8]) -> Result<Self, Malformed> {
        let entries = lines::decode(bytes, |line| {
            let mut words = line.split(' ');
            let (topic, partition, offset) = (words.next()?, words.next()?, words.next()?);
            let (partition, offset): (i32, i64) = (partition.parse().ok()?, offset.parse().ok()?);
            let is_whole = words.next().is_none() && partition >= 0 && offset >= 0;
            is_whole.then(|| (TopicPartition::new(topic, partition), Offset(offset)))
        })?;
        Ok(OffsetCheckpoint { entries })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_trip() {
        let text = b"0\n2\ncodecs 0 15000\n__consumer_offsets 3 0\n";
        let checkpoint = OffsetCheckpoint::decode(text).expect("as Kafka writes it");
        assert_eq!(checkpoint.entries[0], (TopicPartition::new("codecs", 0), Offset(15000)));
        assert_eq!(checkpoint.encode(), text);
    }

    #[test]
    fn damage_is_told() {
        for text in ["0\n1\na 0\n", "0\n1\na 0 1 2\n", "0\n1\na -1 1\n", "0\n9\na 0 1\n", "x"] {
            OffsetCheckpoint::decode(text.as_bytes()).expect_err(text);
        }
    }
}
