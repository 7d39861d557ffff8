//! JoinGroup and the rebalance.

mod support;

use std::time::Duration;

use coordinator::GroupConfig;
use protocol::ErrorCode;
use support::{Bench, Joining, REBALANCE, SECOND, SESSION, code, subscription};

#[test]
fn a_member_joins_syncs_commits_fetches_and_leaves() {
    let mut bench = Bench::new();
    let (member, join) = bench.join_new();
    bench.advance(Duration::ZERO);
    let joined = bench.joined(join);
    assert_eq!((code(joined.error_code), joined.generation_id), (ErrorCode::None, 1));
    assert_eq!((joined.leader.as_str(), joined.members.len()), (member.as_str(), 1));
    assert_eq!(
        (joined.protocol_type.as_deref(), joined.protocol_name.as_deref()),
        (Some("consumer"), Some("range"))
    );
    assert_eq!(joined.members[0].metadata, subscription(&["orders"]));
    assert_eq!(bench.state(), "CompletingRebalance");

    let sync = bench.sync(&member, 1, &[&member]);
    assert_eq!(bench.synced(sync).assignment, member.as_bytes());
    assert_eq!(bench.state(), "Stable");
    assert_eq!(bench.heartbeat(&member, 1), ErrorCode::None);

    assert_eq!(bench.offset(), -1);
    assert_eq!(bench.commit(&member, 1, 42), ErrorCode::None);
    assert_eq!(bench.offset(), 42);

    assert_eq!(code(bench.leave(&[(&member, None)])[0].error_code), ErrorCode::None);
    assert_eq!(bench.state(), "Empty");
    assert_eq!(bench.offset(), 42);
}

#[test]
fn members_that_join_within_the_initial_delay_come_into_one_generation() {
    let mut bench = Bench::with(GroupConfig { initial_rebalance_delay: 3 * SECOND, ..Default::default() });
    let (first, first_join) = bench.join_new();
    bench.advance(2 * SECOND);
    let (second, second_join) = bench.join_new();
    // The second has prolonged the delay by as much again.
    bench.advance(3 * SECOND);
    assert_eq!(bench.state(), "PreparingRebalance");
    bench.advance(SECOND);
    let (a, b) = (bench.joined(first_join), bench.joined(second_join));
    assert_eq!((a.generation_id, b.generation_id), (1, 1));
    let leader = if a.leader == first { &a } else { &b };
    let mut ids: Vec<_> = leader.members.iter().map(|member| member.member_id.clone()).collect();
    ids.sort();
    let mut expected = vec![first, second];
    expected.sort();
    assert_eq!(ids, expected);
}

#[test]
fn the_initial_delay_ends_with_the_rebalance_timeout_however_many_join() {
    let mut bench = Bench::with(GroupConfig { initial_rebalance_delay: 3 * SECOND, ..Default::default() });
    let joining = Joining { rebalance: 10 * SECOND, api_version: 3, ..Default::default() };
    let first = bench.join(&joining);
    let mut waited = Duration::ZERO;
    while bench.state() == "PreparingRebalance" {
        bench.join(&joining);
        bench.advance(SECOND);
        waited += SECOND;
    }
    assert_eq!(waited, 10 * SECOND);
    assert_eq!(bench.joined(first).generation_id, 1);
}

#[test]
fn old_clients_are_members_with_their_first_request() {
    let mut bench = Bench::new();
    let join = bench.join(&Joining { api_version: 3, client_id: "old", ..Default::default() });
    bench.advance(Duration::ZERO);
    let joined = bench.joined(join);
    assert_eq!(code(joined.error_code), ErrorCode::None);
    assert!(joined.member_id.starts_with("old-"), "{}", joined.member_id);
}

#[test]
fn version_0_waits_for_a_rebalance_as_long_as_for_a_session() {
    let mut bench = Bench::new();
    let first = bench.join(&Joining { api_version: 0, rebalance: Duration::ZERO, ..Default::default() });
    bench.advance(Duration::ZERO);
    let member = bench.joined(first).member_id;
    let sync = bench.sync(&member, 1, &[&member]);
    bench.synced(sync);
    let second = bench.join(&Joining { api_version: 0, ..Default::default() });
    bench.advance(SESSION - SECOND);
    assert_eq!(bench.heartbeat(&member, 1), ErrorCode::RebalanceInProgress);
    assert_eq!(bench.answer(second), None);
    bench.advance(SECOND);
    assert_eq!(bench.joined(second).generation_id, 2);
}

