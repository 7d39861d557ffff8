//! `ringlog produce`: lines to records.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use client::{Acks, Delivery, Producer, ProducerConfig, ProducerRecord, SendError};
use indicatif::{ProgressBar, ProgressStyle};
use io::{Io, PollIo};
use protocol::records::{Codec, Compression};

use super::connect::{Cluster, close};
use super::input::{Input, Lines};

pub(super) const EXAMPLES: &str = "Examples:
  echo 'hello' | ringlog produce --topic orders
  ringlog produce --topic orders --key-separator : --compression zstd --file orders.txt
  ringlog produce --topic orders --header source=till-3 --acks 1 < orders.txt

Each line is one record. A record that is acknowledged with the default acks (all) is on the
broker's disk. The command ends with status 0 only when every line was acknowledged.";

/// A topic that the broker makes by itself is there within moments; one that is not will not come.
const TOPIC_TIMEOUT_MAX: Duration = Duration::from_secs(10);

/// Arguments of `ringlog produce`.
#[derive(Args, Debug)]
pub struct ProduceArguments {
    #[command(flatten)]
    cluster: Cluster,
    /// The topic to write to; the broker makes it if it is set to (auto.create.topics.enable)
    #[arg(long, value_name = "NAME")]
    topic: String,
    /// Reads this file instead of the standard input
    #[arg(long, value_name = "PATH")]
    file: Option<PathBuf>,
    /// Takes what stands before the first of these as the record's key, such as : or a tab
    #[arg(long, value_name = "TEXT")]
    key_separator: Option<String>,
    /// A header of every record (may be repeated)
    #[arg(long, value_name = "NAME=VALUE", value_parser = parse_header)]
    header: Vec<(String, String)>,
    /// A key or value that is exactly this text becomes null (a tombstone on compacted topics)
    #[arg(long, value_name = "TEXT")]
    null_marker: Option<String>,
    /// Writes all records to this partition [default: by key, else spread]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(i32).range(0..))]
    partition: Option<i32>,
    /// Who must have a record before it counts: 0 (nobody), 1 (the leader), all (in-sync replicas, on disk)
    #[arg(long, value_enum, default_value_t = AcksArgument::All)]
    acks: AcksArgument,
    /// none, gzip, snappy, lz4 or zstd
    #[arg(long, value_name = "CODEC", default_value = "none", value_parser = parse_codec)]
    compression: Compression,
    /// Does not ask the broker to drop repetitions and refuse gaps (on by default with --acks all)
    #[arg(long)]
    no_idempotence: bool,
    /// Bytes of records that are sent together
    #[arg(long, value_name = "BYTES", default_value_t = 16384)]
    batch_size: usize,
    /// Milliseconds that a batch waits for more records
    #[arg(long, value_name = "MS", default_value_t = 5)]
    linger_ms: u64,
}

/// The values of `--acks`.
#[derive(Copy, Clone, Debug, Eq, PartialEq, ValueEnum)]
pub(super) enum AcksArgument {
    #[value(name = "0")]
    None,
    #[value(name = "1")]
    Leader,
    #[value(name = "all", alias = "-1")]
    All,
}

impl From<AcksArgument> for Acks {
    fn from(argument: AcksArgument) -> Self {
        match argument {
            AcksArgument::None => Self::None,
            AcksArgument::Leader => Self::Leader,
            AcksArgument::All => Self::All,
        }
    }
}

/// Runs `ringlog produce`.
pub(super) fn run(arguments: &ProduceArguments) -> Result<()> {
    let mut client = arguments.cluster.client(true)?;
    let lines = Lines::open(arguments.file.as_deref(), client.io_mut().doorbell())?;
    client.want_topic(&arguments.topic);
    client.wait_for_metadata()?;
    let producer = Producer::new(client, arguments.config());
    let progress = progress(lines.len);
    let mut session = Session { arguments, producer, lines, progress, sent: 0, acknowledged: 0 };
    let result = session.run();
    session.progress.finish_and_clear();
    let Session { producer, acknowledged, .. } = session;
    close(producer.into_client());
    result?;
    if acknowledged != 1 {
        eprintln!("{acknowledged} records written to topic {}.", arguments.topic);
    } else {
        eprintln!("1 record written to topic {}.", arguments.topic);
    }
    Ok(())
}

impl ProduceArguments {
    fn config(&self) -> ProducerConfig {
        ProducerConfig {
            acks: self.acks.into(),
            idempotent: !self.no_idempotence,
            linger: Duration::from_millis(self.linger_ms),
            batch_bytes: self.batch_size,
            codec: Codec::new(self.compression),
            delivery_timeout: self.cluster.timeout(),
            topic_timeout: self.cluster.timeout().min(TOPIC_TIMEOUT_MAX),
            // The broker's max.message.bytes is what limits a record here.
            request_bytes_max: 100 << 20,
            ..ProducerConfig::default()
        }
    }

