//! Where something was measured: figures without it mean nothing to others.

/// The machine and its kernel, as the kernel tells.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Machine {
    /// `2 x AMD EPYC`.
    pub processors: String,
    /// Rounded to whole GiB.
    pub memory_gib: u64,
    /// `Linux 6.18.44`.
    pub kernel: String,
    /// Whether a hypervisor runs it: then figures of other tenants are in it.
    pub is_virtual: bool,
}

impl Machine {
    /// This one. What /proc does not tell is a question mark.
    #[expect(
        clippy::disallowed_methods,
        reason = "/proc is the kernel's answer about the machine, no file of ours"
    )]
    pub fn this() -> Self {
        let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
        Self::parse(&read("/proc/cpuinfo"), &read("/proc/meminfo"), &read("/proc/sys/kernel/osrelease"))
    }

    fn parse(cpuinfo: &str, meminfo: &str, release: &str) -> Self {
        let value = |text: &str, name: &str| {
            let line = text.lines().find(|line| line.starts_with(name))?;
            Some(line.split_once(':')?.1.trim().to_owned())
        };
        let count = cpuinfo.lines().filter(|line| line.starts_with("processor")).count();
        let model = value(cpuinfo, "model name").unwrap_or_else(|| "?".to_owned());
        let kib =
            value(meminfo, "MemTotal").and_then(|size| size.strip_suffix(" kB")?.trim().parse::<u64>().ok());
        let flags = value(cpuinfo, "flags").unwrap_or_default();
        Self {
            processors: format!("{count} x {model}"),
            memory_gib: (kib.unwrap_or(0) + (1 << 19)) >> 20,
            kernel: format!("Linux {}", if release.trim().is_empty() { "?" } else { release.trim() }),
            is_virtual: flags.split(' ').any(|flag| flag == "hypervisor"),
        }
    }

    /// One line.
    pub fn tell(&self) -> String {
        let Self { processors, memory_gib, kernel, .. } = self;
        let host = if self.is_virtual { " (a virtual machine)" } else { "" };
        format!("{processors}{host}, {memory_gib} GiB, {kernel}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_is_one_line() {
        let cpuinfo = "processor\t: 0\nmodel name\t: Some CPU\nflags\t\t: fpu hypervisor\nprocessor\t: 1\nmodel name\t: Some CPU\n";
        let machine = Machine::parse(cpuinfo, "MemTotal:       24593008 kB\n", "6.1.0\n");
        assert_eq!(machine.tell(), "2 x Some CPU (a virtual machine), 23 GiB, Linux 6.1.0");
        assert_eq!(Machine::parse("", "", "").tell(), "0 x ?, 0 GiB, Linux ?");
    }
}
