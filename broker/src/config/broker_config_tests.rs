use std::collections::BTreeSet;
use std::sync::Arc;

use engine::{DurabilityMode, LogConfig};
use expect_test::{Expect, expect};
use replication::{ConfigMap, ConfigResource, ConfigResourceKind, ConfigRules, MetadataImage};

use super::*;
use crate::config::keys::{TOPIC_KEYS, broker_keys};
use crate::config::settings::USED;
use crate::config::topic_config::TopicConfig;

fn parse(file: &str) -> Result<BrokerConfig, ConfigError> {
    BrokerConfig::parse(file, &[], &|_| None)
}

fn config(file: &str) -> BrokerConfig {
    parse(file).expect("a valid configuration")
}

fn refused(file: &str, expected: Expect) {
    expected.assert_eq(&parse(file).expect_err("not a valid configuration").to_string());
}

fn map(pairs: &[(&str, &str)]) -> ConfigMap {
    pairs.iter().map(|(name, value)| (Arc::from(*name), Arc::from(*value))).collect()
}

#[test]
fn without_a_file_the_defaults_are_sound() {
    let config = BrokerConfig::default();
    let addresses: Vec<String> =
        config.listeners.iter().map(|listener| format!("{} {}", listener.name, listener.address)).collect();
    assert_eq!(addresses, ["PLAINTEXT 127.0.0.1:9092", "PLAINTEXT [::1]:9092"]);
    assert_eq!(config.node_id, 1);
    assert_eq!(config.log_dirs, [PathBuf::from("ringlog-data")]);
    assert!(config.advertised.is_empty() && config.warnings.is_empty(), "{:?}", config.warnings);
    assert_eq!(config.log_config(&MetadataImage::default(), "t"), LogConfig::default());
}

#[test]
fn overrides_win_over_the_file() {
    let overrides = ["num.partitions=5".to_owned(), "log.dirs=/x, /y".to_owned()];
    let config = BrokerConfig::parse("num.partitions = 3\nbroker.id=9\n", &overrides, &|_| None)
        .expect("a valid configuration");
    assert_eq!((config.num_partitions, config.node_id), (5, 9));
    assert_eq!(config.log_dirs, [PathBuf::from("/x"), PathBuf::from("/y")]);
}

#[test]
fn a_bad_value_is_refused_with_key_value_and_range() {
    refused(
        "num.partitions=0",
        expect![
            "Invalid value 0 for configuration num.partitions: Value must be at least 1 (type INT, valid: [1,...])"
        ],
    );
    refused(
        "log.retention.hours=x",
        expect!["Invalid value x for configuration log.retention.hours: Not a number of type INT (type INT)"],
    );
    refused(
        "log.retention.ms=0",
        expect![
            "Invalid value 0 for configuration log.retention.ms: must be unlimited (-1) or, greater than or equal to 1 (type LONG)"
        ],
    );
    refused(
        "log.retention.hours=0",
        expect![
            "Invalid value 0 for configuration log.retention.ms: must be unlimited (-1) or, greater than or equal to 1 (type LONG)"
        ],
    );
    refused(
        "default.replication.factor=0",
        expect![
            "Invalid value 0 for configuration default.replication.factor: Value must be at least 1 (type INT)"
        ],
    );
    refused(
        "node.id=1\nbroker.id=2",
        expect![
            "Invalid value 1 for configuration node.id: You must set `node.id` to the same value as `broker.id`, which is 2 (type INT, valid: [0,...])"
        ],
    );
    refused(
        "log.dirs=,",
        expect![
            "Invalid value  for configuration log.dirs: At least one log directory must be defined (type LIST)"
        ],
    );
    refused("a=\\u1", expect!["line 1: \\u is not followed by four hexadecimal digits"]);
}

/// Whoever prints an error with its causes prints one line, once.
#[test]
fn an_error_has_no_second_line() {
    use std::error::Error;
    let error = parse("num.partitions=0").expect_err("not a valid configuration");
    assert!(error.source().is_none());
}

