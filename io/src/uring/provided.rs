//! Buffers that the kernel picks from when an armed receive has bytes.

use std::io::Result;
use std::ops::RangeInclusive;
use std::sync::atomic::{AtomicU16, Ordering};

use io_uring::types::BufRingEntry;

use super::ring::{Reaped, Ring};
use crate::{Buffer, CHUNK_BYTES, COPIED_CHUNK_BYTES_MAX, Pool, SharedBuffer};

/// The group that armed receives name.
pub(super) const GROUP: u16 = 0;

/// A ring of buffers shared with the kernel. It begins small, doubles when receives find it empty, and shrinks by halves
/// while they do not.
///
/// A buffer in `buffers` belongs to the kernel, until a completion names it: then it goes to the caller as it is and
/// another one takes its place, or, when little of it was filled, is copied from and provided again.
pub(super) struct ProvidedBuffers {
    /// The entries; their number is a power of two. Page aligned, as the kernel asks.
    entries: Buffer,
    mask: u16,
    tail: u16,
    /// By the id that completions name; without memory while retired.
    buffers: Vec<Buffer>,
    /// Ids that are not with the kernel.
    retired: Vec<u16>,
    /// How many are to be with the kernel.
    target: usize,
    limits: RangeInclusive<usize>,
    /// Whether receives found none since the last decay.
    ran_out: bool,
    pool: Pool,
}

impl ProvidedBuffers {
    /// Registers room for the upper limit (at most 32768) with the kernel and provides the lower one.
    pub(super) fn new(ring: &Ring, pool: Pool, limits: RangeInclusive<usize>) -> Result<Self> {
        assert!(0 < *limits.start() && !limits.is_empty() && *limits.end() <= 1 << 15);
        let count = limits.end().next_power_of_two();
        let bytes = count * size_of::<BufRingEntry>();
        let mut entries = Buffer::with_capacity(bytes.max(4096));
        bytes::BufMut::put_bytes(&mut entries, 0, bytes);
        // SAFETY: initialised, page aligned, of `count` entries; `UringIo` drops its ring before this.
        unsafe { ring.register_buffers(entries.as_ptr() as u64, count as u16, GROUP) }?;
        let mut provided = Self {
            entries,
            mask: count as u16 - 1,
            tail: 0,
            buffers: Vec::new(),
            retired: Vec::new(),
            target: *limits.start(),
            limits,
            ran_out: false,
            pool,
        };
        provided.fill();
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
        let is_copied = len <= COPIED_CHUNK_BYTES_MAX;
        let chunk =
            if is_copied { self.pool.copy_from(buffer).freeze() } else { std::mem::take(buffer).freeze() };
        if is_copied && self.provided() <= self.target {
            self.provide(id);
        } else {
            self.buffers[usize::from(id)] = Buffer::new();
            self.retired.push(id);
            self.fill();
        }
        Some(chunk)
    }

    /// Doubles the buffers, to be called when a receive found none.
    pub(super) fn grow(&mut self) {
        self.ran_out = true;
        self.target = (self.target * 2).min(*self.limits.end());
        self.fill();
    }

    /// Halves the buffers if receives did not run out of them lately. The surplus is retired as it is used.
    pub(super) fn decay(&mut self) {
        if !std::mem::take(&mut self.ran_out) {
            self.target = (self.target / 2).max(*self.limits.start());
        }
    }

    /// Forgets the memory without freeing it, for a kernel that has not given it back.
    pub(super) fn leak(&mut self) {
        std::mem::forget(std::mem::take(&mut self.buffers));
        std::mem::forget(std::mem::take(&mut self.entries));
    }

    /// Buffers that are with the kernel.
    fn provided(&self) -> usize {
        self.buffers.len() - self.retired.len()
    }

    /// Provides buffers until there are as many as there are to be.
    fn fill(&mut self) {
        while self.provided() < self.target {
            let id = self.retired.pop().unwrap_or_else(|| {
                self.buffers.push(Buffer::new());
                self.buffers.len() as u16 - 1
            });
            self.buffers[usize::from(id)] = self.pool.take(CHUNK_BYTES);
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
