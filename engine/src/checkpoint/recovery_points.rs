//! The recovery points of a log directory's logs, as a start would find them.

use std::collections::BTreeMap;
use std::path::Path;

use ::io::FileSystem;

use super::{CONTROL_FILE_LEN_MAX, OffsetCheckpoint, RECOVERY_POINT_CHECKPOINT};
use crate::error::{Error, StorageContext};
use crate::{Offset, TopicPartition};

/// What `recovery-point-offset-checkpoint` says. Its lines are of the logs that have these names now: a line goes before another
/// topic gets its name.
#[derive(Debug, Default)]
pub(crate) struct RecoveryPoints(BTreeMap<TopicPartition, Offset>);

impl RecoveryPoints {
    /// Reads the file. One that is missing or damaged says nothing.
    pub(crate) fn read(fs: &mut impl FileSystem, directory: &Path) -> Result<Self, Error> {
        let path = directory.join(RECOVERY_POINT_CHECKPOINT);
        let bytes = match fs.read_all(&path, CONTROL_FILE_LEN_MAX) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(error).context("reading", &path),
        };
        let checkpoint = OffsetCheckpoint::decode(&bytes).unwrap_or_default();
        Ok(RecoveryPoints(checkpoint.entries.into_iter().collect()))
    }

    /// Below it a log's segments were synced.
    pub(crate) fn of(&self, topic_partition: &TopicPartition) -> Offset {
        self.0.get(topic_partition).copied().unwrap_or(Offset::ZERO)
    }
}
