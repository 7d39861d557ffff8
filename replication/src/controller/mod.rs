//! The one place that decides which metadata records come next.

mod assignment;
mod availability;
mod configs;
mod create_partitions;
mod create_topics;
mod delete_topics;
mod registration;
mod request;
mod rules;
#[cfg(test)]
mod tests;

use std::collections::VecDeque;
use std::sync::Arc;

use protocol::metadata::ProducerIdsRecord;
use protocol::{ErrorCode, MetadataRecord};

pub use registration::{LocalPartitions, NodeRegistration, TermStart};
pub use request::*;
pub use rules::{ConfigRules, ControllerConfig, InternalTopic};

use crate::batch::{BatchContent, MetadataBatch};
use crate::image::{MetadataImage, Position};
use crate::quorum::Quorum;

/// How many producer ids one allocation gives, as in Kafka.
pub const PRODUCER_ID_BLOCK_LEN: i32 = 1000;

/// The most records that one request may cause, and that one batch holds, as in Kafka.
pub const RECORDS_PER_BATCH_MAX: usize = 10_000;

/// What the controller wants done, in order.
#[derive(Debug, Default)]
pub struct Effects {
    /// To be appended to the metadata log, one batch after the other, and made durable whatever the durability mode.
    pub appends: Vec<MetadataBatch>,
    /// The image of what is committed now, if that changed for others than this controller.
    pub publish: Option<Arc<MetadataImage>>,
    /// Answers that may leave once the published image is known everywhere.
    pub replies: Vec<(Ticket, ControlReply)>,
}

/// The controller of a quorum of one.
///
/// ```text
///   request ──► validate against `latest` ──► records ──► log ──► fsync ──► on_committed
///                     ▲                          │                              │
///                     └────── latest += ─────────┘                              ▼
///                                                       published image, parked answers
/// ```
///
/// `latest` runs ahead of the log: two requests for the same name, one behind the other, cannot both succeed, although
/// neither is durable yet. What others see is `committed`.
///
/// Invariants, checked by [`Controller::assert_invariants`]:
/// - `committed` ≤ the pending images ≤ `latest`, by offset, and each ends where the next begins;
/// - `next_offset` is the offset behind the last record that was asked to be appended;
/// - no answer leaves before all that it rests on is committed.
pub struct Controller {
    config: ControllerConfig,
    rules: Arc<dyn ConfigRules>,
    quorum: Quorum,
    epoch: i32,
    latest: MetadataImage,
    committed: Arc<MetadataImage>,
    pending: VecDeque<Pending>,
    state: State,
}

/// ```text
///   Starting ──begin_term──► Leading ──begin_stop──► Stopping
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Starting,
    Leading,
    Stopping,
}

/// Records on their way to the disk, with the image they lead to and the answers that wait for them.
struct Pending {
    end_offset: i64,
    image: Arc<MetadataImage>,
    /// Whether others than this controller see a difference: blocks of producer ids change nothing for them.
    is_visible: bool,
    replies: Vec<(Ticket, ControlReply)>,
}

impl Controller {
    /// A controller over what the log says so far. It leads nothing before [`Controller::begin_term`].
    pub fn new(
        config: ControllerConfig,
        rules: Arc<dyn ConfigRules>,
        quorum: Quorum,
        image: MetadataImage,
    ) -> Self {
        Self {
            config,
            rules,
            quorum,
            epoch: image.epoch(),
            committed: Arc::new(image.clone()),
            latest: image,
            pending: VecDeque::new(),
            state: State::Starting,
        }
    }

    /// What is committed.
    pub fn committed(&self) -> &Arc<MetadataImage> {
        &self.committed
    }

    /// What is committed and what is on its way.
    pub fn latest(&self) -> &MetadataImage {
        &self.latest
    }

    /// The offset of the next record.
    pub fn next_offset(&self) -> i64 {
        self.latest.offset() + 1
    }

    /// The epoch that this controller writes in.
    pub fn epoch(&self) -> i32 {
        self.epoch
    }

    /// Who votes, as the log has it.
    pub fn quorum(&self) -> &Quorum {
        &self.quorum
    }

    /// The settings.
    pub fn config(&self) -> &ControllerConfig {
        &self.config
    }

    /// A request. `now_ms` is Unix time for the records, `random` gives bits for new ids.
    pub fn on_request(
        &mut self,
        now_ms: i64,
        ticket: Ticket,
        request: ControlRequest,
        random: &mut dyn FnMut() -> u64,
        effects: &mut Effects,
    ) {
        if self.state != State::Leading {
            let error = ApiError::new(ErrorCode::NotController, "The broker is starting or stopping.");
            effects.replies.push((ticket, ControlReply::Unavailable(error)));
            return;
        }
        let (records, reply) = self.answer(request, random);
        if !records.is_empty() {
            self.append(now_ms, records, effects);
        }
        self.park(ticket, reply, effects);
        self.assert_invariants();
    }

