//! `listeners`, `advertised.listeners` and `listener.security.protocol.map`.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// An address that the broker listens on.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ListenerConfig {
    /// The listener's name, in upper case; several addresses may share it.
    pub name: String,
    /// Where to bind.
    pub address: SocketAddr,
}

/// An address that clients of a listener are told to use.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AdvertisedListener {
    /// The listener's name, in upper case.
    pub name: String,
    /// Host name or address, without brackets.
    pub host: String,
    /// TCP port; 0 means the one that was bound.
    pub port: u16,
}

/// One item of a list of listeners: `NAME://host:port`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Endpoint {
    pub(super) name: String,
    pub(super) host: String,
    pub(super) port: u16,
}

/// Finds the addresses of a host name that is neither an address nor `localhost`.
pub type Resolve<'a> = &'a dyn Fn(&str) -> Option<Vec<IpAddr>>;

/// Parses the items of `listeners` or `advertised.listeners`. The error is Kafka's reason, without the key.
pub(super) fn parse_endpoints(items: &[String]) -> Result<Vec<Endpoint>, String> {
    items.iter().map(|item| parse_endpoint(item)).collect()
}

fn parse_endpoint(item: &str) -> Result<Endpoint, String> {
    let refused = || format!("Unable to parse {item} to a broker endpoint");
    let (name, rest) = item.split_once("://").ok_or_else(refused)?;
    let (host, port) = rest.rsplit_once(':').ok_or_else(refused)?;
    let bare = match host.strip_prefix('[') {
        Some(inner) => inner.strip_suffix(']').ok_or_else(refused)?,
        None if host.contains(':') => return Err(refused()),
        None => host,
    };
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    if name.is_empty() || !name.bytes().all(is_name) {
        return Err(refused());
    }
    let port = port.parse::<u16>().map_err(|_| refused())?;
    Ok(Endpoint { name: name.to_ascii_uppercase(), host: bare.to_owned(), port })
}

/// The addresses to bind for an endpoint. No host means every address, of both kinds; `localhost` both loopbacks.
pub(super) fn addresses(endpoint: &Endpoint, resolve: Resolve<'_>) -> Result<Vec<SocketAddr>, String> {
    let hosts: Vec<IpAddr> = match endpoint.host.as_str() {
        "" => vec![Ipv4Addr::UNSPECIFIED.into(), Ipv6Addr::UNSPECIFIED.into()],
        "localhost" => vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()],
        host => match host.parse() {
            Ok(address) => vec![address],
            Err(_) => resolve(host).ok_or_else(|| format!("the host {host} has no address"))?,
        },
    };
    Ok(hosts.into_iter().map(|host| SocketAddr::new(host, endpoint.port)).collect())
}

/// Parses `listener.security.protocol.map` into pairs of listener name and protocol, both in upper case.
pub(super) fn parse_protocol_map(text: &str) -> Result<Vec<(String, String)>, String> {
    text.split(',').map(str::trim).filter(|pair| !pair.is_empty()).map(parse_protocol).collect()
}

fn parse_protocol(pair: &str) -> Result<(String, String), String> {
    const PROTOCOLS: &[&str] = &["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"];
    let (name, protocol) =
        pair.split_once(':').ok_or_else(|| format!("expected NAME:PROTOCOL, found {pair}"))?;
    let protocol = protocol.trim().to_ascii_uppercase();
    if !PROTOCOLS.contains(&protocol.as_str()) {
        return Err(format!(
            "No security protocol of this name: {protocol}; there are {}",
            PROTOCOLS.join(", ")
        ));
    }
    Ok((name.trim().to_ascii_uppercase(), protocol))
}

/// Refuses endpoints that could not be told apart. A name may occur twice for the two kinds of addresses, as may a port.
pub(super) fn check_distinct(endpoints: &[Endpoint]) -> Result<(), String> {
    for (index, one) in endpoints.iter().enumerate() {
        for other in &endpoints[index + 1..] {
            if is_pair_of_kinds(one, other) {
                continue;
            }
            if one.name == other.name {
                return Err(
                    "Each listener must have a different name, unless you have exactly one listener on IPv4 \
                            and the other IPv6 on the same port"
                        .to_owned(),
                );
            }
            if one.port == other.port && one.port != 0 && one.host == other.host {
                return Err("Each listener must have a different port".to_owned());
            }
        }
    }
    Ok(())
}

fn is_pair_of_kinds(one: &Endpoint, other: &Endpoint) -> bool {
    match (one.host.parse::<IpAddr>(), other.host.parse::<IpAddr>()) {
        (Ok(one), Ok(other)) => one.is_ipv4() != other.is_ipv4(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(text: &str, expected: Expect) {
        let items: Vec<String> = text.split(',').map(str::to_owned).collect();
        let outcome = parse_endpoints(&items).and_then(|endpoints| {
            check_distinct(&endpoints)?;
            let mut lines = String::new();
            for endpoint in &endpoints {
                let resolve = |host: &str| (host == "known").then(|| vec![IpAddr::from([10, 0, 0, 1])]);
                lines += &format!("{} {:?}\n", endpoint.name, addresses(endpoint, &resolve)?);
            }
            Ok(lines)
        });
        expected.assert_eq(&outcome.unwrap_or_else(|reason| reason));
    }

    #[test]
    fn endpoints() {
        check(
            "PLAINTEXT://:9092,a-b://[::1]:0,X://known:1",
            expect![[r"
                PLAINTEXT [0.0.0.0:9092, [::]:9092]
                A-B [[::1]:0]
                X [10.0.0.1:1]
            "]],
        );
        check(
            "P://127.0.0.1:9092,P://[::1]:9092",
            expect![[r"
            P [127.0.0.1:9092]
            P [[::1]:9092]
        "]],
        );
        check(
            "P://localhost:1",
            expect![[r"
            P [127.0.0.1:1, [::1]:1]
        "]],
        );
        check("P://unknown:1", expect!["the host unknown has no address"]);
        check("x", expect!["Unable to parse x to a broker endpoint"]);
        check("P://h:70000", expect!["Unable to parse P://h:70000 to a broker endpoint"]);
        check("P://::1:9092", expect!["Unable to parse P://::1:9092 to a broker endpoint"]);
        check(
            "P://a:1,P://b:2",
            expect![
                "Each listener must have a different name, unless you have exactly one listener on IPv4 and the other IPv6 on the same port"
            ],
        );
        check("P://a:1,Q://a:1", expect!["Each listener must have a different port"]);
    }

    #[test]
    fn protocol_maps() {
        let map = parse_protocol_map("controller:plaintext, IN:SASL_SSL").expect("well-formed");
        assert_eq!(map[0], ("CONTROLLER".to_owned(), "PLAINTEXT".to_owned()));
        assert!(parse_protocol_map("X:TLS").is_err() && parse_protocol_map("X").is_err());
    }
}
