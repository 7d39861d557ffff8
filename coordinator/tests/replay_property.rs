//! Whatever members do: everybody is answered, nothing is forgotten that was acknowledged, and the replay of the log is the
//! state.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use coordinator::{Answer, GroupConfig, GroupFilter, Question, QuestionId};
use proptest::prelude::*;
use protocol::ErrorCode;
use protocol::messages::leave_group_request::MemberIdentity;
use protocol::messages::offset_commit_request::{OffsetCommitRequestPartition, OffsetCommitRequestTopic};
use protocol::messages::offset_delete_request::{OffsetDeleteRequestPartition, OffsetDeleteRequestTopic};
use protocol::messages::offset_fetch_request::OffsetFetchRequestGroup;
use protocol::messages::sync_group_request::SyncGroupRequestAssignment;
use protocol::messages::{
    ConsumerGroupHeartbeatRequest, HeartbeatRequest, LeaveGroupRequest, OffsetCommitRequest,
    OffsetDeleteRequest, SyncGroupRequest,
};
use support::{Bench, Joining, SECOND, subscription};

const GROUPS: usize = 2;
/// Nobody waits longer: a new member's first answer takes five minutes at most, a rebalance one.
const PATIENCE: Duration = Duration::from_secs(600);

#[derive(Clone, Debug)]
enum Action {
    Join {
        group: usize,
        version: i16,
        instance: Option<u8>,
        offer: u8,
    },
    JoinAgain {
        member: usize,
        offer: u8,
        keeps_id: bool,
    },
    Sync {
        member: usize,
        lag: i32,
    },
    Heartbeat {
        member: usize,
        lag: i32,
    },
    Leave {
        member: usize,
    },
    Commit {
        group: usize,
        member: Option<usize>,
        lag: i32,
        partition: i32,
        offset: i64,
    },
    DeleteOffset {
        group: usize,
        partition: i32,
    },
    DeleteGroup {
        group: usize,
    },
    JoinConsumers {
        group: usize,
        member: u8,
    },
    LeaveConsumers {
        group: usize,
        member: u8,
    },
    /// All known members of a group join and sync.
    Settle {
        group: usize,
    },
    Advance {
        ms: u64,
    },
    Restart,
}

fn action() -> impl Strategy<Value = Action> {
    let group = 0..GROUPS;
    let member = 0..8usize;
    let lag = prop_oneof![8 => Just(0), 1 => Just(1), 1 => Just(-1)];
    let version = prop_oneof![Just(0i16), Just(3), Just(5), Just(9)];
    let instance = prop_oneof![2 => Just(None), 1 => (0..3u8).prop_map(Some)];
    prop_oneof![
        6 => (group.clone(), version, instance, 0..4u8)
            .prop_map(|(group, version, instance, offer)| Action::Join { group, version, instance, offer }),
        8 => (member.clone(), 0..4u8, prop::bool::weighted(0.8))
            .prop_map(|(member, offer, keeps_id)| Action::JoinAgain { member, offer, keeps_id }),
        10 => (member.clone(), lag.clone()).prop_map(|(member, lag)| Action::Sync { member, lag }),
        6 => (member.clone(), lag.clone()).prop_map(|(member, lag)| Action::Heartbeat { member, lag }),
        2 => member.clone().prop_map(|member| Action::Leave { member }),
        6 => (group.clone(), prop::option::of(member), lag, 0..3i32, 0..100i64).prop_map(
            |(group, member, lag, partition, offset)| Action::Commit { group, member, lag, partition, offset }
        ),
        1 => (group.clone(), 0..3i32).prop_map(|(group, partition)| Action::DeleteOffset { group, partition }),
        1 => group.clone().prop_map(|group| Action::DeleteGroup { group }),
        2 => (group.clone(), 0..3u8).prop_map(|(group, member)| Action::JoinConsumers { group, member }),
        2 => (group.clone(), 0..3u8).prop_map(|(group, member)| Action::LeaveConsumers { group, member }),
        4 => group.prop_map(|group| Action::Settle { group }),
        6 => (0..4000u64).prop_map(|ms| Action::Advance { ms }),
        2 => (4000..70_000u64).prop_map(|ms| Action::Advance { ms }),
        1 => Just(Action::Restart),
    ]
}

