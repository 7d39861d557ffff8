//! Bytes to fields, each length checked against the bytes that are there.

use bytes::Bytes;

use super::DecodeError;

/// What an owned form may take beside twice the size of its bytes.
const MEMORY_FLOOR: usize = 64 * 1024;

/// A position in bytes that are read in one version of one message.
///
/// Nothing here allocates but owned values, and those are charged to a limit that follows from the size of the input.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    bytes: &'a [u8],
    source: Option<&'a Bytes>,
    version: i16,
    flexible: bool,
    memory_left: usize,
}

impl<'a> Reader<'a> {
    /// Reads `bytes` in `version`; `flexible` says whether the version has compact lengths and tagged fields.
    ///
    /// Owned values may take 2 × the size of the input + 64 KiB.
    #[inline]
    pub fn new(bytes: &'a [u8], version: i16, flexible: bool) -> Self {
        Self {
            bytes,
            source: None,
            version,
            flexible,
            memory_left: bytes.len().saturating_mul(2).saturating_add(MEMORY_FLOOR),
        }
    }

    /// As [`Reader::new`], but owned byte fields share `bytes` instead of copying.
    pub fn of_shared(bytes: &'a Bytes, version: i16, flexible: bool) -> Self {
        Self { source: Some(bytes), ..Self::new(bytes, version, flexible) }
    }

    /// Lets owned values take `factor` × the size of the input + 64 KiB: for input of a peer that we chose ourselves.
    pub fn with_memory_factor(mut self, factor: usize) -> Self {
        self.memory_left = self.bytes.len().saturating_mul(factor).saturating_add(MEMORY_FLOOR);
        self
    }

    /// The version being read.
    pub fn version(&self) -> i16 {
        self.version
    }

    /// Whether the version has compact lengths and tagged fields.
    pub fn is_flexible(&self) -> bool {
        self.flexible
    }

