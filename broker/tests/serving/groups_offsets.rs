//! Committed offsets: of simple consumers, of many groups at once, forgotten when they should be, loaded before they are told.

use bytes::Bytes;
use protocol::coordinator::{OffsetCommitKey, OffsetCommitValue};
use protocol::messages::offset_delete_request::{OffsetDeleteRequestPartition, OffsetDeleteRequestTopic};
use protocol::messages::offset_fetch_request::{
    OffsetFetchRequestGroup, OffsetFetchRequestTopic, OffsetFetchRequestTopics,
};
use protocol::messages::{
    DeleteGroupsRequest, DeleteGroupsResponse, DeleteTopicsRequest, DeleteTopicsResponse, ListGroupsRequest,
    ListGroupsResponse, OffsetCommitRequest, OffsetCommitResponse, OffsetDeleteRequest, OffsetDeleteResponse,
    OffsetFetchRequest, OffsetFetchResponse,
};
use protocol::records::{BatchBuilder, batches};
use protocol::{Message, Uuid};

use crate::harness::{Client, TestBroker, batch, fetch, produce, setups, two_shards};
use crate::member::{
    COORDINATOR_LOAD_IN_PROGRESS, Member, NOT_COORDINATOR, QUICK, commit, commit_code, fetch_offsets,
    fetch_when_loaded, find,
};

/// Kafka's codes.
const UNKNOWN_TOPIC_OR_PARTITION: i16 = 3;
const INVALID_TOPIC_EXCEPTION: i16 = 17;
const NON_EMPTY_GROUP: i16 = 68;
const GROUP_ID_NOT_FOUND: i16 = 69;
const UNKNOWN_TOPIC_ID: i16 = 100;

/// A consumer without a group protocol commits.
fn commit_simply(client: &mut Client, group: &str, topic: &str, offsets: &[(i32, i64)]) -> Vec<i16> {
    let response: OffsetCommitResponse = client.call(9, &commit(group, -1, "", topic, offsets));
    response.topics[0].partitions.iter().map(|partition| partition.error_code).collect()
}

/// Partition and offset of what a group has committed in one topic.
fn committed(client: &mut Client, group: &str, topic: &str) -> Vec<(i32, i64)> {
    let found = fetch_when_loaded(client, group, None);
    assert_eq!(found.error_code, 0);
    let of_topic = found.topics.into_iter().filter(|found| found.name == topic);
    let mut offsets: Vec<_> = of_topic
        .flat_map(|found| found.partitions)
        .map(|partition| (partition.partition_index, partition.committed_offset))
        .collect();
    offsets.sort_unstable();
    offsets
}

#[test]
fn groups_of_all_shards_are_asked_at_once() {
    for setup in setups() {
        let broker = TestBroker::start(setup, &[]);
        let mut client = broker.connect();
        client.create_topic("orders", 3);
        assert_eq!(find(&mut client, "first").error_code, 0);
        let groups: Vec<String> = (0..20).map(|number| format!("group-{number}")).collect();
        for (number, group) in (0..).zip(&groups) {
            assert_eq!(commit_simply(&mut client, group, "orders", &[(1, number), (2, 7)]), [0, 0]);
        }
        let asked = groups.iter().map(|group_id| OffsetFetchRequestGroup {
            group_id: group_id.clone(),
            topics: Some(vec![OffsetFetchRequestTopics {
                name: "orders".to_owned(),
                partition_indexes: vec![0, 1],
                ..OffsetFetchRequestTopics::default()
            }]),
            ..OffsetFetchRequestGroup::default()
        });
        let request = OffsetFetchRequest { groups: asked.collect(), ..OffsetFetchRequest::default() };
        for version in [8, 9] {
            let response: OffsetFetchResponse = client.call(version, &request);
            assert_eq!(response.groups.len(), 20);
            for ((number, group), answered) in (0..).zip(&groups).zip(&response.groups) {
                assert_eq!(&answered.group_id, group, "in the order of the request: {setup:?}");
                let offsets: Vec<_> = answered.topics[0]
                    .partitions
                    .iter()
                    .map(|partition| (partition.partition_index, partition.committed_offset))
                    .collect();
                assert_eq!(offsets, [(0, -1), (1, number)], "{setup:?}");
            }
        }
        let listed: ListGroupsResponse = client.call(5, &ListGroupsRequest::default());
        assert_eq!((listed.error_code, listed.groups.len()), (0, 20), "{setup:?}");
        assert_eq!(committed(&mut client, "group-4", "orders"), [(1, 4), (2, 7)]);
        assert_eq!(committed(&mut client, "group-99", "orders"), []);
        broker.stop();
    }
}

