//! How long a run took, and what it cost this process.

use std::time::Duration;

use crate::Report;

/// Runs from its making on; the clock is the run's `Io`'s, the cost is this thread's processor time.
pub(crate) struct Stopwatch {
    begun: Duration,
    ended: Duration,
    processor_begun: Duration,
    processor_ended: Duration,
}

impl Stopwatch {
    pub(crate) fn start(now: Duration) -> Self {
        let processor = processor_time();
        Self { begun: now, ended: now, processor_begun: processor, processor_ended: processor }
    }

    /// Takes the time in between, and at the end.
    pub(crate) fn lap(&mut self, now: Duration) {
        self.ended = now;
        self.processor_ended = processor_time();
    }

    pub(crate) fn elapsed(&self) -> Duration {
        self.ended - self.begun
    }

    /// Of nothing there is no rate.
    pub(crate) fn report_to(&self, report: &mut Report, records: u64, bytes: u64) {
        let seconds = (self.ended - self.begun).as_secs_f64();
        let processor = (self.processor_ended - self.processor_begun).as_secs_f64();
        report.number("elapsed", seconds, "s");
        if records == 0 || seconds == 0.0 {
            return;
        }
        report.number("rate", records as f64 / seconds, "records/s");
        report.number("throughput", bytes as f64 / seconds / 1e6, "MB/s");
        report.number("throughput, binary", bytes as f64 / seconds / f64::from(1 << 20), "MiB/s");
        report.number("client CPU per million records", processor * 1e6 / records as f64, "s");
    }
}

/// Zero where the kernel does not say: then the client's share is told as 0, and nothing else suffers.
fn processor_time() -> Duration {
    io::thread_processor_time().unwrap_or_default()
}
