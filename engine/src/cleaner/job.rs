//! The cleaning of one log, by bounded beats.
//!
//! ```text
//! Map ──► Group ──► Clean ──► Swap ──┐
//!           ▲  └─────────────────────┤ more segments
//!           └────────────────────────┘
//! ```
//! *Map* reads the dirty segments and notes the latest offset of each key, until the map is full. *Clean* writes what stays of
//! all segments up to there, clean ones included, into new ones; small segments become one. *Swap* puts each in its place.
//! Between any two beats the log may be appended to, rolled, read and shortened: a job that does not find its segments any
//! more is given up.

use std::path::Path;

use ::io::{File, FileSystem, OpenOptions};
use protocol::records::{BatchView, Records};
use smallvec::SmallVec;

use super::filter::{BatchFilter, Filtered, Rules, offset_in};
use super::key_hash::KeyHash;
use super::offset_map::{KEYS_AT_ONCE, OffsetMap};
use super::plan::{Plan, group_len};
use super::report::CleanerReport;
use super::swap::{Swap, SwapStep, find_sources, remove_unfinished};
use super::transactions::CleanedTransactions;
use crate::batch::BatchSummary;
use crate::durability::SyncStep;
use crate::error::{Error, StorageContext};
use crate::file_name::{FileKind, FileName, FileState, ToPath};
use crate::log::{Log, Now};
use crate::scan::{BatchScanner, Scanned};
use crate::segment::Segment;
use crate::transaction_index::{self, AbortedTransaction};
use crate::{Offset, Position};

/// Bytes of a new segment that wait for a sync at most. All of it at once, at its end, would keep the syncs of appends
/// waiting on the same disk.
const UNSYNCED_BYTES_MAX: u64 = 16 << 20;

/// What is written to a new segment at once, but for its end. Larger pieces than most beats leave, in step with the page
/// cache's large folios, halve the cost of a byte.
const WRITE_BYTES: usize = 256 << 10;

/// One log's cleaning.
#[derive(Debug)]
pub(super) struct Job {
    plan: Plan,
    /// Base offsets of the segments that are not cleaned yet, in order.
    sources: Vec<Offset>,
    map: OffsetMap,
    filter: BatchFilter,
    report: CleanerReport,
    phase: Phase,
}

#[derive(Debug)]
enum Phase {
    Map(Box<Mapping>),
    Group,
    Clean(Box<Group>),
    Swap(Box<Swap>),
}

/// Reading the dirty segments.
#[derive(Debug, Default)]
struct Mapping {
    transactions: CleanedTransactions,
    /// Index of the next segment among the job's.
    next: usize,
    scan: Option<BatchScanner>,
    plain: Vec<u8>,
}

/// Writing one new segment.
#[derive(Debug)]
struct Group {
    sources: Vec<Offset>,
    /// Index of the next source.
    next: usize,
    scan: Option<BatchScanner>,
    segment: Segment,
    file: File,
    /// Bytes of the file, of which so many were synced, and those that follow them.
    written: u64,
    synced: u64,
    out: Vec<u8>,
    aborted: Vec<AbortedTransaction>,
    is_unchanged: bool,
}

/// What a beat came to.
#[derive(Debug)]
pub(crate) enum Beat {
    /// There is more to do; so many bytes were read and written.
    More { bytes: u64 },
    /// To be submitted; the job goes on when it is done.
    Sync(SyncStep),
    /// The old segments' files are to be removed later; there is more to do.
    Swapped(Vec<std::path::PathBuf>),
    /// The log is clean up to here.
    Done { end: Offset },
    /// The log has changed under the job's hands.
    Abandoned,
}

impl Job {
    pub(super) fn new(
        fs: &mut impl FileSystem,
        log: &Log,
        plan: Plan,
        map: OffsetMap,
    ) -> Result<Self, Error> {
        let sources = log.segments[..plan.end_index].iter().map(Segment::base_offset).collect();
        let mut mapping = Mapping { next: log.segment_of(plan.first_dirty), ..Mapping::default() };
        mapping.transactions.expect(log.aborted_transactions(fs, plan.first_dirty, plan.end)?);
        Ok(Job {
            plan,
            sources,
            map,
            filter: BatchFilter::default(),
            report: CleanerReport::new(plan.first_dirty, log),
            phase: Phase::Map(Box::new(mapping)),
        })
    }

    /// Whether the job must not be given up now: it would leave the log's files under names of another state.
    pub(super) fn is_decided(&self) -> bool {
        matches!(&self.phase, Phase::Swap(swap) if swap.is_decided())
    }

