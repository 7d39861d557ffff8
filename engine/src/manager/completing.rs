//! A clean stop: the files of all logs are completed, many at a time, so that their syncs overlap.
//!
//! ```text
//! each log ──(settled)──► content completed │ all logs │ epochs written, or folder synced │ all │ directories synced ──► complete
//! ```
//! First everything is written, then everything is synced: files are made slowly while the file system commits others.
//! A log to which nothing happened since it was opened needs no sync at all.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::Arc;

use ::io::Io;

use super::operations::Purpose;
use super::{LogId, LogManager, log_mut};
use crate::cleaner::CleanerConfig;
use crate::durability::SyncStep;
use crate::log::Availability;

/// Folders whose syncs are in flight at once.
const IN_FLIGHT_MAX: usize = 64;

/// How far the completion of all logs is.
#[derive(Debug, Default)]
pub(super) struct Completing {
    /// Logs whose content is to be completed, once they are settled.
    waiting: VecDeque<LogId>,
    /// Logs whose folders are to be synced.
    unsynced: VecDeque<LogId>,
    in_flight: usize,
    /// Logs whose folders are as they should be.
    done: Vec<LogId>,
    /// Directories with names that are not durable, and a log of each. They are synced when all folders are.
    directories: Vec<(Arc<Path>, LogId)>,
}

/// What became of one log. One that is gone, damaged or offline, or whose disk is full, takes neither step:
/// [`LogManager::close`] tells.
enum Progress {
    Waits,
    Goes,
    GivenUp,
}

impl LogManager {
    /// Begins to bring the files of all logs into the state that a clean stop leaves, syncs included. From now on nothing is
    /// retained, cleaned or removed, and nothing should be appended. Once [`LogManager::is_completing`] says no,
    /// [`LogManager::close`] has nothing left to do for a log, or tells why it could not be completed.
    pub fn complete_logs<I: Io>(&mut self, io: &mut I) {
        self.housekeeping.stop();
        self.update_cleaner_config(CleanerConfig { enabled: false, ..self.config.cleaner.clone() });
        if let Some(id) = self.cleaner.unwanted() {
            self.stop_cleaning(io, id);
        }
        let waiting: VecDeque<LogId> = self.logs().map(|(id, _)| id).collect();
        for id in &waiting {
            self.request_sync(*id).expect("listed just now");
        }
        self.completing = Some(Completing { waiting, ..Completing::default() });
    }

    /// Whether [`LogManager::complete_logs`] is still at work.
    pub fn is_completing(&self) -> bool {
        self.completing.is_some()
    }

    /// Once per turn: goes on where something has ended.
    pub(super) fn complete_more<I: Io>(&mut self, io: &mut I) {
        let Some(mut completing) = self.completing.take() else { return };
        self.complete_contents(io, &mut completing);
        if completing.waiting.is_empty() {
            self.sync_folders(io, &mut completing);
        }
        let is_idle = |completing: &Completing| {
            completing.waiting.is_empty() && completing.unsynced.is_empty() && completing.in_flight == 0
        };
        if is_idle(&completing) {
            for (directory, id) in std::mem::take(&mut completing.directories) {
                completing.in_flight += 1;
                let step = SyncStep::Directory(directory.to_path_buf());
                self.submit_step(io, id, Purpose::CompleteDirectory, step);
            }
        }
        if is_idle(&completing) {
            self.remove_journals(io);
            return completing.done.iter().for_each(|id| self.slots[id.slot as usize].is_complete = true);
        }
        self.completing = Some(completing);
    }

    fn complete_contents<I: Io>(&mut self, io: &mut I, completing: &mut Completing) {
        for _ in 0..completing.waiting.len() {
            let Some(id) = completing.waiting.pop_front() else { break };
            match self.complete_content(io, id) {
                Progress::Waits => completing.waiting.push_back(id),
                Progress::Goes => completing.unsynced.push_back(id),
                Progress::GivenUp => {}
            }
        }
    }

    fn complete_content<I: Io>(&mut self, io: &mut I, id: LogId) -> Progress {
        let Ok(log) = log_mut(&mut self.slots, id) else { return Progress::GivenUp };
        if log.availability != Availability::Online {
            return Progress::GivenUp;
        }
        if !log.is_settled() {
            // What was written meanwhile may be in the journal only.
            log.durability.request_sync();
            self.mark_dirty(id);
            return Progress::Waits;
        }
        match log.complete_content(io) {
            Ok(()) => Progress::Goes,
            Err(error) => {
                self.failed(id, error);
                Progress::GivenUp
            }
        }
    }

    fn sync_folders<I: Io>(&mut self, io: &mut I, completing: &mut Completing) {
        for _ in 0..completing.unsynced.len() {
            if completing.in_flight >= IN_FLIGHT_MAX {
                break;
            }
            let Some(id) = completing.unsynced.pop_front() else { break };
            if let Progress::Waits = self.sync_folder(io, id, completing) {
                completing.unsynced.push_back(id);
            }
        }
    }

    fn sync_folder<I: Io>(&mut self, io: &mut I, id: LogId, completing: &mut Completing) -> Progress {
        let Ok(log) = log_mut(&mut self.slots, id) else { return Progress::GivenUp };
        if log.availability != Availability::Online {
            return Progress::GivenUp;
        }
        if log.epochs.is_writing() || (log.epochs.is_dirty() && !self.epoch_files.has_room()) {
            return Progress::Waits;
        }
        if log.epochs.is_dirty() {
            // The folder is synced behind them, and what was completed in it with it.
            return if self.begin_epoch_file(io, id) { Progress::Waits } else { Progress::GivenUp };
        }
        let directories = &mut completing.directories;
        if log.durability.has_unsynced_names() && directories.iter().all(|(path, _)| *path != log.directory) {
            directories.push((log.directory.clone(), id));
        }
        if log.is_touched {
            let folder = log.folder.clone();
            self.submit_step(io, id, Purpose::CompleteFolder, SyncStep::Directory(folder));
            completing.in_flight += 1;
        } else {
            completing.done.push(id);
        }
        Progress::Goes
    }

    /// The sync of a folder or directory has ended, whether or not the log is still there.
    pub(super) fn on_complete_synced(&mut self, id: LogId, purpose: Purpose) {
        let Some(completing) = &mut self.completing else { return };
        completing.in_flight -= 1;
        if purpose == Purpose::CompleteFolder {
            completing.done.push(id);
        }
    }
}
