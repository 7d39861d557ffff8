//! Other processes: what they use, and asking one to end. For whoever starts brokers and measures them.

use std::io::Result;
use std::time::Duration;

use nix::sys::signal::{Signal, kill};
use nix::time::{clock_getcpuclockid, clock_gettime};
use nix::unistd::Pid;

/// The processor time that all threads of a process have used so far, those that ended too; exact to the nanosecond,
/// where /proc counts ticks of 10 ms. Fails when there is no such process.
pub fn processor_time_of(pid: u32) -> Result<Duration> {
    let clock = clock_getcpuclockid(existing(pid)?)?;
    Ok(clock_gettime(clock)?.into())
}

/// Asks a process to end (SIGTERM). Fails when there is no such process.
pub fn ask_to_end(pid: u32) -> Result<()> {
    Ok(kill(existing(pid)?, Signal::SIGTERM)?)
}

/// Asks a process to end as Ctrl-C does (SIGINT). Fails when there is no such process.
pub fn interrupt(pid: u32) -> Result<()> {
    Ok(kill(existing(pid)?, Signal::SIGINT)?)
}

/// The kernel gives no number above this one (PID_MAX_LIMIT).
const PID_MAX: u32 = 1 << 22;

/// 0 would be this process's own group to kill(2), and this very process to a clock; so would be a number of which a clock's
/// three bits of flags shift the upper ones away.
fn existing(pid: u32) -> Result<Pid> {
    match i32::try_from(pid) {
        Ok(raw) if raw > 0 && pid <= PID_MAX => Ok(Pid::from_raw(raw)),
        _ => Err(std::io::Error::from(std::io::ErrorKind::NotFound)),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::process::{Command, Stdio};

    use super::*;

    #[test]
    fn a_process_that_computes_uses_time() {
        let before = processor_time_of(std::process::id()).expect("it lives");
        let mut sum = 0u64;
        while processor_time_of(std::process::id()).expect("it lives") < before + Duration::from_millis(2) {
            sum = std::hint::black_box(sum + 1);
        }
        assert!(sum > 0);
    }

    #[test]
    fn processes_that_are_none_are_refused() {
        for pid in [0, u32::MAX, i32::MAX as u32] {
            assert!(processor_time_of(pid).is_err(), "{pid}");
            assert!(ask_to_end(pid).is_err() && interrupt(pid).is_err(), "{pid}");
        }
    }

    #[test]
    fn a_child_ends_when_it_is_asked() {
        for ask in [ask_to_end, interrupt] {
            // Where the tests run in the background, a child would inherit that SIGINT is ignored.
            let mut command = Command::new("env");
            command.args(["--default-signal=INT", "sh", "-c", "echo ready; exec sleep 60"]);
            let mut child = command.stdout(Stdio::piped()).spawn().expect("it starts");
            let mut said = [0; 6];
            child.stdout.as_mut().expect("a pipe").read_exact(&mut said).expect("it is there");
            ask(child.id()).expect("it lives");
            assert!(!child.wait().expect("it ends").success());
        }
    }
}
