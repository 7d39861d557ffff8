//! The log for programs that embed it: blocking calls, one thread, no event loop of the caller's.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use ::io::{Completion, FileLock, Io, PollIo, PollOptions, SharedBuffer, UringIo, UringOptions, probe_uring};
use protocol::Uuid;
use protocol::records::batches;

use crate::checkpoint::{
    CLEAN_SHUTDOWN, CONTROL_FILE_LEN_MAX, CleanShutdown, LOG_START_OFFSET_CHECKPOINT, OffsetCheckpoint,
    RECOVERY_POINT_CHECKPOINT,
};
use crate::cleaner::{CleanerConfig, CleanerReport};
use crate::error::{Error, StorageContext};
use crate::event::{LogEvent, RecoveryFinding};
use crate::loader::OpenLog;
use crate::log::{AppendOrigin, Log, LogAppendInfo, ReadRequest, TimestampQuery, TimestampedOffset};
use crate::log_config::LogConfig;
use crate::manager::{LogId, LogManager, LogManagerConfig};
use crate::{LeaderEpoch, Offset, TopicPartition};

/// How an engine is set up.
#[derive(Clone, Debug, Default)]
pub struct EngineConfig {
    /// The configuration of logs that are opened without one of their own.
    pub log: LogConfig,
    /// Of all logs.
    pub manager: LogManagerConfig,
}

/// When an append returns.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum Flush {
    /// When the kernel has the bytes: they survive a crash of the process.
    Later,
    /// When they are synced: they survive a power cut. One sync covers all appends before it.
    BeforeReturn,
}

/// How far a read sees.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum Isolation {
    /// Everything that is written.
    LogEnd,
    /// Only what is synced.
    Durable,
    /// Up to the first open transaction, for logs that a broker wrote.
    Committed,
}

/// A folder of logs, opened by this process alone.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use engine::{Engine, EngineConfig, Flush, Isolation, Offset};
/// use protocol::records::BatchBuilder;
///
/// # let folder = tempfile::tempdir()?;
/// # let folder = folder.path();
/// let mut engine = Engine::open(folder, EngineConfig::default())?;
/// let orders = engine.open_log("orders", 0)?;
/// let mut batch = BatchBuilder::plain();
/// batch.append(engine.now_ms(), Some(b"key"), Some(b"value"), &[]);
/// let info = engine.append(orders, &batch.build()?, Flush::BeforeReturn)?;
/// let read = engine.read(orders, info.base_offset, 1 << 20, Isolation::LogEnd)?;
/// assert_eq!(read.records().next().unwrap()?.value.as_deref(), Some(&b"value"[..]));
/// engine.close()?;
/// # Ok(())
/// # }
/// ```
pub struct Engine<I: Io = Box<dyn Io>> {
    io: I,
    logs: LogManager,
    config: EngineConfig,
    directory: Arc<Path>,
    was_clean: bool,
    recovery_points: OffsetCheckpoint,
    log_starts: OffsetCheckpoint,
    completions: Vec<Completion>,
    findings: Vec<(TopicPartition, RecoveryFinding)>,
    last_cleaning: Option<(TopicPartition, CleanerReport)>,
    failure: Option<String>,
    _lock: FileLock,
}

/// The lock that Kafka takes on a log directory, too.
const LOCK: &str = ".lock";
/// The engine is its logs' only leader ever.
const LEADER_EPOCH: LeaderEpoch = LeaderEpoch(0);
const TOKEN_OWNER: u8 = 0;

impl Engine {
    /// Opens a folder, which is created when it is missing, on the kernel's ring or, where that is forbidden, on epoll.
    /// Fails when another process has the folder, be it Kafka.
    pub fn open(directory: impl AsRef<Path>, config: EngineConfig) -> Result<Self, Error> {
        let directory = directory.as_ref();
        let io: Box<dyn Io> = match probe_uring().is_ok() {
            true => Box::new(UringIo::new(UringOptions::default()).context("making a ring for", directory)?),
            false => Box::new(PollIo::new(PollOptions::default()).context("starting epoll for", directory)?),
        };
        Engine::with_io(io, directory, config)
    }
}

