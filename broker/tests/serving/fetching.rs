//! Fetch: long polls, limits, sessions, topic ids, offsets.

use std::time::{Duration, Instant};

use protocol::Uuid;
use protocol::messages::fetch_request::{FetchPartition, FetchTopic, ForgottenTopic};
use protocol::messages::list_offsets_request::{ListOffsetsPartition, ListOffsetsTopic};
use protocol::messages::offset_for_leader_epoch_request::{OffsetForLeaderPartition, OffsetForLeaderTopic};
use protocol::messages::{
    FetchRequest, FetchResponse, ListOffsetsRequest, ListOffsetsResponse, OffsetForLeaderEpochRequest,
    OffsetForLeaderEpochResponse,
};

use crate::harness::{Client, LONG_POLL_MS, TestBroker, batch, fetch, produce, setups, two_shards, values};

#[expect(clippy::disallowed_methods, reason = "measures how long the broker takes")]
fn now() -> Instant {
    Instant::now()
}

#[test]
fn a_long_poll_ends_with_the_first_record_of_any_shard() {
    for setup in setups() {
        let broker = TestBroker::start(setup, &[]);
        let mut consumer = broker.connect();
        consumer.create_topic("orders", 4);
        for partition in 0..4 {
            let offsets: Vec<_> = (0..4).map(|index| (index, i64::from(index < partition))).collect();
            consumer.send(11, &fetch("orders", &offsets, LONG_POLL_MS, 1));
            assert!(consumer.is_silent(Duration::from_millis(50)), "{setup:?}");
            assert_eq!(broker.connect().produce("orders", partition, -1, batch(&["x"])).0, 0);
            let (_, response) = consumer.receive::<FetchResponse>(11);
            let answer = &response.responses[0].partitions[partition as usize];
            assert_eq!(values(answer.records.as_ref()), ["x"], "{setup:?}");
        }
    }
}

#[test]
fn a_long_poll_without_records_ends_after_max_wait() {
    for setup in setups() {
        let broker = TestBroker::start(setup, &[]);
        let mut client = broker.connect();
        client.create_topic("orders", 4);
        for _ in 0..3 {
            let begun = now();
            let offsets: Vec<_> = (0..4).map(|index| (index, 0)).collect();
            let response: FetchResponse = client.call(11, &fetch("orders", &offsets, 100, 1));
            let took = begun.elapsed();
            assert!(took >= Duration::from_millis(99), "{setup:?}: {took:?}");
            for partition in &response.responses[0].partitions {
                assert_eq!((partition.error_code, partition.high_watermark), (0, 0));
                assert_eq!(
                    partition.records.as_ref().map(|records| records.len()),
                    Some(0),
                    "empty, not null"
                );
            }
        }
    }
}

#[test]
fn min_bytes_waits_for_enough() {
    for setup in setups() {
        let broker = TestBroker::start(setup, &[]);
        let mut consumer = broker.connect();
        consumer.create_topic("orders", 2);
        let one = batch(&["0123456789"]).len() as i32;
        consumer.send(11, &fetch("orders", &[(0, 0), (1, 0)], LONG_POLL_MS, 3 * one));
        let mut producer = broker.connect();
        for partition in [0, 1] {
            producer.produce("orders", partition, -1, batch(&["0123456789"]));
            assert!(consumer.is_silent(Duration::from_millis(30)), "{setup:?}");
        }
        producer.produce("orders", 0, -1, batch(&["0123456789"]));
        let (_, response) = consumer.receive::<FetchResponse>(11);
        let partitions = &response.responses[0].partitions;
        let counts: Vec<_> = partitions.iter().map(|answer| values(answer.records.as_ref()).len()).collect();
        assert_eq!(counts, [2, 1], "{setup:?}");
    }
}

#[test]
fn an_errored_partition_is_answered_at_once() {
    for setup in setups() {
        let broker = TestBroker::start(setup, &[]);
        let mut client = broker.connect();
        client.create_topic("orders", 2);
        let request = fetch("orders", &[(0, 0), (1, 5), (7, 0)], LONG_POLL_MS, 1);
        let response: FetchResponse = client.call(11, &request);
        let codes: Vec<_> = response.responses[0].partitions.iter().map(|answer| answer.error_code).collect();
        // OFFSET_OUT_OF_RANGE, UNKNOWN_TOPIC_OR_PARTITION
        assert_eq!(codes, [0, 1, 3], "{setup:?}");
    }
}

