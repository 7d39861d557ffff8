//! Connections: accepted, read, answered, closed.

use std::net::SocketAddr;
use std::time::Duration;

use io::{Completion, Io, Op, Outcome, Payloads, Reclaimed, SharedBuffer, Socket, Token};
use net::{Connection, ConnectionState, FrameStep, ReceivePlan, ReplySlot};

use super::{Shard, ShardState, owner};
use crate::apis;
use crate::connections::{ConnectionEntry, Receiving};
use crate::mesh::ShardIndex;
use crate::message::Message;
use crate::request::{ConnectionId, ReplyTo, Request};
use crate::response::ResponseWriter;

/// How often connections are looked through for idle ones.
const IDLE_CHECK_INTERVAL: Duration = Duration::from_secs(10);
/// How long a peer may send nothing in the middle of a large frame; up to twice that where the frame is received in place,
/// for what has come is seen only when the receive is ended.
const STALLED_FRAME_MAX: Duration = Duration::from_secs(30);

impl<I: Io> Shard<I> {
    /// Takes a connection over: from here on it is served by this shard alone.
    pub(super) fn adopt(&mut self, socket: Socket, peer: SocketAddr, listener: u16) {
        let entry = ConnectionEntry {
            connection: Connection::new(self.config.connection_limits(), true),
            socket,
            peer,
            listener,
            receiving: Receiving::Idle,
            is_dirty: false,
            is_resumable: false,
            active_at: self.io.now(),
            is_shut: false,
        };
        let id = self.connections.entries.insert(entry);
        self.connections.mark_dirty(id);
        if self.state != ShardState::Running {
            self.close_connection(id);
        }
    }

    pub(super) fn on_receive(&mut self, completion: Completion) {
        let id = connection_of(completion.token);
        let now = self.io.now();
        let Some(entry) = self.connections.entries.get_mut(id) else { return };
        if !completion.more {
            entry.receiving = Receiving::Idle;
        }
        self.connections.mark_dirty(id);
        let entry = self.connections.entries.get_mut(id).expect("found above");
        match completion.outcome {
            Outcome::Received { buffer } if buffer.is_empty() => entry.connection.on_end_of_stream(),
            Outcome::Received { buffer } => {
                entry.active_at = now;
                entry.connection.on_received(buffer);
            }
            Outcome::ReceivedInto { buffer } => {
                entry.active_at = now;
                entry.connection.on_received_in_place(buffer);
            }
            Outcome::Failed { error, reclaimed } if is_cancelled(&error) => {
                return self.on_receive_cancelled(id, reclaimed);
            }
            // A reset is how many clients say goodbye; nobody acts on it.
            Outcome::Failed { .. } => return self.close_connection(id),
            other => unreachable!("a receive does not end with {other:?}"),
        }
        self.cut_frames(id);
    }

    /// Chunks are cancelled for a change of plan. A receive in place is only when the connection is over, or when it seemed
    /// idle and has to show that it is not.
    fn on_receive_cancelled(&mut self, id: ConnectionId, reclaimed: Reclaimed) {
        let (Some(entry), Reclaimed::Buffer(buffer)) = (self.connections.entries.get_mut(id), reclaimed)
        else {
            return;
        };
        if entry.connection.state() != ConnectionState::Open {
            return;
        }
        if entry.connection.on_receive_interrupted(buffer) {
            entry.active_at = self.io.now();
            self.cut_frames(id);
        } else {
            self.close_connection(id);
        }
    }

    pub(super) fn on_send(&mut self, completion: Completion) {
        let id = connection_of(completion.token);
        let (payloads, failed) = match completion.outcome {
            Outcome::Sent { payload } => (payload, None),
            Outcome::Failed { error, reclaimed: Reclaimed::Payloads(payloads) } => (payloads, Some(error)),
            Outcome::Failed { error, .. } => (Payloads::new(), Some(error)),
            other => unreachable!("a send does not end with {other:?}"),
        };
        let now = self.io.now();
        let Some(entry) = self.connections.entries.get_mut(id) else { return };
        entry.active_at = now;
        entry.connection.on_sent(payloads);
        if let Some(error) = failed {
            if error.kind() == std::io::ErrorKind::UnexpectedEof {
                tracing::error!(peer = %entry.peer, "a segment ended before the records that a fetch was promised: {error}");
            }
            self.close_connection(id);
        }
        self.connections.mark_dirty(id);
        self.connections.mark_resumable(id);
    }