impl<I: Io> Engine<I> {
    /// The same on an `Io` of the caller's choice.
    pub fn with_io(mut io: I, directory: &Path, config: EngineConfig) -> Result<Self, Error> {
        io.create_directory(directory).context("creating", directory)?;
        let lock = io.lock(&directory.join(LOCK)).context("locking", directory)?;
        let recovery_points = read_checkpoint(&mut io, &directory.join(RECOVERY_POINT_CHECKPOINT))?;
        let log_starts = read_checkpoint(&mut io, &directory.join(LOG_START_OFFSET_CHECKPOINT))?;
        let was_clean = take_clean_mark(&mut io, directory)?;
        let mut logs = LogManager::new(config.manager.clone(), TOKEN_OWNER);
        logs.remove_deleted_folders(&mut io, directory)?;
        Ok(Engine {
            logs,
            io,
            config,
            directory: Arc::from(directory),
            was_clean,
            recovery_points,
            log_starts,
            completions: Vec::new(),
            findings: Vec::new(),
            last_cleaning: None,
            failure: None,
            _lock: lock,
        })
    }

    /// Opens a log, or creates it, with the engine's configuration.
    pub fn open_log(&mut self, topic: &str, partition: i32) -> Result<LogId, Error> {
        self.open_log_with(topic, partition, self.config.log.clone())
    }

    /// Opens a log, or creates it. A crash before is repaired here; [`Engine::findings`] tells.
    pub fn open_log_with(&mut self, topic: &str, partition: i32, config: LogConfig) -> Result<LogId, Error> {
        if !crate::file_name::is_topic_name(topic) || partition < 0 {
            let reason = "is no name of a topic and a partition".to_owned();
            return Err(Error::MalformedFile { path: PathBuf::from(format!("{topic}-{partition}")), reason });
        }
        let topic_partition = TopicPartition::new(topic, partition);
        let exists = self
            .io
            .exists(&self.directory.join(topic_partition.to_string()))
            .context("looking for", &*self.directory)?;
        let topic_id = if exists { Uuid::ZERO } else { Uuid::from_random(|| self.io.random_u64()) };
        let id = self.logs.open_log(
            &mut self.io,
            OpenLog {
                directory: self.directory.clone(),
                recovery_point: offset_of(&self.recovery_points, &topic_partition),
                log_start_offset: offset_of(&self.log_starts, &topic_partition),
                topic_partition,
                topic_id,
                config,
                clean_shutdown: self.was_clean,
            },
        )?;
        let end = self.logs.log(id).written_end_offset();
        self.logs.update_high_watermark(id, end);
        self.drain_events();
        Ok(id)
    }

    /// Appends one record batch (as [`protocol::records::BatchBuilder`] makes them). Its offsets are assigned here.
    pub fn append(&mut self, id: LogId, batch: &[u8], flush: Flush) -> Result<LogAppendInfo, Error> {
        let mut records = self.io.pool().take(batch.len());
        records.extend_from_slice(batch);
        self.append_buffer(id, records.freeze(), flush)
    }

    /// The same without a copy.
    pub fn append_buffer(
        &mut self,
        id: LogId,
        batch: SharedBuffer,
        flush: Flush,
    ) -> Result<LogAppendInfo, Error> {
        let origin = AppendOrigin::Client { acks: -1 };
        let info = self.logs.append(&mut self.io, id, batch, origin, LEADER_EPOCH)?;
        let end = info.last_offset + 1;
        match flush {
            Flush::Later => self.wait(id, |log| log.written_end_offset() >= end)?,
            Flush::BeforeReturn => self.flush_to(id, end)?,
        }
        Ok(info)
    }

    /// Waits until everything below `end` is synced.
    pub fn flush_to(&mut self, id: LogId, end: Offset) -> Result<(), Error> {
        self.wait(id, |log| log.written_end_offset() >= end)?;
        self.logs.request_sync(id)?;
        self.wait(id, |log| log.durable_end_offset() >= end)
    }

    /// Reads batches from the one that holds `offset` on, up to `bytes_max`, but at least one.
    pub fn read(
        &mut self,
        id: LogId,
        offset: Offset,
        bytes_max: u32,
        isolation: Isolation,
    ) -> Result<ReadBatches, Error> {
        let log = self.logs.get(id).ok_or(Error::UnknownLog)?;
        let upper_bound = match isolation {
            Isolation::LogEnd => log.written_end_offset(),
            Isolation::Durable => log.durable_end_offset(),
            Isolation::Committed => log.last_stable_offset(),
        };
        let request =
            ReadRequest { offset, upper_bound, bytes_max, at_least_one_batch: true, aborted: false };
        let plan = self.logs.plan_read(&mut self.io, id, request)?;
        let mut bytes = vec![0; plan.records_bytes as usize];
        let mut filled = 0;
        for region in &plan.regions {
            let into = &mut bytes[filled..filled + region.len as usize];
            let read = self.io.read_at(&region.file, region.position, into);
            filled += read.context("reading", region.file.path())?;
        }
        bytes.truncate(filled);
        Ok(ReadBatches { bytes, from: offset, next_offset: plan.next_offset })
    }

