//! What can be wrong with a batch.

use thiserror::Error;

use super::CompressionError;
use crate::{DecodeError, ErrorCode};

/// Why bytes are no batch that may be appended or read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum BatchError {
    /// Fewer bytes than the batch says it has; the end of a fetch response may be cut so.
    #[error("a batch of {needed} bytes is cut off after {available}")]
    Truncated {
        /// What the header, as far as it is there, asks for.
        needed: usize,
        /// What is there.
        available: usize,
    },
    /// The length field is smaller than a header.
    #[error("batch length {0}")]
    InvalidLength(i32),
    /// A message set of Kafka before 0.11: magic 0 or 1.
    #[error("message set of magic {0}, from before Kafka 0.11")]
    LegacyMessageSet(i8),
    /// No format that any Kafka ever wrote.
    #[error("magic {0}")]
    UnknownMagic(i8),
    /// The checksum does not fit the bytes.
    #[error("CRC-32C is {computed:#010x}, the header says {stored:#010x}")]
    CrcMismatch {
        /// In the header.
        stored: u32,
        /// Of the bytes.
        computed: u32,
    },
    /// The number of records is not last offset delta + 1, or there is none.
    #[error("{count} records, last offset delta {last_offset_delta}")]
    InvalidCount {
        /// As in the header.
        count: i32,
        /// As in the header.
        last_offset_delta: i32,
    },
    /// A producer sent more than one batch for a partition, or none.
    #[error("not exactly one batch")]
    NotOneBatch,
    /// The maximum timestamp is before the base timestamp, or a timestamp is negative without being "none" (-1).
    #[error("base timestamp {base}, maximum timestamp {max}")]
    InvalidTimestamps {
        /// As in the header.
        base: i64,
        /// As in the header.
        max: i64,
    },
    /// Producer id, epoch and sequence do not belong together.
    #[error("producer {id}, epoch {epoch}, sequence {sequence}")]
    InvalidProducer {
        /// As in the header.
        id: i64,
        /// As in the header.
        epoch: i16,
        /// As in the header.
        sequence: i32,
    },
    /// The transactional bit without a producer id.
    #[error("a transactional batch without a producer id")]
    TransactionalWithoutProducer,
    /// The control bit from a client.
    #[error("a control batch from a client")]
    ControlBatch,
    /// A codec number that Kafka does not have.
    #[error("compression type {0}")]
    UnknownCompression(u8),
    /// The compressed body does not decompress, or to too much.
    #[error(transparent)]
    Compression(#[from] CompressionError),
    /// A record does not parse.
    #[error("record {index}: {cause}")]
    InvalidRecord {
        /// Counted from 0 within the batch.
        index: u32,
        /// What is wrong with its bytes.
        cause: DecodeError,
    },
    /// A record's offset delta is not its place in the batch.
    #[error("record {index} has offset delta {offset_delta}")]
    InvalidOffsetDelta {
        /// Counted from 0 within the batch.
        index: u32,
        /// As in the record.
        offset_delta: i32,
    },
    /// A record's timestamp is after the batch's maximum, or negative without being "none" (-1).
    #[error("record {index} has timestamp {timestamp}")]
    InvalidRecordTimestamp {
        /// Counted from 0 within the batch.
        index: u32,
        /// As in the record.
        timestamp: i64,
    },
    /// Bytes are left behind the last record.
    #[error("{0} bytes after the last record")]
    TrailingBytes(usize),
    /// The batch would be longer than its length field can say.
    #[error("a batch of {0} bytes is too long")]
    TooLong(usize),
}

impl BatchError {
    /// What a producer that sent such a batch is told; as Kafka's `LogValidator` answers.
    pub fn error_code(&self) -> ErrorCode {
        match self {
            BatchError::Truncated { .. }
            | BatchError::InvalidLength(_)
            | BatchError::UnknownMagic(_)
            | BatchError::CrcMismatch { .. }
            | BatchError::Compression(CompressionError::Corrupt(_)) => ErrorCode::CorruptMessage,
            BatchError::LegacyMessageSet(_) => ErrorCode::UnsupportedForMessageFormat,
            BatchError::UnknownCompression(_) => ErrorCode::UnsupportedCompressionType,
            BatchError::InvalidTimestamps { .. } | BatchError::InvalidRecordTimestamp { .. } => {
                ErrorCode::InvalidTimestamp
            }
            BatchError::TooLong(_) | BatchError::Compression(CompressionError::TooLarge { .. }) => {
                ErrorCode::MessageTooLarge
            }
            BatchError::InvalidCount { .. }
            | BatchError::NotOneBatch
            | BatchError::InvalidProducer { .. }
            | BatchError::TransactionalWithoutProducer
            | BatchError::ControlBatch
            | BatchError::InvalidRecord { .. }
            | BatchError::InvalidOffsetDelta { .. }
            | BatchError::TrailingBytes(_) => ErrorCode::InvalidRecord,
        }
    }
}