    /// Handles the whole frames that a connection has, as far as its limits let it.
    pub(super) fn cut_frames(&mut self, id: ConnectionId) {
        loop {
            if self.mesh.is_congested() {
                return self.connections.mark_resumable(id);
            }
            if self.state != ShardState::Running {
                return;
            }
            let Some(entry) = self.connections.entries.get_mut(id) else { return };
            match entry.connection.next_frame(self.io.pool(), &mut self.connections.budget) {
                Ok(FrameStep::Frame(frame)) => {
                    let slot = entry.connection.reserve();
                    self.on_frame(id, slot, frame);
                }
                Ok(FrameStep::NeedsBytes | FrameStep::Paused) => break,
                Ok(FrameStep::NeedsBudget) => {
                    self.connections.starved.push(id);
                    break;
                }
                Err(error) => {
                    tracing::warn!(peer = %entry.peer, "closing connection: {error}");
                    self.close_connection(id);
                    break;
                }
            }
        }
        self.connections.mark_dirty(id);
    }

    fn on_frame(&mut self, id: ConnectionId, slot: ReplySlot, frame: SharedBuffer) {
        if let Err(error) = apis::dispatch(self, id, slot, frame) {
            if let Some(entry) = self.connections.entries.get(id) {
                tracing::warn!(peer = %entry.peer, "closing connection: {error}");
            }
            self.close_connection(id);
        }
    }

