//! One figure over several rounds.

use super::quantity::digits;

/// Smallest, middle and largest of what the rounds measured.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct Spread {
    /// Smallest.
    pub min: f64,
    /// Middle; of an even number the mean of the two in the middle.
    pub median: f64,
    /// Largest.
    pub max: f64,
}

impl Spread {
    /// `None` of nothing. What is not a number is left out.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Option<Self> {
        let mut sorted: Vec<f64> = values.into_iter().filter(|value| value.is_finite()).collect();
        sorted.sort_by(f64::total_cmp);
        let (min, max) = (*sorted.first()?, *sorted.last()?);
        let middle = sorted.len() / 2;
        let median = match sorted.len() % 2 {
            0 => f64::midpoint(sorted[middle - 1], sorted[middle]),
            _ => sorted[middle],
        };
        Some(Self { min, median, max })
    }

    /// The ratio of two sides, round by round: what changed between rounds (another tenant, a slower disk) hit both.
    pub fn ratio(ours: &[f64], theirs: &[f64]) -> Option<Self> {
        Self::of(
            ours.iter().zip(theirs).filter(|(_, theirs)| **theirs > 0.0).map(|(ours, theirs)| ours / theirs),
        )
    }

    /// `median (min–max)`.
    pub fn tell(&self) -> String {
        format!("{} ({}–{})", digits(self.median), digits(self.min), digits(self.max))
    }

    /// The same for a ratio; small ones are told as one n-th.
    pub fn tell_ratio(&self) -> String {
        match self.median {
            median if median < 0.5 && median > 0.0 => format!("{} = 1/{}", self.tell(), digits(1.0 / median)),
            _ => self.tell(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_is_the_median() {
        assert_eq!(Spread::of([3.0, 1.0, 2.0]), Some(Spread { min: 1.0, median: 2.0, max: 3.0 }));
        assert_eq!(Spread::of([4.0, 1.0, f64::NAN]), Some(Spread { min: 1.0, median: 2.5, max: 4.0 }));
        assert_eq!(Spread::of([]), None);
    }

    #[test]
    fn ratios_are_taken_within_a_round() {
        let ratio = Spread::ratio(&[1.0, 4.0, 9.0], &[10.0, 10.0, 0.0]).expect("two rounds have both");
        assert_eq!(ratio, Spread { min: 0.1, median: 0.25, max: 0.4 });
        assert_eq!(ratio.tell_ratio(), "0.250 (0.100–0.400) = 1/4.00");
        assert_eq!(Spread::ratio(&[1.0], &[]), None);
    }
}
