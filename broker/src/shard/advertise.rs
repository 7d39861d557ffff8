//! Which address a client is told for each broker.

use io::Io;

use super::Shard;
use crate::request::ReplyTo;

/// A broker as a client gets to know it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct AdvertisedBroker {
    pub(crate) id: i32,
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) rack: Option<String>,
}

impl<I: Io> Shard<I> {
    /// The live brokers, with the addresses that the client of `reply_to` should use: `advertised.listeners` of the
    /// listener that it came through, or, where none is set, what it dialled.
    pub(crate) fn advertised_brokers(&self, reply_to: ReplyTo) -> Vec<AdvertisedBroker> {
        let Some((listener, dialled)) = self.dialled_address(reply_to) else { return Vec::new() };
        let name = self.config.listeners.get(usize::from(listener)).map_or("", |listener| &listener.name);
        let own = self.config.advertised.iter().find(|advertised| advertised.name == name);
        let brokers = self.view.image.live_brokers().filter_map(|broker| {
            let (host, port) = if broker.id() == self.config.node_id {
                match own {
                    Some(own) => (own.host.clone(), own.port),
                    None => (dialled.ip().to_string(), dialled.port()),
                }
            } else {
                let endpoint = broker.endpoints().iter().find(|endpoint| endpoint.name == name)?;
                (endpoint.host.clone(), endpoint.port)
            };
            Some(AdvertisedBroker { id: broker.id(), host, port, rack: broker.rack().map(str::to_owned) })
        });
        brokers.collect()
    }

    /// The cluster's id, from meta.properties.
    pub(crate) fn cluster_id(&self) -> &str {
        &self.facts.cluster_id
    }
}