    /// Key and value of a line.
    fn split<'a>(&self, line: &'a [u8]) -> Result<KeyAndValue<'a>> {
        let (key, value) = match &self.key_separator {
            None => (None, line),
            Some(separator) => {
                let separator = separator.as_bytes();
                let at = line.windows(separator.len()).position(|window| window == separator);
                let at = at.context("the line has no key separator")?;
                (Some(&line[..at]), &line[at + separator.len()..])
            }
        };
        let null = self.null_marker.as_deref().map(str::as_bytes);
        Ok((key.filter(|key| Some(*key) != null), Some(value).filter(|value| Some(*value) != null)))
    }
}

/// What a line has of a record; `None` is null.
type KeyAndValue<'a> = (Option<&'a [u8]>, Option<&'a [u8]>);

/// A run of the command.
struct Session<'a> {
    arguments: &'a ProduceArguments,
    producer: Producer<PollIo>,
    lines: Lines,
    progress: ProgressBar,
    /// Lines that were given to the producer: the next one's number, counted from 0.
    sent: u64,
    acknowledged: u64,
}

impl Session<'_> {
    fn run(&mut self) -> Result<()> {
        loop {
            match self.lines.poll().context("cannot read the input")? {
                Input::Lines(lines) => {
                    for line in lines {
                        self.send(&line)?;
                    }
                    // What is due goes out before the next chunk is taken.
                    let now = self.producer.client_mut().now();
                    self.producer.turn(Some(now));
                }
                Input::Pending => self.producer.turn(None),
                Input::End => break,
            }
            self.take_deliveries()?;
        }
        self.producer.set_flushing(true);
        self.producer.on_deadline();
        while self.producer.outstanding() > 0 {
            self.producer.turn(None);
            self.take_deliveries()?;
        }
        self.take_deliveries()
    }

    fn send(&mut self, line: &[u8]) -> Result<()> {
        let number = self.sent + 1;
        let (key, value) = self.arguments.split(line).with_context(|| format!("line {number}"))?;
        let headers: Vec<(&str, Option<&[u8]>)> = self
            .arguments
            .header
            .iter()
            .map(|(name, value)| (name.as_str(), Some(value.as_bytes())))
            .collect();
        let record = ProducerRecord {
            topic: &self.arguments.topic,
            partition: self.arguments.partition,
            key,
            value,
            headers: &headers,
            timestamp_ms: None,
        };
        loop {
            match self.producer.send(&record) {
                Ok(_) => break,
                Err(SendError::BufferFull) => {
                    self.producer.turn(None);
                    self.take_deliveries()?;
                }
                Err(error @ SendError::TooLarge { .. }) => bail!("line {number}: {error}"),
            }
        }
        self.sent = number;
        self.progress.inc(line.len() as u64 + 1);
        Ok(())
    }

    /// Counts what was acknowledged; the first failure ends the command.
    fn take_deliveries(&mut self) -> Result<()> {
        while let Some(Delivery { record, result }) = self.producer.poll_delivery() {
            match result {
                Ok(_) => self.acknowledged += 1,
                Err(error) => {
                    let count = self.acknowledged;
                    bail!("line {} was not written: {error} ({count} lines were written)", record.0 + 1);
                }
            }
        }
        Ok(())
    }
}

/// A bar over the bytes of a file; a counter over a pipe; nothing where nobody looks.
fn progress(len: Option<u64>) -> ProgressBar {
    match len {
        Some(len) => {
            let style = "{bar:40} {bytes}/{total_bytes} {bytes_per_sec} {eta}";
            ProgressBar::new(len).with_style(ProgressStyle::with_template(style).expect("a valid template"))
        }
        None => ProgressBar::hidden(),
    }
}

/// The values of `--compression`.
pub(super) fn parse_codec(text: &str) -> Result<Compression, String> {
    let found = Compression::ALL.into_iter().find(|codec| codec.name() == text);
    found.ok_or_else(|| "it is none of none, gzip, snappy, lz4, zstd".to_owned())
}

/// `name=value`.
fn parse_header(text: &str) -> Result<(String, String), String> {
    let pair = text.split_once('=').filter(|(name, _)| !name.is_empty());
    pair.map(|(name, value)| (name.to_owned(), value.to_owned()))
        .ok_or_else(|| "it is no NAME=VALUE".to_owned())
}
