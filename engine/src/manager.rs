//! All logs of one shard: Kafka's LogManager without threads.
//!
//! It submits its operations under one owner byte, gets their completions back, and tells by events what moved. Nothing is
//! submitted in the middle of a turn: [`LogManager::flush_appends`] at its end sends what has gathered, so all appends of
//! one turn to one log become one write, and all that was written before becomes durable with one sync.

mod cleaning;
mod completing;
mod epoch_files;
mod housekeeping;
mod journaling;
mod operations;

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use ::io::{DirectoryEntry, EntryKind, Io, SharedBuffer};

use crate::cleaner::{CleanerConfig, LogCleaner};
use crate::error::{Error, StorageContext};
use crate::event::LogEvent;
use crate::file_name::{FolderName, deleted_folder_name};
use crate::journal::Journal;
use crate::loader::{LoadedLog, LogLoader, OpenLog};
use crate::log::{
    AppendContext, AppendOrigin, Availability, Log, LogAppendInfo, Now, ReadPlan, ReadRequest,
    TimestampQuery, TimestampedOffset,
};
use crate::log_config::LogConfig;
use crate::{LeaderEpoch, Offset};
use completing::Completing;
use epoch_files::EpochFiles;
use housekeeping::Housekeeping;
use operations::Operations;

/// Names an open log of a manager. A log that is opened later in the same slot has another id.
#[derive(Copy, Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct LogId {
    slot: u32,
    generation: u32,
}

impl LogId {
    /// No log's.
    const NONE: LogId = LogId { slot: u32::MAX, generation: 0 };
}

/// What is the same for all logs of a manager.
#[derive(Clone, Debug)]
pub struct LogManagerConfig {
    /// `log.retention.check.interval.ms`.
    pub retention_check_interval: Duration,
    /// Bytes that one beat of recovery reads.
    pub recovery_beat_bytes: u64,
    /// Compaction.
    pub cleaner: CleanerConfig,
    /// `ringlog.journal.bytes`: the size of the journal in each log directory; 0 is none. Whoever sets it replays what is found at
    /// a start ([`crate::replay_journals`]) before any log of the directory is opened.
    pub journal_bytes: u64,
    /// Which journal of a directory is this manager's: no two have the same.
    pub journal_number: u32,
}

impl Default for LogManagerConfig {
    fn default() -> Self {
        LogManagerConfig {
            retention_check_interval: Duration::from_secs(300),
            recovery_beat_bytes: 8 << 20,
            cleaner: CleanerConfig::default(),
            journal_bytes: 0,
            journal_number: 0,
        }
    }
}

#[derive(Debug)]
struct Slot {
    generation: u32,
    log: Option<Box<Log>>,
    /// In `dirty`.
    is_dirty: bool,
    /// In `unsynced`.
    is_unsynced: bool,
    /// Its epochs wait to be written.
    has_epochs_due: bool,
    /// Its files are as a clean stop leaves them.
    is_complete: bool,
}

#[derive(Debug)]
struct Directory {
    path: Arc<Path>,
    is_offline: bool,
    journal: Journal,
}

/// The logs of one shard.
#[derive(Debug)]
pub struct LogManager {
    config: LogManagerConfig,
    slots: Vec<Slot>,
    free: Vec<u32>,
    directories: Vec<Directory>,
    operations: Operations,
    events: VecDeque<LogEvent>,
    /// Logs with something to write or to sync at the end of this turn.
    dirty: Vec<LogId>,
    /// Logs with written bytes that are not durable and whose sync is not due yet.
    unsynced: VecDeque<LogId>,
    next_sync: Option<Duration>,
    housekeeping: Housekeeping,
    epoch_files: EpochFiles,
    completing: Option<Completing>,
    cleaner: LogCleaner,
    scratch: Vec<u8>,
}

impl LogManager {
    /// A manager without logs. All its tokens carry `token_owner`.
    pub fn new(config: LogManagerConfig, token_owner: u8) -> Self {
        LogManager {
            housekeeping: Housekeeping::new(config.retention_check_interval),
            cleaner: LogCleaner::new(config.cleaner.clone()),
            config,
            slots: Vec::new(),
            free: Vec::new(),
            directories: Vec::new(),
            operations: Operations::new(token_owner),
            events: VecDeque::new(),
            dirty: Vec::new(),
            unsynced: VecDeque::new(),
            next_sync: None,
            epoch_files: EpochFiles::default(),
            completing: None,
            scratch: Vec::new(),
        }
    }

    /// Opens a log, or creates it, recovery included. A long recovery blocks: use [`LogLoader`] and
    /// [`LogManager::load`] where that matters.
    pub fn open_log<I: Io>(&mut self, io: &mut I, request: OpenLog) -> Result<LogId, Error> {
        let mut loader = LogLoader::new(request);
        loop {
            if let Some(log) = self.load(io, &mut loader, self.config.recovery_beat_bytes)? {
                return Ok(log);
            }
        }
    }

