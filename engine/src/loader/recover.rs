//! Reading segments whole after a crash, and the end of a log after a clean stop.

use std::path::Path;
use std::time::Duration;

use ::io::{File, FileSystem, Io, OpenOptions};
use protocol::records::BatchView;

use super::{LogLoader, OpenLog, State, cut, producers};
use crate::Offset;
use crate::Position;
use crate::batch::BatchSummary;
use crate::error::{Error, StorageContext};
use crate::event::RecoveryFinding;
use crate::file_name::{FileKind, FileName};
use crate::log_config::LogConfig;
use crate::recent_batches::{RecentBatch, RecentBatches};
use crate::scan::{BatchAt, BatchScanner, HeaderScanner, Scanned};
use crate::segment::{IndexState, Segment};
use crate::transaction_index::{self, AbortedTransaction};
use crate::validation;

/// The scan of one segment.
#[derive(Debug)]
pub(super) struct Scan {
    index: usize,
    segment: Segment,
    scanner: BatchScanner,
    file: File,
    aborted: Vec<AbortedTransaction>,
    /// Producers know the batches below already, from a snapshot.
    replay_from: Offset,
}

/// Why a scan ended before its segment did.
enum Stop {
    Budget,
    End,
    /// Bytes at the position are no batch, or none of this place.
    Defect(Position, String),
}

impl LogLoader {
    pub(super) fn begin_scan<I: Io>(
        &mut self,
        io: &mut I,
        index: usize,
        replay_from: Offset,
    ) -> Result<Scan, Error> {
        let (base_offset, len) = self.files[index];
        let path = FileName::live(base_offset, FileKind::Log).path(&self.folder);
        let file = io.open(&path, OpenOptions::read()).context("opening", &path)?;
        let modified_ms = io.modified_ms(&file).context("looking at", &path)?;
        self.end = self.end.max(base_offset);
        self.recent.clear();
        if !self.request.clean_shutdown {
            // They are made anew, as new files: if a power cut took only the new content of a file, the old one would be there
            // again, of a history that may have been cut off, and look as good.
            self.remove_indexes(io, base_offset, &[FileKind::OffsetIndex, FileKind::TimeIndex])?;
        }
        Ok(Scan {
            index,
            segment: Segment::empty(base_offset, modified_ms),
            scanner: BatchScanner::new(file.clone(), Position::ZERO, Position(len)),
            file,
            aborted: Vec::new(),
            replay_from,
        })
    }

    pub(super) fn scan<I: Io>(&mut self, io: &mut I, mut scan: Scan, budget_bytes: u64) -> Result<(), Error> {
        match self.scan_batches(io, &mut scan, budget_bytes)? {
            Stop::Budget => {
                self.state = State::Scan(Box::new(scan));
                Ok(())
            }
            Stop::End => self.end_scan(io, scan),
            Stop::Defect(at, reason)
                if self.request.clean_shutdown || self.end < self.request.recovery_point =>
            {
                self.found_corruption(scan, at, &reason);
                Ok(())
            }
            Stop::Defect(at, _) => self.cut(io, scan, at),
        }
    }

    fn scan_batches<I: Io>(&mut self, io: &mut I, scan: &mut Scan, budget_bytes: u64) -> Result<Stop, Error> {
        let begin = scan.scanner.position();
        loop {
            let at = scan.scanner.position();
            let (found, bytes) = match scan.scanner.next(io)? {
                (Scanned::Batch(found), bytes) => (found, bytes),
                (Scanned::End, _) => return Ok(Stop::End),
                (Scanned::Defect(defect), _) => return Ok(Stop::Defect(at, defect.to_string())),
            };
            let batch = found.batch;
            if batch.base_offset > self.end {
                Self::read_cleaned_to(&mut self.cleaned_to, io, &self.request)?;
            }
            if !self.continues(&batch, scan.segment.base_offset()) {
                return Ok(Stop::Defect(
                    at,
                    format!("a batch of offset {} follows {}", batch.base_offset, self.end),
                ));
            }
            let decompressed_bytes_max = self.request.config.decompressed_bytes_max;
            let view = BatchView::only(bytes)?;
            let marker = match validation::end_transaction_marker(&view, &batch, decompressed_bytes_max) {
                Ok(marker) => marker,
                Err(error) => return Ok(Stop::Defect(at, error.to_string())),
            };
            if batch.last_offset() >= scan.replay_from {
                if let Some(marker) = marker {
                    scan.aborted.extend(self.producers.on_marker(&marker));
                } else if let Some(producer) = batch.producer_batch() {
                    self.producers.on_batch(&producer);
                }
            }
            self.note_batch(&found);
            scan.segment.on_batch(io, &self.folder, &self.request.config, &batch)?;
            self.bytes_done += u64::from(batch.size);
            if u64::from(scan.scanner.position() - begin) >= budget_bytes {
                return Ok(Stop::Budget);
            }
        }
    }

