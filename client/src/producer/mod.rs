//! Records to a cluster: batched, placed, numbered, retried.

mod batch;
mod config;
mod delivery;
mod identity;
mod queue;
mod requests;
mod topic;
mod topics;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use io::{Completion, Io};
use protocol::ErrorCode;
use protocol::messages::InitProducerIdRequest;

use crate::client::earlier;
use crate::metadata::Topic;
use crate::{CallId, CallOptions, Client, Error, Reply, Target};
use batch::Batch;
pub use config::{Acks, Delivery, ProducerConfig, ProducerRecord, RecordId, RecordMetadata, SendError};
use delivery::Deliveries;
pub use delivery::{BatchDelivery, BatchMetadata, RecordIds};
use identity::Identity;
use queue::{Finished, PartitionQueue, Schedule};
use requests::InFlight;
use topic::UnplacedRecord;
use topics::Topics;

/// Writes records.
///
/// ```text
/// send ──► unplaced (topic unknown) ──► queue of its partition ──► Produce request ──► Delivery
/// ```
/// It moves like its [`Client`]: by completions and time, or by [`Producer::turn`]. Each record that [`Producer::send`]
/// accepted has exactly one [`Delivery`]. Records of one partition are written in the order of `send` when idempotent, or
/// with one request in flight.
pub struct Producer<I: Io> {
    client: Client<I>,
    config: ProducerConfig,
    topics: Topics,
    identity: Identity,
    in_flight: BTreeMap<CallId, InFlight>,
    deliveries: Deliveries,
    next_record: u64,
    buffered_bytes: usize,
    outstanding: usize,
    requests_sent: u64,
    flushing: bool,
    /// When a broker that has something to get may be connected to again.
    reconnect_at: Option<Duration>,
    /// The metadata that the topics are of.
    metadata_generation: u64,
}

impl<I: Io> Producer<I> {
    /// A producer on a client of its own. Idempotence is switched off when the acks do not allow it.
    pub fn new(client: Client<I>, mut config: ProducerConfig) -> Self {
        config.idempotent &= config.acks == Acks::All;
        if config.idempotent {
            config.in_flight_max = config.in_flight_max.clamp(1, 5);
        }
        Self {
            client,
            identity: Identity::new(config.idempotent),
            config,
            topics: Topics::default(),
            in_flight: BTreeMap::new(),
            deliveries: Deliveries::default(),
            next_record: 0,
            buffered_bytes: 0,
            outstanding: 0,
            requests_sent: 0,
            flushing: false,
            reconnect_at: None,
            metadata_generation: 0,
        }
    }

    /// The client beneath.
    pub fn client_mut(&mut self) -> &mut Client<I> {
        &mut self.client
    }

    /// Accepts a record, copying it. It leaves with one of the next turns.
    pub fn send(&mut self, record: &ProducerRecord<'_>) -> Result<RecordId, SendError> {
        let size = record.size_max();
        if size > self.config.request_bytes_max {
            return Err(SendError::TooLarge { size, max: self.config.request_bytes_max });
        }
        if self.buffered_bytes + size > self.config.buffer_bytes_max && self.outstanding > 0 {
            return Err(SendError::BufferFull);
        }
        let id = RecordId(self.next_record);
        self.next_record += 1;
        self.outstanding += 1;
        let timestamp_ms = record.timestamp_ms.unwrap_or_else(|| self.client.wall_clock_ms());
        let now = self.client.now();
        let topic = self.topics.get_or_insert(record.topic, || self.client.want_topic(record.topic));
        if let Some(known) = topic.news_in(self.client.metadata()) {
            topic.update(known, self.client.metadata().generation());
        }
        if topic.is_known() && topic.unplaced.is_empty() {
            self.place(record, id, timestamp_ms, now);
        } else {
            self.buffered_bytes += size;
            topic.unplaced.push_back(UnplacedRecord::new(id, record, timestamp_ms, now));
        }
        Ok(id)
    }

    /// What became of a record; in the order in which they were settled.
    pub fn poll_delivery(&mut self) -> Option<Delivery> {
        self.deliveries.poll()
    }

    /// What became of a batch, or of what [`Self::poll_delivery`] has left of it: cheaper than record by record.
    pub fn poll_batch(&mut self) -> Option<BatchDelivery> {
        self.deliveries.poll_batch()
    }

    /// Records that were accepted and are not settled yet.
    pub fn outstanding(&self) -> usize {
        self.outstanding
    }

    /// Produce requests that were sent so far, each with a batch or more.
    pub fn requests_sent(&self) -> u64 {
        self.requests_sent
    }

