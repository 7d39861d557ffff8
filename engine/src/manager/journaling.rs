//! What a manager does for its journals: one per log directory, made when it is worth it.
//!
//! ```text
//! write of a log is submitted ──(few bytes)──► offered ──(end of the turn, journal idle)──► group: write ──► sync ──► durable
//!                                   └──(many bytes, no room)──► declined: the log's own sync, as without a journal
//! ```

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use ::io::{FileSystem, Io, Op, OpenOptions, Outcome};

use super::operations::Purpose;
use super::{LogId, LogManager, log_mut};
use crate::append_queue::WriteStep;
use crate::checkpoint::RecoveryPoints;
use crate::durability::SyncStep;
use crate::error::{Error, StorageContext};
use crate::event::LogEvent;
use crate::file_name::PARTITION_METADATA;
use crate::journal::{Covered, Journal, JournalStatistics, JournalStep, OfferedRun, saving_ns};
use crate::log::{Availability, Log};
use crate::log_config::DurabilityMode;
use crate::{Offset, Position};

impl LogManager {
    /// Counters of the journals of all directories.
    pub fn journal_statistics(&self) -> JournalStatistics {
        let mut statistics = JournalStatistics::default();
        self.directories.iter().for_each(|known| statistics.add(known.journal.statistics()));
        statistics
    }

    /// The journal of a log's directory, if the log may use one.
    fn journal_of(&self, id: LogId) -> Option<usize> {
        let log = self.get(id)?;
        let wants = log.config.is_journaled
            && log.config.durability == DurabilityMode::Fsync
            && log.availability == Availability::Online;
        wants.then(|| self.directory_of(log)).flatten()
    }

    fn directory_of(&self, log: &Log) -> Option<usize> {
        // A handful of directories, whose paths are shared.
        self.directories.iter().position(|known| known.path == log.directory)
    }

    /// A write of the log is about to be submitted.
    pub(super) fn offer_to_journal<I: Io>(&mut self, io: &mut I, id: LogId, step: &WriteStep) {
        let Some(directory) = self.journal_of(id) else { return };
        let journal = &mut self.directories[directory].journal;
        if !journal.is_open() || step.is_again {
            return;
        }
        let Ok(log) = log_mut(&mut self.slots, id) else { return };
        if log.durability.wants_identity() {
            let path = log.folder.join(PARTITION_METADATA);
            // Without it the log is synced directly, as before.
            if let Ok(identity) = io.open(&path, OpenOptions::read()) {
                log.durability.set_identity(identity);
            }
        }
        if !log.durability.can_be_journaled() {
            return;
        }
        let base = crate::journal::first_offset(&step.slices).unwrap_or(step.end);
        if !log.durability.leads_up_to(base, step.segment) {
            return;
        }
        let run = OfferedRun {
            segment: step.segment,
            position: Position(step.position as u32),
            slices: &step.slices,
            end: step.end,
        };
        match log.journaling.offer(&run) {
            Ok(base) => {
                log.durability.on_offered(base, step.end);
                journal.note_waiting(id, &mut log.journaling);
            }
            Err(declined) => log.durability.on_declined(declined),
        }
    }

    /// A direct sync of so many bytes is about to be submitted: where a journal would have saved enough by now, one is made.
    pub(super) fn note_direct_sync<I: Io>(&mut self, io: &mut I, id: LogId, bytes: u64) {
        let Some(directory) = self.journal_of(id) else { return };
        let step = self.directories[directory].journal.note_saving(io, saving_ns(bytes));
        match step {
            Ok(Some(step)) => self.submit_journal_step(io, directory, step),
            Ok(None) => {}
            Err(error) => self.on_journal_not_made(io, directory, error),
        }
    }

    /// The end of a turn: makes the next group of each journal that has none in flight, and begins syncs that free space.
    pub(super) fn flush_journals<I: Io>(&mut self, io: &mut I) {
        for directory in 0..self.directories.len() {
            if self.directories[directory].journal.is_idle() {
                self.make_group(io, directory);
            }
            self.drain_region(directory);
        }
    }

    fn make_group<I: Io>(&mut self, io: &mut I, directory: usize) {
        let (now, pool) = (io.now(), io.pool().clone());
        let waiting = self.directories[directory].journal.take_waiting();
        for id in &waiting {
            let Ok(log) = log_mut(&mut self.slots, *id) else { continue };
            log.journaling.is_waiting = false;
            if log.journaling.end().is_none_or(|end| end <= log.durability.synced()) {
                // The log's own sync was quicker, and none comes after it to tell that the entry is covered.
                log.journaling.clear();
                continue;
            }
            let first = log.journaling.first_offset().expect("what has an end has a beginning");
            let partition = (log.topic_id, log.topic_partition.partition);
            let journal = &mut self.directories[directory].journal;
            if !journal.add(&pool, now, *id, partition, &mut log.journaling) {
                // Full, or too much at once: nobody waits for space.
                log.journaling.clear();
                log.durability.on_declined(first);
                self.mark_dirty(*id);
            }
        }
        if let Some(step) = self.directories[directory].journal.finish_group(waiting) {
            self.submit_journal_step(io, directory, step);
        }
    }

