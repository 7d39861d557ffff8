//! What makes an append durable: the only place that moves a log's durable end offset.
//!
//! ```text
//!            on_written                ┌── next_step ── File ──► on_synced ─────┐
//! assigned ───────────► written end ───┤                                        ├──► durable end
//!                                      └── on_offered ── journal ► on_journaled ┘
//! ```
//! An append is durable when its segment is synced, or when the journal of its shard is ([`crate::journal`]) and everything
//! before it in its log is durable. Nothing above knows which. The rules:
//! - a sync covers what was *written when it was submitted*, never what completed while it ran;
//! - a segment counts only once its name is durable: the directory is synced after a create and after a roll, and before the
//!   segment's own sync is counted;
//! - segments become durable in their order: old segment, directory, new segment;
//! - one sync is in flight per log, and everybody waits for the next one together (group commit);
//! - the journal counts only for a log whose folder and topic id are durable, and only where it continues what is durable: an
//!   entry behind a gap is of no use to a replay;
//! - what the journal covers is synced when somebody asks: when its space is wanted again, or the log is to be closed;
//! - a failed sync is final, which the log manager sees to: it is never tried again and never counted.
//!
//! Invariants ([`Durability::assert_invariants`]): synced ≤ durable ≤ written; the unsynced segments are in order and only the
//! last one is open; a sync in flight belongs to the first of them.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::time::Duration;

use ::io::File;
use smallvec::SmallVec;

use crate::Offset;
use crate::log_config::{DurabilityMode, LogConfig};
use crate::planted::{self, Bug};

/// One step towards durability, to be submitted as an operation.
#[derive(Clone, Debug)]
pub enum SyncStep {
    /// fdatasync of a segment.
    File(File),
    /// fsync of a directory.
    Directory(PathBuf),
}

#[derive(Debug)]
struct UnsyncedSegment {
    file: File,
    /// What has to be durable before the segment counts, the last one first: names on the way to it.
    names: SmallVec<[SyncStep; 1]>,
    /// Where the segment ends, once it has rolled.
    end: Option<Offset>,
}

#[derive(Copy, Clone, Debug, Eq, PartialEq)]
enum InFlight {
    Name,
    File { covers: Offset },
}

/// Whether a replay of the journal would find the log's folder, and know by `partition.metadata` whose it is.
///
/// ```text
/// Unknown ──(it was written just now, or the log wants the journal)──► Wanted ──(behind the names on the way)──► InFlight ──► Durable
/// ```
#[derive(Debug)]
enum Home {
    Unknown,
    Wanted(File),
    InFlight,
    Durable,
}

/// Offsets that the journal has, or is to have.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
struct Journaled {
    from: Offset,
    /// The end of what the journal has been offered and has not declined.
    offered: Offset,
    /// The end of what a sync of the journal has covered.
    done: Offset,
}

/// The written and the durable end of a log, and what has to be synced to bring them together.
#[derive(Debug)]
pub struct Durability {
    written: Offset,
    durable: Offset,
    /// The end of what its own segments hold durably.
    synced: Offset,
    journaled: Option<Journaled>,
    home: Home,
    segments: VecDeque<UnsyncedSegment>,
    in_flight: Option<InFlight>,
    unsynced_bytes: u64,
    unsynced_since: Option<Duration>,
    /// Somebody asked for a sync up to here, whatever the mode.
    requested: Offset,
}

impl Durability {
    /// A log that ends at `end`, all of it durable but `names`, of which the last one is synced first, whose active segment is
    /// `file`.
    pub fn new(end: Offset, file: File, names: impl IntoIterator<Item = SyncStep>) -> Self {
        let active = UnsyncedSegment { file, names: names.into_iter().collect(), end: None };
        Durability {
            written: end,
            durable: end,
            synced: end,
            journaled: None,
            home: Home::Unknown,
            segments: VecDeque::from([active]),
            in_flight: None,
            unsynced_bytes: 0,
            unsynced_since: None,
            requested: Offset::ZERO,
        }
    }

