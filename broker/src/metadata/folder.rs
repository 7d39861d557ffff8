//! The log directories: whose they are, and which partitions they hold.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use engine::TopicPartition;
use engine::file_name::FolderName;
use io::{EntryKind, FileSystem};
use protocol::Uuid;
use replication::{
    LocalPartitions, META_PROPERTIES_LEN_MAX, METADATA_TOPIC, MetaProperties, MetadataImage, Topic,
};

use crate::checkpoints::file_error;
use crate::shard::StartError;

const META_PROPERTIES: &str = "meta.properties";

/// What the log directories say of themselves.
#[derive(Debug)]
pub(super) struct Folder {
    /// The cluster's id.
    pub(super) cluster_id: String,
    /// The directories, in the order of `log.dirs`.
    pub(super) directories: Vec<LogDirectory>,
    /// Where the metadata log is.
    pub(super) metadata: usize,
    /// Whether nobody has used the folder before.
    pub(super) is_new: bool,
}

/// One log directory.
#[derive(Debug)]
pub(super) struct LogDirectory {
    pub(super) path: Arc<Path>,
    pub(super) id: Uuid,
    /// Whether its `meta.properties` has to be written.
    is_unmarked: bool,
    partitions: Vec<TopicPartition>,
}

impl Folder {
    /// Looks at the directories; nothing is written yet. New directories get ids from `random`.
    pub(super) fn open<F: FileSystem>(
        files: &mut F,
        node_id: i32,
        paths: &[PathBuf],
        random: &mut dyn FnMut(&mut F) -> u64,
    ) -> Result<Self, StartError> {
        let mut found = Vec::new();
        for path in paths {
            found.push((read_meta_properties(files, path, node_id)?, list_partitions(files, path)?));
        }
        let cluster_id = common_cluster_id(paths, &found)?;
        let is_new = cluster_id.is_none();
        let mut directories: Vec<LogDirectory> = Vec::new();
        for (path, (properties, partitions)) in paths.iter().zip(found) {
            // A metadata log without a record is what a first start leaves that was cut short before it set its mark.
            let is_begun = properties.is_none() && has_empty_metadata_log(files, path)?;
            let is_strange = |partition: &&TopicPartition| !(is_begun && &*partition.topic == METADATA_TOPIC);
            if let Some(stranger) = partitions.iter().find(is_strange).filter(|_| properties.is_none()) {
                let reason = format!(
                    "missing, although the directory holds {}-{}",
                    stranger.topic, stranger.partition
                );
                return Err(damaged(&path.join(META_PROPERTIES), reason));
            }
            let recorded = properties.and_then(|properties| properties.directory_id);
            let id = recorded.unwrap_or_else(|| new_directory_id(&mut || random(files)));
            if let Some(other) = directories.iter().find(|other| other.id == id) {
                let reason =
                    format!("has the directory.id of {}: one is a copy of the other", other.path.display());
                return Err(damaged(&path.join(META_PROPERTIES), reason));
            }
            let is_unmarked = recorded.is_none();
            directories.push(LogDirectory { path: Arc::from(&**path), id, is_unmarked, partitions });
        }
        let holds_metadata = |directory: &LogDirectory| {
            directory.partitions.iter().any(|partition| &*partition.topic == METADATA_TOPIC)
        };
        let metadata = directories.iter().position(holds_metadata);
        let orphan =
            directories.iter().find_map(|directory| Some((directory, directory.partitions.first()?)));
        if let (None, Some((directory, partition))) = (metadata, orphan) {
            // Without its metadata every log would look like a stranger's.
            return Err(StartError::Refused(format!(
                "{} holds {}-{}, and no directory of log.dirs holds the metadata log {METADATA_TOPIC}-0 \
                 (metadata.log.dir must be one of them)",
                directory.path.display(),
                partition.topic,
                partition.partition
            )));
        }
        Ok(Self {
            cluster_id: cluster_id.unwrap_or_else(|| Uuid::from_random(|| random(files)).to_string()),
            metadata: metadata.unwrap_or(0),
            directories,
            is_new,
        })
    }

    /// Where the metadata log is.
    pub(super) fn metadata_directory(&self) -> &LogDirectory {
        &self.directories[self.metadata]
    }