    /// What it has done so far.
    pub(super) fn report(&self) -> &CleanerReport {
        &self.report
    }

    /// Removes the files of a job that is given up.
    pub(super) fn discard(&mut self, fs: &mut impl FileSystem, folder: &Path) -> Result<(), Error> {
        assert!(!self.is_decided(), "the old segments are not whole any more");
        let base_offset = match &self.phase {
            Phase::Map(_) | Phase::Group => return Ok(()),
            Phase::Clean(group) => group.segment.base_offset(),
            Phase::Swap(swap) => swap.base_offset(),
        };
        self.phase = Phase::Group;
        remove_unfinished(fs, folder, base_offset)
    }

    /// Works for about `budget_bytes` of what is read, decompressed and written.
    pub(super) fn step(
        &mut self,
        fs: &mut impl FileSystem,
        log: &mut Log,
        now: Now,
        budget_bytes: u64,
    ) -> Result<Beat, Error> {
        match &self.phase {
            Phase::Map(_) => self.map_beat(fs, log, now, budget_bytes),
            Phase::Group => self.begin_group(fs, log),
            Phase::Clean(_) => self.clean_beat(fs, log, now, budget_bytes),
            Phase::Swap(_) => self.swap_step(fs, log),
        }
    }

    fn map_beat(
        &mut self,
        fs: &mut impl FileSystem,
        log: &mut Log,
        now: Now,
        budget_bytes: u64,
    ) -> Result<Beat, Error> {
        let Phase::Map(mapping) = &mut self.phase else { unreachable!("the phase was looked at") };
        if mapping.scan.is_none() {
            let Some(source) = self.sources.get(mapping.next).copied() else {
                self.phase = Phase::Group;
                return Ok(Beat::More { bytes: 0 });
            };
            mapping.scan = open_source(fs, log, now, source)?;
        }
        let Some(mut scan) = mapping.scan.take() else { return Ok(Beat::Abandoned) };
        let limits = Limits::of(log, self.plan.first_dirty);
        let mapped = mapping.map_batches(fs, &mut scan, &mut self.map, limits, budget_bytes)?;
        match mapped.stop {
            MapStop::Budget => mapping.scan = Some(scan),
            MapStop::End => {
                mapping.next += 1;
                // What compaction left out at the end of a segment has been looked at, too.
                let end = self.sources.get(mapping.next).copied().unwrap_or(self.plan.end);
                self.map.note_latest(Offset(end.0 - 1));
            }
            MapStop::Full => {
                self.report.is_map_full = true;
                self.phase = Phase::Group;
            }
        }
        self.report.bytes_read += mapped.bytes;
        Ok(Beat::More { bytes: mapped.bytes })
    }

    /// The offset below which this job cleans: behind it the map knows nothing.
    fn clean_end(&self) -> Offset {
        self.map.latest().map_or(self.plan.first_dirty, |latest| latest + 1)
    }

    fn begin_group(&mut self, fs: &mut impl FileSystem, log: &mut Log) -> Result<Beat, Error> {
        let end = self.clean_end();
        let below_end = self.sources.iter().take_while(|source| **source < end).count();
        if below_end == 0 {
            self.report.finish(log, &self.map, end);
            return Ok(Beat::Done { end });
        }
        let Some(place) = find_sources(log, &self.sources[..below_end]) else { return Ok(Beat::Abandoned) };
        let count = group_len(log, place.start, place.end);
        let sources: Vec<Offset> = self.sources.drain(..count).collect();
        let last = &log.segments[place.start + count - 1];
        let group = Group::create(fs, log, sources, last.last_append_ms())?;
        self.phase = Phase::Clean(Box::new(group));
        Ok(Beat::More { bytes: 0 })
    }

