//! JoinGroup: who becomes a member, and what makes a rebalance.

use hashbrown::HashSet;

use foldhash::fast::FixedState;
use protocol::ErrorCode;
use protocol::messages::join_group_response::JoinGroupResponseMember;
use protocol::messages::{JoinGroupRequest, JoinGroupResponse};

use super::member::{ClassicMember, Protocol};
use super::member_id::new_member_id;
use super::{ClassicGroup, ClassicState};
use crate::turn::Turn;
use crate::{Answer, Client, QuestionId};

/// The first version whose dynamic members join with an id that they were given before (KIP-394).
const MEMBER_ID_REQUIRED_SINCE: i16 = 4;
/// The first version whose clients understand `skip_assignment` (KIP-814).
const SKIP_ASSIGNMENT_SINCE: i16 = 9;

/// A JoinGroup, read.
#[derive(Debug)]
pub(crate) struct Joining {
    pub(crate) question: QuestionId,
    pub(crate) client_id: String,
    pub(crate) client_host: String,
    pub(crate) api_version: i16,
    pub(crate) member_id: String,
    pub(crate) instance_id: Option<String>,
    pub(crate) session_timeout_ms: i32,
    pub(crate) rebalance_timeout_ms: i32,
    pub(crate) protocol_type: String,
    pub(crate) protocols: Vec<Protocol>,
}

impl Joining {
    pub(crate) fn new(question: QuestionId, client: &Client, request: JoinGroupRequest) -> Self {
        let mut names = HashSet::with_hasher(FixedState::default());
        // A name that comes twice would be counted as two members' offer.
        let protocols = request.protocols.iter().filter(|protocol| names.insert(protocol.name.as_str()));
        let protocols = protocols.map(Protocol::from).collect();
        // Version 0 had one timeout for both.
        let rebalance_timeout_ms =
            if client.api_version == 0 { request.session_timeout_ms } else { request.rebalance_timeout_ms };
        Self {
            question,
            client_id: client.id.clone(),
            client_host: client.host.clone(),
            api_version: client.api_version,
            member_id: request.member_id,
            instance_id: request.group_instance_id,
            session_timeout_ms: request.session_timeout_ms,
            rebalance_timeout_ms,
            protocol_type: request.protocol_type,
            protocols,
        }
    }

    /// Whether it has to join again with an id that it is given now.
    pub(crate) fn requires_member_id(&self) -> bool {
        self.member_id.is_empty()
            && self.instance_id.is_none()
            && self.api_version >= MEMBER_ID_REQUIRED_SINCE
    }

    fn into_member(self, member_id: String) -> ClassicMember {
        ClassicMember {
            member_id,
            instance_id: self.instance_id,
            client_id: self.client_id,
            client_host: self.client_host,
            rebalance_timeout_ms: self.rebalance_timeout_ms,
            session_timeout_ms: self.session_timeout_ms,
            protocols: self.protocols,
            assignment: Vec::new(),
            awaiting_join: Some(self.question),
            awaiting_sync: None,
            is_new: true,
            session_deadline: Default::default(),
        }
    }

    fn size_in_bytes(&self) -> usize {
        self.protocols.iter().map(|protocol| protocol.name.len() + protocol.metadata.len()).sum()
    }
}

/// A JoinGroup's refusal; the member keeps the id that is in it.
pub(crate) fn refused(member_id: &str, code: ErrorCode) -> Answer {
    Answer::JoinGroup(JoinGroupResponse {
        error_code: code.code(),
        member_id: member_id.to_owned(),
        ..Default::default()
    })
}

impl ClassicGroup {
    /// A member joins, or joins again. The answer comes when the rebalance is over, or at once where there is none.
    pub(crate) fn join(&mut self, turn: &mut Turn<'_, '_>, joining: Joining) {
        let question = joining.question;
        let refuse = |turn: &mut Turn<'_, '_>, member_id: &str, code| {
            turn.effects.answer_now(question, refused(member_id, code));
        };
        if !self.has_room_for(turn, &joining) {
            refuse(turn, "", ErrorCode::GroupMaxSizeReached);
            return self.expel(turn, &joining.member_id);
        }
        if !self.supports(&joining) {
            return refuse(turn, &joining.member_id, ErrorCode::InconsistentGroupProtocol);
        }
        if joining.member_id.is_empty() {
            return self.join_unknown(turn, joining);
        }
        if self.pending_joins.contains(&joining.member_id) {
            if joining.instance_id.is_some() {
                // Ids are given out beforehand to dynamic members only.
                return refuse(turn, &joining.member_id, ErrorCode::UnknownServerError);
            }
            let member_id = joining.member_id.clone();
            return self.add_member(turn, joining, member_id);
        }
        match self.validate_member(&joining.member_id, joining.instance_id.as_deref()) {
            Ok(()) => self.rejoin(turn, joining),
            Err(code) => refuse(turn, &joining.member_id, code),
        }
    }

