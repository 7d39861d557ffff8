//! What /proc/PID says, see proc(5).
#![expect(
    clippy::disallowed_methods,
    reason = "/proc is the kernel's answer about another process, no file of ours"
)]

use std::io::{Error, Result};
use std::path::Path;

/// In KiB.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub(super) struct Memory {
    pub(super) resident_kib: u64,
    pub(super) resident_max_kib: u64,
}

/// Since the threads began.
#[derive(Copy, Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct ContextSwitches {
    pub(super) voluntary: u64,
    pub(super) involuntary: u64,
}

pub(super) fn memory(pid: u32) -> Result<Memory> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status"))?;
    parse_memory(&status).ok_or_else(|| Error::other(format!("/proc/{pid}/status is not as proc(5) says")))
}

/// Summed over the threads; one that ends meanwhile is passed over.
pub(super) fn context_switches(pid: u32) -> Result<ContextSwitches> {
    let mut sum = ContextSwitches::default();
    for thread in std::fs::read_dir(format!("/proc/{pid}/task"))? {
        if let Some(switches) = of_thread(&thread?.path()) {
            sum.voluntary += switches.voluntary;
            sum.involuntary += switches.involuntary;
        }
    }
    Ok(sum)
}

fn of_thread(thread: &Path) -> Option<ContextSwitches> {
    parse_switches(&std::fs::read_to_string(thread.join("status")).ok()?)
}

fn parse_memory(status: &str) -> Option<Memory> {
    let kib = |name| value(status, name)?.strip_suffix("kB")?.trim().parse().ok();
    Some(Memory { resident_kib: kib("VmRSS:")?, resident_max_kib: kib("VmHWM:")? })
}

fn parse_switches(status: &str) -> Option<ContextSwitches> {
    let count = |name| value(status, name)?.parse().ok();
    Some(ContextSwitches {
        voluntary: count("voluntary_ctxt_switches:")?,
        involuntary: count("nonvoluntary_ctxt_switches:")?,
    })
}

fn value<'a>(status: &'a str, name: &str) -> Option<&'a str> {
    status.lines().find_map(|line| line.strip_prefix(name)).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_files_are_understood() {
        let status = "Name:\ta) b (c)\nVmHWM:\t    2048 kB\nVmRSS:\t    1024 kB\nvoluntary_ctxt_switches:\t7\nnonvoluntary_ctxt_switches:\t3\n";
        assert_eq!(parse_memory(status), Some(Memory { resident_kib: 1024, resident_max_kib: 2048 }));
        assert_eq!(parse_switches(status), Some(ContextSwitches { voluntary: 7, involuntary: 3 }));
        for other in ["", "VmRSS: x kB\nVmHWM: 1 kB", "voluntary_ctxt_switches:\t-1"] {
            assert_eq!(parse_memory(other), None);
            assert_eq!(parse_switches(other), None);
        }
    }
}
