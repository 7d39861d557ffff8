//! What the simulator promises its driver: crashes, dead handles, and the same world from the same seed.

use std::path::Path;
use std::time::Duration;

use io::sim::{CrashKind, Fault, FaultOptions, NodeId, NodeOptions, Poll, SimIo, SimWorld};
use io::{Completion, FileSystem, Io, Op, OpenOptions, Outcome, Payload, SharedBuffer, Token};

const FOREVER: Duration = Duration::MAX;

fn world(seed: u64) -> (SimWorld, NodeId) {
    let world = SimWorld::new(seed);
    let node = world.add_node(NodeOptions::default());
    (world, node)
}

fn write(io: &mut SimIo, slot: u32, path: &str, bytes: &[u8]) -> io::File {
    let file = io.open(Path::new(path), OpenOptions::segment()).expect("a new file");
    let slices = vec![SharedBuffer::copy_from(bytes)];
    io.submit(Token::new(1, slot, 0), Op::Write { file: file.clone(), position: 0, slices });
    file
}

fn completions(io: &mut SimIo) -> Vec<Completion> {
    let mut out = Vec::new();
    io.turn(None, &mut out);
    out
}

#[test]
fn a_process_kill_leaves_the_page_cache_and_a_power_cut_what_was_synced() {
    let mut lost = 0;
    for seed in 0..40 {
        for kind in [CrashKind::ProcessKill, CrashKind::PowerCut] {
            let (world, node) = world(seed);
            let mut io = world.io(node).waiting();
            let file = write(&mut io, 1, "/synced", b"synced");
            completions(&mut io);
            io.submit(Token::new(1, 2, 0), Op::Sync { file });
            completions(&mut io);
            io.sync_directory(Path::new("/")).expect("a disk without faults");
            write(&mut io, 3, "/cached", b"cached");
            completions(&mut io);
            world.crash(node, kind);
            assert!(io.exists(Path::new("/synced")).is_err(), "a dead node answers nothing");
            world.restart(node);
            let mut io = world.io(node).waiting();
            assert_eq!(
                io.read_all(Path::new("/synced"), 100).expect("synced, and so is its name"),
                b"synced"
            );
            let cached = io.read_all(Path::new("/cached"), 100).is_ok_and(|bytes| bytes == b"cached");
            assert!(cached || kind == CrashKind::PowerCut);
            lost += u32::from(!cached);
        }
    }
    assert!((10..40).contains(&lost), "{lost} of 40 power cuts lost what was not synced");
}

#[test]
fn a_sync_does_not_cover_a_write_that_it_overtakes() {
    let lost = (0..40).filter(|&seed| {
        let (world, node) = world(seed);
        let mut io = world.io(node).waiting();
        let file = write(&mut io, 1, "/file", b"written");
        io.submit(Token::new(1, 2, 0), Op::Sync { file });
        let mut completed = 0;
        while completed < 2 {
            completed += completions(&mut io).len();
        }
        io.sync_directory(Path::new("/")).expect("a disk without faults");
        world.crash(node, CrashKind::PowerCut);
        world.restart(node);
        world.io(node).read_all(Path::new("/file"), 100).expect("its name is synced") != b"written"
    });
    assert!(lost.count() > 5);
}

#[test]
fn an_armed_crash_fires_at_its_operation() {
    let (world, node) = world(1);
    let mut io = world.io(node);
    world.arm_crash(node, 3, CrashKind::ProcessKill);
    assert!(io.exists(Path::new("/a")).is_ok());
    assert!(io.exists(Path::new("/a")).is_ok());
    assert!(io.exists(Path::new("/a")).is_err());
    assert_eq!(world.down(node), Some(CrashKind::ProcessKill));
    assert_eq!(world.poll(FOREVER), Poll::Idle, "a dead node has no turns");
}

#[test]
fn a_full_disk_refuses_and_heals() {
    let (world, node) = world(1);
    let mut io = world.io(node);
    let file = io.open(Path::new("/file"), OpenOptions::segment()).expect("room");
    world.set_faults(node, FaultOptions { disk_full_one_in: 1, ..FaultOptions::default() });
    let refused = io.allocate(&file, 0, 1 << 16).expect_err("full");
    assert_eq!(refused.kind(), std::io::ErrorKind::StorageFull);
    world.set_faults(node, FaultOptions::default());
    assert_eq!(world.poll(Duration::from_secs(3)), Poll::Run(io.id()));
    io.turn(None, &mut Vec::new());
    assert_eq!(world.poll(Duration::from_secs(3)), Poll::Reached);
    io.allocate(&file, 0, 1 << 16).expect("healed");
    assert_eq!(world.fault_counts().of(Fault::AllocateNoSpace), 1);
}

#[test]
fn a_turn_waits_for_bell_deadline_or_completion() {
    let (world, node) = world(1);
    let mut io = world.io(node);
    let deadline = Duration::from_secs(5);
    while world.poll(Duration::from_secs(1)) != Poll::Reached {
        io.turn(Some(deadline), &mut Vec::new());
    }
    io.doorbell().ring();
    assert_eq!(world.poll(Duration::from_secs(1)), Poll::Run(io.id()));
    io.turn(Some(deadline), &mut Vec::new());
    io.turn(Some(deadline), &mut Vec::new());
    assert_eq!(world.poll(FOREVER), Poll::Run(io.id()));
    io.turn(None, &mut Vec::new());
    assert!(io.now() >= deadline);
}

/// Two nodes, a conversation over a connection, some files, a crash: all of it a function of the seed.
fn history(seed: u64) -> u64 {
    let (world, server) = world(seed);
    let client = world.add_node(NodeOptions::default());
    let (mut server_io, mut client_io) = (world.io(server), world.io(client));
    let listener = server_io.listen("10.0.0.1:9092".parse().expect("an address")).expect("a free address");
    server_io.submit(Token::new(1, 0, 0), Op::Accept { listener: listener.clone() });
    client_io.submit(Token::new(1, 0, 0), Op::Connect { address: listener.local_address() });
    let mut out = Vec::new();
    let mut received = 0;
    while let Poll::Run(id) = world.poll(FOREVER) {
        let io = if id == server_io.id() { &mut server_io } else { &mut client_io };
        io.turn(None, &mut out);
        for completion in out.drain(..) {
            match completion.outcome {
                Outcome::Accepted { socket, .. } => io.submit(Token::new(2, 0, 0), Op::Receive { socket }),
                Outcome::Connected { socket } => {
                    let payload = vec![Payload::Memory(SharedBuffer::copy_from(&[7; 100_000]))];
                    io.submit(Token::new(2, 0, 0), Op::Send { socket, payload });
                }
                Outcome::Received { buffer } => received += buffer.len(),
                _ => {}
            }
        }
    }
    assert_eq!(received, 100_000);
    write(&mut server_io, 9, "/file", &[1; 50_000]);
    world.poll(world.now() + Duration::from_secs(1));
    world.crash(server, CrashKind::PowerCut);
    world.trace_hash()
}

#[test]
fn the_same_seed_is_the_same_history() {
    assert_eq!(history(1), history(1));
    assert_ne!(history(1), history(2));
}
