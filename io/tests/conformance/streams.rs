//! Bytes on a connection.

use std::time::Duration;

use io::{Io as _, Op, Outcome, Payload, Reclaimed, SharedBuffer, Token};

use crate::Harness;
use crate::driver::{Driver, pattern};

pub fn bytes_arrive_in_order<H: Harness>(driver: &mut Driver<H>) {
    let (client, server) = driver.pair();
    let receive = driver.submit(Op::Receive { socket: server.clone() });
    let mut expected = Vec::new();
    for n in 0..200usize {
        let bytes = pattern(1 + n * 97 % 5000);
        driver.send(&client, &bytes);
        expected.extend_from_slice(&bytes);
    }
    assert!(driver.collect(receive, expected.len()) == expected);
    // And the other way, on the same connection.
    let receive = driver.submit(Op::Receive { socket: client });
    driver.send(&server, b"answer");
    assert_eq!(driver.collect(receive, 6), b"answer");
}

pub fn an_empty_send_completes<H: Harness>(driver: &mut Driver<H>) {
    let (client, _server) = driver.pair();
    for payload in [vec![], vec![Payload::Memory(SharedBuffer::new())]] {
        assert!(matches!(
            driver.complete(Op::Send { socket: client.clone(), payload }),
            Outcome::Sent { .. }
        ));
    }
}

pub fn many_slices_are_one_send<H: Harness>(driver: &mut Driver<H>) {
    let (client, server) = driver.pair();
    let receive = driver.submit(Op::Receive { socket: server });
    let expected = pattern(3000);
    let whole = SharedBuffer::copy_from(&expected);
    let payload = (0..1000).map(|n| Payload::Memory(whole.slice(n * 3..n * 3 + 3))).collect();
    assert!(matches!(driver.complete(Op::Send { socket: client, payload }), Outcome::Sent { .. }));
    assert!(driver.collect(receive, expected.len()) == expected);
}

pub fn a_large_send_waits_for_its_reader<H: Harness>(driver: &mut Driver<H>) {
    let (client, server) = driver.pair();
    let expected = pattern(32 << 20);
    let payload = vec![Payload::Memory(SharedBuffer::copy_from(&expected))];
    let send = driver.submit(Op::Send { socket: client, payload });
    driver.linger(Duration::from_millis(50));
    assert!(!driver.has(send), "32 MiB cannot all be on their way");
    let receive = driver.submit(Op::Receive { socket: server });
    assert!(driver.collect(receive, expected.len()) == expected);
    assert!(matches!(driver.last(send), Outcome::Sent { .. }));
}

pub fn the_end_of_the_stream_comes_after_its_bytes<H: Harness>(driver: &mut Driver<H>) {
    let (client, server) = driver.pair();
    let expected = pattern(300_000);
    let payload = vec![Payload::Memory(SharedBuffer::copy_from(&expected))];
    let send = driver.submit(Op::Send { socket: client, payload });
    let receive = driver.submit(Op::Receive { socket: server });
    // The operation holds the last handle: the connection closes when it is done.
    assert!(driver.collect(receive, usize::MAX) == expected);
    assert!(matches!(driver.last(send), Outcome::Sent { .. }));
}

pub fn receive_into_fills_the_buffer<H: Harness>(driver: &mut Driver<H>) {
    let (client, server) = driver.pair();
    let expected = pattern(1_000_000);
    let mut buffer = driver.buffer(&expected[..10]);
    buffer.reserve(expected.len() - 10);
    let receive = driver.submit(Op::ReceiveInto { socket: server.clone(), buffer, until: expected.len() });
    driver.send(&client, &expected[10..500_000]);
    assert!(!driver.has(receive));
    driver.send(&client, &expected[500_000..]);
    driver.send(&client, b"rest");
    match driver.last(receive) {
        Outcome::ReceivedInto { buffer } => assert!(*buffer == expected[..]),
        other => panic!("{other:?}"),
    }
    let receive = driver.submit(Op::Receive { socket: server });
    assert_eq!(driver.collect(receive, 4), b"rest");
}

pub fn receive_into_is_short_at_the_end_of_the_stream<H: Harness>(driver: &mut Driver<H>) {
    let (client, server) = driver.pair();
    let buffer = driver.io().pool().take(100);
    let receive = driver.submit(Op::ReceiveInto { socket: server, buffer, until: 100 });
    driver.send(&client, b"only this");
    drop(client);
    match driver.last(receive) {
        Outcome::ReceivedInto { buffer } => assert_eq!(&*buffer, b"only this"),
        other => panic!("{other:?}"),
    }
}

pub fn a_cancelled_receive_leaves_the_socket_usable<H: Harness>(driver: &mut Driver<H>) {
    let (client, server) = driver.pair();
    let receive = driver.submit(Op::Receive { socket: server.clone() });
    driver.send(&client, b"one");
    assert_eq!(driver.collect(receive, 3), b"one");
    driver.submit(Op::Cancel { target: receive });
    driver.expect_cancelled(receive);
    let again = driver.submit(Op::Receive { socket: server.clone() });
    driver.send(&client, b"two");
    assert_eq!(driver.collect(again, 3), b"two");
    // Submitted and cancelled in one turn.
    driver.submit(Op::Cancel { target: again });
    driver.expect_cancelled(again);
    let never = driver.submit(Op::Receive { socket: server });
    driver.submit(Op::Cancel { target: never });
    driver.expect_cancelled(never);
}

pub fn a_cancelled_receive_into_gives_its_buffer_back<H: Harness>(driver: &mut Driver<H>) {
    let (client, server) = driver.pair();
    let mut buffer = driver.buffer(b"before ");
    buffer.reserve(100);
    let receive = driver.submit(Op::ReceiveInto { socket: server, buffer, until: 50 });
    driver.send(&client, b"some");
    driver.linger(Duration::from_millis(20));
    driver.submit(Op::Cancel { target: receive });
    match driver.last(receive) {
        Outcome::Failed { error, reclaimed: Reclaimed::Buffer(buffer) } => {
            assert_eq!(error.raw_os_error(), Some(libc::ECANCELED));
            assert_eq!(&*buffer, b"before some");
        }
        other => panic!("{other:?}"),
    }
}

pub fn a_cancelled_send_completes<H: Harness>(driver: &mut Driver<H>) {
    let (client, _server) = driver.pair();
    let payload = vec![Payload::Memory(SharedBuffer::copy_from(&pattern(32 << 20)))];
    let send = driver.submit(Op::Send { socket: client, payload });
    driver.linger(Duration::from_millis(20));
    driver.submit(Op::Cancel { target: send });
    match driver.last(send) {
        Outcome::Failed { error, reclaimed: Reclaimed::Payloads(payload) } => {
            assert_eq!(error.raw_os_error(), Some(libc::ECANCELED));
            assert!(payload.is_empty());
        }
        other => panic!("{other:?}"),
    }
}

pub fn cancelling_the_unknown_does_nothing<H: Harness>(driver: &mut Driver<H>) {
    let (client, server) = driver.pair();
    driver.submit(Op::Cancel { target: Token::new(99, 99, 99) });
    let receive = driver.submit(Op::Receive { socket: server });
    driver.send(&client, b"fine");
    assert_eq!(driver.collect(receive, 4), b"fine");
}
