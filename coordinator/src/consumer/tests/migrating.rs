//! Groups whose members change from one protocol to the other, one after the other.

use std::sync::Arc;
use std::time::Duration;

use protocol::Message;
use protocol::coordinator::consumer_protocol_subscription::TopicPartition;
use protocol::coordinator::{ConsumerProtocolAssignment, ConsumerProtocolSubscription};
use protocol::messages::consumer_group_describe_response::DescribedGroup;
use protocol::messages::join_group_request::JoinGroupRequestProtocol;
use protocol::messages::leave_group_request::MemberIdentity;
use protocol::messages::sync_group_request::SyncGroupRequestAssignment;
use protocol::messages::{
    ConsumerGroupHeartbeatRequest, ConsumerGroupHeartbeatResponse, HeartbeatRequest, JoinGroupRequest,
    JoinGroupResponse, LeaveGroupRequest, SyncGroupRequest, SyncGroupResponse,
};
use protocol::{ErrorCode, Uuid};

use super::world::*;
use crate::{
    Answer, Client, CoordinatorRecord, GroupConfig, GroupCoordinator, GroupFilter, MigrationPolicy, Question,
    QuestionId, Surroundings,
};

/// A coordinator whose records are committed at once.
struct Host {
    coordinator: GroupCoordinator,
    config: Arc<GroupConfig>,
    topics: Topics,
    now: Duration,
    log: Vec<CoordinatorRecord>,
    asked: u64,
    seed: u64,
    answers: Vec<(QuestionId, Answer)>,
}

impl Host {
    fn new(config: GroupConfig) -> Self {
        let config = Arc::new(GroupConfig { initial_rebalance_delay: Duration::ZERO, ..config });
        let mut topics = Topics::default();
        topics.set("t", 4);
        let coordinator = GroupCoordinator::new(config.clone(), 0);
        let now = Duration::from_secs(1000);
        let mut host = Self {
            coordinator,
            config,
            topics,
            now,
            log: Vec::new(),
            asked: 0,
            seed: 0,
            answers: Vec::new(),
        };
        host.act(|coordinator, surroundings| coordinator.on_loaded(surroundings));
        host
    }

