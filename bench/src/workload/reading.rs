//! One consumer of a workload: what it has read, and what is wrong with it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use client::{Client, ClientConfig, Consumer, FetchedBatch, OffsetSpec, StartAt};
use io::{Completion, Io};

use super::gauge::Gauge;
use super::measurement::RunError;
use super::options::{Check, ConsumerLoad, ReadFrom, ReadUntil};
use crate::io_port::IoPort;
use crate::{PayloadError, Run, Stamp, Verifier};

/// ```text
/// finding positions ──is_ready──► reading ──ends, count, all that was produced──► done
/// ```
/// What an answer brought is taken at once, and looked at when the next fetch is on its way to the broker: both work at the
/// same time, as with any client that fetches ahead. No more than one answer waits to be looked at.
pub(super) struct Reading<I: Io> {
    consumer: Consumer<IoPort<I>>,
    pub(super) load: ConsumerLoad,
    is_at_end: Vec<bool>,
    /// Batches that were not looked at yet, and when they came.
    waiting: Vec<FetchedBatch>,
    received_at: Duration,
    pub(super) records: u64,
}

/// The consumers that share partitions.
#[derive(Default)]
pub(super) struct Reader {
    pub(super) verifier: Verifier,
    pub(super) records: u64,
    /// Those of this run: by producer.
    pub(super) own: Vec<u64>,
    /// A number for each partition, for the verifier.
    partitions: BTreeMap<(Arc<str>, i32), usize>,
}

impl Reader {
    pub(super) fn new(producers: usize) -> Self {
        Self { own: vec![0; producers], ..Self::default() }
    }
}

/// The runs of a workload's producers: numbers without gaps, from `first` on.
#[derive(Copy, Clone, Debug)]
pub(super) struct OwnRuns {
    pub(super) first: Run,
    pub(super) count: u16,
}

impl OwnRuns {
    /// Which producer of this workload a run belongs to.
    fn producer(self, run: Run) -> Option<usize> {
        let index = run.0.wrapping_sub(self.first.0);
        (index < self.count).then_some(usize::from(index))
    }
}

/// Answers up to this size are looked at before the next turn: that takes less time than the turn. Bytes.
const LOOKED_AT_ONCE_MAX: usize = 32 << 10;

impl<I: Io> Reading<I> {
    pub(super) fn new(port: IoPort<I>, mut config: ClientConfig, load: ConsumerLoad) -> Self {
        config.token_owner = 0;
        let mut consumer = Consumer::new(Client::new(port, config), load.config.clone());
        let start = match load.from {
            ReadFrom::Earliest => OffsetSpec::Earliest,
            ReadFrom::Latest => OffsetSpec::Latest,
        };
        for partition in &load.partitions {
            consumer.assign(&partition.topic, partition.partition, StartAt::Lookup(start));
        }
        let is_at_end = vec![false; load.partitions.len()];
        Self { consumer, load, is_at_end, waiting: Vec::new(), received_at: Duration::ZERO, records: 0 }
    }

    pub(super) fn client_mut(&mut self) -> &mut Client<IoPort<I>> {
        self.consumer.client_mut()
    }

    pub(super) fn on_completion(&mut self, completion: Completion) {
        self.consumer.on_completion(completion);
    }

    pub(super) fn next_deadline(&self) -> Option<Duration> {
        self.consumer.next_deadline()
    }

    /// Whether it is known where every partition begins.
    pub(super) fn is_ready(&mut self) -> Result<bool, RunError> {
        self.consumer.on_deadline();
        self.take_batches()?;
        let mut partitions = self.load.partitions.iter();
        Ok(partitions.all(|read| self.consumer.position(&read.topic, read.partition).is_some()))
    }

    /// Takes what was answered and asks for more, as far as what came before was looked at.
    pub(super) fn visit(&mut self) -> Result<(), RunError> {
        self.consumer.on_deadline();
        if self.waiting.is_empty() && self.take_batches()? {
            // All is taken: the next fetch can leave.
            self.consumer.on_deadline();
        }
        Ok(())
    }

    /// Whether batches wait to be looked at.
    pub(super) fn has_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// Whether batches wait to be looked at that are better not looked at before the next turn.
    pub(super) fn is_behind(&self) -> bool {
        self.waiting.iter().map(FetchedBatch::body_len).sum::<usize>() > LOOKED_AT_ONCE_MAX
    }

