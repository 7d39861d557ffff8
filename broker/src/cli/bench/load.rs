//! What is asked of the generator: producers, consumers, and what they have in common.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use bench::{
    Check, ConsumerLoad, Measurement, Pace, Placement, ProducerLoad, ReadFrom, ReadPartition, ReadUntil,
    RecordSize, Report, Settled, Workload, WorkloadError, WorkloadRun,
};
use clap::Args;
use client::{Acks, ConsumerConfig, IsolationLevel, NewTopic, OffsetSpec, ProducerConfig};
use io::{Backend, Io, PollIo, PollOptions, UringIo, UringOptions, drop_page_cache, probe_uring};
use protocol::ErrorCode;
use protocol::records::{Codec, Compression};

use super::Results;
use crate::cli::connect::{Cluster, close};
use crate::cli::produce::{AcksArgument, parse_codec};

/// Where a load runs, and for how long.
#[derive(Args, Debug)]
pub(super) struct Common {
    #[command(flatten)]
    pub(super) cluster: Cluster,
    #[command(flatten)]
    pub(super) results: Results,
    /// The topic; several with commas, whose records take turns
    #[arg(long, value_name = "NAME", required = true, value_delimiter = ',')]
    pub(super) topic: Vec<String>,
    /// Makes the topics first, with so many partitions; ones that exist must have as many
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(i32).range(1..))]
    partitions: Option<i32>,
    /// Copies of each partition of topics that are made [default: the broker's]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(i16).range(1..))]
    replication_factor: Option<i16>,
    /// A configuration of topics that are made, as name=value; several with commas
    #[arg(long, value_name = "NAME=VALUE", value_delimiter = ',', value_parser = parse_setting)]
    topic_config: Vec<(String, String)>,
    /// Ends after so many seconds; what was sent by then is waited for
    #[arg(long, value_name = "SECONDS", value_parser = parse_seconds)]
    seconds: Option<Duration>,
    /// Seconds of load before the measurement begins
    #[arg(long, value_name = "SECONDS", default_value = "0", value_parser = parse_seconds)]
    warm_up: Duration,
    /// Milliseconds between two points of the series in the JSON file
    #[arg(long, value_name = "MS", default_value_t = 1000, value_parser = clap::value_parser!(u64).range(1..))]
    interval_ms: u64,
    /// Draws latencies by percentile and the rate over time into this file, as SVG
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
    /// The generator's own way to the kernel: auto, uring or poll
    #[arg(long, value_name = "NAME", default_value = "auto")]
    io: Backend,
}

/// What is written, and how.
#[derive(Args, Debug)]
pub(super) struct Producing {
    /// Length of each record's value, 10 at least: a number, uniform:MIN-MAX or normal:MEAN,DEVIATION
    #[arg(long, value_name = "BYTES", default_value = "100")]
    record_size: RecordSize,
    /// Who must have a record before it counts: 0 (nobody), 1 (the leader), all (in-sync replicas)
    #[arg(long, value_enum, default_value = "1")]
    acks: AcksArgument,
    /// none, gzip, snappy, lz4 or zstd; half of a value is noise
    #[arg(long, value_name = "CODEC", default_value = "none", value_parser = parse_codec)]
    compression: Compression,
    /// Has the broker drop repetitions and refuse gaps; needs --acks all
    #[arg(long)]
    idempotence: bool,
    /// Writes all records to this partition [default: batch by batch over all]
    #[arg(long, value_name = "NUMBER", conflicts_with_all = ["keys", "round_robin"], value_parser = clap::value_parser!(i32).range(0..))]
    partition: Option<i32>,
    /// Gives the records so many different keys of 8 bytes; compacted topics take none without
    #[arg(long, value_name = "NUMBER", conflicts_with = "round_robin", value_parser = clap::value_parser!(u32).range(1..))]
    keys: Option<u32>,
    /// Writes each record to the next partition
    #[arg(long)]
    round_robin: bool,
    /// Produce requests of one producer that are not answered yet
    #[arg(long, value_name = "NUMBER", default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..))]
    in_flight: u16,
    /// Bytes of records that are sent together; 1 sends each record in a request of its own
    #[arg(long, value_name = "BYTES", default_value_t = 16384, value_parser = clap::value_parser!(u32).range(1..))]
    batch_size: u32,
    /// Milliseconds that a batch waits for more records
    #[arg(long, value_name = "MS", default_value_t = 0)]
    linger_ms: u64,
    /// Opens the loop: so many records per second of all producers together, whatever becomes of them; latencies count from
    /// the time at which a record was due
    #[arg(long, value_name = "RECORDS/S", conflicts_with = "outstanding")]
    rate: Option<f64>,
    /// Records of one producer that are not acknowledged yet [default: as many as keep the requests full]
    #[arg(long, value_name = "NUMBER")]
    outstanding: Option<usize>,
}

