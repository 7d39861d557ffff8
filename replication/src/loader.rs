//! From the bytes of the metadata log and its snapshots to an image.

use protocol::records::{BatchError, BatchView, ControlRecord, batches};
use protocol::{DecodeError, MetadataRecord};
use thiserror::Error;

use crate::image::{ApplyError, MetadataImage, Position};
use crate::metadata_version::{METADATA_VERSION_FEATURE, MetadataVersion};
use crate::quorum::Quorum;
use crate::snapshot::SnapshotId;

/// The largest plain size of one batch that is read, in bytes; Kafka writes at most 8 MiB.
const BATCH_SIZE_MAX: usize = 64 << 20;

/// Why a metadata log, or a snapshot of it, cannot be used.
#[derive(Debug, Error)]
pub enum LoadError {
    /// A batch is damaged.
    #[error("the batch at offset {offset} is damaged: {error}")]
    Batch {
        /// The offset where the batch should begin.
        offset: i64,
        /// What is wrong.
        error: BatchError,
    },
    /// A record is not one that this version knows.
    #[error("the record at offset {offset} cannot be read: {error}")]
    Record {
        /// The record's offset.
        offset: i64,
        /// What is wrong.
        error: DecodeError,
    },
    /// A record contradicts those before it.
    #[error("the record at offset {offset} does not fit: {error}")]
    Apply {
        /// The record's offset.
        offset: i64,
        /// What is wrong.
        error: ApplyError,
    },
    /// Records are missing.
    #[error("the records from offset {expected} to {found} are missing")]
    Gap {
        /// The offset that should come next.
        expected: i64,
        /// The offset that came.
        found: i64,
    },
    /// A snapshot does not begin with its header or does not end with its footer: it was not finished.
    #[error("the snapshot has no {0}")]
    Unfinished(&'static str),
    /// The folder was upgraded to a level that this version does not know.
    #[error("metadata.version {0} is not supported (7 to {max})", max = MetadataVersion::LATEST_PRODUCTION.0)]
    UnsupportedVersion(i16),
}

/// Replays a snapshot and the log behind it.
#[derive(Debug)]
pub struct ImageLoader {
    image: MetadataImage,
    quorum: Quorum,
    /// The records since a BeginTransactionRecord; they count only when the end has come.
    transaction: Option<Vec<(i64, MetadataRecord)>>,
}

/// What a replay led to.
#[derive(Debug)]
pub struct Loaded {
    /// The image at the end of the log.
    pub image: MetadataImage,
    /// The quorum there.
    pub quorum: Quorum,
    /// Whether the log ends inside a transaction, which must be aborted.
    pub transaction_open: bool,
}

impl ImageLoader {
    /// Nothing replayed yet.
    pub fn new(quorum: Quorum) -> Self {
        Self { image: MetadataImage::default(), quorum, transaction: None }
    }

    /// The offset of the next record to be replayed.
    pub fn next_offset(&self) -> i64 {
        self.image.offset() + 1
    }

    /// Replays a whole snapshot, as the first thing.
    pub fn on_snapshot(&mut self, id: SnapshotId, bytes: &[u8]) -> Result<(), LoadError> {
        let mut timestamp_ms = None;
        let mut finished = false;
        for_each_record(bytes, &mut |offset, record| {
            match record {
                LogRecord::Metadata(record) => apply(&mut self.image, offset, &record)?,
                LogRecord::Control(ControlRecord::SnapshotHeader(header)) => {
                    timestamp_ms = Some(header.last_contained_log_timestamp);
                }
                LogRecord::Control(ControlRecord::SnapshotFooter(_)) => finished = true,
                LogRecord::Control(record) => self.quorum.apply(&record),
            }
            if timestamp_ms.is_none() { Err(LoadError::Unfinished("header")) } else { Ok(()) }
        })?;
        let timestamp_ms = timestamp_ms.ok_or(LoadError::Unfinished("header"))?;
        if !finished {
            return Err(LoadError::Unfinished("footer"));
        }
        self.image.set_position(Position { offset: id.end_offset - 1, epoch: id.epoch, timestamp_ms });
        Ok(())
    }

