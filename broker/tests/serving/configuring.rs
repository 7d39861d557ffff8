//! Configurations: described, altered, in force at once on all shards, kept over a restart.

use protocol::messages::alter_configs_request::{
    AlterConfigsResource as ReplacedResource, AlterableConfig as ReplacedConfig,
};
use protocol::messages::describe_configs_request::DescribeConfigsResource;
use protocol::messages::describe_configs_response::{DescribeConfigsResourceResult, DescribeConfigsResult};
use protocol::messages::incremental_alter_configs_request::{AlterConfigsResource, AlterableConfig};
use protocol::messages::{
    AlterConfigsRequest, AlterConfigsResponse, DescribeConfigsRequest, DescribeConfigsResponse,
    IncrementalAlterConfigsRequest, IncrementalAlterConfigsResponse, ListConfigResourcesRequest,
    ListConfigResourcesResponse,
};

use crate::harness::{Client, TestBroker, batch, setups, two_shards};

/// Resource types on the wire.
const TOPIC: i8 = 2;
const BROKER: i8 = 4;
const BROKER_LOGGER: i8 = 8;
const CLIENT_METRICS: i8 = 16;
const GROUP: i8 = 32;
/// Operations on the wire.
const SET: i8 = 0;
const DELETE: i8 = 1;
const APPEND: i8 = 2;
const SUBTRACT: i8 = 3;
/// Kafka's codes.
const MESSAGE_TOO_LARGE: i16 = 10;
const INVALID_CONFIG: i16 = 40;
const INVALID_REQUEST: i16 = 42;

type Change<'a> = (&'a str, i8, Option<&'a str>);

