//! What the journals of a shard did, in numbers.

/// Counters of a shard's journals since the start.
#[derive(Copy, Clone, Debug, Default, Eq, PartialEq)]
pub struct JournalStatistics {
    /// Groups that were written: one sync each.
    pub groups: u64,
    /// Entries in them.
    pub entries: u64,
    /// Times that a log was refused for want of space and was synced by itself.
    pub declined: u64,
    /// Rounds that began in a region that had been used before.
    pub recycled: u64,
    /// Files that were made.
    pub made: u64,
}

impl JournalStatistics {
    /// Adds another journal's.
    pub(crate) fn add(&mut self, other: &JournalStatistics) {
        self.groups += other.groups;
        self.entries += other.entries;
        self.declined += other.declined;
        self.recycled += other.recycled;
        self.made += other.made;
    }
}
