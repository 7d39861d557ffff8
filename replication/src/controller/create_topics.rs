//! CreateTopics, and topics made because a client asked for them.

use std::collections::BTreeSet;
use std::sync::Arc;

use protocol::metadata::TopicRecord;
use protocol::{ErrorCode, MetadataRecord, Uuid};

use super::assignment::{Assignment, DirectoryChooser};
use super::{
    ApiError, ControlReply, Controller, CreatedTopic, InternalTopic, NewTopic, RECORDS_PER_BATCH_MAX,
    TopicCreated,
};
use crate::image::{ConfigMap, ConfigResource, MetadataImage};
use crate::topic_name::{METADATA_TOPIC, validate_topic_name};

impl Controller {
    pub(super) fn create_topics(
        &self,
        topics: Vec<NewTopic>,
        validate_only: bool,
        random: &mut dyn FnMut() -> u64,
    ) -> (Vec<MetadataRecord>, ControlReply) {
        let too_many = self.total_partitions(&topics) > RECORDS_PER_BATCH_MAX as i64;
        let mut creation = Creation::new(self, random);
        let mut created = Vec::new();
        for (index, topic) in topics.iter().enumerate() {
            let is_duplicate = |other: &NewTopic| other.name == topic.name;
            if topics[..index].iter().any(is_duplicate) {
                continue;
            }
            let result = if topics[index + 1..].iter().any(is_duplicate) {
                Err(ApiError::new(ErrorCode::InvalidRequest, "Duplicate topic name."))
            } else if too_many {
                let message = "Excessively large number of partitions per request.";
                Err(ApiError::new(ErrorCode::PolicyViolation, message))
            } else {
                creation.create(topic)
            };
            created.push(CreatedTopic { name: topic.name.clone(), result });
        }
        let records = if validate_only { Vec::new() } else { creation.records };
        (records, ControlReply::CreateTopics(created))
    }

    pub(super) fn auto_create_topics(
        &self,
        names: Vec<Arc<str>>,
        random: &mut dyn FnMut() -> u64,
    ) -> (Vec<MetadataRecord>, ControlReply) {
        let mut creation = Creation::new(self, random);
        let mut results: Vec<(Arc<str>, Result<Uuid, ApiError>)> = Vec::new();
        for name in names {
            let before = results.iter().find(|(other, _)| *other == name).map(|(_, result)| result.clone());
            let result = match (before, self.latest.topic(&name)) {
                (Some(result), _) => result,
                (None, Some(topic)) => Ok(topic.id),
                (None, None) => creation.create(&self.default_topic(&name)).map(|created| created.id),
            };
            results.push((name, result));
        }
        (creation.records, ControlReply::AutoCreateTopics(results))
    }

    fn default_topic(&self, name: &str) -> NewTopic {
        let internal = self.config.internal_topics.iter().find(|topic| topic.name == name);
        match internal {
            None => NewTopic {
                name: name.to_owned(),
                num_partitions: -1,
                replication_factor: -1,
                ..NewTopic::default()
            },
            Some(InternalTopic { num_partitions, replication_factor, configs, .. }) => {
                // The defaults of Kafka's own topics are meant for three brokers; a single node has to do with one copy.
                let live = i16::try_from(self.latest.live_brokers().count()).unwrap_or(i16::MAX);
                NewTopic {
                    name: name.to_owned(),
                    num_partitions: *num_partitions,
                    replication_factor: (*replication_factor).min(live.max(1)),
                    assignments: Vec::new(),
                    configs: configs.clone(),
                }
            }
        }
    }

    fn total_partitions(&self, topics: &[NewTopic]) -> i64 {
        let count = |topic: &NewTopic| match (topic.assignments.len(), topic.num_partitions) {
            (0, -1) => i64::from(self.config.num_partitions),
            (0, partitions) => i64::from(partitions).max(0),
            (assigned, _) => assigned as i64,
        };
        topics.iter().map(count).sum()
    }
}

/// The topics of one request as they come to be: each sees those before it.
struct Creation<'a> {
    controller: &'a Controller,
    random: &'a mut dyn FnMut() -> u64,
    /// The latest image and the topics of this request.
    names: MetadataImage,
    ids: BTreeSet<Uuid>,
    directories: DirectoryChooser,
    records: Vec<MetadataRecord>,
}

impl<'a> Creation<'a> {
    fn new(controller: &'a Controller, random: &'a mut dyn FnMut() -> u64) -> Self {
        Self {
            controller,
            random,
            names: controller.latest.clone(),
            ids: BTreeSet::new(),
            directories: DirectoryChooser::new(controller.config.node_id),
            records: Vec::new(),
        }
    }

