//! SyncGroup: the leader gives assignments, members take them.

use hashbrown::HashMap;

use foldhash::fast::FixedState;
use protocol::ErrorCode;
use protocol::messages::sync_group_request::SyncGroupRequestAssignment;
use protocol::messages::{SyncGroupRequest, SyncGroupResponse};

use super::{ClassicGroup, ClassicState};
use crate::turn::Turn;
use crate::{Answer, QuestionId};

/// The first version whose clients must say what they think the group has agreed on (KIP-559).
const PROTOCOL_MANDATORY_SINCE: i16 = 5;

/// A SyncGroup's refusal.
pub(crate) fn refused(code: ErrorCode) -> Answer {
    Answer::SyncGroup(SyncGroupResponse { error_code: code.code(), ..Default::default() })
}

impl ClassicGroup {
    /// A member asks for its assignment; the leader brings all of them.
    pub(crate) fn sync(
        &mut self,
        turn: &mut Turn<'_, '_>,
        question: QuestionId,
        api_version: i16,
        request: SyncGroupRequest,
    ) {
        if let Err(code) = self.validate_sync(api_version, &request) {
            return turn.effects.answer_now(question, refused(code));
        }
        self.forget_pending_sync(&request.member_id);
        if self.state == ClassicState::Stable {
            self.touch(turn, &request.member_id);
            let answer = self.synced(&request.member_id);
            return turn.effects.answer(question, answer);
        }
        let member = self.members.get_mut(&request.member_id).expect("validated");
        if let Some(superseded) = member.awaiting_sync.replace(question) {
            turn.effects.answer_now(superseded, refused(ErrorCode::RebalanceInProgress));
        }
        if self.is_leader(&request.member_id) {
            self.take_assignments(turn, request.assignments);
        }
    }

    fn validate_sync(&self, api_version: i16, request: &SyncGroupRequest) -> Result<(), ErrorCode> {
        let (protocol_type, protocol_name) = (&request.protocol_type, &request.protocol_name);
        if api_version >= PROTOCOL_MANDATORY_SINCE && (protocol_type.is_none() || protocol_name.is_none()) {
            return Err(ErrorCode::InconsistentGroupProtocol);
        }
        self.validate_member(&request.member_id, request.group_instance_id.as_deref())?;
        if request.generation_id != self.generation {
            return Err(ErrorCode::IllegalGeneration);
        }
        let differs = |said: &Option<String>, agreed: &Option<String>| said.is_some() && said != agreed;
        if differs(protocol_type, &self.protocol_type) || differs(protocol_name, &self.protocol_name) {
            return Err(ErrorCode::InconsistentGroupProtocol);
        }
        match self.state {
            ClassicState::PreparingRebalance => Err(ErrorCode::RebalanceInProgress),
            ClassicState::Empty => Err(ErrorCode::UnknownMemberId),
            ClassicState::CompletingRebalance | ClassicState::Stable => Ok(()),
        }
    }

    /// The leader has assigned: the group is stable, and all who wait are told when that is durable.
    fn take_assignments(&mut self, turn: &mut Turn<'_, '_>, assignments: Vec<SyncGroupRequestAssignment>) {
        let mut given: HashMap<String, Vec<u8>, FixedState> = assignments
            .into_iter()
            .map(|assignment| (assignment.member_id, assignment.assignment.to_vec()))
            .collect();
        self.members.assign(|member_id| given.remove(member_id).unwrap_or_default());
        self.transition(turn, ClassicState::Stable);
        if !self.record_if_it_fits(turn) {
            // Kafka: what the log refuses for its size is UNKNOWN_SERVER_ERROR to those who wait.
            self.transition(turn, ClassicState::CompletingRebalance);
            self.drop_assignment(turn, ErrorCode::UnknownServerError);
            return self.prepare_rebalance(turn);
        }
        for member_id in self.members_that_await_sync() {
            let answer = self.synced(&member_id);
            self.answer_sync(turn, &member_id, answer);
        }
    }

    /// Records the group, unless no batch of the log can hold it.
    pub(super) fn record_if_it_fits(&self, turn: &mut Turn<'_, '_>) -> bool {
        turn.effects.record_if_it_fits(&self.to_record(), turn.config.batch_bytes_max)
    }

    /// Forgets the assignment of this generation and refuses those who wait for it.
    pub(super) fn drop_assignment(&mut self, turn: &mut Turn<'_, '_>, code: ErrorCode) {
        self.members.assign(|_| Vec::new());
        for member_id in self.members_that_await_sync() {
            self.answer_sync(turn, &member_id, refused(code));
        }
    }

    /// Its session begins anew: while it waited nobody looked at it.
    fn answer_sync(&mut self, turn: &mut Turn<'_, '_>, member_id: &str, answer: Answer) {
        let question = self.members.get_mut(member_id).and_then(|member| member.awaiting_sync.take());
        if let Some(question) = question {
            turn.effects.answer(question, answer);
            self.touch(turn, member_id);
        }
    }

    fn members_that_await_sync(&self) -> Vec<String> {
        let waiting = self.members.iter().filter(|member| member.awaiting_sync.is_some());
        waiting.map(|member| member.member_id.clone()).collect()
    }

    fn synced(&self, member_id: &str) -> Answer {
        let assignment = self.members.get(member_id).map(|member| member.assignment.clone());
        Answer::SyncGroup(SyncGroupResponse {
            protocol_type: self.protocol_type.clone(),
            protocol_name: self.protocol_name.clone(),
            assignment: assignment.unwrap_or_default().into(),
            ..Default::default()
        })
    }

    /// The member's SyncGroup has come, or it is gone. Nobody is waited for when it was the last.
    pub(super) fn forget_pending_sync(&mut self, member_id: &str) {
        self.pending_syncs.remove(member_id);
        if self.pending_syncs.is_empty() {
            self.sync_deadline = None;
        }
    }
}
