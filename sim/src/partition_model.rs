//! What is known of one partition, and what must therefore be true of it.
//!
//! The checker sees what clients see: acknowledgements, fetched records, offsets. It knows the durability contract and
//! nothing of how it is kept:
//! - offsets are dense and in order, and an offset holds one record for ever;
//! - what was acknowledged, or seen by a consumer, survives what its promise says it survives;
//! - a record is there once, and an idempotent producer's records are there in their order.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use io::sim::CrashKind;

use crate::ledger::{Ledger, PartitionId, RecordId, SessionId};
use crate::require;
use crate::violation::Violation;

/// What a record has been promised.
#[derive(Copy, Clone, Debug, Eq, PartialEq, Ord, PartialOrd)]
pub enum Promise {
    /// The kernel has it: survives the end of the process, and once [`FLUSH_BOUND`] has passed, a power cut.
    Written,
    /// The disk has it: survives a power cut.
    Durable,
}

/// When what was written is on the disk at the latest, if the disk works: one second between flushes
/// (`ringlog.flush.ms.max`), and slow syncs.
pub const FLUSH_BOUND: Duration = Duration::from_secs(5);

#[derive(Copy, Clone, Debug)]
struct Known {
    id: RecordId,
    promise: Promise,
    /// Of the first promise.
    since: Duration,
    /// Not since a crash that may have taken it.
    is_certain: bool,
}

/// One partition of one life of a topic.
#[derive(Debug)]
pub struct PartitionModel {
    id: PartitionId,
    known: BTreeMap<i64, Known>,
    /// Records that the log was rid of by a truncation.
    cut_off: BTreeSet<RecordId>,
    log_start: i64,
    /// Whether records may go by retention.
    expires: bool,
    /// Whether a record is visible as soon as it is written, and not only when it is durable.
    shows_written: bool,
}

impl PartitionModel {
    /// An empty partition. `expires`: its topic deletes old records. `shows_written`: consumers see what is written
    /// (replicated durability), not only what is durable.
    pub fn new(id: PartitionId, expires: bool, shows_written: bool) -> Self {
        Self { id, known: BTreeMap::new(), cut_off: BTreeSet::new(), log_start: 0, expires, shows_written }
    }

    /// Its name in the ledger.
    pub fn id(&self) -> PartitionId {
        self.id
    }

    /// The offset after the last record that must be there.
    pub fn certain_end(&self) -> i64 {
        self.known.iter().rev().find(|(_, known)| known.is_certain).map_or(0, |(offset, _)| offset + 1)
    }

    /// Whether there is a record at an offset that must be there.
    pub fn must_hold(&self, offset: i64) -> bool {
        let is_certain = self.known.get(&offset).is_some_and(|known| known.is_certain);
        !self.expires && offset >= self.log_start && is_certain
    }

    /// The offset after the last record that a consumer must be able to see.
    pub fn visible_end(&self) -> i64 {
        let is_visible = |known: &Known| self.shows_written || known.promise == Promise::Durable;
        let mut newest_first = self.known.iter().rev();
        newest_first
            .find(|(_, known)| known.is_certain && is_visible(known))
            .map_or(0, |(offset, _)| offset + 1)
    }

    /// The log's first offset, as last told.
    pub fn log_start(&self) -> i64 {
        self.log_start
    }

    /// A producer was told that its records are at `base_offset` and on.
    pub fn on_acknowledged(
        &mut self,
        now: Duration,
        base_offset: i64,
        ids: &[RecordId],
        promise: Promise,
    ) -> Result<(), Violation> {
        let records = (base_offset..).zip(ids.iter().copied());
        self.learn(now, records, promise, "acknowledged")
    }

    /// A consumer that asked for `offset` got `records`, all below the high watermark it was told.
    pub fn on_fetched(
        &mut self,
        ledger: &Ledger,
        now: Duration,
        offset: i64,
        records: &[(i64, RecordId)],
        high_watermark: i64,
        promise: Promise,
    ) -> Result<(), Violation> {
        let mut expected = None;
        for (at, id) in records {
            require!(expected.is_none_or(|expected| expected == *at), "offset {at} follows {expected:?}");
            expected = Some(at + 1);
            let sent = ledger.sent(*id).expect("the ledger has read it");
            require!(sent.partition == self.id, "offset {at} holds {id:?} of {:?}", sent.partition);
        }
        if let (Some((first, _)), Some((last, _))) = (records.first(), records.last()) {
            require!(*first <= offset && offset <= *last, "asked for {offset}, got {first} to {last}");
            require!(
                *last < high_watermark,
                "offset {last} is served above the high watermark {high_watermark}"
            );
        }
        self.learn(now, records.iter().copied(), promise, "served")
    }

