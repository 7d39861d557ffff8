//! `ringlog consume`: records to lines.

mod assigned;
mod grouped;
mod printer;

use std::time::Duration;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use client::{IsolationLevel, OffsetSpec, StartAt};
use io::ShutdownSignal;
use regex::Regex;

use super::connect::Cluster;

pub(super) const EXAMPLES: &str = "Examples:
  ringlog consume --topic orders                              all that is there, then end
  ringlog consume --topic orders --follow                     new records as they come, until Ctrl-C
  ringlog consume --topic orders --partition 2 --offset 1000 --max-messages 10
  ringlog consume --topic orders --timestamp 1700000000000 --keys --headers --timestamps --offsets
  ringlog consume --topic orders --group billing --follow     as a member of a group
  ringlog consume --include 'test.*' --group audit            topics by name, also later ones

With --group, the members of the group share the partitions; how far the group has read is kept
every 5 seconds and at the end (Ctrl-C too), and whoever comes next goes on there. A second member
takes its share within seconds; a member that is killed is missed for 45 seconds.

Before the value stand CreateTime, Partition, Offset, headers and key, as asked for, with tabs
between.";

/// Arguments of `ringlog consume`.
#[derive(Args, Debug)]
pub struct ConsumeArguments {
    #[command(flatten)]
    cluster: Cluster,
    /// The topic to read
    #[arg(long, value_name = "NAME", required_unless_present = "include")]
    topic: Option<String>,
    /// Reads all topics with such names, for a group; a regular expression for the whole name
    #[arg(long, value_name = "REGEX", requires = "group", conflicts_with = "topic", value_parser = parse_regex)]
    include: Option<Regex>,
    /// Reads as a member of this group, from where the group is
    #[arg(long, value_name = "NAME", conflicts_with_all = ["partition", "offset", "timestamp"])]
    group: Option<String>,
    /// Only these partitions, such as 0,3,5 [default: all]
    #[arg(long, value_name = "NUMBERS", value_delimiter = ',')]
    partition: Vec<i32>,
    /// Starts with the first record there is (the default, but with --follow); a group that has read goes on where it is
    #[arg(long, conflicts_with_all = ["offset", "timestamp"])]
    from_beginning: bool,
    /// Starts at this offset; or earliest, latest
    #[arg(long, value_name = "OFFSET", value_parser = parse_offset, conflicts_with = "timestamp")]
    offset: Option<StartAt>,
    /// Starts with the first record since then, in milliseconds since 1970
    #[arg(long, value_name = "MS", value_parser = clap::value_parser!(i64).range(0..))]
    timestamp: Option<i64>,
    /// Ends after so many records
    #[arg(long, value_name = "NUMBER")]
    max_messages: Option<u64>,
    /// Ends when no record has come for so long; until then it goes on at the end
    #[arg(long, value_name = "MS")]
    timeout_ms: Option<u64>,
    /// Goes on at the end, with records as they come; starts there unless told otherwise
    #[arg(long)]
    follow: bool,
    /// read-uncommitted, or read-committed: nothing of open and aborted transactions
    #[arg(long, value_enum, default_value_t = Isolation::ReadUncommitted)]
    isolation_level: Isolation,
    /// Prints keys
    #[arg(long)]
    keys: bool,
    /// Prints headers
    #[arg(long)]
    headers: bool,
    /// Prints timestamps
    #[arg(long)]
    timestamps: bool,
    /// Prints offsets
    #[arg(long)]
    offsets: bool,
    /// Prints partitions
    #[arg(long)]
    partitions: bool,
    /// Stands between what is printed of a record
    #[arg(long, value_name = "TEXT", default_value = "\t", hide_default_value = true)]
    separator: String,
}

/// The values of `--isolation-level`.
#[derive(Copy, Clone, Debug, Eq, PartialEq, ValueEnum)]
enum Isolation {
    #[value(alias = "read_uncommitted")]
    ReadUncommitted,
    #[value(alias = "read_committed")]
    ReadCommitted,
}

/// Runs `ringlog consume`.
pub(super) fn run(arguments: &ConsumeArguments) -> Result<()> {
    // Before any thread is started, so that all of them leave the signals to it.
    let signal = ShutdownSignal::install().context("signals")?;
    match (&arguments.group, &arguments.topic) {
        (Some(group), _) => grouped::run(arguments, group, &signal),
        (None, Some(topic)) => assigned::run(arguments, topic, &signal),
        (None, None) => unreachable!("--include needs --group, and one of --include and --topic is needed"),
    }
}

impl ConsumeArguments {
    fn isolation(&self) -> IsolationLevel {
        match self.isolation_level {
            Isolation::ReadUncommitted => IsolationLevel::ReadUncommitted,
            Isolation::ReadCommitted => IsolationLevel::ReadCommitted,
        }
    }

    fn start(&self) -> StartAt {
        match (self.offset, self.timestamp) {
            (Some(offset), _) => offset,
            (None, Some(timestamp)) => StartAt::Lookup(OffsetSpec::Timestamp(timestamp)),
            (None, None) => StartAt::Lookup(self.reset()),
        }
    }

    /// Where to begin when nothing else says so.
    fn reset(&self) -> OffsetSpec {
        match self.follow && !self.from_beginning {
            true => OffsetSpec::Latest,
            false => OffsetSpec::Earliest,
        }
    }

    /// Whether the end of what is there is not the end.
    fn goes_on(&self) -> bool {
        self.follow || self.timeout_ms.is_some()
    }
}

/// How long to wait for the next record.
struct Patience {
    limit: Option<Duration>,
    until: Option<Duration>,
}

impl Patience {
    fn new(arguments: &ConsumeArguments) -> Self {
        Self { limit: arguments.timeout_ms.map(Duration::from_millis), until: None }
    }

    /// A record came, or the wait begins.
    fn restart(&mut self, now: Duration) {
        self.until = self.limit.map(|limit| now + limit);
    }

    fn is_over(&self, now: Duration) -> bool {
        self.until.is_some_and(|until| now >= until)
    }
}

/// An offset, or the words of Kafka's console consumer.
fn parse_offset(text: &str) -> Result<StartAt, String> {
    match text {
        "earliest" => Ok(StartAt::Lookup(OffsetSpec::Earliest)),
        "latest" => Ok(StartAt::Lookup(OffsetSpec::Latest)),
        _ => match text.parse::<i64>() {
            Ok(offset) if offset >= 0 => Ok(StartAt::Offset(offset)),
            _ => Err("it is neither an offset nor earliest or latest".to_owned()),
        },
    }
}

/// A regular expression for a whole name, as Kafka takes it.
fn parse_regex(text: &str) -> Result<Regex, String> {
    Regex::new(&format!("^(?:{text})$")).map_err(|error| error.to_string())
}
