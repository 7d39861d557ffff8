//! Which shard gets which partition.

use std::sync::Arc;

use protocol::Uuid;
use replication::{LocalPartitions, MetadataImage, Topic};

use super::folder::FoundPartitions;
use crate::mesh::ShardIndex;
use crate::view::{PartitionKey, PartitionPlacement, Placement};

/// Gives each partition of this broker to the shard that has the fewest, for as long as the process lives.
#[derive(Debug)]
pub(super) struct Placer {
    node_id: i32,
    /// The ids of the log directories, in the order of `log.dirs`.
    directories: Vec<Uuid>,
    /// Where logs were found when the broker started: counts where the metadata knows no directories.
    found: FoundPartitions,
    /// Partitions of each shard.
    shards: Vec<usize>,
    placement: Arc<PartitionPlacement>,
    /// The metadata that the placement is of.
    image: Arc<MetadataImage>,
}

impl Placer {
    pub(super) fn new(node_id: i32, directories: Vec<Uuid>, found: FoundPartitions, shards: usize) -> Self {
        let (placement, image) = Default::default();
        Self { node_id, directories, found, shards: vec![0; shards], placement, image }
    }

    pub(super) fn placement(&self) -> &Arc<PartitionPlacement> {
        &self.placement
    }

    /// Follows a change of the metadata. Topics that are as they were are passed over.
    pub(super) fn update(&mut self, after: &Arc<MetadataImage>) {
        let before = std::mem::replace(&mut self.image, Arc::clone(after));
        for topic in before.topics().filter(|topic| after.topic_by_id(topic.id).is_none()) {
            for partition in topic.partitions() {
                self.remove(PartitionKey { topic_id: topic.id, partition: partition.index });
            }
        }
        for topic in after.topics() {
            let is_same = before.topic_by_id(topic.id).is_some_and(|known| std::ptr::eq(known, topic));
            if !is_same {
                self.add_topic(topic);
            }
        }
    }

    fn add_topic(&mut self, topic: &Topic) {
        let node_id = self.node_id;
        for partition in topic.partitions().iter().filter(|partition| partition.replicas.contains(&node_id)) {
            let key = PartitionKey { topic_id: topic.id, partition: partition.index };
            if self.placement.of(key).is_some() {
                continue;
            }
            let recorded = partition.directory_of(node_id);
            // In a log that knows no directories, or of one that is not here, the folder itself decides.
            let directory = recorded.and_then(|id| self.index_of(id)).or_else(|| {
                let has_id = recorded.is_some_and(|id| id.as_u128() >= 100);
                if has_id { None } else { self.found_index(topic, partition.index) }
            });
            if let Some(directory) = directory {
                self.insert(key, directory);
            }
        }
    }

    fn found_index(&self, topic: &Topic, partition: i32) -> Option<u16> {
        match self.found.directory(topic, partition) {
            Some(id) => self.index_of(id),
            None => Some(0),
        }
    }

    fn index_of(&self, directory: Uuid) -> Option<u16> {
        self.directories.iter().position(|id| *id == directory).map(|index| index as u16)
    }

    fn insert(&mut self, key: PartitionKey, directory: u16) {
        let shards = self.shards.iter_mut().enumerate();
        let (index, count) = shards.min_by_key(|(_, count)| **count).expect("there is a shard");
        *count += 1;
        let placement = Placement { shard: ShardIndex(index as u16), directory };
        Arc::make_mut(&mut self.placement).insert(key, placement);
    }

    fn remove(&mut self, key: PartitionKey) {
        if let Some(placement) = Arc::make_mut(&mut self.placement).remove(key) {
            self.shards[usize::from(placement.shard.0)] -= 1;
        }
    }
}
