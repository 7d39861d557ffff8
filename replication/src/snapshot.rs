//! Snapshots of the metadata log, and the one that a folder is formatted with.

use std::fmt;

use protocol::MetadataRecord;
use protocol::control::{SnapshotFooterRecord, SnapshotHeaderRecord};
use protocol::metadata::FeatureLevelRecord;
use protocol::records::ControlRecord;

use crate::batch::{BatchContent, MetadataBatch};
use crate::image::MetadataImage;
use crate::metadata_version::{MetadataVersion, SUPPORTED_FEATURES};
use crate::quorum::Quorum;

/// The largest snapshot that is read, in bytes.
pub const SNAPSHOT_LEN_MAX: usize = 4 << 30;

/// Records per batch of a snapshot.
const RECORDS_PER_BATCH: usize = 1000;

/// Which part of the log a snapshot stands for: everything below `end_offset`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SnapshotId {
    /// The offset behind the last record that is in it.
    pub end_offset: i64,
    /// The epoch of that record.
    pub epoch: i32,
}

impl SnapshotId {
    /// The snapshot that a folder is formatted with. It is no part of the log: its records are written into the log's
    /// beginning by the first controller.
    pub const BOOTSTRAP: Self = Self { end_offset: 0, epoch: 0 };

    /// The snapshot of all that is in an image.
    pub fn of(image: &MetadataImage) -> Self {
        Self { end_offset: image.offset() + 1, epoch: image.epoch() }
    }

    /// Reads a file's name; `None` if it is not a finished snapshot's.
    pub fn parse(file_name: &str) -> Option<Self> {
        let (end_offset, epoch) = file_name.strip_suffix(".checkpoint")?.split_once('-')?;
        let digits = |text: &str, len: usize| text.len() == len && text.bytes().all(|b| b.is_ascii_digit());
        if !digits(end_offset, 20) || !digits(epoch, 10) {
            return None;
        }
        Some(Self { end_offset: end_offset.parse().ok()?, epoch: epoch.parse().ok()? })
    }
}

/// The file's name: `00000000000000000223-0000000002.checkpoint`.
impl fmt::Display for SnapshotId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:020}-{:010}.checkpoint", self.end_offset, self.epoch)
    }
}

/// The bytes of a snapshot of `image`, made at `now_ms` (Unix milliseconds).
pub fn write_snapshot(image: &MetadataImage, quorum: &Quorum, now_ms: i64) -> Vec<u8> {
    let mut writer =
        SnapshotWriter::new(SnapshotId::of(image), image.position().timestamp_ms, quorum, now_ms);
    writer.push_all(image.records(), image.metadata_version());
    writer.finish()
}

/// The bytes of the snapshot that a new folder is formatted with: the features that Kafka 4.4 would finalize.
pub fn write_bootstrap(quorum: &Quorum, now_ms: i64) -> Vec<u8> {
    let mut writer = SnapshotWriter::new(SnapshotId::BOOTSTRAP, now_ms, quorum, now_ms);
    writer.push_all(bootstrap_records().into_iter(), MetadataVersion::LATEST_PRODUCTION);
    writer.finish()
}

/// The features of a new folder, in Kafka's order.
pub fn bootstrap_records() -> Vec<MetadataRecord> {
    let level = |name: &str, feature_level| FeatureLevelRecord { name: name.to_owned(), feature_level };
    let formatted = SUPPORTED_FEATURES.iter().filter_map(|feature| Some((feature.name, feature.formatted?)));
    formatted.map(|(name, formatted)| level(name, formatted).into()).collect()
}

/// A snapshot is a sequence of batches with offsets of its own: header and quorum, metadata, footer.
struct SnapshotWriter {
    bytes: Vec<u8>,
    next_offset: i64,
    epoch: i32,
    now_ms: i64,
}

