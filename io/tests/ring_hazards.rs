//! What has gone wrong with rings elsewhere, tried on the real one.
//!
//! Fixed files, splice pipes and zero-copy sends have hazards of their own; `UringIo` uses none of them.
#![allow(clippy::disallowed_types, clippy::disallowed_methods, reason = "peers that are not under test")]

use std::collections::HashMap;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use io::{
    Buffer, Completion, File, FileSystem as _, Io as _, Op, OpenOptions, Outcome, Payload, PoolOptions,
    Reclaimed, SharedBuffer, Socket, Token, UringIo, UringOptions,
};

const CANARY: u8 = 0xA5;

fn ring(options: UringOptions) -> UringIo {
    UringIo::new(options).expect("a host that allows rings")
}

/// Keeps all memory, so that what is freed too early is found again by the next `take`.
fn recycling() -> UringOptions {
    UringOptions { pool: PoolOptions { retained_bytes_per_class_max: 1 << 30 }, ..UringOptions::default() }
}

fn token(slot: usize) -> Token {
    Token::new(1, slot as u32, 0)
}

/// A connection whose other end is a plain socket: (under test, plain).
fn pair(io: &mut UringIo) -> (Socket, TcpStream) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let connect = Token::new(200, 0, 0);
    io.submit(connect, Op::Connect { address: listener.local_addr().expect("its address") });
    match last(io, connect) {
        Outcome::Connected { socket } => (socket, listener.accept().expect("a connection").0),
        other => panic!("{other:?}"),
    }
}

/// Turns until `enough` of what came is there.
fn turn_until(io: &mut UringIo, mut enough: impl FnMut(&[Completion]) -> bool) -> Vec<Completion> {
    let end = io.now() + Duration::from_secs(20);
    let mut completions = Vec::new();
    while !enough(&completions) {
        assert!(io.now() < end, "only {} completions", completions.len());
        io.turn(Some(end), &mut completions);
    }
    completions
}

/// The terminal completion of `token`; others must not come.
fn last(io: &mut UringIo, token: Token) -> Outcome {
    let mut completions = turn_until(io, |all| all.iter().any(|it| it.token == token && !it.more));
    let last = completions.pop().expect("at least one");
    assert!(completions.is_empty() && last.token == token, "{completions:?} {last:?}");
    last.outcome
}

/// A file of `len` bytes that are on the disk and not in memory.
fn cold_file(io: &mut UringIo, directory: &std::path::Path, len: usize) -> File {
    let file = io.open(&directory.join("cold"), OpenOptions::read_write()).expect("a file");
    io.write_at(&file, 0, &vec![1; len]).expect("room");
    io.sync(&file).expect("a healthy disk");
    drop_cache(&directory.join("cold"));
    file
}

fn drop_cache(path: &std::path::Path) {
    let file = std::fs::File::open(path).expect("it is there");
    let advice = nix::fcntl::PosixFadviseAdvice::POSIX_FADV_DONTNEED;
    nix::fcntl::posix_fadvise(&file, 0, 0, advice).expect("a file system with a cache");
}

/// Takes `count` buffers of `len` bytes from the pool and fills them with canaries.
fn canaries(pool: &io::Pool, count: usize, len: usize) -> Vec<Buffer> {
    let bytes = vec![CANARY; len];
    (0..count).map(|_| pool.copy_from(&bytes)).collect()
}

fn assert_alive(canaries: &[Buffer]) {
    for (n, canary) in canaries.iter().enumerate() {
        assert!(
            canary.iter().all(|&byte| byte == CANARY),
            "the kernel wrote to buffer {n} after it was freed"
        );
    }
}

#[test]
fn receives_in_flight_end_before_their_buffers_are_used_again() {
    let mut io = ring(recycling());
    let pool = io.pool().clone();
    let mut peers = Vec::new();
    for n in 0..32 {
        let (socket, peer) = pair(&mut io);
        if n % 2 == 0 {
            io.submit(token(n), Op::Receive { socket });
        } else {
            let buffer = pool.take(64 << 10);
            io.submit(token(n), Op::ReceiveInto { socket, buffer, until: 64 << 10 });
        }
        peers.push(peer);
    }
    io.turn(Some(Duration::ZERO), &mut Vec::new());
    drop(io);
    assert_eq!(pool.outstanding_bytes(), 0, "every buffer came back");
    let canaries = canaries(&pool, 64, 64 << 10);
    for peer in &mut peers {
        let _ = peer.write_all(&[1; 10_000]); // Nobody is there any more: an error is fine.
    }
    std::thread::sleep(Duration::from_millis(50));
    assert_alive(&canaries);
}

