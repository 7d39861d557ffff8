//! Static members (KIP-345).

mod support;

use std::time::Duration;

use protocol::ErrorCode;
use support::{Bench, Joining, REBALANCE, SECOND, SESSION, code, subscription};

fn as_static<'a>(instance_id: &'a str, member_id: &'a str) -> Joining<'a> {
    Joining { instance_id: Some(instance_id), member_id, ..Default::default() }
}

/// Two static members, `a` and `b`, in generation 1; the ids of both. `a` has come first and leads.
fn stable_group(bench: &mut Bench) -> [String; 2] {
    let joins = ["a", "b"].map(|instance_id| bench.join(&as_static(instance_id, "")));
    bench.advance(Duration::ZERO);
    let joined = joins.map(|join| bench.joined(join));
    let ids = joined.each_ref().map(|joined| joined.member_id.clone());
    assert_eq!(joined[1].leader, ids[0]);
    bench.sync(&ids[1], 1, &[]);
    bench.sync(&ids[0], 1, &[&ids[0], &ids[1]]);
    assert_eq!(bench.state(), "Stable");
    ids
}

#[test]
fn a_static_member_is_a_member_with_its_first_request_and_is_called_by_its_instance() {
    let mut bench = Bench::new();
    let join = bench.join(&as_static("shelf-1", ""));
    bench.advance(Duration::ZERO);
    let joined = bench.joined(join);
    assert_eq!(code(joined.error_code), ErrorCode::None);
    assert!(joined.member_id.starts_with("shelf-1-"), "{}", joined.member_id);
    assert_eq!(joined.members[0].group_instance_id.as_deref(), Some("shelf-1"));
}

#[test]
fn a_static_member_that_comes_back_keeps_its_assignment_without_a_rebalance() {
    let mut bench = Bench::new();
    let [a, b] = stable_group(&mut bench);
    let back = bench.join(&as_static("b", ""));
    let joined = bench.joined(back);
    assert_eq!((code(joined.error_code), joined.generation_id), (ErrorCode::None, 1));
    assert_ne!(joined.member_id, b);
    assert_eq!(bench.state(), "Stable");
    let sync = bench.sync(&joined.member_id, 1, &[]);
    assert_eq!(bench.synced(sync).assignment, b.as_bytes());
    assert_eq!(bench.heartbeat(&a, 1), ErrorCode::None);
    // The id that it had before is fenced, by name.
    assert_eq!(bench.heartbeat_as(&b, Some("b"), 1), ErrorCode::FencedInstanceId);
    assert_eq!(bench.heartbeat(&b, 1), ErrorCode::UnknownMemberId);
}

#[test]
fn the_new_id_of_a_static_member_survives_a_restart() {
    let mut bench = Bench::new();
    stable_group(&mut bench);
    let back = bench.join(&as_static("b", ""));
    let joined = bench.joined(back);
    bench.restart();
    assert_eq!(bench.heartbeat_as(&joined.member_id, Some("b"), 1), ErrorCode::None);
}

#[test]
fn a_leader_that_comes_back_does_not_assign_anew() {
    for (api_version, skips) in [(9, true), (8, false)] {
        let mut bench = Bench::new();
        let [leader_before, _] = stable_group(&mut bench);
        let back = bench.join(&Joining { api_version, ..as_static("a", "") });
        let joined = bench.joined(back);
        if skips {
            assert_eq!((joined.skip_assignment, &joined.leader), (true, &joined.member_id));
            assert_eq!(joined.members.len(), 2);
        } else {
            // It is told that its former self leads, so that it does not assign.
            assert_eq!(
                (joined.skip_assignment, joined.leader, joined.members.len()),
                (false, leader_before, 0)
            );
        }
        assert_eq!(bench.state(), "Stable");
    }
}

#[test]
fn a_static_member_with_another_protocol_makes_a_rebalance() {
    let mut bench = Bench::new();
    let joins = ["a", "b"].map(|instance_id| {
        let protocols = vec![("range", subscription(&["orders"])), ("sticky", subscription(&["orders"]))];
        bench.join(&Joining { protocols, ..as_static(instance_id, "") })
    });
    bench.advance(Duration::ZERO);
    let joined = joins.map(|join| bench.joined(join));
    let ids = joined.each_ref().map(|joined| joined.member_id.clone());
    for id in [&ids[1], &ids[0]] {
        bench.sync(id, 1, &[&ids[0], &ids[1]]);
    }
    assert_eq!(bench.state(), "Stable");
    let protocols = vec![("sticky", subscription(&["orders"]))];
    let back = bench.join(&Joining { protocols, ..as_static("b", "") });
    assert_eq!((bench.answer(back), bench.state().as_str()), (None, "PreparingRebalance"));
}

