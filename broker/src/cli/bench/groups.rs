//! `ringlog bench groups`: what groups cost, and how fast they are.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use bench::{
    CommitOptions, CommitRun, FirstRecordOptions, FirstRecordRun, HeartbeatOptions, HeartbeatRun,
    OffsetsOptions, OffsetsRun, ProcessUsage, Report, TakeoverOptions, TakeoverRun, UsageSpan,
};
use clap::{Args, Subcommand};
use client::{Admin, Backoff, CommitPolicy, ConsumerConfig, GroupConfig, GroupConsumer, OffsetSpec};
use io::PollIo;

use super::Results;
use crate::cli::connect::{Cluster, close};

pub(super) const EXAMPLES: &str = "Examples:
  ringlog bench groups heartbeats --groups 100 --members 10 --heartbeat-ms 100 --pid 4711
  ringlog bench groups commits --topic orders --commits 100000 --members 50
  ringlog bench groups first-record --topic orders --consumers 20
  ringlog bench groups takeover --topic orders --rounds 5 --session-ms 6000
  ringlog bench groups offsets --topic orders --groups 1000          writes offsets
  ringlog bench groups offsets --topic orders --groups 1000 --check  compares them

Every member has connections of its own. A broker waits group.initial.rebalance.delay.ms for more
members of a new group, and takes no session timeout below group.min.session.timeout.ms.";

/// The topic that keeps what groups commit: its durability is what a commit waits for.
const OFFSETS_TOPIC: &str = "__consumer_offsets";

/// What is measured.
#[derive(Debug, Subcommand)]
pub enum GroupsCommand {
    /// Members that only show that they live: what that costs the broker
    Heartbeats(HeartbeatsArguments),
    /// Members that commit offsets, one after the other
    Commits(CommitsArguments),
    /// New consumers of new groups, until each has its first record
    FirstRecord(FirstRecordArguments),
    /// A consumer is killed, and another of its group takes its partitions over
    Takeover(TakeoverArguments),
    /// Offsets of many groups without members, written or compared
    Offsets(OffsetsArguments),
}

/// Arguments of `bench groups heartbeats`.
#[derive(Args, Debug)]
pub struct HeartbeatsArguments {
    #[command(flatten)]
    cluster: Cluster,
    #[command(flatten)]
    results: Results,
    /// How many groups
    #[arg(long, value_name = "NUMBER", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..))]
    groups: u32,
    /// How many members each has
    #[arg(long, value_name = "NUMBER", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..))]
    members: u32,
    /// Milliseconds between two heartbeats of a member
    #[arg(long, value_name = "MS", default_value_t = 3000, value_parser = clap::value_parser!(u64).range(1..))]
    heartbeat_ms: u64,
    /// For how many seconds they are measured
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    seconds: u64,
}

/// Arguments of `bench groups commits`.
#[derive(Args, Debug)]
pub struct CommitsArguments {
    #[command(flatten)]
    cluster: Cluster,
    #[command(flatten)]
    results: Results,
    /// The topic whose partitions are named; it exists
    #[arg(long, value_name = "NAME")]
    topic: String,
    /// How many commits, each of one partition
    #[arg(long, value_name = "NUMBER", default_value_t = 100_000, value_parser = clap::value_parser!(u64).range(1..))]
    commits: u64,
    /// How many members commit at the same time, each in a group of its own
    #[arg(long, value_name = "NUMBER", default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..))]
    members: u32,
}

/// Arguments of `bench groups first-record`.
#[derive(Args, Debug)]
pub struct FirstRecordArguments {
    #[command(flatten)]
    cluster: Cluster,
    #[command(flatten)]
    results: Results,
    /// The topic to read; it has records
    #[arg(long, value_name = "NAME")]
    topic: String,
    /// How many come, one after the other
    #[arg(long, value_name = "NUMBER", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
    consumers: u32,
}

/// Arguments of `bench groups takeover`.
#[derive(Args, Debug)]
pub struct TakeoverArguments {
    #[command(flatten)]
    cluster: Cluster,
    #[command(flatten)]
    results: Results,
    /// The topic to share; it has two partitions or more
    #[arg(long, value_name = "NAME")]
    topic: String,
    /// How often
    #[arg(long, value_name = "NUMBER", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// The session timeout in milliseconds; heartbeats come ten times as often
    #[arg(long, value_name = "MS", default_value_t = 6000, value_parser = clap::value_parser!(u64).range(10..))]
    session_ms: u64,
}

