//! Records inside a decompressed body.

use super::{BatchError, BatchHeader, TimestampType};
use crate::DecodeError;
use crate::codec::Reader;

/// One record, borrowed from its batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record<'a> {
    /// Its offset in the log.
    pub offset: i64,
    /// Its offset − the batch's base offset.
    pub offset_delta: i32,
    /// In ms since 1970; -1 is none. The batch's maximum when the broker sets timestamps.
    pub timestamp: i64,
    /// None is null.
    pub key: Option<&'a [u8]>,
    /// None is null: a tombstone on a compacted topic.
    pub value: Option<&'a [u8]>,
    /// Checked, decoded as they are iterated.
    pub headers: RecordHeaders<'a>,
    /// The record with its length field, uncompressed, in bytes.
    pub size: usize,
}

/// The headers of a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RecordHeaders<'a> {
    bytes: &'a [u8],
    count: usize,
}

/// One header of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordHeader<'a> {
    /// UTF-8 by convention; brokers do not check it.
    pub key: &'a [u8],
    /// None is null.
    pub value: Option<&'a [u8]>,
}

impl<'a> RecordHeaders<'a> {
    /// The number of headers.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there are no headers.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The headers in their order.
    pub fn iter(&self) -> HeaderIter<'a> {
        HeaderIter { reader: Reader::new(self.bytes, 0, false), left: self.count }
    }

    #[inline]
    fn read(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        match r.varint()? {
            // Nearly no record has any.
            0 => Ok(Self::default()),
            count => Self::read_some(r, count),
        }
    }

    fn read_some(r: &mut Reader<'a>, count: i32) -> Result<Self, DecodeError> {
        // A header takes at least two bytes: two lengths.
        let count = usize::try_from(count).map_err(|_| DecodeError::NegativeLength(i64::from(count)))?;
        let bytes = r.remaining();
        if count > bytes.len() / 2 {
            return Err(DecodeError::ArrayTooLong { count, remaining: bytes.len() });
        }
        for _ in 0..count {
            read_header(r)?;
        }
        Ok(Self { bytes: &bytes[..bytes.len() - r.remaining().len()], count })
    }
}

impl<'a> IntoIterator for RecordHeaders<'a> {
    type Item = RecordHeader<'a>;
    type IntoIter = HeaderIter<'a>;

    fn into_iter(self) -> HeaderIter<'a> {
        self.iter()
    }
}

/// Iterates over [`RecordHeaders`].
#[derive(Clone, Debug)]
pub struct HeaderIter<'a> {
    reader: Reader<'a>,
    left: usize,
}

impl<'a> Iterator for HeaderIter<'a> {
    type Item = RecordHeader<'a>;

    fn next(&mut self) -> Option<RecordHeader<'a>> {
        self.left = self.left.checked_sub(1)?;
        // The same bytes were read when the record was.
        read_header(&mut self.reader).ok()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl ExactSizeIterator for HeaderIter<'_> {}

/// The records of one batch.
#[derive(Clone, Debug)]
pub struct Records<'a> {
    reader: Reader<'a>,
    base_offset: i64,
    base_timestamp: i64,
    append_time: Option<i64>,
    index: u32,
    count: u32,
}

impl<'a> Records<'a> {
    /// The records of a decompressed `body` that belongs to `header`.
    pub fn new(header: &BatchHeader, body: &'a [u8]) -> Self {
        let append_time = match header.attributes().timestamp_type() {
            TimestampType::CreateTime => None,
            TimestampType::LogAppendTime => Some(header.max_timestamp()),
        };
        Self {
            reader: Reader::new(body, 0, false),
            base_offset: header.base_offset(),
            base_timestamp: header.base_timestamp(),
            append_time,
            index: 0,
            count: u32::try_from(header.record_count()).unwrap_or(0),
        }
    }

    /// The bytes not yet read.
    pub fn remaining(&self) -> usize {
        self.reader.remaining().len()
    }

    fn read(&mut self) -> Result<Record<'a>, DecodeError> {
        let before = self.reader.remaining().len();
        let len = length(self.reader.varint()?)?.ok_or(DecodeError::UnexpectedNull)?;
        let mut r = Reader::new(self.reader.take(len)?, 0, false);
        let _attributes: i8 = r.get()?;
        let timestamp_delta = r.varlong()?;
        let offset_delta = r.varint()?;
        let key = nullable_bytes(&mut r)?;
        let value = nullable_bytes(&mut r)?;
        let headers = RecordHeaders::read(&mut r)?;
        r.finish()?;
        Ok(Record {
            offset: self.base_offset.wrapping_add(i64::from(offset_delta)),
            offset_delta,
            timestamp: self.append_time.unwrap_or(self.base_timestamp.wrapping_add(timestamp_delta)),
            key,
            value,
            headers,
            size: before - self.reader.remaining().len(),
        })
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Result<Record<'a>, BatchError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.index >= self.count {
            return None;
        }
        let index = self.index;
        let record = self.read().map_err(|cause| BatchError::InvalidRecord { index, cause });
        self.index = if record.is_ok() { index + 1 } else { self.count };
        Some(record)
    }
}

impl std::iter::FusedIterator for Records<'_> {}

fn read_header<'a>(r: &mut Reader<'a>) -> Result<RecordHeader<'a>, DecodeError> {
    let key = nullable_bytes(r)?.ok_or(DecodeError::UnexpectedNull)?;
    let value = nullable_bytes(r)?;
    Ok(RecordHeader { key, value })
}

#[inline]
fn nullable_bytes<'a>(r: &mut Reader<'a>) -> Result<Option<&'a [u8]>, DecodeError> {
    match length(r.varint()?)? {
        Some(len) => r.take(len).map(Some),
        None => Ok(None),
    }
}

/// -1 is null; other negative lengths are errors.
#[inline]
fn length(len: i32) -> Result<Option<usize>, DecodeError> {
    match len {
        -1 => Ok(None),
        len => usize::try_from(len).map(Some).map_err(|_| DecodeError::NegativeLength(i64::from(len))),
    }
}
