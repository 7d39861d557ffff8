//! Arrays that stay in the frame they came in.

use std::fmt;
use std::marker::PhantomData;

use super::{Decode, DecodeError, DecodeNullable, Reader};

/// An array inside a frame: checked once when the frame was parsed, decoded element by element when iterated.
pub struct ArrayView<'a, T> {
    bytes: &'a [u8],
    count: usize,
    version: i16,
    flexible: bool,
    element: PhantomData<fn() -> T>,
}

impl<'a, T: Decode<'a>> ArrayView<'a, T> {
    /// The number of elements.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there are no elements.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The elements, each decoded when its turn comes.
    pub fn iter(&self) -> ArrayIter<'a, T> {
        ArrayIter {
            reader: Reader::new(self.bytes, self.version, self.flexible),
            left: self.count,
            element: PhantomData,
        }
    }

    /// The element at `index`: passes over all before it, so not for use in a loop.
    pub fn get(&self, index: usize) -> Option<T> {
        self.iter().nth(index)
    }
}

impl<'a, T: Decode<'a>> DecodeNullable<'a> for ArrayView<'a, T> {
    fn read_nullable(r: &mut Reader<'a>) -> Result<Option<Self>, DecodeError> {
        let Some(count) = r.array_len(T::SIZE_MIN)? else { return Ok(None) };
        let start = r.remaining();
        T::skip(r, count)?;
        let bytes = &start[..start.len() - r.remaining().len()];
        Ok(Some(Self { bytes, count, version: r.version(), flexible: r.is_flexible(), element: PhantomData }))
    }
}

/// Iterates over an [`ArrayView`].
#[derive(Debug)]
pub struct ArrayIter<'a, T> {
    reader: Reader<'a>,
    left: usize,
    element: PhantomData<fn() -> T>,
}

impl<'a, T: Decode<'a>> Iterator for ArrayIter<'a, T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.left = self.left.checked_sub(1)?;
        // The same bytes were read when the frame was parsed; ending early is only how this stays free of panics.
        let element = self.reader.get().ok();
        debug_assert!(element.is_some(), "an element that was checked does not decode");
        element
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl<'a, T: Decode<'a>> ExactSizeIterator for ArrayIter<'a, T> {}

impl<'a, T: Decode<'a>> IntoIterator for ArrayView<'a, T> {
    type Item = T;
    type IntoIter = ArrayIter<'a, T>;

    fn into_iter(self) -> ArrayIter<'a, T> {
        self.iter()
    }
}

impl<'a, T: Decode<'a>> IntoIterator for &ArrayView<'a, T> {
    type Item = T;
    type IntoIter = ArrayIter<'a, T>;

    fn into_iter(self) -> ArrayIter<'a, T> {
        self.iter()
    }
}

impl<T> Clone for ArrayView<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for ArrayView<'_, T> {}

impl<T> Default for ArrayView<'_, T> {
    fn default() -> Self {
        Self { bytes: &[], count: 0, version: 0, flexible: false, element: PhantomData }
    }
}

impl<'a, T: Decode<'a> + PartialEq> PartialEq for ArrayView<'a, T> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl<'a, T: Decode<'a> + fmt::Debug> fmt::Debug for ArrayView<'a, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
