//! A compacted log with transactions, as a log that Kafka wrote has them: keys that are written again and again, tombstones,
//! commits, aborts, a cleaner that hardly sleeps, and crashes in the middle of its work.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use engine::checkpoint::{OffsetCheckpoint, RECOVERY_POINT_CHECKPOINT};
use engine::{
    AppendOrigin, CleanerConfig, DurabilityMode, LeaderEpoch, Log, LogConfig, LogEvent, LogId, LogManager,
    LogManagerConfig, Offset, OpenLog, ReadRequest, TopicPartition, replay_journals,
};
use io::sim::{CrashKind, FaultOptions, NodeId, NodeOptions, Random, SimIo};
use io::{FileSystem, Io, SharedBuffer};
use protocol::Uuid;
use protocol::control::EndTxnMarker;
use protocol::records::{BatchBuilder, BatchView, Codec, Compression, ControlRecord, batches};

use super::keyed_model::{Found, KeyedModel};
use super::{DIRECTORY, LogRun};
use crate::require;
use crate::violation::Violation;

const STEPS: u32 = 120;
/// Producers of transactions have ids from here on.
const TRANSACTIONAL: i64 = 100;
const LOGS_OWNER: u8 = 3;
const PLAIN_BYTES_MAX: usize = 1 << 20;
const READ_BYTES_MAX: u32 = 4_000;
/// Turns until what was asked for has come to rest.
const SETTLE_TURNS_MAX: u32 = 10_000;

/// A log of this kind lives through some crashes, and has the latest value of each key after each of them.
pub(super) fn check(run: &mut LogRun) -> Result<(), Violation> {
    let node = run.world.add_node(NodeOptions::default());
    let faults = FaultOptions { slow_disk_one_in: 200, short_write_one_in: 20, ..FaultOptions::default() };
    run.world.set_faults(node, faults);
    let choices = Choices::draw(&mut run.random);
    let mut opened = Opened::open(run, node, &choices)?;
    let mut history = History::default();
    for _ in 0..STEPS {
        match run.random.below(100) {
            0..50 => opened.append(run, &choices, &mut history, None)?,
            50..65 => {
                let producer = TRANSACTIONAL + run.random.below(3) as i64;
                opened.append(run, &choices, &mut history, Some(producer))?;
            }
            65..72 => opened.end_transaction(run, &mut history)?,
            72..94 => {
                let time = Duration::from_micros(run.random.below(20_000));
                opened.sleep(run, time)?;
            }
            94..97 => opened.checkpoint(),
            _ => opened = crash(run, opened, &choices, &mut history)?,
        }
    }
    opened.settle(run)?;
    opened.check(&history.model)?;
    opened.sleep(run, Duration::from_secs(3))?;
    opened.check(&history.model)
}

/// The process ends within the next operations; the log that is opened then has lost nothing that was durable.
fn crash(
    run: &mut LogRun,
    mut opened: Opened,
    choices: &Choices,
    history: &mut History,
) -> Result<Opened, Violation> {
    if run.random.one_in(2) {
        opened.settle(run)?;
        opened.checkpoint();
    }
    let kind = if run.random.one_in(2) { CrashKind::PowerCut } else { CrashKind::ProcessKill };
    let operations = run.random.between(1, 80);
    let pause = if run.random.one_in(2) { 300 } else { run.random.below(5) };
    let (world, node) = (run.world.clone(), opened.node);
    world.arm_crash(node, operations, kind);
    opened.sleep(run, Duration::from_millis(pause))?;
    if world.down(node).is_none() {
        world.crash(node, kind);
    }
    world.arm_crash(node, u64::MAX, kind);
    let durable = opened.log().durable_end_offset().0;
    drop(opened);
    world.restart(node);
    run.tally.count("compaction", format_args!("{kind:?}"));
    let mut opened = Opened::open(run, node, choices)?;
    let end = opened.log().log_end_offset().0;
    require!(end >= durable, "the compacted log ends at {end}, {durable} was durable");
    history.model.on_crash(durable, &opened.offsets()?);
    history.sequences = opened.sequences();
    opened.check(&history.model)?;
    Ok(opened)
}

/// What clients of the log know.
#[derive(Default)]
struct History {
    model: KeyedModel,
    /// The next sequence number of each producer.
    sequences: BTreeMap<i64, i32>,
    next_value: u64,
}