    fn learn(
        &mut self,
        now: Duration,
        records: impl Iterator<Item = (i64, RecordId)>,
        promise: Promise,
        how: &str,
    ) -> Result<(), Violation> {
        for (offset, id) in records {
            require!(!self.cut_off.contains(&id), "offset {offset} is {how} as {id:?}, which was cut off");
            let fresh = Known { id, promise, since: now, is_certain: true };
            let known = self.known.entry(offset).or_insert(fresh);
            if !known.is_certain {
                *known = fresh;
            }
            require!(known.id == id, "offset {offset} is {how} as {id:?} and was {:?}", known.id);
            known.promise = known.promise.max(promise);
        }
        Ok(())
    }

    /// Somebody was told where the log begins.
    pub fn on_log_start(&mut self, log_start: i64) {
        self.log_start = self.log_start.max(log_start);
    }

    /// Somebody asked for the first record at or after `wanted_ms` and was told `found` (offset and time). Only records that
    /// were promised when he asked, below `known_end`, must be counted with.
    pub fn on_found_by_time(
        &self,
        ledger: &Ledger,
        wanted_ms: i64,
        known_end: i64,
        found: Option<(i64, i64)>,
    ) -> Result<(), Violation> {
        let time_of = |known: &Known| ledger.sent(known.id).map_or(-1, |sent| sent.timestamp_ms);
        if let Some((offset, timestamp)) = found {
            require!(timestamp >= wanted_ms, "the first record at {wanted_ms} is one of {timestamp}");
            let known = self.known.get(&offset).filter(|known| known.is_certain);
            let is_it = known.is_none_or(|known| time_of(known) == timestamp);
            require!(is_it, "offset {offset} is said to be of {timestamp}");
        }
        let end = found.map_or(known_end, |(offset, _)| offset.min(known_end));
        let earlier = self.known.range(self.log_start.min(end)..end);
        let missed = earlier
            .filter(|(_, known)| known.is_certain && !self.expires)
            .find(|(_, known)| time_of(known) >= wanted_ms);
        require!(
            missed.is_none(),
            "{found:?} is told to be the first at {wanted_ms}, before it is {missed:?}"
        );
        Ok(())
    }

    /// Somebody was told a high watermark, or where the log ends: every record that is certain lies below its end.
    pub fn on_log_end(&self, log_end: i64) -> Result<(), Violation> {
        let certain_end = self.certain_end();
        require!(
            log_end >= certain_end,
            "the log ends at {log_end}, records up to {certain_end} were promised"
        );
        Ok(())
    }

    /// The broker went down. `flushing_since`: when it began to serve, if it did, and no sync has failed since.
    pub fn on_crash(&mut self, now: Duration, kind: CrashKind, flushing_since: Option<Duration>) {
        let is_flushed = |known: &Known| {
            flushing_since.is_some_and(|began| now.saturating_sub(known.since.max(began)) > FLUSH_BOUND)
        };
        let survives = |known: &Known| match (kind, known.promise) {
            (CrashKind::ProcessKill, _) | (_, Promise::Durable) => true,
            (CrashKind::PowerCut, Promise::Written) => is_flushed(known),
        };
        // A log is lost from its end: what lies before a survivor survives with it.
        let last = self.known.iter().rev().find(|(_, known)| known.is_certain && survives(known));
        let end = last.map_or(0, |(offset, _)| offset + 1);
        self.known.range_mut(end..).for_each(|(_, known)| known.is_certain = false);
    }

    /// The log is about to be cut back; records from `floor` on may go.
    pub fn on_truncating(&mut self, floor: i64) {
        self.known.range_mut(floor..).for_each(|(_, known)| known.is_certain = false);
    }

    /// The log was cut back to `end`, for good: what was behind it may not come back.
    pub fn on_truncated(&mut self, end: i64) {
        self.cut_off.extend(self.known.split_off(&end).into_values().map(|known| known.id));
    }

