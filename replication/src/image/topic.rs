//! Topics and partitions as the metadata log has them.

use std::sync::Arc;

use protocol::Uuid;
use protocol::metadata::{PartitionChangeRecord, PartitionRecord, TopicRecord};
use smallvec::SmallVec;

/// No broker leads the partition.
pub const NO_LEADER: i32 = -1;
/// In a PartitionChangeRecord: the leader (and its epoch) stay.
pub(crate) const LEADER_UNCHANGED: i32 = -2;
/// A replica's directory is not chosen yet.
pub const DIRECTORY_UNASSIGNED: Uuid = Uuid::ZERO;
/// A replica's directory is one that its broker no longer has.
pub const DIRECTORY_LOST: Uuid = Uuid::from_u128(1);
/// A replica's directory dates from before directories had ids.
pub const DIRECTORY_MIGRATING: Uuid = Uuid::from_u128(2);

/// Broker ids; most partitions have at most three replicas.
pub type Brokers = SmallVec<[i32; 3]>;

/// A topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// Its name.
    pub name: Arc<str>,
    /// Its id; a topic that is deleted and created again has another one.
    pub id: Uuid,
    partitions: Vec<Partition>,
}

impl Topic {
    pub(crate) fn new(name: Arc<str>, id: Uuid) -> Self {
        Self { name, id, partitions: Vec::new() }
    }

    /// The partitions by rising index; the indexes are 0, 1, 2, … except in a log that is damaged.
    pub fn partitions(&self) -> &[Partition] {
        &self.partitions
    }

    /// The partition with this index.
    pub fn partition(&self, index: i32) -> Option<&Partition> {
        self.partitions.get(self.find(index).ok()?)
    }

    pub(crate) fn partition_mut(&mut self, index: i32) -> Option<&mut Partition> {
        let position = self.find(index).ok()?;
        self.partitions.get_mut(position)
    }

    pub(crate) fn partitions_mut(&mut self) -> &mut [Partition] {
        &mut self.partitions
    }

    pub(crate) fn set_partition(&mut self, partition: Partition) {
        match self.find(partition.index) {
            Ok(position) => self.partitions[position] = partition,
            Err(position) => self.partitions.insert(position, partition),
        }
    }

    fn find(&self, index: i32) -> Result<usize, usize> {
        // Almost always the position is the index.
        match usize::try_from(index)
            .ok()
            .filter(|at| self.partitions.get(*at).is_some_and(|p| p.index == index))
        {
            Some(position) => Ok(position),
            None => self.partitions.binary_search_by_key(&index, |partition| partition.index),
        }
    }

    pub(crate) fn to_record(&self) -> TopicRecord {
        TopicRecord { name: self.name.to_string(), topic_id: self.id }
    }
}

/// One partition's state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partition {
    /// Its number in the topic, from 0.
    pub index: i32,
    /// The brokers that should have a copy, the preferred leader first.
    pub replicas: Brokers,
    /// The log directory of each replica, in the order of `replicas`; shorter in logs that know no directories.
    pub directories: SmallVec<[Uuid; 1]>,
    /// The in-sync replicas.
    pub in_sync_replicas: Brokers,
    /// Replicas outside the ISR that still have every acknowledged record (KIP-966).
    pub eligible_leader_replicas: Brokers,
    /// The last members of that set before an unclean stop emptied it.
    pub last_known_elr: Brokers,
    /// Replicas on their way in.
    pub adding_replicas: Brokers,
    /// Replicas on their way out.
    pub removing_replicas: Brokers,
    /// The leader, or [`NO_LEADER`].
    pub leader: i32,
    /// Rises whenever a leader is named, even the same one.
    pub leader_epoch: i32,
    /// Rises with every change.
    pub partition_epoch: i32,
    /// 0: recovered; 1: the leader was elected uncleanly and has not repaired what that broke.
    pub leader_recovery_state: i8,
}

impl Partition {
    pub(crate) fn from_record(record: &PartitionRecord) -> Self {
        let brokers = |ids: &[i32]| Brokers::from_slice(ids);
        Self {
            index: record.partition_id,
            replicas: brokers(&record.replicas),
            directories: SmallVec::from_slice(&record.directories),
            in_sync_replicas: brokers(&record.isr),
            eligible_leader_replicas: brokers(record.eligible_leader_replicas.as_deref().unwrap_or_default()),
            last_known_elr: brokers(record.last_known_elr.as_deref().unwrap_or_default()),
            adding_replicas: brokers(&record.adding_replicas),
            removing_replicas: brokers(&record.removing_replicas),
            leader: record.leader,
            leader_epoch: record.leader_epoch,
            partition_epoch: record.partition_epoch,
            leader_recovery_state: record.leader_recovery_state,
        }
    }

    /// The log directory of a broker's replica.
    pub fn directory_of(&self, broker: i32) -> Option<Uuid> {
        let position = self.replicas.iter().position(|replica| *replica == broker)?;
        Some(self.directories.get(position).copied().unwrap_or(DIRECTORY_MIGRATING))
    }

    pub(crate) fn apply(&mut self, change: &PartitionChangeRecord) {
        let set = |field: &mut Brokers, value: &Option<Vec<i32>>| {
            if let Some(ids) = value {
                *field = Brokers::from_slice(ids);
            }
        };
        set(&mut self.replicas, &change.replicas);
        set(&mut self.in_sync_replicas, &change.isr);
        set(&mut self.adding_replicas, &change.adding_replicas);
        set(&mut self.removing_replicas, &change.removing_replicas);
        set(&mut self.eligible_leader_replicas, &change.eligible_leader_replicas);
        set(&mut self.last_known_elr, &change.last_known_elr);
        match &change.directories {
            Some(directories) => self.directories = SmallVec::from_slice(directories),
            None if self.directories.len() != self.replicas.len() && !self.directories.is_empty() => {
                self.directories.resize(self.replicas.len(), DIRECTORY_MIGRATING);
            }
            None => {}
        }
        if change.leader != LEADER_UNCHANGED {
            self.leader = change.leader;
            self.leader_epoch = self.leader_epoch.saturating_add(1);
        }
        if change.leader_recovery_state >= 0 {
            self.leader_recovery_state = change.leader_recovery_state;
        }
        self.partition_epoch = self.partition_epoch.saturating_add(1);
    }

    /// The record that sets all of this; `version` is the record's, which may have no place for some of it.
    pub(crate) fn to_record(&self, topic_id: Uuid, version: i16) -> PartitionRecord {
        let non_empty = |ids: &Brokers| (version >= 2 && !ids.is_empty()).then(|| ids.to_vec());
        let mut directories = self.directories.to_vec();
        directories.resize(self.replicas.len(), DIRECTORY_MIGRATING);
        PartitionRecord {
            partition_id: self.index,
            topic_id,
            replicas: self.replicas.to_vec(),
            isr: self.in_sync_replicas.to_vec(),
            removing_replicas: self.removing_replicas.to_vec(),
            adding_replicas: self.adding_replicas.to_vec(),
            leader: self.leader,
            leader_recovery_state: self.leader_recovery_state,
            leader_epoch: self.leader_epoch,
            partition_epoch: self.partition_epoch,
            directories: if version >= 1 { directories } else { Vec::new() },
            eligible_leader_replicas: non_empty(&self.eligible_leader_replicas),
            last_known_elr: non_empty(&self.last_known_elr),
        }
    }
}
