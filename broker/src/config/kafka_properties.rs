//! The `server.properties` with which Apache Kafka opens a folder of ringlog's.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use super::broker_config::BrokerConfig;
use super::keys::broker_key;
use super::listeners::{Endpoint, ListenerConfig, parse_endpoints};
use super::properties::escape;

/// How a folder's metadata quorum knows its voters (KIP-853).
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum KafkaQuorum {
    /// `kraft.version` 0: from `controller.quorum.voters`.
    Static,
    /// `kraft.version` 1: from the metadata log.
    Dynamic,
}

/// Keys that are written from what holds, not from what was set.
const WRITTEN: &[&str] = &[
    "process.roles",
    "node.id",
    "broker.id",
    "listeners",
    "advertised.listeners",
    "controller.listener.names",
    "controller.quorum.voters",
    "controller.quorum.bootstrap.servers",
    "listener.security.protocol.map",
    "inter.broker.listener.name",
    "security.inter.broker.protocol",
    "log.dir",
    "log.dirs",
    "offsets.topic.replication.factor",
    "transaction.state.log.replication.factor",
    "transaction.state.log.min.isr",
    "share.coordinator.state.topic.replication.factor",
    "share.coordinator.state.topic.min.isr",
];

/// Where the file goes: beside the first folder of `log_dirs`, named after it.
pub fn path_beside(log_dirs: &[PathBuf]) -> Option<PathBuf> {
    let folder = log_dirs.first()?;
    let mut name = folder.file_name()?.to_owned();
    name.push(".kafka-server.properties");
    Some(folder.with_file_name(name))
}

/// The file's text. `bound` are the listeners with the ports that they got, `log_dirs` absolute paths.
///
/// Everything that was set and that Kafka knows is kept; ringlog's own keys are left out. Kafka opens a controller's
/// listener, which ringlog has none of: the one of `listeners`, or else the port above the clients'.
pub fn kafka_properties(
    config: &BrokerConfig,
    bound: &[ListenerConfig],
    log_dirs: &[PathBuf],
    quorum: KafkaQuorum,
) -> String {
    let mut file = File { text: String::new() };
    file.comment("Written by ringlog: starts Apache Kafka 4.4 on the same data. Stop ringlog first.");
    file.put("process.roles", "broker,controller");
    file.put("node.id", &config.node_id.to_string());
    put_listeners(&mut file, config, bound, quorum);
    file.put("log.dirs", &log_dirs.iter().map(|dir| shown(dir)).collect::<Vec<_>>().join(","));
    file.comment("One node: internal topics have one replica.");
    for key in WRITTEN.iter().filter(|key| key.ends_with(".replication.factor") || key.ends_with(".min.isr"))
    {
        file.put(key, "1");
    }
    file.comment("As ringlog was configured.");
    for (name, raw) in config.settings.iter() {
        if !name.starts_with("ringlog.") && !WRITTEN.contains(&name) {
            file.put(name, raw);
        }
    }
    file.text
}

fn put_listeners(file: &mut File, config: &BrokerConfig, bound: &[ListenerConfig], quorum: KafkaQuorum) {
    let mut clients: Vec<&ListenerConfig> = Vec::new();
    for listener in bound {
        // Kafka wants a name only once: the first address stands for all.
        if !clients.iter().any(|seen| seen.name == listener.name) {
            clients.push(listener);
        }
    }
    let controller = controller_listener(config, &clients);
    let written = |listener: &&ListenerConfig| format!("{}://{}", listener.name, host_port(listener.address));
    let mut listeners: Vec<String> = clients.iter().map(written).collect();
    listeners.push(format!("{}://{}:{}", controller.name, controller.host, controller.port));
    file.put("listeners", &listeners.join(","));
    file.put("advertised.listeners", &advertised(config, &clients).join(","));
    file.put("controller.listener.names", &controller.name);
    file.put("inter.broker.listener.name", clients.first().map_or("PLAINTEXT", |listener| &listener.name));
    let names = clients.iter().map(|listener| &listener.name).chain([&controller.name]);
    file.put(
        "listener.security.protocol.map",
        &names.map(|name| format!("{name}:PLAINTEXT")).collect::<Vec<_>>().join(","),
    );
    let quorum_address = format!("{}:{}", controller.host, controller.port);
    match quorum {
        KafkaQuorum::Static => {
            file.put("controller.quorum.voters", &format!("{}@{quorum_address}", config.node_id));
        }
        KafkaQuorum::Dynamic => file.put("controller.quorum.bootstrap.servers", &quorum_address),
    }
}

fn advertised(config: &BrokerConfig, clients: &[&ListenerConfig]) -> Vec<String> {
    let mut advertised = Vec::new();
    for listener in clients {
        let configured = config.advertised.iter().find(|advertised| advertised.name == listener.name);
        let port = configured.map(|advertised| advertised.port).filter(|port| *port != 0);
        let host = match configured {
            Some(configured) if configured.host.contains(':') => format!("[{}]", configured.host),
            Some(configured) => configured.host.clone(),
            None if listener.address.ip().is_unspecified() => "localhost".to_owned(),
            None if listener.address.is_ipv6() => format!("[{}]", listener.address.ip()),
            None => listener.address.ip().to_string(),
        };
        advertised.push(format!("{}://{host}:{}", listener.name, port.unwrap_or(listener.address.port())));
    }
    advertised
}

