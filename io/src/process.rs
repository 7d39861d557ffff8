//! What a process asks of its kernel beside I/O: threads, signals, limits.

use std::io::Result;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use nix::sched::{CpuSet, sched_getaffinity, sched_setaffinity};
use nix::sys::resource::{Resource, UsageWho, getrlimit, getrusage, setrlimit};
use nix::sys::signal::{SigSet, Signal};
use nix::sys::time::TimeValLike;
use nix::unistd::Pid;

use crate::Doorbell;

/// Starts a thread; the one place where that is done. `name` is cut to 15 bytes by the kernel.
pub fn spawn_thread<T: Send + 'static>(
    name: &str,
    body: impl FnOnce() -> T + Send + 'static,
) -> Result<JoinHandle<T>> {
    std::thread::Builder::new().name(name.to_owned()).spawn(body)
}

/// The processors that this thread may run on, by number, in ascending order.
pub fn processors() -> Result<Vec<usize>> {
    let allowed = sched_getaffinity(Pid::from_raw(0))?;
    Ok((0..CpuSet::count()).filter(|&processor| allowed.is_set(processor).unwrap_or(false)).collect())
}

/// Keeps the calling thread on one processor. Before its `Io` is made, so that the ring's workers stay there too.
pub fn pin_to_processor(processor: usize) -> Result<()> {
    let mut only = CpuSet::new();
    only.set(processor)?;
    Ok(sched_setaffinity(Pid::from_raw(0), &only)?)
}

/// Raises the limit of open descriptors as far as an unprivileged process may; returns it.
pub fn raise_descriptor_limit() -> Result<u64> {
    let (_, hard) = getrlimit(Resource::RLIMIT_NOFILE)?;
    setrlimit(Resource::RLIMIT_NOFILE, hard, hard)?;
    Ok(hard)
}

/// SIGTERM and SIGINT (Ctrl-C), as a question that shards ask after each turn.
#[derive(Clone)]
pub struct ShutdownSignal {
    shared: Arc<SignalShared>,
}

#[derive(Default)]
struct SignalShared {
    is_requested: AtomicBool,
    doorbells: Mutex<Vec<Doorbell>>,
}

impl ShutdownSignal {
    /// Takes both signals over for the process. To be called by the main thread before it starts others, which inherit
    /// what is blocked. The second signal ends the process at once, for an operator who does not want to wait.
    pub fn install() -> Result<Self> {
        let signals = SigSet::from_iter([Signal::SIGTERM, Signal::SIGINT]);
        signals.thread_block()?;
        let shared = Arc::new(SignalShared::default());
        let waiter = Arc::clone(&shared);
        let builder = std::thread::Builder::new().name("ringlog-signals".into()).stack_size(64 << 10);
        builder.spawn(move || {
            let mut count = 0;
            while let Ok(signal) = signals.wait() {
                count += 1;
                if count > 1 {
                    std::process::exit(128 + signal as i32);
                }
                waiter.request();
            }
        })?;
        Ok(Self { shared })
    }

    /// Whether somebody wants the process to end.
    pub fn is_requested(&self) -> bool {
        self.shared.is_requested.load(Ordering::Acquire)
    }

    /// Asks for the end as a signal would.
    pub fn request(&self) {
        self.shared.request();
    }

    /// Has the signal end the turns of this bell's shard.
    pub fn rings(&self, doorbell: Doorbell) {
        self.shared.doorbells().push(doorbell.clone());
        if self.is_requested() {
            doorbell.ring();
        }
    }
}

impl SignalShared {
    fn request(&self) {
        self.is_requested.store(true, Ordering::Release);
        self.doorbells().iter().for_each(Doorbell::ring);
    }

    fn doorbells(&self) -> std::sync::MutexGuard<'_, Vec<Doorbell>> {
        self.doorbells.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The processor time that this thread has used so far; for benchmarks.
pub fn thread_processor_time() -> Result<Duration> {
    let usage = getrusage(UsageWho::RUSAGE_THREAD)?;
    let microseconds = usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
    Ok(Duration::from_micros(microseconds.unsigned_abs()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Io, PollIo, PollOptions};

    #[test]
    fn a_request_ends_turns() {
        let signal = ShutdownSignal { shared: Arc::default() };
        let mut io = PollIo::new(PollOptions::default()).expect("an epoll");
        signal.rings(io.doorbell());
        assert!(!signal.is_requested());
        let other = signal.clone();
        let thread = spawn_thread("requester", move || other.request()).expect("a thread");
        let mut out = Vec::new();
        while !signal.is_requested() {
            io.turn(None, &mut out);
        }
        thread.join().expect("no panic");
        // Who comes late is rung at once.
        let mut late = PollIo::new(PollOptions::default()).expect("an epoll");
        signal.rings(late.doorbell());
        late.turn(None, &mut out);
    }

    #[test]
    fn a_pinned_thread_stays_on_its_processor() {
        let thread = spawn_thread("pinned", || {
            let first = processors().expect("a set")[0];
            pin_to_processor(first).expect("one of its own");
            (first, processors().expect("a set"))
        });
        let (first, left) = thread.expect("a thread").join().expect("no panic");
        assert_eq!(left, [first]);
    }

    #[test]
    fn the_descriptor_limit_can_be_raised() {
        assert!(raise_descriptor_limit().expect("a limit") >= 1024);
    }
}
