//! The start after a crash: what journals have and segments miss is put where it belongs, before any log is opened.
//!
//! It ends with everything that the entries speak of synced, and only then the journals go: cut anywhere by another crash, it
//! begins again and finds done what was done.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use ::io::{EntryKind, File, FileSystem, OpenOptions};
use protocol::Uuid;

use super::is_journal_name;
use super::reader::{FoundEntry, read_entries};
use crate::batch::BatchSummary;
use crate::checkpoint::{CONTROL_FILE_LEN_MAX, PartitionMetadata, RecoveryPoints};
use crate::error::{Error, StorageContext};
use crate::file_name::{FileKind, FileName, FileState, FolderName, PARTITION_METADATA};
use crate::loader::{FolderContent, put_in_order};
use crate::planted::{self, Bug};
use crate::scan::{BatchScanner, HeaderScanner, Scanned};
use crate::{LeaderEpoch, Offset, Position};

/// What a replay did, for an operator.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct JournalReport {
    /// The journals that were there.
    pub journals: Vec<PathBuf>,
    /// Batches in them.
    pub batches: u64,
    /// Batches that segments missed and have again.
    pub restored: u64,
    /// Batches of topics that are not there any more.
    pub dropped: u64,
    /// Batches below the recovery point of their log: its segments have had them for long.
    pub synced: u64,
    /// Batches that nothing leads up to, or whose place is taken: never acknowledged, or another broker went on.
    pub passed_over: u64,
    /// Rounds that end in an entry that is not whole: a power cut tore the group that was being written.
    pub torn: u64,
    /// Partitions that were looked at and synced.
    pub partitions: usize,
}

impl fmt::Display for JournalReport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let JournalReport { batches, restored, dropped, synced, passed_over, partitions, .. } = self;
        write!(
            formatter,
            "{} journals with {batches} batches of {partitions} partitions: {restored} restored, {dropped} of deleted topics dropped, {synced} known to be synced, {passed_over} passed over",
            self.journals.len()
        )
    }
}

/// A batch in a journal, and where it belongs.
#[derive(Copy, Clone, Debug)]
struct Piece {
    journal: usize,
    /// Where it begins in the journal's file.
    at: u64,
    position: Position,
    batch: BatchSummary,
}

impl Piece {
    fn end(&self) -> Position {
        self.position + self.batch.size
    }
}

/// By segment, in the order of the journals.
type Segments = BTreeMap<Offset, Vec<Piece>>;
type Pieces = BTreeMap<(Uuid, i32), Segments>;

/// A partition's folder, and below which offset its segments were synced, as the checkpoint says.
#[derive(Debug)]
struct Home {
    folder: PathBuf,
    recovery_point: Offset,
}

/// Replays all journals of a log directory and removes them. To be called at a start, before any log of the directory is opened
/// and while its lock is held; `was_clean` tells that the directory has the mark of a clean stop, after which a journal is of no
/// value. Blocks for as long as the syncs of all segments take that the journals speak of.
///
/// # Errors
/// A file that cannot be read, written or synced, or no space for what is to be restored: the directory is not to be used then,
/// for acknowledged records would be missing. Trying again is safe.
pub fn replay_journals(
    fs: &mut impl FileSystem,
    directory: &Path,
    was_clean: bool,
) -> Result<JournalReport, Error> {
    let mut report = JournalReport { journals: find(fs, directory)?, ..JournalReport::default() };
    if report.journals.is_empty() {
        return Ok(report);
    }
    if was_clean {
        tracing::warn!(directory = %directory.display(), "a journal beside a mark of a clean stop is removed unread");
    } else {
        let mut files = Vec::new();
        for path in &report.journals {
            files.push(fs.open(path, OpenOptions::read()).context("opening", path)?);
        }
        let pieces = read(fs, &files, &mut report)?;
        if planted::bug(Bug::JournalRemovedBeforeSync) {
            remove(fs, directory, &report.journals)?;
        }
        Replay { fs, directory, files: &files, report: &mut report, touched: Vec::new() }.run(pieces)?;
    }
    remove(fs, directory, &report.journals)?;
    Ok(report)
}

fn find(fs: &mut impl FileSystem, directory: &Path) -> Result<Vec<PathBuf>, Error> {
    let entries = fs.list(directory).context("listing", directory)?;
    let journals =
        entries.into_iter().filter(|entry| entry.kind == EntryKind::File && is_journal_name(&entry.name));
    Ok(journals.map(|entry| directory.join(entry.name)).collect())
}