fn group_id(group: usize) -> String {
    format!("group-{group}")
}

/// A member as its client knows it.
#[derive(Clone, Debug)]
struct Rider {
    group: usize,
    member_id: String,
    instance_id: Option<String>,
    generation: i32,
    /// The members that it has to assign to, if it leads.
    led: Vec<String>,
}

impl Rider {
    fn asked(&self) -> Asked {
        Asked { group: self.group, member_id: self.member_id.clone(), instance_id: self.instance_id.clone() }
    }
}

/// Who asked.
#[derive(Clone, Debug, Default)]
struct Asked {
    group: usize,
    member_id: String,
    instance_id: Option<String>,
}

struct Run {
    bench: Bench,
    riders: Vec<Rider>,
    /// Questions that have no answer yet.
    waiting: BTreeMap<QuestionId, Asked>,
    commits: BTreeMap<QuestionId, (usize, i32, i64)>,
    /// What was acknowledged.
    offsets: BTreeMap<(usize, i32), i64>,
}

impl Run {
    fn new() -> Self {
        let config = GroupConfig { initial_rebalance_delay: SECOND, size_max: 6, ..Default::default() };
        Self {
            bench: Bench::with(config),
            riders: Vec::new(),
            waiting: BTreeMap::new(),
            commits: BTreeMap::new(),
            offsets: BTreeMap::new(),
        }
    }

    fn rider(&self, index: usize) -> Option<Rider> {
        (!self.riders.is_empty())
            .then(|| self.riders[self.riders.len() - 1 - index % self.riders.len()].clone())
    }

    fn ask(&mut self, version: i16, question: Question, asked: Asked) {
        let id = self.bench.ask(version, question);
        self.waiting.insert(id, asked);
    }

    fn join(&mut self, group: usize, version: i16, member_id: &str, instance_id: Option<String>, offer: u8) {
        let topics: &[&str] = if offer.is_multiple_of(2) { &["orders"] } else { &["orders", "payments"] };
        let mut protocols = vec![("range", subscription(topics)), ("sticky", subscription(topics))];
        if offer >= 2 {
            protocols.reverse();
        }
        let mut request = Joining { member_id, protocols, ..Default::default() }.request();
        request.group_id = group_id(group);
        request.group_instance_id = instance_id.clone();
        let asked = Asked { group, member_id: member_id.to_owned(), instance_id };
        self.ask(version, Question::JoinGroup(request), asked);
    }

    fn act(&mut self, action: &Action) {
        match action.clone() {
            Action::Join { group, version, instance, offer } => {
                let instance_id =
                    instance.filter(|_| version >= 5).map(|number| format!("instance-{number}"));
                self.join(group, version, "", instance_id, offer);
            }
            Action::JoinAgain { member, offer, keeps_id } => {
                let Some(rider) = self.rider(member) else { return };
                let member_id = if keeps_id { rider.member_id.as_str() } else { "" };
                self.join(rider.group, 9, member_id, rider.instance_id.clone(), offer);
            }
            Action::Sync { member, lag } => {
                let Some(rider) = self.rider(member) else { return };
                self.sync(rider, lag);
            }
            Action::Heartbeat { member, lag } => {
                let Some(rider) = self.rider(member) else { return };
                let asked = rider.asked();
                let request = HeartbeatRequest {
                    group_id: group_id(rider.group),
                    generation_id: rider.generation + lag,
                    member_id: rider.member_id,
                    group_instance_id: rider.instance_id,
                };
                self.ask(4, Question::Heartbeat(request), asked);
            }
            Action::Leave { member } => {
                let Some(rider) = self.rider(member) else { return };
                let member_id = if rider.instance_id.is_some() { String::new() } else { rider.member_id };
                let leaving =
                    MemberIdentity { member_id, group_instance_id: rider.instance_id, reason: None };
                let request = LeaveGroupRequest {
                    group_id: group_id(rider.group),
                    members: vec![leaving],
                    ..Default::default()
                };
                self.ask(5, Question::LeaveGroup(request), Asked::default());
            }
            Action::Commit { group, member, lag, partition, offset } => {
                self.commit(group, member, lag, partition, offset);
            }
            Action::DeleteOffset { group, partition } => self.delete_offset(group, partition),
            Action::DeleteGroup { group } => {
                let answer = self.bench.asked(2, Question::DeleteGroup { group_id: group_id(group) });
                if answer == Answer::DeleteGroup(ErrorCode::None) {
                    self.offsets.retain(|(of, _), _| *of != group);
                }
            }
            Action::JoinConsumers { group, member } => self.consumer(group, member, 0),
            Action::LeaveConsumers { group, member } => self.consumer(group, member, -1),
            Action::Settle { group } => self.settle(group),
            Action::Advance { ms } => self.bench.advance(Duration::from_millis(ms)),
            Action::Restart => self.restart(),
        }
        self.read_answers();
    }

