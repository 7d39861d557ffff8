//! What a manager does for compaction: finds the log that needs it most, and gives its job beats.

use std::time::Duration;

use ::io::{Io, Token};

use super::{LogId, LogManager, log_mut};
use crate::cleaner::{Beat, CleanerConfig};
use crate::error::Error;
use crate::event::LogEvent;
use crate::log::{Availability, Now};
use crate::{CleanerReport, Offset};

impl LogManager {
    /// The cleaner's configuration changed.
    pub fn update_cleaner_config(&mut self, config: CleanerConfig) {
        self.cleaner.set_config(config);
    }

    /// One beat of compaction, when it is due.
    pub(super) fn clean_due<I: Io>(&mut self, io: &mut I) {
        let now = Now::of(io);
        if let Some(id) = self.cleaner.unwanted() {
            self.stop_cleaning(io, id);
        }
        if self.cleaner.is_look_due(now.monotone) {
            self.look_for_dirt(io, now);
        }
        let Some(id) = self.cleaner.due(now.monotone) else { return };
        match self.get(id) {
            Some(log) if log.availability == Availability::Online => {
                let beat = self.clean_beat(io, id, now);
                beat.unwrap_or_else(|error| self.on_cleaning_failed(io, id, error));
            }
            _ => self.cleaner.forget(id),
        }
    }

    pub(super) fn on_cleaner_synced(&mut self, now: Duration, token: Token) {
        self.cleaner.on_synced(now, token);
    }

    /// Gives the job of a log up if it is the one that runs, unless the log's files are changing their names: then the log is
    /// not settled, and the job ends by itself.
    pub(super) fn stop_cleaning<I: Io>(&mut self, io: &mut I, id: LogId) {
        if self.cleaner.running() != Some(id) || self.cleaner.is_decided() {
            return;
        }
        let Ok(log) = log_mut(&mut self.slots, id) else { return };
        let discarded = match log.availability {
            Availability::Online => self.cleaner.discard(io, log),
            _ => {
                self.cleaner.forget(id);
                Ok(())
            }
        };
        if let Err(error) = discarded {
            let error = self.failed(id, error);
            tracing::warn!(%error, "what an unfinished compaction wrote cannot be removed");
        }
    }

    /// What was cleaned above `end` is no more.
    pub(super) fn forget_cleaned_above<I: Io>(
        &mut self,
        io: &mut I,
        id: LogId,
        end: Offset,
    ) -> Result<(), Error> {
        let log = log_mut(&mut self.slots, id)?;
        if !log.config.cleanup_compact || log.availability == Availability::Offline {
            return Ok(());
        }
        self.cleaner.on_cut(io, log, end).map_err(|error| self.failed(id, error))
    }

    /// Begins with the dirtiest log, or sleeps.
    fn look_for_dirt<I: Io>(&mut self, io: &mut I, now: Now) {
        self.write_cleaner_offsets(io);
        let limits = self.cleaning_limits(io);
        let (mut best, mut has_compacted) = (None, false);
        for index in 0..self.slots.len() {
            let slot = &mut self.slots[index];
            let id = LogId { slot: index as u32, generation: slot.generation };
            let is_compacted = |log: &&mut crate::Log| log.config.cleanup_compact;
            let Some(log) = slot.log.as_deref_mut().filter(is_compacted) else { continue };
            has_compacted = true;
            if log.availability == Availability::Online
                && let Err(error) = self.cleaner.consider(io, id, log, limits.of(log), now, &mut best)
            {
                self.on_cleaning_failed(io, id, error);
            }
        }
        self.cleaner.sleep(now.monotone, has_compacted);
        let Some(candidate) = best else { return };
        let id = candidate.log();
        let Ok(log) = log_mut(&mut self.slots, id) else { return };
        if let Err(error) = self.cleaner.begin(io, log, candidate, now.monotone) {
            self.on_cleaning_failed(io, id, error);
        }
    }

    fn clean_beat<I: Io>(&mut self, io: &mut I, id: LogId, now: Now) -> Result<(), Error> {
        let log = log_mut(&mut self.slots, id)?;
        match self.cleaner.beat(io, log, now)? {
            Beat::More { .. } => {}
            Beat::Sync(step) => {
                let token = self.submit_cleaner_sync(io, id, step);
                self.cleaner.await_sync(token);
            }
            Beat::Swapped(deleted) => {
                let delay = Duration::from_millis(log.config.file_delete_delay_ms);
                self.housekeeping.remove_later(now.monotone + delay, deleted);
            }
            Beat::Done { end } => {
                let report = self.cleaner.finish(io, log, end, now.monotone)?;
                self.tell_cleaned(id, report);
                self.write_cleaner_offsets(io);
            }
            Beat::Abandoned => self.stop_cleaning(io, id),
        }
        Ok(())
    }

    fn tell_cleaned(&mut self, id: LogId, report: CleanerReport) {
        let topic_partition = self.log(id).topic_partition().clone();
        self.events.push_back(LogEvent::Cleaned { topic_partition, report: Box::new(report) });
    }

    fn write_cleaner_offsets<I: Io>(&mut self, io: &mut I) {
        if let Err((directory, error)) = self.cleaner.write_offsets(io) {
            // What is not written is tried again with the next look, and costs a cleaning at worst.
            self.on_error(&directory, &error);
            tracing::warn!(%error, "the cleaner's checkpoint cannot be written");
        }
    }

    /// A disk that failed takes its directory offline, a full one is waited for, and a log that cannot be understood is left
    /// alone from now on.
    fn on_cleaning_failed<I: Io>(&mut self, io: &mut I, id: LogId, error: Error) {
        if error.is_fatal_to_directory() {
            let error = self.failed(id, error);
            tracing::warn!(%error, "compaction failed");
            return;
        }
        if let Error::NoSpace { .. } = error {
            if !self.cleaner.on_no_space(io.now()) {
                tracing::warn!(%error, "compaction waits for space");
                self.stop_cleaning(io, id);
                self.cleaner.sleep(io.now(), true);
            }
            return;
        }
        self.stop_cleaning(io, id);
        self.cleaner.mark_uncleanable(id);
        if let Some(log) = self.get(id) {
            let topic_partition = log.topic_partition().clone();
            self.events.push_back(LogEvent::Uncleanable { topic_partition, reason: error.to_string() });
        }
    }
}
