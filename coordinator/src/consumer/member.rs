//! A member of a consumer group.

use std::collections::BTreeSet;
use std::time::Duration;

use protocol::coordinator::consumer_group_member_metadata_value::ClassicMemberMetadata;
use protocol::coordinator::{ConsumerGroupCurrentMemberAssignmentValue, ConsumerGroupMemberMetadataValue};
use protocol::messages::ConsumerGroupHeartbeatRequest;

use super::ownership::OwnedPartitions;
use crate::Client;

/// The epoch of a member that joins.
pub(crate) const JOIN_EPOCH: i32 = 0;
/// The epoch of a member that leaves for good.
pub(crate) const LEAVE_EPOCH: i32 = -1;
/// The epoch of a static member that leaves and will be back within its session.
pub(crate) const STATIC_LEAVE_EPOCH: i32 = -2;

/// How far a member is on its way to its target; the diagram is in docs/CONSUMER_GROUPS.md.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum MemberState {
    /// It owns its target of its epoch.
    #[default]
    Stable,
    /// It has been told to give partitions back, and has not yet. It stays in its old epoch.
    UnrevokedPartitions,
    /// It is in its target's epoch, but others have not given back all that it shall have.
    UnreleasedPartitions,
    /// A newer broker wrote a state that this one does not know: the member has to join anew.
    Unknown,
}

impl MemberState {
    /// As records keep it.
    fn code(self) -> i8 {
        match self {
            MemberState::Stable => 0,
            MemberState::UnrevokedPartitions => 1,
            MemberState::UnreleasedPartitions => 2,
            MemberState::Unknown => 127,
        }
    }

    fn of_code(code: i8) -> Self {
        match code {
            0 => MemberState::Stable,
            1 => MemberState::UnrevokedPartitions,
            2 => MemberState::UnreleasedPartitions,
            _ => MemberState::Unknown,
        }
    }
}

/// What a member says of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct MemberMetadata {
    pub(crate) instance_id: Option<String>,
    pub(crate) rack_id: Option<String>,
    pub(crate) client_id: String,
    pub(crate) client_host: String,
    pub(crate) topic_names: BTreeSet<String>,
    /// Empty when it subscribes by names only.
    pub(crate) topic_regex: String,
    /// How long it may take to give partitions back; milliseconds.
    pub(crate) rebalance_timeout_ms: i32,
    /// The assignor that it prefers.
    pub(crate) server_assignor: Option<String>,
    /// What it sent in JoinGroup, when it speaks the classic protocol.
    pub(crate) classic: Option<ClassicMemberMetadata>,
}

impl MemberMetadata {
    /// Whether a heartbeat would leave all of this as it is: most do.
    pub(crate) fn is_unchanged_by(&self, client: &Client, request: &ConsumerGroupHeartbeatRequest) -> bool {
        let is_same = |new: &Option<String>, old: &Option<String>| new.is_none() || new == old;
        let names = request.subscribed_topic_names.as_ref();
        self.classic.is_none()
            && self.client_id == client.id
            && self.client_host == client.host
            && is_same(&request.instance_id, &self.instance_id)
            && is_same(&request.rack_id, &self.rack_id)
            && is_same(&request.server_assignor, &self.server_assignor)
            && [-1, self.rebalance_timeout_ms].contains(&request.rebalance_timeout_ms)
            && request.subscribed_topic_regex.as_ref().is_none_or(|regex| *regex == self.topic_regex)
            && names.is_none_or(|names| {
                names.iter().collect::<BTreeSet<_>>() == self.topic_names.iter().collect()
            })
    }

    /// What a heartbeat changes: what it leaves out stays. A member that heartbeats speaks the consumer protocol from now on.
    pub(crate) fn updated(&self, client: &Client, request: &ConsumerGroupHeartbeatRequest) -> Self {
        let or = |new: &Option<String>, old: &Option<String>| new.clone().or_else(|| old.clone());
        let rebalance_timeout_ms = request.rebalance_timeout_ms;
        Self {
            instance_id: or(&request.instance_id, &self.instance_id),
            rack_id: or(&request.rack_id, &self.rack_id),
            client_id: client.id.clone(),
            client_host: client.host.clone(),
            topic_names: match &request.subscribed_topic_names {
                Some(names) => names.iter().cloned().collect(),
                None => self.topic_names.clone(),
            },
            topic_regex: request.subscribed_topic_regex.clone().unwrap_or_else(|| self.topic_regex.clone()),
            rebalance_timeout_ms: match rebalance_timeout_ms {
                -1 => self.rebalance_timeout_ms,
                timeout => timeout,
            },
            server_assignor: or(&request.server_assignor, &self.server_assignor),
            classic: None,
        }
    }

    /// How long it may take to give partitions back.
    pub(crate) fn rebalance_timeout(&self) -> Duration {
        Duration::from_millis(u64::try_from(self.rebalance_timeout_ms).unwrap_or(0))
    }

