//! The cheaper of the two targets: the engine's `LogManager` alone on a simulated disk, driven as a shard drives it.
//!
//! It finds what is wrong in append, sync, roll, recovery and retention without the cost of sockets and frames.

mod choices;
mod compaction;
mod damage;
mod deletion;
mod journal;
mod keyed_model;
mod life;
mod reading;
mod truncation;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use engine::{Offset, OpenLog};
use io::sim::{CrashKind, Fault, NodeId, NodeOptions, Poll, Random, SimWorld};
use protocol::Uuid;

use crate::faults::{draw_crash, draw_faults};
use crate::ledger::{Ledger, PartitionId};
use crate::partition_model::PartitionModel;
use crate::tally::{Expected, Tally};
use crate::violation::Violation;
use crate::{Finished, require};
use choices::LogChoices;
use life::{Ended, Life};

/// A seed ends when it has had so many operations and crashes.
const OPERATIONS_MIN: u64 = 2_000;
const CRASHES_MIN: u64 = 3;
/// Turns of one life; more than this is a life that does not get on.
const TURNS_MAX: u64 = 400_000;
const PARTITIONS_MAX: u64 = 4;
/// Its only log directory.
const DIRECTORY: &str = "/data";

/// Every branch of recovery, every answer to an append.
pub(crate) const EXPECTED: Expected = Expected {
    events: &[
        "append refused: KAFKA_STORAGE_ERROR",
        "append: duplicate",
        "append: ok",
        "compaction: PowerCut",
        "compaction: ProcessKill",
        "compaction: abort",
        "compaction: batch",
        "compaction: cleaned",
        "compaction: commit",
        "compaction: transactional batch",
        "event: directory failed",
        "event: log start moved",
        "journal: batches of a deleted topic dropped",
        "journal: batches passed over",
        "journal: batches restored",
        "journal: declined: synced directly",
        "journal: group written",
        "journal: made",
        "journal: removed unread after a clean stop",
        "journal: replay cut by a crash",
        "journal: replayed",
        "journal: round begun in a used region",
        "journal: torn tail",
        "life ended: CleanStop",
        "life ended: Crashed",
        "life ended: DirectoryFailed",
        "opened after a clean stop: true",
        "operation: delete log",
        "operation: truncate",
        "recovery: corrupt",
        "recovery: file rebuilt",
        "recovery: good batches behind bad bytes",
        "recovery: shorter than its recovery point",
        "recovery: tail cut and kept",
        "recovery: tail of zeros cut",
    ],
    impossible: &[Fault::ConnectionReset, Fault::HalfOpen, Fault::ChunkSplit, Fault::BackPressure],
};

/// A log over all lives of its process.
pub(crate) struct LogHistory {
    pub(crate) choices: LogChoices,
    pub(crate) topic_id: Uuid,
    pub(crate) model: PartitionModel,
    /// Its deletion is decided, and its folder may still be there.
    pub(crate) is_deleted: bool,
}

impl LogHistory {
    fn open_request(
        &self,
        clean_shutdown: bool,
        recovery_point: Offset,
        log_start_offset: Offset,
    ) -> OpenLog {
        OpenLog {
            directory: Arc::from(Path::new(DIRECTORY)),
            topic_partition: self.choices.topic_partition.clone(),
            topic_id: self.topic_id,
            config: self.choices.config.clone(),
            recovery_point,
            log_start_offset,
            clean_shutdown,
        }
    }
}

/// One seed.
pub struct LogRun {
    pub(crate) world: SimWorld,
    pub(crate) node: NodeId,
    pub(crate) random: Random,
    pub(crate) ledger: Ledger,
    pub(crate) logs: Vec<LogHistory>,
    pub(crate) tally: Tally,
    pub(crate) is_verbose: bool,
    /// Size of its journals; 0 is none.
    pub(crate) journal_bytes: u64,
    /// All batches are of one length.
    pub(crate) is_uniform: bool,
    next_producer_id: i64,
    next_partition: u32,
}

impl LogRun {
    /// Runs a seed to its end, or to the first broken promise.
    pub fn run(seed: u64, is_verbose: bool) -> Result<Finished, Violation> {
        let mut run = LogRun::new(seed, is_verbose);
        while run.tally.operations < OPERATIONS_MIN || run.tally.crashes < CRASHES_MIN {
            run.live(false)?;
        }
        run.world.set_faults(run.node, Default::default());
        run.live(true)?;
        damage::check(&mut run)?;
        compaction::check(&mut run)?;
        run.tally.faults = run.world.fault_counts();
        Ok(Finished { trace_hash: run.world.trace_hash(), tally: run.tally })
    }

