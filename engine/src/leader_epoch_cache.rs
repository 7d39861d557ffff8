//! Which leader epoch wrote which offsets (KIP-101), and its file `leader-epoch-checkpoint`.

use crate::{LeaderEpoch, Offset};

/// The start of one epoch in a log.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub struct EpochEntry {
    /// The epoch.
    pub epoch: LeaderEpoch,
    /// The first offset that was written in it.
    pub start_offset: Offset,
}

/// The epochs of a log, both epochs and start offsets strictly rising.
///
/// The file need not be written on each change: epochs that begin at or above the recovery point are found again in the
/// batches that recovery reads. No recovery point passes an epoch that is not in the file.
#[derive(Clone, Debug, Default)]
pub struct LeaderEpochCache {
    entries: Vec<EpochEntry>,
    is_dirty: bool,
    /// Where the oldest epoch begins that neither is in the file nor on its way.
    unwritten_from: Option<Offset>,
    /// A write of the file is under way, and where the oldest epoch begins that only it brings there.
    writing: Option<Option<Offset>>,
}

impl LeaderEpochCache {
    /// A cache of the entries of a checkpoint; entries that do not rise are left out.
    pub fn from_entries(entries: impl IntoIterator<Item = EpochEntry>) -> Self {
        let mut cache = LeaderEpochCache::default();
        for entry in entries {
            cache.assign(entry.epoch, entry.start_offset);
        }
        cache.begin_write();
        cache.on_written();
        cache
    }

    /// The epochs, oldest first.
    pub fn entries(&self) -> &[EpochEntry] {
        &self.entries
    }

    /// The newest epoch.
    pub fn latest(&self) -> Option<LeaderEpoch> {
        self.entries.last().map(|entry| entry.epoch)
    }

    /// Whether the file is behind.
    pub fn is_dirty(&self) -> bool {
        self.is_dirty
    }

    /// No recovery point may lie above it: these epochs would not be found again after a crash.
    pub fn unwritten_from(&self) -> Option<Offset> {
        self.unwritten_from.into_iter().chain(self.writing.flatten()).min()
    }

    /// Whether a write of the file is under way.
    pub fn is_writing(&self) -> bool {
        self.writing.is_some()
    }

    pub(crate) fn mark_dirty(&mut self) {
        self.is_dirty = true;
    }

    /// The entries of this moment are on their way to the file. One write at a time.
    pub(crate) fn begin_write(&mut self) {
        debug_assert!(!self.is_writing(), "the file has one writer");
        self.writing = Some(self.unwritten_from.take());
        self.is_dirty = false;
    }

    /// The write under way is durable.
    pub(crate) fn on_written(&mut self) {
        self.writing = None;
    }

    /// The write under way has failed: the file is what it was.
    pub(crate) fn on_write_failed(&mut self) {
        let Some(from) = self.writing.take() else { return };
        self.unwritten_from = self.unwritten_from.into_iter().chain(from).min();
        self.is_dirty = true;
    }

    /// Notes that `offset` is written in `epoch`. Entries that contradict it (an epoch as high or higher that begins at or
    /// above `offset`) are dropped: the log below the new entry is the truth.
    pub fn assign(&mut self, epoch: LeaderEpoch, offset: Offset) {
        if epoch < LeaderEpoch(0) || self.entries.last().is_some_and(|last| last.epoch == epoch) {
            return;
        }
        self.entries.retain(|entry| entry.epoch < epoch && entry.start_offset < offset);
        self.entries.push(EpochEntry { epoch, start_offset: offset });
        self.is_dirty = true;
        self.unwritten_from = Some(self.unwritten_from.map_or(offset, |from| from.min(offset)));
    }

    /// The epoch that wrote `offset`.
    pub fn epoch_at(&self, offset: Offset) -> Option<LeaderEpoch> {
        let after = self.entries.partition_point(|entry| entry.start_offset <= offset);
        after.checked_sub(1).map(|index| self.entries[index].epoch)
    }