/// The controller's listener of `listeners`, or one on the port above the first client's.
fn controller_listener(config: &BrokerConfig, clients: &[&ListenerConfig]) -> Endpoint {
    let items: Vec<String> = config
        .settings
        .raw("listeners")
        .map(|raw| raw.split(',').map(|item| item.trim().to_owned()).collect())
        .unwrap_or_default();
    let is_client = |endpoint: &Endpoint| clients.iter().any(|client| client.name == endpoint.name);
    let configured = parse_endpoints(&items).unwrap_or_default().into_iter().find(|one| !is_client(one));
    match configured {
        Some(endpoint) => {
            let host = if endpoint.host.is_empty() { "localhost".to_owned() } else { endpoint.host };
            Endpoint { host, ..endpoint }
        }
        None => {
            let port = clients.first().map_or(9092, |client| client.address.port());
            let port = port.checked_add(1).unwrap_or(port - 1);
            Endpoint { name: "CONTROLLER".to_owned(), host: "localhost".to_owned(), port }
        }
    }
}

fn host_port(address: SocketAddr) -> String {
    if address.ip().is_unspecified() { format!(":{}", address.port()) } else { address.to_string() }
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

struct File {
    text: String,
}

impl File {
    fn comment(&mut self, text: &str) {
        writeln!(self.text, "# {text}").expect("writing to a String cannot fail");
    }

    fn put(&mut self, name: &str, value: &str) {
        debug_assert!(broker_key(name).is_some(), "{name} is a key of Kafka's");
        writeln!(self.text, "{}={}", escape(name, true), escape(value, false))
            .expect("writing to a String cannot fail");
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    fn config(file: &str) -> BrokerConfig {
        BrokerConfig::parse(file, &[], &|_| None).expect("a valid configuration")
    }

    #[test]
    fn what_was_set_is_kept_and_what_kafka_needs_is_added() {
        let config = config(
            "node.id=7\nnum.partitions=3\nringlog.shards=2\noffsets.topic.replication.factor=3\n\
             listeners=PLAINTEXT://localhost:9092",
        );
        let bound: Vec<ListenerConfig> = config.listeners.clone();
        let text = kafka_properties(&config, &bound, &[PathBuf::from("/data/a b")], KafkaQuorum::Static);
        expect![[r"
            # Written by ringlog: starts Apache Kafka 4.4 on the same data. Stop ringlog first.
            process.roles=broker,controller
            node.id=7
            listeners=PLAINTEXT://127.0.0.1:9092,CONTROLLER://localhost:9093
            advertised.listeners=PLAINTEXT://127.0.0.1:9092
            controller.listener.names=CONTROLLER
            inter.broker.listener.name=PLAINTEXT
            listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
            controller.quorum.voters=7@localhost:9093
            log.dirs=/data/a b
            # One node: internal topics have one replica.
            offsets.topic.replication.factor=1
            transaction.state.log.replication.factor=1
            transaction.state.log.min.isr=1
            share.coordinator.state.topic.replication.factor=1
            share.coordinator.state.topic.min.isr=1
            # As ringlog was configured.
            num.partitions=3
        "]]
        .assert_eq(&text);
    }

    #[test]
    fn a_configured_controller_listener_is_kept_and_ringlog_reads_the_file_itself() {
        let first = config(
            "listeners=IN://0.0.0.0:19092,C://127.0.0.1:19093\ncontroller.listener.names=C\n\
             listener.security.protocol.map=IN:PLAINTEXT,C:PLAINTEXT\nlog.retention.ms=5000",
        );
        let text = kafka_properties(&first, &first.listeners, &[PathBuf::from("/d")], KafkaQuorum::Dynamic);
        assert!(text.contains("controller.quorum.bootstrap.servers=127.0.0.1:19093\n"), "{text}");
        assert!(text.contains("listeners=IN://:19092,C://127.0.0.1:19093\n"), "{text}");
        assert!(text.contains("advertised.listeners=IN://localhost:19092\n"), "{text}");
        let second = config(&text);
        assert_eq!(second.listeners[0].address.port(), 19092);
        assert_eq!(second.settings.raw("log.retention.ms"), Some("5000"));
        assert!(second.warnings.iter().all(|line| !line.contains("unknown")), "{:?}", second.warnings);
    }

    #[test]
    fn the_file_lies_beside_the_folder() {
        let path = path_beside(&[PathBuf::from("/srv/ringlog-data")]);
        assert_eq!(path, Some(PathBuf::from("/srv/ringlog-data.kafka-server.properties")));
        assert_eq!(path_beside(&[PathBuf::from("/")]), None);
    }
}
