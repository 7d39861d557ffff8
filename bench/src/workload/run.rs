//! A workload under way.

use std::collections::BTreeMap;
use std::time::Duration;

use client::{Client, ClientConfig};
use io::Io;

use super::gauge::Gauge;
use super::measurement::{Measurement, RunError};
use super::options::{ReadFrom, ReadUntil, Workload, WorkloadError};
use super::producing::Producing;
use super::reading::{OwnRuns, Reader, Reading};
use crate::io_port::{IoPort, PortedIo};
use crate::{Run, Verdict};

/// Runs a workload on one thread.
///
/// ```text
/// new ──► connect, find positions ──► first records ──► warm-up ──► measured ──► drained
/// ```
/// Everybody has a port of the one boundary, producers first. A turn visits those to whom something happened.
pub struct WorkloadRun<I: Io> {
    io: PortedIo<I>,
    workload: Workload,
    producers: Vec<Producing<I>>,
    consumers: Vec<Reading<I>>,
    readers: BTreeMap<u32, Reader>,
    runs: OwnRuns,
    gauge: Gauge,
    /// When each port wants to be visited; producers first.
    deadlines: Vec<Option<Duration>>,
    /// Ports with completions since their last visit.
    is_due: Vec<bool>,
    requests_before: u64,
    processor_before: Duration,
    last_progress: Duration,
    progress_before: u64,
    /// Room for what each producer's records have become.
    read: Vec<u64>,
}

/// How far a run is.
#[derive(Copy, Clone, Debug, Default, Eq, PartialEq)]
pub struct Progress {
    /// Records that were acknowledged.
    pub produced: u64,
    /// Records that were read.
    pub consumed: u64,
}

/// Before a record that is to leave at its very moment the thread does not sleep: the kernel's timers come up to 50 µs late.
const SPIN: Duration = Duration::from_micros(80);

impl<I: Io> WorkloadRun<I> {
    /// Nothing is sent yet. `client` tells where the cluster is; each producer and each consumer has a client of its own.
    pub fn new(io: I, client: &ClientConfig, workload: Workload) -> Result<Self, WorkloadError> {
        workload.validate()?;
        let mut io = PortedIo::new(io);
        assert!(workload.producers.len() + workload.consumers.len() <= PortedIo::<I>::PORTS_MAX);
        let runs = OwnRuns { first: Run(io.random_u64() as u16), count: workload.producers.len() as u16 };
        let numbered = (0u16..).zip(&workload.producers);
        let producers: Vec<Producing<I>> = numbered
            .map(|(number, load)| {
                let run = Run(runs.first.0.wrapping_add(number));
                Producing::new(io.port(), client.clone(), load.clone(), run, u64::from(number))
            })
            .collect();
        let consumers: Vec<Reading<I>> = workload
            .consumers
            .iter()
            .map(|load| Reading::new(io.port(), client.clone(), load.clone()))
            .collect();
        let reader = |load: &super::ConsumerLoad| (load.reader, Reader::new(workload.producers.len()));
        let ports = producers.len() + consumers.len();
        let now = io.now();
        Ok(Self {
            readers: workload.consumers.iter().map(reader).collect(),
            gauge: Gauge::new(workload.interval, now),
            read: vec![0; producers.len()],
            io,
            workload,
            producers,
            consumers,
            runs,
            deadlines: vec![Some(now); ports],
            is_due: vec![true; ports],
            requests_before: 0,
            processor_before: Duration::ZERO,
            last_progress: now,
            progress_before: 0,
        })
    }

    /// Runs it to its end. `progress` is told the totals after each turn, from the first record on.
    pub fn run(&mut self, progress: &mut dyn FnMut(Progress)) -> Measurement {
        let outcome = self.run_phases(progress);
        let outcome = outcome.map_err(|error| self.with_counts(error));
        self.measurement(outcome)
    }

    /// Ends the connections in order, as far as that does not take long.
    pub fn close(mut self) {
        const PATIENCE: Duration = Duration::from_secs(1);
        let producers = self.producers.into_iter().map(Producing::into_client);
        let mut clients: Vec<Client<IoPort<I>>> =
            producers.chain(self.consumers.into_iter().map(Reading::into_client)).collect();
        clients.iter_mut().for_each(Client::close);
        let deadline = self.io.now() + PATIENCE;
        while self.io.now() < deadline && !clients.iter().all(Client::is_closed) {
            self.io.turn(Some(deadline), |port, completion| clients[port].on_completion(completion));
        }
    }

