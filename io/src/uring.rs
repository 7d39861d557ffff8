//! The boundary on io_uring.

mod coalescing;
mod completing;
mod operation;
mod provided;
mod ring;
mod shutdown;

use std::collections::VecDeque;
use std::io;
use std::marker::PhantomData;
use std::net::SocketAddr;
use std::os::fd::{AsRawFd, OwnedFd};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use io_uring::types::Fd;
use io_uring::{opcode, squeue};
use nix::errno::Errno;
use nix::fcntl::OFlag;
use nix::sys::socket::SockaddrStorage;

use crate::clock::{Clock, Decay, Entropy};
use crate::real_backend::forward_file_system;
use crate::sending::Sending;
use crate::slots::Slots;
use crate::wake::Wake;
use crate::writing::AppendPace;
use crate::{
    Completion, Doorbell, Io, Listener, Op, Outcome, Pool, PoolOptions, RealFileSystem, Reclaimed,
    Statistics, Token, socket_calls,
};

use coalescing::{Coalescing, GATHERED_MAX};
use operation::{Flight, Operation, SpareVectors, Stage};
use provided::ProvidedBuffers;
use ring::{Reaped, Ring, Wait};

/// The user data of the doorbell's armed poll.
const WAKE: u64 = u64::MAX;
/// The user data of cancels, whose own results say nothing that the target's does not.
const CANCEL: u64 = u64::MAX - 1;

/// How to make a [`UringIo`].
#[derive(Copy, Clone, Debug)]
pub struct UringOptions {
    /// Limits of the buffer pool.
    pub pool: PoolOptions,
    /// Places for submissions per enter, a power of two; more wait in memory. There are four times as many for
    /// completions, and the kernel keeps what has no room.
    pub entries: u32,
    /// Buffers of 64 KiB given to armed receives at the start. They cost address space until bytes arrive in them.
    pub receive_buffers_min: usize,
    /// The number that they may grow to when many connections send at once; at most 32768.
    pub receive_buffers_max: usize,
    /// An inline append that takes longer has waited for the disk: the next ones go through the ring, which costs more
    /// but does not stall the shard.
    pub inline_append_max: Duration,
    /// How long a turn looks for a ring of the doorbell before it sleeps, while rings come often. A wake-up costs
    /// 30 to 50 µs on a virtual machine. Zero where shards share a processor.
    pub spin_max: Duration,
    /// Busy polling: how long after the last completion turns look for the next one instead of sleeping. It halves the
    /// time of a lone request and costs the processor. Zero: never.
    pub busy_poll: Duration,
    /// How long a turn may let received bytes gather before it wakes for them, where that was seen to save work and not to
    /// slow the senders down. Zero: never, as with busy polling and on kernels before 6.12.
    pub coalesce_max: Duration,
}

impl Default for UringOptions {
    fn default() -> Self {
        Self {
            pool: PoolOptions::default(),
            entries: 256,
            receive_buffers_min: 16,
            receive_buffers_max: 512,
            inline_append_max: Duration::from_millis(1),
            spin_max: Duration::ZERO,
            busy_poll: Duration::ZERO,
            coalesce_max: Duration::ZERO,
        }
    }
}

/// [`Io`] by a ring of this thread's own: one `io_uring_enter` per turn submits everything and waits.
///
/// Done inline, because that was measured to be cheaper: appends (`pwritev`; through the ring once the disk has become
/// slow), and sends with file regions (`sendfile`, a share per turn). Everything else is a request of the ring.
///
/// Invariants:
/// - A [`Flight`] is removed only when none of its requests is in the kernel, and it alone owns what they point to.
/// - Entries reach the kernel in the order they were pushed, so a cancel never meets a later tenant of its key.
/// - The ring is dropped before what it knows of: fields in this order, after `Drop` has drained it.
pub struct UringIo {
    ring: Ring,
    provided: ProvidedBuffers,
    operations: Slots<Flight>,
    /// Operations to be carried on by inline calls in the next turn.
    inline: VecDeque<usize>,
    /// Completions that were there at submission.
    immediate: Vec<Completion>,
    reaped: Vec<Reaped>,
    spare_vectors: SpareVectors,
    append_pace: AppendPace,
    buffers_ran_out: bool,
    spin_max: Duration,
    last_ring: Duration,
    busy_poll: Duration,
    last_completion: Duration,
    coalescing: Coalescing,
    clock: Clock,
    decay: Decay,
    entropy: Entropy,
    files: RealFileSystem,
    pool: Pool,
    wake: Arc<Wake>,
    statistics: Statistics,
    /// A ring belongs to the thread that made it.
    not_send: PhantomData<*const ()>,
}

