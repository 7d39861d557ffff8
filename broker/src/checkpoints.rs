//! The checkpoint files of the log directories, which shard 0 reads at the start and writes for all shards.

use std::path::Path;
use std::sync::Arc;

use engine::checkpoint::{
    CLEAN_SHUTDOWN, CleanShutdown, LOG_START_OFFSET_CHECKPOINT, OffsetCheckpoint, RECOVERY_POINT_CHECKPOINT,
    REPLICATION_OFFSET_CHECKPOINT,
};
use engine::{Offset, TopicPartition};
use io::FileSystem;
use protocol::Uuid;

use crate::shard::{StartError, StartFacts};

/// Largest checkpoint file that is read: a million partitions with the longest names.
const CHECKPOINT_BYTES_MAX: usize = 300 << 20;
/// Kafka's own name for the mark of version 0; larger files are none.
const CLEAN_SHUTDOWN_BYTES_MAX: usize = 4096;

/// What the checkpoint files say of one log; 0 where they say nothing.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct CheckpointedLog {
    /// Below it everything is synced.
    pub(crate) recovery_point: i64,
    /// Records below it are deleted.
    pub(crate) log_start_offset: i64,
    /// The high watermark that was known to be reached.
    pub(crate) high_watermark: i64,
}

/// How far one log is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct LogCheckpoint {
    /// Index into the configured `log.dirs`.
    pub(crate) directory: u16,
    pub(crate) topic: Arc<str>,
    /// Files know topics by name only; another topic may have it by the time that they are written.
    pub(crate) topic_id: Uuid,
    pub(crate) partition: i32,
    pub(crate) log: CheckpointedLog,
}

/// Reads one directory's files into `facts`. Its clean-shutdown mark stays for [`remove_clean_shutdown`].
///
/// A damaged checkpoint is rebuilt: recovery then reads more than it had to, and one line says so.
pub(crate) fn read_directory<F: FileSystem>(
    files: &mut F,
    index: u16,
    directory: &Path,
    facts: &mut StartFacts,
) -> Result<(), StartError> {
    let mark = directory.join(CLEAN_SHUTDOWN);
    let mut is_clean = exists(files, &mark)?
        && files
            .read_all(&mark, CLEAN_SHUTDOWN_BYTES_MAX)
            .is_ok_and(|bytes| CleanShutdown::decode(&bytes).is_ok());
    for (name, set) in FILES {
        let path = directory.join(name);
        if !exists(files, &path)? {
            continue;
        }
        let bytes =
            files.read_all(&path, CHECKPOINT_BYTES_MAX).map_err(|source| file_error(&path, source))?;
        match OffsetCheckpoint::decode(&bytes) {
            Ok(checkpoint) => {
                for (log, offset) in checkpoint.entries {
                    set(
                        facts.logs.entry((index, log.topic.to_string(), log.partition)).or_default(),
                        offset.0,
                    );
                }
            }
            Err(error) => {
                tracing::warn!(path = %path.display(), "{error}; it is rebuilt by recovering the directory's logs");
                is_clean = false;
            }
        }
    }
    facts.clean.push(is_clean);
    Ok(())
}

/// Removes a directory's clean-shutdown mark: what is written from here on needs recovery until the next clean stop. To be
/// called when the start can no longer be refused, or the next attempt would take damage for the traces of a crash.
pub(crate) fn remove_clean_shutdown<F: FileSystem>(
    files: &mut F,
    directory: &Path,
) -> Result<(), StartError> {
    let mark = directory.join(CLEAN_SHUTDOWN);
    if exists(files, &mark)? {
        files.remove_file(&mark).map_err(|source| file_error(&mark, source))?;
        files.sync_directory(directory).map_err(|source| file_error(directory, source))?;
    }
    Ok(())
}

/// Writes the files of one directory. `logs` may hold those of others too.
pub(crate) fn write_directory<F: FileSystem>(
    files: &mut F,
    index: u16,
    directory: &Path,
    logs: &[LogCheckpoint],
) -> std::io::Result<()> {
    let mine = || logs.iter().filter(|log| log.directory == index);
    let entries = |keep: fn(&LogCheckpoint) -> Option<i64>| OffsetCheckpoint {
        entries: mine()
            .filter_map(|log| {
                Some((TopicPartition::new(log.topic.clone(), log.partition), Offset(keep(log)?)))
            })
            .collect(),
    };
    let recovery = entries(|log| Some(log.log.recovery_point));
    // As in Kafka, a start at 0 is not worth an entry.
    let start = entries(|log| Some(log.log.log_start_offset).filter(|start| *start > 0));
    let watermarks = entries(|log| Some(log.log.high_watermark));
    files.replace_file(&directory.join(RECOVERY_POINT_CHECKPOINT), &recovery.encode())?;
    files.replace_file(&directory.join(LOG_START_OFFSET_CHECKPOINT), &start.encode())?;
    files.replace_file(&directory.join(REPLICATION_OFFSET_CHECKPOINT), &watermarks.encode())
}

/// Takes what one directory's files say of logs that are gone out of them. The files know logs by the names of their topics:
/// a later topic of the same name would be opened with the recovery point and the start of the old one's log.
///
/// A damaged file is left to the next round, or to the start that finds it.
pub(crate) fn forget<F: FileSystem>(
    files: &mut F,
    directory: &Path,
    is_gone: &dyn Fn(&TopicPartition) -> bool,
) -> std::io::Result<()> {
    for (name, _) in FILES {
        let path = directory.join(name);
        if !files.exists(&path)? {
            continue;
        }
        let bytes = files.read_all(&path, CHECKPOINT_BYTES_MAX)?;
        let Ok(mut checkpoint) = OffsetCheckpoint::decode(&bytes) else { continue };
        let entries = checkpoint.entries.len();
        checkpoint.entries.retain(|(log, _)| !is_gone(log));
        if checkpoint.entries.len() < entries {
            files.replace_file(&path, &checkpoint.encode())?;
        }
    }
    Ok(())
}

/// Leaves the mark that lets the next start skip recovery. Written last.
pub(crate) fn write_clean_shutdown<F: FileSystem>(
    files: &mut F,
    directory: &Path,
    broker_epoch: i64,
) -> std::io::Result<()> {
    files.replace_file(&directory.join(CLEAN_SHUTDOWN), &CleanShutdown { broker_epoch }.encode())
}

type Set = fn(&mut CheckpointedLog, i64);

const FILES: [(&str, Set); 3] = [
    (RECOVERY_POINT_CHECKPOINT, |log, offset| log.recovery_point = offset),
    (LOG_START_OFFSET_CHECKPOINT, |log, offset| log.log_start_offset = offset),
    (REPLICATION_OFFSET_CHECKPOINT, |log, offset| log.high_watermark = offset),
];

fn exists<F: FileSystem>(files: &mut F, path: &Path) -> Result<bool, StartError> {
    files.exists(path).map_err(|source| file_error(path, source))
}

pub(crate) fn file_error(path: &Path, source: std::io::Error) -> StartError {
    StartError::File { path: path.display().to_string(), source }
}
