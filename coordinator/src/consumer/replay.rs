//! The state is the replay of the log: what one record does to it.

use protocol::coordinator::consumer_group_target_assignment_member_value::TopicPartition;
use protocol::coordinator::{
    ConsumerGroupCurrentMemberAssignmentKey, ConsumerGroupMemberMetadataKey, ConsumerGroupMetadataKey,
    ConsumerGroupMetadataValue, ConsumerGroupPartitionMetadataKey, ConsumerGroupRegularExpressionKey,
    ConsumerGroupRegularExpressionValue, ConsumerGroupTargetAssignmentMemberKey,
    ConsumerGroupTargetAssignmentMemberValue, ConsumerGroupTargetAssignmentMetadataKey,
    ConsumerGroupTargetAssignmentMetadataValue,
};

use super::ConsumerGroup;
use super::member::{LEAVE_EPOCH, MemberMetadata, MemberProgress};
use super::subscriptions::ResolvedRegex;
use crate::assignor::Partitions;
use crate::record::LogEntry;

impl ConsumerGroup {
    /// Applies a record of this group, of whatever kind; those of classic groups and of offsets do nothing here.
    ///
    /// Takes any order: compaction may have left a member's progress before the member itself, or a tombstone of
    /// something that is not there.
    pub(crate) fn replay(&mut self, entry: &LogEntry) {
        match entry {
            LogEntry::ConsumerGroupMetadata(_, value) => {
                let value = (*value).unwrap_or_default();
                self.epoch = value.epoch;
                self.metadata_hash = value.metadata_hash;
            }
            LogEntry::ConsumerGroupPartitionMetadata(_, value) => {
                self.has_partition_metadata = value.is_some()
            }
            LogEntry::ConsumerGroupMemberMetadata(key, Some(value)) => {
                self.replay_member(&key.member_id, MemberMetadata::from_record(value));
            }
            LogEntry::ConsumerGroupMemberMetadata(key, None) => self.replay_member_removal(&key.member_id),
            LogEntry::ConsumerGroupTargetAssignmentMetadata(_, value) => {
                let value = (*value).unwrap_or_default();
                self.target.epoch = value.assignment_epoch;
                self.target.computed_at_ms = value.assignment_timestamp;
            }
            LogEntry::ConsumerGroupTargetAssignmentMember(key, value) => {
                match value {
                    Some(value) => self.target.members.insert(key.member_id.clone(), partitions_of(value)),
                    None => self.target.members.remove(&key.member_id),
                };
            }
            LogEntry::ConsumerGroupCurrentMemberAssignment(key, value) => match value {
                Some(value) => self.replay_progress(&key.member_id, MemberProgress::from_record(value)),
                None if self.members.contains_key(&key.member_id) => {
                    let left = MemberProgress { epoch: LEAVE_EPOCH, ..MemberProgress::default() };
                    self.replay_progress(&key.member_id, left);
                }
                None => {}
            },
            LogEntry::ConsumerGroupRegularExpression(key, value) => {
                let resolved = value.as_ref().map(|value| ResolvedRegex {
                    topics: value.topics.iter().cloned().collect(),
                    version: value.version,
                    resolved_at_ms: value.timestamp,
                });
                self.subscriptions.set_resolved(&key.regular_expression, resolved);
            }
            _ => {}
        }
    }

    fn replay_member(&mut self, member_id: &str, metadata: MemberMetadata) {
        self.subscriptions.add(&metadata);
        let instance_id = metadata.instance_id.clone();
        let member = self.members.entry(member_id.to_owned()).or_default();
        let before = std::mem::replace(&mut member.metadata, metadata);
        self.subscriptions.remove(&before);
        if before.instance_id != instance_id {
            self.forget_instance(before.instance_id.as_deref(), member_id);
        }
        if let Some(instance_id) = instance_id {
            self.static_members.insert(instance_id, member_id.to_owned());
        }
    }

    fn replay_member_removal(&mut self, member_id: &str) {
        let Some(member) = self.members.remove(member_id) else { return };
        self.subscriptions.remove(&member.metadata);
        self.owners.remove(&member.progress.assigned);
        self.owners.remove(&member.progress.pending_revocation);
        self.forget_instance(member.metadata.instance_id.as_deref(), member_id);
        self.cancel_timers(member_id);
    }

    /// Another member may have taken the instance id over.
    fn forget_instance(&mut self, instance_id: Option<&str>, member_id: &str) {
        if let Some(instance_id) = instance_id
            && self.static_members.get(instance_id).is_some_and(|owner| owner == member_id)
        {
            self.static_members.remove(instance_id);
        }
    }

