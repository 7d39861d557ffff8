//! What the cluster knows: the replay of Kafka's metadata records.

mod broker;
mod config;
mod kept;
mod topic;

use std::collections::BTreeMap;
use std::sync::Arc;

use protocol::metadata::{
    BrokerRegistrationChangeRecord, ClearElrRecord, ConfigRecord, FeatureLevelRecord, PartitionChangeRecord,
    PartitionRecord, ProducerIdsRecord, RegisterBrokerRecord, RegisterControllerRecord, RemoveTopicRecord,
    TopicRecord,
};
use protocol::{MetadataRecord, Uuid};
use thiserror::Error;

pub use broker::BrokerRegistration;
pub use config::{ConfigMap, ConfigResource, ConfigResourceKind};
use kept::Kept;
pub(crate) use topic::LEADER_UNCHANGED;
pub use topic::{
    Brokers, DIRECTORY_LOST, DIRECTORY_MIGRATING, DIRECTORY_UNASSIGNED, NO_LEADER, Partition, Topic,
};

use crate::chunked_map::ChunkedMap;
use crate::metadata_version::{METADATA_VERSION_FEATURE, MetadataVersion};
use crate::topic_name::collision_key;

/// The state of the cluster at one offset of the metadata log.
///
/// Cheap to copy (a few counts and one per 128 topics), cheap to change after a copy (what changes is copied, the rest
/// stays shared), so each committed change is published as an `Arc<MetadataImage>` of its own.
///
/// Invariants, checked by [`MetadataImage::assert_invariants`]:
/// - names and ids of topics lead to each other, one to one;
/// - a topic's partitions have rising indexes, a leader is one of the replicas, and so is each in-sync replica;
/// - no resource has an empty set of configurations, and no topic has any that does not exist.
#[derive(Clone, Debug, Default)]
pub struct MetadataImage {
    position: Position,
    features: Arc<BTreeMap<Arc<str>, i16>>,
    topic_ids: ChunkedMap<Arc<str>, Uuid>,
    topics: ChunkedMap<Uuid, Arc<Topic>>,
    /// Names that share a collision key, the key first.
    collisions: ChunkedMap<(Arc<str>, Arc<str>), ()>,
    partition_count: usize,
    configs: ChunkedMap<ConfigResource, Arc<ConfigMap>>,
    brokers: Arc<BTreeMap<i32, BrokerRegistration>>,
    controllers: Arc<BTreeMap<i32, RegisterControllerRecord>>,
    producer_ids: ProducerIdsRecord,
    kept: Arc<Kept>,
}

/// Up to where an image is the replay of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The offset of the last record; -1 before the first.
    pub offset: i64,
    /// The epoch of that record's batch.
    pub epoch: i32,
    /// That batch's largest timestamp, Unix milliseconds; -1 before the first.
    pub timestamp_ms: i64,
}

impl Default for Position {
    fn default() -> Self {
        Self { offset: -1, epoch: 0, timestamp_ms: -1 }
    }
}

/// A record does not fit what the records before it said: the log is damaged, or not one.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ApplyError {
    /// A record names a topic id that no record introduced.
    #[error("{record} of topic id {topic_id}, which does not exist")]
    UnknownTopic {
        /// The record's type.
        record: &'static str,
        /// The id.
        topic_id: Uuid,
    },
    /// A change of a partition that no record introduced.
    #[error("change of partition {partition} of topic {topic}, which does not exist")]
    UnknownPartition {
        /// The topic's name.
        topic: Arc<str>,
        /// The partition's index.
        partition: i32,
    },
    /// A record introduces a topic whose name or id is taken.
    #[error("topic {name} is introduced a second time")]
    DuplicateTopic {
        /// The topic's name.
        name: Arc<str>,
    },
    /// A partition's index is negative.
    #[error("partition {partition} of topic id {topic_id} has no possible index")]
    InvalidPartition {
        /// The topic's id.
        topic_id: Uuid,
        /// The partition's index.
        partition: i32,
    },
    /// A configuration of a kind of resource that is not known.
    #[error("configuration of resource type {0}, which is unknown")]
    UnknownResourceType(i8),
    /// A record about a broker that is not registered.
    #[error("change of broker {0}, which is not registered")]
    UnknownBroker(i32),
}

