//! Batches from records.

use bytes::Bytes;
use zerocopy::IntoBytes;

use super::header::HeaderFields;
use super::{
    Attributes, BatchError, BatchHeader, Codec, Compression, TimestampType, compression, update_crc,
};
use crate::codec::Writer;

/// Collects records and makes one batch of them.
#[derive(Clone, Debug)]
pub struct BatchBuilder {
    codec: Codec,
    fields: HeaderFields,
    next_offset_delta: i32,
    /// The records, not yet compressed.
    body: Vec<u8>,
}

impl BatchBuilder {
    /// An empty batch from offset 0 on, without leader epoch and producer.
    pub fn new(codec: Codec) -> Self {
        let fields = HeaderFields {
            base_offset: 0,
            partition_leader_epoch: -1,
            attributes: Attributes::default().with_compression(codec.compression()),
            last_offset_delta: -1,
            base_timestamp: -1,
            max_timestamp: -1,
            producer_id: -1,
            producer_epoch: -1,
            base_sequence: -1,
            record_count: 0,
        };
        Self { codec, fields, next_offset_delta: 0, body: Vec::new() }
    }

    /// An empty uncompressed batch.
    pub fn plain() -> Self {
        Self::new(Codec::new(Compression::None))
    }

    /// Sets the offset of the first record.
    pub fn base_offset(mut self, offset: i64) -> Self {
        self.fields.base_offset = offset;
        self
    }

    /// Sets the epoch of the leader that appends it.
    pub fn partition_leader_epoch(mut self, epoch: i32) -> Self {
        self.fields.partition_leader_epoch = epoch;
        self
    }

    /// Sets the idempotent producer and its first sequence number.
    pub fn producer(mut self, id: i64, epoch: i16, base_sequence: i32) -> Self {
        self.fields.producer_id = id;
        self.fields.producer_epoch = epoch;
        self.fields.base_sequence = base_sequence;
        self
    }

    /// Makes the batch part of a transaction.
    pub fn transactional(mut self) -> Self {
        self.fields.attributes = self.fields.attributes.with_transactional(true);
        self
    }

    /// Makes the batch one of control records.
    pub fn control(mut self) -> Self {
        self.fields.attributes = self.fields.attributes.with_control(true);
        self
    }

    /// Makes `now_ms` the time of all records.
    pub fn log_append_time(mut self, now_ms: i64) -> Self {
        self.fields.attributes = self.fields.attributes.with_timestamp_type(TimestampType::LogAppendTime);
        self.fields.max_timestamp = now_ms;
        self
    }

    /// Adds a record at the next offset; its timestamp is in ms since 1970, -1 is none.
    pub fn append(
        &mut self,
        timestamp: i64,
        key: Option<&[u8]>,
        value: Option<&[u8]>,
        headers: &[(&str, Option<&[u8]>)],
    ) {
        self.append_at(self.next_offset_delta, timestamp, key, value, headers);
    }

    /// Adds a record at an offset of its own, as compaction leaves them.
    ///
    /// # Panics
    /// If `offset_delta` is not above that of the record before.
    pub fn append_at(
        &mut self,
        offset_delta: i32,
        timestamp: i64,
        key: Option<&[u8]>,
        value: Option<&[u8]>,
        headers: &[(&str, Option<&[u8]>)],
    ) {
        assert!(offset_delta >= self.next_offset_delta, "offset deltas must rise");
        if self.fields.record_count == 0 {
            self.fields.base_timestamp = timestamp;
        }
        if self.fields.attributes.timestamp_type() == TimestampType::CreateTime {
            self.fields.max_timestamp = self.fields.max_timestamp.max(timestamp);
        }
        let delta = timestamp.wrapping_sub(self.fields.base_timestamp);
        let len = record_len(delta, offset_delta, key, value, headers);
        let mut w = Writer::new(&mut self.body, 0, false);
        w.put_varint(len as i32);
        w.put(&0i8);
        w.put_varlong(delta);
        w.put_varint(offset_delta);
        put_bytes(&mut w, key);
        put_bytes(&mut w, value);
        w.put_varint(headers.len() as i32);
        for (key, value) in headers {
            put_bytes(&mut w, Some(key.as_bytes()));
            put_bytes(&mut w, *value);
        }
        self.fields.record_count += 1;
        self.fields.last_offset_delta = offset_delta;
        self.next_offset_delta = offset_delta + 1;
    }

    /// The number of records so far.
    pub fn record_count(&self) -> usize {
        self.fields.record_count as usize
    }

    /// Whether there is no record yet.
    pub fn is_empty(&self) -> bool {
        self.fields.record_count == 0
    }

    /// The size of the batch so far without compression, in bytes.
    pub fn plain_size(&self) -> usize {
        BatchHeader::SIZE + self.body.len()
    }

    /// The batch.
    pub fn build(&self) -> Result<Bytes, BatchError> {
        let mut out = Vec::new();
        self.build_into(&mut out)?;
        Ok(out.into())
    }

    /// Appends the batch to `out`.
    pub fn build_into(&self, out: &mut Vec<u8>) -> Result<(), BatchError> {
        let start = out.len();
        out.extend_from_slice(BatchHeader::build(self.fields).as_bytes());
        match self.codec.compression() {
            Compression::None => out.extend_from_slice(&self.body),
            _ => compression::compress(self.codec, &self.body, out),
        }
        seal(&mut out[start..])
    }
}

/// Sets length and checksum of a batch whose other bytes are in place.
pub(super) fn seal(batch: &mut [u8]) -> Result<(), BatchError> {
    let size = batch.len();
    BatchHeader::of_mut(batch).expect("a header in front").set_size(size)?;
    update_crc(batch);
    Ok(())
}

fn put_bytes(w: &mut Writer<'_, Vec<u8>>, value: Option<&[u8]>) {
    match value {
        Some(value) => {
            w.put_varint(value.len() as i32);
            w.put_raw(value);
        }
        None => w.put_varint(-1),
    }
}

/// The bytes of a record behind its length field.
fn record_len(
    timestamp_delta: i64,
    offset_delta: i32,
    key: Option<&[u8]>,
    value: Option<&[u8]>,
    headers: &[(&str, Option<&[u8]>)],
) -> usize {
    let bytes_len = |value: Option<&[u8]>| match value {
        Some(value) => varlong_len(value.len() as i64) + value.len(),
        None => varlong_len(-1),
    };
    let headers_len: usize =
        headers.iter().map(|(key, value)| bytes_len(Some(key.as_bytes())) + bytes_len(*value)).sum();
    1 + varlong_len(timestamp_delta)
        + varlong_len(i64::from(offset_delta))
        + bytes_len(key)
        + bytes_len(value)
        + varlong_len(headers.len() as i64)
        + headers_len
}

/// The bytes of a zigzag-coded integer.
pub(super) fn varlong_len(value: i64) -> usize {
    let coded = (value << 1 ^ value >> 63) as u64;
    let bits = 64 - (coded | 1).leading_zeros() as usize;
    bits.div_ceil(7)
}