    /// `group.max.size`; and the memory of one group is bounded.
    fn has_room_for(&self, turn: &Turn<'_, '_>, joining: &Joining) -> bool {
        if self.size_in_bytes() + joining.size_in_bytes() > turn.config.group_bytes_max {
            return false;
        }
        let member = self.members.get(&joining.member_id);
        let size_max = turn.config.size_max;
        match self.state {
            ClassicState::Empty => true,
            // The group may be too large already, when the limit was lowered: those who join first stay.
            ClassicState::PreparingRebalance => {
                member.is_some_and(|member| member.awaiting_join.is_some())
                    || self.members.awaiting_joins() < size_max
            }
            ClassicState::CompletingRebalance | ClassicState::Stable => {
                member.is_some() || self.members.len() < size_max
            }
        }
    }

    /// Removes a member that there is no room for any more, so that nobody waits for it.
    fn expel(&mut self, turn: &mut Turn<'_, '_>, member_id: &str) {
        let is_member = self.members.contains(member_id);
        self.remove_member(turn, member_id, ErrorCode::UnknownMemberId);
        if is_member {
            self.rebalance_or_complete_join(turn);
        }
    }

    /// Whether the member has something in common with all others.
    fn supports(&self, joining: &Joining) -> bool {
        if self.state == ClassicState::Empty {
            return !joining.protocol_type.is_empty() && !joining.protocols.is_empty();
        }
        self.protocol_type.as_deref() == Some(joining.protocol_type.as_str())
            && joining.protocols.iter().any(|protocol| self.members.all_offer(&protocol.name))
    }

    fn join_unknown(&mut self, turn: &mut Turn<'_, '_>, joining: Joining) {
        let Some(instance_id) = &joining.instance_id else {
            let member_id = new_member_id(&joining.client_id, turn.surroundings.random);
            if joining.api_version >= MEMBER_ID_REQUIRED_SINCE {
                return self.require_member_id(turn, &joining, member_id);
            }
            return self.add_member(turn, joining, member_id);
        };
        let member_id = new_member_id(instance_id, turn.surroundings.random);
        match self.members.id_of_instance(instance_id).map(str::to_owned) {
            Some(old_member_id) => self.rejoin_static(turn, joining, &old_member_id, member_id),
            None => self.add_member(turn, joining, member_id),
        }
    }

    /// Gives out a member id; whoever does not come back with it within a session is forgotten. A client that gives up
    /// before it has read its first answer leaves no member behind (KIP-394).
    fn require_member_id(&mut self, turn: &mut Turn<'_, '_>, joining: &Joining, member_id: String) {
        let deadline = turn.now() + super::member::millis(joining.session_timeout_ms);
        self.sessions.set(member_id.clone(), deadline);
        let answer = refused(&member_id, ErrorCode::MemberIdRequired);
        self.pending_joins.insert(member_id);
        turn.effects.answer_now(joining.question, answer);
    }

    fn add_member(&mut self, turn: &mut Turn<'_, '_>, joining: Joining, member_id: String) {
        if self.members.is_empty() {
            self.protocol_type = Some(joining.protocol_type.clone());
        }
        self.leader.get_or_insert_with(|| member_id.clone());
        self.pending_joins.remove(&member_id);
        let mut member = joining.into_member(member_id.clone());
        member.session_deadline = turn.now() + super::NEW_MEMBER_JOIN_TIMEOUT;
        self.sessions.set(member_id, member.session_deadline);
        self.members.insert(member);
        self.prolong_initial_rebalance();
        self.rebalance_or_complete_join(turn);
    }

    fn rejoin(&mut self, turn: &mut Turn<'_, '_>, joining: Joining) {
        let member = self.members.get(&joining.member_id).expect("validated");
        let is_unchanged = member.matches(&joining.protocols);
        let is_leader = self.is_leader(&joining.member_id);
        let needs_rebalance = match self.state {
            ClassicState::PreparingRebalance => true,
            // It may not have received the answer; the leader then needs the members once more.
            ClassicState::CompletingRebalance => !is_unchanged,
            // The leader joins again when it wants to assign anew: topics may have changed.
            ClassicState::Stable => is_leader || !is_unchanged,
            ClassicState::Empty => unreachable!("a group with a member is not empty"),
        };
        if needs_rebalance {
            self.update_member(turn, joining);
            return self.rebalance_or_complete_join(turn);
        }
        let answer = self.joined(&joining.member_id);
        turn.effects.answer(joining.question, Answer::JoinGroup(answer));
    }

