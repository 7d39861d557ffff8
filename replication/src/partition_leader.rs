//! The leader's side of one partition: epochs, in-sync replicas and the high watermark.

use std::ops::Range;

use smallvec::SmallVec;

/// What an acks=all append, and a record that a consumer may see, must have reached on every in-sync replica.
///
/// A topic's `ringlog.durability`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DurabilityMode {
    /// An fdatasync that covers it.
    #[default]
    Fsync,
    /// The log, as far as the page cache: Kafka's own trade.
    Replicated,
}

/// How far the leader's own log is written and how far it is durable. Both are end offsets (exclusive).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LogEnds {
    /// Handed to the kernel, without a hole.
    pub written: i64,
    /// Covered by an fdatasync; at most `written`.
    pub durable: i64,
}

/// The leader of one partition.
///
/// ```text
///            on_written / on_durable / on_follower_fetched
///   own log ──────────────────────────┐
///   follower 2 ───────────────────────┼──► min over the in-sync replicas ──► high watermark (only ever up)
///   follower 3 (not in sync) ── ─ ─ ─ ┘ (does not count)
/// ```
///
/// Invariants, checked by [`PartitionLeader::assert_invariants`]:
/// - the leader is in its own in-sync set, which names nobody twice;
/// - durable ≤ written;
/// - the high watermark is at most the leader's written end, and never went down;
/// - the high watermark is not below what every in-sync replica has reached (nothing waits without need).
///
/// Worked example, fsync mode, in-sync {1, 2}: the leader wrote up to 10 and synced up to 7, follower 2 fetched up to 9
/// (a follower fetches from its durable end). The high watermark is 7: offsets 7 to 9 may still vanish with the leader's
/// page cache, so no consumer sees them and no acks=all producer hears of them.
#[derive(Clone, Debug)]
pub struct PartitionLeader {
    node_id: i32,
    leader_epoch: i32,
    partition_epoch: i32,
    mode: DurabilityMode,
    min_in_sync_replicas: i32,
    in_sync_replicas: SmallVec<[i32; 3]>,
    log: LogEnds,
    followers: SmallVec<[Follower; 2]>,
    high_watermark: i64,
    missing: Option<Range<i64>>,
}

/// What a follower's fetches have told.
#[derive(Clone, Copy, Debug)]
struct Follower {
    id: i32,
    end: i64,
}

/// A follower that has not fetched since this leader began: it holds the high watermark where it is.
const UNKNOWN_END: i64 = -1;

/// With what a leader begins its epoch.
#[derive(Clone, Debug)]
pub struct LeaderStart<'a> {
    /// This broker.
    pub node_id: i32,
    /// The epoch from the metadata image.
    pub leader_epoch: i32,
    /// The version of the partition's state in the metadata image.
    pub partition_epoch: i32,
    /// The in-sync replicas from the metadata image; holds `node_id`.
    pub in_sync_replicas: &'a [i32],
    /// The topic's `min.insync.replicas`.
    pub min_in_sync_replicas: i32,
    /// The topic's durability.
    pub mode: DurabilityMode,
    /// The checkpointed high watermark; 0 when there is none.
    pub high_watermark: i64,
    /// Where the log's recovery ended.
    pub log: LogEnds,
}

impl PartitionLeader {
    /// Begins an epoch. A checkpointed high watermark beyond the log is cut to it; [`PartitionLeader::missing`] tells.
    pub fn new(start: LeaderStart<'_>) -> Self {
        let missing =
            (start.high_watermark > start.log.written).then_some(start.log.written..start.high_watermark);
        let mut leader = Self {
            node_id: start.node_id,
            leader_epoch: start.leader_epoch,
            partition_epoch: start.partition_epoch,
            mode: start.mode,
            min_in_sync_replicas: start.min_in_sync_replicas,
            in_sync_replicas: SmallVec::from_slice(start.in_sync_replicas),
            log: start.log,
            followers: SmallVec::new(),
            high_watermark: start.high_watermark.clamp(0, start.log.written),
            missing,
        };
        leader.advance();
        leader.assert_invariants();
        leader
    }

    /// The log's written end moved to `end`. Returns whether the high watermark moved.
    pub fn on_written(&mut self, end: i64) -> bool {
        assert!(end >= self.log.written, "the written end went back from {} to {end}", self.log.written);
        self.log.written = end;
        self.advance()
    }

    /// The log's durable end moved to `end`. Returns whether the high watermark moved.
    pub fn on_durable(&mut self, end: i64) -> bool {
        assert!(end >= self.log.durable, "the durable end went back from {} to {end}", self.log.durable);
        self.log.durable = end;
        self.advance()
    }

