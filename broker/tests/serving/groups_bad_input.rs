//! What groups refuse by name, undisturbed.

use bytes::Bytes;
use protocol::messages::join_group_request::JoinGroupRequestProtocol;
use protocol::messages::sync_group_request::SyncGroupRequestAssignment;
use protocol::messages::{
    DescribeGroupsRequest, HeartbeatRequest, HeartbeatResponse, JoinGroupRequest, JoinGroupResponse,
    LeaveGroupRequest, LeaveGroupResponse, OffsetCommitResponse, SyncGroupRequest, SyncGroupResponse,
};

use crate::harness::{TestBroker, setups, two_shards};
use crate::member::{
    ILLEGAL_GENERATION, INVALID_GROUP_ID, MEMBER_ID_REQUIRED, Member, QUICK, UNKNOWN_MEMBER_ID, commit,
    commit_code,
};

/// Kafka's codes.
const UNKNOWN_SERVER_ERROR: i16 = -1;
const OFFSET_METADATA_TOO_LARGE: i16 = 12;
const INCONSISTENT_GROUP_PROTOCOL: i16 = 23;
const INVALID_SESSION_TIMEOUT: i16 = 26;
const GROUP_MAX_SIZE_REACHED: i16 = 81;
const FENCED_INSTANCE_ID: i16 = 82;

/// A stable group of one member, and a topic.
fn stable(broker: &TestBroker) -> Member {
    let mut member = Member::new(broker, "readers");
    member.client.create_topic("orders", 1);
    let joined = member.join();
    member.sync(&joined);
    member
}

#[test]
fn strangers_are_refused_and_the_group_is_undisturbed() {
    for setup in setups() {
        let broker = TestBroker::start(setup, &QUICK);
        let mut member = stable(&broker);
        let mut other = broker.connect();
        let heartbeat = |generation_id, member_id: &str, instance: Option<&str>| HeartbeatRequest {
            group_id: "readers".to_owned(),
            generation_id,
            member_id: member_id.to_owned(),
            group_instance_id: instance.map(str::to_owned),
        };
        let mut code = |request: &HeartbeatRequest| other.call::<_, HeartbeatResponse>(4, request).error_code;
        assert_eq!(code(&heartbeat(1, "nobody", None)), UNKNOWN_MEMBER_ID, "{setup:?}");
        assert_eq!(code(&heartbeat(0, &member.id, None)), ILLEGAL_GENERATION, "{setup:?}");
        assert_eq!(code(&heartbeat(2, &member.id, None)), ILLEGAL_GENERATION, "{setup:?}");
        assert_eq!(code(&heartbeat(1, &member.id, Some("nobody's"))), UNKNOWN_MEMBER_ID, "{setup:?}");
        let mut committed = |generation, id: &str| {
            let request = commit("readers", generation, id, "orders", &[(0, 99)]);
            commit_code(&other.call::<_, OffsetCommitResponse>(9, &request))
        };
        assert_eq!(committed(1, "nobody"), UNKNOWN_MEMBER_ID, "{setup:?}");
        assert_eq!(committed(0, &member.id), ILLEGAL_GENERATION, "{setup:?}");
        assert_eq!(committed(-1, ""), UNKNOWN_MEMBER_ID, "a simple consumer in a group that has members");
        assert_eq!((member.heartbeat(), member.committed("orders", 0)), (0, -1), "{setup:?}");
        broker.stop();
    }
}

#[test]
fn an_instance_belongs_to_the_member_that_came_last() {
    let broker = TestBroker::start(two_shards(), &QUICK);
    let mut first = Member::new(&broker, "readers");
    first.instance = Some("desk-1".to_owned());
    let joined = first.join();
    first.sync(&joined);
    let mut second = Member::new(&broker, "readers");
    second.instance = Some("desk-1".to_owned());
    let joined = second.join();
    assert_ne!(second.id, first.id);
    assert_eq!(joined.generation_id, 1, "a static member takes over without a rebalance");
    assert_eq!(first.heartbeat(), FENCED_INSTANCE_ID);
    assert_eq!(second.heartbeat(), 0);
    broker.stop();
}

