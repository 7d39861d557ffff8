//! One segment of a log: its `.log` file and the two sparse indexes beside it.

use std::path::Path;
use std::time::Duration;

use ::io::{File, FileSystem, OpenOptions};

use crate::batch::BatchSummary;
use crate::error::{Error, StorageContext};
use crate::file_name::{FileKind, FileName, FilePath, FileState, ToPath};
use crate::log_config::LogConfig;
use crate::sparse_index::{IndexEntry, OffsetEntry, SparseIndex, TimeEntry};
use crate::{Offset, Position};

/// A timestamp and the batch that has it.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub struct TimestampOffset {
    /// Unix milliseconds.
    pub timestamp: i64,
    /// Last offset of the batch.
    pub offset: Offset,
}

/// One segment. The active one is the last of its log and grows; all others are sealed.
#[derive(Debug)]
pub struct Segment {
    base_offset: Offset,
    /// Bytes of all batches that were assigned to it, written yet or not.
    size: Position,
    file: Option<File>,
    last_used: Duration,
    offset_index: SparseIndex<OffsetEntry>,
    time_index: SparseIndex<TimeEntry>,
    max_timestamp: Option<TimestampOffset>,
    /// Timestamp of its first batch, from which `segment.ms` counts.
    first_timestamp: Option<i64>,
    bytes_since_index_entry: u32,
    /// When it was last appended to, by the broker's clock.
    last_append_ms: i64,
    created_ms: i64,
    roll_jitter_ms: i64,
    /// What its files are called while a cleaned segment takes its place.
    log_state: FileState,
    index_state: FileState,
}

/// Whether a segment may be opened as it is.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub(crate) enum IndexState {
    /// Both indexes are there and plausible.
    Plausible,
    /// At least one is missing or cannot be right: read the log and rebuild both.
    Rebuild,
}

impl Segment {
    /// Creates the file of a new, active segment. Its name is durable only after a sync of the folder.
    pub(crate) fn create(
        fs: &mut impl FileSystem,
        folder: &Path,
        base_offset: Offset,
        now_ms: i64,
        roll_jitter_ms: i64,
    ) -> Result<Self, Error> {
        let path = FileName::live(base_offset, FileKind::Log).path(folder);
        let file = fs.open(&path, OpenOptions::segment().create_new()).context("creating", &path)?;
        Ok(Segment { file: Some(file), roll_jitter_ms, ..Segment::empty(base_offset, now_ms) })
    }

    /// A segment whose file is there and whose indexes are to be built by [`Segment::on_batch`].
    pub(crate) fn empty(base_offset: Offset, modified_ms: i64) -> Self {
        Segment {
            base_offset,
            size: Position::ZERO,
            file: None,
            last_used: Duration::ZERO,
            offset_index: SparseIndex::new(),
            time_index: SparseIndex::new(),
            max_timestamp: None,
            first_timestamp: None,
            bytes_since_index_entry: 0,
            last_append_ms: modified_ms,
            created_ms: modified_ms,
            roll_jitter_ms: 0,
            log_state: FileState::Live,
            index_state: FileState::Live,
        }
    }

    /// Its `.log` file bears another name from now on.
    pub(crate) fn set_log_state(&mut self, state: FileState) {
        self.log_state = state;
    }

    /// The files beside its `.log` bear other names from now on.
    pub(crate) fn set_index_state(&mut self, state: FileState) {
        self.index_state = state;
    }

    /// Opens a segment of `len` bytes with the indexes that lie beside it.
    pub(crate) fn open(
        fs: &mut impl FileSystem,
        folder: &Path,
        base_offset: Offset,
        len: u32,
    ) -> Result<(Self, IndexState), Error> {
        let mut segment = Segment::empty(base_offset, 0);
        segment.size = Position(len);
        let path = FileName::live(base_offset, FileKind::Log).path(folder);
        let file = segment.file(fs, folder, Duration::ZERO)?;
        let modified_ms = fs.modified_ms(&file).context("looking at", &path)?;
        segment.last_append_ms = modified_ms;
        segment.created_ms = modified_ms;
        let state = segment.open_indexes(fs, folder)?;
        Ok((segment, state))
    }

