//! One life of a process that has nothing but a `LogManager`.

use std::collections::VecDeque;
use std::path::Path;
use std::time::Duration;

use engine::checkpoint::{LOG_START_OFFSET_CHECKPOINT, OffsetCheckpoint, RECOVERY_POINT_CHECKPOINT};
use engine::{
    AppendOrigin, LeaderEpoch, LogEvent, LogId, LogManager, LogManagerConfig, Offset, RecoveryFinding,
    TopicPartition,
};
use io::sim::SimIo;
use io::{Completion, FileSystem, Io, OpenOptions, SharedBuffer};
use protocol::records::Compression;

use super::{DIRECTORY, LogRun, journal};
use crate::ledger::{ProducerFields, RecordId, SessionId};
use crate::partition_model::Promise;
use crate::violation::Violation;

/// How a life ended.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub(crate) enum Ended {
    /// An armed crash.
    Crashed,
    /// Its log directory failed, or could not be opened.
    DirectoryFailed,
    /// It was asked to.
    CleanStop,
}

const CLEAN_MARK: &str = "/data/.kafka_cleanshutdown";
const CONTROL_FILE_BYTES_MAX: usize = 1 << 20;
const LOGS_OWNER: u8 = 1;
/// How many operations there are for each deletion of a log, and for each try to cut one back.
const DELETION_ONE_IN: u32 = 120;
const TRUNCATION_ONE_IN: u32 = 60;

/// ```text
/// Opening(next log) ──► Running ──► Stopping ──► ended
/// ```
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
enum Phase {
    Opening,
    Running,
    Stopping,
}

/// An open log of this life.
#[derive(Debug)]
pub(super) struct OpenedLog {
    pub(super) id: LogId,
    producers: Vec<Producer>,
    /// Appended, not yet acknowledged, in order of offsets.
    pending: VecDeque<Pending>,
}

impl OpenedLog {
    pub(super) fn new(id: LogId) -> Self {
        Self { id, producers: Vec::new(), pending: VecDeque::new() }
    }

    /// Its producers begin anew, and nobody waits for an answer.
    pub(super) fn forget_appends(&mut self) {
        self.producers.clear();
        self.pending.clear();
    }
}

/// An idempotent producer.
#[derive(Debug)]
struct Producer {
    id: i64,
    session: SessionId,
    next_sequence: i32,
    last: Option<(Vec<RecordId>, i32, i64)>,
}

#[derive(Debug)]
struct Pending {
    base_offset: i64,
    ids: Vec<RecordId>,
    acks: i16,
}

pub(crate) struct Life {
    pub(super) io: SimIo,
    pub(super) logs: LogManager,
    pub(super) opened: Vec<OpenedLog>,
    phase: Phase,
    next_work: Duration,
    completions: Vec<Completion>,
    pub(super) failed: bool,
    operations_left: u64,
    serving_since: Option<Duration>,
    /// A log that is to be cut back once it has come to rest.
    pub(super) truncating: Option<usize>,
}

impl Life {
    pub(crate) fn begin(run: &mut LogRun) -> Self {
        Self {
            io: run.world.io(run.node),
            logs: LogManager::new(journal::configure(config(), run), LOGS_OWNER),
            opened: Vec::new(),
            phase: Phase::Opening,
            next_work: Duration::ZERO,
            completions: Vec::new(),
            failed: false,
            operations_left: 0,
            serving_since: None,
            truncating: None,
        }
    }

    /// When all logs were open, if they were.
    pub(crate) fn serving_since(&self) -> Option<Duration> {
        self.serving_since
    }

    /// What its journal did.
    pub(crate) fn count_journal(&self, run: &mut LogRun) {
        journal::count_life(run, &self.logs);
    }

