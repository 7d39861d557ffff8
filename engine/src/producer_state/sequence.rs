//! Sequence numbers of idempotent producers: they run from 0 to `i32::MAX` and begin again at 0.

/// The sequence number `records` after `sequence`.
pub fn add_to_sequence(sequence: i32, records: i32) -> i32 {
    debug_assert!(sequence >= 0 && records >= 0);
    if sequence > i32::MAX - records { records - (i32::MAX - sequence) - 1 } else { sequence + records }
}

/// Whether a batch that begins with `next` comes right after `last` (-1: none yet).
pub fn follows(last: i32, next: i32) -> bool {
    if last == i32::MAX { next == 0 } else { next == last + 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_wrap_at_the_largest_int() {
        assert_eq!(add_to_sequence(5, 3), 8);
        assert_eq!(add_to_sequence(i32::MAX, 1), 0);
        assert_eq!(add_to_sequence(i32::MAX - 1, 4), 2);
        assert!(follows(-1, 0) && follows(7, 8) && follows(i32::MAX, 0));
        assert!(!follows(-1, 1) && !follows(7, 9) && !follows(7, 7) && !follows(i32::MAX, 1));
    }
}
