//! Consumer groups: who hosts their coordinators, and how a coordinator's records become durable.
//!
//! A partition of `__consumer_offsets` is the memory of the groups that hash to it. The shard that owns the partition hosts
//! their coordinator ([`Hosted`]): it replays the partition's log, then answers questions, appends what is decided as one
//! batch per turn, and lets answers leave when the high watermark has passed what they tell.
//!
//! ```text
//!   a request, on any shard ──► PartitionQuestion::Group ──► the owner of its group's partition ──► GroupCoordinator
//!                                                                                                    │ records
//!   its reply ◄── PartitionAnswer::Group ◄── high watermark ◄── fsync ◄── one batch per turn ◄───────┘
//! ```

mod batch;
mod catalog;
mod hosted;

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use coordinator::{Client, GroupConfig, Question};
use engine::LogId;
use io::Token;
use protocol::records::Compression;

pub(crate) use batch::encode;
pub(crate) use catalog::Catalog;
pub(crate) use hosted::Hosted;

use crate::config::CoordinatorConfig;
use crate::shard::owner;
use crate::view::PartitionKey;

/// The topic that keeps groups and what they have committed.
pub(crate) const OFFSETS_TOPIC: &str = "__consumer_offsets";

/// Bytes that one beat of a loading reads and replays, unless `offsets.load.buffer.size` is smaller: a shard serves others
/// in between.
const LOAD_BEAT_BYTES_MAX: u32 = 256 << 10;

/// How long after a refused append a log is read again: a full disk refuses the next one too.
const RELOAD_DELAY: Duration = Duration::from_secs(1);

/// A question about one group, on its way to the group's coordinator.
#[derive(Debug)]
pub struct GroupQuestion {
    /// Who asks.
    pub(crate) client: Client,
    /// What.
    pub(crate) question: Question,
}

/// A read of a loading that is under way. There is one at a time on a shard: many partitions that load share its time.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct LoadRead {
    pub(crate) partition: i32,
    pub(crate) log: LogId,
    /// Where it begins.
    pub(crate) offset: i64,
    generation: u32,
}

impl LoadRead {
    /// The token of its operation.
    pub(crate) fn token(&self) -> Token {
        Token::new(owner::GROUPS, self.partition.unsigned_abs(), self.generation)
    }
}

/// The coordinators that this shard hosts.
#[derive(Debug)]
pub(crate) struct Groups {
    config: Arc<GroupConfig>,
    /// What batches are compressed with: `offsets.topic.compression.codec`.
    pub(crate) compression: Compression,
    load_bytes_max: u32,
    /// By partition of `__consumer_offsets`.
    hosted: BTreeMap<i32, Hosted>,
    /// Partitions whose coordinator has been given something in this turn.
    touched: Vec<i32>,
    /// Partitions whose next beat of loading can begin.
    loading: VecDeque<i32>,
    /// Partitions that load anew later, in the order of their times.
    reloading: VecDeque<(Duration, i32)>,
    pub(crate) reading: Option<LoadRead>,
    reads: u32,
    /// The earliest deadline of all coordinators.
    deadline: Option<Duration>,
    /// The broker stops: no question is taken any more.
    pub(crate) is_draining: bool,
    /// The last append was refused; it was told.
    pub(crate) is_refused: bool,
    /// Where batches are made.
    pub(crate) scratch: Vec<u8>,
}

impl Groups {
    pub(crate) fn new(config: &CoordinatorConfig) -> Self {
        Self {
            config: Arc::new(config.groups.clone()),
            compression: config.compression,
            load_bytes_max: config.load_buffer_bytes.min(LOAD_BEAT_BYTES_MAX),
            hosted: BTreeMap::new(),
            touched: Vec::new(),
            loading: VecDeque::new(),
            reloading: VecDeque::new(),
            reading: None,
            reads: 0,
            deadline: None,
            is_draining: false,
            is_refused: false,
            scratch: Vec::new(),
        }
    }

    /// Takes a partition over. Until its loading has begun ([`Groups::load_on`], [`Groups::load_later`]) and ended, its
    /// questions are answered COORDINATOR_LOAD_IN_PROGRESS. `batch_bytes_max`: what its log takes at once.
    pub(crate) fn host(
        &mut self,
        key: PartitionKey,
        log: LogId,
        log_start_offset: i64,
        batch_bytes_max: usize,
    ) {
        let config = match self.config.batch_bytes_max == batch_bytes_max {
            true => self.config.clone(),
            false => Arc::new(GroupConfig { batch_bytes_max, ..(*self.config).clone() }),
        };
        let hosted = Hosted::new(config, key, log, log_start_offset);
        let before = self.hosted.insert(key.partition, hosted);
        debug_assert!(before.is_none(), "a partition is hosted once");
    }

