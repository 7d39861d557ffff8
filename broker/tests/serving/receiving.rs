//! Requests of all sizes, and how they come: one behind the other, in pieces, and not whole.

use std::time::Duration;

use protocol::messages::ProduceResponse;

use crate::harness::{Client, TestBroker, batch, produce, setups};

/// Lets frames of 20 MB be batches.
const LARGE_BATCHES: &str = "message.max.bytes=25000000";

/// A value that no other length has a part of.
fn value(len: usize) -> String {
    (0..len).map(|index| char::from(b'a' + ((index / 7) ^ len ^ index) as u8 % 26)).collect()
}

/// Enough large frames for the broker to receive them in place.
fn send_large_frames(client: &mut Client) {
    for _ in 0..3 {
        assert_eq!(client.produce("orders", 0, 1, batch(&[&value(300_000)])).0, 0);
    }
}

#[test]
fn frames_of_all_sizes_come_whole_whatever_follows_them() {
    let lens = [
        [1, 20, 300, 40_000, 64_000, 64_000, 64_000, 65_536].as_slice(),
        &[900_000, 64_000, 1, 900_000, 900_000, 2, 3, 4, 5, 6, 7, 8, 9, 120_000, 300_000],
        &[20_000_000, 33_000, 33_000, 20_000_000, 1, 1, 5_000, 5_000, 5_000, 70_000, 70_000, 70_000],
    ]
    .concat();
    for setup in setups() {
        let broker = TestBroker::start(setup, &[LARGE_BATCHES]);
        let mut client = broker.connect();
        client.create_topic("orders", 1);
        let bytes: Vec<u8> = lens
            .iter()
            .flat_map(|len| client.frame(9, &produce("orders", &[(0, batch(&[&value(*len)]))], 1)))
            .collect();
        let mut sender = client.try_clone();
        std::thread::scope(|scope| {
            scope.spawn(|| {
                // Pieces of odd sizes, from a few bytes to some hundred thousand.
                let mut rest = bytes.as_slice();
                for round in 1.. {
                    let (piece, later) = rest.split_at((round * round * 37 % 400_000).min(rest.len()));
                    sender.send_raw(piece);
                    rest = later;
                    if rest.is_empty() {
                        return;
                    }
                }
            });
            for (index, len) in lens.iter().enumerate() {
                let (_, response) = client.receive::<ProduceResponse>(9);
                let answer = &response.responses[0].partition_responses[0];
                let found = (answer.error_code, answer.base_offset);
                assert_eq!(found, (0, index as i64), "{setup:?}: {len} bytes");
            }
        });
        for (offset, len) in lens.iter().enumerate() {
            let (code, _, fetched) = client.fetch("orders", 0, offset as i64);
            assert_eq!((code, fetched[0].len()), (0, *len), "{setup:?}");
            assert!(fetched[0] == value(*len), "{setup:?}: other bytes in a record of {len}");
        }
        broker.stop();
    }
}

#[test]
fn a_large_frame_is_answered_as_soon_as_its_last_byte_is_there() {
    for setup in setups() {
        let broker = TestBroker::start(setup, &[]);
        let mut client = broker.connect();
        client.create_topic("orders", 1);
        send_large_frames(&mut client);
        for split in [2, 4, 5, 50_000, 299_999] {
            let frame = client.frame(9, &produce("orders", &[(0, batch(&[&value(300_000)]))], 1));
            for piece in [&frame[..split], &frame[split..frame.len() - 1]] {
                client.send_raw(piece);
                assert!(client.is_silent(Duration::from_millis(10)), "{setup:?}: it is not whole");
            }
            client.send_raw(&frame[frame.len() - 1..]);
            let (_, response) = client.receive::<ProduceResponse>(9);
            assert_eq!(response.responses[0].partition_responses[0].error_code, 0, "{setup:?}");
        }
        // Small ones after them too.
        for len in [1, 10, 100, 1_000, 10_000, 1, 1] {
            assert_eq!(client.produce("orders", 0, 1, batch(&[&value(len)])).0, 0, "{setup:?}");
        }
        broker.stop();
    }
}

#[test]
fn large_frames_that_are_not_finished_cost_nobody_their_memory() {
    for setup in setups() {
        let broker = TestBroker::start(setup, &["ringlog.queued.max.bytes=2000000"]);
        let mut good = broker.connect();
        good.create_topic("orders", 2);
        for part in [2, 4, 100, 70_000, 890_000] {
            let mut leaving: Vec<_> = (0..4).map(|_| broker.connect()).collect();
            leaving.iter_mut().for_each(send_large_frames);
            for client in &mut leaving {
                let frame = client.frame(9, &produce("orders", &[(1, batch(&[&value(900_000)]))], 1));
                client.send_raw(&frame[..part]);
            }
            drop(leaving);
            let code = good.produce("orders", 1, -1, batch(&[&value(900_000)])).0;
            assert_eq!(code, 0, "{setup:?}: after {part} bytes of others");
        }
        broker.stop();
    }
}

#[test]
fn a_broker_stops_while_large_frames_are_under_way() {
    for setup in setups() {
        let broker = TestBroker::start(setup, &[]);
        let mut clients: Vec<_> = (0..5).map(|_| broker.connect()).collect();
        clients[0].create_topic("orders", 1);
        for (client, part) in clients.iter_mut().zip([0, 3, 4, 1_000, 299_000]) {
            send_large_frames(client);
            let frame = client.frame(9, &produce("orders", &[(0, batch(&[&value(300_000)]))], 1));
            client.send_raw(&frame[..part]);
        }
        broker.stop();
        for client in &mut clients {
            assert!(client.is_closed(), "{setup:?}");
        }
    }
}

#[test]
fn a_last_large_frame_before_the_end_of_the_stream_is_answered() {
    for setup in setups() {
        let broker = TestBroker::start(setup, &[]);
        let mut client = broker.connect();
        client.create_topic("orders", 1);
        send_large_frames(&mut client);
        client.send(9, &produce("orders", &[(0, batch(&[&value(300_000)]))], -1));
        client.finish_sending();
        let (_, response) = client.receive::<ProduceResponse>(9);
        assert_eq!(response.responses[0].partition_responses[0].error_code, 0, "{setup:?}");
        assert!(client.is_closed(), "{setup:?}");
        broker.stop();
    }
}