    fn create(&mut self, topic: &NewTopic) -> Result<TopicCreated, ApiError> {
        self.check_name(&topic.name)?;
        let configs = self.controller.configs_of_new_topic(&topic.name, &topic.configs)?;
        let assignment = self.controller.assignment_of_new_topic(topic)?;
        let id = self.new_id();
        let record = TopicRecord { name: topic.name.clone(), topic_id: id };
        self.push(record);
        self.records
            .extend(self.controller.config_set_records(&ConfigResource::topic(&*topic.name), &configs));
        let partitions = self.controller.new_partitions(id, 0, &assignment, &mut self.directories);
        self.records.extend(partitions.into_iter().map(MetadataRecord::from));
        let replication_factor = assignment.first().map_or(0, |replicas| replicas.len());
        Ok(TopicCreated {
            id,
            num_partitions: assignment.len() as i32,
            replication_factor: replication_factor as i16,
            configs,
        })
    }

    fn check_name(&self, name: &str) -> Result<(), ApiError> {
        if name == METADATA_TOPIC {
            let message = format!("Creation of internal topic {METADATA_TOPIC} is prohibited.");
            return Err(ApiError::new(ErrorCode::InvalidRequest, message));
        }
        validate_topic_name(name)
            .map_err(|message| ApiError::new(ErrorCode::InvalidTopicException, message))?;
        if self.names.topic(name).is_some() {
            let message = format!("Topic '{name}' already exists.");
            return Err(ApiError::new(ErrorCode::TopicAlreadyExists, message));
        }
        if let Some(other) = self.names.colliding_topic(name) {
            let message = format!("Topic '{name}' collides with existing topic: {other}");
            return Err(ApiError::new(ErrorCode::InvalidTopicException, message));
        }
        Ok(())
    }

    /// An id that no topic has. A clash of 122 random bits is not expected; with a simulator's generator it may come.
    fn new_id(&mut self) -> Uuid {
        loop {
            let id = Uuid::from_random(&mut self.random);
            if self.names.topic_by_id(id).is_none() && self.ids.insert(id) {
                return id;
            }
        }
    }

    fn push(&mut self, topic: TopicRecord) {
        let record = MetadataRecord::from(topic);
        self.names.apply(&record).expect("name and id were checked to be free");
        self.records.push(record);
    }
}

impl Controller {
    fn configs_of_new_topic(
        &self,
        name: &str,
        configs: &[(String, Option<String>)],
    ) -> Result<ConfigMap, ApiError> {
        let nulls: Vec<&str> =
            configs.iter().filter(|(_, value)| value.is_none()).map(|(name, _)| name.as_str()).collect();
        if !nulls.is_empty() {
            let message = format!("Null value not supported for topic configs: {}", nulls.join(","));
            return Err(ApiError::new(ErrorCode::InvalidConfig, message));
        }
        let set = configs.iter().filter_map(|(name, value)| Some((name.as_str(), value.as_deref()?)));
        let set: ConfigMap = set.map(|(name, value)| (name.into(), value.into())).collect();
        self.check_configs(&ConfigResource::topic(name), &set)?;
        Ok(set)
    }

    fn assignment_of_new_topic(&self, topic: &NewTopic) -> Result<Assignment, ApiError> {
        if !topic.assignments.is_empty() {
            return self.manual_assignment(topic);
        }
        if topic.replication_factor < -1 || topic.replication_factor == 0 {
            let message = "Replication factor must be larger than 0, or -1 to use the default value.";
            return Err(ApiError::new(ErrorCode::InvalidReplicationFactor, message));
        }
        if topic.num_partitions < -1 || topic.num_partitions == 0 {
            let message = "Number of partitions was set to an invalid non-positive value.";
            return Err(ApiError::new(ErrorCode::InvalidPartitions, message));
        }
        let partitions = match topic.num_partitions {
            -1 => self.config.num_partitions,
            partitions => partitions,
        };
        let replication_factor = match topic.replication_factor {
            -1 => self.config.default_replication_factor,
            factor => factor,
        };
        self.place_replicas(usize::try_from(partitions).unwrap_or(0), replication_factor)
    }

    fn manual_assignment(&self, topic: &NewTopic) -> Result<Assignment, ApiError> {
        let refused = |what: &str| {
            let message =
                format!("A manual partition assignment was specified, but {what} was not set to -1.");
            Err(ApiError::new(ErrorCode::InvalidRequest, message))
        };
        if topic.replication_factor != -1 {
            return refused("replication factor");
        }
        if topic.num_partitions != -1 {
            return refused("numPartitions");
        }
        let mut chosen = std::collections::BTreeMap::new();
        for (partition, replicas) in &topic.assignments {
            if chosen.contains_key(partition) {
                let message =
                    format!("Found multiple manual partition assignments for partition {partition}");
                return Err(ApiError::new(ErrorCode::InvalidReplicaAssignment, message));
            }
            let before = chosen.values().next().map(|replicas: &crate::image::Brokers| replicas.len());
            chosen.insert(*partition, self.check_manual_assignment(*partition, replicas, before)?);
        }
        if !chosen.keys().copied().eq(0..chosen.len() as i32) {
            let message = "partitions should be a consecutive 0-based integer sequence";
            return Err(ApiError::new(ErrorCode::InvalidReplicaAssignment, message));
        }
        Ok(chosen.into_values().collect())
    }
}
