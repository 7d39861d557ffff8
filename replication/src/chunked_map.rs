//! A sorted map that is cheap to copy and cheap to change after a copy.

use std::borrow::Borrow;
use std::sync::Arc;

/// Entries per chunk before it is split in two.
const CHUNK_LEN_MAX: usize = 128;

/// A sorted map in chunks that copies share.
///
/// A copy costs one count per chunk. The first change after a copy copies one chunk (at most [`CHUNK_LEN_MAX`] entries)
/// and the list of chunks; a change to a map that nobody else holds copies nothing, so replaying a log is as cheap as with
/// a plain tree. Iteration is in the order of the keys: the same on every machine and in every run.
///
/// Invariants: no chunk is empty or longer than [`CHUNK_LEN_MAX`]; keys rise strictly within and across chunks; `len`
/// counts all entries.
#[derive(Clone, Debug)]
pub(crate) struct ChunkedMap<K, V> {
    chunks: Vec<Arc<Vec<(K, V)>>>,
    len: usize,
}

impl<K, V> Default for ChunkedMap<K, V> {
    fn default() -> Self {
        Self { chunks: Vec::new(), len: 0 }
    }
}

impl<K: Ord + Clone, V: Clone> ChunkedMap<K, V> {
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    pub(crate) fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let (chunk, index) = self.find(key).ok()?;
        Some(&self.chunks[chunk][index].1)
    }

    /// The value of `key`, to be changed; copies its chunk if another map shares it.
    pub(crate) fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let (chunk, index) = self.find(key).ok()?;
        Some(&mut Arc::make_mut(&mut self.chunks[chunk])[index].1)
    }

    /// Sets the value of `key` and returns the one it had.
    pub(crate) fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.find(&key) {
            Ok((chunk, index)) => {
                Some(std::mem::replace(&mut Arc::make_mut(&mut self.chunks[chunk])[index].1, value))
            }
            Err((chunk, index)) => {
                self.len += 1;
                if self.chunks.is_empty() {
                    self.chunks.push(Arc::default());
                }
                let entries = Arc::make_mut(&mut self.chunks[chunk]);
                entries.insert(index, (key, value));
                if entries.len() > CHUNK_LEN_MAX {
                    let upper = entries.split_off(CHUNK_LEN_MAX / 2);
                    self.chunks.insert(chunk + 1, Arc::new(upper));
                }
                None
            }
        }
    }

    pub(crate) fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let (chunk, index) = self.find(key).ok()?;
        self.len -= 1;
        let entries = Arc::make_mut(&mut self.chunks[chunk]);
        let (_, value) = entries.remove(index);
        if entries.is_empty() {
            self.chunks.remove(chunk);
        }
        Some(value)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.chunks.iter().flat_map(|chunk| chunk.iter()).map(|(key, value)| (key, value))
    }

    /// The entries from `key` (included) on.
    pub(crate) fn iter_from<Q: Ord + ?Sized>(&self, key: &Q) -> impl Iterator<Item = (&K, &V)>
    where
        K: Borrow<Q>,
    {
        let (chunk, index) = match self.find(key) {
            Ok(found) | Err(found) => found,
        };
        let skipped = self.chunks.get(chunk..).unwrap_or_default();
        skipped.iter().flat_map(|chunk| chunk.iter()).skip(index).map(|(key, value)| (key, value))
    }

    /// Where `key` is, or where it belongs (chunk, index in the chunk).
    fn find<Q: Ord + ?Sized>(&self, key: &Q) -> Result<(usize, usize), (usize, usize)>
    where
        K: Borrow<Q>,
    {
        let after = self.chunks.partition_point(|chunk| chunk[0].0.borrow() <= key);
        let chunk = after.saturating_sub(1);
        let Some(entries) = self.chunks.get(chunk) else { return Err((0, 0)) };
        match entries.binary_search_by(|(candidate, _)| candidate.borrow().cmp(key)) {
            Ok(index) => Ok((chunk, index)),
            Err(index) => Err((chunk, index)),
        }
    }

    #[cfg(test)]
    fn assert_invariants(&self) {
        assert_eq!(self.len, self.iter().count());
        assert!(self.chunks.iter().all(|chunk| !chunk.is_empty() && chunk.len() <= CHUNK_LEN_MAX));
        assert!(self.iter().zip(self.iter().skip(1)).all(|((left, _), (right, _))| left < right));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn behaves_as_a_tree_and_leaves_copies_alone(steps in prop::collection::vec((0u16..400, any::<bool>()), 0..1500)) {
            let mut map = ChunkedMap::default();
            let mut model = BTreeMap::new();
            let mut copy = (map.clone(), model.clone());
            for (step, (key, insert)) in steps.into_iter().enumerate() {
                if insert {
                    prop_assert_eq!(map.insert(key, step), model.insert(key, step));
                } else {
                    prop_assert_eq!(map.remove(&key), model.remove(&key));
                }
                if let (Some(value), Some(expected)) = (map.get_mut(&(key / 2)), model.get_mut(&(key / 2))) {
                    *value += 1;
                    *expected += 1;
                }
                if step % 97 == 0 {
                    prop_assert!(copy.0.iter().eq(copy.1.iter()));
                    copy = (map.clone(), model.clone());
                }
                map.assert_invariants();
            }
            prop_assert_eq!(map.len(), model.len());
            prop_assert!(map.iter().eq(model.iter()));
            prop_assert!(copy.0.iter().eq(copy.1.iter()));
            for from in [0, 1, 63, 200, 399, 500] {
                prop_assert!(map.iter_from(&from).eq(model.range(from..)));
                prop_assert_eq!(map.get(&from), model.get(&from));
            }
        }
    }
}
