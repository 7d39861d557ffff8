//! Regular expressions.

use std::time::Duration;

use protocol::ErrorCode;
use protocol::messages::ConsumerGroupHeartbeatRequest;

use super::world::*;

fn join_regex(member_id: &str, regex: &str) -> ConsumerGroupHeartbeatRequest {
    ConsumerGroupHeartbeatRequest {
        subscribed_topic_names: None,
        subscribed_topic_regex: Some(regex.to_owned()),
        ..join(member_id, &[])
    }
}

#[test]
fn a_member_subscribes_by_expression() {
    let mut world = World::new(&[("test-a", 1), ("test-b", 1), ("other", 1)]);
    let response = world.send(join_regex("a", "test.*"));
    assert_eq!(assigned(&response), expected(&[("test-a", &[0]), ("test-b", &[0])]));
    assert!(world.group.is_subscribed("test-a") && !world.group.is_subscribed("other"));
    world.assert_reload_is_the_same();

    // A new topic is noticed, though not more often than once a second.
    world.pass(Duration::from_secs(1));
    world.topics.set("test-c", 1);
    assert_eq!(world.beat("a", 2).member_epoch, 3);
    world.topics.set("test-d", 1);
    assert_eq!(world.beat("a", 3).member_epoch, 3);
    world.pass(Duration::from_secs(1));
    let response = world.beat("a", 3);
    assert_eq!(response.member_epoch, 4);
    assert_eq!(assigned(&response).unwrap().len(), 4);
    world.assert_reload_is_the_same();
}

#[test]
fn an_expression_that_nobody_uses_is_forgotten() {
    let mut world = World::new(&[("t", 1)]);
    world.send(join_regex("a", "t"));
    world.send(join_regex("b", "t|u"));
    world.send(ConsumerGroupHeartbeatRequest {
        subscribed_topic_regex: Some(String::new()),
        ..heartbeat("a", 2)
    });
    assert_eq!(world.group.subscriptions.resolved_regexes().collect::<Vec<_>>(), ["t|u"]);
    world.beat("b", -1);
    assert_eq!(world.group.subscriptions.resolved_regexes().count(), 0);
    world.assert_reload_is_the_same();
}

#[test]
fn bad_expressions_change_nothing() {
    let mut world = World::new(&[("t", 1)]);
    let response = world.send(join_regex("a", "("));
    assert_eq!(error(&response), ErrorCode::InvalidRegularExpression);
    assert!(world.is_blank() && world.log.is_empty());
    for number in 0..64 {
        assert_eq!(
            error(&world.send(join_regex(&format!("m{number}"), &format!("t{number}")))),
            ErrorCode::None
        );
    }
    assert_eq!(error(&world.send(join_regex("one-more", "u"))), ErrorCode::InvalidRegularExpression);
    assert_eq!(error(&world.send(join_regex("one-more", "t1"))), ErrorCode::None);
}

#[test]
fn names_and_expression_together() {
    let mut world = World::new(&[("t", 1), ("u", 1), ("v", 1)]);
    let request = ConsumerGroupHeartbeatRequest {
        subscribed_topic_regex: Some("u|t".to_owned()),
        ..join("a", &["t", "v", "none"])
    };
    let response = world.send(request);
    assert_eq!(assigned(&response), expected(&[("t", &[0]), ("u", &[0]), ("v", &[0])]));
}
