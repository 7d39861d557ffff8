//! The log to the state.

use super::{GroupCoordinator, Phase};
use crate::classic::ClassicGroup;
use crate::consumer::ConsumerGroup;
use crate::group::Group;
use crate::record::LogEntry;

/// Outside transactions.
const NO_PRODUCER_ID: i64 = -1;

impl GroupCoordinator {
    /// A record of the log, in its order. Unknown key versions are skipped (forward compatibility); malformed ones are an error
    /// that the host logs, and the record is skipped. `producer_id` is -1 outside transactions.
    pub fn replay(
        &mut self,
        offset: i64,
        producer_id: i64,
        key: &[u8],
        value: Option<&[u8]>,
    ) -> Result<(), String> {
        assert_eq!(self.phase, Phase::Loading, "the log is replayed before questions are answered");
        let entry =
            LogEntry::decode(key, value).map_err(|error| format!("record at offset {offset}: {error}"))?;
        match entry {
            Some(entry) => self.apply(producer_id, entry),
            None => tracing::debug!(offset, "a record of an unknown kind is skipped"),
        }
        Ok(())
    }

    /// A transaction of `producer_id` ended in this log: its offsets count, or are forgotten.
    pub fn replay_transaction_end(&mut self, _offset: i64, producer_id: i64, is_commit: bool) {
        self.offsets.end_transaction(producer_id, is_commit);
    }

    fn apply(&mut self, producer_id: i64, entry: LogEntry) {
        match entry {
            LogEntry::OffsetCommit(key, Some(value)) => {
                self.make_simple(&key.group);
                match producer_id {
                    NO_PRODUCER_ID => self.offsets.apply(key, Some(value)),
                    _ => self.offsets.apply_pending(producer_id, key, value),
                }
            }
            LogEntry::OffsetCommit(key, None) => self.offsets.apply(key, None),
            LogEntry::GroupMetadata(key, Some(value)) => {
                let group = ClassicGroup::from_record(&key.group, value);
                self.groups.insert(key.group, Group::Classic(group));
            }
            LogEntry::GroupMetadata(key, None) => {
                if let Some(Group::Classic(_)) = self.groups.get(&key.group) {
                    self.forget_group(&key.group);
                }
            }
            entry => self.apply_to_consumer_group(&entry),
        }
    }

    fn apply_to_consumer_group(&mut self, entry: &LogEntry) {
        let group_id = entry.group_id();
        if matches!(self.groups.get(group_id), None | Some(Group::Classic(_))) {
            // Tombstones of a group that is gone, or has become a classic one.
            if entry.is_tombstone() {
                return;
            }
            self.groups.insert(group_id.to_owned(), Group::Consumer(ConsumerGroup::new(group_id)));
        }
        let Some(Group::Consumer(group)) = self.groups.get_mut(group_id) else { return };
        group.replay(entry);
        if matches!(entry, LogEntry::ConsumerGroupMetadata(_, None)) {
            self.forget_group(group_id);
        }
    }

    /// The group is gone; its offsets are not, if they stay: they are of a group without members now.
    fn forget_group(&mut self, group_id: &str) {
        self.groups.remove(group_id);
        if self.offsets.has_any(group_id) {
            self.make_simple(group_id);
        }
    }
}
