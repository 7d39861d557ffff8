//! `ringlog bench`: how fast a broker is.

mod groups;

use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use bench::{
    ConsumeOptions, ConsumeRun, LatencyOptions, LatencyRun, ProcessUsage, ProduceOptions, ProduceRun, Report,
    UsageSpan,
};
use clap::{Args, Subcommand};
use client::{
    Acks, ConfigResource, Consumer, ConsumerConfig, IsolationLevel, OffsetSpec, Producer, ProducerConfig,
    ResourceKind,
};
use indicatif::{ProgressBar, ProgressStyle};
use protocol::records::{Codec, Compression};

use super::connect::{Cluster, close};
use super::output::stdout;
use super::produce::{AcksArgument, parse_codec};

pub(super) const EXAMPLES: &str = "Examples:
  ringlog bench produce --topic load --records 5000000 --record-size 100 --acks 1
  ringlog bench produce --topic load --records 100000 --batch-size 1 --in-flight 1 --pid $(pgrep -x ringlog)
  ringlog bench consume --topic load
  ringlog bench latency --topic ping --records 10000 --json latency.json

Each loop is closed: the next record waits for an earlier one. A record's latency is the time from
its send to its acknowledgement (acks=0: to the socket), waiting in the client included. A record
carries its number and a checksum, which consume verifies.";

/// What is measured.
#[derive(Debug, Subcommand)]
pub enum BenchCommand {
    /// Writes records as fast as they are acknowledged
    Produce(ProduceArguments),
    /// Reads a topic from its beginning, and verifies what `bench produce` wrote
    Consume(ConsumeArguments),
    /// Sends one record after the other, each when the one before it was acknowledged and fetched
    Latency(LatencyArguments),
    /// Measures what groups cost: heartbeats, commits, first records, takeovers, many offsets
    #[command(subcommand, after_help = groups::EXAMPLES)]
    Groups(groups::GroupsCommand),
}

/// Arguments of `ringlog bench produce`.
#[derive(Args, Debug)]
pub struct ProduceArguments {
    #[command(flatten)]
    cluster: Cluster,
    #[command(flatten)]
    load: Load,
    #[command(flatten)]
    results: Results,
    /// Writes all records to this partition [default: batch by batch over all]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(i32).range(0..))]
    partition: Option<i32>,
    /// Gives the records so many different keys of 8 bytes; compacted topics take none without
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..))]
    keys: Option<u32>,
    /// Produce requests that are not answered yet
    #[arg(long, value_name = "NUMBER", default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..))]
    in_flight: u16,
    /// Bytes of records that are sent together; 1 sends each record in a request of its own
    #[arg(long, value_name = "BYTES", default_value_t = 16384, value_parser = clap::value_parser!(u32).range(1..))]
    batch_size: u32,
    /// Milliseconds that a batch waits for more records
    #[arg(long, value_name = "MS", default_value_t = 0)]
    linger_ms: u64,
}

/// Arguments of `ringlog bench consume`.
#[derive(Args, Debug)]
pub struct ConsumeArguments {
    #[command(flatten)]
    cluster: Cluster,
    #[command(flatten)]
    results: Results,
    /// The topic to read
    #[arg(long, value_name = "NAME")]
    topic: String,
    /// Ends after so many, and waits for them [default: all that are there]
    #[arg(long, value_name = "NUMBER")]
    records: Option<u64>,
    /// Reads records of other origin too: nothing is compared
    #[arg(long)]
    no_verify: bool,
}

/// Arguments of `ringlog bench latency`.
#[derive(Args, Debug)]
pub struct LatencyArguments {
    #[command(flatten)]
    cluster: Cluster,
    #[command(flatten)]
    load: Load,
    #[command(flatten)]
    results: Results,
    /// The partition to write to and read from
    #[arg(long, value_name = "NUMBER", default_value_t = 0, value_parser = clap::value_parser!(i32).range(0..))]
    partition: i32,
}

/// What is written.
#[derive(Args, Debug)]
struct Load {
    /// The topic to write to; the broker makes it if it is set to (auto.create.topics.enable)
    #[arg(long, value_name = "NAME")]
    topic: String,
    /// How many records
    #[arg(long, value_name = "NUMBER", default_value_t = 100_000, value_parser = clap::value_parser!(u32).range(2..))]
    records: u32,
    /// Length of each record's value, at least 10
    #[arg(long, value_name = "BYTES", default_value_t = 100, value_parser = clap::value_parser!(u32).range(10..=99 << 20))]
    record_size: u32,
    /// Who must have a record before it counts: 0 (nobody), 1 (the leader), all (in-sync replicas)
    #[arg(long, value_enum, default_value = "1")]
    acks: AcksArgument,
    /// none, gzip, snappy, lz4 or zstd
    #[arg(long, value_name = "CODEC", default_value = "none", value_parser = parse_codec)]
    compression: Compression,
    /// Has the broker drop repetitions and refuse gaps; needs --acks all
    #[arg(long)]
    idempotence: bool,
}

