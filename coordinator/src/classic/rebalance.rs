//! The rebalance: from the first member that joins until all have been told their generation.

use std::collections::BTreeMap;
use std::time::Duration;

use protocol::ErrorCode;

use super::member::millis;
use super::timers::JoinTimer;
use super::{ClassicGroup, ClassicState};
use crate::Answer;
use crate::turn::Turn;

/// When none of the members has joined again, this is the least time until it is looked at once more.
const RETRY_MIN: Duration = Duration::from_millis(100);

impl ClassicGroup {
    pub(super) fn transition(&mut self, turn: &Turn<'_, '_>, state: ClassicState) {
        self.state = state;
        self.state_since_ms = Some(turn.wall_clock_ms());
    }

    /// The longest that a member wants to be waited for.
    pub(super) fn rebalance_timeout(&self) -> Duration {
        millis(self.members.iter().map(|member| member.rebalance_timeout_ms).max().unwrap_or(0))
    }

    /// Something has changed: a rebalance begins, or, if it has begun, may be complete now.
    pub(super) fn rebalance_or_complete_join(&mut self, turn: &mut Turn<'_, '_>) {
        match self.state {
            ClassicState::PreparingRebalance => self.complete_join_if_all_joined(turn),
            _ => self.prepare_rebalance(turn),
        }
    }

    pub(super) fn prepare_rebalance(&mut self, turn: &mut Turn<'_, '_>) {
        if self.state == ClassicState::CompletingRebalance {
            self.drop_assignment(turn, ErrorCode::RebalanceInProgress);
        }
        self.pending_syncs.clear();
        self.sync_deadline = None;
        let is_initial = self.state == ClassicState::Empty;
        self.transition(turn, ClassicState::PreparingRebalance);
        let timeout = self.rebalance_timeout();
        if is_initial {
            // KIP-134: a service starts all its members within seconds; one rebalance for all of them.
            let delay = turn.config.initial_rebalance_delay;
            let remaining = timeout.saturating_sub(delay);
            self.join_timer =
                Some(JoinTimer::Initial { at: turn.now() + delay, delay, remaining, is_prolonged: false });
        } else if self.has_all_joined() {
            self.complete_join(turn);
        } else {
            self.join_timer = Some(JoinTimer::Rebalance { at: turn.now() + timeout });
        }
    }

    pub(super) fn has_all_joined(&self) -> bool {
        self.members.awaiting_joins() == self.members.len() && self.pending_joins.is_empty()
    }

    pub(super) fn prolong_initial_rebalance(&mut self) {
        if let Some(JoinTimer::Initial { is_prolonged, .. }) = &mut self.join_timer {
            *is_prolonged = true;
        }
    }

    /// The initial delay is waited for in any case.
    pub(super) fn complete_join_if_all_joined(&mut self, turn: &mut Turn<'_, '_>) {
        let is_initial = matches!(self.join_timer, Some(JoinTimer::Initial { .. }));
        if self.state == ClassicState::PreparingRebalance && !is_initial && self.has_all_joined() {
            self.complete_join(turn);
        }
    }

    pub(super) fn on_join_timer(&mut self, turn: &mut Turn<'_, '_>, timer: JoinTimer) {
        match timer {
            JoinTimer::Initial { delay, remaining, is_prolonged: true, .. } if !remaining.is_zero() => {
                let next_delay = turn.config.initial_rebalance_delay.min(remaining);
                self.join_timer = Some(JoinTimer::Initial {
                    at: turn.now() + next_delay,
                    delay: next_delay,
                    remaining: remaining.saturating_sub(delay),
                    is_prolonged: false,
                });
            }
            _ => self.complete_join(turn),
        }
    }

    /// Joining is over: whoever has not joined is out, the others are the next generation.
    pub(super) fn complete_join(&mut self, turn: &mut Turn<'_, '_>) {
        self.join_timer = None;
        self.remove_members_that_have_not_joined(turn);
        if !self.elect_leader_that_has_joined() && !self.members.is_empty() {
            // Static members alone are left, and none of them has come: their sessions decide.
            let at = turn.now() + self.rebalance_timeout().max(RETRY_MIN);
            self.join_timer = Some(JoinTimer::Rebalance { at });
            return;
        }
        self.generation = self.generation.checked_add(1).unwrap_or(0);
        self.pending_syncs.clear();
        if self.members.is_empty() {
            return self.become_empty(turn);
        }
        self.protocol_name = self.selected_protocol();
        self.subscribed_topics = self.compute_subscribed_topics();
        self.transition(turn, ClassicState::CompletingRebalance);
        self.answer_joins(turn);
        self.sync_deadline = Some(turn.now() + self.rebalance_timeout());
    }

    fn become_empty(&mut self, turn: &mut Turn<'_, '_>) {
        self.protocol_name = None;
        self.subscribed_topics = self.compute_subscribed_topics();
        self.transition(turn, ClassicState::Empty);
        turn.effects.record(&self.to_record());
    }

    fn answer_joins(&mut self, turn: &mut Turn<'_, '_>) {
        let member_ids: Vec<String> = self.members.iter().map(|member| member.member_id.clone()).collect();
        for member_id in member_ids {
            if let Some(question) = self.members.take_awaiting_join(&member_id) {
                turn.effects.answer(question, Answer::JoinGroup(self.joined(&member_id)));
            }
            if let Some(member) = self.members.get_mut(&member_id) {
                member.is_new = false;
            }
            self.touch(turn, &member_id);
            // Static members that have not joined as well: they may come with the next SyncGroup, or are removed.
            self.pending_syncs.insert(member_id);
        }
    }

    /// Static members stay: they may be restarting (KIP-345).
    fn remove_members_that_have_not_joined(&mut self, turn: &mut Turn<'_, '_>) {
        let is_out =
            |member: &&super::ClassicMember| member.awaiting_join.is_none() && member.instance_id.is_none();
        let member_ids: Vec<String> =
            self.members.iter().filter(is_out).map(|member| member.member_id.clone()).collect();
        for member_id in member_ids {
            self.remove_member(turn, &member_id, ErrorCode::UnknownMemberId);
        }
    }

    /// Whether there is a leader that has joined; the present one if it can be.
    fn elect_leader_that_has_joined(&mut self) -> bool {
        let leader = self.leader.as_ref().and_then(|leader| self.members.get(leader));
        if leader.is_some_and(|leader| leader.awaiting_join.is_some()) {
            return true;
        }
        let joined = self.members.iter().find(|member| member.awaiting_join.is_some());
        let Some(joined) = joined.map(|member| member.member_id.clone()) else { return false };
        self.leader = Some(joined);
        true
    }

    /// Of the protocols that all members offer, the one that most members put first; the first by name among equals.
    pub(super) fn selected_protocol(&self) -> Option<String> {
        let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
        for member in self.members.iter() {
            let vote = member.protocols.iter().find(|protocol| self.members.all_offer(&protocol.name));
            *votes.entry(&vote?.name).or_default() += 1;
        }
        let most = votes.values().max()?;
        votes.iter().find(|(_, count)| *count == most).map(|(name, _)| (*name).to_owned())
    }
}