#[test]
fn a_reply_keeps_to_its_byte_limits() {
    for setup in setups() {
        let broker = TestBroker::start(setup, &[]);
        let mut client = broker.connect();
        client.create_topic("orders", 4);
        let value = "x".repeat(10_000);
        for partition in 0..4 {
            for _ in 0..5 {
                client.produce("orders", partition, -1, batch(&[&value]));
            }
        }
        let mut request = fetch("orders", &[(0, 0), (1, 0), (2, 0), (3, 0)], 0, 0);
        request.max_bytes = 35_000;
        let response: FetchResponse = client.call(11, &request);
        let counts: Vec<_> = response.responses[0]
            .partitions
            .iter()
            .map(|answer| values(answer.records.as_ref()).len())
            .collect();
        let bytes: usize = counts.iter().sum::<usize>() * 10_000;
        assert!((10_000..=35_000).contains(&bytes), "{setup:?}: {counts:?}");
        request.max_bytes = 1;
        let response: FetchResponse = client.call(11, &request);
        let counts: Vec<_> = response.responses[0]
            .partitions
            .iter()
            .map(|answer| values(answer.records.as_ref()).len())
            .collect();
        assert_eq!(counts.iter().sum::<usize>(), 1, "{setup:?}: one batch, or nobody would get past it");
    }
}

fn session_fetch(id: i32, epoch: i32, partitions: &[(i32, i64)]) -> FetchRequest {
    let mut request = fetch("orders", partitions, 0, 0);
    (request.session_id, request.session_epoch) = (id, epoch);
    if partitions.is_empty() {
        request.topics.clear();
    }
    request
}

fn answered(response: &FetchResponse) -> Vec<(i32, usize)> {
    let partitions = response.responses.iter().flat_map(|topic| &topic.partitions);
    let mut answered: Vec<_> =
        partitions.map(|answer| (answer.partition_index, values(answer.records.as_ref()).len())).collect();
    answered.sort_unstable();
    answered
}

#[test]
fn sessions_answer_what_has_changed() {
    for setup in setups() {
        let broker = TestBroker::start(setup, &[]);
        let mut client = broker.connect();
        client.create_topic("orders", 4);
        let full: FetchResponse = client.call(11, &session_fetch(0, 0, &[(0, 0), (1, 0), (2, 0), (3, 0)]));
        assert_ne!(full.session_id, 0);
        assert_eq!(answered(&full), [(0, 0), (1, 0), (2, 0), (3, 0)]);
        let id = full.session_id;
        let quiet: FetchResponse = client.call(11, &session_fetch(id, 1, &[]));
        assert_eq!(answered(&quiet), [], "{setup:?}");
        client.produce("orders", 2, -1, batch(&["x"]));
        let news: FetchResponse = client.call(11, &session_fetch(id, 2, &[]));
        assert_eq!(answered(&news), [(2, 1)], "{setup:?}");
        let again: FetchResponse = client.call(11, &session_fetch(id, 3, &[]));
        assert_eq!(answered(&again), [(2, 1)], "the client has not moved on");
        let moved: FetchResponse = client.call(11, &session_fetch(id, 4, &[(2, 1)]));
        assert_eq!(answered(&moved), [], "{setup:?}");
        let mut forgetting = session_fetch(id, 5, &[]);
        forgetting.forgotten_topics_data =
            vec![ForgottenTopic { topic: "orders".to_owned(), partitions: vec![3], ..Default::default() }];
        let _: FetchResponse = client.call(11, &forgetting);
        client.produce("orders", 3, -1, batch(&["x"]));
        client.produce("orders", 1, -1, batch(&["x"]));
        let rest: FetchResponse = client.call(11, &session_fetch(id, 6, &[]));
        assert_eq!(answered(&rest), [(1, 1)], "{setup:?}");
        // INVALID_FETCH_SESSION_EPOCH
        assert_eq!(client.call::<_, FetchResponse>(11, &session_fetch(id, 6, &[])).error_code, 71);
        // A full fetch without a session closes it: FETCH_SESSION_ID_NOT_FOUND
        let closed: FetchResponse = client.call(11, &session_fetch(id, -1, &[(0, 0)]));
        assert_eq!((closed.error_code, closed.session_id), (0, 0));
        assert_eq!(client.call::<_, FetchResponse>(11, &session_fetch(id, 7, &[])).error_code, 70);
    }
}

fn fetch_by_id(client: &mut Client, id: Uuid, version: i16) -> FetchResponse {
    let partition = FetchPartition { partition_max_bytes: 1 << 20, ..FetchPartition::default() };
    let topic = FetchTopic { topic_id: id, partitions: vec![partition], ..FetchTopic::default() };
    let request = FetchRequest {
        max_bytes: 1 << 20,
        session_epoch: -1,
        topics: vec![topic],
        ..FetchRequest::default()
    };
    client.call(version, &request)
}

