//! A measurement for programs, with its histograms and its series, and for the eye.

use std::time::Duration;

use serde_json::{Value, json};

use super::{Interval, Measurement, Quantiles};
use crate::{Chart, Report, RoundTrips};

impl Measurement {
    /// One JSON object: the figures of `report` flat, then `failure` (or null), `histograms` and `intervals`. A number's name
    /// ends with its unit.
    pub fn to_json(&self, report: &Report) -> String {
        let figures = report.to_json();
        let figures = figures.trim_end().trim_end_matches('}').trim_end();
        let failure = self.outcome.as_ref().err().map(ToString::to_string);
        let histograms = json!({
            "record latency": histogram(&self.acknowledged),
            "end to end": histogram(&self.end_to_end),
        });
        let intervals: Vec<Value> = self.intervals.iter().map(interval).collect();
        let more = [("failure", json!(failure)), ("histograms", histograms), ("intervals", json!(intervals))];
        let more: Vec<String> = more.iter().map(|(name, value)| format!("  \"{name}\": {value}")).collect();
        format!("{figures},\n{}\n}}\n", more.join(",\n"))
    }

    /// Both charts, one below the other.
    pub fn to_svg(&self, title: &str) -> String {
        const HEIGHT: u32 = 420;
        let charts = [self.latency_chart(title), self.rate_chart("")];
        let pieces = (0..).zip(&charts).map(|(row, chart): (u32, &Chart)| {
            format!("<g transform=\"translate(0 {})\">{}</g>\n", row * HEIGHT, chart.to_svg())
        });
        let all: String = pieces.collect();
        let total = HEIGHT * charts.len() as u32;
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"860\" height=\"{total}\">\n{all}</svg>\n")
    }

    /// The latencies by percentile: each nine more is as far along as the one before.
    pub fn latency_chart(&self, title: &str) -> Chart {
        let named = [("to the acknowledgement", &self.acknowledged), ("end to end", &self.end_to_end)];
        let lines = named.into_iter().filter(|(_, trips)| trips.count() > 0);
        let names = ["0 %", "90 %", "99 %", "99.9 %", "99.99 %", "99.999 %", "99.9999 %"];
        Chart {
            title: title.to_owned(),
            x_label: "share of the records".to_owned(),
            y_label: "ms".to_owned(),
            log_y: true,
            x_names: (0..).zip(names).map(|(nines, name)| (f64::from(nines), name.to_owned())).collect(),
            series: lines.map(|(name, trips)| (name.to_owned(), percentiles(trips))).collect(),
            ..Chart::default()
        }
    }

    /// Records per second over time.
    pub fn rate_chart(&self, title: &str) -> Chart {
        let line = |count: fn(&Interval) -> u64| -> Vec<(f64, f64)> {
            let points = self.intervals.iter();
            points.map(|at| (at.end.as_secs_f64(), count(at) as f64 / at.length.as_secs_f64())).collect()
        };
        let mut series = Vec::new();
        if self.produced.records > 0 {
            series.push(("written".to_owned(), line(|interval| interval.produced.0)));
        }
        if self.consumed.records > 0 {
            series.push(("read".to_owned(), line(|interval| interval.consumed.0)));
        }
        Chart {
            title: title.to_owned(),
            x_label: "seconds".to_owned(),
            y_label: "records/s".to_owned(),
            series,
            ..Chart::default()
        }
    }
}

/// How many nines a share has, and the time that it did not exceed, in ms.
fn percentiles(trips: &RoundTrips) -> Vec<(f64, f64)> {
    let count = trips.count() as f64;
    let nines_max = count.log10().max(1.0);
    let steps = (nines_max * 20.0) as u32;
    let at = |step: u32| {
        let nines = f64::from(step) / 20.0;
        (nines, milliseconds(trips.quantile(1.0 - 10f64.powf(-nines))))
    };
    (0..=steps).map(at).collect()
}

fn histogram(trips: &RoundTrips) -> Value {
    if trips.count() == 0 {
        return Value::Null;
    }
    json!({
        "count": trips.count(),
        "p50 (ms)": milliseconds(trips.quantile(0.5)),
        "p99 (ms)": milliseconds(trips.quantile(0.99)),
        "p99.9 (ms)": milliseconds(trips.quantile(0.999)),
        "p99.99 (ms)": milliseconds(trips.quantile(0.9999)),
        "max (ms)": milliseconds(trips.max()),
        "HdrHistogram V2, ns": trips.to_base64(),
    })
}

fn interval(interval: &Interval) -> Value {
    json!({
        "end (s)": interval.end.as_secs_f64(),
        "length (s)": interval.length.as_secs_f64(),
        "written": { "records": interval.produced.0, "bytes": interval.produced.1 },
        "read": { "records": interval.consumed.0, "bytes": interval.consumed.1 },
        "record latency": quantiles(&interval.acknowledged),
        "end to end": quantiles(&interval.end_to_end),
    })
}

fn quantiles(quantiles: &Quantiles) -> Value {
    if quantiles.count == 0 {
        return Value::Null;
    }
    json!({
        "count": quantiles.count,
        "p50 (ms)": milliseconds(quantiles.p50),
        "p99 (ms)": milliseconds(quantiles.p99),
        "p99.9 (ms)": milliseconds(quantiles.p999),
        "max (ms)": milliseconds(quantiles.max),
    })
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
