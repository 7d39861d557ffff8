//! What a manager does by the clock: retention, expiry of producers, removal of deleted files, closing idle files.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use ::io::{EntryKind, FileSystem, Io};

use super::{LogId, LogManager, log_mut};
use crate::error::Error;
use crate::event::LogEvent;
use crate::log::{Availability, Now};

/// Logs that one beat looks at, so that a thousand of them do not stall a shard.
const LOGS_PER_BEAT: usize = 64;
/// Deleted files that one beat removes.
const REMOVALS_PER_BEAT: usize = 64;
/// Segments of one log that one beat removes: each needs a sync of its folder.
const SEGMENTS_PER_BEAT: usize = 4;
/// Pause between two beats of one check.
const BEAT_PAUSE: Duration = Duration::from_millis(1);
/// Descriptors of sealed segments that nobody read for so long are given back.
const IDLE_FILE_AGE: Duration = Duration::from_secs(60);
/// A wall clock that runs ahead of the monotone one by more than this has jumped.
const CLOCK_JUMP_MS: i64 = 60_000;
/// How long a clock must hold after a jump until retention believes it.
const CLOCK_TRUST_DELAY: Duration = Duration::from_secs(600);

/// What is due when.
#[derive(Debug)]
pub(super) struct Housekeeping {
    interval: Duration,
    /// The next check of all logs, or the next beat of one that is under way.
    next_check: Option<Duration>,
    /// Slot that the check under way goes on with.
    check_at: usize,
    /// What is to be removed from the disk, by when.
    removals: BTreeMap<Duration, Vec<PathBuf>>,
    retries: Vec<(Duration, LogId)>,
    clock: ClockGuard,
}

/// Notices a wall clock that jumped forward, which would make all records look old at once.
#[derive(Debug, Default)]
struct ClockGuard {
    last: Option<Now>,
    suspicious_until: Duration,
}

impl ClockGuard {
    /// Whether retention may believe the clock.
    fn is_trusted(&mut self, now: Now) -> bool {
        if let Some(last) = self.last {
            let elapsed_ms = now.monotone.saturating_sub(last.monotone).as_millis() as i64;
            if now.wall_ms.saturating_sub(last.wall_ms) > elapsed_ms + CLOCK_JUMP_MS {
                self.suspicious_until = now.monotone + CLOCK_TRUST_DELAY;
            }
        }
        self.last = Some(now);
        now.monotone >= self.suspicious_until
    }
}

impl Housekeeping {
    pub(super) fn new(interval: Duration) -> Self {
        Housekeeping {
            interval,
            next_check: None,
            check_at: 0,
            removals: BTreeMap::new(),
            retries: Vec::new(),
            clock: ClockGuard::default(),
        }
    }

    pub(super) fn on_opened(&mut self, now: Duration) {
        self.next_check.get_or_insert(now + self.interval);
    }

    /// Something changed that retention should look at without waiting for its interval.
    pub(super) fn check_soon(&mut self) {
        self.next_check = Some(Duration::ZERO);
    }

    pub(super) fn remove_later(&mut self, due: Duration, paths: Vec<PathBuf>) {
        self.removals.entry(due).or_default().extend(paths);
    }

    pub(super) fn retry_write(&mut self, due: Duration, log: LogId) {
        self.retries.push((due, log));
    }

    /// The logs are about to be closed: nothing is left to do but writes that wait for space.
    pub(super) fn stop(&mut self) {
        self.next_check = None;
        self.removals.clear();
    }

    fn next_deadline(&self) -> Option<Duration> {
        let removal = self.removals.keys().next().copied();
        let retries = self.retries.iter().map(|(due, _)| *due);
        self.next_check.into_iter().chain(removal).chain(retries).min()
    }
}

impl LogManager {
    /// When [`LogManager::on_deadline`] has something to do; `None` when nothing is due ever.
    pub fn next_deadline(&self) -> Option<Duration> {
        let others = [
            self.next_sync(),
            self.epoch_files.next_deadline(),
            self.cleaner.next_deadline(),
            self.journal_deadline(),
        ];
        self.housekeeping.next_deadline().into_iter().chain(others.into_iter().flatten()).min()
    }

    /// Does what is due: syncs by time, retention, expiry, removals, compaction. Bounded; what is left is due at once.
    pub fn on_deadline<I: Io>(&mut self, io: &mut I, now: Duration) {
        self.submit_due_syncs(io, now);
        self.free_old_regions(now);
        self.retry_writes(now);
        self.remove_due(io, now);
        self.write_due_epochs(io, now);
        if self.housekeeping.next_check.is_some_and(|due| due <= now) {
            self.check_beat(io);
        }
        self.clean_due(io);
    }