    fn new(seed: u64, is_verbose: bool) -> Self {
        let world = SimWorld::new(seed);
        let mut random = Random::new(seed ^ 0x1065);
        let node = world.add_node(NodeOptions { disk_bytes: 1 << 30, ..NodeOptions::default() });
        let journal_bytes = journal::draw_bytes(&mut random);
        let is_uniform = random.one_in(4);
        let ledger = match is_uniform {
            true => Ledger::of_equal_records(random.between(20, 300)),
            false => Ledger::default(),
        };
        let count = random.between(1, PARTITIONS_MAX);
        let logs = (0..count)
            .map(|index| {
                let choices = LogChoices::draw(&mut random, index as i32, journal_bytes > 0);
                let model =
                    PartitionModel::new(PartitionId(index as u32), choices.expires(), !choices.is_fsync());
                let topic_id = Uuid::from_random(|| random.next_u64());
                LogHistory { choices, topic_id, model, is_deleted: false }
            })
            .collect();
        Self {
            world,
            node,
            random,
            ledger,
            logs,
            tally: Tally::default(),
            is_verbose,
            journal_bytes,
            is_uniform,
            next_producer_id: 1,
            next_partition: count as u32,
        }
    }

    pub(crate) fn new_producer_id(&mut self) -> i64 {
        self.next_producer_id += 1;
        self.next_producer_id
    }

    /// One life of the process, from its start to its crash or clean stop. The last one has no faults and checks everything.
    fn live(&mut self, is_last: bool) -> Result<(), Violation> {
        if !is_last {
            self.world.set_faults(self.node, draw_faults(&mut self.random));
            let (operations, kind) = draw_crash(&mut self.random, 60, 4_000);
            self.world.arm_crash(self.node, operations, kind);
        }
        let sync_errors = self.world.fault_counts().of(Fault::SyncError);
        let mut life = Life::begin(self);
        let mut turns = 0;
        let ended = loop {
            let poll = self.world.poll(Duration::MAX);
            if self.world.down(self.node).is_some() {
                break Ended::Crashed;
            }
            require!(matches!(poll, Poll::Run(_)), "the process sleeps for ever: {poll:?}");
            let ended = life.turn(self, is_last)?;
            self.check_disk()?;
            if self.world.down(self.node).is_some() {
                break Ended::Crashed;
            }
            if let Some(ended) = ended {
                break ended;
            }
            turns += 1;
            require!(turns < TURNS_MAX, "a life of {turns} turns");
        };
        let serving_since = life.serving_since();
        life.count_journal(self);
        drop(life);
        let sync_failed = self.world.fault_counts().of(Fault::SyncError) > sync_errors;
        self.end_life(ended, serving_since, sync_failed);
        Ok(())
    }

    /// Takes the node down, if it is not, and up again.
    fn end_life(&mut self, ended: Ended, serving_since: Option<Duration>, sync_failed: bool) {
        let flushing_since = serving_since.filter(|_| !sync_failed);
        if self.world.down(self.node).is_none() {
            // A disk that failed a sync has lied since: the machine is switched off before it is trusted again.
            let kind = if sync_failed { CrashKind::PowerCut } else { CrashKind::ProcessKill };
            self.world.crash(self.node, kind);
        }
        let kind = self.world.down(self.node).expect("it is down now");
        self.say(format_args!("{ended:?}, {kind:?}"));
        self.tally.count("life ended", format_args!("{ended:?}"));
        if matches!(ended, Ended::Crashed) {
            self.tally.crashes += 1;
        }
        let now = self.world.now();
        for log in &mut self.logs {
            log.model.on_crash(now, kind, flushing_since);
        }
        // Nobody starts a process again in no time, and a full disk needs some to heal.
        let pause = Duration::from_micros(self.random.between(1_000, 3_000_000));
        self.world.poll(now + pause);
        self.world.restart(self.node);
    }

    fn check_disk(&self) -> Result<(), Violation> {
        match self.world.take_violations(self.node).first() {
            Some(text) => Err(Violation::new(text.clone())),
            None => Ok(()),
        }
    }

    pub(crate) fn say(&self, line: std::fmt::Arguments<'_>) {
        if self.is_verbose {
            println!("{:>12.6} s  {line}", self.world.now().as_secs_f64());
        }
    }
}
