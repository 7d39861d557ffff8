//! A host without I/O: a log that is a vector, a clock that is a number, and members in a few words.

#![allow(dead_code, reason = "each test file uses its part")]

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use coordinator::{
    Answer, Client, CoordinatorRecord, GroupConfig, GroupCoordinator, GroupFilter, Question, QuestionId,
    Surroundings, TopicCatalog, TopicFacts,
};
use protocol::messages::describe_groups_response::DescribedGroup;
use protocol::messages::join_group_request::JoinGroupRequestProtocol;
use protocol::messages::leave_group_request::MemberIdentity;
use protocol::messages::leave_group_response::MemberResponse;
use protocol::messages::offset_commit_request::{OffsetCommitRequestPartition, OffsetCommitRequestTopic};
use protocol::messages::offset_fetch_request::{OffsetFetchRequestGroup, OffsetFetchRequestTopics};
use protocol::messages::offset_fetch_response::OffsetFetchResponseGroup;
use protocol::messages::sync_group_request::SyncGroupRequestAssignment;
use protocol::messages::{
    HeartbeatRequest, JoinGroupRequest, JoinGroupResponse, LeaveGroupRequest, OffsetCommitRequest,
    SyncGroupRequest, SyncGroupResponse,
};
use protocol::{ErrorCode, Uuid};

pub const GROUP: &str = "readers";
pub const SECOND: Duration = Duration::from_secs(1);
/// What members ask for unless a test says otherwise.
pub const SESSION: Duration = Duration::from_secs(10);
pub const REBALANCE: Duration = Duration::from_secs(60);

/// The topics of the cluster, each with an id of its own.
#[derive(Debug, Default)]
pub struct Topics {
    pub topics: BTreeMap<String, (Uuid, i32)>,
    version: u64,
}

impl Topics {
    pub fn add(&mut self, name: &str, partitions: i32) {
        self.version += 1;
        let id = Uuid::from_u128(0x7091C000 + u128::from(self.version));
        self.topics.insert(name.to_owned(), (id, partitions));
    }

    pub fn remove(&mut self, name: &str) {
        self.version += 1;
        self.topics.remove(name);
    }
}

impl TopicCatalog for Topics {
    fn version(&self) -> u64 {
        self.version
    }

    fn topic(&self, name: &str) -> Option<TopicFacts<'_>> {
        let (name, (id, partitions)) = self.topics.get_key_value(name)?;
        Some(TopicFacts { name, id: *id, partitions: *partitions })
    }

    fn topic_by_id(&self, id: Uuid) -> Option<TopicFacts<'_>> {
        let name = self.topics.iter().find(|(_, facts)| facts.0 == id)?.0;
        self.topic(name)
    }

    fn for_each_topic(&self, visit: &mut dyn FnMut(TopicFacts<'_>)) {
        for name in self.topics.keys() {
            visit(self.topic(name).expect("it is there"));
        }
    }

    fn partition_racks(&self, _: Uuid, _: i32) -> Vec<String> {
        Vec::new()
    }

    fn group_config(&self, _: &str, _: &str) -> Option<String> {
        None
    }
}

/// One record of the log, and the producer of its transaction if it is of one.
pub type Logged = (i64, CoordinatorRecord);

/// A coordinator with its host.
pub struct Bench {
    pub coordinator: GroupCoordinator,
    pub config: Arc<GroupConfig>,
    pub topics: Topics,
    pub now: Duration,
    pub wall_clock_ms: i64,
    /// What has been appended. Position is offset.
    pub log: Vec<Logged>,
    /// Records are appended, and their commitment is held back.
    pub holds_commitment: bool,
    random: u64,
    questions: u64,
    answers: BTreeMap<QuestionId, Answer>,
}

impl Bench {
    /// A loaded coordinator of an empty log. Rebalances begin without an initial delay.
    pub fn new() -> Self {
        Self::with(GroupConfig { initial_rebalance_delay: Duration::ZERO, ..Default::default() })
    }

    pub fn with(config: GroupConfig) -> Self {
        Self::of_log(config, Vec::new())
    }

    /// A coordinator that has loaded `log`.
    pub fn of_log(config: GroupConfig, log: Vec<Logged>) -> Self {
        let config = Arc::new(config);
        let mut bench = Self {
            coordinator: GroupCoordinator::new(config.clone(), 0),
            config,
            topics: Topics::default(),
            now: 100 * SECOND,
            wall_clock_ms: 1_700_000_000_000,
            log,
            holds_commitment: false,
            random: 0,
            questions: 0,
            answers: BTreeMap::new(),
        };
        bench.topics.add("orders", 8);
        bench.topics.add("payments", 8);
        bench.load();
        bench
    }

