//! One partition's log.
//!
//! ```text
//!  log start        recovery point     durable end     written end      log end (assigned)
//!      ├──────────────────┼──────────────────┼───────────────┼─────────────────┤
//!      sealed segments …                     active segment  in flight, queued
//! ```
//! Invariants ([`Log::assert_invariants`]):
//! - log start ≤ log end, durable end ≤ written end ≤ log end;
//! - segments are in order, none begins above the log end, and only the last one is appended to;
//! - epochs begin in rising order within the log; the high watermark never lies above the log end.

mod append;
mod lookup;
mod read;
mod retention;
mod roll;
mod truncate;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use ::io::{File, FileSystem, Io};
use protocol::Uuid;

pub use append::{AppendOrigin, LogAppendInfo};
pub use lookup::{TimestampQuery, TimestampedOffset};
pub use read::{ReadPlan, ReadRequest};

use crate::append_queue::AppendQueue;
use crate::checkpoint::encode_leader_epochs;
use crate::durability::Durability;
use crate::error::{Error, StorageContext};
use crate::file_name::LEADER_EPOCH_CHECKPOINT;
use crate::journal::LogJournaling;
use crate::leader_epoch_cache::LeaderEpochCache;
use crate::log_config::LogConfig;
use crate::producer_state::ProducerStates;
use crate::recent_batches::RecentBatches;
use crate::segment::Segment;
use crate::space::Reservation;
use crate::{LeaderEpoch, Offset, TopicPartition};
pub(crate) use append::{AppendContext, PreparedBatches};
pub(crate) use read::ReadHints;

/// Both clocks, read at one moment.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub struct Now {
    /// Since start; never goes back.
    pub monotone: Duration,
    /// Unix milliseconds; may jump.
    pub wall_ms: i64,
}

impl Now {
    /// The clocks of `io`.
    pub fn of(io: &impl Io) -> Self {
        Now { monotone: io.now(), wall_ms: io.wall_clock_ms() }
    }
}

/// Whether a log can be used.
///
/// ```text
/// Online ──► Corrupt { from }        found when the log is opened
///   └──────────────┴──► Offline      its directory failed
/// ```
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum Availability {
    /// All of it.
    Online,
    /// Damaged below its recovery point: offsets below `from` are served, nothing is appended.
    Corrupt {
        /// The first offset that is not served.
        from: Offset,
    },
    /// Nothing is served.
    Offline,
}

/// One partition's log. Read-only to callers: [`crate::LogManager`] changes it.
#[derive(Debug)]
pub struct Log {
    pub(crate) topic_partition: TopicPartition,
    pub(crate) topic_id: Uuid,
    /// The log directory, and this log's folder in it.
    pub(crate) directory: Arc<Path>,
    pub(crate) folder: PathBuf,
    pub(crate) config: LogConfig,
    pub(crate) availability: Availability,
    /// In order; the last one is active.
    pub(crate) segments: Vec<Segment>,
    /// The active segment's file.
    pub(crate) active_file: File,
    pub(crate) log_start_offset: Offset,
    pub(crate) log_end_offset: Offset,
    pub(crate) high_watermark: Offset,
    pub(crate) durability: Durability,
    pub(crate) journaling: LogJournaling,
    /// What the checkpoint said when the log was opened: a damaged log keeps it.
    pub(crate) recovery_point_min: Offset,
    pub(crate) epochs: LeaderEpochCache,
    pub(crate) producers: ProducerStates,
    pub(crate) queue: AppendQueue,
    pub(crate) space: Reservation,
    pub(crate) recent: RecentBatches,
    pub(crate) hints: ReadHints,
    /// Base offsets of segments that have a transaction index.
    pub(crate) transaction_indexes: BTreeSet<Offset>,
    /// Offsets of the producer snapshots in the folder.
    pub(crate) snapshots: BTreeSet<Offset>,
    /// Bytes of all segments.
    pub(crate) size_bytes: u64,
    /// A cleaned segment is taking the place of others: their names are not to be touched by anyone else.
    pub(crate) is_swapping: bool,
    /// Names in its folder may not be durable: something was made there since it was opened, or before a crash.
    pub(crate) is_touched: bool,
}

impl Log {
    /// Which partition's.
    pub fn topic_partition(&self) -> &TopicPartition {
        &self.topic_partition
    }

    /// The id of its topic.
    pub fn topic_id(&self) -> Uuid {
        self.topic_id
    }

    /// The log directory that holds its folder.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Its configuration.
    pub fn config(&self) -> &LogConfig {
        &self.config
    }

    /// Whether it can be used.
    pub fn availability(&self) -> Availability {
        self.availability
    }

    /// The first offset that is served.
    pub fn log_start_offset(&self) -> Offset {
        self.log_start_offset
    }

    /// The offset that the next record gets.
    pub fn log_end_offset(&self) -> Offset {
        self.log_end_offset
    }

