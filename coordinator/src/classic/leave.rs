//! LeaveGroup, and every other way out of the group.

use protocol::ErrorCode;
use protocol::messages::leave_group_request::MemberIdentity;
use protocol::messages::leave_group_response::MemberResponse;

use super::member::ClassicMember;
use super::{ClassicGroup, ClassicState, join, sync};
use crate::turn::Turn;

impl ClassicGroup {
    /// Members leave; each is answered for itself. One rebalance follows for all of them.
    pub(crate) fn leave(
        &mut self,
        turn: &mut Turn<'_, '_>,
        members: &[MemberIdentity],
    ) -> Vec<MemberResponse> {
        let answers: Vec<MemberResponse> =
            members.iter().map(|member| self.leave_one(turn, member)).collect();
        if answers.iter().any(|answer| answer.error_code == ErrorCode::None.code()) {
            match self.state {
                ClassicState::Empty => {}
                _ => self.rebalance_or_complete_join(turn),
            }
        }
        answers
    }

    fn leave_one(&mut self, turn: &mut Turn<'_, '_>, member: &MemberIdentity) -> MemberResponse {
        let found = self.member_to_leave(member);
        if let Ok(member_id) = &found {
            self.remove_member(turn, member_id, ErrorCode::UnknownMemberId);
        }
        MemberResponse {
            member_id: member.member_id.clone(),
            group_instance_id: member.group_instance_id.clone(),
            error_code: found.err().unwrap_or(ErrorCode::None).code(),
        }
    }

    /// An administrator names a static member by its instance id alone.
    fn member_to_leave(&self, member: &MemberIdentity) -> Result<String, ErrorCode> {
        let instance_id = member.group_instance_id.as_deref();
        if member.member_id.is_empty() {
            let found = instance_id.and_then(|instance_id| self.members.id_of_instance(instance_id));
            return found.map(str::to_owned).ok_or(ErrorCode::UnknownMemberId);
        }
        if !self.pending_joins.contains(&member.member_id) {
            self.validate_member(&member.member_id, instance_id)?;
        }
        Ok(member.member_id.clone())
    }

    /// Removes a member or a pending one. What it waits for is answered with `code`.
    pub(super) fn remove_member(&mut self, turn: &mut Turn<'_, '_>, member_id: &str, code: ErrorCode) {
        self.pending_joins.remove(member_id);
        self.sessions.cancel(member_id);
        self.forget_pending_sync(member_id);
        let Some(mut member) = self.members.remove(member_id) else { return };
        self.answer_waiting(turn, &mut member, code);
        if self.is_leader(member_id) {
            self.leader = self.members.first_id().map(str::to_owned);
        }
    }

    /// Answers the questions of a member that is no longer counted.
    pub(super) fn answer_waiting(
        &self,
        turn: &mut Turn<'_, '_>,
        member: &mut ClassicMember,
        code: ErrorCode,
    ) {
        // A fenced member is told which of its ids it was; a removed one begins without an id.
        let member_id = if code == ErrorCode::FencedInstanceId { member.member_id.as_str() } else { "" };
        if let Some(question) = member.awaiting_join.take() {
            turn.effects.answer_now(question, join::refused(member_id, code));
        }
        if let Some(question) = member.awaiting_sync.take() {
            turn.effects.answer_now(question, sync::refused(code));
        }
    }
}
