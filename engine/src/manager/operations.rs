//! The manager's operations in flight: writes and syncs.

use std::io;
use std::time::Duration;

use ::io::{Completion, Io, Op, Outcome, Reclaimed, SharedBuffer, Token};
use slab::Slab;

use super::{LogId, LogManager, log_mut};
use crate::append_queue::WriteProgress;
use crate::durability::SyncStep;
use crate::error::{Error, StorageContext};
use crate::event::LogEvent;
use crate::log::{Availability, Now};

/// What an operation is for.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub(super) enum Purpose {
    Write,
    Sync,
    /// A sync of compaction's.
    Clean,
    /// The sync of a leader-epoch-checkpoint under its temporary name.
    EpochFile,
    /// The sync of the folder in which it got its name.
    EpochFileName,
    /// The sync of a folder whose files are complete.
    CompleteFolder,
    /// The sync of a log directory at a clean stop.
    CompleteDirectory,
    /// A write or sync of the journal of a directory.
    Journal(u16),
}

#[derive(Copy, Clone, Debug)]
struct Operation {
    log: LogId,
    purpose: Purpose,
    generation: u32,
}

/// The operations in flight, by the slot of their token.
#[derive(Debug)]
pub(super) struct Operations {
    owner: u8,
    in_flight: Slab<Operation>,
    generation: u32,
}

impl Operations {
    pub(super) fn new(owner: u8) -> Self {
        // What a usual load has in flight at once: room that need not be found in the middle of it.
        const CAPACITY: usize = 256;
        Operations { owner, in_flight: Slab::with_capacity(CAPACITY), generation: 0 }
    }

    pub(super) fn begin(&mut self, log: LogId, purpose: Purpose) -> Token {
        self.generation = self.generation.wrapping_add(1);
        let generation = self.generation;
        let slot = self.in_flight.insert(Operation { log, purpose, generation });
        Token { owner: self.owner, slot: slot as u32, generation }
    }

    fn end(&mut self, token: Token) -> Option<Operation> {
        let slot = token.slot as usize;
        let is_live =
            self.in_flight.get(slot).is_some_and(|operation| operation.generation == token.generation);
        is_live.then(|| self.in_flight.remove(slot))
    }
}

/// How long a write that met a full disk waits for space.
const RETRY_DELAY: Duration = Duration::from_millis(100);

impl LogManager {
    /// The end of a turn: submits one write per log that has something to write, and the syncs that are due.
    pub fn flush_appends<I: Io>(&mut self, io: &mut I) {
        let now = Now::of(io);
        while let Some(id) = self.dirty.pop() {
            let Some(slot) =
                self.slots.get_mut(id.slot as usize).filter(|slot| slot.generation == id.generation)
            else {
                continue;
            };
            slot.is_dirty = false;
            self.submit_write(io, id);
            self.submit_sync(io, id, now.monotone);
        }
        self.flush_journals(io);
        self.complete_more(io);
    }

    /// Takes a completion of one of its operations.
    pub fn on_completion<I: Io>(&mut self, io: &mut I, completion: Completion) {
        let Some(operation) = self.operations.end(completion.token) else { return };
        match operation.purpose {
            Purpose::EpochFile | Purpose::EpochFileName => self.epoch_files.on_completion(),
            Purpose::CompleteFolder | Purpose::CompleteDirectory => {
                self.on_complete_synced(operation.log, operation.purpose);
            }
            Purpose::Journal(directory) => {
                return self.on_journal_completion(io, usize::from(directory), completion.outcome);
            }
            Purpose::Write | Purpose::Sync | Purpose::Clean => {}
        }
        let is_usable = self.get(operation.log).is_some_and(|log| log.availability != Availability::Offline);
        if !is_usable {
            return;
        }
        match (operation.purpose, completion.outcome) {
            (Purpose::Write, Outcome::Written { written, slices }) => {
                self.on_written(io, operation.log, written, slices);
            }
            (Purpose::Write, Outcome::Failed { error, reclaimed }) => {
                self.on_write_failed(io, operation.log, error, reclaimed);
            }
            (Purpose::Sync, Outcome::Synced) => self.on_synced(operation.log),
            (Purpose::Clean, Outcome::Synced) => self.on_cleaner_synced(io.now(), completion.token),
            (Purpose::EpochFile, Outcome::Synced) => self.on_epoch_file_synced(io, operation.log),
            (Purpose::EpochFileName, Outcome::Synced) => self.on_epoch_file_named(operation.log),
            (Purpose::CompleteFolder | Purpose::CompleteDirectory, Outcome::Synced) => {}
            (purpose, Outcome::Failed { error, .. }) if purpose != Purpose::Write => {
                // Whatever it says, even a full disk: pages may be gone, and the next sync would not tell.
                self.fail_log_directory(operation.log, "syncing", error);
            }
            (purpose, outcome) => unreachable!("a {purpose:?} ended as {outcome:?}"),
        }
    }

    fn submit_write<I: Io>(&mut self, io: &mut I, id: LogId) {
        let Ok(log) = log_mut(&mut self.slots, id) else { return };
        if log.availability != Availability::Online {
            return;
        }
        if let Some(step) = log.queue.next_step() {
            self.offer_to_journal(io, id, &step);
            let token = self.operations.begin(id, Purpose::Write);
            io.submit(token, Op::Write { file: step.file, position: step.position, slices: step.slices });
        }
    }

