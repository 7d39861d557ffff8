//! What a compacted log has been given, and what a consumer of it must therefore find: the latest value of each key.

use std::collections::{BTreeMap, BTreeSet};

use crate::require;
use crate::violation::Violation;

/// A record that was appended.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
struct Entry {
    offset: i64,
    /// None for a tombstone.
    value: Option<u64>,
    /// Whose transaction it is part of.
    transaction: Option<i64>,
    /// The marker that ended the transaction: its offset, and whether it commits.
    marker: Option<(i64, bool)>,
}

impl Entry {
    fn is_open(&self) -> bool {
        self.transaction.is_some() && self.marker.is_none()
    }

    fn is_aborted(&self) -> bool {
        self.marker.is_some_and(|(_, commits)| !commits)
    }
}

/// A record that was read.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub(super) struct Found {
    pub(super) offset: i64,
    pub(super) key: u64,
    pub(super) value: Option<u64>,
}

/// All records by their keys, in the order of their offsets.
#[derive(Debug, Default)]
pub(super) struct KeyedModel {
    entries: BTreeMap<u64, Vec<Entry>>,
    /// Markers in the order of their offsets: the producer, the offset, whether it commits.
    markers: Vec<(i64, i64, bool)>,
}

impl KeyedModel {
    /// A record was appended, in a transaction or not.
    pub(super) fn on_appended(&mut self, record: Found, transaction: Option<i64>) {
        let entry = Entry { offset: record.offset, value: record.value, transaction, marker: None };
        self.entries.entry(record.key).or_default().push(entry);
    }

    /// A producer's transaction was ended by the marker at `offset`.
    pub(super) fn on_transaction_ended(&mut self, producer: i64, offset: i64, commits: bool) {
        self.markers.push((producer, offset, commits));
        let mut all = self.entries.values_mut().flatten();
        let its = all.by_ref().filter(|entry| entry.is_open() && entry.transaction == Some(producer));
        its.for_each(|entry| entry.marker = Some((offset, commits)));
    }

    /// Everything below `durable` has survived, compacted or not; of the rest, what is `present`. A transaction whose own marker
    /// is gone is decided by the producer's next one that is there: what lay between may be gone, for it was not durable.
    pub(super) fn on_crash(&mut self, durable: i64, present: &BTreeSet<i64>) {
        let survived = |offset: i64| offset < durable || present.contains(&offset);
        self.markers.retain(|(_, offset, _)| survived(*offset));
        for entries in self.entries.values_mut() {
            entries.retain(|entry| survived(entry.offset));
            for entry in entries.iter_mut().filter(|entry| entry.transaction.is_some()) {
                let mut markers = self.markers.iter();
                let decides = |(producer, offset, _): &&(i64, i64, bool)| {
                    Some(*producer) == entry.transaction && *offset > entry.offset
                };
                entry.marker = markers.find(decides).map(|(_, offset, commits)| (*offset, *commits));
            }
        }
    }

    /// Producers whose transactions are open.
    pub(super) fn open_producers(&self) -> BTreeSet<i64> {
        let open = self.entries.values().flatten().filter(|entry| entry.is_open());
        open.filter_map(|entry| entry.transaction).collect()
    }

    /// `found`: all records of the log in their order. What a consumer of committed records makes of those below the last
    /// stable offset is the latest decided value of each key.
    pub(super) fn check(&self, last_stable_offset: i64, found: &[Found]) -> Result<(), Violation> {
        let aborted: BTreeSet<i64> = self
            .entries
            .values()
            .flatten()
            .filter(|entry| entry.is_aborted())
            .map(|entry| entry.offset)
            .collect();
        let is_visible =
            |record: &&Found| record.offset < last_stable_offset && !aborted.contains(&record.offset);
        let seen: BTreeMap<u64, Found> =
            found.iter().filter(is_visible).map(|record| (record.key, *record)).collect();
        let stranger = seen.keys().find(|key| !self.entries.contains_key(key));
        require!(stranger.is_none(), "nobody has written the key {stranger:?}");
        for (key, entries) in &self.entries {
            let is_decided = |entry: &&Entry| entry.offset < last_stable_offset && !entry.is_aborted();
            let latest = entries.iter().rfind(is_decided);
            let there = seen.get(key).map(|record| (record.offset, record.value));
            let expected = latest.map(|entry| (entry.offset, entry.value));
            // A tombstone goes in time.
            let is_gone = there.is_none() && expected.is_none_or(|(_, value)| value.is_none());
            require!(
                there == expected || is_gone,
                "key {key} is {there:?} (offset, value) below the last stable offset {last_stable_offset}, the latest \
                 that was committed is {expected:?}"
            );
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn record(offset: i64, value: Option<u64>) -> Found {
        Found { offset, key: 1, value }
    }

    #[test]
    fn the_latest_committed_value_of_a_key_must_be_there() {
        let mut model = KeyedModel::default();
        let (first, second, third) = (record(0, Some(10)), record(1, Some(11)), record(2, Some(12)));
        model.on_appended(first, None);
        model.on_appended(second, None);
        model.on_appended(third, Some(100));
        model.check(2, &[second, third]).expect("the first one is superseded");
        model.check(2, &[first, third]).expect_err("the second one is gone");
        model.on_transaction_ended(100, 3, false);
        model.check(4, &[second, third]).expect("the third one was aborted");
        model.check(4, &[third]).expect_err("an aborted record has superseded the second one");
    }

    #[test]
    fn a_tombstone_may_be_gone_and_what_it_deletes_may_not_come_back() {
        let mut model = KeyedModel::default();
        let (value, tombstone) = (record(0, Some(10)), record(1, None));
        model.on_appended(value, None);
        model.on_appended(tombstone, None);
        model.check(2, &[value, tombstone]).expect("not compacted yet");
        model.check(2, &[]).expect("both are gone");
        model.check(2, &[value]).expect_err("it was deleted");
    }

    #[test]
    fn a_marker_that_a_power_cut_took_has_decided_nothing() {
        let mut model = KeyedModel::default();
        model.on_appended(record(0, Some(10)), Some(100));
        model.on_transaction_ended(100, 1, true);
        model.on_crash(1, &BTreeSet::new());
        assert_eq!(model.open_producers(), BTreeSet::from([100]));
    }

    #[test]
    fn a_later_marker_decides_what_the_lost_one_has_not() {
        let mut model = KeyedModel::default();
        model.on_appended(record(0, Some(10)), Some(100));
        model.on_transaction_ended(100, 1, true);
        model.on_appended(record(2, Some(11)), Some(100));
        model.on_transaction_ended(100, 3, false);
        model.on_crash(1, &BTreeSet::from([0, 3]));
        model.check(4, &[record(0, Some(10))]).expect("the marker at 3 has aborted it");
    }
}
