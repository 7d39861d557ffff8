//! One shard: a thread's worth of the broker.

mod advertise;
mod asking;
mod coordinating;
mod lifecycle;
mod opening;
mod owning;
mod serving;
#[cfg(test)]
mod simulated_broker;
mod views;
mod zero;

use std::sync::Arc;
use std::time::Duration;

use engine::{LogManager, LogManagerConfig};
use io::{Completion, Io, Payloads};

use crate::apis::fetch::FetchSpares;
use crate::apis::fetch_session::FetchSessions;
use crate::apis::init_producer_id::ProducerIds;
use crate::config::BrokerConfig;
use crate::connections::Connections;
use crate::groups::Groups;
use crate::mesh::{Mesh, ShardIndex};
use crate::partition::LedPartition;
use crate::purgatory::Purgatory;
use crate::response::ResponseSink;
use crate::slots::{SlotKey, Slots};
use crate::view::{ClusterView, PartitionKey};

pub(crate) use lifecycle::StartFacts;
pub use lifecycle::{ShardState, StartError};
use opening::Opening;
use zero::ShardZero;

/// Owners of the tokens that a shard submits.
pub(crate) mod owner {
    /// The log manager.
    pub(crate) const LOGS: u8 = 1;
    /// An accept; the slot is the listener's index.
    pub(crate) const ACCEPT: u8 = 2;
    /// A connection's receive.
    pub(crate) const RECEIVE: u8 = 3;
    /// A connection's send.
    pub(crate) const SEND: u8 = 4;
    /// A read of groups that are being loaded; the slot is the partition's number.
    pub(crate) const GROUPS: u8 = 5;
}

/// Messages handled in one turn; the rest waits for the next, so that sockets are looked at in between.
const MESSAGES_PER_TURN_MAX: usize = 4096;
/// Completions that a turn of a usual load stays below: room that need not be found in the middle of it.
const COMPLETIONS_EXPECTED: usize = 256;
/// How soon a shard looks again when a ring of the mesh is full.
const MESH_RETRY: Duration = Duration::from_micros(200);

/// The partitions led here, by key and by log.
#[derive(Debug, Default)]
pub(crate) struct LedPartitions {
    pub(crate) led: Slots<LedPartition>,
    pub(crate) by_key: hashbrown::HashMap<PartitionKey, SlotKey, foldhash::fast::FixedState>,
    pub(crate) by_log: hashbrown::HashMap<engine::LogId, SlotKey, foldhash::fast::FixedState>,
}

/// A shard: its connections, its logs, the partitions it leads, the requests that wait, and its end of the mesh.
///
/// It has no thread and no clock of its own: whoever owns it calls [`Shard::turn`] for as long as [`Shard::state`] is
/// not [`ShardState::Stopped`]. Production gives each shard a thread; the simulator drives all of them from one.
pub struct Shard<I: Io> {
    pub(crate) index: ShardIndex,
    pub(crate) config: Arc<BrokerConfig>,
    pub(crate) io: I,
    pub(crate) logs: LogManager,
    pub(crate) view: Arc<ClusterView>,
    pub(crate) connections: Connections,
    pub(crate) partitions: LedPartitions,
    pub(crate) groups: Groups,
    pub(crate) purgatory: Purgatory<I>,
    pub(crate) sessions: FetchSessions,
    pub(crate) fetch_spares: FetchSpares,
    pub(crate) producer_ids: ProducerIds,
    mesh: Mesh,
    /// What only shard 0 has.
    zero: Option<Box<ShardZero>>,
    facts: Arc<StartFacts>,
    state: ShardState,
    opening: Opening,
    drain_deadline: Option<Duration>,
    logs_reported: bool,
    /// Something was decided after this turn's writes were handed over: the next turn must not wait.
    is_unfinished: bool,
    completions: Vec<Completion>,
    sink: ResponseSink,
    payloads: Payloads,
}

impl<I: Io> Shard<I> {
    /// A shard that has not started. `mesh` says which one it is.
    pub fn new(config: Arc<BrokerConfig>, io: I, mesh: Mesh) -> Self {
        let index = mesh.index();
        let budget = config.queued_max_bytes / mesh.shards();
        let sessions_max = config.fetch_sessions_max / mesh.shards();
        Self {
            index,
            logs: LogManager::new(log_manager_config(&config, index), owner::LOGS),
            io,
            view: Arc::new(ClusterView::empty()),
            connections: Connections::new(budget),
            partitions: LedPartitions::default(),
            groups: Groups::new(&config.coordinator),
            purgatory: Purgatory::default(),
            sessions: FetchSessions::new(sessions_max),
            fetch_spares: FetchSpares::default(),
            producer_ids: ProducerIds::default(),
            zero: None,
            facts: Arc::default(),
            state: ShardState::Starting,
            opening: Opening::default(),
            drain_deadline: None,
            logs_reported: false,
            is_unfinished: false,
            completions: Vec::with_capacity(COMPLETIONS_EXPECTED),
            sink: ResponseSink::default(),
            payloads: Payloads::new(),
            config,
            mesh,
        }
    }

