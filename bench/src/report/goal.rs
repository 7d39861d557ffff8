//! What is expected before a run, and whether it came so.

use super::quantity::{Quantity, digits};
use super::spread::Spread;

/// One expectation.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// Of which figure.
    pub quantity: Quantity,
    /// Beside what it is held.
    pub against: Against,
    /// How far it may go.
    pub bound: Bound,
}

/// What a figure is held against.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Against {
    /// The peer's figure of the same round.
    Peer,
    /// A number in the quantity's own unit.
    Number,
    /// Our own figure of another row, in the same round.
    Row(String),
}

/// Where a goal is reached.
#[derive(Copy, Clone, Debug, PartialEq)]
pub enum Bound {
    /// This or less.
    AtMost(f64),
    /// This or more.
    AtLeast(f64),
}

/// What became of a goal.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct Judgement {
    /// The median is within the bound.
    pub is_reached: bool,
    /// The ratios of the rounds, or the numbers themselves.
    pub found: Spread,
}

impl Goal {
    /// A ratio to the peer.
    pub fn against_peer(quantity: Quantity, bound: Bound) -> Self {
        Self { quantity, against: Against::Peer, bound }
    }

    /// A number.
    pub fn number(quantity: Quantity, bound: Bound) -> Self {
        Self { quantity, against: Against::Number, bound }
    }

    /// A ratio to another row of ours.
    pub fn against_row(quantity: Quantity, row: &str, bound: Bound) -> Self {
        Self { quantity, against: Against::Row(row.to_owned()), bound }
    }

    /// Holds our rounds against the others; `None` when there is nothing to compare. `others` is not looked at for numbers.
    pub fn judge(&self, ours: &[f64], others: &[f64]) -> Option<Judgement> {
        let found = match self.against {
            Against::Number => Spread::of(ours.iter().copied()),
            Against::Peer | Against::Row(_) => Spread::ratio(ours, others),
        }?;
        let is_reached = match self.bound {
            Bound::AtMost(most) => found.median <= most,
            Bound::AtLeast(least) => found.median >= least,
        };
        Some(Judgement { is_reached, found })
    }

    /// `broker CPU per million records ≤ 1/7 of the peer's`.
    pub fn tell(&self) -> String {
        let (sign, bound) = match self.bound {
            Bound::AtMost(bound) => ('≤', bound),
            Bound::AtLeast(bound) => ('≥', bound),
        };
        let name = self.quantity.name();
        match &self.against {
            Against::Number => format!("{name} {sign} {}", self.quantity.tell(bound)),
            Against::Peer => format!("{name} {sign} {} of the peer's", share(bound)),
            Against::Row(row) => format!("{name} {sign} {} of ours in '{row}'", share(bound)),
        }
    }
}

/// `1/7`, `5×`, or the number.
fn share(bound: f64) -> String {
    let inverse = 1.0 / bound;
    if bound > 1.5 {
        format!("{}×", digits(bound).trim_end_matches('0').trim_end_matches('.'))
    } else if inverse > 1.5 && (inverse - inverse.round()).abs() < 1e-6 {
        format!("1/{inverse:.0}")
    } else {
        digits(bound)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_the_ratios_decides() {
        let goal = Goal::against_peer(Quantity::BrokerPerMillion, Bound::AtMost(1.0 / 7.0));
        assert_eq!(goal.tell(), "broker CPU per million records ≤ 1/7 of the peer's");
        assert!(goal.judge(&[0.1, 0.1, 0.9], &[1.0, 1.0, 1.0]).expect("it was measured").is_reached);
        assert!(!goal.judge(&[0.1, 0.2, 0.2], &[1.0, 1.0, 1.0]).expect("it was measured").is_reached);
        assert_eq!(goal.judge(&[], &[1.0]), None);
    }

    #[test]
    fn numbers_and_rows_are_bounds_too() {
        let rate = Goal::number(Quantity::ProduceRate, Bound::AtLeast(2e6));
        assert_eq!(rate.tell(), "written ≥ 2,000,000 records/s");
        assert!(rate.judge(&[2.1e6], &[]).expect("it was measured").is_reached);
        let flat = Goal::against_row(Quantity::AckP99, "alone", Bound::AtMost(1.2));
        assert_eq!(flat.tell(), "acknowledged p99 ≤ 1.20 of ours in 'alone'");
        assert!(!flat.judge(&[1.3], &[1.0]).expect("it was measured").is_reached);
        let five = Goal::against_peer(Quantity::RequestRate, Bound::AtLeast(5.0));
        assert_eq!(five.tell(), "produce requests ≥ 5× of the peer's");
    }
}