    fn act(&mut self, act: impl FnOnce(&mut GroupCoordinator, &mut Surroundings<'_>)) {
        let mut random = || {
            self.seed += 1;
            self.seed
        };
        let wall_clock_ms = self.now.as_millis() as i64;
        let mut surroundings =
            Surroundings { now: self.now, wall_clock_ms, random: &mut random, topics: &self.topics };
        act(&mut self.coordinator, &mut surroundings);
        while let Some(records) = self.coordinator.take_records() {
            self.log.extend(records);
            self.coordinator.on_appended(self.log.len() as i64);
            self.coordinator.on_committed(self.log.len() as i64);
        }
        while let Some(answer) = self.coordinator.poll_answer() {
            self.answers.push(answer);
        }
        self.coordinator.assert_invariants();
    }

    fn ask(&mut self, api_version: i16, question: Question) -> QuestionId {
        self.asked += 1;
        let id = QuestionId(self.asked);
        let client = Client { id: "client".to_owned(), host: "/127.0.0.1".to_owned(), api_version };
        self.act(|coordinator, surroundings| coordinator.on_question(surroundings, id, &client, question));
        id
    }

    fn take(&mut self, id: QuestionId) -> Option<Answer> {
        let place = self.answers.iter().position(|(answered, _)| *answered == id)?;
        Some(self.answers.remove(place).1)
    }

    fn join(&mut self, member_id: &str, owned: &[i32]) -> QuestionId {
        let subscription = ConsumerProtocolSubscription {
            topics: vec!["t".to_owned()],
            owned_partitions: vec![TopicPartition { topic: "t".to_owned(), partitions: owned.to_vec() }],
            ..Default::default()
        };
        let metadata = versioned(&subscription, 1);
        let offer = |name: &str| JoinGroupRequestProtocol {
            name: name.to_owned(),
            metadata: metadata.clone().into(),
        };
        self.ask(
            9,
            Question::JoinGroup(JoinGroupRequest {
                group_id: GROUP.to_owned(),
                session_timeout_ms: 10_000,
                rebalance_timeout_ms: 20_000,
                member_id: member_id.to_owned(),
                protocol_type: "consumer".to_owned(),
                protocols: vec![offer("range"), offer("cooperative-sticky")],
                ..Default::default()
            }),
        )
    }

    /// A static member whose group has nobody else: it is told its first generation.
    fn join_static(&mut self, instance_id: &str) -> JoinGroupResponse {
        let subscription =
            ConsumerProtocolSubscription { topics: vec!["t".to_owned()], ..Default::default() };
        let request = JoinGroupRequest {
            group_id: GROUP.to_owned(),
            session_timeout_ms: 10_000,
            rebalance_timeout_ms: 20_000,
            group_instance_id: Some(instance_id.to_owned()),
            protocol_type: "consumer".to_owned(),
            protocols: vec![JoinGroupRequestProtocol {
                name: "range".to_owned(),
                metadata: versioned(&subscription, 1).into(),
            }],
            ..Default::default()
        };
        let asked = self.ask(9, Question::JoinGroup(request));
        self.pass(Duration::from_millis(1));
        self.joined(asked)
    }

    fn joined(&mut self, id: QuestionId) -> JoinGroupResponse {
        match self.take(id) {
            Some(Answer::JoinGroup(answer)) => answer,
            other => panic!("{other:?}"),
        }
    }

    fn sync(&mut self, member_id: &str, generation_id: i32, assignments: &[(&str, &[i32])]) -> QuestionId {
        let assign = |(member, partitions): &(&str, &[i32])| {
            let assigned = protocol::coordinator::consumer_protocol_assignment::TopicPartition {
                topic: "t".to_owned(),
                partitions: partitions.to_vec(),
            };
            let assignment =
                ConsumerProtocolAssignment { assigned_partitions: vec![assigned], user_data: None };
            SyncGroupRequestAssignment {
                member_id: member.to_string(),
                assignment: versioned(&assignment, 1).into(),
            }
        };
        self.ask(
            5,
            Question::SyncGroup(SyncGroupRequest {
                group_id: GROUP.to_owned(),
                generation_id,
                member_id: member_id.to_owned(),
                protocol_type: Some("consumer".to_owned()),
                protocol_name: Some("range".to_owned()),
                assignments: assignments.iter().map(assign).collect(),
                ..Default::default()
            }),
        )
    }

    fn synced(&mut self, id: QuestionId) -> SyncGroupResponse {
        match self.take(id) {
            Some(Answer::SyncGroup(answer)) => answer,
            other => panic!("{other:?}"),
        }
    }

    fn heartbeat(&mut self, member_id: &str, generation_id: i32) -> ErrorCode {
        let request = HeartbeatRequest {
            group_id: GROUP.to_owned(),
            generation_id,
            member_id: member_id.to_owned(),
            ..Default::default()
        };
        let id = self.ask(4, Question::Heartbeat(request));
        match self.take(id) {
            Some(Answer::Heartbeat(answer)) => ErrorCode::from_i16(answer.error_code),
            other => panic!("{other:?}"),
        }
    }

    fn beat(&mut self, request: ConsumerGroupHeartbeatRequest) -> ConsumerGroupHeartbeatResponse {
        let id = self.ask(1, Question::ConsumerHeartbeat(request));
        match self.take(id) {
            Some(Answer::ConsumerHeartbeat(answer)) => answer,
            other => panic!("{other:?}"),
        }
    }

    fn describe(&mut self) -> DescribedGroup {
        let id = self.ask(1, Question::DescribeConsumer { group_id: GROUP.to_owned() });
        match self.take(id) {
            Some(Answer::DescribeConsumer(answer)) => answer,
            other => panic!("{other:?}"),
        }
    }

    /// Another coordinator loads the log. Gives back the one that it takes the place of.
    fn reload(&mut self) -> GroupCoordinator {
        let mut reloaded = GroupCoordinator::new(self.config.clone(), 0);
        for (offset, record) in (0..).zip(&self.log) {
            reloaded.replay(offset, -1, &record.key, record.value.as_deref()).expect("it is well-formed");
        }
        let before = std::mem::replace(&mut self.coordinator, reloaded);
        self.act(|coordinator, surroundings| coordinator.on_loaded(surroundings));
        before
    }

    /// `classic Stable`, `consumer Reconciling`; and whether a coordinator that starts now sees the same.
    fn listed(&mut self) -> String {
        let listed = |coordinator: &GroupCoordinator| {
            let group = &coordinator.list(&GroupFilter::default()).expect("it is loaded")[0];
            format!("{} {}", group.group_type, group.group_state)
        };
        let before = listed(&self.coordinator);
        let running = self.reload();
        let after = listed(&self.coordinator);
        self.coordinator = running;
        assert_eq!(before.split(' ').next(), after.split(' ').next());
        before
    }

    /// Two classic members that own two partitions each, in generation 1 or 2.
    fn two_classic_members(&mut self) -> (String, String, i32) {
        let mut ids = Vec::new();
        for _ in 0..2 {
            let asked = self.join("", &[]);
            let answer = self.joined(asked);
            assert_eq!(ErrorCode::from_i16(answer.error_code), ErrorCode::MemberIdRequired);
            ids.push(answer.member_id);
        }
        let asked: Vec<QuestionId> = ids.iter().map(|id| self.join(id, &[])).collect();
        self.pass(Duration::from_millis(1));
        let generation = match self.take(asked[0]) {
            Some(Answer::JoinGroup(answer)) if self.answers.iter().any(|(id, _)| *id == asked[1]) => {
                answer.generation_id
            }
            // The first was told before the second came: once more together.
            _ => {
                let again = self.join(&ids[0], &[]);
                self.joined(again).generation_id
            }
        };
        let (a, b) = (ids[0].clone(), ids[1].clone());
        let followers = self.sync(&b, generation, &[(&a, &[0, 1]), (&b, &[2, 3])]);
        let leaders = self.sync(&a, generation, &[(&a, &[0, 1]), (&b, &[2, 3])]);
        assert_eq!(self.synced(leaders).error_code, 0);
        assert_eq!(self.synced(followers).error_code, 0);
        assert_eq!(self.listed(), "classic Stable");
        self.answers.clear();
        (a, b, generation)
    }

    fn pass(&mut self, time: Duration) {
        self.now += time;
        self.act(|coordinator, surroundings| coordinator.on_deadline(surroundings));
    }
}

fn versioned(message: &impl Message, version: i16) -> Vec<u8> {
    let mut bytes = version.to_be_bytes().to_vec();
    message.encode(version, &mut bytes).unwrap();
    bytes
}

fn partitions_of(answer: &SyncGroupResponse) -> Vec<i32> {
    assert_eq!(answer.error_code, 0);
    let assignment = ConsumerProtocolAssignment::decode(&answer.assignment[2..], 1).unwrap();
    assignment.assigned_partitions.into_iter().flat_map(|topic| topic.partitions).collect()
}

#[test]
fn an_upgrade_one_client_after_the_other() {
    let mut host = Host::new(GroupConfig::default());
    let (a, b, generation) = host.two_classic_members();

    // A third comes and speaks the new protocol: the group is upgraded, and nothing has moved yet.
    let answer = host.beat(join("c", &["t"]));
    assert_eq!((answer.error_code, answer.member_epoch), (0, generation + 1), "{:?}", answer.error_message);
    assert_eq!(assigned(&answer), expected(&[]));
    assert_eq!(host.listed(), "consumer Reconciling");
    let described = host.describe();
    let kinds: Vec<i8> = described.members.iter().map(|member| member.member_type).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == 0).count(), 2);

    // The classic ones are told to join again. Who shall give something back joins twice, the second time without it.
    let mut owned_after = Vec::new();
    for (id, owned) in [(&a, vec![0, 1]), (&b, vec![2, 3])] {
        assert_eq!(host.heartbeat(id, generation), ErrorCode::RebalanceInProgress);
        let asked = host.join(id, &owned);
        let joined = host.joined(asked);
        assert_eq!((joined.error_code, joined.protocol_name.as_deref()), (0, Some("range")));
        assert!(joined.leader.is_empty() && joined.members.is_empty());
        let asked = host.sync(id, joined.generation_id, &[]);
        let synced = host.synced(asked);
        let kept = partitions_of(&synced);
        let epoch = if kept != owned {
            assert_eq!(joined.generation_id, generation);
            assert_eq!(host.heartbeat(id, generation), ErrorCode::RebalanceInProgress);
            let asked = host.join(id, &kept);
            let joined = host.joined(asked);
            let asked = host.sync(id, joined.generation_id, &[]);
            assert_eq!(partitions_of(&host.synced(asked)), kept);
            joined.generation_id
        } else {
            joined.generation_id
        };
        assert_eq!(epoch, generation + 1);
        assert_eq!(host.heartbeat(id, epoch), ErrorCode::None);
        owned_after.extend(kept);
    }
    let answer = host.beat(heartbeat("c", generation + 1));
    let mut all = assigned(&answer).unwrap().remove(&topic_id("t")).unwrap();
    all.extend(owned_after);
    all.sort_unstable();
    assert_eq!(all, [0, 1, 2, 3]);
    assert_eq!(host.listed(), "consumer Stable");

    // The classic ones leave in their own way; what is left is a consumer group like any other.
    let leave = [&a, &b].map(|id| MemberIdentity { member_id: id.clone(), ..Default::default() });
    let request =
        LeaveGroupRequest { group_id: GROUP.to_owned(), members: leave.to_vec(), ..Default::default() };
    let asked = host.ask(5, Question::LeaveGroup(request));
    let Some(Answer::LeaveGroup(answer)) = host.take(asked) else { panic!() };
    assert!(answer.members.iter().all(|member| member.error_code == 0));
    let answer = host.beat(heartbeat("c", generation + 1));
    assert_eq!(assigned(&answer), expected(&[("t", &[0, 1, 2, 3])]));
}

