//! Records of the partitions that a group gave this member.

mod assignor;
mod commits;
mod config;
mod coordinator;
mod embedded;
mod membership;
mod offsets;
mod positions;
mod rebalance;
mod requests;
mod topics;

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use io::{Completion, Io};
use protocol::ErrorCode;

use crate::client::earlier;
use crate::{
    CallId, Client, Consumer, ConsumerConfig, ConsumerRecord, Error, PartitionError, Reply, TopicPartition,
};
pub use assignor::Assignor;
pub use commits::CommitId;
use commits::Commits;
pub use config::{CommitPolicy, GroupConfig, Subscription};
use coordinator::Coordinator;
pub(crate) use coordinator::{node as coordinator_of, request as coordinator_request};
pub(crate) use embedded::{PROTOCOL_TYPE, decode_assignment};
pub(crate) use membership::Identity;
use membership::Membership;
pub use offsets::CommittedOffset;
pub(crate) use offsets::{
    COMMIT_VERSIONS, FETCH_VERSIONS, Offsets, commit_request, commit_results, fetch_request, fetched,
};
use positions::CommittedLookup;
use topics::Topics;

/// Events that are kept for a caller who does not ask for them; then the oldest go.
const EVENTS_MAX: usize = 4096;
/// Rounds of a step: a call that fails at once is answered in the next.
const ROUNDS_MAX: usize = 16;

/// Reads the partitions that its group gives it (the classic group protocol), from where the group came to.
///
/// It moves when it is called, and shows signs of life only then: whoever processes records for longer than the session
/// timeout without a call is taken for dead, and its partitions are read by others.
///
/// A record counts as processed when the consumer is called again after [`Self::poll_record`] gave it. So positions that
/// the consumer commits by itself never run ahead of a caller that processes each record before its next call.
pub struct GroupConsumer<I: Io> {
    consumer: Consumer<I>,
    config: GroupConfig,
    coordinator: Coordinator,
    membership: Membership,
    topics: Topics,
    lookup: CommittedLookup,
    commits: Commits,
    owned: BTreeMap<TopicPartition, Owned>,
    next_commit: Duration,
    is_leaving: bool,
    events: VecDeque<GroupEvent>,
    errors: VecDeque<GroupError>,
}

/// A partition that the group gave this member.
#[derive(Debug, Default)]
struct Owned {
    committed: Option<i64>,
    /// Of the last record that was given.
    leader_epoch: Option<i32>,
}

/// What happened to a member.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum GroupEvent {
    /// The group is stable, and these partitions came to those that were owned already (perhaps none).
    Assigned(Vec<TopicPartition>),
    /// These partitions were given up for a rebalance; what was committed of them counts.
    Revoked(Vec<TopicPartition>),
    /// The group took these partitions away; what was read since the last commit will be read again by others.
    Lost(Vec<TopicPartition>),
    /// A commit came to its end.
    Committed {
        /// Which one.
        commit: CommitId,
        /// What it was about.
        offsets: Vec<(TopicPartition, CommittedOffset)>,
        /// The first error of a partition, or of all of them.
        result: Result<(), Error>,
    },
    /// The member has left, as it was told to.
    Left,
}

/// Why a member cannot go on.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum GroupError {
    /// One partition cannot be read; the others can.
    #[error(transparent)]
    Partition(#[from] PartitionError),
    /// It is a member no longer and does not try to be one, until it subscribes again.
    #[error(transparent)]
    Group(Error),
}

impl<I: Io> GroupConsumer<I> {
    /// A member to be, on a client of its own. `reading.out_of_range` is also where a partition begins of which the group has
    /// committed nothing (`auto.offset.reset`).
    pub fn new(client: Client<I>, reading: ConsumerConfig, config: GroupConfig) -> Result<Self, Error> {
        if config.group_id.is_empty() || config.assignors.is_empty() {
            return Err(Error::InvalidArgument("a group needs an id and an assignor".to_owned()));
        }
        Ok(Self {
            consumer: Consumer::new(client, reading),
            coordinator: Coordinator::new(&config.group_id),
            membership: Membership::new(config.clone()),
            topics: Topics::default(),
            lookup: CommittedLookup::new(&config.group_id),
            commits: Commits::new(&config.group_id),
            config,
            owned: BTreeMap::new(),
            next_commit: Duration::ZERO,
            is_leaving: false,
            events: VecDeque::new(),
            errors: VecDeque::new(),
        })
    }

