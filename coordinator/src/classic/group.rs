//! A classic group as data: what it is made of, how it is recorded and read back.

use std::collections::BTreeSet;
use std::time::Duration;

use protocol::codec::{Decode, Reader};
use protocol::coordinator::group_metadata_value::MemberMetadata;
use protocol::coordinator::{ConsumerProtocolSubscriptionView, GroupMetadataKey, GroupMetadataValue};

use super::member::{ClassicMember, Protocol};
use super::members::Members;
use super::state::ClassicState;
use super::timers::JoinTimer;
use crate::record::LogEntry;
use crate::timer_queue::TimerQueue;

/// The protocol type under which consumers join.
pub(crate) const CONSUMER_PROTOCOL_TYPE: &str = "consumer";

/// A group whose members agree among themselves. [`ClassicState`] has the diagram.
///
/// Invariants (`assert_invariants`):
/// - Empty ⇔ no members and no JoinGroup waits; Empty has no leader's protocol.
/// - In every other state there are members, or only pending ones while PreparingRebalance.
/// - The leader is a member.
/// - Stable has a protocol that every member offers.
/// - SyncGroups wait in CompletingRebalance only; JoinGroups wait in PreparingRebalance only.
/// - The join timer runs exactly in PreparingRebalance.
/// - Whoever must be heard of has a session deadline no earlier than its timer.
#[derive(Debug)]
pub(crate) struct ClassicGroup {
    pub(super) group_id: String,
    pub(super) state: ClassicState,
    /// Unix milliseconds of the last change of state; `None` in records of old brokers.
    pub(super) state_since_ms: Option<i64>,
    /// `consumer`, `connect`, …; `None` while it has had no member (it has committed offsets only).
    pub(super) protocol_type: Option<String>,
    /// The assignor that the members have agreed on.
    pub(super) protocol_name: Option<String>,
    pub(super) generation: i32,
    /// There is none while a group is loaded whose members have to come together first ([`ClassicGroup::come_together`]).
    pub(super) leader: Option<String>,
    pub(super) members: Members,
    /// Ids that were given out with MEMBER_ID_REQUIRED and have not come back.
    pub(super) pending_joins: BTreeSet<String>,
    /// Members whose SyncGroup has not come in this generation.
    pub(super) pending_syncs: BTreeSet<String>,
    /// Topics that the members of a `consumer` group subscribe to; `None` when that is not known.
    pub(super) subscribed_topics: Option<BTreeSet<String>>,
    /// Session deadlines of members and pending members, possibly earlier than the member's own.
    pub(super) sessions: TimerQueue<String>,
    pub(super) join_timer: Option<JoinTimer>,
    /// When members whose SyncGroup has not come are removed.
    pub(super) sync_deadline: Option<Duration>,
}

impl ClassicGroup {
    /// A group without members.
    pub(crate) fn new(group_id: &str, wall_clock_ms: Option<i64>) -> Self {
        Self {
            group_id: group_id.to_owned(),
            state: ClassicState::Empty,
            state_since_ms: wall_clock_ms,
            protocol_type: None,
            protocol_name: None,
            generation: 0,
            leader: None,
            members: Members::default(),
            pending_joins: BTreeSet::new(),
            pending_syncs: BTreeSet::new(),
            subscribed_topics: None,
            sessions: TimerQueue::default(),
            join_timer: None,
            sync_deadline: None,
        }
    }

    /// The group that a record holds.
    pub(crate) fn from_record(group_id: &str, value: GroupMetadataValue) -> Self {
        let mut group = Self::new(group_id, Some(value.current_state_timestamp).filter(|since| *since != -1));
        group.state = if value.members.is_empty() { ClassicState::Empty } else { ClassicState::Stable };
        group.protocol_type = Some(value.protocol_type).filter(|name| !name.is_empty());
        group.generation = value.generation;
        for member in value.members {
            let protocol = value.protocol.clone().unwrap_or_default();
            // A record that names a member or an instance twice is not ours; the first of them counts.
            let is_known = group.members.contains(&member.member_id)
                || member
                    .group_instance_id
                    .as_ref()
                    .is_some_and(|id| group.members.id_of_instance(id).is_some());
            if !is_known {
                group.members.insert(member_from_record(member, protocol));
            }
        }
        group.protocol_name = (!group.is_empty()).then(|| value.protocol.unwrap_or_default());
        group.leader = value.leader.and_then(|leader| match group.members.contains(&leader) {
            true => Some(leader),
            false => group.members.first_id().map(str::to_owned),
        });
        group.subscribed_topics = group.compute_subscribed_topics();
        group
    }