#[test]
fn listeners_are_refused_by_name() {
    refused(
        "listeners=x",
        expect![
            "Invalid value x for configuration listeners: Unable to parse x to a broker endpoint (type LIST)"
        ],
    );
    refused(
        "listeners=CONTROLLER://:1\ncontroller.listener.names=CONTROLLER",
        expect![
            "Invalid value CONTROLLER://:1 for configuration listeners: there is no listener for clients (type LIST)"
        ],
    );
    refused(
        "listeners=IN://:1",
        expect![
            "Invalid value SASL_SSL:SASL_SSL,PLAINTEXT:PLAINTEXT,SSL:SSL,SASL_PLAINTEXT:SASL_PLAINTEXT for configuration listener.security.protocol.map: No security protocol defined for listener IN (type STRING)"
        ],
    );
    refused(
        "listeners=SSL://:1",
        expect![
            "Invalid value SASL_SSL:SASL_SSL,PLAINTEXT:PLAINTEXT,SSL:SSL,SASL_PLAINTEXT:SASL_PLAINTEXT for configuration listener.security.protocol.map: the listener SSL asks for SSL; ringlog speaks PLAINTEXT (type STRING)"
        ],
    );
    refused(
        "advertised.listeners=PLAINTEXT://0.0.0.0:1",
        expect![
            "Invalid value PLAINTEXT://0.0.0.0:1 for configuration advertised.listeners: advertised.listeners cannot use the nonroutable meta-address 0.0.0.0. Use a routable IP address. (type LIST)"
        ],
    );
    refused(
        "advertised.listeners=X://h:1",
        expect![
            "Invalid value X://h:1 for configuration advertised.listeners: the listener X is not one of listeners (type LIST)"
        ],
    );
    refused(
        "listeners=PLAINTEXT://no.such.host:1",
        expect![
            "Invalid value PLAINTEXT://no.such.host:1 for configuration listeners: the host no.such.host has no address (type LIST)"
        ],
    );
}