    /// A log after a crash: it is durable up to `durable` and ends at `end`, and the rest of its active segment `file` is to be
    /// synced soon, whatever the mode.
    pub fn recovered(
        durable: Offset,
        end: Offset,
        file: File,
        names: impl IntoIterator<Item = SyncStep>,
    ) -> Self {
        debug_assert!(durable <= end);
        Durability { durable, synced: durable, requested: end, ..Durability::new(end, file, names) }
    }

    /// The end of what the kernel has.
    pub fn written(&self) -> Offset {
        self.written
    }

    /// The end of what survives a power cut.
    pub fn durable(&self) -> Offset {
        self.durable
    }

    /// The end of what survives a power cut in the log's own segments, without a journal.
    pub fn synced(&self) -> Offset {
        self.synced
    }

    /// Bytes that were written since the last sync began.
    pub fn unsynced_bytes(&self) -> u64 {
        self.unsynced_bytes
    }

    /// Whether nothing is left to sync and nothing is in flight.
    pub fn is_settled(&self) -> bool {
        self.synced == self.written && self.in_flight.is_none()
    }

    /// Whether some name on the way to the log's files may not be durable yet.
    pub fn has_unsynced_names(&self) -> bool {
        self.segments.iter().any(|segment| !segment.names.is_empty())
    }

    /// Whether the journal may count for the log: a replay would find its folder and know it.
    pub fn can_be_journaled(&self) -> bool {
        matches!(self.home, Home::Durable)
    }

    /// Whether [`Durability::set_identity`] is still to be called.
    pub fn wants_identity(&self) -> bool {
        matches!(self.home, Home::Unknown)
    }

    /// `identity`, the log's `partition.metadata`, is made durable with the next sync: a folder that does not tell whose it is
    /// would be taken for that of any topic of its name.
    pub fn set_identity(&mut self, identity: File) {
        self.home = Home::Wanted(identity);
    }

    /// Whether the journal may have what begins at `base`, in the segment that begins at `segment`: all of the segments before is
    /// durable, or in the journal. A replay could not tell a hole between segments from what compaction leaves.
    pub fn leads_up_to(&self, base: Offset, segment: Offset) -> bool {
        let continues = |journaled: &Journaled| journaled.offered == base && journaled.from <= self.durable;
        segment <= self.durable || self.journaled.as_ref().is_some_and(continues)
    }

    /// The journal is to have `base..end` soon: no sync of the segment is asked for on their account.
    pub fn on_offered(&mut self, base: Offset, end: Offset) {
        debug_assert!(self.can_be_journaled() && base <= end);
        match &mut self.journaled {
            Some(journaled) if journaled.offered == base => journaled.offered = end,
            // What the old interval had in flight becomes durable with the sync that the gap needs.
            journaled => *journaled = Some(Journaled { from: base, offered: end, done: base }),
        }
    }

    /// The journal does not take what it was offered from `base` on: the segment's sync makes it durable.
    pub fn on_declined(&mut self, base: Offset) {
        if let Some(journaled) = &mut self.journaled {
            journaled.offered = journaled.offered.min(base).max(journaled.done);
        }
    }

    /// The journal has nothing any more. What is durable stays so, by the segments; what it had before the segment's write had
    /// ended, and so did not count, never will.
    pub fn on_journal_emptied(&mut self) {
        self.journaled = None;
    }

    /// A sync of the journal has covered what it was offered below `end`. Answers whether the durable end moved.
    pub fn on_journaled(&mut self, end: Offset) -> bool {
        if let Some(journaled) = self.journaled.as_mut().filter(|journaled| end > journaled.from) {
            debug_assert!(end <= journaled.offered);
            journaled.done = journaled.done.max(end);
        }
        self.move_durable()
    }

    /// Asks for the segments to be synced up to `end`, so that the journal need not keep it.
    pub fn request_sync_to(&mut self, end: Offset) {
        self.requested = self.requested.max(end);
    }

