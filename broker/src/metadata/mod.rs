//! The control plane of the broker, on shard 0: the controller, its log, and what every shard is told.

mod folder;
mod metadata_log;
mod placement;
mod registration;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use engine::{LogEvent, LogManager};
use io::Io;
use protocol::Uuid;
use replication::{
    ApiError, Controller, ControllerConfig, Effects, InternalTopic, LocalPartitions, MetadataImage,
    MetadataLog, Quorum, TermStart, Ticket,
};
pub use replication::{ControlReply, ControlRequest};

use crate::config::BrokerConfig;
use crate::shard::{StartError, StartFacts};
use crate::view::{ClusterView, ControlTicket, PartitionPlacement};
use folder::Folder;
use metadata_log::{Appender, ClusterMetadataLog, Replayed};
use placement::Placer;

/// How long a change that a full disk refused, and that nobody asked for, waits for its next attempt.
const RETRY_DELAY: Duration = Duration::from_secs(1);

/// What the control plane wants the shard to do.
#[derive(Debug)]
pub enum ControlEffect {
    /// Tell every shard, this one too; [`ControlPlane::on_view_applied`] when all have applied it.
    Publish(Arc<ClusterView>),
    /// Answer a request.
    Reply {
        /// Whose.
        ticket: ControlTicket,
        /// With what.
        reply: ControlReply,
    },
    /// The metadata log has failed. Nothing can be changed any more, and what was promised cannot be known: the process
    /// must end.
    Fatal(String),
}

/// The control plane.
///
/// ```text
///   ControlRequest ──► Controller ──► records ──► __cluster_metadata-0 ──► fsync
///                                                                            │
///   ControlReply ◄── every shard has applied it ◄── ClusterView n ◄── image ◄┘
/// ```
///
/// Invariants:
/// - a reply leaves after the view that has its change was applied by every shard;
/// - no view is published in which this node is fenced or registered by an earlier run.
pub struct ControlPlane {
    node_id: i32,
    cluster_id: String,
    controller: Controller,
    log: ClusterMetadataLog,
    placer: Placer,
    view: Arc<ClusterView>,
    /// The newest version that every shard has applied.
    applied: u64,
    tickets: BTreeMap<Ticket, ControlTicket>,
    next_ticket: u64,
    /// Answers that wait for a view to be applied, with its version.
    waiting: VecDeque<(u64, Ticket, ControlReply)>,
    effects: VecDeque<ControlEffect>,
    /// The log directories with their ids, and those that failed.
    directories: Vec<(PathBuf, Uuid)>,
    failed: Vec<Uuid>,
    /// When the controller is to be told of directories that failed.
    news_at: Option<Duration>,
    /// A change was refused because the disk is full.
    is_refused: bool,
    snapshot_bytes: u64,
    snapshot_interval: Option<Duration>,
    snapshot_at: Option<Duration>,
    state: State,
}

/// ```text
///   Running ──begin_close──► Closing ──(all records durable)──► closed
///      └──────────────────────┴──(the log fails)──► Failed
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Running,
    Closing,
    Failed,
}

impl ControlPlane {
    /// Formats a new folder or replays an old one, and queues the records with which this node's term begins. The log
    /// directories exist and are locked; `facts` is what their files say, of which it forgets what speaks of no log of the
    /// metadata.
    ///
    /// # Errors
    /// A folder of another node, of a newer Kafka, or with damage that cannot be repaired: one line that names the file.
    pub fn open<I: Io>(
        io: &mut I,
        logs: &mut LogManager,
        config: &Arc<BrokerConfig>,
        shards: usize,
        facts: &mut StartFacts,
    ) -> Result<Self, StartError> {
        let node_id = config.node_id;
        let mut random = |io: &mut I| io.random_u64();
        let mut folder = Folder::open(io, node_id, &config.log_dirs, &mut random)?;
        let Replayed { log, loaded, bootstrap } =
            ClusterMetadataLog::open(io, logs, &folder, node_id, &facts.clean)?;
        folder.mark(io, node_id)?;
        let strays = folder.strays(io, &loaded.image)?;
        // As long as their folders show which of the checkpoints speak of them.
        facts.forget(io, &config.log_dirs, &|directory, log| {
            let topic = loaded.image.topic(&log.topic);
            topic.is_none_or(|topic| topic.partition(log.partition).is_none())
                || strays.contains(&(directory, log.clone()))
        })?;
        folder.set_aside(io, &strays, &mut random)?;
        let found = folder.partitions();
        let registration = registration::of(config, &folder, Uuid::from_random(|| io.random_u64()));
        let start = TermStart { registration, bootstrap, transaction_open: loaded.transaction_open };
        tracing::info!(
            "cluster {}, node {node_id}: {} topics, {} partitions, metadata up to offset {}",
            folder.cluster_id,
            loaded.image.topic_count(),
            loaded.image.partition_count(),
            loaded.image.offset()
        );
        let controller =
            Controller::new(controller_config(config), config.clone(), loaded.quorum, loaded.image);
        let mut plane = Self::new(io, config, controller, log, &folder, shards);
        plane.begin_term(io, logs, start, &found)?;
        Ok(plane)
    }

