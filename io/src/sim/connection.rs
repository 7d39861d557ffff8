//! One connection: two ends, and the bytes on their way between them.

use std::collections::VecDeque;
use std::time::Duration;

use super::world::{IoId, NodeId};
use crate::{Buffer, FileRegion, Payload, Payloads, Socket, Token};

/// Names a connection for as long as its world lives.
#[derive(Copy, Clone, Debug, Eq, PartialEq, Ord, PartialOrd)]
pub(super) struct ConnectionId(pub(super) u64);

/// One of the two ends.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub(super) enum Side {
    Client,
    Server,
}

impl Side {
    pub(super) const BOTH: [Side; 2] = [Side::Client, Side::Server];

    pub(super) fn other(self) -> Side {
        match self {
            Side::Client => Side::Server,
            Side::Server => Side::Client,
        }
    }
}

#[derive(Debug)]
pub(super) struct Connection {
    ends: [End; 2],
}

/// ```text
///   open ──shut (own shutdown or close)──► shut ──► closed (last handle dropped)
///     └──────── reset, by either end or the world ────────► broken
///   open ──── the node went down, peer not told ──► dead (half open until a reset)
/// ```
/// Invariant: `inbound_len` is the sum of `inbound`, and `inbound_len + in_transit` is at most `window`.
#[derive(Debug)]
pub(super) struct End {
    pub(super) node: NodeId,
    /// Arrived and not received.
    pub(super) inbound: VecDeque<Payload>,
    pub(super) inbound_len: usize,
    /// Sent to this end and not arrived.
    pub(super) in_transit: usize,
    /// Bytes that may be inbound or in transit; beyond it the sender waits.
    pub(super) window: usize,
    /// When the last bytes sent to this end arrive: the stream keeps its order.
    pub(super) last_arrival: Duration,
    pub(super) receiving: Option<Receiving>,
    pub(super) sending: Option<Sending>,
    /// The peer sends nothing more, and all of it has arrived.
    pub(super) finished: bool,
    /// This end sends nothing more.
    pub(super) shut: bool,
    pub(super) broken: bool,
    pub(super) closed: bool,
    pub(super) dead: bool,
}

#[derive(Debug)]
pub(super) struct Receiving {
    pub(super) io: IoId,
    pub(super) token: Token,
    pub(super) into: ReceiveInto,
    /// Holds the descriptor open while the operation is in flight.
    pub(super) _socket: Socket,
}

#[derive(Debug)]
pub(super) enum ReceiveInto {
    /// A new buffer per chunk.
    Chunks,
    /// The caller's buffer, up to a length.
    Caller { buffer: Buffer, until: usize },
}

#[derive(Debug)]
pub(super) struct Sending {
    pub(super) io: IoId,
    pub(super) token: Token,
    /// What is not under way yet, the next one last.
    pub(super) rest: Payloads,
    /// Holds the descriptor open while the operation is in flight.
    pub(super) _socket: Socket,
}

impl Connection {
    pub(super) fn new(client: NodeId, server: NodeId, windows: [usize; 2]) -> Self {
        Self { ends: [End::new(client, windows[0]), End::new(server, windows[1])] }
    }

    pub(super) fn end(&mut self, side: Side) -> &mut End {
        &mut self.ends[side as usize]
    }

    /// What has arrived at either end.
    pub(super) fn inbound_mut(&mut self) -> impl Iterator<Item = &mut Payload> {
        self.ends.iter_mut().flat_map(|end| &mut end.inbound)
    }

    pub(super) fn is_over(&self) -> bool {
        self.ends.iter().all(|end| end.closed || end.dead)
    }
}

impl End {
    fn new(node: NodeId, window: usize) -> Self {
        Self {
            node,
            inbound: VecDeque::new(),
            inbound_len: 0,
            in_transit: 0,
            window,
            last_arrival: Duration::ZERO,
            receiving: None,
            sending: None,
            finished: false,
            shut: false,
            broken: false,
            closed: false,
            dead: false,
        }
    }

    /// Bytes that may still be sent to this end.
    pub(super) fn room(&self) -> usize {
        self.window.saturating_sub(self.inbound_len + self.in_transit)
    }

    /// Takes up to `len` bytes of what has arrived.
    pub(super) fn take_inbound(&mut self, len: usize) -> Vec<Payload> {
        let mut taken = Vec::new();
        let mut wanted = len;
        while wanted > 0
            && let Some(front) = self.inbound.front_mut()
        {
            let piece = split_front(front, wanted);
            wanted -= piece.len();
            self.inbound_len -= piece.len();
            taken.push(piece);
            if self.inbound.front().is_some_and(Payload::is_empty) {
                self.inbound.pop_front();
            }
        }
        taken
    }
}

/// Takes up to `len` bytes from the front of a piece, which keeps the rest.
pub(super) fn split_front(piece: &mut Payload, len: usize) -> Payload {
    let taken = len.min(piece.len());
    match piece {
        Payload::Memory(buffer) => {
            let front = buffer.slice(0..taken);
            *buffer = buffer.slice(taken..buffer.len());
            Payload::Memory(front)
        }
        Payload::File(region) => {
            let front = FileRegion { len: taken as u32, ..region.clone() };
            region.position += taken as u64;
            region.len -= taken as u32;
            Payload::File(front)
        }
    }
}
