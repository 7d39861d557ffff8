//! The owner's side of partitions: questions are answered, appends and fetches wait here until the log moves.

use engine::{
    AppendOrigin, Availability, LeaderEpoch, Log, LogEvent, LogId, Offset, ReadRequest, RecoveryFinding,
    TimestampQuery, TopicPartition,
};
use io::Io;
use protocol::ErrorCode;

use super::{Shard, ShardState};
use crate::mesh::ShardIndex;
use crate::message::{
    Acks, ActiveProducer, AppendAnswer, Failure, FetchAnswer, FetchQuestion, Isolation, LogSize, Message,
    PartitionAnswer, PartitionQuestion, ShardAnswer, ShardQuestion,
};
use crate::partition::{Asker, DelayedAppend, LedPartition, Watcher};
use crate::slots::SlotKey;
use crate::view::PartitionKey;

impl<I: Io> Shard<I> {
    /// Answers a question about a partition led here, now or when its log has moved.
    pub(super) fn on_question(&mut self, asker: Asker, key: PartitionKey, question: PartitionQuestion) {
        let Some(&led) = self.partitions.by_key.get(&key) else {
            return self.answer(asker, PartitionAnswer::Failed(ErrorCode::NotLeaderOrFollower.into()));
        };
        let partition = self.partitions.led.get_mut(led).expect("the key map holds led partitions only");
        if let PartitionQuestion::Unwatch = question {
            return partition.watchers.retain(|watcher| watcher.asker != asker);
        }
        // While the logs are being closed nobody is left to hear the answer.
        let is_open = !matches!(self.state, ShardState::Closing | ShardState::Stopped);
        let Some(log) = partition.log.filter(|_| is_open) else {
            return self.answer(asker, PartitionAnswer::Failed(ErrorCode::KafkaStorageError.into()));
        };
        match question {
            PartitionQuestion::Append { records, acks } => self.append(asker, led, log, records, acks),
            PartitionQuestion::Fetch(fetch) => {
                let answer = self.plan_fetch(led, log, fetch);
                self.answer(asker, answer.map_or_else(PartitionAnswer::Failed, PartitionAnswer::Fetched));
            }
            PartitionQuestion::Watch { end, isolation } => self.watch(led, Watcher { asker, end, isolation }),
            PartitionQuestion::Unwatch => unreachable!("answered above"),
            PartitionQuestion::OffsetFor { timestamp, isolation, current_leader_epoch } => {
                let answer = self.offset_for(led, log, timestamp, isolation, current_leader_epoch);
                self.answer(asker, answer.unwrap_or_else(PartitionAnswer::Failed));
            }
            PartitionQuestion::EpochEnd { leader_epoch, current_leader_epoch } => {
                let answer = self.epoch_end(led, log, leader_epoch, current_leader_epoch);
                self.answer(asker, answer.unwrap_or_else(PartitionAnswer::Failed));
            }
            PartitionQuestion::DeleteRecords { offset } => {
                let answer = self.delete_records(led, log, offset);
                self.answer(
                    asker,
                    answer.map_or_else(PartitionAnswer::Failed, PartitionAnswer::LowWatermark),
                );
            }
            PartitionQuestion::Group(asked) => self.on_group_question(asker, key, *asked),
            PartitionQuestion::Producers => {
                let entries = self.logs.log(log).producers().entries();
                let producers = entries.into_iter().map(ActiveProducer::from).collect();
                self.answer(asker, PartitionAnswer::Producers(producers));
            }
        }
    }

    pub(super) fn answer(&mut self, asker: Asker, answer: PartitionAnswer) {
        if asker.shard == self.index {
            self.on_answer(asker.ticket, asker.index, answer);
        } else {
            self.mesh.send(asker.shard, Message::Answer { ticket: asker.ticket, index: asker.index, answer });
        }
    }

