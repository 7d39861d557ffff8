//! Opening the logs that are there at the start: by beats, so that a shard with thousands of them answers in between.
//!
//! ```text
//! first view ──► waiting ──(beats of its loader)──► settling ──(what recovery read is synced)──► led
//!                   └──────────────── cannot be opened: led without a log ────────────────────────┘
//! ```
//! Until a partition is led here, questions about it are answered with NOT_LEADER_OR_FOLLOWER, which clients try again. The
//! views that came meanwhile are acknowledged when all logs are open or [`PATIENCE`] is over: a usual start is quick, and
//! nobody connects before it can serve; a long recovery serves what is open already.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use engine::{Availability, LogId, LogLoader, TopicPartition};
use foldhash::fast::FixedState;
use hashbrown::HashSet;
use io::Io;

use super::views::Wanted;
use super::{Shard, ShardState};
use crate::checkpoints::{CheckpointedLog, LogCheckpoint};
use crate::groups::OFFSETS_TOPIC;
use crate::mesh::ShardIndex;
use crate::message::Message;
use crate::view::{ClusterView, PartitionKey};

/// Steps of loaders in one beat.
const STEPS_PER_BEAT: usize = 64;
/// Bytes that recovery reads in one beat.
const BYTES_PER_BEAT: u64 = 4 << 20;
/// Logs whose syncs are waited for at once.
const SETTLING_MAX: usize = 64;
/// How long a broker that starts keeps its listeners shut for its logs.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often a long start tells how far it is.
const PROGRESS_INTERVAL: Duration = Duration::from_secs(5);

/// A partition on its way.
#[derive(Debug)]
struct Loading {
    key: PartitionKey,
    directory: u16,
    topic_partition: TopicPartition,
    checkpointed: CheckpointedLog,
    loader: Box<LogLoader>,
}

/// The partitions that are not led here yet, though they belong here.
#[derive(Debug, Default)]
pub(super) struct Opening {
    waiting: VecDeque<Loading>,
    settling: Vec<(LogId, Loading)>,
    /// Those of both.
    keys: HashSet<PartitionKey, FixedState>,
    opened: usize,
    began_at: Duration,
    told_at: Duration,
    /// Versions of views that are applied and not acknowledged, in order.
    views: Vec<u64>,
}

impl Opening {
    /// Whether every log is open.
    pub(super) fn is_done(&self) -> bool {
        self.keys.is_empty()
    }

    /// Whether the partition is among them.
    pub(super) fn holds(&self, key: PartitionKey) -> bool {
        self.keys.contains(&key)
    }

    pub(super) fn next_deadline(&self) -> Option<Duration> {
        if !self.waiting.is_empty() && self.settling.len() < SETTLING_MAX {
            return Some(Duration::ZERO);
        }
        (!self.views.is_empty()).then_some(self.began_at + PATIENCE)
    }

    /// What the checkpoint files said of them, which holds until they are open.
    pub(super) fn checkpoints(&self) -> impl Iterator<Item = LogCheckpoint> + '_ {
        self.loadings().map(|loading| LogCheckpoint {
            topic_id: loading.key.topic_id,
            directory: loading.directory,
            topic: loading.topic_partition.topic.clone(),
            partition: loading.topic_partition.partition,
            log: loading.checkpointed,
        })
    }

    /// Directories with a log that is not open: a stop now is no clean one for them.
    pub(super) fn directories(&self) -> impl Iterator<Item = u16> + '_ {
        self.loadings().map(|loading| loading.directory)
    }

    fn loadings(&self) -> impl Iterator<Item = &Loading> + '_ {
        self.waiting.iter().chain(self.settling.iter().map(|(_, loading)| loading))
    }
}

impl<I: Io> Shard<I> {
    /// Puts a partition that was there before the start into the queue.
    pub(super) fn open_by_beats(&mut self, wanted: &Wanted<'_>) {
        let (topic_partition, checkpointed) = self.what_is_known(wanted);
        let request = self.open_request(wanted, &topic_partition, checkpointed);
        if self.opening.is_done() {
            (self.opening.began_at, self.opening.told_at) = (self.io.now(), self.io.now());
        }
        self.opening.keys.insert(wanted.key);
        self.opening.waiting.push_back(Loading {
            key: wanted.key,
            directory: wanted.placement.directory,
            topic_partition,
            checkpointed,
            loader: Box::new(LogLoader::new(request).deferring_sync()),
        });
    }

