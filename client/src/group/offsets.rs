//! Committed offsets: as values, and as the messages that carry them.

use std::collections::BTreeMap;
use std::sync::Arc;

use protocol::messages::offset_commit_request::{OffsetCommitRequestPartition, OffsetCommitRequestTopic};
use protocol::messages::offset_fetch_request::{
    OffsetFetchRequestGroup, OffsetFetchRequestTopic, OffsetFetchRequestTopics,
};
use protocol::messages::{
    OffsetCommitRequest, OffsetCommitResponse, OffsetFetchRequest, OffsetFetchResponse,
};
use protocol::{ErrorCode, VersionRange};

use super::membership::Identity;
use crate::{Error, TopicPartition};

/// The later version names topics by id.
pub(crate) const COMMIT_VERSIONS: VersionRange = VersionRange::new(2, 9);
/// Version 1 is the first that asks the group's log, version 10 names topics by id.
pub(crate) const FETCH_VERSIONS: VersionRange = VersionRange::new(1, 9);
const FIRST_COMMIT_WITH_LEADER_EPOCHS: i16 = 6;
const FIRST_FETCH_WITH_GROUPS: i16 = 8;
const FIRST_FETCH_WITH_STABILITY: i16 = 7;

/// How far a group has come in a partition.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct CommittedOffset {
    /// The next record to read.
    pub offset: i64,
    /// The epoch of the leader that wrote the last one that was read, if that is known.
    pub leader_epoch: Option<i32>,
    /// Whatever the group wants to remember with it.
    pub metadata: String,
}

impl CommittedOffset {
    /// Just an offset.
    pub fn at(offset: i64) -> Self {
        Self { offset, ..Self::default() }
    }
}

/// Partitions with their offsets.
pub(crate) type Offsets = Vec<(TopicPartition, CommittedOffset)>;

/// A request that commits `offsets`.
pub(crate) fn commit_request(
    group_id: &str,
    identity: &Identity,
    offsets: &Offsets,
    version: i16,
) -> OffsetCommitRequest {
    let mut topics: BTreeMap<&str, Vec<OffsetCommitRequestPartition>> = BTreeMap::new();
    for ((topic, partition), committed) in offsets {
        let with_epochs = version >= FIRST_COMMIT_WITH_LEADER_EPOCHS;
        let leader_epoch = committed.leader_epoch.filter(|_| with_epochs);
        topics.entry(topic).or_default().push(OffsetCommitRequestPartition {
            partition_index: *partition,
            committed_offset: committed.offset,
            committed_leader_epoch: leader_epoch.unwrap_or(-1),
            committed_metadata: Some(committed.metadata.clone()),
            ..Default::default()
        });
    }
    let topics = topics.into_iter().map(|(name, partitions)| OffsetCommitRequestTopic {
        name: name.to_owned(),
        partitions,
        ..Default::default()
    });
    OffsetCommitRequest {
        group_id: group_id.to_owned(),
        generation_id_or_member_epoch: identity.generation,
        member_id: identity.member_id.clone(),
        group_instance_id: identity.instance_id.clone(),
        topics: topics.collect(),
        ..Default::default()
    }
}

/// What became of each partition of a commit.
pub(crate) fn commit_results(
    response: &OffsetCommitResponse,
) -> impl Iterator<Item = (TopicPartition, Result<(), Error>)> + '_ {
    response.topics.iter().flat_map(|topic| {
        let name: Arc<str> = topic.name.as_str().into();
        topic.partitions.iter().map(move |partition| {
            ((Arc::clone(&name), partition.partition_index), Error::check(partition.error_code, None))
        })
    })
}

/// A request for committed offsets; `None`: of all partitions. Only what no open transaction is about to change (KIP-447).
pub(crate) fn fetch_request(
    group_id: &str,
    partitions: Option<&[TopicPartition]>,
    version: i16,
) -> OffsetFetchRequest {
    let by_topic = partitions.map(|partitions| {
        let mut by_topic: BTreeMap<String, Vec<i32>> = BTreeMap::new();
        for (topic, partition) in partitions {
            by_topic.entry(topic.to_string()).or_default().push(*partition);
        }
        by_topic
    });
    let require_stable = version >= FIRST_FETCH_WITH_STABILITY;
    if version < FIRST_FETCH_WITH_GROUPS {
        let topics = by_topic.map(|topics| {
            let topics = topics.into_iter();
            topics
                .map(|(name, partition_indexes)| OffsetFetchRequestTopic { name, partition_indexes })
                .collect()
        });
        let group_id = group_id.to_owned();
        return OffsetFetchRequest { group_id, topics, groups: Vec::new(), require_stable };
    }
    let topics = by_topic.map(|topics| {
        let topics = topics.into_iter().map(|(name, partition_indexes)| OffsetFetchRequestTopics {
            name,
            partition_indexes,
            ..Default::default()
        });
        topics.collect()
    });
    let group = OffsetFetchRequestGroup { group_id: group_id.to_owned(), topics, ..Default::default() };
    OffsetFetchRequest { groups: vec![group], require_stable, ..Default::default() }
}

/// A partition, and its committed offset if it has one.
pub(crate) type Fetched = (TopicPartition, Result<Option<CommittedOffset>, Error>);

/// What a response to [`fetch_request`] says. `Err`: of the group as a whole.
pub(crate) fn fetched(response: OffsetFetchResponse) -> Result<Vec<Fetched>, Error> {
    let Some(group) = response.groups.into_iter().next() else {
        Error::check(response.error_code, None)?;
        let partitions = response.topics.into_iter().flat_map(|topic| {
            let name: Arc<str> = topic.name.into();
            topic.partitions.into_iter().map(move |one| {
                let key = (Arc::clone(&name), one.partition_index);
                (
                    key,
                    committed(one.error_code, one.committed_offset, one.committed_leader_epoch, one.metadata),
                )
            })
        });
        return Ok(partitions.collect());
    };
    Error::check(group.error_code, None)?;
    let partitions = group.topics.into_iter().flat_map(|topic| {
        let name: Arc<str> = topic.name.into();
        topic.partitions.into_iter().map(move |one| {
            let key = (Arc::clone(&name), one.partition_index);
            (key, committed(one.error_code, one.committed_offset, one.committed_leader_epoch, one.metadata))
        })
    });
    Ok(partitions.collect())
}

fn committed(
    error_code: i16,
    offset: i64,
    leader_epoch: i32,
    metadata: Option<String>,
) -> Result<Option<CommittedOffset>, Error> {
    if ErrorCode::from_i16(error_code) != ErrorCode::None {
        return Err(Error::broker(ErrorCode::from_i16(error_code)));
    }
    let leader_epoch = (leader_epoch >= 0).then_some(leader_epoch);
    let metadata = metadata.unwrap_or_default();
    Ok((offset >= 0).then_some(CommittedOffset { offset, leader_epoch, metadata }))
}
