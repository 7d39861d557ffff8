//! The whole target: one broker of several shards and several clients that speak frames, on simulated disks and sockets.

mod audit;
mod client;
mod topics;

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use broker::config::BrokerConfig;
use io::sim::{CrashKind, Fault, NodeId, NodeOptions, Poll, Random, SimWorld};

use crate::faults::{draw_crash, draw_faults};
use crate::ledger::{Ledger, PartitionId};
use crate::link::Link;
use crate::partition_model::PartitionModel;
use crate::process::{Process, configuration};
use crate::tally::{Expected, Tally};
use crate::violation::Violation;
use crate::{Finished, require};
use audit::Audit;
use client::{Client, Place};
use topics::{TopicHistory, TopicState};

/// A seed ends when it has had so many operations and crashes.
const OPERATIONS_MIN: u64 = 2_000;
const CRASHES_MIN: u64 = 3;
/// Starts in a row that may fail.
const REFUSED_STARTS_MAX: u32 = 30;
/// Turns of one life; more than this is a broker that does not get on.
const TURNS_MAX: u64 = 500_000;
/// A start, a stop, or an audit without faults takes no longer.
const PATIENCE: Duration = Duration::from_secs(300);
/// Pool memory that a broker with these few clients may have out.
const MEMORY_BYTES_MAX: usize = 64 << 20;
const TURNS_PER_MEMORY_CHECK: u64 = 64;

/// Every API, and every error code that these clients can provoke.
pub(crate) const EXPECTED: Expected = Expected {
    events: &[
        "audit: partition read whole",
        "error of DeleteRecords: KAFKA_STORAGE_ERROR",
        "error of Fetch: KAFKA_STORAGE_ERROR",
        "error of Fetch: NOT_LEADER_OR_FOLLOWER",
        "error of Fetch: OFFSET_OUT_OF_RANGE",
        "error of Fetch: UNKNOWN_TOPIC_ID",
        "error of Fetch: UNKNOWN_TOPIC_OR_PARTITION",
        "error of ListOffsets: KAFKA_STORAGE_ERROR",
        "error of Metadata: UNKNOWN_TOPIC_OR_PARTITION",
        "error of OffsetForLeaderEpoch: KAFKA_STORAGE_ERROR",
        "error of Produce: CORRUPT_MESSAGE",
        "error of Produce: INVALID_REQUIRED_ACKS",
        "error of Produce: INVALID_TIMESTAMP",
        "error of Produce: KAFKA_STORAGE_ERROR",
        "error of Produce: OUT_OF_ORDER_SEQUENCE_NUMBER",
        "error of Produce: UNKNOWN_TOPIC_ID",
        "error of Produce: UNKNOWN_TOPIC_OR_PARTITION",
        "fetch: nothing",
        "fetch: records",
        "life ended: CleanStop",
        "life ended: Crashed",
        "life ended: Crashed while it started",
        "life ended: Failed",
        "operation: ApiVersions",
        "operation: CreateTopics",
        "operation: DeleteRecords",
        "operation: DeleteTopics",
        "operation: DescribeConfigs",
        "operation: Fetch",
        "operation: InitProducerId",
        "operation: ListOffsets",
        "operation: Metadata",
        "operation: OffsetForLeaderEpoch",
        "operation: Produce",
        "operation: Produce without an answer",
    ],
    impossible: &[],
};

/// How a life of the broker ended.
#[derive(Copy, Clone, Debug)]
pub(crate) struct EndOfLife {
    pub(crate) power_was_cut: bool,
}

/// What all clients of a run share: what is known, and the dice.
pub(crate) struct Shared {
    pub(crate) world: SimWorld,
    pub(crate) random: Random,
    pub(crate) ledger: Ledger,
    pub(crate) topics: Vec<TopicHistory>,
    pub(crate) tally: Tally,
    /// Ends of the broker's lives so far.
    pub(crate) lives: Vec<EndOfLife>,
    pub(crate) producer_ids: BTreeSet<i64>,
    next_partition: u32,
    is_verbose: bool,
}

