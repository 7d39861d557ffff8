//! The few shapes that plots are made of.

use std::fmt::Write;

/// A picture in the making. All lengths are in pixels, x to the right, y down.
pub(super) struct Svg {
    width: f64,
    body: String,
}

/// Distinct for most eyes, also in grey: ours first.
pub(super) const COLOURS: [&str; 6] = ["#1f6fb4", "#d9822b", "#3a9a5b", "#a14fb0", "#7a7a7a", "#c23b3b"];

/// Where a text begins, ends, or has its middle.
#[derive(Copy, Clone)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Svg {
    pub(super) fn new(width: f64) -> Self {
        Self { width, body: String::new() }
    }

    pub(super) fn text(&mut self, x: f64, y: f64, size: u32, anchor: Anchor, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let text = escaped(text);
        self.push(format_args!(
            "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{size}\" text-anchor=\"{anchor}\">{text}</text>"
        ));
    }

    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), colour: &str, width: f64) {
        let ((x1, y1), (x2, y2)) = (from, to);
        self.push(format_args!(
            "<line x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\" stroke=\"{colour}\" stroke-width=\"{width}\"/>"
        ));
    }

    pub(super) fn bar(&mut self, x: f64, y: f64, width: f64, height: f64, colour: &str) {
        let width = width.max(0.5);
        self.push(format_args!(
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" fill=\"{colour}\"/>"
        ));
    }

    pub(super) fn path(&mut self, points: &[(f64, f64)], colour: &str) {
        let points: Vec<String> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        let points = points.join(" ");
        self.push(format_args!(
            "<polyline points=\"{points}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>"
        ));
    }

    /// The whole file.
    pub(super) fn finish(self, height: f64) -> String {
        let Self { width, body } = self;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
             viewBox=\"0 0 {width:.0} {height:.0}\" font-family=\"sans-serif\" fill=\"#222\">\n\
             <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n{body}</svg>\n"
        )
    }

    fn push(&mut self, element: std::fmt::Arguments<'_>) {
        writeln!(self.body, "{element}").expect("a String takes everything");
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Values on a line of pixels.
#[derive(Copy, Clone)]
pub(super) struct Axis {
    from: f64,
    to: f64,
    is_log: bool,
    begin: f64,
    length: f64,
}

impl Axis {
    /// An axis for these values, from `begin` over `length` pixels (negative: upwards). On a logarithmic one only positive
    /// values have a place.
    pub(super) fn new(values: impl Iterator<Item = f64>, is_log: bool, begin: f64, length: f64) -> Self {
        let kept = values.filter(|value| value.is_finite() && (!is_log || *value > 0.0));
        let (low, high) =
            kept.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
        let (low, high) = if low > high { (1.0, 10.0) } else { (low, high) };
        let (from, to) = match is_log {
            true => (10f64.powf(low.log10().floor()), 10f64.powf((high * 1.001).log10().ceil())),
            false => (low.min(0.0), if high <= 0.0 { 1.0 } else { high * 1.02 }),
        };
        Self { from, to, is_log, begin, length }
    }

    pub(super) fn at(&self, value: f64) -> f64 {
        let share = match self.is_log {
            true => (value.max(self.from) / self.from).log10() / (self.to / self.from).log10(),
            false => (value - self.from) / (self.to - self.from),
        };
        self.begin + self.length * share.clamp(0.0, 1.0)
    }

    /// Round values along it.
    pub(super) fn ticks(&self) -> Vec<f64> {
        if self.is_log {
            let (first, last) = (self.from.log10().round() as i32, self.to.log10().round() as i32);
            return (first..=last).map(|power| 10f64.powi(power)).collect();
        }
        let rough = (self.to - self.from) / 5.0;
        let power = 10f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].map(|factor| factor * power).into_iter().find(|step| *step >= rough);
        let step = step.unwrap_or(power * 10.0);
        let first = (self.from / step).ceil();
        let count = ((self.to - first * step) / step).floor().max(0.0) as u32;
        (0..=count).map(|index| (first + f64::from(index)) * step).collect()
    }
}

/// `2M`, `500k`, `0.05`.
pub(super) fn short(value: f64) -> String {
    let plain = |value: f64| {
        let text = format!("{value:.3}");
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    match value.abs() {
        size if size >= 1e9 => format!("{}G", plain(value / 1e9)),
        size if size >= 1e6 => format!("{}M", plain(value / 1e6)),
        size if size >= 1e3 => format!("{}k", plain(value / 1e3)),
        size if size >= 1e-3 || size == 0.0 => plain(value),
        _ => format!("{value:.0e}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round() {
        assert_eq!(Axis::new([0.0, 9.0].into_iter(), false, 0.0, 100.0).ticks(), [0.0, 2.0, 4.0, 6.0, 8.0]);
        assert_eq!(
            Axis::new([0.02, 700.0].into_iter(), true, 0.0, 100.0).ticks(),
            [0.01, 0.1, 1.0, 10.0, 100.0, 1000.0]
        );
        let labels: Vec<String> = [2e6, 2.5e5, 0.05, 0.0].map(short).into();
        assert_eq!(labels, ["2M", "250k", "0.05", "0"]);
    }

    #[test]
    fn values_keep_within_the_axis() {
        let axis = Axis::new([1.0, 1000.0].into_iter(), true, 50.0, 300.0);
        assert!((axis.at(1.0) - 50.0).abs() < 1e-9 && axis.at(0.0) >= 50.0 && axis.at(1e9) <= 350.0);
        assert!(Axis::new(std::iter::empty(), false, 0.0, 1.0).at(f64::NAN).is_nan());
    }
}