#[test]
fn an_upgrade_amid_a_rebalance_shares_anew() {
    let mut host = Host::new(GroupConfig::default());
    // A static member of a first generation whose assignment never came.
    let joined = host.join_static("i");
    assert_eq!(joined.generation_id, 1);
    assert_eq!(host.listed(), "classic CompletingRebalance");

    // It comes back with the new protocol and the same topics: what it had before, nothing, is not its share.
    let request = ConsumerGroupHeartbeatRequest { instance_id: Some("i".to_owned()), ..join("c", &["t"]) };
    let answer = host.beat(request);
    assert_eq!(answer.error_code, 0, "{:?}", answer.error_message);
    assert_eq!(assigned(&answer), expected(&[("t", &[0, 1, 2, 3])]));
    assert_eq!(host.listed(), "consumer Stable");
}

#[test]
fn an_upgrade_after_topics_have_grown_shares_anew() {
    let mut host = Host::new(GroupConfig::default());
    let JoinGroupResponse { member_id, generation_id, .. } = host.join_static("i");
    let asked = host.sync(&member_id, generation_id, &[(&member_id, &[0, 1, 2, 3])]);
    assert_eq!(partitions_of(&host.synced(asked)), [0, 1, 2, 3]);
    assert_eq!(host.listed(), "classic Stable");
    host.topics.set("t", 5);

    // It subscribes to what it did before, so that nothing else bumps the epoch.
    let request = ConsumerGroupHeartbeatRequest { instance_id: Some("i".to_owned()), ..join("c", &["t"]) };
    let answer = host.beat(request);
    assert_eq!(answer.error_code, 0, "{:?}", answer.error_message);
    assert_eq!(assigned(&answer), expected(&[("t", &[0, 1, 2, 3, 4])]));
    assert_eq!(host.listed(), "consumer Stable");
}

