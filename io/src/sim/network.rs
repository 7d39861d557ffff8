//! Listeners and connections of a world: bytes cut, delayed, held back and reset, but never reordered within a stream.

use std::collections::VecDeque;
use std::io::{Error, ErrorKind, Result};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use super::connection::{Connection, ConnectionId, ReceiveInto, Receiving, Sending, Side, split_front};
use super::events::Event;
use super::handles::{SimFile, SimListener, SimSocket};
use super::world::{IoId, NodeId, Target, World};
use super::{CrashKind, Fault};
use crate::socket::{ListenerHandle, SocketHandle};
use crate::{Buffer, Listener, Outcome, Payload, Payloads, Reclaimed, SharedBuffer, Socket, Token};

/// Somebody listens on an address.
#[derive(Debug)]
pub(super) struct Listening {
    node: NodeId,
    accepting: Option<Accepting>,
    /// Connected and not accepted.
    backlog: VecDeque<Socket>,
}

#[derive(Debug)]
struct Accepting {
    io: IoId,
    token: Token,
    /// Holds the descriptor open while the operation is in flight.
    _listener: Listener,
}

/// The largest chunk of an armed receive, as that of a ring's provided buffers.
const CHUNK_BYTES_MAX: usize = 64 << 10;

impl World {
    pub(super) fn listen(&mut self, io: IoId, mut address: SocketAddr) -> Result<Listener> {
        if address.port() == 0 {
            address.set_port(self.new_port());
        }
        if self.listening.contains_key(&address) {
            return Err(ErrorKind::AddrInUse.into());
        }
        let node = self.ios[io.0].node;
        self.listening.insert(address, Listening { node, accepting: None, backlog: VecDeque::new() });
        let incarnation = self.ios[io.0].incarnation;
        let handle = SimListener { node, incarnation, address, events: self.handles.clone() };
        Ok(Listener::new(ListenerHandle::Simulated(Arc::new(handle)), address))
    }

    pub(super) fn submit_accept(&mut self, io: IoId, token: Token, listener: Listener) {
        let address = SimListener::of(&listener).address;
        let Some(listening) = self.listening.get_mut(&address) else {
            return self.fail(io, token, ErrorKind::InvalidInput.into(), Reclaimed::Nothing);
        };
        assert!(listening.accepting.is_none(), "one accept is armed per listener");
        listening.accepting = Some(Accepting { io, token, _listener: listener });
        let waiting = std::mem::take(&mut listening.backlog);
        self.set_target(io, token, Target::Accept(address));
        for socket in waiting {
            let peer = socket.peer_address();
            self.complete(io, token, Outcome::Accepted { socket, peer }, true);
        }
    }

    pub(super) fn submit_connect(&mut self, io: IoId, token: Token, address: SocketAddr) {
        self.set_target(io, token, Target::Connect(address));
        let delay = self.network_delay();
        self.events.schedule(self.now + delay, Event::Connect { io, token });
    }

    /// A connection request reaches its listener, or nobody.
    pub(super) fn on_connect_event(&mut self, io: IoId, token: Token) {
        let Some(Target::Connect(address)) = self.target(io, token) else {
            return;
        };
        let Some(server_node) = self.listening.get(&address).map(|listening| listening.node) else {
            return self.fail(io, token, ErrorKind::ConnectionRefused.into(), Reclaimed::Nothing);
        };
        let id = ConnectionId(self.new_id());
        let windows = [self.draw_window(), self.draw_window()];
        self.connections.insert(id, Connection::new(self.ios[io.0].node, server_node, windows));
        let client_address = SocketAddr::new(address.ip(), self.new_port());
        let client = self.socket(id, Side::Client, client_address, address);
        let server = self.socket(id, Side::Server, address, client_address);
        self.complete(io, token, Outcome::Connected { socket: client }, false);
        let listening = self.listening.get_mut(&address).expect("looked up above");
        match &listening.accepting {
            Some(accepting) => {
                let (io, token) = (accepting.io, accepting.token);
                let accepted = Outcome::Accepted { socket: server, peer: client_address };
                self.complete(io, token, accepted, true);
            }
            None => listening.backlog.push_back(server),
        }
    }

