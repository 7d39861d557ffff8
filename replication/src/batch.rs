//! What is appended to the metadata log, one batch at a time.

use bytes::Bytes;
use protocol::MetadataRecord;
use protocol::records::{BatchBuilder, ControlRecord};

use crate::metadata_version::MetadataVersion;
use crate::record_version::record_version;

/// A batch for the metadata log. All of it becomes durable, or nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct MetadataBatch {
    /// The offset of its first record: where the log ends now.
    pub base_offset: i64,
    /// The epoch of the controller's term.
    pub epoch: i32,
    /// The time of all its records, Unix milliseconds.
    pub timestamp_ms: i64,
    /// Its records.
    pub content: BatchContent,
}

/// The records of a batch: a control batch has nothing but control records.
#[derive(Clone, Debug, PartialEq)]
pub enum BatchContent {
    /// What the quorum says to itself.
    Control(Vec<ControlRecord>),
    /// Metadata.
    Records {
        /// The records.
        records: Vec<MetadataRecord>,
        /// The level that decides the records' versions.
        metadata_version: MetadataVersion,
    },
}

impl MetadataBatch {
    /// How many records it has, which is how many offsets it takes.
    pub fn record_count(&self) -> usize {
        match &self.content {
            BatchContent::Control(records) => records.len(),
            BatchContent::Records { records, .. } => records.len(),
        }
    }

    /// The offset behind its last record.
    pub fn end_offset(&self) -> i64 {
        self.base_offset + self.record_count() as i64
    }

    /// Whether it changes anything that others than the controller look at.
    pub(crate) fn is_visible(&self) -> bool {
        let is_internal = |record: &MetadataRecord| {
            matches!(record, MetadataRecord::ProducerIdsRecord(_) | MetadataRecord::NoOpRecord(_))
        };
        match &self.content {
            BatchContent::Control(_) => false,
            BatchContent::Records { records, .. } => !records.iter().all(is_internal),
        }
    }

    /// The batch as it stands in the log, uncompressed as Kafka writes it.
    ///
    /// # Panics
    /// If a record has no bytes in its version, or the batch is larger than a batch can be: the controller makes records
    /// that have, and bounds their number.
    pub fn to_bytes(&self) -> Bytes {
        let mut builder =
            BatchBuilder::plain().base_offset(self.base_offset).partition_leader_epoch(self.epoch);
        match &self.content {
            BatchContent::Control(records) => {
                builder = builder.control();
                for record in records {
                    let value = record.value().expect("a control record of our own has bytes");
                    builder.append(self.timestamp_ms, Some(&record.key()), Some(&value), &[]);
                }
            }
            BatchContent::Records { records, metadata_version } => {
                for record in records {
                    let version = record_version(record, *metadata_version);
                    let value = record
                        .to_bytes(version)
                        .unwrap_or_else(|error| panic!("{} v{version}: {error}", record.name()));
                    builder.append(self.timestamp_ms, None, Some(&value), &[]);
                }
            }
        }
        builder.build().expect("the number of records is bounded")
    }
}

/// Where the controller's batches go: the local log while this node is the only voter, a replicated one later.
pub trait MetadataLog {
    /// Why a batch was not taken.
    type Error;

    /// Takes a batch that begins where the log ends. It counts when [`crate::Controller::on_committed`] has heard that it
    /// is durable, whatever the durability mode of topics.
    fn append(&mut self, batch: &MetadataBatch) -> Result<(), Self::Error>;
}
