//! Clients of the classic protocol in a consumer group: JoinGroup, SyncGroup, Heartbeat, LeaveGroup.
//!
//! While a service is upgraded one client after the other, some of its members still speak the classic protocol. To them the
//! coordinator is the leader: a JoinGroup is their heartbeat with subscription and owned partitions, the member epoch is their
//! generation, SyncGroup fetches what they are assigned, and REBALANCE_IN_PROGRESS says that there is something new.

use protocol::coordinator::ConsumerProtocolSubscription;
use protocol::coordinator::consumer_group_member_metadata_value::{ClassicMemberMetadata, ClassicProtocol};
use protocol::messages::leave_group_request::MemberIdentity;
use protocol::messages::leave_group_response::MemberResponse;
use protocol::messages::{HeartbeatRequest, JoinGroupResponse, SyncGroupRequest, SyncGroupResponse};
use protocol::{ErrorCode, Uuid};

use super::ConsumerGroup;
use super::admission::{Admission, full};
use super::embedded_protocol as embedded;
use super::member::{Member, MemberMetadata, MemberState};
use super::refusal::Refusal;
use super::timers::MemberTimer;
use crate::classic::{Joining, join, sync};
use crate::turn::Turn;
use crate::{Answer, QuestionId};

/// The protocol type of consumers: others have no place in a consumer group.
const PROTOCOL_TYPE: &str = "consumer";
impl ConsumerGroup {
    /// JoinGroup. There is no barrier: the answer does not wait for other members.
    pub(crate) fn classic_join(&mut self, turn: &mut Turn<'_, '_>, joining: Joining) {
        let question = joining.question;
        let member_id = joining.member_id.clone();
        match self.try_classic_join(turn, joining) {
            Ok(answer) => turn.effects.answer(question, Answer::JoinGroup(answer)),
            Err(refusal) => {
                tracing::debug!(group = self.group_id, member_id, refusal.message, "refused");
                // Kafka names the member in refusals of classic groups only.
                turn.effects.answer_now(question, join::refused("", refusal.code));
            }
        }
    }

    fn try_classic_join(
        &mut self,
        turn: &mut Turn<'_, '_>,
        joining: Joining,
    ) -> Result<JoinGroupResponse, Refusal> {
        let is_known = self.members.contains_key(&joining.member_id);
        if !is_known && self.members.len() >= turn.config.consumer_size_max {
            return Err(full(format!("of {} members", turn.config.consumer_size_max)));
        }
        self.check_protocols(&joining)?;
        if joining.requires_member_id() {
            let member_id = Uuid::from_random(&mut *turn.surroundings.random).to_string();
            let error_code = ErrorCode::MemberIdRequired.code();
            return Ok(JoinGroupResponse { error_code, member_id, ..Default::default() });
        }
        let subscription = read_subscription(&joining)?;
        let admission = self.admit_classic(turn, &joining)?;
        let before = self.metadata_before(&admission);
        let metadata = metadata_of(&before, &joining, &subscription);
        self.check_metadata(turn.config, &before, &metadata)?;

        let id = admission.member_id.clone();
        self.replace_static_member(&admission, turn.effects);
        let has_subscription_changed = self.set_metadata(turn.surroundings, &id, metadata, turn.effects);
        self.bump_epoch_if(has_subscription_changed, turn.surroundings, turn.effects);
        self.retarget_if_due(turn.config, turn.surroundings, turn.effects);
        let reported = embedded::reported(turn.surroundings, &subscription);
        self.reconcile(turn.surroundings, &id, Some(&reported), has_subscription_changed, turn.effects);

        self.timers.cancel(&MemberTimer::join(&id));
        self.renew_session(turn.config, turn.surroundings, &id);
        let sync_timeout = self.members[&id].metadata.rebalance_timeout();
        self.timers.set(MemberTimer::sync(&id), turn.now() + sync_timeout);
        Ok(JoinGroupResponse {
            generation_id: self.members[&id].progress.epoch,
            protocol_type: Some(PROTOCOL_TYPE.to_owned()),
            protocol_name: joining.protocols.first().map(|protocol| protocol.name.clone()),
            member_id: id,
            ..Default::default()
        })
    }

    /// Whether the client is a consumer that has an assignor in common with all other classic members: they may be on their
    /// own again one day.
    fn check_protocols(&self, joining: &Joining) -> Result<(), Refusal> {
        let mut names = joining.protocols.iter().map(|protocol| &protocol.name);
        let has_common = names.any(|name| self.subscriptions.all_classic_members_support(name));
        if has_common && joining.protocol_type == PROTOCOL_TYPE { Ok(()) } else { Err(unsupported(joining)) }
    }

