//! A group, topics, and a clock that a test turns.

use std::collections::BTreeMap;
use std::time::Duration;

use protocol::messages::consumer_group_heartbeat_request::TopicPartitions;
use protocol::messages::consumer_group_heartbeat_response::Assignment;
use protocol::messages::{ConsumerGroupHeartbeatRequest, ConsumerGroupHeartbeatResponse};
use protocol::{ErrorCode, Uuid};

use super::super::ConsumerGroup;
use crate::assignor::Partitions;
use crate::effects::Effects;
use crate::record::LogEntry;
use crate::{Client, CoordinatorRecord, GroupConfig, Surroundings, TopicCatalog, TopicFacts};

pub(super) const GROUP: &str = "group";

/// The topics of the cluster.
#[derive(Clone, Debug, Default)]
pub(super) struct Topics {
    version: u64,
    topics: BTreeMap<String, (Uuid, i32)>,
    configs: BTreeMap<String, String>,
    /// How often a topic of each name was made.
    made: BTreeMap<String, u8>,
}

impl Topics {
    /// Makes a topic, or changes how many partitions it has. One that is made again has another id.
    pub(super) fn set(&mut self, name: &str, partitions: i32) {
        let id = match self.topics.get(name) {
            Some((id, _)) => *id,
            None => {
                let made_before = self.made.entry(name.to_owned()).or_default();
                *made_before += 1;
                nth_topic_id(name, *made_before - 1)
            }
        };
        self.topics.insert(name.to_owned(), (id, partitions));
        self.version += 1;
    }

    pub(super) fn remove(&mut self, name: &str) {
        self.topics.remove(name);
        self.version += 1;
    }

    pub(super) fn configure(&mut self, name: &str, value: &str) {
        self.configs.insert(name.to_owned(), value.to_owned());
        self.version += 1;
    }

    /// How many partitions all topics have together.
    pub(super) fn partitions(&self) -> usize {
        self.topics.values().map(|(_, partitions)| *partitions as usize).sum()
    }
}

/// The id of the first topic of a name: made of the name, so that tests can say what they expect.
pub(super) fn topic_id(name: &str) -> Uuid {
    nth_topic_id(name, 0)
}

fn nth_topic_id(name: &str, made_before: u8) -> Uuid {
    let mut bytes = [0; 16];
    bytes[..name.len()].copy_from_slice(name.as_bytes());
    bytes[15] = made_before;
    Uuid::from_bytes(bytes)
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
        let (name, _) = self.topics.iter().find(|(_, topic)| topic.0 == id)?;
        self.topic(name)
    }

    fn for_each_topic(&self, visit: &mut dyn FnMut(TopicFacts<'_>)) {
        self.topics.keys().filter_map(|name| self.topic(name)).for_each(visit);
    }

    fn partition_racks(&self, _: Uuid, _: i32) -> Vec<String> {
        Vec::new()
    }

    fn group_config(&self, _: &str, name: &str) -> Option<String> {
        self.configs.get(name).cloned()
    }
}

/// A group in its surroundings. Every call checks the group's invariants, and that the records written so far make the same group.
pub(super) struct World {
    pub(super) group: ConsumerGroup,
    pub(super) topics: Topics,
    pub(super) config: GroupConfig,
    pub(super) now: Duration,
    pub(super) api_version: i16,
    /// All that has been written.
    pub(super) log: Vec<CoordinatorRecord>,
    seed: u64,
}

impl World {
    /// A world with these topics.
    pub(super) fn new(topics: &[(&str, i32)]) -> Self {
        let mut world = Self {
            group: ConsumerGroup::new(GROUP),
            topics: Topics::default(),
            config: GroupConfig::default(),
            now: Duration::from_secs(1000),
            api_version: 1,
            log: Vec::new(),
            seed: 0,
        };
        topics.iter().for_each(|(name, partitions)| world.topics.set(name, *partitions));
        world
    }

