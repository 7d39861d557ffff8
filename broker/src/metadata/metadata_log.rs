//! `__cluster_metadata-0`: the log, its snapshots and `quorum-state`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use engine::{
    AppendOrigin, Availability, DurabilityMode, LeaderEpoch, LogConfig, LogId, LogManager, Offset, OpenLog,
    ReadRequest,
};
use engine::{RecordValidation, TopicPartition};
use io::{FileSystem, Io, SharedBuffer};
use protocol::{MetadataRecord, Uuid};
use replication::snapshot::{SNAPSHOT_LEN_MAX, bootstrap_records, write_bootstrap, write_snapshot};
use replication::{
    ImageLoader, Loaded, METADATA_TOPIC, MetadataBatch, MetadataImage, MetadataLog, QUORUM_STATE_LEN_MAX,
    Quorum, QuorumState, SnapshotId, VoterSource, snapshot_records,
};

use super::folder::{Folder, damaged};
use crate::checkpoints::file_error;
use crate::shard::StartError;

const QUORUM_STATE: &str = "quorum-state";
/// Where folders that were formatted before Kafka 4.4 keep what [`SnapshotId::BOOTSTRAP`] holds now.
const BOOTSTRAP_CHECKPOINT: &str = "bootstrap.checkpoint";
/// A segment of the metadata log, in bytes: small enough that snapshots let old ones go.
const SEGMENT_BYTES: u32 = 64 << 20;
/// How much of the log is read at once, in bytes.
const READ_BYTES: u32 = 4 << 20;

/// The metadata log on disk.
#[derive(Debug)]
pub(super) struct ClusterMetadataLog {
    pub(super) id: LogId,
    folder: PathBuf,
    /// Bytes appended since the last snapshot.
    pub(super) bytes_since_snapshot: u64,
}

/// What the metadata log says at the start.
#[derive(Debug)]
pub(super) struct Replayed {
    pub(super) log: ClusterMetadataLog,
    pub(super) loaded: Loaded,
    /// What a log without records has to begin with.
    pub(super) bootstrap: Vec<MetadataRecord>,
}

impl ClusterMetadataLog {
    /// Opens the log of a folder, a new one if it has none, and replays it.
    pub(super) fn open<I: Io>(
        io: &mut I,
        logs: &mut LogManager,
        folder: &Folder,
        node_id: i32,
        clean: &[bool],
    ) -> Result<Replayed, StartError> {
        let directory = folder.metadata_directory();
        let path = directory.path.join(format!("{METADATA_TOPIC}-0"));
        io.create_directory(&path).map_err(|source| file_error(&path, source))?;
        io.sync_directory(&directory.path).map_err(|source| file_error(&directory.path, source))?;
        let mut quorum = Quorum::new(node_id);
        if folder.is_new {
            let bytes = write_bootstrap(&quorum, io.wall_clock_ms());
            replace_file(io, &path.join(SnapshotId::BOOTSTRAP.to_string()), &bytes)?;
        }
        if let Some(state) = read_quorum_state(io, &path)? {
            check_static_voters(&path, &state, node_id)?;
            quorum.apply_state(&state);
        }
        let bootstrap = read_bootstrap(io, &directory.path, &path, &mut quorum)?;
        let id = open_log(io, logs, Arc::clone(&directory.path), &path, clean[folder.metadata])?;
        let mut log = Self { id, folder: path, bytes_since_snapshot: 0 };
        let loaded = log.replay(io, logs, quorum)?;
        let voters = loaded.quorum.voter_ids();
        if let Some(voters) = voters.filter(|voters| *voters != [node_id]) {
            return Err(other_voters(&log.folder, &voters));
        }
        Ok(Replayed { log, loaded, bootstrap })
    }

    /// Whether it is in this log directory.
    pub(super) fn is_in(&self, directory: &Path) -> bool {
        self.folder.parent() == Some(directory)
    }

