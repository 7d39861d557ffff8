//! Topics and the cluster: create, delete, grow, describe, in every version.

use protocol::Uuid;
use protocol::messages::create_partitions_request::{CreatePartitionsAssignment, CreatePartitionsTopic};
use protocol::messages::create_topics_request::{
    CreatableReplicaAssignment, CreatableTopic, CreatableTopicConfig,
};
use protocol::messages::delete_topics_request::DeleteTopicState;
use protocol::messages::describe_topic_partitions_request::{Cursor, TopicRequest};
use protocol::messages::elect_leaders_request::TopicPartitions;
use protocol::messages::list_partition_reassignments_request::ListPartitionReassignmentsTopics;
use protocol::messages::{
    CreateAclsRequest, CreateAclsResponse, CreatePartitionsRequest, CreatePartitionsResponse,
    CreateTopicsRequest, CreateTopicsResponse, DeleteAclsRequest, DeleteAclsResponse, DeleteTopicsRequest,
    DeleteTopicsResponse, DescribeAclsRequest, DescribeAclsResponse, DescribeClusterRequest,
    DescribeClusterResponse, DescribeTopicPartitionsRequest, DescribeTopicPartitionsResponse,
    ElectLeadersRequest, ElectLeadersResponse, ListPartitionReassignmentsRequest,
    ListPartitionReassignmentsResponse,
};

use crate::harness::{Client, TestBroker, batch, setups, two_shards};

/// Kafka's codes.
const UNKNOWN_TOPIC_OR_PARTITION: i16 = 3;
const INVALID_TOPIC: i16 = 17;
const INVALID_PARTITIONS: i16 = 37;
const INVALID_CONFIG: i16 = 40;
const INVALID_REQUEST: i16 = 42;
const SECURITY_DISABLED: i16 = 54;
const ELECTION_NOT_NEEDED: i16 = 84;
const MISMATCHED_ENDPOINT: i16 = 114;

fn topic(name: &str, num_partitions: i32) -> CreatableTopic {
    CreatableTopic { name: name.to_owned(), num_partitions, replication_factor: -1, ..Default::default() }
}

fn create(
    client: &mut Client,
    version: i16,
    topics: Vec<CreatableTopic>,
    validate_only: bool,
) -> CreateTopicsResponse {
    client.call(version, &CreateTopicsRequest { topics, timeout_ms: 10_000, validate_only })
}

fn grow(
    client: &mut Client,
    version: i16,
    topic: CreatePartitionsTopic,
    validate_only: bool,
) -> (i16, Option<String>) {
    let request = CreatePartitionsRequest { topics: vec![topic], timeout_ms: 10_000, validate_only };
    let mut response: CreatePartitionsResponse = client.call(version, &request);
    let result = response.results.remove(0);
    (result.error_code, result.error_message)
}

fn to(name: &str, count: i32) -> CreatePartitionsTopic {
    CreatePartitionsTopic { name: name.to_owned(), count, assignments: None }
}

fn partitions_of(client: &mut Client, name: &str) -> Option<usize> {
    let metadata = client.metadata(None);
    let topic = metadata.topics.into_iter().find(|topic| topic.name.as_deref() == Some(name))?;
    Some(topic.partitions.len())
}

