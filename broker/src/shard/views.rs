//! New versions of the cluster: logs are opened, configured and deleted as they say.

use std::sync::Arc;

use engine::{LogId, OpenLog, TopicPartition};
use io::Io;
use protocol::ErrorCode;
use replication::{ConfigResource, DurabilityMode, LeaderStart, LogEnds, PartitionLeader};
use smallvec::SmallVec;

use super::{Shard, ShardState};
use crate::checkpoints::{CheckpointedLog, LogCheckpoint};
use crate::config::TopicConfig;
use crate::partition::{DelayedAppends, LedPartition};
use crate::slots::SlotKey;
use crate::view::{ClusterView, PartitionKey, Placement};

/// What a view says of one partition that belongs here.
pub(super) struct Wanted<'a> {
    pub(super) key: PartitionKey,
    pub(super) placement: Placement,
    pub(super) topic: &'a replication::Topic,
    partition: &'a replication::Partition,
    config: TopicConfig,
}

impl<'a> Wanted<'a> {
    /// `None` when the view does not know the partition. `defaults` are what all its topics have in common.
    pub(super) fn of(
        view: &'a ClusterView,
        key: PartitionKey,
        placement: Placement,
        defaults: &TopicConfig,
    ) -> Option<Self> {
        let topic = view.image.topic_by_id(key.topic_id)?;
        let partition = topic.partition(key.partition)?;
        let config = defaults.with(view.image.config(&ConfigResource::topic(topic.name.clone())));
        Some(Wanted { key, placement, topic, partition, config })
    }
}

