//! The latest offset of each key in the dirty part of a log, in bounded memory.
//!
//! An entry takes 24 bytes whatever its key: 16 of a hash, 8 of the offset. The map is many small tables that grow one at a
//! time, so that it takes what it needs, never more than its limit, and no single insert is long. When a table cannot grow
//! the map is full: the caller ends its range there and cleans the rest the next time.
//!
//! Beside the tables the map has a bit for each offset that may come: whether it is the latest of its key. So the records
//! that were put are judged later by their offset alone, without a look at their keys.

use std::ops::Range;

use super::key_hash::{KeyHash, KeyHasher};
use super::offset_set::OffsetSet;
use crate::Offset;

/// Keys that are worth being looked for together ([`OffsetMap::touch`]).
pub(super) const KEYS_AT_ONCE: usize = 32;
/// Bytes of an entry.
const SLOT_BYTES: usize = size_of::<Slot>();
/// Tables of a map that has room for them.
const TABLES_MAX: usize = 256;
/// A table of fewer slots is not worth being one of many: chance would fill one long before the others.
const TABLE_SLOTS_MIN: usize = 4096;
/// Slots that a table begins with.
const TABLE_SLOTS_FIRST: usize = 16;
/// The share of a table that is filled as long as it may grow: with nine tenths a search looks at five slots, with this at two.
const GROWING_LOAD_MAX: f64 = 0.6;
/// The set of latest offsets gets this part of the memory at most.
const LATEST_SHARE: u64 = 16;
/// A map that could not take a handful of keys would clean nothing.
const SLOTS_MIN: usize = 16;

const _: () = assert!(SLOT_BYTES == 24);

#[derive(Copy, Clone, Debug)]
struct Slot {
    hash: KeyHash,
    offset: i64,
}

const FREE: Slot = Slot { hash: [0; 2], offset: -1 };

#[derive(Clone, Debug, Default)]
struct Table {
    slots: Vec<Slot>,
    len: usize,
}

/// The map. Offsets are put in rising order.
#[derive(Debug)]
pub(super) struct OffsetMap {
    hasher: KeyHasher,
    tables: Vec<Table>,
    table_slots_max: usize,
    load_max: f64,
    len: usize,
    /// Offsets that are the latest of their keys.
    latest_of_keys: OffsetSet,
    /// Everything up to here has been looked at.
    latest: Option<Offset>,
}

/// The map has no room for another key.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub(super) struct Full;

impl OffsetMap {
    /// An empty map that takes at most `bytes_max`, whose tables are filled up to the share `load_max` (0 to 1), for offsets
    /// of `range`.
    pub(super) fn new(bytes_max: u64, load_max: f64, secret: [u64; 2], range: Range<Offset>) -> Self {
        let latest_of_keys = OffsetSet::new(range.start, range.end, bytes_max / LATEST_SHARE);
        let table_bytes = bytes_max - latest_of_keys.bytes();
        let slots_max = usize::try_from(table_bytes / SLOT_BYTES as u64).unwrap_or(usize::MAX).max(SLOTS_MIN);
        let tables = (slots_max / TABLE_SLOTS_MIN).clamp(1, TABLES_MAX);
        OffsetMap {
            hasher: KeyHasher::new(secret),
            tables: vec![Table::default(); tables],
            table_slots_max: slots_max / tables,
            // Probing needs free slots; one key fits in any case.
            load_max: load_max.clamp(0.1, 0.95),
            len: 0,
            latest_of_keys,
            latest: None,
        }
    }

    /// The number of keys.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// Bytes that are taken.
    pub(super) fn bytes(&self) -> u64 {
        let tables = self.tables.iter().map(|table| (table.slots.len() * SLOT_BYTES) as u64);
        tables.sum::<u64>() + self.latest_of_keys.bytes()
    }

    /// The last offset that was looked at, key or not.
    pub(super) fn latest(&self) -> Option<Offset> {
        self.latest
    }

    /// Everything up to `offset` has been looked at.
    pub(super) fn note_latest(&mut self, offset: Offset) {
        self.latest = self.latest.max(Some(offset));
    }

    /// What stands for a key here.
    pub(super) fn hash(&self, key: &[u8]) -> KeyHash {
        self.hasher.hash(key)
    }

    /// Brings the slots of some keys near, before they are looked for one after the other. A search ends in a branch that
    /// nothing predicts, so that the next one would not begin to wait for its slot before this one has it.
    pub(super) fn touch(&self, hashes: impl Iterator<Item = KeyHash>) {
        let offsets = hashes.map(|hash| {
            let table = &self.tables[scaled(hash[0], self.tables.len())];
            table.slots.get(scaled(hash[1], table.slots.len())).map_or(0, |slot| slot.offset)
        });
        std::hint::black_box(offsets.fold(0, i64::wrapping_add));
    }

    /// Notes that a key is at `offset`, above all offsets before.
    pub(super) fn put(&mut self, hash: KeyHash, offset: Offset) -> Result<(), Full> {
        debug_assert!(offset >= Offset::ZERO);
        let (slots_max, load_max) = (self.table_slots_max, self.load_max);
        let index = scaled(hash[0], self.tables.len());
        let table = &mut self.tables[index];
        let mut at = table.find(hash);
        let is_new = at.is_none_or(|at| table.slots[at].offset < 0);
        if is_new && !table.has_room(slots_max, load_max) {
            table.grow(slots_max, load_max)?;
            at = table.find(hash);
        }
        let at = at.expect("a table with room has a free slot");
        if !is_new {
            self.latest_of_keys.remove(Offset(table.slots[at].offset));
        }
        self.latest_of_keys.insert(offset);
        table.slots[at] = Slot { hash, offset: offset.0 };
        table.len += usize::from(is_new);
        self.len += usize::from(is_new);
        self.note_latest(offset);
        Ok(())
    }