    pub(super) fn submit_sync<I: Io>(&mut self, io: &mut I, id: LogId, now: Duration) {
        let slot = &mut self.slots[id.slot as usize];
        let Some(log) = slot.log.as_deref_mut().filter(|log| log.availability == Availability::Online) else {
            return;
        };
        let end = log.log_end_offset;
        let unsynced_bytes = log.durability.unsynced_bytes();
        match log.durability.next_step(&log.config, now, end) {
            Some(step) => {
                if let SyncStep::File(_) = step {
                    self.note_direct_sync(io, id, unsynced_bytes);
                }
                self.submit_step(io, id, Purpose::Sync, step);
            }
            None => {
                let Some(deadline) = log.durability.next_deadline(&log.config) else { return };
                self.next_sync = Some(self.next_sync.map_or(deadline, |next| next.min(deadline)));
                if !slot.is_unsynced {
                    slot.is_unsynced = true;
                    self.unsynced.push_back(id);
                }
            }
        }
    }

    /// Submits a sync for compaction. Answers the token of its completion.
    pub(super) fn submit_cleaner_sync<I: Io>(&mut self, io: &mut I, id: LogId, step: SyncStep) -> Token {
        self.submit_step(io, id, Purpose::Clean, step)
    }

    pub(super) fn submit_step<I: Io>(
        &mut self,
        io: &mut I,
        id: LogId,
        purpose: Purpose,
        step: SyncStep,
    ) -> Token {
        let token = self.operations.begin(id, purpose);
        let op = match step {
            SyncStep::File(file) => Op::Sync { file },
            SyncStep::Directory(directory) => Op::SyncDirectory { directory },
        };
        io.submit(token, op);
        token
    }

    /// Submits the syncs that have become due by time.
    pub(super) fn submit_due_syncs<I: Io>(&mut self, io: &mut I, now: Duration) {
        if self.next_sync.is_none_or(|next| next > now) {
            return;
        }
        self.next_sync = None;
        // Those that are not due yet are put back behind the ones looked at.
        for _ in 0..self.unsynced.len() {
            let Some(id) = self.unsynced.pop_front() else { break };
            let Some(slot) =
                self.slots.get_mut(id.slot as usize).filter(|slot| slot.generation == id.generation)
            else {
                continue;
            };
            slot.is_unsynced = false;
            self.submit_sync(io, id, now);
        }
    }

    pub(super) fn next_sync(&self) -> Option<Duration> {
        self.next_sync
    }

    fn on_written<I: Io>(&mut self, io: &mut I, id: LogId, written: usize, slices: Vec<SharedBuffer>) {
        let now = io.now();
        let Ok(log) = log_mut(&mut self.slots, id) else { return };
        match log.queue.on_written(written as u64, slices) {
            WriteProgress::Run(run) => {
                let durable_before = log.durability.durable();
                log.durability.on_written(run.end, run.bytes, now);
                let durable = log.durability.durable();
                let is_sealed = run.segment < log.active().base_offset();
                let is_done = is_sealed && log.queue.bytes_of(run.segment) == 0;
                // What was reserved for a segment that has rolled is of use to nobody.
                let trimmed = if is_done { io.trim(&run.file) } else { Ok(()) };
                self.events.push_back(LogEvent::Written { log: id, end: run.end });
                if durable > durable_before {
                    self.events.push_back(LogEvent::Durable { log: id, end: durable });
                }
                if let Err(error) = trimmed {
                    self.fail_log_directory(id, "trimming", error);
                }
            }
            WriteProgress::Short => {}
            WriteProgress::Stuck => {
                let error = io::Error::new(io::ErrorKind::WriteZero, "nothing was written");
                self.fail_log_directory(id, "writing", error);
            }
        }
        self.mark_dirty(id);
    }

    /// The disk was full although space was reserved (a file system that cannot reserve): the batches wait for space, and so do
    /// those who wait for them. All other failures are the disk's end.
    fn on_write_failed<I: Io>(&mut self, io: &mut I, id: LogId, error: io::Error, reclaimed: Reclaimed) {
        let Ok(log) = log_mut(&mut self.slots, id) else { return };
        let slices = match reclaimed {
            Reclaimed::Slices(slices) => slices,
            _ => Vec::new(),
        };
        log.queue.on_failed(slices);
        let path = log.active_file.path().to_owned();
        match Err::<(), _>(error).context("writing", &path) {
            Err(Error::NoSpace { .. }) => self.housekeeping.retry_write(io.now() + RETRY_DELAY, id),
            Err(error) => {
                self.failed(id, error);
            }
            Ok(()) => unreachable!("made of an error"),
        }
    }

    fn on_synced(&mut self, id: LogId) {
        let Ok(log) = log_mut(&mut self.slots, id) else { return };
        if log.durability.on_synced() {
            let end = log.durability.durable();
            self.events.push_back(LogEvent::Durable { log: id, end });
        }
        self.on_segments_synced(id);
        self.mark_dirty(id);
    }

    fn fail_log_directory(&mut self, id: LogId, operation: &'static str, error: io::Error) {
        let Some(log) = self.get(id) else { return };
        let source = error;
        let error = Error::Storage { operation, path: log.active_file.path().to_owned(), source };
        self.failed(id, error);
    }
}
