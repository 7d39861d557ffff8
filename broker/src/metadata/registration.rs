//! How this broker presents itself in the metadata log.

use protocol::Uuid;
use protocol::metadata::register_broker_record::BrokerEndpoint;
use replication::NodeRegistration;

use super::folder::Folder;
use crate::config::BrokerConfig;

/// `SecurityProtocol.PLAINTEXT`.
const PLAINTEXT: i16 = 0;

/// The registration of this run of the broker.
///
/// Clients are told addresses by each connection's own listener; this is what Kafka's tools and a Kafka that opens the
/// folder read. The controller has no endpoint: it listens on none.
pub(super) fn of(config: &BrokerConfig, folder: &Folder, incarnation_id: Uuid) -> NodeRegistration {
    NodeRegistration {
        incarnation_id,
        endpoints: endpoints(config),
        controller_endpoints: Vec::new(),
        rack: config.rack.clone(),
        log_directories: folder.directories.iter().map(|directory| directory.id).collect(),
    }
}

/// One endpoint for each listener name: Kafka knows no second address under the same name.
fn endpoints(config: &BrokerConfig) -> Vec<BrokerEndpoint> {
    let mut endpoints: Vec<BrokerEndpoint> = Vec::new();
    for listener in &config.listeners {
        if endpoints.iter().any(|known| known.name == listener.name) {
            continue;
        }
        let bound = listener.address;
        let (host, port) = match config.advertised_of(&listener.name) {
            Some(told) if told.port == 0 => (told.host.clone(), bound.port()),
            Some(told) => (told.host.clone(), told.port),
            // Nobody can connect to "any address"; whoever is on this machine can use its name.
            None if bound.ip().is_unspecified() => ("localhost".to_owned(), bound.port()),
            None => (bound.ip().to_string(), bound.port()),
        };
        endpoints.push(BrokerEndpoint {
            name: listener.name.clone(),
            host,
            port,
            security_protocol: PLAINTEXT,
        });
    }
    endpoints
}