    /// Takes what a known member offers now, and lets its JoinGroup wait.
    fn update_member(&mut self, turn: &mut Turn<'_, '_>, joining: Joining) {
        let superseded = self.members.update(&joining.member_id, |member| {
            member.protocols = joining.protocols;
            member.rebalance_timeout_ms = joining.rebalance_timeout_ms;
            member.session_timeout_ms = joining.session_timeout_ms;
            member.awaiting_join.replace(joining.question)
        });
        // Its connection has gone; nobody may be left without an answer.
        if let Some(question) = superseded.flatten() {
            turn.effects.answer_now(question, refused(&joining.member_id, ErrorCode::RebalanceInProgress));
        }
    }

    /// A static member comes back without an id: it gets a new one, and the old one is fenced (KIP-345). The assignment stays
    /// its own, without a rebalance, if the group is stable and would choose the same protocol.
    fn rejoin_static(
        &mut self,
        turn: &mut Turn<'_, '_>,
        joining: Joining,
        old_member_id: &str,
        member_id: String,
    ) {
        let (question, api_version) = (joining.question, joining.api_version);
        let leader_before = self.leader.clone().unwrap_or_default();
        self.replace_static(turn, joining, old_member_id, &member_id);
        if self.state == ClassicState::Stable && self.selected_protocol() == self.protocol_name {
            self.subscribed_topics = self.compute_subscribed_topics();
            if self.record_if_it_fits(turn) {
                self.members.take_awaiting_join(&member_id);
                self.touch(turn, &member_id);
                let mut answer = self.joined(&member_id);
                if api_version >= SKIP_ASSIGNMENT_SINCE {
                    answer.skip_assignment = self.is_leader(&member_id);
                } else {
                    // An old client that learned that it leads would assign anew: it is told that its former self does.
                    answer.leader = leader_before;
                    answer.members.clear();
                }
                return turn.effects.answer(question, Answer::JoinGroup(answer));
            }
        }
        match self.state {
            // Its former self may have been told to the leader: nobody would assign to the new one.
            ClassicState::CompletingRebalance => self.prepare_rebalance(turn),
            _ => self.rebalance_or_complete_join(turn),
        }
    }

    fn replace_static(
        &mut self,
        turn: &mut Turn<'_, '_>,
        joining: Joining,
        old_member_id: &str,
        member_id: &str,
    ) {
        let was_leader = self.is_leader(old_member_id);
        let mut member = self.members.remove(old_member_id).expect("instance ids lead to members");
        self.sessions.cancel(old_member_id);
        self.forget_pending_sync(old_member_id);
        self.answer_waiting(turn, &mut member, ErrorCode::FencedInstanceId);
        member.member_id = member_id.to_owned();
        member.protocols = joining.protocols;
        member.rebalance_timeout_ms = joining.rebalance_timeout_ms;
        member.session_timeout_ms = joining.session_timeout_ms;
        member.awaiting_join = Some(joining.question);
        member.is_new = false;
        self.members.insert(member);
        self.touch(turn, member_id);
        if was_leader {
            self.leader = Some(member_id.to_owned());
        }
    }

    /// The answer to a member of the present generation; the leader gets the members with it.
    pub(super) fn joined(&self, member_id: &str) -> JoinGroupResponse {
        JoinGroupResponse {
            generation_id: self.generation,
            protocol_type: self.protocol_type.clone(),
            protocol_name: self.protocol_name.clone(),
            leader: self.leader.clone().unwrap_or_default(),
            member_id: member_id.to_owned(),
            members: if self.is_leader(member_id) { self.members_for_leader() } else { Vec::new() },
            ..Default::default()
        }
    }

    fn members_for_leader(&self) -> Vec<JoinGroupResponseMember> {
        let members = self.members.iter().map(|member| JoinGroupResponseMember {
            member_id: member.member_id.clone(),
            group_instance_id: member.instance_id.clone(),
            metadata: member.metadata(self.protocol_name.as_deref()).to_vec().into(),
        });
        members.collect()
    }
}
