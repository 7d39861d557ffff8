//! Fetch sessions: after the first request only what changed is asked for (KIP-227).

use std::collections::BTreeMap;
use std::sync::Arc;

use protocol::Uuid;
use protocol::messages::fetch_request::{FetchPartition, FetchTopic, ForgottenTopic};

/// What a session must know of a partition.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct SessionPartition {
    pub(crate) topic_id: Uuid,
    pub(crate) offset: i64,
    pub(crate) leader_epoch: i32,
}

pub(crate) type SessionKey = (Arc<str>, i32);

/// The session with one broker.
///
/// ```text
/// id 0, epoch 0: full request ──id given──► id n, epoch 1, 2, …: what changed
///      ▲                                        │
///      └─────────── session error, no answer ───┘
/// ```
#[derive(Debug, Default)]
pub(crate) struct FetchSession {
    id: i32,
    epoch: i32,
    /// Whether the session names topics by id; the two ways cannot be mixed.
    by_id: bool,
    known: BTreeMap<SessionKey, SessionPartition>,
}

/// The parts of a Fetch request that follow from the session.
#[derive(Clone, Debug, Default)]
pub(crate) struct SessionRequest {
    pub(crate) session_id: i32,
    pub(crate) session_epoch: i32,
    pub(crate) topics: Vec<FetchTopic>,
    pub(crate) forgotten: Vec<ForgottenTopic>,
}

/// How a request without a session says so.
const NO_SESSION_EPOCH: i32 = -1;

impl FetchSession {
    /// A request for exactly `wanted`. `sessions`: whether the broker's version has them and this client uses them.
    pub(crate) fn request(
        &mut self,
        wanted: BTreeMap<SessionKey, SessionPartition>,
        partition_bytes_max: i32,
        by_id: bool,
        sessions: bool,
    ) -> SessionRequest {
        if self.by_id != by_id || !sessions {
            self.reset();
            self.by_id = by_id;
        }
        let mut request =
            SessionRequest { session_id: self.id, session_epoch: self.epoch, ..SessionRequest::default() };
        if !sessions {
            request.session_epoch = NO_SESSION_EPOCH;
        }
        for (key, partition) in &wanted {
            if self.id == 0 || self.known.get(key) != Some(partition) {
                push_topic(&mut request.topics, key, partition, partition_bytes_max, by_id);
            }
        }
        if self.id != 0 {
            for (key, partition) in self.known.iter().filter(|(key, _)| !wanted.contains_key(*key)) {
                push_forgotten(&mut request.forgotten, key, partition.topic_id, by_id);
            }
        }
        self.known = wanted;
        request
    }

    /// The broker answered with this session id.
    pub(crate) fn on_answer(&mut self, session_id: i32) {
        if session_id == 0 {
            return self.reset();
        }
        self.id = session_id;
        // Epoch 0 is for the first request only.
        self.epoch = if self.epoch == i32::MAX { 1 } else { self.epoch + 1 };
    }

    /// Begins anew with the next request.
    pub(crate) fn reset(&mut self) {
        self.id = 0;
        self.epoch = 0;
        self.known.clear();
    }
}

fn push_topic(
    topics: &mut Vec<FetchTopic>,
    key: &SessionKey,
    partition: &SessionPartition,
    partition_max_bytes: i32,
    by_id: bool,
) {
    let (name, topic_id) = naming(key, partition.topic_id, by_id);
    let entry = FetchPartition {
        partition: key.1,
        current_leader_epoch: partition.leader_epoch,
        fetch_offset: partition.offset,
        partition_max_bytes,
        ..Default::default()
    };
    match topics.last_mut().filter(|last| last.topic == name && last.topic_id == topic_id) {
        Some(last) => last.partitions.push(entry),
        None => topics.push(FetchTopic { topic: name, topic_id, partitions: vec![entry] }),
    }
}

fn push_forgotten(topics: &mut Vec<ForgottenTopic>, key: &SessionKey, topic_id: Uuid, by_id: bool) {
    let (name, topic_id) = naming(key, topic_id, by_id);
    match topics.last_mut().filter(|last| last.topic == name && last.topic_id == topic_id) {
        Some(last) => last.partitions.push(key.1),
        None => topics.push(ForgottenTopic { topic: name, topic_id, partitions: vec![key.1] }),
    }
}

fn naming(key: &SessionKey, topic_id: Uuid, by_id: bool) -> (String, Uuid) {
    match by_id {
        true => (String::new(), topic_id),
        false => (key.0.to_string(), Uuid::ZERO),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(partitions: &[(i32, i64)]) -> BTreeMap<SessionKey, SessionPartition> {
        let partition = |offset| SessionPartition { topic_id: Uuid::from_u128(9), offset, leader_epoch: 0 };
        partitions.iter().map(|(index, offset)| (("t".into(), *index), partition(*offset))).collect()
    }

    fn summary(request: &SessionRequest) -> String {
        let asked = request.topics.iter().flat_map(|topic| &topic.partitions);
        let asked: Vec<String> = asked.map(|p| format!("{}@{}", p.partition, p.fetch_offset)).collect();
        let forgotten: Vec<i32> =
            request.forgotten.iter().flat_map(|topic| topic.partitions.clone()).collect();
        format!(
            "{}/{} ask {} forget {forgotten:?}",
            request.session_id,
            request.session_epoch,
            asked.join(" ")
        )
    }

    #[test]
    fn only_changes_are_asked_for() {
        let mut session = FetchSession::default();
        let ask = |session: &mut FetchSession, partitions: &[(i32, i64)]| {
            summary(&session.request(wanted(partitions), 100, true, true))
        };
        assert_eq!(ask(&mut session, &[(0, 5), (1, 7)]), "0/0 ask 0@5 1@7 forget []");
        session.on_answer(44);
        assert_eq!(ask(&mut session, &[(0, 5), (1, 8)]), "44/1 ask 1@8 forget []");
        session.on_answer(44);
        assert_eq!(ask(&mut session, &[(0, 5)]), "44/2 ask  forget [1]");
        session.on_answer(44);
        assert_eq!(ask(&mut session, &[(0, 5), (1, 8)]), "44/3 ask 1@8 forget []");
        session.reset();
        assert_eq!(ask(&mut session, &[(0, 5), (1, 8)]), "0/0 ask 0@5 1@8 forget []");
    }

    #[test]
    fn names_and_ids_are_not_mixed() {
        let mut session = FetchSession::default();
        session.request(wanted(&[(0, 5)]), 100, true, true);
        session.on_answer(44);
        let request = session.request(wanted(&[(0, 5)]), 100, false, true);
        assert_eq!(summary(&request), "0/0 ask 0@5 forget []");
        assert_eq!(request.topics[0].topic, "t");
    }

    #[test]
    fn without_sessions_everything_is_asked_each_time() {
        let mut session = FetchSession::default();
        for _ in 0..2 {
            let request = session.request(wanted(&[(0, 5)]), 100, true, false);
            assert_eq!(summary(&request), "0/-1 ask 0@5 forget []");
            session.on_answer(0);
        }
    }
}
