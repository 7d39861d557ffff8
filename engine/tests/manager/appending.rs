//! What a log takes, what it refuses by which name, and what it changes.

use engine::{
    AppendOrigin, CompressionType, LeaderEpoch, LogConfig, Offset, RecordValidation, TimestampType,
};
use io::Io;
use protocol::ErrorCode;
use protocol::records::{BatchBuilder, BatchView, Codec, Compression};

use crate::harness::{Harness, config, produced, record};

fn refused(harness: &mut Harness, bytes: &[u8]) -> ErrorCode {
    let end = harness.log().log_end_offset();
    let error = harness.append_bytes(bytes).expect_err("refused");
    assert_eq!(harness.log().log_end_offset(), end, "nothing of it is kept");
    error.code()
}

fn build(builder: &BatchBuilder) -> Vec<u8> {
    builder.build().expect("a batch").to_vec()
}

#[test]
fn base_offset_and_epoch_are_stamped_and_nothing_else() {
    let mut harness = Harness::new(config());
    harness.fill(3);
    let original = build(&record(99));
    let info = harness.append_bytes(&original).expect("appended");
    assert_eq!((info.base_offset, info.last_offset), (Offset(3), Offset(3)));
    harness.settle();
    let plan = harness.plan(3, 4, 1 << 20).expect("planned");
    let stored = harness.bytes_of(&plan);
    assert_eq!(stored[..8], 3i64.to_be_bytes());
    assert_eq!(stored[8..12], original[8..12]);
    assert_eq!(stored[12..16], 5i32.to_be_bytes());
    assert_eq!(stored[16..], original[16..]);
    assert_eq!(harness.log().latest_epoch(), Some(LeaderEpoch(5)));
}

#[test]
fn damaged_batches_are_refused_by_name() {
    let mut harness = Harness::new(config());
    let good = build(&record(5));
    for cut in [0, 10, 17, 60, 61, good.len() - 1] {
        let code = refused(&mut harness, &good[..cut]);
        assert!(matches!(code, ErrorCode::CorruptMessage | ErrorCode::InvalidRecord), "{cut}: {code}");
    }
    let flip = |index: usize| {
        let mut bytes = good.clone();
        bytes[index] ^= 0x40;
        bytes
    };
    assert_eq!(refused(&mut harness, &flip(70)), ErrorCode::CorruptMessage);
    let mut old = good.clone();
    old[16] = 1;
    assert_eq!(refused(&mut harness, &old), ErrorCode::UnsupportedForMessageFormat);
    let two = [good.as_slice(), good.as_slice()].concat();
    assert_eq!(refused(&mut harness, &two), ErrorCode::InvalidRecord);
    let control = build(&{
        let mut builder = BatchBuilder::plain().control();
        builder.append(5, Some(&[0, 0, 0, 1]), Some(&[0; 6]), &[]);
        builder
    });
    assert_eq!(refused(&mut harness, &control), ErrorCode::InvalidRecord);
    harness.append_bytes(&good).expect("the log goes on");
}

#[test]
fn sizes_have_limits() {
    let mut harness = Harness::new(LogConfig { message_bytes_max: 150, ..config() });
    assert_eq!(refused(&mut harness, &build(&record(5))), ErrorCode::MessageTooLarge);
    let mut harness = Harness::new(LogConfig { segment_bytes_max: 150, ..config() });
    assert_eq!(refused(&mut harness, &build(&record(5))), ErrorCode::RecordListTooLarge);
}

#[test]
fn timestamps_have_bounds() {
    let bounded = LogConfig { timestamp_before_max_ms: 1000, timestamp_after_max_ms: 500, ..config() };
    let mut harness = Harness::new(bounded);
    let now = harness.io.wall_clock_ms();
    assert_eq!(refused(&mut harness, &build(&record(now - 2000))), ErrorCode::InvalidTimestamp);
    assert_eq!(refused(&mut harness, &build(&record(now + 1000))), ErrorCode::InvalidTimestamp);
    let mut mixed = record(now);
    mixed.append(now - 2000, None, None, &[]);
    mixed.append(now, None, None, &[]);
    assert_eq!(refused(&mut harness, &build(&mixed)), ErrorCode::InvalidTimestamp);
    let mut stamped = BatchBuilder::plain().log_append_time(now);
    stamped.append(now, None, Some(b"v"), &[]);
    assert_eq!(refused(&mut harness, &build(&stamped)), ErrorCode::InvalidTimestamp);
    harness.append(&record(now - 500)).expect("within bounds");
    harness.append(&record(-1)).expect("without a timestamp");
}

#[test]
fn log_append_time_stamps_header_and_checksum() {
    let mut harness = Harness::new(LogConfig { timestamp_type: TimestampType::LogAppendTime, ..config() });
    let info = harness.append(&record(5)).expect("appended");
    assert_eq!(info.log_append_time_ms, harness.io.wall_clock_ms());
    harness.settle();
    let plan = harness.plan(0, 1, 1000).expect("planned");
    let bytes = harness.bytes_of(&plan);
    let batch = BatchView::only(&bytes).expect("one batch");
    batch.validate_stored().expect("sound");
    assert_eq!(batch.header().max_timestamp(), info.log_append_time_ms);
    assert_eq!(batch.header().attributes().timestamp_type(), TimestampType::LogAppendTime);
}

