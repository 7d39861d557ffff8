//! Figures of several brokers side by side, as an SVG picture of bars with whiskers from the smallest to the largest round.

use super::comparison::{Comparison, Row};
use super::quantity::Quantity;
use super::spread::Spread;
use super::svg::{Anchor, Axis, COLOURS, Svg, short};

const WIDTH: f64 = 900.0;
const LEFT: f64 = 330.0;
const BAR: f64 = 13.0;
const GAP: f64 = 10.0;
const HEAD: f64 = 66.0;
const FOOT: f64 = 34.0;

impl Comparison {
    /// One quantity of all rows that have it; the slides' figure is a black line. `None` when no row has it.
    pub fn to_bars(&self, quantity: Quantity, is_log: bool) -> Option<String> {
        let rows: Vec<&Row> =
            self.rows.iter().filter(|row| row.shown.contains(&quantity) && row.has(quantity)).collect();
        let values = rows.iter().flat_map(|row| {
            let spreads = row.results.iter().filter_map(move |result| result.spread(quantity));
            let slides = slides_of(row, quantity);
            spreads.flat_map(|spread| [spread.min, spread.max]).chain(slides)
        });
        let axis = Axis::new(values, is_log, LEFT, WIDTH - LEFT - 80.0);
        if rows.is_empty() {
            return None;
        }
        let mut svg = Svg::new(WIDTH);
        self.draw_head(&mut svg, quantity);
        let heights: Vec<f64> = rows.iter().map(|row| BAR * row.results.len().max(2) as f64 + GAP).collect();
        let bottom = HEAD + heights.iter().sum::<f64>();
        for tick in axis.ticks() {
            svg.line((axis.at(tick), HEAD), (axis.at(tick), bottom), "#ddd", 1.0);
            svg.text(axis.at(tick), bottom + 16.0, 11, Anchor::Middle, &short(tick));
        }
        let mut top = HEAD;
        for (row, height) in rows.iter().zip(&heights) {
            draw_row(&mut svg, row, quantity, &axis, top);
            top += height;
        }
        Some(svg.finish(bottom + FOOT))
    }

    fn draw_head(&self, svg: &mut Svg, quantity: Quantity) {
        let title = format!("{}: {}", self.title, super::text::label(quantity));
        svg.text(10.0, 24.0, 16, Anchor::Start, &title);
        let mut left = LEFT;
        for (index, side) in self.sides.iter().enumerate() {
            svg.bar(left, 36.0, 12.0, 12.0, COLOURS[index % COLOURS.len()]);
            svg.text(left + 17.0, 46.0, 12, Anchor::Start, &side.name);
            left += 110.0;
        }
        if self.rows.iter().any(|row| slides_of(row, quantity).is_some()) {
            svg.line((left + 6.0, 36.0), (left + 6.0, 48.0), "#000", 2.5);
            svg.text(left + 17.0, 46.0, 12, Anchor::Start, "the slides (2014, three brokers)");
        }
    }
}

fn slides_of(row: &Row, quantity: Quantity) -> Option<f64> {
    row.slides.iter().find(|(of, _)| *of == quantity).map(|(_, value)| *value)
}

fn draw_row(svg: &mut Svg, row: &Row, quantity: Quantity, axis: &Axis, top: f64) {
    svg.text(LEFT - 8.0, top + BAR - 1.0, 12, Anchor::End, &shortened(&row.title));
    svg.text(LEFT - 8.0, top + 2.0 * BAR - 1.0, 10, Anchor::End, &shortened(&row.mode));
    for (index, result) in row.results.iter().enumerate() {
        let y = top + BAR * index as f64;
        let Some(Spread { min, median, max }) = result.spread(quantity) else { continue };
        let begin = axis.at(0.0);
        svg.bar(begin, y, axis.at(median) - begin, BAR - 2.0, COLOURS[index % COLOURS.len()]);
        let middle = y + (BAR - 2.0) / 2.0;
        svg.line((axis.at(min), middle), (axis.at(max), middle), "#222", 1.5);
        svg.text(axis.at(max) + 5.0, y + BAR - 3.0, 10, Anchor::Start, &super::quantity::digits(median));
    }
    if let Some(slides) = slides_of(row, quantity) {
        let height = BAR * row.results.len().max(1) as f64;
        svg.line((axis.at(slides), top - 2.0), (axis.at(slides), top + height), "#000", 2.5);
    }
}

/// As much as fits beside the bars.
fn shortened(text: &str) -> String {
    const LEN_MAX: usize = 52;
    match text.char_indices().nth(LEN_MAX) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::comparison::samples;
    use super::*;

    #[test]
    fn bars_of_all_sides_and_the_mark_of_the_slides() {
        let comparison = samples::comparison();
        let svg = comparison.to_bars(Quantity::ProduceRate, false).expect("it was measured");
        for wanted in [
            "1 producer, no &lt;replication&gt;",
            "ringlog",
            "kafka",
            "the slides",
            "2,100,000",
            "acks=1, page cache",
        ] {
            assert!(svg.contains(wanted), "no '{wanted}' in {svg}");
        }
        assert!(!svg.contains("NaN") && svg.matches("<rect").count() == 5, "{svg}");
        assert_eq!(comparison.to_bars(Quantity::StartTime, false), None);
    }

    #[test]
    fn long_names_are_cut_between_characters() {
        assert_eq!(shortened(&"ü".repeat(60)), format!("{}…", "ü".repeat(52)));
    }
}
