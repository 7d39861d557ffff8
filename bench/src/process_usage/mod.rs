//! What a process, such as the broker's, has used; and what its disk did meanwhile.

mod disk;
mod machine;
mod process_files;

use std::time::Duration;

use crate::Report;

pub use disk::DiskUsage;
pub use machine::MachineUsage;

/// A process at one moment.
#[derive(Copy, Clone, Debug, Default, Eq, PartialEq)]
pub struct ProcessUsage {
    /// User and system time of all its threads, those that ended too.
    pub processor_time: Duration,
    /// Resident memory, in KiB.
    pub resident_kib: u64,
    /// The most it ever was, in KiB.
    pub resident_max_kib: u64,
    /// How often one of its threads waited. Of the threads that live: those that ended took theirs along.
    pub switches_voluntary: u64,
    /// How often one of its threads had to make room for another.
    pub switches_involuntary: u64,
}

/// A process before and after a run.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub struct UsageSpan {
    /// Before.
    pub before: ProcessUsage,
    /// After.
    pub after: ProcessUsage,
}

impl ProcessUsage {
    /// Asks the kernel. Fails when there is no such process.
    pub fn of(pid: u32) -> std::io::Result<Self> {
        let processor_time = io::processor_time_of(pid)?;
        let memory = process_files::memory(pid)?;
        let switches = process_files::context_switches(pid)?;
        Ok(Self {
            processor_time,
            resident_kib: memory.resident_kib,
            resident_max_kib: memory.resident_max_kib,
            switches_voluntary: switches.voluntary,
            switches_involuntary: switches.involuntary,
        })
    }
}

impl UsageSpan {
    /// Processor time used in between.
    pub fn processor_time(&self) -> Duration {
        self.after.processor_time.saturating_sub(self.before.processor_time)
    }

    /// Waits of its threads, and times when one was interrupted. Too few where threads ended.
    pub fn switches(&self) -> (u64, u64) {
        let voluntary = self.after.switches_voluntary.saturating_sub(self.before.switches_voluntary);
        (voluntary, self.after.switches_involuntary.saturating_sub(self.before.switches_involuntary))
    }

    /// Adds what `count` things, such as records, cost to a report.
    pub fn report_to(&self, report: &mut Report, count: u64, things: &str) {
        let used = self.processor_time().as_secs_f64();
        let (voluntary, involuntary) = self.switches();
        report.number("broker CPU", used, "s");
        report.number(format!("broker CPU per million {things}"), used * 1e6 / count.max(1) as f64, "s");
        report.number("broker memory", self.after.resident_kib as f64 / 1024.0, "MiB resident");
        report.number("broker memory, largest", self.after.resident_max_kib as f64 / 1024.0, "MiB resident");
        report.count("broker context switches, voluntary", voluntary);
        report.count("broker context switches, involuntary", involuntary);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Figure;

    #[test]
    fn this_process_has_a_size_and_has_waited() {
        let usage = ProcessUsage::of(std::process::id()).expect("it lives");
        assert!(usage.resident_kib > 0 && usage.resident_kib <= usage.resident_max_kib, "{usage:?}");
        assert!(usage.processor_time > Duration::ZERO, "{usage:?}");
        assert!(ProcessUsage::of(u32::MAX).is_err());
    }

    #[test]
    fn cost_is_told_per_million() {
        let before = ProcessUsage { switches_voluntary: 5, ..ProcessUsage::default() };
        let after = ProcessUsage { processor_time: Duration::from_secs(1), switches_voluntary: 12, ..before };
        let mut report = Report::default();
        UsageSpan { before, after }.report_to(&mut report, 500_000, "records");
        assert_eq!(report.figure("broker CPU per million records"), Some(&Figure::Number(2.0, "s")));
        assert_eq!(report.figure("broker context switches, voluntary"), Some(&Figure::Count(7)));
    }
}