    fn append(&mut self, asker: Asker, led: SlotKey, log: LogId, records: io::SharedBuffer, acks: Acks) {
        let partition = self.partitions.led.get_mut(led).expect("the caller found it");
        if acks == Acks::All && partition.leader.is_under_min_in_sync() {
            return self.answer(asker, PartitionAnswer::Failed(ErrorCode::NotEnoughReplicas.into()));
        }
        let epoch = partition.leader.leader_epoch();
        let info = match self.logs.append(
            &mut self.io,
            log,
            records,
            AppendOrigin::Client { acks: acks.code() },
            LeaderEpoch(epoch),
        ) {
            Ok(info) => info,
            Err(error) => {
                return self.answer(asker, PartitionAnswer::Failed(append_failure(error)));
            }
        };
        let answer = AppendAnswer {
            base_offset: info.base_offset.0,
            log_append_time_ms: info.log_append_time_ms,
            log_start_offset: info.log_start_offset.0,
        };
        let end = info.last_offset.0 + 1;
        let ends = self.logs.log(log);
        let (written, durable) = (ends.written_end_offset().0, ends.durable_end_offset().0);
        let partition = self.partitions.led.get_mut(led).expect("the caller found it");
        let (reached, waiting) = match acks {
            Acks::None => return self.answer(asker, PartitionAnswer::Appended(answer)),
            Acks::Leader if partition.sync_before_leader_ack => (durable, &mut partition.awaiting_durable),
            Acks::Leader => (written, &mut partition.awaiting_written),
            Acks::All => (partition.leader.high_watermark(), &mut partition.awaiting_high_watermark),
        };
        // Only a retried batch can have been reached already.
        if end <= reached {
            return self.answer(asker, PartitionAnswer::Appended(answer));
        }
        waiting.push(DelayedAppend { end, asker, answer });
    }

    fn watch(&mut self, led: SlotKey, watcher: Watcher) {
        let partition = self.partitions.led.get_mut(led).expect("the caller found it");
        let Some(log) = partition.log else { return };
        let end = readable_end(partition, self.logs.log(log), watcher.isolation);
        if end > watcher.end {
            self.answer(watcher.asker, PartitionAnswer::Moved);
        } else {
            partition.watchers.push(watcher);
        }
    }

    fn plan_fetch(&mut self, led: SlotKey, id: LogId, fetch: FetchQuestion) -> Result<FetchAnswer, Failure> {
        let partition = self.partitions.led.get(led).expect("the caller found it");
        check_epoch(partition, fetch.current_leader_epoch)?;
        let log = self.online(id)?;
        let high_watermark = partition.leader.high_watermark();
        let mut answer = FetchAnswer {
            high_watermark,
            last_stable_offset: log.last_stable_offset().0.min(high_watermark),
            log_start_offset: log.log_start_offset().0,
            readable_end: readable_end(partition, log, fetch.isolation),
            ..FetchAnswer::default()
        };
        if fetch.last_fetched_epoch >= 0 {
            // KIP-595: a reader whose last epoch ended earlier here must truncate before it reads on.
            let (epoch, end) = epoch_end(log, fetch.last_fetched_epoch);
            if epoch < fetch.last_fetched_epoch || end < fetch.offset {
                answer.diverging = Some((epoch, end));
                return Ok(answer);
            }
        }
        if fetch.offset < log.log_start_offset().0 || fetch.offset > log.log_end_offset().0 {
            return Err(ErrorCode::OffsetOutOfRange.into());
        }
        if fetch.offset >= answer.readable_end || (fetch.bytes_max == 0 && !fetch.at_least_one_batch) {
            return Ok(answer);
        }
        let plan = self
            .logs
            .plan_read(
                &mut self.io,
                id,
                ReadRequest {
                    offset: Offset(fetch.offset),
                    upper_bound: Offset(answer.readable_end),
                    bytes_max: fetch.bytes_max,
                    at_least_one_batch: fetch.at_least_one_batch,
                    aborted: fetch.isolation == Isolation::ReadCommitted,
                },
            )
            .map_err(|error| Failure::from(error.code()))?;
        answer.records_bytes = plan.records_bytes;
        answer.regions = plan.regions;
        answer.aborted = plan
            .aborted_transactions
            .into_iter()
            .map(|aborted| (aborted.producer_id, aborted.first_offset.0))
            .collect();
        Ok(answer)
    }

    /// A log that can be asked. The high watermark of one that is offline may never have got to where consumers have been:
    /// nobody is to be told of it.
    fn online(&self, id: LogId) -> Result<&Log, Failure> {
        let log = self.logs.log(id);
        match log.availability() {
            Availability::Offline => Err(ErrorCode::KafkaStorageError.into()),
            Availability::Online | Availability::Corrupt { .. } => Ok(log),
        }
    }

