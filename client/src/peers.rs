//! Whom a client may connect to, and the connections it has.

use std::collections::BTreeMap;
use std::time::Duration;

use io::{Io, Token};

use crate::connection::{Connection, Event, Phase, Tokens};
use crate::{ClientConfig, Error};

/// Somebody to connect to. A broker that is both a bootstrap server and a node has two connections, as in Kafka's
/// clients: nobody can know that they are one before having asked.
#[derive(Copy, Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Peer {
    /// An index into the bootstrap servers.
    Bootstrap(usize),
    /// A broker id of the metadata.
    Node(i32),
    /// A broker id of the metadata, as the coordinator of a group.
    Coordinator(i32),
}

/// What the last attempts with a peer came to.
#[derive(Default)]
pub(crate) struct PeerState {
    pub(crate) connection: Option<usize>,
    pub(crate) failures: u32,
    pub(crate) not_before: Duration,
    pub(crate) last_error: Option<Error>,
}

/// Connections by slot, and peers.
///
/// - A peer's `connection` names a slot that holds a connection to it which is not closing.
/// - A slot is used again only when the kernel holds nothing of its last connection; its generation grows each time.
#[derive(Default)]
pub(crate) struct Peers {
    slots: Vec<Slot>,
    states: BTreeMap<Peer, PeerState>,
}

struct Slot {
    generation: u32,
    tenant: Option<(Peer, Connection)>,
}

/// Which of a connection's operations a token names.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub(crate) enum Operation {
    Connect,
    Receive,
    Send,
}

const OPERATIONS: u32 = 3;

impl Peers {
    pub(crate) fn state(&mut self, peer: Peer) -> &mut PeerState {
        self.states.entry(peer).or_default()
    }

    pub(crate) fn peek(&self, peer: Peer) -> Option<&PeerState> {
        self.states.get(&peer)
    }

    /// The slot of a peer's live connection.
    pub(crate) fn live(&self, peer: Peer) -> Option<usize> {
        self.states.get(&peer)?.connection
    }

    pub(crate) fn connection(&self, slot: usize) -> &Connection {
        &self.slots[slot].tenant.as_ref().expect("live slots have tenants").1
    }

    pub(crate) fn connection_mut(&mut self, slot: usize) -> &mut Connection {
        &mut self.slots[slot].tenant.as_mut().expect("live slots have tenants").1
    }

    pub(crate) fn peer(&self, slot: usize) -> Peer {
        self.slots[slot].tenant.as_ref().expect("live slots have tenants").0
    }

    pub(crate) fn slot_count(&self) -> usize {
        self.slots.len()
    }

    /// Whether the slot holds a connection that is not closing.
    pub(crate) fn is_live(&self, slot: usize) -> bool {
        let tenant = self.slots[slot].tenant.as_ref();
        tenant.is_some_and(|(_, connection)| connection.phase() != Phase::Closing)
    }

    /// Hands what every connection has queued to the kernel.
    pub(crate) fn flush<I: Io>(&mut self, io: &mut I) {
        let tenants = self.slots.iter_mut().filter_map(|slot| slot.tenant.as_mut());
        tenants.for_each(|(_, connection)| connection.flush(io));
    }

    /// Starts to connect to a peer that has no connection.
    pub(crate) fn open<I: Io>(
        &mut self,
        peer: Peer,
        address: crate::Address,
        config: &ClientConfig,
        io: &mut I,
    ) -> Result<(), Error> {
        debug_assert!(self.live(peer).is_none());
        let slot = self.free_slot();
        let generation = self.slots[slot].generation;
        let first = slot as u32 * OPERATIONS;
        let token = |operation: u32| Token::new(config.token_owner, first + operation, generation);
        let tokens = Tokens { connect: token(0), receive: token(1), send: token(2) };
        let connection = Connection::open(address, tokens, config, io)?;
        self.slots[slot].tenant = Some((peer, connection));
        self.state(peer).connection = Some(slot);
        Ok(())
    }

    /// The slot and operation of a token, unless its connection is gone.
    pub(crate) fn find(&self, token: Token) -> Option<(usize, Operation)> {
        let index = (token.slot / OPERATIONS) as usize;
        let slot = self.slots.get(index)?;
        if slot.generation != token.generation || slot.tenant.is_none() {
            return None;
        }
        let operation = match token.slot % OPERATIONS {
            0 => Operation::Connect,
            1 => Operation::Receive,
            _ => Operation::Send,
        };
        Some((index, operation))
    }

    /// Frees the slot when its connection is closed and the kernel is done with it.
    pub(crate) fn reap(&mut self, index: usize) {
        let slot = &mut self.slots[index];
        if slot.tenant.as_ref().is_some_and(|(_, connection)| connection.is_finished()) {
            slot.tenant = None;
            slot.generation = slot.generation.wrapping_add(1);
        }
    }

    /// Closes every connection.
    pub(crate) fn close_all<I: Io>(&mut self, error: &Error, io: &mut I, events: &mut Vec<Event>) {
        let tenants = self.slots.iter_mut().filter_map(|slot| slot.tenant.as_mut());
        for (_, connection) in tenants.filter(|(_, connection)| connection.phase() != Phase::Closing) {
            connection.close(error.clone(), io, events);
        }
    }

    /// No peer has a live connection any more: all of them were closed.
    pub(crate) fn forget_connections(&mut self) {
        self.states.values_mut().for_each(|state| state.connection = None);
    }

    /// Whether the kernel holds nothing of any connection.
    pub(crate) fn is_empty(&self) -> bool {
        self.slots.iter().all(|slot| slot.tenant.is_none())
    }

    fn free_slot(&mut self) -> usize {
        if let Some(free) = self.slots.iter().position(|slot| slot.tenant.is_none()) {
            return free;
        }
        self.slots.push(Slot { generation: 0, tenant: None });
        self.slots.len() - 1
    }
}
