//! What all processors of the machine did: whether a measurement had them for itself.

use std::time::Duration;

/// Processor time since the machine's start.
#[derive(Copy, Clone, Debug, Default, Eq, PartialEq)]
pub struct MachineUsage {
    /// Of all processors together: not idle, the hypervisor's taking (steal) included. Exact to 10 ms.
    pub busy: Duration,
}

/// `/proc` counts processor time in ticks of this length on every architecture that ringlog runs on (USER_HZ = 100).
const TICK: Duration = Duration::from_millis(10);

impl MachineUsage {
    /// As of now; `None` where the kernel does not tell.
    #[expect(
        clippy::disallowed_methods,
        reason = "/proc is the kernel's answer about the machine, no file of ours"
    )]
    pub fn now() -> Option<Self> {
        Self::parse(&std::fs::read_to_string("/proc/stat").ok()?)
    }

    /// The first line: `cpu user nice system idle iowait irq softirq steal …`, see proc(5).
    fn parse(stat: &str) -> Option<Self> {
        let ticks: Vec<u32> = stat
            .lines()
            .next()?
            .strip_prefix("cpu ")?
            .split_whitespace()
            .filter_map(|tick| tick.parse().ok())
            .collect();
        let [user, nice, system, _idle, _iowait, irq, softirq, steal, ..] = ticks[..] else { return None };
        let busy = [user, nice, system, irq, softirq, steal].into_iter().map(|ticks| TICK * ticks).sum();
        Some(Self { busy })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn idling_is_not_busy() {
        let stat = "cpu  10 20 30 4000 500 6 7 8 0 0\ncpu0 1 1 1 1 1 1 1 1 0 0\n";
        assert_eq!(MachineUsage::parse(stat), Some(MachineUsage { busy: Duration::from_millis(810) }));
        assert_eq!(MachineUsage::parse("cpu0 1 2"), None);
        assert!(MachineUsage::now().is_some());
    }
}
