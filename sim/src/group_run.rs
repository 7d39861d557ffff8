//! Consumer groups: many members over both protocols, one broker of several shards that goes down and comes back, and
//! `__consumer_offsets` that is compacted all the time.

mod admin;
mod assignor;
mod embedded;
mod member;
mod model;
mod rest;
mod topics;

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use broker::config::BrokerConfig;
use io::sim::{CrashKind, Fault, IoId, NodeId, NodeOptions, Poll, Random, SimWorld};

use crate::faults::{draw_crash, draw_faults};
use crate::link::Link;
use crate::process::{Process, configuration};
use crate::tally::{Expected, Tally};
use crate::violation::Violation;
use crate::{Finished, require};
use admin::Admin;
use member::Member;
use model::{GroupModel, MembershipId};
use rest::Rest;
use topics::{Place, Topics};

/// A seed ends when it has had so many operations and crashes.
const OPERATIONS_MIN: u64 = 1_500;
const CRASHES_MIN: u64 = 3;
/// Starts in a row that may fail.
const REFUSED_STARTS_MAX: u32 = 30;
/// Turns of one life; more than this is a broker that does not get on.
const TURNS_MAX: u64 = 1_000_000;
/// A start, a stop, or a rest without faults takes no longer.
const PATIENCE: Duration = Duration::from_secs(300);
/// Pool memory that a broker with these few clients may have out.
const MEMORY_BYTES_MAX: usize = 64 << 20;
const TURNS_PER_CHECK: u64 = 64;

/// Every state of a group, every API, every error code and trouble that these clients can meet.
pub(crate) const EXPECTED: Expected = Expected {
    events: &[
        "client: connection closed by the client",
        "client: connection lost",
        "client: gave up waiting for an answer",
        "error of ConsumerGroupDescribe: COORDINATOR_LOAD_IN_PROGRESS",
        "error of ConsumerGroupDescribe: GROUP_ID_NOT_FOUND",
        "error of ConsumerGroupHeartbeat: COORDINATOR_LOAD_IN_PROGRESS",
        "error of ConsumerGroupHeartbeat: NOT_COORDINATOR",
        "error of ConsumerGroupHeartbeat: UNKNOWN_MEMBER_ID",
        "error of ConsumerGroupHeartbeat: UNRELEASED_INSTANCE_ID",
        "error of DeleteGroups: NON_EMPTY_GROUP",
        "error of DescribeGroups: COORDINATOR_LOAD_IN_PROGRESS",
        "error of DescribeGroups: GROUP_ID_NOT_FOUND",
        "error of Heartbeat: ILLEGAL_GENERATION",
        "error of Heartbeat: REBALANCE_IN_PROGRESS",
        "error of Heartbeat: UNKNOWN_MEMBER_ID",
        "error of JoinGroup: COORDINATOR_LOAD_IN_PROGRESS",
        "error of JoinGroup: MEMBER_ID_REQUIRED",
        "error of JoinGroup: NOT_COORDINATOR",
        "error of JoinGroup: UNKNOWN_MEMBER_ID",
        "error of ListGroups: COORDINATOR_LOAD_IN_PROGRESS",
        "error of OffsetCommit: COORDINATOR_LOAD_IN_PROGRESS",
        "error of OffsetCommit: FENCED_INSTANCE_ID",
        "error of OffsetCommit: ILLEGAL_GENERATION",
        "error of OffsetCommit: NOT_COORDINATOR",
        "error of OffsetCommit: REBALANCE_IN_PROGRESS",
        "error of OffsetCommit: STALE_MEMBER_EPOCH",
        "error of OffsetCommit: UNKNOWN_MEMBER_ID",
        "error of OffsetDelete: GROUP_SUBSCRIBED_TO_TOPIC",
        "error of OffsetFetch: COORDINATOR_LOAD_IN_PROGRESS",
        "error of OffsetFetch: NOT_COORDINATOR",
        "error of OffsetFetch: UNKNOWN_MEMBER_ID",
        "error of SyncGroup: COORDINATOR_LOAD_IN_PROGRESS",
        "error of SyncGroup: REBALANCE_IN_PROGRESS",
        "error of SyncGroup: UNKNOWN_MEMBER_ID",
        "group: led with cooperative-sticky",
        "group: led with range",
        "group: led with roundrobin",
        "group: partitions given back",
        "group: rebalance for topics that have grown",
        "group: second step of a cooperative rebalance",
        "group: subscribed by a regular expression",
        "life ended: CleanStop",
        "life ended: Crashed",
        "life ended: Failed",
        "member: commits as it was before",
        "member: died",
        "member: died, static",
        "member: joined again under another name",
        "member: left",
        "member: left, static",
        "member: paused",
        "operation: ConsumerGroupDescribe",
        "operation: ConsumerGroupHeartbeat",
        "operation: CreatePartitions",
        "operation: DeleteGroups",
        "operation: DescribeGroups",
        "operation: FindCoordinator",
        "operation: Heartbeat",
        "operation: JoinGroup",
        "operation: LeaveGroup",
        "operation: ListGroups",
        "operation: OffsetCommit",
        "operation: OffsetDelete",
        "operation: OffsetFetch",
        "operation: SyncGroup",
        "read: an offset",
        "read: nothing, where there was an offset",
        "state of a classic group: CompletingRebalance",
        "state of a classic group: Empty",
        "state of a classic group: PreparingRebalance",
        "state of a classic group: Stable",
        "state of a consumer group: Assigning",
        "state of a consumer group: Empty",
        "state of a consumer group: Reconciling",
        "state of a consumer group: Stable",
    ],
    // Answers are small here.
    impossible: &[Fault::BackPressure],
};

