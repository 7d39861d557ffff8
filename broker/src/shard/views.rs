//! New versions of the cluster: logs are opened, configured and deleted as they say.

use std::sync::Arc;

use engine::{LogId, OpenLog, TopicPartition};
use io::Io;
use protocol::ErrorCode;
use replication::{DurabilityMode, LeaderStart, LogEnds, PartitionLeader};
use smallvec::SmallVec;

use super::{Shard, ShardState};
use crate::checkpoints::{CheckpointedLog, LogCheckpoint};
use crate::mesh::ShardIndex;
use crate::message::Message;
use crate::partition::{DelayedAppends, LedPartition};
use crate::slots::SlotKey;
use crate::view::{ClusterView, PartitionKey, Placement};

impl<I: Io> Shard<I> {
    /// Makes the logs here what `view` says, then acknowledges it.
    pub(super) fn apply_view(&mut self, view: Arc<ClusterView>) {
        let version = view.version;
        assert!(version > self.view.version, "views are applied in order");
        self.view = view.clone();
        self.close_deleted(&view);
        for (key, placement) in view.placement.iter() {
            if placement.shard == self.index {
                match self.partitions.by_key.get(&key).copied() {
                    Some(led) => self.update(led),
                    None => self.open(key, placement),
                }
            }
        }
        if self.state == ShardState::Starting {
            self.state = ShardState::Running;
        }
        self.tell(ShardIndex::ZERO, Message::ViewApplied { version });
    }

    fn close_deleted(&mut self, view: &ClusterView) {
        let deleted: Vec<SlotKey> = self
            .partitions
            .led
            .iter()
            .filter(|(_, partition)| {
                view.image.partition(partition.key.topic_id, partition.key.partition).is_none()
            })
            .map(|(led, _)| led)
            .collect();
        for led in deleted {
            let Some(partition) = self.partitions.led.get(led) else { continue };
            let log = partition.log;
            // First nobody finds it any more: who is woken below asks again at once.
            self.partitions.by_key.remove(&partition.key);
            log.and_then(|log| self.partitions.by_log.remove(&log));
            self.fail_waiting(led, ErrorCode::UnknownTopicOrPartition);
            let Some(partition) = self.partitions.led.remove(led) else { continue };
            if let Some(Err(error)) = log.map(|log| self.logs.delete_log(&mut self.io, log)) {
                tracing::error!(partition = %partition.topic_partition, "deleting the log failed: {error}");
            }
        }
    }

    fn open(&mut self, key: PartitionKey, placement: Placement) {
        let image = self.view.image.clone();
        let Some(topic) = image.topic_by_id(key.topic_id) else { return };
        let topic_partition = TopicPartition::new(topic.name.clone(), key.partition);
        let name = (placement.directory, topic.name.to_string(), key.partition);
        // The checkpoints speak of the folders that were there at the start, not of a later topic of the same name.
        let is_old = self.state == ShardState::Starting;
        let checkpointed = self.facts.logs.get(&name).copied().filter(|_| is_old).unwrap_or_default();
        let log = self.open_log(key, placement, &topic_partition, checkpointed);
        let Some(partition) = image.partition(key.topic_id, key.partition) else { return };
        let ends = log.map_or(LogEnds::default(), |log| log_ends(self.logs.log(log)));
        let config = self.config.log_config(&image, &topic.name);
        let leader = PartitionLeader::new(LeaderStart {
            node_id: self.config.node_id,
            leader_epoch: partition.leader_epoch,
            partition_epoch: partition.partition_epoch,
            in_sync_replicas: &in_sync(partition, self.config.node_id),
            min_in_sync_replicas: self.config.min_insync_replicas(&image, &topic.name),
            mode: durability_of(&config),
            high_watermark: checkpointed.high_watermark,
            log: ends,
        });
        if let (Some(missing), Some(_)) = (leader.missing(), log) {
            tracing::error!(partition = %topic_partition, "records {}..{} below the recorded high watermark are lost", missing.start, missing.end);
        }
        if let Some(log) = log {
            self.logs.update_high_watermark(log, engine::Offset(leader.high_watermark()));
        }
        let led = self.partitions.led.insert(LedPartition {
            key,
            topic_partition,
            directory: placement.directory,
            log,
            leader,
            sync_before_leader_ack: config.flush_messages == 1,
            awaiting_written: DelayedAppends::default(),
            awaiting_durable: DelayedAppends::default(),
            awaiting_high_watermark: DelayedAppends::default(),
            watchers: Vec::new(),
        });
        self.partitions.by_key.insert(key, led);
        if let Some(log) = log {
            self.partitions.by_log.insert(log, led);
        }
    }