    fn open_indexes(&mut self, fs: &mut impl FileSystem, folder: &Path) -> Result<IndexState, Error> {
        let path = self.path(folder, FileKind::OffsetIndex);
        let offset_index = SparseIndex::open(fs, path).context("opening", path)?;
        let path = self.path(folder, FileKind::TimeIndex);
        let time_index = SparseIndex::open(fs, path).context("opening", path)?;
        let (Some(offset_index), Some(time_index)) = (offset_index, time_index) else {
            return Ok(IndexState::Rebuild);
        };
        self.offset_index = offset_index;
        self.time_index = time_index;
        self.max_timestamp = self.time_index.last().map(|entry| self.timestamp_offset(entry));
        let is_position_known = self.offset_index.last().is_none_or(|entry| entry.position < self.size);
        Ok(if is_position_known { IndexState::Plausible } else { IndexState::Rebuild })
    }

    /// Whether the entries of both index files rise. Reads them whole.
    pub(crate) fn has_rising_indexes(
        &mut self,
        fs: &mut impl FileSystem,
        folder: &Path,
    ) -> Result<bool, Error> {
        let path = self.path(folder, FileKind::OffsetIndex);
        if !self.offset_index.rises(fs, path).context("reading", path)? {
            return Ok(false);
        }
        let path = self.path(folder, FileKind::TimeIndex);
        self.time_index.rises(fs, path).context("reading", path)
    }

    /// The offset that its file names carry; no batch below it is in here.
    pub fn base_offset(&self) -> Offset {
        self.base_offset
    }

    /// Bytes of its batches.
    pub fn size(&self) -> Position {
        self.size
    }

    /// The largest timestamp of its batches.
    pub fn max_timestamp(&self) -> Option<TimestampOffset> {
        self.max_timestamp
    }

    /// When it was last appended to, Unix milliseconds.
    pub fn last_append_ms(&self) -> i64 {
        self.last_append_ms
    }

    pub(crate) fn set_last_append_ms(&mut self, now_ms: i64) {
        self.last_append_ms = now_ms;
    }

