//! Putting a cleaned segment in the place of those that it was made of.
//!
//! ```text
//! Written ─► LogSynced ─► NamesSynced ─► Swapped ─► OldGone ─► LogLive ─► Done
//!    │ fsync   │ rename old   │ rename      │ rename     │ rename     │ rename
//!    │ .log    │ snapshots to │ .cleaned    │ old to     │ .log.swap  │ .index.swap …
//!    ▼         ▼ .deleted     ▼ to .swap    ▼ .deleted   ▼ to .log    ▼ to .index …
//! ```
//! After each arrow to the right the folder is synced, so a power cut finds one of these states and never a later rename
//! without an earlier one. The loader, and Kafka's, finish or discard:
//! - while a `.cleaned` file is there the old segments are whole: `.cleaned` and `.swap` files go;
//! - a `.log.swap` alone is complete and synced: the old segments that begin within it go, it gets its name;
//! - other `.swap` files beside a `.log` belong to it.
//!
//! In memory the log changes once, when all `.swap` names are durable. Until its last rename the new segment knows by which
//! names its files are to be opened.

use std::path::{Path, PathBuf};

use ::io::{File, FileSystem};

use crate::Offset;
use crate::durability::SyncStep;
use crate::error::{Error, StorageContext};
use crate::file_name::{FileKind, FileName, FileState};
use crate::log::Log;
use crate::segment::Segment;

#[derive(Copy, Clone, Debug, Eq, PartialEq, Ord, PartialOrd)]
enum Stage {
    Written,
    LogSynced,
    NamesSynced,
    Swapped,
    OldGone,
    LogLive,
    Done,
}

/// A cleaned segment on its way.
#[derive(Debug)]
pub(super) struct Swap {
    stage: Stage,
    base_offset: Offset,
    /// Base offsets of the segments that it replaces.
    sources: Vec<Offset>,
    /// The cleaned segment, until it is in the log.
    segment: Option<Segment>,
    file: File,
    has_transaction_index: bool,
    /// Files to be removed later.
    deleted: Vec<PathBuf>,
}

/// What comes next.
#[derive(Debug)]
pub(super) enum SwapStep {
    /// To be submitted; [`Swap::advance`] again when it is done.
    Sync(SyncStep),
    /// The log is not what it was when the cleaning began, and the cleaned segment is of no use.
    Abandoned,
    /// The new segment is in its place. What is left of the old ones is to be removed later.
    Done(Vec<PathBuf>),
}

const BESIDE_LOG: [FileKind; 3] = [FileKind::OffsetIndex, FileKind::TimeIndex, FileKind::TransactionIndex];

impl Swap {
    /// `segment` is written and sealed under `.cleaned` names, and nothing of it is synced but its transaction index.
    pub(super) fn new(
        segment: Segment,
        file: File,
        sources: Vec<Offset>,
        has_transaction_index: bool,
    ) -> Self {
        Swap {
            stage: Stage::Written,
            base_offset: segment.base_offset(),
            sources,
            segment: Some(segment),
            file,
            has_transaction_index,
            deleted: Vec::new(),
        }
    }

    /// Whether it can no longer be given up: names of the old segments are going.
    pub(super) fn is_decided(&self) -> bool {
        self.stage >= Stage::Swapped
    }

    /// The base offset of the cleaned segment.
    pub(super) fn base_offset(&self) -> Offset {
        self.base_offset
    }

    /// Goes on after the last step was done. An error of a full disk leaves everything so that this may be called again.
    pub(super) fn advance(&mut self, fs: &mut impl FileSystem, log: &mut Log) -> Result<SwapStep, Error> {
        let sync_folder = SwapStep::Sync(SyncStep::Directory(log.folder.clone()));
        match self.stage {
            Stage::Written => {
                self.stage = Stage::LogSynced;
                Ok(SwapStep::Sync(SyncStep::File(self.file.clone())))
            }
            Stage::LogSynced => {
                self.remove_snapshots(fs, log)?;
                self.stage = Stage::NamesSynced;
                Ok(sync_folder)
            }
            Stage::NamesSynced => {
                if find_sources(log, &self.sources).is_none() {
                    return Ok(SwapStep::Abandoned);
                }
                log.is_swapping = true;
                self.rename_to_swap(fs, &log.folder)?;
                self.stage = Stage::Swapped;
                Ok(sync_folder)
            }
            Stage::Swapped => {
                self.install(log);
                self.rename_old(fs, log)?;
                self.stage = Stage::OldGone;
                Ok(sync_folder)
            }
            Stage::OldGone => {
                rename(fs, &log.folder, self.base_offset, FileKind::Log, FileState::Swap, FileState::Live)?;
                self.installed(log).set_log_state(FileState::Live);
                self.stage = Stage::LogLive;
                Ok(sync_folder)
            }
            Stage::LogLive => {
                for kind in BESIDE_LOG {
                    rename(fs, &log.folder, self.base_offset, kind, FileState::Swap, FileState::Live)?;
                }
                self.installed(log).set_index_state(FileState::Live);
                self.stage = Stage::Done;
                Ok(sync_folder)
            }
            Stage::Done => {
                log.is_swapping = false;
                Ok(SwapStep::Done(std::mem::take(&mut self.deleted)))
            }
        }
    }

