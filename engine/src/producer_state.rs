//! What a log remembers of the producers that write to it: idempotence, and transactions of logs that Kafka wrote.
//!
//! Invariants ([`ProducerStates::assert_invariants`]):
//! - a producer has at most five remembered batches, their last offsets rising;
//! - each ongoing transaction belongs to a producer whose entry names the same first offset, and the other way round;
//! - completed transactions that are not below the high watermark yet do not overlap the end of the log.

mod entry;
mod sequence;
mod snapshot;

use std::collections::BTreeMap;
use std::path::Path;

use ::io::{FileSystem, OpenOptions};
use foldhash::fast::FixedState;
use hashbrown::HashMap;

pub use entry::{BatchMetadata, ProducerStateEntry};
pub use sequence::{add_to_sequence, follows};

use crate::Offset;
use crate::checkpoint::Malformed;
use crate::error::{Error, StorageContext};
use crate::file_name::{FileKind, FileName};
use crate::transaction_index::AbortedTransaction;

/// What producer state needs to know of a batch.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub struct ProducerBatch {
    /// Who wrote it.
    pub producer_id: i64,
    /// The producer's epoch; an older one is fenced.
    pub producer_epoch: i16,
    /// Sequence number of the first record.
    pub first_sequence: i32,
    /// Sequence number of the last record.
    pub last_sequence: i32,
    /// Offset of the first record.
    pub base_offset: Offset,
    /// Offset of the last record.
    pub last_offset: Offset,
    /// The largest timestamp, Unix milliseconds.
    pub max_timestamp: i64,
    /// Whether it is part of a transaction.
    pub is_transactional: bool,
}

/// The marker that ends a transaction.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub struct EndTransactionMarker {
    /// Whose transaction.
    pub producer_id: i64,
    /// Its epoch.
    pub producer_epoch: i16,
    /// The coordinator that wrote the marker; an older one is fenced.
    pub coordinator_epoch: i32,
    /// Where the marker lies.
    pub offset: Offset,
    /// When it was written, Unix milliseconds.
    pub timestamp: i64,
    /// Abort rather than commit.
    pub is_abort: bool,
}

/// Why a batch of a client is refused for its producer's sake.
#[derive(Copy, Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum ProducerError {
    /// INVALID_PRODUCER_EPOCH: a newer instance of the producer has written.
    #[error("producer {producer_id} has epoch {current}, the batch has {found}")]
    Fenced {
        /// Whose batch.
        producer_id: i64,
        /// What the batch carries.
        found: i16,
        /// What the log has seen.
        current: i16,
    },
    /// OUT_OF_ORDER_SEQUENCE_NUMBER: a batch before this one is missing.
    #[error("producer {producer_id} is at sequence {last}, the batch begins with {found}")]
    OutOfOrderSequence {
        /// Whose batch.
        producer_id: i64,
        /// What the batch begins with.
        found: i32,
        /// The last sequence that the log has; -1 for none.
        last: i32,
    },
}

/// A check that passed.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum ProducerCheck {
    /// The batch is new.
    New,
    /// The batch is in the log already, as one of the producer's last five.
    Duplicate(BatchMetadata),
}

type ProducerMap = HashMap<i64, ProducerStateEntry, FixedState>;

/// The producers of one log.
#[derive(Clone, Debug)]
pub struct ProducerStates {
    producers: ProducerMap,
    /// First offset of each open transaction, and whose it is.
    ongoing: BTreeMap<Offset, i64>,
    /// First and last offset of each transaction whose marker is not below the high watermark yet.
    unreplicated: BTreeMap<Offset, Offset>,
    /// The same of each transaction whose marker may not be durable yet.
    undurable: BTreeMap<Offset, Offset>,
}

impl Default for ProducerStates {
    fn default() -> Self {
        ProducerStates {
            producers: ProducerMap::with_hasher(FixedState::default()),
            ongoing: BTreeMap::new(),
            unreplicated: BTreeMap::new(),
            undurable: BTreeMap::new(),
        }
    }
}

impl ProducerStates {
    /// Checks a client's batch. Nothing changes.
    ///
    /// A producer without state here (never seen, expired, or its records deleted) may begin with any sequence
    /// number, as in Kafka since 2.5: refusing it would stop producers whose records retention has removed.
    pub fn check(&self, batch: &ProducerBatch) -> Result<ProducerCheck, ProducerError> {
        let Some(entry) = self.producers.get(&batch.producer_id) else { return Ok(ProducerCheck::New) };
        if let Some(duplicate) = entry.find_duplicate(batch) {
            return Ok(ProducerCheck::Duplicate(duplicate));
        }
        if batch.producer_epoch < entry.producer_epoch {
            return Err(ProducerError::Fenced {
                producer_id: batch.producer_id,
                found: batch.producer_epoch,
                current: entry.producer_epoch,
            });
        }
        let in_order = if batch.producer_epoch == entry.producer_epoch {
            follows(entry.last_sequence(), batch.first_sequence)
        } else {
            batch.first_sequence == 0
        };
        if in_order {
            return Ok(ProducerCheck::New);
        }
        Err(ProducerError::OutOfOrderSequence {
            producer_id: batch.producer_id,
            found: batch.first_sequence,
            last: entry.last_sequence(),
        })
    }

