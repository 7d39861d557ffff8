//! The world: nodes, connections, the clock, and whose turn it is.

use std::cell::{RefCell, RefMut};
use std::collections::{BTreeMap, VecDeque};
use std::io::{Error, ErrorKind, Result};
use std::net::SocketAddr;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use super::connection::{Connection, ConnectionId, Side};
use super::disk::Disk;
use super::events::{Event, EventQueue};
use super::handles::{Bell, HandleEvent, HandleEvents, SimFile};
use super::inode::Inode;
use super::network::Listening;
use super::node::Node;
use super::operations::{Operation, OperationId};
use super::shard_io::SimIo;
use super::{CrashKind, Fault, FaultCounts, FaultOptions, Random, TraceHash};
use crate::{Completion, File, Outcome, Pool, PoolOptions, Reclaimed, Token};

/// One of a world's machines.
#[derive(Copy, Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct NodeId(pub(super) usize);

/// One of a world's [`SimIo`]s.
#[derive(Copy, Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct IoId(pub(super) usize);

/// What a new node is like.
#[derive(Copy, Clone, Debug)]
pub struct NodeOptions {
    /// Size of its disk in bytes.
    pub disk_bytes: u64,
    /// What goes wrong.
    pub faults: FaultOptions,
}

impl Default for NodeOptions {
    fn default() -> Self {
        Self { disk_bytes: 1 << 40, faults: FaultOptions::default() }
    }
}

/// What there is to do next.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum Poll {
    /// It is this one's turn.
    Run(IoId),
    /// Nobody has anything to do before the given time, which it is now.
    Reached,
    /// Nobody will ever have anything to do: no event, no deadline, and no time to wait for (`Duration::MAX`).
    Idle,
}

/// A world. Clones are the same world.
#[derive(Clone)]
pub struct SimWorld {
    inner: Rc<RefCell<World>>,
}

#[derive(Debug)]
pub(super) struct World {
    pub(super) now: Duration,
    pub(super) random: Random,
    pub(super) events: EventQueue,
    pub(super) nodes: Vec<Node>,
    pub(super) ios: Vec<IoState>,
    pub(super) operations: BTreeMap<OperationId, Operation>,
    pub(super) connections: BTreeMap<ConnectionId, Connection>,
    pub(super) listening: BTreeMap<SocketAddr, Listening>,
    pub(super) handles: HandleEvents,
    pub(super) counts: FaultCounts,
    pub(super) trace: TraceHash,
    pub(super) next_port: u16,
    in_flight: BTreeMap<(IoId, Token), Target>,
    next_id: u64,
}

/// What an operation in flight is about.
#[derive(Copy, Clone, Debug)]
pub(super) enum Target {
    Accept(SocketAddr),
    Connect(SocketAddr),
    Receive(ConnectionId, Side),
    Send(ConnectionId, Side),
    Disk,
}

/// One shard's side of the boundary.
#[derive(Debug)]
pub(super) struct IoState {
    pub(super) node: NodeId,
    pub(super) incarnation: u32,
    pub(super) pool: Pool,
    pub(super) bell: Arc<Bell>,
    /// Completed and not yet handed out.
    pub(super) ready: VecDeque<Completion>,
    /// Its last turn had nothing for it, and it has asked for nothing since.
    pub(super) parked: bool,
    /// Until when, then.
    pub(super) deadline: Option<Duration>,
    pub(super) dropped: bool,
}

/// Unix time at the beginning of every world.
const EPOCH_MS: i64 = 1_760_000_000_000;

/// What a turn takes at least: a shard whose deadline never moves must not stop the clock.
const TURN_TIME: Duration = Duration::from_micros(1);

impl SimWorld {
    /// An empty world.
    pub fn new(seed: u64) -> Self {
        let world = World {
            now: Duration::ZERO,
            random: Random::new(seed),
            events: EventQueue::default(),
            nodes: Vec::new(),
            ios: Vec::new(),
            operations: BTreeMap::new(),
            connections: BTreeMap::new(),
            listening: BTreeMap::new(),
            handles: HandleEvents::default(),
            counts: FaultCounts::default(),
            trace: TraceHash::default(),
            next_port: 20_000,
            in_flight: BTreeMap::new(),
            next_id: 0,
        };
        Self { inner: Rc::new(RefCell::new(world)) }
    }

