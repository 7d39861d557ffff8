//! What ringlog is to reach beside Apache Kafka, on one processor each, as scenarios with their expectations.

use client::Acks;

use super::load::{Durability, Load, LoadPace, Reads};
use super::{Life, Scenario, Work};
use crate::{Bound, Goal, Quantity as Q};

use Bound::{AtLeast, AtMost};

/// Written into 1,000 partitions before a broker is killed. MiB.
const KILLED_MIB: u32 = 512;
const KILLED_MIB_FULL: u32 = 5 << 10;

/// All of them, each load of so many seconds. `is_full` writes 5 GiB before the start after kill -9, else a tenth.
pub fn goals(seconds: f64, is_full: bool) -> Vec<Scenario> {
    let base = Load::new(seconds);
    let mut scenarios = producing(&base);
    scenarios.extend(requests(&base));
    scenarios.extend(connections(&base));
    scenarios.extend(consuming(&base));
    scenarios.extend(latencies(&base));
    scenarios.extend(lives(is_full));
    scenarios.push(Scenario::new(
        "copies-and-allocations",
        "Memory copies per byte, allocations per request",
        Work::NotRun("checked by `tests/run zero-copy` and `cargo test -p broker --test allocations`"),
    ));
    scenarios
}

fn load(name: &str, title: &str, load: Load) -> Scenario {
    Scenario::new(name, title, Work::Load(load))
}

/// A ratio to the peer.
fn peer(quantity: Q, bound: Bound) -> Goal {
    Goal::against_peer(quantity, bound)
}

fn producing(base: &Load) -> Vec<Scenario> {
    let all = Load { acks: Acks::All, batch_bytes: 64_000, ..base.clone() };
    let fsync = Load { durability: Durability::Fsync, ..all.clone() };
    let leader = Load { acks: Acks::Leader, ..all.clone() };
    vec![
        load("produce-acks-1", "Produce, batch.size 8196", base.clone())
            .goal(peer(Q::BrokerPerMillion, AtMost(1.0 / 7.0))),
        load("produce-acks-0", "Produce, batch.size 8196", Load { acks: Acks::None, ..base.clone() })
            .goal(peer(Q::BrokerPerMillion, AtMost(1.0 / 6.0))),
        load("produce-acks-1-64000", "The headline: batches of 64,000 bytes", leader)
            .goal(Goal::number(Q::ProduceRate, AtLeast(2e6))),
        load("produce-acks-all", "Produce, batches of 64,000 bytes", all)
            .goal(peer(Q::BrokerPerMillion, AtMost(1.0 / 3.0))),
        load("produce-acks-all-fsync", "The same, on disk before it is acknowledged", fsync)
            .goal(peer(Q::BrokerPerMillion, AtMost(1.0 / 6.0)))
            .goal(Goal::against_row(Q::ProduceRate, "produce-acks-all", AtLeast(0.85)))
            .goal(Goal::number(Q::ProduceRate, AtLeast(2e6))),
        load(
            "produce-10-kb",
            "Records of 10 kB",
            Load { record_bytes: 10_000, batch_bytes: 64_000, ..base.clone() },
        )
        .goal(peer(Q::BrokerPerGib, AtMost(1.0 / 3.0))),
    ]
}

fn requests(base: &Load) -> Vec<Scenario> {
    let five = Load { batch_bytes: 1, ..base.clone() };
    let one = Load { in_flight: 1, ..five.clone() };
    let fsync = Load { acks: Acks::All, durability: Durability::Fsync, ..one.clone() };
    vec![
        load("request-5-in-flight", "One record a request, 5 in flight", five)
            .goal(peer(Q::BrokerPerRequest, AtMost(1.0 / 6.0)))
            .goal(peer(Q::RequestRate, AtLeast(5.0)))
            .shows([Q::SystemCalls, Q::RingOperations, Q::SwitchesVoluntary]),
        load("request-1-in-flight", "One record a request, 1 in flight", one)
            .goal(peer(Q::WaitPerRequest, AtMost(0.5)))
            .goal(peer(Q::BrokerPerRequest, AtMost(1.0 / 5.0)))
            .shows([Q::SystemCalls, Q::RingOperations, Q::SwitchesVoluntary]),
        load("request-1-in-flight-fsync", "The same, on disk before it is acknowledged", fsync)
            .goal(peer(Q::AckP50, AtMost(1.0 / 3.0)))
            .goal(peer(Q::BrokerPerRequest, AtMost(1.0 / 5.0)))
            .goal(Goal::number(Q::DiskFlushes, AtMost(1.05)))
            .shows([Q::SystemCalls]),
    ]
}

