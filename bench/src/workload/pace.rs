//! When the next record is due.

use std::time::Duration;

use super::options::Pace;

/// Counts what is due under an open loop; a closed one has no times of its own.
#[derive(Debug)]
pub(super) struct Schedule {
    /// Nanoseconds between two records; `None`: closed.
    period: Option<f64>,
    begun: Duration,
    /// The record that is due at `begun`.
    first: u64,
}

impl Schedule {
    pub(super) fn new(pace: Pace) -> Self {
        let period = match pace {
            Pace::Open { records_per_s } => Some(1e9 / records_per_s),
            Pace::Closed { .. } => None,
        };
        Self { period, begun: Duration::ZERO, first: 0 }
    }

    /// From now on, beginning with this record, which is due a `share` (0 to 1) of a period later.
    pub(super) fn begin(&mut self, first: u64, now: Duration, share: f64) {
        self.first = first;
        self.begun = now + Duration::from_nanos((self.period.unwrap_or(0.0) * share).round() as u64);
    }

    /// When a record is to be sent, in an open loop.
    pub(super) fn intended(&self, record: u64) -> Option<Duration> {
        let period = self.period?;
        let since = record.saturating_sub(self.first) as f64 * period;
        Some(self.begun + Duration::from_nanos(since.round() as u64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_due_one_period_apart() {
        let mut schedule = Schedule::new(Pace::Open { records_per_s: 3.0 });
        schedule.begin(10, Duration::from_secs(5), 0.0);
        let due = |record| schedule.intended(record).expect("the loop is open").as_millis();
        assert_eq!([due(10), due(11), due(13), due(3_000_010)], [5000, 5333, 6000, 1_000_005_000]);
        schedule.begin(0, Duration::ZERO, 0.5);
        assert_eq!(schedule.intended(1).map(|due| due.as_micros()), Some(500_000), "a period and a half");
    }

    #[test]
    fn a_closed_loop_has_no_times() {
        let pace = Pace::Closed { outstanding: 1, settled: super::super::Settled::Acknowledged };
        assert_eq!(Schedule::new(pace).intended(7), None);
    }
}
