//! Where the newest batches of the active segment lie, so that appends and fetches at the log's end read no file.

use std::collections::VecDeque;

use crate::{Offset, Position};

/// A batch, by what a fetch needs to know of it.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub struct RecentBatch {
    /// Offset of its first record.
    pub base_offset: Offset,
    /// Offset of its last record.
    pub last_offset: Offset,
    /// Where it begins.
    pub position: Position,
    /// Its size with the header.
    pub size: u32,
}

impl RecentBatch {
    /// Where it ends.
    pub fn end_position(&self) -> Position {
        self.position + self.size
    }
}

/// With batches of 16 KiB the last 4 MiB.
const BATCHES_MAX: usize = 256;

/// The newest batches of the active segment, without a gap.
#[derive(Debug, Default)]
pub struct RecentBatches {
    batches: VecDeque<RecentBatch>,
}

impl RecentBatches {
    /// A batch was appended behind the others.
    pub fn push(&mut self, batch: RecentBatch) {
        debug_assert!(self.batches.back().is_none_or(|last| last.end_position() == batch.position));
        if self.batches.len() == BATCHES_MAX {
            self.batches.pop_front();
        }
        self.batches.push_back(batch);
    }

    /// Another segment is active now.
    pub fn clear(&mut self) {
        self.batches.clear();
    }

    /// The batch that holds `offset`, or the first one after it; `None` when older batches would have to be looked at.
    pub fn find(&self, offset: Offset) -> Option<&RecentBatch> {
        let index = self.batches.partition_point(|batch| batch.last_offset < offset);
        // The first one is the answer only if it holds the offset: what lies before it is not known here.
        let is_known = index > 0 || self.batches.front().is_some_and(|first| first.base_offset <= offset);
        self.batches.get(index).filter(|_| is_known)
    }

    /// The last batch at or behind `from` that ends at or before `limit` and below `upper_bound`; `None` when it is not
    /// among these.
    pub fn find_end(&self, from: Position, limit: Position, upper_bound: Offset) -> Option<&RecentBatch> {
        let index = self
            .batches
            .partition_point(|batch| batch.end_position() <= limit && batch.last_offset < upper_bound);
        let last = self.batches.get(index.checked_sub(1)?)?;
        (last.position >= from).then_some(last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn batches(count: u32) -> RecentBatches {
        let mut batches = RecentBatches::default();
        for number in 0..count {
            // Three records, 100 bytes, and a compacted-away offset behind each batch.
            batches.push(RecentBatch {
                base_offset: Offset(i64::from(number) * 4),
                last_offset: Offset(i64::from(number) * 4 + 2),
                position: Position(number * 100),
                size: 100,
            });
        }
        batches
    }

    #[test]
    fn finds_the_batch_of_an_offset() {
        let batches = batches(300);
        let found = |offset| batches.find(Offset(offset)).map(|batch| batch.position.0);
        assert_eq!(found(299 * 4), Some(29_900));
        assert_eq!(found(298 * 4 + 3), Some(29_900), "a gap leads to the batch after it");
        assert_eq!(found(44 * 4), Some(4_400), "the oldest of 256");
        assert_eq!(found(44 * 4 - 1), None, "the batch before may hold it");
        assert_eq!(found(300 * 4), None);
    }

    #[test]
    fn finds_the_end_of_a_read() {
        let batches = batches(300);
        let end = |from, limit, upper| {
            batches
                .find_end(Position(from), Position(limit), Offset(upper))
                .map(|batch| batch.end_position().0)
        };
        assert_eq!(end(10_000, 10_250, 1_200), Some(10_200));
        assert_eq!(end(10_000, 99_999, 1_200), Some(30_000));
        assert_eq!(end(10_000, 99_999, 404), Some(10_100));
        assert_eq!(end(10_000, 10_050, 1_200), None, "not even one batch fits");
        assert_eq!(end(0, 10_000, 1_200), Some(10_000), "the end is known though the start is not");
        assert_eq!(end(0, 4_000, 1_200), None);
    }
}