    /// One beat of opening a log, which reads about `budget_bytes`. Answers the log when it is open, or fails for good.
    pub fn load<I: Io>(
        &mut self,
        io: &mut I,
        loader: &mut LogLoader,
        budget_bytes: u64,
    ) -> Result<Option<LogId>, Error> {
        let loaded = loader.step(io, budget_bytes);
        let loaded = loaded.inspect_err(|error| self.on_error(loader.directory(), error))?;
        Ok(loaded.map(|loaded| self.adopt(io, loaded)))
    }

    /// Takes over a log that a loader has finished.
    pub fn adopt<I: Io>(&mut self, io: &mut I, loaded: LoadedLog) -> LogId {
        let LoadedLog { log, findings } = loaded;
        let topic_partition = log.topic_partition().clone();
        self.note_directory(&log.directory);
        let slot = self.free.pop().unwrap_or_else(|| {
            self.slots.push(Slot {
                generation: 0,
                log: None,
                is_dirty: false,
                is_unsynced: false,
                has_epochs_due: false,
                is_complete: false,
            });
            (self.slots.len() - 1) as u32
        });
        let entry = &mut self.slots[slot as usize];
        self.cleaner.on_opened(io.now(), log.config());
        entry.log = Some(log);
        let id = LogId { slot, generation: entry.generation };
        for finding in findings {
            self.events.push_back(LogEvent::Recovered { topic_partition: topic_partition.clone(), finding });
        }
        self.housekeeping.on_opened(io.now());
        self.mark_dirty(id);
        if self.log(id).epochs.is_dirty() {
            self.write_epochs_soon(io.now(), id);
        }
        id
    }

    /// An open log.
    ///
    /// # Panics
    /// When it was closed or deleted; [`LogManager::get`] asks first.
    pub fn log(&self, id: LogId) -> &Log {
        self.get(id).expect("the log of a live id is open")
    }

    /// An open log, if it still is.
    pub fn get(&self, id: LogId) -> Option<&Log> {
        self.slots
            .get(id.slot as usize)
            .filter(|slot| slot.generation == id.generation)
            .and_then(|slot| slot.log.as_deref())
    }

    /// The open logs, in the order of their slots.
    pub fn logs(&self) -> impl Iterator<Item = (LogId, &Log)> {
        self.slots.iter().enumerate().filter_map(|(index, slot)| {
            let id = LogId { slot: index as u32, generation: slot.generation };
            slot.log.as_deref().map(|log| (id, log))
        })
    }

    /// Whether a log directory failed.
    pub fn is_offline(&self, directory: &Path) -> bool {
        self.directories.iter().any(|known| known.is_offline && &*known.path == directory)
    }

    /// Checks batches, assigns their offsets and queues them; [`LogManager::flush_appends`] writes them. `records` is the
    /// records field of one partition. Nothing of it is kept on an error.
    pub fn append<I: Io>(
        &mut self,
        io: &mut I,
        id: LogId,
        records: SharedBuffer,
        origin: AppendOrigin,
        leader_epoch: LeaderEpoch,
    ) -> Result<LogAppendInfo, Error> {
        self.cleaner.on_request();
        let now = Now::of(io);
        let log = log_mut(&mut self.slots, id)?;
        let jitter_ms = jitter(io, log.config.segment_jitter_ms);
        // The pool's handle is a reference count: taking it lets the file calls borrow `io`.
        let pool = io.pool().clone();
        let context = AppendContext { pool: &pool, now, origin, leader_epoch, jitter_ms };
        match log.append(io, context, records) {
            Ok(info) if info.duplicate => Ok(info),
            Ok(info) => {
                if log.epochs.is_dirty() {
                    self.write_epochs_soon(now.monotone, id);
                }
                self.mark_dirty(id);
                Ok(info)
            }
            Err(error) => Err(self.failed(id, error)),
        }
    }

    /// Plans a read; see [`ReadRequest`].
    pub fn plan_read<I: Io>(
        &mut self,
        io: &mut I,
        id: LogId,
        request: ReadRequest,
    ) -> Result<ReadPlan, Error> {
        self.cleaner.on_request();
        let now = Now::of(io);
        let log = log_mut(&mut self.slots, id)?;
        let plan = log.plan_read(io, now, request, &mut self.scratch);
        plan.map_err(|error| self.failed(id, error))
    }