    /// Where `epoch` ends, as OffsetForLeaderEpoch asks: the largest epoch not above it and the first offset that is not
    /// of it. `None` for an epoch that this log has not seen yet, or when it knows none.
    ///
    /// Example: epochs 1@0, 3@10 of a log that ends at 15: asked for 1 or 2 the answer is (1, 10), for 3 it is (3, 15),
    /// for 0 it is (0, 0) because nothing of epoch 0 was kept, for 4 it is none.
    pub fn end_offset_for(
        &self,
        epoch: LeaderEpoch,
        log_end_offset: Offset,
    ) -> Option<(LeaderEpoch, Offset)> {
        let latest = self.latest()?;
        if epoch == latest {
            return Some((epoch, log_end_offset));
        }
        let higher = self.entries.partition_point(|entry| entry.epoch <= epoch);
        let next = self.entries.get(higher)?;
        let answered = higher.checked_sub(1).map_or(epoch, |floor| self.entries[floor].epoch);
        Some((answered, next.start_offset))
    }

    /// The log now ends at `end`: epochs that begin there or above are gone.
    pub fn truncate_from_end(&mut self, end: Offset) {
        let keep = self.entries.partition_point(|entry| entry.start_offset < end);
        self.is_dirty |= keep < self.entries.len();
        self.entries.truncate(keep);
    }

    /// The log now starts at `start`: epochs that end there or below are gone, the one that holds `start` begins with it.
    pub fn truncate_from_start(&mut self, start: Offset) {
        let at_or_below = self.entries.partition_point(|entry| entry.start_offset <= start);
        let Some(holder) = at_or_below.checked_sub(1) else { return };
        if holder > 0 || self.entries[0].start_offset < start {
            self.entries.drain(..holder);
            self.entries[0].start_offset = start;
            self.is_dirty = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn cache(entries: &[(i32, i64)]) -> LeaderEpochCache {
        let entry = |&(epoch, start): &(i32, i64)| EpochEntry {
            epoch: LeaderEpoch(epoch),
            start_offset: Offset(start),
        };
        LeaderEpochCache::from_entries(entries.iter().map(entry))
    }

    fn check(cache: &LeaderEpochCache, expect: Expect) {
        let text: Vec<_> =
            cache.entries().iter().map(|entry| format!("{}{:?}", entry.epoch, entry.start_offset)).collect();
        expect.assert_eq(&text.join(" "));
    }

    #[test]
    fn end_offsets_follow_kip_101() {
        let cache = cache(&[(1, 0), (3, 10)]);
        let ask =
            |epoch| cache.end_offset_for(LeaderEpoch(epoch), Offset(15)).map(|(epoch, end)| (epoch.0, end.0));
        assert_eq!(
            [ask(0), ask(1), ask(2), ask(3), ask(4)],
            [Some((0, 0)), Some((1, 10)), Some((1, 10)), Some((3, 15)), None]
        );
        assert_eq!(LeaderEpochCache::default().end_offset_for(LeaderEpoch(0), Offset(5)), None);
    }

    #[test]
    fn assign_drops_what_contradicts_it() {
        let mut cache = cache(&[(1, 0), (3, 10), (4, 20)]);
        cache.assign(LeaderEpoch(4), Offset(25));
        check(&cache, expect!["1@0 3@10 4@20"]);
        cache.assign(LeaderEpoch(5), Offset(10));
        check(&cache, expect!["1@0 5@10"]);
    }

    #[test]
    fn truncation_at_both_ends() {
        let mut cache = cache(&[(0, 0), (2, 10), (5, 30)]);
        cache.truncate_from_start(Offset(12));
        check(&cache, expect!["2@12 5@30"]);
        cache.truncate_from_end(Offset(30));
        check(&cache, expect!["2@12"]);
        assert_eq!(cache.epoch_at(Offset(11)), None);
        assert_eq!(cache.epoch_at(Offset(29)), Some(LeaderEpoch(2)));
        cache.truncate_from_start(Offset(40));
        check(&cache, expect!["2@40"]);
    }
}
