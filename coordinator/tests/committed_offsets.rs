//! OffsetCommit, OffsetFetch, OffsetDelete, and how long offsets are kept.

mod support;

use std::time::Duration;

use coordinator::{Answer, CoordinatorRecord, GroupConfig, Question};
use protocol::coordinator::{OffsetCommitKey, OffsetCommitValue};
use protocol::messages::offset_commit_request::OffsetCommitRequestPartition;
use protocol::messages::offset_delete_request::{OffsetDeleteRequestPartition, OffsetDeleteRequestTopic};
use protocol::messages::offset_fetch_request::{OffsetFetchRequestGroup, OffsetFetchRequestTopics};
use protocol::messages::{HeartbeatRequest, OffsetCommitRequest, OffsetDeleteRequest};
use protocol::{ErrorCode, Message, Uuid};
use support::{Bench, GROUP, Joining, SECOND, code, commit_request, subscription};

const DAY: Duration = Duration::from_secs(24 * 3600);
const RETENTION: Duration = Duration::from_secs(7 * 24 * 3600);

fn delete(bench: &mut Bench, topic: &str) -> Result<ErrorCode, ErrorCode> {
    let partitions = vec![OffsetDeleteRequestPartition { partition_index: 0 }];
    let topics = vec![OffsetDeleteRequestTopic { name: topic.to_owned(), partitions }];
    let request = OffsetDeleteRequest { group_id: GROUP.to_owned(), topics };
    match bench.asked(0, Question::DeleteOffsets(request)) {
        Answer::DeleteOffsets(response) if response.error_code == 0 => {
            Ok(code(response.topics[0].partitions[0].error_code))
        }
        Answer::DeleteOffsets(response) => Err(code(response.error_code)),
        other => panic!("{other:?}"),
    }
}

/// A record as a broker of Kafka would have written it.
fn logged(producer_id: i64, version: i16, value: OffsetCommitValue) -> support::Logged {
    let key = OffsetCommitKey { group: GROUP.to_owned(), topic: "orders".to_owned(), partition: 0 };
    let prefixed = |prefix: i16, body: &[u8]| [&prefix.to_be_bytes(), body].concat();
    let key = prefixed(1, &key.to_bytes(0).expect("a key"));
    let value = prefixed(version, &value.to_bytes(version).expect("a value"));
    (producer_id, CoordinatorRecord { key, value: Some(value) })
}

fn value(offset: i64) -> OffsetCommitValue {
    OffsetCommitValue { offset, commit_timestamp: 1_700_000_000_000, ..Default::default() }
}

#[test]
fn who_assigns_partitions_to_itself_commits_without_a_group() {
    let mut bench = Bench::new();
    assert_eq!(bench.commit("", -1, 7), ErrorCode::None);
    assert_eq!(bench.offset(), 7);
    assert_eq!(bench.listed(), ["readers Empty classic"]);
    assert_eq!(bench.commit("", -1, 3), ErrorCode::None);
    assert_eq!(bench.offset(), 3);
}

#[test]
fn the_empty_group_id_keeps_offsets_too() {
    let mut bench = Bench::new();
    let request = OffsetCommitRequest { group_id: String::new(), ..commit_request("", -1, 9) };
    let question = bench.ask(2, Question::CommitOffsets(request));
    assert_eq!(bench.committed(question), ErrorCode::None);
    let group = OffsetFetchRequestGroup::default();
    assert_eq!(bench.fetched(group, false).topics[0].partitions[0].committed_offset, 9);
}

#[test]
fn nobody_commits_past_a_group_that_has_members() {
    let mut bench = Bench::new();
    let members = bench.stable_group(1);
    assert_eq!(bench.commit("", -1, 7), ErrorCode::UnknownMemberId);
    assert_eq!(bench.commit("stranger", 1, 7), ErrorCode::UnknownMemberId);
    assert_eq!(bench.commit(&members[0], 0, 7), ErrorCode::IllegalGeneration);
    assert_eq!(bench.commit(&members[0], 2, 7), ErrorCode::IllegalGeneration);
    assert_eq!(bench.commit(&members[0], -1, 7), ErrorCode::IllegalGeneration);
    let fenced =
        OffsetCommitRequest { group_instance_id: Some("i".into()), ..commit_request(&members[0], 1, 7) };
    let question = bench.ask(8, Question::CommitOffsets(fenced));
    assert_eq!(bench.committed(question), ErrorCode::UnknownMemberId);
    assert_eq!(bench.offset(), -1);
    assert_eq!(bench.commit(&members[0], 1, 7), ErrorCode::None);
}

