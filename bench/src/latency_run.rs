//! One record at a time, from its producer to its consumer.

use std::time::Duration;

use client::{Consumer, Delivery, OffsetSpec, PartitionError, Producer, ProducerRecord, SendError, StartAt};
use io::Io;

use crate::payload::{Payload, Run, Stamp};
use crate::{Report, RoundTrips};

/// What to send.
#[derive(Clone, Debug)]
pub struct LatencyOptions {
    /// Where to; it exists.
    pub topic: String,
    /// In which partition.
    pub partition: i32,
    /// How many, one after the other.
    pub records: u32,
    /// Length of a value, at least [`crate::PAYLOAD_LEN_MIN`].
    pub record_bytes: usize,
    /// How long one may take.
    pub patience: Duration,
}

/// Why a run ended early.
#[derive(Clone, Debug, thiserror::Error)]
pub enum LatencyError {
    /// The partition cannot be read.
    #[error(transparent)]
    Partition(#[from] PartitionError),
    /// No batch may be so large.
    #[error(transparent)]
    TooLarge(#[from] SendError),
    /// A record was not written.
    #[error("record {0} was not written: {1}")]
    NotWritten(u32, client::Error),
    /// A record did not arrive.
    #[error("record {record} did not come back within {seconds} s")]
    NotFetched {
        /// Which one, from 0.
        record: u32,
        /// The wait.
        seconds: u64,
    },
    /// The broker does not say where the partition ends.
    #[error("the end of the partition is not known after {0} s")]
    NoEnd(u64),
}

/// Sends a record, waits until it is acknowledged *and* fetched, and sends the next: a closed loop with one in flight.
///
/// Producer and consumer share the thread but no connection. The consumer's fetch waits at the broker before the record
/// leaves. Each has an `Io` with a clock of its own, so all times are the producer's. The first record is not measured.
pub struct LatencyRun<'a, I: Io> {
    producer: &'a mut Producer<I>,
    consumer: &'a mut Consumer<I>,
    options: LatencyOptions,
    run: Run,
    payload: Payload,
    acknowledged: RoundTrips,
    end_to_end: RoundTrips,
}

impl<'a, I: Io> LatencyRun<'a, I> {
    /// A run on a producer and a consumer that do nothing else.
    pub fn new(
        producer: &'a mut Producer<I>,
        consumer: &'a mut Consumer<I>,
        options: LatencyOptions,
    ) -> Self {
        let io = producer.client_mut().io_mut();
        let run = Run(io.random_u64() as u16);
        let payload = Payload::new(run, options.record_bytes, || io.random_u64());
        consumer.assign(&options.topic, options.partition, StartAt::Lookup(OffsetSpec::Latest));
        producer.set_flushing(true);
        let (acknowledged, end_to_end) = (RoundTrips::default(), RoundTrips::default());
        Self { producer, consumer, options, run, payload, acknowledged, end_to_end }
    }

    /// Sends everything. `progress` is told how many more went round.
    pub fn run(&mut self, progress: &mut dyn FnMut(u64)) -> Result<(), LatencyError> {
        self.find_end()?;
        for sequence in 0..self.options.records {
            self.park_fetch();
            let begun = self.producer_now();
            self.write(sequence)?;
            let written = self.producer.client_mut().now();
            self.fetch(sequence)?;
            let fetched = self.producer_now();
            if sequence > 0 {
                self.acknowledged.record(written - begun);
                self.end_to_end.record(fetched - begun);
            }
            progress(1);
        }
        Ok(())
    }

    /// What was measured so far.
    pub fn report(&self) -> Report {
        let mut report = Report::default();
        report.count("round trips", self.end_to_end.count());
        self.acknowledged.report_to(&mut report, "acknowledged");
        self.end_to_end.report_to(&mut report, "end to end");
        report
    }

    fn find_end(&mut self) -> Result<(), LatencyError> {
        let deadline = self.consumer.client_mut().now() + self.options.patience;
        self.consumer.on_deadline();
        while self.consumer.position(&self.options.topic, self.options.partition).is_none() {
            if let Some(Err(error)) = self.consumer.poll_record() {
                return Err(error.into());
            }
            if self.consumer.client_mut().now() >= deadline {
                return Err(LatencyError::NoEnd(self.options.patience.as_secs()));
            }
            self.consumer.turn(Some(deadline));
        }
        Ok(())
    }

    /// Asks for the next record, and hands the request to the kernel without waiting for the answer.
    fn park_fetch(&mut self) {
        self.consumer.on_deadline();
        self.consumer.turn(Some(Duration::ZERO));
    }

    /// The producer's clock, which moves with its turns.
    fn producer_now(&mut self) -> Duration {
        self.producer.turn(Some(Duration::ZERO));
        self.producer.client_mut().now()
    }

    fn write(&mut self, sequence: u32) -> Result<(), LatencyError> {
        self.producer.send(&ProducerRecord {
            topic: &self.options.topic,
            partition: Some(self.options.partition),
            value: Some(self.payload.value(sequence)),
            ..ProducerRecord::default()
        })?;
        self.producer.on_deadline();
        loop {
            if let Some(Delivery { result, .. }) = self.producer.poll_delivery() {
                return result.map(|_| ()).map_err(|error| LatencyError::NotWritten(sequence, error));
            }
            self.producer.turn(None);
        }
    }

    /// Waits for the record with this number; what others write to the partition is passed over.
    fn fetch(&mut self, sequence: u32) -> Result<(), LatencyError> {
        let wanted = Stamp { run: self.run, sequence };
        let seconds = self.options.patience.as_secs();
        let until = self.consumer.client_mut().now() + self.options.patience;
        while let Some(record) = self.consumer.next_record(Some(until)) {
            if Stamp::of(&record?.value.unwrap_or_default()) == Ok(wanted) {
                // Asking once more tells the consumer that all is read, so that it fetches on.
                return match self.consumer.poll_record() {
                    Some(Err(error)) => Err(error.into()),
                    _ => Ok(()),
                };
            }
        }
        Err(LatencyError::NotFetched { record: sequence, seconds })
    }
}
