//! Producers and consumers of a scenario, in the words of its settings.

use std::time::Duration;

use client::{Acks, Codec, Compression, ConsumerConfig, ProducerConfig};

use crate::{
    Check, ConsumerLoad, Pace, Placement, ProducerLoad, Quantity, ReadFrom, ReadPartition, ReadUntil,
    RecordSize, Settled, Workload,
};

/// What an acknowledgement means for the disk.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum Durability {
    /// The kernel writes when it likes: ringlog.durability=replicated, Kafka's default.
    PageCache,
    /// On disk before the acknowledgement: ringlog.durability=fsync, Kafka's flush.messages=1.
    Fsync,
}

/// What is read.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum Reads {
    /// Nothing.
    Nothing,
    /// What the producers write, while they do.
    Tail,
    /// So many records that were written before; the page cache has them.
    Hot(u64),
    /// So many records of another topic, which the page cache was made to forget.
    Cold(u64),
}

/// When records are sent.
#[derive(Copy, Clone, Debug, PartialEq)]
pub enum LoadPace {
    /// As many as batches and requests in flight take.
    Full,
    /// One, and the next when it was read.
    OneAtATime,
    /// At this rate over all producers, whatever comes back.
    PerSecond(f64),
    /// At half of the rate that the peer (without one: we) reached in this scenario.
    HalfOfPeak(&'static str),
}

/// As many that they fall on all partitions alike.
const KEYS: u32 = 1 << 16;

/// One scenario's load. 0 producers or consumers: nobody.
#[derive(Clone, Debug)]
pub struct Load {
    /// What acknowledgements mean.
    pub durability: Durability,
    /// Of the topic.
    pub partitions: u32,
    /// Each with a connection of its own.
    pub producers: u32,
    /// Each with a connection of its own, sharing the partitions.
    pub consumers: u32,
    /// Over all producers; `None`: as many as come through in [`Self::seconds`].
    pub records: Option<u64>,
    /// For how long, where no number of records ends it.
    pub seconds: f64,
    /// Of a value.
    pub record_bytes: u32,
    /// Who must have a record.
    pub acks: Acks,
    /// How batches are compressed.
    pub compression: Compression,
    /// `batch.size`; 1: each record in a request of its own.
    pub batch_bytes: u32,
    /// `linger.ms`.
    pub linger_ms: u64,
    /// `max.in.flight.requests.per.connection`.
    pub in_flight: u32,
    /// When records are sent.
    pub pace: LoadPace,
    /// What is read.
    pub reads: Reads,
}

impl Load {
    /// One producer of 100-byte records in the page cache, acks=1, batches of 8196 bytes, for some seconds.
    pub fn new(seconds: f64) -> Self {
        Self {
            durability: Durability::PageCache,
            partitions: 1,
            producers: 1,
            consumers: 0,
            records: None,
            seconds,
            record_bytes: 100,
            acks: Acks::Leader,
            compression: Compression::None,
            batch_bytes: 8196,
            linger_ms: 0,
            in_flight: 5,
            pace: LoadPace::Full,
            reads: Reads::Nothing,
        }
    }

    /// `acks=1, page cache`.
    pub fn mode(&self) -> String {
        let durability = match self.durability {
            Durability::PageCache => "page cache",
            Durability::Fsync => "fsync",
        };
        match self.producers {
            0 => durability.to_owned(),
            _ => format!("acks={}, {durability}", acks_name(self.acks)),
        }
    }

    /// All the rest, in one line.
    pub fn settings(&self) -> String {
        let mut parts = Vec::new();
        if self.producers > 0 {
            parts.push(counted(self.producers, "producer"));
        }
        if self.consumers > 0 {
            parts.push(counted(self.consumers, "consumer"));
        }
        parts.push(counted(self.partitions, "partition"));
        parts.push(format!("records of {} bytes", self.record_bytes));
        if self.producers > 0 {
            parts.push(match self.batch_bytes {
                1 => "one record a request".to_owned(),
                bytes => format!("batch.size={bytes}, linger.ms={}", self.linger_ms),
            });
            parts.push(format!("{} in flight", self.in_flight));
            if self.compression != Compression::None {
                parts.push(self.compression.name().to_owned());
            }
        }
        parts.extend(self.pace_told());
        parts.extend(match self.reads {
            Reads::Nothing => None,
            Reads::Tail => Some("reading what is written".to_owned()),
            Reads::Hot(records) => Some(format!("reading {records} records from the page cache")),
            Reads::Cold(records) => {
                Some(format!("reading {records} records that the page cache has forgotten"))
            }
        });
        parts.push(match self.records {
            Some(records) => format!("{records} records"),
            None if self.producers > 0 => format!("{} s", self.seconds),
            None => return parts.join(", "),
        });
        parts.join(", ")
    }

    fn pace_told(&self) -> Option<String> {
        match self.pace {
            LoadPace::Full => None,
            LoadPace::OneAtATime => {
                Some("closed loop: the next record when the last one was read".to_owned())
            }
            LoadPace::PerSecond(rate) => Some(format!("open loop at {rate} records/s")),
            LoadPace::HalfOfPeak(row) => Some(format!("open loop at half of the peer's peak in '{row}'")),
        }
    }

