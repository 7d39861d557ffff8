//! How partitions move from one member to another.

use std::time::Duration;

use protocol::ErrorCode;
use protocol::messages::ConsumerGroupHeartbeatRequest;

use super::world::*;

#[test]
fn what_moves_is_given_back_first() {
    let mut world = World::new(&[("t", 2)]);
    world.join("a", &["t"]);
    let response = world.join("b", &["t"]);
    assert_eq!((response.member_epoch, assigned(&response)), (3, expected(&[])));
    assert_eq!(world.state(), "Reconciling");

    let response = world.beat("a", 2);
    assert_eq!((response.member_epoch, assigned(&response)), (2, expected(&[("t", &[0])])));
    // What a has not given back is described as its own.
    let described = world.act(|group, config, surroundings, _| group.describe(config, surroundings));
    assert_eq!(described.members[0].assignment.topic_partitions[0].partitions, [0, 1]);
    // a says nothing, or that it owns it still: b waits.
    assert_eq!(assigned(&world.beat("a", 2)), None);
    assert_eq!(assigned(&world.report("a", 2, &[("t", &[0, 1])])), None);
    assert_eq!(assigned(&world.beat("b", 3)), None);
    world.assert_reload_is_the_same();

    assert_eq!(world.report("a", 2, &[("t", &[0])]).member_epoch, 3);
    assert_eq!(assigned(&world.beat("b", 3)), expected(&[("t", &[1])]));
    assert_eq!(world.state(), "Stable");
    world.assert_reload_is_the_same();
}

#[test]
fn who_does_not_give_back_in_time_is_fenced() {
    let mut world = World::new(&[("t", 2)]);
    world.join("a", &["t"]);
    world.join("b", &["t"]);
    world.beat("a", 2);
    for _ in 0..3 {
        world.pass(Duration::from_secs(9));
        assert_eq!(error(&world.beat("a", 2)), ErrorCode::None);
        assert_eq!(error(&world.beat("b", 3)), ErrorCode::None);
    }
    world.pass(Duration::from_secs(4));
    assert_eq!(error(&world.beat("a", 2)), ErrorCode::UnknownMemberId);
    assert_eq!(assigned(&world.beat("b", 3)), expected(&[("t", &[0, 1])]));
}

#[test]
fn a_partition_that_comes_back_to_who_gives_it_back() {
    let mut world = World::new(&[("t", 2)]);
    world.join("a", &["t"]);
    world.join("b", &["t"]);
    world.beat("a", 2);
    world.beat("b", -1);
    // a has stopped using partition 1 meanwhile; it gets it anew.
    let response = world.report("a", 2, &[("t", &[0])]);
    assert_eq!((response.member_epoch, assigned(&response)), (4, expected(&[("t", &[0, 1])])));
    assert_eq!(world.state(), "Stable");
}

#[test]
fn a_topic_grows_and_goes() {
    let mut world = World::new(&[("t", 1), ("u", 1)]);
    world.join("a", &["t", "u", "later"]);
    world.topics.set("t", 2);
    let response = world.beat("a", 2);
    assert_eq!((response.member_epoch, assigned(&response)), (3, expected(&[("t", &[0, 1]), ("u", &[0])])));
    world.topics.set("unrelated", 9);
    assert_eq!(world.beat("a", 3).member_epoch, 3);
    world.topics.set("later", 1);
    assert_eq!(world.beat("a", 3).member_epoch, 4);
    world.topics.remove("u");
    let response = world.beat("a", 4);
    // It gives the deleted topic back like any other.
    assert_eq!(
        (response.member_epoch, assigned(&response)),
        (4, expected(&[("t", &[0, 1]), ("later", &[0])]))
    );
    assert_eq!(world.report("a", 4, &[("t", &[0, 1]), ("later", &[0])]).member_epoch, 5);
    world.assert_reload_is_the_same();
}

#[test]
fn what_is_no_longer_subscribed_is_given_back() {
    let mut world = World::new(&[("t", 1), ("u", 1)]);
    world.join("a", &["t", "u"]);
    let response = world.send(ConsumerGroupHeartbeatRequest {
        subscribed_topic_names: Some(vec!["u".to_owned()]),
        ..heartbeat("a", 2)
    });
    assert_eq!((response.member_epoch, assigned(&response)), (2, expected(&[("u", &[0])])));
    assert_eq!(world.report("a", 2, &[("u", &[0])]).member_epoch, 3);
}

#[test]
fn large_groups_compute_a_target_once_in_a_while() {
    let mut world = World::new(&[("t", 4)]);
    world.topics.configure("consumer.assignment.interval.ms", "1000");
    world.join("a", &["t"]);
    let response = world.join("b", &["t"]);
    assert_eq!((response.member_epoch, assigned(&response)), (2, expected(&[])));
    assert_eq!(world.state(), "Assigning");
    world.beat("a", 2);
    assert_eq!(world.state(), "Assigning");
    world.pass(Duration::from_secs(1));
    assert_eq!(assigned(&world.beat("a", 2)), expected(&[("t", &[0, 1])]));
    assert_eq!(world.report("a", 2, &[("t", &[0, 1])]).member_epoch, 3);
    assert_eq!(assigned(&world.beat("b", 2)), expected(&[("t", &[2, 3])]));
    assert_eq!(world.state(), "Stable");
}

#[test]
fn the_interval_between_targets_keeps_to_the_bounds_of_the_broker() {
    let mut world = World::new(&[("t", 4)]);
    world.config.consumer_assignment_interval_max = Duration::from_secs(2);
    world.topics.configure("consumer.assignment.interval.ms", "60000");
    world.join("a", &["t"]);
    world.join("b", &["t"]);
    world.pass(Duration::from_millis(1_999));
    assert_eq!(assigned(&world.beat("a", 2)), None);
    world.pass(Duration::from_millis(1));
    assert_eq!(assigned(&world.beat("a", 2)), expected(&[("t", &[0, 1])]));
}

#[test]
fn the_assignor_that_most_want() {
    let mut world = World::new(&[("t", 2), ("u", 2)]);
    let with = |id: &str, name: &str| ConsumerGroupHeartbeatRequest {
        server_assignor: Some(name.to_owned()),
        ..join(id, &["t", "u"])
    };
    world.send(with("a", "range"));
    world.send(with("b", "range"));
    world.join("c", &["t", "u"]);
    let described = world.act(|group, config, surroundings, _| group.describe(config, surroundings));
    assert_eq!(described.assignor_name, "range");
    assert!(described.members.iter().all(|member| member.member_type == 1));
    // Equal votes: the one that the broker names first.
    world.send(with("a", "uniform"));
    let described = world.act(|group, config, surroundings, _| group.describe(config, surroundings));
    assert_eq!((described.assignor_name.as_str(), described.members.len()), ("uniform", 3));
}

#[test]
fn another_assignor_makes_another_target() {
    let mut world = World::new(&[("t", 2)]);
    world.join("a", &["t"]);
    let wants = |epoch, name: &str| ConsumerGroupHeartbeatRequest {
        server_assignor: Some(name.to_owned()),
        ..heartbeat("a", epoch)
    };
    // The group's assignor is that one already.
    assert_eq!(world.send(wants(2, "uniform")).member_epoch, 2);
    assert_eq!(world.send(wants(2, "range")).member_epoch, 3);
    assert_eq!(world.send(wants(3, "range")).member_epoch, 3);
    world.assert_reload_is_the_same();
}