#[test]
fn topics_are_named_by_id_since_version_10() {
    let broker = TestBroker::start(two_shards(), &[]);
    let mut client = broker.connect();
    let id = client.create_topic("orders", 2);
    assert_eq!(find(&mut client, "readers").error_code, 0);
    let mut request = commit("readers", -1, "", "", &[(0, 5), (9, 5)]);
    request.topics[0].topic_id = id;
    let mut nobodys = request.topics[0].clone();
    nobodys.topic_id = Uuid::from_u128(77);
    request.topics.push(nobodys);
    let response: OffsetCommitResponse = client.call(10, &request);
    let codes: Vec<Vec<i16>> = response
        .topics
        .iter()
        .map(|topic| topic.partitions.iter().map(|partition| partition.error_code).collect())
        .collect();
    assert_eq!(codes, [vec![0, UNKNOWN_TOPIC_OR_PARTITION], vec![UNKNOWN_TOPIC_ID, UNKNOWN_TOPIC_ID]]);
    assert_eq!((response.topics[0].topic_id, response.topics[1].topic_id), (id, Uuid::from_u128(77)));

    let topic = |topic_id| OffsetFetchRequestTopics {
        topic_id,
        partition_indexes: vec![0],
        ..OffsetFetchRequestTopics::default()
    };
    for topics in [Some(vec![topic(Uuid::from_u128(77)), topic(id)]), None] {
        let is_all = topics.is_none();
        let group = OffsetFetchRequestGroup { group_id: "readers".to_owned(), topics, ..Default::default() };
        let request = OffsetFetchRequest { groups: vec![group], ..OffsetFetchRequest::default() };
        let response: OffsetFetchResponse = client.call(10, &request);
        let mut found: Vec<_> = response.groups[0]
            .topics
            .iter()
            .map(|topic| {
                (topic.topic_id, topic.partitions[0].committed_offset, topic.partitions[0].error_code)
            })
            .collect();
        found.sort_by_key(|(_, _, code)| *code);
        let expected = [(id, 5, 0), (Uuid::from_u128(77), -1, UNKNOWN_TOPIC_ID)];
        assert_eq!(found, expected[..if is_all { 1 } else { 2 }]);
    }
    broker.stop();
}

#[test]
fn each_version_says_the_same() {
    let broker = TestBroker::start(two_shards(), &[]);
    let mut client = broker.connect();
    client.create_topic("orders", 2);
    assert_eq!(find(&mut client, "readers").error_code, 0);
    for version in 2..=9 {
        let request = commit("readers", -1, "", "orders", &[(0, i64::from(version))]);
        assert_eq!(commit_code(&client.call(version, &request)), 0, "version {version}");
        assert_eq!(committed(&mut client, "readers", "orders"), [(0, i64::from(version))]);
    }
    for version in 1..=7 {
        let topic = OffsetFetchRequestTopic { name: "orders".to_owned(), partition_indexes: vec![0, 1] };
        let mut request = OffsetFetchRequest {
            group_id: "readers".to_owned(),
            topics: Some(vec![topic]),
            ..OffsetFetchRequest::default()
        };
        let response: OffsetFetchResponse = client.call(version, &request);
        let offsets: Vec<_> =
            response.topics[0].partitions.iter().map(|partition| partition.committed_offset).collect();
        assert_eq!((response.error_code, offsets), (0, vec![9, -1]), "version {version}");
        if version >= 2 {
            request.topics = None;
            let response: OffsetFetchResponse = client.call(version, &request);
            assert_eq!(response.topics[0].partitions.len(), 1, "what is committed: version {version}");
        }
    }
    broker.stop();
}

