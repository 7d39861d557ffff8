//! What stays and what goes.

use std::time::Duration;

use engine::{AppendOrigin, CleanerConfig, LogConfig, LogManagerConfig, Offset};
use expect_test::expect;
use protocol::records::{BatchBuilder, Compression};

use crate::harness::{Harness, config, manager_config};

#[test]
fn the_latest_record_of_a_key_stays_where_it_is() {
    for compression in Compression::ALL {
        let mut harness = Harness::new(config());
        harness.compression = compression;
        harness.put("a=1 b=1 c=1");
        harness.put("a=2");
        harness.put("b=2 d=1 a=3");
        harness.seal();
        harness.put("c=2 a=4");
        let report = harness.clean().expect("there is dirt");
        expect!["2:c=1 4:b=2 5:d=1 6:a=3 9:c=2 10:a=4"].assert_eq(&harness.records());
        assert_eq!((report.records_read, report.records_kept, report.keys), (9, 5, 5), "{report}");
        assert_eq!(harness.log().log_start_offset(), Offset(0));
        let header = harness.headers()[0];
        assert_eq!((header.base_offset(), header.last_offset(), header.record_count()), (0, 2, 1));
        assert_eq!(header.attributes().compression(), Ok(compression));
    }
}

#[test]
fn every_offset_can_be_read_from() {
    let mut harness = Harness::new(config());
    for number in 0..60 {
        harness.put(&format!("k{}={number}", number % 7));
    }
    harness.seal();
    harness.clean().expect("there is dirt");
    let records = harness.records();
    assert_eq!(records.split(' ').count(), 7);
    for offset in 0..harness.log().log_end_offset().0 {
        let (regions, next) = harness.regions(offset, 1);
        assert!(next > offset, "a read at {offset}");
        let bytes = harness.bytes_of(&regions);
        let first = protocol::records::batches(&bytes)
            .next()
            .map(|batch| batch.expect("sound").header().last_offset());
        assert!(first.is_none_or(|last| last >= offset), "a read at {offset} gives {first:?}");
    }
    let mut harness = harness.reopen();
    assert_eq!(harness.records(), records);
}

#[test]
fn tombstones_stay_for_their_time() {
    let mut harness = Harness::new(config());
    harness.put("a=1 b=1");
    harness.put("a");
    harness.seal();
    harness.clean().expect("there is dirt");
    expect!["1:b=1 2:a"].assert_eq(&harness.records());
    let horizon = harness.headers().iter().find_map(|header| header.delete_horizon()).expect("it is set");
    harness.sleep(Duration::from_secs(30));
    harness.put("c=1");
    harness.seal();
    harness.clean().expect("there is dirt");
    expect!["1:b=1 2:a 5:c=1"].assert_eq(&harness.records());
    assert!(harness.headers().iter().any(|header| header.delete_horizon() == Some(horizon)), "it is kept");
    harness.sleep(Duration::from_secs(31));
    harness.put("d=1");
    harness.seal();
    harness.clean().expect("there is dirt");
    expect!["1:b=1 5:c=1 8:d=1"].assert_eq(&harness.records());
}

#[test]
fn a_tombstone_that_is_superseded_goes_at_once() {
    let mut harness = Harness::new(config());
    harness.put("a=1");
    harness.put("a");
    harness.put("a=2");
    harness.seal();
    harness.clean().expect("there is dirt");
    expect!["2:a=2"].assert_eq(&harness.records());
}

#[test]
fn records_without_a_key_go() {
    let mut harness = Harness::new(config());
    let mut builder = BatchBuilder::plain();
    builder.append(1, None, Some(b"x"), &[]);
    builder.append(1, Some(b"a"), Some(b"1"), &[]);
    let bytes = builder.build().expect("a batch");
    harness.append(AppendOrigin::Client { acks: -1 }, &bytes).expect_err("a client may not");
    harness.append(AppendOrigin::Coordinator, &bytes).expect("as of an earlier policy of the topic");
    harness.seal();
    harness.clean().expect("there is dirt");
    expect!["1:a=1"].assert_eq(&harness.records());
}