    fn open_log(
        &mut self,
        key: PartitionKey,
        placement: Placement,
        topic_partition: &TopicPartition,
        checkpointed: CheckpointedLog,
    ) -> Option<LogId> {
        let directory = usize::from(placement.directory);
        let open = OpenLog {
            directory: self.config.log_dirs[directory].as_path().into(),
            topic_partition: topic_partition.clone(),
            topic_id: key.topic_id,
            config: self.config.log_config(&self.view.image, &topic_partition.topic),
            recovery_point: engine::Offset(checkpointed.recovery_point),
            log_start_offset: engine::Offset(checkpointed.log_start_offset),
            clean_shutdown: self.state != ShardState::Starting || self.facts.clean[directory],
        };
        match self.logs.open_log(&mut self.io, open) {
            Ok(log) => Some(log),
            Err(error) => {
                tracing::error!(partition = %topic_partition, "the log cannot be opened; it answers KAFKA_STORAGE_ERROR: {error}");
                None
            }
        }
    }

    /// Applies configuration and leadership of a partition that is open.
    fn update(&mut self, led: SlotKey) {
        let Some(partition) = self.partitions.led.get_mut(led) else { return };
        let image = &self.view.image;
        let topic = &partition.topic_partition.topic;
        let config = self.config.log_config(image, topic);
        partition.sync_before_leader_ack = config.flush_messages == 1;
        partition.leader.set_min_in_sync_replicas(self.config.min_insync_replicas(image, topic));
        let mut moved = partition.leader.set_durability(durability_of(&config));
        if let Some(state) = image.partition(partition.key.topic_id, partition.key.partition) {
            partition.leader.on_leader_epoch(state.leader_epoch);
            moved |= partition
                .leader
                .on_in_sync_replicas(state.partition_epoch, &in_sync(state, self.config.node_id));
        }
        if let Some(log) = partition.log {
            // A log that is gone was told by its directory's failure.
            let _ = self.logs.update_config(log, config);
        }
        if moved {
            self.on_high_watermark(led);
        }
    }

    /// How far each log here is, for the checkpoint files.
    pub(super) fn log_checkpoints(&self) -> Vec<LogCheckpoint> {
        let led = self.partitions.led.iter();
        led.filter_map(|(_, partition)| {
            let log = self.logs.log(partition.log?);
            Some(LogCheckpoint {
                directory: partition.directory,
                topic: partition.topic_partition.topic.clone(),
                partition: partition.topic_partition.partition,
                log: CheckpointedLog {
                    recovery_point: log.recovery_point().0,
                    log_start_offset: log.log_start_offset().0,
                    high_watermark: partition.leader.high_watermark(),
                },
            })
        })
        .collect()
    }
}

fn log_ends(log: &engine::Log) -> LogEnds {
    LogEnds { written: log.written_end_offset().0, durable: log.durable_end_offset().0 }
}

fn durability_of(config: &engine::LogConfig) -> DurabilityMode {
    match config.durability {
        engine::DurabilityMode::Fsync => DurabilityMode::Fsync,
        engine::DurabilityMode::Replicated { .. } => DurabilityMode::Replicated,
    }
}

/// The in-sync replicas, of which a leader is always one: at a clean stop the metadata says otherwise for a moment.
fn in_sync(partition: &replication::Partition, node_id: i32) -> SmallVec<[i32; 4]> {
    let mut in_sync: SmallVec<[i32; 4]> = partition.in_sync_replicas.iter().copied().collect();
    if !in_sync.contains(&node_id) {
        in_sync.push(node_id);
    }
    in_sync
}
