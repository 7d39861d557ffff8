//! How a cleaning runs: beside readers and appends, within its limits, and what it does when it cannot.

use std::path::Path;
use std::time::Duration;

use engine::{CleanerConfig, LogConfig, LogManagerConfig, Offset};
use io::sim::{CrashKind, Fault, FaultOptions};
use io::{FileSystem, Io};

use crate::harness::{DIRECTORY, Harness, config, manager_config};

fn dirty(manager: LogManagerConfig) -> Harness {
    let mut harness = Harness::with(config(), manager);
    for round in 0..60 {
        harness.put(&format!("a={round} k{round}=v"));
    }
    harness.seal();
    harness
}

#[test]
fn readers_keep_what_they_began_to_read() {
    let mut harness = dirty(manager_config());
    let (regions, _) = harness.regions(0, 100_000);
    let before = harness.bytes_of(&regions);
    harness.clean().expect("there is dirt");
    harness.sleep(Duration::from_secs(3));
    assert_eq!(harness.bytes_of(&regions), before, "the old files' descriptors live on");
    drop(regions);
    assert!(harness.world.open_files(harness.node) < 20);
}

#[test]
fn appends_and_reads_go_on_beside_it() {
    let mut harness = dirty(manager_config());
    let mut expected = 0;
    harness.switch_cleaner(true);
    while harness.reports.is_empty() {
        expected += 1;
        harness.put(&format!("during{expected}=v"));
        harness.records();
        harness.turn_until(harness.io.now() + Duration::from_millis(1));
    }
    assert!(expected > 10, "{expected}");
    harness.settle();
    let records = harness.records();
    assert_eq!(records.matches(":during").count(), expected);
    assert_eq!(records.matches(":a=").count(), 1);
}

#[test]
fn a_throttle_slows_it_down() {
    let time = |rate| {
        let cleaner = CleanerConfig { bytes_per_second_max: rate, ..manager_config().cleaner };
        let mut harness = dirty(LogManagerConfig { cleaner, ..manager_config() });
        let report = harness.clean().expect("there is dirt");
        (report.elapsed, report.bytes_read + report.bytes_written)
    };
    let (free, bytes) = time(None);
    assert!(free < Duration::from_millis(200), "{free:?}");
    let (throttled, _) = time(Some(bytes / 4));
    assert!((Duration::from_secs(4)..Duration::from_secs(5)).contains(&throttled), "{throttled:?}");
}

#[test]
fn a_switched_off_cleaner_does_nothing() {
    let cleaner = CleanerConfig { enabled: false, ..manager_config().cleaner };
    let mut harness = dirty(LogManagerConfig { cleaner, ..manager_config() });
    assert_eq!(harness.clean(), None);
    harness.manager = manager_config();
    harness.clean().expect("switched on");
}

#[test]
fn progress_is_remembered_and_kept_for_other_logs() {
    let mut harness = dirty(manager_config());
    let path = Path::new(DIRECTORY).join("cleaner-offset-checkpoint");
    harness.clean().expect("there is dirt");
    let end = harness.cleaned_to();
    assert_eq!(end, harness.reports[0].end_offset);
    assert_eq!(
        harness.io.read_all(&path, 1000).expect("read"),
        format!("0\n1\norders 0 {end}\n").into_bytes()
    );
    let mut harness = harness.reopen();
    assert_eq!(harness.clean(), None, "it is clean");
    harness
        .io
        .replace_file(&path, format!("0\n2\nalien 3 17\norders 0 {end}\n").as_bytes())
        .expect("written");
    let mut harness = harness.reopen();
    harness.put("z=1");
    harness.seal();
    let report = harness.clean().expect("there is dirt");
    assert_eq!(report.first_dirty_offset, end);
    let text = harness.io.read_all(&path, 1000).expect("read");
    let text = String::from_utf8(text).expect("text");
    assert_eq!(text, format!("0\n2\nalien 3 17\norders 0 {}\n", report.end_offset));
    // Of a log that is deleted nothing remains.
    harness.switch_cleaner(true);
    harness.logs.delete_log(&mut harness.io, harness.log).expect("deleted");
    harness.logs.on_deadline(&mut harness.io, Duration::MAX);
    assert_eq!(harness.io.read_all(&path, 1000).expect("read"), b"0\n1\nalien 3 17\n");
}

