//! Random keys, tombstones, producers and transactions, random crashes, many cleanings: what a consumer makes of the log is
//! always the latest value of each key.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use engine::{AppendOrigin, CleanerConfig, DurabilityMode, LogConfig, LogManagerConfig, Offset};
use io::Io;
use io::sim::{CrashKind, FaultOptions, NodeOptions, Random, SimWorld};
use protocol::control::EndTxnMarker;
use protocol::records::{BatchBuilder, Codec, Compression, ControlRecord, batches};

use crate::harness::{Harness, config, manager_config};

/// A record that was appended.
#[derive(Clone, Debug)]
struct Entry {
    offset: i64,
    value: Option<u64>,
    /// Whose transaction it is part of.
    transaction: Option<i64>,
    /// The marker that ended it: its offset, and whether it commits.
    marker: Option<(i64, bool)>,
}

impl Entry {
    fn is_open(&self) -> bool {
        self.transaction.is_some() && self.marker.is_none()
    }

    fn is_aborted(&self) -> bool {
        self.marker.is_some_and(|(_, commits)| !commits)
    }
}

struct Run {
    harness: Option<Harness>,
    random: Random,
    /// By key.
    model: BTreeMap<u64, Vec<Entry>>,
    /// Next sequence number of each producer; producers from 100 on write transactions.
    sequences: BTreeMap<i64, i32>,
    open: Vec<i64>,
    next_value: u64,
    /// The log's end before a crash.
    highest: Offset,
    crashes: u32,
    cleanings: usize,
    keys: u64,
}

const STEPS: u32 = 250;

impl Run {
    fn new(seed: u64) -> Self {
        let mut random = Random::new(seed ^ 0xc1ea);
        let world = SimWorld::new(seed);
        let node = world.add_node(NodeOptions::default());
        let faults = FaultOptions { slow_disk_one_in: 200, ..FaultOptions::default() };
        world.set_faults(node, faults);
        let durability = match random.one_in(2) {
            true => DurabilityMode::Replicated { flush_bytes_max: 3000, flush_ms_max: 20 },
            false => DurabilityMode::Fsync,
        };
        let log = LogConfig {
            segment_bytes_max: 800 + random.below(1800) as u32,
            delete_retention_ms: random.below(400) as i64,
            min_compaction_lag_ms: if random.one_in(3) { 20 } else { 0 },
            durability,
            ..config()
        };
        let cleaner = CleanerConfig {
            backoff: Duration::from_millis(1 + random.below(20)),
            dedupe_bytes_max: 24 * (10 + random.below(100)),
            beat_bytes_max: 50 + random.below(1000),
            ..CleanerConfig::default()
        };
        let manager = LogManagerConfig { cleaner, ..manager_config() };
        let mut harness = Harness::open(world, node, log, manager, false).expect("a new log opens");
        harness.switch_cleaner(true);
        Run {
            harness: Some(harness),
            keys: 3 + random.below(40),
            random,
            model: BTreeMap::new(),
            sequences: BTreeMap::new(),
            open: Vec::new(),
            next_value: 0,
            highest: Offset(0),
            crashes: 0,
            cleanings: 0,
        }
    }

    fn harness(&mut self) -> &mut Harness {
        self.harness.as_mut().expect("there is one between crashes")
    }

    fn run(mut self) -> Self {
        for _ in 0..STEPS {
            match self.random.below(100) {
                0..50 => self.append(None),
                50..65 => self.write_transaction(),
                65..72 => self.end_transaction(),
                72..95 => self.wait(),
                95..98 => self.harness().checkpoint(),
                _ => self.crash(),
            }
            self.harness().logs.assert_invariants();
        }
        while !self.open.is_empty() {
            self.end_transaction();
        }
        self.harness().settle();
        self.check();
        self.harness().seal();
        self.harness().sleep(Duration::from_secs(3));
        self.check();
        self.cleanings += self.harness().reports.len();
        assert!(self.harness().uncleanable.is_empty());
        self
    }

    fn builder(&mut self, producer: Option<i64>) -> BatchBuilder {
        let codec = Compression::ALL[self.random.below(8).min(4) as usize];
        let builder =
            BatchBuilder::new(Codec::new(if self.random.one_in(2) { Compression::None } else { codec }));
        match producer {
            None => builder,
            Some(id) => builder.producer(id, 0, self.sequences.get(&id).copied().unwrap_or(0)),
        }
    }

