//! Coordinators on the shard of their partitions: loaded, asked, written down, given up.

use coordinator::{CoordinatorRecord, GroupFilter, Surroundings};
use engine::{AppendOrigin, LeaderEpoch, LogId, Offset, ReadRequest};
use io::{Buffer, Completion, FileRegion, Io, Op, Outcome};
use protocol::ErrorCode;
use protocol::messages::list_groups_response::ListedGroup;

use super::Shard;
use crate::groups::{Catalog, GroupQuestion, Hosted, LoadRead, OFFSETS_TOPIC, encode};
use crate::message::PartitionAnswer;
use crate::partition::Asker;
use crate::slots::SlotKey;
use crate::view::{ClusterView, PartitionKey};

/// What the next beat of a loading is.
enum LoadStep {
    /// Read this.
    Read { log: LogId, offset: i64, region: FileRegion },
    /// All that is committed is replayed, and something behind it is not committed yet.
    AwaitCommit(LogId),
    /// All of the log is replayed.
    Done,
    /// It cannot be read.
    Failed(String),
}

/// Lends the world to a coordinator for one call.
fn lend<I: Io, R>(io: &mut I, topics: Catalog<'_>, act: impl FnOnce(&mut Surroundings<'_>) -> R) -> R {
    let (now, wall_clock_ms) = (io.now(), io.wall_clock_ms());
    let mut random = || io.random_u64();
    act(&mut Surroundings { now, wall_clock_ms, random: &mut random, topics: &topics })
}

impl<I: Io> Shard<I> {
    /// Takes over the partitions of `__consumer_offsets` that are led here and not hosted yet; tells the others what the
    /// cluster looks like now.
    pub(super) fn host_coordinators(&mut self, view: &ClusterView) {
        let topics = Catalog::of(view, &self.config);
        for hosted in self.groups.iter_mut() {
            lend(&mut self.io, topics, |surroundings| hosted.on_topics_changed(surroundings));
        }
        for partition in self.groups.partitions() {
            self.groups.touch(partition);
        }
        let Some(topic) = view.image.topic(OFFSETS_TOPIC).filter(|_| !self.groups.is_draining) else {
            return;
        };
        for partition in topic.partitions() {
            let key = PartitionKey { topic_id: topic.id, partition: partition.index };
            if self.groups.of_key_mut(key).is_none() && self.host(key) {
                self.groups.load_on(key.partition);
            }
        }
    }

    /// Hosts a partition, if its log is here and open.
    fn host(&mut self, key: PartitionKey) -> bool {
        let led = self.partitions.by_key.get(&key).and_then(|led| self.partitions.led.get(*led));
        let Some(log) = led.and_then(|partition| partition.log) else { return false };
        let found = self.logs.log(log);
        let (start, batch_bytes_max) =
            (found.log_start_offset().0, found.config().message_bytes_max as usize);
        self.groups.host(key, log, start, batch_bytes_max);
        true
    }

    /// A partition is gone or its directory has failed: so are its groups, until somebody loads them again.
    pub(super) fn give_up_coordinator(&mut self, key: PartitionKey) {
        if self.groups.of_key_mut(key).is_none() {
            return;
        }
        if let Some(mut hosted) = self.groups.give_up(key.partition) {
            hosted.fail(ErrorCode::NotCoordinator);
            self.deliver(&mut hosted);
            self.groups.refresh_deadline();
        }
    }

    /// A question about a group whose partition is led here.
    pub(super) fn on_group_question(&mut self, asker: Asker, key: PartitionKey, asked: GroupQuestion) {
        let is_draining = self.groups.is_draining;
        let hosted = self.groups.of_key_mut(key).filter(|_| !is_draining);
        let (io, topics) = (&mut self.io, Catalog::of(&self.view, &self.config));
        let refused = match hosted {
            Some(hosted) => lend(io, topics, |surroundings| hosted.on_question(surroundings, asker, asked)),
            None => Err(asker),
        };
        match refused {
            Ok(()) => self.groups.touch(key.partition),
            Err(asker) => self.answer(asker, PartitionAnswer::Failed(ErrorCode::NotCoordinator.into())),
        }
    }

    /// The groups of this shard, or why they cannot be listed.
    pub(super) fn list_groups(&self, filter: &GroupFilter) -> Result<Vec<ListedGroup>, ErrorCode> {
        let mut groups = Vec::new();
        for hosted in self.groups.iter() {
            groups.extend(hosted.list(filter)?);
        }
        Ok(groups)
    }

    /// Writes down what coordinators have decided, one batch each, and lets answers leave. Returns whether anything was
    /// appended.
    pub(super) fn settle_groups(&mut self) -> bool {
        if !self.groups.has_touched() {
            return false;
        }
        let mut appended = false;
        while let Some(partition) = self.groups.pop_touched() {
            appended |= self.append_decisions(partition);
            self.leave_if_drained(partition);
            #[cfg(debug_assertions)]
            if let Some(hosted) = self.groups.get_mut(partition) {
                hosted.assert_invariants();
            }
            // Answers may lead to questions: the coordinator is put back before they are asked.
            while let Some((asker, answer)) =
                self.groups.get_mut(partition).and_then(|hosted| hosted.poll_answer())
            {
                self.answer(asker, PartitionAnswer::Group(Box::new(answer)));
            }
        }
        self.groups.refresh_deadline();
        appended
    }

