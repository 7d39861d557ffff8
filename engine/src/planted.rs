//! Bugs that the simulator must find: each is a switch at the place where production code decides rightly.
//!
//! Without the feature `planted-bugs` [`bug`] is the constant `false` and nothing of this is in the binary.

/// A known historic bug, kept to prove that the checks find it.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
#[repr(u8)]
pub enum Bug {
    /// What is written counts as durable; no sync is waited for.
    AcknowledgeBeforeSync = 1,
    /// A sync counts for writes that had not completed when it was submitted.
    SyncBeforeWriteCompleted = 2,
    /// A write that wrote less than was asked counts as whole.
    ShortWriteTakenAsFull = 3,
    /// A new segment's name is not made durable.
    DirectoryNotSyncedAfterRoll = 4,
    /// A preallocated tail of zeros of an index counts as entries.
    IndexTailOfZerosTrusted = 5,
    /// Truncation cuts the inode that sockets may still be sending.
    TruncationInPlace = 6,
    /// Compaction takes what is not decided or not durable yet for the latest record of its key.
    CompactionPastLastStableOffset = 7,
    /// A replay takes an entry of the journal whose checksums do not fit.
    JournalTornEntryTaken = 8,
    /// A replay takes entries of an earlier round of a recycled journal.
    JournalStaleRoundTaken = 9,
    /// The journal is overwritten before the segments that it covers are synced.
    JournalRecycledTooEarly = 10,
    /// A replay puts the entries of a deleted topic into another's folder.
    JournalDeletedTopicReplayed = 11,
    /// A replay removes the journal before it has written and synced what it restores: a second crash loses it.
    JournalRemovedBeforeSync = 12,
    /// A replay trusts a segment that has other bytes than the journal.
    JournalSegmentTrusted = 13,
    /// The journal counts for what lies behind a gap.
    JournalCountsBehindGap = 14,
}

impl Bug {
    /// All but the journal's.
    pub const ALL: [Bug; 7] = [
        Bug::AcknowledgeBeforeSync,
        Bug::SyncBeforeWriteCompleted,
        Bug::ShortWriteTakenAsFull,
        Bug::DirectoryNotSyncedAfterRoll,
        Bug::IndexTailOfZerosTrusted,
        Bug::TruncationInPlace,
        Bug::CompactionPastLastStableOffset,
    ];

    /// Those of the journal, which only a run with a journal can find.
    pub const JOURNAL: [Bug; 7] = [
        Bug::JournalTornEntryTaken,
        Bug::JournalStaleRoundTaken,
        Bug::JournalRecycledTooEarly,
        Bug::JournalDeletedTopicReplayed,
        Bug::JournalRemovedBeforeSync,
        Bug::JournalSegmentTrusted,
        Bug::JournalCountsBehindGap,
    ];
}

#[cfg(feature = "planted-bugs")]
mod switch {
    use std::cell::Cell;

    std::thread_local! {
        // One switch per thread: the simulator runs a whole cluster in one, and tests run beside one another.
        static PLANTED: Cell<Option<super::Bug>> = const { Cell::new(None) };
    }

    /// Plants a bug in all logs of this thread, or takes it out again.
    pub fn plant(bug: Option<super::Bug>) {
        PLANTED.set(bug);
    }

    pub(crate) fn bug(bug: super::Bug) -> bool {
        PLANTED.get() == Some(bug)
    }
}

#[cfg(feature = "planted-bugs")]
pub(crate) use switch::bug;
#[cfg(feature = "planted-bugs")]
pub use switch::plant;

/// Whether this bug is planted.
#[cfg(not(feature = "planted-bugs"))]
#[inline(always)]
pub(crate) const fn bug(_: Bug) -> bool {
    false
}