#[test]
fn topics_come_grow_and_go_in_every_version() {
    for setup in setups() {
        let broker = TestBroker::start(setup, &[]);
        let mut client = broker.connect();
        for version in 2..=7 {
            let name = format!("t{version}");
            let response = create(&mut client, version, vec![topic(&name, 2)], false);
            let created = &response.topics[0];
            assert_eq!((created.error_code, created.name.as_str()), (0, name.as_str()), "{setup:?}");
            if version >= 5 {
                assert_eq!((created.num_partitions, created.replication_factor), (2, 1));
                let configs = created.configs.as_ref().expect("from version 5 on");
                let retention = configs.iter().find(|config| config.name == "retention.ms").expect("listed");
                assert_eq!((retention.value.as_deref(), retention.config_source), (Some("604800000"), 5));
            }
            assert_eq!(created.topic_id != Uuid::ZERO, version >= 7);
            let grown = grow(&mut client, (version - 2).min(3), to(&name, 4), false);
            assert_eq!(grown.0, 0, "{grown:?}");
            assert_eq!(partitions_of(&mut client, &name), Some(4));
            // A partition serves as soon as its creation is answered, wherever its shard is.
            for partition in 0..4 {
                assert_eq!(client.produce(&name, partition, -1, batch(&["x"])), (0, 0), "{setup:?}");
            }
            let mut request = DeleteTopicsRequest { timeout_ms: 10_000, ..Default::default() };
            if version == 7 {
                request.topics.push(DeleteTopicState { name: None, topic_id: created.topic_id });
            } else {
                request.topic_names.push(name.clone());
            }
            let deleted: DeleteTopicsResponse = client.call(version - 1, &request);
            assert_eq!(deleted.responses[0].error_code, 0, "{setup:?}");
            assert_eq!(deleted.responses[0].name.as_deref(), Some(name.as_str()));
            assert_eq!(partitions_of(&mut client, &name), None);
            assert_eq!(client.produce(&name, 0, -1, batch(&["x"])).0, UNKNOWN_TOPIC_OR_PARTITION);
        }
        broker.stop();
    }
}

#[test]
fn a_topic_created_again_is_another_topic() {
    let broker = TestBroker::start(two_shards(), &["auto.create.topics.enable=false"]);
    let mut client = broker.connect();
    let first = client.create_topic("orders", 1);
    client.produce("orders", 0, -1, batch(&["old"]));
    let request = DeleteTopicsRequest {
        topic_names: vec!["orders".to_owned()],
        timeout_ms: 10_000,
        ..Default::default()
    };
    let _: DeleteTopicsResponse = client.call(1, &request);
    let second = client.create_topic("orders", 1);
    assert_ne!(first, second);
    assert_eq!(client.fetch("orders", 0, 0), (0, 0, Vec::new()));
}

#[test]
fn validating_changes_nothing() {
    let broker = TestBroker::start(two_shards(), &[]);
    let mut client = broker.connect();
    let response = create(&mut client, 7, vec![topic("orders", 3)], true);
    assert_eq!((response.topics[0].error_code, response.topics[0].num_partitions), (0, 3));
    assert_eq!(partitions_of(&mut client, "orders"), None);
    client.create_topic("orders", 1);
    assert_eq!(grow(&mut client, 3, to("orders", 5), true), (0, None));
    assert_eq!(partitions_of(&mut client, "orders"), Some(1));
}

/// Codes and messages are those that Apache Kafka 4.4.0 answered, topic by topic.
#[test]
fn bad_topics_are_refused_one_by_one() {
    let broker = TestBroker::start(two_shards(), &[]);
    let mut client = broker.connect();
    client.create_topic("a.b", 1);
    let config = CreatableTopicConfig { name: "retention.ms".to_owned(), value: Some("a".to_owned()) };
    let assigned = CreatableReplicaAssignment { partition_index: 0, broker_ids: vec![9] };
    let topics = vec![
        topic("good", 1),
        topic("a.b", 1),
        topic("a_b", 1),
        topic("a b", 1),
        topic("none", 0),
        CreatableTopic { replication_factor: 2, ..topic("two", 1) },
        CreatableTopic { configs: vec![config], ..topic("config", 1) },
        CreatableTopic { assignments: vec![assigned], ..topic("nine", -1) },
        topic("twice", 1),
        topic("twice", 2),
    ];
    let response = create(&mut client, 7, topics, false);
    let mut outcomes: Vec<_> =
        response.topics.iter().map(|topic| (topic.name.as_str(), topic.error_code)).collect();
    outcomes.sort_unstable();
    let expected = [
        ("a b", INVALID_TOPIC),
        ("a.b", 36),
        ("a_b", INVALID_TOPIC),
        ("config", INVALID_CONFIG),
        ("good", 0),
        ("nine", 39),
        ("none", INVALID_PARTITIONS),
        ("twice", INVALID_REQUEST),
        ("two", 38),
    ];
    assert_eq!(outcomes, expected);
    let message = |name: &str| {
        let topic = response.topics.iter().find(|topic| topic.name == name).expect("answered");
        topic.error_message.clone().expect("a refusal says why")
    };
    assert_eq!(
        message("config"),
        "Invalid value a for configuration retention.ms: Not a number of type LONG"
    );
    assert_eq!(message("a_b"), "Topic 'a_b' collides with existing topic: a.b");
    let same = grow(&mut client, 3, to("good", 1), false);
    assert_eq!(same, (INVALID_PARTITIONS, Some("Topic already has 1 partition(s).".to_owned())));
    let assignments = Some(vec![CreatePartitionsAssignment { broker_ids: vec![5] }]);
    let wrong = grow(&mut client, 3, CreatePartitionsTopic { assignments, ..to("good", 2) }, false);
    assert_eq!(wrong.0, 39);
}

