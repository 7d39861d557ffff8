//! Which brokers, and which of a broker's directories, get the replicas of new partitions.

use std::collections::BTreeMap;

use protocol::metadata::PartitionRecord;
use protocol::{ErrorCode, Uuid};

use super::{ApiError, Controller};
use crate::image::{Brokers, DIRECTORY_UNASSIGNED, MetadataImage};

/// The replicas of new partitions, in the order of their indexes.
pub(super) type Assignment = Vec<Brokers>;

impl Controller {
    /// Spreads `partitions` new partitions over the brokers: the first replica goes round, the others follow it, and
    /// fenced brokers come last because they cannot lead.
    pub(super) fn place_replicas(
        &self,
        partitions: usize,
        replication_factor: i16,
    ) -> Result<Assignment, ApiError> {
        let image = &self.latest;
        let refused = |reason: String| {
            let message = format!("Unable to replicate the partition {replication_factor} time(s): {reason}");
            ApiError::new(ErrorCode::InvalidReplicationFactor, message)
        };
        let active: Vec<i32> = image.brokers().filter(|b| b.is_active()).map(|b| b.id()).collect();
        let others: Vec<i32> = image.brokers().filter(|b| !b.is_active()).map(|b| b.id()).collect();
        if active.is_empty() {
            return Err(refused("All brokers are currently fenced.".to_owned()));
        }
        let wanted = usize::try_from(replication_factor).unwrap_or(0);
        if wanted > active.len() + others.len() {
            return Err(refused(format!(
                "The target replication factor of {replication_factor} cannot be reached because only {} broker(s) are \
                 registered or some brokers have all their log directories cordoned.",
                active.len() + others.len()
            )));
        }
        let first = image.partition_count();
        let place = |partition: usize| {
            let from = first + partition;
            let led = (0..active.len()).map(|step| active[(from + step) % active.len()]);
            led.chain(others.iter().copied()).take(wanted).collect()
        };
        Ok((0..partitions).map(place).collect())
    }

    /// Checks replicas that a client chose for one partition.
    pub(super) fn check_manual_assignment(
        &self,
        partition: i32,
        replicas: &[i32],
        replication_factor: Option<usize>,
    ) -> Result<Brokers, ApiError> {
        let refused = |message: String| Err(ApiError::new(ErrorCode::InvalidReplicaAssignment, message));
        if replicas.is_empty() {
            return refused("The manual partition assignment includes an empty replica list.".to_owned());
        }
        let mut sorted = replicas.to_vec();
        sorted.sort_unstable();
        for (index, broker) in sorted.iter().enumerate() {
            if self.latest.broker(*broker).is_none() {
                return refused(format!(
                    "The manual partition assignment includes broker {broker}, but no such broker is registered."
                ));
            }
            if index > 0 && sorted[index - 1] == *broker {
                return refused(format!(
                    "The manual partition assignment includes the broker {broker} more than once."
                ));
            }
        }
        if let Some(before) = replication_factor.filter(|before| *before != replicas.len()) {
            return refused(format!(
                "The manual partition assignment includes a partition with {} replica(s), but this is not consistent \
                 with previous partitions, which have {before} replica(s).",
                replicas.len()
            ));
        }
        if !replicas.iter().any(|broker| is_active(&self.latest, *broker)) {
            return refused(format!(
                "All brokers specified in the manual partition assignment for partition {partition} are fenced or in \
                 controlled shutdown."
            ));
        }
        Ok(Brokers::from_slice(replicas))
    }

    /// The records of new partitions of one topic, the first of them with index `from`.
    pub(super) fn new_partitions(
        &self,
        topic_id: Uuid,
        from: i32,
        assignment: &Assignment,
        directories: &mut DirectoryChooser,
    ) -> Vec<PartitionRecord> {
        let knows_directories = self.latest.metadata_version().has_directory_assignment();
        let record = |(index, replicas): (i32, &Brokers)| {
            let in_sync: Vec<i32> =
                replicas.iter().copied().filter(|broker| is_active(&self.latest, *broker)).collect();
            let leader = in_sync.first().copied().expect("an assignment has an active broker");
            let chosen = replicas.iter().map(|broker| directories.choose(&self.latest, *broker));
            PartitionRecord {
                partition_id: index,
                topic_id,
                replicas: replicas.to_vec(),
                isr: in_sync,
                leader,
                leader_epoch: 0,
                partition_epoch: 0,
                directories: if knows_directories { chosen.collect() } else { Vec::new() },
                ..PartitionRecord::default()
            }
        };
        (from..).zip(assignment).map(record).collect()
    }
}

fn is_active(image: &MetadataImage, broker: i32) -> bool {
    image.broker(broker).is_some_and(|broker| broker.is_active())
}

/// Spreads the replicas of one broker over its log directories: each goes where the fewest are.
///
/// Only this node's directories are chosen here; other brokers with several choose themselves, as in Kafka.
pub(super) struct DirectoryChooser {
    node_id: i32,
    /// Replicas in each of this node's directories; counted when the first choice has to be made.
    replicas: Option<BTreeMap<Uuid, usize>>,
}

impl DirectoryChooser {
    pub(super) fn new(node_id: i32) -> Self {
        Self { node_id, replicas: None }
    }

    pub(super) fn choose(&mut self, image: &MetadataImage, broker: i32) -> Uuid {
        let directories = image.broker(broker).map(|broker| broker.log_directories()).unwrap_or_default();
        match directories {
            [only] => *only,
            [_, ..] if broker == self.node_id => self.choose_emptiest(image, directories),
            _ => DIRECTORY_UNASSIGNED,
        }
    }

    fn choose_emptiest(&mut self, image: &MetadataImage, directories: &[Uuid]) -> Uuid {
        let node_id = self.node_id;
        let counts = self.replicas.get_or_insert_with(|| count_replicas(image, node_id));
        let emptiest = directories.iter().min_by_key(|id| counts.get(*id).copied().unwrap_or(0));
        let emptiest = *emptiest.expect("there are several");
        *counts.entry(emptiest).or_default() += 1;
        emptiest
    }
}

fn count_replicas(image: &MetadataImage, broker: i32) -> BTreeMap<Uuid, usize> {
    let mut counts = BTreeMap::new();
    let partitions = image.topics().flat_map(|topic| topic.partitions());
    for directory in partitions.filter_map(|partition| partition.directory_of(broker)) {
        *counts.entry(directory).or_default() += 1;
    }
    counts
}