#[test]
fn a_downgrade_when_the_last_member_of_the_new_protocol_leaves() {
    let mut host = Host::new(GroupConfig::default());
    let (a, b, generation) = host.two_classic_members();
    host.beat(join("c", &["t"]));
    assert_eq!(host.listed(), "consumer Reconciling");
    host.beat(heartbeat("c", -1));
    assert_eq!(host.listed(), "classic PreparingRebalance");
    // The target's epoch goes on as generation: whoever was in an older one joins again, and is a member still.
    assert_eq!(host.heartbeat(&a, generation), ErrorCode::IllegalGeneration);
    let asked = [host.join(&a, &[]), host.join(&b, &[])];
    let [first, second] = asked.map(|id| host.joined(id));
    assert_eq!((first.error_code, second.error_code), (0, 0));
    assert!(first.generation_id > generation + 1);
    assert_eq!(host.listed(), "classic CompletingRebalance");
}

#[test]
fn a_classic_member_joins_a_consumer_group() {
    let mut host = Host::new(GroupConfig::default());
    host.beat(join("c", &["t"]));
    let asked = host.join("", &[]);
    let id = host.joined(asked).member_id;
    let asked = host.join(&id, &[]);
    let joined = host.joined(asked);
    let asked = host.sync(&id, joined.generation_id, &[]);
    assert_eq!(partitions_of(&host.synced(asked)), [0; 0]);
    assert_eq!(host.heartbeat(&id, joined.generation_id), ErrorCode::None);
    host.beat(heartbeat("c", 2));
    let owned = vec![protocol::messages::consumer_group_heartbeat_request::TopicPartitions {
        topic_id: topic_id("t"),
        partitions: vec![0, 1],
    }];
    host.beat(ConsumerGroupHeartbeatRequest { topic_partitions: Some(owned), ..heartbeat("c", 2) });
    // What it waits for is free: it is told to join again.
    assert_eq!(host.heartbeat(&id, joined.generation_id), ErrorCode::RebalanceInProgress);
    let asked = host.join(&id, &[]);
    let joined = host.joined(asked);
    assert_eq!(host.listed(), "consumer Stable");
    let asked = host.sync(&id, joined.generation_id, &[]);
    assert_eq!(partitions_of(&host.synced(asked)), [2, 3]);
    // It neither syncs nor heartbeats: it is out, and what it had goes back.
    let asked = host.join(&id, &[2, 3]);
    assert_eq!(host.joined(asked).error_code, 0);
    host.pass(Duration::from_secs(11));
    assert_eq!(host.heartbeat(&id, joined.generation_id), ErrorCode::UnknownMemberId);
    assert_eq!(assigned(&host.beat(heartbeat("c", 3))), expected(&[("t", &[0, 1, 2, 3])]));
}