    /// Looks up, for a gap, how far the log was compacted. Few logs have one, and most of these are compacted still.
    fn read_cleaned_to<I: Io>(
        cleaned_to: &mut Option<Offset>,
        io: &mut I,
        request: &OpenLog,
    ) -> Result<(), Error> {
        if cleaned_to.is_none() && !request.config.cleanup_compact {
            *cleaned_to = Some(crate::cleaner::cleaned_to(io, &request.directory, &request.topic_partition)?);
        }
        Ok(())
    }

    /// Whether a batch belongs behind what was read. Its checksum does not cover its offset: a misdirected write, or a flipped
    /// bit, shows as a batch of another place. Gaps are what compaction leaves, maybe under an earlier policy of the
    /// topic, as the cleaner's checkpoint says; what was not synced yet was not compacted either.
    fn continues(&self, batch: &BatchSummary, segment: Offset) -> bool {
        let is_gap = batch.base_offset > self.end;
        let recorded = self.request.recovery_point.max(self.cleaned_to.unwrap_or(Offset::ZERO));
        let may_have_gaps = self.request.config.cleanup_compact || self.end < recorded;
        batch.base_offset >= self.end
            && batch.last_offset().relative_to(segment).is_some()
            && (!is_gap || may_have_gaps)
    }

    fn note_batch(&mut self, found: &BatchAt) {
        let batch = &found.batch;
        if self.epochs.latest().is_none_or(|latest| batch.leader_epoch > latest) {
            self.epochs.assign(batch.leader_epoch, batch.base_offset);
        }
        self.recent.push(recent(found));
        self.end = batch.next_offset();
    }

    fn end_scan<I: Io>(&mut self, io: &mut I, scan: Scan) -> Result<(), Error> {
        let (next, replay_from) = (scan.index + 1, scan.replay_from);
        if self.files.get(next).is_some_and(|(base_offset, _)| *base_offset > self.end) {
            Self::read_cleaned_to(&mut self.cleaned_to, io, &self.request)?;
        }
        if self.files.get(next).is_some_and(|(base_offset, _)| self.is_hole_before(*base_offset)) {
            let at = scan.scanner.position();
            return self.cut(io, scan, at);
        }
        self.keep_scanned(io, scan, next < self.files.len())?;
        self.state = match self.files.get(next) {
            None => State::Finish,
            Some(_) => {
                // A recovery that begins with the next segment finds the producers here.
                if self.end >= replay_from {
                    self.write_snapshot(io)?;
                }
                State::Scan(Box::new(self.begin_scan(io, next, replay_from)?))
            }
        };
        Ok(())
    }

    /// A full disk costs the next recovery some reading, no more.
    fn write_snapshot<I: Io>(&mut self, io: &mut I) -> Result<(), Error> {
        match self.producers.write_snapshot(io, &self.folder, self.end) {
            Err(Error::NoSpace { .. }) => return Ok(()),
            result => result?,
        }
        self.content.snapshots.insert(self.end);
        Ok(())
    }

    /// Whether a segment that begins at `base_offset` does not continue what was read: the file between them, or its last
    /// pages, were not synced and are gone. Only compaction leaves such gaps for a good reason, and [`Self::restore_order`]
    /// up to a recorded offset.
    fn is_hole_before(&self, base_offset: Offset) -> bool {
        let recorded = self.request.recovery_point.max(self.request.log_start_offset);
        let recorded = recorded.max(self.cleaned_to.unwrap_or(Offset::ZERO));
        base_offset > self.end.max(recorded) && !self.request.config.cleanup_compact
    }

