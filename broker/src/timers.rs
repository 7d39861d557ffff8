//! Deadlines of parked requests.

use std::time::Duration;

/// Width of a bucket.
const TICK: Duration = Duration::from_millis(1);
/// Buckets of the wheel: deadlines further away than this many ticks pass the hand more than once.
const BUCKETS: usize = 4096;
const NONE: u32 = u32::MAX;

/// A hashed timing wheel over slot numbers: arming and disarming cost a few stores and no allocation, because most
/// deadlines (a produce's timeout) are disarmed long before they are due.
///
/// Each slot has at most one deadline. Deadlines are rounded up to the next millisecond, so nothing fires early.
/// Invariant: a slot is in the bucket of its deadline's tick, and the hand has not passed that tick.
#[derive(Debug)]
pub struct Timers {
    heads: Vec<u32>,
    /// A bit per bucket: set when it may hold something.
    occupied: Vec<u64>,
    nodes: Vec<Node>,
    /// All ticks below are done.
    hand: u64,
    len: usize,
}

#[derive(Clone, Copy, Debug)]
struct Node {
    /// `NO_TICK` when the slot is not armed.
    tick: u64,
    next: u32,
    previous: u32,
}

const NO_TICK: u64 = u64::MAX;

impl Default for Timers {
    fn default() -> Self {
        Self {
            heads: vec![NONE; BUCKETS],
            occupied: vec![0; BUCKETS / 64],
            nodes: Vec::new(),
            hand: 0,
            len: 0,
        }
    }
}

impl Timers {
    /// Arms `slot`, in place of what it was armed with.
    pub fn arm(&mut self, slot: u32, deadline: Duration) {
        self.disarm(slot);
        if self.nodes.len() <= slot as usize {
            self.nodes.resize(slot as usize + 1, Node { tick: NO_TICK, next: NONE, previous: NONE });
        }
        let tick = ticks_up(deadline).max(self.hand);
        let bucket = bucket_of(tick);
        let head = self.heads[bucket];
        self.nodes[slot as usize] = Node { tick, next: head, previous: NONE };
        if head != NONE {
            self.nodes[head as usize].previous = slot;
        }
        self.heads[bucket] = slot;
        self.occupied[bucket / 64] |= 1 << (bucket % 64);
        self.len += 1;
    }

    /// Disarms `slot`, if it is armed.
    pub fn disarm(&mut self, slot: u32) {
        let Some(node) = self.nodes.get(slot as usize).copied().filter(|node| node.tick != NO_TICK) else {
            return;
        };
        let bucket = bucket_of(node.tick);
        match node.previous {
            NONE => self.heads[bucket] = node.next,
            previous => self.nodes[previous as usize].next = node.next,
        }
        if node.next != NONE {
            self.nodes[node.next as usize].previous = node.previous;
        }
        if self.heads[bucket] == NONE {
            self.occupied[bucket / 64] &= !(1 << (bucket % 64));
        }
        self.nodes[slot as usize].tick = NO_TICK;
        self.len -= 1;
    }

    /// Moves the hand to `now`; appends the slots that are due, in the order of their deadlines, disarmed.
    pub fn expire(&mut self, now: Duration, due: &mut Vec<u32>) {
        let end = ticks_down(now) + 1;
        // After a whole round every bucket was seen once.
        let from = self.hand.max(end.saturating_sub(BUCKETS as u64));
        self.hand = self.hand.max(end);
        if self.len == 0 {
            return;
        }
        for tick in from..end {
            let bucket = bucket_of(tick);
            if self.occupied[bucket / 64] & (1 << (bucket % 64)) != 0 {
                self.expire_bucket(bucket, end, due);
            }
        }
    }

    /// When to look again: not later than the first deadline, at most one round of the wheel early.
    pub fn next_deadline(&self) -> Option<Duration> {
        if self.len == 0 {
            return None;
        }
        let first = self.hand;
        let distance = (0..=BUCKETS / 64).find_map(|word| self.first_occupied(first, word))?;
        Some(time_of(first + distance))
    }

    /// How many slots are armed.
    #[cfg(test)]
    fn len(&self) -> usize {
        self.len
    }

    fn expire_bucket(&mut self, bucket: usize, end: u64, due: &mut Vec<u32>) {
        let mut slot = self.heads[bucket];
        while slot != NONE {
            let node = self.nodes[slot as usize];
            if node.tick < end {
                self.disarm(slot);
                due.push(slot);
            }
            slot = node.next;
        }
    }