    /// The files and names that a sync of the whole log would have to cover, in order, for a caller who waits for it.
    pub fn unsynced(&self) -> impl Iterator<Item = SyncStep> + '_ {
        self.segments.iter().flat_map(|segment| {
            let names = segment.names.iter().rev().cloned();
            names.chain(std::iter::once(SyncStep::File(segment.file.clone())))
        })
    }

    /// Whether something is written that neither the segments nor the journal make durable without a sync of their own.
    fn has_uncovered(&self) -> bool {
        let covered = self.journaled.filter(|journaled| journaled.from <= self.durable);
        self.durable < self.written && covered.is_none_or(|journaled| journaled.offered < self.written)
    }

    fn move_durable(&mut self) -> bool {
        let before = self.durable;
        self.durable = self.durable.max(self.synced);
        let counts = |journaled: &Journaled| {
            journaled.from <= self.durable || planted::bug(Bug::JournalCountsBehindGap)
        };
        if let Some(journaled) = self.journaled.filter(counts) {
            self.durable = self.durable.max(journaled.done.min(self.written));
        }
        self.durable > before
    }

    /// The kernel has everything below `end` now, `bytes` more than before.
    pub fn on_written(&mut self, end: Offset, bytes: u64, now: Duration) {
        debug_assert!(end >= self.written);
        self.written = end;
        self.unsynced_bytes += bytes;
        self.unsynced_since.get_or_insert(now);
        // The journal may have been quicker.
        self.move_durable();
        if planted::bug(Bug::AcknowledgeBeforeSync) {
            self.durable = end;
        }
    }

    /// The active segment ends at `end`, `file` follows it; its name is in `directory`.
    pub fn on_rolled(&mut self, end: Offset, file: File, directory: PathBuf) {
        let old = self.segments.back_mut().expect("there is always an active segment");
        old.end = Some(end);
        let mut names = SmallVec::new();
        if !planted::bug(Bug::DirectoryNotSyncedAfterRoll) {
            names.push(SyncStep::Directory(directory));
        }
        self.segments.push_back(UnsyncedSegment { file, names, end: None });
    }

    /// Asks for everything written so far to be synced soon, whatever the mode.
    pub fn request_sync(&mut self) {
        self.requested = self.written;
    }

    /// The next step, if one is due and none is in flight. The caller submits it and tells how it ended. `assigned` is the end of
    /// what was handed to the write path, written or not.
    pub fn next_step(&mut self, config: &LogConfig, now: Duration, assigned: Offset) -> Option<SyncStep> {
        if self.in_flight.is_some() || !self.is_due(config, now) {
            return None;
        }
        let covers = match planted::bug(Bug::SyncBeforeWriteCompleted) {
            true => assigned,
            false => self.written,
        };
        let first = self.segments.front_mut().expect("there is always an active segment");
        if let Some(name) = first.names.pop() {
            self.in_flight = Some(InFlight::Name);
            return Some(name);
        }
        match std::mem::replace(&mut self.home, Home::InFlight) {
            Home::Wanted(identity) => {
                self.in_flight = Some(InFlight::Name);
                return Some(SyncStep::File(identity));
            }
            home => self.home = home,
        }
        self.in_flight = Some(InFlight::File { covers: first.end.map_or(covers, |end| end.min(covers)) });
        if first.end.is_none() {
            self.unsynced_bytes = 0;
            self.unsynced_since = None;
        }
        Some(SyncStep::File(first.file.clone()))
    }

    /// The step in flight succeeded. Answers whether the durable end moved.
    pub fn on_synced(&mut self) -> bool {
        let covers = match self.in_flight.take() {
            Some(InFlight::File { covers }) => covers.min(self.written),
            Some(InFlight::Name) => {
                if let Home::InFlight = self.home {
                    self.home = Home::Durable;
                }
                return false;
            }
            None => unreachable!("a sync completed that was never submitted"),
        };
        let first = self.segments.front().expect("there is always an active segment");
        if first.end.is_some_and(|end| covers >= end) {
            self.segments.pop_front();
        }
        self.synced = self.synced.max(covers);
        self.move_durable()
    }

    /// When [`Durability::next_step`] may have something to do by time alone.
    pub fn next_deadline(&self, config: &LogConfig) -> Option<Duration> {
        let since = self.unsynced_since.filter(|_| self.in_flight.is_none() && self.synced < self.written)?;
        let DurabilityMode::Replicated { flush_ms_max, .. } = config.durability else {
            return self.is_due(config, since).then_some(since);
        };
        Some(since + Duration::from_millis(flush_ms_max.min(config.flush_ms).min(MS_MAX)))
    }

    fn is_due(&self, config: &LogConfig, now: Duration) -> bool {
        if self.synced >= self.written && self.segments.len() == 1 {
            return false;
        }
        let DurabilityMode::Replicated { flush_bytes_max, flush_ms_max } = config.durability else {
            return self.segments.len() > 1 || self.requested > self.synced || self.has_uncovered();
        };
        let age_ms = self.unsynced_since.map_or(0, |since| now.saturating_sub(since).as_millis() as u64);
        let unsynced_records = (self.written - self.synced) as u64;
        // A rolled segment is never written again: syncing it early costs nothing and frees its descriptor.
        self.segments.len() > 1
            || self.requested > self.synced
            || self.unsynced_bytes >= flush_bytes_max
            || unsynced_records >= config.flush_messages
            || (self.unsynced_since.is_some() && age_ms >= flush_ms_max.min(config.flush_ms))
    }

    /// Panics unless the invariants above hold.
    pub fn assert_invariants(&self) {
        assert!(self.synced <= self.durable && self.durable <= self.written);
        let open = self.segments.iter().position(|segment| segment.end.is_none());
        assert_eq!(open, Some(self.segments.len() - 1), "only the last segment is open");
        let ends = self.segments.iter().filter_map(|segment| segment.end);
        assert!(ends.is_sorted());
    }
}