    /// The first record at or after a time, or the newest.
    pub fn offset_for_timestamp(
        &mut self,
        id: LogId,
        query: TimestampQuery,
    ) -> Result<Option<TimestampedOffset>, Error> {
        self.logs.offset_for_timestamp(&mut self.io, id, query)
    }

    /// An open log: its offsets, size, producers.
    pub fn log(&self, id: LogId) -> Option<&Log> {
        self.logs.get(id)
    }

    /// Unix milliseconds, to stamp records with.
    pub fn now_ms(&self) -> i64 {
        self.io.wall_clock_ms()
    }

    /// Does what is due by the clock: retention, compaction, syncs in the background, removal of deleted files. To be called now and then by
    /// programs that do not append all the time.
    pub fn tick(&mut self) -> Result<(), Error> {
        self.turn(Some(self.io.now()));
        self.check_failure()
    }

    /// Does what becomes due within `time`, for programs that have nothing else to do.
    pub fn tick_until(&mut self, time: Duration) -> Result<(), Error> {
        let until = self.io.now() + time;
        while self.io.now() < until {
            let deadline = self.logs.next_deadline().map_or(until, |deadline| deadline.min(until));
            self.turn(Some(deadline));
            self.check_failure()?;
        }
        Ok(())
    }

    /// Changes how logs are compacted from now on.
    pub fn set_cleaner_config(&mut self, config: CleanerConfig) {
        self.config.manager.cleaner = config.clone();
        self.logs.update_cleaner_config(config);
    }

    /// What recovery found in the logs that were opened.
    pub fn findings(&self) -> &[(TopicPartition, RecoveryFinding)] {
        &self.findings
    }

    /// What the last compaction did, and of which log.
    pub fn last_cleaning(&self) -> Option<&(TopicPartition, CleanerReport)> {
        self.last_cleaning.as_ref()
    }

    /// Syncs and closes all logs, writes the checkpoints and the mark of a clean stop: the next open needs no recovery. Dropping
    /// an engine without it is like a crash of the process.
    pub fn close(mut self) -> Result<(), Error> {
        let ids: Vec<LogId> = self.logs.logs().map(|(id, _)| id).collect();
        for id in &ids {
            let end = self.logs.log(*id).log_end_offset();
            self.flush_to(*id, end)?;
        }
        self.logs.complete_logs(&mut self.io);
        self.logs.flush_appends(&mut self.io);
        while self.logs.is_completing() {
            self.turn(self.logs.next_deadline());
            self.check_failure()?;
        }
        let entry = |log: &Log, offset: Offset| (log.topic_partition().clone(), offset);
        let logs = || ids.iter().map(|id| self.logs.log(*id));
        let recovery_points = logs().map(|log| entry(log, log.recovery_point())).collect();
        let log_starts = logs()
            .filter(|log| log.log_start_offset() > Offset::ZERO)
            .map(|log| entry(log, log.log_start_offset()))
            .collect();
        for id in &ids {
            self.logs.close(&mut self.io, *id)?;
        }
        let files = [
            (RECOVERY_POINT_CHECKPOINT, merge(&self.recovery_points, recovery_points).encode()),
            (LOG_START_OFFSET_CHECKPOINT, merge(&self.log_starts, log_starts).encode()),
            (CLEAN_SHUTDOWN, CleanShutdown { broker_epoch: -1 }.encode()),
        ];
        for (name, bytes) in files {
            let path = self.directory.join(name);
            self.io.replace_file(&path, &bytes).context("writing", &path)?;
        }
        Ok(())
    }

    fn wait(&mut self, id: LogId, is_done: impl Fn(&Log) -> bool) -> Result<(), Error> {
        loop {
            self.logs.flush_appends(&mut self.io);
            self.check_failure()?;
            if is_done(self.logs.get(id).ok_or(Error::UnknownLog)?) {
                return Ok(());
            }
            self.turn(self.logs.next_deadline());
        }
    }

    fn turn(&mut self, deadline: Option<Duration>) {
        self.io.turn(deadline, &mut self.completions);
        for completion in self.completions.drain(..) {
            self.logs.on_completion(&mut self.io, completion);
        }
        let now = self.io.now();
        self.logs.on_deadline(&mut self.io, now);
        self.logs.flush_appends(&mut self.io);
        self.drain_events();
    }

