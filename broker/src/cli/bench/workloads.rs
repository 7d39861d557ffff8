//! `ringlog bench produce`, `consume`, `load` and `latency`: workloads of the generator.

use anyhow::{Result, ensure};
use bench::{
    Check, ConsumerLoad, Measurement, Pace, Placement, ProducerLoad, ReadFrom, ReadPartition, ReadUntil,
    RecordSize, Report, Settled, Workload, WorkloadError,
};
use clap::{Args, ValueEnum};
use client::{ConsumerConfig, ProducerConfig};
use protocol::records::Compression;

use super::load::{Common, Consuming, Producing, producer_config, record_mode};
use crate::cli::produce::{AcksArgument, parse_codec};

/// Records when neither a number nor a time is given.
const RECORDS_DEFAULT: u64 = 100_000;

/// Arguments of `ringlog bench produce`.
#[derive(Args, Debug)]
pub struct ProduceArguments {
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    producing: Producing,
    /// How many records, of all producers together [default: 100000, or until --seconds have passed]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u64).range(1..))]
    records: Option<u64>,
    /// Producers, each with a connection of its own
    #[arg(long, value_name = "NUMBER", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=4096))]
    producers: u32,
}

/// Arguments of `ringlog bench consume`.
#[derive(Args, Debug)]
pub struct ConsumeArguments {
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    consuming: Consuming,
    /// Ends after so many, and waits for them [default: all that are there]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u64).range(1..))]
    records: Option<u64>,
    /// Consumers, each with a connection of its own, which share the partitions
    #[arg(long, value_name = "NUMBER", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=4096))]
    consumers: u32,
}

/// Arguments of `ringlog bench load`.
#[derive(Args, Debug)]
pub struct LoadArguments {
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    producing: Producing,
    #[command(flatten)]
    consuming: Consuming,
    /// How many records are written, of all producers together [default: 100000, or until --seconds have passed]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u64).range(1..))]
    records: Option<u64>,
    /// Producers, each with a connection of its own
    #[arg(long, value_name = "NUMBER", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=4096))]
    producers: u32,
    /// Consumers, each with a connection of its own, which share the partitions
    #[arg(long, value_name = "NUMBER", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=4096))]
    consumers: u32,
    /// Where consumers begin: tail (what comes from now on) or catch-up (with the oldest record, beside the producers)
    #[arg(long, value_enum, default_value = "tail")]
    read: Read,
}

/// Where consumers begin.
#[derive(Copy, Clone, Debug, Eq, PartialEq, ValueEnum)]
enum Read {
    Tail,
    CatchUp,
}

/// Arguments of `ringlog bench latency`.
#[derive(Args, Debug)]
pub struct LatencyArguments {
    #[command(flatten)]
    common: Common,
    /// How many records, one after the other
    #[arg(long, value_name = "NUMBER", default_value_t = RECORDS_DEFAULT, value_parser = clap::value_parser!(u64).range(2..))]
    records: u64,
    /// Length of each record's value, at least 10
    #[arg(long, value_name = "BYTES", default_value = "100")]
    record_size: RecordSize,
    /// Who must have a record before it counts: 0 (nobody), 1 (the leader), all (in-sync replicas)
    #[arg(long, value_enum, default_value = "1")]
    acks: AcksArgument,
    /// none, gzip, snappy, lz4 or zstd
    #[arg(long, value_name = "CODEC", default_value = "none", value_parser = parse_codec)]
    compression: Compression,
    /// Has the broker drop repetitions and refuse gaps; needs --acks all
    #[arg(long)]
    idempotence: bool,
    /// The partition to write to and read from
    #[arg(long, value_name = "NUMBER", default_value_t = 0, value_parser = clap::value_parser!(i32).range(0..))]
    partition: i32,
}

impl ProduceArguments {
    pub(super) fn run(&self) -> Result<()> {
        let records = records(self.records, &self.common);
        let producers = self.producing.loads(&self.common, self.producers, records)?;
        let workload = Workload { producers, ..self.common.workload() };
        workload.validate()?;
        self.common.make_topics()?;
        let mode = format!("{}{}", self.producing.mode(), several(self.producers, "producers"));
        self.common.run(workload, mode, Measurement::report)
    }
}