    /// Marks the directories that bear no mark yet. The metadata log's comes last: a start that is cut short leaves a
    /// folder that still counts as new.
    pub(super) fn mark<F: FileSystem>(&mut self, files: &mut F, node_id: i32) -> Result<(), StartError> {
        let metadata = self.metadata;
        let others = (0..self.directories.len()).filter(|index| *index != metadata);
        for index in others.chain([metadata]) {
            let directory = &mut self.directories[index];
            if !std::mem::take(&mut directory.is_unmarked) {
                continue;
            }
            let cluster_id = self.cluster_id.clone();
            let properties = MetaProperties { cluster_id, node_id, directory_id: Some(directory.id) };
            // Before the mark: whoever is killed in between leaves a directory that counts as new, and the next start syncs
            // again. A mark is never found in a folder whose name a power cut may still take.
            sync_ancestors(files, &directory.path)?;
            let path = directory.path.join(META_PROPERTIES);
            let written = files.replace_file(&path, properties.to_text().as_bytes());
            written.map_err(|source| file_error(&path, source))?;
        }
        Ok(())
    }

    /// Which directory has the log of each partition.
    pub(super) fn partitions(&self) -> FoundPartitions {
        let mut found = BTreeMap::new();
        for directory in &self.directories {
            found.extend(directory.partitions.iter().map(|partition| (partition.clone(), directory.id)));
        }
        FoundPartitions { found }
    }

    /// The logs that belong to no topic of the metadata, or to an earlier topic of the same name: a crash between a topic's
    /// deletion and its logs' leaves them. By index into the directories.
    pub(super) fn strays<F: FileSystem>(
        &self,
        files: &mut F,
        image: &MetadataImage,
    ) -> Result<BTreeSet<(u16, TopicPartition)>, StartError> {
        let mut strays = BTreeSet::new();
        for (index, directory) in self.directories.iter().enumerate() {
            let partitions = directory.partitions.iter();
            for partition in partitions.filter(|partition| &*partition.topic != METADATA_TOPIC) {
                let folder = directory.path.join(partition.to_string());
                if !self.is_known(files, &folder, partition, image)? {
                    strays.insert((index as u16, partition.clone()));
                }
            }
        }
        Ok(strays)
    }

    /// Puts stray logs aside. Kafka gives them the same names, and nobody reads them.
    pub(super) fn set_aside<F: FileSystem>(
        &self,
        files: &mut F,
        strays: &BTreeSet<(u16, TopicPartition)>,
        random: &mut dyn FnMut(&mut F) -> u64,
    ) -> Result<(), StartError> {
        for (directory, partition) in strays {
            let directory = &self.directories[usize::from(*directory)].path;
            let folder = directory.join(partition.to_string());
            let unique = u128::from(random(files)) << 64 | u128::from(random(files));
            let suffix = format!("-{}.{unique:032x}-stray", partition.partition);
            let topic = &partition.topic[..partition.topic.len().min(255 - suffix.len())];
            let stray = directory.join(format!("{topic}{suffix}"));
            tracing::warn!(
                "{} belongs to no topic of the metadata; it is kept as {}",
                folder.display(),
                stray.display()
            );
            files.rename(&folder, &stray).map_err(|source| file_error(&folder, source))?;
            files.sync_directory(directory).map_err(|source| file_error(directory, source))?;
        }
        Ok(())
    }

    fn is_known<F: FileSystem>(
        &self,
        files: &mut F,
        folder: &Path,
        partition: &TopicPartition,
        image: &MetadataImage,
    ) -> Result<bool, StartError> {
        let Some(topic) = image.topic(&partition.topic) else { return Ok(false) };
        if topic.partition(partition.partition).is_none() {
            return Ok(false);
        }
        let path = folder.join(engine::file_name::PARTITION_METADATA);
        if !files.exists(&path).map_err(|source| file_error(&path, source))? {
            return Ok(true);
        }
        let bytes =
            files.read_all(&path, META_PROPERTIES_LEN_MAX).map_err(|source| file_error(&path, source))?;
        // A damaged file says nothing; the log's own loader tells and rebuilds it.
        Ok(engine::checkpoint::PartitionMetadata::decode(&bytes)
            .map_or(true, |file| file.topic_id == topic.id))
    }
}

/// Where logs were found, by topic and partition.
#[derive(Debug, Default)]
pub(super) struct FoundPartitions {
    found: BTreeMap<TopicPartition, Uuid>,
}

impl LocalPartitions for FoundPartitions {
    fn directory(&self, topic: &Topic, partition: i32) -> Option<Uuid> {
        self.found.get(&TopicPartition::new(Arc::clone(&topic.name), partition)).copied()
    }
}

