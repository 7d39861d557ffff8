//! Fetch sessions (KIP-227): the partitions that a client has asked for, so that it need not name them each time.

use std::hash::BuildHasher;
use std::sync::Arc;
use std::time::Duration;

use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashTable};
use protocol::{ErrorCode, Uuid};

/// The epoch of a request that opens a session.
pub(crate) const INITIAL_EPOCH: i32 = 0;
/// The epoch of a request that wants none, or closes the one it names.
pub(crate) const FINAL_EPOCH: i32 = -1;
/// A full cache gives up the session that was used longest ago, when that is at least this long
/// (Kafka's `min.incremental.fetch.session.eviction.ms`).
const EVICTION_IDLE: Duration = Duration::from_secs(120);

/// How a fetch names a partition: by its topic's name until version 12, by its id from 13 on.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct FetchTopic {
    /// Empty where the id is unknown here.
    pub(crate) name: Arc<str>,
    /// Zero where the name is unknown here.
    pub(crate) id: Uuid,
}

/// What a client wants of one partition.
#[derive(Clone, Debug)]
pub(crate) struct WantedPartition {
    pub(crate) topic: FetchTopic,
    pub(crate) partition: i32,
    pub(crate) offset: i64,
    pub(crate) bytes_max: i32,
    pub(crate) current_leader_epoch: i32,
    pub(crate) last_fetched_epoch: i32,
}

/// A partition of a session, and what the client was told last.
#[derive(Clone, Debug)]
pub(crate) struct SessionPartition {
    pub(crate) wanted: WantedPartition,
    pub(crate) high_watermark: i64,
    pub(crate) log_start_offset: i64,
    /// On its way out.
    is_forgotten: bool,
}

/// The partitions of one client, in the order in which they are served.
#[derive(Debug, Default)]
pub(crate) struct FetchSession {
    epoch: i32,
    pub(crate) uses_topic_ids: bool,
    used_at: Duration,
    pub(crate) partitions: Vec<SessionPartition>,
    by_topic: HashTable<usize>,
    /// Where the next fetch begins: behind the last partition that was given records, so that none starves.
    pub(crate) next_first: usize,
}

impl FetchSession {
    /// Adds a partition, or changes what is wanted of it.
    pub(crate) fn set(&mut self, wanted: WantedPartition) {
        let hash = self.hash(&wanted.topic, wanted.partition);
        if let Some(index) = self.find(hash, &wanted.topic, wanted.partition) {
            self.partitions[index].wanted = wanted;
            return;
        }
        let index = self.partitions.len();
        // No client was told these: the first answer names the partition.
        self.partitions.push(SessionPartition {
            wanted,
            high_watermark: -1,
            log_start_offset: -1,
            is_forgotten: false,
        });
        let (partitions, by_id) = (&self.partitions, self.uses_topic_ids);
        self.by_topic.insert_unique(hash, index, |index| {
            let wanted = &partitions[*index].wanted;
            hash_of(by_id, &wanted.topic, wanted.partition)
        });
    }

    /// Forgets partitions.
    pub(crate) fn forget(&mut self, forgotten: impl Iterator<Item = (FetchTopic, i32)>) {
        let mut is_any = false;
        for (topic, partition) in forgotten {
            if let Some(index) = self.find(self.hash(&topic, partition), &topic, partition) {
                self.partitions[index].is_forgotten = true;
                is_any = true;
            }
        }
        if is_any {
            self.partitions.retain(|partition| !partition.is_forgotten);
            self.index_anew();
        }
    }

    /// The partitions have moved: their places are noted once for all of them.
    fn index_anew(&mut self) {
        self.by_topic.clear();
        let (partitions, by_id) = (&self.partitions, self.uses_topic_ids);
        let hash = |index: &usize| {
            let wanted = &partitions[*index].wanted;
            hash_of(by_id, &wanted.topic, wanted.partition)
        };
        for index in 0..partitions.len() {
            self.by_topic.insert_unique(hash(&index), index, hash);
        }
    }

    fn hash(&self, topic: &FetchTopic, partition: i32) -> u64 {
        hash_of(self.uses_topic_ids, topic, partition)
    }

    fn find(&self, hash: u64, topic: &FetchTopic, partition: i32) -> Option<usize> {
        let is_it = |index: &usize| {
            let wanted = &self.partitions[*index].wanted;
            wanted.partition == partition
                && if self.uses_topic_ids {
                    wanted.topic.id == topic.id
                } else {
                    wanted.topic.name == topic.name
                }
        };
        self.by_topic.find(hash, is_it).copied()
    }
}

fn hash_of(by_id: bool, topic: &FetchTopic, partition: i32) -> u64 {
    let hasher = FixedState::default();
    if by_id { hasher.hash_one((topic.id, partition)) } else { hasher.hash_one((&*topic.name, partition)) }
}

/// The sessions of one shard. A client that reconnects to another shard is told that its session is unknown, and opens
/// a new one: that is how the protocol wants it.
#[derive(Debug)]
pub(crate) struct FetchSessions {
    sessions: HashMap<i32, FetchSession, FixedState>,
    sessions_max: usize,
}

