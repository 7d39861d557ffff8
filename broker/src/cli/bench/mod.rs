//! `ringlog bench`: how fast a broker is.

mod comparison;
mod groups;
mod load;
mod perf_counts;
mod workloads;

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result};
use bench::{Measurement, ProcessUsage, Report, UsageSpan};
use clap::{Args, Subcommand};
use client::{ConfigResource, ResourceKind};
use indicatif::{ProgressBar, ProgressStyle};

use super::connect::{Cluster, close};
use super::output::stdout;
use perf_counts::{Counted, PerfCounts};
use workloads::{ConsumeArguments, LatencyArguments, LoadArguments, ProduceArguments};

pub(super) const EXAMPLES: &str = "Examples:
  ringlog bench produce --topic load --records 5000000 --record-size 100 --acks 1
  ringlog bench produce --topic load --records 100000 --batch-size 1 --in-flight 1 --pid $(pgrep -x ringlog)
  ringlog bench produce --topic open --partitions 6 --rate 50000 --seconds 30 --json open.json
  ringlog bench consume --topic load
  ringlog bench load --topic both --partitions 6 --producers 2 --consumers 2 --seconds 10
  ringlog bench latency --topic ping --records 10000 --json latency.json

Any broker that speaks Kafka's protocol is measured, by --bootstrap-server. Loops are closed: the next
record waits for an earlier one, and a record's latency is the time from its send to its acknowledgement
(acks=0: to the socket), waiting in the client included. With --rate the loop is open: records are due at
fixed times whatever the broker does, and latencies count from there (no coordinated omission). A record
carries its number, its time and a checksum, which consumers verify.";

/// What is measured.
#[derive(Debug, Subcommand)]
pub enum BenchCommand {
    /// Writes records as fast as they are acknowledged
    Produce(Box<ProduceArguments>),
    /// Reads a topic from its beginning, and verifies what `bench produce` wrote
    Consume(Box<ConsumeArguments>),
    /// Writes and reads at once: producers, and consumers of what they write, in one run
    Load(Box<LoadArguments>),
    /// Sends one record after the other, each when the one before it was acknowledged and fetched
    Latency(Box<LatencyArguments>),
    /// Measures the scenarios of LinkedIn's slides of 2014, in their order
    Slides(Box<comparison::SlidesArguments>),
    /// Measures what acks, durability, record size, codec and partitions cost
    Acks(Box<comparison::AcksArguments>),
    /// Measures what ringlog is to reach beside Apache Kafka
    Goals(Box<comparison::GoalsArguments>),
    /// Measures what groups cost: heartbeats, commits, first records, takeovers, many offsets
    #[command(subcommand, after_help = groups::EXAMPLES)]
    Groups(groups::GroupsCommand),
}

/// What is told, and where.
#[derive(Args, Debug)]
struct Results {
    /// Writes the results to this file too, as JSON
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// The broker's process on this machine: its processor time, memory and context switches are told too
    #[arg(long, value_name = "PID")]
    pid: Option<u32>,
    /// Counts that process's system calls and io_uring operations, with perf; costs it some 0.2 µs each
    #[arg(long, requires = "pid")]
    calls: bool,
}

/// Runs `ringlog bench`.
pub(super) fn run(command: &BenchCommand) -> Result<()> {
    match command {
        BenchCommand::Produce(arguments) => arguments.run(),
        BenchCommand::Consume(arguments) => arguments.run(),
        BenchCommand::Load(arguments) => arguments.run(),
        BenchCommand::Latency(arguments) => arguments.run(),
        BenchCommand::Slides(arguments) => arguments.run(),
        BenchCommand::Acks(arguments) => arguments.run(),
        BenchCommand::Goals(arguments) => arguments.run(),
        BenchCommand::Groups(command) => groups::run(command),
    }
}

/// A measurement under way.
struct Measured<'a> {
    results: &'a Results,
    json: Option<Box<dyn Write>>,
    before: Option<ProcessUsage>,
    /// The count of system calls, or why there is none.
    calls: Result<PerfCounts, String>,
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
        let calls = self.count_calls();
        Ok(Measured { results: self, json, before: self.usage()?, calls, progress })
    }

    fn count_calls(&self) -> Result<PerfCounts, String> {
        match self.pid.filter(|_| self.calls) {
            Some(pid) => PerfCounts::begin(pid, &std::env::temp_dir()),
            None => Err("not counted (--calls)".to_owned()),
        }
    }

    fn usage(&self) -> Result<Option<ProcessUsage>> {
        let usage =
            self.pid.map(|pid| ProcessUsage::of(pid).with_context(|| format!("cannot see process {pid}")));
        usage.transpose()
    }
}

impl Measured<'_> {
    /// Prints what a workload measured, with what the broker's process has used.
    fn finish_run(
        mut self,
        mut report: Report,
        measurement: &Measurement,
        cluster: &Cluster,
        topic: &str,
    ) -> Result<()> {
        let records = measurement.acknowledged_in_all.max(measurement.read_in_all);
        self.progress.set_position(records);
        self.add_usage(&mut report, "records");
        // A broker that failed the load may not answer this either.
        let durability = if measurement.outcome.is_ok() { durability(cluster, topic) } else { None };
        self.tell_with(report, durability, |report| measurement.to_json(report))
    }

    /// Adds what the broker's process used for as many `things` as the progress counted. A broker that died during the run
    /// has no usage; what was measured is told all the same.
    fn add_usage(&mut self, report: &mut Report, things: &str) {
        let (Some(before), Ok(Some(after))) = (self.before, self.results.usage()) else { return };
        let count = self.progress.position();
        UsageSpan { before, after }.report_to(report, count, things);
        let calls = std::mem::replace(&mut self.calls, Err("counted once".to_owned()));
        match calls.and_then(PerfCounts::end) {
            Ok(counted) => report_calls(counted, report, count, things),
            Err(why) => report.text("broker system calls", why),
        }
    }

    /// Prints a report that is complete but for the topic's durability.
    fn tell(self, report: Report, cluster: &Cluster, topic: &str) -> Result<()> {
        let durability = durability(cluster, topic);
        self.tell_with(report, durability, Report::to_json)
    }

    fn tell_with(
        mut self,
        mut report: Report,
        durability: Option<String>,
        to_json: impl FnOnce(&Report) -> String,
    ) -> Result<()> {
        report.text("ringlog.durability", durability.unwrap_or_else(|| "n/a".to_owned()));
        self.progress.finish_and_clear();
        let mut out = stdout();
        write!(out, "{report}")?;
        out.flush()?;
        match &mut self.json {
            Some(file) => file.write_all(to_json(&report).as_bytes()).context("cannot write the JSON file"),
            None => Ok(()),
        }
    }
}

fn report_calls(counted: Counted, report: &mut Report, count: u64, things: &str) {
    let mut tell = |what: &str, calls: u64| {
        report.count(format!("broker {what}"), calls);
        report.number(
            format!("broker {what} per million {things}"),
            calls as f64 * 1e6 / count.max(1) as f64,
            "",
        );
    };
    tell("system calls", counted.system_calls);
    if let Some(operations) = counted.ring_operations {
        tell("io_uring operations", operations);
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
