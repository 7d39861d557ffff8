//! Fields to bytes.

use bytes::BufMut;

use super::EncodeError;

/// Where encoded bytes go. Everything that is a [`BufMut`] is one.
pub trait Sink {
    /// How many bytes still fit.
    fn room(&self) -> usize;
    /// Appends bytes; the caller has checked [`Sink::room`].
    fn append(&mut self, bytes: &[u8]);
}

impl<B: BufMut + ?Sized> Sink for B {
    fn room(&self) -> usize {
        self.remaining_mut()
    }

    fn append(&mut self, bytes: &[u8]) {
        self.put_slice(bytes);
    }
}

/// A sink that only counts: the size of a message before it is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counter(pub usize);

impl Sink for Counter {
    fn room(&self) -> usize {
        usize::MAX - self.0
    }

    fn append(&mut self, bytes: &[u8]) {
        self.0 += bytes.len();
    }
}

/// Writes one version of one message into a sink.
///
/// The first mistake is kept and ends all output: callers write straight on and ask once, with [`Writer::finish`].
#[derive(Debug)]
pub struct Writer<'s, S: ?Sized> {
    sink: &'s mut S,
    version: i16,
    flexible: bool,
    error: Option<EncodeError>,
    /// Structures that streaming writers have begun and not ended.
    pub(super) open_structs: u8,
}

impl<'s, S: Sink + ?Sized> Writer<'s, S> {
    /// Writes to `sink` in `version`; `flexible` says whether the version has compact lengths and tagged fields.
    pub fn new(sink: &'s mut S, version: i16, flexible: bool) -> Self {
        Self { sink, version, flexible, error: None, open_structs: 0 }
    }

    /// The version being written.
    pub fn version(&self) -> i16 {
        self.version
    }

    /// Whether the version has compact lengths and tagged fields.
    pub fn is_flexible(&self) -> bool {
        self.flexible
    }

    /// The sink, to put something between two fields (a file region after [`Writer::put_bytes_len`]).
    pub fn sink(&mut self) -> &mut S {
        self.sink
    }

    /// The first mistake, if any.
    pub fn finish(self) -> Result<(), EncodeError> {
        match self.error {
            Some(error) => Err(error),
            None if self.open_structs > 0 => Err(EncodeError::OpenStructure),
            None => Ok(()),
        }
    }

    /// Notes a mistake; the first one counts.
    pub fn fail(&mut self, error: EncodeError) {
        self.error.get_or_insert(error);
    }

    /// Notes a mistake when `field`, which has no place in this version, is set to something that must not get lost.
    pub fn refuse_if(&mut self, is_set: bool, field: &'static str) {
        if is_set {
            self.fail(EncodeError::FieldNotInVersion { field, version: self.version });
        }
    }

    /// Writes one value.
    pub fn put<T: Encode + ?Sized>(&mut self, value: &T) {
        value.write_to(self);
    }

    /// Writes a value that may be null only where `allowed`.
    pub fn put_nullable<T: EncodeNullable>(&mut self, value: &Option<T>, allowed: bool) {
        if value.is_none() && !allowed {
            self.fail(EncodeError::UnexpectedNull(self.version));
        }
        self.put(value);
    }

    /// Runs `write` with fixed-width lengths although the version is flexible (the client id of a request header).
    pub fn inflexible(&mut self, write: impl FnOnce(&mut Self)) {
        let flexible = std::mem::replace(&mut self.flexible, false);
        write(self);
        self.flexible = flexible;
    }

    /// Writes bytes as they are.
    #[inline]
    pub fn put_raw(&mut self, bytes: &[u8]) {
        if self.error.is_some() {
            return;
        }
        if self.sink.room() < bytes.len() {
            return self.fail(EncodeError::BufferFull);
        }
        self.sink.append(bytes);
    }

    /// Writes an unsigned variable-length integer.
    #[inline]
    pub fn put_unsigned_varint(&mut self, value: u32) {
        self.put_unsigned_varlong(u64::from(value));
    }

    /// Writes an unsigned variable-length integer of up to 64 bits.
    #[inline]
    pub fn put_unsigned_varlong(&mut self, value: u64) {
        // Lengths, counts and tags: nearly all of them are this short.
        if value < 0x80 {
            return self.put_raw(&[value as u8]);
        }
        self.put_long_varlong(value);
    }

