//! How long things took, as a histogram.

use std::time::Duration;

use base64::Engine;
use hdrhistogram::Histogram;
use hdrhistogram::serialization::{Serializer, V2DeflateSerializer};

use crate::Report;

/// Times up to an hour, told apart to three digits (at most 0.1 % off), in about 180 KiB however many there are.
pub struct RoundTrips {
    nanoseconds: Histogram<u64>,
}

/// Longer ones count as this long.
const LONGEST: Duration = Duration::from_secs(3600);

impl Default for RoundTrips {
    fn default() -> Self {
        let longest = LONGEST.as_nanos() as u64;
        let nanoseconds = Histogram::new_with_bounds(100, longest, 3).expect("the bounds are valid");
        Self { nanoseconds }
    }
}

impl RoundTrips {
    /// Adds one.
    pub fn record(&mut self, time: Duration) {
        self.record_many(time, 1);
    }

    /// Adds so many that took equally long.
    pub fn record_many(&mut self, time: Duration, count: u64) {
        let nanoseconds = time.min(LONGEST).as_nanos() as u64;
        self.nanoseconds.saturating_record_n(nanoseconds, count);
    }

    /// Adds all of another's.
    pub fn merge(&mut self, other: &Self) {
        self.nanoseconds.add(&other.nanoseconds).expect("all have the same bounds");
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.nanoseconds.reset();
    }

    /// The buckets that are not empty: the longest time that counts for each, and how many do. Rising.
    pub fn buckets(&self) -> impl Iterator<Item = (Duration, u64)> {
        let recorded = self.nanoseconds.iter_recorded();
        recorded.map(|value| {
            let longest = self.nanoseconds.highest_equivalent(value.value_iterated_to());
            (Duration::from_nanos(longest), value.count_at_value())
        })
    }

    /// How many were added.
    pub fn count(&self) -> u64 {
        self.nanoseconds.len()
    }

    /// The whole histogram, in nanoseconds: HdrHistogram's compressed encoding V2 in base64, as its tools and logs have it.
    pub fn to_base64(&self) -> String {
        let mut bytes = Vec::new();
        V2DeflateSerializer::new().serialize(&self.nanoseconds, &mut bytes).expect("a Vec takes everything");
        base64::engine::general_purpose::STANDARD.encode(bytes)
    }

    /// The time that this share of them (0 to 1) did not exceed.
    pub fn quantile(&self, share: f64) -> Duration {
        Duration::from_nanos(self.nanoseconds.value_at_quantile(share))
    }

    /// The longest.
    pub fn max(&self) -> Duration {
        Duration::from_nanos(self.nanoseconds.max())
    }

    /// Adds the usual percentiles to a report, in milliseconds, each name beginning with `what`. Nothing of nothing.
    pub fn report_to(&self, report: &mut Report, what: &str) {
        if self.count() == 0 {
            return;
        }
        let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
        for (name, share) in [("p50", 0.5), ("p99", 0.99), ("p99.9", 0.999), ("p99.99", 0.9999)] {
            report.number(format!("{what} {name}"), milliseconds(self.quantile(share)), "ms");
        }
        report.number(format!("{what} max"), milliseconds(self.max()), "ms");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_near(one: Duration, other: Duration) -> bool {
        one.abs_diff(other).as_secs_f64() <= other.as_secs_f64() * 2e-3
    }

    #[test]
    fn quantiles_are_those_of_what_was_recorded() {
        let mut trips = RoundTrips::default();
        (1..=1000).for_each(|number| trips.record(Duration::from_micros(number)));
        for (share, microseconds) in [(0.5, 500), (0.99, 990), (0.999, 999)] {
            let expected = Duration::from_micros(microseconds);
            assert!(is_near(trips.quantile(share), expected), "{share}: {:?}", trips.quantile(share));
        }
        assert!(is_near(trips.max(), Duration::from_millis(1)));
        assert_eq!(trips.count(), 1000);
    }

    #[test]
    fn buckets_are_what_was_recorded() {
        let mut trips = RoundTrips::default();
        trips.record_many(Duration::from_micros(500), 3);
        let mut others = RoundTrips::default();
        others.record(Duration::from_millis(7));
        trips.merge(&others);
        let buckets: Vec<(Duration, u64)> = trips.buckets().collect();
        assert_eq!(buckets.iter().map(|(_, count)| *count).collect::<Vec<_>>(), [3, 1]);
        assert!(
            is_near(buckets[0].0, Duration::from_micros(500))
                && is_near(buckets[1].0, Duration::from_millis(7))
        );
        trips.clear();
        assert_eq!((trips.count(), trips.buckets().count()), (0, 0));
    }

    #[test]
    fn other_tools_can_read_it() {
        let mut trips = RoundTrips::default();
        (1..=1000).for_each(|number| trips.record(Duration::from_micros(number)));
        let text = trips.to_base64();
        assert!(text.starts_with("HISTFAAA"), "{text}");
        let bytes = base64::engine::general_purpose::STANDARD.decode(text).expect("base64");
        let read: Histogram<u64> = hdrhistogram::serialization::Deserializer::new()
            .deserialize(&mut bytes.as_slice())
            .expect("its own encoding");
        assert_eq!(read, trips.nanoseconds);
    }

    #[test]
    fn a_day_counts_as_an_hour() {
        let mut trips = RoundTrips::default();
        trips.record(Duration::from_secs(86_400));
        assert!(is_near(trips.max(), LONGEST));
    }

    #[test]
    fn nothing_reports_nothing() {
        let mut report = Report::default();
        RoundTrips::default().report_to(&mut report, "record latency");
        assert_eq!(report, Report::default());
    }
}
