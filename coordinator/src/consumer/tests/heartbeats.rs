//! Who is admitted and who is refused; sessions; static members.

use std::time::Duration;

use protocol::ErrorCode;
use protocol::messages::ConsumerGroupHeartbeatRequest;

use super::super::CommitScope;
use super::world::*;

#[test]
fn the_first_member_gets_everything_at_once() {
    let mut world = World::new(&[("t", 3)]);
    let response = world.join("a", &["t"]);
    assert_eq!((response.member_epoch, response.heartbeat_interval_ms), (2, 5000));
    assert_eq!(response.member_id.as_deref(), Some("a"));
    assert_eq!(assigned(&response), expected(&[("t", &[0, 1, 2])]));
    assert_eq!(world.state(), "Stable");
    let response = world.beat("a", 2);
    assert_eq!((response.member_epoch, assigned(&response)), (2, None));
    world.assert_reload_is_the_same();
}

#[test]
fn a_group_begins_with_epoch_1_and_its_first_subscription_makes_it_2() {
    let mut world = World::new(&[("t", 1)]);
    assert_eq!(world.join("a", &[]).member_epoch, 1);
    assert_eq!(world.beat("a", 1).member_epoch, 1);
    world.assert_reload_is_the_same();
    let subscribes = Some(vec!["t".to_owned()]);
    let request = ConsumerGroupHeartbeatRequest { subscribed_topic_names: subscribes, ..heartbeat("a", 1) };
    let response = world.send(request);
    assert_eq!((response.member_epoch, assigned(&response)), (2, expected(&[("t", &[0])])));
}

#[test]
fn requests_that_no_group_could_answer() {
    let mut world = World::new(&[("t", 1)]);
    let good = join("a", &["t"]);
    let bad = [
        ConsumerGroupHeartbeatRequest { member_id: String::new(), ..good.clone() },
        ConsumerGroupHeartbeatRequest { group_id: String::new(), ..good.clone() },
        ConsumerGroupHeartbeatRequest { instance_id: Some(String::new()), ..good.clone() },
        ConsumerGroupHeartbeatRequest { rack_id: Some(String::new()), ..good.clone() },
        ConsumerGroupHeartbeatRequest { rebalance_timeout_ms: -1, ..good.clone() },
        ConsumerGroupHeartbeatRequest { topic_partitions: None, ..good.clone() },
        ConsumerGroupHeartbeatRequest { topic_partitions: Some(reported(&[("t", &[0])])), ..good.clone() },
        ConsumerGroupHeartbeatRequest { subscribed_topic_names: None, ..good.clone() },
        ConsumerGroupHeartbeatRequest { member_epoch: -3, ..good.clone() },
        ConsumerGroupHeartbeatRequest { member_epoch: -2, ..good.clone() },
    ];
    for request in bad {
        let response = world.send(request.clone());
        assert_eq!(error(&response), ErrorCode::InvalidRequest, "{request:?}");
        assert!(response.error_message.is_some());
    }
    let response =
        world.send(ConsumerGroupHeartbeatRequest { server_assignor: Some("sticky".to_owned()), ..good });
    assert_eq!(error(&response), ErrorCode::UnsupportedAssignor);
    assert!(world.is_blank() && world.log.is_empty());
}

#[test]
fn version_0_gives_member_ids() {
    let mut world = World::new(&[("t", 1)]);
    world.api_version = 0;
    let response = world.join("", &["t"]);
    let id = response.member_id.expect("it gave an id");
    assert_eq!(id.len(), 22);
    assert_eq!(error(&world.beat(&id, 2)), ErrorCode::None);
}

