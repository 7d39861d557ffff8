//! Requests that wait: for answers of other shards, for durability, for data, for the control plane.

use std::time::Duration;

use coordinator::Answer;
use io::Io;
use protocol::ErrorCode;
use replication::ControlReply;

use crate::apis::fetch::ParkedFetch;
use crate::message::{PartitionAnswer, ShardAnswer};
use crate::request::Request;
use crate::shard::Shard;
use crate::slots::{SlotKey, Slots};
use crate::timers::Timers;

/// Names a parked request. A late answer to one that is gone finds nothing.
pub type Ticket = SlotKey;

/// What a gathered request does when its answers are complete, or its time is up (then some are
/// [`PartitionAnswer::Missing`]).
pub type GatherFinish<I> = fn(&mut Shard<I>, &Request, &mut [PartitionAnswer]);

/// What a request does with the control plane's reply.
pub type ControlContinuation<I> = Box<dyn FnOnce(&mut Shard<I>, ControlReply)>;

/// What a request does when every shard has answered.
pub type ShardsFinish<I> = fn(&mut Shard<I>, &Request, Vec<ShardAnswer>);

/// A request that waits for several partitions' answers.
pub(crate) struct Gather<I: Io> {
    pub(crate) request: Request,
    pub(crate) answers: Vec<PartitionAnswer>,
    /// Answers to come, and one more while questions are still being asked.
    pub(crate) outstanding: usize,
    pub(crate) finish: GatherFinish<I>,
}

/// A request that waits for every shard's answer.
pub(crate) struct ShardGather<I: Io> {
    pub(crate) request: Request,
    pub(crate) answers: Vec<ShardAnswer>,
    pub(crate) outstanding: usize,
    pub(crate) finish: ShardsFinish<I>,
}

/// What a coordinator answered, or why it was not asked.
pub type GroupAnswer = Result<Answer, ErrorCode>;

/// What a request does with the answers about its groups, in the order of its questions.
pub type GroupsFinish<I> = Box<dyn FnOnce(&mut Shard<I>, Vec<GroupAnswer>)>;

/// A request that waits for the coordinators of its groups. It holds no frame: a member may wait for others for minutes.
pub(crate) struct GroupGather<I: Io> {
    pub(crate) answers: Vec<GroupAnswer>,
    /// Answers to come, and one more while questions are still being asked.
    pub(crate) outstanding: usize,
    pub(crate) finish: GroupsFinish<I>,
}

/// A request that waits.
pub(crate) enum Parked<I: Io> {
    Gather(Gather<I>),
    Groups(GroupGather<I>),
    Fetch(ParkedFetch),
    Control(ControlContinuation<I>),
    Shards(ShardGather<I>),
}

/// The parked requests of one shard and their deadlines. One thread owns it, so there are no locks; a request that
/// leaves gives its vectors back, so parking allocates nothing in the steady state.
pub(crate) struct Purgatory<I: Io> {
    parked: Slots<Parked<I>>,
    timers: Timers,
    due: Vec<u32>,
    spare_answers: Vec<Vec<PartitionAnswer>>,
    /// Elements that `spare_answers` have room for together.
    spare_capacity: usize,
}

/// Room for so many answers is kept for re-use (about 3 MiB); what is beyond goes back to the allocator.
const SPARE_ANSWERS_MAX: usize = 16 << 10;

impl<I: Io> Default for Purgatory<I> {
    fn default() -> Self {
        Self {
            parked: Slots::default(),
            timers: Timers::default(),
            due: Vec::new(),
            spare_answers: Vec::new(),
            spare_capacity: 0,
        }
    }
}

impl<I: Io> Purgatory<I> {
    pub(crate) fn park(&mut self, parked: Parked<I>) -> Ticket {
        self.parked.insert(parked)
    }

    /// Parks a request with `count` questions; answers arrive by index.
    pub(crate) fn park_gather(&mut self, request: Request, count: usize, finish: GatherFinish<I>) -> Ticket {
        let mut answers = self.spare_answers.pop().unwrap_or_default();
        self.spare_capacity -= answers.capacity();
        answers.resize_with(count, PartitionAnswer::default);
        self.park(Parked::Gather(Gather { request, answers, outstanding: 1, finish }))
    }

    pub(crate) fn get_mut(&mut self, ticket: Ticket) -> Option<&mut Parked<I>> {
        self.parked.get_mut(ticket)
    }

    /// Takes a request out; its deadline goes with it.
    pub(crate) fn remove(&mut self, ticket: Ticket) -> Option<Parked<I>> {
        let parked = self.parked.remove(ticket)?;
        self.timers.disarm(ticket.slot);
        Some(parked)
    }

    /// Sets the deadline of a parked request.
    pub(crate) fn arm(&mut self, ticket: Ticket, deadline: Duration) {
        if self.parked.get(ticket).is_some() {
            self.timers.arm(ticket.slot, deadline);
        }
    }

    pub(crate) fn keep_answers(&mut self, mut answers: Vec<PartitionAnswer>) {
        answers.clear();
        if self.spare_capacity + answers.capacity() <= SPARE_ANSWERS_MAX {
            self.spare_capacity += answers.capacity();
            self.spare_answers.push(answers);
        }
    }

    pub(crate) fn next_deadline(&self) -> Option<Duration> {
        self.timers.next_deadline()
    }

    /// The next request whose time is up.
    pub(crate) fn pop_due(&mut self, now: Duration) -> Option<Ticket> {
        if self.due.is_empty() {
            self.timers.expire(now, &mut self.due);
            // Served from the end: the earliest first.
            self.due.reverse();
        }
        while let Some(slot) = self.due.pop() {
            if let Some(ticket) = self.parked.key_at(slot) {
                return Some(ticket);
            }
        }
        None
    }

    /// Tickets of parked fetches (a stop answers them at once).
    pub(crate) fn fetches(&self) -> Vec<Ticket> {
        let fetches = self.parked.iter().filter(|(_, parked)| matches!(parked, Parked::Fetch(_)));
        fetches.map(|(ticket, _)| ticket).collect()
    }
}
