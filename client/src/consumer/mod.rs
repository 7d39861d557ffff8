//! Records from a cluster: positions, fetches, batches taken apart.

mod batch;
mod config;
mod fetch;
mod records;
mod session;

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use io::{Completion, Io};
use protocol::ErrorCode;

use crate::client::earlier;
use crate::metadata::Topic;
use crate::offsets::OffsetLookup;
use crate::{CallId, Client, Error, OffsetSpec, Reply};
pub use batch::FetchedBatch;
pub use config::{ConsumerConfig, ConsumerRecord, PartitionError, StartAt};
use fetch::InFlightFetch;
use records::Fetched;
use session::FetchSession;

/// Reads partitions that it is told to read (groups share partitions out; that comes with them).
///
/// ```text
/// assign ──► position looked up ──► Fetch request ──► Fetched ──► poll_record
///                  ▲                     ▲               │
///                  └── out of range ─────┴── all read ───┘
/// ```
/// A partition is fetched again when what it had was read, so at most one answer per broker is kept.
pub struct Consumer<I: Io> {
    client: Client<I>,
    config: ConsumerConfig,
    partitions: BTreeMap<(Arc<str>, i32), Assigned>,
    lookup: OffsetLookup,
    sessions: BTreeMap<i32, FetchSession>,
    in_flight: BTreeMap<CallId, InFlightFetch>,
    fetched: VecDeque<Fetched>,
    errors: VecDeque<PartitionError>,
    /// Answers to calls that somebody else made on the client, for as long as nobody takes them.
    others: VecDeque<(CallId, Result<Reply, Error>)>,
    reconnect_at: Option<Duration>,
}

/// A partition that is read.
struct Assigned {
    position: Position,
    /// Answers to requests of an assignment before are told apart by it.
    generation: u64,
    /// Fetched bytes wait to be read: no more is asked for.
    is_buffered: bool,
    not_before: Duration,
    failures: u32,
    high_watermark: Option<i64>,
    log_start_offset: Option<i64>,
}

#[derive(Copy, Clone, Debug, Eq, PartialEq)]
enum Position {
    Lookup(OffsetSpec),
    At(i64),
    /// Told; waits for a seek.
    Failed(i64),
}

impl<I: Io> Consumer<I> {
    /// A consumer on a client of its own.
    pub fn new(client: Client<I>, config: ConsumerConfig) -> Self {
        Self {
            client,
            lookup: OffsetLookup::new(config.isolation, true),
            config,
            partitions: BTreeMap::new(),
            sessions: BTreeMap::new(),
            in_flight: BTreeMap::new(),
            fetched: VecDeque::new(),
            errors: VecDeque::new(),
            others: VecDeque::new(),
            reconnect_at: None,
        }
    }

    /// The client beneath.
    pub fn client_mut(&mut self) -> &mut Client<I> {
        &mut self.client
    }

    /// Reads a partition from `start` on, or goes there when it is read already.
    pub fn assign(&mut self, topic: &str, partition: i32, start: StartAt) {
        self.client.want_topic(topic);
        let key: (Arc<str>, i32) = (topic.into(), partition);
        let generation = self.partitions.get(&key).map_or(0, |assigned| assigned.generation + 1);
        let position = match start {
            StartAt::Offset(offset) => Position::At(offset),
            StartAt::Lookup(spec) => {
                self.lookup.add(key.clone(), spec);
                Position::Lookup(spec)
            }
        };
        self.fetched.retain(|fetched| fetched.key() != key);
        self.partitions.insert(
            key,
            Assigned {
                position,
                generation,
                is_buffered: false,
                not_before: Duration::ZERO,
                failures: 0,
                high_watermark: None,
                log_start_offset: None,
            },
        );
    }

    /// Reads a partition no more.
    pub fn unassign(&mut self, topic: &str, partition: i32) {
        let key: (Arc<str>, i32) = (topic.into(), partition);
        self.partitions.remove(&key);
        self.fetched.retain(|fetched| fetched.key() != key);
    }

    /// The offset of the next record of a partition, when it is known.
    pub fn position(&self, topic: &str, partition: i32) -> Option<i64> {
        match self.partitions.get(&(topic.into(), partition))?.position {
            Position::At(offset) | Position::Failed(offset) => Some(offset),
            Position::Lookup(_) => None,
        }
    }

    /// The high watermark of the last answer.
    pub fn high_watermark(&self, topic: &str, partition: i32) -> Option<i64> {
        self.partitions.get(&(topic.into(), partition))?.high_watermark
    }

    /// The log start offset of the last answer.
    pub fn log_start_offset(&self, topic: &str, partition: i32) -> Option<i64> {
        self.partitions.get(&(topic.into(), partition))?.log_start_offset
    }

    /// The next record, or the failure of a partition. `None`: turn, and ask again.
    pub fn poll_record(&mut self) -> Option<Result<ConsumerRecord, PartitionError>> {
        self.poll_with(Fetched::next)
    }

    /// The next batch, or the failure of a partition: cheaper than record by record. `None`: turn, and ask again. The
    /// position moves behind the batch at once, so that [`Self::on_deadline`] fetches on while the batch is being read.
    ///
    /// # Panics
    /// When [`Self::poll_record`] has taken some records of a batch, and not all: they are told one by one or together.
    pub fn poll_batch(&mut self) -> Option<Result<FetchedBatch, PartitionError>> {
        self.poll_with(Fetched::next_batch)
    }

