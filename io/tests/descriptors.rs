//! No descriptor is left behind. Alone in its process, so that nobody else opens any.
#![allow(clippy::disallowed_methods, reason = "/proc/self/fd is not under test")]

use std::time::Duration;

use io::{Completion, Io, Op, OpenOptions, Outcome, PollIo, PollOptions, Token, UringIo, UringOptions};

fn open_descriptors() -> usize {
    std::fs::read_dir("/proc/self/fd").expect("proc is mounted").count()
}

/// Connections accepted, handed over, cancelled and dropped in every state; files open and in flight; then the `Io`
/// goes, with connections that it has not told of yet.
fn use_descriptors(mut io: impl Io) {
    let directory = tempfile::tempdir().expect("a directory");
    let listener = io.listen("127.0.0.1:0".parse().expect("an address")).expect("a port");
    let address = listener.local_address();
    let accept = Token::new(0, 0, 0);
    io.submit(accept, Op::Accept { listener });
    let mut sockets = Vec::new();
    for n in 0..50 {
        io.submit(Token::new(1, n, 0), Op::Connect { address });
        let mut completions: Vec<Completion> = Vec::new();
        let end = io.now() + Duration::from_millis(20);
        io.turn(Some(end), &mut completions);
        for completion in completions {
            if let Outcome::Accepted { socket, .. } | Outcome::Connected { socket } = completion.outcome {
                io.submit(Token::new(2, sockets.len() as u32, 0), Op::Receive { socket: socket.clone() });
                sockets.push(socket);
            }
        }
    }
    assert!(sockets.len() > 50, "connections were made");
    for n in 0..20 {
        io.submit(Token::default(), Op::Cancel { target: Token::new(2, n, 0) });
    }
    sockets.truncate(10);
    for n in 0..10 {
        let path = directory.path().join(format!("file-{n}"));
        let file = io.open(&path, OpenOptions::segment()).expect("a file");
        io.submit(Token::new(3, n, 0), Op::Sync { file });
        let _lock = io.lock(&directory.path().join(".lock")).expect("free");
        io.submit(Token::new(4, n, 0), Op::SyncDirectory { directory: directory.path().into() });
    }
    io.turn(Some(Duration::ZERO), &mut Vec::new());
    for n in 50..60 {
        io.submit(Token::new(1, n, 0), Op::Connect { address });
    }
    io.turn(Some(Duration::ZERO), &mut Vec::new());
    drop(io);
}

#[test]
fn all_are_closed_when_their_owners_are_gone() {
    let before = open_descriptors();
    use_descriptors(PollIo::new(PollOptions::default()).expect("an epoll"));
    assert_eq!(open_descriptors(), before, "on epoll");
    use_descriptors(UringIo::new(UringOptions::default()).expect("a ring"));
    assert_eq!(open_descriptors(), before, "on the ring");
}