    /// Gives a partition up.
    pub(crate) fn give_up(&mut self, partition: i32) -> Option<Hosted> {
        self.loading.retain(|waiting| *waiting != partition);
        self.reloading.retain(|(_, waiting)| *waiting != partition);
        self.hosted.remove(&partition)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.hosted.is_empty()
    }

    /// The coordinator of a partition.
    pub(crate) fn get_mut(&mut self, partition: i32) -> Option<&mut Hosted> {
        self.hosted.get_mut(&partition)
    }

    /// The coordinator of the partition of exactly this topic.
    pub(crate) fn of_key_mut(&mut self, key: PartitionKey) -> Option<&mut Hosted> {
        self.hosted.get_mut(&key.partition).filter(|hosted| hosted.key() == key)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Hosted> {
        self.hosted.values()
    }

    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Hosted> {
        self.hosted.values_mut()
    }

    /// The partitions hosted here.
    pub(crate) fn partitions(&self) -> Vec<i32> {
        self.hosted.keys().copied().collect()
    }

    /// Notes that a coordinator may have records or answers at the end of the turn.
    pub(crate) fn touch(&mut self, partition: i32) {
        if let Some(hosted) = self.hosted.get_mut(&partition)
            && !std::mem::replace(&mut hosted.is_touched, true)
        {
            self.touched.push(partition);
        }
    }

    /// The next coordinator that was touched.
    pub(crate) fn pop_touched(&mut self) -> Option<i32> {
        let partition = self.touched.pop()?;
        if let Some(hosted) = self.hosted.get_mut(&partition) {
            hosted.is_touched = false;
        }
        Some(partition)
    }

    pub(crate) fn has_touched(&self) -> bool {
        !self.touched.is_empty()
    }

    /// When [`Groups::due`] or [`Groups::begin_reloads`] has something to do.
    pub(crate) fn next_deadline(&self) -> Option<Duration> {
        let reload = self.reloading.front().map(|(at, _)| *at);
        [self.deadline, reload].into_iter().flatten().min()
    }

    /// Looks anew for the earliest deadline: after coordinators have changed.
    pub(crate) fn refresh_deadline(&mut self) {
        self.deadline = self.hosted.values().filter_map(Hosted::next_deadline).min();
    }

    /// The partitions whose coordinators' time has come.
    pub(crate) fn due(&self, now: Duration) -> Vec<i32> {
        if self.deadline.is_none_or(|deadline| now < deadline) {
            return Vec::new();
        }
        let is_due = |hosted: &Hosted| hosted.next_deadline().is_some_and(|deadline| deadline <= now);
        self.hosted.iter().filter(|(_, hosted)| is_due(hosted)).map(|(partition, _)| *partition).collect()
    }

    /// The next beat of this partition's loading can begin.
    pub(crate) fn load_on(&mut self, partition: i32) {
        if !self.loading.contains(&partition) {
            self.loading.push_back(partition);
        }
    }

    /// This partition's loading begins after a while.
    pub(crate) fn load_later(&mut self, partition: i32, now: Duration) {
        self.reloading.push_back((now + RELOAD_DELAY, partition));
    }

    /// Begins the loadings whose time has come.
    pub(crate) fn begin_reloads(&mut self, now: Duration) {
        while let Some((_, partition)) = self.reloading.pop_front_if(|(at, _)| *at <= now) {
            self.load_on(partition);
        }
    }

    pub(crate) fn pop_loading(&mut self) -> Option<i32> {
        self.loading.pop_front()
    }

    /// Whether a beat can begin: the next turn must not wait.
    pub(crate) fn can_load(&self) -> bool {
        self.reading.is_none() && !self.loading.is_empty()
    }

    pub(crate) fn load_bytes_max(&self) -> u32 {
        self.load_bytes_max
    }

    /// A read begins.
    pub(crate) fn begin_read(&mut self, partition: i32, log: LogId, offset: i64) -> LoadRead {
        assert!(self.reading.is_none(), "one read at a time");
        self.reads = self.reads.wrapping_add(1);
        let read = LoadRead { partition, log, offset, generation: self.reads };
        self.reading = Some(read);
        read
    }

    /// Forgets everything: the logs are being closed.
    pub(crate) fn clear(&mut self) {
        self.hosted.clear();
        self.touched.clear();
        self.loading.clear();
        self.reloading.clear();
        self.deadline = None;
    }

    /// Checks what the host promises: each coordinator is found under its partition, and who is touched is listed.
    pub(crate) fn assert_invariants(&self) {
        for (partition, hosted) in &self.hosted {
            assert_eq!(hosted.key().partition, *partition, "a coordinator stands under its partition");
            assert!(!hosted.is_touched || self.touched.contains(partition), "who is touched is looked after");
        }
    }
}