#[test]
fn a_member_id_that_was_given_out_is_forgotten_when_nobody_comes_with_it() {
    let mut bench = Bench::new();
    let first = bench.join(&Joining::default());
    let given = bench.joined(first).member_id;
    bench.advance(SESSION + SECOND);
    let late = bench.join(&Joining { member_id: &given, ..Default::default() });
    assert_eq!(code(bench.joined(late).error_code), ErrorCode::UnknownMemberId);
}

#[test]
fn a_rebalance_waits_for_those_who_were_given_an_id() {
    let mut bench = Bench::new();
    let members = bench.stable_group(1);
    let first = bench.join(&Joining::default());
    let given = bench.joined(first).member_id;
    let leader = bench.join(&Joining { member_id: &members[0], ..Default::default() });
    assert_eq!(bench.answer(leader), None);
    let second = bench.join(&Joining { member_id: &given, ..Default::default() });
    assert_eq!((bench.joined(leader).generation_id, bench.joined(second).generation_id), (2, 2));
}

#[test]
fn a_new_member_makes_the_others_join_again() {
    let mut bench = Bench::new();
    let members = bench.stable_group(2);
    let generation = 1;
    let (_, join) = bench.join_new();
    assert_eq!(bench.state(), "PreparingRebalance");
    let mut again = Vec::new();
    for member in &members {
        assert_eq!(bench.heartbeat(member, generation), ErrorCode::RebalanceInProgress);
        assert_eq!(bench.answer(join), None);
        again.push(bench.join(&Joining { member_id: member, ..Default::default() }));
    }
    assert_eq!(bench.joined(join).generation_id, 2);
    for join in again {
        assert_eq!(bench.joined(join).generation_id, 2);
    }
}

#[test]
fn who_does_not_join_again_within_the_rebalance_timeout_is_out() {
    let mut bench = Bench::new();
    let members = bench.stable_group(2);
    let again = bench.join(&Joining { member_id: &members[0], ..Default::default() });
    for _ in 0..59 {
        bench.advance(SECOND);
        assert_eq!(bench.heartbeat(&members[1], 1), ErrorCode::RebalanceInProgress);
        assert_eq!(bench.answer(again), None);
    }
    bench.advance(SECOND);
    let joined = bench.joined(again);
    assert_eq!((joined.generation_id, joined.members.len()), (2, 1));
    assert_eq!(bench.heartbeat(&members[1], 1), ErrorCode::UnknownMemberId);
}

#[test]
fn the_leader_that_joins_again_makes_a_rebalance_and_a_follower_without_news_does_not() {
    let mut bench = Bench::new();
    let members = bench.stable_group(2);
    let follower = bench.join(&Joining { member_id: &members[1], ..Default::default() });
    let joined = bench.joined(follower);
    assert_eq!((joined.generation_id, joined.members.len()), (1, 0));
    assert_eq!(bench.state(), "Stable");
    let leader = bench.join(&Joining { member_id: &members[0], ..Default::default() });
    assert_eq!(bench.state(), "PreparingRebalance");
    let follower = bench.join(&Joining { member_id: &members[1], ..Default::default() });
    assert_eq!((bench.joined(leader).generation_id, bench.joined(follower).generation_id), (2, 2));
}

#[test]
fn a_follower_with_another_subscription_makes_a_rebalance() {
    let mut bench = Bench::new();
    let members = bench.stable_group(2);
    let protocols = vec![("range", subscription(&["orders", "payments"]))];
    let join = bench.join(&Joining { member_id: &members[1], protocols, ..Default::default() });
    assert_eq!((bench.answer(join), bench.state().as_str()), (None, "PreparingRebalance"));
}

#[test]
fn a_join_that_is_sent_again_while_the_leader_assigns_gets_the_same_answer() {
    let mut bench = Bench::new();
    let (member, join) = bench.join_new();
    bench.advance(Duration::ZERO);
    let first = bench.joined(join);
    let again = bench.join(&Joining { member_id: &member, ..Default::default() });
    assert_eq!(bench.joined(again), first);
}

