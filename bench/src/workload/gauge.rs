//! Counts and times of a run under way.

use std::time::Duration;

use super::measurement::{Flow, Interval, Quantiles};
use crate::RoundTrips;

/// What has come through, since the measurement began and in the interval that is open.
pub(super) struct Gauge {
    interval: Duration,
    begun: Duration,
    interval_begun: Duration,
    pub(super) produced: Flow,
    pub(super) consumed: Flow,
    pub(super) acknowledged: Times,
    pub(super) end_to_end: Times,
    open: Interval,
    pub(super) intervals: Vec<Interval>,
}

/// The histogram of closed intervals, and of the open one.
#[derive(Default)]
pub(super) struct Times {
    closed: RoundTrips,
    open: RoundTrips,
}

impl Times {
    pub(super) fn record_many(&mut self, time: Duration, count: u64) {
        self.open.record_many(time, count);
    }

    /// Everything, with the open interval merged.
    pub(super) fn into_closed(mut self) -> RoundTrips {
        self.closed.merge(&self.open);
        self.closed
    }

    fn close(&mut self) -> Quantiles {
        let quantiles = Quantiles::of(&self.open);
        self.closed.merge(&self.open);
        self.open.clear();
        quantiles
    }
}

impl Gauge {
    pub(super) fn new(interval: Duration, now: Duration) -> Self {
        Self {
            interval,
            begun: now,
            interval_begun: now,
            produced: Flow::default(),
            consumed: Flow::default(),
            acknowledged: Times::default(),
            end_to_end: Times::default(),
            open: Interval::default(),
            intervals: Vec::new(),
        }
    }

    pub(super) fn begun(&self) -> Duration {
        self.begun
    }

    pub(super) fn on_produced(&mut self, records: u64, bytes: u64, now: Duration) {
        self.produced.add(records, bytes, now - self.begun);
        self.open.produced.0 += records;
        self.open.produced.1 += bytes;
    }

    pub(super) fn on_consumed(&mut self, records: u64, bytes: u64, now: Duration) {
        self.consumed.add(records, bytes, now - self.begun);
        self.open.consumed.0 += records;
        self.open.consumed.1 += bytes;
    }

    /// When the open interval is to be closed.
    pub(super) fn next_deadline(&self) -> Duration {
        self.interval_begun + self.interval
    }

    /// Closes the intervals that are over. A generator that was kept from running closes the one that was open late, and
    /// says how long it was.
    pub(super) fn on_deadline(&mut self, now: Duration) {
        if now >= self.next_deadline() {
            self.close_interval(now);
        }
    }

    /// Closes what is open.
    pub(super) fn close_interval(&mut self, now: Duration) {
        let length = now - self.interval_begun;
        if length.is_zero() {
            return;
        }
        let counted = std::mem::take(&mut self.open);
        self.intervals.push(Interval {
            end: now - self.begun,
            length,
            acknowledged: self.acknowledged.close(),
            end_to_end: self.end_to_end.close(),
            ..counted
        });
        self.interval_begun = now;
    }

    /// Whether anything was counted since the measurement began: the time of the last of it.
    pub(super) fn last_counted(&self) -> Duration {
        self.produced.elapsed.max(self.consumed.elapsed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: Duration = Duration::from_millis(1);

    #[test]
    fn intervals_add_up() {
        let mut gauge = Gauge::new(100 * MS, 50 * MS);
        gauge.on_produced(3, 300, 60 * MS);
        gauge.acknowledged.record_many(2 * MS, 3);
        gauge.on_deadline(149 * MS);
        assert!(gauge.intervals.is_empty());
        gauge.on_deadline(170 * MS);
        gauge.on_consumed(2, 200, 180 * MS);
        gauge.close_interval(200 * MS);
        let ends: Vec<(Duration, Duration)> =
            gauge.intervals.iter().map(|interval| (interval.end, interval.length)).collect();
        assert_eq!(ends, [(120 * MS, 120 * MS), (150 * MS, 30 * MS)]);
        assert_eq!((gauge.intervals[0].produced, gauge.intervals[1].consumed), ((3, 300), (2, 200)));
        assert_eq!((gauge.intervals[0].acknowledged.count, gauge.intervals[1].acknowledged.count), (3, 0));
        assert_eq!(gauge.produced, Flow { records: 3, bytes: 300, elapsed: 10 * MS });
        assert_eq!(gauge.last_counted(), 130 * MS);
        assert_eq!(gauge.acknowledged.into_closed().count(), 3);
    }
}
