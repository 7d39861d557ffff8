//! A compacted log of one process on a simulated machine.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use engine::checkpoint::{CLEANER_OFFSET_CHECKPOINT, OffsetCheckpoint, RECOVERY_POINT_CHECKPOINT};
use engine::{
    AppendOrigin, CleanerConfig, CleanerReport, Error, LeaderEpoch, Log, LogAppendInfo, LogConfig, LogEvent,
    LogId, LogManager, LogManagerConfig, Offset, OpenLog, ReadRequest, TopicPartition,
};
use io::sim::{CrashKind, NodeId, NodeOptions, SimIo, SimWorld};
use io::{FileRegion, FileSystem, Io, SharedBuffer};
use protocol::Uuid;
use protocol::records::{BatchBuilder, BatchHeader, Codec, Compression, batches};

pub const DIRECTORY: &str = "/data";
/// A record that fills a segment: what was before it is sealed.
pub const FILLER: &str = "~";

pub struct Harness {
    pub world: SimWorld,
    pub node: NodeId,
    pub io: SimIo,
    pub logs: LogManager,
    pub log: LogId,
    pub manager: LogManagerConfig,
    pub reports: Vec<CleanerReport>,
    pub uncleanable: Vec<String>,
    pub compression: Compression,
    /// Moves the high watermark with what is written, as a partition of one replica does.
    pub moves_high_watermark: bool,
}

/// Segments of a handful of records, all of which are compacted as soon as they may.
pub fn config() -> LogConfig {
    LogConfig {
        segment_bytes_max: 1000,
        index_interval_bytes: 100,
        timestamp_after_max_ms: i64::MAX,
        retention_ms: None,
        cleanup_delete: false,
        cleanup_compact: true,
        min_cleanable_dirty_ratio: 0.0,
        delete_retention_ms: 60_000,
        file_delete_delay_ms: 1000,
        ..LogConfig::default()
    }
}

pub fn manager_config() -> LogManagerConfig {
    LogManagerConfig {
        cleaner: CleanerConfig {
            backoff: Duration::from_millis(20),
            beat_bytes_max: 300,
            ..CleanerConfig::default()
        },
        ..LogManagerConfig::default()
    }
}

impl Harness {
    pub fn new(config: LogConfig) -> Self {
        Self::with(config, manager_config())
    }

    pub fn with(config: LogConfig, manager: LogManagerConfig) -> Self {
        let world = SimWorld::new(42);
        let node = world.add_node(NodeOptions::default());
        Self::open(world, node, config, manager, false).expect("a new log opens")
    }

    /// Opens the log with what its checkpoints say.
    pub fn open(
        world: SimWorld,
        node: NodeId,
        config: LogConfig,
        manager: LogManagerConfig,
        clean_shutdown: bool,
    ) -> Result<Self, Error> {
        let mut io = world.io(node).waiting();
        let cleaner = CleanerConfig { enabled: false, ..manager.cleaner.clone() };
        let mut logs = LogManager::new(LogManagerConfig { cleaner, ..manager.clone() }, 3);
        let _ = io.create_directory(Path::new(DIRECTORY));
        let _ = io.sync_directory(Path::new("/"));
        let request = OpenLog {
            directory: Arc::from(Path::new(DIRECTORY)),
            topic_partition: TopicPartition::new("orders", 0),
            topic_id: Uuid::from_u128(7),
            config,
            recovery_point: offset_in(&mut io, RECOVERY_POINT_CHECKPOINT),
            log_start_offset: Offset(0),
            clean_shutdown,
        };
        let log = logs.open_log(&mut io, request)?;
        let (reports, uncleanable) = (Vec::new(), Vec::new());
        let (compression, moves_high_watermark) = (Compression::None, true);
        let mut harness = Harness {
            world,
            node,
            io,
            logs,
            log,
            manager,
            reports,
            uncleanable,
            compression,
            moves_high_watermark,
        };
        let end = harness.log().log_end_offset();
        harness.logs.update_high_watermark(log, end);
        harness.take_events();
        Ok(harness)
    }

    /// The same log after its process is gone.
    pub fn crash(self, kind: CrashKind) -> Self {
        let (config, manager) = (self.log().config().clone(), self.manager.clone());
        self.world.crash(self.node, kind);
        self.world.restart(self.node);
        drop((self.logs, self.io));
        Self::open(self.world, self.node, config, manager, false).expect("a log opens after a crash")
    }

