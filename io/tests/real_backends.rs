//! What both real backends promise and the simulator cannot show: threads, cold pages, sleep.
#![allow(clippy::disallowed_types, clippy::disallowed_methods, reason = "peers that are not under test")]

use std::io::Read as _;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use io::{
    Completion, FileRegion, Io, Op, OpenOptions, Outcome, Payload, PollIo, PollOptions, SharedBuffer, Socket,
    Statistics, Token, UringIo, UringOptions, spawn_thread, thread_processor_time,
};

trait Real: Io {
    fn make() -> Self;
    fn counters(&self) -> Statistics;
}

impl Real for UringIo {
    fn make() -> Self {
        UringIo::new(UringOptions::default()).expect("a host that allows rings")
    }

    fn counters(&self) -> Statistics {
        self.statistics()
    }
}

impl Real for PollIo {
    fn make() -> Self {
        PollIo::new(PollOptions::default()).expect("an epoll")
    }

    fn counters(&self) -> Statistics {
        self.statistics()
    }
}

macro_rules! on_both {
    ($($test:ident),* $(,)?) => {
        mod uring {
            $(#[test] fn $test() { super::$test::<io::UringIo>(); })*
        }
        mod poll {
            $(#[test] fn $test() { super::$test::<io::PollIo>(); })*
        }
    };
}

on_both!(
    cold_pages_are_read_before_they_are_sent,
    a_socket_may_move_to_another_shard,
    no_ring_of_the_bell_is_lost,
    an_idle_shard_sleeps,
    a_shard_that_waits_for_a_sync_is_not_blocked_by_it,
    thousands_of_silent_connections_cost_little,
);

const TOKEN: Token = Token::new(1, 1, 1);

fn last(io: &mut impl Io, token: Token) -> Outcome {
    let mut completions: Vec<Completion> = Vec::new();
    let end = io.now() + Duration::from_secs(20);
    loop {
        if let Some(index) = completions.iter().position(|it| it.token == token && !it.more) {
            return completions.swap_remove(index).outcome;
        }
        assert!(io.now() < end, "{token:?} never completed");
        io.turn(Some(end), &mut completions);
    }
}

fn connect(io: &mut impl Io, listener: &TcpListener) -> Socket {
    io.submit(TOKEN, Op::Connect { address: listener.local_addr().expect("its address") });
    match last(io, TOKEN) {
        Outcome::Connected { socket } => socket,
        other => panic!("{other:?}"),
    }
}

fn cold_pages_are_read_before_they_are_sent<I: Real>() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("segment");
    let content: Vec<u8> = (0..3_000_000u32).map(|n| (n >> 4) as u8).collect();
    std::fs::write(&path, &content).expect("room");
    let file = std::fs::File::open(&path).expect("it is there");
    file.sync_all().expect("a healthy disk");
    let advice = nix::fcntl::PosixFadviseAdvice::POSIX_FADV_DONTNEED;
    nix::fcntl::posix_fadvise(&file, 0, 0, advice).expect("a file system with a cache");

    let mut io = I::make();
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let socket = connect(&mut io, &listener);
    let (mut peer, _) = listener.accept().expect("a connection");
    let len = content.len();
    let reader = spawn_thread("reader", move || {
        let mut received = vec![0; 4 + len];
        peer.read_exact(&mut received).expect("all of it");
        received
    });
    let file = io.open(&path, OpenOptions::segment()).expect("it is there");
    let region = FileRegion { file, position: 0, len: len as u32 };
    let payload = vec![Payload::Memory(SharedBuffer::copy_from(b"cold")), Payload::File(region)];
    io.submit(TOKEN, Op::Send { socket, payload });
    assert!(matches!(last(&mut io, TOKEN), Outcome::Sent { .. }));
    let received = reader.expect("a thread").join().expect("no panic");
    assert_eq!(&received[..4], b"cold");
    assert!(received[4..] == content);
    assert!(io.counters().cold_waits > 0, "{:?}", io.counters());
    assert_eq!(io.counters().sendfile_bytes, len as u64);
}

fn a_socket_may_move_to_another_shard<I: Real>() {
    let mut first = I::make();
    let listener = first.listen("127.0.0.1:0".parse().expect("an address")).expect("a port");
    let address = listener.local_address();
    first.submit(TOKEN, Op::Accept { listener });
    let second = spawn_thread("second shard", move || {
        let mut io = I::make();
        io.submit(TOKEN, Op::Connect { address });
        let Outcome::Connected { socket } = last(&mut io, TOKEN) else { panic!("not connected") };
        socket
    });
    let mut completions = Vec::new();
    while completions.is_empty() {
        first.turn(None, &mut completions);
    }
    let Some(Completion { outcome: Outcome::Accepted { socket: accepted, .. }, .. }) = completions.pop()
    else {
        panic!("not accepted");
    };
    // The one that connected elsewhere is used here, and the one that was accepted here elsewhere.
    let connected = second.expect("a thread").join().expect("no panic");
    let third = spawn_thread("third shard", move || {
        let mut io = I::make();
        let buffer = io.pool().take(5);
        io.submit(TOKEN, Op::ReceiveInto { socket: accepted.clone(), buffer, until: 5 });
        assert!(matches!(last(&mut io, TOKEN), Outcome::ReceivedInto { buffer } if &*buffer == b"hello"));
        let payload = vec![Payload::Memory(SharedBuffer::copy_from(b"world"))];
        io.submit(TOKEN, Op::Send { socket: accepted, payload });
        assert!(matches!(last(&mut io, TOKEN), Outcome::Sent { .. }));
    });
    let (send, receive) = (Token::new(1, 2, 1), Token::new(1, 3, 1));
    let payload = vec![Payload::Memory(SharedBuffer::copy_from(b"hello"))];
    first.submit(send, Op::Send { socket: connected.clone(), payload });
    let buffer = first.pool().take(5);
    first.submit(receive, Op::ReceiveInto { socket: connected, buffer, until: 5 });
    assert!(matches!(last(&mut first, receive), Outcome::ReceivedInto { buffer } if &*buffer == b"world"));
    third.expect("a thread").join().expect("no panic");
}

#[test]
fn a_spinning_shard_loses_no_ring_and_sleeps_when_idle() {
    let spinning = UringOptions { spin_max: Duration::from_micros(20), ..UringOptions::default() };
    wake_each_other(move || UringIo::new(spinning).expect("a ring"));
    sleep_idly(UringIo::new(spinning).expect("a ring"));
}

fn no_ring_of_the_bell_is_lost<I: Real>() {
    wake_each_other(I::make);
}

/// Two shards that wake each other without deadlines: a lost ring would stop them for good.
fn wake_each_other<I: Io>(make: impl Fn() -> I + Copy + Send + 'static) {
    const ROUNDS: u32 = 2000;
    let (here, there) = (Arc::new(AtomicU32::new(0)), Arc::new(AtomicU32::new(0)));
    let mut io = make();
    let (bell, (send_bell, receive_bell)) = (io.doorbell(), std::sync::mpsc::channel());
    let (mine, theirs) = (Arc::clone(&there), Arc::clone(&here));
    let other = spawn_thread("other shard", move || {
        let mut io = make();
        send_bell.send(io.doorbell()).expect("somebody waits for it");
        for round in 1..=ROUNDS {
            while mine.load(Ordering::Acquire) < round {
                io.turn(None, &mut Vec::new());
            }
            theirs.store(round, Ordering::Release);
            bell.ring();
        }
    });
    let bell = receive_bell.recv().expect("the other's bell");
    for round in 1..=ROUNDS {
        there.store(round, Ordering::Release);
        bell.ring();
        while here.load(Ordering::Acquire) < round {
            io.turn(None, &mut Vec::new());
        }
    }
    other.expect("a thread").join().expect("no panic");
}

fn an_idle_shard_sleeps<I: Real>() {
    sleep_idly(I::make());
}

fn sleep_idly(mut io: impl Io) {
    let _socket = {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        connect(&mut io, &listener)
    };
    let before = thread_processor_time().expect("a clock");
    let end = io.now() + Duration::from_millis(500);
    let mut turns = 0;
    while io.now() < end {
        let deadline = end.min(io.now() + Duration::from_millis(100));
        io.turn(Some(deadline), &mut Vec::new());
        turns += 1;
    }
    assert!(turns < 30, "{turns} turns in half a second without work");
    let used = thread_processor_time().expect("a clock") - before;
    assert!(used < Duration::from_millis(5), "{used:?} of processor time in half a second without work");
}

fn a_shard_that_waits_for_a_sync_is_not_blocked_by_it<I: Real>() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut io = I::make();
    let file = io.open(&directory.path().join("segment"), OpenOptions::segment()).expect("a file");
    io.write_at(&file, 0, &vec![1; 32 << 20]).expect("room");
    io.turn(Some(Duration::ZERO), &mut Vec::new());
    let before = io.now();
    io.submit(TOKEN, Op::Sync { file });
    let mut completions = Vec::new();
    io.turn(Some(before), &mut completions);
    // 32 MiB take a disk longer than a turn that does not wait for it.
    let took = io.now() - before;
    assert!(completions.is_empty() || took < Duration::from_millis(5), "a turn of {took:?}");
    if completions.is_empty() {
        assert!(matches!(last(&mut io, TOKEN), Outcome::Synced));
    }
}

