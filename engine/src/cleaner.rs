//! Compaction: of each key the latest record stays. Kafka's LogCleaner, one log of a shard at a time, by bounded beats.
//!
//! Which part of a log is looked at is in [`plan`](self::plan), what stays of it in [`filter`](self::filter), how new segments
//! take the old ones' place in [`swap`](self::swap). Offsets never change, the log start offset never moves, producers' state
//! is not touched: only records that somebody has superseded, and the space that they took, go.

mod filter;
mod job;
mod key_hash;
mod offset_map;
mod offset_set;
mod offsets;
mod plan;
mod report;
mod swap;
mod transactions;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use ::io::{FileSystem, Io, Token};

pub(crate) use job::Beat;
pub(crate) use offsets::cleaned_to;
pub use report::CleanerReport;

use crate::error::Error;
use crate::log::{Log, Now};
use crate::log_config::LogConfig;
use crate::{LogId, Offset};
use job::Job;
use offset_map::OffsetMap;
use offsets::CleanerOffsets;
use plan::Plan;

/// How compaction is done. Of one manager: a broker divides what it allows among its shards.
#[derive(Clone, Debug, PartialEq)]
pub struct CleanerConfig {
    /// `log.cleaner.enable`: compact logs that ask for it.
    pub enabled: bool,
    /// `log.cleaner.dedupe.buffer.size`: bytes of the map of keys. What does not fit is compacted the next time.
    pub dedupe_bytes_max: u64,
    /// `log.cleaner.io.buffer.load.factor`: the share of the map that is filled, 0 to 1.
    pub dedupe_load_max: f64,
    /// `log.cleaner.io.buffer.size`: bytes that one beat reads; a batch is read whole, however large.
    pub beat_bytes_max: u64,
    /// `log.cleaner.io.max.bytes.per.second`: read and written together; `None` is unlimited.
    pub bytes_per_second_max: Option<u64>,
    /// `log.cleaner.backoff.ms`: pause between two looks for something to do.
    pub backoff: Duration,
}

impl Default for CleanerConfig {
    fn default() -> Self {
        CleanerConfig {
            enabled: true,
            dedupe_bytes_max: 128 << 20,
            dedupe_load_max: 0.9,
            beat_bytes_max: 256 << 10,
            bytes_per_second_max: None,
            backoff: Duration::from_secs(15),
        }
    }
}

/// So long after a beat the next one comes due, while others have work for the same logs' shard: they, and what the kernel
/// does for them on the same core, come between. Where nobody has, beats follow one another: a sleep between two costs as
/// much as half a beat, and gives nobody anything.
const BEAT_PAUSE: Duration = Duration::from_micros(200);
/// How long a rename that met a full disk waits for space.
const RETRY_DELAY: Duration = Duration::from_millis(100);

/// The compaction of one manager's logs.
#[derive(Debug)]
pub(crate) struct LogCleaner {
    config: CleanerConfig,
    running: Option<Running>,
    /// The next beat, or the next look for something to do; none while a sync is waited for, or no log is compacted.
    next: Option<Duration>,
    /// Somebody has read or written since the last beat.
    has_company: bool,
    offsets: CleanerOffsets,
    /// Logs that cannot be cleaned, until they are opened again.
    uncleanable: BTreeSet<LogId>,
}

/// The log that is being cleaned.
#[derive(Debug)]
struct Running {
    log: LogId,
    directory: Arc<Path>,
    job: Job,
    /// The sync that the job waits for.
    awaited: Option<Token>,
    began: Duration,
}

/// A log that is worth cleaning.
#[derive(Debug)]
pub(crate) struct Candidate {
    log: LogId,
    plan: Plan,
}

impl LogCleaner {
    pub(crate) fn new(config: CleanerConfig) -> Self {
        LogCleaner {
            config,
            running: None,
            next: None,
            has_company: false,
            offsets: CleanerOffsets::default(),
            uncleanable: BTreeSet::new(),
        }
    }

    pub(crate) fn set_config(&mut self, config: CleanerConfig) {
        if self.config == config {
            return;
        }
        self.config = config;
        if !self.is_waiting() {
            self.next = Some(Duration::ZERO);
        }
    }

    /// When there is something to do.
    pub(crate) fn next_deadline(&self) -> Option<Duration> {
        self.next.filter(|_| self.config.enabled || self.running.is_some())
    }

