//! What goes by age, by size and by request, and when its files go.

use std::time::Duration;

use engine::{DurabilityMode, LogConfig, LogEvent, Offset};
use io::{FileSystem, Io};
use protocol::ErrorCode;

use crate::harness::{DIRECTORY, Harness, config, record};

const HOUR: Duration = Duration::from_secs(3600);

fn starts(harness: &Harness) -> Vec<i64> {
    let start = |event: &LogEvent| match event {
        LogEvent::LogStartMoved { start, .. } => Some(start.0),
        _ => None,
    };
    harness.events.iter().filter_map(start).collect()
}

#[test]
fn old_segments_go_and_their_files_follow() {
    let mut harness = Harness::new(LogConfig { retention_ms: Some(HOUR.as_millis() as i64), ..config() });
    let now = harness.io.wall_clock_ms();
    for number in 0..30 {
        harness.append(&record(now + number)).expect("appended");
    }
    harness.settle();
    let segments = harness.log().segment_count();
    assert!(segments > 2);
    harness.sleep(HOUR + Duration::from_secs(400));
    assert_eq!(harness.log().log_start_offset(), Offset(30), "the active segment rolls and goes, too");
    assert_eq!(harness.log().segment_count(), 1);
    assert_eq!(starts(&harness), [30]);
    harness.sleep(Duration::from_secs(100));
    let logs: Vec<_> = harness.files().into_iter().filter(|name| name.contains(".log")).collect();
    assert_eq!(logs, ["00000000000000000030.log"]);
    let error = harness.plan(29, 30, 100).expect_err("gone");
    assert_eq!(error.code(), ErrorCode::OffsetOutOfRange);
    let harness = harness.reopen();
    assert_eq!((harness.log().log_start_offset(), harness.log().log_end_offset()), (Offset(30), Offset(30)));
}

#[test]
fn a_timestamp_from_the_future_does_not_keep_a_segment() {
    let mut harness = Harness::new(LogConfig { retention_ms: Some(HOUR.as_millis() as i64), ..config() });
    let future = harness.io.wall_clock_ms() + 1_000_000_000;
    for _ in 0..30 {
        harness.append(&record(future)).expect("appended");
    }
    harness.settle();
    harness.sleep(HOUR + Duration::from_secs(400));
    assert_eq!(harness.log().log_start_offset(), Offset(30));
}

#[test]
fn surplus_segments_go() {
    let mut harness = Harness::new(LogConfig { retention_bytes: Some(5000), ..config() });
    harness.fill(60);
    let before = harness.log().size_bytes();
    harness.sleep(Duration::from_secs(301));
    let after = harness.log().size_bytes();
    assert!(before > 10_000 && (5000..7000).contains(&after), "{before} {after}");
    let start = harness.log().log_start_offset();
    assert_eq!(harness.offsets(start.0, start.0 + 1, 10), [start.0]);
}

#[test]
fn nothing_above_the_high_watermark_goes() {
    let mode = DurabilityMode::Fsync;
    let mut harness = Harness::new(LogConfig { retention_ms: Some(1), durability: mode, ..config() });
    harness.fill(30);
    // Another log: its watermark was never told.
    let mut fresh = Harness::new(LogConfig { retention_ms: Some(1), ..config() });
    for _ in 0..30 {
        fresh.append(&record(1)).expect("appended");
    }
    fresh.logs.flush_appends(&mut fresh.io);
    assert_eq!(fresh.log().high_watermark(), Offset(0));
    let now = fresh.io.now() + Duration::from_secs(301);
    fresh.logs.on_deadline(&mut fresh.io, now);
    assert_eq!(fresh.log().log_start_offset(), Offset(0));
    harness.sleep(Duration::from_secs(301));
    assert_eq!(harness.log().log_start_offset(), Offset(30));
}