/// What is told, and where.
#[derive(Args, Debug)]
struct Results {
    /// Writes the results to this file too, as JSON
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// The broker's process on this machine: its processor time and memory are told too
    #[arg(long, value_name = "PID")]
    pid: Option<u32>,
}

/// Runs `ringlog bench`.
pub(super) fn run(command: &BenchCommand) -> Result<()> {
    match command {
        BenchCommand::Produce(arguments) => arguments.run(),
        BenchCommand::Consume(arguments) => arguments.run(),
        BenchCommand::Latency(arguments) => arguments.run(),
        BenchCommand::Groups(command) => groups::run(command),
    }
}

impl ProduceArguments {
    fn run(&self) -> Result<()> {
        ensure!(!self.load.idempotence || self.in_flight <= 5, "--idempotence allows --in-flight 5 at most");
        let config = ProducerConfig {
            linger: Duration::from_millis(self.linger_ms),
            batch_bytes: self.batch_size as usize,
            in_flight_max: usize::from(self.in_flight),
            ..self.load.config(&self.cluster)?
        };
        let mut producer = self.load.producer(&self.cluster, config)?;
        let options = ProduceOptions {
            topic: self.load.topic.clone(),
            partition: self.partition,
            records: self.load.records,
            keys: self.keys,
            record_bytes: self.load.record_size as usize,
            outstanding_max: self.outstanding_max(),
        };
        let measured = self.results.begin(u64::from(self.load.records))?;
        let mut run = ProduceRun::new(&mut producer, options);
        let result = run.run(&mut |records| measured.progress.inc(records));
        let mut report = Report::default();
        report.text("mode", self.mode());
        report.extend(run.report());
        close(producer.into_client());
        measured.finish(report, &self.cluster, &self.load.topic)?;
        Ok(result?)
    }

    /// As many records as keep all requests full, and one more batch filling meanwhile. With a record a request it is
    /// exactly the requests in flight, so that none waits in the client.
    fn outstanding_max(&self) -> usize {
        let requests = usize::from(self.in_flight);
        match self.batch_size / self.load.record_size {
            0 | 1 => requests,
            records => (requests + 1) * (records as usize + 1),
        }
    }

    fn mode(&self) -> String {
        let Self { in_flight, batch_size, linger_ms, .. } = self;
        format!("{}, in-flight {in_flight}, batch-size {batch_size}, linger-ms {linger_ms}", self.load.mode())
    }
}

impl ConsumeArguments {
    fn run(&self) -> Result<()> {
        let partitions = self.find_partitions()?;
        let options = ConsumeOptions {
            topic: self.topic.clone(),
            partitions,
            records: self.records,
            verify: !self.no_verify,
            patience: self.cluster.timeout(),
        };
        let mut consumer = Consumer::new(self.cluster.client(false)?, ConsumerConfig::default());
        let measured = self.results.begin(self.records.unwrap_or(0))?;
        let mut run = ConsumeRun::new(&mut consumer, options);
        let result = run.run(&mut |records| measured.progress.inc(records));
        let report = run.report();
        close(consumer.into_client());
        measured.finish(report, &self.cluster, &self.topic)?;
        Ok(result?)
    }

    /// The partitions and their ends as of now.
    fn find_partitions(&self) -> Result<Vec<(i32, i64)>> {
        let mut admin = self.cluster.admin()?;
        let topics = admin.list_topics()?;
        let Some(topic) = topics.into_iter().find(|topic| topic.name == self.topic) else {
            bail!("topic '{}' does not exist", self.topic);
        };
        let indexes = topic.partitions.iter().map(|partition| partition.index);
        let asked: Vec<_> =
            indexes.map(|index| ((self.topic.as_str().into(), index), OffsetSpec::Latest)).collect();
        let mut partitions = Vec::new();
        for ((_, partition), result) in admin.list_offsets(asked, IsolationLevel::ReadUncommitted)? {
            let info = result.with_context(|| format!("{}-{partition}", self.topic))?;
            partitions.push((partition, info.offset.unwrap_or(0)));
        }
        close(admin.into_client());
        Ok(partitions)
    }
}

impl LatencyArguments {
    fn run(&self) -> Result<()> {
        let config = ProducerConfig { in_flight_max: 1, ..self.load.config(&self.cluster)? };
        let mut producer = self.load.producer(&self.cluster, config)?;
        let mut consumer = Consumer::new(self.cluster.client(false)?, ConsumerConfig::default());
        let options = LatencyOptions {
            topic: self.load.topic.clone(),
            partition: self.partition,
            records: self.load.records,
            record_bytes: self.load.record_size as usize,
            patience: self.cluster.timeout(),
        };
        let measured = self.results.begin(u64::from(self.load.records))?;
        let mut run = LatencyRun::new(&mut producer, &mut consumer, options);
        let result = run.run(&mut |records| measured.progress.inc(records));
        let mut report = Report::default();
        report.text("mode", format!("{}, 1 record in flight, end to end", self.load.mode()));
        report.extend(run.report());
        close(producer.into_client());
        close(consumer.into_client());
        measured.finish(report, &self.cluster, &self.load.topic)?;
        Ok(result?)
    }
}