    pub(super) fn submit_receive(&mut self, io: IoId, token: Token, socket: Socket, into: ReceiveInto) {
        let (id, side) = SimSocket::of(&socket);
        let Some(connection) = self.connections.get_mut(&id) else {
            return self.fail(io, token, ErrorKind::NotConnected.into(), reclaimed(into));
        };
        let end = connection.end(side);
        assert!(end.receiving.is_none(), "one receiving operation is armed per socket");
        end.receiving = Some(Receiving { io, token, into, _socket: socket });
        self.set_target(io, token, Target::Receive(id, side));
        self.pump_receive(id, side);
    }

    pub(super) fn submit_send(&mut self, io: IoId, token: Token, socket: Socket, mut payload: Payloads) {
        let (id, side) = SimSocket::of(&socket);
        let Some(connection) = self.connections.get_mut(&id) else {
            payload.clear();
            return self.fail(io, token, ErrorKind::NotConnected.into(), Reclaimed::Payloads(payload));
        };
        let end = connection.end(side);
        assert!(end.sending.is_none(), "one send is in flight per socket");
        payload.reverse();
        end.sending = Some(Sending { io, token, rest: payload, _socket: socket });
        self.set_target(io, token, Target::Send(id, side));
        self.pump_send(id, side);
    }

    /// Hands as much of a send to the network as the receiver's window takes.
    fn pump_send(&mut self, id: ConnectionId, side: Side) {
        loop {
            let segment = self.draw_segment();
            let Some(connection) = self.connections.get_mut(&id) else {
                return;
            };
            let receiver = connection.end(side.other());
            // TCP's cure for silly windows: small room is not worth a segment, or streams end up as single bytes.
            let (room, enough) = (receiver.room(), receiver.window / 4);
            let end = connection.end(side);
            let Some(sending) = &mut end.sending else {
                return;
            };
            if end.broken || end.shut {
                return self.end_send(id, side, Err(ErrorKind::BrokenPipe.into()));
            }
            let Some(piece) = sending.rest.last_mut() else {
                return self.end_send(id, side, Ok(()));
            };
            if piece.is_empty() {
                sending.rest.pop();
                continue;
            }
            if room < piece.len().min(enough) {
                self.counts.count(Fault::BackPressure);
                return;
            }
            let part = split_front(piece, room.min(segment));
            if !self.exists(&part) {
                return self.end_send(id, side, Err(ErrorKind::UnexpectedEof.into()));
            }
            self.put_under_way(id, side.other(), part);
        }
    }

    fn put_under_way(&mut self, id: ConnectionId, to: Side, piece: Payload) {
        let arrival = self.now + self.network_delay();
        let connection = self.connections.get_mut(&id).expect("the caller looked it up");
        let end = connection.end(to);
        end.in_transit += piece.len();
        end.last_arrival = end.last_arrival.max(arrival);
        self.events.schedule(end.last_arrival, Event::Deliver { connection: id, to, piece });
    }

    fn end_send(&mut self, id: ConnectionId, side: Side, result: Result<()>) {
        let Some(sending) = self.connections.get_mut(&id).and_then(|c| c.end(side).sending.take()) else {
            return;
        };
        let mut payload = sending.rest;
        payload.clear();
        let outcome = match result {
            Ok(()) => Outcome::Sent { payload },
            Err(error) => Outcome::Failed { error, reclaimed: Reclaimed::Payloads(payload) },
        };
        self.complete(sending.io, sending.token, outcome, false);
    }

