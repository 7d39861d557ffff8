//! Broker keys: tiered storage.

use super::super::declaration::{Declaration, Valid, boolean, int, long, string};

/// Sorted by name.
pub(super) const REMOTE: &[Declaration] = &[
    boolean(
        "follower.fetch.last.tiered.offset.enable",
        Some("false"),
        "Let an empty follower start behind what is tiered.",
    )
    .dynamic(),
    long(
        "log.local.retention.bytes",
        Some("-2"),
        "Bytes kept on local disk once they are tiered; -2 follows log.retention.bytes.",
    )
    .at_least(-2)
    .dynamic(),
    long(
        "log.local.retention.ms",
        Some("-2"),
        "Time that tiered records stay on local disk; -2 follows log.retention.ms.",
    )
    .at_least(-2)
    .dynamic(),
    long(
        "log.remote.copy.lag.bytes",
        Some("-1"),
        "Bytes of closed segments that may wait before they are tiered.",
    )
    .at_least(-1)
    .dynamic(),
    long("log.remote.copy.lag.ms", Some("0"), "Time that a closed segment may wait before it is tiered.")
        .at_least(-1)
        .dynamic(),
    int("remote.fetch.max.wait.ms", Some("500"), "Time that a fetch waits for tiered records.")
        .at_least(1)
        .dynamic(),
    long(
        "remote.list.offsets.request.timeout.ms",
        Some("30000"),
        "Time that ListOffsets waits for tiered records.",
    )
    .at_least(1)
    .dynamic(),
    long(
        "remote.log.index.file.cache.total.size.bytes",
        Some("1073741824"),
        "Disk space for index files fetched from the tier.",
    )
    .at_least(1)
    .low()
    .dynamic(),
    int("remote.log.manager.copier.thread.pool.size", Some("10"), "Threads that copy segments to the tier.")
        .at_least(1)
        .dynamic(),
    long(
        "remote.log.manager.copy.max.bytes.per.second",
        Some("9223372036854775807"),
        "Most bytes copied to the tier in a second.",
    )
    .at_least(1)
    .dynamic(),
    int(
        "remote.log.manager.copy.quota.window.num",
        Some("11"),
        "Samples kept for the quota on copies to the tier.",
    )
    .at_least(1),
    int(
        "remote.log.manager.copy.quota.window.size.seconds",
        Some("1"),
        "Length of one sample of the quota on copies to the tier.",
    )
    .at_least(1),
    int("remote.log.manager.expiration.thread.pool.size", Some("10"), "Threads that expire tiered segments.")
        .at_least(1)
        .dynamic(),
    long(
        "remote.log.manager.fetch.max.bytes.per.second",
        Some("9223372036854775807"),
        "Most bytes fetched from the tier in a second.",
    )
    .at_least(1)
    .dynamic(),
    int(
        "remote.log.manager.fetch.quota.window.num",
        Some("11"),
        "Samples kept for the quota on fetches from the tier.",
    )
    .at_least(1),
    int(
        "remote.log.manager.fetch.quota.window.size.seconds",
        Some("1"),
        "Length of one sample of the quota on fetches from the tier.",
    )
    .at_least(1),
    int(
        "remote.log.manager.follower.thread.pool.size",
        Some("2"),
        "Threads for followers of tiered partitions.",
    )
    .at_least(1)
    .dynamic(),
    long("remote.log.manager.task.interval.ms", Some("30000"), "Time between runs of the tiering tasks.")
        .at_least(1)
        .low(),
    int("remote.log.manager.thread.pool.size", Some("2"), "Threads of the tiering tasks.").at_least(1),
    int(
        "remote.log.metadata.custom.metadata.max.bytes",
        Some("128"),
        "Most bytes of a plugin's own metadata of a tiered segment.",
    )
    .at_least(0)
    .low(),
    string(
        "remote.log.metadata.manager.class.name",
        Some("org.apache.kafka.server.log.remote.metadata.storage.TopicBasedRemoteLogMetadataManager"),
        "Class that keeps the metadata of tiered segments.",
    )
    .valid(Valid::NonEmpty),
    string(
        "remote.log.metadata.manager.class.path",
        None,
        "Class path of remote.log.metadata.manager.class.name.",
    ),
    string(
        "remote.log.metadata.manager.impl.prefix",
        Some("rlmm.config."),
        "Prefix of properties for the metadata manager of tiered segments.",
    )
    .valid(Valid::NonEmpty),
    string(
        "remote.log.metadata.manager.listener.name",
        None,
        "Listener that the metadata manager of tiered segments uses.",
    )
    .valid(Valid::NonEmpty),
    int("remote.log.reader.max.pending.tasks", Some("100"), "Reads from the tier that may wait.").at_least(1),
    int("remote.log.reader.threads", Some("10"), "Threads that read from the tier.").at_least(1).dynamic(),
    string("remote.log.storage.manager.class.name", None, "Class that stores segments in the tier.")
        .valid(Valid::NonEmpty),
    string(
        "remote.log.storage.manager.class.path",
        None,
        "Class path of remote.log.storage.manager.class.name.",
    ),
    string(
        "remote.log.storage.manager.impl.prefix",
        Some("rsm.config."),
        "Prefix of properties for the storage manager.",
    )
    .valid(Valid::NonEmpty),
    boolean("remote.log.storage.system.enable", Some("false"), "Enable tiered storage."),
];