    /// Whether the record that was put with this offset is the latest of its key; none where only [`OffsetMap::get`] knows.
    /// Records that were never put are not.
    pub(super) fn is_latest(&self, offset: Offset) -> Option<bool> {
        self.latest_of_keys.contains(offset)
    }

    /// The latest offset of a key.
    pub(super) fn get(&self, hash: KeyHash) -> Option<Offset> {
        let table = &self.tables[scaled(hash[0], self.tables.len())];
        let slot = table.slots[table.find(hash)?];
        (slot.offset >= 0).then_some(Offset(slot.offset))
    }
}

impl Table {
    /// The slot of a hash, or the free one where it belongs; none in a table without slots.
    fn find(&self, hash: KeyHash) -> Option<usize> {
        let len = self.slots.len();
        if len == 0 {
            return None;
        }
        let mut at = scaled(hash[1], len);
        while self.slots[at].offset >= 0 && self.slots[at].hash != hash {
            at = if at + 1 == len { 0 } else { at + 1 };
        }
        Some(at)
    }

    /// Whether one more key fits; at least one slot stays free, where a search ends.
    fn has_room(&self, slots_max: usize, load_max: f64) -> bool {
        let may_grow = self.slots.len() < slots_max;
        let load_max = if may_grow { load_max.min(GROWING_LOAD_MAX) } else { load_max };
        ((self.len + 1) as f64) <= self.slots.len() as f64 * load_max
    }

    fn grow(&mut self, slots_max: usize, load_max: f64) -> Result<(), Full> {
        let wanted = (self.slots.len() + self.slots.len() / 2).max(TABLE_SLOTS_FIRST).min(slots_max);
        let mut grown = Table { slots: vec![FREE; wanted], len: self.len };
        if wanted == self.slots.len() || !grown.has_room(slots_max, load_max) {
            return Err(Full);
        }
        for slot in self.slots.iter().filter(|slot| slot.offset >= 0) {
            let at = grown.find(slot.hash).expect("a larger table has a free slot");
            grown.slots[at] = *slot;
        }
        *self = grown;
        Ok(())
    }
}

/// `hash` as a number below `len`.
fn scaled(hash: u64, len: usize) -> usize {
    ((u128::from(hash) * len as u128) >> 64) as usize
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn map(bytes_max: u64) -> OffsetMap {
        OffsetMap::new(bytes_max, 0.9, [17, 4], Offset::ZERO..Offset(1 << 20))
    }

    fn put(map: &mut OffsetMap, key: &[u8], offset: Offset) -> Result<(), Full> {
        let hash = map.hash(key);
        map.touch([hash].into_iter());
        map.put(hash, offset)
    }

    fn get(map: &OffsetMap, key: &[u8]) -> Option<Offset> {
        map.get(map.hash(key))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        #[test]
        fn it_is_a_map(keys in proptest::collection::vec(0u16..200, 0..600)) {
            let (mut map, mut model) = (map(1 << 20), BTreeMap::new());
            for (offset, key) in keys.iter().enumerate() {
                put(&mut map, &key.to_be_bytes(), Offset(offset as i64)).expect("room");
                model.insert(*key, Offset(offset as i64));
            }
            prop_assert_eq!(map.len(), model.len());
            for key in 0..200u16 {
                prop_assert_eq!(get(&map, &key.to_be_bytes()), model.get(&key).copied());
            }
            for (offset, key) in keys.iter().enumerate() {
                let offset = Offset(offset as i64);
                prop_assert_eq!(map.is_latest(offset), Some(model[key] == offset));
            }
        }

        #[test]
        fn it_never_takes_more_than_its_limit(bytes_max in 0u64..400_000, load in 0.0f64..2.0) {
            let mut map = OffsetMap::new(bytes_max, load, [1, 2], Offset::ZERO..Offset(100_000));
            let fit = (0..100_000i64).take_while(|key| put(&mut map, &key.to_be_bytes(), Offset(*key)).is_ok());
            let fit = fit.count();
            prop_assert!(fit > 0, "a map takes one key at least");
            prop_assert!(map.bytes() <= bytes_max.max(SLOTS_MIN as u64 * 24));
            prop_assert_eq!(map.len(), fit);
            prop_assert_eq!(map.latest(), Some(Offset(fit as i64 - 1)));
            // A key that is there is moved on though no new one fits.
            put(&mut map, &0i64.to_be_bytes(), Offset(1 << 40)).expect("known");
            prop_assert_eq!(get(&map, &0i64.to_be_bytes()), Some(Offset(1 << 40)));
        }
    }

    #[test]
    fn a_full_map_is_well_filled() {
        for bytes_max in [24 * 1000, 24 * 10_000, 24 * 1_000_000] {
            let mut map = map(bytes_max);
            let fit = (0..i64::MAX)
                .take_while(|key| put(&mut map, &key.to_be_bytes(), Offset(*key)).is_ok())
                .count();
            let filled = fit as f64 * 24.0 / bytes_max as f64;
            assert!((0.8..=0.9).contains(&filled), "{filled} of {bytes_max}");
        }
    }

    #[test]
    fn a_few_keys_take_little() {
        let mut map = map(128 << 20);
        (0..1000i64).for_each(|key| put(&mut map, &key.to_be_bytes(), Offset(key)).expect("room"));
        let table_bytes = map.bytes() - (1 << 20) / 8;
        assert!(table_bytes < 200_000, "{table_bytes}");
    }
}