impl Shared {
    /// Tells what happens, to whoever asked for it.
    pub(crate) fn say(&self, line: std::fmt::Arguments<'_>) {
        if self.is_verbose {
            println!("{:>12.6} s  {line}", self.world.now().as_secs_f64());
        }
    }

    pub(crate) fn live_topics(&self) -> Vec<usize> {
        (0..self.topics.len()).filter(|&topic| self.topics[topic].state == TopicState::Live).collect()
    }

    pub(crate) fn new_topic(&mut self) -> usize {
        let index = self.topics.len();
        let topic = TopicHistory::draw(&mut self.random, index, &mut self.next_partition);
        self.topics.push(topic);
        index
    }

    pub(crate) fn model(&self, place: Place) -> &PartitionModel {
        &self.topics[place.topic].partitions[place.partition]
    }

    pub(crate) fn model_mut(&mut self, place: Place) -> &mut PartitionModel {
        &mut self.topics[place.topic].partitions[place.partition]
    }

    pub(crate) fn partition_id(&self, place: Place) -> PartitionId {
        self.model(place).id()
    }

    /// One of the versions that both sides know.
    pub(crate) fn version(&mut self, min: i16, max: i16) -> i16 {
        self.random.between(min as u64, max as u64) as i16
    }

    pub(crate) fn name_place(&self, violation: Violation, place: Place) -> Violation {
        let topic = &self.topics[place.topic];
        let durability = if topic.is_fsync { "fsync" } else { "replicated" };
        violation.at(format_args!("{}-{} ({durability})", topic.name, place.partition))
    }
}

/// One seed.
pub struct BrokerRun {
    shared: Shared,
    server: NodeId,
    config: Arc<BrokerConfig>,
    shards: usize,
    clients: Vec<Client>,
    client_node: NodeId,
    address: SocketAddr,
    /// Since when the broker accepts connections in this life.
    serving_since: Option<Duration>,
    /// Starts in a row that ended with an error, not with a crash: a disk that heals lets one succeed before long.
    refused_starts: u32,
}

/// What is wanted of a life.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
enum Purpose {
    /// Faults, and a crash or a stop somewhere.
    Trouble,
    /// No faults: everything that was promised is read.
    Audit,
}

/// How a life ended.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
enum Ended {
    Crashed,
    /// It did not start, or it gave up because its metadata's disk failed.
    Failed,
    CleanStop,
}

impl BrokerRun {
    /// Runs a seed to its end, or to the first broken promise.
    pub fn run(seed: u64, is_verbose: bool) -> Result<Finished, Violation> {
        let mut run = BrokerRun::new(seed, is_verbose)?;
        while run.shared.tally.operations < OPERATIONS_MIN || run.shared.tally.crashes < CRASHES_MIN {
            run.live(Purpose::Trouble)?;
        }
        run.live(Purpose::Audit)?;
        run.shared.tally.faults = run.shared.world.fault_counts();
        Ok(Finished { trace_hash: run.shared.world.trace_hash(), tally: run.shared.tally })
    }

