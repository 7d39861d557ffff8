//! What a workload is made of, and which workloads cannot be.

use std::time::Duration;

use client::{Acks, ConsumerConfig, ProducerConfig};

use super::RecordSize;

/// Producers and consumers that run together, on one thread, each with connections of its own.
#[derive(Clone, Debug)]
pub struct Workload {
    /// Who writes.
    pub producers: Vec<ProducerLoad>,
    /// Who reads.
    pub consumers: Vec<ConsumerLoad>,
    /// Producers stop then, and what they have written is waited for. Consumers go on to what [`ReadUntil::Produced`] asks
    /// for, and stop with the producers otherwise. `None`: everybody has an end of its own.
    pub duration: Option<Duration>,
    /// Load before the measurement begins. The first record of each producer is never measured: it brings the connection.
    pub warm_up: Duration,
    /// How far the points of the series are apart.
    pub interval: Duration,
    /// How long nothing at all may happen.
    pub patience: Duration,
}

/// One producer.
#[derive(Clone, Debug)]
pub struct ProducerLoad {
    /// Where to, record by record in turn; they exist.
    pub topics: Vec<String>,
    /// Into which partitions of them.
    pub placement: Placement,
    /// How long the values are.
    pub record_size: RecordSize,
    /// How many; `None`: until the workload's duration is over.
    pub records: Option<u64>,
    /// When the next one is sent.
    pub pace: Pace,
    /// Acks, batches, compression, idempotence.
    pub config: ProducerConfig,
}

/// Which partition a record goes to.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum Placement {
    /// One until its batch is full, then another, as producers do with records that have no key.
    Sticky,
    /// The next one with each record.
    RoundRobin,
    /// Always this one.
    One(i32),
    /// By a key of 8 bytes, of which there are so many. Compacted topics take none without.
    Keyed(u32),
}

/// When records are sent.
#[derive(Copy, Clone, Debug, PartialEq)]
pub enum Pace {
    /// When an older one is settled. So the rate is the most that both sides reach together.
    Closed {
        /// Records that are not settled.
        outstanding: usize,
        /// When one is.
        settled: Settled,
    },
    /// At its time, whatever became of those before. Latencies count from that time, so a broker that pauses is not spared
    /// the records that would have come meanwhile (no coordinated omission).
    Open {
        /// Of this producer.
        records_per_s: f64,
    },
}

/// When a record of a closed loop is settled.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum Settled {
    /// When the broker says so.
    Acknowledged,
    /// When a consumer of the same workload has it.
    Read,
}

/// One consumer.
#[derive(Clone, Debug)]
pub struct ConsumerLoad {
    /// What it reads.
    pub partitions: Vec<ReadPartition>,
    /// From where.
    pub from: ReadFrom,
    /// When it is done.
    pub until: ReadUntil,
    /// How closely it looks at what it reads.
    pub check: Check,
    /// Consumers of one number share the partitions, like the members of a group; those of another read all of it again.
    pub reader: u32,
    /// Sizes and waits of fetches.
    pub config: ConsumerConfig,
}

/// A partition to read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ReadPartition {
    /// Its topic.
    pub topic: String,
    /// Its number.
    pub partition: i32,
    /// The offset at which it counts as read; `None`: never.
    pub end: Option<i64>,
}

/// Where a consumer begins.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum ReadFrom {
    /// With the oldest record: catching up.
    Earliest,
    /// With what comes from now on: the tail.
    Latest,
}

/// When a consumer is done.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum ReadUntil {
    /// At the ends of its partitions.
    End,
    /// When its reader has so many records. They are waited for.
    Records(u64),
    /// When the producers are done and its reader has read all that was acknowledged to them.
    Produced,
}

/// What is done with a record that was read.
#[derive(Copy, Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Check {
    /// It is counted.
    Nothing,
    /// The producer's stamp is read: how long it took from there to here.
    Stamps,
    /// Its checksum and number are compared with what was written.
    Values,
}

/// Why a workload cannot be run. Nothing was sent.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{0}")]
pub struct WorkloadError(pub String);

/// A batch's number in an idempotent producer's memory at the broker.
const IDEMPOTENT_IN_FLIGHT_MAX: usize = 5;
/// Each has a number of 16 bits in its records.
const PRODUCERS_MAX: usize = 1 << 12;
const CONSUMERS_MAX: usize = 1 << 12;
/// More is due in a microsecond than any thread can send.
const RECORDS_PER_S_MAX: f64 = 100e6;

impl Default for Workload {
    fn default() -> Self {
        Self {
            producers: Vec::new(),
            consumers: Vec::new(),
            duration: None,
            warm_up: Duration::ZERO,
            interval: Duration::from_secs(1),
            patience: Duration::from_secs(60),
        }
    }
}

