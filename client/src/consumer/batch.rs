//! Records that are read together.

use std::sync::Arc;

use bytes::Bytes;
use protocol::records::{BatchHeader, Record, Records};

use crate::Error;

/// A batch of a partition, its checksum verified when the consumer does so; decompressed, and not yet looked at any closer.
#[derive(Clone, Debug)]
pub struct FetchedBatch {
    topic: Arc<str>,
    partition: i32,
    header: BatchHeader,
    body: Bytes,
    /// Records below are of no interest: they came because they are in the same batch.
    from: i64,
}

impl FetchedBatch {
    pub(super) fn new(topic: Arc<str>, partition: i32, header: BatchHeader, body: Bytes, from: i64) -> Self {
        Self { topic, partition, header, body, from }
    }

    /// The topic.
    pub fn topic(&self) -> &Arc<str> {
        &self.topic
    }

    /// The partition.
    pub fn partition(&self) -> i32 {
        self.partition
    }

    /// The records at or after the consumer's position. One that cannot be read is the last.
    pub fn records(&self) -> impl Iterator<Item = Result<Record<'_>, Error>> {
        let records = Records::new(&self.header, &self.body);
        let wanted =
            records.filter(|record| record.as_ref().map_or(true, |record| record.offset >= self.from));
        wanted.map(|record| {
            record.map_err(|error| Error::CorruptRecords {
                topic: self.topic.to_string(),
                partition: self.partition,
                offset: self.header.base_offset(),
                reason: error.to_string(),
            })
        })
    }

    /// How many records the batch has, as its header says; when the position is inside it, those before it count too.
    pub fn record_count(&self) -> u64 {
        u64::try_from(self.header.record_count()).unwrap_or(0)
    }

    /// The offset behind the batch.
    pub fn next_offset(&self) -> i64 {
        self.header.next_offset()
    }

    /// Bytes of the records with all that frames them, decompressed, without the batch's header.
    pub fn body_len(&self) -> usize {
        self.body.len()
    }
}
