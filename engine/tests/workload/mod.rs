//! Random appends, reads, checkpoints and crashes on one log in a simulated world, and a model of what must be there.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use engine::checkpoint::{OffsetCheckpoint, RECOVERY_POINT_CHECKPOINT};
use engine::{
    AppendOrigin, Availability, DurabilityMode, LeaderEpoch, LogConfig, LogEvent, LogId, LogManager,
    LogManagerConfig, Offset, OpenLog, ReadRequest, RecoveryFinding, TopicPartition,
};
use io::sim::{CrashKind, FaultOptions, NodeId, NodeOptions, Random, SimIo, SimWorld};
use io::{FileSystem, Io, SharedBuffer};
use protocol::Uuid;
use protocol::records::{BatchBuilder, batches};

/// What a run met.
#[derive(Debug, Default)]
pub struct Outcome {
    pub crashes: u64,
    pub tails_cut: u64,
    pub batches_lost: u64,
    pub rolls: u64,
    pub indexes_rebuilt: u64,
    pub clean_stops: u64,
}

/// One seed's world, its log, and what was promised of it.
pub struct Workload {
    world: SimWorld,
    node: NodeId,
    random: Random,
    /// The number in each record, by offset: all that was ever assigned and not cut since.
    model: Vec<u64>,
    /// Where the log begins. Above 0 only when its first segment was never synced and its name is gone.
    start: i64,
    written_promise: i64,
    durable_promise: i64,
    recovery_point: i64,
    clean: bool,
    next_number: u64,
    next_sequence: i32,
    outcome: Outcome,
}

const CRASHES: u64 = 4;
const STEPS_PER_LIFE: u64 = 120;
const DIRECTORY: &str = "/data";

/// The log of one life of the process.
struct Life {
    io: SimIo,
    logs: LogManager,
    log: LogId,
}

impl Workload {
    pub fn new(seed: u64) -> Self {
        let world = SimWorld::new(seed);
        let node = world.add_node(NodeOptions::default());
        Workload {
            world,
            node,
            random: Random::new(seed ^ 0x5eed),
            model: Vec::new(),
            start: 0,
            written_promise: 0,
            durable_promise: 0,
            recovery_point: 0,
            clean: false,
            next_number: 0,
            next_sequence: 0,
            outcome: Outcome::default(),
        }
    }

    /// Lives and dies a few times. An error says which promise was broken.
    pub fn run(mut self) -> Result<Outcome, String> {
        let faults = FaultOptions { short_write_one_in: 5, slow_disk_one_in: 50, ..FaultOptions::default() };
        self.world.set_faults(self.node, faults);
        while self.outcome.crashes < CRASHES {
            let kind = if self.random.one_in(3) { CrashKind::ProcessKill } else { CrashKind::PowerCut };
            // Sometimes in the middle of recovery.
            let operations =
                if self.random.one_in(4) { self.random.below(40) } else { self.random.below(700) };
            self.world.arm_crash(self.node, 1 + operations, kind);
            let result = self.live();
            let violations = self.world.take_violations(self.node);
            if let Some(violation) = violations.first() {
                return Err(violation.clone());
            }
            match (self.world.down(self.node), result) {
                (Some(kind), _) => self.on_crash(kind),
                (None, Err(failure)) => return Err(failure),
                (None, Ok(())) => continue,
            }
        }
        Ok(self.outcome)
    }

    fn on_crash(&mut self, kind: CrashKind) {
        self.outcome.crashes += 1;
        self.clean = false;
        if kind == CrashKind::PowerCut {
            self.written_promise = self.durable_promise;
        }
        self.world.restart(self.node);
    }

    fn live(&mut self) -> Result<(), String> {
        let mut life = self.open()?;
        self.check_all(&mut life)?;
        for _ in 0..STEPS_PER_LIFE {
            self.step(&mut life)?;
            life.logs.assert_invariants();
        }
        if self.random.one_in(2) {
            self.close(life)?;
        }
        Ok(())
    }

    fn config(&mut self) -> LogConfig {
        let durability = match self.random.one_in(3) {
            true => DurabilityMode::Replicated { flush_bytes_max: 8000, flush_ms_max: 50 },
            false => DurabilityMode::Fsync,
        };
        LogConfig {
            segment_bytes_max: 6000,
            index_interval_bytes: 300,
            timestamp_after_max_ms: i64::MAX,
            durability,
            ..LogConfig::default()
        }
    }

    fn open(&mut self) -> Result<Life, String> {
        let mut io = self.world.io(self.node).waiting();
        let config = LogManagerConfig {
            retention_check_interval: Duration::from_millis(200),
            recovery_beat_bytes: 5000,
            ..LogManagerConfig::default()
        };
        let mut logs = LogManager::new(config, 7);
        io.create_directory(Path::new(DIRECTORY)).map_err(|error| error.to_string())?;
        io.sync_directory(Path::new("/")).map_err(|error| error.to_string())?;
        let request = OpenLog {
            directory: Arc::from(Path::new(DIRECTORY)),
            topic_partition: TopicPartition::new("orders", 0),
            topic_id: Uuid::from_u128(7),
            config: self.config(),
            recovery_point: Offset(self.recovery_point),
            log_start_offset: Offset(0),
            clean_shutdown: std::mem::take(&mut self.clean),
        };
        let log = logs.open_log(&mut io, request).map_err(|error| format!("open: {error}"))?;
        let mut life = Life { io, logs, log };
        self.take_events(&mut life)?;
        self.on_opened(&mut life)?;
        Ok(life)
    }

