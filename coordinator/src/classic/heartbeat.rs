//! Heartbeat, and who is a member at all.

use protocol::ErrorCode;
use protocol::messages::HeartbeatRequest;

use super::{ClassicGroup, ClassicState};
use crate::turn::Turn;

impl ClassicGroup {
    /// A member lives. REBALANCE_IN_PROGRESS tells it to join again.
    pub(crate) fn heartbeat(
        &mut self,
        turn: &Turn<'_, '_>,
        request: &HeartbeatRequest,
    ) -> Result<(), ErrorCode> {
        self.validate_member(&request.member_id, request.group_instance_id.as_deref())?;
        if request.generation_id != self.generation {
            return Err(ErrorCode::IllegalGeneration);
        }
        match self.state {
            ClassicState::Empty => Err(ErrorCode::UnknownMemberId),
            ClassicState::PreparingRebalance => {
                self.touch(turn, &request.member_id);
                Err(ErrorCode::RebalanceInProgress)
            }
            ClassicState::CompletingRebalance | ClassicState::Stable => {
                self.touch(turn, &request.member_id);
                Ok(())
            }
        }
    }

    /// A member by its id, and by its instance id if it is static: an instance id that has gone to another member fences it.
    pub(crate) fn validate_member(
        &self,
        member_id: &str,
        instance_id: Option<&str>,
    ) -> Result<(), ErrorCode> {
        if let Some(instance_id) = instance_id {
            match self.members.id_of_instance(instance_id) {
                None => return Err(ErrorCode::UnknownMemberId),
                Some(current) if current != member_id => return Err(ErrorCode::FencedInstanceId),
                Some(_) => {}
            }
        }
        if self.members.contains(member_id) { Ok(()) } else { Err(ErrorCode::UnknownMemberId) }
    }

    pub(super) fn is_leader(&self, member_id: &str) -> bool {
        self.leader.as_deref() == Some(member_id)
    }

    /// The member was heard of, or was answered: its session begins anew. The timer stays where it is if it rings earlier;
    /// it then looks at the deadline again. So a heartbeat touches no queue.
    pub(crate) fn touch(&mut self, turn: &Turn<'_, '_>, member_id: &str) {
        let Some(member) = self.members.get_mut(member_id) else { return };
        member.session_deadline = turn.now() + member.session_timeout();
        if self.sessions.deadline_of(member_id).is_none_or(|timer| timer > member.session_deadline) {
            self.sessions.set(member_id.to_owned(), member.session_deadline);
        }
    }
}