    /// Replays whole batches of the log. What the snapshot had already is passed over.
    pub fn on_batches(&mut self, bytes: &[u8]) -> Result<(), LoadError> {
        for batch in batches(bytes) {
            let next = self.next_offset();
            let batch = batch.map_err(|error| LoadError::Batch { offset: next, error })?;
            let header = batch.header();
            if header.last_offset() < next {
                continue;
            }
            if header.base_offset() > next {
                return Err(LoadError::Gap { expected: next, found: header.base_offset() });
            }
            for_each_record_of(&batch, &mut |offset, record| match record {
                _ if offset < next => Ok(()),
                LogRecord::Metadata(record) => self.on_record(offset, record),
                LogRecord::Control(record) => {
                    self.quorum.apply(&record);
                    Ok(())
                }
            })?;
            self.image.set_position(Position {
                offset: header.last_offset(),
                epoch: header.partition_leader_epoch(),
                timestamp_ms: header.max_timestamp(),
            });
        }
        Ok(())
    }

    /// The end of the log was reached.
    pub fn finish(self) -> Result<Loaded, LoadError> {
        let level = self.image.feature(METADATA_VERSION_FEATURE);
        let known = MetadataVersion::MINIMUM.0..=MetadataVersion::LATEST_PRODUCTION.0;
        if level != 0 && !known.contains(&level) {
            return Err(LoadError::UnsupportedVersion(level));
        }
        let transaction_open = self.transaction.is_some();
        Ok(Loaded { image: self.image, quorum: self.quorum, transaction_open })
    }

    fn on_record(&mut self, offset: i64, record: MetadataRecord) -> Result<(), LoadError> {
        match (record, &mut self.transaction) {
            (MetadataRecord::BeginTransactionRecord(_), _) => self.transaction = Some(Vec::new()),
            (MetadataRecord::AbortTransactionRecord(_), _) => self.transaction = None,
            (MetadataRecord::EndTransactionRecord(_), _) => {
                for (offset, record) in self.transaction.take().unwrap_or_default() {
                    apply(&mut self.image, offset, &record)?;
                }
            }
            (record, Some(transaction)) => transaction.push((offset, record)),
            (record, None) => apply(&mut self.image, offset, &record)?,
        }
        Ok(())
    }
}

/// The metadata records of a snapshot, and what its control records say of the quorum: for the snapshot that a folder was
/// formatted with.
pub fn snapshot_records(bytes: &[u8], quorum: &mut Quorum) -> Result<Vec<MetadataRecord>, LoadError> {
    let mut records = Vec::new();
    for_each_record(bytes, &mut |_, record| {
        match record {
            LogRecord::Metadata(record) => records.push(record),
            LogRecord::Control(record) => quorum.apply(&record),
        }
        Ok(())
    })?;
    Ok(records)
}

fn apply(image: &mut MetadataImage, offset: i64, record: &MetadataRecord) -> Result<(), LoadError> {
    image.apply(record).map_err(|error| LoadError::Apply { offset, error })
}

/// A record of the log or of a snapshot.
enum LogRecord {
    /// Metadata, in whatever version it was written.
    Metadata(MetadataRecord),
    Control(ControlRecord),
}

fn for_each_record(
    bytes: &[u8],
    visit: &mut dyn FnMut(i64, LogRecord) -> Result<(), LoadError>,
) -> Result<(), LoadError> {
    let mut offset = 0;
    for batch in batches(bytes) {
        let batch = batch.map_err(|error| LoadError::Batch { offset, error })?;
        for_each_record_of(&batch, visit)?;
        offset = batch.header().next_offset();
    }
    Ok(())
}

fn for_each_record_of(
    batch: &BatchView<'_>,
    visit: &mut dyn FnMut(i64, LogRecord) -> Result<(), LoadError>,
) -> Result<(), LoadError> {
    let base = batch.header().base_offset();
    let damaged = |error| LoadError::Batch { offset: base, error };
    batch.validate_stored().map_err(damaged)?;
    let is_control = batch.header().attributes().is_control();
    let mut plain = Vec::new();
    for record in batch.records(BATCH_SIZE_MAX, &mut plain).map_err(damaged)? {
        let record = record.map_err(damaged)?;
        let offset = record.offset;
        let unreadable = |error| LoadError::Record { offset, error };
        let value = record.value.unwrap_or_default();
        if !is_control {
            let (record, _version) = MetadataRecord::decode(value).map_err(unreadable)?;
            visit(offset, LogRecord::Metadata(record))?;
        } else if let Some(record) =
            ControlRecord::decode(record.key.unwrap_or_default(), value).map_err(unreadable)?
        {
            visit(offset, LogRecord::Control(record))?;
        }
    }
    Ok(())
}
