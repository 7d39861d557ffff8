//! How far each log was cleaned, and the file that remembers it: Kafka's `cleaner-offset-checkpoint`, one per log directory.
//!
//! The shards of a broker share the file. Each changes the lines of its own logs only, under a lock, so that none writes
//! over what another has learnt. A line that is lost or old costs a cleaning that was not needed, nothing else.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use ::io::FileSystem;

use crate::checkpoint::{CLEANER_OFFSET_CHECKPOINT, CONTROL_FILE_LEN_MAX, OffsetCheckpoint};
use crate::error::{Error, StorageContext};
use crate::{Offset, TopicPartition};

/// Locked while the checkpoint is read, changed and replaced.
const LOCK: &str = ".cleaner-offset-checkpoint.lock";

type Offsets = BTreeMap<TopicPartition, Offset>;

/// The cleaner's progress in all log directories.
#[derive(Debug, Default)]
pub(super) struct CleanerOffsets {
    directories: Vec<DirectoryOffsets>,
}

#[derive(Debug)]
struct DirectoryOffsets {
    path: Arc<Path>,
    known: Offsets,
    /// What the file does not say yet; none takes a line out.
    changes: BTreeMap<TopicPartition, Option<Offset>>,
}

impl CleanerOffsets {
    /// Where the last cleaning of a log ended. Reads the directory's file when it is the first one asked for.
    pub(super) fn get(
        &mut self,
        fs: &mut impl FileSystem,
        directory: &Arc<Path>,
        topic_partition: &TopicPartition,
    ) -> Result<Option<Offset>, Error> {
        Ok(self.directory(fs, directory)?.known.get(topic_partition).copied())
    }

    /// A log is clean below `offset`; for none, nothing is known of it any more.
    pub(super) fn set(
        &mut self,
        fs: &mut impl FileSystem,
        directory: &Arc<Path>,
        topic_partition: &TopicPartition,
        offset: Option<Offset>,
    ) -> Result<(), Error> {
        let of_directory = self.directory(fs, directory)?;
        let before = match offset {
            Some(offset) => of_directory.known.insert(topic_partition.clone(), offset),
            None => of_directory.known.remove(topic_partition),
        };
        if before != offset {
            of_directory.changes.insert(topic_partition.clone(), offset);
        }
        Ok(())
    }

    /// Whether [`CleanerOffsets::write`] has something to do.
    pub(super) fn has_changes(&self) -> bool {
        self.directories.iter().any(|directory| !directory.changes.is_empty())
    }

    /// A directory that failed is written to no more.
    pub(super) fn forget_directory(&mut self, path: &Path) {
        self.directories.retain(|directory| &*directory.path != path);
    }

    /// Brings the files up to date. One that another shard is writing just now is left for the next call. The error comes with
    /// its directory.
    pub(super) fn write(&mut self, fs: &mut impl FileSystem) -> Result<(), (Arc<Path>, Error)> {
        for directory in self.directories.iter_mut().filter(|directory| !directory.changes.is_empty()) {
            directory.write(fs).map_err(|error| (directory.path.clone(), error))?;
        }
        Ok(())
    }

    fn directory(
        &mut self,
        fs: &mut impl FileSystem,
        path: &Arc<Path>,
    ) -> Result<&mut DirectoryOffsets, Error> {
        let index = match self.directories.iter().position(|known| known.path == *path) {
            Some(index) => index,
            None => {
                let known = read(fs, path)?;
                self.directories.push(DirectoryOffsets {
                    path: path.clone(),
                    known,
                    changes: BTreeMap::new(),
                });
                self.directories.len() - 1
            }
        };
        Ok(&mut self.directories[index])
    }
}

impl DirectoryOffsets {
    fn write(&mut self, fs: &mut impl FileSystem) -> Result<(), Error> {
        let lock = self.path.join(LOCK);
        let _lock = match fs.lock(&lock) {
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => return Ok(()),
            result => result.context("locking", &lock)?,
        };
        let mut offsets = read(fs, &self.path)?;
        for (topic_partition, offset) in &self.changes {
            match offset {
                Some(offset) => offsets.insert(topic_partition.clone(), *offset),
                None => offsets.remove(topic_partition),
            };
        }
        let path = self.path.join(CLEANER_OFFSET_CHECKPOINT);
        let text = OffsetCheckpoint { entries: offsets.into_iter().collect() }.encode();
        fs.replace_file(&path, &text).context("writing", &path)?;
        self.changes.clear();
        Ok(())
    }
}

/// What the file says. A damaged one says nothing: it is written anew, and the logs count as dirty.
fn read(fs: &mut impl FileSystem, directory: &Path) -> Result<Offsets, Error> {
    let path = directory.join(CLEANER_OFFSET_CHECKPOINT);
    let bytes = match fs.read_all(&path, CONTROL_FILE_LEN_MAX) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Offsets::new()),
        Err(error) => return Err(error).context("reading", &path),
    };
    match OffsetCheckpoint::decode(&bytes) {
        Ok(checkpoint) => Ok(checkpoint.entries.into_iter().collect()),
        Err(damage) => {
            tracing::warn!(path = %path.display(), %damage, "the cleaner's checkpoint cannot be read");
            Ok(Offsets::new())
        }
    }
}

/// Below which offset a log was compacted once, for a recovery that meets a gap.
pub(crate) fn cleaned_to(
    fs: &mut impl FileSystem,
    directory: &Path,
    topic_partition: &TopicPartition,
) -> Result<Offset, Error> {
    Ok(read(fs, directory)?.get(topic_partition).copied().unwrap_or(Offset::ZERO))
}
