//! The kinds of number of a log, each its own type so that offsets, file positions and epochs never mix.

use std::fmt;
use std::ops::{Add, Sub};

/// The place of a record in its partition's log, counted from 0. Never negative in a valid log; Kafka's `-1` for "none"
/// is `Option::None` here.
#[derive(Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash, Default)]
pub struct Offset(pub i64);

impl Offset {
    /// The first offset of every partition.
    pub const ZERO: Offset = Offset(0);
    /// Larger than every offset of a log.
    pub const MAX: Offset = Offset(i64::MAX);

    /// `self - base` as the `u32` of an index entry; `None` when it does not fit the `i32` that Kafka allows there.
    pub fn relative_to(self, base: Offset) -> Option<u32> {
        let distance = self.0.checked_sub(base.0)?;
        i32::try_from(distance).ok().filter(|relative| *relative >= 0).map(|relative| relative as u32)
    }
}

impl Add<i64> for Offset {
    type Output = Offset;

    fn add(self, records: i64) -> Offset {
        Offset(self.0 + records)
    }
}

impl Sub<Offset> for Offset {
    type Output = i64;

    fn sub(self, other: Offset) -> i64 {
        self.0 - other.0
    }
}

impl fmt::Display for Offset {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl fmt::Debug for Offset {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "@{}", self.0)
    }
}

/// A byte position in a segment file. Segments are smaller than 2 GiB, as in Kafka.
#[derive(Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash, Default, Debug)]
pub struct Position(pub u32);

impl Position {
    /// The first byte of a segment.
    pub const ZERO: Position = Position(0);
    /// Kafka keeps positions in an `int`: no segment grows beyond.
    pub const MAX: Position = Position(i32::MAX as u32);

    /// As the `u64` that file calls take.
    pub fn as_u64(self) -> u64 {
        u64::from(self.0)
    }
}

impl Add<u32> for Position {
    type Output = Position;

    fn add(self, bytes: u32) -> Position {
        Position(self.0 + bytes)
    }
}

impl Sub<Position> for Position {
    type Output = u32;

    fn sub(self, other: Position) -> u32 {
        self.0 - other.0
    }
}

impl fmt::Display for Position {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// The term of a partition's leader; grows with each election. `-1` in batches that no leader has stamped.
#[derive(Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash, Debug)]
pub struct LeaderEpoch(pub i32);

impl LeaderEpoch {
    /// What batches without an epoch carry.
    pub const NONE: LeaderEpoch = LeaderEpoch(-1);
}

impl fmt::Display for LeaderEpoch {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_offsets_fit_kafkas_int() {
        assert_eq!(Offset(15).relative_to(Offset(10)), Some(5));
        assert_eq!(Offset(9).relative_to(Offset(10)), None);
        assert_eq!(Offset(i64::from(i32::MAX)).relative_to(Offset(0)), Some(i32::MAX as u32));
        assert_eq!(Offset(i64::from(i32::MAX) + 1).relative_to(Offset(0)), None);
        assert_eq!(Offset(i64::MAX).relative_to(Offset(-1)), None);
    }
}