#[test]
fn epochs_are_checked() {
    let mut world = World::new(&[("t", 2)]);
    world.join("a", &["t"]);
    assert_eq!(error(&world.beat("b", 2)), ErrorCode::UnknownMemberId);
    assert_eq!(error(&world.beat("a", 3)), ErrorCode::FencedMemberEpoch);
    world.join("b", &["t"]);
    world.report("a", 2, &[("t", &[0])]);
    // a is in epoch 3 now. The answer that said so may have been lost: epoch 2 will do if a owns nothing else.
    assert_eq!(error(&world.beat("a", 2)), ErrorCode::FencedMemberEpoch);
    assert_eq!(error(&world.report("a", 2, &[("t", &[0, 1])])), ErrorCode::FencedMemberEpoch);
    assert_eq!(world.report("a", 2, &[("t", &[0])]).member_epoch, 3);
    // A fenced member joins anew and is the same member.
    let response = world.join("a", &["t"]);
    assert_eq!((response.member_epoch, assigned(&response)), (3, expected(&[("t", &[0])])));
}

#[test]
fn a_group_has_a_size() {
    let mut world = World::new(&[("t", 2)]);
    world.config.consumer_size_max = 1;
    world.join("a", &["t"]);
    assert_eq!(error(&world.join("b", &["t"])), ErrorCode::GroupMaxSizeReached);
    assert_eq!(error(&world.join("a", &["t"])), ErrorCode::None);
    world.config.group_bytes_max = 100;
    let names: Vec<String> = (0..10).map(|number| format!("topic-{number}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    assert_eq!(error(&world.join("a", &names)), ErrorCode::GroupMaxSizeReached);
    assert_eq!(error(&world.beat("a", 2)), ErrorCode::None);
}

#[test]
fn a_silent_member_is_fenced_and_its_partitions_move() {
    let mut world = World::new(&[("t", 2)]);
    world.join("a", &["t"]);
    world.join("b", &["t"]);
    world.report("a", 2, &[("t", &[0])]);
    world.beat("b", 3);
    world.pass(Duration::from_secs(44));
    world.beat("b", 3);
    world.pass(Duration::from_secs(2));
    let response = world.beat("b", 3);
    assert_eq!((response.member_epoch, assigned(&response)), (4, expected(&[("t", &[0, 1])])));
    assert_eq!(error(&world.beat("a", 3)), ErrorCode::UnknownMemberId);
    world.assert_reload_is_the_same();
}

#[test]
fn a_groups_own_timeouts_within_the_brokers_bounds() {
    let mut world = World::new(&[("t", 1)]);
    world.topics.configure("consumer.heartbeat.interval.ms", "7000");
    world.topics.configure("consumer.session.timeout.ms", "999999999");
    assert_eq!(world.join("a", &["t"]).heartbeat_interval_ms, 7000);
    assert_eq!(world.group.next_deadline(), Some(world.now + Duration::from_secs(60)));
    world.topics.configure("consumer.heartbeat.interval.ms", "1");
    assert_eq!(world.beat("a", 2).heartbeat_interval_ms, 5000);
}

#[test]
fn a_member_leaves() {
    let mut world = World::new(&[("t", 1)]);
    world.join("a", &["t"]);
    let response = world.beat("a", -1);
    assert_eq!((response.member_epoch, response.member_id.as_deref()), (-1, Some("a")));
    assert_eq!((world.state(), world.group.next_deadline()), ("Empty", None));
    assert_eq!(error(&world.beat("a", -1)), ErrorCode::UnknownMemberId);
    world.assert_reload_is_the_same();
    // Its epochs go on where they were: no member's epoch ever comes twice.
    assert_eq!(world.join("a", &["t"]).member_epoch, 4);
}

fn join_static(member_id: &str, instance_id: &str) -> ConsumerGroupHeartbeatRequest {
    ConsumerGroupHeartbeatRequest { instance_id: Some(instance_id.to_owned()), ..join(member_id, &["t"]) }
}

fn beat_static(member_id: &str, instance_id: &str, epoch: i32) -> ConsumerGroupHeartbeatRequest {
    ConsumerGroupHeartbeatRequest { instance_id: Some(instance_id.to_owned()), ..heartbeat(member_id, epoch) }
}

#[test]
fn a_static_member_comes_back_to_what_it_had() {
    let mut world = World::new(&[("t", 2)]);
    world.send(join_static("a", "i"));
    world.join("b", &["t"]);
    world.report("a", 2, &[("t", &[0])]);
    world.beat("b", 3);
    assert_eq!(error(&world.send(join_static("a2", "i"))), ErrorCode::UnreleasedInstanceId);

    assert_eq!(world.send(beat_static("a", "i", -2)).member_epoch, -2);
    let response = world.beat("b", 3);
    assert_eq!((response.member_epoch, assigned(&response)), (3, None));
    world.assert_reload_is_the_same();

    let response = world.send(join_static("a2", "i"));
    assert_eq!((response.member_epoch, assigned(&response)), (3, expected(&[("t", &[0])])));
    assert_eq!(error(&world.send(beat_static("a", "i", 3))), ErrorCode::FencedInstanceId);
    assert_eq!(error(&world.beat("a", 3)), ErrorCode::UnknownMemberId);
    assert_eq!(error(&world.send(beat_static("a2", "x", 3))), ErrorCode::UnknownMemberId);
    assert_eq!(error(&world.send(beat_static("a2", "i", 3))), ErrorCode::None);
    world.assert_reload_is_the_same();
}

#[test]
fn a_static_member_comes_back_under_the_same_id_too_or_too_late() {
    let mut world = World::new(&[("t", 2)]);
    world.send(join_static("a", "i"));
    world.send(beat_static("a", "i", -2));
    let response = world.send(join_static("a", "i"));
    assert_eq!((response.member_epoch, assigned(&response)), (2, expected(&[("t", &[0, 1])])));
    world.send(beat_static("a", "i", -2));
    world.pass(Duration::from_secs(46));
    assert_eq!(world.state(), "Empty");
    world.assert_reload_is_the_same();
}

#[test]
fn a_static_member_leaves_for_good() {
    let mut world = World::new(&[("t", 2)]);
    world.send(join_static("a", "i"));
    assert_eq!(error(&world.send(beat_static("x", "i", -1))), ErrorCode::FencedInstanceId);
    world.send(beat_static("a", "i", -1));
    assert_eq!(world.state(), "Empty");
}

#[test]
fn commits_and_reads_are_checked() {
    let mut world = World::new(&[("t", 2)]);
    assert!(world.group.validate_commit("", -1, 8).is_ok());
    world.join("a", &["t"]);
    let commit =
        |world: &World, id: &str, epoch, version| world.group.validate_commit(id, epoch, version).map(|_| ());
    assert_eq!(commit(&world, "a", 2, 9), Ok(()));
    assert_eq!(commit(&world, "a", 2, 8), Err(ErrorCode::UnsupportedVersion));
    assert_eq!(commit(&world, "", -1, 9), Err(ErrorCode::UnknownMemberId));
    assert_eq!(commit(&world, "a", 3, 9), Err(ErrorCode::StaleMemberEpoch));
    assert_eq!(commit(&world, "a", -1, 9), Err(ErrorCode::StaleMemberEpoch));
    assert_eq!(world.group.validate_fetch(None, -1), Ok(()));
    assert_eq!(world.group.validate_fetch(Some("a"), 2), Ok(()));
    assert_eq!(world.group.validate_fetch(Some("a"), 0), Err(ErrorCode::StaleMemberEpoch));
    assert_eq!(world.group.validate_fetch(Some("b"), 2), Err(ErrorCode::UnknownMemberId));
}

#[test]
fn a_member_that_missed_an_epoch_commits_what_it_has_owned_since() {
    let mut world = World::new(&[("t", 2)]);
    world.join("a", &["t"]);
    world.join("b", &["t"]);
    world.report("a", 2, &[("t", &[0])]);
    world.beat("b", 3);
    let scope = world.group.validate_commit("a", 2, 9).unwrap();
    assert!(matches!(scope, CommitScope::OwnedSince { .. }));
    assert!(scope.allows(topic_id("t"), 0) && !scope.allows(topic_id("t"), 1));
    // b got partition 1 in epoch 3: an older commit cannot be its own.
    let scope = world.group.validate_commit("b", 2, 9).unwrap();
    assert!(!scope.allows(topic_id("t"), 1));
}
