//! What a broker must survive: each bad peer costs itself its connection at most.

use std::time::Duration;

use bytes::Bytes;
use protocol::messages::{ApiVersionsRequest, ApiVersionsResponse, MetadataRequest, MetadataResponse};

use crate::harness::{Client, TestBroker, batch, produce, setups, two_shards};

/// A good peer is served while `bad` happens to another.
fn check(bad: impl Fn(&mut Client)) {
    let broker = TestBroker::start(two_shards(), &[]);
    let mut good = broker.connect();
    good.create_topic("orders", 2);
    let mut victim = broker.connect();
    bad(&mut victim);
    assert_eq!(good.produce("orders", 0, -1, batch(&["x"])).0, 0);
    assert_eq!(good.fetch("orders", 0, 0).2, ["x"]);
    broker.stop();
}

#[test]
fn frames_that_are_too_large_or_negative_close_the_connection() {
    for prefix in [i32::MAX, (100 << 20) + 1, -1, i32::MIN] {
        check(|client| {
            client.send_raw(&prefix.to_be_bytes());
            assert!(client.is_closed());
        });
    }
}

#[test]
fn unknown_apis_and_versions_close_the_connection() {
    for (api, version) in [(999i16, 0i16), (-1, 0), (3, 99), (0, 14), (1, 3), (1, -1)] {
        check(|client| {
            let mut frame = vec![0, 0, 0, 10];
            frame.extend(api.to_be_bytes());
            frame.extend(version.to_be_bytes());
            frame.extend([0, 0, 0, 1, 0xff, 0xff]);
            client.send_raw(&frame);
            assert!(client.is_closed(), "api {api} version {version}");
        });
    }
}

#[test]
fn headers_and_bodies_that_do_not_parse_close_the_connection() {
    check(|client| {
        client.send_raw(&[0, 0, 0, 0]);
        assert!(client.is_closed());
    });
    check(|client| {
        // A produce that claims two thousand million topics.
        let mut frame =
            vec![0, 0, 0, 24, 0, 0, 0, 8, 0, 0, 0, 1, 0xff, 0xff, 0xff, 0xff, 0, 1, 0, 0, 0x10, 0];
        frame.extend([0x7f, 0xff, 0xff, 0xff, 0, 0]);
        client.send_raw(&frame);
        assert!(client.is_closed(), "a count beyond the frame");
    });
}

/// As librdkafka asks for the metadata of all topics: its null array is one byte in a place that it kept for four.
#[test]
fn bytes_behind_the_last_field_are_not_looked_at() {
    let broker = TestBroker::start(two_shards(), &[]);
    let mut client = broker.connect();
    client.create_topic("orders", 1);
    let request = MetadataRequest { topics: None, ..MetadataRequest::default() };
    let mut frame = client.frame(12, &request);
    frame.extend([0, 0, 0]);
    frame[3] += 3;
    client.send_raw(&frame);
    let (_, response): (_, MetadataResponse) = client.receive(12);
    assert_eq!(response.topics[0].name.as_deref(), Some("orders"));
}

#[test]
fn a_newer_api_versions_is_answered_in_the_oldest_layout() {
    let broker = TestBroker::start(two_shards(), &[]);
    let mut client = broker.connect();
    let mut frame = vec![0, 0, 0, 10];
    frame.extend([0, 18, 0, 99, 0, 0, 0, 42, 0xff, 0xff]);
    client.send_raw(&frame);
    let (correlation_id, response) = client.receive::<ApiVersionsResponse>(0);
    assert_eq!((correlation_id, response.error_code), (42, 35));
    assert!(response.api_keys.iter().all(|api| api.min_version <= api.max_version));
    assert!(response.api_keys.iter().any(|api| api.api_key == 18));
    // The socket stays open.
    for version in 0..=4 {
        let request = ApiVersionsRequest {
            client_software_name: if version < 3 { String::new() } else { "test".to_owned() },
            client_software_version: if version < 3 { String::new() } else { "1".to_owned() },
            ..ApiVersionsRequest::default()
        };
        let response: ApiVersionsResponse = client.call(version, &request);
        assert_eq!(response.error_code, 0, "version {version}");
    }
}

#[test]
fn bad_batches_get_their_error_and_the_connection_lives() {
    for setup in setups() {
        let broker = TestBroker::start(setup, &[]);
        let mut client = broker.connect();
        client.create_topic("orders", 2);
        let damaged = |position: usize, value: u8| {
            let mut bytes = batch(&["x"]).to_vec();
            bytes[position] ^= value;
            Bytes::from(bytes)
        };
        for partition in 0..2 {
            // CORRUPT_MESSAGE
            assert_eq!(client.produce("orders", partition, 1, damaged(65, 1)).0, 2, "{setup:?}");
            // Length, magic, count: whatever they are called, they are refused.
            assert_ne!(client.produce("orders", partition, 1, damaged(11, 1)).0, 0, "{setup:?}");
            assert_ne!(client.produce("orders", partition, 1, damaged(16, 1)).0, 0, "{setup:?}");
            assert_ne!(client.produce("orders", partition, 1, damaged(60, 2)).0, 0, "{setup:?}");
            assert_ne!(client.produce("orders", partition, 1, Bytes::new()).0, 0, "{setup:?}");
            assert_eq!(client.produce("orders", partition, 1, batch(&["good"])), (0, 0), "{setup:?}");
            let (code, high_watermark, _) = wait_for(&mut client, partition);
            assert_eq!((code, high_watermark), (0, 1), "nothing of the bad ones was written");
        }
    }
}

/// acks=1 answers before the high watermark moves.
fn wait_for(client: &mut Client, partition: i32) -> (i16, i64, Vec<String>) {
    loop {
        let answer = client.fetch("orders", partition, 0);
        if answer.1 > 0 {
            return answer;
        }
    }
}

#[test]
fn a_connection_that_ends_in_mid_frame_is_forgotten() {
    check(|client| {
        let frame = client.frame(9, &produce("orders", &[(0, batch(&["x"]))], -1));
        client.send_raw(&frame[..frame.len() / 2]);
        assert!(client.is_silent(Duration::from_millis(20)));
    });
}

#[test]
fn a_second_broker_on_the_folder_is_refused() {
    let broker = TestBroker::start(two_shards(), &[]);
    let refusal = broker.start_again();
    assert!(refusal.contains("in use by another process"), "{refusal}");
}

#[test]
fn a_port_in_use_is_refused_by_name() {
    let broker = TestBroker::start(two_shards(), &[]);
    let refusal = broker.start_beside();
    assert!(refusal.contains("cannot listen on 127.0.0.1"), "{refusal}");
}

#[test]
fn a_request_about_too_much_at_once_closes_the_connection() {
    check(|client| {
        let offsets: Vec<_> = (0..100_001).map(|partition| (partition, 0)).collect();
        let frame = client.frame(11, &crate::harness::fetch("orders", &offsets, 0, 0));
        client.try_send_raw(&frame);
        assert!(client.is_closed());
    });
}
