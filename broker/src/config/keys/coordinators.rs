//! Broker keys: committed offsets, transactions and share state.

use super::super::declaration::{Declaration, boolean, int, long, short, string};

/// Sorted by name.
pub(super) const COORDINATORS: &[Declaration] = &[
    int(
        "add.partitions.to.txn.retry.backoff.max.ms",
        Some("100"),
        "Longest back-off between attempts to add partitions to a transaction.",
    )
    .at_least(0)
    .high(),
    int(
        "add.partitions.to.txn.retry.backoff.ms",
        Some("20"),
        "First back-off between attempts to add partitions to a transaction.",
    )
    .at_least(1)
    .high(),
    boolean(
        "errors.deadletterqueue.auto.create.topics.enable",
        Some("false"),
        "Create the dead-letter topics of share groups when they are missing.",
    )
    .dynamic(),
    string(
        "errors.deadletterqueue.topic.name.prefix",
        Some("dlq."),
        "Prefix that the dead-letter topics of share groups must have.",
    )
    .dynamic(),
    int("offset.metadata.max.bytes", Some("4096"), "Most bytes of the metadata of a committed offset.")
        .high()
        .acts(),
    int(
        "offsets.commit.timeout.ms",
        Some("5000"),
        "Time that whatever groups decide, commits above all, may take until it is committed to the log; \
         whoever waits longer is answered COORDINATOR_NOT_AVAILABLE.",
    )
    .at_least(1)
    .high()
    .acts(),
    int("offsets.load.buffer.size", Some("5242880"), "Bytes of one read when committed offsets are loaded.")
        .at_least(1)
        .high()
        .acts(),
    long("offsets.retention.check.interval.ms", Some("600000"), "Time between checks for expired offsets.")
        .at_least(1)
        .high()
        .acts(),
    int("offsets.retention.minutes", Some("10080"), "Minutes that the offsets of an empty group are kept.")
        .at_least(1)
        .high()
        .acts(),
    int("offsets.topic.compression.codec", Some("0"), "Codec of the offsets topic.").high().acts(),
    int("offsets.topic.num.partitions", Some("50"), "Partitions of the offsets topic.")
        .at_least(1)
        .high()
        .acts(),
    short(
        "offsets.topic.replication.factor",
        Some("3"),
        "Replicas of the offsets topic; at most as many as there are brokers.",
    )
    .at_least(1)
    .high()
    .acts(),
    int("offsets.topic.segment.bytes", Some("104857600"), "Bytes of a segment file of the offsets topic.")
        .at_least(1)
        .high()
        .acts(),
    int(
        "producer.id.expiration.ms",
        Some("86400000"),
        "An idempotent producer that was silent for this long is forgotten.",
    )
    .at_least(1)
    .low()
    .dynamic()
    .acts(),
    int(
        "share.coordinator.append.linger.ms",
        Some("-1"),
        "Time that the share coordinator gathers writes; -1 adapts.",
    )
    .at_least(-1),
    int(
        "share.coordinator.cached.buffer.max.bytes",
        Some("1048588"),
        "Largest buffer that the share coordinator keeps for re-use.",
    )
    .at_least(524_288)
    .dynamic(),
    int(
        "share.coordinator.load.buffer.size",
        Some("5242880"),
        "Bytes of one read when share state is loaded.",
    )
    .at_least(1)
    .high(),
    int(
        "share.coordinator.snapshot.update.records.per.snapshot",
        Some("500"),
        "Updates between two snapshots of share state.",
    )
    .between(0, 500),
    int("share.coordinator.state.topic.compression.codec", Some("0"), "Codec of the share-state topic.")
        .high(),
    short(
        "share.coordinator.state.topic.min.isr",
        Some("2"),
        "In-sync replicas that the share-state topic needs.",
    )
    .at_least(1)
    .high(),
    int("share.coordinator.state.topic.num.partitions", Some("50"), "Partitions of the share-state topic.")
        .at_least(1)
        .high()
        .acts(),
    short(
        "share.coordinator.state.topic.replication.factor",
        Some("3"),
        "Replicas of the share-state topic; at most as many as there are brokers.",
    )
    .at_least(1)
    .high()
    .acts(),
    int(
        "share.coordinator.state.topic.segment.bytes",
        Some("104857600"),
        "Bytes of a segment file of the share-state topic.",
    )
    .at_least(1)
    .high(),
    int("share.coordinator.threads", Some("1"), "Threads of the share coordinator.").at_least(1),
    int(
        "share.coordinator.write.timeout.ms",
        Some("5000"),
        "Time that a write of share state waits for its replicas.",
    )
    .at_least(1)
    .high(),
    int(
        "share.fetch.purgatory.purge.interval.requests",
        Some("1000"),
        "Finished share fetches after which the purgatory is swept.",
    ),
    int(
        "transaction.abort.timed.out.transaction.cleanup.interval.ms",
        Some("10000"),
        "Time between checks for transactions that timed out.",
    )
    .at_least(1)
    .low(),
    int(
        "transaction.max.timeout.ms",
        Some("900000"),
        "Longest timeout that a transactional producer may ask for.",
    )
    .at_least(1)
    .high(),
    boolean(
        "transaction.partition.verification.enable",
        Some("true"),
        "Check that a partition belongs to a transaction before writing to it.",
    )
    .low()
    .dynamic(),
    int(
        "transaction.remove.expired.transaction.cleanup.interval.ms",
        Some("3600000"),
        "Time between checks for expired transactional ids.",
    )
    .at_least(1)
    .low(),
    int(
        "transaction.state.log.load.buffer.size",
        Some("5242880"),
        "Bytes of one read when transactions are loaded.",
    )
    .at_least(1)
    .high(),
    int("transaction.state.log.min.isr", Some("2"), "In-sync replicas that the transaction topic needs.")
        .at_least(1)
        .high(),
    int("transaction.state.log.num.partitions", Some("50"), "Partitions of the transaction topic.")
        .at_least(1)
        .high()
        .acts(),
    short(
        "transaction.state.log.replication.factor",
        Some("3"),
        "Replicas of the transaction topic; at most as many as there are brokers.",
    )
    .at_least(1)
    .high()
    .acts(),
    int(
        "transaction.state.log.segment.bytes",
        Some("104857600"),
        "Bytes of a segment file of the transaction topic.",
    )
    .at_least(1)
    .high(),
    boolean(
        "transaction.two.phase.commit.enable",
        Some("false"),
        "Allow transactions that take part in a two-phase commit.",
    )
    .low(),
    int(
        "transactional.id.expiration.ms",
        Some("604800000"),
        "A transactional id that was idle for this long is forgotten.",
    )
    .at_least(1)
    .high(),
];