#[test]
fn a_generation_without_a_group_is_refused_in_the_words_of_the_version() {
    for (version, expected) in [(8, ErrorCode::IllegalGeneration), (9, ErrorCode::GroupIdNotFound)] {
        let mut bench = Bench::new();
        let question = bench.ask(version, Question::CommitOffsets(commit_request("member", 1, 7)));
        assert_eq!(bench.committed(question), expected);
        assert_eq!((bench.listed().len(), bench.log.len()), (0, 0));
    }
}

#[test]
fn a_member_commits_before_it_joins_again_and_not_before_it_has_its_partitions() {
    let mut bench = Bench::new();
    let members = bench.stable_group(1);
    bench.join(&Joining::default());
    let waiting = bench.join(&Joining { member_id: &members[0], ..Default::default() });
    assert_eq!(bench.state(), "PreparingRebalance");
    assert_eq!(bench.commit(&members[0], 1, 7), ErrorCode::None);
    bench.advance(10 * SECOND);
    assert_eq!(bench.joined(waiting).generation_id, 2);
    assert_eq!(bench.commit(&members[0], 1, 8), ErrorCode::IllegalGeneration);
    assert_eq!(bench.commit(&members[0], 2, 8), ErrorCode::RebalanceInProgress);
    assert_eq!(bench.offset(), 7);
}

#[test]
fn who_commits_lives() {
    let mut bench = Bench::new();
    let members = bench.stable_group(1);
    for offset in 0..5 {
        bench.advance(9 * SECOND);
        assert_eq!(bench.commit(&members[0], 1, offset), ErrorCode::None);
    }
}

#[test]
fn offset_epoch_metadata_and_topic_id_come_back() {
    let mut bench = Bench::new();
    let mut request = commit_request("", -1, 5);
    request.topics[0].topic_id = Uuid::from_u128(77);
    request.topics[0].partitions[0].committed_leader_epoch = 3;
    request.topics[0].partitions[0].committed_metadata = Some("where I was".to_owned());
    let question = bench.ask(10, Question::CommitOffsets(request));
    assert_eq!(bench.committed(question), ErrorCode::None);
    for _ in 0..2 {
        let group = bench.fetch_all(false);
        let partition = &group.topics[0].partitions[0];
        assert_eq!((partition.committed_offset, partition.committed_leader_epoch), (5, 3));
        assert_eq!(partition.metadata.as_deref(), Some("where I was"));
        // Of a topic that has taken this name later nothing is committed.
        for (topic_id, expected) in [(Uuid::ZERO, 5), (Uuid::from_u128(77), 5), (Uuid::from_u128(78), -1)] {
            let topic =
                OffsetFetchRequestTopics { name: "orders".to_owned(), topic_id, partition_indexes: vec![0] };
            let group = OffsetFetchRequestGroup {
                group_id: GROUP.to_owned(),
                topics: Some(vec![topic]),
                ..Default::default()
            };
            assert_eq!(bench.fetched(group, false).topics[0].partitions[0].committed_offset, expected);
        }
        bench.restart();
    }
}

#[test]
fn a_negative_offset_is_kept_as_it_is() {
    let mut bench = Bench::new();
    assert_eq!(bench.commit("", -1, -5), ErrorCode::None);
    assert_eq!(bench.offset(), -5);
}

#[test]
fn what_is_not_committed_is_minus_one_with_empty_metadata() {
    let mut bench = Bench::new();
    let topic = OffsetFetchRequestTopics {
        name: "orders".to_owned(),
        partition_indexes: vec![4, 1],
        ..Default::default()
    };
    let group = OffsetFetchRequestGroup {
        group_id: GROUP.to_owned(),
        topics: Some(vec![topic]),
        ..Default::default()
    };
    let fetched = bench.fetched(group, true);
    assert_eq!(fetched.error_code, 0);
    let partitions: Vec<_> = fetched.topics[0]
        .partitions
        .iter()
        .map(|p| {
            (
                p.partition_index,
                p.committed_offset,
                p.committed_leader_epoch,
                p.metadata.as_deref(),
                p.error_code,
            )
        })
        .collect();
    assert_eq!(partitions, [(4, -1, -1, Some(""), 0), (1, -1, -1, Some(""), 0)]);
    assert_eq!(bench.fetch_all(false).topics.len(), 0);
}