    fn offset_for(
        &mut self,
        led: SlotKey,
        id: LogId,
        timestamp: i64,
        isolation: Isolation,
        current_leader_epoch: i32,
    ) -> Result<PartitionAnswer, Failure> {
        /// Marks of ListOffsets in place of a timestamp.
        const LATEST: i64 = -1;
        const EARLIEST: i64 = -2;
        const MAX_TIMESTAMP: i64 = -3;
        const EARLIEST_LOCAL: i64 = -4;
        let partition = self.partitions.led.get(led).expect("the caller found it");
        check_epoch(partition, current_leader_epoch)?;
        let log = self.online(id)?;
        let end = readable_end(partition, log, isolation);
        let none = PartitionAnswer::Offset { offset: -1, timestamp: -1, leader_epoch: -1 };
        let at = |offset: i64| PartitionAnswer::Offset {
            offset,
            timestamp: -1,
            leader_epoch: log.epochs().epoch_at(Offset(offset)).map_or(-1, |epoch| epoch.0),
        };
        match timestamp {
            LATEST => Ok(PartitionAnswer::Offset {
                offset: end,
                timestamp: -1,
                leader_epoch: partition.leader.leader_epoch(),
            }),
            EARLIEST | EARLIEST_LOCAL => Ok(at(log.log_start_offset().0)),
            ..MAX_TIMESTAMP => Ok(none),
            MAX_TIMESTAMP | 0.. => {
                let query = match timestamp {
                    MAX_TIMESTAMP => TimestampQuery::Max,
                    timestamp => TimestampQuery::AtOrAfter(timestamp),
                };
                let found = self.logs.offset_for_timestamp(&mut self.io, id, query);
                let found = found.map_err(|error| Failure::from(error.code()))?;
                Ok(found.filter(|found| found.offset.0 < end).map_or(none, |found| PartitionAnswer::Offset {
                    offset: found.offset.0,
                    timestamp: found.timestamp,
                    leader_epoch: found.leader_epoch.map_or(-1, |epoch| epoch.0),
                }))
            }
        }
    }

    fn epoch_end(
        &mut self,
        led: SlotKey,
        id: LogId,
        leader_epoch: i32,
        current_leader_epoch: i32,
    ) -> Result<PartitionAnswer, Failure> {
        let partition = self.partitions.led.get(led).expect("the caller found it");
        check_epoch(partition, current_leader_epoch)?;
        // A future epoch has no end here: the client asks somebody who knows it.
        let (leader_epoch, end_offset) = epoch_end(self.online(id)?, leader_epoch);
        Ok(PartitionAnswer::EpochEnd { leader_epoch, end_offset })
    }

    fn delete_records(&mut self, led: SlotKey, id: LogId, offset: i64) -> Result<i64, Failure> {
        let partition = self.partitions.led.get(led).expect("the caller found it");
        let high_watermark = partition.leader.high_watermark();
        let offset = if offset == -1 { high_watermark } else { offset };
        if !(0..=high_watermark).contains(&offset) {
            return Err(ErrorCode::OffsetOutOfRange.into());
        }
        self.logs
            .delete_records(id, Some(Offset(offset)))
            .map(|start| start.0)
            .map_err(|error| error.code().into())
    }

    pub(super) fn answer_for_shard(&self, question: ShardQuestion) -> ShardAnswer {
        if let ShardQuestion::Groups(filter) = question {
            return ShardAnswer::Groups(self.list_groups(&filter));
        }
        let sizes = self.partitions.led.iter().filter_map(|(_, partition)| {
            let log = self.logs.log(partition.log?);
            Some(LogSize {
                partition: partition.key,
                topic: partition.topic_partition.topic.clone(),
                directory: partition.directory,
                bytes: log.size_bytes(),
                offset_lag: 0,
            })
        });
        ShardAnswer::LogSizes(sizes.collect())
    }