/// What is read, and how.
#[derive(Args, Debug)]
pub(super) struct Consuming {
    /// A fetch waits until the broker has so much for it
    #[arg(long, value_name = "BYTES", default_value_t = 1)]
    fetch_min_bytes: u32,
    /// Milliseconds that a fetch waits at most
    #[arg(long, value_name = "MS", default_value_t = 500)]
    fetch_max_wait_ms: u64,
    /// The most that one answer brings
    #[arg(long, value_name = "BYTES", default_value_t = 50 << 20)]
    fetch_max_bytes: u32,
    /// The most that one answer brings of a partition
    #[arg(long, value_name = "BYTES", default_value_t = 1 << 20)]
    partition_max_bytes: u32,
    /// Reads records of other origin too: nothing is compared
    #[arg(long)]
    no_verify: bool,
    /// The broker's log.dirs on this machine: the topics' files are dropped from the page cache first, to be read cold
    #[arg(long, value_name = "FOLDER")]
    data_dir: Option<PathBuf>,
}

impl Common {
    /// The load without anybody in it.
    pub(super) fn workload(&self) -> Workload {
        Workload {
            duration: self.seconds,
            warm_up: self.warm_up,
            interval: Duration::from_millis(self.interval_ms),
            patience: self.cluster.timeout(),
            ..Workload::default()
        }
    }

    pub(super) fn has_end(&self) -> bool {
        self.seconds.is_some()
    }

    /// Makes the topics when that is asked for.
    pub(super) fn make_topics(&self) -> Result<()> {
        let Some(partitions) = self.partitions else { return Ok(()) };
        let topics: Vec<NewTopic> = self
            .topic
            .iter()
            .map(|name| NewTopic {
                name: name.clone(),
                partitions: Some(partitions),
                replication_factor: self.replication_factor,
                configs: self.topic_config.clone(),
                ..NewTopic::default()
            })
            .collect();
        let mut admin = self.cluster.admin()?;
        let outcomes = admin.create_topics(&topics, false)?;
        let mut exists = false;
        for (name, outcome) in outcomes {
            match outcome {
                Ok(_) => {}
                Err(error) if error.code() == Some(ErrorCode::TopicAlreadyExists) => exists = true,
                Err(error) => bail!("cannot make topic '{name}': {error}"),
            }
        }
        close(admin.into_client());
        if exists { self.check_partition_counts(partitions) } else { Ok(()) }
    }

    fn check_partition_counts(&self, wanted: i32) -> Result<()> {
        let mut admin = self.cluster.admin()?;
        let topics = admin.list_topics()?;
        close(admin.into_client());
        for topic in topics.iter().filter(|topic| self.topic.contains(&topic.name)) {
            let count = topic.partitions.len();
            if i32::try_from(count) != Ok(wanted) {
                bail!("topic '{}' exists and has {count} partitions, not {wanted}", topic.name);
            }
        }
        Ok(())
    }

    /// Has the broker make the topics where it does so by itself, and waits until it has.
    pub(super) fn touch_topics(&self) -> Result<()> {
        let mut client = self.cluster.client(true)?;
        self.topic.iter().for_each(|topic| client.want_topic(topic));
        client.wait_for_metadata()?;
        close(client);
        Ok(())
    }

    /// The partitions and their ends as of now.
    pub(super) fn find_partitions(&self) -> Result<Vec<ReadPartition>> {
        let mut admin = self.cluster.admin()?;
        let topics = admin.list_topics()?;
        let mut asked = Vec::new();
        for name in &self.topic {
            let Some(topic) = topics.iter().find(|topic| topic.name == *name) else {
                bail!("topic '{name}' does not exist");
            };
            let indexes = topic.partitions.iter().map(|partition| partition.index);
            asked.extend(indexes.map(|index| ((name.as_str().into(), index), OffsetSpec::Latest)));
        }
        let mut partitions = Vec::new();
        for ((topic, partition), result) in admin.list_offsets(asked, IsolationLevel::ReadUncommitted)? {
            let info = result.with_context(|| format!("{topic}-{partition}"))?;
            partitions.push(ReadPartition {
                topic: topic.to_string(),
                partition,
                end: info.offset.or(Some(0)),
            });
        }
        close(admin.into_client());
        Ok(partitions)
    }