#[test]
fn what_was_never_submitted_comes_back_too() {
    let mut io = ring(UringOptions { entries: 8, ..recycling() });
    let pool = io.pool().clone();
    let (socket, _peer) = pair(&mut io);
    let directory = tempfile::tempdir().expect("a directory");
    let file = io.open(&directory.path().join("file"), OpenOptions::segment()).expect("a file");
    io.submit(token(0), Op::Receive { socket: socket.clone() });
    let payload = vec![Payload::Memory(pool.copy_from(&[2; 5000]).freeze())];
    io.submit(token(1), Op::Send { socket, payload });
    let slices = vec![pool.copy_from(&[3; 5000]).freeze()];
    io.submit(token(2), Op::Write { file: file.clone(), position: 0, slices });
    for n in 3..100 {
        let buffer = pool.take(4096);
        io.submit(token(n), Op::Read { file: file.clone(), position: 0, buffer, len: 4096 });
    }
    drop(io);
    assert_eq!(pool.outstanding_bytes(), 0);
}

#[test]
fn ten_times_the_queue_is_submitted_at_once() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut io = ring(UringOptions { entries: 8, ..UringOptions::default() });
    let file = io.open(&directory.path().join("file"), OpenOptions::read_write()).expect("a file");
    let content: Vec<u8> = (0..80_000u32).map(|n| (n / 1000) as u8).collect();
    io.write_at(&file, 0, &content).expect("room");
    for n in 0..80 {
        let buffer = io.pool().take(1000);
        io.submit(token(n), Op::Read { file: file.clone(), position: n as u64 * 1000, buffer, len: 1000 });
    }
    let completions = turn_until(&mut io, |all| all.len() == 80);
    for completion in completions {
        match completion.outcome {
            Outcome::Read { buffer } => assert_eq!(*buffer, [completion.token.slot as u8; 1000]),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(io.in_flight(), 0);
}

#[test]
fn more_completions_than_their_queue_holds_are_not_lost() {
    // 4 places for submissions, 16 for completions: a turn that submits 2000 overflows the latter many times.
    let directory = tempfile::tempdir().expect("a directory");
    let mut io = ring(UringOptions { entries: 4, ..UringOptions::default() });
    let file = io.open(&directory.path().join("file"), OpenOptions::read_write()).expect("a file");
    io.write_at(&file, 0, b"content").expect("room");
    let mut seen = vec![0; 2000];
    for n in 0..seen.len() {
        io.submit(token(n), Op::Read { file: file.clone(), position: 0, buffer: Buffer::new(), len: 7 });
    }
    for completion in turn_until(&mut io, |all| all.len() == 2000) {
        assert!(matches!(completion.outcome, Outcome::Read { buffer } if &*buffer == b"content"));
        seen[completion.token.slot as usize] += 1;
    }
    assert!(seen.iter().all(|&count| count == 1));
}

#[test]
fn a_cancel_that_races_with_bytes_loses_none() {
    let mut io = ring(UringOptions::default());
    let (socket, mut peer) = pair(&mut io);
    let mut received = Vec::new();
    for n in 0..300usize {
        io.submit(token(n), Op::Receive { socket: socket.clone() });
        if n % 3 == 0 {
            io.turn(Some(Duration::ZERO), &mut Vec::new());
        }
        peer.write_all(&(n as u32).to_le_bytes()).expect("room");
        io.submit(Token::new(2, 0, 0), Op::Cancel { target: token(n) });
        // Exactly one terminal completion each, whichever of the two came first.
        let completions = turn_until(&mut io, |all| all.iter().any(|completion| !completion.more));
        for completion in completions {
            assert_eq!(completion.token, token(n));
            match completion.outcome {
                Outcome::Received { buffer } => received.extend_from_slice(&buffer),
                Outcome::Failed { error, .. } => assert_eq!(error.raw_os_error(), Some(libc::ECANCELED)),
                other => panic!("{other:?}"),
            }
        }
    }
    io.submit(token(300), Op::Receive { socket });
    while received.len() < 1200 {
        for completion in turn_until(&mut io, |all| !all.is_empty()) {
            let Outcome::Received { buffer } = completion.outcome else { panic!("{completion:?}") };
            received.extend_from_slice(&buffer);
        }
    }
    let expected: Vec<u8> = (0..300u32).flat_map(u32::to_le_bytes).collect();
    assert_eq!(received, expected);
}

#[test]
fn a_cancelled_operation_completes_once_whatever_it_was() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut io = ring(UringOptions::default());
    let file = cold_file(&mut io, directory.path(), 8 << 20);
    let (socket, _peer) = pair(&mut io);
    let pool = io.pool().clone();
    let before = pool.outstanding_bytes();
    for round in 0..50u32 {
        let token = |slot| Token::new(3, slot, round);
        let buffer = pool.take(1 << 20);
        let position = u64::from(round % 8) << 20;
        io.submit(token(0), Op::Read { file: file.clone(), position, buffer, len: 1 << 20 });
        io.submit(token(1), Op::Sync { file: file.clone() });
        io.submit(token(2), Op::Receive { socket: socket.clone() });
        io.submit(token(3), Op::SyncDirectory { directory: directory.path().into() });
        let mut early = Vec::new();
        if round % 2 == 0 {
            io.turn(Some(Duration::ZERO), &mut early);
        }
        let mut terminal: HashMap<Token, u32> = HashMap::new();
        early
            .iter()
            .for_each(|it: &Completion| *terminal.entry(it.token).or_default() += u32::from(!it.more));
        (0..4).for_each(|slot| io.submit(Token::default(), Op::Cancel { target: token(slot) }));
        while io.in_flight() > 0 {
            let mut completions = Vec::new();
            io.turn(None, &mut completions);
            completions.iter().for_each(|it| *terminal.entry(it.token).or_default() += u32::from(!it.more));
        }
        assert!(terminal.values().all(|&count| count == 1), "{terminal:?}");
        assert!(terminal.contains_key(&token(2)), "nothing was sent: only the cancel can have ended it");
    }
    assert_eq!(pool.outstanding_bytes(), before, "buffers of cancelled operations came back");
}