impl FetchSessions {
    pub(crate) fn new(sessions_max: usize) -> Self {
        Self { sessions: HashMap::default(), sessions_max }
    }

    /// The session of an incremental fetch; its epoch moves on.
    ///
    /// # Errors
    /// It is unknown, or the client has lost an answer: it starts a new one.
    pub(crate) fn continue_session(
        &mut self,
        id: i32,
        epoch: i32,
        uses_topic_ids: bool,
        now: Duration,
    ) -> Result<&mut FetchSession, ErrorCode> {
        let session = self.sessions.get_mut(&id).ok_or(ErrorCode::FetchSessionIdNotFound)?;
        if session.epoch != epoch {
            return Err(ErrorCode::InvalidFetchSessionEpoch);
        }
        if session.uses_topic_ids != uses_topic_ids {
            return Err(ErrorCode::FetchSessionTopicIdError);
        }
        session.epoch = if epoch == i32::MAX { 1 } else { epoch + 1 };
        session.used_at = now;
        Ok(session)
    }

    /// A new session under `id` (random), with nothing in it; `None` when the cache is full of sessions in use.
    pub(crate) fn open(&mut self, id: i32, uses_topic_ids: bool, now: Duration) -> Option<&mut FetchSession> {
        if id <= 0 || self.sessions.contains_key(&id) {
            return None;
        }
        if self.sessions.len() >= self.sessions_max {
            self.evict(now)?;
        }
        let session = FetchSession { epoch: 1, uses_topic_ids, used_at: now, ..FetchSession::default() };
        Some(self.sessions.entry(id).insert(session).into_mut())
    }

    pub(crate) fn get_mut(&mut self, id: i32) -> Option<&mut FetchSession> {
        self.sessions.get_mut(&id)
    }

    /// Ends a session, if it is here.
    pub(crate) fn close(&mut self, id: i32) {
        self.sessions.remove(&id);
    }

    #[cfg(test)]
    fn len(&self) -> usize {
        self.sessions.len()
    }

    fn evict(&mut self, now: Duration) -> Option<()> {
        let (id, session) = self.sessions.iter().min_by_key(|(id, session)| (session.used_at, **id))?;
        if now.saturating_sub(session.used_at) < EVICTION_IDLE {
            return None;
        }
        let id = *id;
        self.sessions.remove(&id);
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(topic: &str, partition: i32, offset: i64) -> WantedPartition {
        WantedPartition {
            topic: FetchTopic { name: topic.into(), id: Uuid::ZERO },
            partition,
            offset,
            bytes_max: 1,
            current_leader_epoch: -1,
            last_fetched_epoch: -1,
        }
    }

    #[test]
    fn partitions_are_changed_in_place_and_forgotten() {
        let mut sessions = FetchSessions::new(1);
        let session = sessions.open(7, false, Duration::ZERO).expect("there is room");
        for partition in 0..100 {
            session.set(wanted("a", partition, 0));
        }
        session.set(wanted("a", 50, 9));
        assert_eq!(session.partitions.len(), 100);
        assert_eq!(session.partitions[50].wanted.offset, 9);
        session.forget([50, 1000].into_iter().map(|partition| (wanted("a", 0, 0).topic, partition)));
        session.set(wanted("a", 51, 3));
        assert_eq!(session.partitions.len(), 99);
        assert_eq!(session.partitions[50].wanted.offset, 3);
    }

    #[test]
    fn epochs_go_on_by_one_and_wrap_to_one() {
        let mut sessions = FetchSessions::new(1);
        sessions.open(7, false, Duration::ZERO).expect("there is room").epoch = i32::MAX;
        let unknown = sessions.continue_session(8, 1, false, Duration::ZERO).map(|_| ());
        assert_eq!(unknown, Err(ErrorCode::FetchSessionIdNotFound));
        assert!(sessions.continue_session(7, i32::MAX, false, Duration::ZERO).is_ok());
        let stale = sessions.continue_session(7, i32::MAX, false, Duration::ZERO).map(|_| ());
        assert_eq!(stale, Err(ErrorCode::InvalidFetchSessionEpoch));
        let other = sessions.continue_session(7, 1, true, Duration::ZERO).map(|_| ());
        assert_eq!(other, Err(ErrorCode::FetchSessionTopicIdError));
        assert!(sessions.continue_session(7, 1, false, Duration::ZERO).is_ok());
    }

    #[test]
    fn a_full_cache_keeps_sessions_in_use() {
        let mut sessions = FetchSessions::new(2);
        sessions.open(1, false, Duration::ZERO).expect("there is room");
        sessions.open(2, false, Duration::from_secs(100)).expect("there is room");
        assert!(sessions.open(3, false, Duration::from_secs(119)).is_none());
        assert!(sessions.open(3, false, Duration::from_secs(121)).is_some());
        assert!(sessions.get_mut(1).is_none());
        assert_eq!(sessions.len(), 2);
    }
}