impl<I: Io> Shard<I> {
    /// Makes the logs here what `view` says, then acknowledges it.
    pub(super) fn apply_view(&mut self, view: Arc<ClusterView>) {
        let version = view.version;
        assert!(version > self.view.version, "views are applied in order");
        self.view = view.clone();
        self.close_deleted(&view);
        // What topics have in common is resolved once: a view may have changed nothing but one producer-id block.
        let defaults = self.config.topic_defaults(&view.image);
        self.logs.update_cleaner_config(self.config.cleaner_config(&view.image, self.mesh.shards()));
        let here = self.index;
        for (key, placement) in view.placement.iter().filter(|(_, placement)| placement.shard == here) {
            let Some(wanted) = Wanted::of(&view, key, placement, &defaults) else { continue };
            match self.partitions.by_key.get(&key).copied() {
                Some(led) => self.update(led, &wanted),
                None if self.state == ShardState::Starting => self.open_by_beats(&wanted),
                // It takes its configuration from the view of the moment when it is open.
                None if self.opening.holds(key) => {}
                None => self.open(&wanted),
            }
        }
        self.host_coordinators(&view);
        if self.state == ShardState::Starting {
            self.state = ShardState::Running;
        }
        self.acknowledge(version);
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
            let (log, key) = (partition.log, partition.key);
            // First nobody finds it any more: who is woken below asks again at once.
            self.partitions.by_key.remove(&partition.key);
            log.and_then(|log| self.partitions.by_log.remove(&log));
            self.give_up_coordinator(key);
            self.fail_waiting(led, ErrorCode::UnknownTopicOrPartition);
            let Some(partition) = self.partitions.led.remove(led) else { continue };
            if let Some(Err(error)) = log.map(|log| self.logs.delete_log(&mut self.io, log)) {
                tracing::error!(partition = %partition.topic_partition, "deleting the log failed: {error}");
            }
        }
    }

    /// Opens a log that this view has brought.
    fn open(&mut self, wanted: &Wanted<'_>) {
        let (topic_partition, checkpointed) = self.what_is_known(wanted);
        let request = self.open_request(wanted, &topic_partition, checkpointed);
        let log = self.logs.open_log(&mut self.io, request);
        let log = log.inspect_err(|error| {
            tracing::error!(partition = %topic_partition, "the log cannot be opened; it answers KAFKA_STORAGE_ERROR: {error}");
        });
        self.lead(wanted, topic_partition, checkpointed, log.ok());
    }

    /// The name of a partition, and what the checkpoints say of it. They speak of the folders that were there at the start,
    /// not of a later topic of the same name.
    pub(super) fn what_is_known(&self, wanted: &Wanted<'_>) -> (TopicPartition, CheckpointedLog) {
        let topic_partition = TopicPartition::new(wanted.topic.name.clone(), wanted.key.partition);
        let name = (wanted.placement.directory, wanted.topic.name.to_string(), wanted.key.partition);
        let is_old = self.state == ShardState::Starting;
        (topic_partition, self.facts.logs.get(&name).copied().filter(|_| is_old).unwrap_or_default())
    }

    /// Leads a partition from now on, with its log if it could be opened.
    pub(super) fn lead(
        &mut self,
        wanted: &Wanted<'_>,
        topic_partition: TopicPartition,
        checkpointed: CheckpointedLog,
        log: Option<LogId>,
    ) -> SlotKey {
        let ends = log.map_or(LogEnds::default(), |log| log_ends(self.logs.log(log)));
        let config = wanted.config.log_config();
        let leader = PartitionLeader::new(LeaderStart {
            node_id: self.config.node_id,
            leader_epoch: wanted.partition.leader_epoch,
            partition_epoch: wanted.partition.partition_epoch,
            in_sync_replicas: &in_sync(wanted.partition, self.config.node_id),
            min_in_sync_replicas: wanted.config.min_insync_replicas(),
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
            key: wanted.key,
            topic_partition,
            directory: wanted.placement.directory,
            log,
            checkpointed,
            leader,
            sync_before_leader_ack: config.flush_messages == 1,
            awaiting_written: DelayedAppends::default(),
            awaiting_durable: DelayedAppends::default(),
            awaiting_high_watermark: DelayedAppends::default(),
            watchers: Vec::new(),
        });
        self.partitions.by_key.insert(wanted.key, led);
        if let Some(log) = log {
            self.partitions.by_log.insert(log, led);
        }
        led
    }

    pub(super) fn open_request(
        &self,
        wanted: &Wanted<'_>,
        topic_partition: &TopicPartition,
        checkpointed: CheckpointedLog,
    ) -> OpenLog {
        let directory = usize::from(wanted.placement.directory);
        OpenLog {
            directory: self.config.log_dirs[directory].as_path().into(),
            topic_partition: topic_partition.clone(),
            topic_id: wanted.key.topic_id,
            config: wanted.config.log_config(),
            recovery_point: engine::Offset(checkpointed.recovery_point),
            log_start_offset: engine::Offset(checkpointed.log_start_offset),
            clean_shutdown: self.state != ShardState::Starting || self.facts.clean[directory],
        }
    }

    /// Applies what has changed in the configuration and leadership of a partition that is open.
    pub(super) fn update(&mut self, led: SlotKey, wanted: &Wanted<'_>) {
        let Some(partition) = self.partitions.led.get_mut(led) else { return };
        let config = wanted.config.log_config();
        partition.sync_before_leader_ack = config.flush_messages == 1;
        partition.leader.set_min_in_sync_replicas(wanted.config.min_insync_replicas());
        partition.leader.on_leader_epoch(wanted.partition.leader_epoch);
        let mut moved = partition.leader.set_durability(durability_of(&config));
        let in_sync = in_sync(wanted.partition, self.config.node_id);
        moved |= partition.leader.on_in_sync_replicas(wanted.partition.partition_epoch, &in_sync);
        if let Some(log) = partition.log
            && *self.logs.log(log).config() != config
        {
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
        led.map(|(_, partition)| LogCheckpoint {
            topic_id: partition.key.topic_id,
            directory: partition.directory,
            topic: partition.topic_partition.topic.clone(),
            partition: partition.topic_partition.partition,
            log: partition.log.map_or(partition.checkpointed, |log| {
                let log = self.logs.log(log);
                CheckpointedLog {
                    recovery_point: log.recovery_point().0,
                    log_start_offset: log.log_start_offset().0,
                    high_watermark: partition.leader.high_watermark(),
                }
            }),
        })
        .chain(self.opening.checkpoints())
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