fn remove(fs: &mut impl FileSystem, directory: &Path, journals: &[PathBuf]) -> Result<(), Error> {
    for path in journals {
        match fs.remove_file(path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(error).context("removing", path);
            }
            _ => {}
        }
    }
    fs.sync_directory(directory).context("syncing", directory)
}

fn read(fs: &mut impl FileSystem, files: &[File], report: &mut JournalReport) -> Result<Pieces, Error> {
    let mut pieces = Pieces::new();
    for (journal, file) in files.iter().enumerate() {
        report.torn += read_entries(fs, file, |FoundEntry { header, batches }| {
            let partition = pieces.entry((header.topic_id, header.partition)).or_default();
            let segment = partition.entry(header.segment).or_default();
            let mut position = header.position;
            for (at, batch) in batches {
                segment.push(Piece { journal, at, position, batch });
                position = position + batch.size;
                report.batches += 1;
            }
        })?;
    }
    Ok(pieces)
}

struct Replay<'a, F: FileSystem> {
    fs: &'a mut F,
    directory: &'a Path,
    files: &'a [File],
    report: &'a mut JournalReport,
    /// Files to be synced, and after them their folders.
    touched: Vec<(File, PathBuf)>,
}

impl<F: FileSystem> Replay<'_, F> {
    fn run(mut self, pieces: Pieces) -> Result<(), Error> {
        let folders = self.folders_of(&pieces)?;
        for (id, segments) in pieces {
            let Some(home) = folders.get(&id) else {
                self.report.dropped += segments.values().map(|pieces| pieces.len() as u64).sum::<u64>();
                continue;
            };
            self.report.partitions += 1;
            let segments = self.without_synced(segments, home.recovery_point);
            self.replay_partition(home, segments)?;
        }
        if planted::bug(Bug::JournalRemovedBeforeSync) {
            return Ok(());
        }
        // Segments before the names that lead to them.
        for (file, _) in &self.touched {
            self.fs.sync(file).context("syncing", file.path())?;
        }
        let mut folders: Vec<PathBuf> = self.touched.into_iter().map(|(_, folder)| folder).collect();
        folders.dedup();
        for folder in folders {
            self.fs.sync_directory(&folder).context("syncing", &folder)?;
        }
        Ok(())
    }

    /// What lies below the recovery point has reached the segments long ago. What is not there any more was compacted: it must
    /// not come back, for what superseded it may be gone, too.
    fn without_synced(&mut self, mut segments: Segments, recovery_point: Offset) -> Segments {
        for pieces in segments.values_mut() {
            let before = pieces.len();
            pieces.retain(|piece| piece.batch.next_offset() > recovery_point);
            self.report.synced += (before - pieces.len()) as u64;
        }
        segments.retain(|_, pieces| !pieces.is_empty());
        segments
    }

    /// The folders of the partitions that have entries, by what `partition.metadata` says.
    fn folders_of(&mut self, pieces: &Pieces) -> Result<BTreeMap<(Uuid, i32), Home>, Error> {
        let recovery_points = RecoveryPoints::read(self.fs, self.directory)?;
        let mut folders = BTreeMap::new();
        for entry in self.fs.list(self.directory).context("listing", self.directory)? {
            // A journal's name looks like a partition's.
            let folder_name = FolderName::parse(&entry.name).filter(|_| entry.kind == EntryKind::Directory);
            let Some(FolderName::Partition(topic_partition)) = folder_name else { continue };
            let folder = self.directory.join(&entry.name);
            let path = folder.join(PARTITION_METADATA);
            let bytes = match self.fs.read_all(&path, CONTROL_FILE_LEN_MAX) {
                Ok(bytes) => bytes,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
                Err(error) => return Err(error).context("reading", &path),
            };
            // A damaged one is of a log that was never journaled: it would have been synced.
            let Ok(metadata) = PartitionMetadata::decode(&bytes) else { continue };
            let (partition, recovery_point) =
                (topic_partition.partition, recovery_points.of(&topic_partition));
            if planted::bug(Bug::JournalDeletedTopicReplayed) {
                for id in pieces.keys().filter(|(_, number)| *number == partition) {
                    folders.insert(*id, Home { folder: folder.clone(), recovery_point });
                }
            }
            folders.insert((metadata.topic_id, partition), Home { folder, recovery_point });
        }
        Ok(folders)
    }

    fn replay_partition(&mut self, home: &Home, segments: Segments) -> Result<(), Error> {
        let folder = &*home.folder;
        let mut content = put_in_order(self.fs, folder)?;
        for (base_offset, mut pieces) in segments {
            pieces.sort_by_key(|piece| piece.position);
            let restored = match content.segments.get(&base_offset).copied() {
                Some(len) => self.replay_segment(folder, base_offset, len, &pieces)?,
                None => self.make_segment(home, base_offset, &pieces, &mut content)?,
            };
            self.report.restored += restored;
        }
        Ok(())
    }

    /// A segment that is there gets what it misses.
    fn replay_segment(
        &mut self,
        folder: &Path,
        base_offset: Offset,
        len: u32,
        pieces: &[Piece],
    ) -> Result<u64, Error> {
        let path = FileName::live(base_offset, FileKind::Log).path(folder);
        let file = self.fs.open(&path, OpenOptions::read()).context("opening", &path)?;
        let mut missing = None;
        for (index, piece) in pieces.iter().enumerate() {
            if !self.is_there(&file, piece)? {
                missing = Some(index);
                break;
            }
        }
        let Some(first) = missing.filter(|_| !planted::bug(Bug::JournalSegmentTrusted)) else {
            self.touched.push((file, folder.to_owned()));
            return Ok(0);
        };
        if !self.belongs(&file, base_offset, len, &pieces[first])? {
            self.report.passed_over += (pieces.len() - first) as u64;
            self.touched.push((file, folder.to_owned()));
            return Ok(0);
        }
        let pieces = &pieces[first..];
        if pieces[0].position == Position(len) {
            let file = self.fs.open(&path, OpenOptions::segment().existing()).context("opening", &path)?;
            return self.append(file, folder, Position(len), pieces);
        }
        self.rewrite(folder, base_offset, &file, Position(len), pieces)
    }

    fn is_there(&mut self, file: &File, piece: &Piece) -> Result<bool, Error> {
        let size = piece.batch.size as usize;
        let (mut ours, mut theirs) = (vec![0; size], vec![0; size]);
        let read = self.fs.read_at(file, piece.position.as_u64(), &mut ours);
        if read.context("reading", file.path())? < size {
            return Ok(false);
        }
        self.read_piece(piece, &mut theirs)?;
        Ok(ours == theirs)
    }

    fn read_piece(&mut self, piece: &Piece, into: &mut [u8]) -> Result<(), Error> {
        let journal = &self.files[piece.journal];
        let read = self.fs.read_at(journal, piece.at, into).context("reading", journal.path())?;
        match read == into.len() {
            true => Ok(()),
            false => Err(Error::MalformedFile {
                path: journal.path().to_owned(),
                reason: "became shorter while it was read".to_owned(),
            }),
        }
    }

    /// Whether the valid batches of a segment lead up to the place of a batch that is not there, and nothing valid has it.
    ///
    /// A compacted segment, or one that another broker went on with, has something valid there, or its batches end elsewhere.
    fn belongs(&mut self, file: &File, base_offset: Offset, len: u32, piece: &Piece) -> Result<bool, Error> {
        if piece.position > Position(len) || planted::bug(Bug::JournalTornEntryTaken) {
            return Ok(piece.position <= Position(len));
        }
        let (mut next, mut epoch) = (base_offset, LeaderEpoch::NONE);
        let mut scanner = BatchScanner::new(file.clone(), Position::ZERO, piece.position);
        loop {
            match scanner.next(self.fs)?.0 {
                Scanned::Batch(found) if found.batch.base_offset >= next => {
                    next = found.batch.next_offset();
                    epoch = epoch.max(found.batch.leader_epoch);
                }
                Scanned::Batch(_) | Scanned::Defect(_) => return Ok(false),
                Scanned::End => break,
            }
        }
        if next > piece.batch.base_offset || epoch > piece.batch.leader_epoch {
            return Ok(false);
        }
        let mut scanner = BatchScanner::new(file.clone(), piece.position, Position(len));
        let is_taken =
            matches!(scanner.next(self.fs)?.0, Scanned::Batch(found) if found.batch.base_offset >= next);
        Ok(!is_taken)
    }

    /// Writes the pieces that follow one another from the end of a segment on.
    fn append(
        &mut self,
        file: File,
        folder: &Path,
        mut end: Position,
        pieces: &[Piece],
    ) -> Result<u64, Error> {
        let (mut restored, mut bytes) = (0, Vec::new());
        for piece in pieces {
            if piece.position != end {
                self.report.passed_over += 1;
                continue;
            }
            bytes.resize(piece.batch.size as usize, 0);
            self.read_piece(piece, &mut bytes)?;
            self.fs.write_at(&file, end.as_u64(), &bytes).context("writing", file.path())?;
            end = piece.end();
            restored += 1;
        }
        self.touched.push((file, folder.to_owned()));
        Ok(restored)
    }

    /// A segment has other bytes where pieces belong: a copy gets the pieces and keeps the rest, and takes its place. Bytes of a
    /// segment are written once; an old socket may still be sending them.
    fn rewrite(
        &mut self,
        folder: &Path,
        base_offset: Offset,
        old: &File,
        len: Position,
        pieces: &[Piece],
    ) -> Result<u64, Error> {
        let name = FileName::live(base_offset, FileKind::Log);
        let (path, new_path) = (name.path(folder), name.in_state(FileState::Cleaned).path(folder));
        let options = OpenOptions::read_write().truncate_to_zero();
        let new = self.fs.open(&new_path, options).context("creating", &new_path)?;
        let (mut end, mut restored, mut bytes) = (Position::ZERO, 0, Vec::new());
        for piece in pieces {
            end = self.copy(old, &new, end, piece.position.min(len))?;
            if piece.position != end {
                self.report.passed_over += 1;
                continue;
            }
            bytes.resize(piece.batch.size as usize, 0);
            self.read_piece(piece, &mut bytes)?;
            self.fs.write_at(&new, end.as_u64(), &bytes).context("writing", &new_path)?;
            end = piece.end();
            restored += 1;
        }
        self.copy(old, &new, end, len)?;
        self.fs.sync(&new).context("syncing", &new_path)?;
        self.fs.rename(&new_path, &path).context("renaming", &new_path)?;
        self.fs.sync_directory(folder).context("syncing", folder)?;
        Ok(restored)
    }

    /// Copies what lies between two positions, if anything does. Answers where the new file ends.
    fn copy(&mut self, old: &File, new: &File, from: Position, to: Position) -> Result<Position, Error> {
        const BLOCK_LEN: u32 = 256 << 10;
        let (mut at, mut block) = (from, Vec::new());
        while at < to {
            block.resize((to - at).min(BLOCK_LEN) as usize, 0);
            let read = self.fs.read_at(old, at.as_u64(), &mut block).context("reading", old.path())?;
            if read == 0 {
                break;
            }
            self.fs.write_at(new, at.as_u64(), &block[..read]).context("writing", new.path())?;
            at = at + read as u32;
        }
        Ok(at)
    }

    /// A segment is not there: its name was not durable when the power went, or it has been removed since. It is made when it
    /// continues what is there without a gap, for the segment before it was not compacted either; a log's oldest segment had a
    /// durable name.
    fn make_segment(
        &mut self,
        home: &Home,
        base_offset: Offset,
        pieces: &[Piece],
        content: &mut FolderContent,
    ) -> Result<u64, Error> {
        let (first, folder) = (&pieces[0], &*home.folder);
        let older = content.segments.range(..base_offset).next_back().map(|(base, _)| *base);
        let continues = match older {
            Some(older) => {
                first.position == Position::ZERO
                    && first.batch.base_offset >= base_offset
                    && self.leads_up_to(base_offset, home, older)?
            }
            None => false,
        };
        if !continues {
            self.report.passed_over += pieces.len() as u64;
            return Ok(0);
        }
        let path = FileName::live(base_offset, FileKind::Log).path(folder);
        let file = self.fs.open(&path, OpenOptions::segment().create_new()).context("creating", &path)?;
        let restored = self.append(file, folder, Position::ZERO, pieces)?;
        content.segments.insert(base_offset, 0);
        Ok(restored)
    }

    /// Whether nothing is missing between a segment and another that begins at `base_offset`. A log that the disk has cut short of
    /// its recovery point goes on there.
    fn leads_up_to(&mut self, base_offset: Offset, home: &Home, older: Offset) -> Result<bool, Error> {
        let end = self.end_of(&home.folder, older)?;
        Ok(end == base_offset || end < base_offset && base_offset <= home.recovery_point)
    }

    /// The offset after the last batch of a segment, by the headers.
    fn end_of(&mut self, folder: &Path, base_offset: Offset) -> Result<Offset, Error> {
        let path = FileName::live(base_offset, FileKind::Log).path(folder);
        let file = self.fs.open(&path, OpenOptions::read()).context("opening", &path)?;
        // What was restored in it counts, too.
        let len = self.fs.file_len(&file).context("looking at", &path)?;
        let len = Position(u32::try_from(len).unwrap_or(Position::MAX.0).min(Position::MAX.0));
        let mut block = Vec::new();
        let mut scanner = HeaderScanner::new(&file, Position::ZERO, len, &mut block);
        let mut end = base_offset;
        while let Scanned::Batch(found) = scanner.next(self.fs)? {
            end = end.max(found.batch.next_offset());
        }
        Ok(end)
    }
}
