//! OffsetCommit, once the group has agreed to it.

use protocol::ErrorCode;
use protocol::coordinator::{OffsetCommitKey, OffsetCommitValue};
use protocol::messages::offset_commit_request::{OffsetCommitRequestPartition, OffsetCommitRequestTopic};
use protocol::messages::offset_commit_response::{OffsetCommitResponsePartition, OffsetCommitResponseTopic};
use protocol::messages::{OffsetCommitRequest, OffsetCommitResponse};

use super::OffsetStore;
use super::store::key;
use crate::record::{BATCH_OVERHEAD, LogEntry};
use crate::turn::Turn;

/// A commit that is refused as a whole.
pub(crate) fn refused(request: &OffsetCommitRequest, code: ErrorCode) -> OffsetCommitResponse {
    answer(request, |_, _| code)
}

fn answer(
    request: &OffsetCommitRequest,
    code: impl Fn(&OffsetCommitRequestTopic, &OffsetCommitRequestPartition) -> ErrorCode,
) -> OffsetCommitResponse {
    let topics = request.topics.iter().map(|topic| OffsetCommitResponseTopic {
        name: topic.name.clone(),
        topic_id: topic.topic_id,
        partitions: topic
            .partitions
            .iter()
            .map(|partition| OffsetCommitResponsePartition {
                partition_index: partition.partition_index,
                error_code: code(topic, partition).code(),
            })
            .collect(),
    });
    OffsetCommitResponse { topics: topics.collect(), ..Default::default() }
}

impl OffsetStore {
    /// Records what a group commits; each partition is answered for itself. `allows` is the group's word on a partition: if not,
    /// STALE_MEMBER_EPOCH.
    pub(crate) fn commit(
        &mut self,
        turn: &mut Turn<'_, '_>,
        request: &OffsetCommitRequest,
        allows: impl Fn(&OffsetCommitRequestTopic, i32) -> bool,
    ) -> OffsetCommitResponse {
        let metadata_max = turn.config.offset_metadata_bytes_max;
        let check = |topic: &OffsetCommitRequestTopic, partition: &OffsetCommitRequestPartition| {
            if !allows(topic, partition.partition_index) {
                return ErrorCode::StaleMemberEpoch;
            }
            match &partition.committed_metadata {
                Some(metadata) if is_longer(metadata, metadata_max) => ErrorCode::OffsetMetadataTooLarge,
                _ => ErrorCode::None,
            }
        };
        let is_taken = |topic: &_, partition: &_| check(topic, partition) == ErrorCode::None;
        let commits = commits(turn.wall_clock_ms(), request, is_taken);
        let entries =
            commits.iter().map(|(key, value)| LogEntry::OffsetCommit(key.clone(), Some(value.clone())));
        let records: Vec<_> = entries.map(|entry| entry.encode()).collect();
        let size: usize = records.iter().map(|record| record.size_max()).sum();
        if BATCH_OVERHEAD + size > turn.config.batch_bytes_max {
            // Kafka: what the log refuses for its size.
            return refused(request, ErrorCode::InvalidCommitOffsetSize);
        }
        turn.effects.records.extend(records);
        for (key, value) in commits {
            self.apply(key, Some(value));
        }
        answer(request, check)
    }
}

/// What is to be recorded. Whoever commits may have said until when it is kept (versions 2 to 4).
fn commits(
    wall_clock_ms: i64,
    request: &OffsetCommitRequest,
    is_taken: impl Fn(&OffsetCommitRequestTopic, &OffsetCommitRequestPartition) -> bool,
) -> Vec<(OffsetCommitKey, OffsetCommitValue)> {
    let expire_timestamp = match request.retention_time_ms {
        -1 => -1,
        retention_ms => wall_clock_ms.saturating_add(retention_ms),
    };
    let mut commits = Vec::new();
    for topic in &request.topics {
        for partition in topic.partitions.iter().filter(|partition| is_taken(topic, partition)) {
            let timestamp = partition.commit_timestamp;
            let value = OffsetCommitValue {
                offset: partition.committed_offset,
                leader_epoch: partition.committed_leader_epoch,
                metadata: partition.committed_metadata.clone().unwrap_or_default(),
                commit_timestamp: if timestamp == -1 { wall_clock_ms } else { timestamp },
                expire_timestamp,
                topic_id: topic.topic_id,
            };
            commits.push((key(&request.group_id, &topic.name, partition.partition_index), value));
        }
    }
    commits
}

/// As Kafka counts: in UTF-16 units.
fn is_longer(metadata: &str, units_max: usize) -> bool {
    metadata.len() > units_max && metadata.encode_utf16().count() > units_max
}
