//! What every shard knows of the cluster, and which shard keeps which log.

use std::sync::Arc;

use foldhash::fast::FixedState;
use hashbrown::HashMap;
use protocol::Uuid;
use replication::MetadataImage;

use crate::mesh::ShardIndex;

/// A partition by its topic's id: names may be given to another topic later, ids never.
#[derive(Copy, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct PartitionKey {
    /// The topic's id.
    pub topic_id: Uuid,
    /// The partition's number, from 0.
    pub partition: i32,
}

/// Where a partition's log is kept.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub struct Placement {
    /// The shard that owns it until the broker stops.
    pub shard: ShardIndex,
    /// Index into the configured `log.dirs`.
    pub directory: u16,
}

/// Which shard has which of this broker's partitions. Never persisted: it is decided anew at each start.
#[derive(Clone, Debug, Default)]
pub struct PartitionPlacement {
    placements: HashMap<PartitionKey, Placement, FixedState>,
}

impl PartitionPlacement {
    /// The shard and log directory of a partition; `None` when this broker has no replica of it.
    pub fn of(&self, key: PartitionKey) -> Option<Placement> {
        self.placements.get(&key).copied()
    }

    /// Places a partition.
    pub fn insert(&mut self, key: PartitionKey, placement: Placement) {
        self.placements.insert(key, placement);
    }

    /// Forgets a partition.
    pub fn remove(&mut self, key: PartitionKey) -> Option<Placement> {
        self.placements.remove(&key)
    }

    /// All placements, in no order that means anything.
    pub fn iter(&self) -> impl Iterator<Item = (PartitionKey, Placement)> + '_ {
        self.placements.iter().map(|(key, placement)| (*key, *placement))
    }
}

/// One version of the cluster as shard 0 published it. A shard applies versions in order: opens, closes and configures
/// its logs, acknowledges, and only then does the request that made the change get its reply.
#[derive(Clone, Debug)]
pub struct ClusterView {
    /// Grows by one with each publication, from 1.
    pub version: u64,
    /// The replay of the metadata log.
    pub image: Arc<MetadataImage>,
    /// Who keeps what.
    pub placement: Arc<PartitionPlacement>,
}

impl ClusterView {
    /// What a shard knows before shard 0 has published anything.
    pub(crate) fn empty() -> Self {
        Self { version: 0, image: Arc::default(), placement: Arc::default() }
    }
}

/// Names a request to the control plane until its reply.
#[derive(Copy, Clone, Debug, Eq, Hash, PartialEq)]
pub struct ControlTicket {
    /// Which shard asked.
    pub(crate) from: ShardIndex,
    /// That shard's parked continuation.
    pub(crate) ticket: crate::purgatory::Ticket,
}

impl ControlTicket {
    /// A ticket that no shard waits for.
    #[cfg(test)]
    pub(crate) fn unasked(number: u32) -> Self {
        Self { from: ShardIndex::ZERO, ticket: crate::slots::SlotKey { slot: number, generation: u32::MAX } }
    }
}
