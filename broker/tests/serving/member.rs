//! A member of a classic group, as a client plays it: one request at a time, each when the test says so.

use bytes::Bytes;
use protocol::messages::find_coordinator_response::Coordinator;
use protocol::messages::join_group_request::JoinGroupRequestProtocol;
use protocol::messages::offset_commit_request::{OffsetCommitRequestPartition, OffsetCommitRequestTopic};
use protocol::messages::offset_fetch_request::{OffsetFetchRequestGroup, OffsetFetchRequestTopics};
use protocol::messages::offset_fetch_response::OffsetFetchResponseGroup;
use protocol::messages::sync_group_request::SyncGroupRequestAssignment;
use protocol::messages::{
    FindCoordinatorRequest, FindCoordinatorResponse, HeartbeatRequest, HeartbeatResponse, JoinGroupRequest,
    JoinGroupResponse, LeaveGroupRequest, LeaveGroupResponse, OffsetCommitRequest, OffsetCommitResponse,
    OffsetFetchRequest, OffsetFetchResponse, SyncGroupRequest, SyncGroupResponse,
};

use crate::harness::{Client, TestBroker};

/// Kafka's codes.
pub const COORDINATOR_LOAD_IN_PROGRESS: i16 = 14;
pub const NOT_COORDINATOR: i16 = 16;
pub const ILLEGAL_GENERATION: i16 = 22;
pub const INVALID_GROUP_ID: i16 = 24;
pub const UNKNOWN_MEMBER_ID: i16 = 25;
pub const REBALANCE_IN_PROGRESS: i16 = 27;
pub const MEMBER_ID_REQUIRED: i16 = 79;

/// Settings with which tests need not wait.
pub const QUICK: [&str; 2] = ["group.initial.rebalance.delay.ms=0", "group.min.session.timeout.ms=100"];

pub struct Member {
    pub client: Client,
    pub group: String,
    pub id: String,
    pub instance: Option<String>,
    pub generation: i32,
    pub session_timeout_ms: i32,
}

impl Member {
    /// A client of the group that is no member yet.
    pub fn new(broker: &TestBroker, group: &str) -> Self {
        let mut client = broker.connect();
        assert_eq!(find(&mut client, group).error_code, 0, "there is a coordinator");
        Self {
            client,
            group: group.to_owned(),
            id: String::new(),
            instance: None,
            generation: -1,
            session_timeout_ms: 10_000,
        }
    }

    /// Sends a JoinGroup; the answer comes when everybody has joined.
    pub fn begin_join(&mut self) {
        let protocol = JoinGroupRequestProtocol {
            name: "range".to_owned(),
            metadata: Bytes::from_static(b"subscription"),
        };
        let request = JoinGroupRequest {
            group_id: self.group.clone(),
            session_timeout_ms: self.session_timeout_ms,
            rebalance_timeout_ms: self.session_timeout_ms,
            member_id: self.id.clone(),
            group_instance_id: self.instance.clone(),
            protocol_type: "consumer".to_owned(),
            protocols: vec![protocol],
            ..JoinGroupRequest::default()
        };
        self.client.send(7, &request);
    }

    /// Takes the answer of [`Member::begin_join`].
    pub fn end_join(&mut self) -> JoinGroupResponse {
        let (_, response): (_, JoinGroupResponse) = self.client.receive(7);
        if response.error_code == 0 {
            self.generation = response.generation_id;
        }
        if response.error_code == 0 || response.error_code == MEMBER_ID_REQUIRED {
            self.id.clone_from(&response.member_id);
        }
        response
    }

    /// Gets a member id, and joins with it as far as can be done without the others.
    pub fn begin_first_join(&mut self) {
        self.begin_join();
        assert_eq!(self.end_join().error_code, MEMBER_ID_REQUIRED);
        self.begin_join();
    }

    /// Joins as the only member, or the last one that was missing.
    pub fn join(&mut self) -> JoinGroupResponse {
        self.begin_join();
        let mut response = self.end_join();
        if response.error_code == MEMBER_ID_REQUIRED {
            self.begin_join();
            response = self.end_join();
        }
        assert_eq!(response.error_code, 0);
        response
    }

    pub fn is_leader(&self, joined: &JoinGroupResponse) -> bool {
        joined.leader == self.id
    }

    /// Sends a SyncGroup; a leader gives every member the assignment `of <member id>`.
    pub fn begin_sync(&mut self, joined: &JoinGroupResponse) {
        let assignment = |member_id: &String| SyncGroupRequestAssignment {
            member_id: member_id.clone(),
            assignment: Bytes::from(format!("of {member_id}")),
        };
        let request = SyncGroupRequest {
            group_id: self.group.clone(),
            generation_id: self.generation,
            member_id: self.id.clone(),
            group_instance_id: self.instance.clone(),
            protocol_type: Some("consumer".to_owned()),
            protocol_name: Some("range".to_owned()),
            assignments: joined.members.iter().map(|member| assignment(&member.member_id)).collect(),
        };
        self.client.send(5, &request);
    }