    /// One turn, as a shard's. Tells when the life is over.
    pub(crate) fn turn(&mut self, run: &mut LogRun, is_last: bool) -> Result<Option<Ended>, Violation> {
        let deadline =
            self.logs.next_deadline().map_or(self.next_work, |deadline| deadline.min(self.next_work));
        self.io.turn(Some(deadline), &mut self.completions);
        for completion in std::mem::take(&mut self.completions) {
            self.logs.on_completion(&mut self.io, completion);
        }
        self.on_events(run)?;
        let now = self.io.now();
        self.logs.on_deadline(&mut self.io, now);
        let ended = match self.phase {
            Phase::Opening => self.open_next(run, is_last)?,
            Phase::Running => self.work(run, is_last)?,
            Phase::Stopping => self.stop(run)?,
        };
        self.logs.flush_appends(&mut self.io);
        self.on_events(run)?;
        if !self.has_given_up() {
            self.logs.assert_invariants();
        }
        // What a dead process does is nobody's business.
        let is_down = run.world.down(run.node).is_some();
        Ok(ended.or((self.failed && !is_down).then_some(Ended::DirectoryFailed)))
    }

    fn open_next(&mut self, run: &mut LogRun, is_last: bool) -> Result<Option<Ended>, Violation> {
        let index = self.opened.len();
        if index == run.logs.len() {
            self.begin_running(run, is_last);
            return Ok(None);
        }
        let opened = self.open(run, index);
        match opened {
            Ok(id) => self.opened.push(OpenedLog::new(id)),
            Err(error) => {
                run.say(format_args!("opening {index}: {error}"));
                run.tally.count("open failed", error_name(&error.to_string()));
                return Ok(Some(Ended::DirectoryFailed));
            }
        }
        Ok(None)
    }

    fn open(&mut self, run: &mut LogRun, index: usize) -> anyhow::Result<LogId> {
        let is_clean = |io: &mut SimIo| io.exists(Path::new(CLEAN_MARK));
        if index == 0 {
            self.io.create_directory(Path::new(DIRECTORY))?;
            self.io.sync_directory(Path::new("/"))?;
            let was_clean = is_clean(&mut self.io)?;
            journal::replay(&mut self.io, run, was_clean)?;
        }
        self.set_aside(run, index)?;
        let topic_partition = run.logs[index].choices.topic_partition.clone();
        let is_clean = is_clean(&mut self.io)?;
        let recovery_point = self.checkpointed(RECOVERY_POINT_CHECKPOINT, &topic_partition)?;
        let log_start_offset = self.checkpointed(LOG_START_OFFSET_CHECKPOINT, &topic_partition)?;
        run.tally.count("opened after a clean stop", is_clean);
        let request = run.logs[index].open_request(is_clean, recovery_point, log_start_offset);
        Ok(self.logs.open_log(&mut self.io, request)?)
    }

    fn checkpointed(&mut self, name: &str, log: &TopicPartition) -> anyhow::Result<Offset> {
        let path = Path::new(DIRECTORY).join(name);
        if !self.io.exists(&path)? {
            return Ok(Offset::ZERO);
        }
        let bytes = self.io.read_all(&path, CONTROL_FILE_BYTES_MAX)?;
        let checkpoint = OffsetCheckpoint::decode(&bytes)?;
        Ok(checkpoint.entries.iter().find(|(of, _)| of == log).map_or(Offset::ZERO, |(_, offset)| *offset))
    }

    /// All logs are open: what was promised must be there.
    fn begin_running(&mut self, run: &mut LogRun, is_last: bool) {
        let unmark = || -> std::io::Result<()> {
            if self.io.exists(Path::new(CLEAN_MARK))? {
                self.io.remove_file(Path::new(CLEAN_MARK))?;
                self.io.sync_directory(Path::new(DIRECTORY))?;
            }
            Ok(())
        };
        let mut unmark = unmark;
        self.failed |= unmark().is_err();
        self.failed |= self.logs.remove_deleted_folders(&mut self.io, Path::new(DIRECTORY)).is_err();
        self.phase = Phase::Running;
        self.serving_since = Some(self.io.now());
        self.operations_left = if is_last { 0 } else { run.random.between(100, 2_000) };
    }