    /// The same log after a clean stop.
    pub fn reopen(mut self) -> Self {
        let (config, manager) = (self.log().config().clone(), self.manager.clone());
        self.settle();
        self.checkpoint();
        self.logs.close(&mut self.io, self.log).expect("closed");
        drop((self.logs, self.io));
        Self::open(self.world, self.node, config, manager, true).expect("a closed log opens")
    }

    pub fn log(&self) -> &Log {
        self.logs.log(self.log)
    }

    pub fn folder(&self) -> PathBuf {
        Path::new(DIRECTORY).join("orders-0")
    }

    pub fn builder(&self) -> BatchBuilder {
        BatchBuilder::new(Codec::new(self.compression))
    }

    /// Appends one batch of `key=value` and `key` (a tombstone), at the clock's time.
    pub fn put(&mut self, records: &str) -> LogAppendInfo {
        let builder = self.builder();
        self.put_into(builder, records)
    }

    pub fn put_into(&mut self, mut builder: BatchBuilder, records: &str) -> LogAppendInfo {
        let now = self.io.wall_clock_ms();
        for record in records.split(' ') {
            let (key, value) = match record.split_once('=') {
                Some((key, value)) => (key, Some(value.as_bytes())),
                None => (record, None),
            };
            builder.append(now, Some(key.as_bytes()), value, &[]);
        }
        self.append(AppendOrigin::Client { acks: -1 }, &builder.build().expect("a batch")).expect("appended")
    }

    pub fn append(&mut self, origin: AppendOrigin, bytes: &[u8]) -> Result<LogAppendInfo, Error> {
        let records = SharedBuffer::copy_from(bytes);
        self.logs.append(&mut self.io, self.log, records, origin, LeaderEpoch(5))
    }

    /// Everything so far goes to sealed segments, durable.
    pub fn seal(&mut self) {
        for _ in 0..2 {
            let mut builder = BatchBuilder::plain();
            let value = vec![b'.'; self.log().config().segment_bytes_max as usize - 100];
            builder.append(self.io.wall_clock_ms(), Some(FILLER.as_bytes()), Some(&value), &[]);
            self.append(AppendOrigin::Client { acks: -1 }, &builder.build().expect("a batch"))
                .expect("appended");
        }
        self.settle();
    }

    pub fn turn_until(&mut self, deadline: Duration) {
        self.logs.flush_appends(&mut self.io);
        let deadline = self.logs.next_deadline().unwrap_or(deadline).min(deadline);
        let mut completions = Vec::new();
        self.io.turn(Some(deadline), &mut completions);
        for completion in completions {
            self.logs.on_completion(&mut self.io, completion);
        }
        let now = self.io.now();
        self.logs.on_deadline(&mut self.io, now);
        self.logs.flush_appends(&mut self.io);
        self.take_events();
        self.logs.assert_invariants();
    }

    pub fn settle(&mut self) {
        for _ in 0..10_000 {
            if self.log().is_settled() || self.is_down() {
                break;
            }
            self.logs.request_sync(self.log).expect("open");
            self.turn_until(self.io.now() + Duration::from_millis(1));
        }
    }

    pub fn sleep(&mut self, time: Duration) {
        let until = self.io.now() + time;
        while self.io.now() < until && !self.is_down() {
            self.turn_until(until);
        }
    }

    pub fn is_down(&self) -> bool {
        self.world.down(self.node).is_some()
    }

    /// Nothing is cleaned unless this is switched on.
    pub fn switch_cleaner(&mut self, on: bool) {
        let enabled = on && self.manager.cleaner.enabled;
        self.logs.update_cleaner_config(CleanerConfig { enabled, ..self.manager.cleaner.clone() });
    }

    /// Waits for one cleaning to end; none within ten seconds is an answer, too.
    pub fn clean(&mut self) -> Option<CleanerReport> {
        let before = self.reports.len();
        let until = self.io.now() + Duration::from_secs(10);
        self.switch_cleaner(true);
        while self.reports.len() == before && self.io.now() < until && !self.is_down() {
            self.turn_until(until);
        }
        self.switch_cleaner(false);
        self.reports.get(before).cloned()
    }