impl UringIo {
    /// An `Io` for the calling thread. Fails where the kernel is too old or forbids rings; see
    /// [`crate::probe_uring`].
    pub fn new(options: UringOptions) -> io::Result<Self> {
        let ring = Ring::new(options.entries)?;
        let pool = Pool::new(options.pool);
        let buffers = options.receive_buffers_min..=options.receive_buffers_max;
        let provided = ProvidedBuffers::new(&ring, pool.clone(), buffers)?;
        let can_coalesce = options.busy_poll.is_zero() && ring.can_gather();
        let coalesce_max = if can_coalesce { options.coalesce_max } else { Duration::ZERO };
        let mut io = Self {
            ring,
            provided,
            operations: Slots::new(),
            inline: VecDeque::new(),
            immediate: Vec::new(),
            reaped: Vec::with_capacity(options.entries as usize),
            spare_vectors: SpareVectors::default(),
            append_pace: AppendPace::new(options.inline_append_max),
            buffers_ran_out: false,
            spin_max: options.spin_max,
            last_ring: Duration::ZERO,
            busy_poll: options.busy_poll,
            last_completion: Duration::ZERO,
            coalescing: Coalescing::new(coalesce_max),
            clock: Clock::new(),
            decay: Decay::new(),
            entropy: Entropy::new(),
            files: RealFileSystem,
            pool,
            wake: Arc::new(Wake::new()?),
            statistics: Statistics::default(),
            not_send: PhantomData,
        };
        io.arm_wake();
        Ok(io)
    }

    /// Counters since the start.
    pub fn statistics(&self) -> Statistics {
        self.statistics
    }

    /// Operations that have not had their terminal completion.
    pub fn in_flight(&self) -> usize {
        self.operations.len()
    }

    /// Takes an operation over; the first request of it is queued, or its inline calls are.
    fn begin(&mut self, token: Token, operation: Operation, is_inline: bool) {
        let flight = Flight { operation, requests: 0, stage: Stage::Main, is_cancelled: false };
        let key = self.operations.insert(token, flight);
        if is_inline {
            self.inline.push_back(key);
        } else {
            self.request(key);
        }
    }

    /// Queues the operation itself, as far as it has come.
    fn request(&mut self, key: usize) {
        if let Some((_, flight)) = self.operations.get_mut(key) {
            let entry = flight.operation.entry(&mut self.spare_vectors);
            self.push(key, Stage::Main, entry);
        }
    }

    /// Queues one request of an operation.
    fn push(&mut self, key: usize, stage: Stage, entry: squeue::Entry) {
        if let Some((_, flight)) = self.operations.get_mut(key) {
            flight.requests += 1;
            flight.stage = stage;
            // SAFETY: what the entry points to is owned by this flight (or, for provided buffers, by `provided`), which
            // is removed only when `requests`, decremented by terminal completions, is zero.
            unsafe { self.ring.push(entry.user_data(stage.user_data(key))) };
        }
    }

    /// Waits for rings by edges: a poll that stays armed, on an eventfd that nobody reads.
    fn arm_wake(&mut self) {
        let descriptor = Fd(self.wake.descriptor().as_raw_fd());
        let entry = opcode::PollAdd::new(descriptor, libc::POLLIN as u32).multi(true).build().user_data(WAKE);
        // SAFETY: it points to no memory, and the eventfd lives as long as `wake`, which outlives the ring.
        unsafe { self.ring.push(entry) };
    }