    /// Acknowledges a view now, or when the logs that it found at the start are open.
    pub(super) fn acknowledge(&mut self, version: u64) {
        self.opening.views.push(version);
        self.acknowledge_views();
    }

    fn acknowledge_views(&mut self) {
        if !self.opening.is_done() && self.io.now() < self.opening.began_at + PATIENCE {
            return;
        }
        for version in std::mem::take(&mut self.opening.views) {
            self.tell(ShardIndex::ZERO, Message::ViewApplied { version });
        }
    }

    /// One beat of opening logs, while the shard serves.
    pub(super) fn open_more(&mut self) {
        if self.opening.is_done() || !matches!(self.state, ShardState::Running | ShardState::Draining) {
            return;
        }
        self.load_some();
        self.lead_settled();
        self.tell_progress();
        self.acknowledge_views();
    }

    fn load_some(&mut self) {
        let mut bytes_left = BYTES_PER_BEAT;
        for _ in 0..STEPS_PER_BEAT {
            if self.opening.settling.len() >= SETTLING_MAX || bytes_left == 0 {
                return;
            }
            let Some(mut loading) = self.opening.waiting.pop_front() else { return };
            let before = loading.loader.progress().0;
            match self.logs.load(&mut self.io, &mut loading.loader, bytes_left) {
                Ok(None) => {
                    bytes_left = bytes_left.saturating_sub(loading.loader.progress().0 - before);
                    self.opening.waiting.push_front(loading);
                }
                Ok(Some(log)) => self.opening.settling.push((log, loading)),
                Err(error) => {
                    tracing::error!(partition = %loading.topic_partition, "the log cannot be opened; it answers KAFKA_STORAGE_ERROR: {error}");
                    self.lead_loaded(loading, None);
                }
            }
        }
    }

    /// Serves the logs of which everything is durable that recovery has read.
    fn lead_settled(&mut self) {
        let mut index = 0;
        while let Some((log, _)) = self.opening.settling.get(index) {
            let log = self.logs.log(*log);
            let is_durable = log.durable_end_offset() == log.written_end_offset();
            if is_durable || log.availability() != Availability::Online {
                let (log, loading) = self.opening.settling.swap_remove(index);
                self.lead_loaded(loading, Some(log));
            } else {
                index += 1;
            }
        }
    }

    fn lead_loaded(&mut self, loading: Loading, log: Option<LogId>) {
        self.opening.opened += 1;
        self.opening.keys.remove(&loading.key);
        let view: Arc<ClusterView> = self.view.clone();
        let defaults = self.config.topic_defaults(&view.image);
        let placement = view.placement.of(loading.key);
        let wanted = placement.and_then(|placement| Wanted::of(&view, loading.key, placement, &defaults));
        let Some(wanted) = wanted else {
            // Its topic was deleted meanwhile.
            if let Some(Err(error)) = log.map(|log| self.logs.delete_log(&mut self.io, log)) {
                tracing::error!(partition = %loading.topic_partition, "deleting the log failed: {error}");
            }
            return;
        };
        let led = self.lead(&wanted, loading.topic_partition, loading.checkpointed, log);
        self.update(led, &wanted);
        if *wanted.topic.name == *OFFSETS_TOPIC {
            self.host_coordinators(&view);
        }
    }

    fn tell_progress(&mut self) {
        let now = self.io.now();
        let took = now.saturating_sub(self.opening.began_at);
        let (opened, total) = (self.opening.opened, self.opening.opened + self.opening.keys.len());
        if self.opening.is_done() && took > PATIENCE {
            tracing::info!("opened {total} logs in {} ms", took.as_millis());
        } else if now >= self.opening.told_at + PROGRESS_INTERVAL {
            self.opening.told_at = now;
            tracing::info!("opening logs: {opened} of {total} are open");
        }
    }
}
