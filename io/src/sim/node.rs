//! A machine: its disk, its faults, and how it goes down.

use std::collections::BTreeSet;
use std::time::Duration;

use super::disk::{Disk, InodeId};
use super::{Fault, FaultCounts, FaultOptions, Random};

/// How a node goes down.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum CrashKind {
    /// `kill -9`: the page cache stays.
    ProcessKill,
    /// The power goes: what no sync has covered may be lost.
    PowerCut,
}

#[derive(Debug)]
pub(super) struct Node {
    pub(super) disk: Disk,
    pub(super) locks: BTreeSet<InodeId>,
    pub(super) faults: FaultOptions,
    /// Raised by each restart: handles of an earlier one are dead.
    pub(super) incarnation: u32,
    /// Since when all effects are dropped and all calls fail.
    pub(super) down: Option<CrashKind>,
    /// Goes down when so many more operations have been made.
    pub(super) armed: Option<(u64, CrashKind)>,
    /// I/O operations so far: calls, submissions, and disk operations that took effect.
    pub(super) operations: u64,
    pub(super) shards: u32,
    pub(super) wall_clock_skew_ms: i64,
    full_until: Duration,
    slow_until: Duration,
}

impl Node {
    pub(super) fn new(disk: Disk, faults: FaultOptions) -> Self {
        Self {
            disk,
            locks: BTreeSet::new(),
            faults,
            incarnation: 0,
            down: None,
            armed: None,
            operations: 0,
            shards: 0,
            wall_clock_skew_ms: 0,
            full_until: Duration::ZERO,
            slow_until: Duration::ZERO,
        }
    }

    /// Whether the node still runs as that incarnation.
    pub(super) fn is_up(&self, incarnation: u32) -> bool {
        self.down.is_none() && self.incarnation == incarnation
    }

    /// Counts an operation; tells whether an armed crash fires now.
    pub(super) fn count_operation(&mut self) -> Option<CrashKind> {
        self.operations += 1;
        let (left, kind) = self.armed.as_mut()?;
        *left = left.saturating_sub(1);
        (*left == 0).then_some(*kind)
    }

    /// Whether `needed_bytes` more find no place now.
    pub(super) fn is_full(
        &mut self,
        needed_bytes: u64,
        now: Duration,
        random: &mut Random,
        counts: &mut FaultCounts,
    ) -> bool {
        if random.one_in(self.faults.disk_full_one_in) && self.full_until <= now {
            counts.count(Fault::DiskFull);
            self.full_until = now + Duration::from_micros(random.between(1_000, 2_000_000));
        }
        now < self.full_until || self.disk.used_bytes() + needed_bytes > self.disk.capacity_bytes()
    }

    /// Bytes that a writer may hope for.
    pub(super) fn available_bytes(&self, now: Duration) -> u64 {
        if now < self.full_until {
            return 0;
        }
        self.disk.capacity_bytes().saturating_sub(self.disk.used_bytes())
    }

    /// A disk operation's time: between one and four times `typical` for most, far more for some.
    pub(super) fn latency(
        &mut self,
        typical: Duration,
        now: Duration,
        random: &mut Random,
        counts: &mut FaultCounts,
    ) -> Duration {
        if random.one_in(self.faults.slow_disk_one_in) && self.slow_until <= now {
            counts.count(Fault::SlowDisk);
            self.slow_until = now + Duration::from_micros(random.between(1_000, 2_000_000));
        }
        let factor = match (now < self.slow_until, random.below(16)) {
            (true, _) => random.between(10, 100),
            (false, 0) => random.between(4, 30),
            (false, _) => random.between(1, 4),
        };
        typical * factor as u32 + Duration::from_nanos(random.below(1000))
    }
}
