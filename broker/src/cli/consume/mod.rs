//! `ringlog consume`: records to lines.

use std::io::Write;
use std::time::Duration;

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use client::{Consumer, ConsumerConfig, ConsumerRecord, IsolationLevel, OffsetSpec, StartAt};
use indicatif::{ProgressBar, ProgressStyle};
use io::PollIo;
use protocol::records::TimestampType;

use super::connect::{Cluster, close};
use super::output::stdout;

pub(super) const EXAMPLES: &str = "Examples:
  ringlog consume --topic orders                              all that is there, then end
  ringlog consume --topic orders --follow                     new records as they come, until Ctrl-C
  ringlog consume --topic orders --partition 2 --offset 1000 --max-messages 10
  ringlog consume --topic orders --timestamp 1700000000000 --keys --headers --timestamps --offsets

Before the value stand CreateTime, Partition, Offset, headers and key, as asked for, with tabs
between.";

/// Arguments of `ringlog consume`.
#[derive(Args, Debug)]
pub struct ConsumeArguments {
    #[command(flatten)]
    cluster: Cluster,
    /// The topic to read
    #[arg(long, value_name = "NAME")]
    topic: String,
    /// Only these partitions, such as 0,3,5 [default: all]
    #[arg(long, value_name = "NUMBERS", value_delimiter = ',')]
    partition: Vec<i32>,
    /// Starts with the first record there is (the default, but with --follow)
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
    let partitions = arguments.find_partitions()?;
    let mut session = Session::start(arguments, &partitions)?;
    let result = session.run();
    session.progress.finish_and_clear();
    let Session { consumer, printed, mut out, .. } = session;
    let flushed = out.flush();
    close(consumer.into_client());
    result?;
    flushed?;
    eprintln!("Processed a total of {printed} messages");
    Ok(())
}

/// A partition and where reading it ends, unless it goes on.
struct Wanted {
    partition: i32,
    end: i64,
}

impl ConsumeArguments {
    /// The partitions, with their ends as of now.
    fn find_partitions(&self) -> Result<Vec<Wanted>> {
        let mut admin = self.cluster.admin()?;
        let topics = admin.list_topics()?;
        let Some(topic) = topics.into_iter().find(|topic| topic.name == self.topic) else {
            bail!("topic '{}' does not exist", self.topic);
        };
        if let Some(missing) = self.partition.iter().find(|partition| topic.partition(**partition).is_none())
        {
            bail!("topic '{}' has no partition {missing}", self.topic);
        }
        let indexes = topic.partitions.iter().map(|partition| partition.index);
        let indexes = indexes.filter(|index| self.partition.is_empty() || self.partition.contains(index));
        let asked = indexes.map(|index| ((self.topic.as_str().into(), index), OffsetSpec::Latest));
        let mut wanted = Vec::new();
        for ((_, partition), result) in admin.list_offsets(asked.collect::<Vec<_>>(), self.isolation())? {
            let info = result.map_err(|error| anyhow::anyhow!("{}-{partition}: {error}", self.topic))?;
            wanted.push(Wanted { partition, end: info.offset.unwrap_or(0) });
        }
        close(admin.into_client());
        Ok(wanted)
    }

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
            (None, None) if self.follow && !self.from_beginning => StartAt::Lookup(OffsetSpec::Latest),
            (None, None) => StartAt::Lookup(OffsetSpec::Earliest),
        }
    }
}

/// A run of the command.
struct Session<'a> {
    arguments: &'a ConsumeArguments,
    consumer: Consumer<PollIo>,
    /// What is still to be read; empty when following.
    ends: Vec<Wanted>,
    out: std::io::BufWriter<std::io::StdoutLock<'static>>,
    progress: ProgressBar,
    printed: u64,
    is_in_trouble: bool,
}

impl<'a> Session<'a> {
    fn start(arguments: &'a ConsumeArguments, partitions: &[Wanted]) -> Result<Self> {
        let config = ConsumerConfig {
            isolation: arguments.isolation(),
            out_of_range: None,
            partition_bytes_max: 8 << 20,
            ..ConsumerConfig::default()
        };
        let mut consumer = Consumer::new(arguments.cluster.client(false)?, config);
        for wanted in partitions {
            consumer.assign(&arguments.topic, wanted.partition, arguments.start());
        }
        let ends = partitions.iter().map(|wanted| Wanted { partition: wanted.partition, end: wanted.end });
        Ok(Self {
            arguments,
            consumer,
            ends: if arguments.follow { Vec::new() } else { ends.collect() },
            out: stdout(),
            progress: progress(),
            printed: 0,
            is_in_trouble: false,
        })
    }