    fn replay<I: Io>(
        &mut self,
        io: &mut I,
        logs: &mut LogManager,
        quorum: Quorum,
    ) -> Result<Loaded, StartError> {
        let mut loader = self.load_snapshot(io, quorum)?;
        let unusable = |error: replication::LoadError| damaged(&self.folder, error.to_string());
        let log = logs.log(self.id);
        let end = log.log_end_offset();
        let mut offset = Offset(loader.next_offset()).max(log.log_start_offset());
        let mut bytes = Vec::new();
        while offset < end {
            let request = ReadRequest {
                offset,
                upper_bound: end,
                bytes_max: READ_BYTES,
                at_least_one_batch: true,
                aborted: false,
            };
            let plan = logs
                .plan_read(io, self.id, request)
                .map_err(|error| damaged(&self.folder, error.to_string()))?;
            for region in &plan.regions {
                bytes.resize(region.len as usize, 0);
                let read = io.read_at(&region.file, region.position, &mut bytes);
                let read = read.map_err(|source| file_error(&self.folder, source))?;
                self.bytes_since_snapshot += read as u64;
                loader.on_batches(&bytes[..read]).map_err(unusable)?;
            }
            if plan.next_offset <= offset {
                let reason = format!("the log cannot be read from offset {offset:?} on");
                return Err(damaged(&self.folder, reason));
            }
            offset = plan.next_offset;
        }
        loader.finish().map_err(unusable)
    }

    /// Replays the newest snapshot that is whole. A damaged one is passed over: the log behind an older one, or the whole
    /// log, says the same; where it does not, its replay finds the gap.
    fn load_snapshot<I: Io>(&self, io: &mut I, quorum: Quorum) -> Result<ImageLoader, StartError> {
        let mut snapshots = self.snapshots(io)?;
        while let Some(id) = snapshots.pop() {
            let path = self.folder.join(id.to_string());
            let bytes = io.read_all(&path, SNAPSHOT_LEN_MAX).map_err(|source| file_error(&path, source))?;
            let mut loader = ImageLoader::new(quorum.clone());
            match loader.on_snapshot(id, &bytes) {
                Ok(()) => return Ok(loader),
                Err(error) => tracing::warn!("{} is damaged and not used: {error}", path.display()),
            }
        }
        Ok(ImageLoader::new(quorum))
    }

    /// The finished snapshots but the one that the folder was formatted with, oldest first.
    fn snapshots<F: FileSystem>(&self, files: &mut F) -> Result<Vec<SnapshotId>, StartError> {
        let entries = files.list(&self.folder).map_err(|source| file_error(&self.folder, source))?;
        let ids = entries.iter().filter_map(|entry| SnapshotId::parse(&entry.name));
        let mut snapshots: Vec<SnapshotId> = ids.filter(|id| *id != SnapshotId::BOOTSTRAP).collect();
        snapshots.sort_unstable();
        Ok(snapshots)
    }

    /// Records that this node leads `epoch`, before anything is written in it: an epoch is never used twice.
    pub(super) fn write_quorum_state<F: FileSystem>(
        &self,
        files: &mut F,
        state: &QuorumState,
    ) -> Result<(), StartError> {
        replace_file(files, &self.folder.join(QUORUM_STATE), state.to_text().as_bytes())
    }

    /// Writes a snapshot of what is committed, and waits for its syncs: seldom enough for the shard to stand still for
    /// some milliseconds. Then lets go of older snapshots and of segments that it covers.
    pub(super) fn snapshot<I: Io>(
        &mut self,
        io: &mut I,
        logs: &mut LogManager,
        image: &MetadataImage,
        quorum: &Quorum,
    ) -> Result<(), StartError> {
        let id = SnapshotId::of(image);
        let bytes = write_snapshot(image, quorum, io.wall_clock_ms());
        replace_file(io, &self.folder.join(id.to_string()), &bytes)?;
        self.bytes_since_snapshot = 0;
        for older in self.snapshots(io)?.into_iter().filter(|older| *older < id) {
            let path = self.folder.join(older.to_string());
            io.remove_file(&path).map_err(|source| file_error(&path, source))?;
        }
        // All of it is committed: that is what the snapshot was made of.
        logs.update_high_watermark(self.id, Offset(id.end_offset));
        let trimmed = logs.delete_records(self.id, Some(Offset(id.end_offset)));
        trimmed.map(drop).map_err(|error| damaged(&self.folder, error.to_string()))
    }
}

/// Appends to the log of the shard that runs the control plane.
pub(super) struct Appender<'a, I> {
    pub(super) io: &'a mut I,
    pub(super) logs: &'a mut LogManager,
    pub(super) log: &'a mut ClusterMetadataLog,
}