/// 64 connections, a record each in flight, on disk before it is acknowledged.
fn connections(base: &Load) -> Vec<Scenario> {
    let many = |partitions: u32| {
        let load = Load {
            partitions,
            producers: 64,
            batch_bytes: 1,
            in_flight: 1,
            acks: Acks::All,
            durability: Durability::Fsync,
            ..base.clone()
        };
        let title = format!("64 connections, one record each in flight, {partitions} partition(s)");
        let scenario = Scenario::new(format!("connections-64-to-{partitions}"), title, Work::Load(load))
            .goal(peer(Q::RequestRate, AtLeast(10.0)))
            .shows([Q::DiskFlushes]);
        match partitions {
            1000 => scenario.goal(Goal::against_row(Q::RequestRate, "connections-64-to-1", AtLeast(0.5))),
            _ => scenario,
        }
    };
    [1, 64, 1000].map(many).into()
}

fn consuming(base: &Load) -> Vec<Scenario> {
    // Enough for some seconds of any reader, or for a second of a short run.
    let records = (base.seconds * 1e6).max(1e4) as u64;
    let consume = Load { producers: 0, consumers: 1, reads: Reads::Hot(records), ..base.clone() };
    let together = Load { consumers: 1, reads: Reads::Tail, ..base.clone() };
    let alone =
        Load { pace: LoadPace::PerSecond(50_000.0), batch_bytes: 16 << 10, linger_ms: 1, ..base.clone() };
    let cold = Load { consumers: 1, reads: Reads::Cold(records * 2), ..alone.clone() };
    vec![
        load("consume-hot", "Consume from the page cache", consume).goal(peer(Q::BrokerPerGib, AtMost(0.55))),
        load("together", "Produce and consume together", together)
            .goal(peer(Q::BrokerPerMillion, AtMost(1.0 / 5.0)))
            .goal(peer(Q::ProduceRate, AtLeast(2.0)))
            .goal(peer(Q::ReadRate, AtLeast(2.0))),
        load("hot-producer", "A producer alone, open loop at 50,000/s", alone).shows([Q::AckP99]),
        load("cold-catch-up", "A cold catch-up read beside that producer", cold)
            .goal(peer(Q::ReadThroughput, AtLeast(1.0)))
            .goal(Goal::against_row(Q::AckP99, "hot-producer", AtMost(1.2))),
    ]
}

fn latencies(base: &Load) -> Vec<Scenario> {
    let tail = Load { consumers: 1, reads: Reads::Tail, batch_bytes: 1, ..base.clone() };
    let open = Load { pace: LoadPace::PerSecond(500.0), seconds: base.seconds * 3.0, ..tail.clone() };
    let one = Load { pace: LoadPace::OneAtATime, in_flight: 1, ..tail };
    let half = Load {
        pace: LoadPace::HalfOfPeak("produce-acks-1"),
        consumers: 1,
        reads: Reads::Tail,
        linger_ms: 1,
        ..base.clone()
    };
    vec![
        load("end-to-end-500", "End to end, open loop at 500/s", open)
            .goal(peer(Q::EndP99, AtMost(0.25)))
            .goal(peer(Q::EndP999, AtMost(0.2))),
        load("end-to-end-1-in-flight", "End to end, one small record in flight", one)
            .goal(peer(Q::EndP50, AtMost(0.5)))
            .goal(peer(Q::EndP99, AtMost(0.25))),
        load("end-to-end-half-of-peak", "End to end, open loop at half of the peer's peak", half)
            .goal(peer(Q::EndP999, AtMost(0.1))),
    ]
}

fn lives(is_full: bool) -> Vec<Scenario> {
    let empty = Life::default();
    let thousand = Life { partitions: 1000, ..empty };
    let written_mib = if is_full { KILLED_MIB_FULL } else { KILLED_MIB };
    let life = |name: &str, title: &str, life: Life| Scenario::new(name, title, Work::Life(life));
    vec![
        life("start-empty", "Start to first answer, empty folder", empty)
            .goal(Goal::number(Q::StartTime, AtMost(0.03))),
        life("start-1000", "Start to first answer, 1,000 partitions", thousand)
            .goal(Goal::number(Q::StartTime, AtMost(0.2))),
        life(
            "start-killed",
            "Start to first answer after kill -9",
            Life { written_mib, is_killed: true, ..thousand },
        )
        .goal(peer(Q::StartTime, AtMost(0.1))),
        life("idle", "Idle, empty", Life { is_idle: true, ..empty })
            .goal(Goal::number(Q::IdleShare, AtMost(0.1)))
            .goal(Goal::number(Q::Resident, AtMost(16.0))),
        life("idle-1000", "Idle with 1,000 partitions", Life { is_idle: true, ..thousand })
            .goal(Goal::number(Q::Resident, AtMost(48.0))),
    ]
}

impl Scenario {
    /// With further figures.
    fn shows<const N: usize>(mut self, quantities: [Q; N]) -> Self {
        for quantity in quantities {
            if !self.shown.contains(&quantity) {
                self.shown.push(quantity);
            }
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_goal_is_a_scenario() {
        for seconds in [0.1, 5.0] {
            let scenarios = goals(seconds, false);
            super::super::assert_usable(&scenarios);
            let without: Vec<&str> = scenarios
                .iter()
                .filter(|scenario| scenario.goals.is_empty())
                .map(|scenario| scenario.name.as_str())
                .collect();
            assert_eq!(without, ["hot-producer", "copies-and-allocations"]);
        }
    }
}