impl ConsumeArguments {
    pub(super) fn run(&self) -> Result<()> {
        self.common.make_topics()?;
        let partitions = self.common.find_partitions()?;
        let until = self.records.map_or(ReadUntil::End, ReadUntil::Records);
        let consumers = self.consuming.loads(&partitions, self.consumers, ReadFrom::Earliest, until);
        let workload = Workload { consumers, ..self.common.workload() };
        let cold = self.consuming.cool(&self.common.topic)?;
        let mode = format!("from the beginning{}{cold}", several(self.consumers, "consumers"));
        self.common.run(workload, mode, Measurement::report)
    }
}

impl LoadArguments {
    pub(super) fn run(&self) -> Result<()> {
        let records = records(self.records, &self.common);
        let producers = self.producing.loads(&self.common, self.producers, records)?;
        let mut workload = Workload { producers, ..self.common.workload() };
        workload.validate()?;
        self.common.make_topics()?;
        self.common.touch_topics()?;
        let partitions = self.common.find_partitions()?;
        ensure!(
            self.consuming.is_hot() || self.read == Read::CatchUp,
            WorkloadError("--data-dir is for reads from the beginning: --read catch-up".to_owned())
        );
        let from = match self.read {
            Read::Tail => ReadFrom::Latest,
            Read::CatchUp => ReadFrom::Earliest,
        };
        workload.consumers = self.consuming.loads(&partitions, self.consumers, from, ReadUntil::Produced);
        let cold = self.consuming.cool(&self.common.topic)?;
        let read = self.read.to_possible_value().expect("no value is hidden");
        let mode = format!(
            "{}{}, {} of {}{cold}",
            self.producing.mode(),
            several(self.producers, "producers"),
            read.get_name(),
            if self.consumers == 1 {
                "1 consumer".to_owned()
            } else {
                format!("{} consumers", self.consumers)
            }
        );
        self.common.run(workload, mode, Measurement::report)
    }
}

impl LatencyArguments {
    pub(super) fn run(&self) -> Result<()> {
        let cluster = &self.common.cluster;
        let config = ProducerConfig {
            in_flight_max: 1,
            linger: std::time::Duration::ZERO,
            ..producer_config(self.acks.into(), self.idempotence, self.compression, cluster)
        };
        let producer = ProducerLoad {
            topics: self.common.topic.clone(),
            placement: Placement::One(self.partition),
            record_size: self.record_size,
            records: Some(self.records),
            pace: Pace::Closed { outstanding: 1, settled: Settled::Read },
            config,
        };
        let topics = self.common.topic.iter();
        let consumer = ConsumerLoad {
            partitions: topics
                .map(|topic| ReadPartition { topic: topic.clone(), partition: self.partition, end: None })
                .collect(),
            from: ReadFrom::Latest,
            until: ReadUntil::Produced,
            check: Check::Values,
            reader: 0,
            config: ConsumerConfig::default(),
        };
        let workload =
            Workload { producers: vec![producer], consumers: vec![consumer], ..self.common.workload() };
        workload.validate()?;
        self.common.make_topics()?;
        self.common.touch_topics()?;
        let mode = record_mode(self.acks.into(), self.idempotence, self.compression, self.record_size);
        self.common.run(workload, format!("{mode}, 1 record in flight, end to end"), round_trips)
    }
}

/// What a loop with one record in flight tells.
fn round_trips(measurement: &Measurement) -> Report {
    let mut report = Report::default();
    report.count("round trips", measurement.end_to_end.count());
    measurement.acknowledged.report_to(&mut report, "acknowledged");
    measurement.end_to_end.report_to(&mut report, "end to end");
    report.number("elapsed", measurement.elapsed.as_secs_f64(), "s");
    report.number("client CPU", measurement.client_processor_time.as_secs_f64(), "s");
    report
}

fn records(records: Option<u64>, common: &Common) -> Option<u64> {
    match common.has_end() {
        true => records,
        false => Some(records.unwrap_or(RECORDS_DEFAULT)),
    }
}

fn several(count: u32, what: &str) -> String {
    if count == 1 { String::new() } else { format!(", {count} {what}") }
}