/// A century: deadlines beyond it are never, and do not overflow.
const MS_MAX: u64 = 100 * 365 * 24 * 3_600_000;

#[cfg(test)]
mod tests {
    use ::io::sim::{NodeOptions, SimIo, SimWorld};
    use ::io::{FileSystem, OpenOptions};
    use expect_test::{Expect, expect};

    use super::*;

    /// Runs a script: `write 10` (end 10 is written), `roll 20`, `step` (submits what is due), `done` (the step in flight
    /// succeeded), `at 500` (milliseconds), `ask`. Answers the steps and each move of the durable end.
    fn check(config: &LogConfig, script: &str, expect: Expect) {
        let world = SimWorld::new(1);
        let node = world.add_node(NodeOptions::default());
        let mut io = world.io(node);
        let first = segment(&mut io, 0);
        let names = ["/", "/log"].map(|name| SyncStep::Directory(name.into()));
        let mut durability = Durability::new(Offset(0), first, names);
        let (mut now, mut said) = (Duration::ZERO, Vec::new());
        for command in script.split("; ") {
            let (word, number) = command.split_once(' ').unwrap_or((command, "0"));
            let number: i64 = number.parse().expect("a number");
            match word {
                "write" => durability.on_written(Offset(number), 100, now),
                "roll" => durability.on_rolled(Offset(number), segment(&mut io, number), "/log".into()),
                "at" => now = Duration::from_millis(number as u64),
                "ask" => durability.request_sync(),
                "step" => said.push(match durability.next_step(config, now, Offset(1000)) {
                    None => "-".to_owned(),
                    Some(SyncStep::File(file)) => file.path().display().to_string(),
                    Some(SyncStep::Directory(path)) => format!("dir {}", path.display()),
                }),
                "done" => {
                    if durability.on_synced() {
                        said.push(format!("durable {}", durability.durable()));
                    }
                }
                other => panic!("{other}?"),
            }
            durability.assert_invariants();
        }
        expect.assert_eq(&said.join("; "));
    }