    fn put_long_varlong(&mut self, mut value: u64) {
        let mut bytes = [0; 10];
        let mut len = 0;
        while value >= 0x80 {
            bytes[len] = value as u8 | 0x80;
            value >>= 7;
            len += 1;
        }
        bytes[len] = value as u8;
        self.put_raw(&bytes[..=len]);
    }

    /// Writes a zigzag-coded variable-length integer.
    pub fn put_varint(&mut self, value: i32) {
        self.put_unsigned_varint((value << 1 ^ value >> 31) as u32);
    }

    /// Writes a zigzag-coded variable-length integer of up to 64 bits.
    pub fn put_varlong(&mut self, value: i64) {
        self.put_unsigned_varlong((value << 1 ^ value >> 63) as u64);
    }

    /// Writes the length of a string; `None` is null.
    pub fn put_string_len(&mut self, len: Option<usize>) {
        if self.flexible {
            return self.put_compact_len(len);
        }
        match len.map_or(Ok(-1), |len| i16::try_from(len).map_err(|_| EncodeError::TooLong(len))) {
            Ok(len) => self.put(&len),
            Err(error) => self.fail(error),
        }
    }

    /// Writes the length of a bytes or records field; `None` is null. The bytes follow from the caller.
    pub fn put_bytes_len(&mut self, len: Option<usize>) {
        if self.flexible {
            return self.put_compact_len(len);
        }
        match len.map_or(Ok(-1), |len| i32::try_from(len).map_err(|_| EncodeError::TooLong(len))) {
            Ok(len) => self.put(&len),
            Err(error) => self.fail(error),
        }
    }

    /// Writes the number of elements of an array; `None` is null.
    pub fn put_array_len(&mut self, count: Option<usize>) {
        self.put_bytes_len(count);
    }

    fn put_compact_len(&mut self, len: Option<usize>) {
        match len.map_or(Some(0), |len| i32::try_from(len).ok().map(|len| len as u32 + 1)) {
            Some(coded) => self.put_unsigned_varint(coded),
            None => self.fail(EncodeError::TooLong(len.unwrap_or(0))),
        }
    }

    /// Writes whether a nullable structure is there.
    pub fn put_presence(&mut self, present: bool) {
        self.put(&if present { 1i8 } else { -1 });
    }

    /// Writes how many tagged fields follow; nothing where the version has none.
    pub fn put_tag_count(&mut self, count: usize) {
        if self.flexible {
            self.put_unsigned_varint(count as u32);
        }
    }

    /// Writes one tagged field with its size.
    pub fn put_tag<T: Encode + ?Sized>(&mut self, tag: u32, value: &T) {
        let mut size = Counter::default();
        Writer::new(&mut size, self.version, self.flexible).put(value);
        self.put_unsigned_varint(tag);
        match u32::try_from(size.0) {
            Ok(size) => self.put_unsigned_varint(size),
            Err(_) => self.fail(EncodeError::TooLong(size.0)),
        }
        self.put(value);
    }
}

/// A value that can be written in the version that a [`Writer`] is set to.
pub trait Encode {
    /// Writes the value.
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>);
}

/// A value whose bytes can say null.
pub trait EncodeNullable {
    /// Writes a value or null.
    fn write_nullable<S: Sink + ?Sized>(value: Option<&Self>, w: &mut Writer<'_, S>);
}

impl<T: Encode + ?Sized> Encode for &T {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        (**self).write_to(w);
    }
}

impl<T: EncodeNullable> Encode for Option<T> {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        T::write_nullable(self.as_ref(), w);
    }
}

/// A nullable structure in a tagged field: Kafka says null there by a 0 in front, not by -1.
#[derive(Clone, Copy, Debug)]
pub struct TaggedOption<'a, T>(pub Option<&'a T>);

impl<T: Encode> Encode for TaggedOption<'_, T> {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put_unsigned_varint(u32::from(self.0.is_some()));
        if let Some(value) = self.0 {
            w.put(value);
        }
    }
}

impl<T: EncodeNullable + ?Sized> EncodeNullable for &T {
    fn write_nullable<S: Sink + ?Sized>(value: Option<&Self>, w: &mut Writer<'_, S>) {
        T::write_nullable(value.copied(), w);
    }
}
