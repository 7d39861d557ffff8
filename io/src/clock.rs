//! Time and randomness of the kernel.
#![allow(clippy::disallowed_methods, reason = "this is where Io meets the kernel's clocks")]

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::system_calls;

/// The clocks, read once per turn.
#[derive(Debug)]
pub(crate) struct Clock {
    start: Instant,
    now: Duration,
    wall_clock_ms: i64,
}

impl Clock {
    pub(crate) fn new() -> Self {
        let mut clock = Self { start: Instant::now(), now: Duration::ZERO, wall_clock_ms: 0 };
        clock.refresh();
        clock
    }

    /// Reads both clocks; called at the end of a turn.
    pub(crate) fn refresh(&mut self) {
        self.now = self.start.elapsed();
        // A wall clock before 1970 is 1970: Kafka's timestamps have no room for it either.
        let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        self.wall_clock_ms = since_epoch.as_millis() as i64;
    }

    pub(crate) fn now(&self) -> Duration {
        self.now
    }

    pub(crate) fn wall_clock_ms(&self) -> i64 {
        self.wall_clock_ms
    }

    /// The time at this moment, for measuring within a turn.
    pub(crate) fn precise_now(&self) -> Duration {
        self.start.elapsed()
    }

    /// How long a turn with `deadline` may wait from this moment on; `None`: as long as it takes.
    pub(crate) fn time_until(&self, deadline: Option<Duration>) -> Option<Duration> {
        deadline.map(|deadline| deadline.saturating_sub(self.precise_now()))
    }
}

/// How often memory that nobody needs is given back.
const DECAY_PERIOD: Duration = Duration::from_secs(60);

/// Says once per period that it is time to give memory back.
#[derive(Debug)]
pub(crate) struct Decay {
    next: Duration,
}

impl Decay {
    pub(crate) fn new() -> Self {
        Self { next: DECAY_PERIOD }
    }

    pub(crate) fn is_due(&mut self, now: Duration) -> bool {
        let is_due = now >= self.next;
        if is_due {
            self.next = now + DECAY_PERIOD;
        }
        is_due
    }
}

/// Random numbers of the kernel, fetched by the dozen.
#[derive(Debug)]
pub(crate) struct Entropy {
    words: [u64; 32],
    used: usize,
}

impl Entropy {
    pub(crate) fn new() -> Self {
        Self { words: [0; 32], used: 32 }
    }

    pub(crate) fn next_u64(&mut self) -> u64 {
        if self.used == self.words.len() {
            self.words = system_calls::random_words();
            self.used = 0;
        }
        self.used += 1;
        self.words[self.used - 1]
    }
}
