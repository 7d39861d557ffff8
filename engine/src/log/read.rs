//! Planning a fetch: which bytes of which file, ending on batch boundaries.

use ::io::{FileRegion, FileSystem};
use smallvec::SmallVec;

use super::{Log, Now};
use crate::error::Error;
use crate::file_name::{FileKind, ToPath};
use crate::scan::{BatchAt, HeaderScanner, Scanned};
use crate::segment::Segment;
use crate::transaction_index::{self, AbortedTransaction};
use crate::{Offset, Position};

/// What to read.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub struct ReadRequest {
    /// The first record that is wanted; its whole batch is returned.
    pub offset: Offset,
    /// Batches that end above are not returned: high watermark, last stable offset or log end.
    pub upper_bound: Offset,
    /// The most bytes.
    pub bytes_max: u32,
    /// Return the first batch even if it alone is larger than `bytes_max`.
    pub at_least_one_batch: bool,
    /// Collect the aborted transactions that touch the range.
    pub aborted: bool,
}

/// Bytes to send for a fetch.
#[derive(Clone, Debug, Default)]
pub struct ReadPlan {
    /// In order, each a range of whole batches.
    pub regions: SmallVec<[FileRegion; 2]>,
    /// Bytes of all regions.
    pub records_bytes: u32,
    /// Where the next fetch goes on: the offset after the last batch, or the one asked for when there is none.
    pub next_offset: Offset,
    /// Aborted transactions, by first offset; empty unless asked for.
    pub aborted_transactions: Vec<AbortedTransaction>,
}

/// Where recent reads ended: the next one of the same consumer begins there.
#[derive(Clone, Debug, Default)]
pub(crate) struct ReadHints {
    hints: [Option<ReadHint>; 4],
    next: usize,
}

#[derive(Copy, Clone, Debug, Eq, PartialEq)]
struct ReadHint {
    segment: Offset,
    offset: Offset,
    position: Position,
}

impl ReadHints {
    fn find(&self, segment: Offset, offset: Offset) -> Option<Position> {
        let is_it = |hint: &&ReadHint| hint.segment == segment && hint.offset == offset;
        self.hints.iter().flatten().find(is_it).map(|hint| hint.position)
    }

    fn remember(&mut self, hint: ReadHint) {
        if !self.hints.contains(&Some(hint)) {
            self.hints[self.next] = Some(hint);
            self.next = (self.next + 1) % self.hints.len();
        }
    }
}

/// The end of a region: its position, and the offset after its last batch.
#[derive(Copy, Clone, Debug)]
struct RegionEnd {
    position: Position,
    next_offset: Offset,
}

impl Log {
    /// Plans a read. At the log's end it needs neither memory nor a look at a file.
    pub(crate) fn plan_read(
        &mut self,
        fs: &mut impl FileSystem,
        now: Now,
        request: ReadRequest,
        scratch: &mut Vec<u8>,
    ) -> Result<ReadPlan, Error> {
        self.require_readable(request.offset)?;
        if request.offset < self.log_start_offset || request.offset > self.log_end_offset {
            return Err(Error::OffsetOutOfRange {
                offset: request.offset,
                start: self.log_start_offset,
                end: self.log_end_offset,
            });
        }
        let request = ReadRequest { upper_bound: self.readable_end(request.upper_bound), ..request };
        let mut plan = ReadPlan { next_offset: request.offset, ..ReadPlan::default() };
        let mut index = self.segment_of(request.offset);
        while plan.next_offset < request.upper_bound && index < self.segments.len() {
            let left = ReadRequest {
                offset: plan.next_offset,
                bytes_max: request.bytes_max.saturating_sub(plan.records_bytes),
                at_least_one_batch: request.at_least_one_batch && plan.regions.is_empty(),
                ..request
            };
            let is_exhausted = self.plan_segment(fs, now, index, left, &mut plan, scratch)?;
            if !is_exhausted || plan.regions.len() == plan.regions.inline_size() {
                break;
            }
            index += 1;
        }
        if request.aborted && !self.transaction_indexes.is_empty() && plan.next_offset > request.offset {
            plan.aborted_transactions = self.aborted_transactions(fs, request.offset, plan.next_offset)?;
        }
        Ok(plan)
    }

    /// What may be read: written, below the bound, and not damaged.
    fn readable_end(&self, upper_bound: Offset) -> Offset {
        let written = upper_bound.min(self.written_end_offset());
        match self.availability {
            super::Availability::Corrupt { from } => written.min(from),
            _ => written,
        }
    }

