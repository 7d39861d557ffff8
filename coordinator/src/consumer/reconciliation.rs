//! One step of a member towards its target: what it has to give back first, and what it may have now.

use std::collections::BTreeSet;

use protocol::Uuid;
use protocol::messages::consumer_group_heartbeat_request::TopicPartitions as ReportedPartitions;

use super::member::{MemberProgress, MemberState};
use super::ownership::{OwnedPartitions, Owners};
use crate::assignor::Partitions;

/// What a step is decided by.
pub(crate) struct Reconciliation<'a> {
    pub(crate) target_epoch: i32,
    pub(crate) target: &'a Partitions,
    /// The ids of the topics that the member subscribes to now: what it no longer subscribes to it neither keeps nor gets,
    /// even where an older target says so.
    pub(crate) subscribed: &'a BTreeSet<Uuid>,
    /// Who owns what in the group.
    pub(crate) owners: &'a Owners,
    /// What the member says it owns; `None` when it does not say.
    pub(crate) reported: Option<&'a [ReportedPartitions]>,
    /// The member has just changed its subscription.
    pub(crate) has_subscription_changed: bool,
}

impl Reconciliation<'_> {
    /// The member's next progress; the same when there is nothing to do but wait.
    ///
    /// KIP-848, worked example. Target of epoch 2: a gets t0, b gets t1; in epoch 1 a owned both.
    ///
    /// | heartbeat | answer | a | b |
    /// |---|---|---|---|
    /// | b joins | epoch 2, nothing | Stable 1: t0 t1 | Unreleased 2: nothing, for t1 is a's |
    /// | a | epoch 1, t0 | Unrevoked 1: t0, gives t1 back | |
    /// | a, owns t0 | epoch 2, t0 | Stable 2: t0 | |
    /// | b | epoch 2, t1 | | Stable 2: t1 |
    pub(crate) fn next(&self, now: &MemberProgress) -> MemberProgress {
        match now.state {
            MemberState::Stable if now.epoch != self.target_epoch => self.advance(now),
            MemberState::Stable if self.has_subscription_changed => self.drop_unsubscribed(now),
            MemberState::Stable => now.clone(),
            MemberState::UnrevokedPartitions if !self.still_owns(&now.pending_revocation) => {
                self.advance(now)
            }
            MemberState::UnrevokedPartitions if self.has_subscription_changed => self.drop_unsubscribed(now),
            MemberState::UnrevokedPartitions => now.clone(),
            // An unknown state comes here only from a member that has given up everything.
            MemberState::UnreleasedPartitions | MemberState::Unknown => self.advance(now),
        }
    }

    /// A member that does not say what it owns may own it still.
    fn still_owns(&self, pending: &OwnedPartitions) -> bool {
        self.reported.is_none_or(|reported| pending.contains_any(reported))
    }

    /// Towards the target: first gives back, then gets.
    fn advance(&self, now: &MemberProgress) -> MemberProgress {
        let (kept, given_back): (Vec<_>, Vec<_>) = now.assigned.iter().partition(|&(topic, partition, _)| {
            self.subscribed.contains(&topic)
                && self.target.get(&topic).is_some_and(|all| all.binary_search(&partition).is_ok())
        });
        let mut assigned: OwnedPartitions = kept.into_iter().collect();
        let given_back: OwnedPartitions = given_back.into_iter().collect();
        if !given_back.is_empty() && self.still_owns(&given_back) {
            return unrevoked(now, assigned, given_back);
        }
        let mut state = MemberState::Stable;
        for (topic, partition) in self.wanted(&assigned) {
            // What the member itself gives back right now is free: nobody else can have got it.
            if self.owners.has_owner(topic, partition) && !now.pending_revocation.contains(topic, partition) {
                state = MemberState::UnreleasedPartitions;
            } else {
                assigned.insert(topic, partition, self.target_epoch);
            }
        }
        MemberProgress {
            state,
            epoch: self.target_epoch,
            previous_epoch: now.epoch,
            assigned,
            pending_revocation: OwnedPartitions::default(),
        }
    }

    /// What the target has and the member has not.
    fn wanted(&self, assigned: &OwnedPartitions) -> Vec<(Uuid, i32)> {
        let topics = self.target.iter().filter(|(topic, _)| self.subscribed.contains(topic));
        let partitions = topics.flat_map(|(topic, all)| all.iter().map(|partition| (*topic, *partition)));
        partitions.filter(|(topic, partition)| !assigned.contains(*topic, *partition)).collect()
    }

    /// What the member no longer subscribes to goes at once, before there is a new target.
    fn drop_unsubscribed(&self, now: &MemberProgress) -> MemberProgress {
        let (kept, dropped): (Vec<_>, Vec<_>) =
            now.assigned.iter().partition(|(topic, _, _)| self.subscribed.contains(topic));
        if dropped.is_empty() {
            return now.clone();
        }
        let assigned: OwnedPartitions = kept.into_iter().collect();
        let mut pending = now.pending_revocation.clone();
        pending.extend(dropped);
        if self.still_owns(&pending) {
            return unrevoked(now, assigned, pending);
        }
        MemberProgress { previous_epoch: now.epoch, assigned, ..now.clone() }
    }
}

/// It stays in its epoch until it has given these back.
fn unrevoked(now: &MemberProgress, assigned: OwnedPartitions, pending: OwnedPartitions) -> MemberProgress {
    MemberProgress {
        state: MemberState::UnrevokedPartitions,
        epoch: now.epoch,
        previous_epoch: now.epoch,
        assigned,
        pending_revocation: pending,
    }
}
