//! When a turn lets completions gather before it wakes for them.

use std::time::Duration;

/// Completions that end a gathering wait before its time.
pub(super) const GATHERED_MAX: u32 = 16;

/// Waits of a measurement without gathering.
const PLAIN_WAITS: u32 = 128;
/// Waits without gathering after a try that did not pay: they grow fourfold up to this.
const PLAIN_WAITS_MAX: u32 = 1 << 15;
/// Waits of one round with gathering.
const ROUND_WAITS: u32 = 64;
/// Rounds until the flow is measured without gathering again.
const ROUNDS_MAX: u32 = 32;
/// The part of the plain flow, in percent, that must still arrive in a first round.
const FIRST_FLOW_MIN: u64 = 85;
/// The same for a later round: the first has shown that the senders do not wait, and flows vary.
const LATER_FLOW_MIN: u64 = 70;
/// Fewer received bytes per wait are requests of little work, whose clients wait for the answer.
const BYTES_PER_WAIT_MIN: u64 = 4 << 10;

/// Adaptive coalescing, as network cards do it with interrupts. A client that sends without waiting for answers wakes a shard
/// for each request, and each wake-up costs more than the request; a client that waits must not be kept waiting. Nothing that
/// arrives tells them apart, so it is tried out:
///
/// ```text
///          128 waits, and gathering might pay
///   Plain ────────────────────────────────────► Gathering ──┐ 64 waits, and it pays; 32 times
///     ▲                                           │    ▲────┘
///     └───────────────────────────────────────────┘
///        does not pay (any more), or time to measure again
/// ```
///
/// It might pay when waits are short and bring several KiB. It pays while about as many bytes arrive per second as without
/// it, by waits that bring at least half as much again. A first round that does not pay is not repeated soon.
#[derive(Debug)]
pub(super) struct Coalescing {
    /// The longest that a wait lets completions gather. Zero: never.
    gather_max: Duration,
    phase: Phase,
    /// Waits until the phase, or its round, is judged.
    waits_left: u32,
    /// Waits of the next plain phase.
    plain_waits: u32,
    /// When the measurement began, and what had been received then.
    began: Duration,
    bytes_before: u64,
    /// What the last measurement without gathering found.
    plain: Flow,
}

#[derive(Copy, Clone, Debug, Eq, PartialEq)]
enum Phase {
    /// Each wait ends with the first completion.
    Plain,
    /// Waits let completions gather; how many rounds of them are over.
    Gathering { rounds: u32 },
}

#[derive(Copy, Clone, Debug, Default)]
struct Flow {
    bytes_per_second: u64,
    bytes_per_wait: u64,
    /// Mean time from one wait's end to the next one's.
    interval: Duration,
}

impl Coalescing {
    pub(super) fn new(gather_max: Duration) -> Self {
        Self {
            gather_max,
            phase: Phase::Plain,
            waits_left: PLAIN_WAITS,
            plain_waits: PLAIN_WAITS,
            began: Duration::ZERO,
            bytes_before: 0,
            plain: Flow::default(),
        }
    }

    /// How long the next wait lets completions gather, if it does.
    pub(super) fn gather_for(&self) -> Option<Duration> {
        matches!(self.phase, Phase::Gathering { .. }).then_some(self.gather_max)
    }

    /// A wait has ended. `received_bytes` counts from the start of the ring.
    pub(super) fn on_waited(&mut self, now: Duration, received_bytes: u64) {
        if self.gather_max.is_zero() {
            return;
        }
        self.waits_left -= 1;
        match self.phase {
            // Only the last of a long phase are measured.
            Phase::Plain if self.waits_left == PLAIN_WAITS => self.measure_from(now, received_bytes),
            Phase::Plain if self.waits_left == 0 => {
                self.plain = self.flow(PLAIN_WAITS, now, received_bytes);
                let phase = if self.might_pay() { Phase::Gathering { rounds: 0 } } else { Phase::Plain };
                self.begin(phase, PLAIN_WAITS, now, received_bytes);
            }
            Phase::Gathering { rounds } if self.waits_left == 0 => {
                let pays = self.pays(self.flow(ROUND_WAITS, now, received_bytes), rounds);
                match (pays, rounds) {
                    (true, ROUNDS_MAX..) => self.begin(Phase::Plain, PLAIN_WAITS, now, received_bytes),
                    (true, _) => {
                        self.plain_waits = PLAIN_WAITS;
                        self.begin(Phase::Gathering { rounds: rounds + 1 }, 0, now, received_bytes);
                    }
                    (false, 0) => {
                        self.plain_waits = (self.plain_waits * 4).min(PLAIN_WAITS_MAX);
                        self.begin(Phase::Plain, self.plain_waits, now, received_bytes);
                    }
                    (false, _) => self.begin(Phase::Plain, PLAIN_WAITS, now, received_bytes),
                }
            }
            Phase::Plain | Phase::Gathering { .. } => {}
        }
    }