    fn append(&mut self, transaction: Option<i64>) {
        let idempotent = Some(self.random.below(3) as i64).filter(|_| self.random.one_in(2));
        let producer = transaction.or(idempotent);
        let mut builder = self.builder(producer);
        if transaction.is_some() {
            builder = builder.transactional();
        }
        let records = 1 + self.random.below(5);
        let mut entries = Vec::new();
        for _ in 0..records {
            let key = self.random.below(self.keys);
            let value = Some(self.next_value).filter(|_| !self.random.one_in(5));
            self.next_value += 1;
            let bytes = value.map(|value| {
                let mut bytes = value.to_be_bytes().to_vec();
                bytes.resize(8 + (value % 90) as usize, b'.');
                bytes
            });
            let now = self.harness().io.wall_clock_ms();
            builder.append(now, Some(&key.to_be_bytes()), bytes.as_deref(), &[]);
            entries.push((key, value));
        }
        let bytes = builder.build().expect("a batch");
        let info = self.harness().append(AppendOrigin::Client { acks: -1 }, &bytes).expect("appended");
        assert!(!info.duplicate);
        self.highest = info.last_offset + 1;
        if let Some(producer) = producer {
            *self.sequences.entry(producer).or_default() += records as i32;
        }
        for (index, (key, value)) in entries.into_iter().enumerate() {
            let offset = info.base_offset.0 + index as i64;
            let entry = Entry { offset, value, transaction, marker: None };
            self.model.entry(key).or_default().push(entry);
        }
    }

    fn write_transaction(&mut self) {
        let producer = 100 + self.random.below(3) as i64;
        if !self.open.contains(&producer) {
            self.open.push(producer);
        }
        self.append(Some(producer));
    }

    fn end_transaction(&mut self) {
        let Some(producer) = self.open.pop() else { return };
        let commits = self.random.one_in(2);
        let marker = EndTxnMarker { coordinator_epoch: 1 };
        let record = if commits { ControlRecord::Commit(marker) } else { ControlRecord::Abort(marker) };
        let mut builder = BatchBuilder::plain().producer(producer, 0, -1).transactional().control();
        let now = self.harness().io.wall_clock_ms();
        builder.append(now, Some(&record.key()), Some(&record.value().expect("a value")), &[]);
        let bytes = builder.build().expect("a batch");
        let info = self.harness().append(AppendOrigin::Coordinator, &bytes).expect("appended");
        self.highest = info.last_offset + 1;
        let is_its = |entry: &&mut Entry| entry.is_open() && entry.transaction == Some(producer);
        for entry in self.model.values_mut().flatten().filter(is_its) {
            entry.marker = Some((info.base_offset.0, commits));
        }
    }

    fn wait(&mut self) {
        let time = Duration::from_micros(self.random.below(20_000));
        self.harness().sleep(time);
    }

    /// Sometimes everything is durable before, sometimes the end of the log goes with the power.
    fn crash(&mut self) {
        if self.random.one_in(2) {
            self.harness().settle();
            self.harness().checkpoint();
        }
        let operations = 1 + self.random.below(80);
        let kind = if self.random.one_in(2) { CrashKind::PowerCut } else { CrashKind::ProcessKill };
        let pause = Duration::from_millis(if self.random.one_in(2) { 300 } else { self.random.below(5) });
        let harness = self.harness();
        harness.world.arm_crash(harness.node, operations, kind);
        harness.sleep(pause);
        if !harness.is_down() {
            harness.world.crash(harness.node, kind);
        }
        harness.world.arm_crash(harness.node, u64::MAX, kind);
        let durable = harness.log().durable_end_offset().0;
        let harness = self.harness.take().expect("there is one");
        self.cleanings += harness.reports.len();
        assert!(harness.uncleanable.is_empty(), "{:?}", harness.uncleanable);
        let mut harness = harness.crash_down();
        harness.switch_cleaner(true);
        assert!(harness.log().log_end_offset().0 >= durable, "the log ends below {durable}");
        self.harness = Some(harness);
        self.crashes += 1;
        self.forget_lost(durable);
        self.check();
    }

