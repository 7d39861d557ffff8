//! How long a new consumer of a new group waits for its first record.

use std::time::Duration;

use client::{Error, GroupConsumer, Subscription};
use io::Io;

use super::GroupRunError;
use crate::{Report, RoundTrips};

/// What to read.
#[derive(Clone, Debug)]
pub struct FirstRecordOptions {
    /// A topic that has records.
    pub topic: String,
    /// How many consumers come, one after the other.
    pub consumers: u32,
    /// How long one may wait.
    pub patience: Duration,
}

/// Makes a consumer, and takes the time from then to its first record: connections, versions, metadata, coordinator, join,
/// share, committed offsets, look-up of the beginning, fetch.
pub struct FirstRecordRun {
    options: FirstRecordOptions,
    waits: RoundTrips,
}

impl FirstRecordRun {
    /// A run.
    pub fn new(options: FirstRecordOptions) -> Self {
        Self { options, waits: RoundTrips::default() }
    }

    /// Lets them all come. `make` gives each a group of its own, read from the beginning; `close` ends its connections.
    pub fn run<I: Io>(
        &mut self,
        mut make: impl FnMut(u32) -> Result<GroupConsumer<I>, Error>,
        mut close: impl FnMut(GroupConsumer<I>),
        progress: &mut dyn FnMut(u64),
    ) -> Result<(), GroupRunError> {
        for number in 0..self.options.consumers {
            let mut consumer = make(number)?;
            let begun = consumer.client_mut().now();
            let until = begun + self.options.patience;
            consumer.subscribe(Subscription::topics([self.options.topic.clone()]));
            let Some(first) = consumer.next_record(Some(until)) else {
                let what = format!("consumer {number} got no record");
                return Err(GroupRunError::Stalled { what, seconds: self.options.patience.as_secs() });
            };
            first?;
            self.waits.record(consumer.client_mut().now() - begun);
            consumer.close(until);
            close(consumer);
            progress(1);
        }
        Ok(())
    }

    /// What was measured so far.
    pub fn report(&self) -> Report {
        let mut report = Report::default();
        report.count("consumers", self.waits.count());
        self.waits.report_to(&mut report, "first record");
        report
    }
}
