//! What a group has committed of one topic.

use protocol::Uuid;
use protocol::coordinator::OffsetCommitValue;

/// What a group has committed for one partition. There are hundreds of thousands of these: what few commits say is kept apart.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct CommittedOffset {
    pub(crate) partition: i32,
    /// -1 when it is not known.
    pub(crate) leader_epoch: i32,
    /// As the client said; Kafka takes negative ones as well, and clients read them as none.
    pub(crate) offset: i64,
    /// Unix milliseconds.
    pub(crate) commit_timestamp_ms: i64,
    /// Zero when the client did not say.
    pub(crate) topic_id: Uuid,
    /// Grows with each commit of this coordinator, in the order of the log.
    pub(super) sequence: u64,
    remarks: Option<Box<Remarks>>,
}

// A tenth of what Kafka takes for an offset is 140 bytes, keys and the space between them included.
const _: () = assert!(size_of::<CommittedOffset>() <= 56);

/// What few commits say.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Remarks {
    metadata: Box<str>,
    /// Unix milliseconds; -1 when the group's retention decides.
    expire_timestamp_ms: i64,
}

impl CommittedOffset {
    pub(super) fn new(partition: i32, value: OffsetCommitValue, sequence: u64) -> Self {
        let says_more = !value.metadata.is_empty() || value.expire_timestamp != -1;
        let remarks = says_more.then(|| {
            Box::new(Remarks {
                metadata: value.metadata.into_boxed_str(),
                expire_timestamp_ms: value.expire_timestamp,
            })
        });
        Self {
            partition,
            leader_epoch: value.leader_epoch,
            offset: value.offset,
            commit_timestamp_ms: value.commit_timestamp,
            topic_id: value.topic_id,
            sequence,
            remarks,
        }
    }

    /// What the client wrote beside it.
    pub(crate) fn metadata(&self) -> &str {
        self.remarks.as_ref().map_or("", |remarks| &remarks.metadata)
    }

    /// Until when its client wants it kept, in Unix milliseconds; `None` when the group's retention decides.
    pub(crate) fn expire_timestamp_ms(&self) -> Option<i64> {
        self.remarks.as_ref().map(|remarks| remarks.expire_timestamp_ms).filter(|at| *at != -1)
    }
}

/// The offsets of one topic, in the order of their partitions, each once.
///
/// A vector, for clients commit partitions in their order, and that leaves the nodes of a tree half empty.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct TopicOffsets(Vec<CommittedOffset>);

impl TopicOffsets {
    fn place_of(&self, partition: i32) -> Result<usize, usize> {
        match self.0.last() {
            Some(last) if last.partition < partition => Err(self.0.len()),
            _ => self.0.binary_search_by_key(&partition, |committed| committed.partition),
        }
    }

    pub(crate) fn get(&self, partition: i32) -> Option<&CommittedOffset> {
        self.place_of(partition).ok().map(|place| &self.0[place])
    }

    /// Puts an offset in the place of that of its partition, if there is one.
    pub(super) fn put(&mut self, committed: CommittedOffset) {
        match self.place_of(committed.partition) {
            Ok(place) => self.0[place] = committed,
            Err(place) => {
                if self.0.len() == self.0.capacity() {
                    // By a quarter, not by the double: what is not used is most of what is held.
                    self.0.reserve_exact(self.0.len() / 4 + 1);
                }
                self.0.insert(place, committed);
            }
        }
    }

    pub(super) fn remove(&mut self, partition: i32) {
        if let Ok(place) = self.place_of(partition) {
            self.0.remove(place);
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn iter(&self) -> std::slice::Iter<'_, CommittedOffset> {
        self.0.iter()
    }

    /// Whether each partition is there once, in order.
    pub(super) fn is_sorted(&self) -> bool {
        self.0.is_sorted_by(|one, next| one.partition < next.partition)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn committed(partition: i32, offset: i64) -> CommittedOffset {
        CommittedOffset::new(
            partition,
            OffsetCommitValue { offset, expire_timestamp: -1, ..Default::default() },
            1,
        )
    }

    #[test]
    fn partitions_are_found_in_whatever_order_they_came() {
        let mut offsets = TopicOffsets::default();
        for partition in [3, 1, 7, 0, 9, 3] {
            offsets.put(committed(partition, i64::from(10 * partition)));
        }
        offsets.put(committed(1, 11));
        let all: Vec<_> = offsets.iter().map(|it| (it.partition, it.offset)).collect();
        assert_eq!(all, [(0, 0), (1, 11), (3, 30), (7, 70), (9, 90)]);
        assert_eq!(offsets.get(2), None);
        offsets.remove(3);
        offsets.remove(4);
        assert_eq!(offsets.get(3), None);
        assert_eq!(offsets.get(9).map(|it| it.offset), Some(90));
        assert!(offsets.is_sorted());
    }

    #[test]
    fn what_few_commits_say_is_kept_too() {
        let said = |metadata: &str, expire_timestamp| {
            let value =
                OffsetCommitValue { metadata: metadata.to_owned(), expire_timestamp, ..Default::default() };
            let committed = CommittedOffset::new(0, value, 1);
            (committed.metadata().to_owned(), committed.expire_timestamp_ms())
        };
        assert_eq!(said("", -1), (String::new(), None));
        assert_eq!(said("note", -1), ("note".to_owned(), None));
        assert_eq!(said("", 5), (String::new(), Some(5)));
    }
}