#[test]
fn late_completions_of_a_closed_socket_do_not_reach_its_successor() {
    let mut io = ring(UringOptions::default());
    let listener = io.listen("127.0.0.1:0".parse().expect("an address")).expect("a port");
    let address = listener.local_address();
    io.submit(token(0), Op::Accept { listener });
    let connect = |io: &mut UringIo| {
        let peer = TcpStream::connect(address).expect("a listener");
        let completion = turn_until(io, |all| all.iter().any(|it| it.token == token(0))).pop();
        match completion.map(|it| it.outcome) {
            Some(Outcome::Accepted { socket, .. }) => (socket, peer),
            other => panic!("{other:?}"),
        }
    };
    let pool = io.pool().clone();
    let before = pool.outstanding_bytes();
    for generation in 0..200u32 {
        let (socket, mut peer) = connect(&mut io);
        let own = Token::new(5, 1, generation);
        io.submit(own, Op::Receive { socket: socket.clone() });
        io.turn(Some(Duration::ZERO), &mut Vec::new());
        // Bytes are on their way while the owner gives up: its descriptor is free for the next connection.
        peer.write_all(&generation.to_le_bytes()).expect("room");
        io.submit(Token::default(), Op::Cancel { target: own });
        drop(socket);
        if generation % 2 == 0 {
            drop(peer);
        }
        let completions = turn_until(&mut io, |all| all.iter().any(|it| it.token == own && !it.more));
        for completion in completions {
            assert_eq!(completion.token, own);
            if let Outcome::Received { buffer } = completion.outcome {
                assert!(buffer.is_empty() || *buffer == generation.to_le_bytes(), "another socket's bytes");
            }
        }
    }
    assert_eq!(pool.outstanding_bytes(), before, "buffers of late completions came back");
}

