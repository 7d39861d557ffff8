//! What was measured, for people and for programs: one run's figures ([`Report`]), several brokers in turn
//! ([`Comparison`]) as text, Markdown, JSON and pictures.

mod bars;
mod chart;
mod comparison;
mod goal;
mod json;
mod limit;
mod machine;
mod markdown;
mod moment;
mod quantity;
mod spread;
mod svg;
mod text;

use std::fmt::{Display, Formatter, Write};

pub use chart::Chart;
pub use comparison::{Comparison, Round, Row, SideInfo, SideResult};
pub use goal::{Against, Bound, Goal, Judgement};
pub use limit::{Limit, Shares};
pub use machine::Machine;
pub use moment::rfc_3339;
pub use quantity::{Better, Quantity};
pub use spread::Spread;

/// Named figures in the order in which they are told.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    lines: Vec<(String, Figure)>,
}

/// One figure of a report.
#[derive(Clone, Debug, PartialEq)]
pub enum Figure {
    /// Words.
    Text(String),
    /// How many.
    Count(u64),
    /// A measured number and its unit.
    Number(f64, &'static str),
}

impl Report {
    /// Adds words.
    pub fn text(&mut self, name: impl Into<String>, text: impl Into<String>) {
        self.lines.push((name.into(), Figure::Text(text.into())));
    }

    /// Adds a count.
    pub fn count(&mut self, name: impl Into<String>, count: u64) {
        self.lines.push((name.into(), Figure::Count(count)));
    }

    /// Adds a number with its unit.
    pub fn number(&mut self, name: impl Into<String>, number: f64, unit: &'static str) {
        self.lines.push((name.into(), Figure::Number(number, unit)));
    }

    /// Adds all of another report.
    pub fn extend(&mut self, other: Report) {
        self.lines.extend(other.lines);
    }

    /// The figure of this name.
    pub fn figure(&self, name: &str) -> Option<&Figure> {
        self.lines.iter().find(|(of, _)| of == name).map(|(_, figure)| figure)
    }

    /// One JSON object; a number's name ends with its unit in brackets, so that none is lost.
    pub fn to_json(&self) -> String {
        let members: Vec<String> = self
            .lines
            .iter()
            .map(|(name, figure)| match figure {
                Figure::Text(text) => format!("  {}: {}", quoted(name), quoted(text)),
                Figure::Count(count) => format!("  {}: {count}", quoted(name)),
                // JSON knows neither infinity nor NaN.
                Figure::Number(number, unit) if number.is_finite() => {
                    format!("  {}: {number}", quoted(&format!("{name} ({unit})")))
                }
                Figure::Number(_, unit) => format!("  {}: null", quoted(&format!("{name} ({unit})"))),
            })
            .collect();
        format!("{{\n{}\n}}\n", members.join(",\n"))
    }
}

impl Display for Report {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        let width = self.lines.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
        for (name, figure) in &self.lines {
            writeln!(formatter, "{name:width$}  {figure}")?;
        }
        Ok(())
    }
}

impl Display for Figure {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => formatter.write_str(text),
            Self::Count(count) => write!(formatter, "{count}"),
            Self::Number(number, unit) if number.abs() >= 1000.0 => write!(formatter, "{number:.0} {unit}"),
            Self::Number(number, unit) => write!(formatter, "{number:.3} {unit}"),
        }
    }
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            control if control < ' ' => {
                write!(quoted, "\\u{:04x}", u32::from(control)).expect("a String takes everything");
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> Report {
        let mut report = Report::default();
        report.text("topic", "a \"b\"\\\n");
        report.count("records", 5);
        report.number("rate", 1234567.8, "records/s");
        report.number("p50", 0.25, "ms");
        report.number("nothing", f64::NAN, "s");
        report
    }

    #[test]
    fn people_read_aligned_lines() {
        let mut report = report();
        report.lines.remove(0);
        assert_eq!(
            report.to_string(),
            "records  5\nrate     1234568 records/s\np50      0.250 ms\nnothing  NaN s\n"
        );
    }

    #[test]
    fn programs_read_json() {
        assert_eq!(
            report().to_json(),
            "{\n  \"topic\": \"a \\\"b\\\"\\\\\\u000a\",\n  \"records\": 5,\n  \"rate (records/s)\": 1234567.8,\n  \
             \"p50 (ms)\": 0.25,\n  \"nothing (s)\": null\n}\n"
        );
        assert_eq!(report().figure("records"), Some(&Figure::Count(5)));
    }
}
