//! The facts of a record batch that a log keeps books by, taken from its 61-byte header.

use protocol::records::{Attributes, BatchError, BatchHeader, Compression};

use crate::producer_state::{ProducerBatch, add_to_sequence};
use crate::{LeaderEpoch, Offset};

/// Bytes of a batch before its records.
pub const HEADER_LEN: usize = BatchHeader::SIZE;

/// The facts of a batch.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub struct BatchSummary {
    /// Offset of the first record.
    pub base_offset: Offset,
    /// Bytes of the whole batch, header included.
    pub size: u32,
    /// The leader that appended it.
    pub leader_epoch: LeaderEpoch,
    /// Codec, timestamp type and kind.
    pub attributes: Attributes,
    /// Offset of the last record, minus the base offset. Compaction may have removed records but keeps this.
    pub last_offset_delta: i32,
    /// The largest timestamp, Unix milliseconds; -1 for none.
    pub max_timestamp: i64,
    /// -1 for a producer that is not idempotent.
    pub producer_id: i64,
    /// -1 for a producer that is not idempotent.
    pub producer_epoch: i16,
    /// -1 for a producer that is not idempotent.
    pub base_sequence: i32,
}

impl BatchSummary {
    /// Reads a header and checks what can be checked without the records. `bytes` may be longer or shorter than the batch.
    pub fn parse(bytes: &[u8]) -> Result<Self, BatchError> {
        let header = BatchHeader::of(bytes)
            .ok_or(BatchError::Truncated { needed: HEADER_LEN, available: bytes.len() })?;
        match header.magic() {
            BatchHeader::MAGIC => {}
            magic @ (0 | 1) => return Err(BatchError::LegacyMessageSet(magic)),
            magic => return Err(BatchError::UnknownMagic(magic)),
        }
        let size = header.size_in_bytes();
        if size < HEADER_LEN || size > i32::MAX as usize {
            return Err(BatchError::InvalidLength(header.batch_length()));
        }
        let summary = BatchSummary::of(header);
        let (count, last) = (header.record_count(), summary.last_offset_delta);
        let are_offsets_sound = summary.base_offset.0 >= 0
            && summary.base_offset.0.checked_add(i64::from(last)).is_some_and(|last| last < i64::MAX);
        if last < 0 || count < 0 || i64::from(count) > i64::from(last) + 1 || !are_offsets_sound {
            return Err(BatchError::InvalidCount { count, last_offset_delta: last });
        }
        Ok(summary)
    }

    /// The facts of a header that was checked.
    pub(crate) fn of(header: &BatchHeader) -> Self {
        BatchSummary {
            base_offset: Offset(header.base_offset()),
            size: header.size_in_bytes() as u32,
            leader_epoch: LeaderEpoch(header.partition_leader_epoch()),
            attributes: header.attributes(),
            last_offset_delta: header.last_offset_delta(),
            max_timestamp: header.max_timestamp(),
            producer_id: header.producer_id(),
            producer_epoch: header.producer_epoch(),
            base_sequence: header.base_sequence(),
        }
    }

    /// Offset of the last record.
    pub fn last_offset(&self) -> Offset {
        self.base_offset + i64::from(self.last_offset_delta)
    }

    /// Offset after the last record.
    pub fn next_offset(&self) -> Offset {
        self.last_offset() + 1
    }

    /// The codec; a number that is not known counts as one that has to be opened to see.
    pub fn compression(&self) -> Option<Compression> {
        self.attributes.compression().ok()
    }

    /// Whether it holds markers instead of records.
    pub fn is_control(&self) -> bool {
        self.attributes.is_control()
    }

    /// What producer state wants to know; `None` for a producer that is not idempotent, and for markers.
    pub fn producer_batch(&self) -> Option<ProducerBatch> {
        (self.producer_id >= 0 && !self.is_control()).then(|| ProducerBatch {
            producer_id: self.producer_id,
            producer_epoch: self.producer_epoch,
            first_sequence: self.base_sequence,
            last_sequence: match self.base_sequence {
                none if none < 0 => none,
                first => add_to_sequence(first, self.last_offset_delta),
            },
            base_offset: self.base_offset,
            last_offset: self.last_offset(),
            max_timestamp: self.max_timestamp,
            is_transactional: self.attributes.is_transactional(),
        })
    }
}