    /// Answers a request. `write` writes the body in the layout of the request's version; header and length are added.
    /// A reply to a connection that is gone vanishes.
    pub fn reply(&mut self, reply_to: ReplyTo, write: impl FnOnce(&mut ResponseWriter<'_>)) {
        if let Err(error) = self.sink.write(self.io.pool(), reply_to, write, &mut self.payloads) {
            debug_assert!(false, "{:?} v{}: {error}", reply_to.api_key, reply_to.api_version);
            tracing::error!(api = ?reply_to.api_key, version = reply_to.api_version, "a response could not be written: {error}");
            return self.close_connection(reply_to.connection);
        }
        let Some(entry) = self.connections.entries.get_mut(reply_to.connection) else {
            return self.payloads.clear();
        };
        entry.connection.fill(reply_to.slot, &mut self.payloads, &mut self.connections.budget);
        self.after_reply(reply_to.connection);
    }

    /// Answers a request with an owned message.
    pub fn reply_with<M: protocol::Message>(&mut self, reply_to: ReplyTo, message: &M) {
        debug_assert_eq!(M::ID, reply_to.api_key as i16, "{} answers another request", M::NAME);
        self.reply(reply_to, |writer| writer.put(message));
    }

    /// The request gets no reply (acks=0).
    pub(crate) fn skip_reply(&mut self, reply_to: ReplyTo) {
        let Some(entry) = self.connections.entries.get_mut(reply_to.connection) else { return };
        entry.connection.skip(reply_to.slot, &mut self.connections.budget);
        self.after_reply(reply_to.connection);
    }

    fn after_reply(&mut self, id: ConnectionId) {
        self.connections.mark_dirty(id);
        if self.connections.entries.get(id).is_some_and(|entry| entry.connection.has_input()) {
            self.connections.mark_resumable(id);
        }
        if !self.connections.starved.is_empty() {
            self.connections.feed_starved();
        }
    }

    /// Ends a connection; outstanding replies are forgotten.
    pub(crate) fn close_connection(&mut self, id: ConnectionId) {
        let Some(entry) = self.connections.entries.get_mut(id) else { return };
        entry.connection.close(&mut self.connections.budget);
        self.connections.mark_dirty(id);
        if !self.connections.starved.is_empty() {
            self.connections.feed_starved();
        }
    }

    /// The address that the client of `reply_to` dialled.
    pub(crate) fn dialled_address(&self, reply_to: ReplyTo) -> Option<(u16, SocketAddr)> {
        let entry = self.connections.entries.get(reply_to.connection)?;
        Some((entry.listener, entry.socket.local_address()))
    }

    /// The peer of a request, for log lines.
    pub(crate) fn peer_of(&self, request: &Request) -> Option<SocketAddr> {
        self.connections.entries.get(request.reply_to.connection).map(|entry| entry.peer)
    }

    /// Cuts frames of connections that were held up. One round: who is held up again waits for the next turn.
    pub(super) fn resume_connections(&mut self) {
        if self.mesh.is_congested() {
            return;
        }
        // Who is held up again stands in the other list, for the next turn.
        std::mem::swap(&mut self.connections.resumable, &mut self.connections.resuming);
        let mut round = std::mem::take(&mut self.connections.resuming);
        for id in round.drain(..) {
            if let Some(entry) = self.connections.entries.get_mut(id) {
                entry.is_resumable = false;
                self.cut_frames(id);
            }
        }
        self.connections.resuming = round;
    }

    /// One send per connection with something ready; receives armed and cancelled; ended connections leave.
    pub(super) fn flush_connections(&mut self) {
        let mut dirty = std::mem::take(&mut self.connections.dirty);
        for id in dirty.drain(..) {
            self.flush_connection(id);
        }
        self.connections.dirty = dirty;
    }

    fn flush_connection(&mut self, id: ConnectionId) {
        let Some(entry) = self.connections.entries.get_mut(id) else { return };
        entry.is_dirty = false;
        if let Some(payload) = entry.connection.take_send() {
            self.io.submit(token(owner::SEND, id), Op::Send { socket: entry.socket.clone(), payload });
        }
        let is_closed = entry.connection.state() == ConnectionState::Closed;
        match entry.receiving {
            Receiving::Idle => begin_receive(&mut self.io, id, entry),
            Receiving::Chunks if !entry.connection.wants_chunks() => cancel_receive(&mut self.io, id, entry),
            Receiving::InPlace if !entry.connection.wants_to_receive() => {
                cancel_receive(&mut self.io, id, entry);
            }
            Receiving::Chunks | Receiving::InPlace | Receiving::Ending => {}
        }
        if !is_closed {
            return;
        }
        if !std::mem::replace(&mut entry.is_shut, true) {
            entry.socket.shutdown();
        }
        if entry.receiving == Receiving::Idle && !entry.connection.is_sending() {
            let peer = entry.peer;
            self.connections.entries.remove(id);
            self.tell(ShardIndex::ZERO, Message::Departed { peer });
        }
    }

    pub(super) fn idle_check_deadline(&self) -> Option<Duration> {
        (!self.connections.entries.is_empty())
            .then_some(self.connections.idle_checked_at + IDLE_CHECK_INTERVAL)
    }

    /// `connections.max.idle.ms`: who neither sent nor received for so long, and waits for nothing, goes; and who stops in
    /// the middle of a large frame, sooner.
    pub(super) fn close_idle_connections(&mut self, now: Duration) {
        if self.idle_check_deadline().is_none_or(|deadline| now < deadline) {
            return;
        }
        self.connections.idle_checked_at = now;
        let idle_max = self.config.connections_max_idle_ms.map(Duration::from_millis);
        let idle: Vec<ConnectionId> = self
            .connections
            .entries
            .iter()
            .filter(|(_, entry)| {
                let idle = now.saturating_sub(entry.active_at);
                // A frame that was begun and not sent keeps others from theirs.
                let is_stalled = entry.connection.is_assembling_large_frame() && idle > STALLED_FRAME_MAX;
                let is_idle =
                    entry.connection.requests_in_flight() == 0 && idle_max.is_some_and(|max| idle > max);
                is_stalled || is_idle
            })
            .map(|(id, _)| id)
            .collect();
        for id in idle {
            self.close_if_idle(id);
        }
    }

    /// What a receive in place has got is seen only when it is over: it is ended, and goes on if it got anything.
    fn close_if_idle(&mut self, id: ConnectionId) {
        match self.connections.entries.get_mut(id) {
            Some(entry) if entry.receiving == Receiving::InPlace => cancel_receive(&mut self.io, id, entry),
            _ => self.close_connection(id),
        }
    }
}

/// Begins the receive that the connection plans.
fn begin_receive<I: Io>(io: &mut I, id: ConnectionId, entry: &mut ConnectionEntry) {
    let (receiving, op) = match entry.connection.plan_receive(io.pool()) {
        ReceivePlan::Nothing => return,
        ReceivePlan::Chunks => (Receiving::Chunks, Op::Receive { socket: entry.socket.clone() }),
        ReceivePlan::InPlace { buffer, until } => {
            (Receiving::InPlace, Op::ReceiveInto { socket: entry.socket.clone(), buffer, until })
        }
    };
    entry.receiving = receiving;
    io.submit(token(owner::RECEIVE, id), op);
}

fn cancel_receive<I: Io>(io: &mut I, id: ConnectionId, entry: &mut ConnectionEntry) {
    entry.receiving = Receiving::Ending;
    io.submit(Token::default(), Op::Cancel { target: token(owner::RECEIVE, id) });
}

fn token(owner: u8, id: ConnectionId) -> Token {
    Token::new(owner, id.slot, id.generation)
}

fn connection_of(token: Token) -> ConnectionId {
    ConnectionId { slot: token.slot, generation: token.generation }
}

fn is_cancelled(error: &std::io::Error) -> bool {
    /// Linux's ECANCELED.
    const ECANCELED: i32 = 125;
    error.raw_os_error() == Some(ECANCELED)
}
