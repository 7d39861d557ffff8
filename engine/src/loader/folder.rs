//! What lies in a partition's folder, after what a crash left there is put in order.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ::io::{EntryKind, FileSystem};

use crate::Offset;
use crate::Position;
use crate::error::{Error, StorageContext};
use crate::file_name::{FileKind, FileName, FileState};
use crate::scan::{HeaderScanner, Scanned};

/// The live files of a folder.
#[derive(Debug, Default)]
pub(crate) struct FolderContent {
    /// Length of each segment's `.log`, by base offset.
    pub(crate) segments: BTreeMap<Offset, u32>,
    /// Segments that have a transaction index.
    pub(super) transaction_indexes: BTreeSet<Offset>,
    /// Offsets of the producer snapshots.
    pub(super) snapshots: BTreeSet<Offset>,
}

/// Puts a folder in order and lists it: removes what was being deleted or half made, completes swaps, removes indexes
/// without a log.
pub(crate) fn put_in_order(fs: &mut impl FileSystem, folder: &Path) -> Result<FolderContent, Error> {
    let mut names = list(fs, folder)?;
    if names.iter().any(|(name, _)| name.state != FileState::Live) {
        remove_half_made(fs, folder, &names)?;
        names = list(fs, folder)?;
        if names.iter().any(|(name, _)| name.state == FileState::Swap) {
            complete_swaps(fs, folder, &names)?;
        }
    }
    let names = list(fs, folder)?;
    let mut content = FolderContent::default();
    for (name, len) in names.iter().filter(|(name, _)| name.state == FileState::Live) {
        match name.kind {
            FileKind::Log => {
                content.segments.insert(name.offset, segment_len(folder, *name, *len)?);
            }
            FileKind::TransactionIndex => {
                content.transaction_indexes.insert(name.offset);
            }
            FileKind::ProducerSnapshot => {
                content.snapshots.insert(name.offset);
            }
            FileKind::OffsetIndex | FileKind::TimeIndex | FileKind::Quarantine => {}
        }
    }
    remove_orphans(fs, folder, &names, &content)?;
    content.transaction_indexes.retain(|offset| content.segments.contains_key(offset));
    Ok(content)
}

fn segment_len(folder: &Path, name: FileName, len: u64) -> Result<u32, Error> {
    u32::try_from(len).ok().filter(|len| *len <= Position::MAX.0).ok_or_else(|| Error::MalformedFile {
        path: name.path(folder),
        reason: format!("has {len} bytes, more than a segment can have"),
    })
}

fn list(fs: &mut impl FileSystem, folder: &Path) -> Result<Vec<(FileName, u64)>, Error> {
    let entries = fs.list(folder).context("listing", folder)?;
    let files = entries.into_iter().filter(|entry| entry.kind == EntryKind::File);
    Ok(files.filter_map(|entry| Some((FileName::parse(&entry.name)?, entry.len))).collect())
}

fn remove(fs: &mut impl FileSystem, path: &Path) -> Result<(), Error> {
    fs.remove_file(path).context("removing", path)
}

fn remove_orphans(
    fs: &mut impl FileSystem,
    folder: &Path,
    names: &[(FileName, u64)],
    content: &FolderContent,
) -> Result<(), Error> {
    let beside_log = [FileKind::OffsetIndex, FileKind::TimeIndex, FileKind::TransactionIndex];
    for (name, _) in names {
        let is_orphan = name.state == FileState::Live
            && beside_log.contains(&name.kind)
            && !content.segments.contains_key(&name.offset);
        if is_orphan {
            remove(fs, &name.path(folder))?;
        }
    }
    Ok(())
}

/// Removes what is of no value. Of a `.cleaned` file the source is still whole; a `.swap` file at or above one belongs to a
/// change that was not finished either, and as in Kafka (KAFKA-6264) goes before it.
fn remove_half_made(fs: &mut impl FileSystem, folder: &Path, names: &[(FileName, u64)]) -> Result<(), Error> {
    let in_state = |state| names.iter().map(|(name, _)| name).filter(move |name| name.state == state);
    let first_cleaned = in_state(FileState::Cleaned).map(|name| name.offset).min();
    let unfinished = in_state(FileState::Swap)
        .filter(|name| first_cleaned.is_some_and(|first_cleaned| name.offset >= first_cleaned));
    let mut removed = 0;
    for name in unfinished {
        remove(fs, &name.path(folder))?;
        removed += 1;
    }
    if removed > 0 {
        fs.sync_directory(folder).context("syncing", folder)?;
    }
    for name in in_state(FileState::Cleaned).chain(in_state(FileState::Deleted)) {
        remove(fs, &name.path(folder))?;
    }
    Ok(())
}

/// A compaction that had finished its new segment was putting it in place of the old ones: the old ones that begin within it
/// go, then it gets their first one's name. Each step is durable before the next, as [`crate::cleaner`] does it.
///
/// Of a `.swap` that covers 0 to 250, what was a segment 200 to 300 goes, too: its last records were superseded.
fn complete_swaps(fs: &mut impl FileSystem, folder: &Path, names: &[(FileName, u64)]) -> Result<(), Error> {
    let swapped = || names.iter().filter(|(name, _)| name.state == FileState::Swap);
    let mut covered: Option<(Offset, Offset)> = None;
    for (name, len) in swapped().filter(|(name, _)| name.kind == FileKind::Log) {
        let end = end_of(fs, &name.path(folder), name.offset, segment_len(folder, *name, *len)?)?;
        // An empty one replaces at least the segment that it was made of.
        let end = end.max(name.offset + 1);
        covered = Some(match covered {
            Some((from, to)) => (from.min(name.offset), to.max(end)),
            None => (name.offset, end),
        });
    }
    let is_covered = |offset| covered.is_some_and(|(from, to)| from <= offset && offset < to);
    for (name, _) in names {
        let is_old = name.state == FileState::Live && FileKind::OF_SEGMENT.contains(&name.kind);
        if is_old && is_covered(name.offset) {
            remove(fs, &name.path(folder))?;
        }
    }
    fs.sync_directory(folder).context("syncing", folder)?;
    for is_log in [true, false] {
        for (name, _) in swapped().filter(|(name, _)| (name.kind == FileKind::Log) == is_log) {
            let (from, to) = (name.path(folder), name.in_state(FileState::Live).path(folder));
            fs.rename(&from, &to).context("renaming", &from)?;
        }
        fs.sync_directory(folder).context("syncing", folder)?;
    }
    Ok(())
}

/// The offset after the last batch of a segment file.
fn end_of(fs: &mut impl FileSystem, path: &Path, base_offset: Offset, len: u32) -> Result<Offset, Error> {
    let file = fs.open(path, ::io::OpenOptions::read()).context("opening", path)?;
    let mut block = Vec::new();
    let mut scanner = HeaderScanner::new(&file, Position::ZERO, Position(len), &mut block);
    let mut end = base_offset;
    while let Scanned::Batch(found) = scanner.next(fs)? {
        end = end.max(found.batch.next_offset());
    }
    Ok(end)
}
