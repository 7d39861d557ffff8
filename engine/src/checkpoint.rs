//! Small control files of a log directory, each a type that turns into bytes and back. Who writes them decides when;
//! whole replacement of a file is [`io::FileSystem::replace_file`].

mod clean_shutdown;
mod lines;
mod offset_checkpoint;
mod partition_metadata;
mod recovery_points;

pub use clean_shutdown::{CLEAN_SHUTDOWN, CleanShutdown};
pub use lines::{decode_leader_epochs, encode_leader_epochs};
pub use offset_checkpoint::{
    CLEANER_OFFSET_CHECKPOINT, LOG_START_OFFSET_CHECKPOINT, OffsetCheckpoint, RECOVERY_POINT_CHECKPOINT,
    REPLICATION_OFFSET_CHECKPOINT,
};
pub use partition_metadata::PartitionMetadata;
pub(crate) use recovery_points::RecoveryPoints;

/// Why a control file could not be understood. The reader adds which file.
#[derive(Debug, Clone, Eq, PartialEq, thiserror::Error)]
#[error("{reason}")]
pub struct Malformed {
    /// What is wrong with it, for an operator.
    pub reason: String,
}

impl Malformed {
    pub(crate) fn new(reason: impl Into<String>) -> Self {
        Malformed { reason: reason.into() }
    }
}

/// The longest control file that is read; Kafka's largest checkpoints have a line of some 270 bytes per partition.
pub const CONTROL_FILE_LEN_MAX: usize = 64 << 20;