#[test]
fn a_join_of_a_member_that_waits_already_takes_its_place() {
    let mut bench = Bench::new();
    let members = bench.stable_group(2);
    let first = bench.join(&Joining { member_id: &members[0], ..Default::default() });
    let second = bench.join(&Joining { member_id: &members[0], ..Default::default() });
    assert_eq!(code(bench.joined(first).error_code), ErrorCode::RebalanceInProgress);
    bench.join(&Joining { member_id: &members[1], ..Default::default() });
    assert_eq!(bench.joined(second).generation_id, 2);
}

#[test]
fn the_protocol_is_the_one_that_most_members_prefer_among_those_that_all_have() {
    let mut bench = Bench::with(GroupConfig { initial_rebalance_delay: SECOND, ..Default::default() });
    let offers = [vec!["sticky", "range"], vec!["range", "sticky", "odd"], vec!["sticky", "range"]];
    let joins = offers.map(|offer| {
        let protocols = offer.into_iter().map(|name| (name, vec![])).collect();
        bench.join(&Joining { api_version: 3, protocols, ..Default::default() })
    });
    bench.advance(3 * SECOND);
    for join in joins {
        assert_eq!(bench.joined(join).protocol_name.as_deref(), Some("sticky"));
    }
}

#[test]
fn who_has_no_protocol_in_common_is_refused() {
    let mut bench = Bench::new();
    bench.stable_group(1);
    let refused = [
        Joining { protocol_type: "connect", ..Default::default() },
        Joining { protocols: vec![("other", vec![])], ..Default::default() },
        Joining { protocols: vec![], ..Default::default() },
        Joining { instance_id: Some("i"), protocols: vec![], ..Default::default() },
    ];
    for joining in refused {
        let join = bench.join(&joining);
        assert_eq!(code(bench.joined(join).error_code), ErrorCode::InconsistentGroupProtocol);
    }
    assert_eq!(bench.state(), "Stable");
}

#[test]
fn the_first_member_needs_a_protocol() {
    let mut bench = Bench::new();
    for joining in [
        Joining { protocol_type: "", ..Default::default() },
        Joining { protocols: vec![], ..Default::default() },
    ] {
        let join = bench.join(&joining);
        assert_eq!(code(bench.joined(join).error_code), ErrorCode::InconsistentGroupProtocol);
    }
}

#[test]
fn a_session_timeout_outside_the_brokers_bounds_is_refused() {
    let mut bench = Bench::new();
    for session in [Duration::ZERO, 5999 * SECOND / 1000, 1801 * SECOND] {
        let join = bench.join(&Joining { session, ..Default::default() });
        assert_eq!(code(bench.joined(join).error_code), ErrorCode::InvalidSessionTimeout);
    }
    assert_eq!(bench.listed(), Vec::<String>::new());
}

#[test]
fn unknown_members_are_refused_and_make_no_group() {
    let mut bench = Bench::new();
    let join = bench.join(&Joining { member_id: "stranger", ..Default::default() });
    assert_eq!(code(bench.joined(join).error_code), ErrorCode::UnknownMemberId);
    assert_eq!((bench.listed().len(), bench.log.len()), (0, 0));
    bench.stable_group(1);
    let join = bench.join(&Joining { member_id: "stranger", ..Default::default() });
    assert_eq!(code(bench.joined(join).error_code), ErrorCode::UnknownMemberId);
}

#[test]
fn a_group_that_is_full_refuses_new_members() {
    let config = GroupConfig { size_max: 2, initial_rebalance_delay: Duration::ZERO, ..Default::default() };
    let mut bench = Bench::with(config);
    let members = bench.stable_group(2);
    let join = bench.join(&Joining::default());
    let refused = bench.joined(join);
    assert_eq!((code(refused.error_code), refused.member_id.as_str()), (ErrorCode::GroupMaxSizeReached, ""));
    // Those who are in may come back.
    let joins: Vec<_> =
        members.iter().map(|id| bench.join(&Joining { member_id: id, ..Default::default() })).collect();
    for join in joins {
        assert_eq!(code(bench.joined(join).error_code), ErrorCode::None);
    }
}

