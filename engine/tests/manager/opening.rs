//! Folders as they may be found.

use engine::{LeaderEpoch, Offset, RecoveryFinding};
use io::sim::CrashKind;
use io::{FileSystem, OpenOptions};
use protocol::ErrorCode;

use crate::harness::{Checkpoints, Harness, config, produced};

#[test]
fn leftovers_of_a_crash_are_put_away() {
    let mut harness = Harness::new(config());
    harness.fill(30);
    for name in [
        "00000000000000000000.log.deleted",
        "00000000000000000007.log.cleaned",
        "00000000000000000099.index",
        "00000000000000000099.timeindex",
    ] {
        harness.write_file(name, b"whatever");
    }
    let mut harness = harness.crash(CrashKind::ProcessKill, Checkpoints::default()).expect("opened");
    let leftovers: Vec<_> =
        harness.files().into_iter().filter(|name| name.contains("99.") || name.ends_with("ed")).collect();
    assert!(leftovers.is_empty(), "{leftovers:?}");
    assert_eq!(harness.offsets(28, 30, 1000), [28, 29]);
}

#[test]
fn a_swap_that_a_crash_interrupted_is_completed() {
    let mut harness = Harness::new(config());
    harness.fill(30);
    let segments: Vec<_> = harness.files().into_iter().filter(|name| name.ends_with(".log")).collect();
    // Compaction made one segment of the first two.
    let merged = [harness.read_file(&segments[0]), harness.read_file(&segments[1])].concat();
    harness.write_file("00000000000000000000.log.swap", &merged);
    let mut harness = harness.crash(CrashKind::ProcessKill, Checkpoints::default()).expect("opened");
    assert!(!harness.files().contains(&segments[1]), "{:?}", harness.files());
    assert_eq!(harness.log().segment_count(), segments.len() - 1);
    for offset in 0..30 {
        assert_eq!(harness.offsets(offset, offset + 1, 1), [offset]);
    }
}

#[test]
fn a_folder_of_another_topic_is_refused() {
    let mut harness = Harness::new(config());
    harness.fill(1);
    harness.write_file("partition.metadata", b"version: 0\ntopic_id: 3TjVXmk7TDq1Si46NBZLig");
    let error = harness.crash(CrashKind::ProcessKill, Checkpoints::default()).err().expect("refused");
    assert_eq!(error.code(), ErrorCode::InconsistentTopicId);
    assert!(error.to_string().contains("partition.metadata"));
}

#[test]
fn damaged_control_files_are_made_anew() {
    let mut harness = Harness::new(config());
    harness.fill(30);
    let mut harness = harness.reopen();
    harness.fill(2);
    harness.write_file("partition.metadata", b"");
    harness.write_file("leader-epoch-checkpoint", b"0\n9\n0");
    let snapshots: Vec<_> = harness.files().into_iter().filter(|name| name.ends_with(".snapshot")).collect();
    assert!(!snapshots.is_empty());
    snapshots.iter().for_each(|name| harness.write_file(name, b"\0\x01damaged"));
    let checkpoints = Checkpoints { recovery_point: 30, ..Checkpoints::default() };
    let harness = harness.crash(CrashKind::ProcessKill, checkpoints).expect("opened");
    let rebuilt = harness.events.iter().filter(|event| {
        matches!(event, engine::LogEvent::Recovered { finding: RecoveryFinding::Rebuilt { .. }, .. })
    });
    assert_eq!(rebuilt.count(), 2);
    assert_eq!(harness.log().latest_epoch(), Some(LeaderEpoch(5)));
    assert_eq!(harness.log().epochs().entries()[0].start_offset, Offset(0));
}

