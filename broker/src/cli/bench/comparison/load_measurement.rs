//! One measurement of a load on one broker.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, ensure};
use bench::{
    DiskUsage, Durability, Load, LoadPace, MachineUsage, Measurement, ProcessUsage, Quantity as Q, Reads,
    Round, RoundTrips, Shares, UsageSpan, Workload, WorkloadRun,
};
use io::{Io, PollIo, PollOptions};

use super::data_folder::touch_page_cache;
use super::side::Side;
use crate::cli::bench::load::make_io;
use crate::cli::bench::perf_counts::PerfCounts;

/// A load, and what it runs beside.
pub(super) struct LoadMeasurement<'a> {
    pub(super) row: &'a str,
    pub(super) load: &'a Load,
    /// What [`LoadPace::HalfOfPeak`] has come to. Records/s.
    pub(super) rate: f64,
    /// A folder on the brokers' disk.
    pub(super) folder: &'a Path,
    /// What the network carries.
    pub(super) network_mbit: Option<f64>,
}

/// What the broker and its disk did while a load ran.
#[derive(Copy, Clone, Debug, Default)]
struct Beside {
    usage: Option<UsageSpan>,
    disk: Option<DiskUsage>,
    /// Of all processors, by everybody.
    machine_busy: Option<Duration>,
    /// Between the two looks at them.
    elapsed: Duration,
}

