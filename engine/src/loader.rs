//! Opening a log: what a clean stop, a crash or a failing disk left is put in order, by bounded beats.
//!
//! ```text
//! Begin ──► Sealed(0..) ──► Producers(..) ──► Active (clean) ─────────┐
//!                                   └───────► Scan(recovery point..) ─┴─► done
//! ```
//! - Below the persisted recovery point a bad batch is corruption: the log is served up to there, nothing is cut.
//! - Above it pages survive a power cut in any order: the log is cut at the first bad batch, the cut bytes are kept as
//!   `<offset>.quarantine`, and where a valid batch followed a finding says which offsets are lost.
//! - After a clean stop any bad batch is corruption.

mod cut;
mod folder;
mod producers;
mod recover;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use ::io::{File, Io};
use protocol::Uuid;

pub(crate) use cut::cut_segment;
pub(crate) use folder::{FolderContent, put_in_order};
pub(crate) use recover::note_first_timestamp;

use crate::append_queue::AppendQueue;
use crate::checkpoint::{CONTROL_FILE_LEN_MAX, PartitionMetadata, decode_leader_epochs};
use crate::durability::{Durability, SyncStep};
use crate::error::{Error, StorageContext};
use crate::event::RecoveryFinding;
use crate::file_name::{FileKind, FileName, LEADER_EPOCH_CHECKPOINT, PARTITION_METADATA};
use crate::journal::LogJournaling;
use crate::leader_epoch_cache::LeaderEpochCache;
use crate::log::{Availability, Log, ReadHints};
use crate::log_config::LogConfig;
use crate::planted::{self, Bug};
use crate::producer_state::ProducerStates;
use crate::recent_batches::RecentBatches;
use crate::segment::{IndexState, Segment};
use crate::space::Reservation;
use crate::{Offset, TopicPartition};
use recover::Scan;

/// Which log to open, and what the checkpoints of its directory say of it.
#[derive(Clone, Debug)]
pub struct OpenLog {
    /// The log directory (one of `log.dirs`).
    pub directory: Arc<Path>,
    /// Which partition; names the folder.
    pub topic_partition: TopicPartition,
    /// The id of its topic; [`Uuid::ZERO`] takes what `partition.metadata` says.
    pub topic_id: Uuid,
    /// Its configuration.
    pub config: LogConfig,
    /// From `recovery-point-offset-checkpoint`; 0 when it is not listed.
    pub recovery_point: Offset,
    /// From `log-start-offset-checkpoint`; 0 when it is not listed.
    pub log_start_offset: Offset,
    /// Whether the directory had the mark of a clean stop.
    pub clean_shutdown: bool,
}

/// A log that is ready, and what an operator should know of it.
#[derive(Debug)]
pub struct LoadedLog {
    pub(crate) log: Box<Log>,
    /// What recovery found; empty as a rule.
    pub findings: Vec<RecoveryFinding>,
}

impl LoadedLog {
    /// The log.
    pub fn log(&self) -> &Log {
        &self.log
    }
}

#[derive(Debug)]
enum State {
    Begin,
    /// Opening segments that need no scan; the next one.
    Sealed(usize),
    /// Replaying producers of segments that need no scan; the next one, and from which offset.
    Producers(usize, Offset),
    /// Looking at the end of a log that was closed cleanly.
    Active,
    Scan(Box<Scan>),
    Finish,
    Done,
}

/// Opens one log by bounded beats, so that a shard may open many and serve others meanwhile.
#[derive(Debug)]
pub struct LogLoader {
    request: OpenLog,
    folder: PathBuf,
    state: State,
    content: FolderContent,
    /// Base offsets and lengths of the segments, in order.
    files: Vec<(Offset, u32)>,
    /// The first segment that is read whole.
    scan_from: usize,
    is_new: bool,
    /// `partition.metadata`, when it was written just now.
    identity: Option<File>,
    segments: Vec<Segment>,
    epochs: LeaderEpochCache,
    producers: ProducerStates,
    recent: RecentBatches,
    /// The end of the valid batches so far.
    end: Offset,
    corrupt_from: Option<Offset>,
    /// Below here compaction may have left gaps; known once a gap was met.
    cleaned_to: Option<Offset>,
    findings: Vec<RecoveryFinding>,
    bytes_done: u64,
    scratch: Vec<u8>,
    defers_sync: bool,
    /// The active segment was scanned and not synced; the log is durable up to here.
    unsynced_from: Option<Offset>,
}