    fn drain_events(&mut self) {
        while let Some(event) = self.logs.poll_event() {
            match event {
                LogEvent::Written { log, end } => self.logs.update_high_watermark(log, end),
                LogEvent::DirectoryFailed { error, .. } => self.failure = Some(error),
                LogEvent::Recovered { topic_partition, finding } => {
                    self.findings.push((topic_partition, finding));
                }
                LogEvent::Durable { .. } | LogEvent::LogStartMoved { .. } | LogEvent::Uncleanable { .. } => {}
                LogEvent::Cleaned { topic_partition, report } => {
                    self.last_cleaning = Some((topic_partition, *report));
                }
            }
        }
    }

    fn check_failure(&self) -> Result<(), Error> {
        match &self.failure {
            None => Ok(()),
            Some(_) => Err(Error::DirectoryOffline { directory: self.directory.to_path_buf() }),
        }
    }
}

/// What a read returned: whole batches, the first of which may begin below the offset that was asked for.
#[derive(Clone, Debug)]
pub struct ReadBatches {
    bytes: Vec<u8>,
    from: Offset,
    next_offset: Offset,
}

/// A record with its own memory.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OwnedRecord {
    /// Its offset.
    pub offset: Offset,
    /// Unix milliseconds.
    pub timestamp: i64,
    /// Its key.
    pub key: Option<Vec<u8>>,
    /// Its value; none is a tombstone.
    pub value: Option<Vec<u8>>,
}

/// The most that one batch may decompress to when it is read.
const DECOMPRESSED_LEN_MAX: usize = 256 << 20;

impl ReadBatches {
    /// The batches as they are in the log.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Where to read on.
    pub fn next_offset(&self) -> Offset {
        self.next_offset
    }

    /// The records from the offset on that was asked for, without the markers of transactions.
    pub fn records(&self) -> impl Iterator<Item = Result<OwnedRecord, Error>> {
        let is_data = |batch: &Result<protocol::records::BatchView<'_>, _>| {
            batch.as_ref().map_or(true, |batch| !batch.header().attributes().is_control())
        };
        batches(&self.bytes).filter(is_data).flat_map(|batch| match batch {
            Ok(batch) => self.records_of(&batch),
            Err(error) => vec![Err(Error::Batch(error))],
        })
    }

    fn records_of(&self, batch: &protocol::records::BatchView<'_>) -> Vec<Result<OwnedRecord, Error>> {
        let mut plain = Vec::new();
        let records = match batch.verify_crc().and_then(|()| batch.records(DECOMPRESSED_LEN_MAX, &mut plain))
        {
            Ok(records) => records,
            Err(error) => return vec![Err(Error::Batch(error))],
        };
        let owned = records.map(|record| {
            let record = record?;
            Ok(OwnedRecord {
                offset: Offset(record.offset),
                timestamp: record.timestamp,
                key: record.key.map(<[u8]>::to_vec),
                value: record.value.map(<[u8]>::to_vec),
            })
        });
        let from = self.from;
        owned.filter(|record| record.as_ref().map_or(true, |record| record.offset >= from)).collect()
    }
}

fn read_checkpoint(io: &mut impl Io, path: &Path) -> Result<OffsetCheckpoint, Error> {
    let bytes = match io.read_all(path, CONTROL_FILE_LEN_MAX) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(OffsetCheckpoint::default()),
        Err(error) => return Err(error).context("reading", path),
    };
    OffsetCheckpoint::decode(&bytes).map_err(|damage| malformed(path, damage.reason))
}

/// Whether the folder was closed cleanly. The mark goes before anything is written, or a crash would look like a clean stop.
fn take_clean_mark(io: &mut impl Io, directory: &Path) -> Result<bool, Error> {
    let path = directory.join(CLEAN_SHUTDOWN);
    if !io.exists(&path).context("looking for", &path)? {
        return Ok(false);
    }
    io.remove_file(&path).context("removing", &path)?;
    io.sync_directory(directory).context("syncing", directory)?;
    Ok(true)
}

fn malformed(path: &Path, reason: String) -> Error {
    Error::MalformedFile { path: path.to_owned(), reason }
}

fn offset_of(checkpoint: &OffsetCheckpoint, topic_partition: &TopicPartition) -> Offset {
    let entry = checkpoint.entries.iter().find(|(known, _)| known == topic_partition);
    entry.map_or(Offset::ZERO, |(_, offset)| *offset)
}

/// New entries over old ones: logs that were not opened this time keep theirs.
fn merge(old: &OffsetCheckpoint, new: Vec<(TopicPartition, Offset)>) -> OffsetCheckpoint {
    let is_kept = |(known, _): &&(TopicPartition, Offset)| !new.iter().any(|(newer, _)| newer == known);
    let mut entries: Vec<_> = old.entries.iter().filter(is_kept).cloned().collect();
    entries.extend(new);
    OffsetCheckpoint { entries }
}