impl<I: Io> MetadataLog for Appender<'_, I> {
    type Error = engine::Error;

    fn append(&mut self, batch: &MetadataBatch) -> Result<(), engine::Error> {
        let bytes = batch.to_bytes();
        self.log.bytes_since_snapshot += bytes.len() as u64;
        let records = SharedBuffer::copy_from(&bytes);
        let epoch = LeaderEpoch(batch.epoch);
        let info = self.logs.append(self.io, self.log.id, records, AppendOrigin::Coordinator, epoch)?;
        assert_eq!(info.base_offset.0, batch.base_offset, "the metadata log has another writer");
        Ok(())
    }
}

fn open_log<I: Io>(
    io: &mut I,
    logs: &mut LogManager,
    directory: Arc<Path>,
    folder: &Path,
    clean_shutdown: bool,
) -> Result<LogId, StartError> {
    let request = OpenLog {
        directory,
        topic_partition: TopicPartition::new(METADATA_TOPIC, 0),
        topic_id: Uuid::METADATA_TOPIC,
        config: log_config(),
        recovery_point: Offset(0),
        log_start_offset: Offset(0),
        clean_shutdown,
    };
    let log = logs.open_log(io, request).map_err(|error| damaged(folder, error.to_string()))?;
    match logs.log(log).availability() {
        Availability::Online => Ok(log),
        // Everything hangs on it: a metadata log is not served up to where it is damaged.
        Availability::Corrupt { from } => {
            Err(damaged(folder, format!("the log is damaged from offset {from} on")))
        }
        Availability::Offline => Err(damaged(folder, "the log directory failed".to_owned())),
    }
}

/// Records go by snapshots, never by time or size, and each batch is synced at once.
fn log_config() -> LogConfig {
    LogConfig {
        segment_bytes_max: SEGMENT_BYTES,
        segment_ms: i64::MAX,
        retention_ms: None,
        retention_bytes: None,
        message_bytes_max: i32::MAX as u32,
        timestamp_after_max_ms: i64::MAX,
        durability: DurabilityMode::Fsync,
        is_journaled: false,
        record_validation: RecordValidation::Header,
        ..LogConfig::default()
    }
}

fn read_quorum_state<F: FileSystem>(files: &mut F, folder: &Path) -> Result<Option<QuorumState>, StartError> {
    let path = folder.join(QUORUM_STATE);
    if !files.exists(&path).map_err(|source| file_error(&path, source))? {
        return Ok(None);
    }
    let bytes = files.read_all(&path, QUORUM_STATE_LEN_MAX).map_err(|source| file_error(&path, source))?;
    match QuorumState::parse(&String::from_utf8_lossy(&bytes)) {
        Ok(state) => Ok(Some(state)),
        Err(error) => {
            // With one voter nobody else can have been voted for, and the log knows the epochs that were led.
            tracing::warn!("{} is damaged and made anew: {error}", path.display());
            Ok(None)
        }
    }
}

fn check_static_voters(folder: &Path, state: &QuorumState, node_id: i32) -> Result<(), StartError> {
    match &state.voters {
        VoterSource::Static(voters) if !voters.is_empty() && *voters != [node_id] => {
            Err(other_voters(folder, voters))
        }
        _ => Ok(()),
    }
}

fn other_voters(folder: &Path, voters: &[i32]) -> StartError {
    StartError::Refused(format!(
        "{}: the metadata quorum has the voters {voters:?}, and this broker can be its only one",
        folder.display()
    ))
}

/// What the folder was formatted with; ours, if it does not say.
fn read_bootstrap<F: FileSystem>(
    files: &mut F,
    directory: &Path,
    folder: &Path,
    quorum: &mut Quorum,
) -> Result<Vec<MetadataRecord>, StartError> {
    let places = [folder.join(SnapshotId::BOOTSTRAP.to_string()), directory.join(BOOTSTRAP_CHECKPOINT)];
    for path in places {
        if files.exists(&path).map_err(|source| file_error(&path, source))? {
            let bytes =
                files.read_all(&path, SNAPSHOT_LEN_MAX).map_err(|source| file_error(&path, source))?;
            return snapshot_records(&bytes, quorum).map_err(|error| damaged(&path, error.to_string()));
        }
    }
    Ok(bootstrap_records())
}

fn replace_file<F: FileSystem>(files: &mut F, path: &Path, bytes: &[u8]) -> Result<(), StartError> {
    files.replace_file(path, bytes).map_err(|source| file_error(path, source))
}