    fn new(seed: u64, is_verbose: bool) -> Result<Self, Violation> {
        let world = SimWorld::new(seed);
        let mut random = Random::new(seed ^ 0xB0_0C);
        let server = world.add_node(NodeOptions::default());
        let client_node = world.add_node(NodeOptions::default());
        let address: SocketAddr = "10.0.0.1:9092".parse().expect("an address");
        let directories = if random.one_in(3) { "/data/a,/data/b" } else { "/data/a" };
        let overrides = [
            format!("listeners=PLAINTEXT://{address}"),
            format!("log.dirs={directories}"),
            "auto.create.topics.enable=false".to_owned(),
            format!("log.flush.offset.checkpoint.interval.ms={}", random.between(200, 3_000)),
            format!("log.retention.check.interval.ms={}", random.between(500, 5_000)),
            format!("replica.high.watermark.checkpoint.interval.ms={}", random.between(200, 3_000)),
            format!("ringlog.journal.bytes={}", [0, 16_384, 131_072][random.index(3)]),
            format!("ringlog.large.request.bytes={}", [64, 1_000, 262_144][random.index(3)]),
        ];
        let config = configuration(&overrides)?;
        let shards = random.between(2, 4) as usize;
        let mut shared = Shared {
            world: world.clone(),
            random,
            ledger: Ledger::default(),
            topics: Vec::new(),
            tally: Tally::default(),
            lives: Vec::new(),
            producer_ids: BTreeSet::new(),
            next_partition: 0,
            is_verbose,
        };
        let clients = (0..shared.random.between(2, 5))
            .map(|_| Client::new(Link::new(world.io(client_node), address), &mut shared))
            .collect();
        Ok(Self {
            shared,
            server,
            config,
            shards,
            clients,
            client_node,
            address,
            serving_since: None,
            refused_starts: 0,
        })
    }

    /// One life of the broker, from its start to its end.
    fn live(&mut self, purpose: Purpose) -> Result<(), Violation> {
        let world = self.shared.world.clone();
        match purpose {
            Purpose::Trouble => {
                world.set_faults(self.server, draw_faults(&mut self.shared.random));
                let (operations, kind) = draw_crash(&mut self.shared.random, 300, 12_000);
                world.arm_crash(self.server, operations, kind);
            }
            Purpose::Audit => {
                world.set_faults(self.server, Default::default());
                // What is full or slow for a while has healed by then.
                self.pass_time(Duration::from_secs(3))?;
            }
        }
        let sync_errors = world.fault_counts().of(Fault::SyncError);
        let ended = match Process::start(&world, self.server, &self.config, self.shards) {
            Ok(process) => self.serve(process, purpose)?,
            Err(error) => {
                self.shared.say(format_args!("it does not start: {error}"));
                let is_down = world.down(self.server).is_some();
                self.refused_starts += u32::from(!is_down);
                require!(self.refused_starts < REFUSED_STARTS_MAX, "it does not start any more: {error}");
                if is_down { Ended::Crashed } else { Ended::Failed }
            }
        };
        require!(
            purpose != Purpose::Audit || ended == Ended::CleanStop,
            "a broker without faults ends as {ended:?}"
        );
        self.check_disk()?;
        let sync_failed = world.fault_counts().of(Fault::SyncError) > sync_errors;
        self.end_life(ended, sync_failed)
    }

    fn serve(&mut self, mut process: Process, purpose: Purpose) -> Result<Ended, Violation> {
        let world = self.shared.world.clone();
        let began = world.now();
        let mut audit = None;
        let (mut was_accepting, mut is_stopping) = (false, false);
        // A life without a crash ends by a stop.
        let stop_at = began + Duration::from_micros(self.shared.random.between(1_000, 20_000_000));
        let mut turns = 0_u64;
        loop {
            let poll = world.poll(world.now() + Duration::from_secs(1));
            if let Poll::Run(io) = poll
                && world.down(self.server).is_none()
                && !process.turn(io)
            {
                self.turn_client(io, purpose, &mut audit)?;
            }
            if world.down(self.server).is_some() {
                return Ok(Ended::Crashed);
            }
            if process.has_failed() {
                return Ok(Ended::Failed);
            }
            if process.is_stopped() {
                return Ok(Ended::CleanStop);
            }
            if !was_accepting && process.is_accepting() {
                was_accepting = true;
                self.serving_since = Some(world.now());
                self.refused_starts = 0;
                self.shared.say(format_args!("it accepts connections"));
            }
            let is_done = match purpose {
                Purpose::Trouble => world.now() >= stop_at || self.has_done_enough(),
                Purpose::Audit => audit.as_ref().is_some_and(Audit::is_done),
            };
            if !is_stopping && is_done && was_accepting {
                is_stopping = true;
                self.shared.say(format_args!("it is asked to stop"));
                process.begin_stop();
            }
            if purpose == Purpose::Audit && was_accepting && audit.is_none() {
                audit = Some(Audit::new(Link::new(world.io(self.client_node), self.address), &self.shared));
            }
            turns += 1;
            require!(
                turns < TURNS_MAX && world.now() < began + PATIENCE,
                "a life since {began:?} does not end at {:?} after {turns} turns, the last was {poll:?}, {process:?}",
                world.now()
            );
            if turns.is_multiple_of(TURNS_PER_MEMORY_CHECK) {
                let bytes = world.outstanding_bytes(self.server);
                require!(bytes < MEMORY_BYTES_MAX, "the broker holds {bytes} bytes");
                self.check_disk()?;
            }
        }
    }

