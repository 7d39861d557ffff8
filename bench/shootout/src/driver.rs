//! The load: closed loops on a few connections, the same for every server, on ringlog's epoll backend.
//!
//! Each connection keeps a fixed number of requests in flight; what was answered in a turn is asked again with one send.
//! Every answer's length is checked, an append's positions must be new, and the first bytes of a fetch must be the file's.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Result, bail, ensure};
use io::{Completion, Io, Op, Outcome, PollIo, PollOptions, SharedBuffer, Socket, Token};

use crate::wire::{self, ANSWER_BYTES, Kind, LENGTH_BYTES, fetch_request};
use crate::work::Work;

const RECEIVE: u8 = 0;
const SEND: u8 = 1;
const CONNECT: u8 = 2;

/// Nothing was answered for this long: the server has died, or hangs.
const PATIENCE: Duration = Duration::from_secs(20);

/// The byte at a position of the served file.
pub fn served_byte(position: u64) -> u8 {
    (position >> 16) as u8 ^ position as u8
}

/// Sends `requests` of this work to `server` and waits for every answer; how long that took from the first request.
pub fn drive(work: &Work, requests: u64, server: SocketAddr, served_bytes: u64) -> Result<Duration> {
    let mut io = PollIo::new(PollOptions::default())?;
    for slot in 0..work.connections {
        io.submit(token(CONNECT, slot), Op::Connect { address: server });
    }
    let template = match work.kind {
        Kind::Fetch => Vec::new(),
        kind => wire::request(kind, work.bytes as usize).repeat(work.depth),
    };
    let mut driver = Driver {
        io,
        work,
        template: SharedBuffer::copy_from(&template),
        connections: (0..work.connections).map(|_| Connection::default()).collect(),
        unsent: requests,
        unanswered: requests,
        next_position: 0,
        served_bytes,
        stored: Stored::default(),
    };
    driver.connect()?;
    let began = driver.io.now();
    driver.run()?;
    let took = driver.io.now().saturating_sub(began);
    ensure!(driver.stored.is_gapless(), "appends were stored over each other, or with gaps between them");
    driver.close()?;
    Ok(took)
}

fn token(owner: u8, slot: usize) -> Token {
    Token { owner, slot: slot as u32, generation: 0 }
}

struct Driver<'a> {
    io: PollIo,
    work: &'a Work,
    /// As many requests as a connection may have in flight, one behind the other.
    template: SharedBuffer,
    connections: Vec<Connection>,
    unsent: u64,
    unanswered: u64,
    next_position: u64,
    served_bytes: u64,
    stored: Stored,
}

/// Where appends were stored, in requests from the file's start: side by side and each once, or the sum tells.
#[derive(Default)]
struct Stored {
    first: Option<u64>,
    last: u64,
    count: u64,
    sum: u128,
}

impl Stored {
    fn add(&mut self, place: u64) {
        self.first = Some(self.first.map_or(place, |first| first.min(place)));
        self.last = self.last.max(place);
        self.count += 1;
        self.sum += u128::from(place);
    }

    fn is_gapless(&self) -> bool {
        let Some(first) = self.first else {
            return true;
        };
        let sum = (u128::from(first) + u128::from(self.last)) * u128::from(self.count) / 2;
        self.last - first + 1 == self.count && self.sum == sum
    }
}

#[derive(Default)]
struct Connection {
    socket: Option<Socket>,
    is_sending: bool,
    /// Requests that may be sent.
    allowance: usize,
    /// Where the ranges that were asked for begin, oldest first.
    asked: std::collections::VecDeque<u64>,
    answer: Answer,
    has_ended: bool,
}

/// How far the answer that is being received has come.
#[derive(Default)]
struct Answer {
    head: [u8; ANSWER_BYTES],
    head_len: usize,
    missing: usize,
}