    /// What such a load is measured for.
    pub(super) fn usually_shown(&self) -> Vec<Quantity> {
        use Quantity as Q;
        let mut shown = Vec::new();
        let is_paced = self.is_paced();
        if self.producers > 0 && !is_paced {
            shown.extend(match self.batch_bytes {
                1 => [Q::RequestRate, Q::BrokerPerRequest],
                _ if self.record_bytes >= 10_000 => [Q::ProduceThroughput, Q::BrokerPerGib],
                _ => [Q::ProduceRate, Q::ProduceThroughput],
            });
        }
        if self.consumers > 0 && !is_paced {
            shown.extend([Q::ReadRate, Q::ReadThroughput]);
        }
        if is_paced && self.reads == Reads::Tail {
            shown.extend([Q::EndP50, Q::EndP99, Q::EndP999, Q::EndMax]);
        }
        if self.producers > 0 && (self.batch_bytes == 1 || is_paced) && self.reads != Reads::Tail {
            shown.extend([Q::AckP50, Q::AckP99, Q::AckP999]);
        }
        if matches!(self.reads, Reads::Cold(_)) {
            shown.push(Q::ReadThroughput);
        }
        shown.push(if self.producers == 0 { Q::BrokerPerGib } else { Q::BrokerPerMillion });
        shown
    }

    /// Whether the generator decides the rate.
    pub fn is_paced(&self) -> bool {
        matches!(self.pace, LoadPace::OneAtATime | LoadPace::PerSecond(_) | LoadPace::HalfOfPeak(_))
    }

    /// Records that must be there before, and whether the page cache must have forgotten them.
    pub fn preload(&self) -> Option<(u64, bool)> {
        match self.reads {
            Reads::Nothing | Reads::Tail => None,
            Reads::Hot(records) => Some((records, false)),
            Reads::Cold(records) => Some((records, true)),
        }
    }

    /// About how many bytes of the page cache it fills, as far as that is to be prepared; none where single requests are what
    /// takes the time. `rate`: what [`LoadPace::HalfOfPeak`] has come to, in records/s.
    pub fn page_cache_bytes(&self, rate: f64) -> u64 {
        /// What one core has been seen to write.
        const BYTES_PER_S: f64 = 0.6e9;
        /// More would be written back meanwhile.
        const BYTES_MAX: f64 = (1u64 << 30) as f64;
        if self.producers == 0 || self.batch_bytes == 1 {
            return 0;
        }
        let of_records = |records: f64| records * f64::from(self.record_bytes);
        let bytes = match (self.records, self.pace) {
            (Some(records), _) => of_records(records as f64),
            (None, LoadPace::Full | LoadPace::OneAtATime) => self.seconds * BYTES_PER_S,
            (None, LoadPace::PerSecond(rate)) => self.seconds * of_records(rate),
            (None, LoadPace::HalfOfPeak(_)) => self.seconds * of_records(rate),
        };
        bytes.min(BYTES_MAX) as u64
    }

    /// The load that writes what is read later: fast, and in larger batches.
    pub fn preloading(&self) -> Option<Self> {
        let (records, _) = self.preload()?;
        Some(Self {
            producers: 1,
            consumers: 0,
            records: Some(records),
            acks: Acks::Leader,
            batch_bytes: 64_000,
            durability: Durability::PageCache,
            pace: LoadPace::Full,
            reads: Reads::Nothing,
            ..self.clone()
        })
    }

    /// The workload on this topic. `ends`: the partitions to read, with their ends where they were written before.
    /// `rate`: what [`LoadPace::HalfOfPeak`] has come to, in records/s.
    pub fn workload(&self, topic: &str, ends: &[ReadPartition], rate: f64) -> Workload {
        Workload {
            producers: (0..self.producers).map(|_| self.producer(topic, rate)).collect(),
            consumers: (0..self.consumers).map(|number| self.consumer(ends, number)).collect(),
            duration: (self.records.is_none() && self.producers > 0)
                .then(|| Duration::from_secs_f64(self.seconds)),
            ..Workload::default()
        }
    }

    fn producer(&self, topic: &str, rate: f64) -> ProducerLoad {
        let share = |records: u64| (records / u64::from(self.producers)).max(1);
        ProducerLoad {
            topics: vec![topic.to_owned()],
            placement: match self.batch_bytes {
                _ if self.partitions == 1 => Placement::One(0),
                // Connections that begin with the same partition would go from one to the next together.
                1 if self.producers > 1 => Placement::Keyed(KEYS),
                _ => Placement::Sticky,
            },
            record_size: RecordSize::Fixed(self.record_bytes),
            records: self.records.map(share),
            pace: self.pace(rate / f64::from(self.producers)),
            config: self.producer_config(),
        }
    }

