//! Small things that Kafka's answers about groups have, as the transcript in tests/suites/group_frames shows them.

use protocol::messages::describe_configs_request::DescribeConfigsResource;
use protocol::messages::offset_delete_request::OffsetDeleteRequestTopic;
use protocol::messages::{
    DeleteGroupsRequest, DeleteGroupsResponse, DescribeConfigsRequest, DescribeConfigsResponse,
    FindCoordinatorRequest, FindCoordinatorResponse, OffsetCommitResponse, OffsetDeleteRequest,
    OffsetDeleteResponse,
};

use crate::harness::{TestBroker, two_shards};
use crate::member::{commit, commit_code, find};

/// Kafka's codes.
const GROUP_ID_NOT_FOUND: i16 = 69;
const INVALID_REQUEST: i16 = 42;

#[test]
fn a_group_that_is_named_twice_is_deleted_once() {
    let broker = TestBroker::start(two_shards(), &[]);
    let mut client = broker.connect();
    client.create_topic("orders", 1);
    assert_eq!(find(&mut client, "readers").error_code, 0);
    for version in 0..=3 {
        let committed = client.call(8, &commit("readers", -1, "", "orders", &[(0, 1)]));
        assert_eq!(commit_code(&committed), 0);
        let groups_names = ["readers", "nobodys", "readers"].map(str::to_owned).to_vec();
        let response: DeleteGroupsResponse = client.call(version, &DeleteGroupsRequest { groups_names });
        let results = response.results.iter().map(|result| (result.group_id.as_str(), result.error_code));
        assert_eq!(results.collect::<Vec<_>>(), [("readers", 0), ("nobodys", GROUP_ID_NOT_FOUND)]);
        assert!(response.results.iter().all(|result| result.error_message.is_none()));
    }
    broker.stop();
}

#[test]
fn topics_without_partitions_are_not_answered() {
    let broker = TestBroker::start(two_shards(), &[]);
    let mut client = broker.connect();
    client.create_topic("orders", 1);
    assert_eq!(find(&mut client, "readers").error_code, 0);
    let response: OffsetCommitResponse = client.call(8, &commit("readers", -1, "", "orders", &[]));
    assert!(response.topics.is_empty());
    let response: OffsetCommitResponse = client.call(8, &commit("readers", -1, "", "orders", &[(0, 1)]));
    assert_eq!(commit_code(&response), 0);
    let topic = OffsetDeleteRequestTopic { name: "orders".to_owned(), partitions: Vec::new() };
    let request = OffsetDeleteRequest { group_id: "readers".to_owned(), topics: vec![topic] };
    let response: OffsetDeleteResponse = client.call(0, &request);
    assert_eq!((response.error_code, response.topics.len()), (0, 0));
    broker.stop();
}

#[test]
fn where_nothing_is_wrong_messages_say_so_in_kafkas_ways() {
    let broker = TestBroker::start(two_shards(), &[]);
    let mut client = broker.connect();
    let one = FindCoordinatorRequest { key: "readers".to_owned(), ..Default::default() };
    let response: FindCoordinatorResponse = client.call(3, &one);
    assert_eq!((response.error_code, response.error_message.as_deref()), (0, Some("NONE")));
    let batched =
        FindCoordinatorRequest { coordinator_keys: vec!["readers".to_owned()], ..Default::default() };
    let response: FindCoordinatorResponse = client.call(4, &batched);
    assert_eq!(response.coordinators[0].error_message.as_deref(), Some(""));
    let strange = FindCoordinatorRequest { key_type: 9, ..batched };
    let response: FindCoordinatorResponse = client.call(4, &strange);
    assert_eq!(response.coordinators[0].error_code, INVALID_REQUEST);
    assert!(
        response.coordinators[0]
            .error_message
            .as_deref()
            .is_some_and(|message| message.starts_with("This most likely"))
    );

    let group = DescribeConfigsResource {
        resource_type: 32,
        resource_name: "readers".to_owned(),
        ..DescribeConfigsResource::default()
    };
    let request = DescribeConfigsRequest { resources: vec![group], ..Default::default() };
    let response: DescribeConfigsResponse = client.call(4, &request);
    assert_eq!((response.results[0].error_code, response.results[0].error_message.as_deref()), (0, Some("")));
    broker.stop();
}