    /// Another coordinator loads the log.
    pub fn restart(&mut self) {
        self.coordinator = GroupCoordinator::new(self.config.clone(), 0);
        self.answers.clear();
        self.load();
    }

    fn load(&mut self) {
        for (offset, (producer_id, record)) in self.log.iter().enumerate() {
            let replayed =
                self.coordinator.replay(offset as i64, *producer_id, &record.key, record.value.as_deref());
            replayed.expect("what was written is read");
        }
        self.call(|coordinator, surroundings| coordinator.on_loaded(surroundings));
    }

    /// Lends the surroundings to the coordinator, and does what a host does after each call.
    pub fn call<T>(&mut self, call: impl FnOnce(&mut GroupCoordinator, &mut Surroundings<'_>) -> T) -> T {
        let random = &mut self.random;
        let mut random = || {
            *random += 1;
            *random
        };
        let mut surroundings = Surroundings {
            now: self.now,
            wall_clock_ms: self.wall_clock_ms,
            random: &mut random,
            topics: &self.topics,
        };
        let result = call(&mut self.coordinator, &mut surroundings);
        self.settle();
        result
    }

    /// Appends what was decided, and takes the answers.
    pub fn settle(&mut self) {
        while let Some(records) = self.coordinator.take_records() {
            assert!(!records.is_empty(), "a batch has records");
            self.log.extend(records.into_iter().map(|record| (-1, record)));
            self.coordinator.on_appended(self.log.len() as i64);
        }
        if !self.holds_commitment {
            self.coordinator.on_committed(self.log.len() as i64);
        }
        while let Some((question, answer)) = self.coordinator.poll_answer() {
            let before = self.answers.insert(question, answer);
            assert!(before.is_none(), "{question:?} is answered twice");
        }
        self.coordinator.assert_invariants();
    }

    /// Lets time pass, calling whenever the coordinator wants to be.
    pub fn advance(&mut self, time: Duration) {
        let end = self.now + time;
        for calls in 0.. {
            assert!(calls < 100_000, "the coordinator never rests");
            let next = self.coordinator.next_deadline().filter(|deadline| *deadline <= end);
            let then = next.unwrap_or(end).max(self.now);
            self.wall_clock_ms += (then - self.now).as_millis() as i64;
            self.now = then;
            match next {
                Some(_) => self.call(|coordinator, surroundings| coordinator.on_deadline(surroundings)),
                None => return,
            }
        }
    }

    pub fn ask_as(&mut self, client: &Client, question: Question) -> QuestionId {
        self.questions += 1;
        let id = QuestionId(self.questions);
        self.call(|coordinator, surroundings| coordinator.on_question(surroundings, id, client, question));
        id
    }

    pub fn ask(&mut self, api_version: i16, question: Question) -> QuestionId {
        self.ask_as(&client(api_version), question)
    }

    /// The answer, if it has come.
    pub fn answer(&mut self, question: QuestionId) -> Option<Answer> {
        self.answers.remove(&question)
    }

    pub fn asked(&mut self, api_version: i16, question: Question) -> Answer {
        let id = self.ask(api_version, question);
        self.answer(id).expect("an answer at once")
    }

    /// All answers that have come and were not read.
    pub fn take_answers(&mut self) -> BTreeMap<QuestionId, Answer> {
        std::mem::take(&mut self.answers)
    }

    /// How many answers have come and were not read.
    pub fn unread_answers(&self) -> usize {
        self.answers.len()
    }

    pub fn join(&mut self, joining: &Joining<'_>) -> QuestionId {
        let client = Client { id: joining.client_id.to_owned(), ..client(joining.api_version) };
        self.ask_as(&client, Question::JoinGroup(joining.request()))
    }

    /// The answer to a JoinGroup.
    pub fn joined(&mut self, question: QuestionId) -> JoinGroupResponse {
        match self.answer(question) {
            Some(Answer::JoinGroup(response)) => response,
            other => panic!("{other:?} is no answer to a join"),
        }
    }

    /// Joins as a new member, with an id that is given first.
    pub fn join_new(&mut self) -> (String, QuestionId) {
        let first = self.join(&Joining::default());
        let given = self.joined(first);
        assert_eq!(code(given.error_code), ErrorCode::MemberIdRequired);
        let second = self.join(&Joining { member_id: &given.member_id, ..Default::default() });
        (given.member_id, second)
    }

    /// As many members as are wanted, in generation 1 of a stable group; the leader first. Each has its own id as assignment.
    pub fn stable_group(&mut self, members: usize) -> Vec<String> {
        let mut joins: Vec<_> = (0..members).map(|_| self.join_new()).collect();
        self.advance(Duration::ZERO);
        let answers: Vec<_> = joins.iter().map(|(_, question)| self.joined(*question)).collect();
        let leader = answers[0].leader.clone();
        joins.sort_by_key(|(member_id, _)| *member_id != leader);
        let members: Vec<String> = joins.into_iter().map(|(member_id, _)| member_id).collect();
        let generation = 1;
        assert_eq!(answers[0].generation_id, generation);
        let ids: Vec<&str> = members.iter().map(String::as_str).collect();
        for member_id in members.iter().skip(1) {
            self.sync(member_id, generation, &[]);
        }
        let synced = self.sync(&members[0], generation, &ids);
        assert_eq!(code(self.synced(synced).error_code), ErrorCode::None);
        self.answers.clear();
        members
    }

    /// A SyncGroup; who is named is assigned its own name.
    pub fn sync(&mut self, member_id: &str, generation: i32, assigned: &[&str]) -> QuestionId {
        self.ask(5, Question::SyncGroup(sync_request(member_id, generation, assigned)))
    }

    pub fn synced(&mut self, question: QuestionId) -> SyncGroupResponse {
        match self.answer(question) {
            Some(Answer::SyncGroup(response)) => response,
            other => panic!("{other:?} is no answer to a sync"),
        }
    }

    pub fn heartbeat(&mut self, member_id: &str, generation: i32) -> ErrorCode {
        self.heartbeat_as(member_id, None, generation)
    }

    pub fn heartbeat_as(&mut self, member_id: &str, instance_id: Option<&str>, generation: i32) -> ErrorCode {
        let request = HeartbeatRequest {
            group_id: GROUP.to_owned(),
            generation_id: generation,
            member_id: member_id.to_owned(),
            group_instance_id: instance_id.map(str::to_owned),
        };
        match self.asked(4, Question::Heartbeat(request)) {
            Answer::Heartbeat(response) => code(response.error_code),
            other => panic!("{other:?} is no answer to a heartbeat"),
        }
    }

    /// Member id and instance id of each who leaves.
    pub fn leave(&mut self, leaving: &[(&str, Option<&str>)]) -> Vec<MemberResponse> {
        let members = leaving.iter().map(|(member_id, instance_id)| MemberIdentity {
            member_id: (*member_id).to_owned(),
            group_instance_id: instance_id.map(str::to_owned),
            reason: None,
        });
        let request = LeaveGroupRequest {
            group_id: GROUP.to_owned(),
            members: members.collect(),
            ..Default::default()
        };
        match self.asked(5, Question::LeaveGroup(request)) {
            Answer::LeaveGroup(response) if response.error_code == 0 => response.members,
            other => panic!("{other:?} is no answer to a leave"),
        }
    }

    /// Commits an offset of partition 0 of `orders`.
    pub fn commit(&mut self, member_id: &str, generation: i32, offset: i64) -> ErrorCode {
        let question = self.ask(8, Question::CommitOffsets(commit_request(member_id, generation, offset)));
        self.committed(question)
    }

    /// The answer of a commit of one partition.
    pub fn committed(&mut self, question: QuestionId) -> ErrorCode {
        match self.answer(question) {
            Some(Answer::CommitOffsets(response)) => code(response.topics[0].partitions[0].error_code),
            other => panic!("{other:?} is no answer to a commit"),
        }
    }

    pub fn fetch_all(&mut self, require_stable: bool) -> OffsetFetchResponseGroup {
        let group = OffsetFetchRequestGroup { group_id: GROUP.to_owned(), ..Default::default() };
        self.fetched(group, require_stable)
    }

    pub fn fetched(
        &mut self,
        group: OffsetFetchRequestGroup,
        require_stable: bool,
    ) -> OffsetFetchResponseGroup {
        match self.asked(9, Question::FetchOffsets { group, require_stable }) {
            Answer::FetchOffsets(response) => response,
            other => panic!("{other:?} is no answer to a fetch"),
        }
    }

    /// The committed offset of partition 0 of `orders`; -1 is none.
    pub fn offset(&mut self) -> i64 {
        let topic = OffsetFetchRequestTopics {
            name: "orders".to_owned(),
            partition_indexes: vec![0],
            ..Default::default()
        };
        let group = OffsetFetchRequestGroup {
            group_id: GROUP.to_owned(),
            topics: Some(vec![topic]),
            ..Default::default()
        };
        self.fetched(group, false).topics[0].partitions[0].committed_offset
    }

    pub fn describe(&mut self) -> DescribedGroup {
        match self.asked(6, Question::DescribeClassic { group_id: GROUP.to_owned() }) {
            Answer::DescribeClassic(group) => group,
            other => panic!("{other:?} is no description"),
        }
    }

    /// The state of the group, as it is described.
    pub fn state(&mut self) -> String {
        self.describe().group_state
    }

    pub fn delete(&mut self) -> ErrorCode {
        match self.asked(2, Question::DeleteGroup { group_id: GROUP.to_owned() }) {
            Answer::DeleteGroup(code) => code,
            other => panic!("{other:?} is no answer to a deletion"),
        }
    }

    /// Id, state and type of every group.
    pub fn listed(&self) -> Vec<String> {
        let groups = self.coordinator.list(&GroupFilter::default()).expect("loaded");
        groups
            .iter()
            .map(|group| format!("{} {} {}", group.group_id, group.group_state, group.group_type))
            .collect()
    }
}

pub fn client(api_version: i16) -> Client {
    Client { id: "rider".to_owned(), host: "/127.0.0.1".to_owned(), api_version }
}

pub fn code(code: i16) -> ErrorCode {
    ErrorCode::from_i16(code)
}

/// A JoinGroup in a few words.
#[derive(Clone, Debug)]
pub struct Joining<'a> {
    pub member_id: &'a str,
    pub instance_id: Option<&'a str>,
    pub client_id: &'a str,
    pub session: Duration,
    pub rebalance: Duration,
    pub protocol_type: &'a str,
    /// Assignors and what they are told.
    pub protocols: Vec<(&'a str, Vec<u8>)>,
    pub api_version: i16,
}

impl Default for Joining<'_> {
    fn default() -> Self {
        Self {
            member_id: "",
            instance_id: None,
            client_id: "rider",
            session: SESSION,
            rebalance: REBALANCE,
            protocol_type: "consumer",
            protocols: vec![("range", subscription(&["orders"]))],
            api_version: 9,
        }
    }
}

