//! Why something was not done.

use std::io;
use std::path::PathBuf;

use protocol::ErrorCode;
use protocol::records::BatchError;

use crate::file_name::ToPath;
use crate::producer_state::ProducerError;
use crate::{Offset, TopicPartition};

/// All errors of this crate, by cause. [`Error::code`] says what a peer gets for it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file call failed: the log directory goes offline.
    #[error("{operation} of {} failed: {source}", path.display())]
    Storage {
        /// What was tried.
        operation: &'static str,
        /// On which file or directory.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file system is full. Nothing was written; trying again later may succeed.
    #[error("no space left for {}", path.display())]
    NoSpace {
        /// The file that was to grow.
        path: PathBuf,
    },
    /// The log directory failed earlier and is not used any more.
    #[error("the log directory {} is offline", directory.display())]
    DirectoryOffline {
        /// Which one.
        directory: PathBuf,
    },
    /// The log is damaged below its recovery point: from here on it is neither read nor written.
    #[error("{topic_partition} is corrupt from offset {from} on")]
    Corrupt {
        /// Which log.
        topic_partition: TopicPartition,
        /// The first offset that cannot be served.
        from: Offset,
    },
    /// A file is not what its name says.
    #[error("{} {reason}", path.display())]
    MalformedFile {
        /// Which one.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A folder belongs to another topic of the same name.
    #[error("{} belongs to topic id {found}, not {expected}", path.display())]
    TopicIdMismatch {
        /// The folder.
        path: PathBuf,
        /// What it says.
        found: String,
        /// What the metadata says.
        expected: String,
    },
    /// The log was closed or deleted.
    #[error("no such log is open")]
    UnknownLog,
    /// OFFSET_OUT_OF_RANGE.
    #[error("offset {offset} is outside of {start}..={end}")]
    OffsetOutOfRange {
        /// What was asked for.
        offset: Offset,
        /// The log start offset.
        start: Offset,
        /// The log end offset.
        end: Offset,
    },
    /// A batch that cannot be taken, or of a log that cannot be read.
    #[error(transparent)]
    Batch(#[from] BatchError),
    /// INVALID_RECORD: well formed and not allowed.
    #[error("invalid batch: {0}")]
    InvalidRecord(&'static str),
    /// INVALID_RECORD: the records of a batch for a compacted topic that have no key, counted from its first.
    #[error("a compacted topic takes no record without a key: {} in this batch", .0.len())]
    KeylessRecords(Vec<i32>),
    /// INVALID_TIMESTAMP.
    #[error("timestamp {timestamp} is outside of {earliest}..={latest}")]
    InvalidTimestamp {
        /// What the record carries.
        timestamp: i64,
        /// The earliest allowed, Unix milliseconds.
        earliest: i64,
        /// The latest allowed.
        latest: i64,
    },
    /// INVALID_TIMESTAMP, too.
    #[error("a producer set the timestamp type LogAppendTime, which is the broker's to set")]
    TimestampTypeOfClient,
    /// MESSAGE_TOO_LARGE.
    #[error("a batch of {size} bytes is larger than {max}")]
    TooLarge {
        /// The batch's size with its header.
        size: u64,
        /// The limit.
        max: u32,
    },
    /// RECORD_LIST_TOO_LARGE.
    #[error("{size} bytes do not fit a segment of {max}")]
    LargerThanSegment {
        /// The size of all batches of the append.
        size: u64,
        /// `segment.bytes`.
        max: u32,
    },
    /// Fenced or out of order.
    #[error(transparent)]
    Producer(#[from] ProducerError),
    /// Replicated batches that do not continue the log.
    #[error("offset {found} does not continue a log that ends at {expected}")]
    OffsetGap {
        /// The batch's base offset.
        found: Offset,
        /// The log's end.
        expected: Offset,
    },
}

impl Error {
    /// What a peer gets for it.
    pub fn code(&self) -> ErrorCode {
        match self {
            Error::Storage { .. }
            | Error::NoSpace { .. }
            | Error::DirectoryOffline { .. }
            | Error::Corrupt { .. }
            | Error::MalformedFile { .. }
            | Error::OffsetGap { .. } => ErrorCode::KafkaStorageError,
            Error::TopicIdMismatch { .. } => ErrorCode::InconsistentTopicId,
            Error::UnknownLog => ErrorCode::UnknownTopicOrPartition,
            Error::OffsetOutOfRange { .. } => ErrorCode::OffsetOutOfRange,
            Error::Batch(error) => error.error_code(),
            Error::InvalidRecord(_) | Error::KeylessRecords(_) => ErrorCode::InvalidRecord,
            Error::InvalidTimestamp { .. } | Error::TimestampTypeOfClient => ErrorCode::InvalidTimestamp,
            Error::TooLarge { .. } => ErrorCode::MessageTooLarge,
            Error::LargerThanSegment { .. } => ErrorCode::RecordListTooLarge,
            Error::Producer(ProducerError::Fenced { .. }) => ErrorCode::InvalidProducerEpoch,
            Error::Producer(ProducerError::OutOfOrderSequence { .. }) => ErrorCode::OutOfOrderSequenceNumber,
        }
    }

    /// Whether the log directory must go offline for it. A full disk is not such an error.
    pub fn is_fatal_to_directory(&self) -> bool {
        matches!(self, Error::Storage { .. })
    }
}

/// Adds to a system error what was tried, and tells a full disk apart.
pub(crate) trait StorageContext<T> {
    fn context(self, operation: &'static str, path: impl ToPath) -> Result<T, Error>;
}

impl<T> StorageContext<T> for io::Result<T> {
    fn context(self, operation: &'static str, path: impl ToPath) -> Result<T, Error> {
        self.map_err(|source| match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                Error::NoSpace { path: path.to_path() }
            }
            _ => Error::Storage { operation, path: path.to_path(), source },
        })
    }
}