    /// The client beneath.
    pub fn client_mut(&mut self) -> &mut Client<I> {
        self.consumer.client_mut()
    }

    /// Joins the group for these topics, or changes what is read.
    pub fn subscribe(&mut self, subscription: Subscription) {
        self.is_leaving = false;
        self.topics.subscribe(self.consumer.client_mut(), subscription);
        self.membership.join();
    }

    /// The partitions that this member has, in order.
    pub fn assignment(&self) -> impl Iterator<Item = &TopicPartition> {
        self.owned.keys()
    }

    /// The id that the coordinator gave this member; empty when it is none.
    pub fn member_id(&self) -> &str {
        &self.membership.identity().member_id
    }

    /// The generation of the group that this member is of; -1 when it is none.
    pub fn generation(&self) -> i32 {
        self.membership.identity().generation
    }

    /// How many heartbeats the coordinator has answered.
    pub fn heartbeats(&self) -> u64 {
        self.membership.heartbeats()
    }

    /// The offset of the next record of an own partition, when it is known.
    pub fn position(&self, topic: &str, partition: i32) -> Option<i64> {
        self.consumer.position(topic, partition)
    }

    /// The high watermark of the last answer.
    pub fn high_watermark(&self, topic: &str, partition: i32) -> Option<i64> {
        self.consumer.high_watermark(topic, partition)
    }

    /// The next record, or why there are no more of a partition, or none at all. `None`: turn, and ask again.
    pub fn poll_record(&mut self) -> Option<Result<ConsumerRecord, GroupError>> {
        if let Some(error) = self.errors.pop_front() {
            return Some(Err(error));
        }
        // What is given up next was committed already, where the policy is to: nothing may be read behind that.
        if self.is_leaving || (self.membership.is_preparing() && !self.config.is_cooperative()) {
            return None;
        }
        loop {
            match self.consumer.poll_record()? {
                Ok(record) => {
                    let key = (record.topic.clone(), record.partition);
                    let Some(owned) = self.owned.get_mut(&key) else { continue };
                    owned.leader_epoch = (record.leader_epoch >= 0).then_some(record.leader_epoch);
                    return Some(Ok(record));
                }
                Err(error) if self.owned.contains_key(&(error.topic.clone(), error.partition)) => {
                    return Some(Err(error.into()));
                }
                // A late answer of a partition that is somebody else's by now.
                Err(_) => {}
            }
        }
    }

    /// What happened since it was last asked.
    pub fn poll_event(&mut self) -> Option<GroupEvent> {
        self.events.pop_front()
    }

    /// Commits how far each own partition was read. The event [`GroupEvent::Committed`] tells what became of it; while the
    /// group rebalances it is refused with REBALANCE_IN_PROGRESS.
    pub fn commit(&mut self) -> CommitId {
        let offsets = self.positions();
        self.commit_offsets(offsets)
    }

    /// Commits these offsets.
    pub fn commit_offsets(&mut self, offsets: Vec<(TopicPartition, CommittedOffset)>) -> CommitId {
        if !self.membership.may_commit() {
            return self.commits.refuse(offsets, Error::broker(ErrorCode::RebalanceInProgress));
        }
        let deadline = self.consumer.client_mut().now() + self.consumer.client_mut().config().call_timeout;
        self.commits.add(offsets, deadline)
    }

    /// Turns until a commit came to its end.
    pub fn wait_for_commit(&mut self, commit: CommitId) -> Result<(), Error> {
        self.on_deadline();
        loop {
            let is_it = |event: &GroupEvent| matches!(event, GroupEvent::Committed { commit: of, .. } if *of == commit);
            if let Some(place) = self.events.iter().position(is_it)
                && let Some(GroupEvent::Committed { result, .. }) = self.events.remove(place)
            {
                return result;
            }
            self.turn(None);
        }
    }

    /// Commits where the policy is to, and leaves the group; [`Self::has_left`] says when that is done. A static member only
    /// goes silent.
    pub fn leave(&mut self) {
        if std::mem::replace(&mut self.is_leaving, true) {
            return;
        }
        if self.membership.may_commit() {
            self.commit_by_policy();
        }
        self.step();
    }

    /// Whether this is no member, and none to be.
    pub fn has_left(&self) -> bool {
        self.membership.is_out()
    }

