//! The journal that a shard writes in one log directory: its file, its groups, its regions.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use ::io::{File, FileSystem, OpenOptions, Pool, SharedBuffer};
use protocol::Uuid;

use super::cost::making_ns;
use super::entry::{ENTRY_HEADER_LEN, EntryHeader};
use super::per_log::LogJournaling;
use super::statistics::JournalStatistics;
use super::{REGIONS, path_in, region_len};
use crate::error::{Error, StorageContext};
use crate::planted::{self, Bug};
use crate::{LogId, Offset};

/// Zeros that one write of a new file brings, and of how many slices.
const ZEROS_LEN: usize = 256 << 10;
const ZEROS_PER_WRITE: u64 = 16;
/// A region whose first entry is so old is freed though it is not full, so that a start after a crash has little to read.
pub(crate) const REGION_AGE_MAX: Duration = Duration::from_secs(5);
/// A journal takes no more than this part of what is free on its disk.
const FREE_SPACE_SHARE: u64 = 16;
/// Syncs of segments at once that free a region; those of more would keep the journal's waiting.
const DRAINS_MAX: usize = 16;

/// What the owner is to submit next.
#[derive(Debug)]
pub(crate) enum JournalStep {
    Write { file: File, position: u64, slices: Vec<SharedBuffer> },
    Sync(File),
    SyncDirectory(PathBuf),
}

#[derive(Copy, Clone, Debug, Eq, PartialEq)]
enum State {
    /// No space for it, or the file system refuses: direct syncs.
    Off,
    Absent,
    /// Zeros are being written from here on.
    Filling(u64),
    SyncingFile,
    SyncingName,
    Idle,
    Writing,
    Syncing,
}

#[derive(Debug, Default)]
struct Region {
    /// Logs with an entry in it.
    logs: Vec<LogId>,
    /// Logs whose segments are not synced up to their last entry in it.
    uncovered: usize,
    began: Option<Duration>,
}

/// What is being written and synced.
#[derive(Debug, Default)]
struct Group {
    /// What is not written yet.
    slices: Vec<SharedBuffer>,
    position: u64,
    /// Each log, and the end of what the group has of it.
    logs: Vec<(LogId, Offset)>,
    /// The journal was emptied meanwhile: it counts for nothing.
    is_void: bool,
}

/// What a log's sync meant for the regions.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub(crate) enum Covered {
    /// Nothing that anybody waits for.
    Nothing,
    /// Another log's sync may be begun.
    Drained,
}

/// One journal. [`crate::LogManager`] gives it entries and submits its operations.
#[derive(Debug)]
pub(crate) struct Journal {
    pub(crate) directory: Arc<Path>,
    path: PathBuf,
    bytes: u64,
    state: State,
    file: Option<File>,
    regions: [Region; REGIONS],
    active: usize,
    /// Where the next entry goes in the active region.
    filled: u64,
    generation: u64,
    sequence: u32,
    /// Logs with something for the next group.
    waiting: Vec<LogId>,
    group: Group,
    /// An emptied vector for the next write.
    spare: Vec<SharedBuffer>,
    /// What it would have saved so far.
    saved_ns: u64,
    /// Logs to be synced to free the region that is not active.
    draining: Vec<LogId>,
    drains: usize,
    statistics: JournalStatistics,
}

impl Journal {
    /// The journal of shard `number`, which is made when it is worth it. `bytes` of 0 is never.
    pub(crate) fn new(directory: Arc<Path>, number: u32, bytes: u64) -> Self {
        Journal {
            path: path_in(&directory, number),
            directory,
            bytes,
            state: if region_len(bytes) == 0 { State::Off } else { State::Absent },
            file: None,
            regions: Default::default(),
            active: 0,
            filled: 0,
            generation: 0,
            sequence: 0,
            waiting: Vec::new(),
            group: Group::default(),
            spare: Vec::new(),
            saved_ns: 0,
            draining: Vec::new(),
            drains: 0,
            statistics: JournalStatistics::default(),
        }
    }

    pub(crate) fn statistics(&self) -> &JournalStatistics {
        &self.statistics
    }

    /// Whether it takes entries.
    pub(crate) fn is_open(&self) -> bool {
        matches!(self.state, State::Idle | State::Writing | State::Syncing)
    }

