//! OffsetFetch.

use protocol::ErrorCode;
use protocol::Uuid;
use protocol::messages::offset_fetch_request::OffsetFetchRequestGroup;
use protocol::messages::offset_fetch_response::{
    OffsetFetchResponseGroup, OffsetFetchResponsePartitions, OffsetFetchResponseTopics,
};

use super::OffsetStore;
use super::committed::CommittedOffset;

/// What clients read as "nothing is committed".
const INVALID_OFFSET: i64 = -1;

impl OffsetStore {
    /// The offsets that are asked for; without topics, all of the group's.
    pub(crate) fn fetch(
        &self,
        request: &OffsetFetchRequestGroup,
        require_stable: bool,
    ) -> OffsetFetchResponseGroup {
        let group_id = &request.group_id;
        let tell = |topic: &str, partition: i32, committed: Option<&CommittedOffset>| {
            if require_stable && self.is_unstable(group_id, topic, partition) {
                return nothing(partition, ErrorCode::UnstableOffsetCommit);
            }
            committed.map_or_else(|| nothing(partition, ErrorCode::None), known)
        };
        let topics = match &request.topics {
            Some(topics) => topics
                .iter()
                .map(|topic| OffsetFetchResponseTopics {
                    name: topic.name.clone(),
                    topic_id: topic.topic_id,
                    partitions: topic
                        .partition_indexes
                        .iter()
                        .map(|partition| {
                            let committed = self.get(group_id, &topic.name, *partition);
                            let committed = committed.filter(|committed| is_of(committed, topic.topic_id));
                            tell(&topic.name, *partition, committed)
                        })
                        .collect(),
                })
                .collect(),
            None => self
                .of_group(group_id)
                .into_iter()
                .flatten()
                .map(|(topic, offsets)| OffsetFetchResponseTopics {
                    name: topic.clone(),
                    partitions: offsets
                        .iter()
                        .map(|committed| tell(topic, committed.partition, Some(committed)))
                        .collect(),
                    ..Default::default()
                })
                .collect(),
        };
        OffsetFetchResponseGroup { group_id: group_id.clone(), topics, ..Default::default() }
    }
}

/// Whether it was committed for this topic, and not for one that had its name before. Older clients do not say.
fn is_of(committed: &CommittedOffset, topic_id: Uuid) -> bool {
    topic_id.is_zero() || committed.topic_id.is_zero() || committed.topic_id == topic_id
}

fn known(committed: &CommittedOffset) -> OffsetFetchResponsePartitions {
    OffsetFetchResponsePartitions {
        partition_index: committed.partition,
        committed_offset: committed.offset,
        committed_leader_epoch: committed.leader_epoch,
        metadata: Some(committed.metadata().to_owned()),
        error_code: ErrorCode::None.code(),
    }
}

fn nothing(partition: i32, code: ErrorCode) -> OffsetFetchResponsePartitions {
    OffsetFetchResponsePartitions {
        partition_index: partition,
        committed_offset: INVALID_OFFSET,
        committed_leader_epoch: -1,
        metadata: Some(String::new()),
        error_code: code.code(),
    }
}
