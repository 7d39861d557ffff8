//! Classic groups: members come, share, go, die, and find everything again after a restart.

use std::time::Duration;

use protocol::messages::{
    DescribeGroupsRequest, DescribeGroupsResponse, ListGroupsRequest, ListGroupsResponse,
};

use crate::harness::{Client, TestBroker, setups, two_shards};
use crate::member::{
    COORDINATOR_LOAD_IN_PROGRESS, Member, QUICK, REBALANCE_IN_PROGRESS, UNKNOWN_MEMBER_ID, fetch_when_loaded,
};

/// State and members of a group, by DescribeGroups.
fn describe(client: &mut Client, group: &str) -> (String, Vec<String>) {
    let request =
        DescribeGroupsRequest { groups: vec![group.to_owned()], ..DescribeGroupsRequest::default() };
    let mut response: DescribeGroupsResponse = client.call(5, &request);
    let group = response.groups.remove(0);
    assert_eq!(group.error_code, 0);
    (group.group_state, group.members.into_iter().map(|member| member.member_id).collect())
}

/// Groups and their states, by ListGroups.
fn list(client: &mut Client, states: &[&str]) -> Vec<(String, String)> {
    let states_filter = states.iter().map(|state| (*state).to_owned()).collect();
    let request = ListGroupsRequest { states_filter, ..ListGroupsRequest::default() };
    let response: ListGroupsResponse = client.call(5, &request);
    assert_eq!(response.error_code, 0);
    response.groups.into_iter().map(|group| (group.group_id, group.group_state)).collect()
}

#[test]
fn a_member_comes_commits_and_goes() {
    for setup in setups() {
        let broker = TestBroker::start(setup, &QUICK);
        let mut member = Member::new(&broker, "readers");
        member.client.create_topic("orders", 2);
        let joined = member.join();
        assert!(member.is_leader(&joined), "{setup:?}");
        assert_eq!((joined.generation_id, joined.protocol_name.as_deref()), (1, Some("range")));
        assert_eq!(joined.members[0].metadata.as_ref(), b"subscription");
        assert_eq!(member.sync(&joined), format!("of {}", member.id), "{setup:?}");
        assert_eq!(member.heartbeat(), 0);
        assert_eq!(describe(&mut member.client, "readers"), ("Stable".to_owned(), vec![member.id.clone()]));
        assert_eq!(member.committed("orders", 1), -1, "nothing yet");
        assert_eq!(member.commit("orders", 1, 42), 0);
        assert_eq!((member.committed("orders", 0), member.committed("orders", 1)), (-1, 42), "{setup:?}");
        assert_eq!(member.leave(), 0);
        assert_eq!(member.heartbeat(), UNKNOWN_MEMBER_ID);
        assert_eq!(list(&mut member.client, &[]), [("readers".to_owned(), "Empty".to_owned())]);
        assert_eq!(list(&mut member.client, &["stable"]), []);
        assert_eq!(member.committed("orders", 1), 42, "offsets outlive their members");
        broker.stop();
    }
}

#[test]
fn a_second_member_makes_the_first_join_again() {
    for setup in setups() {
        let broker = TestBroker::start(setup, &QUICK);
        let (mut first, mut second) = (Member::new(&broker, "readers"), Member::new(&broker, "readers"));
        let joined = first.join();
        first.sync(&joined);
        second.begin_first_join();
        first.await_rebalance();
        first.begin_join();
        let (of_first, of_second) = (first.end_join(), second.end_join());
        assert_eq!((of_first.error_code, of_second.error_code), (0, 0), "{setup:?}");
        assert_eq!((first.generation, second.generation), (2, 2), "{setup:?}");
        assert_eq!(of_first.leader, of_second.leader);
        assert_eq!(of_first.members.len() + of_second.members.len(), 2, "the leader alone hears of both");
        first.begin_sync(&of_first);
        second.begin_sync(&of_second);
        for member in [&mut first, &mut second] {
            let synced = member.end_sync();
            assert_eq!(synced.error_code, 0);
            assert_eq!(synced.assignment, format!("of {}", member.id), "{setup:?}");
            assert_eq!(member.heartbeat(), 0);
        }
        broker.stop();
    }
}