#[test]
fn the_active_segment_and_what_is_not_visible_stay() {
    let mut harness = Harness::new(config());
    harness.put("a=1");
    harness.settle();
    harness.moves_high_watermark = false;
    harness.put("a=2");
    assert_eq!(harness.clean(), None, "there is only the active segment");
    harness.seal();
    assert_eq!(harness.clean(), None, "the segment ends above the high watermark");
    expect!["0:a=1 1:a=2"].assert_eq(&harness.records());
    let end = harness.log().log_end_offset();
    harness.logs.update_high_watermark(harness.log, end);
    harness.clean().expect("now it may");
    expect!["1:a=2"].assert_eq(&harness.records());
}

#[test]
fn young_records_wait_and_old_ones_do_not() {
    let mut harness = Harness::new(LogConfig { min_compaction_lag_ms: 30_000, ..config() });
    harness.put("a=1");
    harness.put("a=2");
    harness.seal();
    assert_eq!(harness.clean(), None, "ten seconds are not enough");
    harness.sleep(Duration::from_secs(25));
    harness.clean().expect("now they are");
    expect!["1:a=2"].assert_eq(&harness.records());

    let patient = LogConfig { min_cleanable_dirty_ratio: 1.0, ..config() };
    let mut harness = Harness::new(LogConfig { max_compaction_lag_ms: 30_000, ..patient });
    harness.put("a=1");
    harness.put("a=2");
    harness.seal();
    assert_eq!(harness.clean(), None, "not dirty enough, not old enough");
    harness.sleep(Duration::from_secs(25));
    harness.clean().expect("old enough");
}

#[test]
fn a_log_that_is_mostly_clean_is_left_alone() {
    let mut harness = Harness::new(LogConfig { min_cleanable_dirty_ratio: 0.5, ..config() });
    for number in 0..100 {
        harness.put(&format!("k{number}=v"));
    }
    harness.seal();
    harness.clean().expect("all of it is dirty");
    harness.put("k1=w");
    harness.seal();
    assert_eq!(harness.clean(), None);
}

#[test]
fn small_segments_become_one() {
    let mut harness = Harness::new(config());
    for round in 0..60 {
        harness.put(&format!("a={round} b={round}"));
        harness.put(&format!("k{}=v", round / 10));
    }
    harness.seal();
    let first = harness.clean().expect("there is dirt");
    assert_eq!(first.segments_after, first.segments_before, "whether they will be small is not known yet");
    let records = harness.records();
    harness.put("c=1");
    harness.seal();
    let report = harness.clean().expect("there is dirt");
    assert_eq!((first.segments_before, report.segments_before, report.segments_after), (12, 15, 6));
    assert_eq!(harness.log().segment_count(), 6);
    assert_eq!(harness.records(), format!("{records} 182:c=1"));
    harness.sleep(Duration::from_secs(2));
    let leftovers: Vec<String> =
        harness.files().into_iter().filter(|name| name.ends_with("ed") || name.ends_with(".swap")).collect();
    assert_eq!(leftovers, Vec::<String>::new(), "old files go after their delay");
}

#[test]
fn what_does_not_fit_the_map_comes_the_next_time() {
    let cleaner = CleanerConfig { dedupe_bytes_max: 24 * 20, ..manager_config().cleaner };
    let mut harness = Harness::with(config(), LogManagerConfig { cleaner, ..manager_config() });
    for number in 0..100 {
        harness.put(&format!("k{}={number}", number % 50));
    }
    harness.seal();
    let first = harness.clean().expect("there is dirt");
    assert!(first.is_map_full && first.keys <= 20 && first.map_bytes <= 480, "{first}");
    harness.clean_for(Duration::from_secs(5));
    assert!(harness.reports.len() > 2, "it goes on by itself");
    assert_eq!(harness.records().split(' ').count(), 50);
    assert!(harness.reports.windows(2).all(|pair| pair[0].end_offset == pair[1].first_dirty_offset));
}

#[test]
fn a_producers_last_sequence_number_survives() {
    let mut harness = Harness::new(config());
    let builder = harness.builder().producer(9, 2, 0);
    harness.put_into(builder, "a=1 b=1");
    let builder = harness.builder().producer(9, 2, 2);
    harness.put_into(builder, "a=2 b=2");
    harness.put("a=3 b=3");
    harness.seal();
    harness.clean().expect("there is dirt");
    expect!["4:a=3 5:b=3"].assert_eq(&harness.records());
    let header = harness.headers()[0];
    assert_eq!((header.base_offset(), header.record_count(), header.last_sequence()), (2, 0, 3));
    harness.checkpoint();
    let mut harness = harness.crash(io::sim::CrashKind::PowerCut);
    for name in harness.files().into_iter().filter(|name| name.ends_with(".snapshot")) {
        let path = harness.folder().join(name);
        io::FileSystem::remove_file(&mut harness.io, &path).expect("removed");
    }
    let harness = harness.crash(io::sim::CrashKind::ProcessKill);
    let entry = harness.log().producers().entry(9).expect("found again in the log");
    assert_eq!((entry.producer_epoch, entry.last_sequence()), (2, 3));
}