impl SnapshotWriter {
    fn new(id: SnapshotId, last_contained_log_timestamp: i64, quorum: &Quorum, now_ms: i64) -> Self {
        let mut writer = Self { bytes: Vec::new(), next_offset: 0, epoch: id.epoch, now_ms };
        let header = SnapshotHeaderRecord { version: 0, last_contained_log_timestamp };
        let mut control = vec![ControlRecord::SnapshotHeader(header)];
        control.extend(quorum.snapshot_records());
        writer.push(BatchContent::Control(control));
        writer
    }

    fn push_all(
        &mut self,
        mut records: impl Iterator<Item = MetadataRecord>,
        metadata_version: MetadataVersion,
    ) {
        loop {
            let records: Vec<MetadataRecord> = records.by_ref().take(RECORDS_PER_BATCH).collect();
            if records.is_empty() {
                return;
            }
            self.push(BatchContent::Records { records, metadata_version });
        }
    }

    fn push(&mut self, content: BatchContent) {
        let (base_offset, epoch, timestamp_ms) = (self.next_offset, self.epoch, self.now_ms);
        let batch = MetadataBatch { base_offset, epoch, timestamp_ms, content };
        self.bytes.extend_from_slice(&batch.to_bytes());
        self.next_offset = batch.end_offset();
    }

    fn finish(mut self) -> Vec<u8> {
        let footer = ControlRecord::SnapshotFooter(SnapshotFooterRecord { version: 0 });
        self.push(BatchContent::Control(vec![footer]));
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use protocol::records::batches;

    use super::*;
    use crate::loader::{ImageLoader, LoadError, snapshot_records};

    /// What `kafka-storage format --standalone` of Kafka 4.4.0 wrote.
    const KAFKA: &[u8] = include_bytes!("../testdata/kafka-4.4.0-bootstrap.checkpoint");

    #[test]
    fn a_new_folder_is_formatted_as_kafka_formats_it() {
        let mut quorum = Quorum::new(7);
        let records = snapshot_records(KAFKA, &mut quorum).expect("Kafka's own file");
        assert_eq!(records, bootstrap_records());
        assert_eq!((quorum.kraft_version(), quorum.voter_ids()), (1, Some(vec![7])));

        let ours = write_bootstrap(&quorum, 1_795_265_000_000);
        assert_eq!(ours.len(), KAFKA.len());
        for (ours, kafka) in batches(&ours).zip(batches(KAFKA)) {
            let (ours, kafka) = (ours.expect("valid"), kafka.expect("valid"));
            assert_eq!(ours.header().base_offset(), kafka.header().base_offset());
            assert_eq!(ours.header().attributes(), kafka.header().attributes());
            assert_eq!(ours.header().last_offset_delta(), kafka.header().last_offset_delta());
        }
        let mut again = Quorum::new(7);
        assert_eq!(snapshot_records(&ours, &mut again).expect("ours"), records);
        assert_eq!(again, quorum);
    }

    #[test]
    fn an_unfinished_snapshot_is_refused() {
        let id = SnapshotId { end_offset: 3, epoch: 1 };
        let load = |bytes: &[u8]| ImageLoader::new(Quorum::new(7)).on_snapshot(id, bytes);
        load(KAFKA).expect("whole");
        let footer = KAFKA.len() - 75;
        assert!(matches!(load(&KAFKA[..footer]), Err(LoadError::Unfinished("footer"))));
        assert!(matches!(load(&[]), Err(LoadError::Unfinished("header"))));
        for len in 1..KAFKA.len() {
            assert!(load(&KAFKA[..len]).is_err(), "{len} bytes were taken for a snapshot");
        }
    }

    #[test]
    fn names_of_snapshots() {
        let id = SnapshotId { end_offset: 223, epoch: 2 };
        assert_eq!(id.to_string(), "00000000000000000223-0000000002.checkpoint");
        assert_eq!(SnapshotId::parse(&id.to_string()), Some(id));
        for name in [
            "00000000000000000223-0000000002.checkpoint.part",
            "00000000000000000223-0000000002.checkpoint.tmp",
            "223-2.checkpoint",
            "00000000000000000223-9999999999.checkpoint",
            "00000000000000000223.snapshot",
        ] {
            assert_eq!(SnapshotId::parse(name), None, "{name}");
        }
    }
}