    /// Hands what the logs have done to whoever waits for it.
    pub(super) fn on_log_events(&mut self) {
        while let Some(event) = self.logs.poll_event() {
            if self.control_plane_takes(&event) {
                continue;
            }
            match event {
                LogEvent::Written { log, end } => self.on_written(log, end.0),
                LogEvent::Durable { log, end } => self.on_durable(log, end.0),
                LogEvent::DirectoryFailed { directory, error } => {
                    self.on_directory_failed(&directory, &error);
                    self.spread_failure(&directory, &error);
                }
                LogEvent::Recovered { topic_partition, finding } => report(&topic_partition, &finding),
                LogEvent::LogStartMoved { .. } => {}
                LogEvent::Cleaned { topic_partition, report } => {
                    tracing::info!(partition = %topic_partition, "{report}");
                }
                LogEvent::Uncleanable { topic_partition, reason } => {
                    tracing::error!(
                        partition = %topic_partition,
                        %reason,
                        "this log cannot be compacted and is left as it is until the next start"
                    );
                }
            }
        }
    }

    fn led_by(&mut self, log: LogId) -> Option<SlotKey> {
        self.partitions.by_log.get(&log).copied()
    }

    fn on_written(&mut self, log: LogId, end: i64) {
        let Some(led) = self.led_by(log) else { return };
        let moved =
            self.partitions.led.get_mut(led).is_some_and(|partition| partition.leader.on_written(end));
        while let Some(append) =
            self.partitions.led.get_mut(led).and_then(|partition| partition.awaiting_written.pop_passed(end))
        {
            self.answer(append.asker, PartitionAnswer::Appended(append.answer));
        }
        if moved {
            self.on_high_watermark(led);
        }
    }

    fn on_durable(&mut self, log: LogId, end: i64) {
        let Some(led) = self.led_by(log) else { return };
        let moved =
            self.partitions.led.get_mut(led).is_some_and(|partition| partition.leader.on_durable(end));
        while let Some(append) =
            self.partitions.led.get_mut(led).and_then(|partition| partition.awaiting_durable.pop_passed(end))
        {
            self.answer(append.asker, PartitionAnswer::Appended(append.answer));
        }
        if moved {
            self.on_high_watermark(led);
        }
    }

    pub(super) fn on_high_watermark(&mut self, led: SlotKey) {
        let Some(partition) = self.partitions.led.get_mut(led) else { return };
        let high_watermark = partition.leader.high_watermark();
        if let Some(log) = partition.log {
            self.logs.update_high_watermark(log, Offset(high_watermark));
        }
        while let Some(append) = self
            .partitions
            .led
            .get_mut(led)
            .and_then(|partition| partition.awaiting_high_watermark.pop_passed(high_watermark))
        {
            self.answer(append.asker, PartitionAnswer::Appended(append.answer));
        }
        self.commit_groups(led, high_watermark);
        self.wake_watchers(led);
    }

    fn wake_watchers(&mut self, led: SlotKey) {
        let mut next = 0;
        while let Some(partition) = self.partitions.led.get_mut(led)
            && let Some(log) = partition.log
            && let Some(watcher) = partition.watchers.get(next).copied()
        {
            if readable_end(partition, self.logs.log(log), watcher.isolation) > watcher.end {
                partition.watchers.swap_remove(next);
                self.answer(watcher.asker, PartitionAnswer::Moved);
            } else {
                next += 1;
            }
        }
    }

    /// A directory is offline for good: its partitions answer KAFKA_STORAGE_ERROR from here on.
    pub(super) fn on_directory_failed(&mut self, directory: &std::path::Path, error: &str) {
        if self.index == ShardIndex::ZERO {
            tracing::error!(directory = %directory.display(), "log directory goes offline: {error}");
        }
        let Some(index) = self.config.log_dirs.iter().position(|configured| configured == directory) else {
            return;
        };
        let failed: Vec<SlotKey> = self
            .partitions
            .led
            .iter()
            .filter(|(_, partition)| usize::from(partition.directory) == index)
            .map(|(led, _)| led)
            .collect();
        for led in failed {
            if let Some(log) = self.partitions.led.get_mut(led).and_then(|partition| partition.log.take()) {
                self.partitions.by_log.remove(&log);
            }
            self.fail_waiting(led, ErrorCode::KafkaStorageError);
            if let Some(key) = self.partitions.led.get(led).map(|partition| partition.key) {
                self.give_up_coordinator(key);
            }
        }
    }

    /// Who finds that a directory is gone tells shard 0, and that tells all: nobody writes there again.
    fn spread_failure(&mut self, directory: &std::path::Path, error: &str) {
        let message =
            || Message::DirectoryFailed { directory: directory.to_owned(), error: error.to_owned() };
        if self.index != ShardIndex::ZERO {
            return self.tell(ShardIndex::ZERO, message());
        }
        for shard in self.mesh.indexes().filter(|shard| *shard != ShardIndex::ZERO) {
            self.mesh.send(shard, message());
        }
    }

