//! Who coordinates what: FindCoordinator, and what is offered.

use protocol::messages::offset_fetch_request::OffsetFetchRequestTopic;
use protocol::messages::{
    ApiVersionsRequest, ApiVersionsResponse, FindCoordinatorRequest, FindCoordinatorResponse,
    OffsetFetchRequest, OffsetFetchResponse,
};

use crate::harness::{Client, TestBroker, setups, two_shards};
use crate::member::NOT_COORDINATOR;

/// Kafka's codes.
const GROUP_AUTHORIZATION_FAILED: i16 = 30;
const INVALID_REQUEST: i16 = 42;
const TRANSACTIONAL_ID_AUTHORIZATION_FAILED: i16 = 53;

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
    for version in 1..=6 {
        assert_eq!(find(&mut client, version, 1), (TRANSACTIONAL_ID_AUTHORIZATION_FAILED, -1, -1));
        assert_eq!(find(&mut client, version, 2), (GROUP_AUTHORIZATION_FAILED, -1, -1));
        assert_eq!(find(&mut client, version, 9), (INVALID_REQUEST, -1, -1));
    }
    assert!(client.metadata(None).topics.is_empty(), "who asks for nothing that is there makes nothing");
    for version in 0..=6 {
        assert_eq!(find(&mut client, version, 0), (0, own.node_id, own.port), "version {version}");
    }
    broker.stop();
}

#[test]
fn the_first_group_makes_the_log_of_all() {
    for setup in setups() {
        let overrides =
            ["offsets.topic.num.partitions=7", "auto.create.topics.enable=false", "num.partitions=2"];
        let broker = TestBroker::start(setup, &overrides);
        let mut clients = [broker.connect(), broker.connect(), broker.connect()];
        // All at once: it is made once.
        for client in &mut clients {
            let coordinator_keys = ["a", "b"].map(str::to_owned).to_vec();
            client.send(4, &FindCoordinatorRequest { coordinator_keys, ..Default::default() });
        }
        for client in &mut clients {
            let (_, response): (_, FindCoordinatorResponse) = client.receive(4);
            let found: Vec<_> =
                response.coordinators.iter().map(|one| (one.key.as_str(), one.error_code)).collect();
            assert_eq!(found, [("a", 0), ("b", 0)], "{setup:?}");
        }
        let metadata = clients[0].metadata(None);
        assert_eq!(metadata.topics.len(), 1);
        let topic = &metadata.topics[0];
        assert_eq!(topic.name.as_deref(), Some("__consumer_offsets"));
        assert!(topic.is_internal);
        assert_eq!(topic.partitions.len(), 7, "{setup:?}");
        broker.stop();
    }
}

#[test]
fn what_is_offered_is_what_is_served() {
    let broker = TestBroker::start(two_shards(), &[]);
    let response: ApiVersionsResponse = broker.connect().call(0, &ApiVersionsRequest::default());
    let range = |key: i16| {
        let api = response.api_keys.iter().find(|api| api.api_key == key);
        api.map(|api| (api.min_version, api.max_version))
    };
    let served = [
        (8, 2, 10),
        (9, 1, 10),
        (10, 0, 6),
        (11, 0, 9),
        (12, 0, 4),
        (13, 0, 5),
        (14, 0, 5),
        (15, 0, 6),
        (16, 0, 5),
        (42, 0, 3),
        (47, 0, 0),
        (68, 0, 1),
        (69, 0, 1),
    ];
    for (key, min, max) in served {
        assert_eq!(range(key), Some((min, max)), "API {key}");
    }
    // Transactions and share groups are not.
    for key in [24, 25, 26, 28, 76, 77, 88] {
        assert_eq!(range(key), None, "API {key}");
    }
    broker.stop();
}

/// The oldest layout has no place for the error of a group.
#[test]
fn an_old_client_hears_of_a_missing_coordinator_per_partition() {
    let broker = TestBroker::start(two_shards(), &[]);
    let mut client = broker.connect();
    let topic = OffsetFetchRequestTopic { name: "orders".to_owned(), partition_indexes: vec![0, 1] };
    let request = OffsetFetchRequest {
        group_id: "readers".to_owned(),
        topics: Some(vec![topic]),
        ..OffsetFetchRequest::default()
    };
    let response: OffsetFetchResponse = client.call(1, &request);
    let codes: Vec<_> = response.topics[0]
        .partitions
        .iter()
        .map(|partition| (partition.committed_offset, partition.error_code))
        .collect();
    assert_eq!(codes, [(-1, NOT_COORDINATOR), (-1, NOT_COORDINATOR)]);
    let response: OffsetFetchResponse = client.call(2, &request);
    assert_eq!((response.error_code, response.topics.len()), (NOT_COORDINATOR, 0));
    broker.stop();
}
