//! A member of a group says that it lives.

use std::sync::Arc;
use std::time::Duration;

use coordinator::{
    Answer, Client, GroupConfig, GroupCoordinator, Question, QuestionId, Surroundings, TopicCatalog,
    TopicFacts,
};
use protocol::Uuid;
use protocol::messages::join_group_request::JoinGroupRequestProtocol;
use protocol::messages::{HeartbeatRequest, JoinGroupRequest, SyncGroupRequest};

use crate::Subject;

const GROUP: &str = "readers";

/// A cluster without topics: a classic group's coordinator asks for none.
struct NoTopics;

impl TopicCatalog for NoTopics {
    fn version(&self) -> u64 {
        0
    }

    fn topic(&self, _: &str) -> Option<TopicFacts<'_>> {
        None
    }

    fn topic_by_id(&self, _: Uuid) -> Option<TopicFacts<'_>> {
        None
    }

    fn for_each_topic(&self, _: &mut dyn FnMut(TopicFacts<'_>)) {}

    fn partition_racks(&self, _: Uuid, _: i32) -> Vec<String> {
        Vec::new()
    }

    fn group_config(&self, _: &str, _: &str) -> Option<String> {
        None
    }
}

/// What does a heartbeat cost that changes nothing? Most of what a coordinator is asked, by every member every three seconds.
pub struct Heartbeat {
    coordinator: GroupCoordinator,
    client: Client,
    question: Question,
    appended: i64,
    asked: u64,
    now: Duration,
}

impl Subject for Heartbeat {
    const UNIT: &'static str = "heartbeat of a classic member";

    fn new() -> Self {
        let config = GroupConfig { initial_rebalance_delay: Duration::ZERO, ..GroupConfig::default() };
        let mut heartbeat = Self {
            coordinator: GroupCoordinator::new(Arc::new(config), 0),
            client: Client { id: "micro".to_owned(), host: "/127.0.0.1".to_owned(), api_version: 4 },
            question: Question::DescribeClassic { group_id: GROUP.to_owned() },
            appended: 0,
            asked: 0,
            now: Duration::from_secs(1),
        };
        heartbeat.call(|coordinator, surroundings, _| coordinator.on_loaded(surroundings));
        heartbeat.join();
        heartbeat
    }

    fn run(&mut self) -> u64 {
        self.now += Duration::from_micros(1);
        match self.ask(self.question.clone()) {
            Some(Answer::Heartbeat(response)) if response.error_code == 0 => self.asked,
            other => panic!("{other:?} is no answer to a heartbeat of a stable group"),
        }
    }
}

impl Heartbeat {
    /// Makes the member of a stable group whose heartbeats are asked from then on.
    fn join(&mut self) {
        let request = JoinGroupRequest {
            group_id: GROUP.to_owned(),
            session_timeout_ms: 60_000,
            rebalance_timeout_ms: 60_000,
            // Before version 4 a member was taken without having been given its id first.
            protocol_type: "consumer".to_owned(),
            protocols: vec![JoinGroupRequestProtocol { name: "range".to_owned(), ..Default::default() }],
            ..Default::default()
        };
        self.client.api_version = 3;
        let joined = match self.ask(Question::JoinGroup(request)) {
            None => self.wait(),
            answer => answer,
        };
        let Some(Answer::JoinGroup(joined)) = joined else {
            panic!("{joined:?} is no answer to a join");
        };
        let synced = self.ask(Question::SyncGroup(SyncGroupRequest {
            group_id: GROUP.to_owned(),
            generation_id: joined.generation_id,
            member_id: joined.member_id.clone(),
            ..Default::default()
        }));
        assert!(matches!(&synced, Some(Answer::SyncGroup(answer)) if answer.error_code == 0), "{synced:?}");
        self.client.api_version = 4;
        self.question = Question::Heartbeat(HeartbeatRequest {
            group_id: GROUP.to_owned(),
            generation_id: joined.generation_id,
            member_id: joined.member_id,
            group_instance_id: None,
        });
    }

    /// Asks, and does what a host does after each call; the answer, if it comes at once.
    fn ask(&mut self, question: Question) -> Option<Answer> {
        self.asked += 1;
        let id = QuestionId(self.asked);
        self.call(|coordinator, surroundings, client| {
            coordinator.on_question(surroundings, id, client, question)
        });
        self.coordinator.poll_answer().map(|(answered, answer)| {
            assert_eq!(answered, id, "one question at a time");
            answer
        })
    }

    /// Lets the coordinator do what it wanted to do later.
    fn wait(&mut self) -> Option<Answer> {
        self.now = self.coordinator.next_deadline()?;
        self.call(|coordinator, surroundings, _| coordinator.on_deadline(surroundings));
        self.coordinator.poll_answer().map(|(_, answer)| answer)
    }

    fn call(&mut self, call: impl FnOnce(&mut GroupCoordinator, &mut Surroundings<'_>, &Client)) {
        let mut random = || 4;
        let mut surroundings = Surroundings {
            now: self.now,
            wall_clock_ms: 1_700_000_000_000,
            random: &mut random,
            topics: &NoTopics,
        };
        call(&mut self.coordinator, &mut surroundings, &self.client);
        if let Some(records) = self.coordinator.take_records() {
            self.appended += records.len() as i64;
            self.coordinator.on_appended(self.appended);
            self.coordinator.on_committed(self.appended);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heartbeats_are_answered_and_change_nothing() {
        let mut heartbeat = Heartbeat::new();
        let appended = heartbeat.appended;
        for _ in 0..1000 {
            heartbeat.run();
        }
        assert_eq!(heartbeat.appended, appended);
    }
}
