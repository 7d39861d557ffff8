//! One producer of a workload: what it sends when, and what becomes of it.

use std::time::Duration;

use client::{BatchDelivery, Client, ClientConfig, Producer, ProducerRecord, SendError};
use io::{Completion, Io};

use super::gauge::Gauge;
use super::measurement::RunError;
use super::options::{Pace, Placement, ProducerLoad, Settled};
use super::pace::Schedule;
use super::send_times::SendTimes;
use crate::io_port::IoPort;
use crate::{Payload, Run};

/// ```text
/// idle ──send_first──► first record under way ──begin──► sending ──stop, all records sent──► draining ──► is_done
/// ```
/// Latencies count from the send (closed loop) or from the intended time (open loop).
pub(super) struct Producing<I: Io> {
    producer: Producer<IoPort<I>>,
    load: ProducerLoad,
    payload: Payload,
    schedule: Schedule,
    times: SendTimes,
    /// Partitions of each topic, for records that go round.
    partition_counts: Vec<u32>,
    /// So that producers that go round do not all begin with partition 0.
    first_partition: u64,
    /// Records may be numbered up to here.
    records_max: u64,
    sent: u64,
    settled: u64,
    /// Records that this run's consumers have read, for loops that are closed by them.
    read: u64,
    /// Until then nothing is due but the first record.
    has_begun: bool,
    /// The producer's buffer had no room: an answer makes some.
    is_blocked: bool,
}

impl<I: Io> Producing<I> {
    pub(super) fn new(
        mut port: IoPort<I>,
        mut config: ClientConfig,
        load: ProducerLoad,
        run: Run,
        first_partition: u64,
    ) -> Self {
        config.token_owner = 0;
        let payload = Payload::new(run, load.record_size.max() as usize, || port.random_u64());
        let mut client = Client::new(port, config);
        load.topics.iter().for_each(|topic| client.want_topic(topic));
        Self {
            producer: Producer::new(client, load.config.clone()),
            schedule: Schedule::new(load.pace),
            payload,
            times: SendTimes::default(),
            partition_counts: Vec::new(),
            first_partition,
            records_max: load.records.unwrap_or(u64::from(u32::MAX)),
            load,
            sent: 0,
            settled: 0,
            read: 0,
            has_begun: false,
            is_blocked: false,
        }
    }

    pub(super) fn client_mut(&mut self) -> &mut Client<IoPort<I>> {
        self.producer.client_mut()
    }

    pub(super) fn on_completion(&mut self, completion: Completion) {
        self.producer.on_completion(completion);
    }

    /// Records that were acknowledged.
    pub(super) fn settled(&self) -> u64 {
        self.settled
    }

    /// Whether all topics are known, which sending needs. `Err`: one never will be.
    pub(super) fn is_ready(&mut self) -> Result<bool, RunError> {
        self.producer.on_deadline();
        let metadata = self.producer.client_mut().metadata();
        let mut counts = Vec::new();
        for name in &self.load.topics {
            let Some(topic) = metadata.topic(name) else { return Ok(false) };
            if let Some(error) = topic.fatal_error() {
                return Err(error.into());
            }
            if topic.partitions.is_empty() {
                return Ok(false);
            }
            counts.push(topic.partitions.len() as u32);
        }
        self.partition_counts = counts;
        Ok(true)
    }

    /// Sends the record that opens the connection and brings the identity.
    pub(super) fn send_first(&mut self) -> Result<(), RunError> {
        self.producer.set_flushing(true);
        let now = self.producer_now();
        self.send(now)?;
        self.producer.on_deadline();
        Ok(())
    }

    /// The load begins. The producers of an open loop do not all send at the same moment: this one's first record comes a
    /// `share` (0 to 1) of a period later.
    pub(super) fn begin(&mut self, now: Duration, share: f64) {
        self.producer.set_flushing(false);
        self.has_begun = true;
        self.schedule.begin(self.sent, now, share);
    }

    /// No further records.
    pub(super) fn stop(&mut self) {
        self.records_max = self.sent;
    }

    /// Whether everything was sent, and is settled.
    pub(super) fn is_done(&self) -> bool {
        self.sent >= self.records_max && self.producer.outstanding() == 0
    }

    /// Whether it sends when a consumer has read.
    pub(super) fn waits_for_readers(&self) -> bool {
        matches!(self.load.pace, Pace::Closed { settled: Settled::Read, .. })
    }

    /// A record of this producer was read by somebody.
    pub(super) fn on_read(&mut self, records: u64) {
        self.read += records;
    }

    /// When something is due: a record of an open loop, or a time limit.
    pub(super) fn next_deadline(&self) -> Option<Duration> {
        let due = self.next_intended().map(|intended| intended + self.gathering_time());
        match (due, self.producer.next_deadline()) {
            (Some(due), Some(limit)) => Some(due.min(limit)),
            (due, limit) => due.or(limit),
        }
    }

    /// When the next record of an open loop is due, if it is to be sent at that very moment.
    pub(super) fn next_exact(&self) -> Option<Duration> {
        self.next_intended().filter(|_| self.gathering_time().is_zero())
    }

    /// For how long records that are due gather before they are put into their batch, which lingers anyway: to wake up for each
    /// of 50,000 a second takes a whole processor, and would be what is measured. Latencies count from the intended times.
    fn gathering_time(&self) -> Duration {
        self.load.config.linger / 10
    }

