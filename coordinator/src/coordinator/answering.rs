//! Questions to the groups that they are about.

use protocol::messages::describe_groups_response::DescribedGroup;
use protocol::messages::leave_group_request::MemberIdentity;
use protocol::messages::leave_group_response::MemberResponse;
use protocol::messages::offset_commit_request::OffsetCommitRequestTopic;
use protocol::messages::offset_fetch_request::OffsetFetchRequestGroup;
use protocol::messages::{
    HeartbeatRequest, HeartbeatResponse, JoinGroupRequest, LeaveGroupRequest, LeaveGroupResponse,
    OffsetCommitRequest, OffsetDeleteRequest, SyncGroupRequest,
};
use protocol::{ErrorCode, Uuid};

use super::GroupCoordinator;
use crate::classic::{ClassicGroup, Joining, join, sync};
use crate::consumer::CommitScope;
use crate::group::Group;
use crate::offsets::commit_refused;
use crate::turn::Turn;
use crate::{Answer, Client, Question, QuestionId};

/// The first version that leaves for several members at once.
const LEAVE_IS_BATCHED_SINCE: i16 = 3;
/// The first version of OffsetCommit whose clients know GROUP_ID_NOT_FOUND (KIP-848).
const COMMIT_KNOWS_MISSING_GROUPS_SINCE: i16 = 9;
/// The first version of DescribeGroups that tells missing groups from dead ones (KIP-1043).
const DESCRIBE_KNOWS_MISSING_GROUPS_SINCE: i16 = 6;

impl GroupCoordinator {
    pub(super) fn answer(
        &mut self,
        turn: &mut Turn<'_, '_>,
        id: QuestionId,
        client: &Client,
        question: Question,
    ) {
        let answer = match question {
            Question::JoinGroup(request) => return self.join_group(turn, id, client, request),
            Question::SyncGroup(request) => return self.sync_group(turn, id, client, request),
            Question::Heartbeat(request) => {
                let code = self.heartbeat(turn, &request).err().unwrap_or(ErrorCode::None);
                let answer = HeartbeatResponse { error_code: code.code(), ..Default::default() };
                // It changes nothing, and shows only whether the member is one.
                return turn.effects.answer_now(id, Answer::Heartbeat(answer));
            }
            Question::LeaveGroup(request) => Answer::LeaveGroup(self.leave_group(turn, client, request)),
            Question::CommitOffsets(request) => {
                let result = self.commit_offsets(turn, client, &request);
                Answer::CommitOffsets(result.unwrap_or_else(|code| commit_refused(&request, code)))
            }
            Question::FetchOffsets { group, require_stable } => self.fetch_offsets(&group, require_stable),
            Question::DeleteOffsets(request) => self.delete_offsets(turn, request),
            Question::DescribeClassic { group_id } => {
                Answer::DescribeClassic(self.describe_classic(client, group_id))
            }
            Question::DescribeConsumer { group_id } => {
                Answer::DescribeConsumer(self.describe_consumer(turn, group_id))
            }
            Question::DeleteGroup { group_id } => Answer::DeleteGroup(self.delete_group(turn, &group_id)),
            Question::ConsumerHeartbeat(request) => {
                Answer::ConsumerHeartbeat(self.consumer_heartbeat(turn, client, request))
            }
        };
        turn.effects.answer(id, answer);
    }

    fn join_group(
        &mut self,
        turn: &mut Turn<'_, '_>,
        id: QuestionId,
        client: &Client,
        request: JoinGroupRequest,
    ) {
        if request.member_id.is_empty() {
            self.make_classic(turn, &request.group_id);
        }
        let group_id = request.group_id.clone();
        match self.groups.get_mut(&group_id) {
            Some(Group::Classic(group)) => group.join(turn, Joining::new(id, client, request)),
            Some(Group::Consumer(group)) if !group.is_empty() => {
                group.classic_join(turn, Joining::new(id, client, request));
            }
            _ => turn.effects.answer_now(id, join::refused(&request.member_id, ErrorCode::UnknownMemberId)),
        }
    }

    /// A member without an id makes the group that it wants to join; a consumer group without members gives way. The group is
    /// recorded before anybody is told of it.
    fn make_classic(&mut self, turn: &mut Turn<'_, '_>, group_id: &str) {
        match self.groups.get_mut(group_id) {
            Some(Group::Consumer(group)) if group.is_empty() => group.tombstones(turn.effects),
            Some(_) => return,
            None => {}
        }
        let group = ClassicGroup::new(group_id, Some(turn.wall_clock_ms()));
        turn.effects.record(&group.to_record());
        self.groups.insert(group_id.to_owned(), Group::Classic(group));
    }

    fn sync_group(
        &mut self,
        turn: &mut Turn<'_, '_>,
        id: QuestionId,
        client: &Client,
        request: SyncGroupRequest,
    ) {
        match self.groups.get_mut(&request.group_id) {
            Some(Group::Classic(group)) => group.sync(turn, id, client.api_version, request),
            Some(Group::Consumer(group)) => group.classic_sync(turn, id, request),
            None => turn.effects.answer_now(id, sync::refused(ErrorCode::UnknownMemberId)),
        }
    }

    fn heartbeat(&mut self, turn: &mut Turn<'_, '_>, request: &HeartbeatRequest) -> Result<(), ErrorCode> {
        match self.groups.get_mut(&request.group_id) {
            Some(Group::Classic(group)) => group.heartbeat(turn, request),
            Some(Group::Consumer(group)) => group.classic_heartbeat(turn, request),
            None => Err(ErrorCode::UnknownMemberId),
        }
    }

