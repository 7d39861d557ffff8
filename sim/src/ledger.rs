//! Every record that any client ever sent: each has a number of its own, and its bytes follow from the number.

use io::sim::Random;
use protocol::records::{BatchBuilder, Codec, Compression, batches};

use crate::require;
use crate::violation::Violation;

/// Names a record of a run.
#[derive(Copy, Clone, Debug, Eq, PartialEq, Ord, PartialOrd)]
pub struct RecordId(pub u64);

/// Names one life of one idempotent producer on one partition, or all non-idempotent producers of it.
#[derive(Copy, Clone, Debug, Eq, PartialEq, Ord, PartialOrd)]
pub struct SessionId(pub u32);

/// Names a partition of one life of a topic.
#[derive(Copy, Clone, Debug, Eq, PartialEq, Ord, PartialOrd)]
pub struct PartitionId(pub u32);

/// Where a record was sent, and by whom.
#[derive(Copy, Clone, Debug)]
pub struct Sent {
    /// The partition it was sent to.
    pub partition: PartitionId,
    /// The producer's life that sent it; records of one session are numbered in the order of their sequence.
    pub session: Option<SessionId>,
    /// Its time, Unix milliseconds.
    pub timestamp_ms: i64,
}

/// The idempotent producer that a batch is from.
#[derive(Copy, Clone, Debug)]
pub struct ProducerFields {
    /// From InitProducerId.
    pub id: i64,
    /// From InitProducerId.
    pub epoch: i16,
    /// Of the batch's first record.
    pub base_sequence: i32,
}

/// All records of a run, by number.
#[derive(Debug, Default)]
pub struct Ledger {
    sent: Vec<Sent>,
    sessions: u32,
    /// Length of each value; `None`: of all lengths.
    value_bytes: Option<u64>,
}

/// Largest value of a record in bytes.
const VALUE_BYTES_MAX: u64 = 6_000;
/// What a compressed batch may grow to when it is read.
const PLAIN_BYTES_MAX: usize = 4 << 20;

impl Ledger {
    /// One whose records are all of one length, so that what is written round after round begins at the same places.
    pub fn of_equal_records(value_bytes: u64) -> Self {
        Self { value_bytes: Some(value_bytes), ..Self::default() }
    }

    /// A new session.
    pub fn new_session(&mut self) -> SessionId {
        self.sessions += 1;
        SessionId(self.sessions)
    }

    /// Numbers for records that are about to be sent.
    pub fn issue(
        &mut self,
        partition: PartitionId,
        session: Option<SessionId>,
        count: u64,
        timestamp_ms: i64,
    ) -> Vec<RecordId> {
        let first = self.sent.len() as u64;
        self.sent.extend((0..count).map(|_| Sent { partition, session, timestamp_ms }));
        (first..first + count).map(RecordId).collect()
    }

    /// Who sent a record, and where.
    pub fn sent(&self, id: RecordId) -> Option<Sent> {
        self.sent.get(id.0 as usize).copied()
    }

    /// A batch of records.
    pub fn batch(
        &self,
        ids: &[RecordId],
        producer: Option<ProducerFields>,
        compression: Compression,
    ) -> Vec<u8> {
        let mut builder = BatchBuilder::new(Codec::new(compression));
        if let Some(producer) = producer {
            builder = builder.producer(producer.id, producer.epoch, producer.base_sequence);
        }
        for id in ids {
            let timestamp_ms = self.sent(*id).map_or(-1, |sent| sent.timestamp_ms);
            builder.append(timestamp_ms, None, Some(&self.value_of(*id)), &[]);
        }
        let mut batch = Vec::new();
        builder.build_into(&mut batch).expect("a batch of a few small records");
        batch
    }

    /// The records of some batches, with their offsets. Checks each byte: checksum, place, and that the value is what was
    /// sent.
    pub fn read(&self, bytes: &[u8]) -> Result<Vec<(i64, RecordId)>, Violation> {
        let mut records = Vec::new();
        let mut plain = Vec::new();
        let mut all = batches(bytes);
        for batch in &mut all {
            let batch =
                batch.map_err(|error| Violation::new(format!("a served batch is malformed: {error}")))?;
            let valid = batch.validate_stored();
            valid.map_err(|error| Violation::new(format!("a served batch is damaged: {error}")))?;
            let base = batch.header().base_offset();
            plain.clear();
            let decoded = batch.records(PLAIN_BYTES_MAX, &mut plain);
            let decoded =
                decoded.map_err(|error| Violation::new(format!("a served batch is unreadable: {error}")))?;
            for record in decoded {
                let record = record
                    .map_err(|error| Violation::new(format!("a served record is malformed: {error}")))?;
                let value = record.value.unwrap_or_default();
                let id = value.first_chunk().map(|bytes| RecordId(u64::from_le_bytes(*bytes)));
                let known = id.filter(|id| self.sent(*id).is_some() && value == self.value_of(*id));
                let id = known.ok_or_else(|| Violation::new("a served record was never sent by anyone"))?;
                records.push((base + i64::from(record.offset_delta), id));
            }
        }
        require!(all.remaining().is_empty(), "{} bytes behind the last served batch", all.remaining().len());
        Ok(records)
    }

    /// The value of a record: its number, and bytes that follow from it. Most are short, some compress well, a few are larger
    /// than a page.
    fn value_of(&self, id: RecordId) -> Vec<u8> {
        let mut random = Random::new(id.0);
        let len = match random.below(16) {
            0 => random.between(1_000, VALUE_BYTES_MAX),
            1..=3 => random.between(200, 1_000),
            _ => random.between(8, 100),
        };
        let len = self.value_bytes.unwrap_or(len);
        let pattern = random.next_u64().to_le_bytes();
        let is_noise = random.one_in(2);
        let mut value = id.0.to_le_bytes().to_vec();
        while value.len() < len as usize {
            let bytes = if is_noise { random.next_u64().to_le_bytes() } else { pattern };
            value.extend_from_slice(&bytes);
        }
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_is_read_and_what_is_not_is_refused() {
        let mut ledger = Ledger::default();
        let ids = ledger.issue(PartitionId(1), None, 5, 1_000);
        for compression in Compression::ALL {
            let mut bytes = ledger.batch(&ids, None, compression);
            let read = ledger.read(&bytes).expect("as it was sent");
            assert_eq!(read, (0..5).zip(ids.clone()).collect::<Vec<_>>());
            *bytes.last_mut().expect("it is not empty") ^= 1;
            ledger.read(&bytes).expect_err("a bit has flipped");
        }
        let foreign = Ledger::default().batch(&[RecordId(5)], None, Compression::None);
        ledger.read(&foreign).expect_err("nobody sent it");
    }
}