    /// When the next record of an open loop is due, if there is room for it.
    fn next_intended(&self) -> Option<Duration> {
        if self.sent >= self.records_max || self.is_blocked || !self.has_begun {
            return None;
        }
        self.schedule.intended(self.sent)
    }

    /// Takes what was answered, and sends what is due.
    pub(super) fn visit(&mut self, gauge: &mut Gauge) -> Result<(), RunError> {
        self.producer.on_deadline();
        self.take_deliveries(gauge)?;
        if self.send_due()? {
            self.producer.on_deadline();
            // acks=0 and refused records are settled at once.
            self.take_deliveries(gauge)?;
        }
        Ok(())
    }

    /// Sends what is due, without waiting for an answer; whether anything was.
    fn send_due(&mut self) -> Result<bool, RunError> {
        let before = self.sent;
        let now = self.producer_now();
        self.is_blocked = false;
        if !self.has_begun {
            return Ok(false);
        }
        while self.sent < self.records_max && self.is_due(now) {
            let intended = self.schedule.intended(self.sent).unwrap_or(now);
            if !self.send(intended)? {
                self.is_blocked = true;
                break;
            }
        }
        // Nobody fills the last batch any more.
        if self.sent >= self.records_max {
            self.producer.set_flushing(true);
            return Ok(true);
        }
        Ok(self.sent > before)
    }

    fn is_due(&self, now: Duration) -> bool {
        match self.load.pace {
            Pace::Open { .. } => self.schedule.intended(self.sent).is_some_and(|intended| intended <= now),
            Pace::Closed { outstanding, settled: Settled::Acknowledged } => {
                self.producer.outstanding() < outstanding
            }
            Pace::Closed { outstanding, settled: Settled::Read } => {
                self.sent.saturating_sub(self.read.min(self.settled)) < outstanding as u64
            }
        }
    }

    /// Whether there was room.
    fn send(&mut self, sent_at: Duration) -> Result<bool, RunError> {
        let number = self.sent;
        let topic = (number % self.load.topics.len() as u64) as usize;
        let (partition, key) = match self.load.placement {
            Placement::Sticky => (None, None),
            Placement::One(partition) => (Some(partition), None),
            Placement::RoundRobin => (Some(self.round_robin(number, topic)), None),
            Placement::Keyed(keys) => (None, Some(spread_key(number, keys))),
        };
        let len = self.load.record_size.of(number);
        let record = ProducerRecord {
            topic: &self.load.topics[topic],
            partition,
            key: key.as_ref().map(|key| &key[..]),
            value: Some(self.payload.value(number as u32, len, sent_at)),
            ..ProducerRecord::default()
        };
        match self.producer.send(&record) {
            Ok(id) => debug_assert_eq!(id.0, number),
            Err(SendError::BufferFull) => return Ok(false),
            Err(error) => return Err(error.into()),
        }
        if matches!(self.load.pace, Pace::Closed { .. }) {
            self.times.push(number, sent_at);
        }
        self.sent += 1;
        Ok(true)
    }

    fn round_robin(&self, number: u64, topic: usize) -> i32 {
        let turn = number / self.load.topics.len() as u64 + self.first_partition;
        (turn % u64::from(self.partition_counts[topic])) as i32
    }

    fn take_deliveries(&mut self, gauge: &mut Gauge) -> Result<(), RunError> {
        let now = self.producer_now();
        while let Some(BatchDelivery { records, result, .. }) = self.producer.poll_batch() {
            if let Err(error) = result {
                let record = records.ranges().next().map_or(0, |range| range.start);
                return Err(RunError::NotWritten { record, error, acknowledged: 0 });
            }
            self.settled += records.len() as u64;
            let mut bytes = 0;
            for range in records.ranges() {
                bytes += self.load.record_size.sum(range.clone());
                self.record_latencies(range, now, gauge);
            }
            gauge.on_produced(records.len() as u64, bytes, now);
        }
        Ok(())
    }

    fn record_latencies(&mut self, records: std::ops::Range<u64>, now: Duration, gauge: &mut Gauge) {
        let tell = |sent_at: Duration, count| {
            gauge.acknowledged.record_many(now.saturating_sub(sent_at), count);
        };
        match self.load.pace {
            Pace::Closed { .. } => self.times.settle(records, tell),
            Pace::Open { .. } => {
                for record in records {
                    gauge
                        .acknowledged
                        .record_many(now.saturating_sub(self.schedule.intended(record).unwrap_or(now)), 1);
                }
            }
        }
    }

    fn producer_now(&mut self) -> Duration {
        self.producer.client_mut().now()
    }

    /// Produce requests that were sent so far.
    pub(super) fn requests(&self) -> u64 {
        self.producer.requests_sent()
    }

    /// The client, to be closed.
    pub(super) fn into_client(self) -> Client<IoPort<I>> {
        self.producer.into_client()
    }
}

/// Keys come in an order without order, and each as often as any other: multiplying by an odd number leaves no number out.
fn spread_key(number: u64, keys: u32) -> [u8; 8] {
    let mixed = (number as u32).wrapping_mul(0x9e37_79b1);
    ((u64::from(mixed) * u64::from(keys)) >> 32).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_spread() {
        let mut counts = [0; 10];
        (0..10_000).for_each(|number| counts[u64::from_be_bytes(spread_key(number, 10)) as usize] += 1);
        assert!(counts.iter().all(|count| (990..=1010).contains(count)), "{counts:?}");
    }
}
