//! Ranges of filled buffers, shared between owners and threads.

use std::fmt;
use std::ops::{Deref, Range};

use super::Buffer;
use super::block::Block;

/// A read-only range of a buffer. Cloning and slicing share the memory; it goes back to its pool when the last range
/// of it is dropped, on whatever thread.
#[derive(Clone, Default)]
pub struct SharedBuffer {
    block: Option<Block>,
    offset: usize,
    len: usize,
}

impl SharedBuffer {
    /// The empty buffer, which holds no memory.
    pub const fn new() -> Self {
        Self { block: None, offset: 0, len: 0 }
    }

    /// A copy of `bytes` outside of any pool.
    pub fn copy_from(bytes: &[u8]) -> Self {
        let mut buffer = Buffer::with_capacity(bytes.len());
        buffer.extend_from_slice(bytes);
        buffer.freeze()
    }

    pub(super) fn from_block(block: Block, len: usize) -> Self {
        debug_assert!(len <= block.capacity());
        Self { block: Some(block), offset: 0, len }
    }

    /// The bytes of `range` (relative to this one), sharing the memory. Panics when it does not lie within.
    pub fn slice(&self, range: Range<usize>) -> Self {
        assert!(
            range.start <= range.end && range.end <= self.len,
            "range {range:?} of a buffer of {}",
            self.len
        );
        if range.is_empty() {
            return Self::new();
        }
        Self { block: self.block.clone(), offset: self.offset + range.start, len: range.len() }
    }

    /// Bytes of memory that it keeps from being used again; what budgets count.
    pub fn capacity_held(&self) -> usize {
        self.block.as_ref().map_or(0, Block::capacity)
    }
}

impl Deref for SharedBuffer {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match &self.block {
            // SAFETY: the range was initialised before `freeze`, and nobody writes to a frozen block.
            Some(block) => unsafe { std::slice::from_raw_parts(block.start().add(self.offset), self.len) },
            None => &[],
        }
    }
}

impl AsRef<[u8]> for SharedBuffer {
    fn as_ref(&self) -> &[u8] {
        self
    }
}

impl From<Buffer> for SharedBuffer {
    fn from(buffer: Buffer) -> Self {
        buffer.freeze()
    }
}

impl PartialEq for SharedBuffer {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for SharedBuffer {}

impl fmt::Debug for SharedBuffer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "SharedBuffer({} of {})", self.len, self.capacity_held())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_share_the_memory() {
        let whole = SharedBuffer::copy_from(b"hello, world");
        let world = whole.slice(7..12);
        let or = world.slice(1..3);
        drop(whole);
        drop(world.clone());
        assert_eq!(&*world, b"world");
        assert_eq!(&*or, b"or");
        assert_eq!(or.capacity_held(), world.capacity_held());
        assert_eq!(world.slice(5..5).capacity_held(), 0);
    }

    #[test]
    #[should_panic(expected = "range")]
    fn a_slice_stays_within() {
        SharedBuffer::copy_from(b"abc").slice(0..3).slice(1..4);
    }
}