    /// Takes out of the model what was not durable and is not there any more. Nothing has been compacted since.
    fn forget_lost(&mut self, durable: i64) {
        let bytes = self.harness().bytes();
        let mut present = BTreeSet::new();
        for batch in batches(&bytes) {
            let mut plain = Vec::new();
            let batch = batch.expect("a batch");
            let records = batch.records(1 << 20, &mut plain).expect("records");
            present.extend(records.map(|record| record.expect("a record").offset));
        }
        let survived = |offset: i64| offset < durable || present.contains(&offset);
        for entries in self.model.values_mut() {
            entries.retain(|entry| survived(entry.offset));
            for entry in entries {
                entry.marker = entry.marker.filter(|(offset, _)| survived(*offset));
            }
        }
        let open = self.model.values().flatten().filter(|entry| entry.is_open());
        self.open = open.filter_map(|entry| entry.transaction).collect();
        self.open.sort_unstable();
        self.open.dedup();
        // Of a producer whose records are all superseded the last batch is kept, so its sequence number is known.
        let log = self.harness.as_ref().expect("there is one").log();
        for (producer, sequence) in &mut self.sequences {
            let known = log.producers().entry(*producer).map_or(-1, |entry| entry.last_sequence());
            assert!(known < *sequence, "producer {producer}");
            // What was not durable may be gone, and its producer goes on before it.
            if self.highest > Offset(durable) {
                *sequence = known + 1;
            }
        }
        self.highest = log.log_end_offset();
    }

    /// What a read-committed consumer makes of the log, and that sequence numbers go on.
    fn check(&mut self) {
        let seen = self.read_committed();
        let stable = self.harness().log().last_stable_offset().0;
        for (key, entries) in &self.model {
            let decided = |entry: &&Entry| entry.offset < stable && !entry.is_aborted();
            let latest = entries.iter().rfind(decided);
            let found = seen.get(key).copied();
            match latest {
                Some(Entry { value: Some(value), offset, .. }) => {
                    assert_eq!(
                        found,
                        Some((*offset, Some(*value))),
                        "key {key} of {entries:?} below {stable}"
                    );
                }
                // A tombstone may be gone.
                Some(Entry { value: None, offset, .. }) => {
                    assert!(found.is_none_or(|found| found == (*offset, None)), "key {key}: {found:?}");
                }
                None => assert_eq!(found, None, "key {key}"),
            }
        }
        for (producer, sequence) in &self.sequences {
            let log = self.harness.as_ref().expect("there is one").log();
            let known = log.producers().entry(*producer).map(|entry| entry.last_sequence());
            assert_eq!(known, Some(sequence - 1).filter(|last| *last >= 0), "producer {producer}");
        }
    }

    /// Latest offset and value of each key below the last stable offset, without aborted records.
    fn read_committed(&mut self) -> BTreeMap<u64, (i64, Option<u64>)> {
        let stable = self.harness().log().last_stable_offset().0;
        let aborted: Vec<i64> = self
            .model
            .values()
            .flatten()
            .filter(|entry| entry.is_aborted())
            .map(|entry| entry.offset)
            .collect();
        let bytes = self.harness().bytes();
        let (mut seen, mut last) = (BTreeMap::new(), -1);
        for batch in batches(&bytes) {
            let batch = batch.expect("a batch");
            batch.validate_stored().expect("a sound batch");
            assert!(batch.header().base_offset() > last);
            last = batch.header().last_offset();
            if batch.header().attributes().is_control() {
                continue;
            }
            for record in batch.records(1 << 20, &mut Vec::new()).expect("records") {
                let record = record.expect("a record");
                let Some(key) = record.key.and_then(|key| key.try_into().ok()).map(u64::from_be_bytes) else {
                    continue;
                };
                let value =
                    record.value.map(|value| u64::from_be_bytes(value[..8].try_into().expect("8 bytes")));
                if record.offset < stable && !aborted.contains(&record.offset) {
                    seen.insert(key, (record.offset, value));
                }
            }
        }
        seen
    }
}

/// Whether a seed ends well, and what it went through.
fn run(seed: u64) -> Result<(u32, usize), Box<dyn std::any::Any + Send>> {
    std::panic::catch_unwind(|| {
        let run = Run::new(seed).run();
        (run.crashes, run.cleanings)
    })
}

#[test]
fn the_latest_value_of_each_key_always_survives() {
    let (mut crashes, mut cleanings) = (0, 0);
    for seed in 0..60 {
        let (crashed, cleaned) = run(seed).unwrap_or_else(|_| panic!("seed {seed}"));
        crashes += crashed;
        cleanings += cleaned;
    }
    assert!(crashes > 200 && cleanings > 200, "{crashes} crashes, {cleanings} cleanings");
}

/// A check that finds nothing proves nothing.
#[cfg(feature = "planted-bugs")]
#[test]
fn the_planted_bug_is_found() {
    use engine::planted::{Bug, plant};
    plant(Some(Bug::CompactionPastLastStableOffset));
    let found = (0..60).find(|seed| run(*seed).is_err());
    plant(None);
    assert!(found.is_some());
}