#[test]
fn receives_that_find_no_buffer_are_armed_again() {
    let options = UringOptions { receive_buffers_min: 1, receive_buffers_max: 2, ..UringOptions::default() };
    let mut io = ring(options);
    let connections: Vec<_> = (0..40).map(|_| pair(&mut io)).collect();
    let mut sockets = Vec::new();
    let writers: Vec<_> = connections
        .into_iter()
        .enumerate()
        .map(|(n, (socket, mut peer))| {
            io.submit(token(n), Op::Receive { socket: socket.clone() });
            sockets.push(socket);
            std::thread::Builder::new()
                .spawn(move || peer.write_all(&vec![n as u8; 300_000]).expect("a reader"))
                .expect("a thread")
        })
        .collect();
    let mut received = vec![0; 40];
    while received.iter().any(|&count| count < 300_000) {
        for completion in turn_until(&mut io, |all| !all.is_empty()) {
            let n = completion.token.slot as usize;
            match completion.outcome {
                Outcome::Received { buffer } if !buffer.is_empty() => {
                    assert!(buffer.iter().all(|&byte| byte == n as u8), "another socket's bytes");
                    received[n] += buffer.len();
                }
                Outcome::Received { .. } => assert_eq!(received[n], 300_000, "the end came early"),
                other => panic!("{other:?}"),
            }
        }
    }
    assert!(io.statistics().buffer_shortages > 0, "40 senders and 2 buffers");
    writers.into_iter().for_each(|writer| writer.join().expect("no panic"));
}

#[test]
fn a_slow_disk_moves_appends_to_the_ring_and_they_stay_in_order() {
    let directory = tempfile::tempdir().expect("a directory");
    // Every append is slow by this measure.
    let options = UringOptions { inline_append_max: Duration::ZERO, ..UringOptions::default() };
    let mut io = ring(options);
    let file = io.open(&directory.path().join("segment"), OpenOptions::segment()).expect("a file");
    let mut position = 0;
    let mut expected = Vec::new();
    for n in 0..100u64 {
        let bytes = vec![n as u8; 3000];
        let slices = vec![SharedBuffer::copy_from(&bytes)];
        io.submit(token(0), Op::Write { file: file.clone(), position, slices });
        match last(&mut io, token(0)) {
            Outcome::Written { written, slices } => {
                assert!(slices.is_empty());
                expected.extend_from_slice(&bytes[..written]);
                position += written as u64;
            }
            other => panic!("{other:?}"),
        }
    }
    assert!(io.statistics().ring_writes > 90, "{:?}", io.statistics());
    let mut content = vec![0; expected.len() + 1];
    assert_eq!(io.read_at(&file, 0, &mut content).expect("it is there"), expected.len());
    assert!(content[..expected.len()] == expected);
}

#[test]
fn a_write_in_flight_when_the_ring_goes_does_not_block_the_file() {
    let directory = tempfile::tempdir().expect("a directory");
    let options = UringOptions { inline_append_max: Duration::ZERO, ..UringOptions::default() };
    let mut io = ring(options);
    let file = io.open(&directory.path().join("segment"), OpenOptions::segment()).expect("a file");
    io.write_at(&file, 0, b"inline").expect("room");
    let slices = || vec![SharedBuffer::copy_from(b"first")];
    io.submit(token(0), Op::Write { file: file.clone(), position: 6, slices: slices() });
    last(&mut io, token(0));
    io.submit(token(1), Op::Write { file: file.clone(), position: 11, slices: slices() });
    drop(io);
    let mut other = ring(UringOptions::default());
    let end = other.file_len(&file).expect("its size");
    other.submit(token(2), Op::Write { file: file.clone(), position: end, slices: slices() });
    assert!(matches!(last(&mut other, token(2)), Outcome::Written { written: 5, .. }));
}

#[test]
fn a_send_cut_off_by_its_peer_gives_everything_back() {
    let mut io = ring(UringOptions::default());
    let (socket, mut peer) = pair(&mut io);
    let pool = io.pool().clone();
    let before = pool.outstanding_bytes();
    let payload = vec![Payload::Memory(pool.copy_from(&vec![7; 16 << 20]).freeze())];
    io.submit(token(0), Op::Send { socket, payload });
    io.turn(Some(Duration::ZERO), &mut Vec::new());
    peer.read_exact(&mut [0; 1000]).expect("some of it");
    drop(peer); // Over unread bytes: a reset.
    match last(&mut io, token(0)) {
        Outcome::Failed { reclaimed: Reclaimed::Payloads(payload), .. } => assert!(payload.is_empty()),
        other => panic!("{other:?}"),
    }
    assert_eq!(pool.outstanding_bytes(), before);
}
