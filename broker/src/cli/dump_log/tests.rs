//! Sound files print as Kafka prints them; damaged ones are named, whatever the damage.

use std::path::{Path, PathBuf};

use io::FileSystem;
use protocol::Message;
use protocol::metadata::{FeatureLevelRecord, TopicRecord};
use protocol::records::{BatchBuilder, Codec, Compression, ControlRecord};
use protocol::storage::{ProducerSnapshot, producer_snapshot::ProducerEntry};
use protocol::{MetadataRecord, Uuid};

use super::*;

/// Metadata records and text records, plain and compressed, and a control batch.
fn segment() -> Vec<u8> {
    let mut plain = BatchBuilder::plain().base_offset(0).partition_leader_epoch(3).producer(7, 0, 0);
    plain.append(1000, Some(b"key"), Some(b"value"), &[("trace", Some(b"1")), ("null", None)]);
    plain.append(1001, None, None, &[]);
    let mut packed = BatchBuilder::new(Codec::new(Compression::Zstd)).base_offset(2);
    for record in [
        MetadataRecord::from(FeatureLevelRecord { name: "metadata.version".to_owned(), feature_level: 33 }),
        MetadataRecord::from(TopicRecord { name: "orders".to_owned(), topic_id: Uuid::ONE }),
    ] {
        packed.append(1002, None, Some(&record.to_bytes(0).expect("it encodes")), &[]);
    }
    let marker = ControlRecord::Commit(Default::default());
    let mut control = BatchBuilder::plain().base_offset(4).producer(7, 0, -1).transactional().control();
    control.append(1003, Some(&marker.key()), Some(&marker.value().expect("it encodes")), &[]);
    [plain, packed, control].iter().flat_map(|batch| batch.build().expect("it is small").to_vec()).collect()
}

fn offset_index() -> Vec<u8> {
    let second = segment_batch_len(0);
    [[0, 0, 0, 1, 0, 0, 0, 0].to_vec(), [3u32.to_be_bytes(), (second as u32).to_be_bytes()].concat()].concat()
}

fn time_index() -> Vec<u8> {
    let entry = |time: i64, offset: u32| [&time.to_be_bytes()[..], &offset.to_be_bytes()].concat();
    [entry(1001, 1), entry(1002, 3)].concat()
}

fn segment_batch_len(index: usize) -> usize {
    let bytes = segment();
    let batches = protocol::records::batches(&bytes);
    batches.map(|batch| batch.expect("it is sound").bytes().len()).nth(index).expect("there is one")
}

fn producer_snapshot() -> Vec<u8> {
    let entry = ProducerEntry {
        producer_id: 7,
        epoch: 1,
        last_sequence: 9,
        last_offset: 12,
        offset_delta: 4,
        timestamp: 1000,
        coordinator_epoch: -1,
        current_txn_first_offset: 8,
    };
    let snapshot = ProducerSnapshot { crc: 0, producer_entries: vec![entry] };
    let mut bytes = [&1i16.to_be_bytes()[..], &snapshot.to_bytes(1).expect("it encodes")].concat();
    let crc = crc32c::crc32c(&bytes[6..]);
    bytes[2..6].copy_from_slice(&crc.to_be_bytes());
    bytes
}

fn all_files() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("00000000000000000000.log", segment()),
        ("00000000000000000000.index", offset_index()),
        ("00000000000000000000.timeindex", time_index()),
        ("00000000000000000000.txnindex", [0; 34].to_vec()),
        ("00000000000000000005.snapshot", producer_snapshot()),
        ("00000000000000000005-0000000001.checkpoint", segment()),
        ("leader-epoch-checkpoint", b"0\n1\n3 0\n".to_vec()),
        ("recovery-point-offset-checkpoint", b"0\n1\norders 0 5\n".to_vec()),
        ("partition.metadata", b"version: 0\ntopic_id: AAAAAAAAAAAAAAAAAAAAAQ".to_vec()),
    ]
}