#[test]
fn records_are_deleted_on_request() {
    let mut harness = Harness::new(config());
    harness.fill(40);
    let error = harness.logs.delete_records(harness.log, Some(Offset(41))).expect_err("above the watermark");
    assert_eq!(error.code(), ErrorCode::OffsetOutOfRange);
    let start = harness.logs.delete_records(harness.log, Some(Offset(25))).expect("deleted");
    assert_eq!(start, Offset(25));
    assert_eq!(harness.logs.delete_records(harness.log, Some(Offset(3))).expect("below"), Offset(25));
    harness.sleep(Duration::from_secs(1));
    assert_eq!(starts(&harness), [25]);
    assert_eq!(harness.plan(24, 40, 1).expect_err("gone").code(), ErrorCode::OffsetOutOfRange);
    assert_eq!(harness.offsets(25, 40, 1), [25]);
    let mut harness = harness.reopen();
    assert_eq!(harness.log().log_start_offset(), Offset(25));
    assert_eq!(harness.logs.delete_records(harness.log, None).expect("all"), Offset(40));
    harness.fill(1);
    assert_eq!(harness.offsets(40, 41, 1), [40]);
}

#[test]
fn a_clock_that_jumps_takes_one_segment_at_most() {
    let mut harness = Harness::new(LogConfig { retention_ms: Some(HOUR.as_millis() as i64), ..config() });
    let now = harness.io.wall_clock_ms();
    for _ in 0..60 {
        harness.append(&record(now)).expect("appended");
    }
    harness.settle();
    harness.sleep(Duration::from_secs(301));
    assert_eq!(harness.log().log_start_offset(), Offset(0));
    // Jumps are up to an hour ahead: let some come together, then none.
    harness.set_faults(io::sim::FaultOptions { clock_jump_one_in: 2, ..Default::default() });
    while harness.io.wall_clock_ms() < now + 3 * HOUR.as_millis() as i64 {
        harness.turn();
    }
    harness.set_faults(io::sim::FaultOptions::default());
    let segments = harness.log().segment_count();
    harness.sleep(Duration::from_secs(301));
    let gone = segments - harness.log().segment_count();
    assert!(gone <= 1, "{gone} segments went at once");
    harness.sleep(Duration::from_secs(1500));
    assert_eq!(harness.log().log_start_offset(), Offset(60), "a clock that holds is believed");
}

#[test]
fn a_deleted_log_is_renamed_and_goes_later() {
    let mut harness = Harness::new(config());
    harness.fill(20);
    let plan = harness.plan(0, 20, 1000).expect("planned");
    harness.logs.delete_log(&mut harness.io, harness.log).expect("deleted");
    let folders = |harness: &mut Harness| {
        let entries = harness.io.list(std::path::Path::new(DIRECTORY)).expect("listed");
        entries.into_iter().map(|entry| entry.name).collect::<Vec<_>>()
    };
    let after = folders(&mut harness);
    assert!(
        after.len() == 1 && after[0].starts_with("orders-0.") && after[0].ends_with("-delete"),
        "{after:?}"
    );
    harness.sleep(Duration::from_secs(61));
    assert!(folders(&mut harness).is_empty());
    assert!(!harness.bytes_of(&plan).is_empty(), "a read under way goes on");
    assert!(harness.logs.get(harness.log).is_none());
}

#[test]
fn what_a_deletion_left_goes_at_the_next_start() {
    let mut harness = Harness::new(config());
    harness.fill(3);
    harness.logs.delete_log(&mut harness.io, harness.log).expect("deleted");
    harness.world.crash(harness.node, io::sim::CrashKind::PowerCut);
    harness.world.restart(harness.node);
    let Harness { world, node, .. } = harness;
    let mut harness = Harness::open(world, node, config(), Default::default()).expect("a new log opens");
    assert_eq!(harness.log().log_end_offset(), Offset(0));
    let count =
        |harness: &mut Harness| harness.io.list(std::path::Path::new(DIRECTORY)).expect("listed").len();
    assert_eq!(count(&mut harness), 2);
    harness.logs.remove_deleted_folders(&mut harness.io, std::path::Path::new(DIRECTORY)).expect("listed");
    harness.sleep(Duration::from_millis(10));
    assert_eq!(count(&mut harness), 1);
}

#[test]
fn idle_producers_are_forgotten() {
    let mut harness = Harness::new(LogConfig { producer_id_expiration_ms: 1000, ..config() });
    let now = harness.io.wall_clock_ms();
    let mut builder = protocol::records::BatchBuilder::plain().producer(4, 0, 0);
    builder.append(now, None, Some(b"v"), &[]);
    harness.append(&builder).expect("appended");
    harness.settle();
    assert_eq!(harness.log().producers().len(), 1);
    harness.sleep(Duration::from_secs(301));
    assert!(harness.log().producers().is_empty());
}
