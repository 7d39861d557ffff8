//! `topics` and `offsets`.

use crate::harness::{TestBroker, ringlog};

/// A topic's lines without what differs from run to run.
fn described(broker: &TestBroker, topic: &str) -> Vec<String> {
    let text = broker.stdout_of(&["topics", "describe", "--topic", topic]);
    text.lines()
        .map(|line| {
            let fields: Vec<&str> =
                line.split('\t').filter(|field| !field.starts_with("TopicId: ")).collect();
            fields.join("\t")
        })
        .collect()
}

#[test]
fn a_topic_lives_as_with_kafkas_tool() {
    let broker = TestBroker::start();
    let created =
        ["topics", "create", "--topic", "orders", "--partitions", "2", "--config", "retention.ms=86400000"];
    assert_eq!(broker.stdout_of(&created), "Created topic orders.\n");
    assert_eq!(broker.stdout_of(&["topics", "list"]), "orders\n");
    assert_eq!(
        described(&broker, "orders"),
        [
            "Topic: orders\tPartitionCount: 2\tReplicationFactor: 1\tConfigs: min.insync.replicas=1,retention.ms=86400000",
            "\tTopic: orders\tPartition: 0\tLeader: 1\tReplicas: 1\tIsr: 1\tElr: \tLastKnownElr: ",
            "\tTopic: orders\tPartition: 1\tLeader: 1\tReplicas: 1\tIsr: 1\tElr: \tLastKnownElr: ",
        ]
    );
    let altered = [
        "topics",
        "alter",
        "--topic",
        "orders",
        "--partitions",
        "3",
        "--config",
        "segment.bytes=2000000",
        "--delete-config",
        "retention.ms",
    ];
    assert_eq!(broker.stdout_of(&altered), "Completed updating config for topic orders.\n");
    let lines = described(&broker, "orders");
    assert_eq!(
        lines[0],
        "Topic: orders\tPartitionCount: 3\tReplicationFactor: 1\tConfigs: min.insync.replicas=1,segment.bytes=2000000"
    );
    assert_eq!(lines.len(), 4);
    assert_eq!(broker.stdout_of(&["offsets", "--topic", "orders"]), "orders:0:0\norders:1:0\norders:2:0\n");
    assert_eq!(broker.stdout_of(&["topics", "delete", "--topic", "orders"]), "Deleted topic orders.\n");
    assert_eq!(broker.stdout_of(&["topics", "list"]), "");
}

#[test]
fn what_cannot_be_done_is_one_line() {
    let broker = TestBroker::start();
    broker.stdout_of(&["topics", "create", "--topic", "orders"]);
    broker.ringlog(&["topics", "create", "--topic", "orders"]).assert_fails_with(
        "ringlog: topic 'orders' was not created: Topic 'orders' already exists. (TOPIC_ALREADY_EXISTS)",
    );
    assert_eq!(broker.stdout_of(&["topics", "create", "--topic", "orders", "--if-not-exists"]), "");
    broker
        .ringlog(&["topics", "describe", "--topic", "no"])
        .assert_fails_with("ringlog: topic 'no' does not exist");
    assert_eq!(broker.stdout_of(&["topics", "describe", "--topic", "no", "--if-exists"]), "");
    broker
        .ringlog(&["topics", "delete", "--topic", "no"])
        .assert_fails_with("ringlog: topic 'no' does not exist");
    broker.ringlog(&["offsets", "--topic", "no"]).assert_fails_with("ringlog: topic 'no' does not exist");
    broker.ringlog(&["consume", "--topic", "no"]).assert_fails_with("ringlog: topic 'no' does not exist");
    broker
        .ringlog(&["consume", "--topic", "orders", "--partition", "7"])
        .assert_fails_with("ringlog: topic 'orders' has no partition 7");
    broker
        .ringlog(&["topics", "alter", "--topic", "orders"])
        .assert_fails_with("ringlog: nothing to alter: give --partitions, --config or --delete-config");
    let bad = broker.ringlog(&["topics", "alter", "--topic", "orders", "--config", "segment.bytes=x"]);
    assert_eq!(bad.status, Some(1));
    assert!(bad.stderr.contains("INVALID_CONFIG"), "{}", bad.stderr);
    assert_eq!(bad.stderr.lines().count(), 1, "{}", bad.stderr);
    let name = broker.ringlog(&["topics", "create", "--topic", "a/b"]);
    assert!(name.stderr.contains("INVALID_TOPIC_EXCEPTION"), "{}", name.stderr);
}

#[test]
fn a_broker_that_is_not_there_is_named() {
    // A port that was free a moment ago, of this machine only.
    let nobody = ringlog(&["topics", "list", "--bootstrap-server", "127.0.0.1:1"]);
    nobody.assert_fails_with("ringlog: cannot reach 127.0.0.1:1: Connection refused (os error 111)");
    let produce = ringlog(&["produce", "--topic", "orders", "--bootstrap-server", "127.0.0.1:1"]);
    produce.assert_fails_with("ringlog: cannot reach 127.0.0.1:1: Connection refused (os error 111)");
    ringlog(&["topics", "list", "--bootstrap-server", "nowhere"])
        .assert_fails_with("ringlog: 'nowhere' is no host:port");
}

#[test]
fn the_help_teaches() {
    for command in ["topics", "produce", "consume", "groups", "offsets", "dump-log"] {
        let help = ringlog(&[command, "--help"]);
        assert_eq!(help.status, Some(0));
        assert!(help.stdout.contains("Examples:\n"), "{}", help.stdout);
        assert!(help.stdout.lines().all(|line| line.len() <= 110), "{}", help.stdout);
    }
    assert!(ringlog(&["--help"]).stdout.contains("A first minute:"));
}
