//! What a workload measured.

use std::time::Duration;

use client::{PartitionError, SendError};

use crate::{Report, RoundTrips, Verdict};

/// What was measured, as far as the run came.
pub struct Measurement {
    /// Why the run ended early, or what is wrong with the records that it read.
    pub outcome: Result<(), RunError>,
    /// From the beginning of the measurement to the last thing that was counted.
    pub elapsed: Duration,
    /// Records that were acknowledged while it was measured (acks=0: handed to the kernel).
    pub produced: Flow,
    /// As `produced`, with the first record of each producer and the warm-up.
    pub acknowledged_in_all: u64,
    /// Produce requests that were sent while it was measured, each with a batch or more.
    pub requests: u64,
    /// Records that were read while it was measured.
    pub consumed: Flow,
    /// As `consumed`, with the warm-up.
    pub read_in_all: u64,
    /// From each record's send, or the time at which an open loop should have sent it, to its acknowledgement.
    pub acknowledged: RoundTrips,
    /// From there to a consumer of the same run. Only of consumers that look at stamps, and values that have one.
    pub end_to_end: RoundTrips,
    /// The series, of [`super::Workload::interval`] each; the last one may be shorter.
    pub intervals: Vec<Interval>,
    /// What was found by consumers that check values; `missing` counts where it is known.
    pub verdict: Option<Verdict>,
    /// Whether `verdict.missing` means something: all partitions were read that may hold records of the runs.
    pub knows_missing: bool,
    /// Processor time of the generator's thread.
    pub client_processor_time: Duration,
}

/// Records that came through.
#[derive(Copy, Clone, Debug, Default, Eq, PartialEq)]
pub struct Flow {
    /// How many.
    pub records: u64,
    /// Of their values.
    pub bytes: u64,
    /// From the beginning of the measurement to the last of them.
    pub elapsed: Duration,
}

/// A piece of the series.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Interval {
    /// When it ended, since the beginning of the measurement.
    pub end: Duration,
    /// How long it was.
    pub length: Duration,
    /// Records acknowledged, and bytes of their values.
    pub produced: (u64, u64),
    /// Records read, and bytes of their values.
    pub consumed: (u64, u64),
    /// Of the records that were acknowledged in it.
    pub acknowledged: Quantiles,
    /// Of the records that were read in it.
    pub end_to_end: Quantiles,
}

/// A histogram in a few numbers.
#[derive(Copy, Clone, Debug, Default, Eq, PartialEq)]
pub struct Quantiles {
    /// How many there were.
    pub count: u64,
    /// The median.
    pub p50: Duration,
    /// 99 % were not longer.
    pub p99: Duration,
    /// 99.9 % were not longer.
    pub p999: Duration,
    /// The longest.
    pub max: Duration,
}

/// Why a run ended early.
#[derive(Clone, Debug, thiserror::Error)]
pub enum RunError {
    /// The cluster cannot be talked to, or not any more.
    #[error(transparent)]
    Cluster(#[from] client::Error),
    /// A record was not written.
    #[error("record {record} was not written: {error} ({acknowledged} were)")]
    NotWritten {
        /// Which one of its producer, from 0.
        record: u64,
        /// Why.
        error: client::Error,
        /// How many were before that, of all producers.
        acknowledged: u64,
    },
    /// No batch may be so large.
    #[error(transparent)]
    TooLarge(#[from] SendError),
    /// A partition cannot be read.
    #[error(transparent)]
    Partition(#[from] PartitionError),
    /// A batch cannot be read.
    #[error("verification failed: {0}")]
    Corrupt(client::Error),
    /// Nothing came for as long as was to be waited.
    #[error("{what} for {seconds} s: {last} ({acknowledged} were acknowledged, {read} were read)")]
    Stalled {
        /// What did not come.
        what: &'static str,
        /// The wait.
        seconds: u64,
        /// What the client knows about why.
        last: String,
        /// Records before that.
        acknowledged: u64,
        /// Records before that.
        read: u64,
    },
    /// What was read is not what was written.
    #[error("verification failed: {0}")]
    Unequal(String),
}

impl Flow {
    /// Records per second; none of nothing.
    pub fn rate(&self) -> Option<f64> {
        (self.records > 0 && !self.elapsed.is_zero())
            .then(|| self.records as f64 / self.elapsed.as_secs_f64())
    }

    pub(super) fn add(&mut self, records: u64, bytes: u64, elapsed: Duration) {
        self.records += records;
        self.bytes += bytes;
        self.elapsed = elapsed;
    }

    /// `prefix` stands before each name.
    fn report_to(&self, report: &mut Report, prefix: &str) {
        let Some(rate) = self.rate() else { return };
        let bytes_per_s = self.bytes as f64 / self.elapsed.as_secs_f64();
        report.number(format!("{prefix}rate"), rate, "records/s");
        report.number(format!("{prefix}throughput"), bytes_per_s / 1e6, "MB/s");
        report.number(format!("{prefix}throughput, binary"), bytes_per_s / f64::from(1 << 20), "MiB/s");
    }
}

impl Measurement {
    /// The figures by name. What was not asked for is left out.
    pub fn report(&self) -> Report {
        let mut report = Report::default();
        if self.acknowledged_in_all > 0 || self.consumed == Flow::default() {
            report.count("records acknowledged", self.acknowledged_in_all);
        }
        if self.read_in_all > 0 || self.acknowledged_in_all == 0 {
            report.count("records read", self.read_in_all);
        }
        report.number("elapsed", self.elapsed.as_secs_f64(), "s");
        self.report_flows(&mut report);
        self.acknowledged.report_to(&mut report, "record latency");
        self.end_to_end.report_to(&mut report, "end to end");
        self.report_verdict(&mut report);
        report
    }

    /// The rate of a run with one direction has no prefix.
    fn report_flows(&self, report: &mut Report) {
        let records = self.produced.records + self.consumed.records;
        self.produced.report_to(report, "");
        self.consumed.report_to(report, if self.produced.records > 0 { "read " } else { "" });
        if self.requests > 0 {
            report.count("produce requests", self.requests);
            let per_request = self.produced.records as f64 / self.requests as f64;
            report.number("records per request", per_request, "records");
        }
        let processor = self.client_processor_time.as_secs_f64();
        report.number("client CPU", processor, "s");
        if records > 0 {
            report.number("client CPU per million records", processor * 1e6 / records as f64, "s");
        }
    }

    fn report_verdict(&self, report: &mut Report) {
        let Some(Verdict { damaged, out_of_order, missing, .. }) = self.verdict else { return };
        report.count("records damaged", damaged);
        report.count("records out of order", out_of_order);
        match self.knows_missing {
            true => report.count("records missing", missing),
            false => report.text("records missing", "n/a (not all partitions were read to the end)"),
        }
    }
}

impl Quantiles {
    pub(super) fn of(trips: &RoundTrips) -> Self {
        Self {
            count: trips.count(),
            p50: trips.quantile(0.5),
            p99: trips.quantile(0.99),
            p999: trips.quantile(0.999),
            max: trips.max(),
        }
    }
}