fn options(decoder: Option<Decoder>) -> Options {
    Options {
        deep: decoder.is_some(),
        decoder,
        skip_record_metadata: false,
        sanity_check: false,
        verify_only: false,
        bytes_max: u64::MAX,
    }
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    let mut files = RealFileSystem;
    // A new file each time: ext4 flushes one that was cut to nothing and written again.
    let _ = files.remove_file(&path);
    let file = files.open(&path, io::OpenOptions::read_write().create_new()).expect("a temporary file");
    files.write_at(&file, 0, bytes).expect("a temporary file");
    path
}

fn print(path: &Path, options: &Options) -> (String, Result<()>) {
    let mut out = Vec::new();
    let result = dump(&mut RealFileSystem, path, options, &mut out);
    (String::from_utf8_lossy(&out).into_owned(), result)
}

#[test]
fn files_are_known_by_name() {
    let kind = |name: &str| Kind::of(Path::new(name));
    assert_eq!(kind("a/00000000000000000000.log"), Some(Kind::Log));
    assert_eq!(kind("00000000000000000000.log.deleted"), Some(Kind::Log));
    assert_eq!(kind("00000000000000000000.timeindex.swap"), Some(Kind::TimeIndex));
    assert_eq!(kind("00000000000000000000-0000000000.checkpoint"), Some(Kind::MetadataSnapshot));
    assert_eq!(kind("recovery-point-offset-checkpoint"), Some(Kind::Offsets));
    assert_eq!(kind("leader-epoch-checkpoint"), Some(Kind::LeaderEpochs));
    assert_eq!(kind("orders.txt"), None);
    assert_eq!(kind("log"), None);
}

/// The layout was compared with what DumpLogSegments of Kafka 4.3.1 prints of logs of Kafka 4.4.
#[test]
fn a_sound_log_prints_in_kafkas_layout() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = write(folder.path(), "00000000000000000000.log", &segment());
    let (text, result) = print(&path, &options(Some(Decoder::Text)));
    result.expect("it is sound");
    let crc = protocol::records::batches(&segment()).next().expect("a batch").expect("sound").header().crc();
    let size = segment_batch_len(0);
    let expected = format!(
        "Log starting offset: 0\n\
         baseOffset: 0 lastOffset: 1 count: 2 baseSequence: 0 lastSequence: 1 producerId: 7 producerEpoch: 0 \
         partitionLeaderEpoch: 3 isTransactional: false isControl: false deleteHorizonMs: OptionalLong.empty \
         position: 0 CreateTime: 1001 size: {size} magic: 2 compresscodec: none crc: {crc} isvalid: true\n\
         | offset: 0 CreateTime: 1000 keySize: 3 valueSize: 5 sequence: 0 headerKeys: [trace,null] key: key payload: value\n\
         | offset: 1 CreateTime: 1001 keySize: -1 valueSize: -1 sequence: 1 headerKeys: []\n"
    );
    assert!(text.starts_with(&expected), "{text}");
    assert!(text.contains("compresscodec: zstd"));
    assert!(
        text.ends_with("sequence: -1 headerKeys: [] endTxnMarker: COMMIT coordinatorEpoch: 0\n"),
        "{text}"
    );
}

#[test]
fn metadata_records_print_as_json() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = write(folder.path(), "00000000000000000000.log", &segment());
    let (text, _) = print(&path, &options(Some(Decoder::ClusterMetadata)));
    assert!(text.contains(
        " payload: {\"type\":\"FEATURE_LEVEL_RECORD\",\"version\":0,\"data\":{\"name\":\"metadata.version\",\"featureLevel\":33}}\n"
    ));
    assert!(text.contains(
        " payload: {\"type\":\"TOPIC_RECORD\",\"version\":0,\"data\":{\"name\":\"orders\",\"topicId\":\"AAAAAAAAAAAAAAAAAAAAAQ\"}}\n"
    ));
}