    fn sync(&mut self, rider: Rider, lag: i32) {
        let asked = rider.asked();
        let assignments = rider.led.iter().map(|member_id| SyncGroupRequestAssignment {
            member_id: member_id.clone(),
            assignment: format!("{member_id} in {}", rider.generation).into_bytes().into(),
        });
        let request = SyncGroupRequest {
            group_id: group_id(rider.group),
            generation_id: rider.generation + lag,
            member_id: rider.member_id,
            group_instance_id: rider.instance_id,
            assignments: assignments.collect(),
            ..Default::default()
        };
        self.ask(3, Question::SyncGroup(request), asked);
    }

    fn settle(&mut self, group: usize) {
        let of_group =
            |run: &Run| run.riders.iter().filter(|rider| rider.group == group).cloned().collect::<Vec<_>>();
        for rider in of_group(self) {
            self.join(group, 9, &rider.member_id, rider.instance_id, 0);
        }
        self.bench.advance(2 * SECOND);
        self.read_answers();
        for rider in of_group(self) {
            self.sync(rider, 0);
        }
    }

    fn commit(&mut self, group: usize, member: Option<usize>, lag: i32, partition: i32, offset: i64) {
        let rider = member.and_then(|member| self.rider(member));
        let group = rider.as_ref().map_or(group, |rider| rider.group);
        let partitions = vec![OffsetCommitRequestPartition {
            partition_index: partition,
            committed_offset: offset,
            ..Default::default()
        }];
        let topic = OffsetCommitRequestTopic { name: "orders".to_owned(), partitions, ..Default::default() };
        let request = OffsetCommitRequest {
            group_id: group_id(group),
            generation_id_or_member_epoch: rider.as_ref().map_or(-1, |rider| rider.generation + lag),
            member_id: rider.as_ref().map(|rider| rider.member_id.clone()).unwrap_or_default(),
            group_instance_id: rider.and_then(|rider| rider.instance_id),
            topics: vec![topic],
            ..Default::default()
        };
        let id = self.bench.ask(9, Question::CommitOffsets(request));
        self.commits.insert(id, (group, partition, offset));
    }

    fn delete_offset(&mut self, group: usize, partition: i32) {
        let partitions = vec![OffsetDeleteRequestPartition { partition_index: partition }];
        let topics = vec![OffsetDeleteRequestTopic { name: "orders".to_owned(), partitions }];
        let request = OffsetDeleteRequest { group_id: group_id(group), topics };
        let Answer::DeleteOffsets(answer) = self.bench.asked(0, Question::DeleteOffsets(request)) else {
            panic!()
        };
        if answer.error_code == 0 && answer.topics[0].partitions[0].error_code == 0 {
            self.offsets.remove(&(group, partition));
        }
    }

    fn consumer(&mut self, group: usize, member: u8, member_epoch: i32) {
        let request = ConsumerGroupHeartbeatRequest {
            group_id: group_id(group),
            member_id: format!("consumer-{member}"),
            member_epoch,
            rebalance_timeout_ms: 30_000,
            subscribed_topic_names: Some(vec!["orders".to_owned()]),
            topic_partitions: Some(Vec::new()),
            ..Default::default()
        };
        self.ask(1, Question::ConsumerHeartbeat(request), Asked::default());
    }

