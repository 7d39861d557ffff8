//! Broker keys: listeners, connections and requests.

use super::super::declaration::{Declaration, int, list, long, string};

/// Sorted by name.
pub(super) const NETWORK: &[Declaration] = &[
    list(
        "advertised.listeners",
        None,
        "Addresses that clients are told to use; unset, each client gets the address that it dialled.",
    )
    .high()
    .acts(),
    long("connections.max.idle.ms", Some("600000"), "A connection that was silent for this long is closed.")
        .acts(),
    int(
        "delete.records.purgatory.purge.interval.requests",
        Some("1"),
        "Finished DeleteRecords requests after which the purgatory is swept.",
    ),
    list("early.start.listeners", None, "Listeners that open before the authorizer is ready.").high(),
    int(
        "fetch.max.bytes",
        Some("57671680"),
        "Most bytes of records in one fetch response; a first batch that is larger is still returned.",
    )
    .at_least(1024)
    .acts(),
    int(
        "fetch.purgatory.purge.interval.requests",
        Some("1000"),
        "Finished fetches after which the purgatory is swept.",
    ),
    string(
        "listener.security.protocol.map",
        Some("SASL_SSL:SASL_SSL,PLAINTEXT:PLAINTEXT,SSL:SSL,SASL_PLAINTEXT:SASL_PLAINTEXT"),
        "Security protocol of each listener name; ringlog speaks PLAINTEXT.",
    )
    .low()
    .acts(),
    list(
        "listeners",
        Some("PLAINTEXT://127.0.0.1:9092,PLAINTEXT://[::1]:9092"),
        "Addresses to listen on, as NAME://host:port; no host is all addresses, localhost is both loopbacks.",
    )
    .high()
    .acts(),
    int("max.connection.creation.rate", Some("2147483647"), "Connections that are accepted in a second.")
        .at_least(0)
        .dynamic(),
    int(
        "max.connections",
        Some("2147483647"),
        "Connections of the broker at a time; more are closed at once.",
    )
    .at_least(0)
    .acts(),
    int(
        "max.connections.per.ip",
        Some("2147483647"),
        "Connections of one address at a time; more are closed at once.",
    )
    .at_least(0)
    .acts(),
    string("max.connections.per.ip.overrides", Some(""), "Other limits for some addresses, as host:limit.")
        .per_broker(),
    int("max.incremental.fetch.session.cache.slots", Some("1000"), "Fetch sessions that are remembered.")
        .at_least(0)
        .acts(),
    int(
        "max.request.partition.size.limit",
        Some("2000"),
        "Most partitions in one DescribeTopicPartitions response.",
    )
    .at_least(1)
    .acts(),
    int(
        "num.io.threads",
        Some("8"),
        "Threads for requests; ringlog has one thread per shard (ringlog.shards).",
    )
    .at_least(1)
    .high()
    .dynamic(),
    int(
        "num.network.threads",
        Some("3"),
        "Threads for sockets; ringlog has one thread per shard (ringlog.shards).",
    )
    .at_least(1)
    .high()
    .dynamic(),
    int(
        "producer.purgatory.purge.interval.requests",
        Some("1000"),
        "Finished produce requests after which the purgatory is swept.",
    ),
    long(
        "queued.max.request.bytes",
        Some("-1"),
        "Bytes of requests that may wait; ringlog has ringlog.queued.max.bytes.",
    ),
    int(
        "queued.max.requests",
        Some("500"),
        "Requests that may wait; ringlog bounds each connection instead.",
    )
    .at_least(1)
    .high(),
    long(
        "socket.connection.setup.timeout.max.ms",
        Some("30000"),
        "Longest time to set up a connection to another broker.",
    ),
    long(
        "socket.connection.setup.timeout.ms",
        Some("10000"),
        "First time-out when a connection to another broker is set up.",
    ),
    int("socket.listen.backlog.size", Some("50"), "Connections that may wait to be accepted.").at_least(1),
    int(
        "socket.receive.buffer.bytes",
        Some("102400"),
        "Receive buffer of the broker's sockets; -1 leaves it to the system.",
    )
    .high(),
    int(
        "socket.request.max.bytes",
        Some("104857600"),
        "Most bytes of a request; a larger one closes its connection.",
    )
    .at_least(1)
    .high()
    .acts(),
    int(
        "socket.send.buffer.bytes",
        Some("102400"),
        "Send buffer of the broker's sockets; -1 leaves it to the system.",
    )
    .high(),
];