/// Which protocol a group's members speak.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub(crate) enum GroupKind {
    /// Classic; members give everything back before they join again.
    Eager,
    /// Classic; members keep what they have (KIP-429).
    Cooperative,
    /// KIP-848.
    Consumer,
    /// Classic and KIP-848: the group changes its kind as members come and go.
    Mixed,
}

pub(crate) struct Group {
    pub(crate) name: String,
    pub(crate) kind: GroupKind,
    pub(crate) model: GroupModel,
}

/// What all clients of a run share: what is known, and the dice.
pub(crate) struct Shared {
    pub(crate) world: SimWorld,
    pub(crate) random: Random,
    pub(crate) topics: Topics,
    pub(crate) groups: Vec<Group>,
    pub(crate) tally: Tally,
    /// Of all members.
    pub(crate) session_timeout: Duration,
    next_offset: i64,
    next_membership: u64,
    is_verbose: bool,
}

impl Shared {
    /// Tells what happens, to whoever asked for it.
    pub(crate) fn say(&self, line: std::fmt::Arguments<'_>) {
        if self.is_verbose {
            println!("{:>12.6} s  {line}", self.world.now().as_secs_f64());
        }
    }

    /// One of the versions that both sides know.
    pub(crate) fn version(&mut self, min: i16, max: i16) -> i16 {
        self.random.between(min as u64, max as u64) as i16
    }

    pub(crate) fn new_membership(&mut self) -> MembershipId {
        self.next_membership += 1;
        MembershipId(self.next_membership)
    }

    pub(crate) fn heartbeat_interval(&self) -> Duration {
        self.session_timeout / HEARTBEATS_PER_SESSION
    }

    /// How long a client waits for an answer: longer than a JoinGroup takes whose rebalance others hold up.
    pub(crate) fn request_timeout(&self) -> Duration {
        self.session_timeout * 3 / 2
    }

    /// Offsets that nobody has committed yet, on their way for these partitions.
    pub(crate) fn new_commit(&mut self, group: usize, places: &BTreeSet<Place>) -> BTreeMap<Place, i64> {
        let now = self.world.now();
        let mut offsets = BTreeMap::new();
        for place in places {
            self.next_offset += 1;
            offsets.insert(*place, self.next_offset);
            self.groups[group].model.register(*place).on_commit_asked(self.next_offset, now);
        }
        offsets
    }
}

const HEARTBEATS_PER_SESSION: u32 = 5;

/// One seed.
pub struct GroupRun {
    shared: Shared,
    server: NodeId,
    config: Arc<BrokerConfig>,
    shards: usize,
    members: Vec<Member>,
    admin: Admin,
    /// Starts in a row that ended with an error, not with a crash: a disk that heals lets one succeed before long.
    refused_starts: u32,
}