    /// The world, up to date with what callers did to their handles.
    pub(super) fn lock(&self) -> RefMut<'_, World> {
        let mut world = self.inner.borrow_mut();
        world.take_handle_events();
        world
    }

    /// A new machine with an empty disk.
    pub fn add_node(&self, options: NodeOptions) -> NodeId {
        let mut world = self.lock();
        world.nodes.push(Node::new(Disk::new(options.disk_bytes), options.faults));
        NodeId(world.nodes.len() - 1)
    }

    /// A shard's boundary on a node that is up.
    pub fn io(&self, node: NodeId) -> SimIo {
        let (id, random, bell, pool) = self.lock().add_io(node);
        SimIo::new(self.clone(), id, random, bell, pool)
    }

    /// Sets what goes wrong on a node from now on.
    pub fn set_faults(&self, node: NodeId, faults: FaultOptions) {
        self.lock().nodes[node.0].faults = faults;
    }

    /// Takes a node down: from now on its effects are dropped, its calls fail, its connections end.
    pub fn crash(&self, node: NodeId, kind: CrashKind) {
        self.lock().crash(node, kind);
    }

    /// Takes a node down in the middle of the `operations`-th I/O operation from now (1 is the next): submissions,
    /// inline calls, and disk operations taking effect all count.
    pub fn arm_crash(&self, node: NodeId, operations: u64, kind: CrashKind) {
        self.lock().nodes[node.0].armed = Some((operations.max(1), kind));
    }

    /// How the node went down, if it is.
    pub fn down(&self, node: NodeId) -> Option<CrashKind> {
        self.lock().nodes[node.0].down
    }

    /// Lets a node start anew, with what its disk has. Its old `SimIo`s stay dead.
    pub fn restart(&self, node: NodeId) {
        let mut world = self.lock();
        let node = &mut world.nodes[node.0];
        assert!(node.down.is_some(), "only what is down is restarted");
        node.down = None;
        node.shards = 0;
        node.incarnation += 1;
    }

    /// I/O operations of a node so far.
    pub fn operations(&self, node: NodeId) -> u64 {
        self.lock().nodes[node.0].operations
    }

    /// Whose turn it is. Advances the clock when nobody has work, but not beyond `until`.
    pub fn poll(&self, until: Duration) -> Poll {
        self.lock().poll(until)
    }

    /// Time since the world began.
    pub fn now(&self) -> Duration {
        self.lock().now
    }

    /// The hash over everything so far.
    pub fn trace_hash(&self) -> u64 {
        self.lock().trace.value()
    }

    /// Adds something that the driver decided to the trace.
    pub fn trace(&self, word: u64) {
        self.lock().trace.word(word);
    }

    /// How often each fault occurred.
    pub fn fault_counts(&self) -> FaultCounts {
        self.lock().counts.clone()
    }

    /// Bytes of pool memory that a node's shards have out.
    pub fn outstanding_bytes(&self, node: NodeId) -> usize {
        let world = self.lock();
        let incarnation = world.nodes[node.0].incarnation;
        let mine = world.ios.iter().filter(|io| io.node == node && io.incarnation == incarnation);
        mine.map(|io| io.pool.outstanding_bytes()).sum()
    }

    /// Files that a node has open.
    pub fn open_files(&self, node: NodeId) -> u64 {
        self.lock().nodes[node.0].disk.handles()
    }

    /// Promises broken on a node's disk since the last call: bytes of a segment that were changed or cut off in place.
    pub fn take_violations(&self, node: NodeId) -> Vec<String> {
        self.lock().nodes[node.0].disk.take_violations()
    }
}

impl World {
    fn add_io(&mut self, node: NodeId) -> (IoId, Random, Arc<Bell>, Pool) {
        let state = &mut self.nodes[node.0];
        assert!(state.down.is_none(), "a node that is down has no shards");
        state.shards += 1;
        let (bell, pool) = (Arc::new(Bell::default()), Pool::new(PoolOptions::default()));
        self.ios.push(IoState {
            node,
            incarnation: state.incarnation,
            pool: pool.clone(),
            bell: bell.clone(),
            ready: VecDeque::new(),
            parked: false,
            deadline: None,
            dropped: false,
        });
        (IoId(self.ios.len() - 1), self.random.fork(), bell, pool)
    }

    pub(super) fn is_alive(&self, io: IoId) -> bool {
        let state = &self.ios[io.0];
        !state.dropped && self.nodes[state.node.0].is_up(state.incarnation)
    }

    fn poll(&mut self, until: Duration) -> Poll {
        loop {
            self.process_due();
            if let Some(io) = self.choose_runnable() {
                self.now += TURN_TIME;
                return Poll::Run(io);
            }
            match self.next_time() {
                None if until == Duration::MAX => return Poll::Idle,
                next if next.is_none_or(|next| next > until) => {
                    self.now = self.now.max(until);
                    return Poll::Reached;
                }
                next => self.now = self.now.max(next.unwrap_or(until)),
            }
        }
    }