    /// The record that a timestamp leads to; bounded by what is written, not by the high watermark.
    pub fn offset_for_timestamp<I: Io>(
        &mut self,
        io: &mut I,
        id: LogId,
        query: TimestampQuery,
    ) -> Result<Option<TimestampedOffset>, Error> {
        let now = Now::of(io);
        let log = log_mut(&mut self.slots, id)?;
        let found = log.offset_for_timestamp(io, now, query, &mut self.scratch);
        found.map_err(|error| self.failed(id, error))
    }

    /// Moves the log's start to `offset`, or to the high watermark for `None` (DeleteRecords with -1). Answers the new
    /// start. Files go with the next retention check.
    pub fn delete_records(&mut self, id: LogId, offset: Option<Offset>) -> Result<Offset, Error> {
        let log = log_mut(&mut self.slots, id)?;
        log.require_writable()?;
        let target = offset.unwrap_or(log.high_watermark);
        if target > log.high_watermark {
            let (start, end) = (log.log_start_offset, log.high_watermark);
            return Err(Error::OffsetOutOfRange { offset: target, start, end });
        }
        let before = log.log_start_offset;
        log.move_log_start(target);
        let start = log.log_start_offset;
        if start > before {
            self.events.push_back(LogEvent::LogStartMoved { log: id, start });
        }
        Ok(start)
    }

    /// Tells the log how far its records are visible: bounds retention and the last stable offset.
    pub fn update_high_watermark(&mut self, id: LogId, offset: Offset) {
        if let Ok(log) = log_mut(&mut self.slots, id) {
            log.set_high_watermark(offset);
        }
    }

    /// A topic's configuration changed.
    pub fn update_config(&mut self, id: LogId, config: LogConfig) -> Result<(), Error> {
        let log = log_mut(&mut self.slots, id)?;
        log.config = config;
        self.cleaner.on_config(&log.config);
        self.mark_dirty(id);
        self.housekeeping.check_soon();
        Ok(())
    }

    /// Asks for everything that was written so far to be synced soon, whatever the durability mode.
    pub fn request_sync(&mut self, id: LogId) -> Result<(), Error> {
        log_mut(&mut self.slots, id)?.durability.request_sync();
        self.mark_dirty(id);
        Ok(())
    }

    /// Writes the leader epochs of all logs whose file is behind, so that their recovery points are as far as they can be.
    /// Otherwise this happens in the background.
    pub fn checkpoint_epochs<I: Io>(&mut self, io: &mut I) -> Result<(), Error> {
        for index in 0..self.slots.len() {
            let slot = &mut self.slots[index];
            let id = LogId { slot: index as u32, generation: slot.generation };
            let is_free =
                |log: &&mut Log| log.availability == Availability::Online && !log.epochs.is_writing();
            let Some(log) = slot.log.as_deref_mut().filter(is_free) else { continue };
            log.write_epochs(io).map_err(|error| self.failed(id, error))?;
        }
        Ok(())
    }

    /// Cuts the log to end at `offset`, by new files beside the old ones. Nothing may be in flight
    /// ([`Log::is_settled`]), and the checkpoint of recovery points must not name a higher one any more: the next start would take
    /// what is appended from here on for synced.
    pub fn truncate_to<I: Io>(&mut self, io: &mut I, id: LogId, offset: Offset) -> Result<(), Error> {
        let now = Now::of(io);
        self.stop_cleaning(io, id);
        self.forget_cleaned_above(io, id, offset)?;
        self.empty_journal(io, id).map_err(|error| self.failed(id, error))?;
        let log = log_mut(&mut self.slots, id)?;
        let deleted = log.truncate_to(io, now, offset, &mut self.scratch);
        let delay = Duration::from_millis(log.config.file_delete_delay_ms);
        let deleted = deleted.map_err(|error| self.failed(id, error))?;
        self.housekeeping.remove_later(now.monotone + delay, deleted);
        Ok(())
    }

    /// Completes a log's files as a clean stop leaves them, unless [`LogManager::complete_logs`] has, and forgets it. It must
    /// be settled ([`Log::is_settled`]): ask for a sync and wait. A log that is damaged or offline is forgotten, too, and its error says that its directory gets no mark
    /// of a clean stop.
    pub fn close<I: Io>(&mut self, io: &mut I, id: LogId) -> Result<(), Error> {
        self.stop_cleaning(io, id);
        let is_complete = self.slots.get(id.slot as usize).is_some_and(|slot| slot.is_complete);
        let log = log_mut(&mut self.slots, id)?;
        let completed = log.require_writable().and_then(|()| {
            assert!(log.is_settled(), "{} is closed with writes or syncs under way", log.topic_partition);
            if is_complete { Ok(()) } else { log.complete_files(io) }
        });
        let completed = completed.map_err(|error| self.failed(id, error));
        self.forget(id);
        completed
    }