#[test]
fn topics_are_named_by_id_from_version_13_on() {
    let broker = TestBroker::start(two_shards(), &[]);
    let mut client = broker.connect();
    let id = client.create_topic("orders", 1);
    client.produce("orders", 0, -1, batch(&["x"]));
    for version in 13..=18 {
        let response = fetch_by_id(&mut client, id, version);
        let answer = &response.responses[0].partitions[0];
        assert_eq!(response.responses[0].topic_id, id);
        assert_eq!(values(answer.records.as_ref()), ["x"], "version {version}");
        let unknown = fetch_by_id(&mut client, Uuid::from_u128(7), version);
        // UNKNOWN_TOPIC_ID
        assert_eq!(unknown.responses[0].partitions[0].error_code, 100);
    }
    for version in 4..=12 {
        let response: FetchResponse = client.call(version, &fetch("orders", &[(0, 0)], 0, 0));
        assert_eq!(answered(&response), [(0, 1)], "version {version}");
    }
}

#[test]
fn offsets_are_found_by_mark_and_by_time() {
    for setup in setups() {
        let broker = TestBroker::start(setup, &[]);
        let mut client = broker.connect();
        client.create_topic("orders", 2);
        client.produce("orders", 1, -1, batch(&["a", "b", "c"]));
        let mut offset_of = |timestamp| {
            let partition = ListOffsetsPartition {
                partition_index: 1,
                timestamp,
                current_leader_epoch: -1,
                max_num_offsets: 1,
            };
            let topic = ListOffsetsTopic { name: "orders".to_owned(), partitions: vec![partition] };
            let request = ListOffsetsRequest { replica_id: -1, topics: vec![topic], ..Default::default() };
            let response: ListOffsetsResponse = client.call(7, &request);
            let answer = &response.topics[0].partitions[0];
            assert_eq!(answer.error_code, 0);
            (answer.offset, answer.timestamp)
        };
        let time = 1_700_000_000_000;
        assert_eq!(offset_of(-1), (3, -1), "{setup:?}");
        assert_eq!(offset_of(-2), (0, -1), "{setup:?}");
        assert_eq!(offset_of(-3).1, time, "{setup:?}");
        assert_eq!(offset_of(-4), (0, -1), "{setup:?}");
        assert_eq!(offset_of(-5), (-1, -1), "{setup:?}");
        assert_eq!(offset_of(time), (0, time), "{setup:?}");
        assert_eq!(offset_of(time + 1), (-1, -1), "{setup:?}");
    }
}

#[test]
fn epochs_end_where_the_log_ends_and_future_ones_nowhere() {
    let broker = TestBroker::start(two_shards(), &[]);
    let mut client = broker.connect();
    client.create_topic("orders", 1);
    client.produce("orders", 0, -1, batch(&["a", "b"]));
    let mut end_of = |leader_epoch| {
        let partition = OffsetForLeaderPartition { partition: 0, current_leader_epoch: -1, leader_epoch };
        let topic = OffsetForLeaderTopic { topic: "orders".to_owned(), partitions: vec![partition] };
        let request = OffsetForLeaderEpochRequest { replica_id: -1, topics: vec![topic] };
        let response: OffsetForLeaderEpochResponse = client.call(4, &request);
        let answer = &response.topics[0].partitions[0];
        (answer.error_code, answer.leader_epoch, answer.end_offset)
    };
    assert_eq!(end_of(0), (0, 0, 2));
    assert_eq!(end_of(9), (0, -1, -1));
}

#[test]
fn a_fetch_that_waits_survives_its_topic() {
    use protocol::messages::{DeleteTopicsRequest, DeleteTopicsResponse};
    for setup in setups() {
        let broker = TestBroker::start(setup, &[]);
        let mut consumer = broker.connect();
        consumer.create_topic("orders", 2);
        consumer.send(11, &fetch("orders", &[(0, 0), (1, 0)], LONG_POLL_MS, 1));
        assert!(consumer.is_silent(Duration::from_millis(50)));
        let request = DeleteTopicsRequest {
            topic_names: vec!["orders".to_owned()],
            timeout_ms: 10_000,
            ..DeleteTopicsRequest::default()
        };
        let response: DeleteTopicsResponse = broker.connect().call(5, &request);
        assert_eq!(response.responses[0].error_code, 0);
        let (_, response) = consumer.receive::<FetchResponse>(11);
        assert_ne!(response.responses[0].partitions[0].error_code, 0, "{setup:?}");
        assert_eq!(
            broker
                .connect()
                .call::<_, protocol::messages::ProduceResponse>(
                    9,
                    &produce("orders", &[(0, batch(&["x"]))], 1)
                )
                .responses[0]
                .partition_responses[0]
                .error_code,
            3,
            "{setup:?}"
        );
    }
}