    fn on_opened(&mut self, life: &mut Life) -> Result<(), String> {
        let log = life.logs.log(life.log);
        if log.availability() != Availability::Online {
            return Err(format!("the log is {:?} after recovery", log.availability()));
        }
        let end = log.log_end_offset().0;
        let start = log.log_start_offset().0;
        if start > self.start && self.durable_promise > self.start {
            return Err(format!("the log starts at {start}, {} was promised durable", self.durable_promise));
        }
        self.start = start;
        if end < self.written_promise {
            return Err(format!("the log ends at {end}, {} was promised", self.written_promise));
        }
        if end as usize > self.model.len() {
            return Err(format!("the log ends at {end}, but only {} were assigned", self.model.len()));
        }
        self.model.truncate(end as usize);
        self.written_promise = end;
        // Recovery has synced what it keeps.
        self.durable_promise = log.durable_end_offset().0;
        self.next_sequence = log.producers().entry(1).map_or(0, |entry| entry.last_sequence() + 1);
        life.logs.update_high_watermark(life.log, Offset(end));
        Ok(())
    }

    fn step(&mut self, life: &mut Life) -> Result<(), String> {
        match self.random.below(20) {
            0..12 => self.append(life)?,
            12..15 => self.turn(life)?,
            15 => self.settle(life)?,
            16..18 => self.read_some(life)?,
            18 => self.checkpoint(life)?,
            _ => {
                let until = life.io.now() + Duration::from_millis(self.random.below(300));
                while life.io.now() < until && self.world.down(self.node).is_none() {
                    self.turn_until(life, until)?;
                }
            }
        }
        match self.world.down(self.node) {
            Some(_) => Err("down".to_owned()),
            None => Ok(()),
        }
    }

    fn append(&mut self, life: &mut Life) -> Result<(), String> {
        let records = 1 + self.random.below(4) as i32;
        let mut builder = BatchBuilder::plain().producer(1, 0, self.next_sequence);
        for number in 0..records {
            let value = vec![b'v'; self.random.below(400) as usize];
            let key = (self.next_number + number as u64).to_be_bytes();
            builder.append(life.io.wall_clock_ms(), Some(&key), Some(&value), &[]);
        }
        let batch = builder.build().expect("a small batch");
        let origin = AppendOrigin::Client { acks: -1 };
        let epoch = LeaderEpoch(self.outcome.crashes as i32);
        let segments = life.logs.log(life.log).segment_count();
        let info = life
            .logs
            .append(&mut life.io, life.log, SharedBuffer::copy_from(&batch), origin, epoch)
            .map_err(|error| format!("append: {error}"))?;
        if info.base_offset.0 as usize != self.model.len() || info.duplicate {
            return Err(format!("{info:?} after {} records", self.model.len()));
        }
        self.outcome.rolls += (life.logs.log(life.log).segment_count() - segments) as u64;
        self.model.extend(self.next_number..self.next_number + records as u64);
        self.next_number += records as u64;
        self.next_sequence += records;
        if self.random.one_in(3) { self.turn(life) } else { Ok(()) }
    }

    fn turn(&mut self, life: &mut Life) -> Result<(), String> {
        let soon = life.io.now() + Duration::from_micros(self.random.below(300));
        self.turn_until(life, soon)
    }

    fn turn_until(&mut self, life: &mut Life, deadline: Duration) -> Result<(), String> {
        life.logs.flush_appends(&mut life.io);
        let mut completions = Vec::new();
        life.io.turn(Some(deadline), &mut completions);
        for completion in completions {
            life.logs.on_completion(&mut life.io, completion);
        }
        let now = life.io.now();
        life.logs.on_deadline(&mut life.io, now);
        life.logs.flush_appends(&mut life.io);
        self.take_events(life)
    }

    fn settle(&mut self, life: &mut Life) -> Result<(), String> {
        life.logs.request_sync(life.log).map_err(|error| error.to_string())?;
        while !life.logs.log(life.log).is_settled() && self.world.down(self.node).is_none() {
            self.turn(life)?;
            life.logs.request_sync(life.log).map_err(|error| error.to_string())?;
        }
        Ok(())
    }