    /// Lets the cleaner do what it finds for a while.
    pub fn clean_for(&mut self, time: Duration) {
        self.switch_cleaner(true);
        self.sleep(time);
        self.switch_cleaner(false);
    }

    fn take_events(&mut self) {
        while let Some(event) = self.logs.poll_event() {
            match event {
                LogEvent::Written { log, end } if self.moves_high_watermark => {
                    self.logs.update_high_watermark(log, end);
                }
                LogEvent::Cleaned { report, .. } => self.reports.push(*report),
                LogEvent::Uncleanable { reason, .. } => self.uncleanable.push(reason),
                _ => {}
            }
        }
    }

    pub fn regions(&mut self, offset: i64, bytes_max: u32) -> (Vec<FileRegion>, i64) {
        let request = ReadRequest {
            offset: Offset(offset),
            upper_bound: self.log().written_end_offset(),
            bytes_max,
            at_least_one_batch: true,
            aborted: false,
        };
        let plan = self.logs.plan_read(&mut self.io, self.log, request).expect("planned");
        (plan.regions.to_vec(), plan.next_offset.0)
    }

    pub fn bytes_of(&mut self, regions: &[FileRegion]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for region in regions {
            let start = bytes.len();
            bytes.resize(start + region.len as usize, 0);
            let read = self.io.read_at(&region.file, region.position, &mut bytes[start..]).expect("read");
            assert_eq!(read, region.len as usize, "a region lies within its file");
        }
        bytes
    }

    /// All bytes of the log, read as a consumer does.
    pub fn bytes(&mut self) -> Vec<u8> {
        let (mut offset, mut bytes) = (self.log().log_start_offset().0, Vec::new());
        while offset < self.log().written_end_offset().0 {
            let (regions, next) = self.regions(offset, 700);
            assert!(next > offset, "a read at {offset} went nowhere");
            bytes.extend(self.bytes_of(&regions));
            offset = next;
        }
        bytes
    }

    /// The batches, as their headers tell.
    pub fn headers(&mut self) -> Vec<BatchHeader> {
        batches(&self.bytes()).map(|batch| *batch.expect("a batch").header()).collect()
    }

    /// The records, without fillers and markers: `0:a=1 3:b` (a tombstone).
    pub fn records(&mut self) -> String {
        let bytes = self.bytes();
        let mut all = Vec::new();
        for batch in batches(&bytes) {
            let batch = batch.expect("a batch");
            batch.validate_stored().expect("a sound batch");
            if batch.header().attributes().is_control() {
                continue;
            }
            for record in batch.records(1 << 20, &mut Vec::new()).expect("records") {
                let record = record.expect("a record");
                let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                let key = text(record.key.unwrap_or_default());
                let value = record.value.map_or(String::new(), |value| format!("={}", text(value)));
                if key != FILLER {
                    all.push(format!("{}:{key}{value}", record.offset));
                }
            }
        }
        all.join(" ")
    }

    pub fn files(&mut self) -> Vec<String> {
        let folder = self.folder();
        self.io.list(&folder).expect("listed").into_iter().map(|entry| entry.name).collect()
    }

    pub fn checkpoint(&mut self) {
        self.logs.checkpoint_epochs(&mut self.io).expect("written");
        let entry = (self.log().topic_partition().clone(), self.log().recovery_point());
        let text = OffsetCheckpoint { entries: vec![entry] }.encode();
        self.io.replace_file(&Path::new(DIRECTORY).join(RECOVERY_POINT_CHECKPOINT), &text).expect("written");
    }

    /// What the cleaner's checkpoint says.
    pub fn cleaned_to(&mut self) -> i64 {
        offset_in(&mut self.io, CLEANER_OFFSET_CHECKPOINT).0
    }
}

fn offset_in(io: &mut SimIo, name: &str) -> Offset {
    let Ok(bytes) = io.read_all(&Path::new(DIRECTORY).join(name), 1000) else { return Offset(0) };
    let checkpoint = OffsetCheckpoint::decode(&bytes).expect("a checkpoint");
    let entry = checkpoint.entries.first();
    entry.map_or(Offset(0), |(topic_partition, offset)| {
        assert_eq!(topic_partition, &TopicPartition::new("orders", 0));
        *offset
    })
}
