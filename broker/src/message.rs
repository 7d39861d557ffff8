//! What shards say to each other.

use std::borrow::Cow;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use coordinator::{Answer, GroupFilter, ListedGroups};
use io::{FileRegion, SharedBuffer, Socket};
use protocol::ErrorCode;
use replication::{ControlReply, ControlRequest};
use smallvec::SmallVec;

use crate::checkpoints::LogCheckpoint;
use crate::groups::GroupQuestion;
use crate::purgatory::Ticket;
use crate::shard::StartFacts;
use crate::view::{ClusterView, ControlTicket, PartitionKey};

/// A message between two shards. Bodies of records are shared, never copied.
#[derive(Debug)]
pub(crate) enum Message {
    /// Shard 0 hands over a connection that it accepted.
    Adopt {
        /// The connection.
        socket: Socket,
        /// Its other end.
        peer: SocketAddr,
        /// Index of the listener that it came through.
        listener: u16,
    },
    /// To shard 0: a connection of the sender is gone.
    Departed {
        /// Its other end.
        peer: SocketAddr,
    },
    /// To the owner of a partition.
    Ask {
        /// The sender's parked request; answers carry it.
        ticket: Ticket,
        /// Which of that request's questions this is.
        index: u32,
        /// Which partition.
        partition: PartitionKey,
        /// What is asked.
        question: PartitionQuestion,
    },
    /// The owner's answer; also unasked, when a watched partition has moved.
    Answer {
        /// As asked.
        ticket: Ticket,
        /// As asked.
        index: u32,
        /// What came of it.
        answer: PartitionAnswer,
    },
    /// To each shard: what does the whole of you say?
    AskShard {
        /// The sender's parked request.
        ticket: Ticket,
        /// What is asked.
        question: ShardQuestion,
    },
    /// A shard's whole answer.
    ShardAnswer {
        /// As asked.
        ticket: Ticket,
        /// What it said.
        answer: Box<ShardAnswer>,
    },
    /// To shard 0: a request to the control plane.
    Control {
        /// Who waits.
        ticket: ControlTicket,
        /// What is wanted.
        request: Box<ControlRequest>,
    },
    /// From shard 0: it is done, durable, and applied by every shard.
    ControlReply {
        /// Who waits.
        ticket: ControlTicket,
        /// What came of it.
        reply: Box<ControlReply>,
    },
    /// From shard 0, first: what the checkpoint files say.
    Begin(Arc<StartFacts>),
    /// From shard 0: a new version of the cluster.
    View(Arc<ClusterView>),
    /// To shard 0: the sender has opened and closed what that version says.
    ViewApplied {
        /// The version applied.
        version: u64,
    },
    /// To shard 0, and from it to all: a log directory has failed.
    DirectoryFailed {
        /// Which, as configured.
        directory: PathBuf,
        /// What failed.
        error: String,
    },
    /// From shard 0: tell your checkpoints.
    GatherCheckpoints,
    /// To shard 0: how far the sender's logs are.
    Checkpoints(Vec<LogCheckpoint>),
    /// From shard 0: answer what is outstanding, take nothing new, say when.
    Drain,
    /// To shard 0: every request of the sender is answered, every reply has left or its connection is gone.
    Drained,
    /// From shard 0: close your logs.
    CloseLogs,
    /// To shard 0: every log of the sender is flushed and closed.
    LogsClosed {
        /// How far they came.
        logs: Vec<LogCheckpoint>,
        /// Log directories (by index) in which a log could not be completed: they must not pass for cleanly stopped.
        unclean: Vec<u16>,
    },
    /// From shard 0, last: you may end.
    End,
}

/// Which records of a partition a reader may see.
#[derive(Copy, Clone, Debug, Default, Eq, PartialEq)]
pub enum Isolation {
    /// Up to the high watermark.
    #[default]
    ReadUncommitted,
    /// Up to the last stable offset.
    ReadCommitted,
}

/// When a produce is answered.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum Acks {
    /// Never; an error closes the connection.
    None,
    /// When the leader has written it.
    Leader,
    /// When the high watermark has passed it.
    All,
}

impl Acks {
    /// As on the wire.
    pub fn code(self) -> i16 {
        match self {
            Acks::None => 0,
            Acks::Leader => 1,
            Acks::All => -1,
        }
    }
}

/// A question to the owner of one partition.
#[derive(Debug)]
pub enum PartitionQuestion {
    /// Append record batches.
    Append {
        /// The records field of the request.
        records: SharedBuffer,
        /// When to answer.
        acks: Acks,
    },
    /// Plan a read.
    Fetch(FetchQuestion),
    /// Tell (with [`PartitionAnswer::Moved`]) when the readable end is, or comes, beyond `end`.
    Watch {
        /// The end that the reader has seen.
        end: i64,
        /// What it may see.
        isolation: Isolation,
    },
    /// Forget the watch of this ticket and index.
    Unwatch,
    /// Offset of a timestamp, or of one of Kafka's negative marks.
    OffsetFor {
        /// Milliseconds, or a mark.
        timestamp: i64,
        /// Bounds the answer: a consumer's isolation.
        isolation: Isolation,
        /// The epoch that the client believes in; -1 when it does not say.
        current_leader_epoch: i32,
    },
    /// Where an epoch ended.
    EpochEnd {
        /// The epoch asked about.
        leader_epoch: i32,
        /// The epoch that the client believes in; -1 when it does not say.
        current_leader_epoch: i32,
    },
    /// Forget records below an offset (-1: the high watermark).
    DeleteRecords {
        /// The new start.
        offset: i64,
    },
    /// Who produces to it.
    Producers,
    /// A question about a group that this partition of `__consumer_offsets` keeps.
    Group(Box<GroupQuestion>),
}