/// What is wanted of a life.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
enum Purpose {
    /// Faults, and a crash or a stop somewhere.
    Trouble,
    /// No faults, no member that leaves, no topic that grows: groups come to rest.
    Rest,
}

/// How a life ended.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
enum Ended {
    Crashed,
    /// It did not start, or it gave up because its metadata's disk failed.
    Failed,
    CleanStop,
}

impl GroupRun {
    /// Runs a seed to its end, or to the first broken promise.
    pub fn run(seed: u64, is_verbose: bool) -> Result<Finished, Violation> {
        let mut run = GroupRun::new(seed, is_verbose)?;
        while run.shared.tally.operations < OPERATIONS_MIN || run.shared.tally.crashes < CRASHES_MIN {
            run.live(Purpose::Trouble)?;
        }
        run.live(Purpose::Rest)?;
        run.shared.tally.faults = run.shared.world.fault_counts();
        Ok(Finished { trace_hash: run.shared.world.trace_hash(), tally: run.shared.tally })
    }

    fn new(seed: u64, is_verbose: bool) -> Result<Self, Violation> {
        let world = SimWorld::new(seed);
        let mut random = Random::new(seed ^ 0x6709);
        let server = world.add_node(NodeOptions::default());
        let client_node = world.add_node(NodeOptions::default());
        let address: SocketAddr = "10.0.0.1:9092".parse().expect("an address");
        let session_timeout = Duration::from_millis(random.between(1_000, 4_000));
        let config = configuration(&overrides(&mut random, address, session_timeout))?;
        let shards = random.between(2, 4) as usize;
        let topics = Topics::draw(&mut random);
        let mut shared = Shared {
            world: world.clone(),
            random,
            topics,
            groups: Vec::new(),
            tally: Tally::default(),
            session_timeout,
            next_offset: 0,
            next_membership: 0,
            is_verbose,
        };
        let mut members = Vec::new();
        for group in 0..shared.random.between(2, 4) as usize {
            let kinds = [GroupKind::Eager, GroupKind::Cooperative, GroupKind::Consumer, GroupKind::Mixed];
            let kind = kinds[shared.random.index(kinds.len())];
            shared.groups.push(Group { name: format!("group-{group}"), kind, model: GroupModel::default() });
            for index in 0..shared.random.between(1, 4) {
                let instance = shared.random.one_in(3).then(|| format!("instance-{index}"));
                let link = Link::new(world.io(client_node), address);
                members.push(Member::new(link, group, instance, &mut shared));
            }
        }
        let admin = Admin::new(Link::new(world.io(client_node), address));
        Ok(Self { shared, server, config, shards, members, admin, refused_starts: 0 })
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
            Purpose::Rest => {
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
            purpose != Purpose::Rest || ended == Ended::CleanStop,
            "a broker without faults ends as {ended:?}"
        );
        self.check_disk()?;
        let sync_failed = world.fault_counts().of(Fault::SyncError) > sync_errors;
        self.end_life(ended, sync_failed)
    }