impl Joining<'_> {
    pub fn request(&self) -> JoinGroupRequest {
        let protocols = self.protocols.iter().map(|(name, metadata)| JoinGroupRequestProtocol {
            name: (*name).to_owned(),
            metadata: metadata.clone().into(),
        });
        JoinGroupRequest {
            group_id: GROUP.to_owned(),
            session_timeout_ms: self.session.as_millis() as i32,
            rebalance_timeout_ms: self.rebalance.as_millis() as i32,
            member_id: self.member_id.to_owned(),
            group_instance_id: self.instance_id.map(str::to_owned),
            protocol_type: self.protocol_type.to_owned(),
            protocols: protocols.collect(),
            reason: None,
        }
    }
}

/// What a consumer tells its leader: version 0, the topics, no user data.
pub fn subscription(topics: &[&str]) -> Vec<u8> {
    let mut bytes = vec![0, 0];
    bytes.extend((topics.len() as i32).to_be_bytes());
    for topic in topics {
        bytes.extend((topic.len() as i16).to_be_bytes());
        bytes.extend(topic.as_bytes());
    }
    bytes.extend((-1i32).to_be_bytes());
    bytes
}

pub fn sync_request(member_id: &str, generation: i32, assigned: &[&str]) -> SyncGroupRequest {
    let assignments = assigned.iter().map(|member_id| SyncGroupRequestAssignment {
        member_id: (*member_id).to_owned(),
        assignment: member_id.as_bytes().to_vec().into(),
    });
    SyncGroupRequest {
        group_id: GROUP.to_owned(),
        generation_id: generation,
        member_id: member_id.to_owned(),
        group_instance_id: None,
        protocol_type: Some("consumer".to_owned()),
        protocol_name: Some("range".to_owned()),
        assignments: assignments.collect(),
    }
}

pub fn commit_request(member_id: &str, generation: i32, offset: i64) -> OffsetCommitRequest {
    let partition = OffsetCommitRequestPartition { committed_offset: offset, ..Default::default() };
    let topic = OffsetCommitRequestTopic {
        name: "orders".to_owned(),
        partitions: vec![partition],
        ..Default::default()
    };
    OffsetCommitRequest {
        group_id: GROUP.to_owned(),
        generation_id_or_member_epoch: generation,
        member_id: member_id.to_owned(),
        topics: vec![topic],
        ..Default::default()
    }
}
