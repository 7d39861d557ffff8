//! Settings and values of a consumer.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use protocol::records::TimestampType;

use crate::{Error, IsolationLevel, OffsetSpec};

/// Settings of a [`crate::Consumer`]; the names in brackets are Kafka's, and so are the defaults.
#[derive(Clone, Debug)]
pub struct ConsumerConfig {
    /// `isolation.level`.
    pub isolation: IsolationLevel,
    /// The broker waits until it has this much, or `max_wait` has passed (`fetch.min.bytes`).
    pub min_bytes: u32,
    /// `fetch.max.wait.ms`.
    pub max_wait: Duration,
    /// Of one answer, unless its first batch alone is larger (`fetch.max.bytes`).
    pub bytes_max: u32,
    /// Of one partition in an answer, likewise (`max.partition.fetch.bytes`).
    pub partition_bytes_max: u32,
    /// Whether each batch's checksum is verified (`check.crcs`).
    pub check_crcs: bool,
    /// Whether only what changed is asked for (KIP-227), where the broker can do that.
    pub sessions: bool,
    /// Where to go on when the broker no longer has the wanted offset; `None` fails the partition (`auto.offset.reset`).
    pub out_of_range: Option<OffsetSpec>,
    /// A batch that decompresses to more fails the partition. Bytes.
    pub plain_bytes_max: usize,
}

impl Default for ConsumerConfig {
    fn default() -> Self {
        Self {
            isolation: IsolationLevel::ReadUncommitted,
            min_bytes: 1,
            max_wait: Duration::from_millis(500),
            bytes_max: 50 << 20,
            partition_bytes_max: 1 << 20,
            check_crcs: true,
            sessions: true,
            out_of_range: Some(OffsetSpec::Latest),
            plain_bytes_max: 256 << 20,
        }
    }
}

/// Where a partition is read from.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum StartAt {
    /// This offset.
    Offset(i64),
    /// An offset that the leader is asked for. A time after the last record means the end.
    Lookup(OffsetSpec),
}

/// A record of a partition. Its bytes share the answer that they came in (or the decompressed batch).
#[derive(Clone, Debug)]
pub struct ConsumerRecord {
    /// The topic.
    pub topic: Arc<str>,
    /// The partition.
    pub partition: i32,
    /// Its place there.
    pub offset: i64,
    /// Milliseconds since 1970; -1 is none.
    pub timestamp_ms: i64,
    /// Whose time that is.
    pub timestamp_type: TimestampType,
    /// The epoch of the leader that wrote it; -1 is unknown.
    pub leader_epoch: i32,
    /// `None` is null.
    pub key: Option<Bytes>,
    /// `None` is null.
    pub value: Option<Bytes>,
    /// Names and values, in order.
    pub headers: Vec<(Bytes, Option<Bytes>)>,
}

/// A partition cannot be read further until it is sought to another place.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{topic}-{partition}: {error}")]
pub struct PartitionError {
    /// The topic.
    pub topic: Arc<str>,
    /// The partition.
    pub partition: i32,
    /// Why.
    pub error: Error,
}