    fn leave_group(
        &mut self,
        turn: &mut Turn<'_, '_>,
        client: &Client,
        request: LeaveGroupRequest,
    ) -> LeaveGroupResponse {
        let is_batched = client.api_version >= LEAVE_IS_BATCHED_SINCE;
        let one = || vec![MemberIdentity { member_id: request.member_id.clone(), ..Default::default() }];
        let leaving = if is_batched { request.members } else { one() };
        let members = match self.groups.get_mut(&request.group_id) {
            Some(Group::Classic(group)) => group.leave(turn, &leaving),
            Some(Group::Consumer(group)) => group.classic_leave(turn, &leaving),
            None => leaving.iter().map(unknown_member).collect(),
        };
        if is_batched {
            return LeaveGroupResponse { members, ..Default::default() };
        }
        LeaveGroupResponse { error_code: members[0].error_code, ..Default::default() }
    }

    fn commit_offsets(
        &mut self,
        turn: &mut Turn<'_, '_>,
        client: &Client,
        request: &OffsetCommitRequest,
    ) -> Result<protocol::messages::OffsetCommitResponse, ErrorCode> {
        let epoch = request.generation_id_or_member_epoch;
        let scope = match self.groups.get_mut(&request.group_id) {
            Some(Group::Classic(group)) => {
                group.validate_commit(&request.member_id, request.group_instance_id.as_deref(), epoch)?;
                // Whoever commits lives.
                group.touch(turn, &request.member_id);
                CommitScope::All
            }
            Some(Group::Consumer(group)) => {
                group.validate_commit(&request.member_id, epoch, client.api_version)?
            }
            // A consumer that assigns partitions to itself, or an administrator, needs no group before.
            None if epoch < 0 => CommitScope::All,
            None if client.api_version >= COMMIT_KNOWS_MISSING_GROUPS_SINCE => {
                return Err(ErrorCode::GroupIdNotFound);
            }
            None => return Err(ErrorCode::IllegalGeneration),
        };
        let topics = turn.surroundings.topics;
        let id_of = |topic: &OffsetCommitRequestTopic| match topic.topic_id {
            Uuid::ZERO => topics.topic(&topic.name).map_or(Uuid::ZERO, |facts| facts.id),
            id => id,
        };
        let answer =
            self.offsets.commit(turn, request, |topic, partition| scope.allows(id_of(topic), partition));
        if self.offsets.has_any(&request.group_id) {
            self.make_simple(&request.group_id);
        }
        self.sweep.remember_topics(turn.surroundings, request.topics.iter().map(|topic| topic.name.as_str()));
        Ok(answer)
    }

    /// Offsets belong to a group: to one that has never had members, if there is no other.
    pub(super) fn make_simple(&mut self, group_id: &str) {
        if !self.groups.contains_key(group_id) {
            let group = ClassicGroup::new(group_id, None);
            self.groups.insert(group_id.to_owned(), Group::Classic(group));
        }
    }

    fn fetch_offsets(&self, request: &OffsetFetchRequestGroup, require_stable: bool) -> Answer {
        let group = self.groups.get(&request.group_id);
        let checked = group
            .map_or(Ok(()), |group| group.validate_fetch(request.member_id.as_deref(), request.member_epoch));
        match checked {
            Ok(()) => Answer::FetchOffsets(self.offsets.fetch(request, require_stable)),
            Err(code) => Question::FetchOffsets { group: request.clone(), require_stable }.refused(code),
        }
    }

    fn delete_offsets(&mut self, turn: &mut Turn<'_, '_>, request: OffsetDeleteRequest) -> Answer {
        let checked = match self.groups.get(&request.group_id) {
            Some(group) => group.validate_offset_delete().map(|()| group),
            None => Err(ErrorCode::GroupIdNotFound),
        };
        match checked {
            Ok(group) => {
                let is_subscribed = |topic: &str| group.is_subscribed(topic);
                Answer::DeleteOffsets(self.offsets.delete(turn.effects, &request, is_subscribed))
            }
            Err(code) => Question::DeleteOffsets(request).refused(code),
        }
    }

    fn describe_classic(&self, client: &Client, group_id: String) -> DescribedGroup {
        if let Some(Group::Classic(group)) = self.groups.get(&group_id) {
            return group.describe();
        }
        let mut dead = DescribedGroup { group_state: "Dead".to_owned(), ..Default::default() };
        if client.api_version >= DESCRIBE_KNOWS_MISSING_GROUPS_SINCE {
            let why =
                if self.groups.contains_key(&group_id) { "is not a classic group" } else { "not found" };
            dead.error_code = ErrorCode::GroupIdNotFound.code();
            dead.error_message = Some(format!("Group {group_id} {why}."));
        }
        DescribedGroup { group_id, ..dead }
    }

    fn delete_group(&mut self, turn: &mut Turn<'_, '_>, group_id: &str) -> ErrorCode {
        match self.groups.get(group_id) {
            None => ErrorCode::GroupIdNotFound,
            Some(group) if !group.is_empty() => ErrorCode::NonEmptyGroup,
            Some(_) => {
                // Offsets first: a prefix of these records is a group with fewer offsets.
                self.offsets.delete_group(turn.effects, group_id);
                self.remove_group(turn, group_id);
                ErrorCode::None
            }
        }
    }

    /// Removes a group without members and offsets, in the state and in the log.
    pub(super) fn remove_group(&mut self, turn: &mut Turn<'_, '_>, group_id: &str) {
        if let Some(mut group) = self.groups.remove(group_id) {
            group.tombstones(turn.effects);
            self.timers.cancel(group_id);
        }
    }
}

fn unknown_member(member: &MemberIdentity) -> MemberResponse {
    MemberResponse {
        member_id: member.member_id.clone(),
        group_instance_id: member.group_instance_id.clone(),
        error_code: ErrorCode::UnknownMemberId.code(),
    }
}
