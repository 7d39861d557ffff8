//! The planted bugs do what they are called, and nothing while they are not planted.

#![cfg(feature = "planted-bugs")]

mod support;

use std::time::Duration;

use coordinator::Question;
use coordinator::planted::{Bug, plant};
use protocol::ErrorCode;
use support::{Bench, Joining, SECOND, commit_request};

/// What happens without and with a bug. Each test has a thread, and a switch, of its own.
fn without_and_with<T>(bug: Bug, scene: impl Fn() -> T) -> (T, T) {
    let without = scene();
    plant(Some(bug));
    let with = scene();
    plant(None);
    (without, with)
}

#[test]
fn a_reply_leaves_before_its_record_is_durable() {
    let is_answered = || {
        let mut bench = Bench::new();
        bench.holds_commitment = true;
        let question = bench.ask(8, Question::CommitOffsets(commit_request("", -1, 7)));
        bench.answer(question).is_some()
    };
    assert_eq!(without_and_with(Bug::ReplyBeforeDurable, is_answered), (false, true));
}

#[test]
fn a_commit_from_an_old_generation_is_taken() {
    let committed = || {
        let mut bench = Bench::new();
        let members = bench.stable_group(2);
        bench.leave(&[(&members[1], None)]);
        let join = bench.join(&Joining { member_id: &members[0], ..Default::default() });
        assert_eq!(bench.joined(join).generation_id, 2);
        bench.sync(&members[0], 2, &[&members[0]]);
        bench.commit(&members[0], 2, 10);
        // One that was removed, and one that is late.
        [bench.commit(&members[1], 1, 5), bench.commit(&members[0], 1, 6)]
    };
    let (without, with) = without_and_with(Bug::CommitFromOldGenerationTaken, committed);
    assert_eq!(without, [ErrorCode::UnknownMemberId, ErrorCode::IllegalGeneration]);
    assert_eq!(with, [ErrorCode::None, ErrorCode::None]);
}

#[test]
fn offsets_are_forgotten_during_a_rebalance() {
    let offset = || {
        let config = coordinator::GroupConfig {
            offsets_retention: 60 * SECOND,
            offsets_retention_check_interval: SECOND,
            initial_rebalance_delay: Duration::ZERO,
            ..Default::default()
        };
        let mut bench = Bench::with(config);
        let members = bench.stable_group(2);
        bench.commit(&members[0], 1, 7);
        let live = |bench: &mut Bench, expected: ErrorCode| {
            for _ in 0..8 {
                bench.advance(5 * SECOND);
                assert_eq!(bench.heartbeat(&members[0], 1), expected);
                assert_eq!(bench.heartbeat(&members[1], 1), expected);
            }
        };
        live(&mut bench, ErrorCode::None);
        bench.join_new();
        live(&mut bench, ErrorCode::RebalanceInProgress);
        bench.offset()
    };
    assert_eq!(without_and_with(Bug::OffsetsExpiredDuringRebalance, offset), (7, -1));
}
