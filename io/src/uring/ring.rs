//! The ring itself: how it is set up, what is handed to the kernel, and what comes back.

use std::collections::VecDeque;
use std::io::{Error, Result};
use std::time::Duration;

use io_uring::types::{SubmitArgs, Timespec};
use io_uring::{Builder, IoUring, cqueue, squeue};

use crate::statistics::Statistics;

/// `io_uring_enter`: run deferred work and give its completions.
const ENTER_GETEVENTS: u32 = 1;
/// `io_uring_enter`: the argument is a [`SubmitArgs`].
const ENTER_EXT_ARG: u32 = 8;

/// What an enter waits for.
#[derive(Copy, Clone, Debug)]
pub(super) enum Wait {
    /// Nothing.
    No,
    /// A completion, for at most so long (`None`: as long as it takes).
    Completion(Option<Duration>),
    /// The same, but completions may gather: it ends early when there are `count`, and else `patience` after it began if
    /// there is one by then. Kernels before 6.12 do not let them gather.
    Gather { timeout: Option<Duration>, patience: Duration, count: u32 },
}

/// Worker threads of the kernel, for fdatasync and cold reads; and for what has no bound in time.
const WORKERS_MAX: [u32; 2] = [16, 4];

/// A ring, and the entries that had no room in it yet. Nothing that was pushed is ever dropped.
pub(super) struct Ring {
    ring: IoUring,
    overflow: VecDeque<squeue::Entry>,
    /// Entries pushed whose last completion has not been reaped: what the kernel may still touch.
    in_kernel: usize,
    /// For tests: enters that fail without asking the kernel.
    #[cfg(test)]
    pub(super) failing_enters: VecDeque<i32>,
}

/// A completion as the kernel gave it.
#[derive(Copy, Clone, Debug)]
pub(super) struct Reaped {
    pub(super) user_data: u64,
    /// What the system call would have returned, errors negative.
    pub(super) result: i32,
    flags: u32,
}

impl Reaped {
    /// Whether the kernel keeps the request.
    pub(super) fn more(&self) -> bool {
        cqueue::more(self.flags)
    }

    /// The provided buffer that it filled.
    pub(super) fn buffer_id(&self) -> Option<u16> {
        cqueue::buffer_select(self.flags)
    }

    /// The result as a system call would have told it.
    pub(super) fn outcome(&self) -> Result<usize> {
        usize::try_from(self.result).map_err(|_| Error::from_raw_os_error(-self.result))
    }
}

impl Ring {
    /// A ring with `entries` places for submissions and four times that for completions, for the calling thread only.
    pub(super) fn new(entries: u32) -> Result<Self> {
        let ring = set_up(entries)?;
        check_age(&ring)?;
        bound_workers(&ring);
        Ok(Self {
            ring,
            overflow: VecDeque::new(),
            in_kernel: 0,
            #[cfg(test)]
            failing_enters: VecDeque::new(),
        })
    }

    /// Queues an entry for the next enter.
    ///
    /// # Safety
    /// What the entry points to stays valid and, where the kernel writes, untouched until [`Self::reap`] has given a
    /// completion of its user data without `more`.
    pub(super) unsafe fn push(&mut self, entry: squeue::Entry) {
        self.in_kernel += 1;
        // SAFETY: the caller keeps the memory alive. An entry behind others that had no room waits for its turn, so
        // that the order of submission is kept.
        if !self.overflow.is_empty() || unsafe { self.ring.submission().push(&entry) }.is_err() {
            self.overflow.push_back(entry);
        }
    }

    /// Requests that the kernel may still work on, and entries that it has not seen yet.
    pub(super) fn in_kernel(&self) -> usize {
        self.in_kernel
    }

    /// Whether an enter without waiting would achieve anything.
    pub(super) fn has_work(&mut self) -> bool {
        let queue = self.ring.submission();
        !queue.is_empty() || queue.taskrun() || queue.cq_overflow() || !self.overflow.is_empty()
    }

    /// Whether completions can be reaped without an enter.
    pub(super) fn has_completions(&mut self) -> bool {
        !self.ring.completion().is_empty()
    }

    /// Submits what is queued and waits. Entries that the kernel does not take (EAGAIN, EBUSY: it wants its completions
    /// reaped first) stay for the next enter.
    pub(super) fn enter(&mut self, wait: Wait, statistics: &mut Statistics) {
        while self.fill() {
            // More than fits: hand over a full queue without waiting, then go on.
            if !self.enter_once(Wait::No, statistics) {
                return;
            }
        }
        self.enter_once(wait, statistics);
    }

    /// Whether [`Wait::Gather`] lets completions gather.
    pub(super) fn can_gather(&self) -> bool {
        self.ring.params().is_feature_min_timeout()
    }

    /// Takes what has completed.
    pub(super) fn reap(&mut self, into: &mut Vec<Reaped>) {
        for entry in self.ring.completion() {
            let reaped =
                Reaped { user_data: entry.user_data(), result: entry.result(), flags: entry.flags() };
            self.in_kernel -= usize::from(!reaped.more());
            into.push(reaped);
        }
    }

