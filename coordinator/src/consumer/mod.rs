//! Consumer groups: the coordinator assigns (KIP-848).
//!
//! Members heartbeat what they subscribe to and own. Whenever that or the topics change, the group's epoch is bumped and a new
//! target assignment is computed for it; each member is then brought to its target in steps ([`reconciliation`]), and no
//! partition is given to anybody before its owner has given it back.

mod admission;
mod classic_clients;
mod commits;
mod departure;
mod describe;
mod downgrade;
mod embedded_protocol;
mod heartbeat;
mod member;
mod metadata_hash;
mod ownership;
mod reconciliation;
mod refusal;
mod replay;
pub(crate) mod request;
mod retarget;
mod subscriptions;
mod target;
mod timers;
mod topic_regex;
mod upgrade;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::time::Duration;

pub(crate) use commits::CommitScope;
pub(crate) use refusal::Refusal;

use member::Member;
use ownership::Owners;
use subscriptions::Subscriptions;
use target::TargetAssignment;
use timers::MemberTimer;

use crate::effects::Effects;
use crate::record::LogEntry;
use crate::timer_queue::TimerQueue;

/// A group whose members heartbeat what they subscribe to, and are told what they own.
///
/// ```text
///            first member          target computed           every member owns its target
///   Empty ----------------> Assigning ----------> Reconciling --------------------------> Stable
///     ^                         ^                      |                                    |
///     |                         +---- epoch bumped ----+------------------------------------+
///     +------------------------------- last member left or fenced --------------------------+
/// ```
///
/// The state is derived; what is kept are the members, the target and two epochs. Invariants:
/// 1. no partition has two owners, counting those that are being given back;
/// 2. the target's epoch is not above the group's, and no member's epoch is above the target's;
/// 3. a member is in `UnrevokedPartitions` if and only if it has partitions to give back, and then it has a deadline for it;
/// 4. every member has a deadline for its session;
/// 5. instance ids name members that carry them, and every member with one is named;
/// 6. the target names members only, and once it is the one of the group's epoch, no partition has two owners in it (a log that ends
///    within a decision leaves half a target, which the next heartbeat replaces).
#[derive(Debug)]
pub(crate) struct ConsumerGroup {
    group_id: String,
    /// Bumped whenever a new target is due.
    epoch: i32,
    /// Of the topics that the group subscribes to, when the epoch was bumped last.
    metadata_hash: i64,
    members: BTreeMap<String, Member>,
    /// Member ids by instance id.
    static_members: BTreeMap<String, String>,
    subscriptions: Subscriptions,
    owners: Owners,
    target: TargetAssignment,
    /// The log holds a record that Kafka before 4.1 wrote and that nobody reads any more.
    has_partition_metadata: bool,
    timers: TimerQueue<MemberTimer>,
    /// The version of the topics that the hash was compared with last; not kept in the log.
    seen_topics: Option<u64>,
    /// When a target was computed last; not kept in the log.
    last_assigned: Option<Duration>,
}

/// A group's state, derived from its epochs and its members.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum ConsumerGroupState {
    /// It has no members.
    Empty,
    /// A new target is due.
    Assigning,
    /// Some member does not own its target yet.
    Reconciling,
    /// Every member owns its target.
    Stable,
}

impl ConsumerGroupState {
    /// As listings and descriptions show it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            ConsumerGroupState::Empty => "Empty",
            ConsumerGroupState::Assigning => "Assigning",
            ConsumerGroupState::Reconciling => "Reconciling",
            ConsumerGroupState::Stable => "Stable",
        }
    }
}

impl ConsumerGroup {
    /// A group that has never had a member: it stands in the log with its first.
    pub(crate) fn new(group_id: &str) -> Self {
        Self {
            group_id: group_id.to_owned(),
            epoch: 0,
            metadata_hash: 0,
            members: BTreeMap::new(),
            static_members: BTreeMap::new(),
            subscriptions: Subscriptions::default(),
            owners: Owners::default(),
            target: TargetAssignment::default(),
            has_partition_metadata: false,
            timers: TimerQueue::default(),
            seen_topics: None,
            last_assigned: None,
        }
    }

    /// O(members).
    pub(crate) fn state(&self) -> ConsumerGroupState {
        let is_reconciled = |member: &Member| member.progress.is_reconciled_to(self.target.epoch);
        if self.members.is_empty() {
            ConsumerGroupState::Empty
        } else if self.epoch > self.target.epoch {
            ConsumerGroupState::Assigning
        } else if self.members.values().all(is_reconciled) {
            ConsumerGroupState::Stable
        } else {
            ConsumerGroupState::Reconciling
        }
    }

    pub(crate) fn state_name(&self) -> &'static str {
        self.state().name()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// Whether any member subscribes to this topic.
    pub(crate) fn is_subscribed(&self, topic: &str) -> bool {
        self.subscriptions.contains(topic)
    }

    /// Changes the state, and writes what changed it.
    fn decide(&mut self, entry: LogEntry, effects: &mut Effects) {
        self.replay(&entry);
        effects.record(&entry);
    }

    /// What the type's description promises. For a log that was loaded to its end and for all that is decided after it.
    pub(crate) fn assert_invariants(&self) {
        assert!(self.owners.are_unique(), "a partition has two owners");
        assert!(self.target.epoch <= self.epoch, "the target is ahead of the group");
        let mut owned = 0;
        for (id, member) in &self.members {
            let progress = &member.progress;
            owned += progress.assigned.iter().count() + progress.pending_revocation.iter().count();
            assert!(progress.epoch <= self.target.epoch.max(self.epoch), "{id} is ahead of the group");
            self.assert_revocation(id, member);
            assert!(self.timers.deadline_of(&MemberTimer::session(id)).is_some(), "{id} has no session");
            if let Some(instance_id) = &member.metadata.instance_id {
                assert_eq!(
                    self.static_members.get(instance_id),
                    Some(id),
                    "{instance_id} names another member"
                );
            }
        }
        assert_eq!(owned, self.owners.len(), "the index of owners is not what members own");
        assert!(self.static_members.values().all(|id| self.members.contains_key(id)));
        self.assert_target();
    }

    fn assert_revocation(&self, id: &str, member: &Member) {
        let is_unrevoked = member.progress.state == member::MemberState::UnrevokedPartitions;
        let has_left = member.progress.epoch == member::STATIC_LEAVE_EPOCH;
        assert!(has_left || is_unrevoked != member.progress.pending_revocation.is_empty());
        let has_deadline = self.timers.deadline_of(&MemberTimer::revocation(id)).is_some();
        assert_eq!(
            has_deadline,
            is_unrevoked && !has_left && !member.is_classic(),
            "{id}'s time to give back"
        );
    }

    fn assert_target(&self) {
        let mut seen = std::collections::BTreeSet::new();
        for (id, target) in &self.target.members {
            assert!(self.members.contains_key(id), "the target names {id}, who is no member");
            for (topic, partitions) in target {
                let is_new = partitions.iter().all(|partition| seen.insert((*topic, *partition)));
                assert!(is_new || self.target.epoch < self.epoch, "the target has two owners of a partition");
            }
        }
    }
}
