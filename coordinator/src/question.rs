//! What a group's coordinator is asked, and what it answers: one group at a time, in the wire's own messages.

use protocol::ErrorCode;
use protocol::messages::consumer_group_describe_response::DescribedGroup as DescribedConsumerGroup;
use protocol::messages::describe_groups_response::DescribedGroup;
use protocol::messages::list_groups_response::ListedGroup;
use protocol::messages::offset_fetch_request::OffsetFetchRequestGroup;
use protocol::messages::offset_fetch_response::OffsetFetchResponseGroup;
use protocol::messages::{
    ConsumerGroupHeartbeatRequest, ConsumerGroupHeartbeatResponse, HeartbeatRequest, HeartbeatResponse,
    JoinGroupRequest, JoinGroupResponse, LeaveGroupRequest, LeaveGroupResponse, OffsetCommitRequest,
    OffsetCommitResponse, OffsetDeleteRequest, OffsetDeleteResponse, SyncGroupRequest, SyncGroupResponse,
};

/// Names a question until its answer. The host chooses it; the coordinator only gives it back.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct QuestionId(pub u64);

/// Who asks.
#[derive(Clone, Debug, Default)]
pub struct Client {
    /// The request header's client id; empty when it has none.
    pub id: String,
    /// Its address as Kafka writes it: `/127.0.0.1`.
    pub host: String,
    /// The version of the request: old clients are answered by older rules.
    pub api_version: i16,
}

/// One question about one group.
#[derive(Clone, Debug)]
pub enum Question {
    /// Join a classic group, or join again.
    JoinGroup(JoinGroupRequest),
    /// Fetch (or, from the leader, give) the assignment.
    SyncGroup(SyncGroupRequest),
    /// A classic member lives.
    Heartbeat(HeartbeatRequest),
    /// Members leave.
    LeaveGroup(LeaveGroupRequest),
    /// Remember offsets.
    CommitOffsets(OffsetCommitRequest),
    /// Tell offsets; without topics, all of the group's. `require_stable`: KIP-447.
    FetchOffsets {
        /// Which.
        group: OffsetFetchRequestGroup,
        /// Answer UNSTABLE_OFFSET_COMMIT where a transaction has not decided yet.
        require_stable: bool,
    },
    /// Forget offsets.
    DeleteOffsets(OffsetDeleteRequest),
    /// Describe a group as DescribeGroups does.
    DescribeClassic {
        /// Which.
        group_id: String,
    },
    /// Describe a group as ConsumerGroupDescribe does.
    DescribeConsumer {
        /// Which.
        group_id: String,
    },
    /// Delete a group and its offsets.
    DeleteGroup {
        /// Which.
        group_id: String,
    },
    /// A member of a consumer group (KIP-848) lives, joins, leaves or reports.
    ConsumerHeartbeat(ConsumerGroupHeartbeatRequest),
}

/// The answer to a [`Question`], error codes inside it.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// To [`Question::JoinGroup`].
    JoinGroup(JoinGroupResponse),
    /// To [`Question::SyncGroup`].
    SyncGroup(SyncGroupResponse),
    /// To [`Question::Heartbeat`].
    Heartbeat(HeartbeatResponse),
    /// To [`Question::LeaveGroup`].
    LeaveGroup(LeaveGroupResponse),
    /// To [`Question::CommitOffsets`].
    CommitOffsets(OffsetCommitResponse),
    /// To [`Question::FetchOffsets`].
    FetchOffsets(OffsetFetchResponseGroup),
    /// To [`Question::DeleteOffsets`].
    DeleteOffsets(OffsetDeleteResponse),
    /// To [`Question::DescribeClassic`].
    DescribeClassic(DescribedGroup),
    /// To [`Question::DescribeConsumer`].
    DescribeConsumer(DescribedConsumerGroup),
    /// To [`Question::DeleteGroup`].
    DeleteGroup(ErrorCode),
    /// To [`Question::ConsumerHeartbeat`].
    ConsumerHeartbeat(ConsumerGroupHeartbeatResponse),
}

impl Question {
    /// The group it is about.
    pub fn group_id(&self) -> &str {
        match self {
            Question::JoinGroup(request) => &request.group_id,
            Question::SyncGroup(request) => &request.group_id,
            Question::Heartbeat(request) => &request.group_id,
            Question::LeaveGroup(request) => &request.group_id,
            Question::CommitOffsets(request) => &request.group_id,
            Question::FetchOffsets { group, .. } => &group.group_id,
            Question::DeleteOffsets(request) => &request.group_id,
            Question::DescribeClassic { group_id }
            | Question::DescribeConsumer { group_id }
            | Question::DeleteGroup { group_id } => group_id,
            Question::ConsumerHeartbeat(request) => &request.group_id,
        }
    }
}

/// Which groups to list (KIP-518, KIP-848); empty lists let everything through.
#[derive(Clone, Debug, Default)]
pub struct GroupFilter {
    /// State names, compared without case.
    pub states: Vec<String>,
    /// Type names, compared without case.
    pub types: Vec<String>,
}

/// The groups of one partition of `__consumer_offsets`, or why they cannot be listed yet.
pub type ListedGroups = Result<Vec<ListedGroup>, ErrorCode>;