    pub(super) fn on_deliver_event(&mut self, id: ConnectionId, to: Side, piece: Payload) {
        let Some(connection) = self.connections.get_mut(&id) else {
            return;
        };
        let end = connection.end(to);
        if end.broken || end.dead {
            return;
        }
        if end.closed || end.shut {
            return self.reset(id, ErrorKind::ConnectionReset);
        }
        let one_in = self.nodes[end.node.0].faults.connection_reset_one_in;
        end.in_transit -= piece.len();
        end.inbound_len += piece.len();
        end.inbound.push_back(piece);
        if self.random.one_in(one_in) {
            self.counts.count(Fault::ConnectionReset);
            return self.reset(id, ErrorKind::ConnectionReset);
        }
        self.pump_receive(id, to);
    }

    pub(super) fn on_finish_event(&mut self, id: ConnectionId, to: Side) {
        if let Some(connection) = self.connections.get_mut(&id) {
            connection.end(to).finished = true;
            self.pump_receive(id, to);
        }
    }

    /// Hands what has arrived to the armed receive, one chunk at a time.
    pub(super) fn pump_receive(&mut self, id: ConnectionId, side: Side) {
        let Some(connection) = self.connections.get_mut(&id) else {
            return;
        };
        let end = connection.end(side);
        let (broken, available) = (end.broken, end.inbound_len);
        let over = end.finished || end.shut;
        let Some(receiving) = &end.receiving else {
            return;
        };
        let wanted = match &receiving.into {
            ReceiveInto::Chunks => CHUNK_BYTES_MAX,
            ReceiveInto::Caller { buffer, until } => until - buffer.len(),
        };
        match (broken, available) {
            (true, _) => self.end_receive(id, side, Err(ErrorKind::ConnectionReset.into())),
            (false, 0) if over || wanted == 0 => self.end_receive(id, side, Ok(())),
            (false, 0) => {}
            (false, _) => self.receive(id, side, available.min(wanted)),
        }
    }

    fn receive(&mut self, id: ConnectionId, side: Side, at_most: usize) {
        let len = self.draw_chunk(at_most);
        let end = self.connections.get_mut(&id).expect("the caller looked it up").end(side);
        let pieces = end.take_inbound(len);
        let left = end.inbound_len;
        let receiving = end.receiving.as_mut().expect("the caller looked at it");
        let (io, token) = (receiving.io, receiving.token);
        let taken = match &mut receiving.into {
            ReceiveInto::Chunks => None,
            ReceiveInto::Caller { buffer, until } => Some((std::mem::take(buffer), *until)),
        };
        let chunks = taken.is_none();
        let (mut buffer, until) = taken.unwrap_or_else(|| (self.ios[io.0].pool.take(len), 0));
        pieces.iter().for_each(|piece| self.copy_piece(piece, &mut buffer));
        if chunks {
            self.complete(io, token, Outcome::Received { buffer: buffer.freeze() }, true);
        } else {
            let full = buffer.len() == until;
            let end = self.connections.get_mut(&id).expect("the caller looked it up").end(side);
            let receiving = end.receiving.as_mut().expect("the caller looked at it");
            receiving.into = ReceiveInto::Caller { buffer, until };
            if full {
                self.end_receive(id, side, Ok(()));
            }
        }
        self.pump_send(id, side.other());
        let finished = self.connections.get_mut(&id).is_some_and(|c| c.end(side).finished);
        if left > 0 || finished {
            let soon = self.now + Duration::from_nanos(self.random.below(20_000));
            self.events.schedule(soon, Event::Pump { connection: id, side });
        }
    }

    fn end_receive(&mut self, id: ConnectionId, side: Side, result: Result<()>) {
        let Some(receiving) = self.connections.get_mut(&id).and_then(|c| c.end(side).receiving.take()) else {
            return;
        };
        let outcome = match (result, receiving.into) {
            (Ok(()), ReceiveInto::Chunks) => Outcome::Received { buffer: SharedBuffer::new() },
            (Ok(()), ReceiveInto::Caller { buffer, .. }) => Outcome::ReceivedInto { buffer },
            (Err(error), into) => Outcome::Failed { error, reclaimed: reclaimed(into) },
        };
        self.complete(receiving.io, receiving.token, outcome, false);
    }

