//! Produce, and the order of replies.

use std::time::Duration;

use protocol::messages::{
    ApiVersionsRequest, ApiVersionsResponse, InitProducerIdRequest, InitProducerIdResponse, ProduceResponse,
};
use protocol::records::BatchBuilder;

use crate::harness::{TestBroker, batch, produce, setups, two_shards};

/// Kafka's code.
const INVALID_RECORD: i16 = 87;

#[test]
fn records_without_a_key_are_named_to_clients_that_can_read_it() {
    let broker = TestBroker::start(two_shards(), &[]);
    let mut client = broker.connect();
    client.create_topic_with("latest", 1, &[("cleanup.policy", "compact")]);
    let mut builder = BatchBuilder::plain();
    for key in [Some(b"a".as_slice()), None, None] {
        builder.append(1_700_000_000_000, key, Some(b"value"), &[]);
    }
    let request = produce("latest", &[(0, builder.build().expect("a batch"))], 1);
    for (version, expected) in [(7, [].as_slice()), (8, &[1, 2]), (12, &[1, 2])] {
        let response: ProduceResponse = client.call(version, &request);
        let answer = &response.responses[0].partition_responses[0];
        let records: Vec<i32> = answer.record_errors.iter().map(|error| error.batch_index).collect();
        assert_eq!((answer.error_code, records.as_slice()), (INVALID_RECORD, expected), "version {version}");
    }
    broker.stop();
}

#[test]
fn what_is_produced_is_fetched_from_every_partition() {
    for setup in setups() {
        let broker = TestBroker::start(setup, &[]);
        let mut client = broker.connect();
        client.create_topic("orders", 5);
        for partition in 0..5 {
            for (acks, expected) in [(1, 0), (-1, 2)] {
                let (code, offset) = client.produce("orders", partition, acks, batch(&["a", "b"]));
                assert_eq!((code, offset), (0, expected), "{setup:?}");
            }
            let (code, high_watermark, values) = client.fetch("orders", partition, 0);
            assert_eq!((code, high_watermark), (0, 4), "{setup:?}");
            assert_eq!(values, ["a", "b", "a", "b"], "{setup:?}");
        }
        broker.stop();
    }
}

#[test]
fn one_request_reaches_partitions_of_all_shards() {
    for setup in setups() {
        let broker = TestBroker::start(setup, &[]);
        let mut client = broker.connect();
        client.create_topic("orders", 8);
        let partitions: Vec<_> = (0..9).map(|partition| (partition, batch(&["x"]))).collect();
        let response: ProduceResponse = client.call(9, &produce("orders", &partitions, -1));
        let answers = &response.responses[0].partition_responses;
        let codes: Vec<_> = answers.iter().map(|answer| (answer.index, answer.error_code)).collect();
        let mut expected: Vec<_> = (0..8).map(|partition| (partition, 0)).collect();
        // UNKNOWN_TOPIC_OR_PARTITION does not hold the others up.
        expected.push((8, 3));
        assert_eq!(codes, expected, "{setup:?}");
    }
}

#[test]
fn pipelined_requests_are_answered_in_order() {
    for setup in setups() {
        let broker = TestBroker::start(setup, &[]);
        let mut client = broker.connect();
        client.create_topic("orders", 4);
        let mut bytes = Vec::new();
        for number in 0..200 {
            // Slow (waits for the sync), fast, and from several shards.
            match number % 3 {
                0 => bytes.extend(client.frame(9, &produce("orders", &[(number % 4, batch(&["x"]))], -1))),
                1 => bytes.extend(client.frame(3, &api_versions())),
                _ => bytes.extend(client.frame(9, &produce("orders", &[(number % 4, batch(&["x"]))], 1))),
            }
        }
        client.send_raw(&bytes);
        for number in 0..200 {
            let correlation_id = if number % 3 == 1 {
                client.receive::<ApiVersionsResponse>(3).0
            } else {
                let (correlation_id, response) = client.receive::<ProduceResponse>(9);
                assert_eq!(response.responses[0].partition_responses[0].error_code, 0, "{setup:?}");
                correlation_id
            };
            // The topic's creation was the first request.
            assert_eq!(correlation_id, number + 2, "{setup:?}");
        }
    }
}

fn api_versions() -> ApiVersionsRequest {
    ApiVersionsRequest {
        client_software_name: "test".to_owned(),
        client_software_version: "1".to_owned(),
        ..ApiVersionsRequest::default()
    }
}

#[test]
fn acks_0_has_no_reply_and_an_error_closes_the_connection() {
    for setup in setups() {
        let broker = TestBroker::start(setup, &[]);
        let mut client = broker.connect();
        client.create_topic("orders", 1);
        client.send(9, &produce("orders", &[(0, batch(&["silent"]))], 0));
        // The next reply is the next request's.
        let _: ApiVersionsResponse = client.call(3, &api_versions());
        let mut seen = Vec::new();
        while seen.is_empty() {
            seen = client.fetch("orders", 0, 0).2;
        }
        assert_eq!(seen, ["silent"], "{setup:?}");
        client.send(9, &produce("nowhere", &[(0, batch(&["x"]))], 0));
        assert!(client.is_closed(), "{setup:?}");
    }
}

