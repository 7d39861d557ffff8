//! Full disks, failing disks, damaged files.

use std::time::Duration;

use engine::{Availability, DurabilityMode, Error, LogConfig, LogEvent, Offset, RecoveryFinding};
use io::FileSystem;
use io::sim::{CrashKind, FaultOptions, NodeOptions, SimWorld};
use protocol::ErrorCode;

use crate::harness::{Checkpoints, Harness, config, record};

fn findings(harness: &Harness) -> Vec<RecoveryFinding> {
    let finding = |event: &LogEvent| match event {
        LogEvent::Recovered { finding, .. } => Some(finding.clone()),
        _ => None,
    };
    harness.events.iter().filter_map(finding).collect()
}

#[test]
fn a_full_disk_refuses_by_name_and_heals() {
    let world = SimWorld::new(1);
    let node = world.add_node(NodeOptions { disk_bytes: 300_000, ..NodeOptions::default() });
    let config = LogConfig { segment_bytes_max: 1 << 20, ..config() };
    let mut harness = Harness::open(world, node, config, Checkpoints::default()).expect("opened");
    let refused = loop {
        match harness.append(&record(1)) {
            Ok(_) => harness.settle(),
            Err(error) => break error,
        }
    };
    assert!(matches!(refused, Error::NoSpace { .. }), "{refused}");
    assert!(refused.code().is_retriable());
    let end = harness.log().log_end_offset().0;
    assert!(end > 1000, "{end} records of 200 bytes on a disk of 300,000");
    assert_eq!(harness.log().availability(), Availability::Online);
    assert_eq!(harness.offsets(end - 2, end, 1000), [end - 2, end - 1], "reads go on");
    harness.append(&record(1)).expect_err("still full");
    let harness =
        harness.crash(CrashKind::ProcessKill, Checkpoints::default()).expect("a full disk can be opened");
    assert_eq!(harness.log().log_end_offset(), Offset(end));
}

#[test]
fn a_disk_that_is_full_for_a_while_loses_nothing() {
    let mut harness = Harness::new(config());
    harness.set_faults(FaultOptions { disk_full_one_in: 10, ..FaultOptions::default() });
    let (mut refused, mut taken) = (0, 0);
    for _ in 0..300 {
        match harness.append(&record(1)) {
            Ok(_) => taken += 1,
            Err(Error::NoSpace { .. }) => refused += 1,
            Err(error) => panic!("{error}"),
        }
        harness.turn();
    }
    harness.set_faults(FaultOptions::default());
    harness.sleep(Duration::from_secs(3));
    harness.settle();
    assert!(refused > 0 && taken > 0);
    assert_eq!(harness.log().durable_end_offset(), Offset(taken));
    let harness = harness.crash(CrashKind::PowerCut, Checkpoints::default()).expect("opened");
    assert_eq!(harness.log().log_end_offset(), Offset(taken));
}

#[test]
fn a_failed_write_takes_the_directory_offline() {
    let mut harness = Harness::new(config());
    harness.fill(5);
    harness.set_faults(FaultOptions { write_error_one_in: 1, ..FaultOptions::default() });
    harness.append(&record(1)).expect("queued");
    harness.settle();
    check_offline(&mut harness);
}

#[test]
fn a_failed_sync_is_final() {
    let mut harness = Harness::new(config());
    harness.fill(5);
    harness.set_faults(FaultOptions { sync_error_one_in: 1, ..FaultOptions::default() });
    harness.append(&record(1)).expect("queued");
    harness.settle();
    harness.set_faults(FaultOptions::default());
    harness.settle();
    assert_eq!(harness.log().durable_end_offset(), Offset(5));
    check_offline(&mut harness);
}

fn check_offline(harness: &mut Harness) {
    let failed =
        harness.events.iter().filter(|event| matches!(event, LogEvent::DirectoryFailed { .. })).count();
    assert_eq!(failed, 1);
    assert_eq!(harness.log().availability(), Availability::Offline);
    assert!(harness.logs.is_offline(harness.log().directory()));
    let code = harness.append(&record(1)).expect_err("offline").code();
    assert_eq!(code, ErrorCode::KafkaStorageError);
    assert_eq!(harness.plan(0, 5, 100).expect_err("offline").code(), ErrorCode::KafkaStorageError);
}