    /// The record that holds the group, which is Empty or Stable.
    pub(crate) fn to_record(&self) -> LogEntry {
        assert!(
            matches!(self.state, ClassicState::Empty | ClassicState::Stable),
            "{:?} is not recorded",
            self.state
        );
        let value = GroupMetadataValue {
            protocol_type: self.protocol_type.clone().unwrap_or_default(),
            generation: self.generation,
            protocol: self.protocol_name.clone(),
            leader: self.leader.clone(),
            current_state_timestamp: self.state_since_ms.unwrap_or(-1),
            members: self.members.iter().map(|member| self.member_to_record(member)).collect(),
        };
        LogEntry::GroupMetadata(self.key(), Some(value))
    }

    /// The record that says that there is no such group.
    pub(crate) fn tombstone(&self) -> LogEntry {
        LogEntry::GroupMetadata(self.key(), None)
    }

    fn key(&self) -> GroupMetadataKey {
        GroupMetadataKey { group: self.group_id.clone() }
    }

    fn member_to_record(&self, member: &ClassicMember) -> MemberMetadata {
        MemberMetadata {
            member_id: member.member_id.clone(),
            group_instance_id: member.instance_id.clone(),
            client_id: member.client_id.clone(),
            client_host: member.client_host.clone(),
            rebalance_timeout: member.rebalance_timeout_ms,
            session_timeout: member.session_timeout_ms,
            subscription: member.metadata(self.protocol_name.as_deref()).to_vec().into(),
            assignment: member.assignment.clone().into(),
        }
    }

    pub(crate) fn group_id(&self) -> &str {
        &self.group_id
    }

    pub(crate) fn state(&self) -> ClassicState {
        self.state
    }

    pub(crate) fn generation(&self) -> i32 {
        self.generation
    }

    /// The protocol type; empty for a group that has had no members.
    pub(crate) fn protocol_type(&self) -> &str {
        self.protocol_type.as_deref().unwrap_or("")
    }

    /// The assignor that the members have agreed on.
    pub(crate) fn protocol_name(&self) -> Option<&str> {
        self.protocol_name.as_deref()
    }

    pub(crate) fn members(&self) -> &Members {
        &self.members
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.state == ClassicState::Empty
    }

    /// Whether somebody has been given a member id and is to come back with it.
    pub(crate) fn has_pending_joins(&self) -> bool {
        !self.pending_joins.is_empty()
    }

    pub(crate) fn is_consumer_type(&self) -> bool {
        self.protocol_type() == CONSUMER_PROTOCOL_TYPE
    }

    /// Whether it is known what its members subscribe to.
    pub(crate) fn knows_subscribed_topics(&self) -> bool {
        self.subscribed_topics.is_some()
    }

    /// Whether a member may read this topic. While that is not known, consumers may read anything.
    pub(crate) fn is_subscribed(&self, topic: &str) -> bool {
        self.subscribed_topics.as_ref().map_or(self.is_consumer_type(), |topics| topics.contains(topic))
    }

    /// The topics of all members under the chosen protocol; `None` for groups that are not of consumers, or if a member's
    /// subscription cannot be read.
    pub(super) fn compute_subscribed_topics(&self) -> Option<BTreeSet<String>> {
        if !self.is_consumer_type() {
            return None;
        }
        if self.members.is_empty() {
            return Some(BTreeSet::new());
        }
        let protocol = self.protocol_name.as_deref()?;
        let mut topics = BTreeSet::new();
        for member in self.members.iter() {
            topics.extend(topics_of_subscription(member.metadata(Some(protocol)))?);
        }
        Some(topics)
    }

    /// Bytes that it holds for its members.
    pub(super) fn size_in_bytes(&self) -> usize {
        const PENDING_BYTES: usize = 256;
        self.members.size_in_bytes() + PENDING_BYTES * (self.members.len() + self.pending_joins.len())
    }
}

fn member_from_record(member: MemberMetadata, protocol: String) -> ClassicMember {
    // Records before version 1 had no rebalance timeout.
    let rebalance_timeout_ms =
        if member.rebalance_timeout == -1 { member.session_timeout } else { member.rebalance_timeout };
    ClassicMember {
        member_id: member.member_id,
        instance_id: member.group_instance_id,
        client_id: member.client_id,
        client_host: member.client_host,
        rebalance_timeout_ms,
        session_timeout_ms: member.session_timeout,
        protocols: vec![Protocol { name: protocol, metadata: member.subscription.to_vec() }],
        assignment: member.assignment.to_vec(),
        awaiting_join: None,
        awaiting_sync: None,
        is_new: false,
        session_deadline: Duration::MAX,
    }
}

/// Topics of a ConsumerProtocolSubscription. All versions begin as version 0 does, so that unknown ones can be read.
fn topics_of_subscription(metadata: &[u8]) -> Option<impl Iterator<Item = String>> {
    let (version, body) = metadata.split_first_chunk::<2>()?;
    if i16::from_be_bytes(*version) < 0 {
        return None;
    }
    let subscription = ConsumerProtocolSubscriptionView::read_from(&mut Reader::new(body, 0, false)).ok()?;
    Some(subscription.topics.iter().map(str::to_owned))
}
