//! Records of one partition on their way.

use std::time::Duration;

use bytes::Bytes;
use protocol::records::{BatchBuilder, BatchError, Codec};

use super::config::{ProducerRecord, RecordId};
use super::identity::ProducerIdentity;
use crate::CallId;

/// ```text
/// Open ──full, linger──► Closed ──sent──► InFlight ──acked──► (delivered)
///                                 ▲          │
///              retried ───────────┤          ├── connection lost ──► Unknown
///                                 └──────────┴── refused ──────────► Rejected
/// ```
/// `Unknown` may be in the log, `Rejected` is certainly not: only the latter may get other sequence numbers.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub(crate) enum BatchState {
    Open,
    Closed,
    InFlight(CallId),
    Unknown,
    Rejected,
}

pub(crate) struct Batch {
    pub(crate) state: BatchState,
    builder: BatchBuilder,
    pub(crate) records: Vec<RecordId>,
    /// When the first record came.
    pub(crate) created_at: Duration,
    pub(crate) failures: u32,
    /// After a failure: not sent again before.
    pub(crate) not_before: Duration,
    /// The first sequence number, from the first attempt on.
    pub(crate) sequence: Option<i32>,
    /// Whether no batch was in front of it when it was last sent: then no gap in the numbers can be of our making.
    pub(crate) was_sent_first: bool,
    pub(crate) last_error: Option<crate::Error>,
}

impl Batch {
    pub(crate) fn new(codec: Codec, now: Duration) -> Self {
        Self {
            state: BatchState::Open,
            builder: BatchBuilder::new(codec),
            records: Vec::new(),
            created_at: now,
            failures: 0,
            not_before: Duration::ZERO,
            sequence: None,
            was_sent_first: false,
            last_error: None,
        }
    }

    pub(crate) fn append(&mut self, id: RecordId, record: &ProducerRecord<'_>, timestamp_ms: i64) {
        debug_assert_eq!(self.state, BatchState::Open);
        self.builder.append(timestamp_ms, record.key, record.value, record.headers);
        self.records.push(id);
    }

    /// Bytes before compression.
    pub(crate) fn size(&self) -> usize {
        self.builder.plain_size()
    }

    pub(crate) fn record_count(&self) -> i32 {
        self.records.len() as i32
    }

    pub(crate) fn is_in_flight(&self) -> bool {
        matches!(self.state, BatchState::InFlight(_))
    }

    /// Whether it may be in the log although nobody said so.
    pub(crate) fn is_unresolved(&self) -> bool {
        self.is_in_flight() || self.state == BatchState::Unknown
    }

    /// The bytes to send. Built for each attempt, because the identity may be another by then.
    pub(crate) fn build(&mut self, identity: Option<ProducerIdentity>) -> Result<Bytes, BatchError> {
        if let Some(identity) = identity {
            let sequence = self.sequence.expect("an idempotent batch is numbered before it is sent");
            let builder = std::mem::replace(&mut self.builder, BatchBuilder::plain());
            self.builder = builder.producer(identity.id, identity.epoch, sequence);
        }
        self.builder.build()
    }
}