    /// Adds the region of one segment. Answers whether the segment has nothing more, so that the next one may follow.
    fn plan_segment(
        &mut self,
        fs: &mut impl FileSystem,
        now: Now,
        index: usize,
        request: ReadRequest,
        plan: &mut ReadPlan,
        scratch: &mut Vec<u8>,
    ) -> Result<bool, Error> {
        let segment_end = self.segment_end(index);
        let Some(start) = self.find_start(fs, now, index, request.offset, scratch)? else {
            // Compaction left nothing at or above the offset in this segment.
            plan.next_offset = segment_end;
            return Ok(true);
        };
        let limit = Position(start.0.saturating_add(request.bytes_max).min(Position::MAX.0));
        let mut end = self.find_end(fs, now, index, start, limit, request.upper_bound, scratch)?;
        if end.is_none() && request.at_least_one_batch {
            end = self.first_batch_end(fs, now, index, start, request.upper_bound, scratch)?;
        }
        let Some(end) = end else { return Ok(false) };
        let segment = &mut self.segments[index];
        let len = end.position - start;
        let file = segment.file(fs, &self.folder, now.monotone)?;
        let size = segment.size();
        let base_offset = segment.base_offset();
        plan.regions.push(FileRegion { file, position: start.as_u64(), len });
        plan.records_bytes += len;
        plan.next_offset = end.next_offset;
        let is_exhausted = end.position == size;
        if !is_exhausted {
            let hint = ReadHint { segment: base_offset, offset: end.next_offset, position: end.position };
            self.hints.remember(hint);
        }
        Ok(is_exhausted)
    }

    /// Where the batch begins that holds `offset`, or the first one after it in this segment.
    fn find_start(
        &mut self,
        fs: &mut impl FileSystem,
        now: Now,
        index: usize,
        offset: Offset,
        scratch: &mut Vec<u8>,
    ) -> Result<Option<Position>, Error> {
        let is_active = index + 1 == self.segments.len();
        if let Some(batch) = self.recent.find(offset).filter(|_| is_active) {
            return Ok(Some(batch.position));
        }
        let base_offset = self.segments[index].base_offset();
        if offset <= base_offset {
            return Ok((self.segments[index].size() > Position::ZERO).then_some(Position::ZERO));
        }
        if let Some(position) = self.hints.find(base_offset, offset) {
            return Ok(Some(position));
        }
        let found = self.find_batch(fs, now, index, offset, scratch)?;
        Ok(found.map(|batch| batch.position))
    }

    /// The batch that holds `offset`, or the first one after it in this segment: by the index, then from header to header.
    pub(crate) fn find_batch(
        &mut self,
        fs: &mut impl FileSystem,
        now: Now,
        index: usize,
        offset: Offset,
        scratch: &mut Vec<u8>,
    ) -> Result<Option<BatchAt>, Error> {
        let entry = self.segments[index].floor_entry(fs, &self.folder, offset)?;
        let from = entry.map_or(Position::ZERO, |entry| entry.position);
        let expected =
            entry.map(|entry| self.segments[index].base_offset() + i64::from(entry.relative_offset));
        let file = self.segments[index].file(fs, &self.folder, now.monotone)?;
        let mut scanner = HeaderScanner::new(&file, from, self.written_size(index), scratch);
        let mut is_first = true;
        loop {
            match scanner.next(fs)? {
                Scanned::Batch(found) => {
                    let lies =
                        is_first && expected.is_some_and(|expected| found.batch.last_offset() != expected);
                    if lies {
                        break;
                    }
                    if found.batch.last_offset() >= offset {
                        return Ok(Some(found));
                    }
                }
                Scanned::End => return Ok(None),
                Scanned::Defect(_) if is_first && expected.is_some() => break,
                Scanned::Defect(_) => return Err(self.found_corrupt(offset)),
            }
            is_first = false;
        }
        self.rebuild_indexes(fs, now, index)?;
        self.find_batch(fs, now, index, offset, scratch)
    }

