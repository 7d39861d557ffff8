//! Memory for I/O: exclusive while it is filled, shared and read-only afterwards.

mod block;
mod pool;
mod shared;

use std::fmt;
use std::ops::{Deref, DerefMut};

use bytes::BufMut;
use bytes::buf::UninitSlice;

use block::Block;
pub use pool::{Pool, PoolOptions};
pub use shared::SharedBuffer;

/// No buffer grows beyond this many bytes: what an INT32 length field can say. Growing beyond it panics, so whoever
/// takes a length from the wire checks it against his own, smaller limit first.
pub const BUFFER_LEN_MAX: usize = i32::MAX as usize;

/// Exclusive, growable memory, aligned to 4096 bytes (to its size when that is smaller).
///
/// The alignment is no luxury: copies in and out of the kernel fall from 26 to 2.8 GB/s when (destination − source)
/// mod 4096 is 1..31, which is where large allocations of glibc's land.
#[derive(Default)]
pub struct Buffer {
    block: Option<Block>,
    len: usize,
}

impl Buffer {
    /// A buffer that holds nothing yet; it grows outside of any pool.
    pub const fn new() -> Self {
        Self { block: None, len: 0 }
    }

    /// A buffer of at least `capacity` bytes outside of any pool.
    pub fn with_capacity(capacity: usize) -> Self {
        assert!(capacity <= BUFFER_LEN_MAX, "a buffer of {capacity} bytes");
        Self { block: (capacity > 0).then(|| Block::allocate(pool::rounded(capacity))), len: 0 }
    }

    fn from_block(block: Block) -> Self {
        Self { block: Some(block), len: 0 }
    }

    /// Bytes it can hold without growing.
    pub fn capacity(&self) -> usize {
        self.block.as_ref().map_or(0, Block::capacity)
    }

    /// Forgets the content, keeps the memory.
    pub fn clear(&mut self) {
        self.len = 0;
    }

    /// Shortens to `len` bytes; no effect when it is not longer.
    pub fn truncate(&mut self, len: usize) {
        self.len = self.len.min(len);
    }

    /// Appends `bytes`, growing when they do not fit.
    pub fn extend_from_slice(&mut self, bytes: &[u8]) {
        self.reserve(bytes.len());
        let block = match &self.block {
            Some(block) => block,
            None => return,
        };
        // SAFETY: `reserve` made room for `bytes.len()` behind `len`, this buffer is the block's only owner, and a
        // shared borrow cannot point into it.
        unsafe { block.start().add(self.len).copy_from_nonoverlapping(bytes.as_ptr(), bytes.len()) };
        self.len += bytes.len();
    }

    /// Makes room for `additional` more bytes, moving to memory of at least twice the size when there is none.
    /// Panics beyond [`BUFFER_LEN_MAX`].
    pub fn reserve(&mut self, additional: usize) {
        let needed = self.len.checked_add(additional).expect("the sum of two lengths in memory");
        if needed > self.capacity() {
            self.grow(needed);
        }
    }

    /// Ends the writing: the bytes become shareable, without a copy.
    pub fn freeze(self) -> SharedBuffer {
        match self.block {
            Some(block) if self.len > 0 => SharedBuffer::from_block(block, self.len),
            _ => SharedBuffer::new(),
        }
    }

    /// The memory behind the content, for the kernel to write to. Valid as long as this buffer is neither grown nor
    /// dropped.
    pub(crate) fn spare(&mut self) -> (*mut u8, usize) {
        match &self.block {
            // SAFETY: `len <= capacity`.
            Some(block) => (unsafe { block.start().add(self.len) }, block.capacity() - self.len),
            None => (std::ptr::NonNull::dangling().as_ptr(), 0),
        }
    }

    /// Adds `count` bytes that somebody wrote to [`Self::spare`] to the content.
    ///
    /// # Safety
    /// The first `count` bytes of the spare memory are initialised.
    pub(crate) unsafe fn filled(&mut self, count: usize) {
        assert!(count <= self.capacity() - self.len, "more bytes than there was room for");
        self.len += count;
    }

    #[cold]
    fn grow(&mut self, needed: usize) {
        assert!(needed <= BUFFER_LEN_MAX, "a buffer of {needed} bytes");
        let capacity = needed.max(self.capacity() * 2).min(BUFFER_LEN_MAX);
        let mut larger = match self.block.as_ref().and_then(Block::home) {
            Some(pool) => pool.take(capacity),
            None => Buffer::with_capacity(capacity),
        };
        larger.extend_from_slice(self);
        *self = larger;
    }
}

impl Deref for Buffer {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match &self.block {
            // SAFETY: the first `len` bytes are initialised, and this buffer is the block's only owner.
            Some(block) => unsafe { std::slice::from_raw_parts(block.start(), self.len) },
            None => &[],
        }
    }
}

impl DerefMut for Buffer {
    fn deref_mut(&mut self) -> &mut [u8] {
        match &self.block {
            // SAFETY: as above, and the borrow of this buffer is exclusive.
            Some(block) => unsafe { std::slice::from_raw_parts_mut(block.start(), self.len) },
            None => &mut [],
        }
    }
}

// SAFETY: `chunk_mut` is the memory behind `len`, and `advance_mut` never passes the capacity.
unsafe impl BufMut for Buffer {
    fn remaining_mut(&self) -> usize {
        BUFFER_LEN_MAX - self.len
    }

    unsafe fn advance_mut(&mut self, count: usize) {
        assert!(count <= self.capacity() - self.len, "advanced beyond the buffer's capacity");
        self.len += count;
    }

    fn chunk_mut(&mut self) -> &mut UninitSlice {
        if self.len == self.capacity() {
            self.reserve(64);
        }
        let (start, len) = self.spare();
        // SAFETY: the spare memory belongs to this buffer alone for as long as the exclusive borrow lasts.
        unsafe { UninitSlice::from_raw_parts_mut(start, len) }
    }

    fn put_slice(&mut self, source: &[u8]) {
        self.extend_from_slice(source);
    }
}

impl fmt::Debug for Buffer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Buffer({} of {})", self.len, self.capacity())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grows_and_keeps_its_content() {
        let pool = Pool::new(PoolOptions::default());
        let mut buffer = pool.take(1);
        let expected: Vec<u8> = (0..100_000u32).flat_map(|n| n.to_le_bytes()).collect();
        for n in 0..100_000u32 {
            buffer.put_u32_le(n);
        }
        assert_eq!(&buffer[..], &expected[..]);
        assert_eq!(&buffer.freeze()[..], &expected[..]);
    }

    #[test]
    fn an_empty_buffer_needs_no_memory() {
        let buffer = Buffer::new();
        assert_eq!(buffer.capacity(), 0);
        assert!(buffer.is_empty());
        assert_eq!(buffer.freeze().capacity_held(), 0);
    }

    #[test]
    fn write_access_reaches_the_content_only() {
        let mut buffer = Buffer::with_capacity(10);
        buffer.extend_from_slice(b"abcdef");
        buffer[0] = b'x';
        buffer.truncate(3);
        assert_eq!(&*buffer, b"xbc");
        buffer.truncate(30);
        assert_eq!(buffer.len(), 3);
        buffer.clear();
        assert_eq!(buffer.len(), 0);
    }

    #[test]
    #[should_panic(expected = "a buffer of")]
    fn refuses_to_grow_beyond_its_limit() {
        let mut buffer = Buffer::new();
        buffer.reserve(BUFFER_LEN_MAX + 1);
    }
}