    /// Whether the next group may be made.
    pub(crate) fn is_idle(&self) -> bool {
        self.state == State::Idle
    }

    /// It is not used any more: its disk failed, or has no room for it.
    pub(crate) fn turn_off(&mut self) {
        self.state = State::Off;
        self.file = None;
        self.group.slices.clear();
        self.waiting.clear();
    }

    /// A direct sync was submitted that would have cost so much less through a journal. Makes one when the sum says so, and the
    /// disk has room to spare.
    pub(crate) fn note_saving(
        &mut self,
        fs: &mut impl FileSystem,
        saving_ns: u64,
    ) -> Result<Option<JournalStep>, Error> {
        if self.state != State::Absent {
            return Ok(None);
        }
        self.saved_ns += saving_ns;
        if self.saved_ns < making_ns(self.bytes) {
            return Ok(None);
        }
        let space = fs.space(&self.directory).context("looking at", &*self.directory)?;
        if space.available_bytes / FREE_SPACE_SHARE < self.bytes {
            // What is left is for records. It is looked at again when as much could have been saved once more.
            self.saved_ns = 0;
            return Ok(None);
        }
        let options = OpenOptions::read_write().truncate_to_zero();
        let file = fs.open(&self.path, options).context("creating", &self.path)?;
        self.file = Some(file);
        self.state = State::Filling(0);
        Ok(Some(self.fill(0)))
    }

    fn fill(&mut self, at: u64) -> JournalStep {
        let mut zeros = ::io::Buffer::with_capacity(ZEROS_LEN);
        zeros.extend_from_slice(&[0; ZEROS_LEN]);
        let zeros = zeros.freeze();
        let wanted = (self.bytes - at).min(ZEROS_PER_WRITE * ZEROS_LEN as u64);
        let mut slices = vec![zeros.clone(); (wanted / ZEROS_LEN as u64) as usize];
        let rest = (wanted % ZEROS_LEN as u64) as usize;
        slices.extend((rest > 0).then(|| zeros.slice(0..rest)));
        JournalStep::Write { file: self.file(), position: at, slices }
    }

    fn file(&self) -> File {
        self.file.clone().expect("a journal that is being made or open has a file")
    }

    /// Where its file is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// A log has something for the next group.
    pub(crate) fn note_waiting(&mut self, id: LogId, log: &mut LogJournaling) {
        if !std::mem::replace(&mut log.is_waiting, true) {
            self.waiting.push(id);
        }
    }

    /// The logs that wait, to be given to [`Journal::add`] one after the other, and the vector back to
    /// [`Journal::finish_group`].
    pub(crate) fn take_waiting(&mut self) -> Vec<LogId> {
        std::mem::take(&mut self.waiting)
    }

    /// Puts what a log offered into the group that is being made. `false` when there is no room.
    pub(crate) fn add(
        &mut self,
        pool: &Pool,
        now: Duration,
        id: LogId,
        (topic_id, partition): (Uuid, i32),
        log: &mut LogJournaling,
    ) -> bool {
        let Some(end) = log.end() else { return true };
        let needed = log.bytes() + (log.pending.len() * ENTRY_HEADER_LEN) as u64;
        if needed > self.region_len() - self.filled
            && !(self.group.logs.is_empty() && self.try_switch(needed))
        {
            self.statistics.declined += 1;
            return false;
        }
        if self.group.logs.is_empty() {
            self.group.position = self.active as u64 * self.region_len() + self.filled;
        }
        let mut slices = log.slices.drain(..);
        for pending in log.pending.drain(..) {
            let place = self.group.slices.len();
            self.group.slices.push(SharedBuffer::default());
            self.group.slices.extend(slices.by_ref().take(pending.slices));
            let header = EntryHeader {
                generation: self.generation,
                sequence: self.sequence,
                len: pending.bytes,
                topic_id,
                partition,
                position: pending.position,
                base_offset: pending.base_offset,
                segment: pending.segment,
            };
            let mut bytes = pool.take(ENTRY_HEADER_LEN);
            bytes.extend_from_slice(&header.encode(&self.group.slices[place + 1..]));
            self.group.slices[place] = bytes.freeze();
            self.sequence += 1;
            self.statistics.entries += 1;
        }
        drop(slices);
        log.clear();
        self.filled += needed;
        self.group.logs.push((id, end));
        log.is_in_group = true;
        let region = &mut self.regions[self.active];
        region.began.get_or_insert(now);
        region.uncovered += usize::from(log.region_ends[self.active].replace(end).is_none());
        if log.listed[self.active].replace(self.generation) != Some(self.generation) {
            region.logs.push(id);
        }
        true
    }