    fn retry_writes(&mut self, now: Duration) {
        for (due, id) in std::mem::take(&mut self.housekeeping.retries) {
            if due > now {
                self.housekeeping.retries.push((due, id));
            } else if self.get(id).is_some() {
                self.mark_dirty(id);
            }
        }
    }

    fn remove_due<I: Io>(&mut self, io: &mut I, now: Duration) {
        let mut removed = 0;
        while removed < REMOVALS_PER_BEAT
            && let Some(mut due) =
                self.housekeeping.removals.first_entry().filter(|entry| *entry.key() <= now)
        {
            match due.get_mut().pop() {
                // A file that cannot be removed is tried again at the next start, by its name.
                Some(path) => {
                    if let Err(error) = remove(io, &path) {
                        tracing::warn!(path = %path.display(), %error, "a deleted file cannot be removed");
                    }
                    removed += 1;
                }
                None => {
                    due.remove();
                }
            }
        }
    }

    fn check_beat<I: Io>(&mut self, io: &mut I) {
        let now = Now::of(io);
        let first = self.housekeeping.check_at;
        let mut end = (first + LOGS_PER_BEAT).min(self.slots.len());
        let trusts_clock = self.housekeeping.clock.is_trusted(now);
        for index in first..end {
            let id = LogId { slot: index as u32, generation: self.slots[index].generation };
            let is_online = self.get(id).is_some_and(|log| log.availability == Availability::Online);
            if is_online && self.check_log(io, id, now, trusts_clock) {
                end = index;
                break;
            }
        }
        let is_done = end == self.slots.len();
        self.housekeeping.check_at = if is_done { 0 } else { end };
        let pause = if is_done { self.housekeeping.interval } else { BEAT_PAUSE };
        self.housekeeping.next_check = Some(now.monotone + pause);
    }

    /// Answers whether the log has more to do in another beat.
    fn check_log<I: Io>(&mut self, io: &mut I, id: LogId, now: Now, trusts_clock: bool) -> bool {
        let Ok(log) = log_mut(&mut self.slots, id) else { return false };
        log.producers.remove_expired(now.wall_ms, log.config.producer_id_expiration_ms);
        let idle_since = now.monotone.saturating_sub(IDLE_FILE_AGE);
        let sealed = log.segments.len() - 1;
        log.segments[..sealed].iter_mut().for_each(|segment| segment.close_if_idle(idle_since));
        self.retain(io, id, now, trusts_clock).unwrap_or_else(|error| {
            let error = self.failed(id, error);
            tracing::warn!(%error, "retention could not remove segments");
            false
        })
    }

    /// Removes segments that retention does not keep, some per beat; after a forward jump of the clock one at a time. Answers
    /// whether there are more.
    fn retain<I: Io>(&mut self, io: &mut I, id: LogId, now: Now, trusts_clock: bool) -> Result<bool, Error> {
        let log = log_mut(&mut self.slots, id)?;
        if log.is_swapping {
            return Ok(false);
        }
        let expired = log.expired_segments(now);
        let mut count = expired.min(if trusts_clock { SEGMENTS_PER_BEAT } else { 1 });
        if count == log.segments.len() {
            // A write of it may be under way: its segment goes with the next check.
            match log.queue.is_empty() {
                true => log.roll(io, now, 0)?,
                false => count -= 1,
            }
        }
        if count == 0 {
            return Ok(false);
        }
        let before = log.log_start_offset;
        let mut deleted = Vec::new();
        let removed = log.remove_oldest(io, count, &mut deleted);
        let delay = Duration::from_millis(log.config.file_delete_delay_ms);
        let start = log.log_start_offset;
        self.housekeeping.remove_later(now.monotone + delay, deleted);
        if start > before {
            self.events.push_back(LogEvent::LogStartMoved { log: id, start });
        }
        self.mark_dirty(id);
        removed?;
        Ok(trusts_clock && expired > count)
    }
}

/// Removes a file, or a folder with its files.
fn remove(fs: &mut impl FileSystem, path: &std::path::Path) -> std::io::Result<()> {
    match fs.remove_file(path) {
        Ok(()) => return Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(_) => {}
    }
    for entry in fs.list(path)? {
        if entry.kind == EntryKind::File {
            fs.remove_file(&path.join(entry.name))?;
        }
    }
    fs.remove_directory(path)
}
