//! Lines over two axes, such as a latency's percentiles or a rate over time, as an SVG picture.

use super::svg::{Anchor, Axis, COLOURS, Svg, short};

/// A plot of lines.
#[derive(Clone, Debug, Default)]
pub struct Chart {
    /// Above it.
    pub title: String,
    /// Below it.
    pub x_label: String,
    /// Beside it.
    pub y_label: String,
    /// Powers of ten along the bottom.
    pub log_x: bool,
    /// Powers of ten along the side.
    pub log_y: bool,
    /// Names for the ticks along the bottom instead of their values, such as percentiles.
    pub x_names: Vec<(f64, String)>,
    /// Named lines.
    pub series: Vec<(String, Vec<(f64, f64)>)>,
}

const WIDTH: f64 = 860.0;
const HEIGHT: f64 = 420.0;
const LEFT: f64 = 70.0;
const RIGHT: f64 = 20.0;
const TOP: f64 = 60.0;
const BOTTOM: f64 = 50.0;

impl Chart {
    /// The picture.
    pub fn to_svg(&self) -> String {
        let points = || self.series.iter().flat_map(|(_, points)| points.iter());
        let x = Axis::new(points().map(|(x, _)| *x), self.log_x, LEFT, WIDTH - LEFT - RIGHT);
        let y = Axis::new(points().map(|(_, y)| *y), self.log_y, HEIGHT - BOTTOM, -(HEIGHT - TOP - BOTTOM));
        let mut svg = Svg::new(WIDTH);
        svg.text(LEFT, 24.0, 16, Anchor::Start, &self.title);
        svg.text(f64::midpoint(LEFT, WIDTH - RIGHT), HEIGHT - 10.0, 12, Anchor::Middle, &self.x_label);
        svg.text(8.0, TOP - 8.0, 12, Anchor::Start, &self.y_label);
        self.draw_grid(&mut svg, &x, &y);
        for (index, (name, points)) in self.series.iter().enumerate() {
            let colour = COLOURS[index % COLOURS.len()];
            let places: Vec<_> = points.iter().map(|&(along, up)| (x.at(along), y.at(up))).collect();
            svg.path(&places, colour);
            let left = LEFT + 180.0 * index as f64;
            svg.bar(left, 34.0, 12.0, 12.0, colour);
            svg.text(left + 17.0, 44.0, 12, Anchor::Start, name);
        }
        svg.finish(HEIGHT)
    }

    fn draw_grid(&self, svg: &mut Svg, x: &Axis, y: &Axis) {
        for tick in y.ticks() {
            svg.line((LEFT, y.at(tick)), (WIDTH - RIGHT, y.at(tick)), "#ddd", 1.0);
            svg.text(LEFT - 6.0, y.at(tick) + 4.0, 11, Anchor::End, &short(tick));
        }
        let plain = || x.ticks().into_iter().map(|tick| (tick, short(tick))).collect();
        let names: Vec<(f64, String)> = if self.x_names.is_empty() { plain() } else { self.x_names.clone() };
        for (tick, name) in names {
            svg.line((x.at(tick), TOP), (x.at(tick), HEIGHT - BOTTOM), "#eee", 1.0);
            svg.text(x.at(tick), HEIGHT - BOTTOM + 16.0, 11, Anchor::Middle, &name);
        }
        svg.line((LEFT, HEIGHT - BOTTOM), (WIDTH - RIGHT, HEIGHT - BOTTOM), "#222", 1.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_series_is_a_line_with_a_name() {
        let chart = Chart {
            title: "a < b".into(),
            log_y: true,
            series: vec![("one".into(), vec![(0.0, 1.0), (1.0, 100.0)]), ("two".into(), vec![(0.0, 3.0)])],
            ..Chart::default()
        };
        let svg = chart.to_svg();
        assert!(svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>"), "{svg}");
        assert_eq!(svg.matches("<polyline").count(), 2);
        assert!(svg.contains(">one</text>") && svg.contains(">two</text>") && svg.contains("a &lt; b"));
    }

    #[test]
    fn an_empty_chart_is_a_picture_too() {
        let svg = Chart::default().to_svg();
        assert!(svg.contains("</svg>") && !svg.contains("NaN"), "{svg}");
    }
}