    /// A follower asked for records from `end`: everything below is in its log, durably in fsync mode. Returns whether
    /// the high watermark moved.
    pub fn on_follower_fetched(&mut self, replica: i32, end: i64) -> bool {
        match self.followers.iter_mut().find(|follower| follower.id == replica) {
            // A follower that lost its tail comes back with a lower end; its word counts, the watermark stays.
            Some(follower) => follower.end = end,
            None => self.followers.push(Follower { id: replica, end }),
        }
        self.advance()
    }

    /// The metadata log says who is in sync now. An older partition epoch is ignored. Returns whether the high
    /// watermark moved: it does when a laggard left.
    pub fn on_in_sync_replicas(&mut self, partition_epoch: i32, in_sync_replicas: &[i32]) -> bool {
        if partition_epoch < self.partition_epoch {
            return false;
        }
        self.partition_epoch = partition_epoch;
        self.in_sync_replicas = SmallVec::from_slice(in_sync_replicas);
        self.advance()
    }

    /// The metadata log gave this leader a new epoch.
    ///
    /// # Panics
    /// If the epoch goes back: appends under it would be truncated by followers that know the newer one.
    pub fn on_leader_epoch(&mut self, leader_epoch: i32) {
        assert!(leader_epoch >= self.leader_epoch, "leader epoch went back to {leader_epoch}");
        if leader_epoch > self.leader_epoch {
            self.leader_epoch = leader_epoch;
            // What followers told the old epoch says nothing about where they will truncate to (KIP-101).
            self.followers.clear();
        }
    }

    /// The topic's durability changed. Returns whether the high watermark moved; it never goes back.
    pub fn set_durability(&mut self, mode: DurabilityMode) -> bool {
        self.mode = mode;
        self.advance()
    }

    /// The topic's `min.insync.replicas` changed.
    pub fn set_min_in_sync_replicas(&mut self, min_in_sync_replicas: i32) {
        self.min_in_sync_replicas = min_in_sync_replicas;
    }

    /// The end (exclusive) of what consumers may see and acks=all producers were told.
    pub fn high_watermark(&self) -> i64 {
        self.high_watermark
    }

    /// The epoch that goes into each batch appended now.
    pub fn leader_epoch(&self) -> i32 {
        self.leader_epoch
    }

    /// The brokers whose logs count.
    pub fn in_sync_replicas(&self) -> &[i32] {
        &self.in_sync_replicas
    }

    /// The topic's durability.
    pub fn durability(&self) -> DurabilityMode {
        self.mode
    }

    /// Whether acks=all must be refused with NOT_ENOUGH_REPLICAS.
    pub fn is_under_min_in_sync(&self) -> bool {
        (self.in_sync_replicas.len() as i64) < i64::from(self.min_in_sync_replicas)
    }

    /// Offsets that were below the high watermark once and that the log no longer has. Whoever opens the log reports
    /// them: loss is never silent.
    pub fn missing(&self) -> Option<Range<i64>> {
        self.missing.clone()
    }

    /// Panics unless the invariants of this type hold.
    pub fn assert_invariants(&self) {
        assert!(self.in_sync_replicas.contains(&self.node_id), "the leader is not in sync with itself");
        for (index, id) in self.in_sync_replicas.iter().enumerate() {
            assert!(!self.in_sync_replicas[..index].contains(id), "broker {id} is in sync twice");
        }
        assert!(self.log.durable <= self.log.written, "durable {} > written", self.log.durable);
        assert!(self.high_watermark <= self.log.written, "high watermark {} > log", self.high_watermark);
        assert!(self.high_watermark >= self.reached_by_all(), "the high watermark lags behind its replicas");
    }

    fn advance(&mut self) -> bool {
        let reached = self.reached_by_all();
        let moved = reached > self.high_watermark;
        if moved {
            self.high_watermark = reached;
        }
        moved
    }

    /// The smallest end over the in-sync replicas.
    fn reached_by_all(&self) -> i64 {
        let own = match self.mode {
            // Between the two events of one turn the durable end may be ahead of the written end that was told here.
            DurabilityMode::Fsync => self.log.durable.min(self.log.written),
            DurabilityMode::Replicated => self.log.written,
        };
        let others = self.in_sync_replicas.iter().filter(|id| **id != self.node_id);
        others.map(|id| self.follower_end(*id)).fold(own, i64::min)
    }