impl LoadMeasurement<'_> {
    /// Measures once. What was measured before a failure is in the round, too.
    pub(super) fn run(&self, side: &mut Side) -> Result<(Round, Option<String>)> {
        let (measurement, beside) = self.on_new_topic(side, self.load)?;
        let mut round = self.round(&measurement, &beside);
        if side.pid.is_none() {
            round.blanks.push("the broker's process (--pid)".to_owned());
        }
        Ok((round, measurement.outcome.err().map(|error| error.to_string())))
    }

    /// Counts system calls and ring operations in a shorter run of its own: counting costs time.
    pub(super) fn count_calls(&self, side: &mut Side, round: &mut Round) -> Result<()> {
        let Some(pid) = side.pid else {
            round.blanks.push("system calls: the broker's process is not known (--pid)".to_owned());
            return Ok(());
        };
        let shorter = Load { seconds: self.load.seconds.min(1.0), ..self.load.clone() };
        let counts = match PerfCounts::begin(pid, self.folder) {
            Ok(counts) => counts,
            Err(why) => {
                round.blanks.push(why);
                return Ok(());
            }
        };
        let (measurement, _) = self.on_new_topic(side, &shorter)?;
        match counts.end() {
            Ok(counted) => {
                let requests = measurement.requests.max(1) as f64;
                round.add(Q::SystemCalls, counted.system_calls as f64 / requests);
                if let Some(operations) = counted.ring_operations {
                    round.add(Q::RingOperations, operations as f64 / requests);
                }
            }
            Err(why) => round.blanks.push(why),
        }
        Ok(())
    }

    fn on_new_topic(&self, side: &mut Side, load: &Load) -> Result<(Measurement, Beside)> {
        let mut io = PollIo::new(PollOptions::default())?;
        let name = format!("bench-{}-{:08x}", self.row, io.random_u64() as u32);
        let ends = match load.preload() {
            Some((_, is_cold)) => self.stored(side, &name, is_cold)?,
            None => Vec::new(),
        };
        // Who only reads needs no topic to write to.
        let writes = load.producers > 0;
        if writes {
            side.make_topic(&name, load.partitions, load.durability)?;
        }
        let ends = match load.reads {
            Reads::Tail => {
                let mut partitions = side.partitions(&name, load.partitions)?;
                partitions.iter_mut().for_each(|partition| partition.end = None);
                partitions
            }
            _ => ends,
        };
        touch_page_cache(&mut io, self.folder, load.page_cache_bytes(self.rate))?;
        let measured = run_observed(side, load, load.workload(&name, &ends, self.rate));
        if writes {
            side.delete_topic(&name)?;
        }
        measured
    }

    /// Records to read, written when the row first asks for them.
    fn stored(&self, side: &mut Side, name: &str, is_cold: bool) -> Result<Vec<bench::ReadPartition>> {
        let topic = match side.stored_topic(self.row)? {
            Some(topic) => topic,
            None => {
                let topic = format!("{name}-stored");
                side.make_topic(&topic, self.load.partitions, Durability::PageCache)?;
                let writing =
                    self.load.preloading().expect("the caller knows that there is something to store");
                let (measurement, _) = run_observed(side, &writing, writing.workload(&topic, &[], 0.0))?;
                measurement.outcome.context("what is to be read could not be written")?;
                side.keep_stored(self.row, topic.clone());
                topic
            }
        };
        if is_cold {
            forget(side, &topic, self.load.partitions)?;
        }
        side.partitions(&topic, self.load.partitions)
    }

    fn round(&self, measurement: &Measurement, beside: &Beside) -> Round {
        let mut round = Round::default();
        self.add_flows(&mut round, measurement);
        self.add_latencies(&mut round, measurement, beside);
        self.add_usage(&mut round, measurement, beside);
        round.histograms =
            [("acknowledged", &measurement.acknowledged), ("end to end", &measurement.end_to_end)]
                .into_iter()
                .filter(|(_, trips)| trips.count() > 0)
                .map(|(name, trips)| (name, trips.to_base64()))
                .collect();
        round.series = measurement
            .intervals
            .iter()
            .map(|interval| {
                let per_second =
                    |(records, _): (u64, u64)| records as f64 / interval.length.as_secs_f64().max(1e-9);
                (interval.end.as_secs_f64(), per_second(interval.produced), per_second(interval.consumed))
            })
            .collect();
        round.shares = Some(self.shares(measurement, beside));
        let flatness = flatness(&round.series);
        round.figures.extend(flatness.map(|percent| (Q::Flatness, percent)));
        round
    }

    fn add_flows(&self, round: &mut Round, measurement: &Measurement) {
        let flows = [
            (Q::ProduceRate, Q::ProduceThroughput, measurement.produced),
            (Q::ReadRate, Q::ReadThroughput, measurement.consumed),
        ];
        for (rate_of, throughput_of, flow) in flows {
            if let Some(rate) = flow.rate() {
                round.add(rate_of, rate);
                round.add(throughput_of, flow.bytes as f64 / flow.elapsed.as_secs_f64() / f64::from(1 << 20));
            }
        }
        let elapsed = measurement.produced.elapsed.as_secs_f64();
        if measurement.requests > 0 && elapsed > 0.0 {
            round.add(Q::RequestRate, measurement.requests as f64 / elapsed);
        }
    }

    fn add_latencies(&self, round: &mut Round, measurement: &Measurement, beside: &Beside) {
        let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
        let mut add = |trips: &RoundTrips, names: &[(Q, f64)], longest: Q| {
            if trips.count() == 0 {
                return;
            }
            for (quantity, share) in names {
                round.add(*quantity, milliseconds(trips.quantile(*share)));
            }
            round.add(longest, milliseconds(trips.max()));
        };
        let acknowledged = [(Q::AckP50, 0.5), (Q::AckP99, 0.99), (Q::AckP999, 0.999)];
        let end = [(Q::EndP50, 0.5), (Q::EndP99, 0.99), (Q::EndP999, 0.999), (Q::EndP9999, 0.9999)];
        add(&measurement.acknowledged, &acknowledged, Q::AckMax);
        add(&measurement.end_to_end, &end, Q::EndMax);
        // With one request under way the round trips follow each other: what is not the generator's own time is waited for.
        let is_alone = self.load.producers == 1 && self.load.in_flight == 1 && self.load.batch_bytes == 1;
        if is_alone && measurement.requests > 0 && beside.elapsed > Duration::ZERO {
            let waited = measurement.elapsed.saturating_sub(measurement.client_processor_time);
            round.add(Q::WaitPerRequest, waited.as_secs_f64() * 1e6 / measurement.requests as f64);
        }
    }

    fn add_usage(&self, round: &mut Round, measurement: &Measurement, beside: &Beside) {
        let records = measurement.produced.records + measurement.consumed.records;
        let bytes = measurement.produced.bytes + measurement.consumed.bytes;
        let requests = measurement.requests as f64;
        if let Some(usage) = &beside.usage {
            let seconds = usage.processor_time().as_secs_f64();
            let (voluntary, involuntary) = usage.switches();
            let elapsed = beside.elapsed.as_secs_f64().max(1e-9);
            if records > 0 {
                round.add(Q::BrokerPerMillion, seconds * 1e6 / records as f64);
                round.add(Q::BrokerPerGib, seconds * f64::from(1 << 30) / bytes.max(1) as f64);
            }
            if requests > 0.0 {
                round.add(Q::BrokerPerRequest, seconds * 1e6 / requests);
            }
            round.add(Q::SwitchesVoluntary, voluntary as f64 / elapsed);
            round.add(Q::SwitchesInvoluntary, involuntary as f64 / elapsed);
            round.add(Q::Resident, usage.after.resident_kib as f64 / 1024.0);
        }
        if let (Some(disk), true) = (beside.disk, requests > 0.0) {
            round.add(Q::DiskFlushes, disk.flushes as f64 / requests);
        }
        let shares = self.shares(measurement, beside);
        let told = [
            (Q::ClientShare, Some(shares.client)),
            (Q::BrokerShare, shares.broker),
            (Q::DiskShare, shares.disk),
            (Q::NetworkShare, shares.network),
            (Q::OthersShare, shares.others),
        ];
        for (quantity, share) in told {
            round.figures.extend(share.map(|share| (quantity, share * 100.0)));
        }
    }

    fn shares(&self, measurement: &Measurement, beside: &Beside) -> Shares {
        let of = |part: Duration, whole: Duration| part.as_secs_f64() / whole.as_secs_f64().max(1e-9);
        let bytes = (measurement.produced.bytes + measurement.consumed.bytes) as f64;
        let seconds = measurement.elapsed.as_secs_f64().max(1e-9);
        let others = beside.machine_busy.zip(beside.usage).map(|(busy, usage)| {
            let ours = usage.processor_time() + measurement.client_processor_time;
            of(busy.saturating_sub(ours), beside.elapsed)
        });
        Shares {
            others,
            client: of(measurement.client_processor_time, measurement.elapsed),
            broker: beside.usage.map(|usage| of(usage.processor_time(), beside.elapsed)),
            disk: beside.disk.map(|disk| of(disk.busy, beside.elapsed)),
            network: self.network_mbit.map(|mbit| bytes * 8.0 / seconds / (mbit * 1e6)),
            is_paced: matches!(self.load.pace, LoadPace::PerSecond(_) | LoadPace::HalfOfPeak(_)),
            waits_for_disk: self.load.durability == Durability::Fsync
                || matches!(self.load.reads, Reads::Cold(_)),
        }
    }
}

