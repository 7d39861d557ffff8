//! Records as fast as they are fetched, each looked at.

use std::time::Duration;

use client::{Consumer, ConsumerRecord, OffsetSpec, PartitionError, StartAt};
use io::Io;

use crate::stopwatch::Stopwatch;
use crate::{Report, Verdict, Verifier};

/// What to read.
#[derive(Clone, Debug)]
pub struct ConsumeOptions {
    /// From where.
    pub topic: String,
    /// Partitions and the offsets at which they count as read.
    pub partitions: Vec<(i32, i64)>,
    /// Stop after so many, and wait for them; `None`: all up to the ends.
    pub records: Option<u64>,
    /// Whether values are compared with what `ringlog bench produce` writes.
    pub verify: bool,
    /// How long nothing may come.
    pub patience: Duration,
}

/// Why a run failed.
#[derive(Clone, Debug, thiserror::Error)]
pub enum ConsumeError {
    /// A partition cannot be read.
    #[error(transparent)]
    Partition(#[from] PartitionError),
    /// Nothing came for as long as was to be waited.
    #[error("no record came for {seconds} s: {last} ({records} were read)")]
    Stalled {
        /// The wait.
        seconds: u64,
        /// What the client knows about why.
        last: String,
        /// Before that.
        records: u64,
    },
    /// What was read is not what was written.
    #[error("verification failed: {0}")]
    Unequal(String),
}

/// Reads partitions from their beginning.
///
/// The clock starts when the offsets to begin with are known: connecting and looking them up is not measured.
pub struct ConsumeRun<'a, I: Io> {
    consumer: &'a mut Consumer<I>,
    options: ConsumeOptions,
    watch: Stopwatch,
    verifier: Verifier,
    records: u64,
    bytes: u64,
    read_to_end: bool,
}

impl<'a, I: Io> ConsumeRun<'a, I> {
    /// A run on a consumer that reads nothing else.
    pub fn new(consumer: &'a mut Consumer<I>, options: ConsumeOptions) -> Self {
        for (partition, _) in &options.partitions {
            consumer.assign(&options.topic, *partition, StartAt::Lookup(OffsetSpec::Earliest));
        }
        Self {
            watch: Stopwatch::start(consumer.client_mut().now()),
            consumer,
            options,
            verifier: Verifier::default(),
            records: 0,
            bytes: 0,
            read_to_end: false,
        }
    }

    /// Reads everything. `progress` is told how many more were read.
    pub fn run(&mut self, progress: &mut dyn FnMut(u64)) -> Result<(), ConsumeError> {
        let result = self.read(progress);
        self.watch.lap(self.consumer.client_mut().now());
        result.and_then(|()| self.check())
    }

    /// What was measured so far.
    pub fn report(&self) -> Report {
        let mut report = Report::default();
        report.count("records read", self.records);
        self.watch.report_to(&mut report, self.records, self.bytes);
        if self.options.verify {
            let Verdict { damaged, out_of_order, missing, .. } = self.verifier.verdict();
            report.count("records damaged", damaged);
            report.count("records out of order", out_of_order);
            match self.knows_what_is_missing() {
                true => report.count("records missing", missing),
                false => report.text("records missing", "n/a (not all partitions were read to the end)"),
            }
        }
        report
    }

    fn read(&mut self, progress: &mut dyn FnMut(u64)) -> Result<(), ConsumeError> {
        let mut last_progress = self.consumer.client_mut().now();
        let mut is_started = false;
        loop {
            self.consumer.on_deadline();
            self.consumer.turn(Some(last_progress + self.options.patience));
            let now = self.consumer.client_mut().now();
            if !is_started && self.is_at(|_| 0) {
                is_started = true;
                self.watch = Stopwatch::start(now);
            }
            let read = self.take_records()?;
            progress(read);
            self.read_to_end = self.is_at(|end| end);
            match self.options.records {
                Some(records) if self.records >= records => return Ok(()),
                None if self.read_to_end => return Ok(()),
                _ if read > 0 => last_progress = now,
                _ if now >= last_progress + self.options.patience => return Err(self.stalled()),
                _ => {}
            }
        }
    }

    /// Whether the position of each partition is known and has reached what `wanted` makes of its end.
    fn is_at(&self, wanted: impl Fn(i64) -> i64) -> bool {
        self.options.partitions.iter().all(|(partition, end)| {
            let position = self.consumer.position(&self.options.topic, *partition);
            position.is_some_and(|position| position >= wanted(*end))
        })
    }

    /// Takes what was fetched, but no more than is wanted.
    fn take_records(&mut self) -> Result<u64, ConsumeError> {
        let before = self.records;
        let records_max = self.options.records.unwrap_or(u64::MAX);
        while self.records < records_max {
            let Some(record) = self.consumer.poll_record() else { break };
            let ConsumerRecord { partition, offset, value, .. } = record?;
            let value = value.unwrap_or_default();
            self.records += 1;
            self.bytes += value.len() as u64;
            if self.options.verify {
                self.verifier.on_record(partition, offset, &value);
            }
        }
        Ok(self.records - before)
    }

    fn stalled(&mut self) -> ConsumeError {
        let client = self.consumer.client_mut();
        let error = client.connection_error().or(client.metadata_error());
        let last = error.map_or_else(|| "the broker has no more".to_owned(), ToString::to_string);
        ConsumeError::Stalled { seconds: self.options.patience.as_secs(), last, records: self.records }
    }

    /// Which numbers a run has spent is only known where nobody else may hold them.
    fn knows_what_is_missing(&self) -> bool {
        self.read_to_end || self.options.partitions.len() == 1
    }

    fn check(&self) -> Result<(), ConsumeError> {
        let missing = if self.knows_what_is_missing() { self.verifier.verdict().missing } else { 0 };
        match self.verifier.first_fault() {
            Some(fault) => Err(ConsumeError::Unequal(fault.to_owned())),
            None if missing > 0 => Err(ConsumeError::Unequal(format!("{missing} records are missing"))),
            None => Ok(()),
        }
    }
}