#[test]
fn metadata_is_bounded_for_each_partition_as_java_counts_characters() {
    let mut bench = Bench::new();
    let partition = |index: i32, metadata: String| OffsetCommitRequestPartition {
        partition_index: index,
        committed_offset: 1,
        committed_metadata: Some(metadata),
        ..Default::default()
    };
    let mut request = commit_request("", -1, 1);
    request.topics[0].partitions = vec![
        partition(0, "x".repeat(4096)),
        partition(1, "x".repeat(4097)),
        partition(2, "ü".repeat(4096)),
        partition(3, "𝄞".repeat(2049)),
    ];
    let Answer::CommitOffsets(response) = bench.asked(8, Question::CommitOffsets(request)) else { panic!() };
    let codes: Vec<_> = response.topics[0].partitions.iter().map(|p| code(p.error_code)).collect();
    let too_large = ErrorCode::OffsetMetadataTooLarge;
    assert_eq!(codes, [ErrorCode::None, too_large, ErrorCode::None, too_large]);
    assert_eq!(bench.fetch_all(false).topics[0].partitions.len(), 2);
}

#[test]
fn a_commit_that_no_batch_can_hold_is_refused_as_a_whole() {
    let mut bench = Bench::with(GroupConfig { batch_bytes_max: 2000, ..Default::default() });
    let mut request = commit_request("", -1, 1);
    let partition = |index| OffsetCommitRequestPartition { partition_index: index, ..Default::default() };
    request.topics[0].partitions = (0..100).map(partition).collect();
    let Answer::CommitOffsets(response) = bench.asked(8, Question::CommitOffsets(request)) else { panic!() };
    let partitions = &response.topics[0].partitions;
    assert!(partitions.iter().all(|p| code(p.error_code) == ErrorCode::InvalidCommitOffsetSize));
    assert_eq!((bench.log.len(), bench.listed().len()), (0, 0));
}

#[test]
fn an_administrator_deletes_offsets_of_topics_that_nobody_reads() {
    let mut bench = Bench::new();
    assert_eq!(delete(&mut bench, "orders"), Err(ErrorCode::GroupIdNotFound));
    bench.commit("", -1, 7);
    let members = bench.stable_group(1);
    assert_eq!(delete(&mut bench, "orders"), Ok(ErrorCode::GroupSubscribedToTopic));
    assert_eq!(delete(&mut bench, "payments"), Ok(ErrorCode::None));
    assert_eq!(bench.offset(), 7);
    bench.leave(&[(&members[0], None)]);
    assert_eq!(delete(&mut bench, "orders"), Ok(ErrorCode::None));
    assert_eq!(bench.offset(), -1);
    bench.restart();
    assert_eq!(bench.offset(), -1);
}

#[test]
fn offsets_of_a_group_of_another_kind_are_deleted_when_it_is_empty() {
    let mut bench = Bench::new();
    let join = bench.join(&Joining { protocol_type: "connect", api_version: 3, ..Default::default() });
    bench.advance(Duration::ZERO);
    let member = bench.joined(join).member_id;
    assert_eq!(delete(&mut bench, "orders"), Err(ErrorCode::NonEmptyGroup));
    bench.leave(&[(&member, None)]);
    assert_eq!(delete(&mut bench, "orders"), Ok(ErrorCode::None));
}

#[test]
fn offsets_are_forgotten_a_week_after_the_last_member_has_left() {
    let mut bench = Bench::new();
    let members = bench.stable_group(1);
    bench.commit(&members[0], 1, 7);
    // As long as there are members they are kept, however old.
    for _ in 0..30 * 24 * 360 / 45 {
        bench.advance(Duration::from_secs(450));
        if bench.heartbeat(&members[0], 1) != ErrorCode::None {
            break;
        }
    }
    assert_eq!(bench.state(), "Empty", "450 seconds are more than a session");
    assert_eq!(bench.offset(), 7);
    bench.advance(RETENTION - DAY);
    assert_eq!(bench.offset(), 7);
    bench.restart();
    assert_eq!(bench.offset(), 7);
    bench.advance(DAY);
    assert_eq!(bench.offset(), -1);
    assert_eq!(bench.listed(), Vec::<String>::new());
    bench.restart();
    assert_eq!(bench.listed(), Vec::<String>::new());
}

/// Lets members live for a time.
fn live(bench: &mut Bench, member: &str, time: Duration) {
    let end = bench.now + time;
    while bench.now < end {
        bench.advance(Duration::from_secs(1700));
        assert_eq!(bench.heartbeat(member, 1), ErrorCode::None);
    }
}