    /// Takes a scanned segment over: what it holds is synced, its indexes are new.
    fn keep_scanned<I: Io>(&mut self, io: &mut I, mut scan: Scan, is_sealed: bool) -> Result<(), Error> {
        let base_offset = scan.segment.base_offset();
        if self.defers_sync && !is_sealed && !self.request.clean_shutdown {
            // What lies below the recovery point is durable, and so are the segments before this one.
            self.unsynced_from = Some(self.request.recovery_point.clamp(base_offset.min(self.end), self.end));
        } else if !self.request.clean_shutdown {
            io.sync(&scan.file).context("syncing", scan.file.path())?;
            io.sync_directory(&self.folder).context("syncing", &self.folder)?;
        }
        let path = FileName::live(base_offset, FileKind::TransactionIndex).path(&self.folder);
        if scan.replay_from <= base_offset {
            transaction_index::rewrite(io, &path, &scan.aborted).context("writing", &path)?;
            match scan.aborted.is_empty() {
                true => self.content.transaction_indexes.remove(&base_offset),
                false => self.content.transaction_indexes.insert(base_offset),
            };
        }
        if is_sealed {
            scan.segment.seal_if_space(io, &self.folder)?;
            scan.segment.close_files();
        }
        self.segments.push(scan.segment);
        Ok(())
    }

    /// Bad bytes where there should be none: what lies before them is served, nothing is touched.
    fn found_corruption(&mut self, scan: Scan, at: Position, reason: &str) {
        let from = self.end;
        self.findings.push(RecoveryFinding::Corrupt {
            from,
            reason: format!("{} at position {at}: {reason}", scan.file.path().display()),
        });
        self.corrupt_from = Some(from);
        self.segments.push(scan.segment);
        self.state = State::Finish;
    }

    /// Cuts the log at a position of the scanned segment, keeps what is cut, and tells what was lost.
    fn cut<I: Io>(&mut self, io: &mut I, scan: Scan, position: Position) -> Result<(), Error> {
        let (base_offset, len) = self.files[scan.index];
        let at = self.end;
        let mut lost_to = cut::find_batches_behind(io, &scan.file, position, Position(len), at)?;
        let mut kept = cut::quarantine(io, &self.folder, &scan.file, position, u64::from(len), at)?;
        for (later, later_len) in self.files.split_off(scan.index + 1) {
            let (end, path) = self.quarantine_segment(io, later, later_len)?;
            lost_to = lost_to.max(end);
            kept = kept.or(Some(path));
        }
        if position < Position(len) {
            cut::cut_segment(io, &self.folder, base_offset, position)?;
        }
        self.findings.push(match (lost_to, kept) {
            (Some(to), Some(quarantine)) => RecoveryFinding::BatchesLost { from: at, to, quarantine },
            (_, quarantine) => {
                RecoveryFinding::TailCut { at, bytes: u64::from(len - position.0), quarantine }
            }
        });
        let path = FileName::live(base_offset, FileKind::Log).path(&self.folder);
        let file = io.open(&path, OpenOptions::read()).context("opening", &path)?;
        self.keep_scanned(io, Scan { file, ..scan }, false)?;
        self.state = State::Finish;
        Ok(())
    }

    /// Takes a whole segment behind a cut out of the log. Answers the offset after its last valid batch.
    fn quarantine_segment<I: Io>(
        &mut self,
        io: &mut I,
        base_offset: Offset,
        len: u32,
    ) -> Result<(Option<Offset>, std::path::PathBuf), Error> {
        let path = FileName::live(base_offset, FileKind::Log).path(&self.folder);
        let file = io.open(&path, OpenOptions::read()).context("opening", &path)?;
        let mut scanner = BatchScanner::new(file, Position::ZERO, Position(len));
        let mut end = None;
        while let (Scanned::Batch(found), _) = scanner.next(io)? {
            end = Some(found.batch.next_offset());
        }
        let to = cut::quarantine_path(io, &self.folder, base_offset)?;
        io.rename(&path, &to).context("renaming", &path)?;
        let indexes = [FileKind::OffsetIndex, FileKind::TimeIndex, FileKind::TransactionIndex];
        self.remove_indexes(io, base_offset, &indexes)?;
        self.content.transaction_indexes.remove(&base_offset);
        Ok((end, to))
    }