    fn clean_beat(
        &mut self,
        fs: &mut impl FileSystem,
        log: &mut Log,
        now: Now,
        budget_bytes: u64,
    ) -> Result<Beat, Error> {
        let Phase::Clean(group) = &mut self.phase else { unreachable!("the phase was looked at") };
        if group.written - group.synced >= UNSYNCED_BYTES_MAX {
            group.synced = group.written;
            return Ok(Beat::Sync(SyncStep::File(group.file.clone())));
        }
        if group.scan.is_none() {
            let Some(source) = group.sources.get(group.next).copied() else {
                return self.end_group(fs, log);
            };
            group.scan = open_source(fs, log, now, source)?;
            let end = log.segment_end(log.segment_of(source));
            self.filter.transactions().expect(log.aborted_transactions(fs, source, end)?);
        }
        let Some(mut scan) = group.scan.take() else { return Ok(Beat::Abandoned) };
        let rules = Rules {
            map: &self.map,
            producers: &log.producers,
            now_ms: now.wall_ms,
            delete_retention_ms: log.config.delete_retention_ms,
            round_end: self.plan.end,
            decompressed_bytes_max: log.config.decompressed_bytes_max,
        };
        let (mut read, mut work) = (0, 0);
        group.scan = loop {
            let (batch, filtered) = match scan.next(fs)? {
                (Scanned::Batch(found), bytes) => {
                    let view = BatchView::only(bytes)?;
                    (found.batch, self.filter.filter(&rules, &view, &found.batch, &mut group.out)?)
                }
                (Scanned::End, _) => break None,
                (Scanned::Defect(defect), _) => return Err(Error::Batch(defect)),
            };
            read += u64::from(batch.size);
            work += u64::from(batch.size) + filtered.plain_bytes;
            self.report.note(&filtered);
            group.take(fs, log, &filtered)?;
            if work >= budget_bytes {
                break Some(scan);
            }
        };
        group.next += usize::from(group.scan.is_none());
        let is_last = group.next == group.sources.len();
        let written = group.write(fs, is_last)?;
        self.report.bytes_read += read;
        self.report.bytes_written += written;
        Ok(Beat::More { bytes: read + written })
    }

    fn end_group(&mut self, fs: &mut impl FileSystem, log: &mut Log) -> Result<Beat, Error> {
        let Phase::Clean(group) = std::mem::replace(&mut self.phase, Phase::Group) else {
            unreachable!("the phase was looked at")
        };
        let base_offset = group.segment.base_offset();
        if group.is_unchanged && group.sources.len() == 1 {
            // Nothing to gain: the segment stays, and its files with it.
            remove_unfinished(fs, &log.folder, base_offset)?;
            return Ok(Beat::More { bytes: 0 });
        }
        let Group { mut segment, file, sources, aborted, .. } = *group;
        let path = segment.path(&log.folder, FileKind::TransactionIndex).to_path();
        let sealed = segment.seal(fs, &log.folder);
        let sealed =
            sealed.and_then(|_| transaction_index::rewrite(fs, &path, &aborted).context("writing", &path));
        self.phase = Phase::Swap(Box::new(Swap::new(segment, file, sources, !aborted.is_empty())));
        sealed?;
        self.swap_step(fs, log)
    }

    fn swap_step(&mut self, fs: &mut impl FileSystem, log: &mut Log) -> Result<Beat, Error> {
        let Phase::Swap(swap) = &mut self.phase else { unreachable!("the phase was looked at") };
        Ok(match swap.advance(fs, log)? {
            SwapStep::Sync(step) => Beat::Sync(step),
            SwapStep::Abandoned => Beat::Abandoned,
            SwapStep::Done(deleted) => {
                self.phase = Phase::Group;
                Beat::Swapped(deleted)
            }
        })
    }
}

/// A scanner of a segment of the log; none when the log has no such segment any more.
fn open_source(
    fs: &mut impl FileSystem,
    log: &mut Log,
    now: Now,
    source: Offset,
) -> Result<Option<BatchScanner>, Error> {
    let Some(place) = find_sources(log, &[source]) else { return Ok(None) };
    let segment = &mut log.segments[place.start];
    let file = segment.file(fs, &log.folder, now.monotone)?;
    // The scanner has its own handle; a log of a thousand segments is not to have as many files open.
    segment.close_files();
    Ok(Some(BatchScanner::new(file, Position::ZERO, segment.size())))
}

/// What bounds the mapping of a batch.
#[derive(Copy, Clone)]
struct Limits {
    first_dirty: Offset,
    decompressed_bytes_max: u32,
}

impl Limits {
    fn of(log: &Log, first_dirty: Offset) -> Self {
        Limits { first_dirty, decompressed_bytes_max: log.config.decompressed_bytes_max }
    }
}

/// What mapping some batches came to.
struct Mapped {
    bytes: u64,
    stop: MapStop,
}

/// Why it ended.
enum MapStop {
    Budget,
    End,
    /// The map has no room for another key.
    Full,
}