    /// Both ends learn that the connection is broken; what they had not received is gone.
    pub(super) fn reset(&mut self, id: ConnectionId, kind: ErrorKind) {
        for side in Side::BOTH {
            let Some(connection) = self.connections.get_mut(&id) else {
                return;
            };
            let end = connection.end(side);
            end.broken = true;
            end.inbound.clear();
            end.inbound_len = 0;
            self.end_receive(id, side, Err(kind.into()));
            self.end_send(id, side, Err(kind.into()));
        }
    }

    /// An end says that it sends and receives nothing more.
    pub(super) fn shut_down(&mut self, id: ConnectionId, side: Side) {
        let Some(connection) = self.connections.get_mut(&id) else {
            return;
        };
        let end = connection.end(side);
        if end.shut || end.broken || end.dead {
            return;
        }
        end.shut = true;
        end.inbound.clear();
        end.inbound_len = 0;
        self.end_receive(id, side, Ok(()));
        self.end_send(id, side, Err(ErrorKind::BrokenPipe.into()));
        self.send_finish(id, side.other());
    }

    fn send_finish(&mut self, id: ConnectionId, to: Side) {
        let delay = self.network_delay();
        let connection = self.connections.get_mut(&id).expect("the caller looked it up");
        let end = connection.end(to);
        end.last_arrival = end.last_arrival.max(self.now + delay);
        self.events.schedule(end.last_arrival, Event::Finish { connection: id, to });
    }

    /// The last handle of an end is gone. Bytes that nobody received make it a reset, as in the kernel.
    pub(super) fn close_socket(&mut self, id: ConnectionId, side: Side) {
        let Some(connection) = self.connections.get_mut(&id) else {
            return;
        };
        let end = connection.end(side);
        end.closed = true;
        let unread = end.inbound_len > 0;
        if connection.is_over() {
            self.connections.remove(&id);
        } else if unread {
            let soon = self.now + self.network_delay();
            self.events.schedule(soon, Event::Reset { connection: id });
        } else {
            self.shut_down(id, side);
        }
    }

    pub(super) fn close_listener(&mut self, address: SocketAddr) {
        // Sockets of the backlog drop with it, and their peers see the end of the stream.
        self.listening.remove(&address);
    }

    /// Ends a socket operation early.
    pub(super) fn cancel(&mut self, io: IoId, token: Token) {
        let cancelled = || Error::from_raw_os_error(libc::ECANCELED);
        match self.target(io, token) {
            Some(Target::Receive(id, side)) => self.end_receive(id, side, Err(cancelled())),
            Some(Target::Send(id, side)) => self.end_send(id, side, Err(cancelled())),
            Some(Target::Connect(_)) => self.fail(io, token, cancelled(), Reclaimed::Nothing),
            Some(Target::Accept(address)) => {
                if let Some(listening) = self.listening.get_mut(&address) {
                    listening.accepting = None;
                }
                self.fail(io, token, cancelled(), Reclaimed::Nothing);
            }
            // A disk operation that has begun is not stopped; it completes with what it did.
            Some(Target::Disk) | None => {}
        }
    }

    /// A node's ends of connections go down with it.
    pub(super) fn disconnect(&mut self, node: NodeId, kind: CrashKind) {
        self.listening.retain(|_, listening| listening.node != node);
        let ids: Vec<ConnectionId> = self.connections.keys().copied().collect();
        for id in ids {
            for side in Side::BOTH {
                let Some(connection) = self.connections.get_mut(&id) else {
                    break;
                };
                let end = connection.end(side);
                if end.node == node && !end.dead {
                    (end.dead, end.receiving, end.sending) = (true, None, None);
                    end.inbound.clear();
                    self.tell_peer_of_crash(id, side.other(), kind);
                }
            }
            if self.connections.get(&id).is_some_and(Connection::is_over) {
                self.connections.remove(&id);
            }
        }
    }

