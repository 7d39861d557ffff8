//! The connections of one shard: their sockets, and what of each operation is in flight.

use std::net::SocketAddr;
use std::time::Duration;

use io::Socket;
use net::{ByteBudget, Connection};

use crate::request::ConnectionId;
use crate::slots::Slots;

/// The receive of a connection.
///
/// ```text
///          plan        cancel
///   Idle ───────► Chunks ─────► Ending
///    ▲ └────────► InPlace ────────┘ │
///    │              │ terminal      │ terminal
///    └──────────────┴───────────────┘
/// ```
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub(crate) enum Receiving {
    /// None is in flight.
    Idle,
    /// Chunks come.
    Chunks,
    /// A frame's own memory is filled.
    InPlace,
    /// Cancelled; chunks may come until the terminal completion.
    Ending,
}

/// A connection, its socket and its operations in flight. It leaves its slot when both are over.
#[derive(Debug)]
pub(crate) struct ConnectionEntry {
    pub(crate) connection: Connection,
    pub(crate) socket: Socket,
    pub(crate) peer: SocketAddr,
    /// Index of the listener it came through.
    pub(crate) listener: u16,
    pub(crate) receiving: Receiving,
    /// It is in [`Connections::dirty`].
    pub(crate) is_dirty: bool,
    /// It is in [`Connections::resumable`].
    pub(crate) is_resumable: bool,
    /// When its last bytes came or left.
    pub(crate) active_at: Duration,
    /// Its socket was shut down.
    pub(crate) is_shut: bool,
}

/// All connections of a shard.
#[derive(Debug)]
pub(crate) struct Connections {
    pub(crate) entries: Slots<ConnectionEntry>,
    /// What large frames hold.
    pub(crate) budget: ByteBudget,
    /// Connections with something to send or to tidy at the end of the turn.
    pub(crate) dirty: Vec<ConnectionId>,
    /// Connections whose frames may be cut again.
    pub(crate) resumable: Vec<ConnectionId>,
    /// The round of them that is being served; empty in between.
    pub(crate) resuming: Vec<ConnectionId>,
    /// Connections whose next frame waits for the budget.
    pub(crate) starved: Vec<ConnectionId>,
    /// When connections were last looked through for idle ones.
    pub(crate) idle_checked_at: Duration,
}

impl Connections {
    pub(crate) fn new(budget_bytes: usize) -> Self {
        Self {
            entries: Slots::default(),
            budget: ByteBudget::new(budget_bytes),
            dirty: Vec::new(),
            resumable: Vec::new(),
            resuming: Vec::new(),
            starved: Vec::new(),
            idle_checked_at: Duration::ZERO,
        }
    }

    /// Notes that the connection has something to send or to tidy.
    pub(crate) fn mark_dirty(&mut self, id: ConnectionId) {
        if let Some(entry) = self.entries.get_mut(id)
            && !entry.is_dirty
        {
            entry.is_dirty = true;
            self.dirty.push(id);
        }
    }

    /// Notes that frames of the connection may be cut again.
    pub(crate) fn mark_resumable(&mut self, id: ConnectionId) {
        if let Some(entry) = self.entries.get_mut(id)
            && !entry.is_resumable
        {
            entry.is_resumable = true;
            self.resumable.push(id);
        }
    }

    /// The budget has room again.
    pub(crate) fn feed_starved(&mut self) {
        for index in 0..self.starved.len() {
            self.mark_resumable(self.starved[index]);
        }
        self.starved.clear();
    }
}