#[test]
fn many_commits_of_one_turn_are_one_batch() {
    let broker = TestBroker::start(two_shards(), &["offsets.topic.num.partitions=1"]);
    let mut client = broker.connect();
    client.create_topic("orders", 1);
    assert_eq!(find(&mut client, "readers").error_code, 0);
    const COMMITS: i64 = 200;
    let frames: Vec<u8> = (0..COMMITS)
        .flat_map(|offset| client.frame(9, &commit("readers", -1, "", "orders", &[(0, offset)])))
        .collect();
    client.send_raw(&frames);
    for _ in 0..COMMITS {
        assert_eq!(commit_code(&client.receive(9).1), 0);
    }
    let response: protocol::messages::FetchResponse =
        client.call(11, &fetch("__consumer_offsets", &[(0, 0)], 0, 0));
    let records = response.responses[0].partitions[0].records.clone().expect("records");
    let counts: Vec<i32> =
        batches(&records).map(|batch| batch.expect("a batch").header().record_count()).collect();
    assert_eq!(counts.iter().sum::<i32>(), COMMITS as i32);
    assert!(counts.len() < 50, "{} batches for {COMMITS} commits", counts.len());
    broker.stop();
}

#[test]
fn what_is_deleted_is_forgotten() {
    for setup in setups() {
        let mut broker = TestBroker::start(setup, &QUICK);
        let mut client = broker.connect();
        for topic in ["orders", "other"] {
            client.create_topic(topic, 2);
        }
        assert_eq!(find(&mut client, "readers").error_code, 0);
        for topic in ["orders", "other"] {
            assert_eq!(commit_simply(&mut client, "readers", topic, &[(0, 5), (1, 6)]), [0, 0]);
        }
        let partitions = [0, 9].map(|partition_index| OffsetDeleteRequestPartition { partition_index });
        let request = OffsetDeleteRequest {
            group_id: "readers".to_owned(),
            topics: ["other", "nix"]
                .map(|name| OffsetDeleteRequestTopic {
                    name: name.to_owned(),
                    partitions: partitions.to_vec(),
                })
                .to_vec(),
        };
        let response: OffsetDeleteResponse = client.call(0, &request);
        let codes: Vec<i16> = response
            .topics
            .iter()
            .flat_map(|topic| topic.partitions.iter().map(|partition| partition.error_code))
            .collect();
        let unknown = UNKNOWN_TOPIC_OR_PARTITION;
        assert_eq!((response.error_code, codes), (0, vec![0, unknown, unknown, unknown]), "{setup:?}");
        assert_eq!(committed(&mut client, "readers", "other"), [(1, 6)]);

        let nobodys = OffsetDeleteRequest { group_id: "nobody".to_owned(), ..request };
        let response: OffsetDeleteResponse = client.call(0, &nobodys);
        assert_eq!((response.error_code, response.topics.len()), (GROUP_ID_NOT_FOUND, 0), "{setup:?}");

        delete_topic(&mut client, "orders");
        client.create_topic("orders", 2);
        assert_eq!(committed(&mut client, "readers", "orders"), [], "another topic of that name: {setup:?}");
        broker.restart();
        let mut client = broker.connect();
        assert_eq!(committed(&mut client, "readers", "orders"), [], "{setup:?}");
        assert_eq!(committed(&mut client, "readers", "other"), [(1, 6)], "{setup:?}");

        let mut member = Member::new(&broker, "members");
        member.join();
        let request = DeleteGroupsRequest {
            groups_names: ["readers", "members", "nobody"].map(str::to_owned).to_vec(),
        };
        let response: DeleteGroupsResponse = client.call(2, &request);
        let codes: Vec<i16> = response.results.iter().map(|result| result.error_code).collect();
        assert_eq!(codes, [0, NON_EMPTY_GROUP, GROUP_ID_NOT_FOUND], "{setup:?}");
        broker.restart();
        assert_eq!(committed(&mut broker.connect(), "readers", "other"), [], "{setup:?}");
        broker.stop();
    }
}

fn delete_topic(client: &mut Client, name: &str) {
    let request = DeleteTopicsRequest {
        topic_names: vec![name.to_owned()],
        timeout_ms: 10_000,
        ..DeleteTopicsRequest::default()
    };
    let response: DeleteTopicsResponse = client.call(5, &request);
    assert_eq!(response.responses[0].error_code, 0);
}

