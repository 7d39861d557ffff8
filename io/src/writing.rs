//! Appends by inline calls.

use std::io::{IoSlice, Result};

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
