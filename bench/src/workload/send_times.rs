//! When records were sent, until they are settled.

use std::collections::VecDeque;
use std::ops::Range;
use std::time::Duration;

/// The times of records whose numbers count up. Records that were sent at one time are one entry, so that a closed loop pays
/// for turns and not for records.
#[derive(Debug, Default)]
pub(super) struct SendTimes {
    groups: VecDeque<Group>,
}

/// Records up to the next group's first, or to the newest.
#[derive(Debug)]
struct Group {
    first: u64,
    end: u64,
    at: Duration,
    unsettled: u64,
}

impl SendTimes {
    /// The next record was sent.
    pub(super) fn push(&mut self, record: u64, at: Duration) {
        match self.groups.back_mut() {
            Some(last) if last.at == at => {
                last.end = record + 1;
                last.unsettled += 1;
            }
            _ => self.groups.push_back(Group { first: record, end: record + 1, at, unsettled: 1 }),
        }
    }

    /// Records were settled, each once: tells when how many of them had been sent.
    pub(super) fn settle(&mut self, records: Range<u64>, mut tell: impl FnMut(Duration, u64)) {
        let mut index = self.groups.partition_point(|group| group.end <= records.start);
        let mut next = records.start;
        while next < records.end {
            let group = &mut self.groups[index];
            let count = group.end.min(records.end) - next.max(group.first);
            group.unsettled -= count;
            tell(group.at, count);
            next = group.end;
            index += 1;
        }
        while self.groups.pop_front_if(|group| group.unsettled == 0).is_some() {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(times: &mut SendTimes, records: Range<u64>) -> Vec<(u64, u64)> {
        let mut told = Vec::new();
        times.settle(records, |at, count| told.push((at.as_millis() as u64, count)));
        told
    }

    #[test]
    fn each_record_keeps_its_time() {
        let mut times = SendTimes::default();
        for (record, at) in (0..).zip([5, 5, 5, 7, 7, 9]) {
            times.push(record, Duration::from_millis(at));
        }
        assert_eq!(settled(&mut times, 1..4), [(5, 2), (7, 1)]);
        assert_eq!(settled(&mut times, 5..6), [(9, 1)]);
        assert_eq!(times.groups.len(), 3, "records 0 and 4 are not settled");
        assert_eq!(settled(&mut times, 0..1), [(5, 1)]);
        assert_eq!(settled(&mut times, 4..5), [(7, 1)]);
        assert!(times.groups.is_empty());
    }
}