    fn follower_end(&self, id: i32) -> i64 {
        self.followers.iter().find(|follower| follower.id == id).map_or(UNKNOWN_END, |follower| follower.end)
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use expect_test::{Expect, expect};

    use super::*;

    /// Runs a script of `isr 1 2`, `mode replicated`, `write 10`, `sync 7`, `fetch 2 @9`, `epoch 4`, and prints the high
    /// watermark after each step.
    fn check(script: &str, expected: Expect) {
        let mut leader = PartitionLeader::new(LeaderStart {
            node_id: 1,
            leader_epoch: 0,
            partition_epoch: 0,
            in_sync_replicas: &[1],
            min_in_sync_replicas: 2,
            mode: DurabilityMode::Fsync,
            high_watermark: 0,
            log: LogEnds::default(),
        });
        let mut printed = String::new();
        for (step, line) in script.split(';').map(str::trim).enumerate() {
            let words: Vec<&str> = line.split_whitespace().collect();
            let number =
                |index: usize| words[index].trim_start_matches('@').parse::<i64>().expect("a number");
            match words[0] {
                "isr" => {
                    let isr: Vec<i32> = (1..words.len()).map(|index| number(index) as i32).collect();
                    leader.on_in_sync_replicas(step as i32, &isr);
                }
                "mode" => {
                    let replicated = words[1] == "replicated";
                    leader.set_durability(if replicated {
                        DurabilityMode::Replicated
                    } else {
                        DurabilityMode::Fsync
                    });
                }
                "write" => drop(leader.on_written(number(1))),
                "sync" => drop(leader.on_durable(number(1))),
                "fetch" => drop(leader.on_follower_fetched(number(1) as i32, number(2))),
                "epoch" => leader.on_leader_epoch(number(1) as i32),
                other => panic!("unknown step {other}"),
            }
            leader.assert_invariants();
            let under = if leader.is_under_min_in_sync() { " under-min-isr" } else { "" };
            writeln!(printed, "{line}: hw {}{under}", leader.high_watermark()).expect("a string");
        }
        expected.assert_eq(&printed);
    }

    #[test]
    fn alone_the_sync_decides() {
        check(
            "write 10; sync 7; write 12; sync 12",
            expect![[r#"
            write 10: hw 0 under-min-isr
            sync 7: hw 7 under-min-isr
            write 12: hw 7 under-min-isr
            sync 12: hw 12 under-min-isr
        "#]],
        );
    }

    #[test]
    fn replicated_mode_counts_written() {
        check(
            "mode replicated; write 10; mode fsync; write 11; sync 11",
            expect![[r#"
                mode replicated: hw 0 under-min-isr
                write 10: hw 10 under-min-isr
                mode fsync: hw 10 under-min-isr
                write 11: hw 10 under-min-isr
                sync 11: hw 11 under-min-isr
            "#]],
        );
    }

    #[test]
    fn the_slowest_in_sync_replica_holds_the_watermark() {
        check(
            "isr 1 2 3; write 10; sync 10; fetch 2 @7; fetch 3 @9; fetch 2 @10; isr 1 2; epoch 4; write 12; sync 12; fetch 2 @11",
            expect![[r#"
                isr 1 2 3: hw 0
                write 10: hw 0
                sync 10: hw 0
                fetch 2 @7: hw 0
                fetch 3 @9: hw 7
                fetch 2 @10: hw 9
                isr 1 2: hw 10
                epoch 4: hw 10
                write 12: hw 10
                sync 12: hw 10
                fetch 2 @11: hw 11
            "#]],
        );
    }

    #[test]
    fn a_follower_that_lost_its_tail_does_not_take_the_watermark_back() {
        check(
            "isr 1 2; write 10; sync 10; fetch 2 @8; fetch 2 @3; fetch 2 @10",
            expect![[r#"
                isr 1 2: hw 0
                write 10: hw 0
                sync 10: hw 0
                fetch 2 @8: hw 8
                fetch 2 @3: hw 8
                fetch 2 @10: hw 10
            "#]],
        );
    }

    #[test]
    fn a_log_shorter_than_its_watermark_is_told() {
        let leader = PartitionLeader::new(LeaderStart {
            node_id: 1,
            leader_epoch: 3,
            partition_epoch: 0,
            in_sync_replicas: &[1],
            min_in_sync_replicas: 1,
            mode: DurabilityMode::Fsync,
            high_watermark: 120,
            log: LogEnds { written: 100, durable: 90 },
        });
        assert_eq!(leader.missing(), Some(100..120));
        assert_eq!(leader.high_watermark(), 100);
    }

    #[test]
    #[should_panic(expected = "leader epoch went back")]
    fn an_older_epoch_is_refused() {
        let mut leader = PartitionLeader::new(LeaderStart {
            node_id: 1,
            leader_epoch: 3,
            partition_epoch: 0,
            in_sync_replicas: &[1],
            min_in_sync_replicas: 1,
            mode: DurabilityMode::Fsync,
            high_watermark: 0,
            log: LogEnds::default(),
        });
        leader.on_leader_epoch(2);
    }
}