impl Driver<'_> {
    fn connect(&mut self) -> Result<()> {
        let mut completions = Vec::new();
        let mut connected = 0;
        while connected < self.connections.len() {
            self.turn(&mut completions)?;
            for completion in completions.drain(..) {
                let slot = completion.token.slot as usize;
                let Outcome::Connected { socket } = completion.outcome else {
                    bail!("cannot connect: {:?}", completion.outcome);
                };
                self.io.submit(token(RECEIVE, slot), Op::Receive { socket: socket.clone() });
                self.connections[slot].socket = Some(socket);
                self.connections[slot].allowance = self.work.depth;
                connected += 1;
            }
        }
        Ok(())
    }

    fn run(&mut self) -> Result<()> {
        let mut completions = Vec::new();
        (0..self.connections.len()).for_each(|slot| self.send(slot));
        while self.unanswered > 0 {
            self.turn(&mut completions)?;
            for completion in completions.drain(..) {
                let slot = completion.token.slot as usize;
                self.on_completion(slot, completion)?;
            }
            (0..self.connections.len()).for_each(|slot| self.send(slot));
        }
        Ok(())
    }

    /// Waits until the server has seen all connections end, so that the next run finds it idle.
    fn close(&mut self) -> Result<()> {
        let mut completions = Vec::new();
        self.connections.iter().flat_map(|connection| &connection.socket).for_each(Socket::shutdown);
        while self.connections.iter().any(|connection| !connection.has_ended) {
            self.turn(&mut completions)?;
            for completion in completions.drain(..).filter(|completion| completion.token.owner == RECEIVE) {
                self.connections[completion.token.slot as usize].has_ended |= !completion.more;
            }
        }
        Ok(())
    }

    fn turn(&mut self, completions: &mut Vec<Completion>) -> Result<()> {
        let deadline = self.io.now() + PATIENCE;
        self.io.turn(Some(deadline), completions);
        ensure!(
            !completions.is_empty() || self.io.now() < deadline,
            "the server did not answer for {PATIENCE:?}"
        );
        Ok(())
    }

    fn on_completion(&mut self, slot: usize, completion: Completion) -> Result<()> {
        match completion.outcome {
            Outcome::Sent { .. } => self.connections[slot].is_sending = false,
            Outcome::Received { buffer } if !buffer.is_empty() => self.on_received(slot, &buffer)?,
            outcome => bail!("the server ended a connection: {outcome:?}"),
        }
        Ok(())
    }

    fn on_received(&mut self, slot: usize, mut bytes: &[u8]) -> Result<()> {
        while !bytes.is_empty() {
            let (step, is_whole) = self.connections[slot].take(bytes, self.work)?;
            bytes = &bytes[step..];
            if is_whole {
                self.on_answer(slot)?;
            }
        }
        Ok(())
    }

    fn on_answer(&mut self, slot: usize) -> Result<()> {
        let connection = &mut self.connections[slot];
        if self.work.kind == Kind::Append {
            let (_, position) = connection.answer.head.split_at(LENGTH_BYTES);
            let position = u64::from_be_bytes(position.try_into()?);
            ensure!(position.is_multiple_of(self.work.bytes), "an append was stored amid another one");
            self.stored.add(position / self.work.bytes);
        }
        connection.answer.head_len = 0;
        connection.allowance += 1;
        ensure!(self.unanswered > 0, "the server answers what nobody asked");
        self.unanswered -= 1;
        Ok(())
    }

    fn send(&mut self, slot: usize) {
        let connection = &mut self.connections[slot];
        let count = (connection.allowance as u64).min(self.unsent) as usize;
        if connection.is_sending || count == 0 {
            return;
        }
        let payload = match self.work.kind {
            Kind::Fetch => {
                let mut frames = self.io.pool().take(count * wire::FETCH_BYTES);
                for _ in 0..count {
                    frames.extend_from_slice(&fetch_request(self.next_position, self.work.bytes as u32));
                    connection.asked.push_back(self.next_position);
                    self.next_position = (self.next_position + self.work.bytes) % self.served_bytes;
                }
                frames.freeze()
            }
            _ => self.template.slice(0..count * self.work.bytes as usize),
        };
        connection.allowance -= count;
        connection.is_sending = true;
        self.unsent -= count as u64;
        let socket = connection.socket.clone().expect("it is connected");
        self.io.submit(token(SEND, slot), Op::Send { socket, payload: vec![payload.into()] });
    }
}

impl Connection {
    /// Takes bytes of one answer; how many, and whether it is whole now.
    fn take(&mut self, bytes: &[u8], work: &Work) -> Result<(usize, bool)> {
        let head_bytes = work.answer_head_bytes();
        let answer = &mut self.answer;
        if answer.head_len < head_bytes {
            let step = (head_bytes - answer.head_len).min(bytes.len());
            answer.head[answer.head_len..answer.head_len + step].copy_from_slice(&bytes[..step]);
            answer.head_len += step;
            if answer.head_len < head_bytes {
                return Ok((step, false));
            }
            let (len, _) = answer.head.split_first_chunk().expect("a head has a length");
            let len = u64::from(u32::from_be_bytes(*len));
            ensure!(len == work.answer_len(), "an answer of {len} bytes instead of {}", work.answer_len());
            answer.missing = LENGTH_BYTES + len as usize - head_bytes;
            return Ok((step, answer.missing == 0));
        }
        if answer.missing as u64 == work.bytes {
            let position = self.asked.pop_front().unwrap_or_default();
            ensure!(bytes[0] == served_byte(position), "the bytes at {position} are not the file's");
        }
        let step = answer.missing.min(bytes.len());
        answer.missing -= step;
        Ok((step, answer.missing == 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stored(places: &[u64]) -> Stored {
        let mut stored = Stored::default();
        places.iter().for_each(|place| stored.add(*place));
        stored
    }

    #[test]
    fn places_that_are_taken_twice_or_left_out_are_seen() {
        assert!(stored(&[]).is_gapless());
        assert!(stored(&[7, 9, 8]).is_gapless());
        assert!(!stored(&[7, 9]).is_gapless());
        assert!(!stored(&[7, 8, 8, 10]).is_gapless());
    }
}