/// Bytes of a segment changed behind the log's back, in a new file as a bad disk would not.
fn damage(harness: &mut Harness, name: &str, at: usize) {
    let mut bytes = harness.read_file(name);
    bytes[at] ^= 0x55;
    harness.write_file(name, &bytes);
}

#[test]
fn damage_below_the_recovery_point_is_corruption() {
    let mut harness = Harness::new(LogConfig { segment_bytes_max: 1 << 20, ..config() });
    harness.fill(20);
    let size = harness.log().size_bytes() as usize / 20;
    damage(&mut harness, "00000000000000000000.log", size * 12 + 100);
    let before = harness.read_file("00000000000000000000.log");
    let checkpoints = Checkpoints { recovery_point: 20, ..Checkpoints::default() };
    let mut harness = harness.crash(CrashKind::ProcessKill, checkpoints).expect("opened");
    assert_eq!(harness.log().availability(), Availability::Corrupt { from: Offset(12) });
    assert!(matches!(findings(&harness)[..], [RecoveryFinding::Corrupt { from: Offset(12), .. }]));
    assert_eq!(harness.offsets(0, 20, 1 << 20), (0..12).collect::<Vec<_>>());
    for offset in [12, 15, 20] {
        assert_eq!(harness.plan(offset, 20, 100).expect_err("corrupt").code(), ErrorCode::KafkaStorageError);
    }
    assert_eq!(harness.append(&record(1)).expect_err("corrupt").code(), ErrorCode::KafkaStorageError);
    assert_eq!(harness.read_file("00000000000000000000.log"), before, "nothing is cut");
    assert_eq!(
        harness.log().recovery_point(),
        Offset(20),
        "the next start must not take it for a torn write"
    );
    harness.logs.close(&mut harness.io, harness.log).expect_err("this is no clean stop");
}

#[test]
fn damage_above_the_recovery_point_is_cut_and_kept() {
    let mut harness = Harness::new(LogConfig { segment_bytes_max: 1 << 20, ..config() });
    harness.fill(20);
    let size = harness.log().size_bytes() as usize / 20;
    damage(&mut harness, "00000000000000000000.log", size * 12 + 100);
    let cut_bytes = harness.read_file("00000000000000000000.log")[size * 12..].to_vec();
    let checkpoints = Checkpoints { recovery_point: 5, ..Checkpoints::default() };
    let mut harness = harness.crash(CrashKind::ProcessKill, checkpoints).expect("opened");
    let [RecoveryFinding::BatchesLost { from, to, quarantine }] = &findings(&harness)[..] else {
        panic!("{:?}", findings(&harness));
    };
    assert_eq!((*from, *to), (Offset(12), Offset(20)));
    assert!(quarantine.ends_with("00000000000000000012.quarantine"));
    assert_eq!(harness.read_file("00000000000000000012.quarantine"), cut_bytes);
    assert_eq!(harness.log().log_end_offset(), Offset(12));
    harness.fill(3);
    assert_eq!(harness.offsets(0, 15, 1 << 20), (0..15).collect::<Vec<_>>());
}

#[test]
fn damage_after_a_clean_stop_is_corruption() {
    let mut harness =
        Harness::new(LogConfig { segment_bytes_max: 1 << 20, index_interval_bytes: 1 << 20, ..config() });
    harness.fill(20);
    let size = harness.log().size_bytes() as usize / 20;
    let log = harness.log;
    harness.logs.close(&mut harness.io, log).expect("closed");
    damage(&mut harness, "00000000000000000000.log", size * 12 + 100);
    let checkpoints = Checkpoints { recovery_point: 20, clean_shutdown: true, ..Checkpoints::default() };
    let Harness { world, node, io, logs, .. } = harness;
    drop((io, logs));
    let harness = Harness::open(world, node, config(), checkpoints).expect("opened");
    assert_eq!(harness.log().availability(), Availability::Corrupt { from: Offset(12) });
}

#[test]
fn a_log_shorter_than_its_recovery_point_uses_no_offset_twice() {
    let mut harness = Harness::new(config());
    harness.fill(20);
    let checkpoints = Checkpoints { recovery_point: 33, ..Checkpoints::default() };
    let mut harness = harness.crash(CrashKind::ProcessKill, checkpoints).expect("opened");
    let expected = RecoveryFinding::ShorterThanRecoveryPoint { end: Offset(20), recovery_point: Offset(33) };
    assert_eq!(findings(&harness), [expected]);
    harness.fill(2);
    assert_eq!(harness.log().log_end_offset(), Offset(35));
    assert_eq!(harness.offsets(18, 35, 1 << 20), [18, 19, 33, 34]);
}