    /// The next time at which anything happens by itself.
    pub(super) fn next_time(&self) -> Option<Duration> {
        let living = (0..self.ios.len()).map(IoId).filter(|&io| self.is_alive(io));
        let deadlines = living.filter_map(|io| self.ios[io.0].deadline);
        deadlines.chain(self.events.next_time()).min()
    }

    fn choose_runnable(&mut self) -> Option<IoId> {
        let runnable: Vec<IoId> = (0..self.ios.len()).map(IoId).filter(|&io| self.is_runnable(io)).collect();
        (!runnable.is_empty()).then(|| runnable[self.random.index(runnable.len())])
    }

    fn is_runnable(&self, io: IoId) -> bool {
        let state = &self.ios[io.0];
        self.is_alive(io)
            && (!state.parked
                || !state.ready.is_empty()
                || state.bell.is_rung()
                || state.deadline.is_some_and(|deadline| deadline <= self.now))
    }

    /// Lets everything happen that is due.
    pub(super) fn process_due(&mut self) {
        while let Some(event) = self.events.pop_due(self.now) {
            match event {
                Event::Disk(id) => self.on_disk_event(id),
                Event::Connect { io, token } => self.on_connect_event(io, token),
                Event::Deliver { connection, to, piece } => self.on_deliver_event(connection, to, piece),
                Event::Finish { connection, to } => self.on_finish_event(connection, to),
                Event::Reset { connection } => self.reset(connection, ErrorKind::ConnectionReset),
                Event::Pump { connection, side } => self.pump_receive(connection, side),
            }
            self.take_handle_events();
        }
    }

    fn take_handle_events(&mut self) {
        loop {
            let events = self.handles.take();
            if events.is_empty() {
                return;
            }
            events.into_iter().for_each(|event| self.on_handle_event(event));
        }
    }

    fn on_handle_event(&mut self, event: HandleEvent) {
        let is_up = |node: NodeId, incarnation| self.nodes[node.0].is_up(incarnation);
        match event {
            HandleEvent::FileClosed { node, incarnation, inode } if is_up(node, incarnation) => {
                self.nodes[node.0].disk.close(inode);
            }
            HandleEvent::LockReleased { node, incarnation, inode } if is_up(node, incarnation) => {
                self.nodes[node.0].locks.remove(&inode);
            }
            HandleEvent::ListenerClosed { node, incarnation, address } if is_up(node, incarnation) => {
                self.close_listener(address);
            }
            HandleEvent::SocketShutDown { connection, side } => self.shut_down(connection, side),
            HandleEvent::SocketClosed { connection, side } => self.close_socket(connection, side),
            // A handle of an earlier incarnation.
            _ => {}
        }
    }

    /// Ends an operation, or a step of it: the shard gets it at its next turn.
    pub(super) fn complete(&mut self, io: IoId, token: Token, outcome: Outcome, more: bool) {
        if !more {
            self.in_flight.remove(&(io, token));
        }
        if self.is_alive(io) {
            self.trace_completion(io, token, &outcome, more);
            self.ios[io.0].ready.push_back(Completion { token, outcome, more });
        }
    }

    /// Ends an operation that went wrong.
    pub(super) fn fail(&mut self, io: IoId, token: Token, error: Error, reclaimed: Reclaimed) {
        self.complete(io, token, Outcome::Failed { error, reclaimed }, false);
    }

    /// Notes an operation in flight.
    pub(super) fn set_target(&mut self, io: IoId, token: Token, target: Target) {
        let previous = self.in_flight.insert((io, token), target);
        assert!(
            previous.is_none(),
            "two operations in flight share the token {token:?}: {previous:?}, {target:?}"
        );
    }

    pub(super) fn target(&self, io: IoId, token: Token) -> Option<Target> {
        self.in_flight.get(&(io, token)).copied()
    }

    /// Counts an I/O operation of a shard, which an armed crash may choose as its last.
    pub(super) fn count_operation(&mut self, io: IoId) -> Result<()> {
        if !self.is_alive(io) {
            return Err(Error::other("the node is down"));
        }
        let node = self.ios[io.0].node;
        match self.nodes[node.0].count_operation() {
            None => Ok(()),
            Some(kind) => {
                self.crash(node, kind);
                Err(Error::other("the node went down"))
            }
        }
    }