impl Load {
    fn config(&self, cluster: &Cluster) -> Result<ProducerConfig> {
        let acks = Acks::from(self.acks);
        ensure!(!self.idempotence || acks == Acks::All, "--idempotence needs --acks all");
        Ok(ProducerConfig {
            acks,
            idempotent: self.idempotence,
            codec: Codec::new(self.compression),
            // The broker's max.message.bytes is what limits a record here.
            request_bytes_max: 100 << 20,
            buffer_bytes_max: 256 << 20,
            delivery_timeout: cluster.timeout(),
            topic_timeout: cluster.timeout(),
            ..ProducerConfig::default()
        })
    }

    /// A producer that knows the cluster.
    fn producer(&self, cluster: &Cluster, config: ProducerConfig) -> Result<Producer<io::PollIo>> {
        let mut client = cluster.client(true)?;
        client.want_topic(&self.topic);
        client.wait_for_metadata()?;
        Ok(Producer::new(client, config))
    }

    fn mode(&self) -> String {
        let acks = match Acks::from(self.acks) {
            Acks::None => "0",
            Acks::Leader => "1",
            Acks::All => "all",
        };
        let idempotence = if self.idempotence { ", idempotent" } else { "" };
        let codec = self.compression.name();
        format!("acks={acks}{idempotence}, records of {} bytes, compression {codec}", self.record_size)
    }
}

/// A measurement under way.
struct Measured<'a> {
    results: &'a Results,
    json: Option<Box<dyn Write>>,
    before: Option<ProcessUsage>,
    progress: ProgressBar,
}

impl Results {
    /// Fails before anything is measured when the results could not be told. `records` is 0 where nobody knows.
    #[expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "a file that the user names")]
    fn begin(&self, records: u64) -> Result<Measured<'_>> {
        let json = self.json.as_ref().map(|path| {
            std::fs::File::create(path).with_context(|| format!("cannot write {}", path.display()))
        });
        let json = json.transpose()?.map(|file| Box::new(file) as Box<dyn Write>);
        let style = match records {
            0 => "{human_pos} records {per_sec}",
            _ => "{bar:40} {human_pos}/{human_len} {per_sec} {eta}",
        };
        let style = ProgressStyle::with_template(style).expect("a valid template");
        let progress = ProgressBar::new(records).with_style(style);
        Ok(Measured { results: self, json, before: self.usage()?, progress })
    }

    fn usage(&self) -> Result<Option<ProcessUsage>> {
        let usage =
            self.pid.map(|pid| ProcessUsage::of(pid).with_context(|| format!("cannot see process {pid}")));
        usage.transpose()
    }
}

impl Measured<'_> {
    /// Prints the report, with what the broker says of the topic's durability and what its process has used.
    fn finish(self, mut report: Report, cluster: &Cluster, topic: &str) -> Result<()> {
        self.add_usage(&mut report, "records");
        self.tell(report, cluster, topic)
    }

    /// Adds what the broker's process used for as many `things` as the progress counted. A broker that died during the run
    /// has no usage; what was measured is told all the same.
    fn add_usage(&self, report: &mut Report, things: &str) {
        if let (Some(before), Ok(Some(after))) = (self.before, self.results.usage()) {
            UsageSpan { before, after }.report_to(report, self.progress.position(), things);
        }
    }

    /// Prints a report that is complete but for the topic's durability.
    fn tell(mut self, mut report: Report, cluster: &Cluster, topic: &str) -> Result<()> {
        report.text("ringlog.durability", durability(cluster, topic).unwrap_or_else(|| "n/a".to_owned()));
        self.progress.finish_and_clear();
        let mut out = stdout();
        write!(out, "{report}")?;
        out.flush()?;
        match &mut self.json {
            Some(file) => file.write_all(report.to_json().as_bytes()).context("cannot write the JSON file"),
            None => Ok(()),
        }
    }
}

/// What acks mean for the disk is the topic's configuration; other brokers than ringlog have none of this name.
fn durability(cluster: &Cluster, topic: &str) -> Option<String> {
    let mut admin = cluster.admin().ok()?;
    let resource = ConfigResource { kind: ResourceKind::Topic, name: topic.to_owned() };
    let described = admin.describe_configs(&[resource]);
    close(admin.into_client());
    let (_, entries) = described.ok()?.pop()?;
    entries.ok()?.into_iter().find(|entry| entry.name == "ringlog.durability")?.value
}