#[test]
fn group_ids_are_what_kafka_allows() {
    for setup in setups() {
        let broker = TestBroker::start(setup, &QUICK);
        let mut client = broker.connect();
        client.create_topic("orders", 1);
        assert_eq!(crate::member::find(&mut client, "readers").error_code, 0);
        let heartbeat = HeartbeatRequest { member_id: "a".to_owned(), ..HeartbeatRequest::default() };
        assert_eq!(client.call::<_, HeartbeatResponse>(4, &heartbeat).error_code, INVALID_GROUP_ID);
        let join = JoinGroupRequest { session_timeout_ms: 10_000, ..JoinGroupRequest::default() };
        assert_eq!(client.call::<_, JoinGroupResponse>(7, &join).error_code, INVALID_GROUP_ID);
        let sync: SyncGroupResponse = client.call(3, &SyncGroupRequest::default());
        assert_eq!(sync.error_code, INVALID_GROUP_ID, "{setup:?}");
        let leave: LeaveGroupResponse = client.call(4, &LeaveGroupRequest::default());
        assert_eq!(leave.error_code, INVALID_GROUP_ID, "{setup:?}");
        // Simple consumers without a group may commit, as ever.
        let request = commit("", -1, "", "orders", &[(0, 1)]);
        assert_eq!(commit_code(&client.call::<_, OffsetCommitResponse>(8, &request)), 0);
        let mut member = Member::new(&broker, &"g".repeat(300));
        let joined = member.join();
        member.sync(&joined);
        assert_eq!((member.heartbeat(), member.commit("orders", 0, 1)), (0, 0), "300 bytes are a name");
        assert_eq!(member.committed("orders", 0), 1, "{setup:?}");
        broker.stop();
    }
}

#[test]
fn joins_that_make_no_sense_are_refused() {
    let broker = TestBroker::start(two_shards(), &QUICK);
    let mut member = stable(&broker);
    let protocol = |name: &str| JoinGroupRequestProtocol { name: name.to_owned(), metadata: Bytes::new() };
    let join = |session_timeout_ms, protocols: Vec<JoinGroupRequestProtocol>| JoinGroupRequest {
        group_id: "readers".to_owned(),
        session_timeout_ms,
        rebalance_timeout_ms: 10_000,
        protocol_type: "consumer".to_owned(),
        protocols,
        ..JoinGroupRequest::default()
    };
    let mut other = broker.connect();
    let mut code = |request: &JoinGroupRequest| other.call::<_, JoinGroupResponse>(7, request).error_code;
    assert_eq!(code(&join(99, vec![protocol("range")])), INVALID_SESSION_TIMEOUT);
    assert_eq!(code(&join(1_800_001, vec![protocol("range")])), INVALID_SESSION_TIMEOUT);
    assert_eq!(code(&join(10_000, vec![protocol("mine")])), INCONSISTENT_GROUP_PROTOCOL);
    assert_eq!(code(&join(10_000, vec![])), INCONSISTENT_GROUP_PROTOCOL);
    let stranger =
        JoinGroupRequest { member_id: "nobody".to_owned(), ..join(10_000, vec![protocol("range")]) };
    assert_eq!(code(&stranger), UNKNOWN_MEMBER_ID);
    assert_eq!(member.heartbeat(), 0);
    broker.stop();
}

#[test]
fn a_group_has_at_most_so_many_members() {
    let broker = TestBroker::start(two_shards(), &[QUICK[0], "group.max.size=1"]);
    let mut member = stable(&broker);
    let mut client = broker.connect();
    let protocol = JoinGroupRequestProtocol { name: "range".to_owned(), metadata: Bytes::new() };
    let join = JoinGroupRequest {
        group_id: "readers".to_owned(),
        session_timeout_ms: 10_000,
        rebalance_timeout_ms: 10_000,
        protocol_type: "consumer".to_owned(),
        protocols: vec![protocol],
        ..JoinGroupRequest::default()
    };
    assert_eq!(client.call::<_, JoinGroupResponse>(7, &join).error_code, GROUP_MAX_SIZE_REACHED);
    assert_eq!((member.heartbeat(), member.leave()), (0, 0));
    assert_eq!(client.call::<_, JoinGroupResponse>(7, &join).error_code, MEMBER_ID_REQUIRED);
    broker.stop();
}

