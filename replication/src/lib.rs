//! Partition leadership and the metadata of the cluster, without I/O.
//!
//! [`PartitionLeader`] decides what of a partition is safe to show. [`MetadataImage`] is the replay of Kafka's metadata
//! records, and [`Controller`] the one place that decides which records come next. The small files beside the metadata
//! log ([`MetaProperties`], [`QuorumState`], [`snapshot`]) are values and bytes here; who reads and writes them is the
//! broker.
#![forbid(unsafe_code)]

mod batch;
mod chunked_map;
mod controller;
mod image;
mod json;
mod loader;
mod meta_properties;
mod metadata_version;
mod parse_error;
mod partition_leader;
mod quorum;
mod quorum_state;
mod record_version;
pub mod snapshot;
mod topic_name;

pub use batch::{BatchContent, MetadataBatch, MetadataLog};
pub use controller::*;
pub use image::*;
pub use loader::{ImageLoader, LoadError, Loaded, snapshot_records};
pub use meta_properties::{META_PROPERTIES_LEN_MAX, MetaProperties};
pub use metadata_version::*;
pub use parse_error::ParseError;
pub use partition_leader::{DurabilityMode, LeaderStart, LogEnds, PartitionLeader};
pub use quorum::Quorum;
pub use quorum_state::{QUORUM_STATE_LEN_MAX, QuorumState, VoterSource};
pub use snapshot::SnapshotId;
pub use topic_name::{INTERNAL_TOPICS, METADATA_TOPIC, TOPIC_NAME_LEN_MAX, validate_topic_name};