/// Arguments of `bench groups offsets`.
#[derive(Args, Debug)]
pub struct OffsetsArguments {
    #[command(flatten)]
    cluster: Cluster,
    #[command(flatten)]
    results: Results,
    /// The topic whose partitions are named; it exists
    #[arg(long, value_name = "NAME")]
    topic: String,
    /// How many groups have offsets
    #[arg(long, value_name = "NUMBER", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..))]
    groups: u32,
    /// Compares what is there with what was written, instead of writing; waits for a broker that is loading
    #[arg(long)]
    check: bool,
}

/// Runs `ringlog bench groups`.
pub(super) fn run(command: &GroupsCommand) -> Result<()> {
    // A thousand members have some five thousand descriptors.
    io::raise_descriptor_limit().context("cannot raise the limit of open files")?;
    match command {
        GroupsCommand::Heartbeats(arguments) => arguments.run(),
        GroupsCommand::Commits(arguments) => arguments.run(),
        GroupsCommand::FirstRecord(arguments) => arguments.run(),
        GroupsCommand::Takeover(arguments) => arguments.run(),
        GroupsCommand::Offsets(arguments) => arguments.run(),
    }
}

impl HeartbeatsArguments {
    fn run(&self) -> Result<()> {
        let interval = Duration::from_millis(self.heartbeat_ms);
        let prefix = prefix("heartbeats")?;
        let mut members = Vec::new();
        for group in 0..self.groups {
            for _ in 0..self.members {
                let config = GroupConfig {
                    heartbeat_interval: interval,
                    commit: CommitPolicy::Manual,
                    ..GroupConfig::new(format!("{prefix}-{group}"))
                };
                members.push(member(&self.cluster, config)?);
            }
        }
        let options =
            HeartbeatOptions { time: Duration::from_secs(self.seconds), patience: self.cluster.timeout() };
        let measured = self.results.begin(0)?;
        let mut run = HeartbeatRun::new(&mut members, options);
        let mut usages = Vec::new();
        let result = run.run(&mut || usages.push(self.results.usage()));
        let mut report = Report::default();
        let mode = format!("{} groups of {}, a heartbeat each {interval:?}", self.groups, self.members);
        report.text("mode", mode);
        report.extend(run.report());
        let usages: Vec<ProcessUsage> = usages.into_iter().filter_map(|usage| usage.ok()?).collect();
        if let [before, after] = usages[..] {
            UsageSpan { before, after }.report_to(&mut report, run.heartbeats(), "heartbeats");
        }
        members.into_iter().for_each(|member| close(member.into_client()));
        measured.tell(report, &self.cluster, OFFSETS_TOPIC)?;
        Ok(result?)
    }
}

impl CommitsArguments {
    fn run(&self) -> Result<()> {
        let prefix = prefix("commits")?;
        let config = |number: u32| GroupConfig {
            commit: CommitPolicy::Manual,
            ..GroupConfig::new(format!("{prefix}-{number}"))
        };
        let members: Result<Vec<_>> =
            (0..self.members).map(|number| member(&self.cluster, config(number))).collect();
        let mut members = members?;
        let options = CommitOptions {
            commits: self.commits,
            topic: self.topic.clone(),
            partitions: partitions(&self.cluster, &self.topic)?,
            patience: self.cluster.timeout(),
        };
        let mut measured = self.results.begin(self.commits)?;
        let mut run = CommitRun::new(&mut members, options);
        let result = run.run(&mut |commits| measured.progress.inc(commits));
        let mut report = run.report();
        measured.add_usage(&mut report, "commits");
        members.into_iter().for_each(|member| close(member.into_client()));
        measured.tell(report, &self.cluster, OFFSETS_TOPIC)?;
        Ok(result?)
    }
}

