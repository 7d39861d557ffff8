//! What a sync costs, directly and through the journal.
//!
//! Measured on ext4 on a virtual disk, K files with new bytes, all their syncs in flight at once, against the same bytes once more
//! in a preallocated journal and one sync of that:
//!
//! | K files × bytes | files | journal |
//! |---|---|---|
//! | 1 × 512 | 165 µs | 80 µs |
//! | 64 × 512 | 2,463 µs | 277 µs |
//! | 512 × 512 | 18,032 µs | 1,732 µs |
//! | 64 × 8,192 | 3,190 µs | 613 µs |
//!
//! So a file costs [`FILE_SYNC_NS`] however little is in it, and a byte in the journal [`BYTE_NS`], which is paid once more when the
//! segment is written. Of one group commit each log takes the cheaper way: the journal for a few bytes, its own sync for many.

/// What one more file adds to a group of direct syncs.
const FILE_SYNC_NS: u64 = 36_000;
/// What one more byte adds to a group of the journal, in thousandths of a nanosecond.
const BYTE_PICOS: u64 = 700;
/// Where both cost the same.
pub(super) const LOG_BYTES_MAX: u64 = FILE_SYNC_NS * 1000 / BYTE_PICOS;

/// Whether `bytes` of one log in one group commit are cheaper in the journal than in a sync of the log's segment.
pub(crate) fn is_worth_journaling(bytes: u64) -> bool {
    bytes <= LOG_BYTES_MAX
}

/// What the journal would have saved for a direct sync of so many bytes.
pub(crate) fn saving_ns(bytes: u64) -> u64 {
    FILE_SYNC_NS.saturating_sub(bytes * BYTE_PICOS / 1000)
}

/// What it costs to make a journal of so many bytes: about a second per gigabyte, and a few flushes.
pub(super) fn making_ns(bytes: u64) -> u64 {
    200_000 + bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_bytes_go_to_the_journal_and_many_do_not() {
        assert!(is_worth_journaling(512) && is_worth_journaling(8192));
        assert!(!is_worth_journaling(64_000));
        assert!(saving_ns(512) > 30_000);
        assert_eq!(saving_ns(64_000), 0);
    }
}
