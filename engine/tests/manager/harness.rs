//! One log of one process on a simulated machine.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use engine::{
    AppendOrigin, Error, LeaderEpoch, Log, LogAppendInfo, LogConfig, LogEvent, LogId, LogManager,
    LogManagerConfig, Offset, OpenLog, ReadPlan, ReadRequest, TopicPartition,
};
use io::sim::{CrashKind, FaultOptions, NodeId, NodeOptions, SimIo, SimWorld};
use io::{FileSystem, Io, SharedBuffer};
use protocol::Uuid;
use protocol::records::{BatchBuilder, BatchView, batches};

pub const DIRECTORY: &str = "/data";
pub const TOPIC_ID: u128 = 7;

/// A log that tests append to and read from.
pub struct Harness {
    pub world: SimWorld,
    pub node: NodeId,
    pub io: SimIo,
    pub logs: LogManager,
    pub log: LogId,
    pub events: Vec<LogEvent>,
}

/// What a log is opened with besides its configuration.
#[derive(Copy, Clone, Debug, Default)]
pub struct Checkpoints {
    pub recovery_point: i64,
    pub log_start_offset: i64,
    pub clean_shutdown: bool,
}

/// Small segments, and timestamps of any time.
pub fn config() -> LogConfig {
    LogConfig {
        segment_bytes_max: 2000,
        index_interval_bytes: 200,
        timestamp_after_max_ms: i64::MAX,
        retention_ms: None,
        ..LogConfig::default()
    }
}

impl Harness {
    pub fn new(config: LogConfig) -> Self {
        let world = SimWorld::new(42);
        let node = world.add_node(NodeOptions::default());
        Self::open(world, node, config, Checkpoints::default()).expect("a new log opens")
    }

    pub fn open(
        world: SimWorld,
        node: NodeId,
        config: LogConfig,
        checkpoints: Checkpoints,
    ) -> Result<Self, Error> {
        let mut io = world.io(node).waiting();
        let mut logs = LogManager::new(LogManagerConfig::default(), 3);
        io.create_directory(Path::new(DIRECTORY)).expect("created");
        io.sync_directory(Path::new("/")).expect("synced");
        let request = OpenLog {
            directory: Arc::from(Path::new(DIRECTORY)),
            topic_partition: TopicPartition::new("orders", 0),
            topic_id: Uuid::from_u128(TOPIC_ID),
            config,
            recovery_point: Offset(checkpoints.recovery_point),
            log_start_offset: Offset(checkpoints.log_start_offset),
            clean_shutdown: checkpoints.clean_shutdown,
        };
        let log = logs.open_log(&mut io, request)?;
        let mut harness = Harness { world, node, io, logs, log, events: Vec::new() };
        let end = harness.log().log_end_offset();
        harness.logs.update_high_watermark(log, end);
        harness.take_events();
        Ok(harness)
    }

    /// The same log after its process is gone.
    pub fn crash(self, kind: CrashKind, checkpoints: Checkpoints) -> Result<Self, Error> {
        let config = self.log().config().clone();
        self.world.crash(self.node, kind);
        self.world.restart(self.node);
        Self::open(self.world, self.node, config, checkpoints)
    }

    /// The same log after a clean stop.
    pub fn reopen(mut self) -> Self {
        let config = self.log().config().clone();
        let log_start_offset = self.log().log_start_offset().0;
        self.settle();
        let recovery_point = self.log().recovery_point().0;
        self.logs.close(&mut self.io, self.log).expect("closed");
        drop((self.logs, self.io));
        let checkpoints = Checkpoints { recovery_point, log_start_offset, clean_shutdown: true };
        Self::open(self.world, self.node, config, checkpoints).expect("a closed log opens")
    }

    pub fn log(&self) -> &Log {
        self.logs.log(self.log)
    }

    pub fn folder(&self) -> PathBuf {
        Path::new(DIRECTORY).join("orders-0")
    }

    pub fn set_faults(&self, faults: FaultOptions) {
        self.world.set_faults(self.node, faults);
    }

    pub fn append(&mut self, batch: &BatchBuilder) -> Result<LogAppendInfo, Error> {
        self.append_bytes(&batch.build().expect("a batch"))
    }

    pub fn append_bytes(&mut self, bytes: &[u8]) -> Result<LogAppendInfo, Error> {
        self.append_as(AppendOrigin::Client { acks: -1 }, bytes)
    }

    pub fn append_as(&mut self, origin: AppendOrigin, bytes: &[u8]) -> Result<LogAppendInfo, Error> {
        let records = SharedBuffer::copy_from(bytes);
        let info = self.logs.append(&mut self.io, self.log, records, origin, LeaderEpoch(5));
        self.log().assert_invariants();
        info
    }