#[test]
fn another_codec_is_recompressed() {
    let codec = CompressionType::Codec(Codec::new(Compression::Zstd));
    let mut harness = Harness::new(LogConfig { compression: codec, ..config() });
    for compression in [Compression::None, Compression::Lz4, Compression::Zstd] {
        let mut builder = BatchBuilder::new(Codec::new(compression));
        builder.append(1, Some(b"k"), Some(&[7; 400]), &[]);
        harness.append(&builder).expect("appended");
    }
    harness.settle();
    assert_eq!(harness.offsets(0, 3, 10_000), [0, 1, 2]);
    let plan = harness.plan(0, 3, 10_000).expect("planned");
    let bytes = harness.bytes_of(&plan);
    for batch in protocol::records::batches(&bytes) {
        let attributes = batch.expect("a batch").header().attributes();
        assert_eq!(attributes.compression(), Ok(Compression::Zstd));
    }
}

#[test]
fn a_compacted_topic_wants_keys_in_compressed_batches_too() {
    let mut harness = Harness::new(LogConfig { cleanup_compact: true, ..config() });
    for compression in [Compression::None, Compression::Gzip] {
        let mut builder = BatchBuilder::new(Codec::new(compression));
        builder.append(1, None, Some(b"value"), &[]);
        assert_eq!(refused(&mut harness, &build(&builder)), ErrorCode::InvalidRecord);
    }
}

#[test]
fn a_compacted_topic_tells_which_records_have_no_key() {
    let mut harness = Harness::new(LogConfig { cleanup_compact: true, ..config() });
    for compression in [Compression::None, Compression::Gzip] {
        let mut builder = BatchBuilder::new(Codec::new(compression));
        for key in [Some(b"key".as_slice()), None, Some(b""), None] {
            builder.append(1, key, Some(b"value"), &[]);
        }
        let error = harness.append(&builder).expect_err("refused");
        assert!(matches!(error, engine::Error::KeylessRecords(indexes) if indexes == [1, 3]));
    }
}

#[test]
fn full_validation_opens_compressed_batches() {
    let mut batch = BatchBuilder::new(Codec::new(Compression::Snappy));
    batch.append(1, None, Some(&[1; 300]), &[]);
    let mut bytes = build(&batch);
    let last = bytes.len() - 1;
    bytes[last] ^= 0xff;
    bytes.truncate(last);
    let length = (bytes.len() - 12) as i32;
    bytes[8..12].copy_from_slice(&length.to_be_bytes());
    protocol::records::update_crc(&mut bytes);
    Harness::new(config()).append_bytes(&bytes).expect("only the header is looked at");
    let mut harness = Harness::new(LogConfig { record_validation: RecordValidation::Full, ..config() });
    refused(&mut harness, &bytes);
}

#[test]
fn idempotent_producers_are_kept_in_order() {
    let mut harness = Harness::new(config());
    let first = harness.append(&produced(9, 0, 0, 3)).expect("appended");
    harness.append(&produced(9, 0, 3, 2)).expect("appended");
    let again = harness.append(&produced(9, 0, 0, 3)).expect("a duplicate is no error");
    assert!(again.duplicate && !first.duplicate);
    assert_eq!((again.base_offset, again.last_offset), (first.base_offset, first.last_offset));
    assert_eq!(harness.log().log_end_offset(), Offset(5));
    assert_eq!(refused(&mut harness, &build(&produced(9, 0, 7, 1))), ErrorCode::OutOfOrderSequenceNumber);
    harness.append(&produced(9, 1, 0, 1)).expect("a new epoch begins at 0");
    assert_eq!(refused(&mut harness, &build(&produced(9, 0, 5, 1))), ErrorCode::InvalidProducerEpoch);
    // Both kinds of restart remember it.
    let mut harness = harness.reopen();
    assert!(harness.append(&produced(9, 1, 0, 1)).expect("known").duplicate);
    harness.append(&produced(9, 1, 1, 4)).expect("appended");
    harness.settle();
    let mut harness =
        harness.crash(io::sim::CrashKind::PowerCut, crate::harness::Checkpoints::default()).expect("opened");
    assert!(harness.append(&produced(9, 1, 1, 4)).expect("known").duplicate);
}

#[test]
fn replicas_keep_the_leaders_offsets() {
    let mut harness = Harness::new(config());
    let at = |offset: i64, epoch: i32| {
        let mut builder = BatchBuilder::plain().base_offset(offset).partition_leader_epoch(epoch);
        builder.append(1, None, Some(b"v"), &[]);
        builder.append(1, None, Some(b"v"), &[]);
        build(&builder)
    };
    let both = [at(0, 1), at(4, 2)].concat();
    let info = harness.append_as(AppendOrigin::Replica, &both).expect("appended");
    assert_eq!((info.base_offset, info.last_offset), (Offset(0), Offset(5)));
    harness.append_as(AppendOrigin::Replica, &at(3, 2)).expect_err("offsets do not go back");
    harness.settle();
    assert_eq!(harness.offsets(2, 6, 1000), [4, 5], "an offset in a gap leads to the batch after it");
    let log = harness.log();
    assert_eq!(log.epoch_end_offset(LeaderEpoch(1)), Some((LeaderEpoch(1), Offset(4))));
    assert_eq!(log.epoch_end_offset(LeaderEpoch(2)), Some((LeaderEpoch(2), Offset(6))));
    assert_eq!(log.epoch_end_offset(LeaderEpoch(3)), None);
}

#[test]
fn one_write_and_one_sync_serve_a_turn() {
    let mut harness = Harness::new(config());
    for _ in 0..5 {
        harness.append(&record(1)).expect("appended");
    }
    assert_eq!(harness.log().written_end_offset(), Offset(0), "nothing is written in the middle of a turn");
    harness.settle();
    let written: Vec<_> = harness
        .events
        .iter()
        .filter_map(|event| match event {
            engine::LogEvent::Written { end, .. } => Some(("written", end.0)),
            engine::LogEvent::Durable { end, .. } => Some(("durable", end.0)),
            _ => None,
        })
        .collect();
    assert_eq!(written, [("written", 5), ("durable", 5)]);
}