    fn replay_progress(&mut self, member_id: &str, progress: MemberProgress) {
        let member = self.members.entry(member_id.to_owned()).or_default();
        self.owners.remove(&member.progress.assigned);
        self.owners.remove(&member.progress.pending_revocation);
        self.owners.add(&progress.assigned);
        self.owners.add(&progress.pending_revocation);
        member.progress = progress;
    }

    pub(super) fn metadata_entry(&self, epoch: i32, metadata_hash: i64) -> LogEntry {
        let key = ConsumerGroupMetadataKey { group_id: self.group_id.clone() };
        LogEntry::ConsumerGroupMetadata(key, Some(ConsumerGroupMetadataValue { epoch, metadata_hash }))
    }

    pub(super) fn metadata_tombstone(&self) -> LogEntry {
        LogEntry::ConsumerGroupMetadata(ConsumerGroupMetadataKey { group_id: self.group_id.clone() }, None)
    }

    pub(super) fn partition_metadata_tombstone(&self) -> LogEntry {
        let key = ConsumerGroupPartitionMetadataKey { group_id: self.group_id.clone() };
        LogEntry::ConsumerGroupPartitionMetadata(key, None)
    }

    pub(super) fn member_entry(&self, member_id: &str, metadata: Option<&MemberMetadata>) -> LogEntry {
        let key = ConsumerGroupMemberMetadataKey {
            group_id: self.group_id.clone(),
            member_id: member_id.to_owned(),
        };
        LogEntry::ConsumerGroupMemberMetadata(key, metadata.map(MemberMetadata::to_record))
    }

    pub(super) fn target_entry(&self, member_id: &str, target: Option<&Partitions>) -> LogEntry {
        let key = ConsumerGroupTargetAssignmentMemberKey {
            group_id: self.group_id.clone(),
            member_id: member_id.to_owned(),
        };
        let value = target.map(|target| ConsumerGroupTargetAssignmentMemberValue {
            topic_partitions: target
                .iter()
                .map(|(topic, partitions)| TopicPartition {
                    topic_id: *topic,
                    partitions: partitions.clone(),
                })
                .collect(),
        });
        LogEntry::ConsumerGroupTargetAssignmentMember(key, value)
    }

    pub(super) fn target_epoch_entry(&self, epoch: i32, computed_at_ms: i64) -> LogEntry {
        let key = ConsumerGroupTargetAssignmentMetadataKey { group_id: self.group_id.clone() };
        let value = ConsumerGroupTargetAssignmentMetadataValue {
            assignment_epoch: epoch,
            assignment_timestamp: computed_at_ms,
        };
        LogEntry::ConsumerGroupTargetAssignmentMetadata(key, Some(value))
    }

    pub(super) fn target_epoch_tombstone(&self) -> LogEntry {
        let key = ConsumerGroupTargetAssignmentMetadataKey { group_id: self.group_id.clone() };
        LogEntry::ConsumerGroupTargetAssignmentMetadata(key, None)
    }

    pub(super) fn progress_entry(&self, member_id: &str, progress: Option<&MemberProgress>) -> LogEntry {
        let key = ConsumerGroupCurrentMemberAssignmentKey {
            group_id: self.group_id.clone(),
            member_id: member_id.to_owned(),
        };
        LogEntry::ConsumerGroupCurrentMemberAssignment(key, progress.map(MemberProgress::to_record))
    }

    pub(super) fn regex_entry(&self, regex: &str, resolved: Option<&ResolvedRegex>) -> LogEntry {
        let key = ConsumerGroupRegularExpressionKey {
            group_id: self.group_id.clone(),
            regular_expression: regex.to_owned(),
        };
        let value = resolved.map(|resolved| ConsumerGroupRegularExpressionValue {
            topics: resolved.topics.iter().cloned().collect(),
            version: resolved.version,
            timestamp: resolved.resolved_at_ms,
        });
        LogEntry::ConsumerGroupRegularExpression(key, value)
    }
}

fn partitions_of(value: &ConsumerGroupTargetAssignmentMemberValue) -> Partitions {
    let mut target = Partitions::new();
    for topic in value.topic_partitions.iter().filter(|topic| !topic.partitions.is_empty()) {
        let mut partitions = topic.partitions.clone();
        partitions.sort_unstable();
        partitions.dedup();
        target.insert(topic.topic_id, partitions);
    }
    target
}
