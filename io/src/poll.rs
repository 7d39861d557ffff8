//! The boundary on epoll, for hosts whose container runtime forbids io_uring.

mod attempt;
mod helper;
mod interest;

use std::collections::VecDeque;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use nix::errno::Errno;
use nix::sys::epoll::{Epoll, EpollCreateFlags, EpollEvent, EpollFlags, EpollTimeout};

use crate::clock::{Clock, Decay, Entropy};
use crate::completion::{Completion, Outcome, Reclaimed};
use crate::real_backend::forward_file_system;
use crate::sending::Sending;
use crate::slots::{OPERATIONS_EXPECTED, Slots};
use crate::wake::Wake;
use crate::{Doorbell, Io, Listener, Op, Pool, PoolOptions, RealFileSystem, Statistics, Token, socket_calls};

use attempt::{Attempt, Chunks, Disk, Operation, Resumed};
use helper::Helper;
use interest::{InterestTable, WAKE_DATA};

/// Events taken from the kernel per turn.
const EVENTS_MAX: usize = 256;

/// How to make a [`PollIo`].
#[derive(Copy, Clone, Debug, Default)]
pub struct PollOptions {
    /// Limits of the buffer pool.
    pub pool: PoolOptions,
}

/// [`Io`] by epoll and inline calls. What may wait for a disk (fdatasync, cold reads) runs on one helper thread, which
/// is started when it is first needed.
///
/// An operation is in exactly one of three places: in `runnable`, to be tried by the next turn; in `interest`, waiting
/// for its socket; with the helper. Everything it owns stays in `operations` meanwhile, or with the helper's job.
pub struct PollIo {
    clock: Clock,
    decay: Decay,
    entropy: Entropy,
    files: RealFileSystem,
    pool: Pool,
    wake: Arc<Wake>,
    epoll: Epoll,
    events: Vec<EpollEvent>,
    operations: Slots<Operation>,
    runnable: VecDeque<usize>,
    cancels: Vec<Token>,
    interest: InterestTable,
    chunks: Chunks,
    helper: Helper,
    statistics: Statistics,
}

impl PollIo {
    /// An `Io` for the calling thread.
    pub fn new(options: PollOptions) -> io::Result<Self> {
        let epoll = Epoll::new(EpollCreateFlags::EPOLL_CLOEXEC)?;
        let wake = Arc::new(Wake::new()?);
        let edges = EpollFlags::EPOLLIN | EpollFlags::EPOLLET;
        epoll.add(wake.descriptor(), EpollEvent::new(edges, WAKE_DATA))?;
        let pool = Pool::new(options.pool);
        Ok(Self {
            clock: Clock::new(),
            decay: Decay::new(),
            entropy: Entropy::new(),
            files: RealFileSystem,
            chunks: Chunks::new(pool.clone()),
            pool,
            helper: Helper::new(Arc::clone(&wake)),
            wake,
            epoll,
            events: vec![EpollEvent::empty(); EVENTS_MAX],
            operations: Slots::new(),
            runnable: VecDeque::with_capacity(OPERATIONS_EXPECTED),
            cancels: Vec::new(),
            interest: InterestTable::default(),
            statistics: Statistics::default(),
        })
    }

    /// Counters since the start.
    pub fn statistics(&self) -> Statistics {
        self.statistics
    }

    /// Operations that have not had their terminal completion.
    pub fn in_flight(&self) -> usize {
        self.operations.len()
    }

    /// Tries what was submitted or had its share of the last turn. What yields again waits for the next turn.
    fn run_runnable(&mut self, out: &mut Vec<Completion>) {
        for _ in 0..self.runnable.len() {
            let Some(key) = self.runnable.pop_front() else {
                return;
            };
            self.run(key, out);
        }
    }

    /// Tries one operation. A key that is no operation any more (it was cancelled) is skipped.
    fn run(&mut self, key: usize, out: &mut Vec<Completion>) {
        let Some((token, operation)) = self.operations.get_mut(key) else {
            return;
        };
        if let Some(handle) = operation.waits_for()
            && let Err(error) = self.interest.claim(&self.epoll, handle, key)
        {
            return self.finish(key, Outcome::Failed { error, reclaimed: Reclaimed::Nothing }, out);
        }
        let emit = &mut |outcome| out.push(Completion { token, outcome, more: true });
        let attempt = operation.attempt(&mut self.interest, &mut self.chunks, &mut self.statistics, emit);
        match attempt {
            Attempt::Finished(outcome) => self.finish(key, outcome, out),
            Attempt::Blocked => {}
            Attempt::Yielded => self.runnable.push_back(key),
            Attempt::Delegated(job) => self.helper.start(key, job),
        }
    }

    fn finish(&mut self, key: usize, outcome: Outcome, out: &mut Vec<Completion>) {
        let (token, operation) = self.operations.remove(key);
        if let Some(handle) = operation.waits_for() {
            self.interest.release(handle, key);
        }
        let outcome = match outcome {
            Outcome::Failed { error, reclaimed: Reclaimed::Nothing } => {
                Outcome::Failed { error, reclaimed: operation.reclaim() }
            }
            outcome => outcome,
        };
        out.push(Completion { token, outcome, more: false });
    }