    /// The bytes not yet read.
    pub fn remaining(&self) -> &'a [u8] {
        self.bytes
    }

    /// Reads one value of the type that the caller wants.
    #[inline]
    pub fn get<T: Decode<'a>>(&mut self) -> Result<T, DecodeError> {
        T::read_from(self)
    }

    /// Reads a value that can be null only where `allowed`.
    #[inline]
    pub fn nullable<T: DecodeNullable<'a>>(&mut self, allowed: bool) -> Result<Option<T>, DecodeError> {
        match T::read_nullable(self)? {
            None if !allowed => Err(DecodeError::UnexpectedNull),
            value => Ok(value),
        }
    }

    /// Runs `read` with fixed-width lengths although the version is flexible (the client id of a request header).
    pub fn inflexible<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, DecodeError>,
    ) -> Result<T, DecodeError> {
        let flexible = std::mem::replace(&mut self.flexible, false);
        let value = read(self);
        self.flexible = flexible;
        value
    }

    /// The next `count` bytes.
    #[inline]
    pub fn take(&mut self, count: usize) -> Result<&'a [u8], DecodeError> {
        let (taken, rest) = self
            .bytes
            .split_at_checked(count)
            .ok_or(DecodeError::UnexpectedEnd { needed: count, remaining: self.bytes.len() })?;
        self.bytes = rest;
        Ok(taken)
    }

    /// The next `N` bytes.
    #[inline]
    pub fn take_array<const N: usize>(&mut self) -> Result<[u8; N], DecodeError> {
        let (taken, rest) = self
            .bytes
            .split_first_chunk::<N>()
            .ok_or(DecodeError::UnexpectedEnd { needed: N, remaining: self.bytes.len() })?;
        self.bytes = rest;
        Ok(*taken)
    }

    /// An unsigned variable-length integer of at most 32 bits.
    #[inline]
    pub fn unsigned_varint(&mut self) -> Result<u32, DecodeError> {
        // Nearly all of them are lengths and deltas below 128 or 16384: records are walked at the speed of these lines.
        match *self.bytes {
            [low, ref rest @ ..] if low < 0x80 => {
                self.bytes = rest;
                Ok(u32::from(low))
            }
            [low, high, ref rest @ ..] if high < 0x80 => {
                self.bytes = rest;
                Ok(u32::from(low & 0x7F) | u32::from(high) << 7)
            }
            _ => self.long_varint(),
        }
    }

    fn long_varint(&mut self) -> Result<u32, DecodeError> {
        let mut value = 0u32;
        for shift in (0..32).step_by(7) {
            let [byte] = self.take_array()?;
            let part = u32::from(byte & 0x7F);
            if part << shift >> shift != part {
                return Err(DecodeError::MalformedVarint);
            }
            value |= part << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(DecodeError::MalformedVarint)
    }

    /// An unsigned variable-length integer of at most 64 bits.
    #[inline]
    pub fn unsigned_varlong(&mut self) -> Result<u64, DecodeError> {
        match *self.bytes {
            [low, ref rest @ ..] if low < 0x80 => {
                self.bytes = rest;
                Ok(u64::from(low))
            }
            _ => self.long_varlong(),
        }
    }

    fn long_varlong(&mut self) -> Result<u64, DecodeError> {
        let mut value = 0u64;
        for shift in (0..64).step_by(7) {
            let [byte] = self.take_array()?;
            let part = u64::from(byte & 0x7F);
            if part << shift >> shift != part {
                return Err(DecodeError::MalformedVarint);
            }
            value |= part << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(DecodeError::MalformedVarint)
    }

    /// A zigzag-coded variable-length integer of at most 32 bits.
    #[inline]
    pub fn varint(&mut self) -> Result<i32, DecodeError> {
        let raw = self.unsigned_varint()?;
        Ok((raw >> 1) as i32 ^ -((raw & 1) as i32))
    }

    /// A zigzag-coded variable-length integer of at most 64 bits.
    #[inline]
    pub fn varlong(&mut self) -> Result<i64, DecodeError> {
        let raw = self.unsigned_varlong()?;
        Ok((raw >> 1) as i64 ^ -((raw & 1) as i64))
    }

    /// The length of a string: `None` is null. Compact strings are no longer than the others could be: as in Kafka, what has
    /// been read can be written in any version.
    #[inline]
    pub fn string_len(&mut self) -> Result<Option<usize>, DecodeError> {
        if !self.flexible {
            return classic_len(i64::from(self.get::<i16>()?));
        }
        match self.compact_len()? {
            Some(len) if len > i16::MAX as usize => Err(DecodeError::StringTooLong(len)),
            len => Ok(len),
        }
    }

    /// The length of a bytes or records field: `None` is null.
    #[inline]
    pub fn bytes_len(&mut self) -> Result<Option<usize>, DecodeError> {
        if self.flexible { self.compact_len() } else { classic_len(i64::from(self.get::<i32>()?)) }
    }

    /// The number of elements of an array whose elements take at least `size_min` bytes each: `None` is null.
    #[inline]
    pub fn array_len(&mut self, size_min: usize) -> Result<Option<usize>, DecodeError> {
        let count = self.bytes_len()?;
        match count {
            Some(count) if count.saturating_mul(size_min) > self.bytes.len() => {
                Err(DecodeError::ArrayTooLong { count, remaining: self.bytes.len() })
            }
            count => Ok(count),
        }
    }

    /// Whether a nullable structure is there.
    pub fn presence(&mut self) -> Result<bool, DecodeError> {
        Ok(self.get::<i8>()? >= 0)
    }

    /// A nullable structure in a tagged field: Kafka says null there by a 0 in front, not by -1.
    pub fn tagged_option<T: Decode<'a>>(&mut self) -> Result<Option<T>, DecodeError> {
        match self.unsigned_varint()? {
            0 => Ok(None),
            _ => self.get().map(Some),
        }
    }

    #[inline]
    fn compact_len(&mut self) -> Result<Option<usize>, DecodeError> {
        Ok((self.unsigned_varint()? as usize).checked_sub(1))
    }

    /// Skips the tagged fields that end a structure of a flexible version.
    #[inline]
    pub fn skip_tags(&mut self) -> Result<(), DecodeError> {
        if !self.flexible {
            return Ok(());
        }
        match *self.bytes {
            // Nearly no structure has any.
            [0, ref rest @ ..] => {
                self.bytes = rest;
                Ok(())
            }
            _ => self.skip_some_tags(),
        }
    }

    fn skip_some_tags(&mut self) -> Result<(), DecodeError> {
        for _ in 0..self.unsigned_varint()? {
            self.unsigned_varint()?;
            let size = self.unsigned_varint()? as usize;
            self.take(size)?;
        }
        Ok(())
    }

    /// Offers each tagged field that ends a structure to `read`, which sees only that field's bytes.
    ///
    /// `read` returns false for a tag that it does not know: the field is skipped. One that it knows must be read whole.
    pub fn tags(
        &mut self,
        read: &mut dyn FnMut(&mut Self, u32) -> Result<bool, DecodeError>,
    ) -> Result<(), DecodeError> {
        if !self.flexible {
            return Ok(());
        }
        for _ in 0..self.unsigned_varint()? {
            let tag = self.unsigned_varint()?;
            let size = self.unsigned_varint()? as usize;
            let field = self.take(size)?;
            let rest = std::mem::replace(&mut self.bytes, field);
            if read(self, tag)? && !self.bytes.is_empty() {
                return Err(DecodeError::TrailingBytes(self.bytes.len()));
            }
            self.bytes = rest;
        }
        Ok(())
    }

    /// Takes `amount` bytes from what owned values may still allocate.
    pub fn charge(&mut self, amount: usize) -> Result<(), DecodeError> {
        self.memory_left = self.memory_left.checked_sub(amount).ok_or(DecodeError::MemoryLimit)?;
        Ok(())
    }

    /// `part` as an owned value: shared when the input is, else copied and charged.
    pub(super) fn own(&mut self, part: &'a [u8]) -> Result<Bytes, DecodeError> {
        if let Some(source) = self.source {
            return Ok(source.slice_ref(part));
        }
        self.charge(part.len())?;
        Ok(Bytes::copy_from_slice(part))
    }

    /// Fails when bytes are left.
    #[inline]
    pub fn finish(&self) -> Result<(), DecodeError> {
        match self.bytes.len() {
            0 => Ok(()),
            left => Err(DecodeError::TrailingBytes(left)),
        }
    }
}