    fn run_phases(&mut self, progress: &mut dyn FnMut(Progress)) -> Result<(), RunError> {
        self.wait_until_ready()?;
        self.producers.iter_mut().try_for_each(Producing::send_first)?;
        self.visit_everybody();
        let count = self.producers.len() as u64;
        self.run_until(progress, |run| run.settled() >= count && run.has_tail_all())?;
        let begun = self.io.now();
        let count = self.producers.len() as f64;
        for (number, producer) in self.producers.iter_mut().enumerate() {
            producer.begin(begun, number as f64 / count);
        }
        if !self.workload.warm_up.is_zero() {
            self.visit_everybody();
            let until = begun + self.workload.warm_up;
            self.run_until(progress, |run| run.io.now() >= until || run.is_done())?;
        }
        self.begin_measuring();
        if let Some(duration) = self.workload.duration {
            let until = self.gauge.begun() + duration;
            self.run_until(progress, |run| run.io.now() >= until || run.is_done())?;
            self.producers.iter_mut().for_each(Producing::stop);
            self.visit_everybody();
            self.run_until(progress, Self::is_drained)?;
        } else {
            self.run_until(progress, Self::is_done)?;
        }
        self.check()
    }

    /// Until every producer knows its topics and every consumer its positions.
    fn wait_until_ready(&mut self) -> Result<(), RunError> {
        let deadline = self.io.now() + self.workload.patience;
        loop {
            let mut is_ready = true;
            for producer in &mut self.producers {
                is_ready &= producer.is_ready()?;
            }
            for consumer in &mut self.consumers {
                is_ready &= consumer.is_ready()?;
            }
            if is_ready {
                self.last_progress = self.io.now();
                return Ok(());
            }
            if let Some(error) = self.clients().find_map(|client| client.metadata_error().cloned()) {
                return Err(error.into());
            }
            if self.io.now() >= deadline {
                return Err(self.stalled("the cluster does not describe the topics"));
            }
            let next = self.producers.iter().map(Producing::next_deadline);
            let next = next.chain(self.consumers.iter().map(Reading::next_deadline)).flatten().min();
            self.turn(Some(next.map_or(deadline, |next| next.min(deadline))));
        }
    }

    fn begin_measuring(&mut self) {
        self.gauge = Gauge::new(self.workload.interval, self.io.now());
        self.requests_before = self.requests();
        self.processor_before = processor_time();
        self.visit_everybody();
    }

    /// Turns until `is_over` says so, or nothing has happened for too long.
    fn run_until(
        &mut self,
        progress: &mut dyn FnMut(Progress),
        is_over: impl Fn(&mut Self) -> bool,
    ) -> Result<(), RunError> {
        loop {
            self.visit()?;
            self.gauge.on_deadline(self.io.now());
            progress(self.progress());
            if is_over(self) {
                return Ok(());
            }
            self.check_progress()?;
            self.turn(Some(self.next_deadline()));
        }
    }

    /// One turn of the boundary.
    fn turn(&mut self, deadline: Option<Duration>) {
        let (producers, consumers, is_due) = (&mut self.producers, &mut self.consumers, &mut self.is_due);
        self.io.turn(deadline, |port, completion| {
            is_due[port] = true;
            match producers.get_mut(port) {
                Some(producer) => producer.on_completion(completion),
                None => consumers[port - producers.len()].on_completion(completion),
            }
        });
    }

    /// Visits those who had a completion or whose time has come.
    fn visit(&mut self) -> Result<(), RunError> {
        // What came with the turn before is looked at while the brokers work on the fetches that left with this one.
        self.look(|consumer| consumer.is_behind())?;
        let now = self.io.now();
        let producer_count = self.producers.len();
        for port in 0..self.deadlines.len() {
            if !std::mem::take(&mut self.is_due[port]) && self.deadlines[port].is_none_or(|due| due > now) {
                continue;
            }
            self.deadlines[port] = match self.producers.get_mut(port) {
                Some(producer) => {
                    producer.visit(&mut self.gauge)?;
                    producer.next_deadline()
                }
                None => {
                    let consumer = &mut self.consumers[port - producer_count];
                    consumer.visit()?;
                    consumer.next_deadline()
                }
            };
        }
        self.look(|consumer| !consumer.is_behind())
    }