fn group_with_long_session(bench: &mut Bench) -> String {
    let join = bench.join(&Joining { session: 1800 * SECOND, api_version: 3, ..Default::default() });
    bench.advance(Duration::ZERO);
    let member = bench.joined(join).member_id;
    let sync = bench.sync(&member, 1, &[&member]);
    bench.synced(sync);
    member
}

#[test]
fn offsets_of_subscribed_topics_are_kept_however_old() {
    let mut bench = Bench::new();
    let member = group_with_long_session(&mut bench);
    let mut request = commit_request(&member, 1, 7);
    let mut other = request.topics[0].clone();
    other.name = "payments".to_owned();
    request.topics.push(other);
    bench.ask(8, Question::CommitOffsets(request));
    live(&mut bench, &member, RETENTION + DAY);
    // Nobody subscribes to payments: that offset has gone by its own age.
    let group = bench.fetch_all(false);
    let topics: Vec<_> = group.topics.iter().map(|topic| topic.name.as_str()).collect();
    assert_eq!(topics, ["orders"]);
}

#[test]
fn offsets_are_not_forgotten_during_a_rebalance() {
    let mut bench = Bench::new();
    let member = group_with_long_session(&mut bench);
    let mut request = commit_request(&member, 1, 7);
    request.topics[0].name = "payments".to_owned();
    bench.ask(8, Question::CommitOffsets(request));
    // A rebalance that is longer than the retention, since it waits for those who were given an id.
    let asks_for_id = Joining { session: 1800 * SECOND, ..Default::default() };
    bench.join(&asks_for_id);
    let waiting = bench.join(&Joining {
        member_id: &member,
        session: 1800 * SECOND,
        rebalance: 20 * DAY,
        protocols: vec![("range", subscription(&["payments"]))],
        ..Default::default()
    });
    let end = bench.now + RETENTION + DAY;
    while bench.now < end {
        bench.join(&asks_for_id);
        bench.advance(1700 * SECOND);
    }
    assert_eq!((bench.answer(waiting), bench.state().as_str()), (None, "PreparingRebalance"));
    assert_eq!(bench.fetch_all(false).topics.len(), 1);
}

#[test]
fn offsets_without_a_group_go_by_their_own_age() {
    let mut bench = Bench::new();
    bench.commit("", -1, 7);
    bench.advance(RETENTION - DAY);
    let mut request = commit_request("", -1, 8);
    request.topics[0].partitions[0].partition_index = 1;
    bench.ask(8, Question::CommitOffsets(request));
    bench.advance(DAY + Duration::from_secs(600));
    let group = bench.fetch_all(false);
    let left: Vec<_> = group.topics[0].partitions.iter().map(|partition| partition.partition_index).collect();
    assert_eq!(left, [1]);
}

#[test]
fn old_clients_say_themselves_how_long() {
    let mut bench = Bench::new();
    let request = OffsetCommitRequest { retention_time_ms: 3_600_000, ..commit_request("", -1, 7) };
    bench.ask(4, Question::CommitOffsets(request));
    bench.restart();
    bench.advance(Duration::from_secs(3000));
    assert_eq!(bench.offset(), 7);
    bench.advance(Duration::from_secs(1200));
    assert_eq!(bench.offset(), -1);
}

#[test]
fn an_expiry_in_an_old_record_is_honoured() {
    let expiring = OffsetCommitValue { expire_timestamp: 1_700_000_000_000 + 700_000, ..value(7) };
    let mut bench = Bench::of_log(GroupConfig::default(), vec![logged(-1, 1, expiring)]);
    bench.advance(Duration::from_secs(601));
    assert_eq!(bench.offset(), 7);
    bench.advance(Duration::from_secs(601));
    assert_eq!(bench.offset(), -1);
}

#[test]
fn offsets_of_a_deleted_topic_are_forgotten_and_those_of_one_never_seen_are_not() {
    let mut bench = Bench::new();
    bench.commit("", -1, 7);
    bench.topics.remove("payments");
    bench.call(|coordinator, surroundings| coordinator.on_topics_changed(surroundings));
    assert_eq!(bench.offset(), 7);
    bench.topics.remove("orders");
    bench.call(|coordinator, surroundings| coordinator.on_topics_changed(surroundings));
    assert_eq!(bench.offset(), -1);
    let log = vec![logged(-1, 3, value(7))];
    let mut bench = Bench::of_log(GroupConfig::default(), log);
    bench.topics.remove("orders");
    bench.restart();
    bench.call(|coordinator, surroundings| coordinator.on_topics_changed(surroundings));
    assert_eq!(bench.offset(), 7);
}