    fn new<I: Io>(
        io: &I,
        config: &BrokerConfig,
        controller: Controller,
        log: ClusterMetadataLog,
        folder: &Folder,
        shards: usize,
    ) -> Self {
        let directories: Vec<(PathBuf, Uuid)> =
            folder.directories.iter().map(|directory| (directory.path.to_path_buf(), directory.id)).collect();
        let ids = directories.iter().map(|(_, id)| *id).collect();
        let image = Arc::clone(controller.committed());
        let snapshot_interval = config.snapshot_interval_ms.map(Duration::from_millis);
        Self {
            node_id: config.node_id,
            cluster_id: folder.cluster_id.clone(),
            placer: Placer::new(config.node_id, ids, folder.partitions(), shards),
            view: Arc::new(ClusterView {
                version: 0,
                image,
                placement: Arc::<PartitionPlacement>::default(),
            }),
            controller,
            log,
            applied: 0,
            tickets: BTreeMap::new(),
            next_ticket: 0,
            waiting: VecDeque::new(),
            effects: VecDeque::new(),
            directories,
            failed: Vec::new(),
            news_at: None,
            is_refused: false,
            snapshot_bytes: config.snapshot_record_bytes_max,
            snapshot_interval,
            snapshot_at: snapshot_interval.map(|interval| io.now() + interval),
            state: State::Running,
        }
    }

    fn begin_term<I: Io>(
        &mut self,
        io: &mut I,
        logs: &mut LogManager,
        start: TermStart,
        found: &dyn LocalPartitions,
    ) -> Result<(), StartError> {
        let mut effects = Effects::default();
        self.controller.begin_term(io.wall_clock_ms(), start, found, &mut effects);
        let state = self.controller.quorum().elected_state(self.controller.epoch());
        self.log.write_quorum_state(io, &state)?;
        self.perform(io, logs, effects);
        match self.effects.front() {
            Some(ControlEffect::Fatal(reason)) => Err(StartError::Refused(reason.clone())),
            _ if self.is_refused => Err(StartError::Refused("no space left for the metadata log".to_owned())),
            _ => Ok(()),
        }
    }

    /// The cluster's id, from `meta.properties`.
    pub fn cluster_id(&self) -> &str {
        &self.cluster_id
    }

    /// The number of this node's registration, for `.kafka_cleanshutdown`.
    pub fn broker_epoch(&self) -> i64 {
        self.controller.broker_epoch()
    }

    /// The quorum of the metadata log.
    pub fn quorum(&self) -> &Quorum {
        self.controller.quorum()
    }

    /// A request of any shard.
    pub fn on_request<I: Io>(
        &mut self,
        io: &mut I,
        logs: &mut LogManager,
        ticket: ControlTicket,
        request: ControlRequest,
    ) {
        self.next_ticket += 1;
        let number = Ticket(self.next_ticket);
        self.tickets.insert(number, ticket);
        let mut effects = Effects::default();
        let now_ms = io.wall_clock_ms();
        self.controller.on_request(now_ms, number, request, &mut || io.random_u64(), &mut effects);
        self.perform(io, logs, effects);
    }

