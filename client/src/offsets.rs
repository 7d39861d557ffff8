//! Offsets looked up by time or by name, at the partitions' leaders.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use io::Io;
use protocol::messages::list_offsets_request::{ListOffsetsPartition, ListOffsetsTopic};
use protocol::messages::{ListOffsetsRequest, ListOffsetsResponse};
use protocol::{ApiKey, ErrorCode, VersionRange};

use crate::client::earlier;
use crate::metadata::Metadata;
use crate::{CallId, CallOptions, Client, Error, Reply, Target};

/// Version 0 answers with lists of segment boundaries instead.
const LIST_OFFSETS_VERSIONS: VersionRange = VersionRange::new(1, 11);

/// A partition by name.
pub type TopicPartition = (Arc<str>, i32);

/// Which offset of a partition is meant.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum OffsetSpec {
    /// The first that is there.
    Earliest,
    /// Behind the last one that a consumer may read.
    Latest,
    /// That of the record with the largest timestamp.
    MaxTimestamp,
    /// The first on the leader's own disk.
    EarliestLocal,
    /// The first record at or after this time, in milliseconds since 1970.
    Timestamp(i64),
    /// A code of a later Kafka (−5 and below: tiered storage), passed on as it is.
    Code(i64),
}

impl OffsetSpec {
    /// As in a ListOffsets request.
    pub fn code(self) -> i64 {
        match self {
            Self::Latest => -1,
            Self::Earliest => -2,
            Self::MaxTimestamp => -3,
            Self::EarliestLocal => -4,
            Self::Timestamp(milliseconds) => milliseconds,
            Self::Code(code) => code,
        }
    }
}

/// What readers may see.
#[derive(Copy, Clone, Debug, Default, Eq, PartialEq)]
pub enum IsolationLevel {
    /// Everything below the high watermark.
    #[default]
    ReadUncommitted,
    /// Nothing of open or aborted transactions.
    ReadCommitted,
}

impl IsolationLevel {
    pub(crate) fn code(self) -> i8 {
        match self {
            Self::ReadUncommitted => 0,
            Self::ReadCommitted => 1,
        }
    }
}

/// An answer to a look-up.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub struct OffsetInfo {
    /// `None`: no record is that young.
    pub offset: Option<i64>,
    /// The record's timestamp, where one was asked for.
    pub timestamp_ms: Option<i64>,
    /// The epoch of the leader that wrote the record, if the broker says so.
    pub leader_epoch: Option<i32>,
}

/// Look-ups under way, each repeated until it has an answer or a final error.
pub(crate) struct OffsetLookup {
    isolation: IsolationLevel,
    /// Whether a partition that the metadata does not name is an error at once, or may come.
    is_patient: bool,
    waiting: BTreeMap<TopicPartition, Waiting>,
    in_flight: BTreeMap<CallId, Vec<(TopicPartition, Waiting)>>,
    results: VecDeque<(TopicPartition, Result<OffsetInfo, Error>)>,
    reconnect_at: Option<Duration>,
}

#[derive(Copy, Clone)]
struct Waiting {
    spec: OffsetSpec,
    not_before: Duration,
    failures: u32,
}

impl OffsetLookup {
    pub(crate) fn new(isolation: IsolationLevel, is_patient: bool) -> Self {
        Self {
            isolation,
            is_patient,
            waiting: BTreeMap::new(),
            in_flight: BTreeMap::new(),
            results: VecDeque::new(),
            reconnect_at: None,
        }
    }

    /// Looks one offset up; an earlier look-up of the same partition that was not sent is forgotten.
    pub(crate) fn add(&mut self, partition: TopicPartition, spec: OffsetSpec) {
        self.waiting.insert(partition, Waiting { spec, not_before: Duration::ZERO, failures: 0 });
    }

    pub(crate) fn is_done(&self) -> bool {
        self.waiting.is_empty() && self.in_flight.is_empty()
    }

    pub(crate) fn poll(&mut self) -> Option<(TopicPartition, Result<OffsetInfo, Error>)> {
        self.results.pop_front()
    }

    /// Asks the leaders of what waits; whether anything was asked.
    pub(crate) fn step<I: Io>(&mut self, client: &mut Client<I>) -> bool {
        self.reconnect_at = None;
        let mut by_node: BTreeMap<i32, Vec<(TopicPartition, Waiting)>> = BTreeMap::new();
        let now = client.now();
        let due: Vec<(TopicPartition, Waiting)> = self
            .waiting
            .iter()
            .filter(|(_, waiting)| waiting.not_before <= now)
            .map(|(key, waiting)| (key.clone(), *waiting))
            .collect();
        for (key, waiting) in due {
            let metadata = client.metadata();
            if let Some(error) = self.hopeless(metadata, &key) {
                self.waiting.remove(&key);
                self.results.push_back((key, Err(error)));
            } else if let Some(node) = metadata.leader(&key.0, key.1) {
                by_node.entry(node).or_default().push((key, waiting));
            } else {
                client.request_metadata();
            }
        }
        let mut asked = false;
        for (node, partitions) in by_node {
            match client.negotiated(node, ApiKey::ListOffsets, LIST_OFFSETS_VERSIONS) {
                Ok(Some(_)) => {
                    self.ask(client, node, partitions);
                    asked = true;
                }
                Ok(None) => self.reconnect_at = earlier(self.reconnect_at, client.reconnect_at(node)),
                Err(error) => {
                    for (key, _) in partitions {
                        self.waiting.remove(&key);
                        self.results.push_back((key, Err(error.clone())));
                    }
                }
            }
        }
        asked
    }