    /// All records of the partition, read from its start to its end. What is there now has survived.
    pub fn on_read_whole(
        &mut self,
        ledger: &Ledger,
        log_start: i64,
        records: &[(i64, RecordId)],
    ) -> Result<(), Violation> {
        let gone = (self.log_start..log_start).find(|offset| self.must_hold(*offset));
        require!(gone.is_none(), "the log begins at {log_start}, and nobody deleted offset {gone:?}");
        self.on_log_start(log_start);
        let mut expected = log_start;
        let mut seen = BTreeSet::new();
        let mut last_of = BTreeMap::<SessionId, RecordId>::new();
        for (offset, id) in records.iter().filter(|(offset, _)| *offset >= log_start) {
            require!(*offset == expected, "offset {offset} follows {}", expected - 1);
            expected += 1;
            let sent = ledger.sent(*id).expect("the ledger has read it");
            require!(sent.partition == self.id, "offset {offset} holds {id:?} of {:?}", sent.partition);
            require!(seen.insert(*id), "offset {offset} holds {id:?} a second time");
            require!(!self.cut_off.contains(id), "offset {offset} holds {id:?}, which was cut off");
            if let Some(session) = sent.session
                && let Some(last) = last_of.insert(session, *id)
            {
                require!(last < *id, "offset {offset} holds {id:?} of {session:?} behind {last:?}");
            }
        }
        self.on_log_end(expected)?;
        let found: BTreeMap<i64, RecordId> = records.iter().copied().collect();
        for (offset, known) in self.known.range(log_start..).filter(|(_, known)| known.is_certain) {
            let there = found.get(offset);
            require!(
                there == Some(&known.id),
                "offset {offset} holds {there:?}, promised was {:?}",
                known.id
            );
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Duration = Duration::from_secs(100);

    fn partition() -> (Ledger, PartitionModel, Vec<RecordId>) {
        let mut ledger = Ledger::default();
        let id = PartitionId(1);
        let session = ledger.new_session();
        let ids = ledger.issue(id, Some(session), 4, 1_000);
        (ledger, PartitionModel::new(id, false, false), ids)
    }

    fn at(first: i64, ids: &[RecordId]) -> Vec<(i64, RecordId)> {
        (first..).zip(ids.iter().copied()).collect()
    }

    #[test]
    fn a_durable_record_survives_a_power_cut_and_a_written_one_may_go() {
        let (ledger, mut model, ids) = partition();
        model.on_acknowledged(NOW, 0, &ids[..2], Promise::Durable).expect("new");
        model.on_acknowledged(NOW, 2, &ids[2..], Promise::Written).expect("new");
        model.on_crash(NOW, CrashKind::PowerCut, Some(NOW));
        assert_eq!(model.certain_end(), 2);
        model.on_read_whole(&ledger, 0, &at(0, &ids[..2])).expect("the promise is kept");
        model.on_read_whole(&ledger, 0, &at(0, &ids[..1])).expect_err("a durable record is gone");
    }

    #[test]
    fn a_written_record_survives_a_kill_and_an_old_one_a_power_cut() {
        for (kind, later) in
            [(CrashKind::ProcessKill, Duration::ZERO), (CrashKind::PowerCut, FLUSH_BOUND * 2)]
        {
            let (ledger, mut model, ids) = partition();
            model.on_acknowledged(NOW, 0, &ids, Promise::Written).expect("new");
            model.on_crash(NOW + later, kind, Some(NOW));
            model.on_read_whole(&ledger, 0, &at(0, &ids[..3])).expect_err("the last one is gone");
        }
    }

    #[test]
    fn order_density_and_uniqueness_are_checked() {
        let (ledger, mut model, ids) = partition();
        model.on_read_whole(&ledger, 0, &at(0, &ids)).expect("as it should be");
        model.on_read_whole(&ledger, 0, &at(1, &ids)).expect_err("offset 0 is missing");
        model.on_read_whole(&ledger, 0, &at(0, &[ids[0], ids[0]])).expect_err("twice the same");
        model.on_read_whole(&ledger, 0, &at(0, &[ids[1], ids[0]])).expect_err("out of order");
        model.on_acknowledged(NOW, 0, &ids[..2], Promise::Durable).expect("new");
        model.on_read_whole(&ledger, 2, &at(2, &ids[2..])).expect_err("nobody deleted the first two");
    }

    #[test]
    fn what_a_consumer_saw_stays() {
        let (ledger, mut model, ids) = partition();
        let fetched = model.on_fetched(&ledger, NOW, 0, &at(0, &ids[..2]), 1, Promise::Durable);
        fetched.expect_err("above the high watermark");
        let (ledger, mut model, ids) = partition();
        model.on_fetched(&ledger, NOW, 0, &at(0, &ids[..2]), 2, Promise::Durable).expect("below it");
        model.on_crash(NOW, CrashKind::PowerCut, Some(NOW));
        model.on_acknowledged(NOW, 1, &ids[2..], Promise::Written).expect_err("offset 1 is taken");
    }
}
