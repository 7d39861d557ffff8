//! What has been committed.

use std::collections::BTreeMap;

use protocol::coordinator::{OffsetCommitKey, OffsetCommitValue};

use super::committed::{CommittedOffset, TopicOffsets};
use super::pending::PendingOffsets;
use crate::record::LogEntry;

/// Of one group, by topic.
pub(crate) type GroupOffsets = BTreeMap<String, TopicOffsets>;

/// The offsets of all groups. Maps are sorted: what clients see of them is in the same order every time.
#[derive(Debug, Default)]
pub(crate) struct OffsetStore {
    groups: BTreeMap<String, GroupOffsets>,
    pub(super) pending: PendingOffsets,
    sequence: u64,
}

impl OffsetStore {
    /// Applies a record, just decided or read from the log.
    pub(crate) fn apply(&mut self, key: OffsetCommitKey, value: Option<OffsetCommitValue>) {
        match value {
            Some(value) => {
                let committed = self.committed(&key, value);
                self.put(key, committed);
            }
            None => self.remove(&key.group, &key.topic, key.partition),
        }
    }

    /// Applies a record of a transaction that has not ended.
    pub(crate) fn apply_pending(&mut self, producer_id: i64, key: OffsetCommitKey, value: OffsetCommitValue) {
        let committed = self.committed(&key, value);
        self.pending.put(producer_id, key, committed);
    }

    /// A transaction has ended: its offsets count, unless a later commit has replaced them meanwhile, or are forgotten.
    pub(crate) fn end_transaction(&mut self, producer_id: i64, is_commit: bool) {
        for (key, pending) in self.pending.take(producer_id) {
            let current = self.get(&key.group, &key.topic, key.partition);
            if is_commit && current.is_none_or(|current| current.sequence < pending.sequence) {
                self.put(key, pending);
            }
        }
    }

    fn committed(&mut self, key: &OffsetCommitKey, value: OffsetCommitValue) -> CommittedOffset {
        self.sequence += 1;
        CommittedOffset::new(key.partition, value, self.sequence)
    }

    fn put(&mut self, key: OffsetCommitKey, committed: CommittedOffset) {
        self.groups.entry(key.group).or_default().entry(key.topic).or_default().put(committed);
    }

    fn remove(&mut self, group_id: &str, topic: &str, partition: i32) {
        self.pending.remove(group_id, topic, partition);
        let Some(topics) = self.groups.get_mut(group_id) else { return };
        let Some(partitions) = topics.get_mut(topic) else { return };
        partitions.remove(partition);
        if partitions.is_empty() {
            topics.remove(topic);
        }
        if topics.is_empty() {
            self.groups.remove(group_id);
        }
    }

    pub(crate) fn get(&self, group_id: &str, topic: &str, partition: i32) -> Option<&CommittedOffset> {
        self.groups.get(group_id)?.get(topic)?.get(partition)
    }

    /// The groups that have committed something.
    pub(crate) fn group_ids(&self) -> impl Iterator<Item = &str> {
        self.groups.keys().map(String::as_str)
    }

    /// All of a group's.
    pub(crate) fn of_group(&self, group_id: &str) -> Option<&GroupOffsets> {
        self.groups.get(group_id)
    }

    /// Whether there is anything of this group, committed or in a transaction.
    pub(crate) fn has_any(&self, group_id: &str) -> bool {
        self.groups.contains_key(group_id) || self.pending.has_group(group_id)
    }

    /// Whether a transaction has not decided on this partition yet.
    pub(crate) fn is_unstable(&self, group_id: &str, topic: &str, partition: i32) -> bool {
        self.pending.has(group_id, topic, partition)
    }

    /// The groups with offsets of this topic, and their partitions.
    pub(crate) fn keys_of_topic(&self, topic: &str) -> Vec<OffsetCommitKey> {
        let committed = self.groups.iter().filter_map(|(group, topics)| Some((group, topics.get(topic)?)));
        let mut keys: Vec<_> = committed
            .flat_map(|(group, offsets)| {
                offsets.iter().map(move |committed| key(group, topic, committed.partition))
            })
            .chain(self.pending.keys().filter(|key| key.topic == topic))
            .collect();
        sort_and_dedup(&mut keys);
        keys
    }

    /// The keys of all of a group's offsets, those of transactions included.
    pub(crate) fn keys_of_group(&self, group_id: &str) -> Vec<OffsetCommitKey> {
        let topics = self.groups.get(group_id).into_iter().flatten();
        let mut keys: Vec<_> = topics
            .flat_map(|(topic, offsets)| {
                offsets.iter().map(move |committed| key(group_id, topic, committed.partition))
            })
            .chain(self.pending.keys().filter(|key| key.group == group_id))
            .collect();
        sort_and_dedup(&mut keys);
        keys
    }

    /// The names of all topics that somebody has offsets of, each as often as there are groups.
    pub(crate) fn topics(&self) -> impl Iterator<Item = &str> {
        self.groups.values().flat_map(|topics| topics.keys().map(String::as_str))
    }

    /// Forgets an offset, in the state and in the log.
    pub(crate) fn forget(&mut self, key: OffsetCommitKey, effects: &mut crate::effects::Effects) {
        self.remove(&key.group, &key.topic, key.partition);
        effects.record(&LogEntry::OffsetCommit(key, None));
    }

    /// Nothing is kept for what is not there; what is there can be found.
    pub(crate) fn assert_invariants(&self) {
        for (group, topics) in &self.groups {
            assert!(!topics.is_empty(), "{group} has offsets");
            assert!(
                topics.values().all(|offsets| !offsets.is_empty() && offsets.is_sorted()),
                "{group} has offsets of its topics, each partition once"
            );
        }
        self.pending.assert_invariants();
    }
}

pub(super) fn key(group: &str, topic: &str, partition: i32) -> OffsetCommitKey {
    OffsetCommitKey { group: group.to_owned(), topic: topic.to_owned(), partition }
}

fn sort_and_dedup(keys: &mut Vec<OffsetCommitKey>) {
    keys.sort_by(|a, b| (&a.group, &a.topic, a.partition).cmp(&(&b.group, &b.topic, b.partition)));
    keys.dedup();
}
