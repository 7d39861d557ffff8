//! Produce requests: which batches go to which broker, and what the answers mean.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use io::Io;
use protocol::messages::produce_request::{PartitionProduceData, TopicProduceData};
use protocol::messages::produce_response::PartitionProduceResponse;
use protocol::messages::{ProduceRequest, ProduceResponse};
use protocol::{ApiKey, ErrorCode, Uuid, VersionRange};

use super::identity::Identity;
use super::queue::{Verdict, verdict};
use super::{Acks, Producer};
use crate::{CallId, CallOptions, Error, Reply, Target};

/// Version 3 is the first with record batches; 13 names topics by id.
const PRODUCE_VERSIONS: VersionRange = VersionRange::new(3, 13);
const FIRST_WITH_TOPIC_IDS: i16 = 13;

/// A Produce request under way.
pub(crate) struct InFlight {
    node: i32,
    /// Topic name, its id, partition.
    partitions: Vec<(Arc<str>, Uuid, i32)>,
}

/// The batches that one broker would get.
#[derive(Default)]
struct Drained {
    /// Topic, partition, index of the batch in its queue.
    batches: Vec<(Arc<str>, i32, usize)>,
    bytes: usize,
}

impl<I: Io> Producer<I> {
    /// Sends what is due; whether anything was.
    pub(super) fn send_due(&mut self) -> bool {
        if matches!(self.identity, Identity::Missing { .. } | Identity::Asked { .. }) {
            return false;
        }
        self.reconnect_at = None;
        let mut sent = false;
        loop {
            let drained = self.drain();
            if drained.is_empty() {
                return sent;
            }
            for (node, drained) in drained {
                if let Some(version) = self.version_for(node) {
                    self.send_to(node, version, drained);
                    sent = true;
                }
            }
            if !sent {
                return false;
            }
        }
    }

    /// At most one batch of each partition, by leader, for brokers that can take another request.
    fn drain(&mut self) -> BTreeMap<i32, Drained> {
        let schedule = self.schedule();
        let mut by_node: BTreeMap<i32, Drained> = BTreeMap::new();
        let mut leaderless = false;
        let topics = self.topics.values();
        for (topic, partition, queue) in topics
            .flat_map(|topic| topic.busy_queues().map(move |(partition, queue)| (topic, partition, queue)))
        {
            let Some(index) = queue.sendable(self.identity, schedule) else { continue };
            let Some(node) = self.client.metadata().leader(&topic.name, partition) else {
                leaderless = true;
                continue;
            };
            if self.requests_in_flight(node) >= self.config.in_flight_max {
                continue;
            }
            let drained = by_node.entry(node).or_default();
            let size = queue.size_of(index);
            if drained.batches.is_empty() || drained.bytes + size <= self.config.request_bytes_max {
                drained.bytes += size;
                drained.batches.push((Arc::clone(&topic.name), partition, index));
            }
        }
        if leaderless {
            self.client.request_metadata();
        }
        by_node.retain(|node, _| self.version_for(*node).is_some());
        by_node
    }

    fn requests_in_flight(&self, node: i32) -> usize {
        self.in_flight.values().filter(|request| request.node == node).count()
    }

    /// The version to ask a broker in, once there is a connection to it.
    fn version_for(&mut self, node: i32) -> Option<i16> {
        match self.client.negotiated(node, ApiKey::Produce, PRODUCE_VERSIONS) {
            Ok(Some(version)) => Some(version),
            Ok(None) => {
                let retry_at = self.client.reconnect_at(node);
                self.reconnect_at = crate::client::earlier(self.reconnect_at, retry_at);
                None
            }
            Err(error) => {
                self.fail_everything(&error);
                None
            }
        }
    }

    fn send_to(&mut self, node: i32, version: i16, drained: Drained) {
        let without_ids = drained.batches.iter().any(|(name, _, _)| self.topics[&**name].id.is_zero());
        let version = if without_ids { version.min(FIRST_WITH_TOPIC_IDS - 1) } else { version };
        let mut topics: Vec<TopicProduceData> = Vec::new();
        let mut sent: Vec<(Arc<str>, i32, usize)> = Vec::new();
        for (name, partition, index) in drained.batches {
            let Some(records) = self.build(&name, partition, index) else { continue };
            let data = PartitionProduceData { index: partition, records: Some(records) };
            match topics.last_mut().filter(|_| sent.last().is_some_and(|(last, _, _)| *last == name)) {
                Some(topic) => topic.partition_data.push(data),
                None => topics.push(topic_data(&name, self.topics[&*name].id, version, data)),
            }
            sent.push((name, partition, index));
        }
        if !sent.is_empty() {
            self.ask(node, version, topics, sent);
        }
    }

    /// The bytes of a batch. One that cannot be built has failed.
    fn build(&mut self, name: &Arc<str>, partition: i32, index: usize) -> Option<Bytes> {
        let topic = self.topics.get_mut(name).expect("it was just drained");
        let queue = &mut topic.queues[partition as usize];
        match queue.begin_send(index, self.identity).build(self.identity.current()) {
            Ok(records) => Some(records),
            Err(error) => {
                let error = Error::InvalidArgument(format!("topic {name}: {error}"));
                let finished = queue.give_up(index, error, &mut self.identity);
                self.finish(name, partition, finished);
                None
            }
        }
    }