    /// The group is complete: its write, if it has anything.
    pub(crate) fn finish_group(&mut self, mut waiting: Vec<LogId>) -> Option<JournalStep> {
        waiting.clear();
        if self.waiting.is_empty() {
            self.waiting = waiting;
        }
        if self.group.logs.is_empty() {
            return None;
        }
        self.state = State::Writing;
        self.statistics.groups += 1;
        Some(self.write_group())
    }

    fn write_group(&mut self) -> JournalStep {
        let mut slices = std::mem::take(&mut self.spare);
        slices.extend(self.group.slices.iter().cloned());
        JournalStep::Write { file: self.file(), position: self.group.position, slices }
    }

    /// The write in flight has written so many bytes; `slices` is its vector, emptied. `None`: nothing at all was written.
    pub(crate) fn on_written(&mut self, written: u64, mut slices: Vec<SharedBuffer>) -> Option<JournalStep> {
        if let State::Filling(at) = self.state {
            let at = at + written;
            if at < self.bytes {
                self.state = State::Filling(at);
                return (written > 0).then(|| self.fill(at));
            }
            self.state = State::SyncingFile;
            return Some(JournalStep::Sync(self.file()));
        }
        slices.clear();
        self.spare = slices;
        let rest = advance(&mut self.group.slices, written as usize);
        self.group.position += written;
        if rest {
            return (written > 0).then(|| self.write_group());
        }
        self.state = State::Syncing;
        Some(JournalStep::Sync(self.file()))
    }

    /// The sync in flight has succeeded. Answers what comes next while the file is being made; else the group is durable:
    /// [`Journal::take_group`].
    pub(crate) fn on_synced(&mut self, random: u64) -> Option<JournalStep> {
        match self.state {
            State::SyncingFile => {
                self.state = State::SyncingName;
                Some(JournalStep::SyncDirectory(self.directory.to_path_buf()))
            }
            State::SyncingName => {
                // Of two files, one removed and one made, the rounds differ; and they can be counted up for ever.
                self.generation = random >> 2;
                self.state = State::Idle;
                self.statistics.made += 1;
                self.make_room();
                None
            }
            _ => {
                self.state = State::Idle;
                None
            }
        }
    }

    /// For the logs of a usual shard: what is used the first time in the middle of a load should not allocate then.
    fn make_room(&mut self) {
        const LOGS: usize = 1024;
        self.regions.iter_mut().for_each(|region| region.logs.reserve(LOGS));
        self.draining.reserve(LOGS);
        self.group.logs.reserve(LOGS);
        self.group.slices.reserve(LOGS);
        self.spare.reserve(LOGS);
    }

    /// The logs of the group that has become durable with the end of each, and whether it counts. To be given back to
    /// [`Journal::put_group`].
    pub(crate) fn take_group(&mut self) -> (Vec<(LogId, Offset)>, bool) {
        let counts = !std::mem::take(&mut self.group.is_void);
        (std::mem::take(&mut self.group.logs), counts)
    }

    /// The vector of [`Journal::take_group`], for its capacity.
    pub(crate) fn put_group(&mut self, mut logs: Vec<(LogId, Offset)>) {
        logs.clear();
        self.group.logs = logs;
    }

    fn region_len(&self) -> u64 {
        region_len(self.bytes)
    }

    fn is_free(&self, region: usize) -> bool {
        let region = &self.regions[region];
        region.uncovered == 0 || planted::bug(Bug::JournalRecycledTooEarly)
    }

    /// Begins a new round in the other region, if all that it covers is synced, and `needed` bytes fit.
    fn try_switch(&mut self, needed: u64) -> bool {
        let other = (self.active + 1) % REGIONS;
        if needed > self.region_len() || !self.is_free(other) {
            return false;
        }
        self.draining.clear();
        self.draining.append(&mut self.regions[self.active].logs);
        self.regions[other].logs.clear();
        self.regions[other].began = None;
        self.active = other;
        self.filled = 0;
        self.sequence = 0;
        self.generation += 1;
        self.statistics.recycled += 1;
        true
    }