    /// Appends `count` batches of one record each, whose timestamps are their offsets, and waits until they are durable.
    pub fn fill(&mut self, count: usize) {
        for _ in 0..count {
            let timestamp = self.log().log_end_offset().0;
            self.append(&record(timestamp)).expect("appended");
        }
        self.settle();
    }

    pub fn turn(&mut self) {
        self.logs.flush_appends(&mut self.io);
        let mut completions = Vec::new();
        let deadline = self.io.now() + Duration::from_millis(10);
        self.io.turn(Some(deadline), &mut completions);
        for completion in completions {
            self.logs.on_completion(&mut self.io, completion);
        }
        let now = self.io.now();
        self.logs.on_deadline(&mut self.io, now);
        self.logs.flush_appends(&mut self.io);
        self.take_events();
    }

    /// Turns until everything is durable, or for a while when it cannot be.
    pub fn settle(&mut self) {
        for _ in 0..1000 {
            if self.log().is_settled() {
                break;
            }
            self.logs.request_sync(self.log).expect("open");
            self.turn();
        }
        self.log().assert_invariants();
    }

    pub fn sleep(&mut self, time: Duration) {
        let until = self.io.now() + time;
        self.logs.flush_appends(&mut self.io);
        while self.io.now() < until {
            let deadline = self.logs.next_deadline().unwrap_or(until).clamp(self.io.now(), until);
            let mut completions = Vec::new();
            self.io.turn(Some(deadline), &mut completions);
            for completion in completions {
                self.logs.on_completion(&mut self.io, completion);
            }
            let now = self.io.now();
            self.logs.on_deadline(&mut self.io, now);
            self.logs.flush_appends(&mut self.io);
            self.take_events();
        }
    }

    fn take_events(&mut self) {
        while let Some(event) = self.logs.poll_event() {
            if let LogEvent::Written { log, end } = event {
                self.logs.update_high_watermark(log, end);
            }
            self.events.push(event);
        }
    }

    pub fn plan(&mut self, offset: i64, upper_bound: i64, bytes_max: u32) -> Result<ReadPlan, Error> {
        let request = ReadRequest {
            offset: Offset(offset),
            upper_bound: Offset(upper_bound),
            bytes_max,
            at_least_one_batch: true,
            aborted: true,
        };
        self.logs.plan_read(&mut self.io, self.log, request)
    }

    pub fn bytes_of(&mut self, plan: &ReadPlan) -> Vec<u8> {
        let mut bytes = Vec::new();
        for region in &plan.regions {
            let start = bytes.len();
            bytes.resize(start + region.len as usize, 0);
            self.io.read_at(&region.file, region.position, &mut bytes[start..]).expect("read");
        }
        bytes
    }

    /// The offsets that a read returns.
    pub fn offsets(&mut self, offset: i64, upper_bound: i64, bytes_max: u32) -> Vec<i64> {
        let plan = self.plan(offset, upper_bound, bytes_max).expect("planned");
        let bytes = self.bytes_of(&plan);
        batches(&bytes).flat_map(|batch| offsets_of(&batch.expect("a batch"))).collect()
    }

    /// The names of the log's files.
    pub fn files(&mut self) -> Vec<String> {
        let folder = self.folder();
        self.io.list(&folder).expect("listed").into_iter().map(|entry| entry.name).collect()
    }

    pub fn write_file(&mut self, name: &str, bytes: &[u8]) {
        let path = self.folder().join(name);
        self.io.replace_file(&path, bytes).expect("written");
    }

    pub fn read_file(&mut self, name: &str) -> Vec<u8> {
        let path = self.folder().join(name);
        self.io.read_all(&path, 1 << 20).expect("read")
    }
}

fn offsets_of(batch: &BatchView<'_>) -> Vec<i64> {
    batch.verify_crc().expect("sound");
    let mut plain = Vec::new();
    batch
        .records(1 << 20, &mut plain)
        .expect("records")
        .map(|record| record.expect("a record").offset)
        .collect()
}

/// A batch of one record of some 200 bytes.
pub fn record(timestamp: i64) -> BatchBuilder {
    let mut builder = BatchBuilder::plain();
    builder.append(timestamp, Some(b"key"), Some(&[b'v'; 130]), &[]);
    builder
}

/// A batch of an idempotent producer.
pub fn produced(producer_id: i64, epoch: i16, sequence: i32, records: usize) -> BatchBuilder {
    let mut builder = BatchBuilder::plain().producer(producer_id, epoch, sequence);
    for _ in 0..records {
        builder.append(1000, Some(b"key"), Some(b"value"), &[]);
    }
    builder
}
