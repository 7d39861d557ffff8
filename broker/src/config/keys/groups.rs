//! Broker keys: consumer, share and streams groups.

use super::super::declaration::{Declaration, Valid, class, int, list, string};

/// Sorted by name.
pub(super) const GROUPS: &[Declaration] = &[
    int(
        "group.consumer.assignment.interval.ms",
        Some("1000"),
        "Shortest time between two assignments of a consumer group; where nobody sets it, groups of up to 2,000 members and \
         partitions do not wait at all.",
    )
    .at_least(0)
    .dynamic()
    .acts(),
    list(
        "group.consumer.assignors",
        Some("uniform,range"),
        "Assignors that the server offers to consumer groups.",
    )
    .acts(),
    int(
        "group.consumer.heartbeat.interval.ms",
        Some("5000"),
        "Time between heartbeats of a consumer group's members.",
    )
    .at_least(1)
    .acts(),
    int(
        "group.consumer.max.assignment.interval.ms",
        Some("15000"),
        "Largest assignment interval that a consumer group may set.",
    )
    .at_least(0)
    .acts(),
    int(
        "group.consumer.max.heartbeat.interval.ms",
        Some("15000"),
        "Largest heartbeat interval that a consumer group may set.",
    )
    .at_least(1)
    .acts(),
    int(
        "group.consumer.max.session.timeout.ms",
        Some("60000"),
        "Largest session timeout that a consumer group may set.",
    )
    .at_least(1)
    .acts(),
    int("group.consumer.max.size", Some("2147483647"), "Most members of one consumer group.")
        .at_least(1)
        .acts(),
    string(
        "group.consumer.migration.policy",
        Some("bidirectional"),
        "Which conversions between classic and consumer groups are allowed.",
    )
    .valid(Valid::OneOfIgnoringCase(&["DISABLED", "DOWNGRADE", "UPGRADE", "BIDIRECTIONAL"]))
    .acts(),
    int(
        "group.consumer.min.assignment.interval.ms",
        Some("0"),
        "Smallest assignment interval that a consumer group may set.",
    )
    .at_least(0)
    .acts(),
    int(
        "group.consumer.min.heartbeat.interval.ms",
        Some("5000"),
        "Smallest heartbeat interval that a consumer group may set.",
    )
    .at_least(1)
    .acts(),
    int(
        "group.consumer.min.session.timeout.ms",
        Some("45000"),
        "Smallest session timeout that a consumer group may set.",
    )
    .at_least(1)
    .acts(),
    int(
        "group.consumer.session.timeout.ms",
        Some("45000"),
        "A consumer group's member that was silent for this long is removed.",
    )
    .at_least(1)
    .acts(),
    int(
        "group.coordinator.append.linger.ms",
        Some("-1"),
        "Time that the group coordinator gathers writes; -1 adapts.",
    )
    .at_least(-1),
    int(
        "group.coordinator.background.threads",
        Some("2"),
        "Threads for the group coordinator's background work.",
    )
    .at_least(1)
    .high(),
    int(
        "group.coordinator.cached.buffer.max.bytes",
        Some("1048588"),
        "Largest buffer that the group coordinator keeps for re-use.",
    )
    .at_least(524_288)
    .dynamic(),
    list(
        "group.coordinator.rebalance.protocols",
        Some("classic,consumer,streams"),
        "Group protocols that are enabled.",
    )
    .one_of(&["consumer", "classic", "share", "streams"])
    .acts(),
    int("group.coordinator.threads", Some("4"), "Threads of the group coordinator.").at_least(1).high(),
    int(
        "group.initial.rebalance.delay.ms",
        Some("3000"),
        "Time that a new classic group waits for more members before its first rebalance.",
    )
    .acts(),
    int(
        "group.max.session.timeout.ms",
        Some("1800000"),
        "Largest session timeout that a classic group's member may ask for.",
    )
    .acts(),
    int("group.max.size", Some("2147483647"), "Most members of one classic group.").at_least(1).acts(),
    int(
        "group.min.session.timeout.ms",
        Some("6000"),
        "Smallest session timeout that a classic group's member may ask for.",
    )
    .acts(),
    int(
        "group.share.assignment.interval.ms",
        Some("1000"),
        "Shortest time between two assignments of a share group.",
    )
    .at_least(0)
    .dynamic(),
    list("group.share.assignors", Some("simple"), "Assignors that the server offers to share groups."),
    int(
        "group.share.delivery.count.limit",
        Some("5"),
        "Times that a record is delivered to a share group before it is given up.",
    )
    .between(2, 10),
    int(
        "group.share.heartbeat.interval.ms",
        Some("5000"),
        "Time between heartbeats of a share group's members.",
    )
    .at_least(1),
    int(
        "group.share.max.assignment.interval.ms",
        Some("15000"),
        "Largest assignment interval that a share group may set.",
    )
    .at_least(0),
    int(
        "group.share.max.delivery.count.limit",
        Some("10"),
        "Largest delivery limit that a share group may set.",
    )
    .between(5, 25),
    int(
        "group.share.max.heartbeat.interval.ms",
        Some("15000"),
        "Largest heartbeat interval that a share group may set.",
    )
    .at_least(1),
    int(
        "group.share.max.partition.max.record.locks",
        Some("4000"),
        "Largest number of record locks that a share group may set.",
    )
    .between(2000, 10_000),
    int(
        "group.share.max.record.lock.duration.ms",
        Some("60000"),
        "Longest record lock that a share group may set.",
    )
    .between(30_000, 3_600_000),
    int(
        "group.share.max.session.timeout.ms",
        Some("60000"),
        "Largest session timeout that a share group may set.",
    )
    .at_least(1),
    int("group.share.max.share.sessions", Some("2000"), "Most share sessions of a broker.").at_least(1),
    int("group.share.max.size", Some("200"), "Most members of one share group.").between(1, 1000),
    int(
        "group.share.min.assignment.interval.ms",
        Some("0"),
        "Smallest assignment interval that a share group may set.",
    )
    .at_least(0),
    int(
        "group.share.min.delivery.count.limit",
        Some("2"),
        "Smallest delivery limit that a share group may set.",
    )
    .between(2, 5),
    int(
        "group.share.min.heartbeat.interval.ms",
        Some("5000"),
        "Smallest heartbeat interval that a share group may set.",
    )
    .at_least(1),
    int(
        "group.share.min.partition.max.record.locks",
        Some("100"),
        "Smallest number of record locks that a share group may set.",
    )
    .between(100, 2000),
    int(
        "group.share.min.record.lock.duration.ms",
        Some("15000"),
        "Shortest record lock that a share group may set.",
    )
    .between(1000, 30_000),
    int(
        "group.share.min.session.timeout.ms",
        Some("45000"),
        "Smallest session timeout that a share group may set.",
    )
    .at_least(1),
    int(
        "group.share.partition.max.record.locks",
        Some("2000"),
        "Records of one share partition that may be locked at a time.",
    )
    .between(100, 10_000),
    int("group.share.record.lock.duration.ms", Some("30000"), "Time that an acquired record stays locked.")
        .between(1000, 3_600_000),
    int(
        "group.share.session.timeout.ms",
        Some("45000"),
        "A share group's member that was silent for this long is removed.",
    )
    .at_least(1),
    int(
        "group.streams.assignment.interval.ms",
        Some("1000"),
        "Shortest time between two assignments of a streams group.",
    )
    .at_least(0)
    .dynamic(),
    list(
        "group.streams.assignors",
        Some("sticky"),
        "Task assignors that the server offers to streams groups.",
    ),
    int(
        "group.streams.heartbeat.interval.ms",
        Some("5000"),
        "Time between heartbeats of a streams group's members.",
    )
    .at_least(1),
    int(
        "group.streams.initial.rebalance.delay.ms",
        Some("3000"),
        "Time that a new streams group waits for more members.",
    )
    .at_least(0),
    int(
        "group.streams.max.assignment.interval.ms",
        Some("15000"),
        "Largest assignment interval that a streams group may set.",
    )
    .at_least(0),
    int(
        "group.streams.max.heartbeat.interval.ms",
        Some("15000"),
        "Largest heartbeat interval that a streams group may set.",
    )
    .at_least(1),
    int(
        "group.streams.max.session.timeout.ms",
        Some("60000"),
        "Largest session timeout that a streams group may set.",
    )
    .at_least(1),
    int("group.streams.max.size", Some("2147483647"), "Most members of one streams group.").at_least(1),
    int(
        "group.streams.max.standby.replicas",
        Some("2"),
        "Most standby replicas that a streams group may set.",
    )
    .at_least(0),
    int(
        "group.streams.min.assignment.interval.ms",
        Some("0"),
        "Smallest assignment interval that a streams group may set.",
    )
    .at_least(0),
    int(
        "group.streams.min.heartbeat.interval.ms",
        Some("5000"),
        "Smallest heartbeat interval that a streams group may set.",
    )
    .at_least(1),
    int(
        "group.streams.min.session.timeout.ms",
        Some("45000"),
        "Smallest session timeout that a streams group may set.",
    )
    .at_least(1),
    int("group.streams.num.standby.replicas", Some("0"), "Standby replicas of each task.").at_least(0),
    list(
        "group.streams.rack.aware.assignment.tags",
        Some(""),
        "Client tags over which standby replicas are spread.",
    )
    .low(),
    int(
        "group.streams.session.timeout.ms",
        Some("45000"),
        "A streams group's member that was silent for this long is removed.",
    )
    .at_least(1),
    class(
        "group.streams.topology.description.plugin.class",
        None,
        "Class that stores descriptions of streams topologies.",
    ),
];
