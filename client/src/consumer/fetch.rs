//! Fetch requests: which partitions are asked of which broker, and what the answers mean.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use io::Io;
use protocol::messages::FetchRequest;
use protocol::messages::fetch_response::{FetchableTopicResponse, PartitionData};
use protocol::{ApiKey, ErrorCode, Uuid, VersionRange};

use super::records::Fetched;
use super::session::{SessionKey, SessionPartition, SessionRequest};
use super::{Consumer, Position};
use crate::client::earlier;
use crate::{CallId, CallOptions, Error, Reply, Target};

/// Version 4 is the first with record batches; 18 adds what only replicas say.
const FETCH_VERSIONS: VersionRange = VersionRange::new(4, 17);
const FIRST_WITH_SESSIONS: i16 = 7;
const FIRST_WITH_LEADER_EPOCHS: i16 = 9;
const FIRST_WITH_TOPIC_IDS: i16 = 13;

/// A Fetch request under way.
pub(super) struct InFlightFetch {
    node: i32,
    /// What was asked for, with the assignment's generation and the offset.
    partitions: BTreeMap<SessionKey, (u64, i64, Uuid)>,
}

impl<I: Io> Consumer<I> {
    /// Asks brokers for which no request is under way; whether any was asked.
    pub(super) fn fetch_due(&mut self) -> bool {
        self.fail_unknown_topics();
        self.reconnect_at = None;
        let mut asked = false;
        for (node, wanted) in self.wanted() {
            if self.in_flight.values().any(|request| request.node == node) {
                continue;
            }
            match self.client.negotiated(node, ApiKey::Fetch, FETCH_VERSIONS) {
                Ok(Some(version)) => {
                    self.fetch(node, version, wanted);
                    asked = true;
                }
                Ok(None) => self.reconnect_at = earlier(self.reconnect_at, self.client.reconnect_at(node)),
                Err(error) => wanted.into_keys().for_each(|key| self.fail(key, error.clone())),
            }
        }
        asked
    }

    /// The partitions that want more, by leader. A broker of which something waits to be read is not asked: the others
    /// alone may have nothing, and the answer would keep those that have waiting for as long as a fetch may take.
    fn wanted(&mut self) -> BTreeMap<i32, BTreeMap<SessionKey, SessionPartition>> {
        let now = self.client.now();
        let mut by_node: BTreeMap<i32, BTreeMap<SessionKey, SessionPartition>> = BTreeMap::new();
        let mut leaderless = false;
        let mut unread: BTreeSet<i32> = BTreeSet::new();
        for (key, assigned) in &self.partitions {
            if assigned.is_buffered {
                unread.extend(self.client.metadata().leader(&key.0, key.1));
                continue;
            }
            let Position::At(offset) = assigned.position else { continue };
            if assigned.not_before > now {
                continue;
            }
            let metadata = self.client.metadata();
            let topic = metadata.topic(&key.0);
            let partition = topic.and_then(|topic| topic.partition(key.1));
            match (topic, partition.and_then(|partition| Some((partition.leader?, partition.leader_epoch)))) {
                (Some(topic), Some((node, leader_epoch))) => {
                    let wanted = SessionPartition { topic_id: topic.id, offset, leader_epoch };
                    by_node.entry(node).or_default().insert(key.clone(), wanted);
                }
                _ => leaderless = true,
            }
        }
        if leaderless {
            self.client.request_metadata();
        }
        by_node.retain(|node, _| !unread.contains(node));
        by_node
    }

    fn fetch(&mut self, node: i32, version: i16, mut wanted: BTreeMap<SessionKey, SessionPartition>) {
        let has_ids = wanted.values().all(|partition| !partition.topic_id.is_zero());
        let version = if has_ids { version } else { version.min(FIRST_WITH_TOPIC_IDS - 1) };
        if version < FIRST_WITH_LEADER_EPOCHS {
            wanted.values_mut().for_each(|partition| partition.leader_epoch = -1);
        }
        let partitions = wanted
            .iter()
            .map(|(key, partition)| {
                let generation = self.partitions[key].generation;
                (key.clone(), (generation, partition.offset, partition.topic_id))
            })
            .collect();
        let sessions = self.config.sessions && version >= FIRST_WITH_SESSIONS;
        let session = self.sessions.entry(node).or_default();
        let request = session.request(
            wanted,
            saturated(self.config.partition_bytes_max),
            version >= FIRST_WITH_TOPIC_IDS,
            sessions,
        );
        let request = self.fetch_request(request);
        let versions = VersionRange::new(version, version);
        let call =
            self.client.ask_in(versions, CallOptions::once(Target::Node(node)), move |_| request.clone());
        self.in_flight.insert(call, InFlightFetch { node, partitions });
    }