#[test]
fn a_downgrade_takes_nothing_from_members_that_are_up_to_date() {
    let mut host = Host::new(GroupConfig::default());
    host.beat(join("c", &["t"]));
    let asked = host.join("a", &[]);
    let generation = host.joined(asked).generation_id;
    let asked = host.sync("a", generation, &[]);
    host.synced(asked);
    host.beat(heartbeat("c", -1));
    assert_eq!(host.listed(), "classic PreparingRebalance");
    assert_eq!(host.heartbeat("a", generation), ErrorCode::RebalanceInProgress);
    let asked = host.join("a", &[]);
    assert_eq!(host.joined(asked).generation_id, generation + 1);
}

#[test]
fn a_downgraded_group_shares_anew_after_a_restart_too() {
    let mut host = Host::new(GroupConfig::default());
    host.beat(join("c", &["t"]));
    let asked = host.join("a", &[]);
    let generation = host.joined(asked).generation_id;
    let asked = host.sync("a", generation, &[]);
    host.synced(asked);
    host.beat(heartbeat("c", -1));
    // Before anybody has joined again, the group is loaded anew: what the other one had must not be left to nobody.
    host.reload();
    assert_eq!(host.listed(), "classic PreparingRebalance");
    assert_eq!(host.heartbeat("a", generation), ErrorCode::RebalanceInProgress);
    let asked = host.join("a", &[]);
    let joined = host.joined(asked);
    assert_eq!((joined.generation_id, joined.members.len()), (generation + 1, 1));
}

