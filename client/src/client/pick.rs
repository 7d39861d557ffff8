//! Which connection a call goes over, and which connections are begun for it.

use io::Io;

use super::Client;
use crate::Error;
use crate::call::Target;
use crate::connection::Phase;
use crate::peers::Peer;

/// What became of the search for a connection.
pub(super) enum Pick {
    Ready(usize),
    Wait,
    Fail(Error),
}

impl<I: Io> Client<I> {
    /// Everybody who may answer a target.
    pub(super) fn candidates(&self, target: Target) -> Vec<Peer> {
        match target {
            Target::Node(node) => vec![Peer::Node(node)],
            Target::Coordinator(node) => vec![Peer::Coordinator(node)],
            Target::Any => {
                let bootstrap = (0..self.config.bootstrap_servers.len()).map(Peer::Bootstrap);
                bootstrap.chain(self.metadata.brokers().map(|(id, _)| Peer::Node(id))).collect()
            }
        }
    }

    pub(super) fn pick_any(&mut self) -> Pick {
        let candidates = self.candidates(Target::Any);
        let live: Vec<usize> = candidates.iter().filter_map(|peer| self.peers.live(*peer)).collect();
        if let Some(ready) = live.iter().find(|slot| self.peers.connection(**slot).phase() == Phase::Ready) {
            return Pick::Ready(*ready);
        }
        if !live.is_empty() {
            return Pick::Wait;
        }
        let now = self.io.now();
        let mut due: Vec<Peer> = candidates
            .into_iter()
            .filter(|peer| self.peers.peek(*peer).is_none_or(|state| state.not_before <= now))
            .collect();
        due.sort_by_key(|peer| self.peers.peek(*peer).map_or(0, |state| state.failures));
        for peer in due {
            if self.config.fail_fast && !self.was_connected && self.all_bootstrap_servers_failed() {
                break;
            }
            if self.open(peer) {
                return Pick::Wait;
            }
        }
        match self.bootstrap_error() {
            Some(error) if self.config.fail_fast && !self.was_connected => Pick::Fail(error),
            _ => Pick::Wait,
        }
    }

    pub(super) fn all_bootstrap_servers_failed(&self) -> bool {
        let failed = |peer| self.peers.peek(peer).is_some_and(|state| state.failures > 0);
        (0..self.config.bootstrap_servers.len()).map(Peer::Bootstrap).all(failed)
    }

    /// The first bootstrap server's failure, when all of them have failed.
    pub(super) fn bootstrap_error(&self) -> Option<Error> {
        if !self.all_bootstrap_servers_failed() {
            return None;
        }
        self.peers.peek(Peer::Bootstrap(0))?.last_error.clone()
    }

    /// `patient`: a node that cannot be reached, or is not known, is waited for.
    pub(super) fn pick_node(&mut self, node: i32, patient: bool) -> Pick {
        self.pick_broker(Peer::Node(node), node, patient)
    }

    /// As [`Self::pick_node`], over the connection that is for coordinators.
    pub(super) fn pick_coordinator(&mut self, node: i32, patient: bool) -> Pick {
        self.pick_broker(Peer::Coordinator(node), node, patient)
    }

    fn pick_broker(&mut self, peer: Peer, node: i32, patient: bool) -> Pick {
        let Some(address) = self.metadata.broker(node).cloned() else {
            self.request_metadata();
            let reason = "the cluster's metadata does not name it".to_owned();
            return match patient {
                true => Pick::Wait,
                false => Pick::Fail(Error::Unreachable { address: format!("broker {node}"), reason }),
            };
        };
        if let Some(slot) = self.peers.live(peer) {
            let connection = self.peers.connection_mut(slot);
            if *connection.address() != address {
                let reason = format!("the broker moved to {address}");
                let error = Error::Disconnected { address: connection.address().to_string(), reason };
                connection.close(error, &mut self.io, &mut self.events);
                self.take_events(slot);
                return Pick::Wait;
            }
            return if connection.phase() == Phase::Ready { Pick::Ready(slot) } else { Pick::Wait };
        }
        let now = self.io.now();
        let state = self.peers.state(peer);
        if state.not_before > now {
            return match &state.last_error {
                Some(error) if !patient => Pick::Fail(error.clone()),
                _ => Pick::Wait,
            };
        }
        self.open(peer);
        Pick::Wait
    }

    /// Begins a connection; false when not even that was possible.
    pub(super) fn open(&mut self, peer: Peer) -> bool {
        let address = match peer {
            Peer::Bootstrap(index) => self.config.bootstrap_servers[index].clone(),
            Peer::Node(node) | Peer::Coordinator(node) => match self.metadata.broker(node) {
                Some(address) => address.clone(),
                None => return false,
            },
        };
        match self.peers.open(peer, address, &self.config, &mut self.io) {
            Ok(()) => true,
            Err(error) => {
                self.on_down(peer, error);
                false
            }
        }
    }

    pub(super) fn on_down(&mut self, peer: Peer, error: Error) {
        let (now, random) = (self.io.now(), self.io.random_u64());
        let state = self.peers.state(peer);
        state.connection = None;
        state.failures += 1;
        state.not_before = now + self.config.reconnect_backoff.wait(state.failures, random);
        state.last_error = Some(error);
        // The leaders may be elsewhere by now.
        self.request_metadata();
    }
}