    fn has_done_enough(&self) -> bool {
        self.shared.tally.operations >= OPERATIONS_MIN && self.shared.tally.crashes >= CRASHES_MIN
    }

    fn turn_client(
        &mut self,
        io: io::sim::IoId,
        purpose: Purpose,
        audit: &mut Option<Audit>,
    ) -> Result<(), Violation> {
        if let Some(audit) = audit.as_mut().filter(|audit| audit.id() == io) {
            return audit.turn(&mut self.shared);
        }
        let client = self.clients.iter_mut().find(|client| client.link.io.id() == io);
        match client {
            Some(client) => client.turn(&mut self.shared, purpose == Purpose::Trouble),
            None => Ok(()),
        }
    }

    /// Takes the node down, if it is not, and up again after a while, in which clients find nobody.
    fn end_life(&mut self, ended: Ended, sync_failed: bool) -> Result<(), Violation> {
        let serving_since = self.serving_since.take();
        if ended == Ended::Crashed && serving_since.is_none() {
            self.shared.tally.count("life ended", "Crashed while it started");
        }
        let flushing_since = serving_since.filter(|_| !sync_failed);
        let world = self.shared.world.clone();
        if world.down(self.server).is_none() {
            // A disk that failed a sync has lied since: the machine is switched off before it is trusted again.
            let kind = if sync_failed { CrashKind::PowerCut } else { CrashKind::ProcessKill };
            world.crash(self.server, kind);
        }
        let kind = world.down(self.server).expect("it is down now");
        self.shared
            .say(format_args!("{ended:?}, {kind:?}, after {} operations", self.shared.tally.operations));
        self.shared.tally.count("life ended", format_args!("{ended:?}"));
        self.shared.tally.crashes += u64::from(ended == Ended::Crashed);
        let now = world.now();
        for model in self.shared.topics.iter_mut().flat_map(|topic| &mut topic.partitions) {
            model.on_crash(now, kind, flushing_since);
        }
        self.shared.lives.push(EndOfLife { power_was_cut: kind == CrashKind::PowerCut });
        let pause = Duration::from_micros(self.shared.random.between(1_000, 3_000_000));
        self.pass_time(pause)?;
        world.restart(self.server);
        Ok(())
    }

    /// Lets time pass in which only clients have turns.
    fn pass_time(&mut self, time: Duration) -> Result<(), Violation> {
        let world = self.shared.world.clone();
        let until = world.now() + time;
        while let Poll::Run(io) = world.poll(until) {
            if let Some(client) = self.clients.iter_mut().find(|client| client.link.io.id() == io) {
                client.turn(&mut self.shared, false)?;
            }
        }
        Ok(())
    }

    fn check_disk(&self) -> Result<(), Violation> {
        match self.shared.world.take_violations(self.server).first() {
            Some(text) => Err(Violation::new(text.clone())),
            None => Ok(()),
        }
    }
}