    fn cancel(&mut self, target: Token) {
        let Some(key) = self.operations.find(target) else {
            return;
        };
        if !self.cancel_requests(key) {
            // It waits for its inline calls: those find nothing under its key.
            let completion = self.end(key, cancelled());
            self.immediate.push(completion);
        }
    }

    /// Asks the kernel to end what it does for an operation; `false`: it does nothing for it.
    fn cancel_requests(&mut self, key: usize) -> bool {
        let Some((_, flight)) = self.operations.get_mut(key) else {
            return false;
        };
        flight.is_cancelled = true;
        if flight.requests == 0 {
            return false;
        }
        let target = flight.stage.user_data(key);
        self.push_cancel(opcode::AsyncCancel::new(target).build());
        true
    }

    fn push_cancel(&mut self, entry: squeue::Entry) {
        // SAFETY: cancels point to no memory.
        unsafe { self.ring.push(entry.user_data(CANCEL)) };
    }

    /// Removes an operation and makes its terminal completion. Failures without spoils give back what it owned.
    fn end(&mut self, key: usize, outcome: Outcome) -> Completion {
        let (token, flight) = self.operations.remove(key);
        debug_assert_eq!(flight.requests, 0, "the kernel still works on it");
        let reclaimed = flight.operation.reclaim(&mut self.spare_vectors);
        let outcome = match outcome {
            Outcome::Failed { error, reclaimed: Reclaimed::Nothing } => Outcome::Failed { error, reclaimed },
            outcome => outcome,
        };
        Completion { token, outcome, more: false }
    }

    /// Submits what is queued, and waits for at most `timeout`; whether it slept.
    fn enter(&mut self, timeout: Option<Duration>) -> bool {
        let may_sleep = timeout != Some(Duration::ZERO) && !self.spin(timeout);
        let sleeps = may_sleep && !self.ring.has_completions() && self.wake.prepare_to_sleep();
        if sleeps {
            let wait = match self.coalescing.gather_for() {
                Some(patience) => Wait::Gather { timeout, patience, count: GATHERED_MAX },
                None => Wait::Completion(timeout),
            };
            self.ring.enter(wait, &mut self.statistics);
        } else if self.ring.has_work() {
            self.ring.enter(Wait::No, &mut self.statistics);
        }
        if self.wake.awake() {
            self.last_ring = self.clock.precise_now();
        }
        sleeps
    }

    /// Looks for something to happen instead of sleeping, where that is worth it; whether anything came.
    fn spin(&mut self, timeout: Option<Duration>) -> bool {
        if self.spin_max.is_zero() && self.busy_poll.is_zero() {
            return false;
        }
        let begin = self.clock.precise_now();
        let budget = self.spin_budget(begin);
        if budget.is_zero() {
            return false;
        }
        if self.ring.has_work() {
            self.ring.enter(Wait::No, &mut self.statistics);
        }
        let end = begin + timeout.unwrap_or(Duration::MAX).min(budget);
        while self.clock.precise_now() < end {
            if self.wake.is_rung() || self.ring.has_completions() || self.ring.has_work() {
                return true;
            }
            std::hint::spin_loop();
        }
        false
    }

    /// Busy polling while completions come, and a short look for the next ring while other shards ring often.
    fn spin_budget(&self, now: Duration) -> Duration {
        /// A bell that was silent for longer is not worth waiting for.
        const FLOWING: Duration = Duration::from_micros(200);
        let rings_often = now.saturating_sub(self.last_ring) <= FLOWING;
        let for_ring = if rings_often { self.spin_max } else { Duration::ZERO };
        let for_completion = (self.last_completion + self.busy_poll).saturating_sub(now);
        for_ring.max(for_completion)
    }

    fn reap(&mut self, out: &mut Vec<Completion>) {
        let mut reaped = std::mem::take(&mut self.reaped);
        self.ring.reap(&mut reaped);
        for entry in reaped.drain(..) {
            match entry.user_data {
                WAKE if !entry.more() && entry.result != -libc::ECANCELED => self.arm_wake(),
                WAKE | CANCEL => {}
                _ => self.on_reaped(entry, out),
            }
        }
        self.reaped = reaped;
        if std::mem::take(&mut self.buffers_ran_out) {
            self.provided.grow();
        }
    }
}

