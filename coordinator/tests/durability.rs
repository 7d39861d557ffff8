//! What is answered when: nothing that a power cut could take back.

mod support;

use std::time::Duration;

use coordinator::{GroupConfig, Question};
use protocol::ErrorCode;
use support::{Bench, GROUP, Joining, SECOND, code, commit_request};

fn commit(bench: &mut Bench, offset: i64) -> coordinator::QuestionId {
    bench.ask(8, Question::CommitOffsets(commit_request("", -1, offset)))
}

#[test]
fn a_commit_is_answered_when_its_record_is_committed() {
    let mut bench = Bench::new();
    bench.holds_commitment = true;
    let question = commit(&mut bench, 7);
    assert_eq!((bench.log.len(), bench.answer(question)), (1, None));
    bench.coordinator.on_committed(0);
    bench.settle();
    assert_eq!(bench.answer(question), None);
    bench.coordinator.on_committed(1);
    bench.settle();
    assert_eq!(bench.committed(question), ErrorCode::None);
}

#[test]
fn who_reads_what_is_not_committed_waits_for_it() {
    let mut bench = Bench::new();
    bench.holds_commitment = true;
    commit(&mut bench, 7);
    let group = protocol::messages::offset_fetch_request::OffsetFetchRequestGroup {
        group_id: GROUP.to_owned(),
        ..Default::default()
    };
    let fetch = bench.ask(9, Question::FetchOffsets { group, require_stable: false });
    let describe = bench.ask(5, Question::DescribeClassic { group_id: GROUP.to_owned() });
    commit(&mut bench, 8);
    assert_eq!((bench.answer(fetch), bench.answer(describe)), (None, None));
    bench.coordinator.on_committed(1);
    bench.settle();
    assert!(bench.answer(fetch).is_some() && bench.answer(describe).is_some());
    assert_eq!(bench.unread_answers(), 1, "the first commit's");
}

#[test]
fn nobody_waits_for_the_log_longer_than_the_commit_timeout() {
    let mut bench = Bench::with(GroupConfig { commit_timeout: 2 * SECOND, ..Default::default() });
    bench.holds_commitment = true;
    let first = commit(&mut bench, 7);
    bench.advance(SECOND);
    let second = commit(&mut bench, 8);
    bench.advance(SECOND - Duration::from_millis(1));
    assert_eq!((bench.answer(first), bench.answer(second)), (None, None));
    bench.advance(Duration::from_millis(1));
    assert_eq!(bench.committed(first), ErrorCode::CoordinatorNotAvailable);
    assert_eq!(bench.answer(second), None);
    // What was decided stays decided: the log has it, and once it is committed everybody may see it.
    bench.holds_commitment = false;
    bench.settle();
    assert_eq!(bench.committed(second), ErrorCode::None);
    assert_eq!(bench.offset(), 8);
}

#[test]
fn the_assignment_is_durable_before_any_member_has_it_and_heartbeats_do_not_wait() {
    let mut bench = Bench::new();
    let joins = [bench.join_new(), bench.join_new()];
    bench.advance(Duration::ZERO);
    let ids = joins.map(|(member_id, join)| (bench.joined(join).leader, member_id));
    let leader = ids[0].0.clone();
    let follower = ids.iter().find(|(_, id)| *id != leader).expect("the other").1.clone();
    bench.holds_commitment = true;
    let waiting = bench.sync(&follower, 1, &[]);
    let leading = bench.sync(&leader, 1, &[&leader, &follower]);
    assert_eq!((bench.answer(waiting), bench.answer(leading)), (None, None));
    assert_eq!(bench.heartbeat(&follower, 1), ErrorCode::None);
    bench.holds_commitment = false;
    bench.settle();
    assert_eq!(bench.synced(waiting).assignment, follower.as_bytes());
    assert_eq!(bench.synced(leading).assignment, leader.as_bytes());
}

#[test]
fn the_high_watermark_may_pass_before_it_is_said_that_the_batch_is_in_the_log() {
    let mut bench = Bench::new();
    bench.coordinator.on_committed(10);
    let question = commit(&mut bench, 7);
    assert_eq!(bench.committed(question), ErrorCode::None);
}

#[test]
fn decisions_go_into_batches_whole() {
    let mut bench = Bench::with(GroupConfig { batch_bytes_max: 400, ..Default::default() });
    let ask = |bench: &mut Bench, partitions: i32| {
        let mut request = commit_request("", -1, 1);
        let partition = request.topics[0].partitions[0].clone();
        request.topics[0].partitions = (0..partitions)
            .map(|index| protocol::messages::offset_commit_request::OffsetCommitRequestPartition {
                partition_index: index,
                ..partition.clone()
            })
            .collect();
        let now = bench.now;
        let mut surroundings = coordinator::Surroundings {
            now,
            wall_clock_ms: bench.wall_clock_ms,
            random: &mut || 0,
            topics: &bench.topics,
        };
        let id = coordinator::QuestionId((1 << 32) + partitions as u64);
        bench.coordinator.on_question(
            &mut surroundings,
            id,
            &support::client(8),
            Question::CommitOffsets(request),
        );
    };
    for partitions in [1, 2, 3, 2, 1] {
        ask(&mut bench, partitions);
    }
    let mut sizes = Vec::new();
    while let Some(records) = bench.coordinator.take_records() {
        sizes.push(records.len());
    }
    assert_eq!(sizes, [3, 3, 3], "1 + 2, 3, 2 + 1");
}

#[test]
fn when_the_coordinator_gives_up_everybody_who_waits_is_told() {
    let mut bench = Bench::new();
    let members = bench.stable_group(2);
    let join = bench.join(&Joining { member_id: &members[0], ..Default::default() });
    let done = bench.ask(8, Question::CommitOffsets(commit_request(&members[0], 1, 1)));
    bench.holds_commitment = true;
    let commit = bench.ask(8, Question::CommitOffsets(commit_request(&members[0], 1, 2)));
    bench.coordinator.fail(ErrorCode::NotCoordinator);
    bench.settle();
    assert_eq!(bench.committed(done), ErrorCode::None);
    assert_eq!(bench.committed(commit), ErrorCode::NotCoordinator);
    assert_eq!(code(bench.joined(join).error_code), ErrorCode::NotCoordinator);
    // And whoever asks later as well.
    assert_eq!(bench.heartbeat(&members[0], 1), ErrorCode::NotCoordinator);
    assert_eq!(bench.coordinator.next_deadline(), None);
}

#[test]
fn syncs_that_wait_are_told_as_well() {
    let mut bench = Bench::new();
    let joins = [bench.join_new(), bench.join_new()];
    bench.advance(Duration::ZERO);
    let joined = joins.map(|(member_id, join)| (bench.joined(join).leader, member_id));
    let follower = joined.iter().find(|(leader, id)| leader != id).expect("one follows").1.clone();
    let sync = bench.sync(&follower, 1, &[]);
    bench.coordinator.fail(ErrorCode::NotCoordinator);
    bench.settle();
    assert_eq!(code(bench.synced(sync).error_code), ErrorCode::NotCoordinator);
}

#[test]
fn a_group_is_recorded_before_its_first_member_is_one() {
    let mut bench = Bench::new();
    bench.holds_commitment = true;
    let join = bench.join(&Joining { api_version: 3, ..Default::default() });
    bench.advance(SECOND);
    assert_eq!((bench.log.len(), bench.answer(join)), (1, None));
    bench.holds_commitment = false;
    bench.settle();
    assert_eq!(bench.joined(join).generation_id, 1);
}