    fn drain_region(&mut self, directory: usize) {
        while let Some(id) = self.directories[directory].journal.next_drain() {
            let Ok(log) = log_mut(&mut self.slots, id) else { continue };
            if let Some(end) = self.directories[directory].journal.begin_drain(&mut log.journaling) {
                log.durability.request_sync_to(end);
                self.mark_dirty(id);
            }
        }
    }

    fn submit_journal_step<I: Io>(&mut self, io: &mut I, directory: usize, step: JournalStep) {
        let token = self.operations.begin(LogId::NONE, Purpose::Journal(directory as u16));
        let op = match step {
            JournalStep::Write { file, position, slices } => Op::Write { file, position, slices },
            JournalStep::Sync(file) => Op::Sync { file },
            JournalStep::SyncDirectory(directory) => Op::SyncDirectory { directory },
        };
        io.submit(token, op);
    }

    pub(super) fn on_journal_completion<I: Io>(&mut self, io: &mut I, directory: usize, outcome: Outcome) {
        let known = &mut self.directories[directory];
        if known.is_offline || known.journal.is_removed() {
            return;
        }
        let next = match outcome {
            Outcome::Written { written, slices } => {
                let next = known.journal.on_written(written as u64, slices);
                if next.is_none() {
                    let error = io::Error::new(io::ErrorKind::WriteZero, "nothing was written");
                    return self.fail_journal(directory, "writing", error);
                }
                next
            }
            Outcome::Synced if known.journal.is_open() => {
                known.journal.on_synced(0);
                self.on_group_durable(directory);
                None
            }
            Outcome::Synced => known.journal.on_synced(io.random_u64()),
            Outcome::Failed { error, .. } if !known.journal.is_open() => {
                let error = Err::<(), _>(error).context("making", known.journal.path());
                return self.on_journal_not_made(io, directory, error.expect_err("made of an error"));
            }
            Outcome::Failed { error, .. } => {
                return self.fail_journal(directory, "writing or syncing", error);
            }
            outcome => unreachable!("an operation of the journal ended as {outcome:?}"),
        };
        if let Some(step) = next {
            self.submit_journal_step(io, directory, step);
        }
    }

    fn on_group_durable(&mut self, directory: usize) {
        let (logs, counts) = self.directories[directory].journal.take_group();
        for (id, end) in &logs {
            let Ok(log) = log_mut(&mut self.slots, *id) else { continue };
            log.journaling.is_in_group = false;
            if !counts {
                // It was emptied with the group in flight, and whatever it has may be gone.
                log.journaling.clear();
                log.durability.on_declined(Offset::ZERO);
                self.mark_dirty(*id);
            } else if log.durability.on_journaled(*end) {
                let end = log.durability.durable();
                self.events.push_back(LogEvent::Durable { log: *id, end });
            }
        }
        self.directories[directory].journal.put_group(logs);
    }

    /// There is no space for a journal: its directory does without one. All other failures are the disk's end.
    fn on_journal_not_made<I: Io>(&mut self, io: &mut I, directory: usize, error: Error) {
        let known = &mut self.directories[directory];
        let path = known.path.clone();
        if error.is_fatal_to_directory() {
            return self.fail_directory(&path, error.to_string());
        }
        tracing::warn!(directory = %path.display(), %error, "no journal can be made: each log is synced by itself");
        if let Err(error) = known.journal.remove(io) {
            self.on_error(&path, &error);
        }
    }

    /// Whatever it says: what the journal has of what was acknowledged cannot be known any more.
    fn fail_journal(&mut self, directory: usize, operation: &'static str, source: io::Error) {
        let known = &self.directories[directory];
        let (directory, path) = (known.path.clone(), known.journal.path().to_owned());
        let error = Error::Storage { operation, path, source };
        self.on_error(&directory, &error);
    }

    /// A sync of the log's segments has ended.
    pub(super) fn on_segments_synced(&mut self, id: LogId) {
        let Some(directory) = self.get(id).and_then(|log| self.directory_of(log)) else { return };
        let Ok(log) = log_mut(&mut self.slots, id) else { return };
        let synced = log.durability.synced();
        let journal = &mut self.directories[directory].journal;
        if let Covered::Drained = journal.on_segments_synced(&mut log.journaling, synced) {
            self.drain_region(directory);
        }
    }