    /// The end of what the kernel has.
    pub fn written_end_offset(&self) -> Offset {
        self.durability.written()
    }

    /// The end of what survives a power cut.
    pub fn durable_end_offset(&self) -> Offset {
        self.durability.durable()
    }

    /// Below it recovery has nothing to look at: durable in the log's own segments, and of epochs that are in their file.
    pub fn recovery_point(&self) -> Offset {
        match self.availability {
            Availability::Online => {
                self.durability.synced().min(self.epochs.unwritten_from().unwrap_or(Offset::MAX))
            }
            // Bad bytes below it must not look like an unfinished write to the next start.
            _ => self.durability.synced().max(self.recovery_point_min),
        }
    }

    /// What the partition's leader last told ([`crate::LogManager::update_high_watermark`]).
    pub fn high_watermark(&self) -> Offset {
        self.high_watermark
    }

    /// The end of what a read-committed consumer may see: the first open transaction, or the high watermark.
    pub fn last_stable_offset(&self) -> Offset {
        self.producers
            .first_unstable_offset()
            .map_or(self.high_watermark, |first| first.min(self.high_watermark))
    }

    /// The newest leader epoch that has written to it.
    pub fn latest_epoch(&self) -> Option<LeaderEpoch> {
        self.epochs.latest()
    }

    /// The epochs that have written to it.
    pub fn epochs(&self) -> &LeaderEpochCache {
        &self.epochs
    }

    /// The producers that it remembers.
    pub fn producers(&self) -> &ProducerStates {
        &self.producers
    }

    /// Bytes of all segments, without indexes.
    pub fn size_bytes(&self) -> u64 {
        self.size_bytes
    }

    /// The number of segments.
    pub fn segment_count(&self) -> usize {
        self.segments.len()
    }

    /// Whether everything appended is written and durable in the log's own segments, no operation of it is in flight, and all
    /// files have their own names.
    pub fn is_settled(&self) -> bool {
        self.queue.is_empty()
            && self.durability.is_settled()
            && !self.journaling.is_in_group
            && !self.is_swapping
            && !self.epochs.is_writing()
    }

    /// Panics unless the invariants above hold.
    pub fn assert_invariants(&self) {
        self.durability.assert_invariants();
        self.producers.assert_invariants();
        assert!(self.log_start_offset <= self.log_end_offset);
        assert!(self.written_end_offset() <= self.log_end_offset);
        assert!(self.high_watermark <= self.log_end_offset);
        assert!(self.segments.is_sorted_by(|one, next| one.base_offset() < next.base_offset()));
        assert!(self.active().base_offset() <= self.log_end_offset);
        assert_eq!(self.size_bytes, self.segments.iter().map(|segment| segment.size().as_u64()).sum());
    }

    /// Where reads ended in files that are not the log's any more is of no use.
    pub(crate) fn forget_read_hints(&mut self) {
        self.hints = ReadHints::default();
    }

    pub(crate) fn active(&self) -> &Segment {
        self.segments.last().expect("a log has an active segment")
    }

    /// The segment that holds `offset`, or would: the last one that begins at or below it.
    pub(crate) fn segment_of(&self, offset: Offset) -> usize {
        self.segments.partition_point(|segment| segment.base_offset() <= offset).saturating_sub(1)
    }

    /// Where segment `index` ends, as an offset.
    pub(crate) fn segment_end(&self, index: usize) -> Offset {
        self.segments.get(index + 1).map_or(self.log_end_offset, Segment::base_offset)
    }

    pub(crate) fn require_writable(&self) -> Result<(), Error> {
        match self.availability {
            Availability::Online => Ok(()),
            Availability::Corrupt { from } => {
                Err(Error::Corrupt { topic_partition: self.topic_partition.clone(), from })
            }
            Availability::Offline => Err(Error::DirectoryOffline { directory: self.directory.to_path_buf() }),
        }
    }

    pub(crate) fn require_readable(&self, offset: Offset) -> Result<(), Error> {
        match self.availability {
            Availability::Corrupt { from } if offset < from => Ok(()),
            _ => self.require_writable(),
        }
    }

    /// Writes the epochs to their file if it is behind.
    pub(crate) fn write_epochs(&mut self, fs: &mut impl FileSystem) -> Result<(), Error> {
        if self.epochs.is_dirty() {
            let path = self.folder.join(LEADER_EPOCH_CHECKPOINT);
            let text = encode_leader_epochs(self.epochs.entries());
            self.epochs.begin_write();
            if let Err(error) = fs.replace_file(&path, &text).context("writing", &path) {
                self.epochs.on_write_failed();
                return Err(error);
            }
            self.epochs.on_written();
        }
        Ok(())
    }

    pub(crate) fn set_high_watermark(&mut self, offset: Offset) {
        self.high_watermark = offset.min(self.log_end_offset).max(self.high_watermark);
        self.producers.on_high_watermark(self.high_watermark);
        self.producers.on_durable(self.durability.durable());
    }
}