    /// Something happened to a log. Returns whether it was the metadata log's own affair.
    pub fn on_log_event(&mut self, event: &LogEvent) -> bool {
        match event {
            LogEvent::Durable { log, end } if *log == self.log.id => {
                let mut effects = Effects::default();
                self.controller.on_committed(end.0, &mut effects);
                assert!(effects.appends.is_empty(), "a commit writes nothing");
                self.publish(effects);
                true
            }
            LogEvent::Written { log, .. } | LogEvent::LogStartMoved { log, .. } => *log == self.log.id,
            LogEvent::DirectoryFailed { directory, error } => {
                self.on_directory_failed(directory, error);
                false
            }
            LogEvent::Durable { .. }
            | LogEvent::Recovered { .. }
            | LogEvent::Cleaned { .. }
            | LogEvent::Uncleanable { .. } => false,
        }
    }

    /// A log directory failed, on whichever shard. Its partitions lose their leader with the next
    /// [`ControlPlane::on_deadline`], which is due at once.
    pub fn on_directory_failed(&mut self, directory: &Path, error: &str) {
        let Some(index) = self.directories.iter().position(|(path, _)| path == directory) else { return };
        let id = self.directories[index].1;
        if self.failed.contains(&id) {
            return;
        }
        self.failed.push(id);
        if self.log.is_in(directory) {
            self.fail(format!("{}: {error}", directory.display()));
        } else {
            self.news_at = Some(Duration::ZERO);
        }
    }

    /// Every shard has applied the view of this version.
    pub fn on_view_applied(&mut self, version: u64) {
        self.applied = self.applied.max(version);
        self.release();
    }

    /// The next thing to do; to be asked for until there is none, after each call.
    pub fn poll_effect(&mut self) -> Option<ControlEffect> {
        self.effects.pop_front()
    }

    /// When [`ControlPlane::on_deadline`] is due.
    pub fn next_deadline(&self) -> Option<Duration> {
        if self.log.bytes_since_snapshot > self.snapshot_bytes {
            return Some(Duration::ZERO);
        }
        [self.news_at, self.snapshot_at].into_iter().flatten().min()
    }

    /// Time has passed: snapshots, and what could not be done where it was heard.
    pub fn on_deadline<I: Io>(&mut self, io: &mut I, logs: &mut LogManager, now: Duration) {
        if self.news_at.take_if(|at| now >= *at).is_some() {
            let online = self.directories.iter().map(|(_, id)| *id).filter(|id| !self.failed.contains(id));
            let online = online.collect();
            let mut effects = Effects::default();
            self.controller.on_log_directories(io.wall_clock_ms(), online, &mut effects);
            self.is_refused = false;
            self.perform(io, logs, effects);
            if self.is_refused {
                self.news_at = Some(now + RETRY_DELAY);
            }
        }
        let by_time = self.snapshot_at.is_some_and(|at| now >= at);
        if by_time {
            self.snapshot_at = self.snapshot_interval.map(|interval| now + interval);
        }
        let has_changes = self.log.bytes_since_snapshot > 0;
        if self.state == State::Running
            && (by_time && has_changes || self.log.bytes_since_snapshot > self.snapshot_bytes)
        {
            self.snapshot(io, logs);
        }
    }

    fn snapshot<I: Io>(&mut self, io: &mut I, logs: &mut LogManager) {
        let image = Arc::clone(self.controller.committed());
        if let Err(error) = self.log.snapshot(io, logs, &image, self.controller.quorum()) {
            // The log has everything; only its start stays where it is, and the next round tries again.
            self.log.bytes_since_snapshot = 1;
            tracing::error!("no snapshot of the metadata could be written: {error}");
        }
    }

    /// Begins the clean stop: leadership is given up in the log, so that the next start knows that nothing was lost.
    pub fn begin_close<I: Io>(&mut self, io: &mut I, logs: &mut LogManager) {
        if self.state != State::Running {
            return;
        }
        self.state = State::Closing;
        let mut effects = Effects::default();
        self.controller.begin_stop(io.wall_clock_ms(), &mut effects);
        self.perform(io, logs, effects);
    }