    /// Notes a batch that is in the log.
    pub fn on_batch(&mut self, batch: &ProducerBatch) {
        let entry = self
            .producers
            .entry(batch.producer_id)
            .or_insert_with(|| ProducerStateEntry::new(batch.producer_id, batch.producer_epoch));
        entry.push(batch);
        if batch.is_transactional && entry.current_transaction_first_offset.is_none() {
            entry.current_transaction_first_offset = Some(batch.base_offset);
            self.ongoing.insert(batch.base_offset, batch.producer_id);
        }
    }

    /// Notes a marker that is in the log. Answers what belongs into the transaction index: an aborted transaction that
    /// had records.
    pub fn on_marker(&mut self, marker: &EndTransactionMarker) -> Option<AbortedTransaction> {
        let entry = self
            .producers
            .entry(marker.producer_id)
            .or_insert_with(|| ProducerStateEntry::new(marker.producer_id, marker.producer_epoch));
        entry.set_epoch(marker.producer_epoch);
        entry.coordinator_epoch = marker.coordinator_epoch;
        entry.last_timestamp = marker.timestamp;
        let first_offset = entry.current_transaction_first_offset.take()?;
        self.ongoing.remove(&first_offset);
        self.unreplicated.insert(first_offset, marker.offset);
        self.undurable.insert(first_offset, marker.offset);
        marker.is_abort.then(|| AbortedTransaction {
            producer_id: marker.producer_id,
            first_offset,
            last_offset: marker.offset,
            last_stable_offset: self.ongoing.keys().next().copied().unwrap_or(marker.offset + 1),
        })
    }

    /// The high watermark is at `offset` now: transactions whose marker lies below it are decided for readers.
    pub fn on_high_watermark(&mut self, offset: Offset) {
        while let Some(first) = self.unreplicated.first_entry().filter(|entry| *entry.get() < offset) {
            first.remove();
        }
    }

    /// Everything below `offset` is durable now: markers there cannot be taken back.
    pub fn on_durable(&mut self, offset: Offset) {
        while let Some(first) = self.undurable.first_entry().filter(|entry| *entry.get() < offset) {
            first.remove();
        }
    }

    /// The first offset of a transaction whose marker does not lie below `durable`: a power cut would open it again.
    pub fn first_undurable_offset(&self, durable: Offset) -> Option<Offset> {
        self.undurable.iter().find(|(_, marker)| **marker >= durable).map(|(first, _)| *first)
    }

    /// The first offset of a transaction that a read-committed consumer may not pass.
    pub fn first_unstable_offset(&self) -> Option<Offset> {
        let ongoing = self.ongoing.keys().next();
        let unreplicated = self.unreplicated.keys().next();
        ongoing.into_iter().chain(unreplicated).min().copied()
    }

    /// Forgets producers that have written nothing for `expiration_ms` and have no open transaction.
    pub fn remove_expired(&mut self, now_ms: i64, expiration_ms: i64) {
        self.producers.retain(|_, entry| {
            let idle_ms = now_ms.saturating_sub(entry.last_timestamp);
            idle_ms <= expiration_ms || entry.current_transaction_first_offset.is_some()
        });
    }

    /// The producers, in the order of their ids, as DescribeProducers and snapshots list them.
    pub fn entries(&self) -> Vec<&ProducerStateEntry> {
        let mut entries: Vec<_> = self.producers.values().collect();
        entries.sort_unstable_by_key(|entry| entry.producer_id);
        entries
    }

    /// The entry of one producer.
    pub fn entry(&self, producer_id: i64) -> Option<&ProducerStateEntry> {
        self.producers.get(&producer_id)
    }

    /// The number of producers.
    pub fn len(&self) -> usize {
        self.producers.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.producers.is_empty()
    }

    /// The bytes of a `.snapshot` file.
    pub fn encode_snapshot(&self) -> Vec<u8> {
        snapshot::encode(&self.entries())
    }

    /// Writes the `.snapshot` file of the state before `end`.
    pub(crate) fn write_snapshot(
        &self,
        fs: &mut impl FileSystem,
        folder: &Path,
        end: Offset,
    ) -> Result<(), Error> {
        let path = FileName::live(end, FileKind::ProducerSnapshot).path(folder);
        let file = fs.open(&path, OpenOptions::read_write().truncate_to_zero()).context("creating", &path)?;
        fs.write_at(&file, 0, &self.encode_snapshot()).context("writing", &path)
    }

    /// The producers of a `.snapshot` file.
    pub fn decode_snapshot(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut states = ProducerStates::default();
        for entry in snapshot::decode(bytes)? {
            if let Some(first_offset) = entry.current_transaction_first_offset {
                states.ongoing.insert(first_offset, entry.producer_id);
            }
            states.producers.insert(entry.producer_id, entry);
        }
        Ok(states)
    }

    /// Panics unless the invariants above hold.
    pub fn assert_invariants(&self) {
        for entry in self.producers.values() {
            entry.assert_invariants();
            if let Some(first_offset) = entry.current_transaction_first_offset {
                assert_eq!(
                    self.ongoing.get(&first_offset),
                    Some(&entry.producer_id),
                    "open transaction is listed"
                );
            }
        }
        for (first_offset, producer_id) in &self.ongoing {
            let entry = self.producers.get(producer_id).expect("the producer of an open transaction is kept");
            assert_eq!(entry.current_transaction_first_offset, Some(*first_offset));
        }
        assert!(self.unreplicated.iter().all(|(first, last)| first <= last));
    }
}

#[cfg(test)]
mod tests;
