//! What consumers with a group id need to assign partitions by hand, and how the rest of groups is refused.

use protocol::Uuid;
use protocol::messages::offset_fetch_request::{
    OffsetFetchRequestGroup, OffsetFetchRequestTopic, OffsetFetchRequestTopics,
};
use protocol::messages::{
    ApiVersionsRequest, ApiVersionsResponse, FindCoordinatorRequest, FindCoordinatorResponse,
    OffsetFetchRequest, OffsetFetchResponse,
};

use crate::harness::{Client, TestBroker, two_shards};

/// Kafka's codes.
const GROUP_AUTHORIZATION_FAILED: i16 = 30;
const INVALID_REQUEST: i16 = 42;
const TRANSACTIONAL_ID_AUTHORIZATION_FAILED: i16 = 53;
const UNKNOWN_TOPIC_ID: i16 = 100;

/// (error code, node id, port) that a client is told for one key.
fn find(client: &mut Client, version: i16, key_type: i8) -> (i16, i32, i32) {
    let mut request = FindCoordinatorRequest { key_type, ..Default::default() };
    if version < 4 {
        request.key = "readers".to_owned();
    } else {
        request.coordinator_keys = vec!["readers".to_owned()];
    }
    let response: FindCoordinatorResponse = client.call(version, &request);
    match response.coordinators.first() {
        None => (response.error_code, response.node_id, response.port),
        Some(found) => {
            assert_eq!(found.key, "readers");
            (found.error_code, found.node_id, found.port)
        }
    }
}

#[test]
fn groups_have_a_coordinator_transactions_and_share_groups_have_none() {
    let broker = TestBroker::start(two_shards(), &[]);
    let mut client = broker.connect();
    let own = client.metadata(None).brokers.remove(0);
    for version in 0..=6 {
        assert_eq!(find(&mut client, version, 0), (0, own.node_id, own.port), "version {version}");
    }
    for version in 1..=6 {
        assert_eq!(find(&mut client, version, 1), (TRANSACTIONAL_ID_AUTHORIZATION_FAILED, -1, -1));
        assert_eq!(find(&mut client, version, 2), (GROUP_AUTHORIZATION_FAILED, -1, -1));
        assert_eq!(find(&mut client, version, 9), (INVALID_REQUEST, -1, -1));
    }
    broker.stop();
}

#[test]
fn what_groups_lack_is_not_offered() {
    let broker = TestBroker::start(two_shards(), &[]);
    let response: ApiVersionsResponse = broker.connect().call(0, &ApiVersionsRequest::default());
    let served: Vec<i16> = response.api_keys.iter().map(|api| api.api_key).collect();
    let offset_commit_and_groups = [8, 11, 12, 13, 14, 68, 76];
    assert!(offset_commit_and_groups.iter().all(|key| !served.contains(key)), "{served:?}");
    broker.stop();
}

#[test]
fn nothing_is_committed() {
    let broker = TestBroker::start(two_shards(), &[]);
    let mut client = broker.connect();
    let id = client.create_topic("letters", 2);
    for version in 1..=7 {
        let letters = OffsetFetchRequestTopic { name: "letters".to_owned(), partition_indexes: vec![0, 1] };
        let request = OffsetFetchRequest {
            group_id: "readers".into(),
            topics: Some(vec![letters]),
            ..Default::default()
        };
        let response: OffsetFetchResponse = client.call(version, &request);
        assert_eq!((response.error_code, response.topics[0].name.as_str()), (0, "letters"));
        let answers = response.topics[0].partitions.iter();
        let answers: Vec<_> =
            answers.map(|p| (p.partition_index, p.committed_offset, p.error_code)).collect();
        assert_eq!(answers, [(0, -1, 0), (1, -1, 0)], "version {version}");
    }
    for (version, topic_id, code) in
        [(8, id, 0), (9, id, 0), (10, id, 0), (10, Uuid::from_u128(7), UNKNOWN_TOPIC_ID)]
    {
        assert_eq!(of_group(&mut client, version, topic_id), (1, -1, code), "version {version}");
    }
    broker.stop();
}

fn of_group(client: &mut Client, version: i16, topic_id: Uuid) -> (i32, i64, i16) {
    let name = if version < 10 { "letters".to_owned() } else { String::new() };
    let topic_id = if version < 10 { Uuid::ZERO } else { topic_id };
    let topics = Some(vec![OffsetFetchRequestTopics { name, topic_id, partition_indexes: vec![1] }]);
    let group = OffsetFetchRequestGroup { group_id: "readers".into(), topics, ..Default::default() };
    let all = OffsetFetchRequestGroup { group_id: "writers".into(), topics: None, ..Default::default() };
    let request = OffsetFetchRequest { groups: vec![group, all], ..Default::default() };
    let response: OffsetFetchResponse = client.call(version, &request);
    assert_eq!((response.groups[0].group_id.as_str(), response.groups[0].error_code), ("readers", 0));
    assert!(response.groups[1].topics.is_empty());
    let answer = &response.groups[0].topics[0].partitions[0];
    (answer.partition_index, answer.committed_offset, answer.error_code)
}
