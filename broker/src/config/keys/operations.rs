//! Broker keys: topic defaults, quotas, metrics and plugins.

use super::super::declaration::{Declaration, boolean, class, int, list, long, string};

/// Sorted by name.
pub(super) const OPERATIONS: &[Declaration] = &[
    class("alter.config.policy.class.name", None, "Class that may veto configuration changes.").low(),
    int(
        "alter.log.dirs.replication.quota.window.num",
        Some("11"),
        "Samples kept for the quota on moves between log directories.",
    )
    .at_least(1)
    .low(),
    int(
        "alter.log.dirs.replication.quota.window.size.seconds",
        Some("1"),
        "Length of one sample of the quota on moves between log directories.",
    )
    .at_least(1)
    .low(),
    boolean(
        "auto.create.topics.enable",
        Some("true"),
        "Create a topic when a client asks for the metadata of one that does not exist.",
    )
    .high()
    .acts(),
    int("background.threads", Some("10"), "Threads for background work.").at_least(1).high().dynamic(),
    class("client.quota.callback.class", None, "Class that computes client quotas.").low(),
    list("config.providers", Some(""), "Names of providers that resolve indirect values.").low(),
    int(
        "controller.quota.window.num",
        Some("11"),
        "Samples kept for the quota on topic and partition changes.",
    )
    .at_least(1)
    .low(),
    int(
        "controller.quota.window.size.seconds",
        Some("1"),
        "Length of one sample of the quota on topic and partition changes.",
    )
    .at_least(1)
    .low(),
    class("create.topic.policy.class.name", None, "Class that may veto the creation of topics.").low(),
    boolean("delete.topic.enable", Some("true"), "Allow topics to be deleted.").high().acts(),
    int("kafka.metrics.polling.interval.secs", Some("10"), "Time between polls of the metrics reporters.")
        .at_least(1)
        .low(),
    list("kafka.metrics.reporters", Some(""), "Classes that report the older metrics.").low(),
    list(
        "metric.reporters",
        Some("org.apache.kafka.common.metrics.JmxReporter"),
        "Classes that report metrics.",
    )
    .low()
    .dynamic(),
    int("metrics.num.samples", Some("2"), "Samples kept for a metric.").at_least(1).low(),
    string("metrics.recording.level", Some("INFO"), "Most detailed level of metrics that is recorded.").low(),
    long("metrics.sample.window.ms", Some("30000"), "Length of one sample of a metric.").at_least(1).low(),
    int("num.partitions", Some("1"), "Partitions of a topic that is created without saying how many.")
        .at_least(1)
        .acts(),
    int("quota.window.num", Some("11"), "Samples kept for client quotas.").at_least(1).low(),
    int("quota.window.size.seconds", Some("1"), "Length of one sample of client quotas.").at_least(1).low(),
    int("replication.quota.window.num", Some("11"), "Samples kept for replication quotas.").at_least(1).low(),
    int("replication.quota.window.size.seconds", Some("1"), "Length of one sample of replication quotas.")
        .at_least(1)
        .low(),
    int("telemetry.max.bytes", Some("1048576"), "Most bytes of metrics that a client may push.")
        .at_least(1)
        .low(),
];
