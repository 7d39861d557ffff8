//! One producer of a log.

use super::{ProducerBatch, add_to_sequence};
use crate::Offset;

/// Batches per producer that are remembered, which is how many a producer may have in flight.
const BATCHES_MAX: usize = 5;

/// What is remembered of a batch.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub struct BatchMetadata {
    /// Sequence number of its last record.
    pub last_sequence: i32,
    /// Offset of its last record.
    pub last_offset: Offset,
    /// Records after the first one.
    pub offset_delta: i32,
    /// Its largest timestamp, Unix milliseconds.
    pub timestamp: i64,
}

impl BatchMetadata {
    /// Offset of its first record.
    pub fn base_offset(&self) -> Offset {
        self.last_offset + -i64::from(self.offset_delta)
    }

    /// Sequence number of its first record.
    pub fn first_sequence(&self) -> i32 {
        match self.last_sequence.checked_sub(self.offset_delta) {
            Some(first) if first >= 0 => first,
            // The batch wraps: `add_to_sequence(first, offset_delta) == last_sequence`.
            _ => i32::MAX - (self.offset_delta - self.last_sequence) + 1,
        }
    }
}

/// One producer.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ProducerStateEntry {
    /// Its id.
    pub producer_id: i64,
    /// Its newest epoch.
    pub producer_epoch: i16,
    /// Epoch of the coordinator that wrote its last marker; -1 for none.
    pub coordinator_epoch: i32,
    /// When it last wrote, Unix milliseconds of its records.
    pub last_timestamp: i64,
    /// Where its open transaction begins.
    pub current_transaction_first_offset: Option<Offset>,
    batches: [BatchMetadata; BATCHES_MAX],
    batch_count: u8,
}

const NO_BATCH: BatchMetadata =
    BatchMetadata { last_sequence: -1, last_offset: Offset(-1), offset_delta: 0, timestamp: -1 };

impl ProducerStateEntry {
    /// A producer that has written nothing yet.
    pub fn new(producer_id: i64, producer_epoch: i16) -> Self {
        ProducerStateEntry {
            producer_id,
            producer_epoch,
            coordinator_epoch: -1,
            last_timestamp: -1,
            current_transaction_first_offset: None,
            batches: [NO_BATCH; BATCHES_MAX],
            batch_count: 0,
        }
    }

    /// The remembered batches of its current epoch, oldest first.
    pub fn batches(&self) -> &[BatchMetadata] {
        &self.batches[..usize::from(self.batch_count)]
    }

    /// Sequence number of its last record in the current epoch; -1 for none.
    pub fn last_sequence(&self) -> i32 {
        self.batches().last().map_or(-1, |batch| batch.last_sequence)
    }

    /// Offset of its last record in the current epoch.
    pub fn last_data_offset(&self) -> Option<Offset> {
        self.batches().last().map(|batch| batch.last_offset)
    }

    /// The remembered batch with the same epoch and sequence numbers.
    pub(super) fn find_duplicate(&self, batch: &ProducerBatch) -> Option<BatchMetadata> {
        if batch.producer_epoch != self.producer_epoch {
            return None;
        }
        let is_same = |known: &&BatchMetadata| {
            known.last_sequence == batch.last_sequence
                && add_to_sequence(batch.first_sequence, known.offset_delta) == known.last_sequence
        };
        self.batches().iter().find(is_same).copied()
    }

    pub(super) fn set_epoch(&mut self, producer_epoch: i16) {
        if producer_epoch != self.producer_epoch {
            self.producer_epoch = producer_epoch;
            self.batch_count = 0;
        }
    }

    pub(super) fn push(&mut self, batch: &ProducerBatch) {
        self.set_epoch(batch.producer_epoch);
        self.last_timestamp = batch.max_timestamp;
        self.remember(BatchMetadata {
            last_sequence: batch.last_sequence,
            last_offset: batch.last_offset,
            offset_delta: (batch.last_offset - batch.base_offset) as i32,
            timestamp: batch.max_timestamp,
        });
    }

    pub(super) fn remember(&mut self, batch: BatchMetadata) {
        if usize::from(self.batch_count) == BATCHES_MAX {
            self.batches.rotate_left(1);
            self.batch_count -= 1;
        }
        self.batches[usize::from(self.batch_count)] = batch;
        self.batch_count += 1;
    }

    pub(super) fn assert_invariants(&self) {
        assert!(usize::from(self.batch_count) <= BATCHES_MAX);
        assert!(self.batches().windows(2).all(|pair| pair[0].last_offset < pair[1].last_offset));
    }
}