    fn pace(&self, rate: f64) -> Pace {
        let closed = |outstanding, settled| Pace::Closed { outstanding, settled };
        match self.pace {
            LoadPace::Full => closed(self.outstanding(), Settled::Acknowledged),
            LoadPace::OneAtATime => closed(1, Settled::Read),
            LoadPace::PerSecond(rate) => Pace::Open { records_per_s: rate / f64::from(self.producers) },
            LoadPace::HalfOfPeak(_) => Pace::Open { records_per_s: rate },
        }
    }

    /// As many records as keep all requests full, and one more batch filling meanwhile; with a record a request exactly the
    /// requests in flight, so that none waits in the client.
    fn outstanding(&self) -> usize {
        match self.batch_bytes / self.record_bytes {
            0 | 1 => self.in_flight as usize,
            records => (self.in_flight as usize + 1) * (records as usize + 1),
        }
    }

    fn producer_config(&self) -> ProducerConfig {
        ProducerConfig {
            acks: self.acks,
            idempotent: false,
            linger: Duration::from_millis(self.linger_ms),
            batch_bytes: self.batch_bytes as usize,
            codec: Codec::new(self.compression),
            in_flight_max: self.in_flight as usize,
            // buffer.memory of the slides.
            buffer_bytes_max: 64 << 20,
            ..ProducerConfig::default()
        }
    }

    fn consumer(&self, ends: &[ReadPartition], number: u32) -> ConsumerLoad {
        // Each takes every n-th partition, as a group would share them.
        let mine = |(index, _): &(usize, &ReadPartition)| *index as u32 % self.consumers == number;
        let partitions =
            ends.iter().enumerate().filter(mine).map(|(_, partition)| partition.clone()).collect();
        let is_tail = self.reads == Reads::Tail;
        ConsumerLoad {
            partitions,
            from: if is_tail { ReadFrom::Latest } else { ReadFrom::Earliest },
            until: if is_tail { ReadUntil::Produced } else { ReadUntil::End },
            check: if is_tail { Check::Stamps } else { Check::Nothing },
            reader: 0,
            config: ConsumerConfig {
                // A fetch of partitions that are read to their ends waits for more, and holds up the others meanwhile.
                max_wait: if is_tail { ConsumerConfig::default().max_wait } else { Duration::from_millis(5) },
                ..ConsumerConfig::default()
            },
        }
    }

    /// Partitions as the broker might have them.
    #[cfg(test)]
    pub(super) fn sample_ends(&self) -> Vec<ReadPartition> {
        let end = (self.reads != Reads::Tail).then_some(5);
        let partition = |partition| ReadPartition { topic: "topic".into(), partition: partition as i32, end };
        (0..self.partitions).map(partition).collect()
    }
}

/// As Kafka writes it.
pub(super) fn acks_name(acks: Acks) -> &'static str {
    match acks {
        Acks::None => "0",
        Acks::Leader => "1",
        Acks::All => "all",
    }
}

fn counted(count: u32, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_cache_is_prepared_for_what_is_written() {
        let load = Load::new(2.0);
        assert_eq!(load.page_cache_bytes(0.0), 1 << 30);
        assert_eq!(Load { seconds: 1.0, ..load.clone() }.page_cache_bytes(0.0), 600_000_000);
        assert_eq!(Load { records: Some(1000), ..load.clone() }.page_cache_bytes(0.0), 100_000);
        assert_eq!(Load { pace: LoadPace::PerSecond(500.0), ..load.clone() }.page_cache_bytes(0.0), 100_000);
        assert_eq!(Load { batch_bytes: 1, ..load.clone() }.page_cache_bytes(0.0), 0);
        assert_eq!(Load { producers: 0, ..load }.page_cache_bytes(0.0), 0);
    }

    #[test]
    fn settings_are_told_in_one_line() {
        let load = Load {
            acks: Acks::All,
            durability: Durability::Fsync,
            consumers: 1,
            reads: Reads::Tail,
            ..Load::new(2.0)
        };
        assert_eq!(load.mode(), "acks=all, fsync");
        assert_eq!(
            load.settings(),
            "1 producer, 1 consumer, 1 partition, records of 100 bytes, batch.size=8196, linger.ms=0, 5 in flight, \
             reading what is written, 2 s"
        );
    }

    #[test]
    fn consumers_share_the_partitions() {
        let load =
            Load { partitions: 6, consumers: 3, producers: 0, reads: Reads::Hot(30), ..Load::new(1.0) };
        let workload = load.workload("topic", &load.sample_ends(), 0.0);
        let read: Vec<Vec<i32>> = workload
            .consumers
            .iter()
            .map(|consumer| consumer.partitions.iter().map(|partition| partition.partition).collect())
            .collect();
        assert_eq!(read, [[0, 3], [1, 4], [2, 5]]);
    }

    #[test]
    fn one_record_a_request_leaves_none_waiting_in_the_client() {
        assert_eq!(Load { batch_bytes: 1, in_flight: 5, ..Load::new(1.0) }.outstanding(), 5);
        assert_eq!(Load { batch_bytes: 1000, in_flight: 2, ..Load::new(1.0) }.outstanding(), 33);
    }
}