#[test]
fn without_their_topic_groups_have_no_coordinator() {
    for setup in setups() {
        let broker = TestBroker::start(setup, &QUICK);
        let mut client = broker.connect();
        client.create_topic("orders", 1);
        assert_eq!(commit_simply(&mut client, "readers", "orders", &[(0, 5)]), [NOT_COORDINATOR]);
        let mut member = Member::new(&broker, "readers");
        let joined = member.join();
        member.sync(&joined);
        assert_eq!(member.commit("orders", 0, 5), 0);
        delete_topic(&mut client, "__consumer_offsets");
        assert_eq!(member.heartbeat(), NOT_COORDINATOR, "{setup:?}");
        assert_eq!(find(&mut client, "readers").error_code, 0, "it is made again");
        assert_eq!(committed(&mut client, "readers", "orders"), [], "{setup:?}");
        assert_eq!(member.heartbeat(), crate::member::UNKNOWN_MEMBER_ID);
        broker.stop();
    }
}

#[test]
fn clients_do_not_write_what_coordinators_remember() {
    let broker = TestBroker::start(two_shards(), &["offsets.topic.num.partitions=1"]);
    let mut client = broker.connect();
    assert_eq!(find(&mut client, "readers").error_code, 0);
    let mut keyed = BatchBuilder::plain();
    keyed.append(1_700_000_000_000, Some(b"key"), Some(b"value"), &[]);
    let keyed = keyed.build().expect("a batch");
    assert_eq!(client.produce("__consumer_offsets", 0, -1, keyed.clone()).0, INVALID_TOPIC_EXCEPTION);
    let id = client.metadata(None).topics[0].clone();
    assert!(id.is_internal);
    client.client_id = "__admin_client".to_owned();
    assert_eq!(client.produce("__consumer_offsets", 0, -1, keyed).0, 0);
    assert_ne!(client.produce("__consumer_offsets", 0, -1, batch(&["no key"])).0, 0, "it is compacted");
    broker.stop();
}

/// A commit as it stands in `__consumer_offsets`, in a batch of its own.
fn recorded_commit(group: &str, topic: &str, partition: i32, offset: i64) -> Bytes {
    let key = OffsetCommitKey { group: group.to_owned(), topic: topic.to_owned(), partition };
    let value = OffsetCommitValue { offset, commit_timestamp: now_ms(), ..OffsetCommitValue::default() };
    let (mut key_bytes, mut value_bytes) = (1i16.to_be_bytes().to_vec(), 3i16.to_be_bytes().to_vec());
    key.encode(0, &mut key_bytes).expect("a key");
    value.encode(3, &mut value_bytes).expect("a value");
    let mut builder = BatchBuilder::plain();
    builder.append(now_ms(), Some(&key_bytes), Some(&value_bytes), &[]);
    builder.build().expect("a batch")
}

#[expect(clippy::disallowed_methods, reason = "the other side of the broker's sockets")]
fn now_ms() -> i64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    now.expect("after 1970").as_millis() as i64
}

/// While its log is being read, a group is not empty but unknown; others are served meanwhile.
#[test]
fn a_group_is_told_when_all_of_it_is_loaded() {
    for setup in setups() {
        // Each read of a loading is one batch.
        let overrides = ["offsets.load.buffer.size=1", "offsets.topic.num.partitions=1"];
        let mut broker = TestBroker::start(setup, &overrides);
        let mut client = broker.connect();
        client.create_topic("orders", 1);
        assert_eq!(find(&mut client, "readers").error_code, 0);
        client.client_id = "__admin_client".to_owned();
        const COMMITS: i64 = 3000;
        for round in 0..COMMITS / 500 {
            let records = |offset| recorded_commit("readers", "orders", 0, round * 500 + offset);
            let frames: Vec<u8> = (0..500)
                .flat_map(|offset| {
                    client.frame(9, &produce("__consumer_offsets", &[(0, records(offset))], 1))
                })
                .collect();
            client.send_raw(&frames);
            for _ in 0..500 {
                let (_, response): (_, protocol::messages::ProduceResponse) = client.receive(9);
                assert_eq!(response.responses[0].partition_responses[0].error_code, 0);
            }
        }
        broker.restart();
        let mut client = broker.connect();
        let mut refused = 0;
        let found = loop {
            // Something else, meanwhile.
            assert_eq!(client.metadata(None).topics.len(), 2);
            let found = fetch_offsets(&mut client, "readers", None);
            if found.error_code == 0 {
                break found;
            }
            assert_eq!(
                (found.error_code, found.topics.len()),
                (COORDINATOR_LOAD_IN_PROGRESS, 0),
                "{setup:?}"
            );
            let listed: ListGroupsResponse = client.call(5, &ListGroupsRequest::default());
            assert!([0, COORDINATOR_LOAD_IN_PROGRESS].contains(&listed.error_code));
            refused += 1;
        };
        assert!(refused > 0, "{setup:?}: it was loaded before it was asked");
        assert_eq!(found.topics[0].partitions[0].committed_offset, COMMITS - 1, "{setup:?}");
        broker.stop();
    }
}