    /// Which shard this is.
    pub fn index(&self) -> ShardIndex {
        self.index
    }

    /// Its boundary to the world.
    pub fn io_mut(&mut self) -> &mut I {
        &mut self.io
    }

    /// Waits for something to happen (until [`Shard::next_deadline`]) and handles all of it.
    pub fn turn(&mut self) {
        let deadline = self.next_deadline();
        self.is_unfinished = false;
        let mut completions = std::mem::take(&mut self.completions);
        self.io.turn(deadline, &mut completions);
        for completion in completions.drain(..) {
            self.on_completion(completion);
        }
        self.completions = completions;
        self.on_messages();
        self.on_deadline();
        self.end_of_turn();
    }

    /// When the next turn must end even if nothing happens; one in the past: at once.
    pub fn next_deadline(&self) -> Option<Duration> {
        let work_waits = self.is_unfinished
            || self.mesh.has_messages()
            || (!self.connections.resumable.is_empty() && !self.mesh.is_congested())
            || !self.connections.dirty.is_empty()
            || self.groups.can_load()
            || self.groups.has_touched();
        if work_waits {
            return Some(Duration::ZERO);
        }
        let retry = self.mesh.has_overflow().then(|| self.io.now() + MESH_RETRY);
        [
            retry,
            self.purgatory.next_deadline(),
            self.logs.next_deadline(),
            self.opening.next_deadline().filter(|_| self.state != ShardState::Closing),
            self.groups.next_deadline(),
            self.idle_check_deadline(),
            self.drain_deadline,
            self.zero.as_ref().and_then(|zero| zero.next_deadline()),
        ]
        .into_iter()
        .flatten()
        .min()
    }

    /// Gives a completion to whoever submitted the operation.
    fn on_completion(&mut self, completion: Completion) {
        match completion.token.owner {
            owner::LOGS => self.logs.on_completion(&mut self.io, completion),
            owner::ACCEPT => self.on_accept(completion),
            owner::RECEIVE => self.on_receive(completion),
            owner::SEND => self.on_send(completion),
            owner::GROUPS => self.on_group_read(completion),
            other => unreachable!("nobody here submits operations for owner {other}"),
        }
    }

    fn on_messages(&mut self) {
        self.on_log_events();
        for _ in 0..MESSAGES_PER_TURN_MAX {
            let Some((from, message)) = self.mesh.receive() else { return };
            self.on_message(from, message);
        }
    }

    fn on_deadline(&mut self) {
        let now = self.io.now();
        while let Some(ticket) = self.purgatory.pop_due(now) {
            self.on_time_up(ticket);
        }
        self.logs.on_deadline(&mut self.io, now);
        self.on_groups_deadline(now);
        self.close_idle_connections(now);
        self.on_zero_deadline(now);
    }

    /// What is done once per turn for all that happened in it: one write per log, one send per connection, one bell per
    /// other shard.
    fn end_of_turn(&mut self) {
        self.open_more();
        self.resume_connections();
        self.pump_control_plane();
        self.load_groups();
        self.settle_groups();
        self.logs.flush_appends(&mut self.io);
        self.on_log_events();
        // What these events have led to is written with the next turn.
        self.is_unfinished |= self.settle_groups();
        self.on_close_progress();
        self.flush_connections();
        self.on_drain_progress();
        self.mesh.flush();
        #[cfg(debug_assertions)]
        self.assert_invariants();
    }

    /// Checks what the shard promises: each partition led here is found by its key and by its log, and nothing else is.
    pub fn assert_invariants(&self) {
        assert_eq!(self.partitions.led.len(), self.partitions.by_key.len(), "each partition has one key");
        assert!(self.partitions.by_log.len() <= self.partitions.led.len(), "each log has one partition");
        self.groups.assert_invariants();
        assert!(self.payloads.is_empty(), "a reply was written and not delivered");
    }
}

fn log_manager_config(config: &BrokerConfig, shard: ShardIndex) -> LogManagerConfig {
    LogManagerConfig {
        journal_bytes: config.journal_bytes,
        journal_number: shard.as_usize() as u32,
        retention_check_interval: Duration::from_millis(config.retention_check_interval_ms),
        ..LogManagerConfig::default()
    }
}