    pub(super) fn on_events(&mut self, run: &mut LogRun) -> Result<(), Violation> {
        while let Some(event) = self.logs.poll_event() {
            match event {
                LogEvent::Written { .. } | LogEvent::Durable { .. } | LogEvent::Cleaned { .. } => {}
                LogEvent::Uncleanable { topic_partition, reason } => {
                    return Err(Violation::new(format!("{topic_partition} cannot be compacted: {reason}")));
                }
                LogEvent::LogStartMoved { .. } if self.has_given_up() => {}
                LogEvent::LogStartMoved { log, start } => {
                    let index = self.opened.iter().position(|opened| opened.id == log);
                    let index = index.ok_or_else(|| Violation::new("an event of an unknown log"))?;
                    run.tally.count("event", "log start moved");
                    run.logs[index].model.on_log_start(start.0);
                }
                LogEvent::DirectoryFailed { error, .. } => {
                    run.say(format_args!("directory failed: {error}"));
                    run.tally.count("event", "directory failed");
                    self.failed = true;
                }
                LogEvent::Recovered { finding, topic_partition } => {
                    self.on_finding(run, &topic_partition, &finding)?
                }
            }
        }
        for index in 0..self.opened.len() {
            self.acknowledge(run, index)?;
        }
        Ok(())
    }

    fn on_finding(
        &mut self,
        run: &mut LogRun,
        log: &TopicPartition,
        finding: &RecoveryFinding,
    ) -> Result<(), Violation> {
        run.say(format_args!("{log}: {finding:?}"));
        run.tally.count("recovery", finding_name(finding));
        match finding {
            // A disk without bit rot keeps what it has synced.
            RecoveryFinding::Corrupt { .. } | RecoveryFinding::ShorterThanRecoveryPoint { .. } => {
                Err(Violation::new(format!("{log} was recovered to {finding:?}")))
            }
            _ => Ok(()),
        }
    }

    /// Tells producers what the durability contract allows by now.
    fn acknowledge(&mut self, run: &mut LogRun, index: usize) -> Result<(), Violation> {
        let opened = &mut self.opened[index];
        let history = &mut run.logs[index];
        let log = self.logs.log(opened.id);
        let (written, durable) = (log.written_end_offset().0, log.durable_end_offset().0);
        let is_fsync = history.choices.is_fsync();
        let high_watermark = if is_fsync { durable } else { written };
        let now = run.world.now();
        opened.pending.retain(|pending| pending.acks != 0);
        let mut waiting = VecDeque::new();
        for pending in opened.pending.drain(..) {
            let end = pending.base_offset + pending.ids.len() as i64;
            let needed = if pending.acks == -1 { high_watermark } else { written };
            if end > needed {
                waiting.push_back(pending);
                continue;
            }
            let promise = if pending.acks == -1 && is_fsync { Promise::Durable } else { Promise::Written };
            history.model.on_acknowledged(now, pending.base_offset, &pending.ids, promise)?;
        }
        opened.pending = waiting;
        self.logs.update_high_watermark(opened.id, Offset(high_watermark));
        Ok(())
    }