impl MetadataImage {
    /// Up to where this is the replay of the log.
    pub fn position(&self) -> Position {
        self.position
    }

    /// The offset of the last record that is in it; -1 before the first.
    pub fn offset(&self) -> i64 {
        self.position.offset
    }

    /// The epoch of that record.
    pub fn epoch(&self) -> i32 {
        self.position.epoch
    }

    /// Says up to where the log is in this image.
    pub fn set_position(&mut self, position: Position) {
        self.position = position;
    }

    /// The topic with this name.
    pub fn topic(&self, name: &str) -> Option<&Topic> {
        self.topic_by_id(*self.topic_ids.get(name)?)
    }

    /// The topic with this id.
    pub fn topic_by_id(&self, id: Uuid) -> Option<&Topic> {
        self.topics.get(&id).map(|topic| &**topic)
    }

    /// All topics, by name.
    pub fn topics(&self) -> impl Iterator<Item = &Topic> {
        self.topic_ids.iter().filter_map(|(_, id)| self.topic_by_id(*id))
    }

    /// The topics from `name` (included) on, by name.
    pub fn topics_from(&self, name: &str) -> impl Iterator<Item = &Topic> {
        self.topic_ids.iter_from(name).filter_map(|(_, id)| self.topic_by_id(*id))
    }

    /// How many topics there are.
    pub fn topic_count(&self) -> usize {
        self.topics.len()
    }

    /// How many partitions all topics have together.
    pub fn partition_count(&self) -> usize {
        self.partition_count
    }

    /// One partition.
    pub fn partition(&self, topic_id: Uuid, index: i32) -> Option<&Partition> {
        self.topic_by_id(topic_id)?.partition(index)
    }

    /// A topic whose name differs from `name` in '.' and '_' only.
    pub(crate) fn colliding_topic(&self, name: &str) -> Option<&str> {
        let key: Arc<str> = collision_key(name)?.into();
        let from = (Arc::clone(&key), Arc::from(""));
        let names = self.collisions.iter_from(&from).map(|(entry, ())| entry);
        let mut colliding = names.take_while(|entry| entry.0 == key).map(|entry| &*entry.1);
        colliding.find(|other| *other != name)
    }

    /// A broker's registration.
    pub fn broker(&self, id: i32) -> Option<&BrokerRegistration> {
        self.brokers.get(&id)
    }

    /// All registered brokers, by id.
    pub fn brokers(&self) -> impl Iterator<Item = &BrokerRegistration> {
        self.brokers.values()
    }

    /// The brokers that are not fenced, by id.
    pub fn live_brokers(&self) -> impl Iterator<Item = &BrokerRegistration> {
        self.brokers().filter(|broker| !broker.is_fenced())
    }

    /// A controller's registration.
    pub fn controller(&self, id: i32) -> Option<&RegisterControllerRecord> {
        self.controllers.get(&id)
    }

    /// What was set for a resource; `None` if nothing was.
    pub fn config(&self, resource: &ConfigResource) -> Option<&ConfigMap> {
        self.configs.get(resource).map(|configs| &**configs)
    }

    /// All resources for which something was set.
    pub fn configs(&self) -> impl Iterator<Item = (&ConfigResource, &ConfigMap)> {
        self.configs.iter().map(|(resource, configs)| (resource, &**configs))
    }

    /// The finalized features by name.
    pub fn features(&self) -> impl Iterator<Item = (&str, i16)> {
        self.features.iter().map(|(name, level)| (&**name, *level))
    }

