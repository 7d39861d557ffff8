//! Numbers from a seed.

/// A counter-based generator (SplitMix64): the n-th number is a function of the seed and n alone.
#[derive(Clone, Debug)]
pub struct Random {
    counter: u64,
}

/// The odd constant nearest to 2^64 / golden ratio: consecutive counters differ in about half of their bits.
const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

impl Random {
    /// The generator of a seed. Nearby seeds give unrelated numbers.
    pub fn new(seed: u64) -> Self {
        Self { counter: mix(seed ^ 0x5EED_0F51_3A70_1200) }
    }

    /// An independent generator: what is drawn from it does not move this one any further.
    pub fn fork(&mut self) -> Self {
        Self::new(self.next_u64())
    }

    /// 64 random bits.
    pub fn next_u64(&mut self) -> u64 {
        self.counter = self.counter.wrapping_add(STEP);
        mix(self.counter)
    }

    /// One of `0..bound`; 0 for a bound of 0. The bias is below 2^-32 for the small bounds used here.
    pub fn below(&mut self, bound: u64) -> u64 {
        ((u128::from(self.next_u64()) * u128::from(bound)) >> 64) as u64
    }

    /// One of `min..=max`.
    pub fn between(&mut self, min: u64, max: u64) -> u64 {
        debug_assert!(min <= max);
        min + self.below((max - min).saturating_add(1))
    }

    /// True once in `n` times on average; never for 0.
    pub fn one_in(&mut self, n: u32) -> bool {
        n != 0 && self.below(u64::from(n)) == 0
    }

    /// An index of a slice that is not empty.
    pub fn index(&mut self, len: usize) -> usize {
        debug_assert!(len > 0);
        self.below(len as u64) as usize
    }
}

fn mix(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_numbers_and_a_fork_others() {
        let (mut one, mut other) = (Random::new(7), Random::new(7));
        let mut fork = other.fork();
        one.fork();
        for _ in 0..100 {
            let number = one.next_u64();
            assert_eq!(number, other.next_u64());
            assert_ne!(number, fork.next_u64());
        }
    }

    #[test]
    fn bounds_hold_and_every_value_occurs() {
        let mut random = Random::new(1);
        let mut seen = [false; 10];
        for _ in 0..1000 {
            seen[random.below(10) as usize] = true;
            assert!((3..=5).contains(&random.between(3, 5)));
        }
        assert_eq!(seen, [true; 10]);
        assert!(!random.one_in(0));
        assert!(random.one_in(1));
    }
}
