//! How long to wait before the next attempt.

use std::time::Duration;

/// Exponential waits with jitter, as Kafka's clients take them (KIP-580): `first × 2^attempt`, at most `max`, each 20 %
/// more or less, so that clients which failed together do not come back together.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub struct Backoff {
    /// Before the second attempt (`retry.backoff.ms`).
    pub first: Duration,
    /// Never longer than this, jitter aside (`retry.backoff.max.ms`).
    pub max: Duration,
}

impl Backoff {
    /// The wait after `failures` failed attempts in a row (at least one). `random` is a uniform draw.
    pub fn wait(&self, failures: u32, random: u64) -> Duration {
        let doublings = failures.saturating_sub(1).min(20);
        let base = self.first.saturating_mul(1 << doublings).min(self.max);
        let per_mille = 800 + (random % 401) as u32;
        base.saturating_mul(per_mille) / 1000
    }
}

impl Default for Backoff {
    fn default() -> Self {
        Self { first: Duration::from_millis(100), max: Duration::from_secs(1) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubles_up_to_the_limit_within_the_jitter() {
        let backoff = Backoff::default();
        let middle = 200; // no jitter
        let waits: Vec<u128> = (1..=6).map(|failures| backoff.wait(failures, middle).as_millis()).collect();
        assert_eq!(waits, [100, 200, 400, 800, 1000, 1000]);
        assert_eq!(backoff.wait(1, 0).as_millis(), 80);
        assert_eq!(backoff.wait(1, 400).as_millis(), 120);
        assert_eq!(backoff.wait(u32::MAX, middle), backoff.max);
    }
}
