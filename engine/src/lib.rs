//! The log on disk as a library: append, read, recover, retain, compact.
//!
//! [`LogManager`] owns the logs of one shard and is driven by completions: it has neither threads nor an `Io` of its own. Files
//! and folders are Apache Kafka's, byte for byte (docs/FORMAT.md). [`Engine`] is the same for a program that wants a log and no
//! event loop.
#![forbid(unsafe_code)]

mod append_queue;
mod batch;
pub mod checkpoint;
mod cleaner;
mod durability;
mod engine;
mod error;
mod event;
pub mod file_name;
mod journal;
pub mod leader_epoch_cache;
mod loader;
mod log;
mod log_config;
mod manager;
mod offset;
pub mod planted;
pub mod producer_state;
mod recent_batches;
mod scan;
mod segment;
mod space;
mod sparse_index;
mod topic_partition;
mod transaction_index;
mod validation;

pub use batch::{BatchSummary, HEADER_LEN};
pub use cleaner::{CleanerConfig, CleanerReport};
pub use engine::{Engine, EngineConfig, Flush, Isolation, OwnedRecord, ReadBatches};
pub use error::Error;
pub use event::{LogEvent, RecoveryFinding};
pub use journal::{JournalReport, JournalStatistics, replay_journals};
pub use loader::{LoadedLog, LogLoader, OpenLog};
pub use log::{
    AppendOrigin, Availability, Log, LogAppendInfo, Now, ReadPlan, ReadRequest, TimestampQuery,
    TimestampedOffset,
};
pub use log_config::{CompressionType, DurabilityMode, LogConfig, RecordValidation, TimestampType};
pub use manager::{LogId, LogManager, LogManagerConfig};
pub use offset::{LeaderEpoch, Offset, Position};
pub use topic_partition::TopicPartition;
pub use transaction_index::AbortedTransaction;