    fn admit_classic(&self, turn: &mut Turn<'_, '_>, joining: &Joining) -> Result<Admission, Refusal> {
        let is_unknown = joining.member_id.is_empty();
        let member_id = match is_unknown {
            true => Uuid::from_random(&mut *turn.surroundings.random).to_string(),
            false => joining.member_id.clone(),
        };
        match &joining.instance_id {
            None => Ok(Admission { member_id, replaces: None }),
            // A static member that restarts takes its own place, whatever protocol it spoke before.
            Some(instance_id) if is_unknown => {
                Ok(Admission { member_id, replaces: self.static_members.get(instance_id).cloned() })
            }
            Some(instance_id) => {
                self.check_static_member(instance_id, &member_id)?;
                Ok(Admission { member_id, replaces: None })
            }
        }
    }

    /// SyncGroup: what the member is assigned.
    pub(crate) fn classic_sync(
        &mut self,
        turn: &mut Turn<'_, '_>,
        question: QuestionId,
        request: SyncGroupRequest,
    ) {
        if let Err(code) = self.check_sync(turn, &request) {
            return turn.effects.answer_now(question, sync::refused(code));
        }
        let id = &request.member_id;
        self.timers.cancel(&MemberTimer::sync(id));
        self.renew_session(turn.config, turn.surroundings, id);
        let Member { metadata, progress } = &self.members[id];
        let protocols = metadata.classic.as_ref().map(|classic| classic.supported_protocols.as_slice());
        let subscription =
            protocols.and_then(|protocols| protocols.first()).map(|first| first.metadata.as_ref());
        let assigned = progress.assigned.topics();
        let assignment =
            embedded::write_assignment(turn.surroundings, subscription.unwrap_or_default(), assigned);
        let answer = SyncGroupResponse {
            protocol_type: request.protocol_type,
            protocol_name: request.protocol_name,
            assignment: assignment.into(),
            ..Default::default()
        };
        turn.effects.answer(question, Answer::SyncGroup(answer));
    }

    fn check_sync(&mut self, turn: &Turn<'_, '_>, request: &SyncGroupRequest) -> Result<(), ErrorCode> {
        let instance_id = request.group_instance_id.as_deref();
        let member = self.classic_member(&request.member_id, instance_id, request.generation_id)?;
        let protocols = member.metadata.classic.iter().flat_map(|classic| &classic.supported_protocols);
        let name = protocols.map(|protocol| protocol.name.as_str()).next();
        let has_other_type = request.protocol_type.as_deref().is_some_and(|said| said != PROTOCOL_TYPE);
        if has_other_type || request.protocol_name.as_deref().is_some_and(|said| Some(said) != name) {
            return Err(ErrorCode::InconsistentGroupProtocol);
        }
        // A member that gives partitions back has joined already: it learns of the next epoch when it joins again after that.
        if self.epoch > member.progress.epoch && member.progress.state != MemberState::UnrevokedPartitions {
            self.expect_join(turn, &request.member_id);
            return Err(ErrorCode::RebalanceInProgress);
        }
        Ok(())
    }

    /// Heartbeat. REBALANCE_IN_PROGRESS tells the member to join again: there is a new epoch, it has something to give back, or what it
    /// waits for has become free.
    pub(crate) fn classic_heartbeat(
        &mut self,
        turn: &mut Turn<'_, '_>,
        request: &HeartbeatRequest,
    ) -> Result<(), ErrorCode> {
        let id = &request.member_id;
        let progress =
            &self.classic_member(id, request.group_instance_id.as_deref(), request.generation_id)?.progress;
        let must_join = progress.epoch < self.epoch
            || match progress.state {
                MemberState::UnrevokedPartitions => true,
                MemberState::UnreleasedPartitions => !self.waits_for_others(id),
                MemberState::Stable | MemberState::Unknown => false,
            };
        self.renew_session(turn.config, turn.surroundings, id);
        if must_join {
            self.expect_join(turn, id);
            return Err(ErrorCode::RebalanceInProgress);
        }
        Ok(())
    }

