//! Who leads a partition when brokers or log directories come and go.

use protocol::Uuid;
use protocol::metadata::PartitionChangeRecord;

use super::Controller;
use crate::image::{Brokers, LEADER_UNCHANGED, NO_LEADER, Partition, Topic};

/// Which replicas can be used now.
pub(super) struct Availability<'a> {
    /// Whether a broker is up and has this directory.
    pub(super) is_online: &'a dyn Fn(i32, Uuid) -> bool,
    /// A broker that started anew: what it leads gets a new epoch, so that appends of its earlier life are told apart.
    pub(super) restarted: Option<i32>,
}

/// What a partition's state should be.
#[derive(Debug)]
struct Target {
    in_sync: Brokers,
    leader: i32,
    eligible: Brokers,
    last_known: Brokers,
    leader_recovery_state: Option<i8>,
}

/// The leader lacks nothing that could be repaired (`LeaderRecoveryState.RECOVERED`).
const RECOVERED: i8 = 0;
/// The leader may lack records that were acknowledged (`LeaderRecoveryState.RECOVERING`).
const RECOVERING: i8 = 1;

impl Controller {
    /// The change that makes a partition fit who is available; `None` if it fits.
    ///
    /// Example, one broker, KIP-966: at a clean stop the ISR `[1]` becomes `[]`, the leader -1 and the eligible leader
    /// replicas `[1]`; at the next start 1 is elected from those, the ISR is `[1]` again, and the leader epoch has risen
    /// by two. Without eligible leader replicas the ISR keeps its last member.
    pub(super) fn availability_change(
        &self,
        topic: &Topic,
        partition: &Partition,
        availability: &Availability<'_>,
    ) -> Option<PartitionChangeRecord> {
        let target = self.target(topic, partition, availability);
        let set = |before: &Brokers, after: Brokers| (*before != after).then(|| after.to_vec());
        let restarted = target.leader != NO_LEADER && availability.restarted == Some(target.leader);
        let mut change = PartitionChangeRecord {
            partition_id: partition.index,
            topic_id: topic.id,
            isr: set(&partition.in_sync_replicas, target.in_sync),
            ..PartitionChangeRecord::default()
        };
        if target.leader != partition.leader || restarted {
            change.leader = target.leader;
        }
        // Recovery from an unclean election is nothing but opening the log, which this node does before it serves.
        let recovery_state = if restarted { Some(RECOVERED) } else { target.leader_recovery_state };
        if let Some(state) = recovery_state.filter(|state| *state != partition.leader_recovery_state) {
            change.leader_recovery_state = state;
        }
        if self.tracks_eligible_leaders() {
            change.eligible_leader_replicas = set(&partition.eligible_leader_replicas, target.eligible);
            change.last_known_elr = set(&partition.last_known_elr, target.last_known);
        }
        let changed = change.leader != LEADER_UNCHANGED
            || change.isr.is_some()
            || change.eligible_leader_replicas.is_some()
            || change.last_known_elr.is_some();
        changed.then_some(change)
    }

    fn target(&self, topic: &Topic, partition: &Partition, availability: &Availability<'_>) -> Target {
        let online = |broker: &i32| {
            partition.directory_of(*broker).is_some_and(|id| (availability.is_online)(*broker, id))
        };
        let in_sync: Brokers = partition.in_sync_replicas.iter().copied().filter(|id| online(id)).collect();
        let kept = Target {
            in_sync,
            leader: partition.leader,
            eligible: partition.eligible_leader_replicas.clone(),
            last_known: partition.last_known_elr.clone(),
            leader_recovery_state: None,
        };
        let elected = elect(partition, kept, &online);
        match self.tracks_eligible_leaders() {
            true => self.with_eligible_leaders(topic, partition, elected),
            // The last in-sync replicas stay on record: one of them has every acknowledged record.
            false if elected.in_sync.is_empty() => {
                Target { in_sync: partition.in_sync_replicas.clone(), ..elected }
            }
            false => elected,
        }
    }

    /// KIP-966: while the ISR is smaller than it must be, those who left it last are still eligible.
    fn with_eligible_leaders(&self, topic: &Topic, partition: &Partition, target: Target) -> Target {
        let enough = self.min_in_sync_replicas(&topic.name).min(partition.replicas.len());
        if target.in_sync.len() >= enough {
            return Target { eligible: Brokers::new(), last_known: Brokers::new(), ..target };
        }
        let mut eligible = Brokers::new();
        for broker in partition.eligible_leader_replicas.iter().chain(&partition.in_sync_replicas) {
            if !target.in_sync.contains(broker) && !eligible.contains(broker) {
                eligible.push(*broker);
            }
        }
        let last_known = match target.in_sync.is_empty() && partition.leader != NO_LEADER {
            true => Brokers::from_slice(&[partition.leader]),
            false => target.last_known.clone(),
        };
        Target { eligible, last_known, ..target }
    }
}

/// Keeps the leader if it can, else takes the first replica that has every acknowledged record.
fn elect(partition: &Partition, kept: Target, online: &dyn Fn(&i32) -> bool) -> Target {
    if kept.in_sync.contains(&partition.leader) {
        return kept;
    }
    let first_of = |candidates: &Brokers| {
        partition.replicas.iter().copied().find(|id| candidates.contains(id) && online(id))
    };
    if let Some(leader) = first_of(&kept.in_sync) {
        return Target { leader, ..kept };
    }
    if let Some(leader) = first_of(&partition.eligible_leader_replicas) {
        return Target { leader, in_sync: Brokers::from_slice(&[leader]), ..kept };
    }
    // After an unclean stop of all replicas nobody is known to have everything; the last leader alone is sure to have
    // most, and Kafka elects it by itself.
    let nobody_eligible =
        partition.in_sync_replicas.is_empty() && partition.eligible_leader_replicas.is_empty();
    match first_of(&partition.last_known_elr) {
        Some(leader) if nobody_eligible && partition.last_known_elr.len() == 1 => Target {
            leader,
            in_sync: Brokers::from_slice(&[leader]),
            leader_recovery_state: Some(RECOVERING),
            ..kept
        },
        _ => Target { leader: NO_LEADER, ..kept },
    }
}
