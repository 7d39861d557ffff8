//! A partition that this shard leads: its log, its leader state, and who waits for it to move.

use std::collections::VecDeque;

use engine::{LogId, TopicPartition};
use replication::PartitionLeader;

use crate::checkpoints::CheckpointedLog;
use crate::mesh::ShardIndex;
use crate::message::{AppendAnswer, Isolation};
use crate::purgatory::Ticket;
use crate::view::PartitionKey;

/// Where the answer to a question goes.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub(crate) struct Asker {
    pub(crate) shard: ShardIndex,
    pub(crate) ticket: Ticket,
    pub(crate) index: u32,
}

/// An append that waits until one of the partition's ends passes it.
#[derive(Debug)]
pub(crate) struct DelayedAppend {
    /// Last offset + 1.
    pub(crate) end: i64,
    pub(crate) asker: Asker,
    pub(crate) answer: AppendAnswer,
}

/// Appends in offset order, which is the order in which they are released: the front goes first.
#[derive(Debug, Default)]
pub(crate) struct DelayedAppends {
    queue: VecDeque<DelayedAppend>,
}

impl DelayedAppends {
    pub(crate) fn push(&mut self, append: DelayedAppend) {
        // A retried batch is answered with its first offsets, which may lie before what waits: it leaves with them.
        self.queue.push_back(append);
    }

    /// The next append that `end` has passed.
    pub(crate) fn pop_passed(&mut self, end: i64) -> Option<DelayedAppend> {
        let front = self.queue.front()?;
        (front.end <= end).then(|| self.queue.pop_front()).flatten()
    }

    pub(crate) fn pop(&mut self) -> Option<DelayedAppend> {
        self.queue.pop_front()
    }
}

/// A parked fetch that waits for more.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Watcher {
    pub(crate) asker: Asker,
    pub(crate) end: i64,
    pub(crate) isolation: Isolation,
}

/// A partition led here.
#[derive(Debug)]
pub(crate) struct LedPartition {
    pub(crate) key: PartitionKey,
    pub(crate) topic_partition: TopicPartition,
    pub(crate) directory: u16,
    /// `None` when its log could not be opened or its directory failed: every question answers KAFKA_STORAGE_ERROR.
    pub(crate) log: Option<LogId>,
    /// What the checkpoint files said when it was opened. A log that is not open keeps its entries: without them the next
    /// start would take damage below the recovery point for an unfinished write, and cut it.
    pub(crate) checkpointed: CheckpointedLog,
    pub(crate) leader: PartitionLeader,
    /// `flush.messages=1`: acks=1 waits for the sync too, as in Kafka.
    pub(crate) sync_before_leader_ack: bool,
    /// acks=1.
    pub(crate) awaiting_written: DelayedAppends,
    /// acks=1 with `flush.messages=1`.
    pub(crate) awaiting_durable: DelayedAppends,
    /// acks=all.
    pub(crate) awaiting_high_watermark: DelayedAppends,
    pub(crate) watchers: Vec<Watcher>,
}
