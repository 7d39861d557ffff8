//! What one log has to do with its journal: what it offers to the next group, and up to where a region has it.

use ::io::SharedBuffer;

use super::{REGIONS, is_worth_journaling};
use crate::{Offset, Position};

/// Batches of one write, which lie one behind the other in a segment.
#[derive(Debug)]
pub(crate) struct OfferedRun<'a> {
    /// Base offset of the segment.
    pub(crate) segment: Offset,
    pub(crate) position: Position,
    pub(crate) slices: &'a [SharedBuffer],
    /// Offset after the last record.
    pub(crate) end: Offset,
}

/// An entry to be made: runs that continue each other.
#[derive(Debug)]
pub(super) struct Pending {
    pub(super) segment: Offset,
    pub(super) position: Position,
    pub(super) base_offset: Offset,
    pub(super) end: Offset,
    pub(super) bytes: u32,
    /// How many of the slices are its.
    pub(super) slices: usize,
}

/// One log's part.
#[derive(Debug, Default)]
pub(crate) struct LogJournaling {
    pub(super) pending: Vec<Pending>,
    pub(super) slices: Vec<SharedBuffer>,
    bytes: u64,
    /// The journal has it in its list of logs with something to write.
    pub(crate) is_waiting: bool,
    /// The end of its last entry in each region, until its segments are synced up to there.
    pub(super) region_ends: [Option<Offset>; REGIONS],
    /// The group in flight has entries of it.
    pub(crate) is_in_group: bool,
    /// The round in which each region has it in its list.
    pub(super) listed: [Option<u64>; REGIONS],
    /// Its sync is one of those that free a region.
    pub(super) is_draining: bool,
}

impl LogJournaling {
    /// Takes a run for the next group. `Err` with the first offset that is declined when it is too much for the journal: this
    /// run, and what was not in a group yet.
    pub(crate) fn offer(&mut self, run: &OfferedRun<'_>) -> Result<Offset, Offset> {
        let base_offset = super::entry::first_offset(run.slices).unwrap_or(run.end);
        let bytes: u64 = run.slices.iter().map(|slice| slice.len() as u64).sum();
        if !is_worth_journaling(self.bytes + bytes) {
            let first = self.first_offset().unwrap_or(base_offset);
            self.clear();
            return Err(first);
        }
        self.bytes += bytes;
        self.slices.extend(run.slices.iter().cloned());
        match self.pending.last_mut() {
            Some(last)
                if last.segment == run.segment
                    && last.end == base_offset
                    && last.position + last.bytes == run.position =>
            {
                last.bytes += bytes as u32;
                last.end = run.end;
                last.slices += run.slices.len();
            }
            _ => self.pending.push(Pending {
                segment: run.segment,
                position: run.position,
                base_offset,
                end: run.end,
                bytes: bytes as u32,
                slices: run.slices.len(),
            }),
        }
        Ok(base_offset)
    }

    /// Forgets what waits for the next group.
    pub(crate) fn clear(&mut self) {
        self.pending.clear();
        self.slices.clear();
        self.bytes = 0;
    }

    pub(crate) fn first_offset(&self) -> Option<Offset> {
        self.pending.first().map(|pending| pending.base_offset)
    }

    /// Whether a region has entries of it that its segments may not have.
    pub(crate) fn is_in_journal(&self) -> bool {
        self.region_ends.iter().any(Option::is_some)
    }

    /// The journal has nothing any more.
    pub(crate) fn on_emptied(&mut self) {
        self.clear();
        self.region_ends = [None; REGIONS];
        self.is_draining = false;
    }

    /// The end of what waits for the next group.
    pub(crate) fn end(&self) -> Option<Offset> {
        self.pending.last().map(|pending| pending.end)
    }

    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }
}