    fn segment(io: &mut SimIo, base_offset: i64) -> File {
        io.open(&PathBuf::from(format!("/{base_offset}")), OpenOptions::segment()).expect("created")
    }

    #[test]
    fn a_new_log_syncs_its_names_first() {
        check(
            &LogConfig::default(),
            "step; write 10; step; done; step; done; step; done; step",
            expect!["-; dir /log; dir /; /0; durable 10; -"],
        );
    }

    #[test]
    fn a_sync_covers_what_was_written_before_it() {
        check(
            &LogConfig::default(),
            "write 10; step; done; step; done; step; write 25; step; done; step; done; step",
            expect!["dir /log; dir /; /0; -; durable 10; /0; durable 25; -"],
        );
    }

    #[test]
    fn old_segment_directory_new_segment() {
        check(
            &LogConfig::default(),
            "write 10; step; done; step; done; roll 10; write 15; step; done; step; done; step; done; step",
            expect!["dir /log; dir /; /0; durable 10; dir /log; /10; durable 15; -"],
        );
    }

    #[test]
    fn a_roll_before_its_last_write_completed_keeps_the_segment() {
        check(
            &LogConfig::default(),
            "write 5; step; done; step; done; roll 10; step; done; write 12; step; done; step; done; step; done",
            expect!["dir /log; dir /; /0; durable 5; /0; durable 10; dir /log; /10; durable 12"],
        );
    }

    #[test]
    fn the_journal_has_nothing_of_a_segment_before_which_something_is_missing() {
        let world = SimWorld::new(1);
        let node = world.add_node(NodeOptions::default());
        let mut io = world.io(node);
        let mut durability = Durability::new(Offset(0), segment(&mut io, 0), []);
        durability.set_identity(segment(&mut io, 1));
        durability.on_written(Offset(5), 100, Duration::ZERO);
        let sync = |durability: &mut Durability| {
            durability.next_step(&LogConfig::default(), Duration::ZERO, Offset(1000)).expect("a step is due");
            durability.on_synced();
        };
        sync(&mut durability);
        assert!(durability.can_be_journaled());
        // A gap within a segment shows in a replay by positions.
        assert!(durability.leads_up_to(Offset(5), Offset(0)));
        durability.on_rolled(Offset(8), segment(&mut io, 8), "/log".into());
        assert!(!durability.leads_up_to(Offset(8), Offset(8)));
        durability.on_offered(Offset(5), Offset(8));
        assert!(!durability.leads_up_to(Offset(8), Offset(8)), "0..5 is not durable");
        sync(&mut durability);
        assert!(durability.leads_up_to(Offset(8), Offset(8)));
        assert!(!durability.leads_up_to(Offset(9), Offset(8)), "8..9 was not offered");
    }

    #[test]
    fn replicated_logs_wait_for_their_bounds() {
        let durability = DurabilityMode::Replicated { flush_bytes_max: 250, flush_ms_max: 1000 };
        let config = LogConfig { durability, flush_messages: 50, ..LogConfig::default() };
        let begin = "write 1; ask; step; done; step; done; step; done; ";
        let check = |script: &str, expect| check(&config, &format!("{begin}{script}"), expect);
        check(
            "write 2; at 999; step; at 1000; step; done",
            expect!["dir /log; dir /; /0; durable 1; -; /0; durable 2"],
        );
        check("write 2; write 3; step; write 4; step", expect!["dir /log; dir /; /0; durable 1; -; /0"]);
        check("write 50; step; write 51; step", expect!["dir /log; dir /; /0; durable 1; -; /0"]);
        check(
            "write 2; step; ask; step; done; step",
            expect!["dir /log; dir /; /0; durable 1; -; /0; durable 2; -"],
        );
        check("write 2; roll 2; step", expect!["dir /log; dir /; /0; durable 1; /0"]);
    }
}
