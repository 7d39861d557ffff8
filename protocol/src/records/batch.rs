//! Batches inside a slice.

use super::header::{crc_of, magic_of};
use super::walk::walk;
use super::{
    Attributes, BatchError, BatchHeader, Compression, Records, TimestampType, batch_size, compression,
};

/// A whole batch of magic 2 in a slice: its length is checked, nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BatchView<'a> {
    bytes: &'a [u8],
    header: &'a BatchHeader,
}

/// How deep [`BatchView::validate_produced`] looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// The header, and the records of uncompressed batches.
    Plain,
    /// Also the records of compressed batches, which may decompress to at most `size_max` bytes.
    Compressed {
        /// In bytes.
        size_max: usize,
    },
}

/// What a look at the records of a produced batch found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Produced {
    /// Whether some record has no key; none when the records were not looked at.
    pub has_null_key: Option<bool>,
}

impl<'a> BatchView<'a> {
    /// Cuts the batch that `bytes` begin with, and returns what follows it.
    pub fn split_first(bytes: &'a [u8]) -> Result<(Self, &'a [u8]), BatchError> {
        let size = batch_size(bytes)?.unwrap_or(BatchHeader::SIZE);
        match magic_of(bytes) {
            Some(BatchHeader::MAGIC) | None => {}
            Some(magic @ (0 | 1)) => return Err(BatchError::LegacyMessageSet(magic)),
            Some(magic) => return Err(BatchError::UnknownMagic(magic)),
        }
        if magic_of(bytes).is_some() && size < BatchHeader::SIZE {
            return Err(BatchError::InvalidLength(size as i32 - 12));
        }
        let truncated = BatchError::Truncated { needed: size.max(BatchHeader::SIZE), available: bytes.len() };
        let (batch, rest) = bytes.split_at_checked(size).ok_or(truncated)?;
        let header = BatchHeader::of(batch).ok_or(truncated)?;
        Ok((Self { bytes: batch, header }, rest))
    }

    /// The only batch of `bytes`: what a producer sends for one partition.
    pub fn only(bytes: &'a [u8]) -> Result<Self, BatchError> {
        match Self::split_first(bytes)? {
            (batch, []) => Ok(batch),
            _ => Err(BatchError::NotOneBatch),
        }
    }

    /// The header.
    pub fn header(&self) -> &'a BatchHeader {
        self.header
    }

    /// The whole batch.
    pub fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// The records, maybe compressed.
    pub fn body(&self) -> &'a [u8] {
        &self.bytes[BatchHeader::SIZE..]
    }

    /// Checks the checksum.
    pub fn verify_crc(&self) -> Result<(), BatchError> {
        let (stored, computed) = (self.header.crc(), crc_of(self.bytes));
        if stored == computed { Ok(()) } else { Err(BatchError::CrcMismatch { stored, computed }) }
    }

    /// Checks a batch that a log should hold: checksum, and what holds even after compaction.
    pub fn validate_stored(&self) -> Result<(), BatchError> {
        self.verify_crc()?;
        self.header.attributes().compression()?;
        let (count, last) = (self.header.record_count(), self.header.last_offset_delta());
        if last < 0 || count < 0 || i64::from(count) > i64::from(last) + 1 {
            return Err(BatchError::InvalidCount { count, last_offset_delta: last });
        }
        Ok(())
    }

    /// Checks a batch from a client before it is appended: the header always, the records as deep as `depth` says.
    ///
    /// What this passes is dense: records 0 to last offset delta, each in its place.
    pub fn validate_produced(&self, depth: Depth) -> Result<Produced, BatchError> {
        self.validate_produced_header()?;
        match (self.header.attributes().compression()?, depth) {
            (Compression::None, _) => self.validate_records(self.body()),
            (_, Depth::Plain) => Ok(Produced { has_null_key: None }),
            (codec, Depth::Compressed { size_max }) => {
                let mut plain = Vec::new();
                compression::decompress(codec, self.body(), size_max, &mut plain)?;
                self.validate_records(&plain)
            }
        }
    }

    fn validate_produced_header(&self) -> Result<(), BatchError> {
        let header = self.header;
        self.verify_crc()?;
        let attributes = header.attributes();
        attributes.compression()?;
        if attributes.is_control() {
            return Err(BatchError::ControlBatch);
        }
        let (count, last_offset_delta) = (header.record_count(), header.last_offset_delta());
        if count < 1 || count.checked_sub(1) != Some(last_offset_delta) {
            return Err(BatchError::InvalidCount { count, last_offset_delta });
        }
        let (base, max) = (header.base_timestamp(), header.max_timestamp());
        if base < -1 || max < base {
            return Err(BatchError::InvalidTimestamps { base, max });
        }
        validate_producer(header, attributes)
    }

    fn validate_records(&self, plain: &[u8]) -> Result<Produced, BatchError> {
        match walk(self.header, plain) {
            Some(has_null_key) => Ok(Produced { has_null_key: Some(has_null_key) }),
            None => walk_by_record(self.header, plain),
        }
    }

    /// The records, decompressed into `plain` when they are compressed, to at most `size_max` bytes.
    ///
    /// Stop at the first error: nothing behind it can be told apart.
    pub fn records<'s>(&self, size_max: usize, plain: &'s mut Vec<u8>) -> Result<Records<'s>, BatchError>
    where
        'a: 's,
    {
        Ok(Records::new(self.header, self.plain_body(size_max, plain)?))
    }

    /// The bytes of the records, decompressed as [`BatchView::records`] does.
    pub fn plain_body<'s>(&self, size_max: usize, plain: &'s mut Vec<u8>) -> Result<&'s [u8], BatchError>
    where
        'a: 's,
    {
        match self.header.attributes().compression()? {
            Compression::None => Ok(self.body()),
            codec => {
                plain.clear();
                compression::decompress(codec, self.body(), size_max, plain)?;
                Ok(plain)
            }
        }
    }
}

