//! DescribeGroups, ListGroups, DeleteGroups.

mod support;

use std::time::Duration;

use coordinator::{Answer, GroupFilter, Question};
use protocol::ErrorCode;
use support::{Bench, GROUP, Joining, code, commit_request, subscription};

#[test]
fn a_stable_group_is_described_with_what_its_members_offer_and_own() {
    let mut bench = Bench::new();
    let members = bench.stable_group(1);
    let group = bench.describe();
    assert_eq!((group.error_code, group.group_state.as_str()), (0, "Stable"));
    assert_eq!((group.protocol_type.as_str(), group.protocol_data.as_str()), ("consumer", "range"));
    let member = &group.members[0];
    assert_eq!((&member.member_id, member.client_id.as_str()), (&members[0], "rider"));
    assert_eq!(member.client_host, "/127.0.0.1");
    assert_eq!(
        (&member.member_metadata[..], &member.member_assignment[..]),
        (&subscription(&["orders"])[..], members[0].as_bytes())
    );
}

#[test]
fn what_a_group_that_rebalances_will_agree_on_is_not_described() {
    let mut bench = Bench::new();
    bench.stable_group(1);
    bench.join(&Joining::default());
    bench.join_new();
    let group = bench.describe();
    assert_eq!((group.group_state.as_str(), group.protocol_data.as_str()), ("PreparingRebalance", ""));
    assert!(group.members.iter().all(|member| member.member_metadata.is_empty()));
}

#[test]
fn a_group_that_is_not_there_is_dead_or_not_found() {
    let mut bench = Bench::new();
    let group = bench.describe();
    assert_eq!((group.group_state.as_str(), code(group.error_code)), ("Dead", ErrorCode::GroupIdNotFound));
    assert_eq!(group.error_message.as_deref(), Some("Group readers not found."));
    let Answer::DescribeClassic(group) =
        bench.asked(5, Question::DescribeClassic { group_id: GROUP.to_owned() })
    else {
        panic!()
    };
    assert_eq!((group.group_state.as_str(), group.error_code, group.error_message), ("Dead", 0, None));
    let Answer::DescribeConsumer(group) =
        bench.asked(1, Question::DescribeConsumer { group_id: GROUP.to_owned() })
    else {
        panic!()
    };
    assert_eq!(code(group.error_code), ErrorCode::GroupIdNotFound);
}

#[test]
fn groups_are_listed_in_order_by_state_and_type() {
    let mut bench = Bench::new();
    for group_id in ["b", "c", "a"] {
        let mut request = commit_request("", -1, 1);
        request.group_id = group_id.to_owned();
        bench.ask(8, Question::CommitOffsets(request));
    }
    bench.stable_group(1);
    let list = |bench: &Bench, states: &[&str], types: &[&str]| -> Vec<String> {
        let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let filter = GroupFilter { states: own(states), types: own(types) };
        let groups = bench.coordinator.list(&filter).expect("loaded");
        groups.into_iter().map(|group| group.group_id).collect()
    };
    assert_eq!(list(&bench, &[], &[]), ["a", "b", "c", "readers"]);
    assert_eq!(list(&bench, &["stable"], &[]), ["readers"]);
    assert_eq!(list(&bench, &["Empty", "Stable"], &["CLASSIC"]), ["a", "b", "c", "readers"]);
    assert_eq!(list(&bench, &["Dead"], &[]), [""; 0]);
    assert_eq!(list(&bench, &[], &["consumer"]), [""; 0]);
    assert_eq!(list(&bench, &[], &["unheard-of"]), [""; 0]);
    let groups = bench.coordinator.list(&GroupFilter::default()).expect("loaded");
    let types: Vec<_> = groups.iter().map(|group| group.protocol_type.as_str()).collect();
    assert_eq!(types, ["", "", "", "consumer"]);
}

#[test]
fn a_group_is_deleted_when_it_has_no_members() {
    let mut bench = Bench::new();
    assert_eq!(bench.delete(), ErrorCode::GroupIdNotFound);
    let members = bench.stable_group(1);
    bench.commit(&members[0], 1, 7);
    assert_eq!(bench.delete(), ErrorCode::NonEmptyGroup);
    bench.leave(&[(&members[0], None)]);
    assert_eq!(bench.delete(), ErrorCode::None);
    for _ in 0..2 {
        assert_eq!((bench.listed().len(), bench.offset()), (0, -1));
        bench.restart();
    }
}

#[test]
fn a_group_without_members_and_offsets_is_forgotten() {
    let mut bench = Bench::new();
    let members = bench.stable_group(1);
    bench.leave(&[(&members[0], None)]);
    assert_eq!(bench.listed(), ["readers Empty classic"]);
    bench.advance(Duration::from_secs(601));
    assert_eq!(bench.listed(), Vec::<String>::new());
    let last = &bench.log.last().expect("a tombstone").1;
    assert_eq!(last.value, None);
}

#[test]
fn a_group_id_of_300_bytes_is_one_like_any_other() {
    let mut bench = Bench::new();
    let mut request = commit_request("", -1, 1);
    request.group_id = "g".repeat(300);
    let question = bench.ask(8, Question::CommitOffsets(request));
    assert_eq!(bench.committed(question), ErrorCode::None);
    bench.restart();
    assert_eq!(bench.listed(), [format!("{} Empty classic", "g".repeat(300))]);
}

#[test]
fn the_empty_group_id_has_no_members() {
    let mut bench = Bench::new();
    let mut request = Joining::default().request();
    request.group_id.clear();
    let question = bench.ask(9, Question::JoinGroup(request));
    assert_eq!(code(bench.joined(question).error_code), ErrorCode::InvalidGroupId);
}