    pub fn end_sync(&mut self) -> SyncGroupResponse {
        self.client.receive(5).1
    }

    /// Syncs; returns the assignment.
    pub fn sync(&mut self, joined: &JoinGroupResponse) -> String {
        self.begin_sync(joined);
        let response = self.end_sync();
        assert_eq!(response.error_code, 0);
        String::from_utf8(response.assignment.to_vec()).expect("what the leader gave")
    }

    pub fn heartbeat(&mut self) -> i16 {
        let request = HeartbeatRequest {
            group_id: self.group.clone(),
            generation_id: self.generation,
            member_id: self.id.clone(),
            group_instance_id: self.instance.clone(),
        };
        self.client.call::<_, HeartbeatResponse>(4, &request).error_code
    }

    /// Heartbeats until the group says that it rebalances.
    pub fn await_rebalance(&mut self) {
        loop {
            match self.heartbeat() {
                0 => std::thread::yield_now(),
                code => return assert_eq!(code, REBALANCE_IN_PROGRESS),
            }
        }
    }

    pub fn leave(&mut self) -> i16 {
        let request = LeaveGroupRequest {
            group_id: self.group.clone(),
            member_id: self.id.clone(),
            ..LeaveGroupRequest::default()
        };
        self.client.call::<_, LeaveGroupResponse>(2, &request).error_code
    }

    pub fn commit(&mut self, topic: &str, partition: i32, offset: i64) -> i16 {
        let request = commit(&self.group, self.generation, &self.id, topic, &[(partition, offset)]);
        commit_code(&self.client.call(9, &request))
    }

    pub fn committed(&mut self, topic: &str, partition: i32) -> i64 {
        let group = fetch_offsets(&mut self.client, &self.group, Some(&[(topic, &[partition])]));
        assert_eq!(group.error_code, 0);
        group.topics[0].partitions[0].committed_offset
    }
}

pub fn find(client: &mut Client, group: &str) -> Coordinator {
    let request = FindCoordinatorRequest {
        coordinator_keys: vec![group.to_owned()],
        ..FindCoordinatorRequest::default()
    };
    client.call::<_, FindCoordinatorResponse>(4, &request).coordinators.remove(0)
}

/// A commit of one topic.
pub fn commit(
    group: &str,
    generation: i32,
    member_id: &str,
    topic: &str,
    offsets: &[(i32, i64)],
) -> OffsetCommitRequest {
    let partition = |(partition_index, committed_offset): &(i32, i64)| OffsetCommitRequestPartition {
        partition_index: *partition_index,
        committed_offset: *committed_offset,
        committed_leader_epoch: 3,
        committed_metadata: Some(format!("at {committed_offset}")),
        ..OffsetCommitRequestPartition::default()
    };
    let topic = OffsetCommitRequestTopic {
        name: topic.to_owned(),
        partitions: offsets.iter().map(partition).collect(),
        ..OffsetCommitRequestTopic::default()
    };
    OffsetCommitRequest {
        group_id: group.to_owned(),
        generation_id_or_member_epoch: generation,
        member_id: member_id.to_owned(),
        topics: vec![topic],
        ..OffsetCommitRequest::default()
    }
}

/// The one code of a commit of one partition.
pub fn commit_code(response: &OffsetCommitResponse) -> i16 {
    response.topics[0].partitions[0].error_code
}

/// What a group has committed; `None`: of all topics.
pub fn fetch_offsets(
    client: &mut Client,
    group: &str,
    topics: Option<&[(&str, &[i32])]>,
) -> OffsetFetchResponseGroup {
    let topic = |(name, partitions): &(&str, &[i32])| OffsetFetchRequestTopics {
        name: (*name).to_owned(),
        partition_indexes: partitions.to_vec(),
        ..OffsetFetchRequestTopics::default()
    };
    let group = OffsetFetchRequestGroup {
        group_id: group.to_owned(),
        topics: topics.map(|topics| topics.iter().map(topic).collect()),
        ..OffsetFetchRequestGroup::default()
    };
    let request = OffsetFetchRequest { groups: vec![group], ..OffsetFetchRequest::default() };
    client.call::<_, OffsetFetchResponse>(8, &request).groups.remove(0)
}

/// As [`fetch_offsets`], until the coordinator has loaded: after a restart.
pub fn fetch_when_loaded(
    client: &mut Client,
    group: &str,
    topics: Option<&[(&str, &[i32])]>,
) -> OffsetFetchResponseGroup {
    loop {
        let found = fetch_offsets(client, group, topics);
        if found.error_code != COORDINATOR_LOAD_IN_PROGRESS {
            return found;
        }
    }
}
