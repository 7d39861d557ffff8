//! Broker keys: logs on disk: defaults of the topics' keys, checkpoints, cleaning.

use super::super::declaration::{Declaration, Fallback, Valid, boolean, double, int, list, long, string};

/// Sorted by name.
pub(super) const STORAGE: &[Declaration] = &[
    int(
        "compression.gzip.level",
        Some("-1"),
        "Level used when the broker itself compresses with gzip; -1 is the codec's default.",
    )
    .valid(Valid::BetweenOr(1, 9, -1))
    .dynamic()
    .acts(),
    int("compression.lz4.level", Some("9"), "Level used when the broker itself compresses with lz4.")
        .between(1, 17)
        .dynamic(),
    string(
        "compression.type",
        Some("producer"),
        "Codec in which batches are stored; `producer` keeps the producer's.",
    )
    .one_of(&["uncompressed", "zstd", "lz4", "snappy", "gzip", "producer"])
    .high()
    .dynamic()
    .acts(),
    int("compression.zstd.level", Some("3"), "Level used when the broker itself compresses with zstd.")
        .between(-131_072, 22)
        .dynamic()
        .acts(),
    list("cordoned.log.dirs", Some(""), "Log directories that get no new partitions."),
    long(
        "log.cleaner.backoff.ms",
        Some("15000"),
        "Time that the cleaner sleeps when there is nothing to clean.",
    )
    .at_least(0)
    .dynamic()
    .acts(),
    long(
        "log.cleaner.dedupe.buffer.size",
        Some("134217728"),
        "Memory of the cleaner for finding duplicate keys.",
    )
    .dynamic()
    .acts(),
    long(
        "log.cleaner.delete.retention.ms",
        Some("86400000"),
        "Time that tombstones of compacted topics are kept.",
    )
    .at_least(0)
    .dynamic()
    .acts(),
    boolean("log.cleaner.enable", Some("true"), "Run the cleaner of compacted topics.").acts(),
    double(
        "log.cleaner.io.buffer.load.factor",
        Some("0.9"),
        "How full the cleaner's table of keys may become.",
    )
    .dynamic()
    .acts(),
    int("log.cleaner.io.buffer.size", Some("524288"), "Memory of the cleaner for reading and writing.")
        .at_least(0)
        .dynamic()
        .acts(),
    double(
        "log.cleaner.io.max.bytes.per.second",
        Some("1.7976931348623157E308"),
        "Most bytes that the cleaner reads and writes in a second.",
    )
    .dynamic()
    .acts(),
    long(
        "log.cleaner.max.compaction.lag.ms",
        Some("9223372036854775807"),
        "A record is compacted at the latest after this time.",
    )
    .at_least(1)
    .dynamic()
    .acts(),
    double(
        "log.cleaner.min.cleanable.ratio",
        Some("0.5"),
        "Share of a log that must be dirty before it is cleaned.",
    )
    .valid(Valid::Ratio(0.0, 1.0))
    .dynamic()
    .acts(),
    long("log.cleaner.min.compaction.lag.ms", Some("0"), "A record is not compacted before this time.")
        .at_least(0)
        .dynamic()
        .acts(),
    int("log.cleaner.threads", Some("1"), "Threads of the cleaner.").at_least(0).dynamic(),
    list("log.cleanup.policy", Some("delete"), "What happens to old records: delete, compact or both.")
        .one_of(&["compact", "delete"])
        .dynamic()
        .acts(),
    list("log.dir", Some("ringlog-data"), "Folder of the data when log.dirs is unset.").high().acts(),
    long(
        "log.dir.failure.timeout.ms",
        Some("30000"),
        "A broker that cannot report a failed log directory for this long stops.",
    )
    .at_least(1)
    .low(),
    list("log.dirs", None, "Folders of the data, separated by commas.").high().acts(),
    long(
        "log.flush.interval.messages",
        Some("9223372036854775807"),
        "Records that may be written to a log before it is flushed.",
    )
    .at_least(1)
    .high()
    .dynamic()
    .acts(),
    long(
        "log.flush.interval.ms",
        None,
        "Longest time that a written record stays unflushed; unset, log.flush.scheduler.interval.ms.",
    )
    .high()
    .dynamic()
    .acts()
    .fallbacks(&[Fallback { name: "log.flush.scheduler.interval.ms", multiplier: 1 }]),
    int(
        "log.flush.offset.checkpoint.interval.ms",
        Some("60000"),
        "Time between updates of the recovery-point checkpoint.",
    )
    .at_least(0)
    .high()
    .acts(),
    long(
        "log.flush.scheduler.interval.ms",
        Some("9223372036854775807"),
        "Time between checks whether a log needs a flush.",
    )
    .high()
    .acts(),
    int(
        "log.flush.start.offset.checkpoint.interval.ms",
        Some("60000"),
        "Time between updates of the log-start-offset checkpoint.",
    )
    .at_least(0)
    .high()
    .acts(),
    int(
        "log.index.interval.bytes",
        Some("4096"),
        "Bytes of records between two entries of the offset index.",
    )
    .at_least(0)
    .dynamic()
    .acts(),
    int(
        "log.index.size.max.bytes",
        Some("10485760"),
        "Most bytes of an index file; a segment is rolled when its index is full.",
    )
    .at_least(4)
    .dynamic()
    .acts(),
    long(
        "log.message.timestamp.after.max.ms",
        Some("3600000"),
        "How far a record's timestamp may be ahead of the broker's clock.",
    )
    .at_least(0)
    .dynamic()
    .acts(),
    long(
        "log.message.timestamp.before.max.ms",
        Some("9223372036854775807"),
        "How far a record's timestamp may be behind the broker's clock.",
    )
    .at_least(0)
    .dynamic()
    .acts(),
    string(
        "log.message.timestamp.type",
        Some("CreateTime"),
        "Whether a record keeps the producer's timestamp or gets the broker's.",
    )
    .one_of(&["CreateTime", "LogAppendTime"])
    .dynamic()
    .acts(),
    boolean("log.preallocate", Some("false"), "Reserve the space of a whole segment when it is created.")
        .dynamic()
        .acts(),
    long("log.retention.bytes", Some("-1"), "Bytes kept of each partition; -1 is unlimited.")
        .high()
        .dynamic()
        .acts(),
    long(
        "log.retention.check.interval.ms",
        Some("300000"),
        "Time between checks for segments that may be deleted.",
    )
    .at_least(1)
    .acts(),
    int(
        "log.retention.hours",
        Some("168"),
        "Hours that records are kept, when neither log.retention.ms nor log.retention.minutes is set.",
    )
    .high()
    .acts(),
    int("log.retention.minutes", None, "Minutes that records are kept, when log.retention.ms is unset.")
        .high()
        .acts(),
    long("log.retention.ms", None, "Milliseconds that records are kept; -1 is unlimited.")
        .high()
        .dynamic()
        .acts()
        .fallbacks(&[
            Fallback { name: "log.retention.minutes", multiplier: 60_000 },
            Fallback { name: "log.retention.hours", multiplier: 3_600_000 },
        ]),
    int("log.roll.hours", Some("168"), "Hours after which a segment is rolled, when log.roll.ms is unset.")
        .at_least(1)
        .high()
        .acts(),
    int(
        "log.roll.jitter.hours",
        Some("0"),
        "Hours of random delay subtracted from the roll time, when log.roll.jitter.ms is unset.",
    )
    .at_least(0)
    .high()
    .acts(),
    long("log.roll.jitter.ms", None, "Milliseconds of random delay subtracted from the roll time.")
        .high()
        .dynamic()
        .acts()
        .fallbacks(&[Fallback { name: "log.roll.jitter.hours", multiplier: 3_600_000 }]),
    long("log.roll.ms", None, "Milliseconds after which a segment is rolled.")
        .high()
        .dynamic()
        .acts()
        .fallbacks(&[Fallback { name: "log.roll.hours", multiplier: 3_600_000 }]),
    int("log.segment.bytes", Some("1073741824"), "Bytes of a segment file.")
        .at_least(1_048_576)
        .high()
        .dynamic()
        .acts(),
    long(
        "log.segment.delete.delay.ms",
        Some("60000"),
        "Time between taking a segment out of its log and deleting its file.",
    )
    .at_least(0)
    .high()
    .dynamic()
    .acts(),
    int(
        "max.decompressed.message.bytes",
        Some("2147483639"),
        "Most bytes of one record after decompression.",
    )
    .between(1, 2_147_483_639)
    .dynamic()
    .acts(),
    int("message.max.bytes", Some("1048588"), "Most bytes of a record batch.")
        .at_least(0)
        .high()
        .dynamic()
        .acts(),
    int("num.recovery.threads.per.data.dir", Some("2"), "Threads per folder for recovery at start.")
        .at_least(1)
        .high()
        .dynamic(),
];
