//! Questions about consumer groups (KIP-848).

use protocol::ErrorCode;
use protocol::messages::consumer_group_describe_response::DescribedGroup;
use protocol::messages::{ConsumerGroupHeartbeatRequest, ConsumerGroupHeartbeatResponse};

use super::GroupCoordinator;
use crate::Client;
use crate::consumer::{ConsumerGroup, Refusal, request};
use crate::effects::Effects;
use crate::group::Group;
use crate::turn::Turn;

/// The member epoch with which a member joins.
const JOIN_EPOCH: i32 = 0;

impl GroupCoordinator {
    pub(super) fn consumer_heartbeat(
        &mut self,
        turn: &mut Turn<'_, '_>,
        client: &Client,
        request: ConsumerGroupHeartbeatRequest,
    ) -> ConsumerGroupHeartbeatResponse {
        if let Err(refusal) = request::validate(turn.config, client.api_version, &request) {
            return refusal.heartbeat_response();
        }
        let group_id = request.group_id.clone();
        match self.groups.get_mut(&group_id) {
            Some(Group::Consumer(group)) => {
                group.heartbeat(turn.config, turn.surroundings, client, request, turn.effects)
            }
            found
                if request.member_epoch == JOIN_EPOCH
                    && found.as_ref().is_none_or(|group| group.is_empty()) =>
            {
                self.make_consumer(turn, client, request)
            }
            Some(Group::Classic(_)) if request.member_epoch == JOIN_EPOCH => {
                self.upgrade(turn, client, request)
            }
            Some(_) => not_found(format!("Group {group_id} is not a consumer group.")),
            None if request.member_epoch < JOIN_EPOCH => not_found(format!("Group {group_id} not found.")),
            None => not_found(format!("Consumer group {group_id} not found.")),
        }
    }

    /// The first member makes the group; a classic one without members gives way. Nothing has happened if the member is refused.
    fn make_consumer(
        &mut self,
        turn: &mut Turn<'_, '_>,
        client: &Client,
        request: ConsumerGroupHeartbeatRequest,
    ) -> ConsumerGroupHeartbeatResponse {
        let group_id = request.group_id.clone();
        let mut group = ConsumerGroup::new(&group_id);
        let mut effects = Effects::default();
        let answer = group.heartbeat(turn.config, turn.surroundings, client, request, &mut effects);
        if answer.error_code == ErrorCode::None.code() {
            if let Some(mut classic) = self.groups.insert(group_id, Group::Consumer(group)) {
                classic.tombstones(turn.effects);
            }
            turn.effects.append(effects);
        }
        answer
    }

    pub(super) fn describe_consumer(&self, turn: &mut Turn<'_, '_>, group_id: String) -> DescribedGroup {
        match self.groups.get(&group_id) {
            Some(Group::Consumer(group)) => group.describe(turn.config, turn.surroundings),
            Some(Group::Classic(_)) => {
                missing(format!("Group {group_id} is not a consumer group."), group_id)
            }
            None => missing(format!("Group {group_id} not found."), group_id),
        }
    }
}

fn not_found(message: String) -> ConsumerGroupHeartbeatResponse {
    Refusal::new(ErrorCode::GroupIdNotFound, message).heartbeat_response()
}

fn missing(message: String, group_id: String) -> DescribedGroup {
    DescribedGroup {
        error_code: ErrorCode::GroupIdNotFound.code(),
        error_message: Some(message),
        group_id,
        ..Default::default()
    }
}
