//! Submits operations and waits for what becomes of them.

use std::path::PathBuf;
use std::time::Duration;

use io::{Buffer, Completion, Io, Listener, Op, Outcome, Payload, SharedBuffer, Socket, Token};

use crate::Harness;

/// A test that hears nothing for so long has failed.
const PATIENCE: Duration = Duration::from_secs(20);

/// A harness, and the completions that nobody has asked for yet.
pub struct Driver<H> {
    harness: H,
    waiting: Vec<Completion>,
    next_slot: u32,
}

impl<H: Harness> Driver<H> {
    pub fn new(harness: H) -> Self {
        Self { harness, waiting: Vec::new(), next_slot: 0 }
    }

    pub fn io(&mut self) -> &mut H::Io {
        self.harness.io()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.harness.directory().join(name)
    }

    pub fn turn(&mut self, deadline: Option<Duration>) {
        self.harness.turn(deadline, &mut self.waiting);
    }

    /// Turns for a while, whatever comes.
    pub fn linger(&mut self, time: Duration) {
        let end = self.io().now() + time;
        while self.io().now() < end {
            self.turn(Some(end));
        }
    }

    pub fn submit(&mut self, op: Op) -> Token {
        self.next_slot += 1;
        let token = Token::new(7, self.next_slot, 1);
        self.io().submit(token, op);
        token
    }

    /// The next completion of `token`.
    pub fn next(&mut self, token: Token) -> Completion {
        let end = self.io().now() + PATIENCE;
        loop {
            if let Some(index) = self.waiting.iter().position(|completion| completion.token == token) {
                return self.waiting.remove(index);
            }
            assert!(self.io().now() < end, "{token:?} never completed; there are {:?}", self.waiting);
            self.turn(Some(end));
        }
    }

    /// Whether `token` has a completion now.
    pub fn has(&self, token: Token) -> bool {
        self.waiting.iter().any(|completion| completion.token == token)
    }

    /// The terminal completion of an operation that has one only.
    pub fn complete(&mut self, op: Op) -> Outcome {
        let token = self.submit(op);
        self.last(token)
    }

    /// The completion of `token`, which must be terminal.
    pub fn last(&mut self, token: Token) -> Outcome {
        let completion = self.next(token);
        assert!(!completion.more, "not terminal: {completion:?}");
        completion.outcome
    }

    pub fn listen(&mut self) -> Listener {
        self.io().listen("127.0.0.1:0".parse().expect("an address")).expect("a free port")
    }

    /// Both ends of a connection: the one that connected, and the one that was accepted.
    pub fn pair(&mut self) -> (Socket, Socket) {
        let listener = self.listen();
        let accept = self.submit(Op::Accept { listener: listener.clone() });
        let client = self.connect(&listener);
        let server = self.accepted(accept);
        self.submit(Op::Cancel { target: accept });
        self.expect_cancelled(accept);
        (client, server)
    }

    pub fn connect(&mut self, listener: &Listener) -> Socket {
        match self.complete(Op::Connect { address: listener.local_address() }) {
            Outcome::Connected { socket } => socket,
            other => panic!("{other:?}"),
        }
    }

    pub fn accepted(&mut self, accept: Token) -> Socket {
        match self.next(accept) {
            Completion { outcome: Outcome::Accepted { socket, .. }, more: true, .. } => socket,
            other => panic!("{other:?}"),
        }
    }

    pub fn expect_cancelled(&mut self, token: Token) {
        match self.last(token) {
            Outcome::Failed { error, .. } => assert_eq!(error.raw_os_error(), Some(libc::ECANCELED)),
            other => panic!("{other:?}"),
        }
    }

    pub fn send(&mut self, socket: &Socket, bytes: &[u8]) {
        let payload = vec![Payload::Memory(SharedBuffer::copy_from(bytes))];
        match self.complete(Op::Send { socket: socket.clone(), payload }) {
            Outcome::Sent { payload } => assert!(payload.is_empty() && payload.capacity() > 0),
            other => panic!("{other:?}"),
        }
    }

    /// What an armed receive gives until it is `len` bytes or more, or the stream ends.
    pub fn collect(&mut self, receive: Token, len: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        while bytes.len() < len {
            match self.next(receive) {
                Completion { outcome: Outcome::Received { buffer }, more, .. } => {
                    assert_eq!(more, !buffer.is_empty(), "empty is terminal, and nothing else");
                    if buffer.is_empty() {
                        break;
                    }
                    bytes.extend_from_slice(&buffer);
                }
                other => panic!("{other:?} after {} bytes", bytes.len()),
            }
        }
        bytes
    }

    pub fn buffer(&mut self, bytes: &[u8]) -> Buffer {
        self.io().pool().copy_from(bytes)
    }
}

/// `len` bytes that tell their own position.
pub fn pattern(len: usize) -> Vec<u8> {
    (0..len).map(|n| (n ^ (n >> 8) ^ (n >> 16).wrapping_mul(37)) as u8).collect()
}
