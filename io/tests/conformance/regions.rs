//! Files on a connection.

use io::{File, FileRegion, FileSystem as _, Op, OpenOptions, Outcome, Payload, Reclaimed, SharedBuffer};

use crate::Harness;
use crate::driver::{Driver, pattern};

fn file<H: Harness>(driver: &mut Driver<H>, name: &str, content: &[u8]) -> File {
    let path = driver.path(name);
    let file = driver.io().open(&path, OpenOptions::segment()).expect("a new file");
    driver.io().write_at(&file, 0, content).expect("room for it");
    file
}

fn region(file: &File, position: u64, len: usize) -> Payload {
    Payload::File(FileRegion { file: file.clone(), position, len: len as u32 })
}

fn memory(bytes: &[u8]) -> Payload {
    Payload::Memory(SharedBuffer::copy_from(bytes))
}

pub fn file_regions_are_woven_between_memory<H: Harness>(driver: &mut Driver<H>) {
    let (client, server) = driver.pair();
    let receive = driver.submit(Op::Receive { socket: server });
    let content = pattern(200_000);
    let file = file(driver, "segment", &content);
    let payload = vec![
        memory(b"head"),
        region(&file, 1000, 150_000),
        memory(b"middle"),
        memory(b""),
        region(&file, 5, 0),
        memory(b"more"),
        region(&file, 0, 1),
        region(&file, 199_999, 1),
        memory(b"tail"),
    ];
    let expected =
        [b"head", &content[1000..151_000], b"middle", b"more", &content[..1], &content[199_999..], b"tail"]
            .concat();
    let send = driver.submit(Op::Send { socket: client, payload });
    assert!(driver.collect(receive, expected.len()) == expected);
    assert!(matches!(driver.last(send), Outcome::Sent { .. }));
}

pub fn a_large_region_goes_out_whole<H: Harness>(driver: &mut Driver<H>) {
    let (client, server) = driver.pair();
    let content = pattern(20 << 20);
    let file = file(driver, "segment", &content);
    let payload = vec![memory(b"20 MiB"), region(&file, 0, content.len())];
    drop(file);
    let send = driver.submit(Op::Send { socket: client, payload });
    driver.linger(std::time::Duration::from_millis(20));
    assert!(!driver.has(send));
    let receive = driver.submit(Op::Receive { socket: server });
    let received = driver.collect(receive, 6 + content.len());
    assert_eq!(&received[..6], b"20 MiB");
    assert!(received[6..] == content);
    assert!(matches!(driver.last(send), Outcome::Sent { .. }));
}

pub fn a_region_outlives_its_name<H: Harness>(driver: &mut Driver<H>) {
    let (client, server) = driver.pair();
    let content = pattern(10_000);
    let file = file(driver, "segment", &content);
    let payload = vec![region(&file, 0, content.len())];
    drop(file);
    let path = driver.path("segment");
    driver.io().remove_file(&path).expect("it is there");
    let send = driver.submit(Op::Send { socket: client, payload });
    let receive = driver.submit(Op::Receive { socket: server });
    assert!(driver.collect(receive, content.len()) == content);
    assert!(matches!(driver.last(send), Outcome::Sent { .. }));
}

pub fn a_region_beyond_the_end_fails<H: Harness>(driver: &mut Driver<H>) {
    let (client, _server) = driver.pair();
    let file = file(driver, "segment", &pattern(1000));
    let payload = vec![memory(b"head"), region(&file, 500, 501)];
    match driver.complete(Op::Send { socket: client, payload }) {
        Outcome::Failed { error, reclaimed: Reclaimed::Payloads(payload) } => {
            assert_eq!(error.kind(), std::io::ErrorKind::UnexpectedEof);
            assert!(payload.is_empty());
        }
        other => panic!("{other:?}"),
    }
}