    /// When [`Journal::on_deadline`] has something to do.
    pub(crate) fn next_deadline(&self) -> Option<Duration> {
        let can_switch = self.state == State::Idle && self.is_free((self.active + 1) % REGIONS);
        let began = self.regions[self.active].began.filter(|_| can_switch)?;
        Some(began + REGION_AGE_MAX)
    }

    /// Frees a region that has become old.
    pub(crate) fn on_deadline(&mut self, now: Duration) {
        if self.next_deadline().is_some_and(|due| due <= now) {
            self.try_switch(0);
        }
    }

    /// The next log whose segments are to be synced so that a region becomes free, and up to where.
    pub(crate) fn next_drain(&mut self) -> Option<LogId> {
        if self.drains >= DRAINS_MAX { None } else { self.draining.pop() }
    }

    /// That log: up to where. `None`: it is covered already.
    pub(crate) fn begin_drain(&mut self, log: &mut LogJournaling) -> Option<Offset> {
        let end = log.region_ends[(self.active + 1) % REGIONS]?;
        if std::mem::replace(&mut log.is_draining, true) {
            return None;
        }
        self.drains += 1;
        Some(end)
    }

    /// A log's segments are synced up to `synced`.
    pub(crate) fn on_segments_synced(&mut self, log: &mut LogJournaling, synced: Offset) -> Covered {
        for (region, end) in self.regions.iter_mut().zip(&mut log.region_ends) {
            if end.is_some_and(|end| end <= synced) {
                *end = None;
                region.uncovered -= 1;
            }
        }
        let is_drained = log.is_draining && log.region_ends[(self.active + 1) % REGIONS].is_none();
        if !is_drained {
            return Covered::Nothing;
        }
        log.is_draining = false;
        self.drains -= 1;
        Covered::Drained
    }

    /// A log is closed, which synced it, or deleted, which leaves its entries to be dropped.
    pub(crate) fn on_forgotten(&mut self, log: &mut LogJournaling) -> Covered {
        log.clear();
        self.on_segments_synced(log, Offset::MAX)
    }

    /// Whether a start after a crash would need nothing of it.
    pub(crate) fn is_covered(&self) -> bool {
        self.regions.iter().all(|region| region.uncovered == 0)
    }

    /// Whether there is a file that a start would find.
    pub(crate) fn has_file(&self) -> bool {
        self.file.is_some()
    }

    /// Whether it is of no use any more, whatever is still in flight.
    pub(crate) fn is_removed(&self) -> bool {
        self.state == State::Off
    }

    /// Makes both regions empty on the disk. Everything that they cover has to be synced. What is in flight counts for nothing.
    pub(crate) fn empty(&mut self, fs: &mut impl FileSystem) -> Result<(), Error> {
        let Some(file) = self.file.clone() else { return Ok(()) };
        for region in 0..REGIONS as u64 {
            let at = region * self.region_len();
            fs.write_at(&file, at, &[0; ENTRY_HEADER_LEN]).context("writing", &self.path)?;
        }
        fs.sync(&file).context("syncing", &self.path)?;
        self.group.is_void = matches!(self.state, State::Writing | State::Syncing);
        for region in &mut self.regions {
            *region = Region::default();
        }
        self.draining.clear();
        self.drains = 0;
        self.filled = 0;
        self.sequence = 0;
        self.generation += 1;
        Ok(())
    }

    /// Removes the file of a journal that is not needed any more.
    pub(crate) fn remove(&mut self, fs: &mut impl FileSystem) -> Result<bool, Error> {
        let had_file = self.file.take().is_some();
        self.turn_off();
        if had_file {
            fs.remove_file(&self.path).context("removing", &self.path)?;
        }
        Ok(had_file)
    }
}

/// Drops what was written; whether something is left.
fn advance(slices: &mut Vec<SharedBuffer>, written: usize) -> bool {
    let mut left = written;
    let whole = slices.iter().take_while(|slice| {
        let is_whole = slice.len() <= left;
        left -= if is_whole { slice.len() } else { 0 };
        is_whole
    });
    let whole = whole.count();
    slices.drain(..whole);
    if left > 0 {
        let first = &mut slices[0];
        *first = first.slice(left..first.len());
    }
    !slices.is_empty()
}