/// The scaled-down count of a hundred thousand: each is given a member id, and the group lives.
#[test]
fn thousands_who_ask_to_join_do_not_disturb_a_group() {
    let broker = TestBroker::start(two_shards(), &QUICK);
    let mut member = stable(&broker);
    let mut crowd = broker.connect();
    let protocol = JoinGroupRequestProtocol { name: "range".to_owned(), metadata: Bytes::new() };
    let join = JoinGroupRequest {
        group_id: "readers".to_owned(),
        session_timeout_ms: 10_000,
        rebalance_timeout_ms: 10_000,
        protocol_type: "consumer".to_owned(),
        protocols: vec![protocol],
        ..JoinGroupRequest::default()
    };
    const CROWD: usize = 5000;
    for _ in 0..CROWD / 100 {
        let frames: Vec<u8> = (0..100).flat_map(|_| crowd.frame(7, &join)).collect();
        crowd.send_raw(&frames);
        for _ in 0..100 {
            assert_eq!(crowd.receive::<JoinGroupResponse>(7).1.error_code, MEMBER_ID_REQUIRED);
        }
    }
    assert_eq!(member.heartbeat(), 0, "who has asked only has not joined");
    broker.stop();
}

#[test]
fn an_assignment_that_no_log_takes_is_refused_and_the_members_join_again() {
    for setup in setups() {
        let broker = TestBroker::start(setup, &QUICK);
        let mut member = Member::new(&broker, "readers");
        member.join();
        let assignment = SyncGroupRequestAssignment {
            member_id: member.id.clone(),
            assignment: Bytes::from(vec![7; 10 << 20]),
        };
        let request = SyncGroupRequest {
            group_id: "readers".to_owned(),
            generation_id: 1,
            member_id: member.id.clone(),
            protocol_type: Some("consumer".to_owned()),
            protocol_name: Some("range".to_owned()),
            assignments: vec![assignment],
            ..SyncGroupRequest::default()
        };
        let response: SyncGroupResponse = member.client.call(5, &request);
        assert_eq!((response.error_code, response.assignment.len()), (UNKNOWN_SERVER_ERROR, 0), "{setup:?}");
        let joined = member.join();
        assert_eq!(joined.generation_id, 2, "{setup:?}");
        assert_eq!(member.sync(&joined), format!("of {}", member.id));
        broker.stop();
    }
}

#[test]
fn offsets_that_cannot_be_are_refused() {
    let broker = TestBroker::start(two_shards(), &QUICK);
    let mut member = stable(&broker);
    // Kafka checks no offset, and what it takes must be told again: clients find out by OFFSET_OUT_OF_RANGE.
    assert_eq!(member.commit("orders", 0, -5), 0);
    assert_eq!(member.committed("orders", 0), -5);
    let mut request = commit("readers", 1, &member.id, "orders", &[(0, 3)]);
    request.topics[0].partitions[0].committed_metadata = Some("m".repeat(4097));
    let response: OffsetCommitResponse = member.client.call(9, &request);
    assert_eq!(commit_code(&response), OFFSET_METADATA_TOO_LARGE);
    assert_eq!((member.committed("orders", 0), member.heartbeat()), (-5, 0));
    broker.stop();
}

#[test]
fn a_request_about_too_many_groups_closes_the_connection() {
    let broker = TestBroker::start(two_shards(), &QUICK);
    let mut member = stable(&broker);
    let mut other = broker.connect();
    let groups = (0..100_001).map(|number| number.to_string()).collect();
    let frame = other.frame(5, &DescribeGroupsRequest { groups, ..DescribeGroupsRequest::default() });
    other.try_send_raw(&frame);
    assert!(other.is_closed());
    assert_eq!(member.heartbeat(), 0);
    broker.stop();
}
