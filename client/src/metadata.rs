//! What the client knows of its cluster.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use protocol::messages::metadata_request::MetadataRequestTopic;
use protocol::messages::metadata_response::{MetadataResponsePartition, MetadataResponseTopic};
use protocol::messages::{MetadataRequest, MetadataResponse};
use protocol::{ErrorCode, Uuid, VersionRange};

use crate::{Address, Error};

/// Version 0 cannot ask for "no topic", and knows no controller.
pub(crate) const METADATA_VERSIONS: VersionRange = VersionRange::new(1, 13);

/// The brokers, and the topics that somebody asked for, as of the last answer.
#[derive(Clone, Debug, Default)]
pub struct Metadata {
    brokers: BTreeMap<i32, Address>,
    cluster_id: Option<String>,
    topics: BTreeMap<String, Topic>,
    wanted: BTreeSet<String>,
    updated_at: Option<Duration>,
    generation: u64,
}

/// A topic as the cluster described it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Topic {
    /// Its name.
    pub name: String,
    /// Zero where the broker is too old to say.
    pub id: Uuid,
    /// Whether it is one of Kafka's own.
    pub is_internal: bool,
    /// Anything but `None`: there is nothing to know about it, for this reason.
    pub error: ErrorCode,
    /// By index, without gaps in a healthy topic.
    pub partitions: Vec<Partition>,
}

/// A partition as the cluster described it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Partition {
    /// Its number.
    pub index: i32,
    /// The broker that leads it, if one does.
    pub leader: Option<i32>,
    /// Grows with each new leader; -1 where the broker is too old to say.
    pub leader_epoch: i32,
    /// Brokers that hold it.
    pub replicas: Vec<i32>,
    /// Those of them that are in sync.
    pub in_sync_replicas: Vec<i32>,
}

impl Metadata {
    /// The topic, once it was asked for and answered.
    pub fn topic(&self, name: &str) -> Option<&Topic> {
        self.topics.get(name)
    }

    /// The name behind a topic id.
    pub fn topic_name(&self, id: Uuid) -> Option<&str> {
        self.topics.values().find(|topic| topic.id == id).map(|topic| topic.name.as_str())
    }

    /// A partition, when it is known.
    pub fn partition(&self, topic: &str, partition: i32) -> Option<&Partition> {
        self.topic(topic)?.partition(partition)
    }

    /// The broker that leads a partition, when one is known.
    pub fn leader(&self, topic: &str, partition: i32) -> Option<i32> {
        self.partition(topic, partition)?.leader
    }

    /// Where a broker listens.
    pub fn broker(&self, id: i32) -> Option<&Address> {
        self.brokers.get(&id)
    }

    /// All brokers, by id.
    pub fn brokers(&self) -> impl Iterator<Item = (i32, &Address)> {
        self.brokers.iter().map(|(id, address)| (*id, address))
    }

    /// The cluster's id.
    pub fn cluster_id(&self) -> Option<&str> {
        self.cluster_id.as_deref()
    }

    /// Grows with each answer.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// When the last answer came.
    pub(crate) fn updated_at(&self) -> Option<Duration> {
        self.updated_at
    }

    /// Keeps a topic in mind; true when it was not before.
    pub(crate) fn want(&mut self, topic: &str) -> bool {
        !self.wanted.contains(topic) && self.wanted.insert(topic.to_owned())
    }

    /// Forgets a topic.
    pub(crate) fn unwant(&mut self, topic: &str) {
        self.wanted.remove(topic);
        self.topics.remove(topic);
    }

    /// A request for all that is wanted.
    pub(crate) fn request(&self, allow_auto_topic_creation: bool) -> MetadataRequest {
        let names = self.wanted.iter();
        let topics =
            names.map(|name| MetadataRequestTopic { topic_id: Uuid::ZERO, name: Some(name.clone()) });
        MetadataRequest { topics: Some(topics.collect()), allow_auto_topic_creation, ..Default::default() }
    }

    /// Takes an answer to [`Self::request`].
    pub(crate) fn update(&mut self, response: MetadataResponse, now: Duration) {
        // A broker that is shutting down may know nobody: what was known is better.
        if !response.brokers.is_empty() {
            let brokers = response.brokers.into_iter();
            self.brokers = brokers
                .filter_map(|broker| Some((broker.node_id, address(broker.host, broker.port)?)))
                .collect();
        }
        self.cluster_id = response.cluster_id.or(self.cluster_id.take());
        for topic in response.topics {
            if let Some(topic) = Topic::new(topic) {
                self.replace(topic);
            }
        }
        self.updated_at = Some(now);
        self.generation += 1;
    }