    /// Runs `act` with the group and what surrounds it; then checks.
    pub(super) fn act<T>(
        &mut self,
        act: impl FnOnce(&mut ConsumerGroup, &GroupConfig, &mut Surroundings<'_>, &mut Effects) -> T,
    ) -> T {
        let Self { seed, topics, now, .. } = self;
        let mut random = || {
            *seed += 1;
            *seed
        };
        let mut surroundings =
            Surroundings { now: *now, wall_clock_ms: now.as_millis() as i64, random: &mut random, topics };
        let mut effects = Effects::default();
        let result = act(&mut self.group, &self.config, &mut surroundings, &mut effects);
        self.log.append(&mut effects.records);
        self.group.assert_invariants();
        result
    }

    /// The group that the log makes, in a coordinator that has just started.
    pub(super) fn reloaded(&mut self) -> ConsumerGroup {
        let mut group = replayed(&self.log);
        std::mem::swap(&mut group, &mut self.group);
        self.act(|group, config, surroundings, _| group.on_loaded(config, surroundings));
        std::mem::swap(&mut group, &mut self.group);
        group
    }

    /// What it describes as and how each member is on its way: all that must survive a restart.
    pub(super) fn assert_reload_is_the_same(&mut self) {
        let reloaded = self.reloaded();
        let description = |group: &ConsumerGroup, world: &mut Self| {
            world.act(|_, config, surroundings, _| group.describe(config, surroundings))
        };
        assert_eq!(description(&reloaded, self), description(&self.group_clone(), self));
        assert_eq!(reloaded.members, self.group.members);
        assert_eq!(reloaded.target, self.group.target);
        assert_eq!(reloaded.static_members, self.group.static_members);
        assert_eq!(reloaded.metadata_hash, self.group.metadata_hash);
    }

    fn group_clone(&self) -> ConsumerGroup {
        replayed(&self.log)
    }

    pub(super) fn send(&mut self, request: ConsumerGroupHeartbeatRequest) -> ConsumerGroupHeartbeatResponse {
        let client =
            Client { id: "client".to_owned(), host: "/127.0.0.1".to_owned(), api_version: self.api_version };
        self.act(|group, config, surroundings, effects| {
            group.heartbeat(config, surroundings, &client, request, effects)
        })
    }

    /// A member joins with a subscription to names.
    pub(super) fn join(&mut self, member_id: &str, names: &[&str]) -> ConsumerGroupHeartbeatResponse {
        self.send(join(member_id, names))
    }

    /// A member heartbeats and says nothing new.
    pub(super) fn beat(&mut self, member_id: &str, epoch: i32) -> ConsumerGroupHeartbeatResponse {
        self.send(heartbeat(member_id, epoch))
    }

    /// A member heartbeats and says what it owns.
    pub(super) fn report(
        &mut self,
        member_id: &str,
        epoch: i32,
        owned: &[(&str, &[i32])],
    ) -> ConsumerGroupHeartbeatResponse {
        self.send(ConsumerGroupHeartbeatRequest {
            topic_partitions: Some(reported(owned)),
            ..heartbeat(member_id, epoch)
        })
    }

    /// Whether there is nothing of the group.
    pub(super) fn is_blank(&self) -> bool {
        self.group.epoch == 0 && self.group.members.is_empty()
    }

    pub(super) fn state(&self) -> &'static str {
        self.group.state_name()
    }

    /// Turns the clock and lets members be late.
    pub(super) fn pass(&mut self, time: Duration) {
        self.now += time;
        self.act(|group, _, surroundings, effects| group.on_deadline(surroundings, effects));
    }
}

/// The group that these records make.
pub(super) fn replayed(log: &[CoordinatorRecord]) -> ConsumerGroup {
    let mut group = ConsumerGroup::new(GROUP);
    for record in log {
        let entry = LogEntry::decode(&record.key, record.value.as_deref()).expect("it is well-formed");
        group.replay(&entry.expect("its kind is known"));
    }
    group
}

pub(super) fn heartbeat(member_id: &str, epoch: i32) -> ConsumerGroupHeartbeatRequest {
    ConsumerGroupHeartbeatRequest {
        group_id: GROUP.to_owned(),
        member_id: member_id.to_owned(),
        member_epoch: epoch,
        ..Default::default()
    }
}

pub(super) fn join(member_id: &str, names: &[&str]) -> ConsumerGroupHeartbeatRequest {
    ConsumerGroupHeartbeatRequest {
        rebalance_timeout_ms: 30_000,
        subscribed_topic_names: Some(names.iter().map(|name| name.to_string()).collect()),
        topic_partitions: Some(Vec::new()),
        ..heartbeat(member_id, 0)
    }
}

pub(super) fn reported(owned: &[(&str, &[i32])]) -> Vec<TopicPartitions> {
    let topics = owned
        .iter()
        .map(|(name, all)| TopicPartitions { topic_id: topic_id(name), partitions: all.to_vec() });
    topics.collect()
}

/// What an answer assigns; `None` when it does not say.
pub(super) fn assigned(response: &ConsumerGroupHeartbeatResponse) -> Option<Partitions> {
    assert_eq!(response.error_code, 0, "{:?}", response.error_message);
    response.assignment.as_ref().map(partitions)
}

fn partitions(assignment: &Assignment) -> Partitions {
    assignment.topic_partitions.iter().map(|topic| (topic.topic_id, topic.partitions.clone())).collect()
}

pub(super) fn expected(owned: &[(&str, &[i32])]) -> Option<Partitions> {
    Some(owned.iter().map(|(name, all)| (topic_id(name), all.to_vec())).collect())
}

pub(super) fn error(response: &ConsumerGroupHeartbeatResponse) -> ErrorCode {
    ErrorCode::from_i16(response.error_code)
}