    /// Looks at what was taken. Tells in `read` how many records came of each producer of this run.
    pub(super) fn look(
        &mut self,
        reader: &mut Reader,
        runs: OwnRuns,
        gauge: &mut Gauge,
        read: &mut [u64],
    ) -> Result<(), RunError> {
        let (mut records, mut bytes) = (0, 0);
        let mut result = Ok(());
        for batch in std::mem::take(&mut self.waiting) {
            let mut look =
                Look { reader, runs, gauge, read, received_at: self.received_at, check: self.load.check };
            match look.batch(&batch) {
                Ok((count, len)) => {
                    records += count;
                    bytes += len;
                }
                Err(error) => {
                    result = Err(error);
                    break;
                }
            }
        }
        if records > 0 {
            self.records += records;
            reader.records += records;
            gauge.on_consumed(records, bytes, self.received_at.max(gauge.begun()));
        }
        result
    }

    /// Whether every partition was read up to its end.
    pub(super) fn is_at_end(&mut self) -> bool {
        self.note_ends();
        self.waiting.is_empty() && self.is_at_end.iter().all(|is_at_end| *is_at_end)
    }

    fn note_ends(&mut self) {
        for (place, partition) in self.load.partitions.iter().enumerate() {
            if self.is_at_end[place] {
                continue;
            }
            // Where the log ends with records that compaction has removed, no batch tells of the end.
            let position = self.consumer.position(&partition.topic, partition.partition);
            self.is_at_end[place] = partition.end.is_some_and(|end| position.is_some_and(|at| at >= end));
            if self.is_at_end[place] && self.load.until == ReadUntil::End {
                // A fetch of nothing else would wait for what nobody wants.
                self.consumer.unassign(&partition.topic, partition.partition);
            }
        }
    }

    /// Whether it wants nothing more, as far as it knows by itself.
    pub(super) fn is_done(&mut self, reader: &Reader) -> bool {
        match self.load.until {
            ReadUntil::End => self.is_at_end(),
            ReadUntil::Records(records) => reader.records >= records,
            ReadUntil::Produced => false,
        }
    }

    /// The client, to be closed.
    pub(super) fn into_client(self) -> Client<IoPort<I>> {
        self.consumer.into_client()
    }

    /// Takes all batches that have come; whether there were any.
    fn take_batches(&mut self) -> Result<bool, RunError> {
        let before = self.waiting.len();
        while let Some(batch) = self.consumer.poll_batch() {
            self.waiting.push(batch?);
        }
        if self.waiting.len() > before && self.load.until == ReadUntil::End {
            self.note_ends();
        }
        self.received_at = self.consumer.client_mut().now();
        Ok(!self.waiting.is_empty())
    }
}

/// One look at a batch.
struct Look<'a> {
    reader: &'a mut Reader,
    runs: OwnRuns,
    gauge: &'a mut Gauge,
    read: &'a mut [u64],
    received_at: Duration,
    check: Check,
}

impl Look<'_> {
    /// Records, and bytes of their values.
    fn batch(&mut self, batch: &FetchedBatch) -> Result<(u64, u64), RunError> {
        let place = self.place(batch);
        let (mut records, mut bytes) = (0, 0);
        for record in batch.records() {
            let record = record.map_err(RunError::Corrupt)?;
            let value = record.value.unwrap_or_default();
            records += 1;
            bytes += value.len() as u64;
            if self.check == Check::Nothing {
                continue;
            }
            let stamp = self.stamp(value);
            if let Ok(stamp) = stamp {
                self.on_stamp(stamp);
            }
            if self.check == Check::Values
                && let Err(fault) = self.reader.verifier.on_record(place, stamp)
            {
                self.reader.verifier.note_fault(batch.topic(), batch.partition(), record.offset, fault);
            }
        }
        Ok((records, bytes))
    }

    fn place(&mut self, batch: &FetchedBatch) -> usize {
        let count = self.reader.partitions.len();
        *self.reader.partitions.entry((Arc::clone(batch.topic()), batch.partition())).or_insert(count)
    }

    fn stamp(&self, value: &[u8]) -> Result<Stamp, PayloadError> {
        match self.check {
            Check::Values => Stamp::of(value),
            _ => Stamp::unchecked(value),
        }
    }

    fn on_stamp(&mut self, stamp: Stamp) {
        let Some(producer) = self.runs.producer(stamp.run) else { return };
        self.reader.own[producer] += 1;
        self.read[producer] += 1;
        if let Some(sent_at) = stamp.sent_at {
            self.gauge.end_to_end.record_many(self.received_at.saturating_sub(sent_at), 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_those_of_this_workload() {
        let runs = OwnRuns { first: Run(u16::MAX), count: 3 };
        let producers = [0, 1, 2, u16::MAX - 1, u16::MAX].map(|run| runs.producer(Run(run)));
        assert_eq!(producers, [Some(1), Some(2), None, None, Some(0)]);
    }
}
