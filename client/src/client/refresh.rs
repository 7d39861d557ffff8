//! The client's own metadata requests.

use std::time::Duration;

use io::Io;
use protocol::ErrorCode;
use protocol::messages::{MetadataRequest, MetadataResponse};

use super::Client;
use crate::Error;
use crate::call::{CallOptions, Purpose, Target};
use crate::metadata::METADATA_VERSIONS;

/// When the metadata is asked for again.
#[derive(Default)]
pub(super) struct Refresh {
    /// Somebody knows that the metadata is old or lacks something.
    pub(super) due: bool,
    pub(super) in_flight: bool,
    pub(super) not_before: Duration,
    pub(super) failures: u32,
    pub(super) last_error: Option<Error>,
}

impl<I: Io> Client<I> {
    /// Asks for the metadata again soon (not before the retry backoff has passed).
    pub fn request_metadata(&mut self) {
        self.refresh.due = true;
    }

    /// Turns until a metadata answer newer than this moment has come.
    pub fn wait_for_metadata(&mut self) -> Result<(), Error> {
        let generation = self.metadata.generation();
        let deadline = self.now() + self.config.call_timeout;
        self.refresh.last_error = None;
        self.request_metadata();
        self.on_deadline();
        while self.metadata.generation() == generation {
            if let Some(error) = &self.refresh.last_error {
                return Err(error.clone());
            }
            if self.now() >= deadline {
                let seconds = self.config.call_timeout.as_secs();
                return Err(Error::TimedOut { seconds, last: "no metadata".to_owned() });
            }
            self.turn(Some(deadline));
        }
        Ok(())
    }

    pub(super) fn next_refresh(&self) -> Option<Duration> {
        if self.refresh.in_flight {
            return None;
        }
        match self.metadata.updated_at() {
            _ if self.refresh.due => Some(self.refresh.not_before),
            Some(updated_at) => Some(updated_at + self.config.metadata_max_age),
            None => None,
        }
    }

    pub(super) fn refresh_metadata(&mut self, now: Duration) {
        if self.next_refresh().is_none_or(|due| due > now) {
            return;
        }
        self.refresh.due = false;
        self.refresh.in_flight = true;
        let request = self.metadata.request(self.config.allow_auto_topic_creation);
        let build = move |version: i16| MetadataRequest {
            // Before version 4 the broker decides by itself.
            allow_auto_topic_creation: request.allow_auto_topic_creation || version < 4,
            ..request.clone()
        };
        self.add_call(Purpose::Metadata, METADATA_VERSIONS, CallOptions::repeatable(Target::Any), build);
    }

    pub(super) fn on_metadata(&mut self, result: Result<MetadataResponse, Error>) {
        let now = self.io.now();
        self.refresh.in_flight = false;
        match result {
            Ok(response) => {
                // A topic that is just being made has no leader yet, and its error is retriable.
                let unsettled = response.topics.iter().any(|topic| {
                    ErrorCode::from_i16(topic.error_code).is_retriable()
                        || topic.partitions.iter().any(|partition| partition.leader_id < 0)
                });
                self.metadata.update(response, now);
                self.refresh.last_error = None;
                self.refresh.due |= unsettled;
                self.refresh.failures = if unsettled { self.refresh.failures + 1 } else { 0 };
            }
            Err(error) => {
                self.refresh.last_error = Some(error);
                self.refresh.due = true;
                self.refresh.failures += 1;
            }
        }
        let wait = self.config.retry_backoff.wait(self.refresh.failures.max(1), self.io.random_u64());
        self.refresh.not_before = now + wait;
    }
}