    fn rename_to_swap(&mut self, fs: &mut impl FileSystem, folder: &Path) -> Result<(), Error> {
        for kind in FileKind::OF_SEGMENT {
            rename(fs, folder, self.base_offset, kind, FileState::Cleaned, FileState::Swap)?;
        }
        Ok(())
    }

    /// The log is read from the cleaned segment from now on. Who reads the old ones has their files open.
    fn install(&mut self, log: &mut Log) {
        let Some(mut segment) = self.segment.take() else { return };
        segment.set_log_state(FileState::Swap);
        segment.set_index_state(FileState::Swap);
        segment.close_files();
        let place = find_sources(log, &self.sources).expect("nothing takes segments out of a swapping log");
        let added = segment.size().as_u64();
        let removed: u64 = log.segments.splice(place, [segment]).map(|old| old.size().as_u64()).sum();
        log.size_bytes = log.size_bytes + added - removed;
        for source in &self.sources {
            log.transaction_indexes.remove(source);
        }
        if self.has_transaction_index {
            log.transaction_indexes.insert(self.base_offset);
        }
        log.forget_read_hints();
    }

    /// A snapshot below the markers that go would call their transactions open for ever. Those above them, and the batches
    /// themselves, tell the same of producers; so older ones go first.
    fn remove_snapshots(&mut self, fs: &mut impl FileSystem, log: &mut Log) -> Result<(), Error> {
        let Some(place) = find_sources(log, &self.sources) else { return Ok(()) };
        let end = log.segment_end(place.end - 1);
        while let Some(offset) = log.snapshots.first().copied().filter(|offset| *offset < end) {
            let kind = FileKind::ProducerSnapshot;
            if rename(fs, &log.folder, offset, kind, FileState::Live, FileState::Deleted)? {
                self.deleted.push(name(offset, kind, FileState::Deleted).path(&log.folder));
            }
            log.snapshots.remove(&offset);
        }
        Ok(())
    }

    fn rename_old(&mut self, fs: &mut impl FileSystem, log: &Log) -> Result<(), Error> {
        for source in &self.sources {
            for kind in FileKind::OF_SEGMENT {
                if rename(fs, &log.folder, *source, kind, FileState::Live, FileState::Deleted)? {
                    self.deleted.push(name(*source, kind, FileState::Deleted).path(&log.folder));
                }
            }
        }
        Ok(())
    }

    fn installed<'a>(&self, log: &'a mut Log) -> &'a mut Segment {
        let index = log.segments.binary_search_by_key(&self.base_offset, Segment::base_offset);
        &mut log.segments[index.expect("nothing takes segments out of a swapping log")]
    }
}

/// Where these segments lie in the log, one behind the other; none when some of them are not there any more.
pub(super) fn find_sources(log: &Log, sources: &[Offset]) -> Option<std::ops::Range<usize>> {
    let first = log.segments.binary_search_by_key(sources.first()?, Segment::base_offset).ok()?;
    let place = first..first + sources.len();
    // The active segment is never among them.
    let found = log.segments[..log.segments.len() - 1].get(place.clone())?;
    found.iter().map(Segment::base_offset).eq(sources.iter().copied()).then_some(place)
}

/// Removes what a cleaning that was given up has left. The `.log` goes last: as a `.swap` alone it is still a whole segment.
pub(super) fn remove_unfinished(
    fs: &mut impl FileSystem,
    folder: &Path,
    base_offset: Offset,
) -> Result<(), Error> {
    for kind in BESIDE_LOG.into_iter().chain([FileKind::Log]) {
        for state in [FileState::Swap, FileState::Cleaned] {
            let path = name(base_offset, kind, state).path(folder);
            match fs.remove_file(&path) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(error).context("removing", &path);
                }
                _ => {}
            }
        }
    }
    Ok(())
}

fn name(offset: Offset, kind: FileKind, state: FileState) -> FileName {
    FileName::live(offset, kind).in_state(state)
}

/// Renames a file if it is there; it is not when a segment has no such index, or when this is done a second time.
fn rename(
    fs: &mut impl FileSystem,
    folder: &Path,
    offset: Offset,
    kind: FileKind,
    from: FileState,
    to: FileState,
) -> Result<bool, Error> {
    let (from, to) = (name(offset, kind, from).path(folder), name(offset, kind, to).path(folder));
    match fs.rename(&from, &to) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error).context("renaming", &from),
    }
}