    /// Whether records are sent without waiting for more of them, until this is switched off.
    pub fn set_flushing(&mut self, flushing: bool) {
        self.flushing = flushing;
    }

    /// Turns until every record is settled; deliveries are kept for [`Self::poll_delivery`].
    pub fn flush(&mut self) {
        let before = std::mem::replace(&mut self.flushing, true);
        self.on_deadline();
        while self.outstanding > 0 {
            self.turn(None);
        }
        self.flushing = before;
    }

    /// As [`Client::turn`].
    pub fn turn(&mut self, until: Option<Duration>) {
        let deadline = earlier(self.next_deadline(), until);
        self.client.turn(deadline);
        self.step();
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
        let schedule = self.schedule();
        let mut next = earlier(self.client.next_deadline(), self.reconnect_at);
        for topic in self.topics.values() {
            if let Some(record) = topic.unplaced.front() {
                next = earlier(next, Some(record.created_at + self.config.topic_timeout));
            }
            for (_, queue) in topic.busy_queues() {
                next = earlier(next, queue.next_deadline(self.identity, schedule));
            }
        }
        match self.identity {
            Identity::Missing { not_before, .. } if self.outstanding > 0 => earlier(next, Some(not_before)),
            _ => next,
        }
    }

    /// Checks the invariants of every queue.
    pub fn assert_invariants(&self) {
        self.queues().for_each(|queue| queue.assert_invariants());
    }

    /// The client, to be closed; what was not settled is forgotten.
    pub fn into_client(self) -> Client<I> {
        self.client
    }

    fn step(&mut self) {
        while let Some((call, result)) = self.client.poll_answer() {
            self.on_answer(call, result);
        }
        self.refresh_topics();
        self.place_waiting();
        self.expire();
        self.ensure_identity();
        if self.send_due() {
            self.client.on_deadline();
        }
        if cfg!(debug_assertions) {
            self.assert_invariants();
        }
    }

    fn schedule(&self) -> Schedule {
        Schedule {
            now: self.client.now(),
            linger: self.config.linger,
            delivery_timeout: self.config.delivery_timeout,
            flushing: self.flushing,
        }
    }

    fn refresh_topics(&mut self) {
        let metadata = self.client.metadata();
        if self.metadata_generation == metadata.generation() {
            return;
        }
        self.metadata_generation = metadata.generation();
        for topic in self.topics.values_mut() {
            if let Some(known) = metadata.topic(&topic.name) {
                topic.update(known, metadata.generation());
            }
        }
    }

    /// Puts a record of a known topic in the queue of its partition.
    fn place(&mut self, record: &ProducerRecord<'_>, id: RecordId, timestamp_ms: i64, now: Duration) {
        let name = record.topic;
        let topic = self.topics.get_mut(name).expect("the caller looked it up");
        let limits = (self.config.codec, self.config.batch_bytes);
        match topic.place(record, || self.client.io_mut().random_u64()) {
            Ok(partition) => {
                let appended = topic.append(partition, id, record, timestamp_ms, limits, now);
                self.buffered_bytes += appended.bytes;
                if appended.closed {
                    topic.on_batch_closed(partition);
                }
            }
            Err(partition) => {
                let reason = format!("topic {name} has no partition {partition}");
                let name = Arc::clone(&topic.name);
                self.fail_record(name, id, Error::InvalidArgument(reason));
            }
        }
    }

    /// Places the records of topics that have become known, and fails those that never will.
    fn place_waiting(&mut self) {
        let names: Vec<Arc<str>> = self
            .topics
            .values()
            .filter(|topic| !topic.unplaced.is_empty())
            .map(|topic| Arc::clone(&topic.name))
            .collect();
        for name in names {
            if self.topics[&*name].is_known() {
                self.place_all(&name);
            } else if let Some(error) = self.client.metadata().topic(&name).and_then(Topic::fatal_error) {
                self.fail_unplaced(&name, Duration::ZERO, error);
            } else {
                let timeout = self.config.topic_timeout;
                let last = self.why_unknown(&name);
                self.fail_unplaced(&name, timeout, Error::TimedOut { seconds: timeout.as_secs(), last });
                self.client.request_metadata();
            }
        }
    }

    /// Why nothing is known of a topic yet.
    fn why_unknown(&self, name: &str) -> String {
        match (self.client.metadata_error(), self.client.metadata().topic(name)) {
            (Some(error), _) => error.to_string(),
            (None, Some(topic)) if topic.error != ErrorCode::None => {
                format!("topic '{name}' ({})", topic.error)
            }
            (None, _) => format!("topic '{name}' is not in the metadata"),
        }
    }

