//! The scenarios of the slides (LinkedIn, 2014), in their order and with their figures.
//!
//! They ran on three brokers, each with a 6-core 2.5 GHz Xeon, six 7200 rpm SATA disks, 32 GB and 1 GbE. Their MB are 2^20 bytes of
//! values; nothing was flushed; the topic had 6 partitions.

use client::Acks;

use super::load::{Load, LoadPace, Reads};
use super::{Scenario, Work};
use crate::Quantity as Q;

/// What each of the slides' runs wrote; `--scale` is a share of it.
pub const SLIDES_RECORDS: u64 = 50_000_000;

/// What to be careful about, to be printed with the figures.
pub const CAVEATS: [&str; 5] = [
    "The slides ran on three brokers, each with 6 cores, six 7200 rpm disks and 1 GbE, with the load on three machines; here it is one broker and one \
     load generator on the processors above. The slides' absolute figures are no bar for this machine, nor this machine's for them.",
    "The slides' MB/s count 2^20 bytes of values, without keys and headers; so do ours.",
    "The slides' followers could not have kept up at 193 MB/s over 1 GbE (the lag at which a replica falls out was set very high): rows with replicas want a \
     figure with followers that caught up too. They wait for replication.",
    "The slides' latency was measured without other load, one message in flight: a closed loop. The row after it is an open loop at a stated rate, with \
     latencies from the intended send time (no coordinated omission).",
    "Nothing is flushed before the kernel does it, as in the slides (ringlog.durability=replicated and its own flushes put off; Kafka's defaults): an \
     acknowledgement does not mean that a record is on disk.",
];

const REPLICATION: &str = "waits for replication (three brokers)";

/// All of them; `scale` is a share of 50 million records (0.01: 500,000).
pub fn slides(scale: f64) -> Vec<Scenario> {
    let records = ((SLIDES_RECORDS as f64 * scale) as u64).max(1000);
    let produce = Load { partitions: 6, records: Some(records), ..Load::new(0.0) };
    let consume =
        Load { producers: 0, consumers: 1, records: None, reads: Reads::Hot(records), ..produce.clone() };
    let mut scenarios = vec![
        load("producer", "1 producer, no replication", produce.clone()).slides(rate(821_557.0, 78.3)),
        waiting("producer-3-replicas-async", "1 producer, 3 replicas, asynchronous", rate(786_980.0, 75.1)),
        waiting("producer-3-replicas-sync", "1 producer, 3 replicas, synchronous", rate(421_823.0, 40.2)),
        waiting(
            "producers-3-replicas-async",
            "3 producers, 3 replicas, asynchronous",
            rate(2_024_032.0, 193.0),
        ),
        load("producer-acks-all", "1 producer, acks=all, batch.size=64000, one broker", all(&produce)),
        load("producers", "3 producers, no replication", Load { producers: 3, ..produce.clone() }),
        stored_data(&produce, records),
    ];
    scenarios.extend(record_sizes(&produce, records));
    scenarios.extend([
        load("consumer", "1 consumer", consume.clone()).slides(read_rate(940_521.0, 89.7)),
        load("consumers", "3 consumers", Load { consumers: 3, ..consume })
            .slides(read_rate(2_615_968.0, 249.5)),
        load(
            "together",
            "Producer and consumer together, no replication",
            Load { consumers: 1, reads: Reads::Tail, ..produce.clone() },
        ),
        waiting(
            "together-3-replicas",
            "Producer and consumer together, 3 replicas, asynchronous",
            rate(795_064.0, 75.8),
        ),
        latency(&produce, records).slides([(Q::EndP50, 2.0), (Q::EndP99, 3.0), (Q::EndP999, 14.0)]),
        open_latency(&produce, scale),
    ]);
    scenarios
}

fn load(name: &str, title: &str, load: Load) -> Scenario {
    Scenario::new(name, title, Work::Load(load))
}

fn waiting(name: &str, title: &str, slides: [(Q, f64); 2]) -> Scenario {
    Scenario::new(name, title, Work::NotRun(REPLICATION)).slides(slides)
}

fn rate(records: f64, mib: f64) -> [(Q, f64); 2] {
    [(Q::ProduceRate, records), (Q::ProduceThroughput, mib)]
}

fn read_rate(records: f64, mib: f64) -> [(Q, f64); 2] {
    [(Q::ReadRate, records), (Q::ReadThroughput, mib)]
}

/// The settings of the synchronous run, as far as one broker has them.
fn all(produce: &Load) -> Load {
    Load { acks: Acks::All, batch_bytes: 64_000, ..produce.clone() }
}

/// The slides' flat line, on as much as the scale gives; `bench/hardware` and its growing data go further.
fn stored_data(produce: &Load, records: u64) -> Scenario {
    let growing = Load { records: Some(records * 4), ..produce.clone() };
    let mut scenario =
        load("stored-data", "Throughput against stored data (the slides: flat to more than 1 TB)", growing);
    scenario.shown.push(Q::Flatness);
    scenario
}

/// The slides' chart has no figures in it, but reaches the network's limit. All write as many bytes; the smallest records are
/// not more than in the first row.
fn record_sizes(produce: &Load, records: u64) -> Vec<Scenario> {
    let sized = |bytes: u32| {
        let count = (records * 100 / u64::from(bytes)).clamp(100, records);
        let load =
            Load { record_bytes: bytes, records: Some(count), batch_bytes: 128_000, ..produce.clone() };
        let title = format!("Records of {bytes} bytes (the slides: a chart up to the network's limit)");
        let mut scenario = Scenario::new(format!("record-size-{bytes}"), title, Work::Load(load));
        scenario.shown = vec![Q::ProduceRate, Q::ProduceThroughput, Q::BrokerPerGib];
        scenario
    };
    [10, 100, 1000, 10_000, 100_000].into_iter().map(sized).collect()
}

/// As many round trips as a run of the scale would take about as long for, and enough for a p99.9.
fn latency(produce: &Load, records: u64) -> Scenario {
    let one = Load {
        partitions: 1,
        consumers: 1,
        records: Some((records / 50).clamp(200, 100_000)),
        batch_bytes: 1,
        in_flight: 1,
        pace: LoadPace::OneAtATime,
        reads: Reads::Tail,
        ..produce.clone()
    };
    load("latency", "End-to-end latency, one message in flight, no load", one)
}

fn open_latency(produce: &Load, scale: f64) -> Scenario {
    let open = Load {
        partitions: 1,
        consumers: 1,
        records: Some(((1e6 * scale) as u64).clamp(200, 60_000)),
        batch_bytes: 1,
        pace: LoadPace::PerSecond(5000.0),
        reads: Reads::Tail,
        ..produce.clone()
    };
    load("latency-open-loop", "End-to-end latency, open loop at 5,000 records/s", open)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_slides_is_there() {
        let scenarios = slides(0.01);
        super::super::assert_usable(&scenarios);
        let figures: Vec<f64> =
            scenarios.iter().filter_map(|scenario| Some(scenario.slides.first()?.1)).collect();
        assert_eq!(
            figures,
            [821_557.0, 786_980.0, 421_823.0, 2_024_032.0, 940_521.0, 2_615_968.0, 795_064.0, 2.0]
        );
        let waiting = scenarios.iter().filter(|scenario| matches!(scenario.work, Work::NotRun(_))).count();
        assert_eq!(waiting, 4);
    }

    #[test]
    fn the_smallest_scale_runs_too() {
        super::super::assert_usable(&slides(1e-9));
    }
}