    /// The last batch boundary behind `start`, at or before `limit` and below `upper_bound`.
    #[expect(
        clippy::too_many_arguments,
        reason = "the three bounds of a search, where, and what it works with"
    )]
    fn find_end(
        &mut self,
        fs: &mut impl FileSystem,
        now: Now,
        index: usize,
        start: Position,
        limit: Position,
        upper_bound: Offset,
        scratch: &mut Vec<u8>,
    ) -> Result<Option<RegionEnd>, Error> {
        let segment_end = self.segment_end(index);
        let size = self.segments[index].size();
        if segment_end <= upper_bound && size <= limit {
            return Ok((size > start).then_some(RegionEnd { position: size, next_offset: segment_end }));
        }
        let is_active = index + 1 == self.segments.len();
        if let Some(last) = self.recent.find_end(start, limit, upper_bound).filter(|_| is_active) {
            return Ok(Some(RegionEnd { position: last.end_position(), next_offset: last.last_offset + 1 }));
        }
        self.scan_end(fs, now, index, start, limit, upper_bound, scratch)
    }

    #[expect(clippy::too_many_arguments, reason = "as find_end, whose slow half this is")]
    fn scan_end(
        &mut self,
        fs: &mut impl FileSystem,
        now: Now,
        index: usize,
        start: Position,
        limit: Position,
        upper_bound: Offset,
        scratch: &mut Vec<u8>,
    ) -> Result<Option<RegionEnd>, Error> {
        let entry = self.segments[index].floor_entry_by_position(fs, &self.folder, limit, upper_bound)?;
        let entry = entry.filter(|entry| entry.position > start);
        let from = entry.map_or(start, |entry| entry.position);
        let expected =
            entry.map(|entry| self.segments[index].base_offset() + i64::from(entry.relative_offset));
        let file = self.segments[index].file(fs, &self.folder, now.monotone)?;
        let mut scanner = HeaderScanner::new(&file, from, self.written_size(index), scratch);
        let mut end = None;
        let mut is_first = true;
        loop {
            let found = match scanner.next(fs)? {
                Scanned::Batch(found) => found,
                Scanned::End => return Ok(end),
                Scanned::Defect(_) if is_first && expected.is_some() => break,
                // The batches before it are good and are served; who asks for this one is told.
                Scanned::Defect(_) if end.is_some() => return Ok(end),
                Scanned::Defect(_) => return Err(self.found_corrupt(upper_bound)),
            };
            if is_first && expected.is_some_and(|expected| expected != found.batch.last_offset()) {
                break;
            }
            if is_first && from > start {
                end = Some(RegionEnd { position: from, next_offset: found.batch.base_offset });
            }
            if found.end_position() > limit || found.batch.last_offset() >= upper_bound {
                return Ok(end);
            }
            end = Some(RegionEnd { position: found.end_position(), next_offset: found.batch.next_offset() });
            is_first = false;
        }
        self.rebuild_indexes(fs, now, index)?;
        self.scan_end(fs, now, index, start, limit, upper_bound, scratch)
    }

    fn first_batch_end(
        &mut self,
        fs: &mut impl FileSystem,
        now: Now,
        index: usize,
        start: Position,
        upper_bound: Offset,
        scratch: &mut Vec<u8>,
    ) -> Result<Option<RegionEnd>, Error> {
        let file = self.segments[index].file(fs, &self.folder, now.monotone)?;
        let mut scanner = HeaderScanner::new(&file, start, self.written_size(index), scratch);
        match scanner.next(fs)? {
            Scanned::Batch(found) if found.batch.last_offset() < upper_bound => {
                Ok(Some(RegionEnd { position: found.end_position(), next_offset: found.batch.next_offset() }))
            }
            Scanned::Batch(_) | Scanned::End => Ok(None),
            Scanned::Defect(_) => Err(self.found_corrupt(upper_bound)),
        }
    }

    /// How far a segment's file can be read: a segment that has unwritten batches is longer on the books.
    fn written_size(&self, index: usize) -> Position {
        let segment: &Segment = &self.segments[index];
        Position(segment.size().0 - self.queue.bytes_of(segment.base_offset()) as u32)
    }

    fn found_corrupt(&self, from: Offset) -> Error {
        tracing::error!(partition = %self.topic_partition, %from, "a batch that was written cannot be read");
        Error::Corrupt { topic_partition: self.topic_partition.clone(), from }
    }

    /// The aborted transactions with records in `from..upper_bound`.
    pub(crate) fn aborted_transactions(
        &self,
        fs: &mut impl FileSystem,
        from: Offset,
        upper_bound: Offset,
    ) -> Result<Vec<AbortedTransaction>, Error> {
        let mut found: Vec<AbortedTransaction> = Vec::new();
        let first = self.segments[self.segment_of(from)].base_offset();
        for base_offset in self.transaction_indexes.range(first..) {
            let segment = &self.segments[self.segment_of(*base_offset)];
            let path = segment.path(&self.folder, FileKind::TransactionIndex);
            let path = path.to_path();
            let entries =
                crate::error::StorageContext::context(transaction_index::read(fs, &path), "reading", &path)?;
            let entries = entries.ok_or_else(|| Error::MalformedFile {
                path: path.clone(),
                reason: "is no transaction index".to_owned(),
            })?;
            let touches =
                |entry: &&AbortedTransaction| entry.last_offset >= from && entry.first_offset < upper_bound;
            found.extend(entries.iter().filter(touches));
            // No transaction that ends later began below this one's last stable offset.
            if entries.iter().any(|entry| entry.last_stable_offset >= upper_bound) {
                break;
            }
        }
        found.sort_unstable_by_key(|entry| entry.first_offset);
        Ok(found)
    }
}
