//! How long records are.

use std::fmt::{Display, Formatter};
use std::str::FromStr;

use super::WorkloadError;
use crate::PAYLOAD_LEN_MIN;

/// The length of values, in bytes. A record's length depends on its number alone, so that nobody has to remember it.
#[derive(Copy, Clone, Debug, PartialEq)]
pub enum RecordSize {
    /// All alike.
    Fixed(u32),
    /// Each length from `min` to `max` as often as any other.
    Uniform {
        /// The shortest.
        min: u32,
        /// The longest.
        max: u32,
    },
    /// Around a mean; what lies beyond four deviations counts as four, and nothing is shorter than
    /// [`PAYLOAD_LEN_MIN`].
    Normal {
        /// The mean.
        mean: u32,
        /// The standard deviation.
        deviation: u32,
    },
}

/// The longest value. Bytes.
pub const RECORD_SIZE_MAX: u32 = 99 << 20;

impl RecordSize {
    /// The longest that may come.
    pub fn max(self) -> u32 {
        match self {
            Self::Fixed(size) => size,
            Self::Uniform { max, .. } => max,
            Self::Normal { mean, deviation } => mean.saturating_add(deviation.saturating_mul(4)),
        }
    }

    /// The shortest that may come.
    pub fn min(self) -> u32 {
        match self {
            Self::Fixed(size) => size,
            Self::Uniform { min, .. } => min,
            Self::Normal { mean, deviation } => {
                mean.saturating_sub(deviation.saturating_mul(4)).max(PAYLOAD_LEN_MIN as u32)
            }
        }
    }

    /// What records are long on the average.
    pub fn mean(self) -> f64 {
        match self {
            Self::Fixed(size) => f64::from(size),
            Self::Uniform { min, max } => (f64::from(min) + f64::from(max)) / 2.0,
            Self::Normal { mean, .. } => f64::from(mean),
        }
    }

    /// The length of the record with this number.
    pub fn of(self, number: u64) -> usize {
        match self {
            Self::Fixed(size) => size as usize,
            Self::Uniform { min, max } => {
                let count = u128::from(max - min) + 1;
                min as usize + ((u128::from(mixed(number)) * count) >> 64) as usize
            }
            Self::Normal { mean, deviation } => {
                let size = f64::from(mean) + f64::from(deviation) * normal(number);
                size.round().clamp(f64::from(self.min()), f64::from(self.max())) as usize
            }
        }
    }

    /// The length of so many records, from `first` on.
    pub(super) fn sum(self, records: std::ops::Range<u64>) -> u64 {
        match self {
            Self::Fixed(size) => u64::from(size) * (records.end - records.start),
            _ => records.map(|number| self.of(number) as u64).sum(),
        }
    }

    pub(super) fn validate(self) -> Result<(), WorkloadError> {
        let invalid = |reason: String| Err(WorkloadError(reason));
        match self {
            Self::Uniform { min, max } if min > max => {
                invalid(format!("records of {min} to {max} bytes: the smallest is larger than the largest"))
            }
            _ if self.min() < PAYLOAD_LEN_MIN as u32 || self.max() < self.min() => {
                invalid(format!("a record has {PAYLOAD_LEN_MIN} bytes at least: its number and checksum"))
            }
            _ if self.max() > RECORD_SIZE_MAX => {
                invalid(format!("a record has {RECORD_SIZE_MAX} bytes at most"))
            }
            _ => Ok(()),
        }
    }
}

impl FromStr for RecordSize {
    type Err = WorkloadError;

    fn from_str(text: &str) -> Result<Self, WorkloadError> {
        let malformed = || {
            let forms = "a number of bytes, uniform:MIN-MAX or normal:MEAN,DEVIATION";
            WorkloadError(format!("'{text}' is no record size ({forms})"))
        };
        let number = |text: &str| text.trim().parse::<u32>().map_err(|_| malformed());
        let size = if let Some(range) = text.strip_prefix("uniform:") {
            let (min, max) = range.split_once('-').ok_or_else(malformed)?;
            Self::Uniform { min: number(min)?, max: number(max)? }
        } else if let Some(shape) = text.strip_prefix("normal:") {
            let (mean, deviation) = shape.split_once(',').ok_or_else(malformed)?;
            Self::Normal { mean: number(mean)?, deviation: number(deviation)? }
        } else {
            Self::Fixed(number(text)?)
        };
        size.validate()?;
        Ok(size)
    }
}

impl Display for RecordSize {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Fixed(size) => write!(formatter, "{size}"),
            Self::Uniform { min, max } => write!(formatter, "uniform:{min}-{max}"),
            Self::Normal { mean, deviation } => write!(formatter, "normal:{mean},{deviation}"),
        }
    }
}

/// SplitMix64's output function: neighbouring numbers come out as if drawn.
fn mixed(number: u64) -> u64 {
    let mut z = number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A number of the standard normal distribution (Box and Muller).
fn normal(number: u64) -> f64 {
    let unit = |bits: u64| ((bits >> 11) as f64 + 0.5) / (1u64 << 53) as f64;
    let first = mixed(number);
    (-2.0 * unit(first).ln()).sqrt() * (std::f64::consts::TAU * unit(mixed(first))).cos()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Mean and standard deviation of many lengths, all of which keep within the limits.
    fn shape(size: RecordSize) -> (f64, f64) {
        let sizes: Vec<f64> = (0..100_000).map(|number| size.of(number) as f64).collect();
        let limits = f64::from(size.min())..=f64::from(size.max());
        assert!(sizes.iter().all(|size| limits.contains(size)), "{size}");
        let mean = sizes.iter().sum::<f64>() / sizes.len() as f64;
        let variance = sizes.iter().map(|size| (size - mean).powi(2)).sum::<f64>() / sizes.len() as f64;
        (mean, variance.sqrt())
    }

    #[test]
    fn lengths_have_the_shape_that_was_asked_for() {
        assert_eq!(shape(RecordSize::Fixed(100)), (100.0, 0.0));
        let (mean, deviation) = shape(RecordSize::Uniform { min: 50, max: 500 });
        assert!((mean - 275.0).abs() < 1.5 && (deviation - 130.2).abs() < 1.0, "{mean} {deviation}");
        let (mean, deviation) = shape(RecordSize::Normal { mean: 1000, deviation: 200 });
        assert!((mean - 1000.0).abs() < 3.0 && (deviation - 200.0).abs() < 3.0, "{mean} {deviation}");
    }

    #[test]
    fn every_length_of_a_range_comes() {
        let size = RecordSize::Uniform { min: 10, max: 13 };
        let mut counts = [0; 4];
        (0..40_000).for_each(|number| counts[size.of(number) - 10] += 1);
        assert!(counts.iter().all(|count| (9_700..10_300).contains(count)), "{counts:?}");
        let sum: u64 = (5..8).map(|number| size.of(number) as u64).sum();
        assert_eq!(size.sum(5..8), sum);
    }

    #[test]
    fn texts_name_sizes() {
        for text in ["100", "uniform:50-500", "normal:1000,200"] {
            assert_eq!(text.parse::<RecordSize>().expect("a size").to_string(), text);
        }
        for text in [
            "",
            "9",
            "-1",
            "uniform:9-20",
            "uniform:20-10",
            "uniform:20",
            "normal:5,0",
            "zipf:1",
            "104857600",
        ] {
            assert!(text.parse::<RecordSize>().is_err(), "{text}");
        }
    }
}