/// A read of one partition.
#[derive(Copy, Clone, Debug, Default)]
pub struct FetchQuestion {
    /// First offset wanted.
    pub offset: i64,
    /// Most bytes wanted.
    pub bytes_max: u32,
    /// Return the first batch even when it is larger than `bytes_max`.
    pub at_least_one_batch: bool,
    /// What may be seen.
    pub isolation: Isolation,
    /// The epoch that the client believes in; -1 when it does not say.
    pub current_leader_epoch: i32,
    /// The epoch of the last record that the client has; -1 when it does not say.
    pub last_fetched_epoch: i32,
}

/// What came of a question.
#[derive(Debug, Default)]
pub enum PartitionAnswer {
    /// None came (yet).
    #[default]
    Missing,
    /// To every question that could not be answered.
    Failed(Failure),
    /// Of an append.
    Appended(AppendAnswer),
    /// Of a fetch.
    Fetched(FetchAnswer),
    /// A watched partition has moved.
    Moved,
    /// Of a timestamp: offset, timestamp and epoch, or -1 each.
    Offset {
        /// The offset; -1 for none.
        offset: i64,
        /// Its timestamp; -1 for none.
        timestamp: i64,
        /// Its leader epoch; -1 for none.
        leader_epoch: i32,
    },
    /// Of an epoch: the largest epoch not above it, and where that ended; -1 each when unknown.
    EpochEnd {
        /// The epoch found.
        leader_epoch: i32,
        /// Its end offset.
        end_offset: i64,
    },
    /// Of a deletion: the log's start now.
    LowWatermark(i64),
    /// Of the producers.
    Producers(Vec<ActiveProducer>),
    /// Of a group.
    Group(Box<Answer>),
}

/// An error of one partition, in Kafka's words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Failure {
    /// The code.
    pub code: ErrorCode,
    /// More, where the response has a place for it.
    pub message: Option<Cow<'static, str>>,
    /// The records that are to blame, counted from the batch's first; none where it is not about some of them only.
    pub records: Vec<i32>,
}

impl From<ErrorCode> for Failure {
    fn from(code: ErrorCode) -> Self {
        Self { code, ..Self::default() }
    }
}

/// What an append was given.
#[derive(Copy, Clone, Debug, Default)]
pub struct AppendAnswer {
    /// Offset of the first record.
    pub base_offset: i64,
    /// The broker's timestamp, where it set one; else -1.
    pub log_append_time_ms: i64,
    /// The log's start.
    pub log_start_offset: i64,
}

/// A planned read.
#[derive(Clone, Debug, Default)]
pub struct FetchAnswer {
    /// Offset of the last record that is safe, plus one.
    pub high_watermark: i64,
    /// Records below it are decided.
    pub last_stable_offset: i64,
    /// The log's start.
    pub log_start_offset: i64,
    /// The readable end that bounded this read: a reader that wants more watches from here.
    pub readable_end: i64,
    /// Where the records are.
    pub regions: SmallVec<[FileRegion; 2]>,
    /// Bytes in `regions`.
    pub records_bytes: u32,
    /// Aborted transactions among them: (producer id, first offset). Only for read_committed.
    pub aborted: Vec<(i64, i64)>,
    /// The reader's last epoch ended elsewhere here: (epoch, end offset).
    pub diverging: Option<(i32, i64)>,
}

/// A question to a whole shard.
#[derive(Clone, Debug)]
pub enum ShardQuestion {
    /// Sizes of its logs.
    LogSizes,
    /// The groups whose coordinators it hosts.
    Groups(Arc<GroupFilter>),
}

/// A whole shard's answer.
#[derive(Debug)]
pub enum ShardAnswer {
    /// Each log that it has.
    LogSizes(Vec<LogSize>),
    /// The groups that pass the filter, or why they cannot be listed yet.
    Groups(ListedGroups),
}

/// The size of a log.
#[derive(Clone, Debug)]
pub struct LogSize {
    /// Which.
    pub partition: PartitionKey,
    /// The topic's name.
    pub topic: Arc<str>,
    /// Index into the configured `log.dirs`.
    pub directory: u16,
    /// Bytes of its segments.
    pub bytes: u64,
    /// How far the durable end lies behind the written one, in records.
    pub offset_lag: i64,
}

/// An idempotent producer that a partition remembers.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ActiveProducer {
    /// Its id.
    pub producer_id: i64,
    /// Its epoch.
    pub producer_epoch: i16,
    /// Sequence number of its last record; -1 for none.
    pub last_sequence: i32,
    /// When its last batch was made, Unix milliseconds.
    pub last_timestamp_ms: i64,
    /// The epoch of its transaction's coordinator; -1 for none.
    pub coordinator_epoch: i32,
    /// First offset of its open transaction; -1 for none.
    pub current_transaction_start_offset: i64,
}

impl From<&engine::producer_state::ProducerStateEntry> for ActiveProducer {
    fn from(entry: &engine::producer_state::ProducerStateEntry) -> Self {
        Self {
            producer_id: entry.producer_id,
            producer_epoch: entry.producer_epoch,
            last_sequence: entry.last_sequence(),
            last_timestamp_ms: entry.last_timestamp,
            coordinator_epoch: entry.coordinator_epoch,
            current_transaction_start_offset: entry
                .current_transaction_first_offset
                .map_or(-1, |offset| offset.0),
        }
    }
}
