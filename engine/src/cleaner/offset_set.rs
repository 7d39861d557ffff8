//! A set of offsets in bounded memory: a bit each, from a first offset on.

use crate::Offset;

/// Offsets of a word.
const WORD_OFFSETS: u64 = u64::BITS as u64;

/// The set. What lies outside of the range that it covers is not its business.
#[derive(Debug)]
pub(super) struct OffsetSet {
    first: Offset,
    words: Vec<u64>,
}

impl OffsetSet {
    /// An empty set for the offsets from `first` to below `end`, or as many of them as `bytes_max` have bits.
    pub(super) fn new(first: Offset, end: Offset, bytes_max: u64) -> Self {
        let offsets = u64::try_from(end.0.saturating_sub(first.0)).unwrap_or(0);
        let words = offsets.div_ceil(WORD_OFFSETS).min(bytes_max / size_of::<u64>() as u64);
        // Zeroed memory is taken page by page, as offsets come.
        OffsetSet { first, words: vec![0; words as usize] }
    }

    /// Bytes that are taken.
    pub(super) fn bytes(&self) -> u64 {
        size_of_val(self.words.as_slice()) as u64
    }

    pub(super) fn insert(&mut self, offset: Offset) {
        if let Some((word, bit)) = self.place(offset) {
            self.words[word] |= bit;
        }
    }

    pub(super) fn remove(&mut self, offset: Offset) {
        if let Some((word, bit)) = self.place(offset) {
            self.words[word] &= !bit;
        }
    }

    /// Whether an offset is in the set; none when the set does not cover it.
    pub(super) fn contains(&self, offset: Offset) -> Option<bool> {
        self.place(offset).map(|(word, bit)| self.words[word] & bit != 0)
    }

    /// Index of an offset's word, and its bit there.
    fn place(&self, offset: Offset) -> Option<(usize, u64)> {
        let index = u64::try_from(offset.0.checked_sub(self.first.0)?).ok()?;
        let word = usize::try_from(index / WORD_OFFSETS).ok()?;
        (word < self.words.len()).then_some((word, 1 << (index % WORD_OFFSETS)))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_is_a_set_of_what_it_covers(
            first in 0i64..1 << 40,
            len in 0i64..400,
            bytes_max in 0u64..80,
            changes in proptest::collection::vec((-100i64..500, any::<bool>()), 0..100),
        ) {
            let mut set = OffsetSet::new(Offset(first), Offset(first + len), bytes_max);
            prop_assert!(set.bytes() <= bytes_max);
            let mut model = BTreeSet::new();
            for (delta, is_inserted) in changes {
                let offset = Offset(first + delta);
                if is_inserted {
                    set.insert(offset);
                    model.insert(offset);
                } else {
                    set.remove(offset);
                    model.remove(&offset);
                }
            }
            let covered = (set.bytes() * 8) as i64;
            prop_assert!(covered >= len || covered + 64 > 8 * bytes_max as i64);
            for offset in (-100..500).map(|delta| Offset(first + delta)) {
                let is_covered = (first..first + covered).contains(&offset.0);
                prop_assert_eq!(set.contains(offset), is_covered.then(|| model.contains(&offset)));
            }
        }
    }

    #[test]
    fn the_ends_of_all_offsets_are_outside() {
        let mut set = OffsetSet::new(Offset(i64::MAX - 10), Offset::MAX, 1 << 10);
        for offset in [Offset(i64::MIN), Offset(-1), Offset::ZERO] {
            set.insert(offset);
            assert_eq!(set.contains(offset), None);
        }
        set.insert(Offset::MAX);
        assert_eq!(set.contains(Offset::MAX), Some(true));
        assert_eq!(OffsetSet::new(Offset(5), Offset(3), 100).bytes(), 0, "an empty range");
    }
}