    pub(crate) fn on_opened(&mut self, now: Duration, config: &LogConfig) {
        if config.cleanup_compact && !self.is_waiting() {
            self.next.get_or_insert(now + self.config.backoff);
        }
    }

    pub(crate) fn on_config(&mut self, config: &LogConfig) {
        if config.cleanup_compact && self.running.is_none() {
            self.next = Some(Duration::ZERO);
        }
    }

    /// Which log is being cleaned.
    pub(crate) fn running(&self) -> Option<LogId> {
        self.running.as_ref().map(|running| running.log)
    }

    /// Whether names of the running job's log are changing, which has to be brought to its end.
    pub(crate) fn is_decided(&self) -> bool {
        self.running.as_ref().is_some_and(|running| running.job.is_decided())
    }

    /// The job that runs though cleaning was switched off.
    pub(crate) fn unwanted(&self) -> Option<LogId> {
        self.running().filter(|_| !self.config.enabled && !self.is_decided())
    }

    fn is_waiting(&self) -> bool {
        self.running.as_ref().is_some_and(|running| running.awaited.is_some())
    }

    /// The log is closed, deleted or offline: its job ends without touching a file.
    pub(crate) fn forget(&mut self, id: LogId) {
        self.uncleanable.remove(&id);
        if self.running() == Some(id) {
            self.end();
        }
    }

    /// A directory failed: nothing in it is touched any more.
    pub(crate) fn forget_directory(&mut self, path: &Path) {
        self.offsets.forget_directory(path);
        if self.running.as_ref().is_some_and(|running| &*running.directory == path) {
            self.end();
        }
    }

    fn end(&mut self) {
        self.running = None;
        self.next = Some(Duration::ZERO);
    }

    /// Looks at a log that may be worth cleaning up to `limit`, and keeps the dirtiest.
    pub(crate) fn consider(
        &mut self,
        fs: &mut impl FileSystem,
        id: LogId,
        log: &mut Log,
        limit: Offset,
        now: Now,
        best: &mut Option<Candidate>,
    ) -> Result<(), Error> {
        if self.uncleanable.contains(&id) {
            return Ok(());
        }
        let checkpoint = self.offsets.get(fs, &log.directory, &log.topic_partition)?;
        let plan = Plan::of(fs, log, checkpoint, limit, now.wall_ms)?;
        let Some(plan) = plan.filter(|plan| plan.is_due(log.config.min_cleanable_dirty_ratio)) else {
            return Ok(());
        };
        if best.as_ref().is_none_or(|best| best.plan.dirty_ratio < plan.dirty_ratio) {
            *best = Some(Candidate { log: id, plan });
        }
        Ok(())
    }

    /// Whether it is time to look for something to do.
    pub(crate) fn is_look_due(&self, now: Duration) -> bool {
        self.config.enabled && self.running.is_none() && self.next.is_some_and(|due| due <= now)
    }

    /// There is nothing to do for now; with `has_compacted` for none, nothing ever until a log is opened or configured.
    pub(crate) fn sleep(&mut self, now: Duration, has_compacted: bool) {
        self.next = (has_compacted || self.offsets.has_changes()).then_some(now + self.config.backoff);
    }

    /// Begins with a log.
    pub(crate) fn begin<I: Io>(
        &mut self,
        io: &mut I,
        log: &Log,
        candidate: Candidate,
        now: Duration,
    ) -> Result<(), Error> {
        let secret = [io.random_u64(), io.random_u64()];
        let (bytes_max, load_max) = (self.config.dedupe_bytes_max, self.config.dedupe_load_max);
        let map = OffsetMap::new(bytes_max, load_max, secret, candidate.plan.first_dirty..candidate.plan.end);
        let job = Job::new(io, log, candidate.plan, map)?;
        let directory = log.directory.clone();
        self.running = Some(Running { log: candidate.log, directory, job, awaited: None, began: now });
        self.next = Some(now);
        Ok(())
    }

    /// Somebody reads or writes a log of the manager.
    pub(crate) fn on_request(&mut self) {
        self.has_company = true;
    }

    /// The log whose next beat is due.
    pub(crate) fn due(&self, now: Duration) -> Option<LogId> {
        let running = self.running.as_ref()?;
        (running.awaited.is_none() && self.next.is_some_and(|due| due <= now)).then_some(running.log)
    }