    fn work(&mut self, run: &mut LogRun, is_last: bool) -> Result<Option<Ended>, Violation> {
        if self.operations_left == 0 {
            if self.opened.iter().all(|opened| self.logs.log(opened.id).is_settled()) {
                (0..self.opened.len()).try_for_each(|index| self.read_whole(run, index))?;
                self.phase = Phase::Stopping;
                // As a broker does, which has many; or log by log.
                if run.random.one_in(2) {
                    self.logs.complete_logs(&mut self.io);
                }
                return Ok(if is_last { Some(Ended::CleanStop) } else { None });
            }
            for opened in &self.opened {
                self.failed |= self.logs.request_sync(opened.id).is_err();
            }
            self.next_work = self.io.now() + Duration::from_millis(1);
            return Ok(None);
        }
        if self.io.now() < self.next_work {
            return Ok(None);
        }
        let burst = run.random.between(1, 4).min(self.operations_left);
        self.operations_left -= burst;
        for _ in 0..burst {
            if !self.has_given_up() {
                self.operate(run)?;
            }
        }
        let pause = if run.random.one_in(50) { 2_000_000 } else { 2_000 };
        self.next_work = self.io.now() + Duration::from_micros(run.random.below(pause));
        Ok(None)
    }

    fn operate(&mut self, run: &mut LogRun) -> Result<(), Violation> {
        run.tally.operations += 1;
        let index = run.random.index(self.opened.len());
        if run.random.one_in(DELETION_ONE_IN) {
            return self.delete_and_make_again(run, index);
        }
        if run.random.one_in(TRUNCATION_ONE_IN) {
            self.truncating = self.truncating.or(Some(index));
        }
        if let Some(index) = self.truncating {
            self.truncate(run, index)?;
            if self.has_given_up() {
                return Ok(());
            }
        }
        match run.random.below(100) {
            0..=59 if self.truncating == Some(index) => Ok(()),
            0..=59 => self.append(run, index),
            60..=89 => self.read(run, index),
            90..=93 => self.look_up_time(run, index),
            94..=97 => {
                self.checkpoint(run);
                Ok(())
            }
            98 => self.delete_records(run, index),
            _ => self.read_whole(run, index),
        }
    }

    fn append(&mut self, run: &mut LogRun, index: usize) -> Result<(), Violation> {
        let partition = run.logs[index].model.id();
        let acks = [0, 1, -1, -1][run.random.index(4)];
        let compression = if run.random.one_in(4) && !run.is_uniform {
            Compression::ALL[run.random.index(5)]
        } else {
            Compression::None
        };
        let timestamp = self.io.wall_clock_ms();
        let producer = match run.random.below(4) {
            0 => None,
            _ => Some(self.producer(run, index)),
        };
        let producers = &mut self.opened[index].producers;
        // Now and then the answer is thought lost, and the batch is sent again.
        let repeated =
            producer.filter(|_| run.random.one_in(10)).and_then(|slot| producers[slot].last.clone());
        let (ids, sequence) = match (&repeated, producer) {
            (Some((ids, sequence, _)), _) => (ids.clone(), *sequence),
            (None, producer) => {
                let session = producer.map(|slot| producers[slot].session);
                let count = if run.is_uniform { 1 } else { run.random.between(1, 8) };
                let ids = run.ledger.issue(partition, session, count, timestamp);
                (ids, producer.map_or(0, |slot| producers[slot].next_sequence))
            }
        };
        let fields =
            producer.map(|slot| ProducerFields { id: producers[slot].id, epoch: 0, base_sequence: sequence });
        let bytes = SharedBuffer::copy_from(&run.ledger.batch(&ids, fields, compression));
        let origin = AppendOrigin::Client { acks };
        let appended = self.logs.append(&mut self.io, self.opened[index].id, bytes, origin, LeaderEpoch(1));
        match appended {
            Ok(info) => {
                let base_offset = info.base_offset.0;
                run.tally.count("append", if info.duplicate { "duplicate" } else { "ok" });
                if info.duplicate != repeated.is_some() {
                    return Err(Violation::new(format!(
                        "a batch is taken as {info:?}, repeated: {repeated:?}"
                    )));
                }
                let producers = &mut self.opened[index].producers;
                if let Some(slot) = producer {
                    producers[slot].last = Some((ids.clone(), sequence, base_offset));
                    producers[slot].next_sequence = sequence + ids.len() as i32;
                }
                self.opened[index].pending.push_back(Pending { base_offset, ids, acks });
            }
            Err(error) => run.tally.count("append refused", error.code().name()),
        }
        Ok(())
    }