    fn poll_with<T>(
        &mut self,
        next: impl Fn(&mut Fetched, &mut i64, &ConsumerConfig) -> Result<Option<T>, Error>,
    ) -> Option<Result<T, PartitionError>> {
        loop {
            if let Some(error) = self.errors.pop_front() {
                return Some(Err(error));
            }
            let fetched = self.fetched.front_mut()?;
            let key = fetched.key();
            let assigned = self.partitions.get_mut(&key).expect("what is not assigned is not kept");
            let Position::At(position) = &mut assigned.position else {
                // It failed while its bytes waited.
                assigned.is_buffered = false;
                self.fetched.pop_front();
                continue;
            };
            match next(fetched, position, &self.config) {
                Ok(Some(taken)) => return Some(Ok(taken)),
                Ok(None) => {
                    assigned.is_buffered = false;
                    self.fetched.pop_front();
                }
                Err(error) => {
                    assigned.is_buffered = false;
                    self.fetched.pop_front();
                    self.fail(key, error);
                }
            }
        }
    }

    /// As [`Client::turn`].
    pub fn turn(&mut self, until: Option<Duration>) {
        let deadline = earlier(self.next_deadline(), until);
        self.client.turn(deadline);
        self.step();
    }

    /// Turns until a record (or a failure) is there, or `until` has passed.
    pub fn next_record(&mut self, until: Option<Duration>) -> Option<Result<ConsumerRecord, PartitionError>> {
        self.on_deadline();
        loop {
            if let Some(next) = self.poll_record() {
                return Some(next);
            }
            if until.is_some_and(|until| self.client.now() >= until) {
                return None;
            }
            // Reading the last record of an answer makes room for the next fetch.
            self.on_deadline();
            self.turn(until);
        }
    }

    /// As [`Client::on_completion`].
    pub fn on_completion(&mut self, completion: Completion) {
        self.client.on_completion(completion);
    }

    /// As [`Client::on_deadline`].
    pub fn on_deadline(&mut self) {
        self.client.on_deadline();
        self.step();
    }

    /// As [`Client::next_deadline`].
    pub fn next_deadline(&self) -> Option<Duration> {
        let now = self.client.now();
        let waits = self.partitions.values().map(|assigned| assigned.not_before).filter(|at| *at > now);
        let next = earlier(self.client.next_deadline(), self.reconnect_at);
        earlier(earlier(next, self.lookup.next_deadline(now)), waits.min())
    }

    /// Where a partition begins that has no place to go on.
    pub(crate) fn reset(&self) -> Option<OffsetSpec> {
        self.config.out_of_range
    }

    /// The next answer to a call that is not the consumer's own.
    pub(crate) fn poll_other_answer(&mut self) -> Option<(CallId, Result<Reply, Error>)> {
        self.others.pop_front()
    }

    /// The client, to be closed.
    pub fn into_client(self) -> Client<I> {
        self.client
    }

    fn step(&mut self) {
        while let Some((call, result)) = self.client.poll_answer() {
            let result = self.lookup.on_answer(&mut self.client, call, result);
            if let Some(result) = result.and_then(|result| self.on_fetched(call, result)) {
                self.others.push_back((call, result));
            }
        }
        while let Some((key, result)) = self.lookup.poll() {
            self.on_position(key, result);
        }
        let looked_up = self.lookup.step(&mut self.client);
        let fetched = self.fetch_due();
        if looked_up || fetched {
            self.client.on_deadline();
        }
    }

    fn on_position(&mut self, key: (Arc<str>, i32), result: Result<crate::OffsetInfo, Error>) {
        let Some(assigned) = self.partitions.get_mut(&key) else { return };
        let Position::Lookup(spec) = assigned.position else { return };
        match result {
            Ok(info) => match info.offset {
                Some(offset) => assigned.position = Position::At(offset),
                // No record is that young: the end it is.
                None if spec != OffsetSpec::Latest => {
                    assigned.position = Position::Lookup(OffsetSpec::Latest);
                    self.lookup.add(key, OffsetSpec::Latest);
                }
                None => self.fail(key, Error::broker(ErrorCode::OffsetNotAvailable)),
            },
            Err(error) => self.fail(key, error),
        }
    }

    /// Stops a partition and tells why.
    fn fail(&mut self, key: (Arc<str>, i32), error: Error) {
        if let Some(assigned) = self.partitions.get_mut(&key) {
            let offset = match assigned.position {
                Position::At(offset) | Position::Failed(offset) => offset,
                Position::Lookup(_) => -1,
            };
            assigned.position = Position::Failed(offset);
        }
        self.errors.push_back(PartitionError { topic: key.0, partition: key.1, error });
    }

    /// Fails the partitions of topics that the cluster will never describe.
    fn fail_unknown_topics(&mut self) {
        let metadata = self.client.metadata();
        let hopeless: Vec<((Arc<str>, i32), Error)> = self
            .partitions
            .iter()
            .filter(|(_, assigned)| matches!(assigned.position, Position::At(_)))
            .filter_map(|(key, _)| Some((key.clone(), metadata.topic(&key.0).and_then(Topic::fatal_error)?)))
            .collect();
        hopeless.into_iter().for_each(|(key, error)| self.fail(key, error));
    }
}
