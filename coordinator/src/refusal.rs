//! Questions that are refused: every answer has its own place for the error.

use protocol::ErrorCode;
use protocol::messages::consumer_group_describe_response::DescribedGroup as DescribedConsumerGroup;
use protocol::messages::describe_groups_response::DescribedGroup;
use protocol::messages::offset_fetch_response::OffsetFetchResponseGroup;
use protocol::messages::{
    ConsumerGroupHeartbeatResponse, HeartbeatResponse, JoinGroupResponse, LeaveGroupResponse,
    OffsetDeleteResponse,
};

use crate::classic::{join, sync};
use crate::offsets::commit_refused;
use crate::{Answer, GroupConfig, Question};

impl Question {
    /// What is wrong with the question whatever the state of the group: INVALID_GROUP_ID, INVALID_SESSION_TIMEOUT,
    /// UNSUPPORTED_VERSION. Old clients may commit and fetch under the empty group id, so it can be described and deleted.
    pub(crate) fn check(&self, config: &GroupConfig) -> Result<(), ErrorCode> {
        let may_be_empty = matches!(
            self,
            Question::CommitOffsets(_)
                | Question::FetchOffsets { .. }
                | Question::DescribeClassic { .. }
                | Question::DeleteGroup { .. }
                // Refused as INVALID_REQUEST with a message, like all that is wrong with it.
                | Question::ConsumerHeartbeat(_)
        );
        if self.group_id().is_empty() && !may_be_empty {
            return Err(ErrorCode::InvalidGroupId);
        }
        match self {
            Question::JoinGroup(request) => {
                let timeout = u64::try_from(request.session_timeout_ms).map(std::time::Duration::from_millis);
                let allowed = config.session_timeout_min..=config.session_timeout_max;
                match timeout {
                    Ok(timeout) if allowed.contains(&timeout) => Ok(()),
                    _ => Err(ErrorCode::InvalidSessionTimeout),
                }
            }
            Question::ConsumerHeartbeat(_) | Question::DescribeConsumer { .. }
                if !config.is_consumer_protocol_enabled =>
            {
                Err(ErrorCode::UnsupportedVersion)
            }
            _ => Ok(()),
        }
    }

    /// The answer that refuses the whole question; with [`ErrorCode::None`], one that says nothing.
    pub fn refused(&self, code: ErrorCode) -> Answer {
        let error_code = code.code();
        match self {
            Question::JoinGroup(request) => join::refused(&request.member_id, code),
            Question::SyncGroup(_) => sync::refused(code),
            Question::Heartbeat(_) => {
                Answer::Heartbeat(HeartbeatResponse { error_code, ..Default::default() })
            }
            Question::LeaveGroup(_) => {
                Answer::LeaveGroup(LeaveGroupResponse { error_code, ..Default::default() })
            }
            Question::CommitOffsets(request) => Answer::CommitOffsets(commit_refused(request, code)),
            Question::FetchOffsets { group, .. } => fetch_refused(&group.group_id, code),
            Question::DeleteOffsets(_) => {
                Answer::DeleteOffsets(OffsetDeleteResponse { error_code, ..Default::default() })
            }
            Question::DescribeClassic { group_id } => {
                let group_id = group_id.clone();
                Answer::DescribeClassic(DescribedGroup { error_code, group_id, ..Default::default() })
            }
            Question::DescribeConsumer { group_id } => {
                let group_id = group_id.clone();
                Answer::DescribeConsumer(DescribedConsumerGroup {
                    error_code,
                    group_id,
                    ..Default::default()
                })
            }
            Question::DeleteGroup { .. } => Answer::DeleteGroup(code),
            Question::ConsumerHeartbeat(_) => {
                Answer::ConsumerHeartbeat(ConsumerGroupHeartbeatResponse { error_code, ..Default::default() })
            }
        }
    }
}

fn fetch_refused(group_id: &str, code: ErrorCode) -> Answer {
    Answer::FetchOffsets(OffsetFetchResponseGroup {
        group_id: group_id.to_owned(),
        error_code: code.code(),
        ..Default::default()
    })
}

impl Answer {
    /// The answer after all: what it said will not come to be.
    pub(crate) fn failed(self, code: ErrorCode) -> Answer {
        let error_code = code.code();
        match self {
            Answer::JoinGroup(JoinGroupResponse { member_id, .. }) => join::refused(&member_id, code),
            Answer::SyncGroup(_) => sync::refused(code),
            Answer::Heartbeat(_) => Answer::Heartbeat(HeartbeatResponse { error_code, ..Default::default() }),
            Answer::LeaveGroup(_) => {
                Answer::LeaveGroup(LeaveGroupResponse { error_code, ..Default::default() })
            }
            Answer::CommitOffsets(mut response) => {
                let partitions = response.topics.iter_mut().flat_map(|topic| &mut topic.partitions);
                partitions.for_each(|partition| partition.error_code = error_code);
                Answer::CommitOffsets(response)
            }
            Answer::FetchOffsets(group) => fetch_refused(&group.group_id, code),
            Answer::DeleteOffsets(_) => {
                Answer::DeleteOffsets(OffsetDeleteResponse { error_code, ..Default::default() })
            }
            Answer::DescribeClassic(DescribedGroup { group_id, .. }) => {
                Answer::DescribeClassic(DescribedGroup { error_code, group_id, ..Default::default() })
            }
            Answer::DescribeConsumer(DescribedConsumerGroup { group_id, .. }) => {
                Answer::DescribeConsumer(DescribedConsumerGroup {
                    error_code,
                    group_id,
                    ..Default::default()
                })
            }
            Answer::DeleteGroup(_) => Answer::DeleteGroup(code),
            Answer::ConsumerHeartbeat(_) => {
                Answer::ConsumerHeartbeat(ConsumerGroupHeartbeatResponse { error_code, ..Default::default() })
            }
        }
    }
}