#[test]
fn a_commit_of_partitions_that_are_not_there_commits_the_others() {
    let broker = TestBroker::start(two_shards(), &[]);
    let mut client = broker.connect();
    client.create_topic("orders", 2);
    assert_eq!(find(&mut client, "readers").error_code, 0);
    let unknown = UNKNOWN_TOPIC_OR_PARTITION;
    let codes = commit_simply(&mut client, "readers", "orders", &[(7, 1), (1, 2), (-1, 3), (0, 4)]);
    assert_eq!(codes, [unknown, 0, unknown, 0]);
    assert_eq!(commit_simply(&mut client, "readers", "nix", &[(0, 1)]), [unknown]);
    assert_eq!(committed(&mut client, "readers", "orders"), [(0, 4), (1, 2)]);
    let nothing = OffsetCommitRequest { group_id: "readers".to_owned(), ..OffsetCommitRequest::default() };
    let response: OffsetCommitResponse = client.call(9, &nothing);
    assert!(response.topics.is_empty());
    broker.stop();
}

/// What the log does not take was never decided: the coordinator loads what was, and goes on.
#[test]
fn a_refused_append_costs_nothing_that_was_acknowledged() {
    for setup in setups() {
        let broker = TestBroker::start(setup, &["offsets.topic.num.partitions=1"]);
        let mut client = broker.connect();
        client.create_topic("orders", 1);
        assert_eq!(find(&mut client, "readers").error_code, 0);
        assert_eq!(commit_simply(&mut client, "readers", "orders", &[(0, 5)]), [0]);
        // Behind the coordinator's back the log takes less than it did when it was loaded.
        shrink_batches(&mut client, "1000");
        let mut large = commit("readers", -1, "", "orders", &[(0, 6)]);
        large.topics[0].partitions[0].committed_metadata = Some("m".repeat(3000));
        assert_eq!(commit_code(&client.call(9, &large)), NOT_COORDINATOR, "{setup:?}");
        assert_eq!(fetch_offsets(&mut client, "readers", None).error_code, COORDINATOR_LOAD_IN_PROGRESS);
        assert_eq!(committed(&mut client, "readers", "orders"), [(0, 5)], "{setup:?}");
        assert_eq!(commit_simply(&mut client, "readers", "orders", &[(0, 7)]), [0]);
        let code = commit_code(&client.call(9, &large));
        assert!(code != 0 && code != NOT_COORDINATOR, "{setup:?}: now it knows: {code}");
        assert_eq!(committed(&mut client, "readers", "orders"), [(0, 7)], "{setup:?}");
        broker.stop();
    }
}

fn shrink_batches(client: &mut Client, bytes_max: &str) {
    use protocol::messages::incremental_alter_configs_request::{AlterConfigsResource, AlterableConfig};
    use protocol::messages::{IncrementalAlterConfigsRequest, IncrementalAlterConfigsResponse};
    let config = AlterableConfig {
        name: "max.message.bytes".to_owned(),
        config_operation: 0,
        value: Some(bytes_max.to_owned()),
    };
    let resource = AlterConfigsResource {
        resource_type: 2,
        resource_name: "__consumer_offsets".to_owned(),
        configs: vec![config],
    };
    let request = IncrementalAlterConfigsRequest { resources: vec![resource], validate_only: false };
    let response: IncrementalAlterConfigsResponse = client.call(1, &request);
    assert_eq!(response.responses[0].error_code, 0);
}