    fn replace(&mut self, mut topic: Topic) {
        if let Some(known) = self.topics.get(&topic.name)
            && known.id == topic.id
        {
            for partition in &mut topic.partitions {
                if let Some(older) = known.partition(partition.index) {
                    partition.keep_newer(older);
                }
            }
        }
        self.topics.insert(topic.name.clone(), topic);
    }
}

impl Topic {
    /// A topic of a Metadata response; `None` when it has no name.
    pub(crate) fn new(topic: MetadataResponseTopic) -> Option<Self> {
        let mut partitions: Vec<Partition> = topic.partitions.into_iter().map(Partition::new).collect();
        partitions.sort_by_key(|partition| partition.index);
        Some(Self {
            name: topic.name?,
            id: topic.topic_id,
            is_internal: topic.is_internal,
            error: ErrorCode::from_i16(topic.error_code),
            partitions,
        })
    }

    /// Why there will not be anything to know about it, if that is so.
    pub fn fatal_error(&self) -> Option<Error> {
        let fatal = self.error != ErrorCode::None && !self.error.is_retriable();
        fatal.then(|| Error::Broker { code: self.error, message: Some(format!("topic '{}'", self.name)) })
    }

    /// The partition with this number.
    pub fn partition(&self, index: i32) -> Option<&Partition> {
        let at = self.partitions.binary_search_by_key(&index, |partition| partition.index).ok()?;
        Some(&self.partitions[at])
    }
}

impl Partition {
    fn new(partition: MetadataResponsePartition) -> Self {
        Self {
            index: partition.partition_index,
            leader: (partition.leader_id >= 0).then_some(partition.leader_id),
            leader_epoch: partition.leader_epoch,
            replicas: partition.replica_nodes,
            in_sync_replicas: partition.isr_nodes,
        }
    }

    /// KIP-320: a broker that lags behind may still name the leader before; an epoch never goes back.
    fn keep_newer(&mut self, older: &Partition) {
        if self.leader_epoch >= 0 && self.leader_epoch < older.leader_epoch {
            *self = older.clone();
        }
    }
}

fn address(host: String, port: i32) -> Option<Address> {
    Some(Address::new(host, u16::try_from(port).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::messages::metadata_response::MetadataResponseBroker;

    fn answer(leader: i32, leader_epoch: i32) -> MetadataResponse {
        let partition = |partition_index| MetadataResponsePartition {
            partition_index,
            leader_id: leader,
            leader_epoch,
            ..Default::default()
        };
        MetadataResponse {
            brokers: vec![MetadataResponseBroker {
                node_id: 1,
                host: "127.0.0.1".to_owned(),
                port: 9092,
                rack: None,
            }],
            topics: vec![MetadataResponseTopic {
                name: Some("orders".to_owned()),
                topic_id: Uuid::from_u128(5),
                partitions: vec![partition(1), partition(0)],
                ..Default::default()
            }],
            ..Default::default()
        }
    }

    #[test]
    fn an_older_epoch_does_not_win() {
        let mut metadata = Metadata::default();
        metadata.update(answer(1, 4), Duration::ZERO);
        assert_eq!(metadata.leader("orders", 1), Some(1));
        metadata.update(answer(2, 3), Duration::ZERO);
        assert_eq!(metadata.leader("orders", 1), Some(1), "epoch 3 is older than 4");
        metadata.update(answer(2, 5), Duration::ZERO);
        assert_eq!(metadata.leader("orders", 1), Some(2));
        metadata.update(answer(-1, 6), Duration::ZERO);
        assert_eq!(metadata.leader("orders", 1), None);
        assert_eq!(metadata.generation(), 4);
    }

    #[test]
    fn brokers_outlive_an_answer_without_any() {
        let mut metadata = Metadata::default();
        metadata.update(answer(1, 4), Duration::ZERO);
        metadata.update(MetadataResponse::default(), Duration::ZERO);
        assert_eq!(metadata.broker(1), Some(&Address::new("127.0.0.1", 9092)));
    }

    #[test]
    fn asks_for_what_is_wanted() {
        let mut metadata = Metadata::default();
        assert!(metadata.want("orders"));
        assert!(!metadata.want("orders"));
        let request = metadata.request(false);
        assert_eq!(request.topics.map(|topics| topics.len()), Some(1));
    }
}