    fn fetch_request(&self, session: SessionRequest) -> FetchRequest {
        FetchRequest {
            max_wait_ms: i32::try_from(self.config.max_wait.as_millis()).unwrap_or(i32::MAX),
            min_bytes: saturated(self.config.min_bytes),
            max_bytes: saturated(self.config.bytes_max),
            isolation_level: self.config.isolation.code(),
            session_id: session.session_id,
            session_epoch: session.session_epoch,
            topics: session.topics,
            forgotten_topics_data: session.forgotten,
            ..FetchRequest::default()
        }
    }

    /// Takes an answer when it is one to a fetch; gives it back otherwise.
    pub(super) fn on_fetched(
        &mut self,
        call: CallId,
        result: Result<Reply, Error>,
    ) -> Option<Result<Reply, Error>> {
        let Some(request) = self.in_flight.remove(&call) else { return Some(result) };
        let answer = result.and_then(|reply| reply.decode::<FetchRequest>()).and_then(|response| {
            Error::check(response.error_code, None)?;
            Ok(response)
        });
        let session = self.sessions.entry(request.node).or_default();
        match answer {
            Ok(response) => {
                session.on_answer(response.session_id);
                for topic in response.responses {
                    self.on_topic(&request, topic);
                }
            }
            Err(error) => {
                session.reset();
                self.on_fetch_failed(&request, &error);
            }
        }
        None
    }

    fn on_topic(&mut self, request: &InFlightFetch, topic: FetchableTopicResponse) {
        for data in topic.partitions {
            let asked = request.partitions.iter().find(|((name, partition), (_, _, id))| {
                let is_topic =
                    if topic.topic.is_empty() { *id == topic.topic_id } else { **name == *topic.topic };
                is_topic && *partition == data.partition_index
            });
            if let Some((key, (generation, offset, _))) = asked {
                self.on_partition(key, *generation, *offset, data);
            }
        }
    }

    fn on_partition(&mut self, key: &SessionKey, generation: u64, offset: i64, data: PartitionData) {
        let Some(assigned) = self.partitions.get_mut(key) else { return };
        // The partition was sought elsewhere meanwhile.
        if assigned.generation != generation || assigned.position != Position::At(offset) {
            return;
        }
        match ErrorCode::from_i16(data.error_code) {
            ErrorCode::None => {
                assigned.failures = 0;
                assigned.high_watermark = (data.high_watermark >= 0).then_some(data.high_watermark);
                assigned.log_start_offset = (data.log_start_offset >= 0).then_some(data.log_start_offset);
                let records = data.records.unwrap_or_default();
                if !records.is_empty() {
                    assigned.is_buffered = true;
                    let aborted = data.aborted_transactions.unwrap_or_default();
                    self.fetched.push_back(Fetched::new(Arc::clone(&key.0), key.1, records, aborted));
                }
            }
            ErrorCode::OffsetOutOfRange => match self.config.out_of_range {
                Some(spec) => {
                    assigned.position = Position::Lookup(spec);
                    self.lookup.add(key.clone(), spec);
                }
                None => self.fail(key.clone(), out_of_range(offset, data.log_start_offset)),
            },
            code if is_passing(code) => self.retry(key),
            code => self.fail(key.clone(), Error::broker(code)),
        }
    }

    fn on_fetch_failed(&mut self, request: &InFlightFetch, error: &Error) {
        let session_lost = matches!(
            error.code(),
            Some(ErrorCode::FetchSessionIdNotFound | ErrorCode::InvalidFetchSessionEpoch)
        );
        for key in request.partitions.keys() {
            if session_lost {
                continue;
            }
            match error.is_retriable() || matches!(error, Error::TimedOut { .. }) {
                true => self.retry(key),
                false => self.fail(key.clone(), error.clone()),
            }
        }
    }

    fn retry(&mut self, key: &SessionKey) {
        self.client.request_metadata();
        let random = self.client.io_mut().random_u64();
        let now = self.client.now();
        let backoff = self.client.config().retry_backoff;
        if let Some(assigned) = self.partitions.get_mut(key) {
            assigned.failures += 1;
            assigned.not_before = now + backoff.wait(assigned.failures, random);
        }
    }
}

/// Errors that new metadata or a little time will cure.
fn is_passing(code: ErrorCode) -> bool {
    code.is_retriable() || matches!(code, ErrorCode::FencedLeaderEpoch | ErrorCode::InconsistentTopicId)
}

fn out_of_range(offset: i64, log_start_offset: i64) -> Error {
    let message = match log_start_offset {
        0.. => format!("offset {offset} is not there (the log starts at {log_start_offset})"),
        _ => format!("offset {offset} is not there"),
    };
    Error::Broker { code: ErrorCode::OffsetOutOfRange, message: Some(message) }
}

fn saturated(bytes: u32) -> i32 {
    i32::try_from(bytes).unwrap_or(i32::MAX)
}