    fn remove_indexes<I: Io>(
        &self,
        io: &mut I,
        base_offset: Offset,
        kinds: &[FileKind],
    ) -> Result<(), Error> {
        for kind in kinds {
            let path = FileName::live(base_offset, *kind).path(&self.folder);
            match io.remove_file(&path) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(error).context("removing", &path);
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The active segment after a clean stop: its indexes hold, only what lies behind the last entry is read.
    pub(super) fn open_active<I: Io>(&mut self, io: &mut I) -> Result<(), Error> {
        let (base_offset, len) = self.files[self.scan_from];
        let (mut segment, state) = Segment::open(io, &self.folder, base_offset, len)?;
        let entry = segment.last_offset_entry();
        let from = entry.map_or(Position::ZERO, |entry| entry.position);
        let file = segment.file(io, &self.folder, Duration::ZERO)?;
        let mut scanner = BatchScanner::new(file, from, Position(len));
        let mut is_sound = state == IndexState::Plausible && segment.has_rising_indexes(io, &self.folder)?;
        let mut found_all = Vec::new();
        while is_sound {
            match scanner.next(io)?.0 {
                Scanned::Batch(found) => found_all.push(found),
                Scanned::End => break,
                Scanned::Defect(_) => is_sound = false,
            }
        }
        let expected = entry.map(|entry| base_offset + i64::from(entry.relative_offset));
        is_sound &= expected.is_none_or(|expected| {
            found_all.first().is_some_and(|first| first.batch.last_offset() == expected)
        });
        if !is_sound {
            // Either an index or the log is bad: read the segment whole, which tells.
            let from = self.content.snapshots.last().copied().unwrap_or(Offset::ZERO);
            self.state = State::Scan(Box::new(self.begin_scan(io, self.scan_from, from)?));
            return Ok(());
        }
        found_all.iter().for_each(|found| {
            self.note_batch(found);
            segment.note_timestamp(&found.batch);
        });
        segment.set_bytes_since_index_entry(Position(len) - from);
        note_first_timestamp(io, &self.folder, &mut segment, &mut self.scratch)?;
        let from = self.content.snapshots.last().copied().unwrap_or(Offset::ZERO);
        if from < self.end {
            producers::replay(io, &self.folder, &mut segment, from, Offset::MAX, &mut self.producers)?;
        }
        self.segments.push(segment);
        self.state = State::Finish;
        Ok(())
    }

    /// Sees to a log that ends where its checkpoints say it cannot.
    pub(super) fn restore_order<I: Io>(&mut self, io: &mut I) -> Result<(), Error> {
        if self.corrupt_from.is_some() {
            return Ok(());
        }
        let recovery_point = self.request.recovery_point;
        if self.end < recovery_point && !self.files.is_empty() {
            self.findings.push(RecoveryFinding::ShorterThanRecoveryPoint { end: self.end, recovery_point });
        }
        let start = self.request.log_start_offset.max(recovery_point);
        if self.end >= start || self.is_new {
            return self.drop_snapshots_above(io);
        }
        // No offset below a recorded one is given out again: the log goes on there in a new segment.
        if let Some(active) = self.segments.last_mut() {
            if self.unsynced_from.take().is_some() {
                let file = active.file(io, &self.folder, Duration::ZERO)?;
                io.sync(&file).context("syncing", file.path())?;
            }
            active.seal_if_space(io, &self.folder)?;
            let jitter_ms = 0;
            if active.base_offset() < start {
                let segment = Segment::create(io, &self.folder, start, io.wall_clock_ms(), jitter_ms)?;
                io.sync_directory(&self.folder).context("syncing", &self.folder)?;
                self.segments.push(segment);
            }
        }
        self.end = start;
        self.recent = RecentBatches::default();
        self.drop_snapshots_above(io)
    }

    /// A snapshot above the log's end speaks of batches that are gone.
    fn drop_snapshots_above<I: Io>(&mut self, io: &mut I) -> Result<(), Error> {
        let above: Vec<Offset> =
            self.content.snapshots.iter().copied().filter(|offset| *offset > self.end).collect();
        let removed = !above.is_empty();
        for offset in above {
            let path = FileName::live(offset, FileKind::ProducerSnapshot).path(&self.folder);
            io.remove_file(&path).context("removing", &path)?;
            self.content.snapshots.remove(&offset);
        }
        if removed {
            // A removal that a power cut undoes would bring state of another history back, once the log has grown past it.
            io.sync_directory(&self.folder).context("syncing", &self.folder)?;
        }
        Ok(())
    }
}

fn recent(found: &BatchAt) -> RecentBatch {
    RecentBatch {
        base_offset: found.batch.base_offset,
        last_offset: found.batch.last_offset(),
        position: found.position,
        size: found.batch.size,
    }
}

/// Reads the timestamp of a segment's first batch, from which `segment.ms` and `max.compaction.lag.ms` count.
pub(crate) fn note_first_timestamp(
    fs: &mut impl FileSystem,
    folder: &Path,
    segment: &mut Segment,
    scratch: &mut Vec<u8>,
) -> Result<(), Error> {
    let file = segment.file(fs, folder, Duration::ZERO)?;
    let mut scanner = HeaderScanner::new(&file, Position::ZERO, segment.size(), scratch);
    if let Scanned::Batch(first) = scanner.next(fs)? {
        segment.set_first_timestamp(&first.batch);
    }
    Ok(())
}

/// Whether the indexes of a sealed segment survived a crash: their files are not synced, so any sector of them may be
/// missing. Their entries must rise, and what lies behind the last entry is read: it must begin where the entry says and
/// have nothing newer than the last timestamp, which a complete time index ends with.
pub(super) fn is_index_complete(
    fs: &mut impl FileSystem,
    folder: &Path,
    segment: &mut Segment,
    scratch: &mut Vec<u8>,
) -> Result<bool, Error> {
    if !segment.has_rising_indexes(fs, folder)? {
        return Ok(false);
    }
    let entry = segment.last_offset_entry();
    let from = entry.map_or(Position::ZERO, |entry| entry.position);
    let expected = entry.map(|entry| segment.base_offset() + i64::from(entry.relative_offset));
    let max = segment.max_timestamp().map_or(-1, |max| max.timestamp);
    let file = segment.file(fs, folder, Duration::ZERO)?;
    let mut scanner = HeaderScanner::new(&file, from, segment.size(), scratch);
    let mut is_first = true;
    loop {
        match scanner.next(fs)? {
            Scanned::Batch(found) => {
                let lies = is_first && expected.is_some_and(|expected| expected != found.batch.last_offset());
                if lies || found.batch.max_timestamp > max {
                    return Ok(false);
                }
            }
            Scanned::End => return Ok(true),
            // Not the indexes' fault; whoever reads there is told.
            Scanned::Defect(_) => return Ok(!is_first || expected.is_none()),
        }
        is_first = false;
    }
}

impl Segment {
    /// Makes both indexes anew from the batches' headers.
    pub(crate) fn rebuild_indexes(
        &mut self,
        fs: &mut impl FileSystem,
        folder: &Path,
        config: &LogConfig,
        scratch: &mut Vec<u8>,
    ) -> Result<(), Error> {
        let file = self.file(fs, folder, Duration::ZERO)?;
        let mut rebuilt = Segment::empty(self.base_offset(), self.last_append_ms());
        let mut scanner = HeaderScanner::new(&file, Position::ZERO, self.size(), scratch);
        while let Scanned::Batch(found) = scanner.next(fs)? {
            let batch: BatchSummary = found.batch;
            if batch.last_offset().relative_to(self.base_offset()).is_none() {
                break;
            }
            rebuilt.on_batch(fs, folder, config, &batch)?;
        }
        self.take_indexes_of(rebuilt);
        Ok(())
    }
}
