//! The client library's members of groups against a broker: they come, go, die, come back.

use std::collections::BTreeSet;
use std::time::Duration;

use client::{
    Address, Admin, Assignor, Client, ClientConfig, CommitPolicy, ConsumerConfig, GroupConfig, GroupConsumer,
    NewTopic, OffsetSpec, Producer, ProducerConfig, ProducerRecord, Subscription, TopicPartition,
};
use io::{PollIo, PollOptions};

use crate::harness::TestBroker;

const PATIENCE: Duration = Duration::from_secs(30);

fn broker() -> TestBroker {
    TestBroker::start_with(&["group.initial.rebalance.delay.ms=0", "group.min.session.timeout.ms=500"])
}

fn client(broker: &TestBroker) -> Client<PollIo> {
    let config = ClientConfig {
        bootstrap_servers: Address::parse_list(&broker.address().to_string()).expect("an address"),
        metadata_max_age: Duration::from_millis(200),
        ..ClientConfig::default()
    };
    Client::new(PollIo::new(PollOptions::default()).expect("epoll works"), config)
}

fn create(broker: &TestBroker, topic: &str, partitions: i32) {
    let topic = NewTopic { name: topic.to_owned(), partitions: Some(partitions), ..NewTopic::default() };
    let created = Admin::new(client(broker)).create_topics(&[topic], false).expect("it is answered");
    assert!(created.iter().all(|(_, result)| result.is_ok()), "{created:?}");
}

/// Writes numbers, one after the other over all partitions.
fn produce(broker: &TestBroker, topic: &str, numbers: std::ops::Range<u32>, partitions: i32) {
    let mut producer = Producer::new(client(broker), ProducerConfig::default());
    let count = numbers.len();
    for number in numbers {
        let value = number.to_string();
        let record = ProducerRecord {
            topic,
            partition: Some(number as i32 % partitions),
            value: Some(value.as_bytes()),
            ..Default::default()
        };
        producer.send(&record).expect("there is room");
    }
    producer.flush();
    let written = std::iter::from_fn(|| producer.poll_delivery()).filter(|delivery| delivery.result.is_ok());
    assert_eq!(written.count(), count);
}

fn config(assignor: Assignor) -> GroupConfig {
    GroupConfig {
        session_timeout: Duration::from_secs(4),
        heartbeat_interval: Duration::from_millis(50),
        commit: CommitPolicy::Every(Duration::from_millis(100)),
        assignors: vec![assignor],
        ..GroupConfig::new("g")
    }
}

fn member(broker: &TestBroker, config: GroupConfig) -> GroupConsumer<PollIo> {
    let reading = ConsumerConfig {
        out_of_range: Some(OffsetSpec::Earliest),
        max_wait: Duration::from_millis(20),
        ..ConsumerConfig::default()
    };
    let mut member = GroupConsumer::new(client(broker), reading, config).expect("it has an id");
    member.subscribe(Subscription::topics(["orders"]));
    member
}

/// Turns all members until it is as wanted; what they read meanwhile goes to `seen`.
fn until(
    members: &mut [GroupConsumer<PollIo>],
    seen: &mut Vec<u32>,
    what: &str,
    is_it: impl Fn(&[GroupConsumer<PollIo>], &[u32]) -> bool,
) {
    let deadline = members[0].client_mut().now() + PATIENCE;
    while !is_it(members, seen) {
        assert!(members[0].client_mut().now() < deadline, "{what}: {:?}", shares(members));
        for member in members.iter_mut() {
            let soon = member.client_mut().now() + Duration::from_millis(5);
            member.turn(Some(soon));
            while let Some(record) = member.poll_record() {
                let value = record.expect("no error").value.expect("a value");
                seen.push(String::from_utf8_lossy(&value).parse().expect("a number"));
            }
            member.assert_invariants();
        }
        assert_apart(members);
    }
}

/// No partition belongs to two members of one generation.
fn assert_apart(members: &[GroupConsumer<PollIo>]) {
    for (place, one) in members.iter().enumerate() {
        let owned: BTreeSet<&TopicPartition> = one.assignment().collect();
        let peers = members[place + 1..].iter().filter(|other| other.generation() == one.generation());
        for other in peers {
            assert!(other.assignment().all(|partition| !owned.contains(partition)), "{:?}", shares(members));
        }
    }
}