/// Runs a workload, and looks at the broker and its disk when it begins and when it has ended.
fn run_observed(side: &Side, load: &Load, workload: Workload) -> Result<(Measurement, Beside)> {
    let mut clock = PollIo::new(PollOptions::default())?;
    let data = side.data();
    let mut look = || {
        let usage = side.pid.and_then(|pid| ProcessUsage::of(pid).ok());
        let disk = data.as_ref().and_then(|data| DiskUsage::of_folder(data));
        // A boundary's clock moves with its turns.
        clock.turn(Some(Duration::ZERO), &mut Vec::new());
        (clock.now(), usage, disk, MachineUsage::now())
    };
    ensure!(load.producers + load.consumers > 0, "a load needs somebody");
    let (workload, beside) = without_catch_up(load, workload);
    let beside = beside.map(|reading| CatchUp::begin(side, reading)).transpose()?;
    let mut run = WorkloadRun::new(make_io(io::Backend::Auto)?, &side.cluster.config()?, workload)?;
    let mut before = None;
    let mut measurement = run.run(&mut |_| {
        // From the first record on: before that there is only connecting.
        before.get_or_insert_with(&mut look);
    });
    if let Some(beside) = beside {
        beside.end(&mut measurement)?;
    }
    let after = look();
    run.close();
    let Some(before) = before else { return Ok((measurement, Beside::default())) };
    let usage = before.1.zip(after.1).map(|(before, after)| UsageSpan { before, after });
    let disk = before.2.zip(after.2).map(|(before, after)| after.since(&before));
    let machine_busy = before.3.zip(after.3).map(|(before, after)| after.busy.saturating_sub(before.busy));
    Ok((measurement, Beside { usage, disk, machine_busy, elapsed: after.0.saturating_sub(before.0) }))
}