    fn place_all(&mut self, name: &Arc<str>) {
        let topic = self.topics.get_mut(name).expect("the caller looked it up");
        for waiting in std::mem::take(&mut topic.unplaced) {
            self.buffered_bytes -= waiting.size;
            waiting.with_record(|record| {
                let record = ProducerRecord { topic: name, ..*record };
                self.place(&record, waiting.id, waiting.timestamp_ms, waiting.created_at);
            });
        }
    }

    /// Fails the records that have waited for at least `age`.
    fn fail_unplaced(&mut self, name: &Arc<str>, age: Duration, error: Error) {
        let now = self.client.now();
        loop {
            let topic = self.topics.get_mut(name).expect("the caller looked it up");
            let Some(waiting) = topic.unplaced.pop_front_if(|waiting| now >= waiting.created_at + age) else {
                return;
            };
            self.buffered_bytes -= waiting.size;
            self.fail_record(Arc::clone(name), waiting.id, error.clone());
        }
    }

    fn expire(&mut self) {
        let schedule = self.schedule();
        let mut expired = Vec::new();
        for topic in self.topics.values_mut() {
            let name = Arc::clone(&topic.name);
            topic.for_busy_queues(|partition, queue| {
                let finished = queue.expire(schedule, &mut self.identity).into_iter();
                expired.extend(finished.map(|finished| (Arc::clone(&name), partition, finished)));
            });
        }
        for (name, partition, finished) in expired {
            self.finish(&name, partition, finished);
        }
    }

    /// Asks for an identity when one is needed; begins anew when the old one is broken and nothing hangs on it.
    fn ensure_identity(&mut self) {
        let now = self.client.now();
        if self.identity.is_broken() && !self.queues().any(|queue| queue.has_unresolved()) {
            for topic in self.topics.values_mut() {
                topic.queues.iter_mut().for_each(PartitionQueue::renumber);
            }
            self.identity = Identity::Missing { not_before: now, failures: 0 };
        }
        if let Identity::Missing { not_before, failures } = self.identity
            && not_before <= now
            && self.outstanding > 0
        {
            let call = self
                .client
                .ask::<InitProducerIdRequest>(CallOptions::repeatable(Target::Any), |_| identity::request());
            self.identity = Identity::Asked { call, failures };
            self.client.on_deadline();
        }
    }

    fn queues(&self) -> impl Iterator<Item = &PartitionQueue> {
        self.topics.values().flat_map(|topic| &topic.queues)
    }

    fn on_identity(&mut self, failures: u32, result: Result<Reply, Error>) {
        let answer = result
            .and_then(|reply| reply.decode::<InitProducerIdRequest>())
            .and_then(|response| identity::identity(&response));
        match answer {
            Ok(identity) => self.identity = Identity::Known(identity),
            Err(error) => {
                let failures = failures + 1;
                let now = self.client.now();
                let random = self.client.io_mut().random_u64();
                let wait = self.client.config().retry_backoff.wait(failures, random);
                self.identity = Identity::Missing { not_before: now + wait, failures };
                if !error.is_retriable() && !matches!(error, Error::TimedOut { .. }) {
                    self.fail_everything(&error);
                }
            }
        }
    }

    /// No record can be written, now or later.
    fn fail_everything(&mut self, error: &Error) {
        let names: Vec<Arc<str>> = self.topics.values().map(|topic| Arc::clone(&topic.name)).collect();
        for name in names {
            self.fail_unplaced(&name, Duration::ZERO, error.clone());
            let topic = self.topics.get_mut(&name).expect("its name was just read");
            let batches: Vec<(i32, Batch)> = (0..)
                .zip(&mut topic.queues)
                .flat_map(|(partition, queue)| {
                    queue.take_unsent().into_iter().map(move |batch| (partition, batch))
                })
                .collect();
            for (partition, batch) in batches {
                self.finish(&name, partition, Finished { batch, result: Err(error.clone()) });
            }
        }
    }

    /// Tells the records of a batch what became of them.
    fn finish(&mut self, topic: &Arc<str>, partition: i32, finished: Finished) {
        let Finished { batch, result } = finished;
        self.buffered_bytes -= batch.size();
        self.outstanding -= batch.records.len();
        if let Some(topic) = self.topics.get_mut(topic) {
            topic.on_batch_gone(partition);
        }
        let topic = Arc::clone(topic);
        self.deliveries.push(BatchDelivery { topic, partition, records: batch.records, result });
    }

    /// A record fails that was in no batch.
    fn fail_record(&mut self, topic: Arc<str>, record: RecordId, error: Error) {
        let mut records = RecordIds::default();
        records.push(record);
        self.outstanding -= 1;
        self.deliveries.push(BatchDelivery { topic, partition: -1, records, result: Err(error) });
    }
}