    fn append_decisions(&mut self, partition: i32) -> bool {
        let mut appended = false;
        while let Some(hosted) = self.groups.get_mut(partition)
            && let Some(records) = hosted.take_records()
        {
            let key = hosted.key();
            match self.append_records(key, &records) {
                Ok(end) => {
                    self.groups.is_refused = false;
                    appended = true;
                    if let Some(hosted) = self.groups.get_mut(partition) {
                        hosted.on_appended(end);
                    }
                }
                Err(code) => {
                    self.load_anew(key, code);
                    return appended;
                }
            }
        }
        appended
    }

    /// Appends records as one batch; returns where it ends.
    fn append_records(&mut self, key: PartitionKey, records: &[CoordinatorRecord]) -> Result<i64, ErrorCode> {
        let (log, epoch) = self.writable(key)?;
        let bytes_max = self.logs.log(log).config().message_bytes_max as usize;
        let mut scratch = std::mem::take(&mut self.groups.scratch);
        let now_ms = self.io.wall_clock_ms();
        let encoded = encode(records, now_ms, self.groups.compression, bytes_max, &mut scratch);
        let batch = self.io.pool().copy_from(&scratch).freeze();
        self.groups.scratch = scratch;
        let refusal = match encoded {
            Ok(()) => match self.logs.append(&mut self.io, log, batch, AppendOrigin::Coordinator, epoch) {
                Ok(info) => return Ok(info.last_offset.0 + 1),
                Err(error) => error.to_string(),
            },
            Err(error) => error.to_string(),
        };
        if !std::mem::replace(&mut self.groups.is_refused, true) {
            tracing::error!(
                partition = key.partition,
                "a decision about groups could not be written, they are loaded anew: {refusal}"
            );
        }
        Err(ErrorCode::NotCoordinator)
    }

    /// The log of a partition that takes records of acks=all, and its epoch.
    fn writable(&self, key: PartitionKey) -> Result<(LogId, LeaderEpoch), ErrorCode> {
        let led = self.partitions.by_key.get(&key).and_then(|led| self.partitions.led.get(*led));
        let led = led.ok_or(ErrorCode::NotCoordinator)?;
        if led.leader.is_under_min_in_sync() {
            return Err(ErrorCode::CoordinatorNotAvailable);
        }
        Ok((led.log.ok_or(ErrorCode::NotCoordinator)?, LeaderEpoch(led.leader.leader_epoch())))
    }

    /// What was decided is not in the log: everybody who waits hears `code`, and the log says what holds.
    fn load_anew(&mut self, key: PartitionKey, code: ErrorCode) {
        let Some(mut hosted) = self.groups.give_up(key.partition) else { return };
        hosted.fail(code);
        self.deliver(&mut hosted);
        if !self.groups.is_draining && self.host(key) {
            self.groups.load_later(key.partition, self.io.now());
        }
    }

    fn deliver(&mut self, hosted: &mut Hosted) {
        while let Some((asker, answer)) = hosted.poll_answer() {
            self.answer(asker, PartitionAnswer::Group(Box::new(answer)));
        }
    }

    /// More of a log is committed.
    pub(super) fn commit_groups(&mut self, led: SlotKey, high_watermark: i64) {
        if self.groups.is_empty() {
            return;
        }
        let Some(key) = self.partitions.led.get(led).map(|partition| partition.key) else { return };
        let Some(hosted) = self.groups.of_key_mut(key) else { return };
        hosted.on_committed(high_watermark);
        let awaited = hosted.loading_mut().is_some_and(|loading| std::mem::take(&mut loading.awaits_commit));
        if awaited {
            self.groups.load_on(key.partition);
        }
        self.groups.touch(key.partition);
    }

    /// Coordinators whose time has come.
    pub(super) fn on_groups_deadline(&mut self, now: std::time::Duration) {
        self.groups.begin_reloads(now);
        for partition in self.groups.due(now) {
            if let Some(hosted) = self.groups.get_mut(partition) {
                lend(&mut self.io, Catalog::of(&self.view, &self.config), |surroundings| {
                    hosted.on_deadline(surroundings)
                });
            }
            self.groups.touch(partition);
        }
    }

    /// Begins the next beat of a loading, if none is under way.
    pub(super) fn load_groups(&mut self) {
        while self.groups.can_load() {
            let Some(partition) = self.groups.pop_loading() else { return };
            match self.plan_load(partition) {
                None => {}
                Some(LoadStep::Read { log, offset, region }) => self.read(partition, log, offset, region),
                Some(LoadStep::AwaitCommit(log)) => {
                    if let Some(loading) =
                        self.groups.get_mut(partition).and_then(|hosted| hosted.loading_mut())
                    {
                        loading.awaits_commit = true;
                    }
                    // A log whose directory has failed tells so by itself.
                    let _ = self.logs.request_sync(log);
                }
                Some(LoadStep::Done) => self.finish_loading(partition),
                Some(LoadStep::Failed(reason)) => self.fail_loading(partition, &reason),
            }
        }
    }