    fn producer(&mut self, run: &mut LogRun, index: usize) -> usize {
        let producers = &mut self.opened[index].producers;
        if producers.is_empty() || run.random.one_in(40) {
            let (id, session) = (run.new_producer_id(), run.ledger.new_session());
            producers.push(Producer { id, session, next_sequence: 0, last: None });
        }
        run.random.index(producers.len())
    }

    /// A dead process, or one whose disk failed, owes nobody an answer.
    pub(super) fn excuse<T: Default>(&self, run: &LogRun, text: String) -> Result<T, Violation> {
        let has_failed = self.failed || self.logs.is_offline(Path::new(DIRECTORY));
        let is_excused = has_failed || run.world.down(run.node).is_some();
        if is_excused { Ok(T::default()) } else { Err(Violation::new(text)) }
    }

    fn delete_records(&mut self, run: &mut LogRun, index: usize) -> Result<(), Violation> {
        let id = self.opened[index].id;
        let log = self.logs.log(id);
        let (start, end) = (log.log_start_offset().0, log.high_watermark().0);
        let target = start + run.random.below((end - start).max(0) as u64 + 1) as i64;
        run.logs[index].model.on_log_start(target);
        if let Err(error) = self.logs.delete_records(id, Some(Offset(target))) {
            return self.excuse(run, format!("deleting up to {target}: {error}"));
        }
        run.tally.count("operation", "delete records");
        Ok(())
    }

    /// As the broker's: epochs first, then the recovery points and starts of all logs.
    fn checkpoint(&mut self, run: &mut LogRun) {
        run.tally.count("operation", "checkpoint");
        if self.logs.checkpoint_epochs(&mut self.io).is_err() {
            return;
        }
        // Without it the next recovery reads more; a broken disk shows itself at the next append.
        let _ = self.write_checkpoints(|_| true, |_| true);
    }

    fn has_given_up(&self) -> bool {
        self.failed && self.opened.is_empty()
    }

    /// This life is not to go on: the disk fails, or a log that should be open is not.
    pub(super) fn give_up(&mut self) {
        self.failed = true;
        self.opened.clear();
    }

    fn stop(&mut self, run: &mut LogRun) -> Result<Option<Ended>, Violation> {
        if self.logs.is_completing() {
            return Ok(None);
        }
        self.checkpoint(run);
        for opened in std::mem::take(&mut self.opened) {
            if self.logs.close(&mut self.io, opened.id).is_err() {
                return Ok(Some(Ended::DirectoryFailed));
            }
        }
        let marked = self.io.open(Path::new(CLEAN_MARK), OpenOptions::read_write());
        let marked = marked.and_then(|_| self.io.sync_directory(Path::new(DIRECTORY)));
        Ok(Some(if marked.is_ok() { Ended::CleanStop } else { Ended::DirectoryFailed }))
    }
}

fn config() -> LogManagerConfig {
    LogManagerConfig { retention_check_interval: Duration::from_secs(2), ..LogManagerConfig::default() }
}

pub(super) fn finding_name(finding: &RecoveryFinding) -> &'static str {
    match finding {
        RecoveryFinding::TailCut { quarantine: None, .. } => "tail of zeros cut",
        RecoveryFinding::TailCut { .. } => "tail cut and kept",
        RecoveryFinding::BatchesLost { .. } => "good batches behind bad bytes",
        RecoveryFinding::Corrupt { .. } => "corrupt",
        RecoveryFinding::ShorterThanRecoveryPoint { .. } => "shorter than its recovery point",
        RecoveryFinding::Rebuilt { .. } => "file rebuilt",
    }
}

/// The words of an error without the path in it.
fn error_name(text: &str) -> String {
    text.split_whitespace().filter(|word| !word.starts_with('/')).collect::<Vec<_>>().join(" ")
}
