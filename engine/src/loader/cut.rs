//! Cutting a log's end off, without touching bytes that a socket may still be sending, and keeping what was cut.

use std::path::{Path, PathBuf};

use ::io::{File, FileSystem, OpenOptions};

use crate::batch::BatchSummary;
use crate::error::{Error, StorageContext};
use crate::file_name::{FileKind, FileName, FileState};
use crate::planted::{self, Bug};
use crate::scan::{BatchScanner, Scanned};
use crate::{Offset, Position};

const COPY_BLOCK_LEN: usize = 256 << 10;
/// Quarantines of one offset that are kept; a later one replaces the last.
const QUARANTINES_MAX: u32 = 9;

/// Cuts a segment to its first `len` bytes: the rest is in another inode then, and who still reads the old one reads
/// what it was. The new file is durable when this returns.
pub(crate) fn cut_segment(
    fs: &mut impl FileSystem,
    folder: &Path,
    base_offset: Offset,
    len: Position,
) -> Result<(), Error> {
    let name = FileName::live(base_offset, FileKind::Log);
    let path = name.path(folder);
    if planted::bug(Bug::TruncationInPlace) {
        let file = fs.open(&path, OpenOptions::read_write().existing()).context("opening", &path)?;
        fs.set_len(&file, len.as_u64()).context("truncating", &path)?;
        return fs.sync(&file).context("syncing", &path);
    }
    // Kafka, too, removes a half-written `.cleaned` file when it starts.
    let new_path = name.in_state(FileState::Cleaned).path(folder);
    let old = fs.open(&path, OpenOptions::read()).context("opening", &path)?;
    let new =
        fs.open(&new_path, OpenOptions::read_write().truncate_to_zero()).context("creating", &new_path)?;
    copy(fs, &old, 0..len.as_u64(), &new)?;
    fs.sync(&new).context("syncing", &new_path)?;
    fs.rename(&new_path, &path).context("renaming", &new_path)?;
    fs.sync_directory(folder).context("syncing", folder)
}

/// Copies the bytes that are about to be cut to `<offset>.quarantine`; none when they are all zero, which is what a file
/// system shows where nothing had been written yet.
pub(super) fn quarantine(
    fs: &mut impl FileSystem,
    folder: &Path,
    file: &File,
    from: Position,
    len: u64,
    offset: Offset,
) -> Result<Option<PathBuf>, Error> {
    if is_zero(fs, file, from.as_u64()..len)? {
        return Ok(None);
    }
    let path = quarantine_path(fs, folder, offset)?;
    let kept = fs.open(&path, OpenOptions::read_write().truncate_to_zero()).context("creating", &path)?;
    copy(fs, file, from.as_u64()..len, &kept)?;
    fs.sync(&kept).context("syncing", &path)?;
    Ok(Some(path))
}

pub(super) fn quarantine_path(
    fs: &mut impl FileSystem,
    folder: &Path,
    offset: Offset,
) -> Result<PathBuf, Error> {
    let first = FileName::live(offset, FileKind::Quarantine).path(folder);
    let mut path = first.clone();
    for number in 1..=QUARANTINES_MAX {
        if !fs.exists(&path).context("looking for", &path)? {
            break;
        }
        path = first.with_extension(format!("quarantine.{number}"));
    }
    Ok(path)
}

fn copy(fs: &mut impl FileSystem, from: &File, range: std::ops::Range<u64>, to: &File) -> Result<(), Error> {
    let mut block = vec![0; COPY_BLOCK_LEN.min((range.end - range.start) as usize)];
    let mut at = range.start;
    while at < range.end {
        let wanted = block.len().min((range.end - at) as usize);
        let read = fs.read_at(from, at, &mut block[..wanted]).context("reading", from.path())?;
        if read == 0 {
            break;
        }
        fs.write_at(to, at - range.start, &block[..read]).context("writing", to.path())?;
        at += read as u64;
    }
    Ok(())
}

fn is_zero(fs: &mut impl FileSystem, file: &File, range: std::ops::Range<u64>) -> Result<bool, Error> {
    let mut block = vec![0; COPY_BLOCK_LEN.min((range.end - range.start) as usize)];
    let mut at = range.start;
    while at < range.end {
        let wanted = block.len().min((range.end - at) as usize);
        let read = fs.read_at(file, at, &mut block[..wanted]).context("reading", file.path())?;
        if read == 0 {
            break;
        }
        if block[..read].iter().any(|byte| *byte != 0) {
            return Ok(false);
        }
        at += read as u64;
    }
    Ok(true)
}

/// The offset after the last valid batch behind `from`, where bytes are bad; `None` when no valid batch follows. Lengths
/// cannot be trusted there, so every byte may begin one.
pub(super) fn find_batches_behind(
    fs: &mut impl FileSystem,
    file: &File,
    from: Position,
    end: Position,
    next_offset: Offset,
) -> Result<Option<Offset>, Error> {
    let mut block = vec![0; COPY_BLOCK_LEN.min((end - from) as usize)];
    let mut at = from.as_u64() + 1;
    let mut last = None;
    while at < end.as_u64() {
        let wanted = block.len().min((end.as_u64() - at) as usize);
        let read = fs.read_at(file, at, &mut block[..wanted]).context("reading", file.path())?;
        let candidate = (0..read).find(|start| is_plausible(&block[*start..read], next_offset));
        let Some(start) = candidate else {
            // A header may lie across two blocks.
            at += read.saturating_sub(crate::batch::HEADER_LEN - 1).max(1) as u64;
            if read < crate::batch::HEADER_LEN {
                break;
            }
            continue;
        };
        let position = Position((at + start as u64) as u32);
        let mut scanner = BatchScanner::new(file.clone(), position, end);
        let mut is_batch = false;
        while let (Scanned::Batch(found), _) = scanner.next(fs)? {
            last = Some(found.batch.next_offset());
            is_batch = true;
        }
        at = if is_batch { scanner.position().as_u64() } else { position.as_u64() + 1 };
    }
    Ok(last)
}

/// Whether bytes look like a batch of this log: a header that parses, with an offset not far ahead.
fn is_plausible(bytes: &[u8], next_offset: Offset) -> bool {
    let Some(magic) = bytes.get(16) else { return false };
    *magic == 2
        && BatchSummary::parse(bytes).is_ok_and(|batch| {
            batch.base_offset >= next_offset && batch.base_offset.relative_to(next_offset).is_some()
        })
}