#[test]
fn of_those_who_were_given_an_id_as_many_join_as_there_is_room() {
    let config = GroupConfig { size_max: 2, initial_rebalance_delay: SECOND, ..Default::default() };
    let mut bench = Bench::with(config);
    let given: Vec<_> = (0..4)
        .map(|_| {
            let join = bench.join(&Joining::default());
            bench.joined(join).member_id
        })
        .collect();
    let joins: Vec<_> =
        given.iter().map(|id| bench.join(&Joining { member_id: id, ..Default::default() })).collect();
    bench.advance(10 * SECOND);
    let codes: Vec<_> = joins.into_iter().map(|join| code(bench.joined(join).error_code)).collect();
    let full = ErrorCode::GroupMaxSizeReached;
    assert_eq!(codes, [ErrorCode::None, ErrorCode::None, full, full]);
}

#[test]
fn what_the_members_of_a_group_send_is_bounded() {
    let config = GroupConfig {
        group_bytes_max: 10_000,
        initial_rebalance_delay: Duration::ZERO,
        ..Default::default()
    };
    let mut bench = Bench::with(config);
    let members = bench.stable_group(1);
    let join = bench.join(&Joining { protocols: vec![("range", vec![0; 10_000])], ..Default::default() });
    assert_eq!(code(bench.joined(join).error_code), ErrorCode::GroupMaxSizeReached);
    assert_eq!(bench.heartbeat(&members[0], 1), ErrorCode::None);
    let ids_given = (0..1000)
        .map(|_| {
            let join = bench.join(&Joining::default());
            code(bench.joined(join).error_code)
        })
        .filter(|code| *code == ErrorCode::MemberIdRequired)
        .count();
    assert!((10..100).contains(&ids_given), "{ids_given} ids wait in memory");
}

#[test]
fn a_new_member_whose_client_has_gone_is_out_after_five_minutes() {
    let mut bench = Bench::new();
    let members = bench.stable_group(1);
    let long = Joining { rebalance: 3600 * SECOND, ..Default::default() };
    let leader = bench.join(&Joining { member_id: &members[0], ..long.clone() });
    bench.joined(leader);
    let sync = bench.sync(&members[0], 2, &[&members[0]]);
    bench.synced(sync);
    let join = bench.join(&Joining { api_version: 3, ..long });
    for _ in 0..150 {
        bench.advance(2 * SECOND);
        bench.heartbeat(&members[0], 2);
    }
    let gone = bench.joined(join);
    assert_eq!((code(gone.error_code), gone.member_id.as_str()), (ErrorCode::UnknownMemberId, ""));
    assert_eq!(bench.describe().members.len(), 1);
}

#[test]
fn a_group_of_100_000_members_goes_through_its_states() {
    let mut bench = Bench::with(GroupConfig { initial_rebalance_delay: SECOND, ..Default::default() });
    const MEMBERS: usize = 100_000;
    // Without the checks after each call, which look at every member.
    let mut joins = Vec::new();
    let mut random = 0u64;
    for index in 0..MEMBERS {
        let mut random = || {
            random += 1;
            random
        };
        let mut surroundings = coordinator::Surroundings {
            now: bench.now,
            wall_clock_ms: bench.wall_clock_ms,
            random: &mut random,
            topics: &bench.topics,
        };
        let id = coordinator::QuestionId((1 << 32) + index as u64);
        let request =
            coordinator::Question::JoinGroup(Joining { api_version: 3, ..Default::default() }.request());
        bench.coordinator.on_question(&mut surroundings, id, &support::client(3), request);
        joins.push(id);
    }
    bench.advance(3 * SECOND);
    let joined = bench.joined(joins[0]);
    assert_eq!((joined.generation_id, bench.describe().members.len()), (1, MEMBERS));
    // Kafka's limit is the size of the record: the leader's assignment cannot be kept.
    let sync = bench.sync(&joined.leader, 1, &[]);
    assert_eq!(code(bench.synced(sync).error_code), ErrorCode::UnknownServerError);
    // Nobody is heard of any more.
    bench.advance(REBALANCE + SESSION + SECOND);
    assert_eq!(bench.state(), "Empty");
}
