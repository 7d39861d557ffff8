//! The engine as a program that embeds it sees it: on real files.

use std::path::Path;

use engine::{Engine, EngineConfig, Flush, Isolation, LogConfig, LogId, Offset, TimestampQuery};
use protocol::records::BatchBuilder;

fn batch(first: usize, records: usize, value_len: usize) -> Vec<u8> {
    let mut builder = BatchBuilder::plain();
    for number in first..first + records {
        let value = vec![b'a' + (number % 26) as u8; value_len];
        builder.append(1_000_000 + number as i64, Some(number.to_string().as_bytes()), Some(&value), &[]);
    }
    builder.build().expect("a small batch").to_vec()
}

fn small_segments() -> EngineConfig {
    let log = LogConfig {
        segment_bytes_max: 4096,
        index_interval_bytes: 256,
        timestamp_after_max_ms: i64::MAX,
        retention_ms: None,
        ..LogConfig::default()
    };
    EngineConfig { log, ..EngineConfig::default() }
}

fn open(folder: &Path) -> (Engine, LogId) {
    let mut engine = Engine::open(folder, small_segments()).expect("the folder opens");
    let log = engine.open_log("orders", 0).expect("the log opens");
    (engine, log)
}

fn fill(engine: &mut Engine, log: LogId, batches: usize) {
    for number in 0..batches {
        let end = engine.log(log).expect("open").log_end_offset().0 as usize;
        let flush = if number % 10 == 9 { Flush::BeforeReturn } else { Flush::Later };
        let info = engine.append(log, &batch(end, 3, 100), flush).expect("appended");
        assert_eq!(info.base_offset, Offset(end as i64));
        engine.log(log).expect("open").assert_invariants();
    }
}

fn check_all(engine: &mut Engine, log: LogId, bytes_max: u32) {
    let end = engine.log(log).expect("open").log_end_offset();
    let mut next = engine.log(log).expect("open").log_start_offset();
    let mut expected = next;
    while next < end {
        let read = engine.read(log, next, bytes_max, Isolation::LogEnd).expect("read");
        assert!(read.next_offset() > next, "a read at {next} of {end} makes progress");
        for record in read.records() {
            let record = record.expect("sound");
            assert_eq!(record.offset, expected);
            assert_eq!(record.key.as_deref(), Some(expected.to_string().as_bytes()));
            expected = expected + 1;
        }
        next = read.next_offset();
    }
    assert_eq!(expected, end);
}

#[test]
fn appends_roll_and_are_read_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut engine, log) = open(folder.path());
    fill(&mut engine, log, 100);
    assert!(engine.log(log).expect("open").segment_count() > 5);
    for bytes_max in [1, 500, 1000, 3000, 1 << 20] {
        check_all(&mut engine, log, bytes_max);
    }
    for offset in 0..300 {
        let read = engine.read(log, Offset(offset), 1, Isolation::LogEnd).expect("read");
        assert_eq!(read.records().next().expect("a record").expect("sound").offset, Offset(offset));
    }
}

#[test]
fn epoll_does_what_the_ring_does() {
    let folder = tempfile::tempdir().expect("a folder");
    let io = io::PollIo::new(io::PollOptions::default()).expect("epoll");
    let mut engine = Engine::with_io(io, folder.path(), small_segments()).expect("the folder opens");
    let log = engine.open_log("orders", 0).expect("the log opens");
    for number in 0..20 {
        engine.append(log, &batch(number * 3, 3, 100), Flush::BeforeReturn).expect("appended");
    }
    engine.close().expect("closed");
    let (mut engine, log) = open(folder.path());
    check_all(&mut engine, log, 700);
}

#[test]
fn a_clean_stop_needs_no_recovery() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut engine, log) = open(folder.path());
    fill(&mut engine, log, 100);
    engine.close().expect("closed");
    for round in 1..4 {
        let (mut engine, log) = open(folder.path());
        assert_eq!(engine.log(log).expect("open").log_end_offset(), Offset(round * 300));
        assert!(engine.findings().is_empty(), "{:?}", engine.findings());
        check_all(&mut engine, log, 700);
        fill(&mut engine, log, 100);
        check_all(&mut engine, log, 700);
        engine.close().expect("closed");
    }
}

#[test]
fn a_crash_of_the_process_loses_nothing_written() {
    let folder = tempfile::tempdir().expect("a folder");
    for round in 0..4 {
        let (mut engine, log) = open(folder.path());
        assert_eq!(engine.log(log).expect("open").log_end_offset(), Offset(round * 300));
        check_all(&mut engine, log, 700);
        fill(&mut engine, log, 100);
        drop(engine);
    }
}

#[test]
fn timestamps_lead_to_offsets() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut engine, log) = open(folder.path());
    fill(&mut engine, log, 100);
    for offset in [0, 1, 57, 299] {
        let found = engine
            .offset_for_timestamp(log, TimestampQuery::AtOrAfter(1_000_000 + offset))
            .expect("searched");
        assert_eq!(found.map(|found| found.offset), Some(Offset(offset)));
    }
    let found = engine.offset_for_timestamp(log, TimestampQuery::AtOrAfter(1_000_300)).expect("searched");
    assert_eq!(found, None);
    let max = engine.offset_for_timestamp(log, TimestampQuery::Max).expect("searched").expect("not empty");
    assert_eq!((max.offset, max.timestamp), (Offset(299), 1_000_299));
}

#[test]
fn another_process_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let _first = Engine::open(folder.path(), EngineConfig::default()).expect("opened");
    let second = Engine::open(folder.path(), EngineConfig::default());
    assert!(second.is_err_and(|error| error.to_string().contains("locking")));
}