    /// A finalized feature's level, 0 if it is not finalized.
    pub fn feature(&self, name: &str) -> i16 {
        self.features.get(name).copied().unwrap_or(0)
    }

    /// Which records may be written, in which versions.
    pub fn metadata_version(&self) -> MetadataVersion {
        match self.feature(METADATA_VERSION_FEATURE) {
            0 => MetadataVersion::MINIMUM,
            level => MetadataVersion(level),
        }
    }

    /// The first producer id that was never given to a broker.
    pub fn next_producer_id(&self) -> i64 {
        self.producer_ids.next_producer_id
    }

    /// Adds what a record says.
    pub fn apply(&mut self, record: &MetadataRecord) -> Result<(), ApplyError> {
        use MetadataRecord as Record;
        match record {
            Record::TopicRecord(record) => self.apply_topic(record)?,
            Record::PartitionRecord(record) => self.apply_partition(record)?,
            Record::PartitionChangeRecord(record) => self.apply_partition_change(record)?,
            Record::RemoveTopicRecord(record) => self.apply_remove_topic(record)?,
            Record::ConfigRecord(record) => self.apply_config(record)?,
            Record::ClearElrRecord(record) => self.apply_clear_elr(record),
            Record::RegisterBrokerRecord(record) => self.apply_register_broker(record),
            Record::BrokerRegistrationChangeRecord(record) => self.apply_broker_change(record)?,
            Record::FenceBrokerRecord(record) => self.broker_mut(record.id)?.set_fenced(true),
            Record::UnfenceBrokerRecord(record) => self.broker_mut(record.id)?.set_fenced(false),
            Record::UnregisterBrokerRecord(record) => {
                Arc::make_mut(&mut self.brokers).remove(&record.broker_id);
            }
            Record::RegisterControllerRecord(record) => {
                Arc::make_mut(&mut self.controllers).insert(record.controller_id, record.clone());
            }
            Record::UnregisterControllerRecord(record) => {
                Arc::make_mut(&mut self.controllers).remove(&record.controller_id);
            }
            Record::FeatureLevelRecord(record) => self.apply_feature(record),
            Record::ProducerIdsRecord(record) => self.producer_ids = *record,
            // The brackets of transactions are for whoever replays (see `ImageLoader`); the rest changes nothing.
            Record::BeginTransactionRecord(_)
            | Record::EndTransactionRecord(_)
            | Record::AbortTransactionRecord(_)
            | Record::NoOpRecord(_)
            | Record::ZkMigrationStateRecord(_) => {}
            kept => {
                Arc::make_mut(&mut self.kept).apply(kept);
            }
        }
        Ok(())
    }

    /// The records that say all of this again, in the order in which Kafka's snapshots have them.
    pub fn records(&self) -> impl Iterator<Item = MetadataRecord> {
        let feature = |name: &str, level| FeatureLevelRecord { name: name.to_owned(), feature_level: level };
        // metadata.version comes first: it decides how the rest is read.
        let version = self.features.get(METADATA_VERSION_FEATURE).copied();
        let version = version.map(|level| feature(METADATA_VERSION_FEATURE, level));
        let others = self.features().filter(|(name, _)| *name != METADATA_VERSION_FEATURE);
        let features = version.into_iter().chain(others.map(move |(name, level)| feature(name, level)));
        let brokers =
            self.brokers().map(|broker| MetadataRecord::RegisterBrokerRecord(broker.record().clone()));
        let controllers = self.controllers.values().cloned().map(MetadataRecord::RegisterControllerRecord);
        let producer_ids = (self.producer_ids.next_producer_id > 0).then_some(self.producer_ids);
        features
            .map(MetadataRecord::FeatureLevelRecord)
            .chain(brokers)
            .chain(controllers)
            .chain(self.topics().flat_map(|topic| self.topic_records(topic)))
            .chain(self.configs().flat_map(config_records))
            .chain(producer_ids.map(MetadataRecord::ProducerIdsRecord))
            .chain(self.kept.records())
    }

