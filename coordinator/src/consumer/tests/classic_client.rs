//! A client of the classic protocol with the cooperative assignor, as Java's is.

use std::collections::BTreeSet;
use std::time::Duration;

use protocol::coordinator::consumer_protocol_subscription::TopicPartition;
use protocol::coordinator::{ConsumerProtocolAssignment, ConsumerProtocolSubscription};
use protocol::messages::{HeartbeatRequest, JoinGroupResponse, SyncGroupRequest, SyncGroupResponse};
use protocol::{ErrorCode, Message, Uuid};

use super::world::*;
use crate::classic::Joining;
use crate::turn::Turn;
use crate::{Answer, Client, QuestionId};

pub(super) type Owned = BTreeSet<(Uuid, i32)>;

/// What it will do next.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Next {
    Join,
    Sync,
    Heartbeat,
}

#[derive(Clone, Debug)]
pub(super) struct ClassicClient {
    pub(super) id: String,
    generation: i32,
    names: Vec<String>,
    /// What it uses, or is still busy giving back.
    pub(super) owned: Owned,
    giving_back: Option<(Owned, Duration)>,
    next: Next,
    pub(super) next_request: Duration,
}

impl ClassicClient {
    pub(super) fn new(id: String, names: Vec<String>, now: Duration) -> Self {
        Self {
            id,
            generation: -1,
            names,
            owned: Owned::new(),
            giving_back: None,
            next: Next::Join,
            next_request: now,
        }
    }

    /// When it is done it joins again, and says what it owns now.
    pub(super) fn give_back(&mut self, now: Duration) {
        if self.giving_back.as_ref().is_some_and(|(_, done)| *done <= now) {
            let (gone, _) = self.giving_back.take().expect("it was there");
            self.owned.retain(|partition| !gone.contains(partition));
            (self.next, self.next_request) = (Next::Join, now);
        }
    }

    /// Sends what comes next. `is_lost` says whether its answer is. Gives back within `slowness`.
    pub(super) fn act(&mut self, world: &mut World, is_lost: bool, slowness: Duration) {
        self.next_request = world.now + Duration::from_secs(3);
        let answer = match self.next {
            Next::Join => self.send_join(world),
            Next::Sync => self.send_sync(world),
            Next::Heartbeat => self.send_heartbeat(world),
        };
        if is_lost {
            // It finds its coordinator again, and joins; but not while it is busy giving back.
            self.next = if self.giving_back.is_some() { Next::Heartbeat } else { Next::Join };
            return;
        }
        match answer {
            Answer::JoinGroup(answer) => self.on_joined(&answer, world.now),
            Answer::SyncGroup(answer) => self.on_synced(&answer, world, slowness),
            Answer::Heartbeat(answer) => self.on_error(ErrorCode::from_i16(answer.error_code), world.now),
            other => panic!("{other:?}"),
        }
    }

    fn send_join(&self, world: &mut World) -> Answer {
        let topics: BTreeSet<Uuid> = self.owned.iter().map(|(topic, _)| *topic).collect();
        let owned = topics.into_iter().filter_map(|id| {
            let topic = crate::TopicCatalog::topic_by_id(&world.topics, id)?.name.to_owned();
            let partitions = self.owned.iter().filter(|(topic, _)| *topic == id).map(|(_, number)| *number);
            Some(TopicPartition { topic, partitions: partitions.collect() })
        });
        let subscription = ConsumerProtocolSubscription {
            topics: self.names.clone(),
            owned_partitions: owned.collect(),
            generation_id: self.generation,
            ..Default::default()
        };
        let mut metadata = 3i16.to_be_bytes().to_vec();
        subscription.encode(3, &mut metadata).expect("it is small");
        let request = protocol::messages::JoinGroupRequest {
            group_id: GROUP.to_owned(),
            session_timeout_ms: 45_000,
            rebalance_timeout_ms: 60_000,
            member_id: self.id.clone(),
            protocol_type: "consumer".to_owned(),
            protocols: vec![protocol::messages::join_group_request::JoinGroupRequestProtocol {
                name: "cooperative-sticky".to_owned(),
                metadata: metadata.into(),
            }],
            ..Default::default()
        };
        let client = Client { id: "classic".to_owned(), host: "/127.0.0.1".to_owned(), api_version: 9 };
        self.ask(world, |group, turn, question| {
            group.classic_join(turn, Joining::new(question, &client, request));
        })
    }

    fn send_sync(&self, world: &mut World) -> Answer {
        let request = SyncGroupRequest {
            group_id: GROUP.to_owned(),
            generation_id: self.generation,
            member_id: self.id.clone(),
            protocol_type: Some("consumer".to_owned()),
            protocol_name: Some("cooperative-sticky".to_owned()),
            ..Default::default()
        };
        self.ask(world, |group, turn, question| group.classic_sync(turn, question, request))
    }

    fn send_heartbeat(&self, world: &mut World) -> Answer {
        let request = HeartbeatRequest {
            group_id: GROUP.to_owned(),
            generation_id: self.generation,
            member_id: self.id.clone(),
            ..Default::default()
        };
        self.ask(world, |group, turn, question| {
            let error_code = group.classic_heartbeat(turn, &request).err().unwrap_or(ErrorCode::None).code();
            let answer = protocol::messages::HeartbeatResponse { error_code, ..Default::default() };
            turn.effects.answer(question, Answer::Heartbeat(answer));
        })
    }

    fn ask(
        &self,
        world: &mut World,
        ask: impl FnOnce(&mut super::super::ConsumerGroup, &mut Turn<'_, '_>, QuestionId),
    ) -> Answer {
        world.act(|group, config, surroundings, effects| {
            ask(group, &mut Turn { config, surroundings, effects }, QuestionId(0));
            effects.answers.pop().expect("it was answered").answer
        })
    }

    fn on_joined(&mut self, answer: &JoinGroupResponse, now: Duration) {
        match ErrorCode::from_i16(answer.error_code) {
            ErrorCode::None => {
                self.generation = answer.generation_id;
                (self.next, self.next_request) = (Next::Sync, now);
            }
            code => self.on_error(code, now),
        }
    }

    fn on_synced(&mut self, answer: &SyncGroupResponse, world: &World, slowness: Duration) {
        if answer.error_code != 0 {
            return self.on_error(ErrorCode::from_i16(answer.error_code), world.now);
        }
        let assignment =
            ConsumerProtocolAssignment::decode(&answer.assignment[2..], 3).expect("it is well-formed");
        let mut assigned = Owned::new();
        for topic in &assignment.assigned_partitions {
            let id =
                crate::TopicCatalog::topic(&world.topics, &topic.topic).expect("it was named just now").id;
            assigned.extend(topic.partitions.iter().map(|number| (id, *number)));
        }
        let gone: Owned = self.owned.difference(&assigned).copied().collect();
        self.owned.extend(assigned);
        self.giving_back = (!gone.is_empty()).then(|| (gone, world.now + slowness));
        self.next = Next::Heartbeat;
    }

    fn on_error(&mut self, code: ErrorCode, now: Duration) {
        match code {
            ErrorCode::None => {}
            // While it gives back it is busy; it joins when it is done.
            ErrorCode::RebalanceInProgress if self.giving_back.is_some() => {}
            ErrorCode::RebalanceInProgress => (self.next, self.next_request) = (Next::Join, now),
            ErrorCode::UnknownMemberId | ErrorCode::IllegalGeneration => {
                self.owned.clear();
                self.giving_back = None;
                self.next = Next::Join;
            }
            other => panic!("{other:?}"),
        }
    }
}
