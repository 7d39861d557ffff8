//! Settings and values of a producer.

use std::sync::Arc;
use std::time::Duration;

use protocol::records::{Codec, Compression};

/// Who must have a record before the broker says so (`acks`).
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum Acks {
    /// Nobody: the broker does not answer, and a lost record goes unnoticed.
    None,
    /// The leader.
    Leader,
    /// All in-sync replicas.
    All,
}

impl Acks {
    /// As in a Produce request.
    pub fn code(self) -> i16 {
        match self {
            Self::None => 0,
            Self::Leader => 1,
            Self::All => -1,
        }
    }
}

/// Settings of a [`crate::Producer`]; the names in brackets are Kafka's, and so are the defaults.
#[derive(Clone, Debug)]
pub struct ProducerConfig {
    /// `acks`.
    pub acks: Acks,
    /// Whether the broker drops repeated batches and refuses gaps (`enable.idempotence`). Needs [`Acks::All`].
    pub idempotent: bool,
    /// How long a batch waits for more records (`linger.ms`).
    pub linger: Duration,
    /// A batch is closed when it has this many bytes before compression (`batch.size`).
    pub batch_bytes: usize,
    /// How batches are compressed (`compression.type`).
    pub codec: Codec,
    /// A larger record is refused, and a request is not filled beyond it (`max.request.size`). Bytes.
    pub request_bytes_max: usize,
    /// Bytes of records that may wait or be under way; beyond it [`crate::SendError::BufferFull`] (`buffer.memory`).
    pub buffer_bytes_max: usize,
    /// Produce requests that one broker has not answered yet (`max.in.flight.requests.per.connection`). At most five
    /// when idempotent: a broker remembers no more batches per producer.
    pub in_flight_max: usize,
    /// A record that is not written by then fails (`delivery.timeout.ms`).
    pub delivery_timeout: Duration,
    /// How long a broker may wait for replicas (`request.timeout.ms`).
    pub request_timeout: Duration,
    /// A record whose topic is still unknown by then fails (`max.block.ms`).
    pub topic_timeout: Duration,
}

impl Default for ProducerConfig {
    fn default() -> Self {
        Self {
            acks: Acks::All,
            idempotent: true,
            linger: Duration::from_millis(5),
            batch_bytes: 16 << 10,
            codec: Codec::new(Compression::None),
            request_bytes_max: 1 << 20,
            buffer_bytes_max: 32 << 20,
            in_flight_max: 5,
            delivery_timeout: Duration::from_secs(120),
            request_timeout: Duration::from_secs(30),
            topic_timeout: Duration::from_secs(60),
        }
    }
}

/// A record to be sent.
#[derive(Copy, Clone, Debug, Default)]
pub struct ProducerRecord<'a> {
    /// Where to.
    pub topic: &'a str,
    /// `None`: by key, or any when there is none.
    pub partition: Option<i32>,
    /// `None` is null.
    pub key: Option<&'a [u8]>,
    /// `None` is null: a tombstone on a compacted topic.
    pub value: Option<&'a [u8]>,
    /// Names and values, in order.
    pub headers: &'a [(&'a str, Option<&'a [u8]>)],
    /// Milliseconds since 1970; `None` is now.
    pub timestamp_ms: Option<i64>,
}

impl ProducerRecord<'_> {
    /// Bytes it takes in a batch, at most.
    pub(crate) fn size_max(&self) -> usize {
        const FRAMING_MAX: usize = 5 + 1 + 10 + 5 + 5 + 5 + 5;
        let headers = self.headers.iter().map(|(key, value)| 10 + key.len() + value.map_or(0, <[u8]>::len));
        FRAMING_MAX
            + self.key.map_or(0, <[u8]>::len)
            + self.value.map_or(0, <[u8]>::len)
            + headers.sum::<usize>()
    }
}

/// Names a record of one producer; counts up from 0.
#[derive(Copy, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct RecordId(pub u64);

/// What became of a record. Each record that was accepted has exactly one.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// Which one.
    pub record: RecordId,
    /// Where it is, or why it is not known to be anywhere.
    pub result: Result<RecordMetadata, crate::Error>,
}

/// Where a record was written.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RecordMetadata {
    /// The topic.
    pub topic: Arc<str>,
    /// The partition.
    pub partition: i32,
    /// `None` where the broker did not say (acks=0; a repeated batch that it had already).
    pub offset: Option<i64>,
    /// The broker's time, on topics that take it instead of the producer's.
    pub log_append_time_ms: Option<i64>,
}

/// Why a record was not accepted.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum SendError {
    /// Too much is waiting: take deliveries, turn, and send it again.
    #[error("the producer's buffer is full")]
    BufferFull,
    /// No batch may be that large.
    #[error("a record of {size} bytes is larger than the limit of {max}")]
    TooLarge {
        /// Its size in a batch.
        size: usize,
        /// [`ProducerConfig::request_bytes_max`].
        max: usize,
    },
}