    fn run(&mut self) -> Result<()> {
        loop {
            while let Some(next) = self.consumer.poll_record() {
                let record = next?;
                if self.is_behind_end(&record) {
                    continue;
                }
                print(self.arguments, &record, &mut self.out)?;
                self.printed += 1;
                self.progress.inc(1);
                if Some(self.printed) == self.arguments.max_messages {
                    return Ok(());
                }
            }
            if !self.arguments.follow && self.all_read() {
                return Ok(());
            }
            self.out.flush()?;
            self.consumer.on_deadline();
            self.consumer.turn(None);
            self.tell_of_trouble()?;
        }
    }

    /// Says once that the cluster cannot be reached: reading goes on by itself when it can be.
    fn tell_of_trouble(&mut self) -> Result<()> {
        let client = self.consumer.client_mut();
        if let Some(error) = client.metadata_error().filter(|error| error.code().is_some()) {
            bail!("{error}");
        }
        let Some(error) = client.connection_error() else {
            self.is_in_trouble = false;
            return Ok(());
        };
        if !std::mem::replace(&mut self.is_in_trouble, true) {
            eprintln!("ringlog: {error}; trying again");
        }
        Ok(())
    }

    /// Records that came after this command began are for `--follow`.
    fn is_behind_end(&self, record: &ConsumerRecord) -> bool {
        self.ends.iter().any(|wanted| wanted.partition == record.partition && record.offset >= wanted.end)
    }

    /// Lets go of partitions that are read to their end; whether none is left.
    fn all_read(&mut self) -> bool {
        let (consumer, topic) = (&mut self.consumer, &self.arguments.topic);
        self.ends.retain(|wanted| {
            let is_read =
                consumer.position(topic, wanted.partition).is_some_and(|position| position >= wanted.end);
            if is_read {
                consumer.unassign(topic, wanted.partition);
            }
            !is_read
        });
        self.ends.is_empty()
    }
}

/// One record, in the layout of Kafka's console consumer.
fn print(arguments: &ConsumeArguments, record: &ConsumerRecord, out: &mut impl Write) -> std::io::Result<()> {
    let separator = arguments.separator.as_bytes();
    if arguments.timestamps {
        match (record.timestamp_ms, record.timestamp_type) {
            (..0, _) => write!(out, "NO_TIMESTAMP")?,
            (time, TimestampType::CreateTime) => write!(out, "CreateTime:{time}")?,
            (time, TimestampType::LogAppendTime) => write!(out, "LogAppendTime:{time}")?,
        }
        out.write_all(separator)?;
    }
    if arguments.partitions {
        write!(out, "Partition:{}", record.partition)?;
        out.write_all(separator)?;
    }
    if arguments.offsets {
        write!(out, "Offset:{}", record.offset)?;
        out.write_all(separator)?;
    }
    if arguments.headers {
        print_headers(record, out)?;
        out.write_all(separator)?;
    }
    if arguments.keys {
        out.write_all(record.key.as_deref().unwrap_or(b"null"))?;
        out.write_all(separator)?;
    }
    out.write_all(record.value.as_deref().unwrap_or(b"null"))?;
    out.write_all(b"\n")
}

fn print_headers(record: &ConsumerRecord, out: &mut impl Write) -> std::io::Result<()> {
    if record.headers.is_empty() {
        return out.write_all(b"NO_HEADERS");
    }
    for (index, (name, value)) in record.headers.iter().enumerate() {
        if index > 0 {
            out.write_all(b",")?;
        }
        out.write_all(name)?;
        out.write_all(b":")?;
        out.write_all(value.as_deref().unwrap_or(b"null"))?;
    }
    Ok(())
}

/// A counter on the standard error, where the records themselves go elsewhere.
fn progress() -> ProgressBar {
    use std::io::IsTerminal;
    if std::io::stdout().is_terminal() {
        return ProgressBar::hidden();
    }
    let style =
        ProgressStyle::with_template("{spinner} {human_pos} records, {per_sec}").expect("a valid template");
    let bar = ProgressBar::new_spinner().with_style(style);
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
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