    /// Leaves, and turns until that is done or `until` has passed.
    pub fn close(&mut self, until: Duration) {
        self.leave();
        while !self.has_left() && self.client_mut().now() < until {
            self.turn(Some(until));
        }
    }

    /// The client, to be closed.
    pub fn into_client(self) -> Client<I> {
        self.consumer.into_client()
    }

    /// Turns until a record (or a failure) is there, or `until` has passed.
    pub fn next_record(&mut self, until: Option<Duration>) -> Option<Result<ConsumerRecord, GroupError>> {
        self.on_deadline();
        loop {
            if let Some(next) = self.poll_record() {
                return Some(next);
            }
            if until.is_some_and(|until| self.client_mut().now() >= until) {
                return None;
            }
            self.turn(until);
        }
    }

    /// Does what is due, waits until something completes or a time limit (or `until`) passes, and does what follows from it.
    pub fn turn(&mut self, until: Option<Duration>) {
        self.on_deadline();
        let deadline = earlier(self.next_deadline(), until);
        self.consumer.turn(deadline);
        self.step();
    }

    /// As [`Client::on_completion`].
    pub fn on_completion(&mut self, completion: Completion) {
        self.consumer.on_completion(completion);
    }

    /// As [`Client::on_deadline`].
    pub fn on_deadline(&mut self) {
        self.consumer.on_deadline();
        self.step();
    }

    /// As [`Client::next_deadline`].
    pub fn next_deadline(&mut self) -> Option<Duration> {
        let now = self.consumer.client_mut().now();
        let commit = match self.config.commit {
            CommitPolicy::Every(_) if self.membership.is_stable() => Some(self.next_commit),
            _ => None,
        };
        let own = [
            self.coordinator.next_deadline(),
            self.membership.next_deadline(),
            self.topics.next_deadline(),
            self.lookup.next_deadline(),
            self.commits.next_deadline(),
            commit,
        ];
        // What is due already and was not done waits for an answer.
        let own = own.into_iter().flatten().filter(|at| *at > now).min();
        earlier(self.consumer.next_deadline(), own)
    }

    /// Checks what must hold between any two calls.
    pub fn assert_invariants(&self) {
        assert!(self.owned.is_empty() || self.generation() >= 0, "only members own partitions");
        assert!(!self.membership.is_out() || self.owned.is_empty(), "who is no member owns nothing");
    }

    fn step(&mut self) {
        for _ in 0..ROUNDS_MAX {
            while let Some((call, result)) = self.consumer.poll_other_answer() {
                self.on_answer(call, result);
            }
            self.follow_up();
            if !self.send_due() {
                break;
            }
            self.consumer.on_deadline();
        }
        debug_assert!({
            self.assert_invariants();
            true
        });
    }

    fn send_due(&mut self) -> bool {
        let client = self.consumer.client_mut();
        let mut sent = self.topics.step(client);
        if !self.membership.is_out() {
            sent |= self.coordinator.step(client);
        }
        if self.membership.may_commit() {
            sent |= self.lookup.step(client, &self.coordinator);
            sent |= self.commits.step(client, &self.coordinator, self.membership.identity());
        }
        let owned = || self.owned.keys().cloned().collect();
        sent |= self.membership.step(client, &self.coordinator, &mut self.topics, owned);
        sent
    }

    fn on_answer(&mut self, call: CallId, result: Result<Reply, Error>) {
        let client = self.consumer.client_mut();
        let result = match self.coordinator.on_answer(client, call, result) {
            Ok(None) => return,
            Ok(Some(result)) => result,
            Err(error) => return self.membership.fail(error),
        };
        let result = match self.topics.on_answer(client, call, result) {
            Ok(false) => return,
            Ok(true) => return self.membership.join(),
            Err(result) => result,
        };
        let coordinator = &mut self.coordinator;
        let Some(result) = self.membership.on_answer(client, coordinator, call, result) else { return };
        let Some(result) = self.lookup.on_answer(client, coordinator, call, result) else { return };
        // Nobody's: what it was asked for is over.
        let _ = self.commits.on_answer(client, coordinator, &mut self.membership, call, result);
    }

    fn tell(&mut self, event: GroupEvent) {
        if self.events.len() == EVENTS_MAX {
            self.events.pop_front();
        }
        self.events.push_back(event);
    }
}