impl Io for UringIo {
    fn submit(&mut self, token: Token, op: Op) {
        match op {
            Op::Accept { listener } => self.begin(token, Operation::Accept { listener }, false),
            Op::Connect { address } => match socket_calls::unconnected(address) {
                Ok(socket) => {
                    let address = Box::new(SockaddrStorage::from(address));
                    self.begin(token, Operation::Connect { socket, address }, false);
                }
                Err(error) => self.fail_at_once(token, error),
            },
            Op::Receive { socket } => self.begin(token, Operation::Receive { socket }, false),
            Op::ReceiveInto { socket, buffer, until } => {
                assert!(until <= buffer.capacity(), "the buffer cannot hold {until} bytes");
                if buffer.len() >= until {
                    let outcome = Outcome::ReceivedInto { buffer };
                    return self.immediate.push(Completion { token, outcome, more: false });
                }
                self.begin(token, Operation::ReceiveInto { socket, buffer, until }, false);
            }
            Op::Send { socket, payload } => self.begin_send(token, socket, payload),
            Op::Write { file, position, slices } => {
                self.begin(token, Operation::Write { file, position, slices, vectors: None }, true);
            }
            Op::Read { file, position, mut buffer, len } => {
                buffer.reserve(len);
                let until = buffer.len() + len;
                self.begin(token, Operation::Read { file, position, buffer, until }, false);
            }
            Op::Sync { file } => self.begin(token, Operation::Sync { file }, false),
            Op::SyncDirectory { directory } => match open_directory(&directory) {
                Ok(directory) => self.begin(token, Operation::SyncDirectory { directory }, false),
                Err(error) => self.fail_at_once(token, error),
            },
            Op::Cancel { target } => self.cancel(target),
        }
    }

    fn turn(&mut self, deadline: Option<Duration>, out: &mut Vec<Completion>) {
        let before = out.len();
        out.append(&mut self.immediate);
        self.run_inline(out);
        let is_busy = out.len() > before || !self.inline.is_empty();
        let timeout = if is_busy { Some(Duration::ZERO) } else { self.clock.time_until(deadline) };
        let has_slept = self.enter(timeout);
        self.reap(out);
        self.statistics.completions += (out.len() - before) as u64;
        self.clock.refresh();
        if has_slept {
            self.coalescing.on_waited(self.clock.now(), self.statistics.received_bytes);
        }
        if out.len() > before {
            self.last_completion = self.clock.now();
        }
        if self.decay.is_due(self.clock.now()) {
            self.provided.decay();
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

forward_file_system!(UringIo);

impl UringIo {
    fn begin_send(&mut self, token: Token, socket: crate::Socket, payload: crate::Payloads) {
        let sending = Sending::new(payload);
        if sending.is_done() {
            let outcome = Outcome::Sent { payload: sending.into_emptied() };
            return self.immediate.push(Completion { token, outcome, more: false });
        }
        let has_files = sending.has_files();
        self.begin(token, Operation::Send { socket, sending, vectors: None, warming: None }, has_files);
    }

    fn fail_at_once(&mut self, token: Token, error: io::Error) {
        let outcome = Outcome::Failed { error, reclaimed: Reclaimed::Nothing };
        self.immediate.push(Completion { token, outcome, more: false });
    }
}

fn cancelled() -> Outcome {
    Outcome::Failed { error: Errno::ECANCELED.into(), reclaimed: Reclaimed::Nothing }
}

fn open_directory(path: &Path) -> io::Result<OwnedFd> {
    let flags = OFlag::O_RDONLY | OFlag::O_DIRECTORY | OFlag::O_CLOEXEC;
    Ok(nix::fcntl::open(path, flags, nix::sys::stat::Mode::empty())?)
}

#[cfg(test)]
mod tests;