#[test]
fn preallocated_indexes_of_a_running_kafka_are_read() {
    let mut harness = Harness::new(config());
    harness.fill(30);
    let mut harness = harness.reopen();
    let newest: Vec<_> = harness.files().into_iter().filter(|name| name.ends_with("index")).collect();
    for name in newest {
        let path = harness.folder().join(&name);
        let file = harness.io.open(&path, OpenOptions::read_write()).expect("opened");
        harness.io.set_len(&file, if name.ends_with("timeindex") { 12_000 } else { 8_000 }).expect("grown");
    }
    let checkpoints = Checkpoints { recovery_point: 30, ..Checkpoints::default() };
    for clean_shutdown in [true, false] {
        let checkpoints = Checkpoints { clean_shutdown, ..checkpoints };
        let mut again = harness.crash(CrashKind::ProcessKill, checkpoints).expect("opened");
        for offset in 0..30 {
            assert_eq!(again.offsets(offset, offset + 1, 1), [offset]);
        }
        harness = again;
    }
}

#[test]
fn an_empty_folder_begins_at_its_checkpoint() {
    let harness = Harness::new(config());
    let checkpoints = Checkpoints { log_start_offset: 17, ..Checkpoints::default() };
    let mut harness = harness.crash(CrashKind::PowerCut, checkpoints).expect("opened");
    assert_eq!(harness.log().log_start_offset(), Offset(17));
    harness.fill(1);
    assert_eq!(harness.offsets(17, 18, 1), [17]);
}

#[test]
fn a_closed_log_leaves_what_kafka_expects() {
    let mut harness = Harness::new(config());
    harness.fill(20);
    let mut harness = harness.reopen();
    expect_test::expect![[r#"
        00000000000000000000.index
        00000000000000000000.log
        00000000000000000000.timeindex
        00000000000000000009.index
        00000000000000000009.log
        00000000000000000009.snapshot
        00000000000000000009.timeindex
        00000000000000000018.index
        00000000000000000018.log
        00000000000000000018.snapshot
        00000000000000000018.timeindex
        00000000000000000020.snapshot
        leader-epoch-checkpoint
        partition.metadata"#]]
    .assert_eq(&harness.files().join("\n"));
    assert_eq!(harness.read_file("leader-epoch-checkpoint"), b"0\n1\n5 0\n");
    let log = harness.read_file("00000000000000000009.log");
    let timeindex = harness.read_file("00000000000000000009.timeindex");
    let last = timeindex.chunks_exact(12).next_back().expect("an entry");
    assert_eq!(last, [17i64.to_be_bytes().as_slice(), 8u32.to_be_bytes().as_slice()].concat());
    assert_eq!(log.len() % 9, 0);
}

#[test]
fn no_recovery_point_passes_an_epoch_that_is_not_written() {
    let mut harness = Harness::new(config());
    harness.fill(10);
    assert_eq!((harness.log().durable_end_offset(), harness.log().recovery_point()), (Offset(10), Offset(0)));
    harness.sleep(std::time::Duration::from_secs(2));
    assert_eq!(harness.log().recovery_point(), Offset(10));
    assert_eq!(harness.read_file("leader-epoch-checkpoint"), b"0\n1\n5 0\n");
    let checkpoints = Checkpoints { recovery_point: 10, ..Checkpoints::default() };
    let harness = harness.crash(CrashKind::PowerCut, checkpoints).expect("opened");
    assert_eq!(harness.log().latest_epoch(), Some(LeaderEpoch(5)));
}

#[test]
fn producers_are_replayed_from_each_segment_behind_the_snapshot() {
    let mut harness = Harness::new(config());
    for sequence in 0..80 {
        harness.append(&produced(7, 0, sequence, 1)).expect("appended");
    }
    harness.settle();
    let snapshots: Vec<String> =
        harness.files().into_iter().filter(|name| name.ends_with(".snapshot")).collect();
    assert!(snapshots.len() > 2, "{snapshots:?}");
    for name in &snapshots[1..] {
        let path = harness.folder().join(name);
        harness.io.remove_file(&path).expect("removed");
    }
    let checkpoints = Checkpoints { recovery_point: 80, ..Checkpoints::default() };
    let harness = harness.crash(CrashKind::ProcessKill, checkpoints).expect("opened");
    let entry = harness.log().producers().entry(7).expect("known");
    assert_eq!(
        entry.batches().iter().map(|batch| batch.last_sequence).collect::<Vec<_>>(),
        [75, 76, 77, 78, 79]
    );
}