impl Workload {
    /// Refuses what cannot be run, in words for whoever asked for it.
    pub fn validate(&self) -> Result<(), WorkloadError> {
        if self.producers.is_empty() && self.consumers.is_empty() {
            return refuse("there is neither a producer nor a consumer");
        }
        if self.producers.len() > PRODUCERS_MAX || self.consumers.len() > CONSUMERS_MAX {
            return refuse(format!("{PRODUCERS_MAX} producers and {CONSUMERS_MAX} consumers at most"));
        }
        if self.interval.is_zero() {
            return refuse("an interval of the series takes some time");
        }
        if self.duration.is_some_and(|duration| duration.is_zero()) {
            return refuse("a run takes some time");
        }
        self.producers.iter().try_for_each(|producer| self.validate_producer(producer))?;
        self.consumers.iter().try_for_each(|consumer| self.validate_consumer(consumer))
    }

    fn validate_producer(&self, load: &ProducerLoad) -> Result<(), WorkloadError> {
        load.record_size.validate()?;
        load.pace.validate()?;
        validate_config(&load.config, load.record_size)?;
        match load.placement {
            _ if load.topics.is_empty() => return refuse("a producer has no topic to write to"),
            Placement::Keyed(0) => return refuse("records with keys need one key at least"),
            Placement::One(..0) => return refuse("partitions are numbered from 0"),
            _ => {}
        }
        match load.records {
            None if self.duration.is_none() => {
                refuse("a producer needs an end: a number of records or a duration")
            }
            Some(0) => refuse("a producer writes one record at least"),
            Some(records) if records > u64::from(u32::MAX) => {
                refuse(format!("a producer writes {} records at most: numbers have 32 bits", u32::MAX))
            }
            _ if load.pace.waits_for_readers()
                && self.consumers.iter().all(|reader| !reader.sees_stamps()) =>
            {
                refuse("a loop that is closed by reading needs a consumer that looks at the records")
            }
            _ => Ok(()),
        }
    }

    fn validate_consumer(&self, load: &ConsumerLoad) -> Result<(), WorkloadError> {
        let has_ends = load.partitions.iter().all(|partition| partition.end.is_some());
        match load.until {
            _ if load.partitions.is_empty() => refuse("a consumer has no partition to read"),
            ReadUntil::End if !has_ends => refuse("a consumer does not know where its partitions end"),
            ReadUntil::Records(0) => refuse("a consumer reads one record at least"),
            ReadUntil::Produced if self.producers.is_empty() => {
                refuse("a consumer of what is produced needs a producer")
            }
            _ if load.config.min_bytes > load.config.bytes_max => refuse(format!(
                "a fetch cannot wait for {} bytes and take {} at most",
                load.config.min_bytes, load.config.bytes_max
            )),
            _ => Ok(()),
        }
    }
}

impl Pace {
    fn waits_for_readers(self) -> bool {
        matches!(self, Self::Closed { settled: Settled::Read, .. })
    }

    fn validate(self) -> Result<(), WorkloadError> {
        match self {
            Self::Closed { outstanding: 0, .. } => {
                refuse("a closed loop has one record outstanding at least")
            }
            Self::Open { records_per_s } if !(records_per_s > 0.0 && records_per_s <= RECORDS_PER_S_MAX) => {
                refuse(format!(
                    "a rate of {records_per_s} records/s is not above 0 and at most {RECORDS_PER_S_MAX:.0}"
                ))
            }
            _ => Ok(()),
        }
    }
}

impl ConsumerLoad {
    pub(super) fn sees_stamps(&self) -> bool {
        self.check >= Check::Stamps
    }
}

fn validate_config(config: &ProducerConfig, record_size: RecordSize) -> Result<(), WorkloadError> {
    if config.idempotent && config.acks != Acks::All {
        return refuse("idempotence needs acks=all");
    }
    if config.idempotent && config.in_flight_max > IDEMPOTENT_IN_FLIGHT_MAX {
        return refuse(format!("idempotence allows {IDEMPOTENT_IN_FLIGHT_MAX} requests in flight at most"));
    }
    if config.in_flight_max == 0 || config.batch_bytes == 0 {
        return refuse("a request in flight and a byte in a batch are the least");
    }
    match record_size.max() as usize {
        size if size > config.request_bytes_max => refuse(format!(
            "records of {size} bytes are larger than a request of {}",
            config.request_bytes_max
        )),
        _ => Ok(()),
    }
}

fn refuse<T>(reason: impl Into<String>) -> Result<T, WorkloadError> {
    Err(WorkloadError(reason.into()))
}
