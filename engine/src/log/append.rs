//! Taking batches into the log: everything but the write itself.

use ::io::{FileSystem, Pool, SharedBuffer};
use smallvec::SmallVec;

use super::{Log, Now};
use crate::append_queue::Place;
use crate::batch::BatchSummary;
use crate::error::{Error, StorageContext};
use crate::file_name::FileKind;
use crate::file_name::ToPath;
use crate::log_config::TimestampType;
use crate::producer_state::{EndTransactionMarker, ProducerCheck};
use crate::recent_batches::RecentBatch;
use crate::transaction_index;
use crate::validation::{self, PreparedBatch};
use crate::{LeaderEpoch, Offset};

/// Who hands batches over, and so how far they are trusted.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum AppendOrigin {
    /// A producer, with the acks it asked for. Exactly one batch, checked through.
    Client {
        /// 0, 1 or -1 for all.
        acks: i16,
    },
    /// The partition's leader: offsets and epochs are assigned already.
    Replica,
    /// The broker itself: coordinators, the metadata log. Control batches are allowed.
    Coordinator,
}

/// What became of an append.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub struct LogAppendInfo {
    /// Offset of the first record.
    pub base_offset: Offset,
    /// Offset of the last record. The append is written when the written end passes it, durable when the durable end does.
    pub last_offset: Offset,
    /// The timestamp that the broker gave (`message.timestamp.type=LogAppendTime`), Unix milliseconds; else -1.
    pub log_append_time_ms: i64,
    /// The log's first offset.
    pub log_start_offset: Offset,
    /// The batch was in the log already; nothing was appended, and the offsets are those of the first time.
    pub duplicate: bool,
}

/// What an append needs besides the batches.
#[derive(Copy, Clone)]
pub(crate) struct AppendContext<'a> {
    pub(crate) pool: &'a Pool,
    pub(crate) now: Now,
    pub(crate) origin: AppendOrigin,
    pub(crate) leader_epoch: LeaderEpoch,
    pub(crate) jitter_ms: i64,
}

pub(crate) type PreparedBatches = SmallVec<[PreparedBatch; 1]>;

impl Log {
    /// Checks the batches, assigns their offsets and queues them. Nothing changes when it fails, and nothing is written yet
    /// when it succeeds.
    pub(crate) fn append(
        &mut self,
        fs: &mut impl FileSystem,
        context: AppendContext<'_>,
        records: SharedBuffer,
    ) -> Result<LogAppendInfo, Error> {
        self.require_writable()?;
        let batches = validation::prepare(self, &context, records)?;
        let first = batches.first().expect("an append has at least one batch").summary;
        let last = batches.last().expect("an append has at least one batch").summary;
        if let Some(duplicate) = self.find_duplicate(context.origin, &first)? {
            return Ok(duplicate);
        }
        self.make_room(fs, &context, &batches)?;
        for batch in batches {
            self.take(fs, &context, batch)?;
        }
        Ok(LogAppendInfo {
            base_offset: first.base_offset,
            last_offset: last.last_offset(),
            log_append_time_ms: self.log_append_time_ms(context.now),
            log_start_offset: self.log_start_offset,
            duplicate: false,
        })
    }

    /// Sequence numbers and epochs bind clients only: what a leader has taken its followers take.
    fn find_duplicate(
        &self,
        origin: AppendOrigin,
        batch: &BatchSummary,
    ) -> Result<Option<LogAppendInfo>, Error> {
        let Some(producer) = batch.producer_batch().filter(|_| matches!(origin, AppendOrigin::Client { .. }))
        else {
            return Ok(None);
        };
        Ok(match self.producers.check(&producer)? {
            ProducerCheck::New => None,
            ProducerCheck::Duplicate(known) => Some(LogAppendInfo {
                base_offset: known.base_offset(),
                last_offset: known.last_offset,
                log_append_time_ms: match self.config.timestamp_type {
                    TimestampType::LogAppendTime => known.timestamp,
                    TimestampType::CreateTime => -1,
                },
                log_start_offset: self.log_start_offset,
                duplicate: true,
            }),
        })
    }

    /// Rolls when due and reserves space: all that may fail for want of space happens here.
    fn make_room(
        &mut self,
        fs: &mut impl FileSystem,
        context: &AppendContext<'_>,
        batches: &[PreparedBatch],
    ) -> Result<(), Error> {
        let size = batches.iter().map(|batch| u64::from(batch.summary.size)).sum();
        let segment_bytes_max = self.config.segment_bytes_max;
        if size > u64::from(segment_bytes_max) {
            return Err(Error::LargerThanSegment { size, max: segment_bytes_max });
        }
        let last_offset = batches.last().map_or(self.log_end_offset, |batch| batch.summary.last_offset());
        let timestamp = batches.iter().map(|batch| batch.summary.max_timestamp).max().unwrap_or(-1);
        if self.active().must_roll(&self.config, size as u32, last_offset, timestamp, context.now.wall_ms) {
            self.roll(fs, context.now, context.jitter_ms)?;
        }
        let needed = self.active().size().as_u64() + size;
        self.space
            .ensure(fs, &self.active_file, needed, u64::from(segment_bytes_max), self.config.preallocate)
            .context("reserving space in", self.active_file.path())
    }

    /// Queues one batch and moves all books on. Only a failing disk stops it half-way, and then the log is lost anyway.
    fn take(
        &mut self,
        fs: &mut impl FileSystem,
        context: &AppendContext<'_>,
        prepared: PreparedBatch,
    ) -> Result<(), Error> {
        let batch = prepared.summary;
        let position = self.active().size();
        debug_assert!(batch.base_offset >= self.log_end_offset, "offsets only rise");
        let segment = self.active().base_offset();
        let place = Place { segment, file: &self.active_file, position: position.as_u64() };
        self.queue.push(context.pool, place, &prepared.header, prepared.body, batch.next_offset());
        self.log_end_offset = batch.next_offset();
        self.is_touched = true;
        self.size_bytes += u64::from(batch.size);
        self.recent.push(RecentBatch {
            base_offset: batch.base_offset,
            last_offset: batch.last_offset(),
            position,
            size: batch.size,
        });
        if self.epochs.latest().is_none_or(|latest| batch.leader_epoch > latest) {
            self.epochs.assign(batch.leader_epoch, batch.base_offset);
        }
        self.note_producer(fs, &batch, prepared.marker)?;
        let active = self.segments.last_mut().expect("a log has an active segment");
        active.set_last_append_ms(context.now.wall_ms);
        active.on_batch(fs, &self.folder, &self.config, &batch)
    }

    /// Moves producer state on, and the transaction index where a marker aborts.
    pub(crate) fn note_producer(
        &mut self,
        fs: &mut impl FileSystem,
        batch: &BatchSummary,
        marker: Option<EndTransactionMarker>,
    ) -> Result<(), Error> {
        if let Some(marker) = marker {
            let Some(aborted) = self.producers.on_marker(&marker) else { return Ok(()) };
            let active = self.active();
            let path = active.path(&self.folder, FileKind::TransactionIndex);
            transaction_index::append(fs, &path.to_path(), &aborted).context("writing", path)?;
            let base_offset = active.base_offset();
            self.transaction_indexes.insert(base_offset);
        } else if let Some(producer) = batch.producer_batch().filter(|_| !batch.is_control()) {
            self.producers.on_batch(&producer);
        }
        Ok(())
    }

    fn log_append_time_ms(&self, now: Now) -> i64 {
        match self.config.timestamp_type {
            TimestampType::LogAppendTime => now.wall_ms,
            TimestampType::CreateTime => -1,
        }
    }
}