    /// Whether others own something that this member shall own.
    fn waits_for_others(&self, member_id: &str) -> bool {
        let assigned = &self.members[member_id].progress.assigned;
        let target = self.target.of(member_id).iter();
        let mut wanted =
            target.flat_map(|(topic, all)| all.iter().map(move |partition| (*topic, *partition)));
        wanted.any(|(topic, partition)| {
            !assigned.contains(topic, partition) && self.owners.has_owner(topic, partition)
        })
    }

    /// The member has been told to join again: it has its rebalance timeout for that.
    fn expect_join(&mut self, turn: &Turn<'_, '_>, member_id: &str) {
        let timer = MemberTimer::join(member_id);
        if self.timers.deadline_of(&timer).is_none() {
            let timeout = self.members[member_id].metadata.rebalance_timeout();
            self.timers.set(timer, turn.now() + timeout);
        }
    }

    /// LeaveGroup; each member is answered for itself. Administrators name static members by their instance ids alone, and may
    /// take out members of either protocol.
    pub(crate) fn classic_leave(
        &mut self,
        turn: &mut Turn<'_, '_>,
        members: &[MemberIdentity],
    ) -> Vec<MemberResponse> {
        let mut leaving = Vec::new();
        let answer = |member: &MemberIdentity| {
            let found = self.member_to_leave(member);
            let error_code = found.as_ref().err().copied().unwrap_or(ErrorCode::None).code();
            leaving.extend(found);
            MemberResponse {
                member_id: member.member_id.clone(),
                group_instance_id: member.group_instance_id.clone(),
                error_code,
            }
        };
        let answers = members.iter().map(answer).collect();
        self.remove_members(turn.surroundings, &leaving, turn.effects);
        answers
    }

    fn member_to_leave(&self, member: &MemberIdentity) -> Result<String, ErrorCode> {
        let id = match (&member.group_instance_id, member.member_id.as_str()) {
            (None, id) => id,
            (Some(instance_id), "") => {
                self.static_members.get(instance_id).ok_or(ErrorCode::UnknownMemberId)?
            }
            (Some(instance_id), id) => {
                self.check_static_member(instance_id, id).map_err(|refusal| refusal.code)?
            }
        };
        let is_member = self.members.contains_key(id);
        is_member.then(|| id.to_owned()).ok_or(ErrorCode::UnknownMemberId)
    }

    /// The classic member, if it is in this generation.
    fn classic_member(
        &self,
        member_id: &str,
        instance_id: Option<&str>,
        generation: i32,
    ) -> Result<&Member, ErrorCode> {
        if let Some(instance_id) = instance_id {
            self.check_static_member(instance_id, member_id).map_err(|refusal| refusal.code)?;
        }
        let member = self.members.get(member_id).filter(|member| member.is_classic());
        let member = member.ok_or(ErrorCode::UnknownMemberId)?;
        if member.progress.epoch == generation { Ok(member) } else { Err(ErrorCode::IllegalGeneration) }
    }
}

/// What the client subscribes to: all its protocols hold the same.
fn read_subscription(joining: &Joining) -> Result<ConsumerProtocolSubscription, Refusal> {
    let first = joining.protocols.first();
    first
        .and_then(|protocol| embedded::read_subscription(&protocol.metadata).ok())
        .ok_or_else(|| unsupported(joining))
}

fn unsupported(joining: &Joining) -> Refusal {
    let message = format!("Member {}'s protocols are not supported.", joining.member_id);
    Refusal::new(ErrorCode::InconsistentGroupProtocol, message)
}

/// What a JoinGroup says of its member. It subscribes by names: its client resolves expressions itself.
fn metadata_of(
    before: &MemberMetadata,
    joining: &Joining,
    subscription: &ConsumerProtocolSubscription,
) -> MemberMetadata {
    let protocols = joining.protocols.iter().map(|protocol| ClassicProtocol {
        name: protocol.name.clone(),
        metadata: protocol.metadata.clone().into(),
    });
    MemberMetadata {
        instance_id: joining.instance_id.clone().or_else(|| before.instance_id.clone()),
        rack_id: subscription.rack_id.clone().or_else(|| before.rack_id.clone()),
        client_id: joining.client_id.clone(),
        client_host: joining.client_host.clone(),
        topic_names: subscription.topics.iter().cloned().collect(),
        topic_regex: String::new(),
        rebalance_timeout_ms: joining.rebalance_timeout_ms,
        server_assignor: before.server_assignor.clone(),
        classic: Some(ClassicMemberMetadata {
            session_timeout_ms: joining.session_timeout_ms,
            supported_protocols: protocols.collect(),
        }),
    }
}
