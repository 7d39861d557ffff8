//! Broker keys: this node, its cluster, the metadata log and replication.

use super::super::declaration::{Declaration, Valid, boolean, int, list, long, string};

/// Sorted by name.
pub(super) const CLUSTER: &[Declaration] = &[
    boolean(
        "auto.leader.rebalance.enable",
        Some("true"),
        "Move leadership back to preferred replicas from time to time.",
    )
    .high(),
    int(
        "broker.heartbeat.interval.ms",
        Some("2000"),
        "Time between a broker's heartbeats to the controller.",
    ),
    int("broker.id", Some("-1"), "Older name of node.id.").high().acts(),
    string("broker.rack", None, "Rack of this broker, told to clients and used to spread replicas.").acts(),
    int(
        "broker.session.timeout.ms",
        Some("9000"),
        "A broker that sent no heartbeat for this long is fenced.",
    ),
    boolean("controlled.shutdown.enable", Some("true"), "Hand leadership over before stopping."),
    list(
        "controller.listener.names",
        Some(""),
        "Names of the listeners that belong to the controller; ringlog does not open them.",
    )
    .high()
    .acts(),
    int(
        "controller.quorum.append.linger.ms",
        Some("25"),
        "Time that the metadata leader gathers writes before it flushes them.",
    )
    .at_least(0),
    boolean(
        "controller.quorum.auto.join.enable",
        Some("false"),
        "Let a new controller join the voters by itself.",
    )
    .low(),
    list(
        "controller.quorum.bootstrap.servers",
        Some(""),
        "Addresses at which the metadata quorum is looked for.",
    )
    .valid(Valid::NonEmpty)
    .high(),
    int(
        "controller.quorum.election.backoff.max.ms",
        Some("1000"),
        "Longest back-off between elections of the metadata quorum.",
    )
    .at_least(0)
    .high(),
    int(
        "controller.quorum.election.timeout.ms",
        Some("1000"),
        "Time without a leader after which an election starts.",
    )
    .at_least(0)
    .high(),
    int("controller.quorum.fetch.max.bytes", Some("1048576"), "Most bytes of one fetch of the metadata log.")
        .at_least(1)
        .low(),
    int(
        "controller.quorum.fetch.snapshot.max.bytes",
        Some("1048576"),
        "Most bytes of one fetch of a metadata snapshot.",
    )
    .at_least(1)
    .low(),
    int(
        "controller.quorum.fetch.timeout.ms",
        Some("2000"),
        "Time without a successful fetch after which a voter stands for election.",
    )
    .at_least(0)
    .high(),
    int(
        "controller.quorum.request.timeout.ms",
        Some("2000"),
        "Time to wait for an answer within the metadata quorum.",
    )
    .at_least(0),
    int(
        "controller.quorum.retry.backoff.ms",
        Some("20"),
        "Back-off before a failed request within the metadata quorum is repeated.",
    )
    .at_least(0)
    .low(),
    list(
        "controller.quorum.voters",
        Some(""),
        "The metadata quorum's voters as id@host:port; one ringlog node is a quorum of its own.",
    )
    .valid(Valid::NonEmpty)
    .high(),
    int("controller.socket.timeout.ms", Some("30000"), "Socket timeout between controller and broker."),
    int(
        "default.replication.factor",
        Some("1"),
        "Replicas of a topic that is created without saying how many.",
    )
    .acts(),
    int(
        "initial.broker.registration.timeout.ms",
        Some("60000"),
        "Time that a starting broker waits to be registered.",
    ),
    string("inter.broker.listener.name", None, "Listener over which brokers talk to each other."),
    long(
        "leader.imbalance.check.interval.seconds",
        Some("300"),
        "Time between checks for leaders that are not on their preferred replica.",
    )
    .at_least(1)
    .high(),
    string("metadata.log.dir", None, "Folder of the metadata log; unset, the first of log.dirs.").high(),
    long(
        "metadata.log.max.record.bytes.between.snapshots",
        Some("20971520"),
        "Bytes of metadata records after which a snapshot is written.",
    )
    .at_least(1)
    .high()
    .acts(),
    long(
        "metadata.log.max.snapshot.interval.ms",
        Some("3600000"),
        "Time after which a snapshot is written if there is anything new; 0 is never.",
    )
    .at_least(0)
    .high()
    .acts(),
    int("metadata.log.segment.bytes", Some("1073741824"), "Bytes of a segment file of the metadata log.")
        .at_least(8_388_608)
        .high(),
    long(
        "metadata.log.segment.ms",
        Some("604800000"),
        "Time after which a segment of the metadata log is rolled.",
    )
    .high(),
    int(
        "metadata.max.idle.interval.ms",
        Some("500"),
        "Time between no-op records in an idle metadata log; 0 is none.",
    )
    .at_least(0)
    .low(),
    long(
        "metadata.max.retention.bytes",
        Some("104857600"),
        "Bytes kept of the metadata log and its snapshots.",
    )
    .high(),
    long(
        "metadata.max.retention.ms",
        Some("604800000"),
        "Time that the metadata log and its snapshots are kept.",
    )
    .high(),
    int("min.insync.replicas", Some("1"), "Replicas that must be in sync for acks=all to be accepted.")
        .at_least(1)
        .high()
        .dynamic()
        .acts(),
    int("node.id", Some("1"), "Number of this node, its own in the cluster.").at_least(0).high().acts(),
    int("num.replica.alter.log.dirs.threads", None, "Threads that move replicas between log directories.")
        .high(),
    int("num.replica.fetchers", Some("1"), "Threads that fetch from each leader.")
        .at_least(1)
        .high()
        .dynamic(),
    list("process.roles", Some("broker,controller"), "Roles of this node; a ringlog node is always both.")
        .one_of(&["broker", "controller"])
        .high(),
    int("replica.fetch.backoff.ms", Some("1000"), "Time that a follower sleeps after a failed fetch.")
        .at_least(0),
    int("replica.fetch.max.bytes", Some("1048576"), "Bytes that a follower asks for per partition.")
        .at_least(0),
    int("replica.fetch.min.bytes", Some("1"), "Bytes that a follower's fetch waits for.").high(),
    int("replica.fetch.response.max.bytes", Some("10485760"), "Most bytes of one answer to a follower.")
        .at_least(0),
    int("replica.fetch.wait.max.ms", Some("500"), "Longest time that a follower's fetch waits.").high(),
    long(
        "replica.high.watermark.checkpoint.interval.ms",
        Some("5000"),
        "Time between updates of the high-watermark checkpoint.",
    )
    .high()
    .acts(),
    long(
        "replica.lag.time.max.ms",
        Some("30000"),
        "A follower that did not catch up for this long leaves the in-sync replicas.",
    )
    .high(),
    string("replica.selector.class", None, "Class that picks the replica that a consumer reads from."),
    int("replica.socket.receive.buffer.bytes", Some("65536"), "Receive buffer of a follower's socket.")
        .high(),
    int("replica.socket.timeout.ms", Some("30000"), "Socket timeout of a follower.").high(),
    int("request.timeout.ms", Some("30000"), "Time that a request to another broker may take.").high(),
    boolean(
        "unclean.leader.election.enable",
        Some("false"),
        "Let a replica that is not in sync become leader, at the price of lost records.",
    )
    .high()
    .dynamic(),
];