fn shares(members: &[GroupConsumer<PollIo>]) -> Vec<usize> {
    members.iter().map(|member| member.assignment().count()).collect()
}

/// Whether these are the shares, whoever has which.
fn are(members: &[GroupConsumer<PollIo>], expected: &[usize]) -> bool {
    let mut found = shares(members);
    found.sort_unstable();
    found == expected
}

fn come_and_go(assignor: Assignor) {
    let broker = broker();
    create(&broker, "orders", 8);
    produce(&broker, "orders", 0..400, 8);
    let mut members = vec![member(&broker, config(assignor))];
    let mut seen = Vec::new();
    until(&mut members, &mut seen, "one has all", |members, seen| are(members, &[8]) && seen.len() >= 400);
    members.push(member(&broker, config(assignor)));
    members.push(member(&broker, config(assignor)));
    until(&mut members, &mut seen, "three share", |members, _| are(members, &[2, 3, 3]));
    produce(&broker, "orders", 400..800, 8);
    until(&mut members, &mut seen, "all are read", |_, seen| BTreeSet::from_iter(seen).len() == 800);
    // Killed: it says nothing more.
    drop(members.remove(0));
    until(&mut members, &mut seen, "two take over", |members, _| are(members, &[4, 4]));
    produce(&broker, "orders", 800..1000, 8);
    until(&mut members, &mut seen, "all are read", |_, seen| BTreeSet::from_iter(seen).len() == 1000);
    // One that leaves is not waited for: its session has four seconds to go.
    let begun = members[0].client_mut().now();
    members[1].leave();
    until(&mut members, &mut seen, "one has all again", |members, _| are(members, &[0, 8]));
    assert!(members[0].client_mut().now() - begun < Duration::from_millis(3500));
}

#[test]
fn cooperative_members_come_and_go() {
    come_and_go(Assignor::CooperativeSticky);
}

#[test]
fn eager_members_come_and_go() {
    come_and_go(Assignor::RoundRobin);
}

#[test]
fn partitions_that_are_added_are_read() {
    let broker = broker();
    create(&broker, "orders", 2);
    let mut members = [Assignor::Range; 2].map(|assignor| member(&broker, config(assignor)));
    let mut seen = Vec::new();
    until(&mut members, &mut seen, "two share", |members, _| are(members, &[1, 1]));
    Admin::new(client(&broker)).create_partitions("orders", 6, &[]).expect("it grows");
    until(&mut members, &mut seen, "two share more", |members, _| are(members, &[3, 3]));
    produce(&broker, "orders", 0..60, 6);
    until(&mut members, &mut seen, "all are read", |_, seen| BTreeSet::from_iter(seen).len() == 60);
}

/// KIP-345.
#[test]
fn a_static_member_comes_back_to_what_it_had() {
    let broker = broker();
    create(&broker, "orders", 4);
    produce(&broker, "orders", 0..40, 4);
    let named = |name: &str| GroupConfig {
        instance_id: Some(name.to_owned()),
        session_timeout: Duration::from_secs(20),
        ..config(Assignor::Range)
    };
    let mut members = vec![member(&broker, named("one")), member(&broker, named("two"))];
    let mut seen = Vec::new();
    until(&mut members, &mut seen, "two share", |members, _| are(members, &[2, 2]));
    until(&mut members, &mut seen, "all are read", |_, seen| BTreeSet::from_iter(seen).len() == 40);
    let generation = members[0].generation();
    let mut gone = members.pop().expect("there are two");
    let had: Vec<TopicPartition> = gone.assignment().cloned().collect();
    let soon = gone.client_mut().now() + PATIENCE;
    gone.close(soon);
    drop(gone);
    members.push(member(&broker, named("two")));
    until(&mut members, &mut seen, "it is back", |members, _| are(members, &[2, 2]));
    let has: Vec<TopicPartition> = members[1].assignment().cloned().collect();
    assert_eq!((has, members[0].generation()), (had, generation), "nobody else noticed");
    assert_eq!(seen.len(), 40, "what was committed is not read again");
}
