//! The logs' `leader-epoch-checkpoint` files, written in the background: of many logs at once, and no turn waits for one.
//!
//! ```text
//! append in a new epoch ──(a second)──► `.tmp` is written, sync ──► renamed, sync of the folder ──► in the file
//! ```
//! Until then the log's recovery point stays below what the file does not know ([`Log::recovery_point`]).

use std::collections::VecDeque;
use std::path::PathBuf;
use std::time::Duration;

use ::io::{File, FileSystem, Io, OpenOptions};

use super::operations::Purpose;
use super::{LogId, LogManager, log_mut};
use crate::checkpoint::encode_leader_epochs;
use crate::durability::SyncStep;
use crate::error::{Error, StorageContext};
use crate::file_name::LEADER_EPOCH_CHECKPOINT;
use crate::log::{Availability, Log};

/// How long new epochs wait to be written, so that those of many logs do not stall their first appends.
const DELAY: Duration = Duration::from_secs(1);
/// Pause before more are begun.
const PAUSE: Duration = Duration::from_millis(5);
/// Files that are written at once; the syncs of more would keep those of appends waiting.
const IN_FLIGHT_MAX: usize = 32;

/// Which logs' epochs are to be written, and how many are being.
#[derive(Debug, Default)]
pub(super) struct EpochFiles {
    due: VecDeque<LogId>,
    next: Option<Duration>,
    in_flight: usize,
}

impl EpochFiles {
    pub(super) fn next_deadline(&self) -> Option<Duration> {
        self.next
    }

    /// Whether another file may be begun.
    pub(super) fn has_room(&self) -> bool {
        self.in_flight < IN_FLIGHT_MAX
    }

    /// An operation for such a file has ended, whether or not its log is still there.
    pub(super) fn on_completion(&mut self) {
        self.in_flight -= 1;
    }
}

impl LogManager {
    pub(super) fn write_epochs_soon(&mut self, now: Duration, id: LogId) {
        if !std::mem::replace(&mut self.slots[id.slot as usize].has_epochs_due, true) {
            self.epoch_files.due.push_back(id);
            self.epoch_files.next.get_or_insert(now + DELAY);
        }
    }

    pub(super) fn write_due_epochs<I: Io>(&mut self, io: &mut I, now: Duration) {
        if self.epoch_files.next.is_none_or(|due| due > now) {
            return;
        }
        for _ in 0..self.epoch_files.due.len() {
            if !self.epoch_files.has_room() {
                break;
            }
            let Some(id) = self.epoch_files.due.pop_front() else { break };
            match self.get(id) {
                Some(log) if log.epochs.is_writing() => self.epoch_files.due.push_back(id),
                Some(log) => {
                    let is_online = log.availability == Availability::Online;
                    self.slots[id.slot as usize].has_epochs_due = false;
                    if is_online {
                        self.begin_epoch_file(io, id);
                    }
                }
                None => {}
            }
        }
        self.epoch_files.next = (!self.epoch_files.due.is_empty()).then_some(now + PAUSE);
    }

    /// Begins to write a log's epochs if the file is behind. Answers whether it does.
    pub(super) fn begin_epoch_file<I: Io>(&mut self, io: &mut I, id: LogId) -> bool {
        let Ok(log) = log_mut(&mut self.slots, id) else { return false };
        if !log.epochs.is_dirty() {
            return false;
        }
        match write_temporary(log, io) {
            Ok(file) => {
                log.epochs.begin_write();
                log.is_touched = true;
                self.epoch_files.in_flight += 1;
                self.submit_step(io, id, Purpose::EpochFile, SyncStep::File(file));
                true
            }
            Err(error) => {
                self.on_epoch_file_failed(id, error);
                false
            }
        }
    }

    /// The temporary file is durable: it takes the place of the old one.
    pub(super) fn on_epoch_file_synced<I: Io>(&mut self, io: &mut I, id: LogId) {
        let Ok(log) = log_mut(&mut self.slots, id) else { return };
        let (from, to) = (temporary_path(log), log.folder.join(LEADER_EPOCH_CHECKPOINT));
        if let Err(error) = io.rename(&from, &to).context("renaming", &from) {
            log.epochs.on_write_failed();
            return self.on_epoch_file_failed(id, error);
        }
        // The sync covers whatever was made in the folder until now.
        log.is_touched = false;
        let folder = log.folder.clone();
        self.epoch_files.in_flight += 1;
        self.submit_step(io, id, Purpose::EpochFileName, SyncStep::Directory(folder));
    }

    pub(super) fn on_epoch_file_named(&mut self, id: LogId) {
        if let Ok(log) = log_mut(&mut self.slots, id) {
            log.epochs.on_written();
        }
    }

    /// The log's recovery point stays where it is until a later append asks again.
    fn on_epoch_file_failed(&mut self, id: LogId, error: Error) {
        let error = self.failed(id, error);
        tracing::warn!(%error, "leader epochs could not be written");
    }
}

fn write_temporary(log: &Log, fs: &mut impl FileSystem) -> Result<File, Error> {
    let path = temporary_path(log);
    let file = fs.open(&path, OpenOptions::read_write().truncate_to_zero()).context("creating", &path)?;
    fs.write_at(&file, 0, &encode_leader_epochs(log.epochs.entries())).context("writing", &path)?;
    Ok(file)
}

fn temporary_path(log: &Log) -> PathBuf {
    log.folder.join(format!("{LEADER_EPOCH_CHECKPOINT}.tmp"))
}
