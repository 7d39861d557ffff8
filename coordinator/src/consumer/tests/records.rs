//! What is written, in which order, and what a log makes of it.

use protocol::coordinator::{ConsumerGroupPartitionMetadataKey, ConsumerGroupPartitionMetadataValue};

use super::super::ConsumerGroup;
use super::world::*;
use crate::CoordinatorRecord;
use crate::record::LogEntry;

/// Each record as a short line.
fn lines(log: &[CoordinatorRecord]) -> Vec<String> {
    let line = |record: &CoordinatorRecord| {
        let sign = if record.value.is_some() { '+' } else { '-' };
        let entry = LogEntry::decode(&record.key, record.value.as_deref()).unwrap().unwrap();
        match entry {
            LogEntry::ConsumerGroupMetadata(_, value) => {
                format!("{sign}epoch {}", value.unwrap_or_default().epoch)
            }
            LogEntry::ConsumerGroupPartitionMetadata(..) => format!("{sign}partitions"),
            LogEntry::ConsumerGroupMemberMetadata(key, _) => format!("{sign}member {}", key.member_id),
            LogEntry::ConsumerGroupTargetAssignmentMetadata(_, value) => {
                format!("{sign}target epoch {}", value.unwrap_or_default().assignment_epoch)
            }
            LogEntry::ConsumerGroupTargetAssignmentMember(key, _) => {
                format!("{sign}target {}", key.member_id)
            }
            LogEntry::ConsumerGroupCurrentMemberAssignment(key, _) => {
                format!("{sign}current {}", key.member_id)
            }
            LogEntry::ConsumerGroupRegularExpression(key, _) => {
                format!("{sign}regex {}", key.regular_expression)
            }
            other => panic!("{other:?} is no record of a consumer group"),
        }
    };
    log.iter().map(line).collect()
}

#[test]
fn a_join_and_a_leave_in_kafkas_order() {
    let mut world = World::new(&[("t", 1)]);
    world.join("a", &["t"]);
    assert_eq!(lines(&world.log), ["+member a", "+epoch 2", "+target a", "+target epoch 2", "+current a"]);
    world.log.clear();
    world.beat("a", 2);
    assert!(world.log.is_empty());
    world.beat("a", -1);
    assert_eq!(lines(&world.log), ["+epoch 3", "-current a", "-target a", "-member a", "+target epoch 3"]);
}

#[test]
fn the_tombstones_of_a_group() {
    let mut world = World::new(&[("t", 1)]);
    world.join("a", &["t"]);
    world.send(protocol::messages::ConsumerGroupHeartbeatRequest {
        subscribed_topic_regex: Some("u".to_owned()),
        ..join("b", &[])
    });
    let written = world.log.len();
    world.act(|group, _, _, effects| group.tombstones(effects));
    let expected = [
        "-current a",
        "-current b",
        "-target a",
        "-target b",
        "-target epoch 0",
        "-member a",
        "-member b",
        "-regex u",
        "-partitions",
        "-epoch 0",
    ];
    assert_eq!(lines(&world.log[written..]), expected);
    assert!(world.is_blank());
    world.assert_reload_is_the_same();
}

#[test]
fn a_group_of_kafka_4_0_loses_its_old_record() {
    let mut world = World::new(&[("t", 1)]);
    world.join("a", &["t"]);
    let key = ConsumerGroupPartitionMetadataKey { group_id: GROUP.to_owned() };
    let value = ConsumerGroupPartitionMetadataValue::default();
    world.group.replay(&LogEntry::ConsumerGroupPartitionMetadata(key, Some(value)));
    world.log.clear();
    world.topics.set("t", 2);
    world.beat("a", 2);
    assert_eq!(lines(&world.log)[..2], ["+epoch 3", "-partitions"]);
}

#[test]
fn any_cut_of_the_log_heals() {
    let mut world = World::new(&[("t", 4)]);
    world.join("a", &["t"]);
    world.join("b", &["t"]);
    world.report("a", 2, &[("t", &[0, 1])]);
    world.beat("b", 3);
    world.beat("a", -1);
    world.beat("b", 3);
    let log = world.log.clone();
    for cut in 0..=log.len() {
        world.group = replayed(&log[..cut]);
        world.log.truncate(cut);
        world.act(|group, config, surroundings, _| {
            group.on_loaded(config, surroundings);
        });
        // Whoever is there joins again, and all is well.
        let epoch = world.join("b", &["t"]).member_epoch;
        world.pass(std::time::Duration::from_secs(40));
        world.beat("b", epoch);
        world.pass(std::time::Duration::from_secs(6));
        let epoch = world.beat("b", epoch).member_epoch;
        world.beat("b", epoch);
        assert_eq!(world.state(), "Stable", "cut at {cut}");
        let described = world.act(|group, config, surroundings, _| group.describe(config, surroundings));
        assert_eq!(described.members.len(), 1, "cut at {cut}");
        let assigned = &described.members[0].assignment.topic_partitions[0].partitions;
        assert_eq!(*assigned, [0, 1, 2, 3], "cut at {cut}: {described:?}");
        world.log = log.clone();
    }
}

#[test]
fn progress_may_come_before_its_member() {
    let mut world = World::new(&[("t", 1)]);
    world.join("a", &["t"]);
    let mut log = world.log.clone();
    log.rotate_left(1);
    let group: ConsumerGroup = replayed(&log);
    assert_eq!(group.members, world.group.members);
}