#[test]
fn a_kafka_file_starts_with_one_line_per_matter() {
    let config = config(
        "process.roles=broker,controller\nnode.id=0\ncontroller.quorum.voters=0@127.0.0.1:19877\n\
         listeners=PLAINTEXT://127.0.0.1:19777,CONTROLLER://127.0.0.1:19877\n\
         controller.listener.names=CONTROLLER\ninter.broker.listener.name=PLAINTEXT\n\
         listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT\n\
         num.io.threads=8\nnum.network.threads=9\nfoo.bar=1\nfoo.bar=2\n",
    );
    assert_eq!((config.listeners.len(), config.node_id), (1, 0));
    expect![[r"
        unknown property foo.bar is ignored
        accepted, but without effect in ringlog: inter.broker.listener.name, num.network.threads
        this node is a metadata quorum of its own; accepted and not used: process.roles, controller.quorum.voters, the listener CONTROLLER"]]
    .assert_eq(&config.warnings.join("\n"));
}

#[test]
fn the_offsets_topic_is_made_with_segments_that_a_topic_can_have() {
    let small = config("offsets.topic.segment.bytes=1048575");
    let line = "offsets.topic.segment.bytes=1048575 is less than a topic can have; __consumer_offsets is made with 1048576";
    assert_eq!((small.offsets_segment_bytes, small.warnings.as_slice()), (1 << 20, &[line.to_owned()][..]));
    let least = config("offsets.topic.segment.bytes=1048576");
    assert_eq!((least.offsets_segment_bytes, least.warnings.len()), (1 << 20, 0));
}

/// What the declarations claim to act is what the broker asks for, no more and no less.
#[test]
fn each_key_that_acts_is_read_and_no_other() {
    USED.with_borrow_mut(BTreeSet::clear);
    BrokerConfig::default().cleaner_config(&MetadataImage::default(), 1);
    BrokerConfig::default().group_default(&MetadataImage::default(), "consumer.assignment.interval.ms");
    let mut used = USED.with_borrow(BTreeSet::clone);
    // A topic's keys are held to the same in topic_config.rs.
    used.extend(TOPIC_KEYS.iter().filter(|key| key.effect == Effect::Acts).filter_map(|key| key.broker_key));
    BrokerConfig::default().topic_defaults(&MetadataImage::default());
    for name in USED.with_borrow(BTreeSet::clone) {
        let is_topics = TOPIC_KEYS.iter().any(|key| key.broker_key == Some(name));
        let stands_in = broker_keys().flat_map(|key| key.fallbacks).any(|fallback| fallback.name == name);
        if !is_topics || stands_in {
            used.insert(name);
        }
    }
    let acting: BTreeSet<&str> =
        broker_keys().filter(|key| key.effect == Effect::Acts).map(|key| key.name).collect();
    let unread: Vec<_> = acting.difference(&used).collect();
    let silent: Vec<_> = used.difference(&acting).collect();
    assert!(
        unread.is_empty() && silent.is_empty(),
        "declared to act, never read: {unread:?}; the reverse: {silent:?}"
    );
}

#[test]
fn a_topic_is_configured_by_the_strongest_layer() {
    let config = config("log.retention.hours=1\nlog.roll.ms=5\nringlog.log.durability=replicated");
    let check = |cluster: &[(&str, &str)], node: &[(&str, &str)], own: &[(&str, &str)]| {
        let (cluster, node, own) = (map(cluster), map(node), map(own));
        let layers = BrokerLayers { node: Some(&node), cluster: Some(&cluster), settings: &config.settings };
        TopicConfig::of_brokers(&layers).with(Some(&own)).log_config()
    };
    let file = check(&[], &[], &[]);
    assert_eq!((file.retention_ms, file.segment_ms), (Some(3_600_000), 5));
    let replicated = DurabilityMode::Replicated { flush_bytes_max: 16 << 20, flush_ms_max: 1000 };
    assert_eq!(file.durability, replicated);
    assert_eq!(check(&[("log.retention.ms", "7")], &[], &[]).retention_ms, Some(7));
    let node = check(&[("log.retention.ms", "7")], &[("log.retention.ms", "8")], &[]);
    assert_eq!(node.retention_ms, Some(8));
    let own =
        check(&[], &[("log.retention.ms", "8")], &[("retention.ms", "-1"), ("ringlog.durability", "fsync")]);
    assert_eq!((own.retention_ms, own.durability), (None, DurabilityMode::Fsync));
    let foreign = check(&[], &[], &[("retention.ms", "not a number"), ("cleanup.policy", "compact")]);
    assert_eq!((foreign.retention_ms, foreign.cleanup_compact), (Some(3_600_000), true));
    assert!(!foreign.cleanup_delete);
}

fn rule(kind: ConfigResourceKind, pairs: &[(&str, &str)], expected: Expect) {
    let resource = ConfigResource { kind, name: "r".into() };
    let outcome = BrokerConfig::default().check(&resource, &map(pairs));
    expected.assert_eq(&outcome.err().unwrap_or_else(|| "ok".to_owned()));
}

/// The refusals are those that Apache Kafka 4.4.0 answered.
#[test]
fn dynamic_configurations_are_refused_in_kafkas_words() {
    use ConfigResourceKind::{Broker, Group, Topic};
    rule(Topic, &[("retention.ms", "5"), ("cleanup.policy", "compact,delete")], expect!["ok"]);
    rule(Topic, &[("foo", "a")], expect!["Unknown topic config name: foo"]);
    rule(
        Topic,
        &[("segment.bytes", "14")],
        expect!["Invalid value 14 for configuration segment.bytes: Value must be at least 1048576"],
    );
    rule(
        Topic,
        &[("min.compaction.lag.ms", "50"), ("max.compaction.lag.ms", "10")],
        expect!["conflict topic config setting min.compaction.lag.ms (50) > max.compaction.lag.ms (10)"],
    );
    rule(
        Topic,
        &[("remote.storage.enable", "true")],
        expect![
            "Tiered Storage functionality is disabled in the broker. Topic cannot be configured with remote log storage."
        ],
    );
    rule(
        Group,
        &[("consumer.session.timeout.ms", "100")],
        expect!["consumer.session.timeout.ms must be in the range 45000 to 60000 inclusive."],
    );
    rule(Group, &[("consumer.session.timeout.ms", "50000")], expect!["ok"]);
    rule(
        Group,
        &[("streams.session.timeout.ms", "45000"), ("streams.heartbeat.interval.ms", "15000")],
        expect!["ok"],
    );
    rule(Group, &[("nope", "50000")], expect!["Unknown group config name: nope"]);
    rule(
        Broker,
        &[("log.retention.ms", "0")],
        expect!["requirement failed: log.retention.ms must be unlimited (-1) or, greater than or equal to 1"],
    );
    rule(Broker, &[("leader.replication.throttled.rate", "7")], expect!["ok"]);
}

#[test]
fn a_session_is_longer_than_the_time_between_heartbeats() {
    let config = config("group.consumer.min.session.timeout.ms=1000");
    let group = ConfigResource { kind: ConfigResourceKind::Group, name: "readers".into() };
    let check = |pairs: &[(&str, &str)]| config.check(&group, &map(pairs));
    assert_eq!(check(&[("consumer.session.timeout.ms", "5001")]), Ok(()));
    let refused =
        "consumer.session.timeout.ms must be greater than consumer.heartbeat.interval.ms".to_owned();
    assert_eq!(check(&[("consumer.session.timeout.ms", "5000")]), Err(refused));
}

#[test]
fn broker_changes_are_refused_in_kafkas_words() {
    use crate::config::rules::check_broker_change;
    let check = |name: &str, value: &str, is_default: bool, expected: Expect| {
        let outcome = check_broker_change(&map(&[(name, value)]), is_default);
        expected.assert_eq(&outcome.err().map_or_else(|| "ok".to_owned(), |refused| refused.to_string()));
    };
    check("node.id", "3", false, expect!["Cannot update these configs dynamically: [node.id]"]);
    check(
        "log.retention.hours",
        "2",
        true,
        expect!["Cannot update these configs dynamically: [log.retention.hours]"],
    );
    check(
        "log.retention.ms",
        "abc",
        true,
        expect!["Invalid value abc for configuration log.retention.ms: Not a number of type LONG"],
    );
    check(
        "log.roll.ms",
        "0",
        false,
        expect!["requirement failed: log.roll.ms must be greater than or equal to 1"],
    );
    check(
        "ssl.keystore.location",
        "/x",
        false,
        expect![
            "These security configs can be dynamically updated only per-listener using the listener prefix: [ssl.keystore.location]"
        ],
    );
    check("sasl.kerberos.min.time.before.relogin", "58000", false, expect!["ok"]);
    check("log.cleanup.policy", "compact", false, expect!["ok"]);
    check("nope", "3", true, expect!["ok"]);
}