    pub(crate) fn path<'a>(&self, folder: &'a Path, kind: FileKind) -> FilePath<'a> {
        let state = if kind == FileKind::Log { self.log_state } else { self.index_state };
        FilePath { folder, name: FileName::live(self.base_offset, kind).in_state(state) }
    }

    /// Its `.log` file, opened when it is not.
    pub(crate) fn file(
        &mut self,
        fs: &mut impl FileSystem,
        folder: &Path,
        now: Duration,
    ) -> Result<File, Error> {
        self.last_used = now;
        if let Some(file) = &self.file {
            return Ok(file.clone());
        }
        let path = self.path(folder, FileKind::Log);
        let file = fs.open(&path.to_path(), OpenOptions::read()).context("opening", path)?;
        Ok(self.file.insert(file).clone())
    }

    /// Opens the file for appends: from now on the segment is the active one.
    pub(crate) fn activate(&mut self, fs: &mut impl FileSystem, folder: &Path) -> Result<File, Error> {
        let path = self.path(folder, FileKind::Log);
        let file = fs.open(&path.to_path(), OpenOptions::segment().existing()).context("opening", path)?;
        Ok(self.file.insert(file).clone())
    }

    /// Gives descriptors back that were not used since `since`.
    pub(crate) fn close_if_idle(&mut self, since: Duration) {
        if self.last_used < since {
            self.close_files();
        }
    }

    pub(crate) fn close_files(&mut self) {
        self.file = None;
        self.offset_index.close();
        self.time_index.close();
    }

    /// Whether a new segment has to begin before `size` bytes up to `last_offset` are appended.
    pub(crate) fn must_roll(
        &self,
        config: &LogConfig,
        size: u32,
        last_offset: Offset,
        timestamp: i64,
        now_ms: i64,
    ) -> bool {
        if self.size == Position::ZERO {
            return last_offset.relative_to(self.base_offset).is_none();
        }
        let bytes_max = config.segment_bytes_max.min(Position::MAX.0);
        let waited_ms = match self.first_timestamp {
            Some(first) if timestamp >= 0 => timestamp.saturating_sub(first),
            _ => now_ms.saturating_sub(self.created_ms),
        };
        u64::from(self.size.0) + u64::from(size) > u64::from(bytes_max)
            || waited_ms > config.segment_ms_max() - self.roll_jitter_ms
            || is_full(&self.offset_index, config, 0)
            // The last entry is written when the segment is sealed.
            || is_full(&self.time_index, config, 1)
            || last_offset.relative_to(self.base_offset).is_none()
    }

    /// A batch was put behind the others: moves size, timestamps and indexes on, as Kafka does, so that its tools find in
    /// the indexes what they expect.
    pub(crate) fn on_batch(
        &mut self,
        fs: &mut impl FileSystem,
        folder: &Path,
        config: &LogConfig,
        batch: &BatchSummary,
    ) -> Result<(), Error> {
        self.note_timestamp(batch);
        if self.bytes_since_index_entry > config.index_interval_bytes {
            self.add_index_entries(fs, folder, batch.last_offset())?;
            self.bytes_since_index_entry = 0;
        }
        self.size = self.size + batch.size;
        self.bytes_since_index_entry = self.bytes_since_index_entry.saturating_add(batch.size);
        Ok(())
    }

    /// Moves timestamps on for a batch that the indexes know already.
    pub(crate) fn note_timestamp(&mut self, batch: &BatchSummary) {
        self.first_timestamp =
            self.first_timestamp.or((batch.max_timestamp >= 0).then_some(batch.max_timestamp));
        if batch.max_timestamp >= 0
            && self.max_timestamp.is_none_or(|max| batch.max_timestamp > max.timestamp)
        {
            self.max_timestamp =
                Some(TimestampOffset { timestamp: batch.max_timestamp, offset: batch.last_offset() });
        }
    }

    /// The timestamp of its first batch, once that was read.
    pub(crate) fn first_timestamp(&self) -> Option<i64> {
        self.first_timestamp
    }

    /// Bytes of the larger one of its indexes.
    pub(crate) fn index_bytes(&self) -> u32 {
        let offsets = self.offset_index.len().saturating_mul(OffsetEntry::SIZE as u32);
        offsets.max(self.time_index.len().saturating_mul(TimeEntry::SIZE as u32))
    }

    pub(crate) fn set_first_timestamp(&mut self, batch: &BatchSummary) {
        self.first_timestamp = (batch.max_timestamp >= 0).then_some(batch.max_timestamp);
    }

    pub(crate) fn set_bytes_since_index_entry(&mut self, bytes: u32) {
        self.bytes_since_index_entry = bytes;
    }

    fn add_index_entries(
        &mut self,
        fs: &mut impl FileSystem,
        folder: &Path,
        last_offset: Offset,
    ) -> Result<(), Error> {
        let relative_offset = last_offset
            .relative_to(self.base_offset)
            .expect("the segment rolls before an offset does not fit");
        let path = self.path(folder, FileKind::OffsetIndex);
        let entry = OffsetEntry { relative_offset, position: self.size };
        self.offset_index.push(fs, path, entry).context("writing", path)?;
        self.add_time_entry(fs, folder)
    }

    fn add_time_entry(&mut self, fs: &mut impl FileSystem, folder: &Path) -> Result<(), Error> {
        let Some(max) = self.max_timestamp else { return Ok(()) };
        if self.time_index.last().is_some_and(|last| last.timestamp >= max.timestamp) {
            return Ok(());
        }
        let relative_offset = max
            .offset
            .relative_to(self.base_offset)
            .expect("the segment rolls before an offset does not fit");
        let path = self.path(folder, FileKind::TimeIndex);
        let entry = TimeEntry { timestamp: max.timestamp, relative_offset };
        self.time_index.push(fs, path, entry).context("writing", path)
    }

    /// Completes the index files: the last time entry is the segment's largest timestamp. Answers whether they were not
    /// complete before.
    pub(crate) fn seal(&mut self, fs: &mut impl FileSystem, folder: &Path) -> Result<bool, Error> {
        self.add_time_entry(fs, folder)?;
        let path = self.path(folder, FileKind::OffsetIndex);
        let has_changed = self.offset_index.seal(fs, path).context("writing", path)?;
        let path = self.path(folder, FileKind::TimeIndex);
        Ok(self.time_index.seal(fs, path).context("writing", path)? || has_changed)
    }

    /// The same for a segment that was recovered: on a full disk its indexes stay in memory until the log is closed.
    pub(crate) fn seal_if_space(&mut self, fs: &mut impl FileSystem, folder: &Path) -> Result<(), Error> {
        match self.seal(fs, folder) {
            Err(Error::NoSpace { .. }) => Ok(()),
            result => result.map(drop),
        }
    }

    /// Whether [`Segment::seal`] has something left to write.
    pub(crate) fn is_unsealed(&self) -> bool {
        self.offset_index.has_tail() || self.time_index.has_tail()
    }

    /// The indexed batch to begin with when looking for `offset`: no batch before it ends at or above the offset.
    pub(crate) fn floor_entry(
        &mut self,
        fs: &mut impl FileSystem,
        folder: &Path,
        offset: Offset,
    ) -> Result<Option<OffsetEntry>, Error> {
        if offset < self.base_offset {
            return Ok(None);
        }
        let Some(relative) = offset.relative_to(self.base_offset) else {
            return Ok(self.offset_index.last());
        };
        let path = self.path(folder, FileKind::OffsetIndex);
        self.offset_index
            .find_last(fs, path, |entry| entry.relative_offset <= relative)
            .context("reading", path)
    }

    /// The last indexed batch that begins at or before `limit` and ends below `upper_bound`.
    pub(crate) fn floor_entry_by_position(
        &mut self,
        fs: &mut impl FileSystem,
        folder: &Path,
        limit: Position,
        upper_bound: Offset,
    ) -> Result<Option<OffsetEntry>, Error> {
        let base_offset = self.base_offset;
        let is_below = |entry: &OffsetEntry| {
            entry.position <= limit && base_offset + i64::from(entry.relative_offset) < upper_bound
        };
        let path = self.path(folder, FileKind::OffsetIndex);
        self.offset_index.find_last(fs, path, is_below).context("reading", path)
    }

    /// The last time entry at or before `timestamp`: every batch before its offset is older.
    pub(crate) fn floor_time_entry(
        &mut self,
        fs: &mut impl FileSystem,
        folder: &Path,
        timestamp: i64,
    ) -> Result<Option<TimestampOffset>, Error> {
        let path = self.path(folder, FileKind::TimeIndex);
        let entry = self
            .time_index
            .find_last(fs, path, |entry| entry.timestamp <= timestamp)
            .context("reading", path)?;
        Ok(entry.map(|entry| self.timestamp_offset(entry)))
    }

    /// Takes the indexes that were made anew from this segment's batches, and what they know of timestamps.
    pub(crate) fn take_indexes_of(&mut self, rebuilt: Segment) {
        self.offset_index = rebuilt.offset_index;
        self.time_index = rebuilt.time_index;
        self.max_timestamp = rebuilt.max_timestamp;
        self.first_timestamp = rebuilt.first_timestamp;
        self.bytes_since_index_entry = rebuilt.bytes_since_index_entry;
    }

    pub(crate) fn last_offset_entry(&self) -> Option<OffsetEntry> {
        self.offset_index.last()
    }

    fn timestamp_offset(&self, entry: TimeEntry) -> TimestampOffset {
        let offset = self.base_offset + i64::from(entry.relative_offset);
        TimestampOffset { timestamp: entry.timestamp, offset }
    }
}

fn is_full<E: IndexEntry>(index: &SparseIndex<E>, config: &LogConfig, spare: u32) -> bool {
    let entries_max = config.segment_index_bytes_max / E::SIZE as u32;
    index.len() + spare >= entries_max.max(spare + 1)
}