/// Whether a directory's metadata log, if it has one, holds no record.
fn has_empty_metadata_log<F: FileSystem>(files: &mut F, directory: &Path) -> Result<bool, StartError> {
    let folder = directory.join(format!("{METADATA_TOPIC}-0"));
    match files.list(&folder) {
        Ok(entries) => Ok(entries.iter().all(|entry| !entry.name.ends_with(".log") || entry.len == 0)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(true),
        Err(source) => Err(file_error(&folder, source)),
    }
}

/// A log directory that was just made must survive a power cut, and so must the folders made on the way to it.
fn sync_ancestors<F: FileSystem>(files: &mut F, directory: &Path) -> Result<(), StartError> {
    for ancestor in directory.ancestors().skip(1) {
        let ancestor = if ancestor.as_os_str().is_empty() { Path::new(".") } else { ancestor };
        match files.sync_directory(ancestor) {
            // Whoever may not read a folder did not make it either.
            Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => return Ok(()),
            synced => synced.map_err(|source| file_error(ancestor, source))?,
        }
    }
    Ok(())
}

/// Directory ids below 100 are reserved, as in Kafka; a random one is not expected to be.
fn new_directory_id(random: &mut dyn FnMut() -> u64) -> Uuid {
    loop {
        let id = Uuid::from_random(&mut *random);
        if id.as_u128() >= 100 {
            return id;
        }
    }
}

fn read_meta_properties<F: FileSystem>(
    files: &mut F,
    directory: &Path,
    node_id: i32,
) -> Result<Option<MetaProperties>, StartError> {
    let path = directory.join(META_PROPERTIES);
    if !files.exists(&path).map_err(|source| file_error(&path, source))? {
        return Ok(None);
    }
    let bytes = files.read_all(&path, META_PROPERTIES_LEN_MAX).map_err(|source| file_error(&path, source))?;
    let text = String::from_utf8(bytes).map_err(|_| damaged(&path, "not UTF-8".to_owned()))?;
    let properties = MetaProperties::parse(&text).map_err(|error| damaged(&path, error.to_string()))?;
    if properties.node_id != node_id {
        return Err(StartError::Refused(format!(
            "{} belongs to node.id {}, and this broker's node.id is {node_id}: start it with --override node.id={}",
            path.display(),
            properties.node_id,
            properties.node_id
        )));
    }
    Ok(Some(properties))
}

fn common_cluster_id(
    paths: &[PathBuf],
    found: &[(Option<MetaProperties>, Vec<TopicPartition>)],
) -> Result<Option<String>, StartError> {
    let mut common: Option<(&Path, &str)> = None;
    for (path, (properties, _)) in paths.iter().zip(found) {
        let Some(properties) = properties else { continue };
        match common {
            None => common = Some((path, &properties.cluster_id)),
            Some((_, id)) if id == properties.cluster_id => {}
            Some((first, id)) => {
                return Err(StartError::Refused(format!(
                    "{} belongs to cluster {id}, {} to cluster {}",
                    first.display(),
                    path.display(),
                    properties.cluster_id
                )));
            }
        }
    }
    Ok(common.map(|(_, id)| id.to_owned()))
}

/// The partitions whose folders a log directory has. An empty folder of the metadata log counts for nothing: a first
/// start that was cut short may have left it.
fn list_partitions<F: FileSystem>(
    files: &mut F,
    directory: &Path,
) -> Result<Vec<TopicPartition>, StartError> {
    let mut partitions = Vec::new();
    for entry in files.list(directory).map_err(|source| file_error(directory, source))? {
        if entry.kind != EntryKind::Directory {
            continue;
        }
        if let Some(FolderName::Partition(partition)) = FolderName::parse(&entry.name) {
            let folder = directory.join(&entry.name);
            if &*partition.topic != METADATA_TOPIC || has_log(files, &folder)? {
                partitions.push(partition);
            }
        }
    }
    Ok(partitions)
}

fn has_log<F: FileSystem>(files: &mut F, folder: &Path) -> Result<bool, StartError> {
    let entries = files.list(folder).map_err(|source| file_error(folder, source))?;
    Ok(entries.iter().any(|entry| entry.name.ends_with(".log")))
}

pub(super) fn damaged(path: &Path, reason: String) -> StartError {
    StartError::Damaged { path: path.display().to_string(), reason }
}