#[test]
fn offsets_of_a_topic_that_was_made_anew_are_forgotten() {
    let mut bench = Bench::new();
    bench.commit("", -1, 7);
    bench.restart();
    bench.topics.remove("orders");
    bench.topics.add("orders", 8);
    bench.call(|coordinator, surroundings| coordinator.on_topics_changed(surroundings));
    assert_eq!(bench.offset(), -1);
}

/// A coordinator that has loaded `log` and then what `end` replays.
fn loaded(log: &[support::Logged], end: impl FnOnce(&mut coordinator::GroupCoordinator)) -> Bench {
    let mut bench = Bench::new();
    let mut coordinator = coordinator::GroupCoordinator::new(bench.config.clone(), 0);
    for (offset, (producer_id, record)) in log.iter().enumerate() {
        coordinator
            .replay(offset as i64, *producer_id, &record.key, record.value.as_deref())
            .expect("a record of Kafka's");
    }
    end(&mut coordinator);
    bench.coordinator = coordinator;
    bench.call(|coordinator, surroundings| coordinator.on_loaded(surroundings));
    bench
}

#[test]
fn offsets_of_a_transaction_count_when_it_commits() {
    let log = [logged(-1, 3, value(7)), logged(1000, 3, value(9))];
    let mut open = loaded(&log, |_| {});
    assert_eq!(open.offset(), 7);
    let fetched = open.fetch_all(true);
    let unstable = &fetched.topics[0].partitions[0];
    assert_eq!((code(unstable.error_code), unstable.committed_offset), (ErrorCode::UnstableOffsetCommit, -1));
    let mut committed = loaded(&log, |coordinator| coordinator.replay_transaction_end(2, 1000, true));
    assert_eq!(committed.offset(), 9);
    assert_eq!(committed.fetch_all(true).topics[0].partitions[0].committed_offset, 9);
    let mut aborted = loaded(&log, |coordinator| coordinator.replay_transaction_end(2, 1000, false));
    assert_eq!(aborted.offset(), 7);
    let mut other = loaded(&log, |coordinator| coordinator.replay_transaction_end(2, 1001, true));
    assert_eq!(other.offset(), 7);
}

#[test]
fn a_commit_after_that_of_a_transaction_stays_when_the_transaction_commits() {
    let log = [logged(1000, 3, value(9)), logged(-1, 3, value(7))];
    let mut bench = loaded(&log, |coordinator| coordinator.replay_transaction_end(2, 1000, true));
    assert_eq!(bench.offset(), 7);
}

#[test]
fn what_is_deleted_is_deleted_from_open_transactions_too() {
    let mut bench = loaded(&[logged(1000, 3, value(9))], |_| {});
    assert_eq!(delete(&mut bench, "orders"), Ok(ErrorCode::None));
    bench.coordinator.replay_transaction_end(1, 1000, true);
    assert_eq!(bench.offset(), -1);
}

#[test]
fn while_the_log_is_loaded_nobody_is_told_anything_but_members_that_live() {
    let mut bench = Bench::new();
    let mut questions = vec![
        Question::JoinGroup(Joining::default().request()),
        Question::CommitOffsets(commit_request("", -1, 7)),
        Question::DeleteGroup { group_id: GROUP.to_owned() },
        Question::DescribeClassic { group_id: GROUP.to_owned() },
        Question::DescribeConsumer { group_id: GROUP.to_owned() },
    ];
    bench.coordinator = coordinator::GroupCoordinator::new(bench.config.clone(), 0);
    let loading = ErrorCode::CoordinatorLoadInProgress;
    for question in questions.drain(..) {
        let refused = question.refused(loading);
        assert_eq!(bench.asked(5, question), refused);
    }
    let group = OffsetFetchRequestGroup { group_id: GROUP.to_owned(), ..Default::default() };
    assert_eq!(code(bench.fetched(group, false).error_code), loading);
    let heartbeat = HeartbeatRequest { group_id: GROUP.to_owned(), ..Default::default() };
    let Answer::Heartbeat(answer) = bench.asked(4, Question::Heartbeat(heartbeat)) else { panic!() };
    assert_eq!(code(answer.error_code), ErrorCode::None);
    assert_eq!(bench.coordinator.list(&Default::default()), Err(loading));
    assert_eq!(bench.log.len(), 0);
}
