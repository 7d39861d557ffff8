//! One client's connection: it is made, cut and made again, and speaks frames.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::time::Duration;

use ::client::Request;
use io::sim::SimIo;
use io::{Completion, Io, Op, Outcome, Payloads, SharedBuffer, Socket, Token};
use net::FrameReader;
use protocol::messages::RequestHeader;
use protocol::{encode_request_header, parse_response_header};

use crate::violation::Violation;

/// What became of a connection or a request.
#[derive(Debug)]
pub(crate) enum LinkEvent {
    /// The connection stands; nothing was asked on it yet.
    Connected,
    /// The oldest unanswered request has its answer: the body.
    Answered(SharedBuffer),
    /// The connection is gone, and every unanswered request with it.
    Lost,
}

/// ```text
/// Down (until a time) ──► Connecting ──► Up
///   ▲───────────────────────┴────────────┘ refused, reset, closed
/// ```
#[derive(Debug)]
enum State {
    Down { until: Duration },
    Connecting,
    Up { socket: Socket, is_sending: bool },
}

/// A request that waits for its answer.
#[derive(Debug)]
struct Asked {
    correlation_id: i32,
    key: protocol::ApiKey,
    version: i16,
    at: Duration,
}

pub(crate) struct Link {
    pub(crate) io: SimIo,
    address: SocketAddr,
    state: State,
    reader: FrameReader,
    outbox: Payloads,
    asked: VecDeque<Asked>,
    next_correlation_id: i32,
    /// Raised with each connection: completions of an earlier one are stale.
    generation: u32,
    completions: Vec<Completion>,
}

const CONNECT: u32 = 1;
const RECEIVE: u32 = 2;
const SEND: u32 = 3;
const RESPONSE_BYTES_MAX: u32 = 64 << 20;
/// A broker that is up answers within this, whatever its disk does.
const PATIENCE: Duration = Duration::from_secs(120);

impl Link {
    pub(crate) fn new(io: SimIo, address: SocketAddr) -> Self {
        Self {
            io,
            address,
            state: State::Down { until: Duration::ZERO },
            reader: FrameReader::default(),
            outbox: Payloads::new(),
            asked: VecDeque::new(),
            next_correlation_id: 0,
            generation: 0,
            completions: Vec::new(),
        }
    }

    pub(crate) fn is_up(&self) -> bool {
        matches!(self.state, State::Up { .. })
    }

    pub(crate) fn outstanding(&self) -> usize {
        self.asked.len()
    }

    /// Since when the oldest unanswered request waits.
    pub(crate) fn waits_since(&self) -> Option<Duration> {
        Some(self.asked.front()?.at)
    }

    /// One turn; tells what happened.
    pub(crate) fn turn(&mut self, deadline: Duration) -> Result<Vec<LinkEvent>, Violation> {
        let deadline = match self.state {
            State::Down { until } => deadline.min(until),
            _ => deadline,
        };
        let mut completions = std::mem::take(&mut self.completions);
        self.io.turn(Some(deadline), &mut completions);
        let mut events = Vec::new();
        for completion in completions.drain(..) {
            if completion.token.generation == self.generation {
                self.on_completion(completion, &mut events)?;
            }
        }
        self.completions = completions;
        if let State::Down { until } = self.state
            && until <= self.io.now()
        {
            self.connect();
        }
        if let Some(asked) = self.asked.front() {
            let waited = self.io.now().saturating_sub(asked.at);
            let version = asked.version;
            crate::require!(
                waited < PATIENCE,
                "{} v{version} is unanswered for {waited:?}",
                asked.key.name()
            );
        }
        Ok(events)
    }

    fn connect(&mut self) {
        self.generation += 1;
        self.state = State::Connecting;
        self.io.submit(self.token(CONNECT), Op::Connect { address: self.address });
    }

    fn token(&self, slot: u32) -> Token {
        Token::new(1, slot, self.generation)
    }

    fn on_completion(
        &mut self,
        completion: Completion,
        events: &mut Vec<LinkEvent>,
    ) -> Result<(), Violation> {
        match (completion.token.slot, completion.outcome) {
            (CONNECT, Outcome::Connected { socket }) => {
                self.io.submit(self.token(RECEIVE), Op::Receive { socket: socket.clone() });
                self.state = State::Up { socket, is_sending: false };
                events.push(LinkEvent::Connected);
            }
            (SEND, Outcome::Sent { .. }) => {
                if let State::Up { is_sending, .. } = &mut self.state {
                    *is_sending = false;
                }
                self.flush();
            }
            (RECEIVE, Outcome::Received { buffer }) if !buffer.is_empty() => {
                self.reader.on_received(buffer);
                while let Some(frame) = self.next_frame()? {
                    events.push(LinkEvent::Answered(frame));
                }
            }
            // Refused, reset, or closed by the broker.
            _ => {
                if self.is_up() {
                    events.push(LinkEvent::Lost);
                }
                self.disconnect();
            }
        }
        Ok(())
    }

    fn next_frame(&mut self) -> Result<Option<SharedBuffer>, Violation> {
        let frame = self.reader.next_frame(RESPONSE_BYTES_MAX, self.io.pool());
        let Some(frame) =
            frame.map_err(|error| Violation::new(format!("a response is no frame: {error}")))?
        else {
            return Ok(None);
        };
        let asked =
            self.asked.pop_front().ok_or_else(|| Violation::new("a response that nobody asked for"))?;
        let (correlation_id, body) = parse_response_header(asked.key, asked.version, &frame)
            .map_err(|error| Violation::new(format!("a response header is malformed: {error}")))?;
        let expected = asked.correlation_id;
        crate::require!(
            correlation_id == expected,
            "the answer to {correlation_id} came before that to {expected}"
        );
        Ok(Some(frame.slice(frame.len() - body.len()..frame.len())))
    }

    /// Closes the connection, if there is one, and opens another one a little later.
    pub(crate) fn disconnect(&mut self) {
        if let State::Up { socket, .. } = &self.state {
            socket.shutdown();
        }
        // A refused connection is not asked for again at once.
        let pause = Duration::from_micros(1_000 + self.io.random_u64() % 50_000);
        self.state = State::Down { until: self.io.now() + pause };
        self.generation += 1;
        self.reader = FrameReader::default();
        self.outbox.clear();
        self.asked.clear();
    }

    /// Queues a request. `is_answered`: acks=0 is not.
    pub(crate) fn ask<R: Request>(&mut self, request: &R, version: i16, is_answered: bool) {
        self.next_correlation_id += 1;
        let correlation_id = self.next_correlation_id;
        let header = RequestHeader {
            request_api_key: R::KEY as i16,
            request_api_version: version,
            correlation_id,
            client_id: Some("sim".to_owned()),
        };
        let mut frame = vec![0; 4];
        encode_request_header(R::KEY, &header, &mut frame).expect("a header of ours");
        request.encode(version, &mut frame).expect("a request that its version can say");
        let len = (frame.len() - 4) as u32;
        frame[..4].copy_from_slice(&len.to_be_bytes());
        if is_answered {
            self.asked.push_back(Asked { correlation_id, key: R::KEY, version, at: self.io.now() });
        }
        self.outbox.push(SharedBuffer::copy_from(&frame).into());
        self.flush();
    }

    fn flush(&mut self) {
        if self.outbox.is_empty() {
            return;
        }
        if let State::Up { socket, is_sending: is_sending @ false } = &mut self.state {
            *is_sending = true;
            let (socket, payload) = (socket.clone(), std::mem::take(&mut self.outbox));
            self.io.submit(Token::new(1, SEND, self.generation), Op::Send { socket, payload });
        }
    }
}