#[test]
fn refusals_of_classic_clients() {
    let mut host = Host::new(GroupConfig::default());
    host.beat(join("c", &["t"]));
    assert_eq!(host.heartbeat("c", 1), ErrorCode::UnknownMemberId);
    let asked = host.sync("nobody", 1, &[]);
    assert_eq!(ErrorCode::from_i16(host.synced(asked).error_code), ErrorCode::UnknownMemberId);
    let connect = JoinGroupRequest {
        group_id: GROUP.to_owned(),
        session_timeout_ms: 10_000,
        member_id: "x".to_owned(),
        protocol_type: "connect".to_owned(),
        protocols: vec![JoinGroupRequestProtocol { name: "range".to_owned(), ..Default::default() }],
        ..Default::default()
    };
    let malformed = JoinGroupRequest { protocol_type: "consumer".to_owned(), ..connect.clone() };
    for request in [connect, malformed.clone()] {
        let asked = host.ask(9, Question::JoinGroup(request));
        let answer = host.joined(asked);
        assert_eq!(ErrorCode::from_i16(answer.error_code), ErrorCode::InconsistentGroupProtocol);
        assert_eq!(answer.member_id, "", "as Kafka refuses it");
    }
    // Who has no id gets one before its subscription is read.
    let asked = host.ask(9, Question::JoinGroup(JoinGroupRequest { member_id: String::new(), ..malformed }));
    assert_eq!(ErrorCode::from_i16(host.joined(asked).error_code), ErrorCode::MemberIdRequired);
    let asked = host.join("classic", &[]);
    let joined = host.joined(asked);
    assert_eq!(host.heartbeat("classic", joined.generation_id + 1), ErrorCode::IllegalGeneration);
    let answer = host.beat(heartbeat("classic", joined.generation_id));
    assert_eq!(answer.error_code, 0, "a member changes its protocol in place");
}

#[test]
fn administrators_take_out_members_of_either_protocol() {
    let mut host = Host::new(GroupConfig::default());
    host.beat(ConsumerGroupHeartbeatRequest { instance_id: Some("i".to_owned()), ..join("c", &["t"]) });
    host.beat(join("d", &["t"]));
    let named = |member_id: &str, instance_id: Option<&str>| MemberIdentity {
        member_id: member_id.to_owned(),
        group_instance_id: instance_id.map(str::to_owned),
        ..Default::default()
    };
    let members = vec![named("x", Some("i")), named("", Some("i")), named("d", None), named("nobody", None)];
    let request = LeaveGroupRequest { group_id: GROUP.to_owned(), members, ..Default::default() };
    let asked = host.ask(5, Question::LeaveGroup(request));
    let Some(Answer::LeaveGroup(answer)) = host.take(asked) else { panic!() };
    let said = answer
        .members
        .iter()
        .map(|member| (member.member_id.as_str(), ErrorCode::from_i16(member.error_code)));
    let expected = [
        ("x", ErrorCode::FencedInstanceId),
        ("", ErrorCode::None),
        ("d", ErrorCode::None),
        ("nobody", ErrorCode::UnknownMemberId),
    ];
    assert_eq!(said.collect::<Vec<_>>(), expected);
    assert_eq!(host.listed(), "consumer Empty");
}

#[test]
fn the_policy_forbids() {
    let config = GroupConfig { consumer_migration_policy: MigrationPolicy::Disabled, ..Default::default() };
    let mut host = Host::new(config);
    let (a, _, generation) = host.two_classic_members();
    assert_eq!(error(&host.beat(join("c", &["t"]))), ErrorCode::GroupIdNotFound);
    assert_eq!(host.heartbeat(&a, generation), ErrorCode::None);
    assert_eq!(host.listed(), "classic Stable");

    let config = GroupConfig { consumer_migration_policy: MigrationPolicy::Upgrade, ..Default::default() };
    let mut host = Host::new(config);
    host.two_classic_members();
    // Who is refused changes nothing, though the upgrade itself is allowed.
    let bad =
        ConsumerGroupHeartbeatRequest { subscribed_topic_regex: Some("(".to_owned()), ..join("c", &[]) };
    assert_eq!(error(&host.beat(bad)), ErrorCode::InvalidRegularExpression);
    assert_eq!(host.listed(), "classic Stable");
    host.beat(join("c", &["t"]));
    host.beat(heartbeat("c", -1));
    assert_eq!(host.listed(), "consumer Assigning");
}

#[test]
fn topics_that_are_gone_do_not_stand_in_the_way() {
    let mut host = Host::new(GroupConfig::default());
    host.two_classic_members();
    host.topics.remove("t");
    let answer = host.beat(join("c", &["t"]));
    assert_eq!((answer.error_code, assigned(&answer)), (0, expected(&[])));
    let owned: usize =
        host.describe().members.iter().map(|member| member.assignment.topic_partitions.len()).sum();
    assert_eq!(owned, 0);
    assert_ne!(topic_id("t"), Uuid::ZERO);
}