    fn begin(&mut self, phase: Phase, plain_waits: u32, now: Duration, received_bytes: u64) {
        self.phase = phase;
        self.waits_left = if phase == Phase::Plain { plain_waits } else { ROUND_WAITS };
        self.measure_from(now, received_bytes);
    }

    fn measure_from(&mut self, now: Duration, received_bytes: u64) {
        self.began = now;
        self.bytes_before = received_bytes;
    }

    fn flow(&self, waits: u32, now: Duration, received_bytes: u64) -> Flow {
        let bytes = received_bytes - self.bytes_before;
        let elapsed = now.saturating_sub(self.began).max(Duration::from_nanos(1));
        let bytes_per_second = u128::from(bytes) * 1_000_000_000 / elapsed.as_nanos();
        Flow {
            bytes_per_second: u64::try_from(bytes_per_second).unwrap_or(u64::MAX),
            bytes_per_wait: bytes / u64::from(waits),
            interval: elapsed / waits,
        }
    }

    fn might_pay(&self) -> bool {
        self.plain.interval <= self.gather_max && self.plain.bytes_per_wait >= BYTES_PER_WAIT_MIN
    }

    fn pays(&self, flow: Flow, rounds: u32) -> bool {
        let flow_min = if rounds == 0 { FIRST_FLOW_MIN } else { LATER_FLOW_MIN };
        flow.bytes_per_second / flow_min >= self.plain.bytes_per_second / 100
            && flow.bytes_per_wait / 3 >= self.plain.bytes_per_wait / 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GATHER_MAX: Duration = Duration::from_micros(200);

    /// A shard's waits, one after the other: each takes so long and brings so much, as `next` says of a wait that gathers or
    /// does not.
    struct Shard {
        coalescing: Coalescing,
        now: Duration,
        bytes: u64,
    }

    impl Shard {
        fn new(gather_max: Duration) -> Self {
            Self { coalescing: Coalescing::new(gather_max), now: Duration::ZERO, bytes: 0 }
        }

        /// Runs `waits` of them; how many gathered.
        fn run(&mut self, waits: u32, next: impl Fn(bool) -> (u64, u64)) -> u32 {
            let mut gathering = 0;
            for _ in 0..waits {
                let gathers = self.coalescing.gather_for().is_some();
                gathering += u32::from(gathers);
                let (micros, bytes) = next(gathers);
                self.now += Duration::from_micros(micros);
                self.bytes += bytes;
                self.coalescing.on_waited(self.now, self.bytes);
            }
            gathering
        }
    }

    /// 16 KiB arrive each 200 us, whatever the shard does.
    fn streaming(gathers: bool) -> (u64, u64) {
        if gathers { (400, 32 << 10) } else { (200, 16 << 10) }
    }

    /// The next 16 KiB arrive 100 us after the answer.
    fn waiting(gathers: bool) -> (u64, u64) {
        if gathers { (300, 16 << 10) } else { (100, 16 << 10) }
    }

    #[test]
    fn a_client_that_does_not_wait_for_answers_is_gathered_from() {
        let gathering = Shard::new(GATHER_MAX).run(10_000, streaming);
        assert!(gathering > 9_000, "{gathering} of 10,000");
    }

    #[test]
    fn a_client_that_waits_is_left_alone_but_for_a_few_tries() {
        let mut shard = Shard::new(GATHER_MAX);
        shard.run(100_000, waiting);
        let gathering = shard.run(100_000, waiting);
        assert!(gathering <= 100_000 / 300, "{gathering} of 100,000");
    }

    #[test]
    fn small_requests_and_rare_ones_are_never_kept_waiting() {
        assert_eq!(Shard::new(GATHER_MAX).run(10_000, |_| (80, 212)), 0);
        assert_eq!(Shard::new(GATHER_MAX).run(10_000, |_| (2_000, 16 << 10)), 0);
    }

    #[test]
    fn a_flow_that_changes_is_noticed_within_a_round() {
        let mut shard = Shard::new(GATHER_MAX);
        shard.run(1_000, streaming);
        assert!(shard.run(10_000, |_| (80, 212)) <= ROUND_WAITS);
    }

    #[test]
    fn zero_turns_it_off() {
        assert_eq!(Shard::new(Duration::ZERO).run(10_000, streaming), 0);
    }
}