struct Choices {
    log: LogConfig,
    manager: LogManagerConfig,
    keys: u64,
}

impl Choices {
    fn draw(random: &mut Random) -> Self {
        let durability = match random.one_in(2) {
            true => DurabilityMode::Replicated { flush_bytes_max: 3_000, flush_ms_max: 20 },
            false => DurabilityMode::Fsync,
        };
        let log = LogConfig {
            segment_bytes_max: random.between(800, 2_500) as u32,
            index_interval_bytes: 100,
            retention_ms: None,
            cleanup_delete: false,
            cleanup_compact: true,
            min_cleanable_dirty_ratio: 0.0,
            delete_retention_ms: random.below(400) as i64,
            min_compaction_lag_ms: if random.one_in(3) { 20 } else { 0 },
            file_delete_delay_ms: random.between(0, 1_000),
            durability,
            ..LogConfig::default()
        };
        let cleaner = CleanerConfig {
            backoff: Duration::from_millis(random.between(1, 20)),
            dedupe_bytes_max: 24 * random.between(10, 100),
            beat_bytes_max: random.between(50, 1_000),
            ..CleanerConfig::default()
        };
        let journal_bytes = super::journal::draw_bytes(random);
        let manager = LogManagerConfig { cleaner, journal_bytes, ..LogManagerConfig::default() };
        Self { log, manager, keys: random.between(3, 40) }
    }
}

/// The log of one life of its process.
struct Opened {
    node: NodeId,
    io: SimIo,
    logs: LogManager,
    log: LogId,
}

impl Opened {
    fn open(run: &mut LogRun, node: NodeId, choices: &Choices) -> Result<Self, Violation> {
        let mut io = run.world.io(node).waiting();
        let mut logs = LogManager::new(choices.manager.clone(), LOGS_OWNER);
        let failed = |why: String| Violation::new(format!("the compacted log does not open: {why}"));
        io.create_directory(Path::new(DIRECTORY)).map_err(|error| failed(error.to_string()))?;
        io.sync_directory(Path::new("/")).map_err(|error| failed(error.to_string()))?;
        let replayed = replay_journals(&mut io, Path::new(DIRECTORY), false);
        let report = replayed.map_err(|error| failed(error.to_string()))?;
        run.tally.count("compaction", if report.restored > 0 { "restored by a journal" } else { "opened" });
        let request = OpenLog {
            directory: Arc::from(Path::new(DIRECTORY)),
            topic_partition: TopicPartition::new("compacted", 0),
            topic_id: Uuid::from_u128(7),
            config: choices.log.clone(),
            recovery_point: recovery_point(&mut io),
            log_start_offset: Offset::ZERO,
            clean_shutdown: false,
        };
        let log = logs.open_log(&mut io, request).map_err(|error| failed(error.to_string()))?;
        let end = logs.log(log).log_end_offset();
        logs.update_high_watermark(log, end);
        Ok(Self { node, io, logs, log })
    }

    fn log(&self) -> &Log {
        self.logs.log(self.log)
    }

    fn append(
        &mut self,
        run: &mut LogRun,
        choices: &Choices,
        history: &mut History,
        transaction: Option<i64>,
    ) -> Result<(), Violation> {
        let idempotent = run.random.one_in(2).then(|| run.random.below(3) as i64);
        let producer = transaction.or(idempotent);
        let compression = [Compression::None, Compression::None, Compression::Lz4][run.random.index(3)];
        let mut builder = BatchBuilder::new(Codec::new(compression));
        if let Some(producer) = producer {
            let sequence = history.sequences.get(&producer).copied().unwrap_or(0);
            builder = builder.producer(producer, 0, sequence);
        }
        if transaction.is_some() {
            builder = builder.transactional();
        }
        let now = self.io.wall_clock_ms();
        let mut records = Vec::new();
        for _ in 0..run.random.between(1, 5) {
            let key = run.random.below(choices.keys);
            history.next_value += 1;
            let value = (!run.random.one_in(5)).then_some(history.next_value);
            let bytes = value.map(value_bytes);
            builder.append(now, Some(&key.to_be_bytes()), bytes.as_deref(), &[]);
            records.push((key, value));
        }
        let count = records.len() as i32;
        let base = self.write(AppendOrigin::Client { acks: -1 }, builder)?;
        for (offset, (key, value)) in (base..).zip(records) {
            history.model.on_appended(Found { offset, key, value }, transaction);
        }
        if let Some(producer) = producer {
            *history.sequences.entry(producer).or_default() += count;
        }
        run.tally.count("compaction", if transaction.is_some() { "transactional batch" } else { "batch" });
        Ok(())
    }

