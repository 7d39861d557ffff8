//! SyncGroup, Heartbeat, LeaveGroup, and what time does to members.

mod support;

use std::time::Duration;

use coordinator::{Answer, GroupConfig, Question};
use protocol::ErrorCode;
use protocol::messages::{LeaveGroupRequest, SyncGroupRequest};
use support::{Bench, GROUP, Joining, REBALANCE, SECOND, SESSION, code, sync_request};

/// Two members of generation 1 who have joined and not synced, the leader first.
fn joined_group(bench: &mut Bench) -> [String; 2] {
    let joins = [bench.join_new(), bench.join_new()];
    bench.advance(Duration::ZERO);
    let mut members = joins.map(|(member_id, join)| {
        let joined = bench.joined(join);
        (joined.leader != member_id, member_id)
    });
    members.sort();
    members.map(|(_, member_id)| member_id)
}

#[test]
fn followers_wait_for_the_leaders_assignment() {
    let mut bench = Bench::new();
    let [leader, follower] = joined_group(&mut bench);
    let waiting = bench.sync(&follower, 1, &[]);
    assert_eq!(bench.answer(waiting), None);
    let leading = bench.sync(&leader, 1, &[&leader, &follower]);
    assert_eq!(bench.synced(leading).assignment, leader.as_bytes());
    let synced = bench.synced(waiting);
    assert_eq!(synced.assignment, follower.as_bytes());
    assert_eq!(
        (synced.protocol_type.as_deref(), synced.protocol_name.as_deref()),
        (Some("consumer"), Some("range"))
    );
    // And once more: the answer may have been lost.
    let again = bench.sync(&follower, 1, &[]);
    assert_eq!(bench.synced(again).assignment, follower.as_bytes());
}

#[test]
fn whom_the_leader_forgets_has_an_empty_assignment() {
    let mut bench = Bench::new();
    let [leader, follower] = joined_group(&mut bench);
    let waiting = bench.sync(&follower, 1, &[]);
    bench.sync(&leader, 1, &[&leader, "stranger"]);
    let synced = bench.synced(waiting);
    assert_eq!((code(synced.error_code), synced.assignment.len()), (ErrorCode::None, 0));
}

#[test]
fn a_sync_of_another_generation_member_or_protocol_is_refused() {
    let mut bench = Bench::new();
    let [leader, _] = joined_group(&mut bench);
    let request = |change: fn(&mut SyncGroupRequest)| {
        let mut request = sync_request(&leader, 1, &[]);
        change(&mut request);
        request
    };
    let cases = [
        (5, request(|r| r.generation_id = 0), ErrorCode::IllegalGeneration),
        (5, request(|r| r.generation_id = 2), ErrorCode::IllegalGeneration),
        (5, request(|r| r.member_id = "stranger".into()), ErrorCode::UnknownMemberId),
        (5, request(|r| r.group_instance_id = Some("i".into())), ErrorCode::UnknownMemberId),
        (5, request(|r| r.protocol_type = Some("connect".into())), ErrorCode::InconsistentGroupProtocol),
        (5, request(|r| r.protocol_name = Some("sticky".into())), ErrorCode::InconsistentGroupProtocol),
        (5, request(|r| r.protocol_name = None), ErrorCode::InconsistentGroupProtocol),
        (5, request(|r| r.protocol_type = None), ErrorCode::InconsistentGroupProtocol),
        (5, request(|r| r.group_id = "others".into()), ErrorCode::UnknownMemberId),
        (5, request(|r| r.group_id = String::new()), ErrorCode::InvalidGroupId),
    ];
    for (version, request, expected) in cases {
        let question = bench.ask(version, Question::SyncGroup(request));
        assert_eq!(code(bench.synced(question).error_code), expected);
    }
    // Old clients say nothing of protocols.
    let old =
        SyncGroupRequest { protocol_type: None, protocol_name: None, ..sync_request(&leader, 1, &[&leader]) };
    let question = bench.ask(4, Question::SyncGroup(old));
    assert_eq!(bench.synced(question).assignment, leader.as_bytes());
}

#[test]
fn a_sync_during_a_rebalance_sends_the_member_to_join_again() {
    let mut bench = Bench::new();
    let members = bench.stable_group(2);
    bench.join_new();
    let sync = bench.sync(&members[1], 1, &[]);
    assert_eq!(code(bench.synced(sync).error_code), ErrorCode::RebalanceInProgress);
}

#[test]
fn a_rebalance_ends_the_wait_of_those_who_sync() {
    let mut bench = Bench::new();
    let [_, follower] = joined_group(&mut bench);
    let waiting = bench.sync(&follower, 1, &[]);
    bench.join_new();
    assert_eq!(code(bench.synced(waiting).error_code), ErrorCode::RebalanceInProgress);
}