    /// A log is about to be forgotten.
    pub(super) fn leave_journal(&mut self, id: LogId) {
        let Some(directory) = self.get(id).and_then(|log| self.directory_of(log)) else { return };
        let Ok(log) = log_mut(&mut self.slots, id) else { return };
        self.directories[directory].journal.on_forgotten(&mut log.journaling);
    }

    /// Empties the journal of a log's directory, so that no entry brings back what is about to be cut off: all that it covers is
    /// synced first. Blocks.
    pub(super) fn empty_journal<I: Io>(&mut self, io: &mut I, id: LogId) -> Result<(), Error> {
        let Some(directory) = self.get(id).and_then(|log| self.directory_of(log)) else { return Ok(()) };
        if !self.directories[directory].journal.is_open() {
            return Ok(());
        }
        let path = self.directories[directory].path.clone();
        for index in 0..self.slots.len() {
            let Some(log) = self.slots[index].log.as_deref_mut().filter(|log| log.directory == path) else {
                continue;
            };
            if log.availability == Availability::Online && log.journaling.is_in_journal() {
                sync_all(io, log)?;
            }
            log.journaling.on_emptied();
            log.durability.on_journal_emptied();
            if log.availability == Availability::Online {
                self.mark_dirty(LogId { slot: index as u32, generation: self.slots[index].generation });
            }
        }
        self.directories[directory].journal.empty(io)
    }

    /// A clean stop, when all logs are synced: journals go. One that may still be needed stays, and its directory counts as not
    /// stopped cleanly.
    pub(super) fn remove_journals<I: Io>(&mut self, io: &mut I) {
        for directory in 0..self.directories.len() {
            let known = &mut self.directories[directory];
            let path = known.path.clone();
            if known.is_offline || !known.journal.has_file() {
                continue;
            }
            if !known.journal.is_covered() {
                tracing::warn!(directory = %path.display(), "a journal is still needed and stays");
                continue;
            }
            let removed = known.journal.remove(io);
            let removed = removed.and_then(|_| io.sync_directory(&path).context("syncing", &*path));
            if let Err(error) = removed {
                self.fail_directory(&path, error.to_string());
            }
        }
    }

    /// Up to where each log may be compacted.
    pub(super) fn cleaning_limits<I: Io>(&mut self, io: &mut I) -> CleaningLimits {
        let mut limits = CleaningLimits::default();
        for index in 0..self.directories.len() {
            let known = &self.directories[index];
            if known.is_offline || !known.journal.has_file() {
                continue;
            }
            let path = known.path.clone();
            // Another shard may have just replaced the file: what a power cut would take back does not count.
            let synced = io.sync_directory(&path).context("syncing", &*path);
            let points = synced.and_then(|()| RecoveryPoints::read(io, &path));
            let points = points.unwrap_or_else(|error| {
                self.on_error(&path, &error);
                RecoveryPoints::default()
            });
            limits.journaled.push((path, points));
        }
        limits
    }

    pub(super) fn journal_deadline(&self) -> Option<Duration> {
        let journals = self.directories.iter().filter(|known| !known.is_offline).map(|known| &known.journal);
        journals.filter_map(Journal::next_deadline).min()
    }

    pub(super) fn free_old_regions(&mut self, now: Duration) {
        for directory in 0..self.directories.len() {
            self.directories[directory].journal.on_deadline(now);
            self.drain_region(directory);
        }
    }
}

/// Up to where logs may be compacted. Where there is a journal, that is what a replay would take for synced, so that it leaves
/// alone what compaction has taken out.
#[derive(Debug, Default)]
pub(super) struct CleaningLimits {
    journaled: Vec<(Arc<Path>, RecoveryPoints)>,
}

impl CleaningLimits {
    pub(super) fn of(&self, log: &Log) -> Offset {
        let found = self.journaled.iter().find(|(directory, _)| *directory == log.directory);
        found.map_or(Offset::MAX, |(_, points)| points.of(&log.topic_partition))
    }
}

/// Syncs what a log has not synced yet, inline. Its books stay as they are: they may only know less.
fn sync_all(fs: &mut impl FileSystem, log: &Log) -> Result<(), Error> {
    for step in log.durability.unsynced() {
        match step {
            SyncStep::File(file) => fs.sync(&file).context("syncing", file.path())?,
            SyncStep::Directory(directory) => {
                fs.sync_directory(&directory).context("syncing", &directory)?;
            }
        }
    }
    // A sync of a name that is in flight is in nobody's list any more, and may still fail to come.
    fs.sync_directory(&log.folder).context("syncing", &log.folder)
}