    fn answer(
        &self,
        request: ControlRequest,
        random: &mut dyn FnMut() -> u64,
    ) -> (Vec<MetadataRecord>, ControlReply) {
        match request {
            ControlRequest::CreateTopics { topics, validate_only } => {
                self.create_topics(topics, validate_only, random)
            }
            ControlRequest::AutoCreateTopics { names } => self.auto_create_topics(names, random),
            ControlRequest::DeleteTopics { topics } => self.delete_topics(topics),
            ControlRequest::CreatePartitions { topics, validate_only } => {
                self.create_partitions(topics, validate_only)
            }
            ControlRequest::IncrementalAlterConfigs { resources, validate_only } => {
                self.incremental_alter_configs(resources, validate_only)
            }
            ControlRequest::AlterConfigs { resources, validate_only } => {
                self.replace_configs(resources, validate_only)
            }
            ControlRequest::AllocateProducerIds => self.allocate_producer_ids(),
        }
    }

    fn allocate_producer_ids(&self) -> (Vec<MetadataRecord>, ControlReply) {
        let first = self.latest.next_producer_id();
        let record = ProducerIdsRecord {
            broker_id: self.config.node_id,
            broker_epoch: self.broker_epoch(),
            next_producer_id: first + i64::from(PRODUCER_ID_BLOCK_LEN),
        };
        let block = ProducerIdBlock { first, len: PRODUCER_ID_BLOCK_LEN };
        (vec![record.into()], ControlReply::AllocateProducerIds(Ok(block)))
    }

    /// The log is durable up to `end_offset` (exclusive).
    pub fn on_committed(&mut self, end_offset: i64, effects: &mut Effects) {
        while let Some(pending) = self.pending.front()
            && pending.end_offset <= end_offset
        {
            let pending = self.pending.pop_front().expect("it was at the front");
            self.committed = Arc::clone(&pending.image);
            if pending.is_visible || effects.publish.is_some() {
                effects.publish = Some(pending.image);
            }
            effects.replies.extend(pending.replies);
        }
        self.assert_invariants();
    }

    /// The log did not take the batch that begins at `base_offset` (the disk is full, say), nor what came after it: all of
    /// that has not happened, and whoever waits for it is told so. Later requests may succeed.
    pub fn on_append_refused(&mut self, base_offset: i64, error: &ApiError, effects: &mut Effects) {
        let kept = self.pending.partition_point(|pending| pending.end_offset <= base_offset);
        for (ticket, _) in self.pending.drain(kept..).flat_map(|pending| pending.replies) {
            effects.replies.push((ticket, ControlReply::Unavailable(error.clone())));
        }
        self.latest = match self.pending.back() {
            Some(pending) => (*pending.image).clone(),
            None => (*self.committed).clone(),
        };
        self.assert_invariants();
    }

    /// Nothing can be written any more: everybody who waits is told so.
    pub fn on_log_failed(&mut self, reason: &str, effects: &mut Effects) {
        self.state = State::Stopping;
        for (ticket, _) in self.pending.drain(..).flat_map(|pending| pending.replies) {
            let error = ApiError::new(ErrorCode::KafkaStorageError, reason);
            effects.replies.push((ticket, ControlReply::Unavailable(error)));
        }
        self.latest = (*self.committed).clone();
    }

    /// Whether records are on their way to the disk.
    pub fn has_pending(&self) -> bool {
        !self.pending.is_empty()
    }

    /// Appends records, in batches of bounded size, and lets `latest` know them.
    fn append(&mut self, now_ms: i64, records: Vec<MetadataRecord>, effects: &mut Effects) {
        let version = self.latest.metadata_version();
        for chunk in records.chunks(RECORDS_PER_BATCH_MAX) {
            for record in chunk {
                // Each record was made for this very image; one that does not fit it is our mistake.
                self.latest.apply(record).unwrap_or_else(|error| panic!("{error}: {record:?}"));
            }
            let content = BatchContent::Records {
                records: chunk.to_vec(),
                metadata_version: version.max(self.latest.metadata_version()),
            };
            self.push(now_ms, content, effects);
        }
    }

    fn push(&mut self, timestamp_ms: i64, content: BatchContent, effects: &mut Effects) {
        let batch =
            MetadataBatch { base_offset: self.next_offset(), epoch: self.epoch, timestamp_ms, content };
        let position = Position { offset: batch.end_offset() - 1, epoch: self.epoch, timestamp_ms };
        self.latest.set_position(position);
        let image = Arc::new(self.latest.clone());
        let (end_offset, is_visible) = (batch.end_offset(), batch.is_visible());
        self.pending.push_back(Pending { end_offset, image, is_visible, replies: Vec::new() });
        effects.appends.push(batch);
    }

    /// An answer waits for all records that are on their way: also a refusal rests on them.
    fn park(&mut self, ticket: Ticket, reply: ControlReply, effects: &mut Effects) {
        match self.pending.back_mut() {
            Some(pending) => pending.replies.push((ticket, reply)),
            None => effects.replies.push((ticket, reply)),
        }
    }

    /// Panics unless the invariants of this type hold.
    pub fn assert_invariants(&self) {
        let mut end = self.committed.offset() + 1;
        for pending in &self.pending {
            assert!(pending.end_offset > end, "pending records up to {} after {end}", pending.end_offset);
            assert_eq!(pending.image.offset() + 1, pending.end_offset, "an image ends elsewhere");
            end = pending.end_offset;
        }
        assert_eq!(self.next_offset(), end, "the latest image is not the last pending one");
    }
}