    /// Runs a load, tells what it measured, and how it ended. `report` makes the figures of it.
    pub(super) fn run(
        &self,
        workload: Workload,
        mode: String,
        report: impl FnOnce(&Measurement) -> Report,
    ) -> Result<()> {
        workload.validate()?;
        let records: u64 = workload.producers.iter().filter_map(|load| load.records).sum();
        let config = self.cluster.client_config(|config| config.allow_auto_topic_creation = true)?;
        let mut run = WorkloadRun::new(make_io(self.io)?, &config, workload)?;
        let picture = self.svg.as_deref().map(create).transpose()?;
        let measured = self.results.begin(records)?;
        let measurement = run.run(&mut |progress| {
            measured.progress.set_position(progress.produced.max(progress.consumed));
        });
        run.close();
        if let Some(mut picture) = picture {
            let svg = measurement.to_svg(&mode);
            picture.write_all(svg.as_bytes()).context("cannot write the SVG file")?;
        }
        let mut told = Report::default();
        told.text("mode", mode);
        told.extend(report(&measurement));
        measured.finish_run(told, &measurement, &self.cluster, &self.topic[0])?;
        Ok(measurement.outcome?)
    }
}

impl Producing {
    /// So many producers, which write `records` together.
    pub(super) fn loads(
        &self,
        common: &Common,
        count: u32,
        records: Option<u64>,
    ) -> Result<Vec<ProducerLoad>> {
        let share = |number: u64, records: u64| {
            let count = u64::from(count);
            records / count + u64::from(number < records % count)
        };
        if records.is_some_and(|records| records < u64::from(count)) {
            return Err(WorkloadError("each producer writes one record at least".to_owned()).into());
        }
        let load = |number: u32| ProducerLoad {
            topics: common.topic.clone(),
            placement: self.placement(),
            record_size: self.record_size,
            records: records.map(|records| share(u64::from(number), records)),
            pace: self.pace(count),
            config: self.config(&common.cluster),
        };
        Ok((0..count).map(load).collect())
    }

    fn placement(&self) -> Placement {
        match (self.partition, self.keys) {
            (Some(partition), _) => Placement::One(partition),
            (None, Some(keys)) => Placement::Keyed(keys),
            (None, None) if self.round_robin => Placement::RoundRobin,
            (None, None) => Placement::Sticky,
        }
    }

    fn pace(&self, producers: u32) -> Pace {
        match self.rate {
            Some(rate) => Pace::Open { records_per_s: rate / f64::from(producers.max(1)) },
            None => {
                let outstanding = self.outstanding.unwrap_or_else(|| self.outstanding());
                Pace::Closed { outstanding, settled: Settled::Acknowledged }
            }
        }
    }

    /// As many records as keep all requests full, and one more batch filling meanwhile. With a record a request it is
    /// exactly the requests in flight, so that none waits in the client.
    fn outstanding(&self) -> usize {
        let requests = usize::from(self.in_flight);
        match (f64::from(self.batch_size) / self.record_size.mean()) as usize {
            0 | 1 => requests,
            records => (requests + 1) * (records + 1),
        }
    }

    fn config(&self, cluster: &Cluster) -> ProducerConfig {
        ProducerConfig {
            linger: Duration::from_millis(self.linger_ms),
            batch_bytes: self.batch_size as usize,
            in_flight_max: usize::from(self.in_flight),
            ..producer_config(self.acks.into(), self.idempotence, self.compression, cluster)
        }
    }

    pub(super) fn mode(&self) -> String {
        let Self { in_flight, batch_size, linger_ms, .. } = self;
        let record_mode = record_mode(self.acks.into(), self.idempotence, self.compression, self.record_size);
        let pace = match (self.rate, self.outstanding) {
            (Some(rate), _) => format!(", open loop at {rate} records/s"),
            (None, Some(outstanding)) => format!(", {outstanding} records outstanding"),
            (None, None) => String::new(),
        };
        format!("{record_mode}, in-flight {in_flight}, batch-size {batch_size}, linger-ms {linger_ms}{pace}")
    }
}

impl Consuming {
    /// So many consumers, which share the partitions like members of a group.
    pub(super) fn loads(
        &self,
        partitions: &[ReadPartition],
        count: u32,
        from: ReadFrom,
        until: ReadUntil,
    ) -> Vec<ConsumerLoad> {
        let count = (count as usize).min(partitions.len());
        let load = |number: usize| ConsumerLoad {
            partitions: partitions.iter().skip(number).step_by(count).cloned().collect(),
            from,
            until,
            check: if self.no_verify { Check::Nothing } else { Check::Values },
            reader: 0,
            config: self.config(),
        };
        (0..count).map(load).collect()
    }