fn thousands_of_silent_connections_cost_little<I: Real>() {
    const CONNECTIONS: usize = 2000; // Each has two ends here; the process limit of descriptors bounds them.
    io::raise_descriptor_limit().expect("a limit");
    let mut io = I::make();
    let listener = io.listen("127.0.0.1:0".parse().expect("an address")).expect("a port");
    let address = listener.local_address();
    io.submit(TOKEN, Op::Accept { listener });
    let mut ends = Vec::new();
    for n in 0..CONNECTIONS {
        io.submit(Token::new(2, n as u32, 0), Op::Connect { address });
    }
    while ends.len() < 2 * CONNECTIONS {
        let mut completions = Vec::new();
        io.turn(None, &mut completions);
        for completion in completions {
            match completion.outcome {
                Outcome::Accepted { socket, .. } | Outcome::Connected { socket } => ends.push(socket),
                other => panic!("{other:?}"),
            }
        }
    }
    for (n, socket) in ends.iter().enumerate() {
        io.submit(Token::new(3, n as u32, 0), Op::Receive { socket: socket.clone() });
    }
    io.turn(Some(Duration::ZERO), &mut Vec::new());
    let memory = io.pool().outstanding_bytes();
    assert!(memory < 4 << 20, "{memory} bytes for connections that say nothing");
    // They do not slow down the one that speaks.
    let payload = vec![Payload::Memory(SharedBuffer::copy_from(b"a word"))];
    io.submit(Token::new(4, 0, 0), Op::Send { socket: ends[0].clone(), payload });
    let mut completions = Vec::new();
    while !completions.iter().any(|it: &Completion| matches!(it.outcome, Outcome::Received { .. })) {
        io.turn(None, &mut completions);
    }
}
