//! Which partition a record goes to when its sender did not say.

/// The partition of a keyed record: Kafka's default, so that records of one key meet in one partition whichever client
/// wrote them (`murmur2(key)`, sign bit cleared, modulo the number of partitions).
pub fn partition_for_key(key: &[u8], partition_count: u32) -> i32 {
    debug_assert!(partition_count > 0);
    ((murmur2(key) & 0x7fff_ffff) % partition_count) as i32
}

/// The 32-bit MurmurHash2 that Kafka's Java client uses for keys (seed 0x9747b28c).
pub fn murmur2(data: &[u8]) -> u32 {
    const SEED: u32 = 0x9747_b28c;
    const M: u32 = 0x5bd1_e995;
    const R: u32 = 24;
    // Java takes the length as an int: a longer key would wrap there as well.
    let mut hash = SEED ^ data.len() as u32;
    let (words, tail) = data.as_chunks::<4>();
    for word in words {
        let mut k = u32::from_le_bytes(*word).wrapping_mul(M);
        k ^= k >> R;
        hash = hash.wrapping_mul(M) ^ k.wrapping_mul(M);
    }
    if !tail.is_empty() {
        for (index, byte) in tail.iter().enumerate() {
            hash ^= u32::from(*byte) << (8 * index);
        }
        hash = hash.wrapping_mul(M);
    }
    hash ^= hash >> 13;
    hash = hash.wrapping_mul(M);
    hash ^ (hash >> 15)
}

/// Keeps records without a key on one partition until a batch is full, then moves on: full batches instead of one small
/// batch per partition (KIP-480).
#[derive(Clone, Debug, Default)]
pub(crate) struct StickyPartition {
    current: Option<i32>,
}

impl StickyPartition {
    /// The partition for the next record. `random` is only drawn when a new choice is due.
    pub(crate) fn choose(&mut self, candidates: &[i32], random: impl FnOnce() -> u64) -> Option<i32> {
        if let Some(current) = self.current.filter(|current| candidates.contains(current)) {
            return Some(current);
        }
        let index = (random() % candidates.len().max(1) as u64) as usize;
        self.current = candidates.get(index).copied();
        self.current
    }

    /// A batch of `partition` was closed: the next record chooses anew.
    pub(crate) fn on_batch_closed(&mut self, partition: i32) {
        if self.current == Some(partition) {
            self.current = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vectors of Kafka's own test of its hash.
    #[test]
    fn murmur2_is_kafkas() {
        let cases: [(&str, i32); 6] = [
            ("21", -973932308),
            ("foobar", -790332482),
            ("a-little-bit-long-string", -985981536),
            ("a-little-bit-longer-string", -1486304829),
            ("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971),
            ("abc", 479470107),
        ];
        for (key, hash) in cases {
            assert_eq!(murmur2(key.as_bytes()) as i32, hash, "{key}");
        }
    }

    #[test]
    fn sticks_until_the_batch_closes() {
        let mut sticky = StickyPartition::default();
        assert_eq!(sticky.choose(&[0, 1, 2], || 1), Some(1));
        assert_eq!(sticky.choose(&[0, 1, 2], || panic!("no new choice is due")), Some(1));
        sticky.on_batch_closed(0);
        assert_eq!(sticky.choose(&[0, 1, 2], || panic!("another partition's batch")), Some(1));
        sticky.on_batch_closed(1);
        assert_eq!(sticky.choose(&[0, 1, 2], || 5), Some(2));
        assert_eq!(sticky.choose(&[0, 1], || 4), Some(0), "partition 2 is gone");
        assert_eq!(StickyPartition::default().choose(&[], || 0), None);
    }
}