    /// Whether the stop's records are durable; the logs may be closed now.
    pub fn is_closed(&self) -> bool {
        match self.state {
            State::Running => false,
            State::Closing => !self.controller.has_pending(),
            State::Failed => true,
        }
    }

    fn perform<I: Io>(&mut self, io: &mut I, logs: &mut LogManager, mut effects: Effects) {
        let mut failed = None;
        for batch in std::mem::take(&mut effects.appends) {
            let appended = Appender { io, logs, log: &mut self.log }.append(&batch);
            match appended {
                Ok(()) => continue,
                Err(error @ engine::Error::NoSpace { .. }) => {
                    self.refuse(batch.base_offset, &error, &mut effects)
                }
                Err(error) => failed = Some(format!("the metadata log takes no records: {error}")),
            }
            break;
        }
        self.publish(effects);
        if let Some(reason) = failed {
            self.fail(reason);
        }
    }

    /// A full disk refuses changes by name, and takes them again when it has room.
    fn refuse(&mut self, base_offset: i64, error: &engine::Error, effects: &mut Effects) {
        tracing::warn!("a change of the metadata is refused: {error}");
        let refusal = ApiError::new(error.code(), error.to_string());
        self.controller.on_append_refused(base_offset, &refusal, effects);
        self.is_refused = true;
    }

    fn publish(&mut self, effects: Effects) {
        if let Some(image) = effects.publish {
            self.placer.update(&image);
            let is_registered = image
                .broker(self.node_id)
                .is_some_and(|broker| broker.epoch() == self.controller.broker_epoch());
            // The farewell is for the log: nobody is told to close what is being closed anyway.
            if is_registered && self.state == State::Running && self.is_unfenced(&image) {
                let version = self.view.version + 1;
                let placement = Arc::clone(self.placer.placement());
                self.view = Arc::new(ClusterView { version, image, placement });
                self.effects.push_back(ControlEffect::Publish(Arc::clone(&self.view)));
            }
        }
        let version = self.view.version;
        self.waiting.extend(effects.replies.into_iter().map(|(ticket, reply)| (version, ticket, reply)));
        self.release();
    }

    fn is_unfenced(&self, image: &MetadataImage) -> bool {
        image.broker(self.node_id).is_some_and(|broker| !broker.is_fenced())
    }

    /// Lets those answers leave whose view every shard knows.
    fn release(&mut self) {
        while self.waiting.front().is_some_and(|(version, ..)| *version <= self.applied) {
            let (_, number, reply) = self.waiting.pop_front().expect("it was at the front");
            let ticket = self.tickets.remove(&number).expect("each ticket is answered once");
            self.effects.push_back(ControlEffect::Reply { ticket, reply });
        }
    }

    fn fail(&mut self, reason: String) {
        if self.state == State::Failed {
            return;
        }
        self.state = State::Failed;
        let mut effects = Effects::default();
        self.controller.on_log_failed(&reason, &mut effects);
        self.publish(effects);
        self.effects.push_back(ControlEffect::Fatal(reason));
    }
}

fn controller_config(config: &BrokerConfig) -> ControllerConfig {
    let set = |name: &str, value: &str| (name.to_owned(), Some(value.to_owned()));
    let internal = |name,
                    topic: crate::config::InternalTopicConfig,
                    compression: &str,
                    segment_bytes: u32| InternalTopic {
        name,
        num_partitions: topic.num_partitions,
        replication_factor: topic.replication_factor,
        configs: vec![
            set("cleanup.policy", "compact"),
            set("compression.type", compression),
            set("segment.bytes", &segment_bytes.to_string()),
        ],
    };
    ControllerConfig {
        node_id: config.node_id,
        num_partitions: config.num_partitions,
        default_replication_factor: config.default_replication_factor,
        delete_topic_enable: config.delete_topic_enable,
        min_in_sync_replicas: config.min_insync_replicas(&MetadataImage::default(), ""),
        internal_topics: vec![
            internal("__consumer_offsets", config.offsets_topic, "producer", config.offsets_segment_bytes),
            internal("__transaction_state", config.transaction_topic, "uncompressed", 100 << 20),
            internal("__share_group_state", config.share_topic, "producer", 100 << 20),
        ],
    }
}
