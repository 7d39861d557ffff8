//! Partitions that members own, and since which epoch.

use std::collections::BTreeMap;

use protocol::Uuid;
use protocol::coordinator::consumer_group_current_member_assignment_value::TopicPartitions as RecordPartitions;
use protocol::messages::consumer_group_heartbeat_request::TopicPartitions as ReportedPartitions;

/// By topic and partition: the epoch in which the member got it. No topic without partitions.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct OwnedPartitions(BTreeMap<Uuid, BTreeMap<i32, i32>>);

impl OwnedPartitions {
    pub(crate) fn insert(&mut self, topic: Uuid, partition: i32, epoch: i32) {
        self.0.entry(topic).or_default().insert(partition, epoch);
    }

    /// The epoch in which `partition` was got; `None` when it is not owned.
    pub(crate) fn epoch_of(&self, topic: Uuid, partition: i32) -> Option<i32> {
        self.0.get(&topic)?.get(&partition).copied()
    }

    pub(crate) fn contains(&self, topic: Uuid, partition: i32) -> bool {
        self.epoch_of(topic, partition).is_some()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Topic, partition, epoch; in that order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Uuid, i32, i32)> + '_ {
        self.0.iter().flat_map(|(topic, partitions)| {
            partitions.iter().map(move |(partition, epoch)| (*topic, *partition, *epoch))
        })
    }

    /// Each topic with its partitions, ascending.
    pub(crate) fn topics(&self) -> impl Iterator<Item = (Uuid, Vec<i32>)> + '_ {
        self.0.iter().map(|(topic, partitions)| (*topic, partitions.keys().copied().collect()))
    }

    /// Whether `reported` names only partitions of these.
    pub(crate) fn contains_all(&self, reported: &[ReportedPartitions]) -> bool {
        all_reported(reported).all(|(topic, partition)| self.contains(topic, partition))
    }

    /// Whether `reported` names any partition of these.
    pub(crate) fn contains_any(&self, reported: &[ReportedPartitions]) -> bool {
        all_reported(reported).any(|(topic, partition)| self.contains(topic, partition))
    }

    /// As records keep them.
    pub(crate) fn to_record(&self) -> Vec<RecordPartitions> {
        let topics = self.0.iter().map(|(topic, partitions)| RecordPartitions {
            topic_id: *topic,
            partitions: partitions.keys().copied().collect(),
            assignment_epochs: Some(partitions.values().copied().collect()),
        });
        topics.collect()
    }

    /// From a record. One that does not say the epochs was written before there were any: `epoch`, the member's own, is the latest
    /// that they can be, and the latest takes the fewest old commits.
    pub(crate) fn from_record(record: &[RecordPartitions], epoch: i32) -> Self {
        let mut owned = Self::default();
        for topic in record {
            let epochs =
                topic.assignment_epochs.as_deref().filter(|epochs| epochs.len() == topic.partitions.len());
            for (index, &partition) in topic.partitions.iter().enumerate() {
                owned.insert(topic.topic_id, partition, epochs.map_or(epoch, |epochs| epochs[index]));
            }
        }
        owned
    }
}

impl Extend<(Uuid, i32, i32)> for OwnedPartitions {
    fn extend<I: IntoIterator<Item = (Uuid, i32, i32)>>(&mut self, partitions: I) {
        partitions.into_iter().for_each(|(topic, partition, epoch)| self.insert(topic, partition, epoch));
    }
}

impl FromIterator<(Uuid, i32, i32)> for OwnedPartitions {
    fn from_iter<I: IntoIterator<Item = (Uuid, i32, i32)>>(partitions: I) -> Self {
        let mut owned = Self::default();
        owned.extend(partitions);
        owned
    }
}

fn all_reported(reported: &[ReportedPartitions]) -> impl Iterator<Item = (Uuid, i32)> + '_ {
    reported.iter().flat_map(|topic| topic.partitions.iter().map(|partition| (topic.topic_id, *partition)))
}

/// How many members own each partition, given back or not: one, or none. (A log that was compacted in part may name two for
/// a while as it is replayed.)
#[derive(Clone, Debug, Default)]
pub(crate) struct Owners(BTreeMap<(Uuid, i32), u32>);

impl Owners {
    pub(crate) fn add(&mut self, partitions: &OwnedPartitions) {
        for (topic, partition, _) in partitions.iter() {
            *self.0.entry((topic, partition)).or_default() += 1;
        }
    }

    pub(crate) fn remove(&mut self, partitions: &OwnedPartitions) {
        for (topic, partition, _) in partitions.iter() {
            let owners = self.0.get_mut(&(topic, partition)).expect("what is removed had been added");
            *owners -= 1;
            if *owners == 0 {
                self.0.remove(&(topic, partition));
            }
        }
    }

    pub(crate) fn has_owner(&self, topic: Uuid, partition: i32) -> bool {
        self.0.contains_key(&(topic, partition))
    }

    /// Whether no partition has two owners.
    pub(crate) fn are_unique(&self) -> bool {
        self.0.values().all(|owners| *owners == 1)
    }

    /// How many partitions have an owner.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}