    /// How long it may be silent, when it speaks the classic protocol; otherwise the group's configuration says.
    pub(crate) fn classic_session_timeout(&self) -> Option<Duration> {
        self.classic
            .as_ref()
            .map(|classic| Duration::from_millis(u64::try_from(classic.session_timeout_ms).unwrap_or(0)))
    }

    /// The memory that it takes, about.
    pub(crate) fn bytes(&self) -> usize {
        let texts = [&self.instance_id, &self.rack_id, &self.server_assignor];
        let protocols = self.classic.iter().flat_map(|classic| &classic.supported_protocols);
        texts.iter().map(|text| text.as_ref().map_or(0, String::len)).sum::<usize>()
            + self.client_id.len()
            + self.client_host.len()
            + self.topic_regex.len()
            + self.topic_names.iter().map(|name| name.len() + size_of::<String>()).sum::<usize>()
            + protocols.map(|protocol| protocol.name.len() + protocol.metadata.len()).sum::<usize>()
    }

    pub(crate) fn to_record(&self) -> ConsumerGroupMemberMetadataValue {
        ConsumerGroupMemberMetadataValue {
            instance_id: self.instance_id.clone(),
            rack_id: self.rack_id.clone(),
            client_id: self.client_id.clone(),
            client_host: self.client_host.clone(),
            subscribed_topic_names: self.topic_names.iter().cloned().collect(),
            subscribed_topic_regex: Some(self.topic_regex.clone()),
            rebalance_timeout_ms: self.rebalance_timeout_ms,
            server_assignor: self.server_assignor.clone(),
            classic_member_metadata: self.classic.clone(),
        }
    }

    pub(crate) fn from_record(record: &ConsumerGroupMemberMetadataValue) -> Self {
        Self {
            instance_id: record.instance_id.clone(),
            rack_id: record.rack_id.clone(),
            client_id: record.client_id.clone(),
            client_host: record.client_host.clone(),
            topic_names: record.subscribed_topic_names.iter().cloned().collect(),
            topic_regex: record.subscribed_topic_regex.clone().unwrap_or_default(),
            rebalance_timeout_ms: record.rebalance_timeout_ms,
            server_assignor: record.server_assignor.clone(),
            classic: record.classic_member_metadata.clone(),
        }
    }
}

/// How far a member is, and what it owns.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct MemberProgress {
    pub(crate) state: MemberState,
    /// The epoch that the member has to heartbeat with.
    pub(crate) epoch: i32,
    /// The one before: it is taken as well, because the answer that told the new one may have been lost.
    pub(crate) previous_epoch: i32,
    /// What it may use.
    pub(crate) assigned: OwnedPartitions,
    /// What it has to give back before anybody else may have it.
    pub(crate) pending_revocation: OwnedPartitions,
}

impl Default for MemberProgress {
    fn default() -> Self {
        Self {
            state: MemberState::Stable,
            epoch: JOIN_EPOCH,
            previous_epoch: -1,
            assigned: OwnedPartitions::default(),
            pending_revocation: OwnedPartitions::default(),
        }
    }
}

impl MemberProgress {
    /// Whether it owns its target of `epoch`.
    /// What nobody else may own yet: what the member is assigned, and what it has been told to give back.
    pub(crate) fn owned(&self) -> OwnedPartitions {
        let mut owned = self.assigned.clone();
        for (topic, partition, epoch) in self.pending_revocation.iter() {
            owned.insert(topic, partition, epoch);
        }
        owned
    }

    pub(crate) fn is_reconciled_to(&self, epoch: i32) -> bool {
        self.state == MemberState::Stable && self.epoch == epoch
    }

    pub(crate) fn to_record(&self) -> ConsumerGroupCurrentMemberAssignmentValue {
        ConsumerGroupCurrentMemberAssignmentValue {
            member_epoch: self.epoch,
            previous_member_epoch: self.previous_epoch,
            state: self.state.code(),
            assigned_partitions: self.assigned.to_record(),
            partitions_pending_revocation: self.pending_revocation.to_record(),
        }
    }

    pub(crate) fn from_record(record: &ConsumerGroupCurrentMemberAssignmentValue) -> Self {
        Self {
            state: MemberState::of_code(record.state),
            epoch: record.member_epoch,
            previous_epoch: record.previous_member_epoch,
            assigned: OwnedPartitions::from_record(&record.assigned_partitions, record.member_epoch),
            pending_revocation: OwnedPartitions::from_record(
                &record.partitions_pending_revocation,
                record.member_epoch,
            ),
        }
    }
}

/// A member: what it says, and how far it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Member {
    pub(crate) metadata: MemberMetadata,
    pub(crate) progress: MemberProgress,
}

impl Member {
    /// Whether it speaks the classic protocol (JoinGroup, SyncGroup).
    pub(crate) fn is_classic(&self) -> bool {
        self.metadata.classic.is_some()
    }
}