    /// Deletes a log: its folder gets a `-delete` name now and goes after `file.delete.delay.ms`. Reads that are under way
    /// finish.
    pub fn delete_log<I: Io>(&mut self, io: &mut I, id: LogId) -> Result<(), Error> {
        let unique = u128::from(io.random_u64()) << 64 | u128::from(io.random_u64());
        let now = io.now();
        self.forget_cleaned_above(io, id, Offset::ZERO)?;
        let log = log_mut(&mut self.slots, id)?;
        let to = log.directory.join(deleted_folder_name(&log.topic_partition, unique));
        let delay = Duration::from_millis(log.config.file_delete_delay_ms);
        if log.availability != Availability::Offline {
            let directory = log.directory.clone();
            let renamed = io.rename(&log.folder, &to).context("renaming", &log.folder);
            renamed.map_err(|error| self.failed(id, error))?;
            io.sync_directory(&directory)
                .context("syncing", &*directory)
                .map_err(|error| self.failed(id, error))?;
            self.housekeeping.remove_later(now + delay, vec![to]);
        }
        self.forget(id);
        Ok(())
    }

    /// Removes, in the background, what deleted partitions left in a log directory when the process before ended within their
    /// `file.delete.delay.ms`. To be called once per directory, at the start.
    pub fn remove_deleted_folders<I: Io>(&mut self, io: &mut I, directory: &Path) -> Result<(), Error> {
        let entries = io.list(directory).context("listing", directory)?;
        let is_deleted = |entry: &DirectoryEntry| {
            entry.kind == EntryKind::Directory
                && FolderName::parse(&entry.name) == Some(FolderName::DeletedPartition)
        };
        let deleted =
            entries.into_iter().filter(is_deleted).map(|entry| directory.join(entry.name)).collect();
        self.housekeeping.remove_later(io.now(), deleted);
        Ok(())
    }

    /// The next thing that happened.
    pub fn poll_event(&mut self) -> Option<LogEvent> {
        self.events.pop_front()
    }

    /// Panics unless every log's invariants hold.
    pub fn assert_invariants(&self) {
        self.logs().for_each(|(_, log)| log.assert_invariants());
    }

    fn forget(&mut self, id: LogId) {
        self.leave_journal(id);
        self.cleaner.forget(id);
        let slot = &mut self.slots[id.slot as usize];
        slot.log = None;
        slot.generation = slot.generation.wrapping_add(1);
        slot.is_dirty = false;
        slot.is_unsynced = false;
        slot.has_epochs_due = false;
        slot.is_complete = false;
        self.free.push(id.slot);
    }

    fn mark_dirty(&mut self, id: LogId) {
        let slot = &mut self.slots[id.slot as usize];
        slot.is_complete = false;
        if !slot.is_dirty {
            slot.is_dirty = true;
            self.dirty.push(id);
        }
    }

    fn note_directory(&mut self, path: &Arc<Path>) {
        if !self.directories.iter().any(|known| known.path == *path) {
            let journal = Journal::new(path.clone(), self.config.journal_number, self.config.journal_bytes);
            self.directories.push(Directory { path: path.clone(), is_offline: false, journal });
        }
    }

    /// Hands an error on to the caller, and takes the log's directory offline if it is that kind of error.
    fn failed(&mut self, id: LogId, error: Error) -> Error {
        if let Some(directory) = self.get(id).map(|log| log.directory.clone()) {
            self.on_error(&directory, &error);
        }
        error
    }

    fn on_error(&mut self, directory: &Path, error: &Error) {
        if error.is_fatal_to_directory() {
            self.fail_directory(directory, error.to_string());
        }
    }

    /// A disk that failed once is not asked again: a failed fsync may have dropped pages that a later one does not miss.
    pub fn fail_directory(&mut self, directory: &Path, error: String) {
        self.note_directory(&Arc::from(directory));
        let known = self.directories.iter_mut().find(|known| &*known.path == directory).expect("just noted");
        if std::mem::replace(&mut known.is_offline, true) {
            return;
        }
        known.journal.turn_off();
        for log in self.slots.iter_mut().filter_map(|slot| slot.log.as_deref_mut()) {
            if &*log.directory == directory {
                log.availability = Availability::Offline;
            }
        }
        self.cleaner.forget_directory(directory);
        self.events.push_back(LogEvent::DirectoryFailed { directory: PathBuf::from(directory), error });
    }
}

fn log_mut(slots: &mut [Slot], id: LogId) -> Result<&mut Log, Error> {
    slots
        .get_mut(id.slot as usize)
        .filter(|slot| slot.generation == id.generation)
        .and_then(|slot| slot.log.as_deref_mut())
        .ok_or(Error::UnknownLog)
}

fn jitter(io: &mut impl Io, max_ms: i64) -> i64 {
    if max_ms <= 0 { 0 } else { (io.random_u64() % max_ms as u64) as i64 }
}
