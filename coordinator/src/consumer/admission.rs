//! Whether a heartbeat comes from a member, or from one that may join.

use protocol::ErrorCode;
use protocol::Uuid;
use protocol::messages::ConsumerGroupHeartbeatRequest;

use super::ConsumerGroup;
use super::member::{JOIN_EPOCH, Member, MemberMetadata, MemberState, STATIC_LEAVE_EPOCH};
use super::refusal::Refusal;
use super::topic_regex;
use crate::{GroupConfig, Surroundings};

/// The most regular expressions that the members of one group may use together; one more is refused with
/// INVALID_REGULAR_EXPRESSION. Each is matched with every topic when topics have changed.
pub(super) const REGEXES_MAX: usize = 64;

/// Who it is that heartbeats.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Admission {
    pub(super) member_id: String,
    /// The static member whose place it takes; may have the same id.
    pub(super) replaces: Option<String>,
}

impl ConsumerGroup {
    /// Finds the member, or lets a new one in. Changes nothing.
    pub(super) fn admit(
        &self,
        config: &GroupConfig,
        surroundings: &mut Surroundings<'_>,
        request: &ConsumerGroupHeartbeatRequest,
    ) -> Result<Admission, Refusal> {
        let is_known = self.members.contains_key(&request.member_id);
        if !is_known && self.members.len() >= config.consumer_size_max {
            return Err(full(format!("of {} members", config.consumer_size_max)));
        }
        match &request.instance_id {
            None => self.admit_dynamic(surroundings, request),
            Some(instance_id) => self.admit_static(surroundings, request, instance_id),
        }
    }

    fn admit_dynamic(
        &self,
        surroundings: &mut Surroundings<'_>,
        request: &ConsumerGroupHeartbeatRequest,
    ) -> Result<Admission, Refusal> {
        let member_id = match request.member_id.as_str() {
            "" => Uuid::from_random(&mut *surroundings.random).to_string(),
            id => id.to_owned(),
        };
        match self.members.get(&member_id) {
            Some(member) => check_epoch(member, request)?,
            None if request.member_epoch == JOIN_EPOCH => {}
            None => return Err(self.unknown_member(&member_id)),
        }
        Ok(Admission { member_id, replaces: None })
    }

    fn admit_static(
        &self,
        surroundings: &mut Surroundings<'_>,
        request: &ConsumerGroupHeartbeatRequest,
        instance_id: &str,
    ) -> Result<Admission, Refusal> {
        if request.member_epoch != JOIN_EPOCH {
            let member_id = self.check_static_member(instance_id, &request.member_id)?.to_owned();
            check_epoch(&self.members[&member_id], request)?;
            return Ok(Admission { member_id, replaces: None });
        }
        let replaces = self.static_members.get(instance_id).cloned();
        let member_id = match request.member_id.as_str() {
            "" => Uuid::from_random(&mut *surroundings.random).to_string(),
            id => id.to_owned(),
        };
        if let Some(holder) = &replaces {
            let member = &self.members[holder];
            if !member.is_classic() && member.progress.epoch != STATIC_LEAVE_EPOCH {
                let message = format!(
                    "Static member {member_id} with instance id {instance_id} cannot join the group because the \
                     instance id is owned by {holder} member."
                );
                return Err(Refusal::new(ErrorCode::UnreleasedInstanceId, message));
            }
        }
        Ok(Admission { member_id, replaces })
    }

    /// The id of the static member `instance_id`, if that is `member_id`.
    pub(super) fn check_static_member(&self, instance_id: &str, member_id: &str) -> Result<&str, Refusal> {
        match self.static_members.get(instance_id) {
            None => Err(Refusal::new(
                ErrorCode::UnknownMemberId,
                format!("Instance id {instance_id} is unknown."),
            )),
            Some(holder) if holder != member_id => {
                let message = format!(
                    "Static member {member_id} with instance id {instance_id} was fenced by member {holder}."
                );
                Err(Refusal::new(ErrorCode::FencedInstanceId, message))
            }
            Some(holder) => Ok(holder),
        }
    }

    pub(super) fn unknown_member(&self, member_id: &str) -> Refusal {
        let message = format!("Member {member_id} is not a member of group {}.", self.group_id);
        Refusal::new(ErrorCode::UnknownMemberId, message)
    }

    /// Whether the group can hold what a member says of itself now, in place of what it said `before`.
    pub(super) fn check_metadata(
        &self,
        config: &GroupConfig,
        before: &MemberMetadata,
        metadata: &MemberMetadata,
    ) -> Result<(), Refusal> {
        let bytes = self.subscriptions.bytes() + metadata.bytes() - before.bytes();
        if bytes > config.group_bytes_max && metadata.bytes() > before.bytes() {
            return Err(full(format!("of {} bytes", config.group_bytes_max)));
        }
        // One record holds all of it.
        if metadata.bytes() > config.batch_bytes_max / 2 {
            let message =
                format!("The member's metadata has {} bytes, more than a record can hold.", metadata.bytes());
            return Err(Refusal::new(ErrorCode::InvalidRequest, message));
        }
        let regex = &metadata.topic_regex;
        if regex.is_empty() || self.subscriptions.has_regex(regex) {
            return Ok(());
        }
        if self.subscriptions.regexes().len() >= REGEXES_MAX {
            let message = format!("The group uses {REGEXES_MAX} regular expressions already.");
            return Err(Refusal::new(ErrorCode::InvalidRegularExpression, message));
        }
        topic_regex::compile(regex).map(|_| ())
    }
}

/// Whether the member heartbeats with its epoch: the one that it was told, or the one before, for the last answer may have been
/// lost. Then it must own nothing but what it had been given, or it has missed more than that answer.
fn check_epoch(member: &Member, request: &ConsumerGroupHeartbeatRequest) -> Result<(), Refusal> {
    let (received, progress) = (request.member_epoch, &member.progress);
    if received == JOIN_EPOCH {
        return Ok(());
    }
    let owns = request.topic_partitions.as_deref();
    if progress.state == MemberState::Unknown && owns.is_none_or(|owned| !owned.is_empty()) {
        return Err(fenced("The consumer group member is in a unknown state.".to_owned()));
    }
    let is_retry = received == progress.previous_epoch
        && owns.is_some_and(|owned| progress.assigned.contains_all(owned));
    if received == progress.epoch || (received < progress.epoch && is_retry) {
        return Ok(());
    }
    let relation = if received > progress.epoch { "greater" } else { "smaller" };
    Err(fenced(format!(
        "The consumer group member has a {relation} member epoch ({received}) than the one known by the group \
         coordinator ({}).",
        progress.epoch
    )))
}

fn fenced(why: String) -> Refusal {
    let message = format!("{why} The member must abandon all its partitions and rejoin.");
    Refusal::new(ErrorCode::FencedMemberEpoch, message)
}

pub(super) fn full(what: String) -> Refusal {
    let message = format!("The consumer group has reached its maximum capacity {what}.");
    Refusal::new(ErrorCode::GroupMaxSizeReached, message)
}