impl Mapping {
    fn map_batches(
        &mut self,
        fs: &mut impl FileSystem,
        scan: &mut BatchScanner,
        map: &mut OffsetMap,
        limits: Limits,
        budget_bytes: u64,
    ) -> Result<Mapped, Error> {
        let (mut bytes, mut work) = (0, 0);
        loop {
            let (found, batch_bytes) = match scan.next(fs)? {
                (Scanned::Batch(found), batch_bytes) => (found, batch_bytes),
                (Scanned::End, _) => return Ok(Mapped { bytes, stop: MapStop::End }),
                (Scanned::Defect(defect), _) => return Err(Error::Batch(defect)),
            };
            let view = BatchView::only(batch_bytes)?;
            bytes += u64::from(found.batch.size);
            work += u64::from(found.batch.size);
            match self.map_batch(map, &view, &found.batch, limits)? {
                Some(plain_bytes) => work += plain_bytes,
                None => return Ok(Mapped { bytes, stop: MapStop::Full }),
            }
            if work >= budget_bytes {
                return Ok(Mapped { bytes, stop: MapStop::Budget });
            }
        }
    }

    /// Notes the keys of a batch. Answers how many bytes its records are after decompression; none when the map got full.
    fn map_batch(
        &mut self,
        map: &mut OffsetMap,
        view: &BatchView<'_>,
        batch: &BatchSummary,
        limits: Limits,
    ) -> Result<Option<u64>, Error> {
        let verdict = self.transactions.on_batch(view, batch, limits.decompressed_bytes_max)?;
        if batch.last_offset() < limits.first_dirty {
            return Ok(Some(0));
        }
        let mut plain_bytes = 0;
        if !verdict.can_go && !batch.is_control() && view.header().record_count() > 0 {
            let plain = view.plain_body(limits.decompressed_bytes_max as usize, &mut self.plain)?;
            plain_bytes = plain.len() as u64;
            let mut records = Records::new(view.header(), plain).peekable();
            while records.peek().is_some() {
                let mut keys = SmallVec::<[(KeyHash, Offset); KEYS_AT_ONCE]>::new();
                for record in records.by_ref().take(KEYS_AT_ONCE) {
                    let record = record?;
                    let offset = offset_in(batch, &record)?;
                    let key = record.key.filter(|_| offset >= limits.first_dirty);
                    keys.extend(key.map(|key| (map.hash(key), offset)));
                }
                map.touch(keys.iter().map(|(hash, _)| *hash));
                for (hash, offset) in keys {
                    if map.put(hash, offset).is_err() {
                        return Ok(None);
                    }
                }
            }
        }
        map.note_latest(batch.last_offset());
        Ok(Some(plain_bytes))
    }
}

impl Group {
    fn create(
        fs: &mut impl FileSystem,
        log: &Log,
        sources: Vec<Offset>,
        last_append_ms: i64,
    ) -> Result<Self, Error> {
        let base_offset = sources[0];
        remove_unfinished(fs, &log.folder, base_offset)?;
        let mut segment = Segment::empty(base_offset, last_append_ms);
        segment.set_log_state(FileState::Cleaned);
        segment.set_index_state(FileState::Cleaned);
        let path = FileName::live(base_offset, FileKind::Log).in_state(FileState::Cleaned).path(&log.folder);
        let file = fs.open(&path, OpenOptions::segment().create_new()).context("creating", &path)?;
        Ok(Group {
            sources,
            next: 0,
            scan: None,
            segment,
            file,
            written: 0,
            synced: 0,
            out: Vec::new(),
            aborted: Vec::new(),
            is_unchanged: true,
        })
    }

    /// A batch was filtered into `out`: the books of the new segment follow.
    fn take(&mut self, fs: &mut impl FileSystem, log: &Log, filtered: &Filtered) -> Result<(), Error> {
        self.is_unchanged &= filtered.is_unchanged;
        self.aborted.extend(filtered.aborted);
        let Some(batch) = &filtered.batch else { return Ok(()) };
        if self.segment.size().as_u64() + u64::from(batch.size) > Position::MAX.as_u64() {
            // A delete horizon far from the records' time makes a batch some bytes longer.
            return Err(Error::LargerThanSegment {
                size: self.segment.size().as_u64(),
                max: Position::MAX.0,
            });
        }
        self.segment.on_batch(fs, &log.folder, &log.config, batch)
    }

    /// Writes what was put out, in whole pieces unless nothing follows. Answers how many bytes.
    fn write(&mut self, fs: &mut impl FileSystem, is_last: bool) -> Result<u64, Error> {
        let len = self.out.len() - if is_last { 0 } else { self.out.len() % WRITE_BYTES };
        if len > 0 {
            fs.write_at(&self.file, self.written, &self.out[..len]).context("writing", self.file.path())?;
            self.written += len as u64;
            self.out.drain(..len);
        }
        Ok(len as u64)
    }
}