/// Who catches up beside a producer does so on a thread of its own: on one thread the producer's latencies would be the
/// generator's own reading.
fn without_catch_up(load: &Load, mut workload: Workload) -> (Workload, Option<Workload>) {
    if load.producers == 0 || load.preload().is_none() {
        return (workload, None);
    }
    let consumers = std::mem::take(&mut workload.consumers);
    (workload, Some(Workload { consumers, ..Workload::default() }))
}

/// A reader beside the load that is measured.
struct CatchUp {
    thread: std::thread::JoinHandle<Result<Measurement>>,
}

impl CatchUp {
    fn begin(side: &Side, reading: Workload) -> Result<Self> {
        let config = side.cluster.config()?;
        let read = move || {
            let mut run = WorkloadRun::new(make_io(io::Backend::Auto)?, &config, reading)?;
            let measurement = run.run(&mut |_| {});
            run.close();
            Ok(measurement)
        };
        Ok(Self { thread: io::spawn_thread("catch-up", read).context("a thread")? })
    }

    /// Waits for it, and adds what it read.
    fn end(self, measurement: &mut Measurement) -> Result<()> {
        let read = self.thread.join().map_err(|_| anyhow!("the reader panicked"))??;
        measurement.consumed = read.consumed;
        measurement.read_in_all = read.read_in_all;
        measurement.client_processor_time += read.client_processor_time;
        measurement.elapsed = measurement.elapsed.max(read.elapsed);
        if measurement.outcome.is_ok() {
            measurement.outcome = read.outcome;
        }
        Ok(())
    }
}

/// A mapped index stays in memory; it is small beside the records.
const MAPPED_MAX: u64 = 1 << 20;

/// Has the page cache forget what a topic has on disk.
fn forget(side: &Side, topic: &str, partitions: u32) -> Result<()> {
    let data = side
        .data()
        .context("a cold read needs a broker whose data folder is known: one that is started here")?;
    for partition in 0..partitions {
        let folder = data.join(format!("{topic}-{partition}"));
        let left = io::drop_page_cache(&folder).with_context(|| folder.display().to_string())?;
        ensure!(left <= MAPPED_MAX, "the page cache keeps {left} bytes of {}", folder.display());
    }
    Ok(())
}

/// The rate of the last third of the series, in per cent of the first third's.
fn flatness(series: &[(f64, f64, f64)]) -> Option<f64> {
    // The last interval may be shorter.
    let whole = &series[..series.len().saturating_sub(1)];
    let third = whole.len() / 3;
    let mean = |part: &[(f64, f64, f64)]| {
        part.iter().map(|(_, written, _)| written).sum::<f64>() / part.len() as f64
    };
    (third > 0)
        .then(|| mean(&whole[whole.len() - third..]) * 100.0 / mean(&whole[..third]))
        .filter(|share| share.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flat_line_is_a_hundred_per_cent() {
        let at = |rate: f64| (0.0, rate, 0.0);
        assert_eq!(flatness(&[at(4.0), at(4.0), at(4.0), at(1.0)]), Some(100.0));
        assert_eq!(flatness(&[at(4.0), at(3.0), at(2.0), at(9.0)]), Some(50.0));
        assert_eq!(flatness(&[at(4.0), at(4.0), at(4.0)]), None);
    }
}
