//! Consumer groups and their committed offsets: state machines without I/O.
//!
//! A [`GroupCoordinator`] is the state of one partition of `__consumer_offsets`, and that state is the replay of its log.
//! A question changes the state at once and gives records; the answer waits until those records, and all that the
//! answer may have seen, are committed.
#![forbid(unsafe_code)]

mod assignor;
mod classic;
mod config;
mod consumer;
mod coordinator;
mod effects;
mod group;
mod offsets;
pub mod planted;
mod question;
mod record;
mod refusal;
mod surroundings;
mod timer_queue;
mod turn;

pub use config::{GroupConfig, MigrationPolicy};
pub use coordinator::GroupCoordinator;
pub use question::{Answer, Client, GroupFilter, ListedGroups, Question, QuestionId};
pub use record::CoordinatorRecord;
pub use surroundings::{Surroundings, TopicCatalog, TopicFacts};

/// The partition of `__consumer_offsets` that keeps a group: Java's `String.hashCode`, as Kafka takes it.
pub fn partition_of(group_id: &str, partitions: i32) -> i32 {
    let hash =
        group_id.encode_utf16().fold(0i32, |hash, unit| hash.wrapping_mul(31).wrapping_add(i32::from(unit)));
    // Kafka's `Utils.abs`: the one number without a positive counterpart becomes 0.
    let positive = if hash == i32::MIN { 0 } else { hash.abs() };
    positive % partitions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_on_the_partitions_where_kafka_puts_them() {
        // Java: Math.abs("...".hashCode()) % 50; the last two are the corners of Utils.abs and of UTF-16.
        for (group_id, partition) in
            [("", 0), ("a", 47), ("readers", 28), ("polygenelubricants", 0), ("𝄞", 44)]
        {
            assert_eq!(partition_of(group_id, 50), partition, "{group_id}");
        }
    }
}
