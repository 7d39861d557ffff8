//! Topic keys.

use super::super::declaration::{Declaration, Valid, boolean, double, int, list, long, string};

/// Sorted by name.
pub(super) const TOPICS: &[Declaration] = &[
    list("cleanup.policy", Some("delete"), "What happens to old records: delete, compact or both.")
        .one_of(&["compact", "delete"])
        .broker_key("log.cleanup.policy")
        .acts(),
    int(
        "compression.gzip.level",
        Some("-1"),
        "Level used when the broker itself compresses with gzip; -1 is the codec's default.",
    )
    .valid(Valid::BetweenOr(1, 9, -1))
    .broker_key("compression.gzip.level")
    .acts(),
    int("compression.lz4.level", Some("9"), "Level used when the broker itself compresses with lz4.")
        .between(1, 17)
        .broker_key("compression.lz4.level"),
    string(
        "compression.type",
        Some("producer"),
        "Codec in which batches are stored; `producer` keeps the producer's.",
    )
    .one_of(&["uncompressed", "zstd", "lz4", "snappy", "gzip", "producer"])
    .broker_key("compression.type")
    .acts(),
    int("compression.zstd.level", Some("3"), "Level used when the broker itself compresses with zstd.")
        .between(-131_072, 22)
        .broker_key("compression.zstd.level")
        .acts(),
    long("delete.retention.ms", Some("86400000"), "Time that tombstones of a compacted topic are kept.")
        .at_least(0)
        .broker_key("log.cleaner.delete.retention.ms")
        .acts(),
    boolean(
        "errors.deadletterqueue.group.enable",
        Some("false"),
        "Let share groups write what they could not deliver to this topic.",
    ),
    long(
        "file.delete.delay.ms",
        Some("60000"),
        "Time between taking a segment out of the log and deleting its file.",
    )
    .at_least(0)
    .broker_key("log.segment.delete.delay.ms")
    .acts(),
    long(
        "flush.messages",
        Some("9223372036854775807"),
        "Records that may be written before the log is flushed.",
    )
    .at_least(1)
    .broker_key("log.flush.interval.messages")
    .acts(),
    long("flush.ms", Some("9223372036854775807"), "Longest time that a written record stays unflushed.")
        .at_least(0)
        .broker_key("log.flush.interval.ms")
        .acts(),
    list(
        "follower.replication.throttled.replicas",
        Some(""),
        "Replicas whose following is throttled, as partition:broker, or * for all.",
    )
    .valid(Valid::ThrottledReplicas),
    int("index.interval.bytes", Some("4096"), "Bytes of records between two entries of the offset index.")
        .at_least(0)
        .broker_key("log.index.interval.bytes")
        .acts(),
    list(
        "leader.replication.throttled.replicas",
        Some(""),
        "Replicas whose leading is throttled, as partition:broker, or * for all.",
    )
    .valid(Valid::ThrottledReplicas),
    long(
        "local.retention.bytes",
        Some("-2"),
        "Bytes kept on local disk once they are tiered; -2 follows retention.bytes.",
    )
    .at_least(-2)
    .broker_key("log.local.retention.bytes"),
    long(
        "local.retention.ms",
        Some("-2"),
        "Time that tiered records stay on local disk; -2 follows retention.ms.",
    )
    .at_least(-2)
    .broker_key("log.local.retention.ms"),
    long(
        "max.compaction.lag.ms",
        Some("9223372036854775807"),
        "A record is compacted at the latest after this time.",
    )
    .at_least(1)
    .broker_key("log.cleaner.max.compaction.lag.ms")
    .acts(),
    int(
        "max.decompressed.message.bytes",
        Some("2147483639"),
        "Most bytes of one record after decompression.",
    )
    .between(1, 2_147_483_639)
    .broker_key("max.decompressed.message.bytes")
    .acts(),
    int("max.message.bytes", Some("1048588"), "Most bytes of a record batch.")
        .at_least(0)
        .broker_key("message.max.bytes")
        .acts(),
    long(
        "message.timestamp.after.max.ms",
        Some("3600000"),
        "How far a record's timestamp may be ahead of the broker's clock.",
    )
    .at_least(0)
    .broker_key("log.message.timestamp.after.max.ms")
    .acts(),
    long(
        "message.timestamp.before.max.ms",
        Some("9223372036854775807"),
        "How far a record's timestamp may be behind the broker's clock.",
    )
    .at_least(0)
    .broker_key("log.message.timestamp.before.max.ms")
    .acts(),
    string(
        "message.timestamp.type",
        Some("CreateTime"),
        "Whether a record keeps the producer's timestamp or gets the broker's.",
    )
    .one_of(&["CreateTime", "LogAppendTime"])
    .broker_key("log.message.timestamp.type")
    .acts(),
    double(
        "min.cleanable.dirty.ratio",
        Some("0.5"),
        "Share of the log that must be dirty before it is cleaned.",
    )
    .valid(Valid::Ratio(0.0, 1.0))
    .broker_key("log.cleaner.min.cleanable.ratio")
    .acts(),
    long("min.compaction.lag.ms", Some("0"), "A record is not compacted before this time.")
        .at_least(0)
        .broker_key("log.cleaner.min.compaction.lag.ms")
        .acts(),
    int("min.insync.replicas", Some("1"), "Replicas that must be in sync for acks=all to be accepted.")
        .at_least(1)
        .broker_key("min.insync.replicas")
        .acts(),
    boolean("preallocate", Some("false"), "Reserve the space of a whole segment when it is created.")
        .broker_key("log.preallocate")
        .acts(),
    long(
        "remote.copy.lag.bytes",
        Some("-1"),
        "Bytes of closed segments that may wait before they are tiered.",
    )
    .at_least(-1)
    .broker_key("log.remote.copy.lag.bytes"),
    long("remote.copy.lag.ms", Some("0"), "Time that a closed segment may wait before it is tiered.")
        .at_least(-1)
        .broker_key("log.remote.copy.lag.ms"),
    boolean(
        "remote.log.copy.disable",
        Some("false"),
        "Copy nothing more to the tier; what is there stays readable.",
    ),
    boolean(
        "remote.log.delete.on.disable",
        Some("false"),
        "Delete what is tiered when tiered storage is switched off.",
    ),
    boolean("remote.storage.enable", Some("false"), "Store closed segments in the tier."),
    long("retention.bytes", Some("-1"), "Bytes kept of each partition; -1 is unlimited.")
        .broker_key("log.retention.bytes")
        .acts(),
    long("retention.ms", Some("604800000"), "Time that records are kept; -1 is unlimited.")
        .at_least(-1)
        .broker_key("log.retention.ms")
        .acts(),
    string(
        "ringlog.durability",
        Some("fsync"),
        "When acks=all counts: synced to disk (fsync), or written by all in-sync replicas.",
    )
    .one_of(&["fsync", "replicated"])
    .high()
    .broker_key("ringlog.log.durability")
    .acts(),
    string(
        "ringlog.record.validation",
        Some("header"),
        "Whether a compressed batch is opened where only its header is needed (full), or not.",
    )
    .one_of(&["header", "full"])
    .broker_key("ringlog.log.record.validation")
    .acts(),
    int("segment.bytes", Some("1073741824"), "Bytes of a segment file.")
        .at_least(1_048_576)
        .broker_key("log.segment.bytes")
        .acts(),
    int(
        "segment.index.bytes",
        Some("10485760"),
        "Most bytes of an index file; a segment is rolled when its index is full.",
    )
    .at_least(4)
    .broker_key("log.index.size.max.bytes")
    .acts(),
    long(
        "segment.jitter.ms",
        Some("0"),
        "Random time subtracted from segment.ms, so that not all partitions roll at once.",
    )
    .at_least(0)
    .broker_key("log.roll.jitter.ms")
    .acts(),
    long("segment.ms", Some("604800000"), "Time after which a segment is rolled.")
        .at_least(1)
        .broker_key("log.roll.ms")
        .acts(),
    boolean(
        "unclean.leader.election.enable",
        Some("false"),
        "Let a replica that is not in sync become leader, at the price of lost records.",
    )
    .broker_key("unclean.leader.election.enable"),
];