    fn end_transaction(&mut self, run: &mut LogRun, history: &mut History) -> Result<(), Violation> {
        let Some(producer) = history.model.open_producers().pop_last() else { return Ok(()) };
        let commits = run.random.one_in(2);
        let marker = EndTxnMarker { coordinator_epoch: 1 };
        let record = if commits { ControlRecord::Commit(marker) } else { ControlRecord::Abort(marker) };
        let mut builder = BatchBuilder::plain().producer(producer, 0, -1).transactional().control();
        let value = record.value().expect("a marker has a value");
        builder.append(self.io.wall_clock_ms(), Some(&record.key()), Some(&value), &[]);
        let offset = self.write(AppendOrigin::Coordinator, builder)?;
        history.model.on_transaction_ended(producer, offset, commits);
        run.tally.count("compaction", if commits { "commit" } else { "abort" });
        Ok(())
    }

    /// Appends a batch; answers its base offset.
    fn write(&mut self, origin: AppendOrigin, builder: BatchBuilder) -> Result<i64, Violation> {
        let batch = builder.build().expect("a batch of a few small records");
        let bytes = SharedBuffer::copy_from(&batch);
        let appended = self.logs.append(&mut self.io, self.log, bytes, origin, LeaderEpoch(1));
        let info = appended.map_err(|error| Violation::new(format!("a batch is refused: {error}")))?;
        require!(!info.duplicate, "a new batch is taken for one that is there");
        Ok(info.base_offset.0)
    }

    fn turn(&mut self, run: &mut LogRun, until: Duration) -> Result<(), Violation> {
        self.logs.flush_appends(&mut self.io);
        let deadline = self.logs.next_deadline().unwrap_or(until).min(until);
        let mut completions = Vec::new();
        self.io.turn(Some(deadline), &mut completions);
        for completion in completions {
            self.logs.on_completion(&mut self.io, completion);
        }
        let now = self.io.now();
        self.logs.on_deadline(&mut self.io, now);
        self.logs.flush_appends(&mut self.io);
        while let Some(event) = self.logs.poll_event() {
            match event {
                LogEvent::Written { log, end } => self.logs.update_high_watermark(log, end),
                LogEvent::Cleaned { .. } => run.tally.count("compaction", "cleaned"),
                LogEvent::Uncleanable { reason, .. } => {
                    return Err(Violation::new(format!("the log cannot be compacted: {reason}")));
                }
                _ => {}
            }
        }
        self.logs.assert_invariants();
        Ok(())
    }

    fn sleep(&mut self, run: &mut LogRun, time: Duration) -> Result<(), Violation> {
        let until = self.io.now() + time;
        while self.io.now() < until && run.world.down(self.node).is_none() {
            self.turn(run, until)?;
        }
        Ok(())
    }

    /// Until all is durable, and nothing is being put in the place of anything.
    fn settle(&mut self, run: &mut LogRun) -> Result<(), Violation> {
        for _ in 0..SETTLE_TURNS_MAX {
            if self.log().is_settled() {
                return Ok(());
            }
            let asked = self.logs.request_sync(self.log);
            asked.map_err(|error| Violation::new(format!("a sync is refused: {error}")))?;
            self.turn(run, self.io.now() + Duration::from_millis(1))?;
        }
        Err(Violation::new("the compacted log does not come to rest"))
    }

    fn checkpoint(&mut self) {
        if self.logs.checkpoint_epochs(&mut self.io).is_err() {
            return;
        }
        let entry = (self.log().topic_partition().clone(), self.log().recovery_point());
        let text = OffsetCheckpoint { entries: vec![entry] }.encode();
        // Without it the next recovery reads more.
        let _ = self.io.replace_file(&Path::new(DIRECTORY).join(RECOVERY_POINT_CHECKPOINT), &text);
    }