    fn take_events(&mut self, life: &mut Life) -> Result<(), String> {
        while let Some(event) = life.logs.poll_event() {
            // What is told after the machine is down was never heard.
            if self.world.down(self.node).is_some() {
                return Ok(());
            }
            match event {
                LogEvent::Written { end, .. } => {
                    self.written_promise = end.0;
                    life.logs.update_high_watermark(life.log, end);
                }
                LogEvent::Durable { end, .. } => self.durable_promise = end.0,
                LogEvent::LogStartMoved { start, .. } => {
                    return Err(format!("retention moved the log's start to {start}: nothing is that old"));
                }
                LogEvent::DirectoryFailed { error, .. } => return Err(format!("directory failed: {error}")),
                LogEvent::Recovered { finding, .. } => self.on_finding(&finding)?,
                event @ (LogEvent::Cleaned { .. } | LogEvent::Uncleanable { .. }) => {
                    return Err(format!("{event:?} of a log that is not compacted"));
                }
            }
        }
        Ok(())
    }

    fn on_finding(&mut self, finding: &RecoveryFinding) -> Result<(), String> {
        match finding {
            RecoveryFinding::TailCut { .. } => self.outcome.tails_cut += 1,
            RecoveryFinding::BatchesLost { from, .. } if from.0 >= self.durable_promise => {
                self.outcome.batches_lost += 1;
            }
            RecoveryFinding::Rebuilt { .. } => self.outcome.indexes_rebuilt += 1,
            _ => return Err(format!("{finding:?} with {} promised durable", self.durable_promise)),
        }
        Ok(())
    }

    fn read_some(&mut self, life: &mut Life) -> Result<(), String> {
        if self.written_promise == self.start {
            return Ok(());
        }
        let offset = self.start + self.random.below((self.written_promise - self.start) as u64) as i64;
        let bytes_max = 1 + self.random.below(5000) as u32;
        self.check_read(life, offset, bytes_max).map(|_| ())
    }

    fn check_all(&mut self, life: &mut Life) -> Result<(), String> {
        let mut offset = self.start;
        while offset < self.written_promise {
            offset = self.check_read(life, offset, 4000)?;
        }
        Ok(())
    }

    /// Reads, compares with the model, and answers where to read on.
    fn check_read(&mut self, life: &mut Life, offset: i64, bytes_max: u32) -> Result<i64, String> {
        let request = ReadRequest {
            offset: Offset(offset),
            upper_bound: life.logs.log(life.log).written_end_offset(),
            bytes_max,
            at_least_one_batch: true,
            aborted: false,
        };
        let plan = life
            .logs
            .plan_read(&mut life.io, life.log, request)
            .map_err(|error| format!("read at {offset}: {error}"))?;
        let mut bytes = Vec::new();
        for region in &plan.regions {
            let start = bytes.len();
            bytes.resize(start + region.len as usize, 0);
            let read = life.io.read_at(&region.file, region.position, &mut bytes[start..]);
            if read.map_err(|error| error.to_string())? != region.len as usize {
                return Err(format!("read at {offset}: a region ends beyond its file"));
            }
        }
        let mut next = None;
        for batch in batches(&bytes) {
            let batch = batch.map_err(|error| format!("read at {offset}: {error}"))?;
            batch.verify_crc().map_err(|error| format!("read at {offset}: {error}"))?;
            for record in batch.records(1 << 20, &mut Vec::new()).map_err(|error| error.to_string())? {
                let record = record.map_err(|error| error.to_string())?;
                let key = record.key.and_then(|key| key.try_into().ok()).map(u64::from_be_bytes);
                if key != self.model.get(record.offset as usize).copied() {
                    return Err(format!("offset {} holds {key:?}", record.offset));
                }
                if next.is_some_and(|next| next != record.offset) {
                    return Err(format!("{next:?} is followed by {}", record.offset));
                }
                next = Some(record.offset + 1);
            }
        }
        match next {
            Some(next) if next > offset && next == plan.next_offset.0 => Ok(next),
            _ => Err(format!("read at {offset} up to {bytes_max} bytes ended at {next:?}, {plan:?}")),
        }
    }

    fn checkpoint(&mut self, life: &mut Life) -> Result<(), String> {
        life.logs.checkpoint_epochs(&mut life.io).map_err(|error| error.to_string())?;
        let log = life.logs.log(life.log);
        let recovery_point = log.recovery_point();
        let entries = vec![(log.topic_partition().clone(), recovery_point)];
        let path = Path::new(DIRECTORY).join(RECOVERY_POINT_CHECKPOINT);
        let written = life.io.replace_file(&path, &OffsetCheckpoint { entries }.encode());
        if self.world.down(self.node).is_none() {
            written.map_err(|error| error.to_string())?;
            self.recovery_point = recovery_point.0;
        }
        Ok(())
    }

    fn close(&mut self, mut life: Life) -> Result<(), String> {
        self.settle(&mut life)?;
        if self.world.down(self.node).is_some() {
            return Ok(());
        }
        life.logs.close(&mut life.io, life.log).map_err(|error| error.to_string())?;
        if self.world.down(self.node).is_none() {
            self.recovery_point = self.durable_promise;
            self.clean = true;
            self.outcome.clean_stops += 1;
        }
        Ok(())
    }
}