#[test]
fn a_sync_that_is_sent_again_takes_the_place_of_the_first() {
    let mut bench = Bench::new();
    let [leader, follower] = joined_group(&mut bench);
    let first = bench.sync(&follower, 1, &[]);
    let second = bench.sync(&follower, 1, &[]);
    assert_eq!(code(bench.synced(first).error_code), ErrorCode::RebalanceInProgress);
    bench.sync(&leader, 1, &[&follower]);
    assert_eq!(bench.synced(second).assignment, follower.as_bytes());
}

#[test]
fn an_assignment_that_no_batch_can_hold_is_refused_and_the_group_begins_again() {
    let mut bench = Bench::new();
    let [leader, follower] = joined_group(&mut bench);
    let waiting = bench.sync(&follower, 1, &[]);
    let mut request = sync_request(&leader, 1, &[&leader]);
    request.assignments[0].assignment = vec![7; 10 << 20].into();
    let records = bench.log.len();
    let leading = bench.ask(5, Question::SyncGroup(request));
    for question in [leading, waiting] {
        assert_eq!(code(bench.synced(question).error_code), ErrorCode::UnknownServerError);
    }
    assert_eq!((bench.state().as_str(), bench.log.len()), ("PreparingRebalance", records));
    // They join again, and a smaller one is taken.
    let joins = [&leader, &follower].map(|id| bench.join(&Joining { member_id: id, ..Default::default() }));
    for join in joins {
        assert_eq!(bench.joined(join).generation_id, 2);
    }
    bench.sync(&leader, 2, &[&leader, &follower]);
    assert_eq!(bench.state(), "Stable");
}

#[test]
fn who_joins_and_does_not_sync_in_time_is_out() {
    let mut bench = Bench::new();
    let [leader, follower] = joined_group(&mut bench);
    let sync = bench.sync(&leader, 1, &[&leader, &follower]);
    bench.synced(sync);
    assert_eq!(bench.state(), "Stable");
    for _ in 0..59 {
        bench.advance(SECOND);
        assert_eq!(bench.heartbeat(&leader, 1), ErrorCode::None);
        assert_eq!(bench.heartbeat(&follower, 1), ErrorCode::None);
    }
    bench.advance(SECOND);
    assert_eq!(bench.heartbeat(&follower, 1), ErrorCode::UnknownMemberId);
    assert_eq!(bench.heartbeat(&leader, 1), ErrorCode::RebalanceInProgress);
}

#[test]
fn a_leader_that_does_not_sync_in_time_is_out_and_the_others_go_on() {
    let mut bench = Bench::new();
    let [leader, follower] = joined_group(&mut bench);
    let waiting = bench.sync(&follower, 1, &[]);
    for _ in 0..60 {
        bench.heartbeat(&leader, 1);
        bench.advance(SECOND);
    }
    assert_eq!(code(bench.synced(waiting).error_code), ErrorCode::RebalanceInProgress);
    let join = bench.join(&Joining { member_id: &follower, ..Default::default() });
    assert_eq!(bench.joined(join).leader, follower);
}

#[test]
fn a_member_that_is_not_heard_of_for_a_session_is_out() {
    let mut bench = Bench::new();
    let members = bench.stable_group(2);
    for _ in 0..10 {
        assert_eq!(bench.heartbeat(&members[0], 1), ErrorCode::None);
        bench.advance(SECOND);
    }
    assert_eq!(bench.heartbeat(&members[0], 1), ErrorCode::RebalanceInProgress);
    assert_eq!(bench.heartbeat(&members[1], 1), ErrorCode::UnknownMemberId);
}

#[test]
fn a_member_that_waits_is_not_expected_to_heartbeat() {
    let mut bench = Bench::new();
    let members = bench.stable_group(2);
    let waiting = bench.join(&Joining { member_id: &members[0], ..Default::default() });
    for _ in 0..30 {
        bench.advance(SECOND);
        assert_eq!(bench.heartbeat(&members[1], 1), ErrorCode::RebalanceInProgress);
    }
    let other = bench.join(&Joining { member_id: &members[1], ..Default::default() });
    assert_eq!((bench.joined(waiting).generation_id, bench.joined(other).generation_id), (2, 2));
    // And then it is again.
    bench.advance(SESSION);
    assert_eq!(bench.heartbeat(&members[0], 2), ErrorCode::UnknownMemberId);
}

#[test]
fn heartbeats_of_strangers_and_of_other_generations_are_refused() {
    let mut bench = Bench::new();
    assert_eq!(bench.heartbeat("stranger", 1), ErrorCode::UnknownMemberId);
    let members = bench.stable_group(1);
    assert_eq!(bench.heartbeat("stranger", 1), ErrorCode::UnknownMemberId);
    assert_eq!(bench.heartbeat(&members[0], 0), ErrorCode::IllegalGeneration);
    assert_eq!(bench.heartbeat(&members[0], 2), ErrorCode::IllegalGeneration);
    assert_eq!(bench.heartbeat(&members[0], 1), ErrorCode::None);
}

