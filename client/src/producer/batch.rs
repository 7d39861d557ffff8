//! Records of one partition on their way.

use std::time::Duration;

use bytes::Bytes;
use protocol::ErrorCode;
use protocol::records::{BatchBuilder, BatchError, Codec};

use super::config::{ProducerRecord, RecordId};
use super::delivery::RecordIds;
use super::identity::ProducerIdentity;
use crate::{CallId, Error};

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
    pub(crate) records: RecordIds,
    /// When the first record came.
    pub(crate) created_at: Duration,
    pub(crate) failures: u32,
    /// After a failure: not sent again before.
    pub(crate) not_before: Duration,
    /// The first sequence number, from the first attempt on.
    pub(crate) sequence: Option<i32>,
    /// Counts the partition's numbered batches.
    pub(crate) ordinal: u64,
    /// Whether no batch was in front of it when it was last sent: then no gap in the numbers can be of our making.
    pub(crate) was_sent_first: bool,
    /// Whether an attempt's answer was lost.
    may_be_written: bool,
    pub(crate) last_error: Option<Error>,
}

/// The broker knows this producer no more: its batches need another identity.
pub(crate) fn is_identity_lost(error: &Error) -> bool {
    matches!(
        error.code(),
        Some(
            ErrorCode::UnknownProducerId
                | ErrorCode::InvalidProducerEpoch
                | ErrorCode::InvalidProducerIdMapping
        )
    )
}

impl Batch {
    pub(crate) fn new(codec: Codec, now: Duration) -> Self {
        Self {
            state: BatchState::Open,
            builder: BatchBuilder::new(codec),
            records: RecordIds::default(),
            created_at: now,
            failures: 0,
            not_before: Duration::ZERO,
            sequence: None,
            ordinal: 0,
            was_sent_first: false,
            may_be_written: false,
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

    /// An attempt failed. The batch counts as refused only when it is certain that no attempt was written: a broker that
    /// refuses a repetition may have written the one before, whose answer was lost. One that has compared the numbers
    /// knows, for the batch is among the last five.
    pub(crate) fn note_failure(&mut self, is_lost: bool, error: &Error) {
        let has_compared = error.code() == Some(ErrorCode::OutOfOrderSequenceNumber);
        self.may_be_written = !has_compared && (self.may_be_written || is_lost);
        self.state = if self.may_be_written { BatchState::Unknown } else { BatchState::Rejected };
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