fn alter(client: &mut Client, kind: i8, name: &str, changes: &[Change<'_>]) -> (i16, Option<String>) {
    alter_with(client, 1, false, kind, name, changes)
}

fn alter_with(
    client: &mut Client,
    version: i16,
    validate_only: bool,
    kind: i8,
    name: &str,
    changes: &[Change<'_>],
) -> (i16, Option<String>) {
    let configs = changes.iter().map(|(name, operation, value)| AlterableConfig {
        name: (*name).to_owned(),
        config_operation: *operation,
        value: value.map(str::to_owned),
    });
    let resource = AlterConfigsResource {
        resource_type: kind,
        resource_name: name.to_owned(),
        configs: configs.collect(),
    };
    let request = IncrementalAlterConfigsRequest { resources: vec![resource], validate_only };
    let mut response: IncrementalAlterConfigsResponse = client.call(version, &request);
    let outcome = response.responses.remove(0);
    assert_eq!((outcome.resource_type, outcome.resource_name.as_str()), (kind, name));
    (outcome.error_code, outcome.error_message)
}

fn describe(client: &mut Client, version: i16, kind: i8, name: &str) -> DescribeConfigsResult {
    let resource = DescribeConfigsResource {
        resource_type: kind,
        resource_name: name.to_owned(),
        configuration_keys: None,
    };
    let request = DescribeConfigsRequest {
        resources: vec![resource],
        include_synonyms: true,
        include_documentation: version >= 3,
    };
    let mut response: DescribeConfigsResponse = client.call(version, &request);
    response.results.remove(0)
}

fn entry(client: &mut Client, kind: i8, name: &str, key: &str) -> DescribeConfigsResourceResult {
    let described = describe(client, 4, kind, name);
    assert_eq!(described.error_code, 0, "{:?}", described.error_message);
    described.configs.into_iter().find(|entry| entry.name == key).expect("the key is listed")
}

fn value(client: &mut Client, kind: i8, name: &str, key: &str) -> (String, i8) {
    let entry = entry(client, kind, name, key);
    (entry.value.unwrap_or_default(), entry.config_source)
}

fn large() -> String {
    "x".repeat(2000)
}

#[test]
fn a_changed_limit_is_in_force_when_the_change_is_answered() {
    for setup in setups() {
        let broker = TestBroker::start(setup, &[]);
        let mut client = broker.connect();
        client.create_topic("orders", 6);
        let produce_everywhere = |client: &mut Client, expected: i16| {
            for partition in 0..6 {
                let (code, _) = client.produce("orders", partition, 1, batch(&[&large()]));
                assert_eq!(code, expected, "partition {partition} of {setup:?}");
            }
        };
        produce_everywhere(&mut client, 0);
        let limit = [("max.message.bytes", SET, Some("1000"))];
        assert_eq!(alter(&mut client, TOPIC, "orders", &limit), (0, None));
        produce_everywhere(&mut client, MESSAGE_TOO_LARGE);
        assert_eq!(alter(&mut client, TOPIC, "orders", &[("max.message.bytes", DELETE, None)]), (0, None));
        produce_everywhere(&mut client, 0);
        // The brokers' default reaches each topic that has no value of its own.
        assert_eq!(alter(&mut client, BROKER, "", &[("message.max.bytes", SET, Some("1000"))]), (0, None));
        produce_everywhere(&mut client, MESSAGE_TOO_LARGE);
        broker.stop();
    }
}

#[test]
fn a_change_outlives_a_restart() {
    let mut broker = TestBroker::start(two_shards(), &[]);
    let mut client = broker.connect();
    client.create_topic("orders", 2);
    let changes = [("max.message.bytes", SET, Some("1000")), ("cleanup.policy", APPEND, Some("compact"))];
    assert_eq!(alter(&mut client, TOPIC, "orders", &changes), (0, None));
    drop(client);
    broker.restart();
    let mut client = broker.connect();
    assert_eq!(value(&mut client, TOPIC, "orders", "max.message.bytes"), ("1000".to_owned(), 1));
    assert_eq!(value(&mut client, TOPIC, "orders", "cleanup.policy"), ("delete,compact".to_owned(), 1));
    assert_eq!(client.produce("orders", 1, 1, batch(&[&large()])).0, MESSAGE_TOO_LARGE);
}

#[test]
fn lists_are_appended_to_and_subtracted_from() {
    let broker = TestBroker::start(two_shards(), &[]);
    let mut client = broker.connect();
    client.create_topic("orders", 1);
    for version in 0..=1 {
        let mut change = |operation, item| {
            let changes = [("cleanup.policy", operation, Some(item))];
            let outcome = alter_with(&mut client, version, false, TOPIC, "orders", &changes);
            assert_eq!(outcome, (0, None));
            value(&mut client, TOPIC, "orders", "cleanup.policy").0
        };
        assert_eq!(change(APPEND, "compact"), "delete,compact");
        assert_eq!(change(APPEND, "compact"), "delete,compact");
        assert_eq!(change(SUBTRACT, "delete"), "compact");
        assert_eq!(change(SET, "delete"), "delete");
    }
    let refused = alter(&mut client, TOPIC, "orders", &[("retention.ms", APPEND, Some("4"))]);
    let message = "Can't APPEND to key retention.ms because its type is not LIST.";
    assert_eq!(refused, (INVALID_CONFIG, Some(message.to_owned())));
}

#[test]
fn sources_and_synonyms_tell_where_a_value_comes_from() {
    let broker = TestBroker::start(two_shards(), &["log.retention.hours=100", "ssl.key.password=secret"]);
    let mut client = broker.connect();
    client.create_topic("orders", 1);
    assert_eq!(value(&mut client, TOPIC, "orders", "retention.ms"), ("360000000".to_owned(), 4));
    alter(&mut client, BROKER, "", &[("log.retention.ms", SET, Some("3000"))]);
    alter(&mut client, BROKER, "1", &[("log.retention.ms", SET, Some("2000"))]);
    assert_eq!(value(&mut client, TOPIC, "orders", "retention.ms"), ("2000".to_owned(), 2));
    alter(&mut client, TOPIC, "orders", &[("retention.ms", SET, Some("1000"))]);
    let own = entry(&mut client, TOPIC, "orders", "retention.ms");
    let synonyms: Vec<_> = own
        .synonyms
        .iter()
        .map(|synonym| (synonym.name.as_str(), synonym.value.as_deref().unwrap_or("null"), synonym.source))
        .collect();
    let expected = [
        ("retention.ms", "1000", 1),
        ("log.retention.ms", "2000", 2),
        ("log.retention.ms", "3000", 3),
        ("log.retention.hours", "100", 4),
    ];
    assert_eq!(synonyms, expected);
    assert_eq!((own.config_type, own.documentation.is_some()), (5, true));
    let secret = entry(&mut client, BROKER, "1", "ssl.key.password");
    assert_eq!((secret.value, secret.is_sensitive, secret.config_source), (None, true, 4));
    assert_eq!(secret.synonyms[0].value, None);
}

#[test]
fn every_kind_of_resource_is_described_in_every_version() {
    let broker = TestBroker::start(two_shards(), &[]);
    let mut client = broker.connect();
    client.create_topic("orders", 1);
    alter(&mut client, BROKER, "", &[("log.roll.ms", SET, Some("5"))]);
    for version in 1..=4 {
        let mut count = |kind, name| {
            let described = describe(&mut client, version, kind, name);
            (described.error_code, described.configs.len())
        };
        assert_eq!(count(TOPIC, "orders"), (0, 39), "Kafka's 37 and ours");
        assert_eq!(count(BROKER, "1"), (0, 362), "Kafka's 350 and ours");
        assert_eq!(count(GROUP, "readers"), (0, 21));
        assert_eq!(count(BROKER_LOGGER, "1"), (0, 1));
        assert_eq!(count(CLIENT_METRICS, "all"), (0, 0));
        assert_eq!(count(TOPIC, "nix"), (3, 0));
        assert_eq!(count(TOPIC, "a b"), (17, 0));
        for (kind, name) in [(BROKER, "7"), (BROKER, "x"), (BROKER_LOGGER, ""), (GROUP, ""), (99, "x")] {
            assert_eq!(count(kind, name), (INVALID_REQUEST, 0), "{kind} {name}");
        }
    }
    let defaults: Vec<_> =
        describe(&mut client, 4, BROKER, "").configs.into_iter().map(|one| one.name).collect();
    assert!(defaults.contains(&"log.roll.ms".to_owned()) && defaults.len() <= 2, "{defaults:?}");
}

/// Codes and messages are those that Apache Kafka 4.4.0 answered; the connection lives.
#[test]
fn bad_changes_are_refused_by_name() {
    let broker = TestBroker::start(two_shards(), &[]);
    let mut client = broker.connect();
    client.create_topic("orders", 1);
    let mut check = |kind, name, changes: &[Change<'_>], code, message: &str| {
        assert_eq!(alter(&mut client, kind, name, changes), (code, Some(message.to_owned())));
    };
    let five = [("retention.ms", SET, Some("5"))];
    check(TOPIC, "nix", &five, 3, "The topic 'nix' does not exist.");
    check(TOPIC, "", &five, INVALID_REQUEST, "Default topic resources are not allowed.");
    check(99, "x", &five, INVALID_REQUEST, "Unknown resource type 99");
    check(BROKER, "7", &five, INVALID_REQUEST, "Unexpected broker id, expected 1, but received 7");
    let twice = [five[0], five[0]];
    check(TOPIC, "orders", &twice, INVALID_REQUEST, "Error due to duplicate config keys");
    let null = [("retention.ms", SET, None)];
    check(TOPIC, "orders", &null, INVALID_REQUEST, "Null value not supported for : retention.ms");
    let unknown = [("foo", SET, Some("1"))];
    check(TOPIC, "orders", &unknown, INVALID_CONFIG, "Unknown topic config name: foo");
    let small = [("segment.bytes", SET, Some("14"))];
    let message = "Invalid value 14 for configuration segment.bytes: Value must be at least 1048576";
    check(TOPIC, "orders", &small, INVALID_CONFIG, message);
    let fixed = [("num.partitions", SET, Some("4"))];
    let message = "Cannot update these configs dynamically: [num.partitions]";
    check(BROKER, "1", &fixed, INVALID_REQUEST, message);
    check(BROKER_LOGGER, "1", &[("nix", SET, Some("INFO"))], INVALID_CONFIG, "Logger nix does not exist!");
    assert_eq!(value(&mut client, TOPIC, "orders", "retention.ms").1, 5, "nothing was set");
}

#[test]
fn validating_changes_nothing() {
    let broker = TestBroker::start(two_shards(), &[]);
    let mut client = broker.connect();
    client.create_topic("orders", 1);
    let changes = [("retention.ms", SET, Some("5"))];
    assert_eq!(alter_with(&mut client, 1, true, TOPIC, "orders", &changes), (0, None));
    assert_eq!(value(&mut client, TOPIC, "orders", "retention.ms"), ("604800000".to_owned(), 5));
}

#[test]
fn the_older_request_replaces_all_that_was_set_and_answers_in_order() {
    let broker = TestBroker::start(two_shards(), &[]);
    let mut client = broker.connect();
    client.create_topic("orders", 1);
    let resource = |name: &str, key: &str, value: &str| ReplacedResource {
        resource_type: TOPIC,
        resource_name: name.to_owned(),
        configs: vec![ReplacedConfig { name: key.to_owned(), value: Some(value.to_owned()) }],
    };
    for version in 0..=2 {
        alter(&mut client, TOPIC, "orders", &[("retention.ms", SET, Some("5"))]);
        let mut unknown = resource("x", "a", "b");
        unknown.resource_type = 99;
        let resources = vec![unknown, resource("nix", "flush.ms", "7"), resource("orders", "flush.ms", "7")];
        let response: AlterConfigsResponse =
            client.call(version, &AlterConfigsRequest { resources, validate_only: false });
        let codes: Vec<_> = response.responses.iter().map(|outcome| outcome.error_code).collect();
        assert_eq!(codes, [INVALID_REQUEST, 3, 0]);
        assert_eq!(value(&mut client, TOPIC, "orders", "flush.ms"), ("7".to_owned(), 1));
        assert_eq!(value(&mut client, TOPIC, "orders", "retention.ms").1, 5, "back at its default");
    }
}

#[test]
fn what_can_be_described_is_listed() {
    let broker = TestBroker::start(two_shards(), &[]);
    let mut client = broker.connect();
    client.create_topic("orders", 1);
    alter(&mut client, GROUP, "readers", &[("consumer.session.timeout.ms", SET, Some("50000"))]);
    let mut list = |version, kinds: &[i8]| {
        let request = ListConfigResourcesRequest { resource_types: kinds.to_vec() };
        let response: ListConfigResourcesResponse = client.call(version, &request);
        let resources = response.config_resources.into_iter();
        let names: Vec<_> = resources
            .map(|resource| format!("{} {}", resource.resource_type, resource.resource_name))
            .collect();
        (response.error_code, names.join(", "))
    };
    assert_eq!(list(0, &[]), (0, String::new()));
    assert_eq!(list(1, &[]), (0, "2 orders, 4 1, 8 1, 32 readers".to_owned()));
    assert_eq!(list(1, &[GROUP, TOPIC, GROUP]), (0, "32 readers, 2 orders".to_owned()));
    assert_eq!(list(1, &[99]), (35, String::new()));
}