    fn topic_records<'a>(&self, topic: &'a Topic) -> impl Iterator<Item = MetadataRecord> + 'a {
        let version = self.metadata_version().partition_version();
        let partitions =
            topic.partitions().iter().map(move |partition| partition.to_record(topic.id, version));
        let topic = MetadataRecord::TopicRecord(topic.to_record());
        std::iter::once(topic).chain(partitions.map(MetadataRecord::PartitionRecord))
    }

    fn apply_topic(&mut self, record: &TopicRecord) -> Result<(), ApplyError> {
        let name: Arc<str> = record.name.as_str().into();
        if self.topic_ids.get(&*name).is_some() || self.topics.get(&record.topic_id).is_some() {
            return Err(ApplyError::DuplicateTopic { name });
        }
        if let Some(key) = collision_key(&name) {
            self.collisions.insert((key.into(), Arc::clone(&name)), ());
        }
        self.topic_ids.insert(Arc::clone(&name), record.topic_id);
        self.topics.insert(record.topic_id, Arc::new(Topic::new(name, record.topic_id)));
        Ok(())
    }

    fn apply_partition(&mut self, record: &PartitionRecord) -> Result<(), ApplyError> {
        if record.partition_id < 0 {
            let (topic_id, partition) = (record.topic_id, record.partition_id);
            return Err(ApplyError::InvalidPartition { topic_id, partition });
        }
        let topic = self.topic_mut("PartitionRecord", record.topic_id)?;
        let before = topic.partitions().len();
        topic.set_partition(Partition::from_record(record));
        let added = topic.partitions().len() - before;
        self.partition_count += added;
        Ok(())
    }

    fn apply_partition_change(&mut self, record: &PartitionChangeRecord) -> Result<(), ApplyError> {
        let topic = self.topic_mut("PartitionChangeRecord", record.topic_id)?;
        match topic.partition_mut(record.partition_id) {
            Some(partition) => partition.apply(record),
            None => {
                let (topic, partition) = (Arc::clone(&topic.name), record.partition_id);
                return Err(ApplyError::UnknownPartition { topic, partition });
            }
        }
        Ok(())
    }

    fn apply_remove_topic(&mut self, record: &RemoveTopicRecord) -> Result<(), ApplyError> {
        let topic_id = record.topic_id;
        let Some(topic) = self.topics.remove(&topic_id) else {
            return Err(ApplyError::UnknownTopic { record: "RemoveTopicRecord", topic_id });
        };
        self.topic_ids.remove(&*topic.name);
        self.partition_count -= topic.partitions().len();
        self.configs.remove(&ConfigResource::topic(Arc::clone(&topic.name)));
        if let Some(key) = collision_key(&topic.name) {
            self.collisions.remove(&(Arc::from(key), Arc::clone(&topic.name)));
        }
        Ok(())
    }

    fn apply_config(&mut self, record: &ConfigRecord) -> Result<(), ApplyError> {
        let Some(kind) = ConfigResourceKind::from_code(record.resource_type) else {
            return Err(ApplyError::UnknownResourceType(record.resource_type));
        };
        let resource = ConfigResource { kind, name: record.resource_name.as_str().into() };
        let mut configs = self.configs.remove(&resource).unwrap_or_default();
        match &record.value {
            Some(value) => {
                Arc::make_mut(&mut configs).insert(record.name.as_str().into(), value.as_str().into());
            }
            None => {
                Arc::make_mut(&mut configs).remove(record.name.as_str());
            }
        }
        if !configs.is_empty() {
            self.configs.insert(resource, configs);
        }
        Ok(())
    }

    fn apply_clear_elr(&mut self, record: &ClearElrRecord) {
        // The empty name means every topic; a topic that is gone needs no clearing.
        let ids: Vec<Uuid> = match record.topic_name.as_str() {
            "" => self.topics.iter().map(|(id, _)| *id).collect(),
            name => self.topic_ids.get(name).copied().into_iter().collect(),
        };
        for id in ids {
            let Some(topic) = self.topics.get_mut(&id) else { continue };
            let has_any = |partition: &Partition| {
                !partition.eligible_leader_replicas.is_empty() || !partition.last_known_elr.is_empty()
            };
            if topic.partitions().iter().any(has_any) {
                for partition in Arc::make_mut(topic).partitions_mut() {
                    partition.eligible_leader_replicas.clear();
                    partition.last_known_elr.clear();
                }
            }
        }
    }

    fn apply_register_broker(&mut self, record: &RegisterBrokerRecord) {
        let registration = BrokerRegistration::new(record.clone());
        Arc::make_mut(&mut self.brokers).insert(record.broker_id, registration);
    }

    fn apply_broker_change(&mut self, record: &BrokerRegistrationChangeRecord) -> Result<(), ApplyError> {
        self.broker_mut(record.broker_id)?.apply(record);
        Ok(())
    }

    fn apply_feature(&mut self, record: &FeatureLevelRecord) {
        let features = Arc::make_mut(&mut self.features);
        match record.feature_level {
            0 => drop(features.remove(record.name.as_str())),
            level => drop(features.insert(record.name.as_str().into(), level)),
        }
    }

    fn broker_mut(&mut self, id: i32) -> Result<&mut BrokerRegistration, ApplyError> {
        Arc::make_mut(&mut self.brokers).get_mut(&id).ok_or(ApplyError::UnknownBroker(id))
    }

    fn topic_mut(&mut self, record: &'static str, topic_id: Uuid) -> Result<&mut Topic, ApplyError> {
        match self.topics.get_mut(&topic_id) {
            Some(topic) => Ok(Arc::make_mut(topic)),
            None => Err(ApplyError::UnknownTopic { record, topic_id }),
        }
    }

    /// Panics unless the invariants of this type hold. Looks at everything: for tests and for the end of a replay.
    pub fn assert_invariants(&self) {
        assert_eq!(self.topic_ids.len(), self.topics.len(), "a topic has a name or an id too many");
        let mut partitions = 0;
        for (name, id) in self.topic_ids.iter() {
            let topic = self.topics.get(id).expect("a name leads to a topic");
            assert_eq!((&topic.name, topic.id), (name, *id), "name and id lead to each other");
            partitions += topic.partitions().len();
            let rising = topic.partitions().windows(2).all(|pair| pair[0].index < pair[1].index);
            assert!(rising, "the partitions of {name} are not in order");
            for partition in topic.partitions() {
                let known = |broker: &i32| partition.replicas.contains(broker);
                assert!(
                    partition.leader == NO_LEADER || known(&partition.leader),
                    "{name} is led by a stranger"
                );
                assert!(partition.in_sync_replicas.iter().all(known), "a stranger is in sync with {name}");
            }
        }
        assert_eq!(partitions, self.partition_count);
        for (resource, configs) in self.configs.iter() {
            assert!(!configs.is_empty(), "{resource} has an empty set of configurations");
            let kind = resource.kind;
            let exists = kind != ConfigResourceKind::Topic || self.topic_ids.get(&*resource.name).is_some();
            assert!(exists, "{resource} has configurations and does not exist");
        }
    }
}

fn config_records<'a>(
    (resource, configs): (&'a ConfigResource, &'a ConfigMap),
) -> impl Iterator<Item = MetadataRecord> + 'a {
    configs.iter().map(move |(name, value)| {
        MetadataRecord::ConfigRecord(ConfigRecord {
            resource_type: resource.kind.code(),
            resource_name: resource.name.to_string(),
            name: name.to_string(),
            value: Some(value.to_string()),
        })
    })
}
