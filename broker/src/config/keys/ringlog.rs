//! Broker keys: ringlog's own, which Kafka does not have.

use super::super::declaration::{Declaration, boolean, int, long, string};

/// Sorted by name.
pub(super) const RINGLOG: &[Declaration] = &[
    int(
        "ringlog.busy.poll.us",
        Some("0"),
        "Microseconds for which a shard looks for the next request before it sleeps, at the cost of up to a core (busy polling, io_uring only); 0 is none.",
    )
    .between(0, 1_000_000)
    .low()
    .acts(),
    int(
        "ringlog.coalesce.us.max",
        Some("400"),
        "Most microseconds that requests gather before a shard wakes, while that is seen to save work and slow no sender (io_uring of Linux 6.12); 0 is never.",
    )
    .between(0, 10_000)
    .low()
    .acts(),
    long(
        "ringlog.flush.bytes.max",
        Some("16777216"),
        "Replicated durability: unsynced bytes of a log at which it is synced.",
    )
    .at_least(1)
    .dynamic()
    .acts(),
    long(
        "ringlog.flush.ms.max",
        Some("1000"),
        "Replicated durability: age of unsynced bytes at which they are synced.",
    )
    .at_least(1)
    .dynamic()
    .acts(),
    string(
        "ringlog.io",
        Some("auto"),
        "How files and sockets are driven: io_uring, epoll, or what the host allows.",
    )
    .one_of(&["auto", "uring", "poll"])
    .acts(),
    long(
        "ringlog.journal.bytes",
        Some("33554432"),
        "Size of the journal of each shard in each of log.dirs: one sync of it makes the appends of many logs durable. 0: each log is synced by itself.",
    )
    .between(0, 1 << 40)
    .acts(),
    int(
        "ringlog.large.request.bytes",
        Some("262144"),
        "Requests from this length on are received into memory of their own; shorter ones in chunks, which are copied together.",
    )
    .between(64, 1 << 30)
    .low()
    .acts(),
    string("ringlog.log.durability", Some("fsync"), "Default of the topics' ringlog.durability.")
        .one_of(&["fsync", "replicated"])
        .high()
        .dynamic()
        .acts(),
    string(
        "ringlog.log.record.validation",
        Some("header"),
        "Default of the topics' ringlog.record.validation.",
    )
    .one_of(&["header", "full"])
    .dynamic()
    .acts(),
    boolean("ringlog.pin.shards", Some("false"), "Bind the thread of each shard to one core.").low().acts(),
    long(
        "ringlog.queued.max.bytes",
        Some("268435456"),
        "Bytes of large requests held at a time by all connections; further ones wait.",
    )
    .at_least(1_048_576)
    .acts(),
    int(
        "ringlog.shards",
        Some("0"),
        "Threads, each with connections and partitions of its own; 0 is one per core.",
    )
    .between(0, 128)
    .high()
    .acts(),
];