    fn ask(
        &mut self,
        node: i32,
        version: i16,
        topic_data: Vec<TopicProduceData>,
        sent: Vec<(Arc<str>, i32, usize)>,
    ) {
        let request = ProduceRequest {
            transactional_id: None,
            acks: self.config.acks.code(),
            timeout_ms: i32::try_from(self.config.request_timeout.as_millis()).unwrap_or(i32::MAX),
            topic_data,
        };
        let expects_reply = self.config.acks != Acks::None;
        let options = CallOptions { expects_reply, ..CallOptions::once(Target::Node(node)) };
        let versions = VersionRange::new(version, version);
        let call = self.client.ask_in(versions, options, move |_| request.clone());
        let mut partitions = Vec::with_capacity(sent.len());
        for (name, partition, index) in sent {
            let topic = self.topics.get_mut(&name).expect("it was just drained");
            topic.queues[partition as usize].mark_in_flight(index, call);
            partitions.push((name, topic.id, partition));
        }
        self.requests_sent += 1;
        self.in_flight.insert(call, InFlight { node, partitions });
    }

    pub(super) fn on_answer(&mut self, call: CallId, result: Result<Reply, Error>) {
        if let Identity::Asked { call: asked, failures } = self.identity
            && asked == call
        {
            return self.on_identity(failures, result);
        }
        let Some(request) = self.in_flight.remove(&call) else { return };
        let answered = match (self.config.acks, result) {
            (Acks::None, Ok(_)) => Ok(None),
            (_, Ok(reply)) => reply.decode::<ProduceRequest>().map(Some),
            (_, Err(error)) => Err(error),
        };
        for (name, id, partition) in request.partitions {
            let verdict = match &answered {
                Ok(None) => Verdict::Delivered { base_offset: None, log_append_time_ms: None },
                Ok(Some(response)) => verdict_of(response, &name, id, partition),
                // It never left: no connection.
                Err(error @ Error::Unreachable { .. }) => Verdict::Refused(error.clone()),
                Err(error @ (Error::InvalidArgument(_) | Error::UnsupportedVersion { .. })) => {
                    Verdict::Failed(error.clone())
                }
                Err(error) => Verdict::Lost(error.clone()),
            };
            self.on_verdict(call, &name, partition, verdict);
        }
    }

    fn on_verdict(&mut self, call: CallId, name: &Arc<str>, partition: i32, verdict: Verdict) {
        let needs_metadata = match &verdict {
            Verdict::Refused(error) | Verdict::Lost(error) => {
                error.code() != Some(ErrorCode::OutOfOrderSequenceNumber)
            }
            Verdict::Delivered { .. } | Verdict::Failed(_) => false,
        };
        if needs_metadata {
            self.client.request_metadata();
        }
        let schedule = self.schedule();
        let wait = self.retry_wait();
        let topic = self.topics.get_mut(name).expect("topics are kept");
        let queue = &mut topic.queues[partition as usize];
        if let Some(finished) = queue.on_verdict(call, verdict, wait, schedule, &mut self.identity) {
            self.finish(name, partition, finished);
        }
    }

    fn retry_wait(&mut self) -> Duration {
        let random = self.client.io_mut().random_u64();
        self.client.config().retry_backoff.wait(1, random)
    }
}

fn topic_data(name: &str, id: Uuid, version: i16, data: PartitionProduceData) -> TopicProduceData {
    let by_id = version >= FIRST_WITH_TOPIC_IDS;
    TopicProduceData {
        name: if by_id { String::new() } else { name.to_owned() },
        topic_id: if by_id { id } else { Uuid::ZERO },
        partition_data: vec![data],
    }
}

/// What a response says of one partition.
fn verdict_of(response: &ProduceResponse, name: &str, id: Uuid, partition: i32) -> Verdict {
    let topics = response.responses.iter();
    let found = topics
        .filter(|topic| topic.name == name || (topic.name.is_empty() && topic.topic_id == id))
        .flat_map(|topic| &topic.partition_responses)
        .find(|answer| answer.index == partition);
    let Some(answer) = found else {
        let reason = format!("it says nothing of {name}-{partition}");
        return Verdict::Lost(Error::Malformed { api: ApiKey::Produce.name(), reason });
    };
    match ErrorCode::from_i16(answer.error_code) {
        ErrorCode::None => Verdict::Delivered {
            base_offset: (answer.base_offset >= 0).then_some(answer.base_offset),
            log_append_time_ms: (answer.log_append_time_ms >= 0).then_some(answer.log_append_time_ms),
        },
        code => verdict(code, message_of(answer)),
    }
}

/// The broker's words: of the whole batch, else of its first bad record.
fn message_of(answer: &PartitionProduceResponse) -> Option<String> {
    let of_record =
        || answer.record_errors.iter().find_map(|record| record.batch_index_error_message.clone());
    answer.error_message.clone().or_else(of_record)
}