impl LogLoader {
    /// Nothing is touched before the first step.
    pub fn new(request: OpenLog) -> Self {
        LogLoader {
            folder: request.directory.join(request.topic_partition.to_string()),
            request,
            state: State::Begin,
            content: FolderContent::default(),
            files: Vec::new(),
            scan_from: 0,
            is_new: false,
            identity: None,
            segments: Vec::new(),
            epochs: LeaderEpochCache::default(),
            producers: ProducerStates::default(),
            recent: RecentBatches::default(),
            end: Offset::ZERO,
            corrupt_from: None,
            cleaned_to: None,
            findings: Vec::new(),
            bytes_done: 0,
            scratch: Vec::new(),
            defers_sync: false,
            unsynced_from: None,
        }
    }

    /// Leaves the sync of what a recovery has read of the active segment to the manager that adopts the log, so that those of
    /// many logs overlap. Until it is done the log is not settled ([`Log::is_settled`]) and its durable end is below its end:
    /// nobody should be served from it.
    pub fn deferring_sync(self) -> Self {
        LogLoader { defers_sync: true, ..self }
    }

    /// The log directory that is worked in.
    pub fn directory(&self) -> &Path {
        &self.request.directory
    }

    /// Bytes that were read and that are to be read, for progress; no more than a hint before the first step.
    pub fn progress(&self) -> (u64, u64) {
        let total =
            self.files[self.scan_from.min(self.files.len())..].iter().map(|(_, len)| u64::from(*len)).sum();
        (self.bytes_done.min(total), total)
    }

    /// Works for about `budget_bytes` of reading. Answers the log when it is ready. After an error the loader is of no use.
    pub fn step<I: Io>(&mut self, io: &mut I, budget_bytes: u64) -> Result<Option<LoadedLog>, Error> {
        match std::mem::replace(&mut self.state, State::Done) {
            State::Begin => self.begin(io)?,
            State::Sealed(index) => self.open_sealed(io, index)?,
            State::Producers(index, from) => self.replay_producers(io, index, from)?,
            State::Active => self.open_active(io)?,
            State::Scan(scan) => self.scan(io, *scan, budget_bytes)?,
            State::Finish => return self.finish(io).map(Some),
            State::Done => unreachable!("a loader that has ended is not stepped"),
        }
        Ok(None)
    }

    fn begin<I: Io>(&mut self, io: &mut I) -> Result<(), Error> {
        self.is_new = !io.exists(&self.folder).context("looking for", &self.folder)?;
        if self.is_new {
            io.create_directory(&self.folder).context("creating", &self.folder)?;
        }
        self.read_partition_metadata(io)?;
        self.content = put_in_order(io, &self.folder)?;
        self.files = self.content.segments.iter().map(|(base, len)| (*base, *len)).collect();
        let reads_all = self.read_epochs(io)?;
        let holds_point = self.files.partition_point(|(base, _)| *base <= self.request.recovery_point);
        self.scan_from = match self.request.clean_shutdown {
            true => self.files.len().saturating_sub(1),
            false => holds_point.saturating_sub(1),
        };
        if reads_all {
            self.scan_from = 0;
        }
        self.state = State::Sealed(0);
        Ok(())
    }

