//! One boundary for many clients of one thread: a turn waits for all of them at once.

use std::cell::RefCell;
use std::io::Result;
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::Duration;

use io::{Completion, Doorbell, FileSystem, Io, Listener, Op, Pool, Token};

/// A boundary with ports, each of which is a boundary to its client. The ports share clock, buffers and randomness; their
/// tokens are told apart by the upper bits of the slot.
pub(crate) struct PortedIo<I: Io> {
    io: Rc<RefCell<I>>,
    ports: u32,
    completions: Vec<Completion>,
}

/// What one client of a [`PortedIo`] takes for its own boundary.
pub(crate) struct IoPort<I: Io> {
    io: Rc<RefCell<I>>,
    pool: Pool,
    number: u32,
}

/// A client's own slots are below this: it has a few connections with three operations each.
const SLOT_BITS: u32 = 12;

impl<I: Io> PortedIo<I> {
    pub(crate) const PORTS_MAX: usize = 1 << (u32::BITS - SLOT_BITS);

    pub(crate) fn new(io: I) -> Self {
        Self { io: Rc::new(RefCell::new(io)), ports: 0, completions: Vec::new() }
    }

    /// The next port; they are numbered from 0.
    pub(crate) fn port(&mut self) -> IoPort<I> {
        let number = self.ports;
        assert!((number as usize) < Self::PORTS_MAX, "the caller limits the ports");
        self.ports += 1;
        let pool = self.io.borrow().pool().clone();
        IoPort { io: Rc::clone(&self.io), pool, number }
    }

    /// As [`Io::turn`]; completions go to `take` with the number of their port.
    pub(crate) fn turn(&mut self, deadline: Option<Duration>, mut take: impl FnMut(usize, Completion)) {
        self.io.borrow_mut().turn(deadline, &mut self.completions);
        for mut completion in self.completions.drain(..) {
            let port = completion.token.slot >> SLOT_BITS;
            completion.token.slot &= (1 << SLOT_BITS) - 1;
            take(port as usize, completion);
        }
    }

    pub(crate) fn now(&self) -> Duration {
        self.io.borrow().now()
    }

    pub(crate) fn random_u64(&mut self) -> u64 {
        self.io.borrow_mut().random_u64()
    }
}

impl<I: Io> IoPort<I> {
    fn token(&self, token: Token) -> Token {
        assert!(token.slot < 1 << SLOT_BITS, "a client has few connections");
        Token { slot: self.number << SLOT_BITS | token.slot, ..token }
    }
}

impl<I: Io> Io for IoPort<I> {
    fn submit(&mut self, token: Token, op: Op) {
        let op = match op {
            Op::Cancel { target } => Op::Cancel { target: self.token(target) },
            other => other,
        };
        let token = self.token(token);
        self.io.borrow_mut().submit(token, op);
    }

    /// # Panics
    /// Always: a port that waited would keep the completions of the others from them.
    fn turn(&mut self, _deadline: Option<Duration>, _out: &mut Vec<Completion>) {
        panic!("the ports of one boundary are turned together");
    }

    fn now(&self) -> Duration {
        self.io.borrow().now()
    }

    fn wall_clock_ms(&self) -> i64 {
        self.io.borrow().wall_clock_ms()
    }

    fn random_u64(&mut self) -> u64 {
        self.io.borrow_mut().random_u64()
    }

    fn doorbell(&self) -> Doorbell {
        self.io.borrow().doorbell()
    }

    fn pool(&self) -> &Pool {
        &self.pool
    }

    fn listen(&mut self, address: SocketAddr) -> Result<Listener> {
        self.io.borrow_mut().listen(address)
    }
}

impl<I: Io> FileSystem for IoPort<I> {
    io::forward_file_system!(|this| this.io.borrow_mut());
}