#[test]
fn a_static_member_that_comes_back_while_the_leader_assigns_makes_a_rebalance() {
    let mut bench = Bench::new();
    let joins = ["a", "b"].map(|instance_id| bench.join(&as_static(instance_id, "")));
    bench.advance(Duration::ZERO);
    let ids = joins.map(|join| bench.joined(join).member_id);
    let back = bench.join(&as_static("b", ""));
    assert_eq!((bench.answer(back), bench.state().as_str()), (None, "PreparingRebalance"));
    let a = bench.join(&as_static("a", &ids[0]));
    assert_eq!((bench.joined(a).generation_id, bench.joined(back).generation_id), (2, 2));
}

#[test]
fn a_second_client_of_the_same_instance_fences_the_one_that_waits() {
    let mut bench = Bench::new();
    let first = bench.join(&as_static("a", ""));
    let second = bench.join(&as_static("a", ""));
    let fenced = bench.joined(first);
    assert_eq!(code(fenced.error_code), ErrorCode::FencedInstanceId);
    bench.advance(Duration::ZERO);
    assert_eq!(code(bench.joined(second).error_code), ErrorCode::None);
}

#[test]
fn a_sync_that_waits_is_fenced_as_well() {
    let mut bench = Bench::new();
    let joins = ["a", "b"].map(|instance_id| bench.join(&as_static(instance_id, "")));
    bench.advance(Duration::ZERO);
    let joined = joins.map(|join| bench.joined(join));
    let follower = usize::from(joined[0].leader == joined[0].member_id);
    let sync = bench.sync(&joined[follower].member_id, 1, &[]);
    bench.join(&as_static(["a", "b"][follower], ""));
    assert_eq!(code(bench.synced(sync).error_code), ErrorCode::FencedInstanceId);
}

#[test]
fn a_static_member_stays_through_a_rebalance_that_it_misses() {
    let mut bench = Bench::new();
    let [a, b] = stable_group(&mut bench);
    let protocols = vec![("range", subscription(&["orders", "payments"]))];
    let again = bench.join(&Joining { protocols, session: 1800 * SECOND, ..as_static("a", &a) });
    for _ in 0..60 {
        assert_eq!(bench.answer(again), None);
        bench.advance(SECOND);
        bench.heartbeat(&b, 1);
    }
    let joined = bench.joined(again);
    assert_eq!((joined.generation_id, joined.members.len(), joined.leader.as_str()), (2, 2, a.as_str()));
    // It comes back and takes its place again.
    let back = bench.join(&as_static("b", &b));
    assert_eq!(bench.joined(back).generation_id, 2);
}

#[test]
fn when_only_static_members_are_left_and_none_comes_their_sessions_decide() {
    let mut bench = Bench::new();
    let ids = stable_group(&mut bench);
    bench.leave(&[("", Some("a"))]);
    assert_eq!(bench.state(), "PreparingRebalance");
    bench.heartbeat(&ids[1], 1);
    bench.advance(SESSION - SECOND);
    assert_eq!(bench.describe().members.len(), 1);
    bench.advance(2 * SECOND);
    assert_eq!(bench.state(), "Empty");
}

#[test]
fn static_members_with_no_rebalance_timeout_at_all_do_not_keep_the_coordinator_busy() {
    let mut bench = Bench::new();
    let joins = ["a", "b"]
        .map(|instance| bench.join(&Joining { rebalance: Duration::ZERO, ..as_static(instance, "") }));
    bench.advance(Duration::ZERO);
    for join in joins {
        assert_eq!(bench.joined(join).generation_id, 1);
    }
    bench.advance(SESSION + REBALANCE);
    assert_eq!(bench.state(), "Empty");
}

#[test]
fn an_instance_that_is_not_there_is_unknown_and_another_member_is_fenced() {
    let mut bench = Bench::new();
    let [a, b] = stable_group(&mut bench);
    assert_eq!(bench.heartbeat_as(&a, Some("c"), 1), ErrorCode::UnknownMemberId);
    assert_eq!(bench.heartbeat_as(&a, Some("b"), 1), ErrorCode::FencedInstanceId);
    let join = bench.join(&as_static("a", &b));
    assert_eq!(code(bench.joined(join).error_code), ErrorCode::FencedInstanceId);
}

#[test]
fn an_id_that_was_given_to_a_dynamic_member_is_not_for_a_static_one() {
    let mut bench = Bench::new();
    let first = bench.join(&Joining::default());
    let given = bench.joined(first).member_id;
    let join = bench.join(&as_static("a", &given));
    assert_eq!(code(bench.joined(join).error_code), ErrorCode::UnknownServerError);
}

#[test]
fn an_administrator_removes_a_static_member_by_its_instance() {
    let mut bench = Bench::new();
    let [a, b] = stable_group(&mut bench);
    let answers = bench.leave(&[("", Some("a")), ("", Some("c")), (&a, Some("b")), ("", None)]);
    let codes: Vec<_> = answers.iter().map(|answer| code(answer.error_code)).collect();
    let unknown = ErrorCode::UnknownMemberId;
    assert_eq!(codes, [ErrorCode::None, unknown, ErrorCode::FencedInstanceId, unknown]);
    assert_eq!(bench.heartbeat(&b, 1), ErrorCode::RebalanceInProgress);
}