    fn plan_load(&mut self, partition: i32) -> Option<LoadStep> {
        let now = self.io.now();
        let bytes_max = self.groups.load_bytes_max();
        let hosted = self.groups.get_mut(partition)?;
        let (key, log) = (hosted.key(), hosted.log());
        let loading = hosted.loading_mut()?;
        loading.began_at.get_or_insert(now);
        let led = self.partitions.by_key.get(&key).and_then(|led| self.partitions.led.get(*led))?;
        let high_watermark = led.leader.high_watermark();
        let offset = loading.next_offset();
        if offset >= high_watermark {
            let end = self.logs.log(log).log_end_offset().0;
            return Some(if offset >= end { LoadStep::Done } else { LoadStep::AwaitCommit(log) });
        }
        let request = ReadRequest {
            offset: Offset(offset),
            upper_bound: Offset(high_watermark),
            bytes_max,
            at_least_one_batch: true,
            aborted: false,
        };
        match self.logs.plan_read(&mut self.io, log, request) {
            Err(error) => Some(LoadStep::Failed(error.to_string())),
            Ok(plan) => match plan.regions.into_iter().next() {
                Some(region) => Some(LoadStep::Read { log, offset, region }),
                None => {
                    // Compaction has left nothing from here on.
                    loading.skip_to(high_watermark);
                    self.groups.load_on(partition);
                    None
                }
            },
        }
    }

    fn read(&mut self, partition: i32, log: LogId, offset: i64, region: FileRegion) {
        let read = self.groups.begin_read(partition, log, offset);
        let len = region.len as usize;
        let buffer = self.io.pool().take(len);
        self.io.submit(read.token(), Op::Read { file: region.file, position: region.position, buffer, len });
    }

    /// A beat's bytes are there.
    pub(super) fn on_group_read(&mut self, completion: Completion) {
        let Some(LoadRead { partition, log, offset, .. }) =
            self.groups.reading.take_if(|read| read.token() == completion.token)
        else {
            return;
        };
        // The partition may have been given up, and taken over again, since the read began.
        let is_current = self.groups.get_mut(partition).is_some_and(|hosted| {
            hosted.log() == log && hosted.loading_mut().is_some_and(|loading| loading.next_offset() == offset)
        });
        if !is_current {
            return;
        }
        match completion.outcome {
            Outcome::Read { buffer } => self.replay(partition, log, &buffer),
            Outcome::Failed { error, .. } => self.fail_loading(partition, &error.to_string()),
            other => unreachable!("a read does not end with {other:?}"),
        }
    }

    fn replay(&mut self, partition: i32, log: LogId, bytes: &Buffer) {
        let decompressed_bytes_max = self.logs.log(log).config().decompressed_bytes_max as usize;
        let Some(hosted) = self.groups.get_mut(partition) else { return };
        match hosted.replay(bytes, decompressed_bytes_max) {
            Ok(()) => self.groups.load_on(partition),
            Err(error) => self.fail_loading(partition, &error.to_string()),
        }
    }

    fn finish_loading(&mut self, partition: i32) {
        let Some(hosted) = self.groups.get_mut(partition) else { return };
        let led = self.partitions.by_key.get(&hosted.key()).and_then(|led| self.partitions.led.get(*led));
        let Some(high_watermark) = led.map(|led| led.leader.high_watermark()) else { return };
        lend(&mut self.io, Catalog::of(&self.view, &self.config), |surroundings| {
            hosted.on_loaded(surroundings, high_watermark)
        });
        self.groups.touch(partition);
    }

    /// Nobody is told of a group that may have more to it than could be read.
    fn fail_loading(&mut self, partition: i32, reason: &str) {
        tracing::error!(
            partition,
            "groups cannot be loaded from {OFFSETS_TOPIC}; their requests answer NOT_COORDINATOR: {reason}"
        );
        if let Some(hosted) = self.groups.get_mut(partition) {
            hosted.fail(ErrorCode::NotCoordinator);
        }
        self.groups.touch(partition);
    }

    /// The broker stops: nothing new is taken, what is written and not committed yet is waited for.
    pub(super) fn drain_groups(&mut self) {
        self.groups.is_draining = true;
        for partition in self.groups.partitions() {
            self.groups.touch(partition);
        }
    }

    /// While draining: once everything written is committed and answered, whoever still waits (for others to join, say) is
    /// sent to look for the coordinator again.
    fn leave_if_drained(&mut self, partition: i32) {
        if !self.groups.is_draining {
            return;
        }
        let Some(hosted) = self.groups.get_mut(partition) else { return };
        let led = self.partitions.by_key.get(&hosted.key()).and_then(|led| self.partitions.led.get(*led));
        if led.is_none_or(|led| led.leader.high_watermark() >= hosted.appended_end()) {
            hosted.fail(ErrorCode::NotCoordinator);
        }
    }
}

#[cfg(test)]
#[path = "coordinating_tests.rs"]
mod tests;