#[test]
fn small_files_print_in_kafkas_layout() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let printed: Vec<String> = all_files()
        .iter()
        .map(|(name, bytes)| {
            let (text, result) = print(&write(folder.path(), name, bytes), &options(None));
            result.unwrap_or_else(|error| panic!("{name}: {error:#}"));
            text
        })
        .collect();
    let second = segment_batch_len(0);
    assert_eq!(printed[1], format!("offset: 1 position: 0\noffset: 3 position: {second}\n"));
    assert_eq!(printed[2], "timestamp: 1001 offset: 1\ntimestamp: 1002 offset: 3\n");
    assert_eq!(printed[3], "version: 0 producerId: 0 firstOffset: 0 lastOffset: 0 lastStableOffset: 0\n");
    assert_eq!(
        printed[4],
        "producerId: 7 producerEpoch: 1 coordinatorEpoch: -1 currentTxnFirstOffset: OptionalLong[8] \
         lastTimestamp: 1000 firstSequence: 5 lastSequence: 9 lastOffset: 12 offsetDelta: 4 timestamp: 1000\n"
    );
    assert!(printed[5].starts_with("Snapshot end offset: 5, epoch: 1\n"));
    assert_eq!(printed[6], "leaderEpoch: 3 startOffset: 0\n");
    assert_eq!(printed[7], "orders:0:5\n");
}

#[test]
fn an_index_that_does_not_fit_its_log_is_named() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), "00000000000000000000.log", &segment());
    let index = [[0, 0, 0, 1, 0, 0, 0, 0], [0, 0, 0, 2, 0, 0, 0, 5]].concat();
    let (text, result) = print(&write(folder.path(), "00000000000000000000.index", &index), &options(None));
    assert!(text.contains("Mismatches in :") && text.contains("  Index offset: 2, log offset: "), "{text}");
    assert_eq!(result.expect_err("an entry is wrong").to_string(), "1 entries do not fit the log");

    let times = [time_index(), time_index()].concat();
    let (text, result) =
        print(&write(folder.path(), "00000000000000000000.timeindex", &times), &options(None));
    assert!(text.contains("  Index timestamp: 1001, Previously indexed timestamp: 1002\n"), "{text}");
    assert!(result.is_err());
}

#[test]
fn every_cut_of_a_log_is_named_with_its_position() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let bytes = segment();
    let ends: Vec<usize> = (0..3)
        .scan(0, |end, index| {
            *end += segment_batch_len(index);
            Some(*end)
        })
        .collect();
    for len in 1..bytes.len() {
        let path = write(folder.path(), "00000000000000000000.log", &bytes[..len]);
        let (text, result) = print(&path, &options(Some(Decoder::Text)));
        let whole = ends.iter().copied().filter(|end| *end <= len).max().unwrap_or(0);
        if whole == len {
            result.expect("it ends with a batch");
            continue;
        }
        let error = result.expect_err("a batch is cut off").to_string();
        assert!(error.starts_with(&format!("position {whole}: ")), "cut at {len}: {error}");
        assert!(text.contains(&format!("Found {} invalid bytes at the end of ", len - whole)), "{text}");
    }
}

/// Each byte of each file, with two other values: whatever it means, it never panics, and a log's damage is told.
#[test]
fn no_damage_is_fatal() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let first_batch = segment_batch_len(0);
    for (name, bytes) in all_files() {
        for decoder in [None, Some(Decoder::Text), Some(Decoder::ClusterMetadata), Some(Decoder::Offsets)] {
            let options = options(decoder);
            for position in 0..bytes.len() {
                for flip in [0x80, 0x01] {
                    let mut damaged = bytes.clone();
                    damaged[position] ^= flip;
                    let (text, result) = print(&write(folder.path(), name, &damaged), &options);
                    // What the checksum does not cover (base offset, leader epoch) can change unnoticed.
                    if name.ends_with(".log") && (16..first_batch).contains(&position) {
                        assert!(
                            result.is_err() && text.starts_with("Log starting"),
                            "{name} byte {position}"
                        );
                    }
                }
            }
        }
        for len in 0..bytes.len() {
            let _ = print(&write(folder.path(), name, &bytes[..len]), &options(Some(Decoder::Text)));
        }
    }
}

#[test]
fn zeros_behind_the_last_batch_are_called_so() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let bytes = [segment(), vec![0; 4096]].concat();
    let path = write(folder.path(), "00000000000000000000.log", &bytes);
    let error = print(&path, &options(None)).1.expect_err("there are zeros").to_string();
    assert_eq!(
        error,
        format!("position {}: zeros, as a crash leaves them in preallocated space", segment().len())
    );
}
