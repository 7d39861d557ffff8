//! Records as fast as they are acknowledged.

use std::collections::VecDeque;
use std::time::Duration;

use client::{Delivery, Producer, ProducerRecord, SendError};
use io::Io;

use crate::payload::{Payload, Run};
use crate::stopwatch::Stopwatch;
use crate::{Report, RoundTrips};

/// What to write.
#[derive(Clone, Debug)]
pub struct ProduceOptions {
    /// Where to; it exists.
    pub topic: String,
    /// `None`: batch by batch over all.
    pub partition: Option<i32>,
    /// How many.
    pub records: u32,
    /// How many different keys records have; `None`: no key. Compacted topics take none without.
    pub keys: Option<u32>,
    /// Length of a value, at least [`crate::PAYLOAD_LEN_MIN`].
    pub record_bytes: usize,
    /// The loop is closed: so many records are unsettled at most.
    pub outstanding_max: usize,
}

/// Why a run ended early.
#[derive(Clone, Debug, thiserror::Error)]
pub enum ProduceError {
    /// A record was not written.
    #[error("record {record} was not written: {error} ({acknowledged} were)")]
    NotWritten {
        /// Which one, from 0.
        record: u64,
        /// Why.
        error: client::Error,
        /// How many were before that.
        acknowledged: u64,
    },
    /// No batch may be so large.
    #[error(transparent)]
    TooLarge(#[from] SendError),
}

/// Writes records in a closed loop: a new one is sent when an older one is settled. So the rate is the most that the
/// client and the broker reach together, and a latency includes the wait in the client's own queue.
///
/// The first record is written alone and not measured: it brings the connection and the producer's identity.
pub struct ProduceRun<'a, I: Io> {
    producer: &'a mut Producer<I>,
    options: ProduceOptions,
    payload: Payload,
    watch: Stopwatch,
    /// When each record from `settled_below` on was sent; `None` is settled.
    sent_at: VecDeque<Option<Duration>>,
    settled_below: u64,
    sent: u32,
    acknowledged: u64,
    latencies: RoundTrips,
}

impl<'a, I: Io> ProduceRun<'a, I> {
    /// A run on a producer that has sent nothing yet.
    pub fn new(producer: &'a mut Producer<I>, options: ProduceOptions) -> Self {
        let io = producer.client_mut().io_mut();
        let run = Run(io.random_u64() as u16);
        let payload = Payload::new(run, options.record_bytes, || io.random_u64());
        Self {
            watch: Stopwatch::start(io.now()),
            producer,
            options,
            payload,
            sent_at: VecDeque::new(),
            settled_below: 0,
            sent: 0,
            acknowledged: 0,
            latencies: RoundTrips::default(),
        }
    }

    /// Writes everything. `progress` is told how many more are acknowledged.
    pub fn run(&mut self, progress: &mut dyn FnMut(u64)) -> Result<(), ProduceError> {
        self.send_up_to(1, 1, progress)?;
        self.latencies = RoundTrips::default();
        self.watch = Stopwatch::start(self.producer.client_mut().now());
        let result = self.send_up_to(self.options.records, self.options.outstanding_max, progress);
        self.watch.lap(self.producer.client_mut().now());
        result
    }

    /// What was measured so far.
    pub fn report(&self) -> Report {
        let measured = self.acknowledged.saturating_sub(1);
        let mut report = Report::default();
        report.count("records acknowledged", self.acknowledged);
        self.watch.report_to(&mut report, measured, measured * self.options.record_bytes as u64);
        self.latencies.report_to(&mut report, "record latency");
        report
    }

    fn send_up_to(
        &mut self,
        count: u32,
        outstanding_max: usize,
        progress: &mut dyn FnMut(u64),
    ) -> Result<(), ProduceError> {
        loop {
            while self.sent < count && self.producer.outstanding() < outstanding_max {
                if !self.send()? {
                    break;
                }
            }
            // Nobody fills the last batch any more.
            self.producer.set_flushing(self.sent == count);
            self.producer.on_deadline();
            progress(self.take_deliveries()?);
            if self.producer.outstanding() > 0 {
                self.producer.turn(None);
                progress(self.take_deliveries()?);
            } else if self.sent == count {
                return Ok(());
            }
        }
    }

    /// Whether there was room.
    fn send(&mut self) -> Result<bool, ProduceError> {
        let key = self.options.keys.map(|keys| key(self.sent, keys));
        let record = ProducerRecord {
            topic: &self.options.topic,
            partition: self.options.partition,
            key: key.as_ref().map(|key| &key[..]),
            value: Some(self.payload.value(self.sent)),
            ..ProducerRecord::default()
        };
        match self.producer.send(&record) {
            Ok(_) => {}
            Err(SendError::BufferFull) => return Ok(false),
            Err(error) => return Err(error.into()),
        }
        self.sent_at.push_back(Some(self.producer.client_mut().now()));
        self.sent += 1;
        Ok(true)
    }

    fn take_deliveries(&mut self) -> Result<u64, ProduceError> {
        let now = self.producer.client_mut().now();
        let before = self.acknowledged;
        while let Some(Delivery { record, result }) = self.producer.poll_delivery() {
            if let Err(error) = result {
                let acknowledged = self.acknowledged;
                return Err(ProduceError::NotWritten { record: record.0, error, acknowledged });
            }
            self.acknowledged += 1;
            let index = (record.0 - self.settled_below) as usize;
            let sent_at = self.sent_at[index].take().expect("a record is settled once");
            self.latencies.record(now - sent_at);
            // Partitions answer in any order: what is settled behind an unsettled record stays.
            while self.sent_at.pop_front_if(|sent_at| sent_at.is_none()).is_some() {
                self.settled_below += 1;
            }
        }
        Ok(self.acknowledged - before)
    }
}

/// Keys come in an order without order, and each as often as any other: multiplying by an odd number leaves no number out.
fn key(sequence: u32, keys: u32) -> [u8; 8] {
    let mixed = sequence.wrapping_mul(0x9e37_79b1);
    ((u64::from(mixed) * u64::from(keys)) >> 32).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_spread() {
        let mut counts = [0; 10];
        (0..10_000).for_each(|sequence| counts[u64::from_be_bytes(key(sequence, 10)) as usize] += 1);
        assert!(counts.iter().all(|count| (990..=1010).contains(count)), "{counts:?}");
    }
}