#[test]
fn a_request_of_too_many_items_closes_its_connection_only() {
    let broker = TestBroker::start(two_shards(), &[]);
    let mut client = broker.connect();
    let topics = (0..10_001).map(|number| topic(&format!("t{number}"), 1)).collect();
    client.send(7, &CreateTopicsRequest { topics, timeout_ms: 10_000, validate_only: false });
    assert!(client.is_closed());
    broker.connect().create_topic("orders", 1);
}

#[test]
fn deletion_can_be_switched_off() {
    let broker = TestBroker::start(two_shards(), &["delete.topic.enable=false"]);
    let mut client = broker.connect();
    client.create_topic("orders", 1);
    let request = DeleteTopicsRequest {
        topic_names: vec!["orders".to_owned()],
        timeout_ms: 10_000,
        ..Default::default()
    };
    for (version, expected) in [(2, INVALID_REQUEST), (3, 73)] {
        let response: DeleteTopicsResponse = client.call(version, &request);
        assert_eq!(response.responses[0].error_code, expected);
    }
}

fn pages(client: &mut Client, names: &[&str], limit: i32) -> Vec<Vec<(String, Vec<i32>, i16)>> {
    let mut request = DescribeTopicPartitionsRequest {
        topics: names.iter().map(|name| TopicRequest { name: (*name).to_owned() }).collect(),
        response_partition_limit: limit,
        cursor: None,
    };
    let mut pages = Vec::new();
    loop {
        let response: DescribeTopicPartitionsResponse = client.call(0, &request);
        let topics = response.topics.iter().map(|topic| {
            let partitions = topic.partitions.iter().map(|partition| partition.partition_index).collect();
            (topic.name.clone().expect("a name"), partitions, topic.error_code)
        });
        pages.push(topics.collect());
        let Some(next) = response.next_cursor else { return pages };
        let cursor = Cursor { topic_name: next.topic_name, partition_index: next.partition_index };
        request.cursor = Some(cursor);
    }
}

#[test]
fn topics_are_described_page_by_page() {
    let broker = TestBroker::start(two_shards(), &["max.request.partition.size.limit=4"]);
    let mut client = broker.connect();
    client.create_topic("a", 3);
    client.create_topic("b", 2);
    let entry = |name: &str, partitions: &[i32], code| (name.to_owned(), partitions.to_vec(), code);
    // The broker's limit wins over the request's.
    let all = pages(&mut client, &[], 100);
    assert_eq!(all, [vec![entry("a", &[0, 1, 2], 0), entry("b", &[0], 0)], vec![entry("b", &[1], 0)]]);
    let three = pages(&mut client, &[], 3);
    assert_eq!(three, [vec![entry("a", &[0, 1, 2], 0)], vec![entry("b", &[0, 1], 0)]]);
    let named = pages(&mut client, &["b", "nix", "a b", "b"], 1);
    let missing = entry("nix", &[], UNKNOWN_TOPIC_OR_PARTITION);
    let invalid = entry("a b", &[], INVALID_TOPIC);
    assert_eq!(named, [vec![invalid, entry("b", &[0], 0)], vec![entry("b", &[1], 0)], vec![missing]]);
}