    /// All bytes, read as a consumer does.
    fn bytes(&mut self) -> Result<Vec<u8>, Violation> {
        let end = self.log().written_end_offset();
        let (mut offset, mut bytes) = (self.log().log_start_offset(), Vec::new());
        while offset < end {
            let request = ReadRequest {
                offset,
                upper_bound: end,
                bytes_max: READ_BYTES_MAX,
                at_least_one_batch: true,
                aborted: false,
            };
            let unreadable = |why: String| Violation::new(format!("reading {offset} of {end}: {why}"));
            let plan = self.logs.plan_read(&mut self.io, self.log, request);
            let plan = plan.map_err(|error| unreadable(error.to_string()))?;
            for region in &plan.regions {
                let mut part = vec![0; region.len as usize];
                let read = self.io.read_at(&region.file, region.position, &mut part);
                let read = read.map_err(|error| unreadable(error.to_string()))?;
                require!(read == part.len(), "a region of {} bytes has {read}", part.len());
                bytes.extend(part);
            }
            require!(plan.next_offset > offset, "a read at {offset} of {end} goes nowhere");
            offset = plan.next_offset;
        }
        Ok(bytes)
    }

    /// The offsets of all records and markers.
    fn offsets(&mut self) -> Result<BTreeSet<i64>, Violation> {
        let mut offsets = BTreeSet::new();
        each_record(&self.bytes()?, |_, offset, _, _| {
            offsets.insert(offset);
        })?;
        Ok(offsets)
    }

    /// Where each producer goes on.
    fn sequences(&self) -> BTreeMap<i64, i32> {
        let producers = (0..3).chain(TRANSACTIONAL..TRANSACTIONAL + 3);
        let known =
            producers.filter_map(|id| Some((id, self.log().producers().entry(id)?.last_sequence() + 1)));
        known.collect()
    }

    fn check(&mut self, model: &KeyedModel) -> Result<(), Violation> {
        let mut found = Vec::new();
        each_record(&self.bytes()?, |is_marker, offset, key, value| {
            let key = key.and_then(|key| key.try_into().ok()).map(u64::from_be_bytes);
            if let Some(key) = key.filter(|_| !is_marker) {
                let value = value.and_then(|value| value.first_chunk().copied()).map(u64::from_be_bytes);
                found.push(Found { offset, key, value });
            }
        })?;
        model.check(self.log().last_stable_offset().0, &found)
    }
}

fn value_bytes(value: u64) -> Vec<u8> {
    let mut bytes = value.to_be_bytes().to_vec();
    bytes.resize(8 + (value % 90) as usize, b'.');
    bytes
}

/// Whether it is a marker, its offset, its key and its value.
type Visit<'a> = dyn FnMut(bool, i64, Option<&[u8]>, Option<&[u8]>) + 'a;

/// Visits all records of some batches, each byte of which is checked.
fn each_record(
    bytes: &[u8],
    mut visit: impl FnMut(bool, i64, Option<&[u8]>, Option<&[u8]>),
) -> Result<(), Violation> {
    for batch in batches(bytes) {
        let batch = batch.map_err(|error| Violation::new(format!("a batch is malformed: {error}")))?;
        visit_batch(&batch, &mut visit)?;
    }
    Ok(())
}

fn visit_batch(batch: &BatchView<'_>, visit: &mut Visit<'_>) -> Result<(), Violation> {
    let damaged =
        |error: protocol::records::BatchError| Violation::new(format!("a batch is damaged: {error}"));
    batch.validate_stored().map_err(damaged)?;
    let is_marker = batch.header().attributes().is_control();
    let mut plain = Vec::new();
    for record in batch.records(PLAIN_BYTES_MAX, &mut plain).map_err(damaged)? {
        let record = record.map_err(damaged)?;
        visit(is_marker, record.offset, record.key, record.value);
    }
    Ok(())
}

fn recovery_point(io: &mut SimIo) -> Offset {
    let path = Path::new(DIRECTORY).join(RECOVERY_POINT_CHECKPOINT);
    let bytes = io.read_all(&path, READ_BYTES_MAX as usize).unwrap_or_default();
    let checkpoint = OffsetCheckpoint::decode(&bytes).ok();
    checkpoint.and_then(|checkpoint| Some(checkpoint.entries.first()?.1)).unwrap_or(Offset::ZERO)
}