impl FirstRecordArguments {
    fn run(&self) -> Result<()> {
        partitions(&self.cluster, &self.topic)?;
        let prefix = prefix("first-record")?;
        let options = FirstRecordOptions {
            topic: self.topic.clone(),
            consumers: self.consumers,
            patience: self.cluster.timeout(),
        };
        let mut measured = self.results.begin(u64::from(self.consumers))?;
        let mut run = FirstRecordRun::new(options);
        let make = |number| reader(&self.cluster, GroupConfig::new(format!("{prefix}-{number}")));
        let result =
            run.run(make, |member| close(member.into_client()), &mut |count| measured.progress.inc(count));
        let mut report = run.report();
        measured.add_usage(&mut report, "consumers");
        measured.tell(report, &self.cluster, &self.topic)?;
        Ok(result?)
    }
}

impl TakeoverArguments {
    fn run(&self) -> Result<()> {
        let count = partitions(&self.cluster, &self.topic)?;
        ensure!(count >= 2, "topic '{}' has one partition: two members cannot share it", self.topic);
        let prefix = prefix("takeover")?;
        let session_timeout = Duration::from_millis(self.session_ms);
        let options = TakeoverOptions {
            topic: self.topic.clone(),
            rounds: self.rounds,
            session_timeout,
            patience: self.cluster.timeout(),
        };
        let measured = self.results.begin(u64::from(self.rounds))?;
        let mut run = TakeoverRun::new(options);
        let make = |round| {
            let config = GroupConfig {
                session_timeout,
                heartbeat_interval: session_timeout / 10,
                ..GroupConfig::new(format!("{prefix}-{round}"))
            };
            reader(&self.cluster, config)
        };
        let result =
            run.run(make, |member| close(member.into_client()), &mut |count| measured.progress.inc(count));
        let mut report = Report::default();
        report.text("mode", format!("session timeout {session_timeout:?}"));
        report.extend(run.report());
        measured.tell(report, &self.cluster, &self.topic)?;
        Ok(result?)
    }
}

impl OffsetsArguments {
    fn run(&self) -> Result<()> {
        let options = OffsetsOptions {
            group: format!("offsets-of-{}", self.topic),
            groups: self.groups,
            topic: self.topic.clone(),
            partitions: partitions(&self.cluster, &self.topic)?,
        };
        // How long a broker loads is not to be rounded up to the next attempt.
        let soon = Duration::from_millis(2);
        let client =
            self.cluster.client_with(|config| config.retry_backoff = Backoff { first: soon, max: soon })?;
        let mut admin = Admin::new(client);
        let mut measured = self.results.begin(u64::from(self.groups))?;
        let mut run = OffsetsRun::new(&mut admin, options);
        let mut progress = |groups| measured.progress.inc(groups);
        let result = if self.check { run.check(&mut progress) } else { run.write(&mut progress) };
        let mut report = run.report();
        measured.add_usage(&mut report, "groups");
        close(admin.into_client());
        measured.tell(report, &self.cluster, OFFSETS_TOPIC)?;
        Ok(result?)
    }
}

/// What the names of a run's groups begin with: no other run's group is joined.
fn prefix(what: &str) -> Result<String> {
    use io::Io;
    let mut io = PollIo::new(io::PollOptions::default())?;
    Ok(format!("bench-{what}-{:08x}", io.random_u64() as u32))
}

fn partitions(cluster: &Cluster, topic: &str) -> Result<i32> {
    let mut admin = cluster.admin()?;
    let topics = admin.list_topics()?;
    close(admin.into_client());
    let found = topics.iter().find(|known| known.name == topic);
    let found = found.ok_or_else(|| anyhow::anyhow!("topic '{topic}' does not exist"))?;
    Ok(i32::try_from(found.partitions.len())?)
}

/// A member that reads nothing.
fn member(cluster: &Cluster, config: GroupConfig) -> Result<GroupConsumer<PollIo>> {
    Ok(GroupConsumer::new(cluster.client(false)?, ConsumerConfig::default(), config)?)
}

/// A member that reads from the beginning.
fn reader(cluster: &Cluster, config: GroupConfig) -> Result<GroupConsumer<PollIo>, client::Error> {
    let reading = ConsumerConfig { out_of_range: Some(OffsetSpec::Earliest), ..ConsumerConfig::default() };
    let client =
        cluster.client(false).map_err(|error| client::Error::InvalidArgument(format!("{error:#}")))?;
    GroupConsumer::new(client, reading, config)
}