    fn read_partition_metadata<I: Io>(&mut self, io: &mut I) -> Result<(), Error> {
        let path = self.folder.join(PARTITION_METADATA);
        let bytes = match io.read_all(&path, CONTROL_FILE_LEN_MAX) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return self.write_partition_metadata(io, &path);
            }
            Err(error) => return Err(error).context("reading", &path),
        };
        match PartitionMetadata::decode(&bytes) {
            Ok(found) if self.request.topic_id.is_zero() => self.request.topic_id = found.topic_id,
            Ok(found) if found.topic_id == self.request.topic_id => {}
            Ok(found) => {
                return Err(Error::TopicIdMismatch {
                    path,
                    found: found.topic_id.to_string(),
                    expected: self.request.topic_id.to_string(),
                });
            }
            Err(_) => {
                self.write_partition_metadata(io, &path)?;
                self.findings.push(RecoveryFinding::Rebuilt { path });
            }
        }
        Ok(())
    }

    /// Not synced here: it is part of the log's first sync, before anything of the log counts.
    fn write_partition_metadata<I: Io>(&mut self, io: &mut I, path: &Path) -> Result<(), Error> {
        if self.request.topic_id.is_zero() {
            // Who opens it does not know either: no id is better than a wrong one.
            return Ok(());
        }
        let options = ::io::OpenOptions::read_write().truncate_to_zero();
        let file = io.open(path, options).context("creating", path)?;
        let text = PartitionMetadata { topic_id: self.request.topic_id }.encode();
        io.write_at(&file, 0, &text).context("writing", path)?;
        self.identity = Some(file);
        Ok(())
    }

    /// Answers whether the epochs have to be found again in the whole log.
    fn read_epochs<I: Io>(&mut self, io: &mut I) -> Result<bool, Error> {
        let path = self.folder.join(LEADER_EPOCH_CHECKPOINT);
        let bytes = match io.read_all(&path, CONTROL_FILE_LEN_MAX) {
            Ok(bytes) => bytes,
            // A log whose first epoch was never checkpointed has all of them above its recovery point.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(error).context("reading", &path),
        };
        match decode_leader_epochs(&bytes) {
            Ok(entries) => {
                self.epochs = LeaderEpochCache::from_entries(entries);
                Ok(false)
            }
            Err(_) => {
                self.findings.push(RecoveryFinding::Rebuilt { path });
                self.epochs.mark_dirty();
                Ok(true)
            }
        }
    }

    fn open_sealed<I: Io>(&mut self, io: &mut I, index: usize) -> Result<(), Error> {
        if index >= self.scan_from {
            return self.begin_producers(io);
        }
        let (base_offset, len) = self.files[index];
        let (mut segment, state) = Segment::open(io, &self.folder, base_offset, len)?;
        // After a clean stop too: the power may go soon after it, and index files are never synced.
        let is_trusted = planted::bug(Bug::IndexTailOfZerosTrusted);
        let is_sound = state == IndexState::Plausible
            && (is_trusted || recover::is_index_complete(io, &self.folder, &mut segment, &mut self.scratch)?);
        if !is_sound {
            segment.rebuild_indexes(io, &self.folder, &self.request.config, &mut self.scratch)?;
            segment.seal_if_space(io, &self.folder)?;
            let path = FileName::live(base_offset, FileKind::OffsetIndex).path(&self.folder);
            self.findings.push(RecoveryFinding::Rebuilt { path });
        }
        segment.close_files();
        self.segments.push(segment);
        self.state = State::Sealed(index + 1);
        Ok(())
    }

    fn begin_producers<I: Io>(&mut self, io: &mut I) -> Result<(), Error> {
        // A snapshot above the scan's beginning may speak of batches that the scan will cut.
        let usable = match self.files.get(self.scan_from) {
            Some(_) if self.request.clean_shutdown => Offset::MAX,
            Some((base_offset, _)) => *base_offset,
            None => self.request.log_start_offset,
        };
        let (producers, from) =
            producers::load_snapshot(io, &self.folder, &mut self.content.snapshots, usable)?;
        self.producers = producers;
        let first = self.files.partition_point(|(base, _)| *base <= from).saturating_sub(1);
        self.state = State::Producers(first, from);
        Ok(())
    }

    fn replay_producers<I: Io>(&mut self, io: &mut I, index: usize, from: Offset) -> Result<(), Error> {
        if index < self.scan_from {
            let segment = &mut self.segments[index];
            producers::replay(io, &self.folder, segment, from, Offset::MAX, &mut self.producers)?;
            segment.close_files();
            self.state = State::Producers(index + 1, from);
            return Ok(());
        }
        self.end = self.files.get(self.scan_from).map_or(self.request.log_start_offset, |(base, _)| *base);
        self.state = match (self.files.is_empty(), self.request.clean_shutdown) {
            (true, _) => State::Finish,
            (false, true) if self.scan_from + 1 == self.files.len() => State::Active,
            (false, _) => State::Scan(Box::new(self.begin_scan(io, self.scan_from, from)?)),
        };
        Ok(())
    }

    fn finish<I: Io>(&mut self, io: &mut I) -> Result<LoadedLog, Error> {
        self.restore_order(io)?;
        if self.segments.is_empty() {
            self.end = self.end.max(self.request.log_start_offset);
            self.segments.push(Segment::create(io, &self.folder, self.end, io.wall_clock_ms(), 0)?);
            self.is_new = true;
        }
        if !self.request.clean_shutdown && !self.is_new && self.unsynced_from.is_none() {
            // The process before may have died between creating the folder and making its name durable.
            let directory = &*self.request.directory;
            io.sync_directory(directory).context("syncing", directory)?;
        }
        let availability =
            self.corrupt_from.map_or(Availability::Online, |from| Availability::Corrupt { from });
        let active = self.segments.last_mut().expect("there is an active segment now");
        let active_file = match availability {
            Availability::Online if !self.is_new => active.activate(io, &self.folder)?,
            _ => active.file(io, &self.folder, Duration::ZERO)?,
        };
        let log = Box::new(self.take_log(availability, active_file));
        log.assert_invariants();
        Ok(LoadedLog { log, findings: std::mem::take(&mut self.findings) })
    }

    /// Recovery has synced what it read, but for what it leaves to the manager; a folder made just now has names that are not
    /// durable.
    fn durability(&mut self, active_file: &File) -> Durability {
        let mut durability = self.durability_of_content(active_file);
        if let Some(identity) = self.identity.take() {
            durability.set_identity(identity);
        }
        durability
    }

    fn durability_of_content(&self, active_file: &File) -> Durability {
        let names = [self.request.directory.to_path_buf(), self.folder.clone()].map(SyncStep::Directory);
        match self.unsynced_from {
            Some(from) => Durability::recovered(from, self.end, active_file.clone(), names),
            None => {
                let unsynced = names.into_iter().filter(|_| self.is_new);
                Durability::new(self.end, active_file.clone(), unsynced)
            }
        }
    }

    /// The log, of everything that was loaded.
    fn take_log(&mut self, availability: Availability, active_file: File) -> Log {
        let end = self.end;
        let log_start_offset = self.request.log_start_offset.max(self.segments[0].base_offset()).min(end);
        self.epochs.truncate_from_end(end);
        self.epochs.truncate_from_start(log_start_offset);
        let durability = self.durability(&active_file);
        let active_size = self.segments.last().map_or(0, |segment| segment.size().as_u64());
        Log {
            topic_partition: self.request.topic_partition.clone(),
            topic_id: self.request.topic_id,
            directory: self.request.directory.clone(),
            config: self.request.config.clone(),
            availability,
            durability,
            active_file,
            log_start_offset,
            log_end_offset: end,
            high_watermark: log_start_offset,
            recovery_point_min: self.request.recovery_point,
            epochs: std::mem::take(&mut self.epochs),
            producers: std::mem::take(&mut self.producers),
            queue: AppendQueue::default(),
            space: Reservation::new(active_size),
            recent: std::mem::take(&mut self.recent),
            hints: ReadHints::default(),
            transaction_indexes: std::mem::take(&mut self.content.transaction_indexes),
            snapshots: std::mem::take(&mut self.content.snapshots),
            size_bytes: self.segments.iter().map(|segment| segment.size().as_u64()).sum(),
            segments: std::mem::take(&mut self.segments),
            folder: std::mem::take(&mut self.folder),
            journaling: LogJournaling::default(),
            is_swapping: false,
            is_touched: self.is_new || !self.request.clean_shutdown || !self.findings.is_empty(),
        }
    }
}