    /// Refuses handles that another node or an earlier incarnation opened.
    pub(super) fn check_handle(&self, io: IoId, file: &File) -> Result<()> {
        let (handle, state) = (SimFile::of(file), &self.ios[io.0]);
        let mine = (handle.node, handle.incarnation) == (state.node, state.incarnation);
        if mine { Ok(()) } else { Err(Error::from_raw_os_error(libc::EBADF)) }
    }

    /// The same, and those that were opened for reading.
    pub(super) fn check_writable(&self, io: IoId, file: &File) -> Result<()> {
        self.check_handle(io, file)?;
        let writable = SimFile::of(file).writable;
        if writable { Ok(()) } else { Err(Error::from_raw_os_error(libc::EBADF)) }
    }

    pub(super) fn crash(&mut self, node: NodeId, kind: CrashKind) {
        if self.nodes[node.0].down.is_some() {
            return;
        }
        self.counts.count(match kind {
            CrashKind::ProcessKill => Fault::ProcessKill,
            CrashKind::PowerCut => Fault::PowerCut,
        });
        self.trace.word(self.now.as_nanos() as u64);
        self.nodes[node.0].down = Some(kind);
        self.nodes[node.0].armed = None;
        self.nodes[node.0].locks.clear();
        self.operations.retain(|_, operation| self.ios[operation.io.0].node != node);
        self.in_flight.retain(|(io, _), _| self.ios[io.0].node != node);
        for io in self.ios.iter_mut().filter(|io| io.node == node) {
            io.ready.clear();
        }
        self.disconnect(node, kind);
        match kind {
            CrashKind::ProcessKill => self.nodes[node.0].disk.kill(),
            CrashKind::PowerCut => {
                self.detach_from_disk(node);
                self.nodes[node.0].disk.crash(&mut self.random, &mut self.counts);
            }
        }
    }

    pub(super) fn node_of(&mut self, io: IoId) -> &mut Node {
        &mut self.nodes[self.ios[io.0].node.0]
    }

    /// The file behind a handle, which may be of another node: a peer that receives it.
    pub(super) fn inode_of(&self, file: &File) -> &Inode {
        let handle = SimFile::of(file);
        self.nodes[handle.node.0].disk.inode(handle.inode)
    }

    pub(super) fn inode_mut_of(&mut self, file: &File) -> &mut Inode {
        let handle = SimFile::of(file);
        self.nodes[handle.node.0].disk.inode_mut(handle.inode)
    }

    pub(super) fn is_full(&mut self, io: IoId, needed_bytes: u64) -> bool {
        let node = &mut self.nodes[self.ios[io.0].node.0];
        node.is_full(needed_bytes, self.now, &mut self.random, &mut self.counts)
    }

    pub(super) fn wall_clock_ms(&self, io: IoId) -> i64 {
        let node = &self.nodes[self.ios[io.0].node.0];
        EPOCH_MS + self.now.as_millis() as i64 + node.wall_clock_skew_ms
    }

    /// Lets a node's wall clock jump now and then.
    pub(super) fn draw_clock_jump(&mut self, io: IoId) {
        let one_in = self.node_of(io).faults.clock_jump_one_in;
        if self.random.one_in(one_in) {
            self.counts.count(Fault::ClockJump);
            let back = self.random.one_in(2);
            let jump_ms = self.random.between(1, if back { 60_000 } else { 3_600_000 }) as i64;
            self.node_of(io).wall_clock_skew_ms += if back { -jump_ms } else { jump_ms };
        }
    }

    pub(super) fn new_id(&mut self) -> u64 {
        self.next_id += 1;
        self.next_id
    }

    pub(super) fn trace_begin(&mut self, io: IoId, token: Token) {
        self.trace.word(self.now.as_nanos() as u64);
        self.trace.word(io.0 as u64);
        self.trace.word(u64::from(token.owner) << 32 | u64::from(token.slot));
        self.trace.word(u64::from(token.generation));
    }

    fn trace_completion(&mut self, io: IoId, token: Token, outcome: &Outcome, more: bool) {
        self.trace_begin(io, token);
        self.trace.word(u64::from(more));
        match outcome {
            Outcome::Accepted { peer, .. } => self.trace.word(u64::from(peer.port())),
            Outcome::Connected { socket } => self.trace.word(u64::from(socket.local_address().port())),
            Outcome::Received { buffer } => self.trace.bytes(buffer),
            Outcome::ReceivedInto { buffer } | Outcome::Read { buffer } => self.trace.bytes(buffer),
            Outcome::Sent { .. } => self.trace.word(21),
            Outcome::Written { written, .. } => self.trace.word(*written as u64),
            Outcome::Synced => self.trace.word(22),
            Outcome::Failed { error, .. } => self.trace.word(error.kind() as u64 + 1000),
        }
    }
}