#[inline]
fn classic_len(len: i64) -> Result<Option<usize>, DecodeError> {
    match len {
        -1 => Ok(None),
        len => usize::try_from(len).map(Some).map_err(|_| DecodeError::NegativeLength(len)),
    }
}

/// A value that can be read in the version that a [`Reader`] is set to.
pub trait Decode<'a>: Sized {
    /// The fewest bytes that a value takes, in whatever version; at least 1, so that no count can exceed the input's size.
    const SIZE_MIN: usize;

    /// Reads one value.
    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError>;

    /// Checks and passes over `count` values.
    fn skip(r: &mut Reader<'a>, count: usize) -> Result<(), DecodeError> {
        for _ in 0..count {
            Self::read_from(r)?;
        }
        Ok(())
    }
}

/// A value whose bytes can say null.
pub trait DecodeNullable<'a>: Sized {
    /// Reads one value or null.
    fn read_nullable(r: &mut Reader<'a>) -> Result<Option<Self>, DecodeError>;
}

impl<'a, T: DecodeNullable<'a>> Decode<'a> for Option<T> {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        T::read_nullable(r)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::Writer;

    #[test]
    fn variable_length_integers_of_every_length() {
        for shift in 0..64 {
            for value in [1u64 << shift, (1 << shift) - 1, u64::MAX >> shift] {
                let mut bytes = Vec::new();
                Writer::new(&mut bytes, 0, true).put_unsigned_varlong(value);
                let mut reader = Reader::new(&bytes, 0, true);
                assert_eq!((reader.unsigned_varlong(), reader.finish()), (Ok(value), Ok(())));
                let short = Reader::new(&bytes, 0, true).unsigned_varint();
                match u32::try_from(value) {
                    Ok(value) => assert_eq!(short, Ok(value)),
                    Err(_) => assert_eq!(short, Err(DecodeError::MalformedVarint)),
                }
                for cut in 0..bytes.len() {
                    let end = DecodeError::UnexpectedEnd { needed: 1, remaining: 0 };
                    assert_eq!(Reader::new(&bytes[..cut], 0, true).unsigned_varlong(), Err(end));
                }
            }
        }
        assert_eq!(Reader::new(&[0x80; 11], 0, true).unsigned_varlong(), Err(DecodeError::MalformedVarint));
        assert_eq!(Reader::new(&[0x80; 6], 0, true).unsigned_varint(), Err(DecodeError::MalformedVarint));
    }

    #[test]
    fn compact_strings_are_no_longer_than_classic_ones() {
        for (len, expected) in [(32_767, Ok(Some(32_767))), (32_768, Err(DecodeError::StringTooLong(32_768)))]
        {
            let mut bytes = Vec::new();
            Writer::new(&mut bytes, 0, true).put_string_len(Some(len));
            assert_eq!(Reader::new(&bytes, 0, true).string_len(), expected);
        }
    }

    #[test]
    fn signed_integers_zigzag() {
        for value in [0, -1, 1, i64::MIN, i64::MAX, -64, 64, i64::from(i32::MIN)] {
            let mut bytes = Vec::new();
            Writer::new(&mut bytes, 0, true).put_varlong(value);
            assert_eq!(Reader::new(&bytes, 0, true).varlong(), Ok(value));
            if let Ok(value) = i32::try_from(value) {
                assert_eq!(Reader::new(&bytes, 0, true).varint(), Ok(value));
            }
        }
    }
}