    /// Has those consumers look at what they have for whom `wants` it.
    fn look(&mut self, wants: impl Fn(&Reading<I>) -> bool) -> Result<(), RunError> {
        let producer_count = self.producers.len();
        for (index, consumer) in self.consumers.iter_mut().enumerate() {
            if !consumer.has_waiting() || !wants(consumer) {
                continue;
            }
            let reader = self.readers.get_mut(&consumer.load.reader).expect("each consumer has a reader");
            consumer.look(reader, self.runs, &mut self.gauge, &mut self.read)?;
            self.is_due[producer_count + index] = true;
        }
        for (port, read) in self.read.iter_mut().enumerate() {
            if *read > 0 {
                self.producers[port].on_read(std::mem::take(read));
                self.is_due[port] |= self.producers[port].waits_for_readers();
            }
        }
        Ok(())
    }

    /// When the next visit is due at the latest.
    fn next_deadline(&self) -> Duration {
        if self.is_due.contains(&true) {
            return Duration::ZERO;
        }
        let patience = self.last_progress + self.workload.patience;
        let mut next = self.gauge.next_deadline().min(patience);
        for deadline in self.deadlines.iter().flatten() {
            next = next.min(*deadline);
        }
        if let Some(duration) = self.workload.duration {
            let end = self.gauge.begun() + duration;
            next = if end > self.io.now() { next.min(end) } else { next };
        }
        match self.producers.iter().filter_map(Producing::next_exact).min() {
            Some(intended) if intended <= next => intended.saturating_sub(SPIN),
            _ => next,
        }
    }

    fn is_done(&mut self) -> bool {
        self.producers.iter().all(Producing::is_done) && self.are_readers_done(false)
    }

    /// After the time is up: everything is settled, and those who read what was produced have all of it.
    fn is_drained(&mut self) -> bool {
        self.producers.iter().all(Producing::is_done) && self.are_readers_done(true)
    }

    /// Whether those who read the tail have read all that was acknowledged.
    fn has_tail_all(&mut self) -> bool {
        self.workload.consumers.iter().all(|load| {
            let reads_all = load.until == ReadUntil::Produced && load.from == ReadFrom::Latest;
            !reads_all || has_all(&self.readers[&load.reader], &self.producers, load.sees_stamps())
        })
    }

    fn are_readers_done(&mut self, is_time_up: bool) -> bool {
        let (readers, producers) = (&self.readers, &self.producers);
        self.consumers.iter_mut().all(|consumer| {
            let reader = &readers[&consumer.load.reader];
            match consumer.load.until {
                ReadUntil::Produced => has_all(reader, producers, consumer.load.sees_stamps()),
                _ => is_time_up || consumer.is_done(reader),
            }
        })
    }

    /// Fails when nothing happens any more, or nobody can be talked to.
    fn check_progress(&mut self) -> Result<(), RunError> {
        let now = self.io.now();
        let Progress { produced, consumed } = self.progress();
        if produced + consumed != self.progress_before {
            self.progress_before = produced + consumed;
            self.last_progress = now;
            return Ok(());
        }
        if let Some(error) = self.clients().find_map(|client| client.connection_error().cloned()) {
            return Err(error.into());
        }
        if now < self.last_progress + self.workload.patience {
            return Ok(());
        }
        let producing = self.producers.iter().any(|producer| !producer.is_done());
        Err(self.stalled(if producing { "no record was acknowledged" } else { "no record came" }))
    }

    fn stalled(&mut self, what: &'static str) -> RunError {
        let errors = |client: &mut Client<IoPort<I>>| {
            client.connection_error().or(client.metadata_error()).map(ToString::to_string)
        };
        let is_done = self.producers.iter().all(Producing::is_done);
        let reason = if is_done { "the broker has no more" } else { "the broker does not answer" };
        let last = self.clients().find_map(errors).unwrap_or_else(|| reason.to_owned());
        let seconds = self.workload.patience.as_secs();
        RunError::Stalled { what, seconds, last, acknowledged: self.settled(), read: self.records_read() }
    }