#[test]
fn a_heartbeat_while_the_leader_assigns_is_well() {
    let mut bench = Bench::new();
    let [leader, follower] = joined_group(&mut bench);
    assert_eq!(bench.heartbeat(&leader, 1), ErrorCode::None);
    assert_eq!(bench.heartbeat(&follower, 1), ErrorCode::None);
}

#[test]
fn members_leave_at_once_and_each_is_answered_for_itself() {
    let mut bench = Bench::new();
    let members = bench.stable_group(3);
    let pending = bench.join(&Joining::default());
    let pending = bench.joined(pending).member_id;
    let answers =
        bench.leave(&[(&members[1], None), ("stranger", None), (&pending, None), (&members[1], None)]);
    let codes: Vec<_> = answers.iter().map(|answer| code(answer.error_code)).collect();
    let unknown = ErrorCode::UnknownMemberId;
    assert_eq!(codes, [ErrorCode::None, unknown, ErrorCode::None, unknown]);
    assert_eq!(bench.heartbeat(&members[0], 1), ErrorCode::RebalanceInProgress);
    let again =
        [&members[0], &members[2]].map(|id| bench.join(&Joining { member_id: id, ..Default::default() }));
    for join in again {
        assert_eq!(bench.joined(join).generation_id, 2);
    }
}

#[test]
fn who_leaves_while_it_waits_is_answered() {
    let mut bench = Bench::new();
    let members = bench.stable_group(2);
    let join = bench.join(&Joining { member_id: &members[0], ..Default::default() });
    bench.leave(&[(&members[0], None)]);
    assert_eq!(code(bench.joined(join).error_code), ErrorCode::UnknownMemberId);
}

#[test]
fn old_clients_leave_one_at_a_time_and_have_one_error() {
    let mut bench = Bench::new();
    let members = bench.stable_group(1);
    for (member_id, expected) in [("stranger", ErrorCode::UnknownMemberId), (&members[0], ErrorCode::None)] {
        let request = LeaveGroupRequest {
            group_id: GROUP.to_owned(),
            member_id: member_id.to_owned(),
            ..Default::default()
        };
        match bench.asked(2, Question::LeaveGroup(request)) {
            Answer::LeaveGroup(response) => {
                assert_eq!((code(response.error_code), response.members.len()), (expected, 0));
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(bench.state(), "Empty");
}

#[test]
fn nobody_leaves_a_group_that_is_not_there() {
    let mut bench = Bench::new();
    let answers = bench.leave(&[("stranger", None), ("", Some("i"))]);
    assert!(answers.iter().all(|answer| code(answer.error_code) == ErrorCode::UnknownMemberId));
    assert_eq!(bench.listed(), Vec::<String>::new());
}

#[test]
fn the_leader_leaves_and_another_leads() {
    let mut bench = Bench::new();
    let members = bench.stable_group(2);
    bench.leave(&[(&members[0], None)]);
    let join = bench.join(&Joining { member_id: &members[1], ..Default::default() });
    let joined = bench.joined(join);
    assert_eq!((joined.generation_id, joined.leader, joined.members.len()), (2, members[1].clone(), 1));
}

#[test]
fn sessions_begin_anew_after_a_restart() {
    let mut bench = Bench::new();
    let members = bench.stable_group(2);
    bench.advance(SESSION - SECOND);
    bench.restart();
    bench.advance(SESSION - SECOND);
    assert_eq!(bench.heartbeat(&members[0], 1), ErrorCode::None);
    let sync = bench.sync(&members[1], 1, &[]);
    assert_eq!(bench.synced(sync).assignment, members[1].as_bytes());
    bench.advance(REBALANCE + SESSION);
    assert_eq!(bench.state(), "Empty");
}

#[test]
fn a_rebalance_that_a_restart_interrupts_has_not_begun() {
    let mut bench = Bench::new();
    let members = bench.stable_group(1);
    bench.join_new();
    assert_eq!(bench.state(), "PreparingRebalance");
    bench.restart();
    assert_eq!(bench.state(), "Stable");
    assert_eq!(bench.heartbeat(&members[0], 1), ErrorCode::None);
}

#[test]
fn a_group_that_is_larger_than_a_lowered_limit_rebalances_after_a_restart() {
    let mut bench = Bench::new();
    let members = bench.stable_group(3);
    let config = GroupConfig { size_max: 2, initial_rebalance_delay: Duration::ZERO, ..Default::default() };
    let mut bench = Bench::of_log(config, bench.log);
    let joins: Vec<_> =
        members.iter().map(|id| bench.join(&Joining { member_id: id, ..Default::default() })).collect();
    let codes: Vec<_> = joins.into_iter().map(|join| code(bench.joined(join).error_code)).collect();
    assert_eq!(codes, [ErrorCode::None, ErrorCode::None, ErrorCode::GroupMaxSizeReached]);
}