    /// Ends the operations that somebody wants to be rid of. Before anything else of the turn: what was submitted
    /// together with its cancel is never begun.
    fn run_cancels(&mut self, out: &mut Vec<Completion>) {
        while let Some(target) = self.cancels.pop() {
            let Some(key) = self.operations.find(target) else {
                continue;
            };
            match self.operations.get_mut(key) {
                // The helper has it: it completes when the disk has answered.
                Some((_, operation)) if operation.is_delegated() => operation.cancel_later(),
                _ => self.finish(key, cancelled(), out),
            }
        }
    }

    fn wait(&mut self, timeout: Option<Duration>) -> usize {
        let may_sleep = timeout != Some(Duration::ZERO) && self.wake.prepare_to_sleep();
        let timeout = if may_sleep { epoll_timeout(timeout) } else { EpollTimeout::ZERO };
        self.statistics.enters += 1;
        let result = self.epoll.wait(&mut self.events, timeout);
        self.wake.awake();
        match result {
            Ok(count) => count,
            Err(Errno::EINTR) => 0,
            Err(error) => panic!("epoll_wait on our own descriptor: {error}"),
        }
    }

    fn on_events(&mut self, count: usize, out: &mut Vec<Completion>) {
        for index in 0..count {
            let event = self.events[index];
            let (reader, writer) = self.interest.on_event(event);
            for key in [reader, writer].into_iter().flatten() {
                self.run(key, out);
            }
        }
    }

    fn collect_jobs(&mut self, out: &mut Vec<Completion>) {
        while let Some((key, outcome)) = self.helper.next_done() {
            if matches!(outcome, Outcome::Synced) {
                self.statistics.syncs += 1;
            }
            let Some((_, operation)) = self.operations.get_mut(key) else {
                continue;
            };
            match operation.on_job_done() {
                Resumed::Finished => self.finish(key, outcome, out),
                Resumed::Cancelled => self.finish(key, cancelled(), out),
                // The range is warm now, or its disk failed, which sendfile will say itself.
                Resumed::GoesOn => self.run(key, out),
            }
        }
    }
}

fn cancelled() -> Outcome {
    Outcome::Failed { error: Errno::ECANCELED.into(), reclaimed: Reclaimed::Nothing }
}

/// Rounded up, so that a turn does not end before its deadline to find nothing to do.
fn epoll_timeout(timeout: Option<Duration>) -> EpollTimeout {
    match timeout {
        None => EpollTimeout::NONE,
        Some(timeout) => {
            let milliseconds = timeout.as_nanos().div_ceil(1_000_000).min(i32::MAX as u128);
            EpollTimeout::try_from(milliseconds as i32).expect("not negative")
        }
    }
}

impl Io for PollIo {
    fn submit(&mut self, token: Token, op: Op) {
        let operation = match op {
            Op::Accept { listener } => Operation::Accept { listener },
            Op::Connect { address } => Operation::Connect { address, socket: None },
            Op::Receive { socket } => Operation::Receive { socket },
            Op::ReceiveInto { socket, buffer, until } => {
                assert!(until <= buffer.capacity(), "the buffer cannot hold {until} bytes");
                Operation::ReceiveInto { socket, buffer, until }
            }
            Op::Send { socket, payload } => {
                Operation::Send { socket, sending: Sending::new(payload), disk: Disk::Idle }
            }
            Op::Write { file, position, slices } => Operation::Write { file, position, slices },
            Op::Read { file, position, buffer, len } => Operation::Read { file, position, buffer, len },
            Op::Sync { file } => Operation::Sync { file },
            Op::SyncDirectory { directory } => Operation::SyncDirectory { directory },
            Op::Cancel { target } => return self.cancels.push(target),
        };
        let key = self.operations.insert(token, operation);
        self.runnable.push_back(key);
    }

    fn turn(&mut self, deadline: Option<Duration>, out: &mut Vec<Completion>) {
        let before = out.len();
        self.run_cancels(out);
        self.run_runnable(out);
        let busy = out.len() > before || !self.runnable.is_empty() || self.helper.has_done();
        let timeout = if busy { Some(Duration::ZERO) } else { self.clock.time_until(deadline) };
        let count = self.wait(timeout);
        self.on_events(count, out);
        self.collect_jobs(out);
        self.statistics.completions += (out.len() - before) as u64;
        self.clock.refresh();
        if self.decay.is_due(self.clock.now()) {
            self.pool.decay();
        }
    }

    fn now(&self) -> Duration {
        self.clock.now()
    }

    fn wall_clock_ms(&self) -> i64 {
        self.clock.wall_clock_ms()
    }

    fn random_u64(&mut self) -> u64 {
        self.entropy.next_u64()
    }

    fn doorbell(&self) -> Doorbell {
        Doorbell::new(Arc::clone(&self.wake) as Arc<_>)
    }

    fn pool(&self) -> &Pool {
        &self.pool
    }

    fn listen(&mut self, address: SocketAddr) -> io::Result<Listener> {
        socket_calls::listen(address)
    }
}

forward_file_system!(PollIo);
