//! The types that fields are made of.

use bytes::Bytes;

use super::{
    ArrayView, Decode, DecodeError, DecodeNullable, Encode, EncodeNullable, Reader, Sink, Uuid, Writer,
};

/// A borrowed value that has an owned form.
pub trait IntoOwned {
    /// The owned form.
    type Owned;
    /// Copies what is borrowed.
    fn into_owned(self) -> Self::Owned;
}

macro_rules! fixed_width {
    ($($type:ty => $size:literal),*) => {$(
        impl<'a> Decode<'a> for $type {
            const SIZE_MIN: usize = $size;

            #[inline]
            fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
                r.take_array().map(<$type>::from_be_bytes)
            }

            fn skip(r: &mut Reader<'a>, count: usize) -> Result<(), DecodeError> {
                r.take(count.saturating_mul($size)).map(drop)
            }
        }

        impl Encode for $type {
            fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
                w.put_raw(&self.to_be_bytes());
            }
        }

        impl IntoOwned for $type {
            type Owned = Self;
            fn into_owned(self) -> Self {
                self
            }
        }
    )*};
}

fixed_width!(i8 => 1, i16 => 2, i32 => 4, i64 => 8, u16 => 2, u32 => 4, f64 => 8);

impl<'a> Decode<'a> for bool {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        // Kafka takes every byte but zero for true.
        Ok(r.get::<i8>()? != 0)
    }

    fn skip(r: &mut Reader<'a>, count: usize) -> Result<(), DecodeError> {
        r.take(count).map(drop)
    }
}

impl Encode for bool {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&i8::from(*self));
    }
}

impl IntoOwned for bool {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl<'a> Decode<'a> for Uuid {
    const SIZE_MIN: usize = 16;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        r.take_array().map(Uuid::from_bytes)
    }

    fn skip(r: &mut Reader<'a>, count: usize) -> Result<(), DecodeError> {
        r.take(count.saturating_mul(16)).map(drop)
    }
}

impl Encode for Uuid {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put_raw(self.as_bytes());
    }
}

impl IntoOwned for Uuid {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

/// What can be null on the wire is read through null: a plain read is one that refuses it.
macro_rules! never_null {
    ($([$($generics:tt)*] $type:ty),* $(,)?) => {$(
        impl<'a, $($generics)*> Decode<'a> for $type {
            const SIZE_MIN: usize = 1;

            #[inline]
            fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
                Self::read_nullable(r)?.ok_or(DecodeError::UnexpectedNull)
            }
        }
    )*};
}

never_null!([] &'a str, [] String, [] &'a [u8], [] Bytes, [T: Decode<'a>] Vec<T>, [T: Decode<'a>] ArrayView<'a, T>);

impl<'a> DecodeNullable<'a> for &'a str {
    #[inline]
    fn read_nullable(r: &mut Reader<'a>) -> Result<Option<Self>, DecodeError> {
        let Some(len) = r.string_len()? else { return Ok(None) };
        let text = std::str::from_utf8(r.take(len)?).map_err(|_| DecodeError::InvalidUtf8)?;
        Ok(Some(text))
    }
}

impl<'a> DecodeNullable<'a> for String {
    fn read_nullable(r: &mut Reader<'a>) -> Result<Option<Self>, DecodeError> {
        let Some(text) = r.get::<Option<&str>>()? else { return Ok(None) };
        r.charge(text.len())?;
        Ok(Some(text.to_owned()))
    }
}

impl<'a> DecodeNullable<'a> for &'a [u8] {
    #[inline]
    fn read_nullable(r: &mut Reader<'a>) -> Result<Option<Self>, DecodeError> {
        let Some(len) = r.bytes_len()? else { return Ok(None) };
        r.take(len).map(Some)
    }
}

impl<'a> DecodeNullable<'a> for Bytes {
    fn read_nullable(r: &mut Reader<'a>) -> Result<Option<Self>, DecodeError> {
        let Some(part) = r.get::<Option<&[u8]>>()? else { return Ok(None) };
        r.own(part).map(Some)
    }
}

impl<'a, T: Decode<'a>> DecodeNullable<'a> for Vec<T> {
    fn read_nullable(r: &mut Reader<'a>) -> Result<Option<Self>, DecodeError> {
        let Some(count) = r.array_len(T::SIZE_MIN)? else { return Ok(None) };
        r.charge(count.saturating_mul(size_of::<T>()))?;
        let mut elements = Vec::with_capacity(count);
        for _ in 0..count {
            elements.push(r.get()?);
        }
        Ok(Some(elements))
    }
}

/// What can be null on the wire is written through null, too.
macro_rules! put_through_null {
    ($([$($generics:tt)*] $type:ty),* $(,)?) => {$(
        impl<$($generics)*> Encode for $type {
            fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
                Self::write_nullable(Some(self), w);
            }
        }
    )*};
}

put_through_null!([] str, [] String, [] [u8], [] Bytes, [T: Encode] [T], [T: Encode] Vec<T>);

impl EncodeNullable for str {
    fn write_nullable<S: Sink + ?Sized>(value: Option<&Self>, w: &mut Writer<'_, S>) {
        w.put_string_len(value.map(str::len));
        w.put_raw(value.unwrap_or_default().as_bytes());
    }
}

impl EncodeNullable for String {
    fn write_nullable<S: Sink + ?Sized>(value: Option<&Self>, w: &mut Writer<'_, S>) {
        str::write_nullable(value.map(String::as_str), w);
    }
}

impl EncodeNullable for [u8] {
    fn write_nullable<S: Sink + ?Sized>(value: Option<&Self>, w: &mut Writer<'_, S>) {
        w.put_bytes_len(value.map(<[u8]>::len));
        w.put_raw(value.unwrap_or_default());
    }
}

impl EncodeNullable for Bytes {
    fn write_nullable<S: Sink + ?Sized>(value: Option<&Self>, w: &mut Writer<'_, S>) {
        <[u8]>::write_nullable(value.map(|bytes| &bytes[..]), w);
    }
}

impl<T: Encode> EncodeNullable for [T] {
    fn write_nullable<S: Sink + ?Sized>(value: Option<&Self>, w: &mut Writer<'_, S>) {
        w.put_array_len(value.map(<[T]>::len));
        for element in value.unwrap_or_default() {
            w.put(element);
        }
    }
}

impl<T: Encode> EncodeNullable for Vec<T> {
    fn write_nullable<S: Sink + ?Sized>(value: Option<&Self>, w: &mut Writer<'_, S>) {
        <[T]>::write_nullable(value.map(Vec::as_slice), w);
    }
}

impl IntoOwned for &str {
    type Owned = String;
    fn into_owned(self) -> String {
        self.to_owned()
    }
}

impl IntoOwned for &[u8] {
    type Owned = Bytes;
    fn into_owned(self) -> Bytes {
        Bytes::copy_from_slice(self)
    }
}

impl<T: IntoOwned> IntoOwned for Option<T> {
    type Owned = Option<T::Owned>;
    fn into_owned(self) -> Self::Owned {
        self.map(IntoOwned::into_owned)
    }
}

impl<'a, T: Decode<'a> + IntoOwned> IntoOwned for ArrayView<'a, T> {
    type Owned = Vec<T::Owned>;
    fn into_owned(self) -> Self::Owned {
        self.iter().map(IntoOwned::into_owned).collect()
    }
}
