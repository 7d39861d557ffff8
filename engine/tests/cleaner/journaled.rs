//! Compaction of a log whose appends a journal makes durable.

use std::path::Path;
use std::time::Duration;

use engine::{LogConfig, LogManagerConfig, replay_journals};
use io::sim::CrashKind;

use crate::harness::{DIRECTORY, Harness, config, manager_config};

/// A log whose journal has been made and takes what is appended.
fn journaled() -> Harness {
    let config = LogConfig { delete_retention_ms: 0, ..config() };
    let mut harness = Harness::with(config, LogManagerConfig { journal_bytes: 1 << 20, ..manager_config() });
    for round in 0..2_000 {
        harness.put(&format!("b={round}"));
        harness.sleep(Duration::from_millis(20));
        if harness.logs.journal_statistics().groups > 0 {
            return harness;
        }
    }
    panic!("no journal is made");
}

/// The power goes, and the journal is replayed into the log.
fn cut_power(harness: Harness) -> Harness {
    harness.world.crash(harness.node, CrashKind::PowerCut);
    harness.world.restart(harness.node);
    let mut io = harness.world.io(harness.node).waiting();
    let report = replay_journals(&mut io, Path::new(DIRECTORY), false).expect("replayed");
    assert!(report.batches > 0, "{report}");
    drop(io);
    harness.crash(CrashKind::ProcessKill)
}

/// Removed with its tombstone: nothing in the log would tell of a value that comes back that it is gone.
#[test]
fn a_replay_does_not_bring_back_what_compaction_has_removed() {
    for segments in 0..3 {
        let mut harness = journaled();
        let before = harness.logs.journal_statistics().entries;
        harness.put("keep=1");
        harness.sleep(Duration::from_millis(20));
        harness.put("gone=2");
        harness.sleep(Duration::from_millis(20));
        for _ in 0..segments {
            harness.seal();
        }
        harness.put("gone");
        harness.sleep(Duration::from_millis(20));
        assert!(harness.logs.journal_statistics().entries >= before + 3);
        for _ in 0..5 {
            harness.seal();
            harness.checkpoint();
            harness.clean();
        }
        assert!(!has(&mut harness, "gone"), "{}", harness.records());
        let mut harness = cut_power(harness);
        assert!(!has(&mut harness, "gone"), "{segments}: {}", harness.records());
        assert!(has(&mut harness, "keep"), "{segments}: {}", harness.records());
    }
}

/// A replay knows by the checkpoint alone what reached the segments.
#[test]
fn nothing_is_compacted_before_the_checkpoint_says_that_it_is_synced() {
    let mut harness = journaled();
    harness.put("a=1");
    harness.put("a=2");
    harness.seal();
    assert!(harness.clean().is_none());
    harness.checkpoint();
    assert!(harness.clean().is_some());
}

fn has(harness: &mut Harness, wanted: &str) -> bool {
    let records = harness.records();
    let mut keys = records.split([':', ' ']).filter_map(|part| part.split('=').next());
    keys.any(|key| key == wanted)
}