#[test]
fn compact_and_delete_do_both() {
    let both = LogConfig { cleanup_delete: true, retention_bytes: Some(2500), ..config() };
    let manager =
        LogManagerConfig { retention_check_interval: Duration::from_millis(50), ..manager_config() };
    let mut harness = Harness::with(both, manager);
    harness.switch_cleaner(true);
    for number in 0..40 {
        harness.put(&format!("a={number} k{number}=v"));
        harness.sleep(Duration::from_millis(30));
    }
    harness.seal();
    harness.sleep(Duration::from_secs(2));
    assert!(harness.log().log_start_offset() > Offset(0), "retention moved it");
    assert!(harness.log().size_bytes() < 4500, "{}", harness.log().size_bytes());
    let records = harness.records();
    let of_a = records.split(' ').filter(|record| record.contains(":a=")).count();
    assert_eq!(of_a, 1, "{records}");
}

/// A batch of one record at an offset of its own, as a follower gets it.
fn replicate(harness: &mut Harness, offset: i64, key: &str, value: &[u8]) {
    let mut builder = BatchBuilder::plain().base_offset(offset).partition_leader_epoch(5);
    builder.append(1000, Some(key.as_bytes()), Some(value), &[]);
    harness.append(AppendOrigin::Replica, &builder.build().expect("a batch")).expect("appended");
    harness.settle();
}

#[test]
fn segments_too_far_apart_for_an_index_stay_apart() {
    let mut harness = Harness::new(config());
    let far = 3 << 29;
    replicate(&mut harness, 0, "a", b"1");
    replicate(&mut harness, far, "b", b"1");
    replicate(&mut harness, 2 * far, "a", b"2");
    replicate(&mut harness, 3 * far, "c", b"1");
    harness.seal();
    let expected = format!("{far}:b=1 {}:a=2 {}:c=1", 2 * far, 3 * far);
    let report = harness.clean().expect("there is dirt");
    assert_eq!((report.segments_before, report.segments_after), (5, 5), "they are small and apart");
    assert_eq!(harness.records(), expected);
    let mut harness = harness.crash(io::sim::CrashKind::PowerCut);
    assert_eq!(harness.log().log_start_offset(), Offset(0));
    assert_eq!(harness.records(), expected);
}

#[test]
fn a_merged_segment_has_room_in_its_indexes() {
    let limited = LogConfig { segment_index_bytes_max: 24, index_interval_bytes: 50, ..config() };
    let mut harness = Harness::new(limited);
    for number in 0..30 {
        harness.put(&format!("k{number}=v"));
    }
    harness.seal();
    harness.clean().expect("there is dirt");
    harness.put("x=1");
    harness.seal();
    harness.clean().expect("there is dirt");
    let indexes: Vec<String> = harness.files().into_iter().filter(|name| name.ends_with("index")).collect();
    for name in indexes {
        let path = harness.folder().join(&name);
        let bytes = io::FileSystem::read_all(&mut harness.io, &path, 1000).expect("read");
        assert!(bytes.len() <= 36, "{name} has {} bytes", bytes.len());
    }
    assert_eq!(harness.records().split(' ').count(), 31);
}

#[test]
fn the_brokers_timestamps_stay() {
    let times = LogConfig { timestamp_type: engine::TimestampType::LogAppendTime, ..config() };
    let mut harness = Harness::new(times);
    harness.put("a=1 b");
    harness.put("a=2");
    harness.seal();
    let before = harness.headers()[0];
    harness.clean().expect("there is dirt");
    let after = harness.headers()[0];
    assert_eq!(after.max_timestamp(), before.max_timestamp());
    assert_eq!(after.attributes().timestamp_type(), engine::TimestampType::LogAppendTime);
    assert!(after.delete_horizon().is_some());
    expect!["1:b 2:a=2"].assert_eq(&harness.records());
}
