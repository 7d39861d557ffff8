//! Connections: how they begin and end.

use io::{Completion, FileSystem as _, Io as _, Op, Outcome, Payload, Reclaimed, SharedBuffer};

use crate::Harness;
use crate::driver::Driver;

pub fn a_listener_on_port_zero_says_its_port<H: Harness>(driver: &mut Driver<H>) {
    let (one, other) = (driver.listen(), driver.listen());
    assert_ne!(one.local_address().port(), 0);
    assert_ne!(one.local_address(), other.local_address());
}

pub fn connections_arrive_with_their_addresses<H: Harness>(driver: &mut Driver<H>) {
    let listener = driver.listen();
    let accept = driver.submit(Op::Accept { listener: listener.clone() });
    for _ in 0..3 {
        let client = driver.connect(&listener);
        let Completion { outcome: Outcome::Accepted { socket, peer }, more: true, .. } = driver.next(accept)
        else {
            panic!("not accepted");
        };
        assert_eq!(client.peer_address(), listener.local_address());
        assert_eq!(socket.local_address(), listener.local_address());
        assert_eq!(peer, client.local_address());
        assert_eq!(peer, socket.peer_address());
    }
}

pub fn a_cancelled_accept_ends<H: Harness>(driver: &mut Driver<H>) {
    let listener = driver.listen();
    let accept = driver.submit(Op::Accept { listener: listener.clone() });
    driver.turn(Some(Default::default()));
    driver.submit(Op::Cancel { target: accept });
    driver.expect_cancelled(accept);
    let again = driver.submit(Op::Accept { listener: listener.clone() });
    driver.connect(&listener);
    driver.accepted(again);
}

pub fn connecting_to_nobody_fails<H: Harness>(driver: &mut Driver<H>) {
    let address = driver.listen().local_address();
    match driver.complete(Op::Connect { address }) {
        Outcome::Failed { error, reclaimed: Reclaimed::Nothing } => {
            assert_eq!(error.kind(), std::io::ErrorKind::ConnectionRefused);
        }
        other => panic!("{other:?}"),
    }
}

pub fn an_address_in_use_is_an_error<H: Harness>(driver: &mut Driver<H>) {
    let listener = driver.listen();
    let error = driver.io().listen(listener.local_address()).expect_err("taken");
    assert_eq!(error.kind(), std::io::ErrorKind::AddrInUse);
    let _ = driver.io().exists(std::path::Path::new("."));
}

pub fn a_refused_send_gives_its_payload_back<H: Harness>(driver: &mut Driver<H>) {
    let (client, server) = driver.pair();
    client.shutdown();
    let payload = vec![Payload::Memory(SharedBuffer::copy_from(b"too late"))];
    match driver.complete(Op::Send { socket: client, payload }) {
        Outcome::Failed { reclaimed: Reclaimed::Payloads(payload), .. } => {
            assert!(payload.is_empty() && payload.capacity() > 0);
        }
        other => panic!("{other:?}"),
    }
    drop(server);
}

pub fn shutdown_ends_an_armed_receive<H: Harness>(driver: &mut Driver<H>) {
    let (client, server) = driver.pair();
    let near = driver.submit(Op::Receive { socket: client.clone() });
    let far = driver.submit(Op::Receive { socket: server });
    driver.turn(Some(Default::default()));
    client.shutdown();
    for receive in [near, far] {
        match driver.last(receive) {
            Outcome::Received { buffer } => assert!(buffer.is_empty()),
            Outcome::Failed { .. } => {}
            other => panic!("{other:?}"),
        }
    }
}

pub fn a_reset_is_an_error_or_an_end<H: Harness>(driver: &mut Driver<H>) {
    let (client, server) = driver.pair();
    driver.send(&server, b"never read");
    let receive = driver.submit(Op::Receive { socket: server });
    driver.turn(Some(Default::default()));
    // A socket closed over unread bytes resets its connection.
    drop(client);
    match driver.last(receive) {
        Outcome::Failed { error, .. } => assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset),
        Outcome::Received { buffer } => assert!(buffer.is_empty()),
        other => panic!("{other:?}"),
    }
}
