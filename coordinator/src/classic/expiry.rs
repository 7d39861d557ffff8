//! What time does to a classic group.

use protocol::ErrorCode;

use super::{ClassicGroup, ClassicState, join, sync};
use crate::effects::Effects;
use crate::turn::Turn;

impl ClassicGroup {
    /// All of the log has been read: every member has a whole session to be heard of.
    pub(crate) fn on_loaded(&mut self, turn: &mut Turn<'_, '_>) {
        if self.leader.is_none() && !self.members.is_empty() {
            return self.come_together(turn);
        }
        let member_ids: Vec<String> = self.members.iter().map(|member| member.member_id.clone()).collect();
        for member_id in member_ids {
            self.touch(turn, &member_id);
        }
        if self.members.len() > turn.config.size_max {
            // The limit was lowered: those who join first stay.
            self.prepare_rebalance(turn);
        }
    }

    /// The coordinator gives up: whoever waits is told so.
    pub(crate) fn fail(&mut self, effects: &mut Effects, code: ErrorCode) {
        let member_ids: Vec<String> = self.members.iter().map(|member| member.member_id.clone()).collect();
        for member_id in member_ids {
            if let Some(question) = self.members.take_awaiting_join(&member_id) {
                effects.answer_now(question, join::refused(&member_id, code));
            }
            let waiting = self.members.get_mut(&member_id).and_then(|member| member.awaiting_sync.take());
            if let Some(question) = waiting {
                effects.answer_now(question, sync::refused(code));
            }
        }
    }

    /// Sessions end, joins are over, members that do not sync are removed.
    pub(crate) fn on_deadline(&mut self, turn: &mut Turn<'_, '_>) {
        let now = turn.now();
        while self.next_deadline().is_some_and(|deadline| deadline <= now) {
            if let Some(timer) = self.join_timer.take_if(|timer| timer.at() <= now) {
                self.on_join_timer(turn, timer);
            } else if self.sync_deadline.take_if(|deadline| *deadline <= now).is_some() {
                self.on_sync_deadline(turn);
            } else if let Some(member_id) = self.sessions.pop_due(now) {
                self.on_session_timer(turn, &member_id);
            }
        }
    }

    fn on_sync_deadline(&mut self, turn: &mut Turn<'_, '_>) {
        for member_id in std::mem::take(&mut self.pending_syncs) {
            self.remove_member(turn, &member_id, ErrorCode::UnknownMemberId);
        }
        self.prepare_rebalance(turn);
    }

    fn on_session_timer(&mut self, turn: &mut Turn<'_, '_>, member_id: &str) {
        if let Some(member) = self.members.get(member_id) {
            if member.session_deadline > turn.now() {
                return self.sessions.set(member_id.to_owned(), member.session_deadline);
            }
            let is_waiting = member.awaiting_join.is_some() || member.awaiting_sync.is_some();
            if is_waiting && !member.is_new {
                // Its connection is ours to answer: its session begins anew with the answer.
                return;
            }
        }
        self.remove_member(turn, member_id, ErrorCode::UnknownMemberId);
        match self.state {
            ClassicState::Stable | ClassicState::CompletingRebalance => self.prepare_rebalance(turn),
            // Unlike a leave, an expiry ends the initial delay as well (as in Kafka).
            ClassicState::PreparingRebalance if self.has_all_joined() => self.complete_join(turn),
            ClassicState::PreparingRebalance | ClassicState::Empty => {}
        }
    }
}