#[test]
fn a_checkpoint_of_another_history_counts_for_nothing() {
    for text in ["0\n1\norders 0 999999\n", "0\n1\norders zero\n", "garbage"] {
        let mut harness = dirty(manager_config()).reopen();
        let path = Path::new(DIRECTORY).join("cleaner-offset-checkpoint");
        harness.io.replace_file(&path, text.as_bytes()).expect("written");
        let mut harness = harness.reopen();
        assert_eq!(harness.clean().expect("there is dirt").first_dirty_offset, 0);
    }
}

#[test]
fn a_log_that_cannot_be_understood_is_left_alone() {
    let mut harness = dirty(manager_config()).reopen();
    let folder = harness.folder();
    let victim = harness.files().into_iter().filter(|name| name.ends_with(".log")).nth(2).expect("a segment");
    let mut bytes = harness.io.read_all(&folder.join(&victim), 5000).expect("read");
    bytes[100] ^= 1;
    harness.io.replace_file(&folder.join(&victim), &bytes).expect("written");
    let mut harness = harness.reopen();
    let before = harness.files();
    assert_eq!(harness.clean(), None);
    assert_eq!(harness.uncleanable.len(), 1, "told once: {:?}", harness.uncleanable);
    assert_eq!(harness.files(), before);
    assert_eq!(harness.cleaned_to(), 0);
    harness.put("x=1");
    harness.seal();
    assert_eq!(harness.clean(), None, "and not tried again");
}

#[test]
fn a_full_disk_is_waited_for() {
    for seed in 1..20 {
        let mut harness = dirty(manager_config());
        let faults = FaultOptions { disk_full_one_in: seed, ..FaultOptions::default() };
        harness.world.set_faults(harness.node, faults);
        harness.clean_for(Duration::from_secs(5));
        harness.world.set_faults(harness.node, FaultOptions::default());
        harness.clean_for(Duration::from_secs(5));
        assert!(harness.world.fault_counts().of(Fault::DiskFull) > 0);
        assert_eq!(harness.uncleanable, Vec::<String>::new());
        assert!(!harness.reports.is_empty(), "1 in {seed}");
        assert_eq!(harness.records().matches(":a=").count(), 1);
        let strange =
            harness.files().into_iter().find(|name| name.ends_with(".cleaned") || name.ends_with(".swap"));
        assert_eq!(strange, None, "1 in {seed}");
    }
}

#[test]
fn truncation_closing_and_deletion_end_a_cleaning() {
    for turns in 1..120 {
        let mut harness = dirty(manager_config());
        harness.switch_cleaner(true);
        for _ in 0..turns {
            harness.turn_until(harness.io.now() + Duration::from_millis(1));
        }
        match turns % 3 {
            0 => {
                harness.settle();
                let end = harness.log().log_end_offset().0 - 4;
                harness.logs.truncate_to(&mut harness.io, harness.log, Offset(end)).expect("cut");
                assert_eq!(harness.log().log_end_offset(), Offset(end));
                harness.records();
                harness.clean_for(Duration::from_millis(100));
                assert!(harness.cleaned_to() <= end);
            }
            1 => {
                let mut harness = harness.reopen();
                harness.records();
                assert!(!harness.files().iter().any(|name| name.ends_with(".cleaned")));
            }
            _ => {
                harness.logs.delete_log(&mut harness.io, harness.log).expect("deleted");
                harness.logs.flush_appends(&mut harness.io);
            }
        }
    }
}

#[test]
fn gaps_of_a_topic_that_is_compacted_no_more_are_no_damage() {
    let mut harness = dirty(manager_config());
    let report = harness.clean().expect("there is dirt");
    assert!(report.records_kept < report.records_read);
    let records = harness.records();
    let config = LogConfig { cleanup_compact: false, cleanup_delete: true, ..config() };
    harness.logs.update_config(harness.log, config).expect("open");
    // No recovery point was recorded: all of the log is read.
    let mut harness = harness.crash(CrashKind::PowerCut);
    assert_eq!(harness.records(), records);
    assert!(!harness.files().iter().any(|name| name.contains("quarantine")));
}