#[test]
fn lying_indexes_are_found_out_and_made_anew() {
    let mut harness = Harness::new(config());
    harness.fill(60);
    let mut harness = harness.reopen();
    let indexes: Vec<_> = harness.files().into_iter().filter(|name| name.ends_with(".index")).collect();
    for name in &indexes {
        let mut bytes = harness.read_file(name);
        // Positions that are multiples of eight, but not of batches.
        bytes.chunks_exact_mut(8).for_each(|entry| entry[7] ^= 8);
        harness.write_file(name, &bytes);
    }
    for offset in 0..60 {
        assert_eq!(harness.offsets(offset, offset + 1, 10), [offset]);
    }
}

#[test]
fn missing_and_zeroed_indexes_are_made_anew() {
    let mut harness = Harness::new(config());
    harness.fill(60);
    let files: Vec<_> = harness.files().into_iter().filter(|name| name.ends_with("index")).collect();
    for (number, name) in files.iter().enumerate() {
        let bytes = harness.read_file(name);
        match number % 3 {
            0 => harness.io.remove_file(&std::path::Path::new("/data/orders-0").join(name)).expect("removed"),
            1 => harness.write_file(name, &vec![0; bytes.len()]),
            _ => harness.write_file(name, &bytes[..bytes.len() - 5]),
        }
    }
    let checkpoints = Checkpoints { recovery_point: 60, ..Checkpoints::default() };
    let mut harness = harness.crash(CrashKind::ProcessKill, checkpoints).expect("opened");
    for offset in 0..60 {
        assert_eq!(harness.offsets(offset, offset + 1, 10), [offset]);
        let query = engine::TimestampQuery::AtOrAfter(offset);
        let found = harness.logs.offset_for_timestamp(&mut harness.io, harness.log, query).expect("searched");
        assert_eq!(found.map(|found| found.offset), Some(Offset(offset)));
    }
}

#[test]
fn replicated_logs_are_flushed_within_their_bounds() {
    let mode = DurabilityMode::Replicated { flush_bytes_max: 1 << 20, flush_ms_max: 1000 };
    let mut harness = Harness::new(LogConfig { durability: mode, segment_bytes_max: 1 << 20, ..config() });
    harness.append(&record(1)).expect("appended");
    harness.sleep(Duration::from_millis(500));
    assert_eq!(
        (harness.log().written_end_offset(), harness.log().durable_end_offset()),
        (Offset(1), Offset(0))
    );
    harness.sleep(Duration::from_millis(600));
    assert_eq!(harness.log().durable_end_offset(), Offset(1));
    let by_count = LogConfig { flush_messages: 3, ..harness.log().config().clone() };
    harness.logs.update_config(harness.log, by_count).expect("updated");
    for _ in 0..3 {
        harness.append(&record(1)).expect("appended");
    }
    harness.sleep(Duration::from_millis(100));
    assert_eq!(harness.log().durable_end_offset(), Offset(4));
}

#[test]
fn a_full_disk_does_not_keep_a_log_from_opening() {
    let mut harness = Harness::new(config());
    harness.fill(60);
    let names: Vec<_> = harness.files().into_iter().filter(|name| name.ends_with("index")).collect();
    for name in names {
        harness.write_file(&name, &[]);
    }
    harness.set_faults(FaultOptions { disk_full_one_in: 1, ..FaultOptions::default() });
    let checkpoints = Checkpoints { recovery_point: 20, ..Checkpoints::default() };
    let mut harness = harness.crash(CrashKind::ProcessKill, checkpoints).expect("opened");
    for offset in 0..60 {
        assert_eq!(harness.offsets(offset, offset + 1, 10), [offset]);
    }
    harness.set_faults(FaultOptions::default());
    harness.sleep(Duration::from_secs(3));
    let mut harness = harness.reopen();
    assert!(findings(&harness).is_empty(), "a clean stop leaves complete indexes: {:?}", findings(&harness));
    assert_eq!(harness.offsets(7, 8, 10), [7]);
}
