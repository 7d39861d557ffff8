//! System calls and io_uring operations of a process, counted by the kernel's tracepoints through `perf stat`.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use io::{Io, PollIo, PollOptions};

/// A count under way.
pub(super) struct PerfCounts {
    perf: Child,
    file: PathBuf,
    io: PollIo,
}

/// What was counted.
#[derive(Copy, Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Counted {
    pub(super) system_calls: u64,
    /// `None` where the kernel has no such tracepoint.
    pub(super) ring_operations: Option<u64>,
}

const SYSTEM_CALLS: &str = "raw_syscalls:sys_enter";
const RING_OPERATIONS: &str = "io_uring:io_uring_submit_req";
/// How long perf may take to begin or to end.
const PATIENCE: Duration = Duration::from_secs(5);

impl PerfCounts {
    /// Begins when this returns. `Err`: why it cannot be counted here.
    pub(super) fn begin(pid: u32, folder: &Path) -> Result<Self, String> {
        Self::begin_with(pid, folder, &[SYSTEM_CALLS, RING_OPERATIONS])
            .or_else(|_| Self::begin_with(pid, folder, &[SYSTEM_CALLS]))
    }

    fn begin_with(pid: u32, folder: &Path, events: &[&str]) -> Result<Self, String> {
        let told = |error: &dyn std::fmt::Display| format!("system calls: {error}");
        let file = folder.join("perf.csv");
        remove(&file);
        // A line each tenth of a second: the first says that the counters are attached.
        let mut command = Command::new("perf");
        command.args(["stat", "-x,", "-I", "100", "-e", &events.join(","), "-p", &pid.to_string(), "-o"]);
        let perf = command.arg(&file).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let perf = perf.map_err(|error| told(&format!("perf does not start ({error})")))?;
        let io = PollIo::new(PollOptions::default()).map_err(|error| told(&error))?;
        let mut counts = Self { perf, file, io };
        counts.wait_until(|counts| read(&counts.file).contains(SYSTEM_CALLS) || counts.has_ended());
        if counts.has_ended() {
            return Err(told(&"perf may not count them here (kernel.perf_event_paranoid, tracefs)"));
        }
        Ok(counts)
    }

    /// What was counted since it began.
    pub(super) fn end(mut self) -> Result<Counted, String> {
        let until = self.io.now() + Duration::from_millis(150);
        // The last tenth is written by then.
        self.wait_until(|counts| counts.io.now() >= until);
        let _ = io::interrupt(self.perf.id());
        self.wait_until(Self::has_ended);
        parse(&read(&self.file)).ok_or_else(|| "system calls: perf counted nothing".to_owned())
    }

    fn has_ended(&mut self) -> bool {
        !matches!(self.perf.try_wait(), Ok(None))
    }

    fn wait_until(&mut self, mut is_done: impl FnMut(&mut Self) -> bool) {
        let until = self.io.now() + PATIENCE;
        let mut ignored = Vec::new();
        while !is_done(self) && self.io.now() < until {
            let soon = self.io.now() + Duration::from_millis(5);
            self.io.turn(Some(soon), &mut ignored);
        }
    }
}

impl Drop for PerfCounts {
    fn drop(&mut self) {
        // Both fail for a process that has ended.
        let _ = self.perf.kill();
        let _ = self.perf.wait();
        remove(&self.file);
    }
}

/// Sums the lines of `perf stat -I -x,`: time, count, unit, event, ….
fn parse(csv: &str) -> Option<Counted> {
    let sum = |event: &str| {
        let counts = csv.lines().filter_map(|line| {
            let fields: Vec<&str> = line.split(',').collect();
            (*fields.get(3)? == event).then(|| fields[1].parse::<u64>().ok())?
        });
        counts.reduce(|one, other| one + other)
    };
    Some(Counted { system_calls: sum(SYSTEM_CALLS)?, ring_operations: sum(RING_OPERATIONS) })
}

#[expect(clippy::disallowed_methods, reason = "perf's own output file")]
fn read(file: &Path) -> String {
    std::fs::read_to_string(file).unwrap_or_default()
}

#[expect(clippy::disallowed_methods, reason = "perf's own output file")]
fn remove(file: &Path) {
    // It may not be there.
    let _ = std::fs::remove_file(file);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_summed() {
        let csv = "# started on Sat\n\n     0.1001,12,,raw_syscalls:sys_enter,100,100.00,,\n     0.1001,5,,io_uring:io_uring_submit_req,1,100.00,,\n     \
                   0.2,30,,raw_syscalls:sys_enter,1,100.00,,\n     0.2,<not counted>,,io_uring:io_uring_submit_req,0,0.00,,\n";
        assert_eq!(parse(csv), Some(Counted { system_calls: 42, ring_operations: Some(5) }));
        assert_eq!(parse("nothing"), None);
    }
}
