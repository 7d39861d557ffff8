//! Buffers that the kernel picks from when an armed receive has bytes.

use std::io::Result;
use std::sync::atomic::{AtomicU16, Ordering};

use io_uring::types::BufRingEntry;

use super::ring::{Reaped, Ring};
use crate::{Buffer, CHUNK_BYTES, COPIED_CHUNK_BYTES_MAX, Pool, SharedBuffer};

/// The group that armed receives name.
pub(super) const GROUP: u16 = 0;

/// A ring of buffers shared with the kernel. It begins small, and doubles when receives find it empty.
///
/// A buffer in `buffers` belongs to the kernel, until a completion names it: then it goes to the caller as it is and
/// another one takes its place, or, when little of it was filled, is copied from and provided again.
pub(super) struct ProvidedBuffers {
    /// The entries; their number is a power of two. Page aligned, as the kernel asks.
    entries: Buffer,
    mask: u16,
    tail: u16,
    buffers: Vec<Buffer>,
    buffers_max: usize,
    pool: Pool,
}

impl ProvidedBuffers {
    /// Registers room for `buffers_max` (at most 32768) with the kernel and provides `buffers_min`.
    pub(super) fn new(ring: &Ring, pool: Pool, buffers_min: usize, buffers_max: usize) -> Result<Self> {
        assert!(0 < buffers_min && buffers_min <= buffers_max && buffers_max <= 1 << 15);
        let count = buffers_max.next_power_of_two();
        let bytes = count * size_of::<BufRingEntry>();
        let mut entries = Buffer::with_capacity(bytes.max(4096));
        bytes::BufMut::put_bytes(&mut entries, 0, bytes);
        // SAFETY: initialised, page aligned, of `count` entries; `UringIo` drops its ring before this.
        unsafe { ring.register_buffers(entries.as_ptr() as u64, count as u16, GROUP) }?;
        let mut provided =
            Self { entries, mask: count as u16 - 1, tail: 0, buffers: Vec::new(), buffers_max, pool };
        provided.grow_to(buffers_min);
        Ok(provided)
    }

    /// Takes over the bytes of a completion that names a buffer.
    pub(super) fn take(&mut self, reaped: &Reaped) -> Option<SharedBuffer> {
        let id = reaped.buffer_id()?;
        let len = usize::try_from(reaped.result).unwrap_or(0);
        let buffer = &mut self.buffers[usize::from(id)];
        buffer.clear();
        // SAFETY: the kernel gave the buffer back with this completion, having written `len` bytes to its start.
        unsafe { buffer.filled(len) };
        let chunk = if len <= COPIED_CHUNK_BYTES_MAX {
            self.pool.copy_from(buffer).freeze()
        } else {
            std::mem::replace(buffer, self.pool.take(CHUNK_BYTES)).freeze()
        };
        self.provide(id);
        Some(chunk)
    }

    /// Doubles the buffers, to be called when a receive found none.
    pub(super) fn grow(&mut self) {
        self.grow_to((self.buffers.len() * 2).min(self.buffers_max));
    }

    /// Forgets the memory without freeing it, for a kernel that has not given it back.
    pub(super) fn leak(&mut self) {
        std::mem::forget(std::mem::take(&mut self.buffers));
        std::mem::forget(std::mem::take(&mut self.entries));
    }

    fn grow_to(&mut self, count: usize) {
        while self.buffers.len() < count {
            let id = self.buffers.len() as u16;
            self.buffers.push(self.pool.take(CHUNK_BYTES));
            self.provide(id);
        }
    }

    /// Gives buffer `id` to the kernel.
    fn provide(&mut self, id: u16) {
        let buffer = &mut self.buffers[usize::from(id)];
        buffer.clear();
        let (address, len) = buffer.spare();
        let base = self.entries.as_mut_ptr().cast::<BufRingEntry>();
        // SAFETY: the index is masked to the ring's size. The kernel reads entries below its tail only, and never
        // writes; this one is beyond, as there are no more buffers than entries.
        let entry = unsafe { &mut *base.add(usize::from(self.tail & self.mask)) };
        entry.set_addr(address as u64);
        entry.set_len(len.min(CHUNK_BYTES) as u32);
        entry.set_bid(id);
        self.tail = self.tail.wrapping_add(1);
        // SAFETY: the tail lies in the first entry, aligned, and is shared with the kernel as an atomic.
        let tail = unsafe { AtomicU16::from_ptr(BufRingEntry::tail(base).cast_mut()) };
        tail.store(self.tail, Ordering::Release);
    }
}