    /// Why a partition will not be found, if that is so.
    fn hopeless(&self, metadata: &Metadata, key: &TopicPartition) -> Option<Error> {
        let topic = metadata.topic(&key.0)?;
        let missing = topic.partition(key.1).is_none() && !self.is_patient;
        topic.fatal_error().or_else(|| {
            let code = ErrorCode::UnknownTopicOrPartition;
            let message = Some(format!("{}-{} does not exist", key.0, key.1));
            missing.then_some(Error::Broker { code, message })
        })
    }

    fn ask<I: Io>(&mut self, client: &mut Client<I>, node: i32, partitions: Vec<(TopicPartition, Waiting)>) {
        let mut topics: Vec<ListOffsetsTopic> = Vec::new();
        for ((topic, partition), waiting) in &partitions {
            self.waiting.remove(&(Arc::clone(topic), *partition));
            let known = client.metadata().partition(topic, *partition);
            let entry = ListOffsetsPartition {
                partition_index: *partition,
                current_leader_epoch: known.map_or(-1, |partition| partition.leader_epoch),
                timestamp: waiting.spec.code(),
                ..Default::default()
            };
            match topics.last_mut().filter(|last| *last.name == **topic) {
                Some(last) => last.partitions.push(entry),
                None => topics.push(ListOffsetsTopic { name: topic.to_string(), partitions: vec![entry] }),
            }
        }
        let isolation = self.isolation.code();
        let build = move |version: i16| {
            let mut topics = topics.clone();
            if version < 4 {
                let all = topics.iter_mut().flat_map(|topic| &mut topic.partitions);
                all.for_each(|partition| partition.current_leader_epoch = -1);
            }
            let isolation_level = if version >= 2 { isolation } else { 0 };
            ListOffsetsRequest { replica_id: -1, isolation_level, topics, ..Default::default() }
        };
        let call = client.ask_in(LIST_OFFSETS_VERSIONS, CallOptions::once(Target::Node(node)), build);
        self.in_flight.insert(call, partitions);
    }

    /// Takes an answer when it is one to a look-up; gives it back otherwise.
    pub(crate) fn on_answer<I: Io>(
        &mut self,
        client: &mut Client<I>,
        call: CallId,
        result: Result<Reply, Error>,
    ) -> Option<Result<Reply, Error>> {
        let Some(partitions) = self.in_flight.remove(&call) else { return Some(result) };
        let answer = result.and_then(|reply| reply.decode::<ListOffsetsRequest>());
        for (key, waiting) in partitions {
            let outcome = match &answer {
                Ok(response) => find(response, &key),
                Err(error) => Err(error.clone()),
            };
            match outcome {
                Err(error) if error.is_retriable() => self.retry(client, key, waiting),
                outcome => self.results.push_back((key, outcome)),
            }
        }
        None
    }

    fn retry<I: Io>(&mut self, client: &mut Client<I>, key: TopicPartition, waiting: Waiting) {
        client.request_metadata();
        let failures = waiting.failures + 1;
        let random = client.io_mut().random_u64();
        let wait = client.config().retry_backoff.wait(failures, random);
        let not_before = client.now() + wait;
        self.waiting.entry(key).or_insert(Waiting { not_before, failures, ..waiting });
    }

    pub(crate) fn next_deadline(&self, now: Duration) -> Option<Duration> {
        let waits = self.waiting.values().map(|waiting| waiting.not_before).filter(|at| *at > now);
        earlier(waits.min(), self.reconnect_at)
    }
}

/// What a response says of one partition.
fn find(response: &ListOffsetsResponse, key: &TopicPartition) -> Result<OffsetInfo, Error> {
    let topics = response.topics.iter().filter(|topic| *topic.name == *key.0);
    let mut partitions = topics.flat_map(|topic| &topic.partitions);
    let answer =
        partitions.find(|partition| partition.partition_index == key.1).ok_or_else(|| Error::Malformed {
            api: ApiKey::ListOffsets.name(),
            reason: format!("it says nothing of {}-{}", key.0, key.1),
        })?;
    match ErrorCode::from_i16(answer.error_code) {
        ErrorCode::None => Ok(OffsetInfo {
            offset: (answer.offset >= 0).then_some(answer.offset),
            timestamp_ms: (answer.timestamp >= 0).then_some(answer.timestamp),
            leader_epoch: (answer.leader_epoch >= 0).then_some(answer.leader_epoch),
        }),
        code => Err(Error::broker(code)),
    }
}