#[test]
fn a_member_that_dies_is_replaced() {
    for setup in setups() {
        let broker = TestBroker::start(setup, &QUICK);
        let (mut first, mut second) = (Member::new(&broker, "readers"), Member::new(&broker, "readers"));
        first.session_timeout_ms = 400;
        first.begin_first_join();
        assert_eq!(first.end_join().error_code, 0);
        second.begin_first_join();
        first.await_rebalance();
        first.begin_join();
        let (of_first, of_second) = (first.end_join(), second.end_join());
        first.begin_sync(&of_first);
        second.begin_sync(&of_second);
        assert_eq!((first.end_sync().error_code, second.end_sync().error_code), (0, 0));
        let id_of_first = first.id.clone();
        drop(first);
        second.await_rebalance();
        let joined = second.join();
        assert_eq!((joined.members.len(), joined.generation_id), (1, second.generation), "{setup:?}");
        assert_eq!(second.sync(&joined), format!("of {}", second.id), "all of it is its own now");
        let (_, members) = describe(&mut second.client, "readers");
        assert!(!members.contains(&id_of_first) && members.len() == 1, "{setup:?}");
        broker.stop();
    }
}

#[test]
fn a_restart_keeps_members_generations_and_offsets() {
    for setup in setups() {
        let mut broker = TestBroker::start(setup, &QUICK);
        let mut members: Vec<Member> =
            (0..6).map(|number| Member::new(&broker, &format!("group-{number}"))).collect();
        members[0].client.create_topic("orders", 6);
        for (number, member) in (0..).zip(&mut members) {
            let joined = member.join();
            member.sync(&joined);
            assert_eq!(member.commit("orders", number, 100 + i64::from(number)), 0);
        }
        broker.restart();
        for (number, member) in (0..).zip(&mut members) {
            member.client = broker.connect();
            let asked = [("orders", &[number][..])];
            let found = fetch_when_loaded(&mut member.client, &member.group, Some(&asked));
            let partition = &found.topics[0].partitions[0];
            assert_eq!(partition.committed_offset, 100 + i64::from(number), "{setup:?}");
            assert_eq!(partition.metadata, Some(format!("at {}", partition.committed_offset)));
            assert_eq!(partition.committed_leader_epoch, 3);
            assert_eq!(member.heartbeat(), 0, "it is still a member: {setup:?}");
            assert_eq!(member.commit("orders", number, 200), 0);
        }
        assert_eq!(list(&mut members[0].client, &[]).len(), 6);
        broker.stop();
    }
}

#[test]
fn a_stop_does_not_wait_for_members_that_wait_for_others() {
    for setup in setups() {
        let mut broker = TestBroker::start(setup, &QUICK);
        let (mut first, mut second) = (Member::new(&broker, "readers"), Member::new(&broker, "readers"));
        first.session_timeout_ms = 60_000;
        let joined = first.join();
        first.sync(&joined);
        second.begin_first_join();
        first.await_rebalance();
        broker.restart();
        // NOT_COORDINATOR sends it to look again; a commit that was acknowledged is not touched by this.
        assert_eq!(second.end_join().error_code, crate::member::NOT_COORDINATOR, "{setup:?}");
        first.client = broker.connect();
        let code = loop {
            match first.heartbeat() {
                COORDINATOR_LOAD_IN_PROGRESS => {}
                code => break code,
            }
        };
        assert!([0, REBALANCE_IN_PROGRESS].contains(&code), "{setup:?}: {code}");
        broker.stop();
    }
}

#[test]
fn replies_to_members_that_hung_up_vanish() {
    for setup in setups() {
        let broker = TestBroker::start(setup, &QUICK);
        let mut first = Member::new(&broker, "readers");
        let joined = first.join();
        first.sync(&joined);
        let mut second = Member::new(&broker, "readers");
        second.session_timeout_ms = 300;
        second.begin_first_join();
        first.await_rebalance();
        drop(second);
        first.begin_join();
        assert!(first.client.is_silent(Duration::from_millis(50)) || setup.1 > 0);
        assert_eq!(first.end_join().error_code, 0, "it waits no longer than the other's session: {setup:?}");
        broker.stop();
    }
}

#[test]
fn the_first_join_waits_for_more_members() {
    let delay = ["group.initial.rebalance.delay.ms=300"];
    let broker = TestBroker::start(two_shards(), &delay);
    let (mut first, mut second) = (Member::new(&broker, "readers"), Member::new(&broker, "readers"));
    first.begin_first_join();
    second.begin_first_join();
    let (of_first, of_second) = (first.end_join(), second.end_join());
    assert_eq!((of_first.generation_id, of_second.generation_id), (1, 1), "one rebalance for both");
    broker.stop();
}