    /// Does the next beat of the job, and says when the one after it is due.
    pub(crate) fn beat(&mut self, fs: &mut impl FileSystem, log: &mut Log, now: Now) -> Result<Beat, Error> {
        let running = self.running.as_mut().expect("a beat is due");
        if !log.config.cleanup_compact && !running.job.is_decided() {
            return Ok(Beat::Abandoned);
        }
        let beat = running.job.step(fs, log, now, self.config.beat_bytes_max.max(1))?;
        let bytes = if let Beat::More { bytes } = beat { bytes } else { 0 };
        self.next = Some(now.monotone + self.pause_after(bytes));
        self.has_company = false;
        Ok(beat)
    }

    /// So long the throttle, or others' work, asks to wait after so many bytes.
    fn pause_after(&self, bytes: u64) -> Duration {
        let for_others = if self.has_company { BEAT_PAUSE } else { Duration::ZERO };
        let nanoseconds = match self.config.bytes_per_second_max {
            Some(rate) => u128::from(bytes) * 1_000_000_000 / u128::from(rate.max(1)),
            None => 0,
        };
        Duration::from_nanos(u64::try_from(nanoseconds).unwrap_or(u64::MAX)).max(for_others)
    }

    /// The job goes on when this sync is done.
    pub(crate) fn await_sync(&mut self, token: Token) {
        if let Some(running) = &mut self.running {
            running.awaited = Some(token);
            self.next = None;
        }
    }

    pub(crate) fn on_synced(&mut self, now: Duration, token: Token) {
        if let Some(running) = self.running.as_mut().filter(|running| running.awaited == Some(token)) {
            running.awaited = None;
            self.next = Some(now);
        }
    }

    /// The job has done all that it could: what it did, to be told, and how far the log is clean, to be remembered.
    pub(crate) fn finish(
        &mut self,
        fs: &mut impl FileSystem,
        log: &Log,
        end: Offset,
        now: Duration,
    ) -> Result<CleanerReport, Error> {
        let running = self.running.take().expect("a job has finished");
        self.next = Some(now);
        self.set_cleaned(fs, log, Some(end))?;
        Ok(CleanerReport { elapsed: now.saturating_sub(running.began), ..running.job.report().clone() })
    }

    /// How far a log is clean; for none, the line goes.
    fn set_cleaned(&mut self, fs: &mut impl FileSystem, log: &Log, end: Option<Offset>) -> Result<(), Error> {
        self.offsets.set(fs, &log.directory, &log.topic_partition, end)
    }

    /// The log is about to be cut to end at `end`, or to be deleted with an end of 0.
    pub(crate) fn on_cut(&mut self, fs: &mut impl FileSystem, log: &Log, end: Offset) -> Result<(), Error> {
        match self.offsets.get(fs, &log.directory, &log.topic_partition)? {
            Some(cleaned) if cleaned > end => {
                self.set_cleaned(fs, log, Some(end).filter(|end| *end > Offset::ZERO))?;
                if self.running.is_none() {
                    self.next = Some(Duration::ZERO);
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Brings the checkpoints up to date.
    pub(crate) fn write_offsets(&mut self, fs: &mut impl FileSystem) -> Result<(), (Arc<Path>, Error)> {
        self.offsets.write(fs)
    }

    /// Gives the job up, and removes what it has written.
    pub(crate) fn discard(&mut self, fs: &mut impl FileSystem, log: &mut Log) -> Result<(), Error> {
        let Some(mut running) = self.running.take() else { return Ok(()) };
        self.next = Some(Duration::ZERO);
        log.is_swapping = false;
        running.job.discard(fs, &log.folder)
    }

    /// The disk was full in the midst of the job. Answers whether the job goes on later: it does where names are half changed.
    pub(crate) fn on_no_space(&mut self, now: Duration) -> bool {
        let goes_on = self.is_decided();
        self.next = Some(now + if goes_on { RETRY_DELAY } else { self.config.backoff });
        goes_on
    }

    /// The log is not tried again.
    pub(crate) fn mark_uncleanable(&mut self, id: LogId) {
        self.uncleanable.insert(id);
    }
}

impl Candidate {
    /// Which log.
    pub(crate) fn log(&self) -> LogId {
        self.log
    }
}
