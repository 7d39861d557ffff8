//! Keys of one group: consumer groups act on theirs, those of other kinds are stored and described.

use super::super::declaration::{Declaration, Valid, boolean, int, list, string};

/// Sorted by name.
pub(super) const GROUP_KEYS: &[Declaration] = &[
    int(
        "consumer.assignment.interval.ms",
        Some("1000"),
        "Shortest time between two assignments of this consumer group.",
    )
    .at_least(0)
    .broker_key("group.consumer.assignment.interval.ms")
    .acts(),
    int(
        "consumer.heartbeat.interval.ms",
        Some("5000"),
        "Time between heartbeats of the members of this consumer group.",
    )
    .at_least(1)
    .broker_key("group.consumer.heartbeat.interval.ms")
    .acts(),
    int(
        "consumer.session.timeout.ms",
        Some("45000"),
        "A member of this consumer group that was silent for this long is removed.",
    )
    .at_least(1)
    .broker_key("group.consumer.session.timeout.ms")
    .acts(),
    boolean(
        "errors.deadletterqueue.copy.record.enable",
        Some("false"),
        "Copy the whole record to the dead-letter topic, not only where it was.",
    ),
    string(
        "errors.deadletterqueue.topic.name",
        Some(""),
        "Dead-letter topic of this share group; empty is none.",
    ),
    int(
        "share.assignment.interval.ms",
        Some("1000"),
        "Shortest time between two assignments of this share group.",
    )
    .at_least(0)
    .broker_key("group.share.assignment.interval.ms"),
    string("share.auto.offset.reset", Some("latest"), "Where this share group starts to read.")
        .valid(Valid::OffsetReset),
    int("share.delivery.count.limit", Some("5"), "Times that a record is delivered before it is given up.")
        .at_least(2)
        .broker_key("group.share.delivery.count.limit"),
    int(
        "share.heartbeat.interval.ms",
        Some("5000"),
        "Time between heartbeats of the members of this share group.",
    )
    .at_least(1)
    .broker_key("group.share.heartbeat.interval.ms"),
    string(
        "share.isolation.level",
        Some("read_uncommitted"),
        "Whether this share group sees records of open transactions.",
    )
    .one_of(&["read_committed", "read_uncommitted"]),
    int(
        "share.partition.max.record.locks",
        Some("2000"),
        "Records of one share partition that may be locked at a time.",
    )
    .at_least(100)
    .broker_key("group.share.partition.max.record.locks"),
    int("share.record.lock.duration.ms", Some("30000"), "Time that an acquired record stays locked.")
        .at_least(1000)
        .broker_key("group.share.record.lock.duration.ms"),
    boolean("share.renew.acknowledge.enable", Some("true"), "Let members renew their record locks."),
    int(
        "share.session.timeout.ms",
        Some("45000"),
        "A member of this share group that was silent for this long is removed.",
    )
    .at_least(1)
    .broker_key("group.share.session.timeout.ms"),
    int(
        "streams.assignment.interval.ms",
        Some("1000"),
        "Shortest time between two assignments of this streams group.",
    )
    .at_least(0)
    .broker_key("group.streams.assignment.interval.ms"),
    string("streams.assignor.name", None, "Task assignor of this streams group.")
        .broker_key("group.streams.assignors"),
    int(
        "streams.heartbeat.interval.ms",
        Some("5000"),
        "Time between heartbeats of the members of this streams group.",
    )
    .at_least(1)
    .broker_key("group.streams.heartbeat.interval.ms"),
    int(
        "streams.initial.rebalance.delay.ms",
        Some("3000"),
        "Time that this streams group waits for more members before its first assignment.",
    )
    .at_least(0)
    .broker_key("group.streams.initial.rebalance.delay.ms"),
    int("streams.num.standby.replicas", Some("0"), "Standby replicas of each task.")
        .at_least(0)
        .broker_key("group.streams.num.standby.replicas"),
    list(
        "streams.rack.aware.assignment.tags",
        Some(""),
        "Client tags over which standby replicas are spread.",
    )
    .low()
    .broker_key("group.streams.rack.aware.assignment.tags"),
    int(
        "streams.session.timeout.ms",
        Some("45000"),
        "A member of this streams group that was silent for this long is removed.",
    )
    .at_least(1)
    .broker_key("group.streams.session.timeout.ms"),
];
