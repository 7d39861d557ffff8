//! What the client library can do beyond the subcommands.

use std::time::Duration;

use client::{
    Address, Admin, Client, ClientConfig, ConfigResource, ConfigSource, Consumer, ConsumerConfig, Error,
    IsolationLevel, NewTopic, OffsetSpec, Producer, ProducerConfig, ProducerRecord, ResourceKind, StartAt,
};
use io::{PollIo, PollOptions};
use protocol::ErrorCode;

use crate::harness::TestBroker;

fn client(broker: &TestBroker) -> Client<PollIo> {
    let config = ClientConfig {
        bootstrap_servers: Address::parse_list(&broker.address().to_string()).expect("an address"),
        fail_fast: true,
        ..ClientConfig::default()
    };
    Client::new(PollIo::new(PollOptions::default()).expect("epoll works"), config)
}

fn produce(broker: &TestBroker, topic: &str, count: usize) {
    let mut producer = Producer::new(client(broker), ProducerConfig::default());
    for number in 0..count {
        let value = number.to_string();
        let record =
            ProducerRecord { topic, partition: Some(0), value: Some(value.as_bytes()), ..Default::default() };
        producer.send(&record).expect("there is room");
    }
    producer.flush();
    for number in 0..count {
        let delivery = producer.poll_delivery().expect("each record has one");
        assert_eq!(delivery.result.expect("it was written").offset, Some(number as i64));
    }
}

#[test]
fn records_are_deleted_and_logs_measured() {
    let broker = TestBroker::start();
    let mut admin = Admin::new(client(&broker));
    let topic = NewTopic { name: "orders".to_owned(), partitions: Some(2), ..NewTopic::default() };
    let created = admin.create_topics(&[topic], false).expect("it is answered");
    assert_eq!(created[0].1.as_ref().expect("it was made").partitions, 2);
    produce(&broker, "orders", 100);

    let partition = ("orders".into(), 0);
    let deleted = admin.delete_records(&[(partition, 40)]).expect("it is answered");
    assert_eq!(deleted[0].1, Ok(40));
    let asked = [(("orders".into(), 0), OffsetSpec::Earliest), (("orders".into(), 7), OffsetSpec::Earliest)];
    let found = admin.list_offsets(asked, IsolationLevel::ReadUncommitted).expect("it is answered");
    assert_eq!(found[0].1.as_ref().expect("it is there").offset, Some(40));
    let missing = found[1].1.as_ref().expect_err("there is no partition 7");
    assert_eq!(missing.code(), Some(ErrorCode::UnknownTopicOrPartition));

    let directories = admin.describe_log_dirs(1).expect("it is answered");
    let directory = directories[0].as_ref().expect("it is online");
    assert_eq!(directory.path, broker.data().display().to_string());
    let sizes = directory.replicas.iter().filter(|replica| replica.topic == "orders");
    let sizes: Vec<(i32, bool)> = sizes.map(|replica| (replica.partition, replica.size_bytes > 0)).collect();
    assert_eq!(sizes, [(0, true), (1, false)]);
}

/// One consumer with fetch sessions, one without: they read the same, also what comes later.
#[test]
fn consumers_read_what_comes_later() {
    let broker = TestBroker::start();
    produce(&broker, "orders", 1000);
    for sessions in [true, false] {
        for isolation in [IsolationLevel::ReadUncommitted, IsolationLevel::ReadCommitted] {
            let config = ConsumerConfig {
                sessions,
                isolation,
                partition_bytes_max: 500,
                max_wait: Duration::from_millis(50),
                ..ConsumerConfig::default()
            };
            let mut consumer = Consumer::new(client(&broker), config);
            consumer.assign("orders", 0, StartAt::Offset(10));
            let deadline = consumer.client_mut().now() + Duration::from_secs(20);
            for offset in 10..1000 {
                let record = consumer.next_record(Some(deadline)).expect("in time").expect("it can be read");
                assert_eq!((record.offset, record.value), (offset, Some(offset.to_string().into())));
            }
            let soon = consumer.client_mut().now() + Duration::from_millis(200);
            assert!(consumer.next_record(Some(soon)).is_none(), "the end");
            assert_eq!(consumer.high_watermark("orders", 0), Some(1000));
            consumer.assign("orders", 0, StartAt::Lookup(OffsetSpec::Earliest));
            let first = consumer.next_record(Some(deadline)).expect("in time").expect("it can be read");
            assert_eq!(first.offset, 0);
        }
    }
}

#[test]
fn configurations_say_where_they_come_from() {
    let broker = TestBroker::start();
    let mut admin = Admin::new(client(&broker));
    let configs = vec![("segment.bytes".to_owned(), "2000000".to_owned())];
    let topic = NewTopic { name: "orders".to_owned(), configs, ..NewTopic::default() };
    admin.create_topics(&[topic], false).expect("it is answered");
    let resources = [
        ConfigResource { kind: ResourceKind::Topic, name: "orders".to_owned() },
        ConfigResource { kind: ResourceKind::Topic, name: "missing".to_owned() },
    ];
    let described = admin.describe_configs(&resources).expect("it is answered");
    let entries = described[0].1.as_ref().expect("it is there");
    let source = |name: &str| entries.iter().find(|entry| entry.name == name).map(|entry| entry.source);
    assert_eq!(source("segment.bytes"), Some(ConfigSource::DynamicTopic));
    assert_eq!(source("retention.ms"), Some(ConfigSource::Default));
    let missing = described[1].1.as_ref().map_err(Error::code);
    assert_eq!(missing, Err(Some(ErrorCode::UnknownTopicOrPartition)));
}
