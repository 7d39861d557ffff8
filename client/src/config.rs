//! What all of a client's roles have in common.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use crate::{Backoff, Error};

/// Turns a host name and port into the addresses to try, in order.
pub type Resolver = fn(&str, u16) -> std::io::Result<Vec<SocketAddr>>;

/// Settings of a [`crate::Client`]; the names in brackets are Kafka's.
#[derive(Clone, Debug)]
pub struct ClientConfig {
    /// Where the first connection goes (`bootstrap.servers`).
    pub bootstrap_servers: Vec<Address>,
    /// Told to the broker with each request (`client.id`).
    pub client_id: String,
    /// How long a broker may take to answer one request (`request.timeout.ms`).
    pub request_timeout: Duration,
    /// How long one call may take with all its attempts (`default.api.timeout.ms`).
    pub call_timeout: Duration,
    /// How long the set-up of one connection may take, and then the agreement on versions (`socket.connection.setup.timeout.ms`).
    pub connect_timeout: Duration,
    /// Waits between attempts (`retry.backoff.ms`, `retry.backoff.max.ms`).
    pub retry_backoff: Backoff,
    /// Waits between attempts to connect (`reconnect.backoff.ms`, `reconnect.backoff.max.ms`).
    pub reconnect_backoff: Backoff,
    /// Metadata older than this is asked for again (`metadata.max.age.ms`).
    pub metadata_max_age: Duration,
    /// Whether asking for an unknown topic may create it (`allow.auto.create.topics`).
    pub allow_auto_topic_creation: bool,
    /// Whether a call ends with [`Error::Unreachable`] as soon as every bootstrap server has refused once, instead of
    /// trying on until its time is up. What a command line wants.
    pub fail_fast: bool,
    /// A longer response closes the connection. Bytes.
    pub response_len_max: usize,
    /// The owner of the client's tokens, where several share one `Io`.
    pub token_owner: u8,
    /// Turns the host names of bootstrap servers and of metadata into addresses. The default knows numeric addresses and
    /// `localhost` only: looking names up is no business of a machine that a simulator must be able to repeat.
    pub resolver: Resolver,
}

impl Default for ClientConfig {
    fn default() -> Self {
        Self {
            bootstrap_servers: vec![Address::new("127.0.0.1", 9092)],
            client_id: "ringlog".to_owned(),
            request_timeout: Duration::from_secs(30),
            call_timeout: Duration::from_secs(60),
            connect_timeout: Duration::from_secs(10),
            retry_backoff: Backoff::default(),
            reconnect_backoff: Backoff { first: Duration::from_millis(50), max: Duration::from_secs(1) },
            metadata_max_age: Duration::from_secs(300),
            allow_auto_topic_creation: true,
            fail_fast: false,
            response_len_max: 256 << 20,
            token_owner: 0,
            resolver: resolve_numeric,
        }
    }
}

/// A host name or numeric address, and a port.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Address {
    /// Without the brackets of IPv6.
    pub host: String,
    /// TCP port.
    pub port: u16,
}

impl Address {
    /// An address from its parts.
    pub fn new(host: impl Into<String>, port: u16) -> Self {
        Self { host: host.into(), port }
    }

    /// Parses `host:port`, `[v6]:port`, or a comma-separated list of them, as in `--bootstrap-server`.
    pub fn parse_list(text: &str) -> Result<Vec<Self>, Error> {
        let addresses: Result<Vec<Self>, Error> =
            text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::parse).collect();
        match addresses {
            Ok(addresses) if addresses.is_empty() => {
                Err(Error::InvalidArgument("a bootstrap server (host:port) is needed".to_owned()))
            }
            other => other,
        }
    }
}

impl std::str::FromStr for Address {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let invalid = || Error::InvalidArgument(format!("'{text}' is no host:port"));
        let (host, port) = text.rsplit_once(':').ok_or_else(invalid)?;
        let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
        let port = port.parse().ok().filter(|port| *port != 0).ok_or_else(invalid)?;
        if host.is_empty() {
            return Err(invalid());
        }
        Ok(Self::new(host, port))
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.host.contains(':') {
            true => write!(formatter, "[{}]:{}", self.host, self.port),
            false => write!(formatter, "{}:{}", self.host, self.port),
        }
    }
}

/// The default [`Resolver`].
fn resolve_numeric(host: &str, port: u16) -> std::io::Result<Vec<SocketAddr>> {
    if host == "localhost" {
        let loopback = [IpAddr::from([127, 0, 0, 1]), IpAddr::from(std::net::Ipv6Addr::LOCALHOST)];
        return Ok(loopback.map(|address| SocketAddr::new(address, port)).to_vec());
    }
    match host.parse::<IpAddr>() {
        Ok(address) => Ok(vec![SocketAddr::new(address, port)]),
        Err(_) => Err(std::io::Error::new(
            std::io::ErrorKind::NotFound,
            format!("'{host}' is no numeric address and this client looks no names up"),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_parse_and_print() {
        for text in ["127.0.0.1:9092", "[::1]:9093", "broker.example:1"] {
            assert_eq!(text.parse::<Address>().expect("an address").to_string(), text);
        }
        let list = Address::parse_list("a:1, b:2,").expect("a list");
        assert_eq!(list, [Address::new("a", 1), Address::new("b", 2)]);
        for text in ["", "a", "a:", "a:x", ":9092", "a:0", "a:70000"] {
            assert!(Address::parse_list(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_default_resolver_looks_nothing_up() {
        let resolved = resolve_numeric("localhost", 9).expect("loopback");
        assert_eq!(resolved, ["127.0.0.1:9", "[::1]:9"].map(|a| a.parse().expect("an address")));
        assert!(resolve_numeric("kafka.example", 9).is_err());
    }
}
