//! Peers that take more than they give.

use std::time::Duration;

use protocol::messages::{FetchResponse, ProduceResponse};

use crate::harness::{TestBroker, batch, fetch, produce, setups};

#[test]
fn a_client_that_never_reads_hurts_nobody() {
    for setup in setups() {
        let broker = TestBroker::start(setup, &[]);
        let mut good = broker.connect();
        good.create_topic("orders", 2);
        let value = "x".repeat(500_000);
        for _ in 0..8 {
            good.produce("orders", 0, -1, batch(&[&value]));
            good.produce("orders", 1, -1, batch(&[&value]));
        }
        let mut deaf = broker.connect();
        let mut bytes = Vec::new();
        for _ in 0..300 {
            bytes.extend(deaf.frame(11, &fetch("orders", &[(0, 0), (1, 0)], 0, 0)));
        }
        deaf.send_raw(&bytes);
        for _ in 0..50 {
            assert_eq!(good.produce("orders", 0, -1, batch(&["x"])).0, 0, "{setup:?}");
        }
        // When it does read, all replies are there, in order.
        for number in 0..300 {
            let (correlation_id, response) = deaf.receive::<FetchResponse>(11);
            assert_eq!(correlation_id, number + 1, "{setup:?}");
            assert_eq!(response.responses[0].partitions.len(), 2);
        }
    }
}

#[test]
fn silent_connections_hurt_nobody() {
    for setup in setups() {
        let broker = TestBroker::start(setup, &[]);
        let silent: Vec<_> = (0..300).map(|_| broker.connect()).collect();
        let mut good = broker.connect();
        good.create_topic("orders", 2);
        assert_eq!(good.produce("orders", 1, -1, batch(&["x"])).0, 0, "{setup:?}");
        drop(silent);
        assert_eq!(good.fetch("orders", 1, 0).2, ["x"]);
        broker.stop();
    }
}

#[test]
fn connections_beyond_the_limit_are_dropped_and_later_ones_served() {
    let broker = TestBroker::start((broker::runtime::RealBackend::Poll, 2), &["max.connections=3"]);
    let mut kept: Vec<_> = (0..3).map(|_| broker.connect()).collect();
    kept[0].metadata(None);
    let mut refused = broker.connect();
    assert!(refused.is_closed());
    kept.pop();
    // Until the broker has seen the goodbye it may refuse.
    loop {
        let mut late = broker.connect();
        let frame = late.frame(9, &protocol::messages::MetadataRequest::default());
        late.try_send_raw(&frame);
        if !late.is_closed() {
            return;
        }
    }
}

#[test]
fn frames_beyond_the_byte_budget_wait_their_turn() {
    for setup in setups() {
        let broker = TestBroker::start(setup, &["ringlog.queued.max.bytes=2000000"]);
        let mut first = broker.connect();
        first.create_topic("orders", 2);
        let value = "x".repeat(900_000);
        let mut clients: Vec<_> = (0..12).map(|_| broker.connect()).collect();
        // All begin a large frame; whoever may not assemble it yet waits without losing a byte.
        let frames: Vec<_> = clients
            .iter_mut()
            .enumerate()
            .map(|(number, client)| {
                client.frame(9, &produce("orders", &[(number as i32 % 2, batch(&[&value]))], -1))
            })
            .collect();
        for (client, frame) in clients.iter_mut().zip(&frames) {
            client.send_raw(&frame[..100_000]);
        }
        assert!(clients[0].is_silent(Duration::from_millis(20)));
        std::thread::scope(|scope| {
            for (client, frame) in clients.iter_mut().zip(&frames) {
                scope.spawn(|| {
                    client.send_raw(&frame[100_000..]);
                    let (_, response) = client.receive::<ProduceResponse>(9);
                    assert_eq!(response.responses[0].partition_responses[0].error_code, 0, "{setup:?}");
                });
            }
        });
    }
}

#[test]
fn a_client_that_hangs_up_its_sending_half_is_answered_first() {
    for setup in setups() {
        let broker = TestBroker::start(setup, &[]);
        let mut client = broker.connect();
        client.create_topic("orders", 2);
        let mut bytes = Vec::new();
        // More than are taken at once, so some are cut only after the end of the stream was seen.
        for _ in 0..250 {
            bytes.extend(client.frame(9, &produce("orders", &[(1, batch(&["x"]))], -1)));
        }
        client.send_raw(&bytes);
        client.finish_sending();
        for number in 0..250 {
            assert_eq!(client.receive::<ProduceResponse>(9).0, number + 2, "{setup:?}");
        }
        assert!(client.is_closed(), "{setup:?}");
    }
}