    /// Whether what was read is what was written.
    fn check(&mut self) -> Result<(), RunError> {
        for reader in self.readers.values() {
            if let Some(fault) = reader.verifier.first_fault() {
                return Err(RunError::Unequal(fault.to_owned()));
            }
        }
        match self.verdict() {
            Some(Verdict { missing, .. }) if missing > 0 && self.knows_missing() => {
                Err(RunError::Unequal(format!("{missing} records are missing")))
            }
            _ => Ok(()),
        }
    }

    /// Of all readers; `None`: nobody looked at values.
    fn verdict(&self) -> Option<Verdict> {
        if self.workload.consumers.iter().all(|load| load.check != super::Check::Values) {
            return None;
        }
        let mut sum = Verdict::default();
        for reader in self.readers.values() {
            let Verdict { records, damaged, out_of_order, missing } = reader.verifier.verdict();
            sum.records += records;
            sum.damaged += damaged;
            sum.out_of_order += out_of_order;
            sum.missing += missing;
        }
        Some(sum)
    }

    /// Which numbers a run has spent is only known where nobody else may hold them: one partition, or all of them up to the
    /// end, or all that this run's producers wrote.
    fn knows_missing(&mut self) -> bool {
        let loads = &self.workload.consumers;
        loads.iter().all(|load| load.until == ReadUntil::Produced)
            || loads.iter().map(|load| load.partitions.len()).sum::<usize>() == 1
            || self.consumers.iter_mut().all(Reading::is_at_end)
    }

    fn measurement(&mut self, outcome: Result<(), RunError>) -> Measurement {
        let now = self.io.now();
        let client_processor_time = processor_time().saturating_sub(self.processor_before);
        let requests = self.requests() - self.requests_before;
        let (acknowledged_in_all, read_in_all) = (self.settled(), self.records_read());
        let mut gauge = std::mem::replace(&mut self.gauge, Gauge::new(self.workload.interval, now));
        gauge.close_interval(now);
        Measurement {
            outcome,
            elapsed: gauge.last_counted(),
            produced: gauge.produced,
            acknowledged_in_all,
            requests,
            consumed: gauge.consumed,
            read_in_all,
            acknowledged: gauge.acknowledged.into_closed(),
            end_to_end: gauge.end_to_end.into_closed(),
            intervals: gauge.intervals,
            verdict: self.verdict(),
            knows_missing: self.knows_missing(),
            client_processor_time,
        }
    }

    fn with_counts(&self, error: RunError) -> RunError {
        match error {
            RunError::NotWritten { record, error, .. } => {
                RunError::NotWritten { record, error, acknowledged: self.settled() }
            }
            other => other,
        }
    }

    fn visit_everybody(&mut self) {
        self.is_due.fill(true);
    }

    fn progress(&self) -> Progress {
        Progress { produced: self.settled(), consumed: self.records_read() }
    }

    fn settled(&self) -> u64 {
        self.producers.iter().map(Producing::settled).sum()
    }

    fn records_read(&self) -> u64 {
        self.consumers.iter().map(|consumer| consumer.records).sum()
    }

    fn requests(&self) -> u64 {
        self.producers.iter().map(Producing::requests).sum()
    }

    fn clients(&mut self) -> impl Iterator<Item = &mut Client<IoPort<I>>> {
        let producers = self.producers.iter_mut().map(Producing::client_mut);
        producers.chain(self.consumers.iter_mut().map(Reading::client_mut))
    }
}

/// Whether a reader has all that the producers were told is written. One that does not look at stamps counts everything.
fn has_all<I: Io>(reader: &Reader, producers: &[Producing<I>], sees_stamps: bool) -> bool {
    match sees_stamps {
        true => producers.iter().zip(&reader.own).all(|(producer, own)| *own >= producer.settled()),
        false => reader.records >= producers.iter().map(Producing::settled).sum(),
    }
}

/// Zero where the kernel does not say: then the client's share is told as 0, and nothing else suffers.
fn processor_time() -> Duration {
    io::thread_processor_time().unwrap_or_default()
}
