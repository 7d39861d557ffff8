//! Appends: by inline calls, and when not.

use std::io::{IoSlice, Result};
use std::time::Duration;

use crate::sending::SLICES_MAX;
use crate::statistics::Statistics;
use crate::{File, SharedBuffer};

/// Writes `slices` at `position` with one call and returns how many bytes the file took: fewer when there are more than
/// [`SLICES_MAX`] slices, or the kernel says so.
pub(crate) fn write_inline(
    file: &File,
    position: u64,
    slices: &[SharedBuffer],
    statistics: &mut Statistics,
) -> Result<usize> {
    let mut vectors = [IoSlice::new(&[]); SLICES_MAX];
    let count = slices.len().min(SLICES_MAX);
    for (vector, slice) in vectors.iter_mut().zip(slices) {
        *vector = IoSlice::new(slice);
    }
    file.begin_write(position)?;
    let result = loop {
        match nix::sys::uio::pwritev(file.descriptor(), &vectors[..count], position as i64) {
            Err(nix::errno::Errno::EINTR) => {}
            result => break result,
        }
    };
    file.end_write(result.unwrap_or(0) as u64);
    let written = result?;
    statistics.writes += 1;
    statistics.written_bytes += written as u64;
    Ok(written)
}

/// Decides whether appends are made inline, which is cheaper, or through the ring, which does not stall the shard.
#[derive(Debug)]
pub(crate) struct AppendPace {
    /// As [`crate::UringOptions::inline_append_max`].
    inline_max: Duration,
    /// Appends to be sent through the ring before the next inline try.
    through_ring: u32,
}

impl AppendPace {
    /// Appends that go through the ring after a slow one.
    const PENALTY: u32 = 64;

    pub(crate) fn new(inline_max: Duration) -> Self {
        Self { inline_max, through_ring: 0 }
    }

    pub(crate) fn is_inline(&mut self) -> bool {
        let is_inline = self.through_ring == 0;
        self.through_ring = self.through_ring.saturating_sub(1);
        is_inline
    }

    pub(crate) fn on_inline(&mut self, took: Duration) {
        if took > self.inline_max {
            self.through_ring = Self::PENALTY;
        }
    }
}
