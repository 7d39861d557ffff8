//! What a ConsumerGroupHeartbeat request has to hold, before anybody looks at the group.

use protocol::ErrorCode;
use protocol::messages::ConsumerGroupHeartbeatRequest;

use super::member::{JOIN_EPOCH, STATIC_LEAVE_EPOCH};
use super::refusal::Refusal;
use crate::GroupConfig;

/// The first version in which members make their own ids.
const CLIENT_MADE_MEMBER_ID_VERSION: i16 = 1;

/// Refuses what no group could answer. O(1).
pub(crate) fn validate(
    config: &GroupConfig,
    api_version: i16,
    request: &ConsumerGroupHeartbeatRequest,
) -> Result<(), Refusal> {
    if request.member_epoch < STATIC_LEAVE_EPOCH {
        return Err(invalid("MemberEpoch is invalid."));
    }
    if api_version >= CLIENT_MADE_MEMBER_ID_VERSION || request.member_epoch != JOIN_EPOCH {
        refuse_empty(Some(&request.member_id), "MemberId")?;
    }
    refuse_empty(Some(&request.group_id), "GroupId")?;
    refuse_empty(request.instance_id.as_ref(), "InstanceId")?;
    refuse_empty(request.rack_id.as_ref(), "RackId")?;
    match request.member_epoch {
        JOIN_EPOCH => validate_join(request)?,
        STATIC_LEAVE_EPOCH if request.instance_id.is_none() => {
            return Err(invalid("InstanceId can't be null."));
        }
        _ => {}
    }
    match &request.server_assignor {
        Some(name) if !config.consumer_assignors.contains(name) => {
            let known = config.consumer_assignors.join(", ");
            let message = format!("ServerAssignor {name} is not supported. Supported assignors: {known}.");
            Err(Refusal::new(ErrorCode::UnsupportedAssignor, message))
        }
        _ => Ok(()),
    }
}

/// Who joins says everything. An empty list of names or an empty expression will do: a member without topics.
fn validate_join(request: &ConsumerGroupHeartbeatRequest) -> Result<(), Refusal> {
    if request.rebalance_timeout_ms == -1 {
        return Err(invalid("RebalanceTimeoutMs must be provided in first request."));
    }
    if request.topic_partitions.as_ref().is_none_or(|owned| !owned.is_empty()) {
        return Err(invalid("TopicPartitions must be empty when (re-)joining."));
    }
    if request.subscribed_topic_names.is_none() && request.subscribed_topic_regex.is_none() {
        let message =
            "Either SubscribedTopicNames or SubscribedTopicRegex must be non-null when (re-)joining.";
        return Err(invalid(message));
    }
    Ok(())
}

fn refuse_empty(value: Option<&String>, name: &str) -> Result<(), Refusal> {
    match value {
        Some(value) if value.trim().is_empty() => Err(invalid(format!("{name} can't be empty."))),
        _ => Ok(()),
    }
}

fn invalid(message: impl Into<String>) -> Refusal {
    Refusal::new(ErrorCode::InvalidRequest, message)
}