#[test]
fn the_cluster_is_described_in_every_version() {
    let broker = TestBroker::start(two_shards(), &["node.id=3"]);
    let mut client = broker.connect();
    for version in 0..=2 {
        let request = DescribeClusterRequest {
            include_cluster_authorized_operations: true,
            endpoint_type: 1,
            include_fenced_brokers: version == 2,
        };
        let response: DescribeClusterResponse = client.call(version, &request);
        assert_eq!((response.error_code, response.controller_id, response.brokers.len()), (0, 3, 1));
        assert_eq!((response.brokers[0].broker_id, response.brokers[0].host.as_str()), (3, "127.0.0.1"));
        assert_eq!(response.cluster_id.len(), 22);
        assert_eq!(response.cluster_authorized_operations, 0b1_1111_1010_0000);
    }
    for (endpoint_type, expected) in [(2, MISMATCHED_ENDPOINT), (7, 115)] {
        let request = DescribeClusterRequest { endpoint_type, ..DescribeClusterRequest::default() };
        let response: DescribeClusterResponse = client.call(1, &request);
        assert_eq!(response.error_code, expected);
    }
}

#[test]
fn there_is_nothing_to_reassign_and_nobody_to_elect() {
    let broker = TestBroker::start(two_shards(), &[]);
    let mut client = broker.connect();
    client.create_topic("orders", 2);
    let named = ListPartitionReassignmentsTopics { name: "orders".to_owned(), partition_indexes: vec![0, 9] };
    for topics in [None, Some(vec![named])] {
        let request = ListPartitionReassignmentsRequest { timeout_ms: 1000, topics };
        let response: ListPartitionReassignmentsResponse = client.call(0, &request);
        assert_eq!((response.error_code, response.topics.len()), (0, 0));
    }
    for version in 0..=2 {
        let topics = vec![TopicPartitions { topic: "orders".to_owned(), partitions: vec![0, 9] }];
        let request =
            ElectLeadersRequest { election_type: 0, topic_partitions: Some(topics), timeout_ms: 1000 };
        let response: ElectLeadersResponse = client.call(version, &request);
        let results = &response.replica_election_results[0].partition_result;
        let codes: Vec<_> = results.iter().map(|result| result.error_code).collect();
        assert_eq!(codes, [ELECTION_NOT_NEEDED, UNKNOWN_TOPIC_OR_PARTITION]);
        let request = ElectLeadersRequest { election_type: 0, topic_partitions: None, timeout_ms: 1000 };
        let response: ElectLeadersResponse = client.call(version, &request);
        assert_eq!((response.error_code, response.replica_election_results.len()), (0, 0));
    }
}

#[test]
fn access_control_lists_are_refused_by_name_in_every_version() {
    use protocol::messages::create_acls_request::AclCreation;
    use protocol::messages::delete_acls_request::DeleteAclsFilter;
    let broker = TestBroker::start(two_shards(), &[]);
    let mut client = broker.connect();
    for version in 1..=3 {
        let filter = DescribeAclsRequest { pattern_type_filter: 3, operation: 1, ..Default::default() };
        let described: DescribeAclsResponse = client.call(version, &filter);
        assert_eq!(described.error_code, SECURITY_DISABLED);
        let creations = vec![AclCreation { resource_pattern_type: 3, ..AclCreation::default() }; 2];
        let created: CreateAclsResponse = client.call(version, &CreateAclsRequest { creations });
        assert_eq!(created.results.len(), 2);
        assert_eq!(created.results[1].error_code, SECURITY_DISABLED);
        let filters = vec![DeleteAclsFilter { pattern_type_filter: 3, ..DeleteAclsFilter::default() }];
        let deleted: DeleteAclsResponse = client.call(version, &DeleteAclsRequest { filters });
        assert_eq!(deleted.filter_results[0].error_code, SECURITY_DISABLED);
    }
}
