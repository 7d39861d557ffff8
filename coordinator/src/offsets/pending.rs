//! Offsets of transactions that have not ended.

use std::collections::{BTreeMap, BTreeSet};

use protocol::coordinator::OffsetCommitKey;

use super::committed::CommittedOffset;

/// A partition of a group.
type Slot = (String, String, i32);

/// By producer, for a transaction ends as a whole; and by group, for fetches ask by that.
#[derive(Debug, Default)]
pub(crate) struct PendingOffsets {
    by_producer: BTreeMap<i64, BTreeMap<Slot, CommittedOffset>>,
    by_group: BTreeMap<String, BTreeSet<i64>>,
}

impl PendingOffsets {
    pub(super) fn put(&mut self, producer_id: i64, key: OffsetCommitKey, committed: CommittedOffset) {
        self.by_group.entry(key.group.clone()).or_default().insert(producer_id);
        let slot = (key.group, key.topic, key.partition);
        self.by_producer.entry(producer_id).or_default().insert(slot, committed);
    }

    /// Takes all offsets of a producer's transaction.
    pub(super) fn take(
        &mut self,
        producer_id: i64,
    ) -> impl Iterator<Item = (OffsetCommitKey, CommittedOffset)> + use<> {
        let taken = self.by_producer.remove(&producer_id).unwrap_or_default();
        for (group, _, _) in taken.keys() {
            self.forget_producer(group, producer_id);
        }
        taken.into_iter().map(|((group, topic, partition), committed)| {
            (OffsetCommitKey { group, topic, partition }, committed)
        })
    }

    /// Takes a partition out of every transaction: it was deleted.
    pub(super) fn remove(&mut self, group: &str, topic: &str, partition: i32) {
        let Some(producers) = self.by_group.get(group).cloned() else { return };
        let slot = (group.to_owned(), topic.to_owned(), partition);
        for producer_id in producers {
            let Some(offsets) = self.by_producer.get_mut(&producer_id) else { continue };
            offsets.remove(&slot);
            let has_more = offsets.keys().any(|(other, _, _)| other == group);
            if offsets.is_empty() {
                self.by_producer.remove(&producer_id);
            }
            if !has_more {
                self.forget_producer(group, producer_id);
            }
        }
    }

    fn forget_producer(&mut self, group: &str, producer_id: i64) {
        let Some(producers) = self.by_group.get_mut(group) else { return };
        producers.remove(&producer_id);
        if producers.is_empty() {
            self.by_group.remove(group);
        }
    }

    pub(super) fn has_group(&self, group: &str) -> bool {
        self.by_group.contains_key(group)
    }

    pub(super) fn has(&self, group: &str, topic: &str, partition: i32) -> bool {
        let Some(producers) = self.by_group.get(group) else { return false };
        let slot = (group.to_owned(), topic.to_owned(), partition);
        producers
            .iter()
            .any(|producer| self.by_producer.get(producer).is_some_and(|offsets| offsets.contains_key(&slot)))
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = OffsetCommitKey> {
        self.by_producer
            .values()
            .flat_map(|offsets| offsets.keys())
            .map(|(group, topic, partition)| super::store::key(group, topic, *partition))
    }

    /// Both maps say the same.
    pub(super) fn assert_invariants(&self) {
        let mut by_group: BTreeMap<String, BTreeSet<i64>> = BTreeMap::new();
        for (producer_id, offsets) in &self.by_producer {
            assert!(!offsets.is_empty(), "producer {producer_id} has pending offsets");
            for (group, _, _) in offsets.keys() {
                by_group.entry(group.clone()).or_default().insert(*producer_id);
            }
        }
        assert_eq!(self.by_group, by_group, "groups know their transactions");
    }
}
