//! What a process, such as the broker's, has used.

use std::time::Duration;

use crate::Report;

/// `/proc` counts processor time in ticks of this length on every architecture that ringlog runs on (USER_HZ = 100).
const TICK: Duration = Duration::from_millis(10);

/// A process at one moment.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub struct ProcessUsage {
    /// User and system time of all its threads, those that ended too. Exact to 10 ms.
    pub processor_time: Duration,
    /// Resident memory, in KiB.
    pub resident_kib: u64,
    /// The most it ever was, in KiB.
    pub resident_max_kib: u64,
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
    #[expect(
        clippy::disallowed_methods,
        reason = "/proc is the kernel's answer about another process, no file of ours"
    )]
    pub fn of(pid: u32) -> std::io::Result<Self> {
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat"))?;
        let status = std::fs::read_to_string(format!("/proc/{pid}/status"))?;
        let malformed = || std::io::Error::other(format!("/proc/{pid} is not as proc(5) says"));
        Self::parse(&stat, &status).ok_or_else(malformed)
    }

    /// From the two files' text, see proc(5).
    fn parse(stat: &str, status: &str) -> Option<Self> {
        // The name may hold blanks and brackets: what follows its last bracket begins with field 3.
        let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
        let ticks = fields.get(11)?.parse::<u32>().ok()?.checked_add(fields.get(12)?.parse().ok()?)?;
        let kib = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name))?;
            line.trim().strip_suffix("kB")?.trim().parse().ok()
        };
        Some(Self {
            processor_time: TICK * ticks,
            resident_kib: kib("VmRSS:")?,
            resident_max_kib: kib("VmHWM:")?,
        })
    }
}

impl UsageSpan {
    /// Adds what `count` things, such as records, cost to a report.
    pub fn report_to(&self, report: &mut Report, count: u64, things: &str) {
        let used = self.after.processor_time.saturating_sub(self.before.processor_time).as_secs_f64();
        report.number("broker CPU", used, "s");
        report.number(format!("broker CPU per million {things}"), used * 1e6 / count.max(1) as f64, "s");
        report.number("broker memory", self.after.resident_kib as f64 / 1024.0, "MiB resident");
        report.number("broker memory, largest", self.after.resident_max_kib as f64 / 1024.0, "MiB resident");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Figure;

    const STAT: &str = "42 (a) b (c)) S 1 42 42 0 -1 4194560 900 0 0 0 150 50 0 0 20 0 3 0 100 1 2";
    const STATUS: &str = "Name:\ta) b (c)\nVmHWM:\t    2048 kB\nVmRSS:\t    1024 kB\n";

    #[test]
    fn a_name_with_brackets_confuses_nobody() {
        let usage = ProcessUsage::parse(STAT, STATUS).expect("it is as proc(5) says");
        let expected = ProcessUsage {
            processor_time: Duration::from_secs(2),
            resident_kib: 1024,
            resident_max_kib: 2048,
        };
        assert_eq!(usage, expected);
        for (stat, status) in [("", STATUS), ("1 (x) S 1", STATUS), (STAT, ""), (STAT, "VmRSS: x kB")] {
            assert_eq!(ProcessUsage::parse(stat, status), None);
        }
    }

    #[test]
    fn this_process_has_a_size() {
        let usage = ProcessUsage::of(std::process::id()).expect("it lives");
        assert!(usage.resident_kib > 0 && usage.resident_kib <= usage.resident_max_kib, "{usage:?}");
        assert!(ProcessUsage::of(u32::MAX).is_err());
    }

    #[test]
    fn cost_is_told_per_million() {
        let before = ProcessUsage { processor_time: Duration::ZERO, resident_kib: 0, resident_max_kib: 0 };
        let after = ProcessUsage { processor_time: Duration::from_secs(1), ..before };
        let mut report = Report::default();
        UsageSpan { before, after }.report_to(&mut report, 500_000, "records");
        assert_eq!(report.figure("broker CPU per million records"), Some(&Figure::Number(2.0, "s")));
    }
}