    fn tell_peer_of_crash(&mut self, id: ConnectionId, peer: Side, kind: CrashKind) {
        match kind {
            // The kernel closes the process's sockets: what it had sent still arrives, if nothing was unread.
            CrashKind::ProcessKill if self.random.one_in(2) => self.send_finish(id, peer),
            CrashKind::PowerCut if self.random.one_in(3) => {
                self.counts.count(Fault::HalfOpen);
                let late = Duration::from_micros(self.random.between(100_000, 10_000_000));
                self.events.schedule(self.now + late, Event::Reset { connection: id });
            }
            _ => {
                let soon = self.now + self.network_delay();
                self.events.schedule(soon, Event::Reset { connection: id });
            }
        }
    }

    /// Before a power cut changes files: what the network already has of them stays as it is.
    pub(super) fn detach_from_disk(&mut self, node: NodeId) {
        let under_way = self.events.iter_mut().filter_map(|event| match event {
            Event::Deliver { piece, .. } => Some(piece),
            _ => None,
        });
        let arrived = self.connections.values_mut().flat_map(Connection::inbound_mut);
        for piece in under_way.chain(arrived) {
            if let Payload::File(region) = piece
                && SimFile::of(&region.file).node == node
            {
                let mut bytes = vec![0; region.len as usize];
                let inode = SimFile::of(&region.file).inode;
                self.nodes[node.0].disk.inode(inode).read(region.position, &mut bytes);
                *piece = Payload::Memory(SharedBuffer::copy_from(&bytes));
            }
        }
    }

    /// A file region is what the page cache holds when the peer takes it, as with `sendfile`.
    fn copy_piece(&self, piece: &Payload, buffer: &mut Buffer) {
        match piece {
            Payload::Memory(bytes) => buffer.extend_from_slice(bytes),
            Payload::File(region) => {
                let mut bytes = vec![0; region.len as usize];
                self.inode_of(&region.file).read(region.position, &mut bytes);
                buffer.extend_from_slice(&bytes);
            }
        }
    }

    fn exists(&self, piece: &Payload) -> bool {
        match piece {
            Payload::Memory(_) => true,
            Payload::File(region) => {
                region.position + u64::from(region.len) <= self.inode_of(&region.file).len()
            }
        }
    }

    fn socket(&self, connection: ConnectionId, side: Side, local: SocketAddr, peer: SocketAddr) -> Socket {
        let handle = SimSocket { connection, side, events: self.handles.clone() };
        Socket::new(SocketHandle::Simulated(Arc::new(handle)), Some(local), peer)
    }

    fn new_port(&mut self) -> u16 {
        self.next_port = self.next_port.checked_add(1).unwrap_or(20_000);
        self.next_port
    }

    fn draw_window(&mut self) -> usize {
        1 << self.random.between(12, 18)
    }

    /// Bytes that travel as one.
    fn draw_segment(&mut self) -> usize {
        1 << self.random.between(6, 17)
    }

    /// Mostly all that is there, sometimes cut anywhere, so that no frame boundary can be relied on.
    fn draw_chunk(&mut self, available: usize) -> usize {
        if available > 1 && self.random.one_in(4) {
            self.counts.count(Fault::ChunkSplit);
            return self.random.between(1, available as u64) as usize;
        }
        available
    }

    fn network_delay(&mut self) -> Duration {
        let micros = match self.random.below(20) {
            0 => self.random.between(1_000, 20_000),
            _ => self.random.between(5, 200),
        };
        Duration::from_micros(micros)
    }
}

fn reclaimed(into: ReceiveInto) -> Reclaimed {
    match into {
        ReceiveInto::Chunks => Reclaimed::Nothing,
        ReceiveInto::Caller { buffer, .. } => Reclaimed::Buffer(buffer),
    }
}