/// Decides as [`walk`] does, and names what is wrong.
pub(super) fn walk_by_record(header: &BatchHeader, plain: &[u8]) -> Result<Produced, BatchError> {
    let mut records = Records::new(header, plain);
    let mut has_null_key = false;
    for index in 0..header.record_count() as u32 {
        let Some(record) = records.next().transpose()? else {
            break;
        };
        if record.offset_delta != index as i32 {
            return Err(BatchError::InvalidOffsetDelta { index, offset_delta: record.offset_delta });
        }
        if record.timestamp < -1 || record.timestamp > header.max_timestamp() {
            return Err(BatchError::InvalidRecordTimestamp { index, timestamp: record.timestamp });
        }
        has_null_key |= record.key.is_none();
    }
    match records.remaining() {
        0 => Ok(Produced { has_null_key: Some(has_null_key) }),
        left => Err(BatchError::TrailingBytes(left)),
    }
}

fn validate_producer(header: &BatchHeader, attributes: Attributes) -> Result<(), BatchError> {
    let (id, epoch, sequence) = (header.producer_id(), header.producer_epoch(), header.base_sequence());
    let is_none = id == -1 && epoch == -1 && sequence == -1;
    let is_idempotent = id >= 0 && epoch >= 0 && sequence >= 0;
    // Some clients leave epoch or sequence 0 beside producer id -1: without an id neither means anything.
    if id < -1 || id >= 0 && !is_idempotent {
        return Err(BatchError::InvalidProducer { id, epoch, sequence });
    }
    debug_assert!(id == -1 || is_idempotent || is_none);
    if attributes.is_transactional() && !is_idempotent {
        return Err(BatchError::TransactionalWithoutProducer);
    }
    Ok(())
}

/// The batches of `bytes`, one after the other.
pub fn batches(bytes: &[u8]) -> Batches<'_> {
    Batches { bytes }
}

/// Iterates over batches; ends after the first error. A [`BatchError::Truncated`] at the end of a fetch response is no
/// fault: brokers cut it where the limit was reached.
#[derive(Clone, Debug)]
pub struct Batches<'a> {
    bytes: &'a [u8],
}

impl<'a> Batches<'a> {
    /// What has not been cut yet.
    pub fn remaining(&self) -> &'a [u8] {
        self.bytes
    }
}

impl<'a> Iterator for Batches<'a> {
    type Item = Result<BatchView<'a>, BatchError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.bytes.is_empty() {
            return None;
        }
        match BatchView::split_first(self.bytes) {
            Ok((batch, rest)) => {
                self.bytes = rest;
                Some(Ok(batch))
            }
            Err(error) => {
                self.bytes = &[];
                Some(Err(error))
            }
        }
    }
}

impl std::iter::FusedIterator for Batches<'_> {}

impl TimestampType {
    /// The value of `message.timestamp.type`.
    pub fn name(self) -> &'static str {
        match self {
            TimestampType::CreateTime => "CreateTime",
            TimestampType::LogAppendTime => "LogAppendTime",
        }
    }
}