#[test]
fn idempotent_producers_are_deduplicated_and_kept_in_order() {
    let broker = TestBroker::start(two_shards(), &[]);
    let mut client = broker.connect();
    client.create_topic("orders", 2);
    let request = InitProducerIdRequest { producer_id: -1, producer_epoch: -1, ..Default::default() };
    let first: InitProducerIdResponse = client.call(4, &request);
    let second: InitProducerIdResponse = broker.connect().call(4, &request);
    assert_eq!((first.error_code, second.error_code), (0, 0));
    assert_ne!(first.producer_id, second.producer_id);
    let numbered = |sequence| {
        let mut builder = BatchBuilder::plain().producer(first.producer_id, 0, sequence);
        builder.append(1_700_000_000_000, None, Some(b"x"), &[]);
        builder.build().expect("a batch")
    };
    assert_eq!(client.produce("orders", 1, -1, numbered(0)), (0, 0));
    assert_eq!(client.produce("orders", 1, -1, numbered(1)), (0, 1));
    assert_eq!(
        client.produce("orders", 1, -1, numbered(0)),
        (0, 0),
        "the retry is answered as the first time"
    );
    // OUT_OF_ORDER_SEQUENCE_NUMBER
    assert_eq!(client.produce("orders", 1, -1, numbered(5)).0, 45);
    assert_eq!(client.fetch("orders", 1, 0).2.len(), 2);
}

#[test]
fn transactions_are_refused_for_good() {
    let broker = TestBroker::start(two_shards(), &[]);
    let request = InitProducerIdRequest { transactional_id: Some("t".to_owned()), ..Default::default() };
    let response: InitProducerIdResponse = broker.connect().call(4, &request);
    // TRANSACTIONAL_ID_AUTHORIZATION_FAILED
    assert_eq!(response.error_code, 53);
}

#[test]
fn old_and_odd_produce_requests_are_answered_in_their_layout() {
    let broker = TestBroker::start(two_shards(), &[]);
    let mut client = broker.connect();
    client.create_topic("orders", 1);
    for version in 0..=2 {
        let response: ProduceResponse = client.call(version, &produce("orders", &[(0, batch(&["x"]))], 1));
        assert_eq!(response.responses[0].partition_responses[0].error_code, 35);
    }
    for version in 3..=12 {
        let response: ProduceResponse = client.call(version, &produce("orders", &[(0, batch(&["x"]))], 1));
        assert_eq!(response.responses[0].partition_responses[0].error_code, 0, "version {version}");
    }
    let id = client.create_topic("by-id", 1);
    let mut by_id = produce("", &[(0, batch(&["x"]))], 1);
    by_id.topic_data[0].topic_id = id;
    let response: ProduceResponse = client.call(13, &by_id);
    assert_eq!(response.responses[0].partition_responses[0].error_code, 0);
    by_id.topic_data[0].topic_id = protocol::Uuid::from_u128(7);
    let response: ProduceResponse = client.call(13, &by_id);
    // UNKNOWN_TOPIC_ID
    assert_eq!(response.responses[0].partition_responses[0].error_code, 100);
    let mut nothing = produce("orders", &[(0, batch(&["x"]))], 1);
    nothing.topic_data[0].partition_data[0].records = None;
    let response: ProduceResponse = client.call(9, &nothing);
    assert_ne!(response.responses[0].partition_responses[0].error_code, 0, "null records are refused");
    // INVALID_REQUIRED_ACKS
    assert_eq!(client.produce("orders", 0, 2, batch(&["x"])).0, 21);
}

#[test]
fn too_few_replicas_refuse_acks_all_only() {
    let broker = TestBroker::start(two_shards(), &[]);
    let mut client = broker.connect();
    client.create_topic_with("orders", 1, &[("min.insync.replicas", "2")]);
    // NOT_ENOUGH_REPLICAS
    assert_eq!(client.produce("orders", 0, -1, batch(&["x"])).0, 19);
    assert_eq!(client.produce("orders", 0, 1, batch(&["x"])).0, 0);
}

#[test]
fn large_batches_cross_the_mesh_whole() {
    for setup in setups() {
        let broker = TestBroker::start(setup, &["message.max.bytes=9000000"]);
        let mut client = broker.connect();
        client.create_topic("orders", 4);
        let large = "x".repeat(3 << 20);
        for partition in 0..4 {
            assert_eq!(client.produce("orders", partition, -1, batch(&[&large])), (0, 0), "{setup:?}");
            let response = client.fetch("orders", partition, 0);
            assert_eq!(
                response.2.len(),
                1,
                "the first batch is larger than the limit and comes all the same"
            );
            assert_eq!(response.2[0].len(), large.len());
        }
        assert!(client.is_silent(Duration::from_millis(50)));
    }
}