    fn read_answers(&mut self) {
        for (id, answer) in self.bench.take_answers() {
            if let Answer::CommitOffsets(answer) = &answer {
                let (group, partition, offset) = self.commits.remove(&id).expect("a commit was asked for");
                if answer.topics[0].partitions[0].error_code == 0 {
                    self.offsets.insert((group, partition), offset);
                }
                continue;
            }
            let asked = self.waiting.remove(&id).expect("a question is answered once");
            let code = match &answer {
                Answer::JoinGroup(answer) => answer.error_code,
                Answer::SyncGroup(answer) => answer.error_code,
                Answer::Heartbeat(answer) => answer.error_code,
                _ => 0,
            };
            if code == ErrorCode::UnknownMemberId.code() {
                self.riders.retain(|rider| rider.member_id != asked.member_id);
            } else if let Answer::JoinGroup(answer) = answer
                && !answer.member_id.is_empty()
            {
                self.riders.retain(|rider| rider.member_id != answer.member_id);
                self.riders.push(Rider {
                    group: asked.group,
                    member_id: answer.member_id,
                    instance_id: asked.instance_id,
                    generation: answer.generation_id,
                    led: answer.members.into_iter().map(|member| member.member_id).collect(),
                });
            }
        }
    }

    /// All that can be seen of the groups, and which of them are in a state that is kept.
    fn seen(&mut self) -> BTreeMap<String, (bool, String)> {
        let groups = self.bench.coordinator.list(&GroupFilter::default()).expect("loaded");
        let mut seen = BTreeMap::new();
        for group in groups {
            let group_id = group.group_id.clone();
            let is_kept =
                group.group_type == "consumer" || ["Empty", "Stable"].contains(&group.group_state.as_str());
            let classic = self.bench.asked(6, Question::DescribeClassic { group_id: group_id.clone() });
            let consumer = self.bench.asked(1, Question::DescribeConsumer { group_id: group_id.clone() });
            let described =
                if is_kept { format!("{group:?} {classic:?} {consumer:?}") } else { String::new() };
            seen.insert(group_id, (is_kept, described));
        }
        seen
    }

    /// Another coordinator reads the log: it is as this one was, but for rebalances, of which only the one that follows a
    /// downgrade is in the log: its record names no leader until the members have come together.
    fn restart(&mut self) {
        let before = self.seen();
        self.bench.restart();
        self.waiting.clear();
        self.commits.clear();
        let after = self.seen();
        assert_eq!(before.keys().collect::<BTreeSet<_>>(), after.keys().collect::<BTreeSet<_>>());
        for (group_id, (is_kept, described)) in &before {
            assert!(!is_kept || after[group_id].0, "what was in no rebalance is in none when it is loaded");
            assert!(!is_kept || after[group_id].1 == *described, "{described}\n{}", after[group_id].1);
        }
        self.check_offsets();
    }

    fn check_offsets(&mut self) {
        let mut committed = BTreeMap::new();
        for group in 0..GROUPS {
            let request = OffsetFetchRequestGroup { group_id: group_id(group), ..Default::default() };
            for topic in self.bench.fetched(request, true).topics {
                committed.extend(
                    topic.partitions.iter().map(|p| ((group, p.partition_index), p.committed_offset)),
                );
            }
        }
        assert_eq!(committed, self.offsets, "what was acknowledged is what is fetched");
    }

    /// Nobody says anything more: who waits is answered, and then there are no members.
    fn end(&mut self) {
        self.check_offsets();
        self.bench.advance(PATIENCE);
        self.read_answers();
        assert!(self.waiting.is_empty() && self.commits.is_empty(), "{:?} have no answer", self.waiting);
        for group in self.bench.listed() {
            assert!(group.contains(" Empty "), "{group}");
        }
        self.restart();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_replay_of_the_log_is_the_state(actions in prop::collection::vec(action(), 1..80)) {
        let mut run = Run::new();
        for action in &actions {
            run.act(action);
        }
        run.end();
    }
}