    /// Makes `entries` at `address` the buffers of group `group`.
    ///
    /// # Safety
    /// The memory is an initialised ring of that many entries and stays valid until this ring is dropped.
    pub(super) unsafe fn register_buffers(&self, address: u64, entries: u16, group: u16) -> Result<()> {
        // SAFETY: the caller's promise is the one that is asked for.
        unsafe { self.ring.submitter().register_buf_ring_with_flags(address, entries, group, 0) }
    }

    /// Moves waiting entries into the queue; whether some are left.
    fn fill(&mut self) -> bool {
        let mut queue = self.ring.submission();
        while let Some(entry) = self.overflow.front() {
            // SAFETY: as in `push`, whose caller's promise still holds: the entry has not completed.
            if unsafe { queue.push(entry) }.is_err() {
                return true;
            }
            self.overflow.pop_front();
        }
        false
    }

    /// One system call. `false`: the kernel takes nothing now.
    fn enter_once(&mut self, wait: Wait, statistics: &mut Statistics) -> bool {
        let queued = self.ring.submission().len() as u32;
        let (want, timeout, min_wait_usec) = match wait {
            Wait::No => (0, None, 0),
            Wait::Completion(timeout) => (1, timeout, 0),
            Wait::Gather { timeout, patience, count } => (count, timeout, patience.as_micros() as u32),
        };
        let timeout = timeout.map(Timespec::from);
        let mut arguments = SubmitArgs::new().min_wait_usec(min_wait_usec);
        if let Some(timeout) = &timeout {
            arguments = arguments.timespec(timeout);
        }
        statistics.enters += 1;
        let flags = ENTER_GETEVENTS | ENTER_EXT_ARG;
        #[cfg(test)]
        if let Some(code) = self.failing_enters.pop_front() {
            return self.taken(Err(Error::from_raw_os_error(code)), statistics);
        }
        // SAFETY: the entries were pushed under the promise of `push`; the argument outlives the call and is of the
        // kind that the flags announce.
        let result = unsafe { self.ring.submitter().enter(queued, want, flags, Some(&arguments)) };
        self.taken(result, statistics)
    }

    fn taken(&self, result: Result<usize>, statistics: &mut Statistics) -> bool {
        match result {
            Ok(submitted) => {
                statistics.submitted += submitted as u64;
                true
            }
            // Its wait was over, or a signal came. Either is told only when nothing was submitted.
            Err(error) if matches!(error.raw_os_error(), Some(libc::ETIME | libc::EINTR)) => true,
            Err(error) if matches!(error.raw_os_error(), Some(libc::EAGAIN | libc::EBUSY)) => false,
            Err(error) => panic!("io_uring_enter on our own ring: {error}"),
        }
    }
}

/// Refuses kernels before 6.0, which do not know multishot receives. Zero-copy sends, which can be asked for, came with
/// the same release.
fn check_age(ring: &IoUring) -> Result<()> {
    let parameters = ring.params();
    let mut probe = io_uring::Probe::new();
    ring.submitter().register_probe(&mut probe)?;
    let is_new_enough = probe.is_supported(io_uring::opcode::SendZc::CODE);
    if is_new_enough && parameters.is_feature_ext_arg() && parameters.is_feature_nodrop() {
        return Ok(());
    }
    Err(Error::from_raw_os_error(libc::EINVAL))
}

/// The best ring that this kernel makes: each step back drops what a release did not know yet.
fn set_up(entries: u32) -> Result<IoUring> {
    let attempts: [fn(&mut Builder) -> &mut Builder; 3] = [
        // 6.6
        |builder| builder.setup_single_issuer().setup_defer_taskrun().setup_taskrun_flag().setup_no_sqarray(),
        // 6.1
        |builder| builder.setup_single_issuer().setup_defer_taskrun().setup_taskrun_flag(),
        // 6.0
        |builder| builder.setup_coop_taskrun().setup_taskrun_flag(),
    ];
    let mut last = Error::from_raw_os_error(libc::EINVAL);
    for attempt in attempts {
        let mut builder = IoUring::builder();
        builder.setup_submit_all().setup_cqsize(entries * 4).dontfork();
        match attempt(&mut builder).build(entries) {
            Err(error) if error.raw_os_error() == Some(libc::EINVAL) => last = error,
            result => return result,
        }
    }
    Err(last)
}

/// Keeps the kernel's workers few, and on the processors of this thread. Neither is worth failing for.
fn bound_workers(ring: &IoUring) {
    let mut workers = WORKERS_MAX;
    let _ = ring.submitter().register_iowq_max_workers(&mut workers);
    if let Ok(allowed) = nix::sched::sched_getaffinity(nix::unistd::Pid::from_raw(0)) {
        let mut set = std::mem::MaybeUninit::<libc::cpu_set_t>::zeroed();
        // SAFETY: all zeros is the empty set.
        let set = unsafe { set.assume_init_mut() };
        for processor in (0..nix::sched::CpuSet::count()).filter(|&n| allowed.is_set(n).unwrap_or(false)) {
            // SAFETY: `processor` is less than the size of the set in bits.
            unsafe { libc::CPU_SET(processor, set) };
        }
        let _ = ring.submitter().register_iowq_aff(set);
    }
}