    /// Ticks from `first` to the first occupied bucket within the `word`-th word after it.
    fn first_occupied(&self, first: u64, word: usize) -> Option<u64> {
        let start = bucket_of(first);
        let index = (start / 64 + word) % (BUCKETS / 64);
        let mut bits = self.occupied[index];
        if word == 0 {
            bits &= u64::MAX << (start % 64);
        } else if word == BUCKETS / 64 {
            bits &= !(u64::MAX << (start % 64));
        }
        if bits == 0 {
            return None;
        }
        let bucket = index * 64 + bits.trailing_zeros() as usize;
        Some(((bucket + BUCKETS - start) % BUCKETS) as u64)
    }
}

fn bucket_of(tick: u64) -> usize {
    (tick % BUCKETS as u64) as usize
}

/// Ticks are milliseconds.
fn time_of(tick: u64) -> Duration {
    Duration::from_millis(tick)
}

fn ticks_down(time: Duration) -> u64 {
    (time.as_nanos() / TICK.as_nanos()) as u64
}

fn ticks_up(time: Duration) -> u64 {
    time.as_nanos().div_ceil(TICK.as_nanos()) as u64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ms(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    #[test]
    fn fires_at_the_deadline_and_not_before() {
        let mut timers = Timers::default();
        timers.arm(3, Duration::from_micros(5_400));
        let mut due = Vec::new();
        assert_eq!(timers.next_deadline(), Some(ms(6)));
        timers.expire(Duration::from_micros(5_900), &mut due);
        assert!(due.is_empty());
        timers.expire(ms(6), &mut due);
        assert_eq!(due, [3]);
        assert_eq!(timers.next_deadline(), None);
    }

    #[test]
    fn deadlines_beyond_a_round_wait_for_theirs() {
        let mut timers = Timers::default();
        timers.arm(0, ms(30_000));
        let mut due = Vec::new();
        let mut now = Duration::ZERO;
        while due.is_empty() {
            let next = timers.next_deadline().expect("armed");
            assert!(next > now && next <= ms(30_000), "{next:?} after {now:?}");
            now = next;
            timers.expire(now, &mut due);
        }
        assert_eq!(now, ms(30_000));
    }

    #[test]
    fn fires_after_a_year_too() {
        let mut timers = Timers::default();
        let mut due = Vec::new();
        let year = Duration::from_secs(365 * 24 * 3600);
        timers.expire(year, &mut due);
        timers.arm(1, year + ms(500));
        assert_eq!(timers.next_deadline(), Some(year + ms(500)));
        timers.expire(year + ms(500), &mut due);
        assert_eq!(due, [1]);
    }

    proptest! {
        /// Against a plain list.
        #[test]
        fn fires_what_a_list_fires(steps in prop::collection::vec((0u32..20, 0u64..9_000, 0u64..3_000, any::<bool>()), 1..200)) {
            let (mut timers, mut model) = (Timers::default(), std::collections::BTreeMap::new());
            let mut now = Duration::ZERO;
            for (slot, delay, step, disarm) in steps {
                if disarm {
                    timers.disarm(slot);
                    model.remove(&slot);
                } else {
                    timers.arm(slot, now + ms(delay));
                    // Arming behind the hand means the next look.
                    model.insert(slot, now + ms(delay));
                }
                let earliest = model.values().min().copied();
                match (timers.next_deadline(), earliest) {
                    (None, None) => {}
                    (Some(next), Some(earliest)) => prop_assert!(next <= earliest.max(now + ms(1))),
                    (next, earliest) => prop_assert!(false, "{next:?} against {earliest:?}"),
                }
                now += ms(step);
                let mut due = Vec::new();
                timers.expire(now, &mut due);
                due.sort_unstable();
                let early: Vec<u32> = due.iter().copied().filter(|slot| model[slot] > now).collect();
                prop_assert!(early.is_empty(), "{early:?} fired early");
                for slot in due {
                    model.remove(&slot);
                }
                // A deadline that was already reached when it was armed may wait for the next tick of the hand.
                prop_assert!(model.values().all(|deadline| *deadline + ms(1) > now), "late");
                prop_assert_eq!(timers.len(), model.len());
            }
        }
    }
}