    /// Whether nothing is dropped from the page cache.
    pub(super) fn is_hot(&self) -> bool {
        self.data_dir.is_none()
    }

    /// Drops the topics' files from the page cache when that is asked for; what was done, in words for the mode.
    pub(super) fn cool(&self, topics: &[String]) -> Result<String> {
        let Some(folder) = &self.data_dir else { return Ok(String::new()) };
        let mut cached = 0;
        for topic in topics {
            cached += drop_topic(folder, topic)?;
        }
        Ok(match cached {
            0 => ", cold".to_owned(),
            _ => format!(", cold but for {:.1} MiB that the kernel kept", cached as f64 / f64::from(1 << 20)),
        })
    }

    fn config(&self) -> ConsumerConfig {
        ConsumerConfig {
            min_bytes: self.fetch_min_bytes,
            max_wait: Duration::from_millis(self.fetch_max_wait_ms),
            bytes_max: self.fetch_max_bytes,
            partition_bytes_max: self.partition_max_bytes,
            out_of_range: None,
            ..ConsumerConfig::default()
        }
    }
}

/// Drops the pages of a topic's partitions; the bytes that stayed.
#[expect(clippy::disallowed_methods, reason = "a folder that the user names")]
fn drop_topic(folder: &Path, topic: &str) -> Result<u64> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let is_partition = |name: &str| {
        let number = name.strip_prefix(topic).and_then(|rest| rest.strip_prefix('-'));
        number.is_some_and(|number| number.parse::<u32>().is_ok())
    };
    let (mut found, mut cached) = (false, 0);
    for entry in entries {
        let entry = entry?;
        if entry.file_name().to_str().is_some_and(is_partition) {
            found = true;
            cached += drop_page_cache(&entry.path())
                .with_context(|| format!("cannot drop the pages of {}", entry.path().display()))?;
        }
    }
    ensure!(found, "no partition of topic '{topic}' is in {}", folder.display());
    Ok(cached)
}

#[expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "a file that the user names")]
fn create(path: &Path) -> Result<std::fs::File> {
    std::fs::File::create(path).with_context(|| format!("cannot write {}", path.display()))
}

/// What every producer of the generator has.
pub(super) fn producer_config(
    acks: Acks,
    idempotent: bool,
    compression: Compression,
    cluster: &Cluster,
) -> ProducerConfig {
    ProducerConfig {
        acks,
        idempotent,
        codec: Codec::new(compression),
        // The broker's max.message.bytes is what limits a record here.
        request_bytes_max: 100 << 20,
        buffer_bytes_max: 256 << 20,
        delivery_timeout: cluster.timeout(),
        topic_timeout: cluster.timeout(),
        ..ProducerConfig::default()
    }
}

pub(super) fn record_mode(
    acks: Acks,
    idempotent: bool,
    compression: Compression,
    size: RecordSize,
) -> String {
    let acks = match acks {
        Acks::None => "0",
        Acks::Leader => "1",
        Acks::All => "all",
    };
    let idempotence = if idempotent { ", idempotent" } else { "" };
    format!("acks={acks}{idempotence}, records of {size} bytes, compression {}", compression.name())
}

/// The generator's own boundary.
pub(super) fn make_io(backend: Backend) -> Result<Box<dyn Io>> {
    let poll = || -> Result<Box<dyn Io>> {
        Ok(Box::new(PollIo::new(PollOptions::default()).context("cannot set up the event loop")?))
    };
    let uring = || -> Result<Box<dyn Io>> {
        Ok(Box::new(UringIo::new(UringOptions::default()).context("cannot set up the ring")?))
    };
    match backend {
        Backend::Poll => poll(),
        Backend::Uring => uring(),
        Backend::Auto => {
            if probe_uring().is_ok() {
                uring()
            } else {
                poll()
            }
        }
    }
}

fn parse_seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse::<f64>().map_err(|error| error.to_string())?;
    Duration::try_from_secs_f64(seconds).map_err(|error| error.to_string())
}

fn parse_setting(text: &str) -> Result<(String, String), String> {
    let pair = text.split_once('=').filter(|(name, _)| !name.is_empty());
    pair.map(|(name, value)| (name.to_owned(), value.to_owned()))
        .ok_or_else(|| "it is no NAME=VALUE".to_owned())
}