    /// Everybody who waits for this partition gets an error.
    pub(super) fn fail_waiting(&mut self, led: SlotKey, code: ErrorCode) {
        while let Some(partition) = self.partitions.led.get_mut(led)
            && let Some(append) = partition
                .awaiting_written
                .pop()
                .or_else(|| partition.awaiting_durable.pop())
                .or_else(|| partition.awaiting_high_watermark.pop())
        {
            self.answer(append.asker, PartitionAnswer::Failed(code.into()));
        }
        while let Some(watcher) =
            self.partitions.led.get_mut(led).and_then(|partition| partition.watchers.pop())
        {
            self.answer(watcher.asker, PartitionAnswer::Moved);
        }
    }
}

/// Up to where a reader of `isolation` may see.
fn readable_end(partition: &LedPartition, log: &engine::Log, isolation: Isolation) -> i64 {
    let high_watermark = partition.leader.high_watermark();
    match isolation {
        Isolation::ReadUncommitted => high_watermark,
        Isolation::ReadCommitted => log.last_stable_offset().0.min(high_watermark),
    }
}

/// KIP-320: a client with another epoch than ours talks to the wrong leader, or about an old log.
fn check_epoch(partition: &LedPartition, current_leader_epoch: i32) -> Result<(), Failure> {
    match current_leader_epoch {
        -1 => Ok(()),
        epoch if epoch < partition.leader.leader_epoch() => Err(ErrorCode::FencedLeaderEpoch.into()),
        epoch if epoch > partition.leader.leader_epoch() => Err(ErrorCode::UnknownLeaderEpoch.into()),
        _ => Ok(()),
    }
}

/// The largest epoch of the log that is not above `epoch`, and where it ended; -1 each when there is none.
fn epoch_end(log: &engine::Log, epoch: i32) -> (i32, i64) {
    log.epoch_end_offset(LeaderEpoch(epoch)).map_or((-1, -1), |(epoch, end)| (epoch.0, end.0))
}

/// One line per finding of a recovery.
fn report(log: &TopicPartition, finding: &RecoveryFinding) {
    match finding {
        RecoveryFinding::TailCut { at, bytes, quarantine } => {
            tracing::info!(%log, %at, bytes, ?quarantine, "an unfinished write at the end was cut off");
        }
        RecoveryFinding::BatchesLost { from, to, quarantine } => {
            tracing::error!(%log, "records {from}..{to} were not synced before the power failed and are lost; kept in {}", quarantine.display());
        }
        RecoveryFinding::Corrupt { from, reason } => {
            tracing::error!(%log, "corrupt from offset {from} on: {reason}; earlier records are served");
        }
        RecoveryFinding::ShorterThanRecoveryPoint { end, recovery_point } => {
            tracing::error!(%log, "the disk has lost the synced records {end}..{recovery_point}");
        }
        RecoveryFinding::Rebuilt { path } => tracing::warn!(%log, "rebuilt {}", path.display()),
    }
}

fn append_failure(error: engine::Error) -> Failure {
    let (code, message) = (error.code(), Some(error.to_string().into()));
    let records = match error {
        engine::Error::KeylessRecords(records) => records,
        _ => Vec::new(),
    };
    Failure { code, message, records }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::shard::simulated_broker::SimulatedBroker;

    #[test]
    fn a_log_that_is_offline_tells_no_offset() {
        let mut broker = SimulatedBroker::new(1);
        broker.make_topic();
        broker.append(5);
        let (led, log) = (broker.led(), broker.log_id());
        let latest =
            |broker: &mut SimulatedBroker| broker.shard.offset_for(led, log, -1, Isolation::default(), -1);
        assert!(matches!(latest(&mut broker), Ok(PartitionAnswer::Offset { offset: 5, .. })));
        broker.shard.logs.fail_directory(Path::new("/data"), "an I/O error".to_owned());
        let Err(Failure { code, .. }) = latest(&mut broker) else { panic!("it is offline") };
        assert_eq!(code, ErrorCode::KafkaStorageError);
        assert!(broker.shard.epoch_end(led, log, 0, -1).is_err());
    }
}