    fn serve(&mut self, mut process: Process, purpose: Purpose) -> Result<Ended, Violation> {
        let world = self.shared.world.clone();
        let began = world.now();
        let (mut rest, mut is_stopping) = (None, false);
        // A life without a crash ends by a stop.
        let stop_at = began + Duration::from_micros(self.shared.random.between(1_000, 40_000_000));
        let mut turns = 0_u64;
        loop {
            let poll = world.poll(world.now() + Duration::from_secs(1));
            if let Poll::Run(io) = poll
                && world.down(self.server).is_none()
                && !process.turn(io)
            {
                self.turn_client(io, purpose == Purpose::Trouble)?;
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
            let is_accepting = process.is_accepting();
            if is_accepting {
                self.refused_starts = 0;
            }
            if purpose == Purpose::Rest && is_accepting {
                let rest = rest.get_or_insert_with(|| Rest::begin(&self.shared));
                rest.turn(&self.shared, &self.members, &mut self.admin)?;
            }
            let is_done = match purpose {
                Purpose::Trouble => world.now() >= stop_at || self.has_done_enough(),
                Purpose::Rest => self.admin.has_looked(),
            };
            if !is_stopping && is_done && is_accepting {
                is_stopping = true;
                self.shared.say(format_args!("it is asked to stop"));
                process.begin_stop();
            }
            turns += 1;
            require!(
                turns < TURNS_MAX && world.now() < began + PATIENCE,
                "a life since {began:?} does not end at {:?} after {turns} turns, the last was {poll:?}, {process:?}",
                world.now()
            );
            if turns.is_multiple_of(TURNS_PER_CHECK) {
                self.check_now_and_then()?;
            }
        }
    }

    fn check_now_and_then(&mut self) -> Result<(), Violation> {
        let world = &self.shared.world;
        let (bytes, now) = (world.outstanding_bytes(self.server), world.now());
        require!(bytes < MEMORY_BYTES_MAX, "the broker holds {bytes} bytes");
        self.shared.groups.iter_mut().for_each(|group| group.model.forget_old_claims(now));
        self.check_disk()
    }

    fn has_done_enough(&self) -> bool {
        self.shared.tally.operations >= OPERATIONS_MIN && self.shared.tally.crashes >= CRASHES_MIN
    }

    fn turn_client(&mut self, io: IoId, is_troubled: bool) -> Result<(), Violation> {
        if self.admin.id() == io {
            return self.admin.turn(&mut self.shared, is_troubled);
        }
        match self.members.iter_mut().find(|member| member.link.io.id() == io) {
            Some(member) => member.turn(&mut self.shared, is_troubled),
            None => Ok(()),
        }
    }

    /// Takes the node down, if it is not, and up again after a while, in which clients find nobody.
    fn end_life(&mut self, ended: Ended, sync_failed: bool) -> Result<(), Violation> {
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
        self.shared.groups.iter_mut().for_each(|group| group.model.on_life_ended(now));
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
            self.turn_client(io, true)?;
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

/// Short times, few partitions of `__consumer_offsets`, small segments, and a cleaner that never sleeps long.
fn overrides(random: &mut Random, address: SocketAddr, session_timeout: Duration) -> Vec<String> {
    let session_ms = session_timeout.as_millis();
    let heartbeat_ms = (session_timeout / HEARTBEATS_PER_SESSION).as_millis();
    vec![
        format!("listeners=PLAINTEXT://{address}"),
        "log.dirs=/data/a".to_owned(),
        "auto.create.topics.enable=false".to_owned(),
        format!("log.flush.offset.checkpoint.interval.ms={}", random.between(200, 3_000)),
        format!("log.retention.check.interval.ms={}", random.between(500, 5_000)),
        format!("replica.high.watermark.checkpoint.interval.ms={}", random.between(200, 3_000)),
        format!("ringlog.journal.bytes={}", [0, 16_384, 131_072][random.index(3)]),
        "offsets.topic.num.partitions=3".to_owned(),
        format!("offsets.topic.segment.bytes={}", 1 << 20),
        format!("log.index.interval.bytes={}", random.between(0, 1_000)),
        format!("log.index.size.max.bytes={}", random.between(24, 200)),
        format!("offsets.topic.compression.codec={}", [0, 0, 3, 4][random.index(4)]),
        format!("offsets.retention.minutes={}", [1, 10_080][random.index(2)]),
        format!("offsets.retention.check.interval.ms={}", random.between(50, 500)),
        format!("offsets.load.buffer.size={}", random.between(2_000, 100_000)),
        format!("group.initial.rebalance.delay.ms={}", random.between(0, 300)),
        "group.min.session.timeout.ms=100".to_owned(),
        "group.consumer.min.session.timeout.ms=100".to_owned(),
        format!("group.consumer.session.timeout.ms={session_ms}"),
        "group.consumer.min.heartbeat.interval.ms=10".to_owned(),
        format!("group.consumer.heartbeat.interval.ms={heartbeat_ms}"),
        "log.cleaner.min.cleanable.ratio=0.01".to_owned(),
        format!("log.cleaner.backoff.ms={}", random.between(10, 500)),
        format!("log.cleaner.delete.retention.ms={}", random.between(0, 2_000)),
        format!("log.segment.delete.delay.ms={}", random.between(0, 2_000)),
        format!("log.roll.ms={}", random.between(500, 10_000)),
    ]
}
