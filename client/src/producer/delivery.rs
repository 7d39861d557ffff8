//! What became of records: told batch by batch, or record by record.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::Arc;

use super::config::{Delivery, RecordId, RecordMetadata};
use crate::Error;

/// The names of a batch's records, ascending. Neighbours are kept as ranges: most batches have one.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct RecordIds {
    ranges: VecDeque<Range<u64>>,
    count: usize,
}

/// What became of a batch. Each record that was accepted is in exactly one.
#[derive(Clone, Debug)]
pub struct BatchDelivery {
    /// The topic.
    pub topic: Arc<str>,
    /// The partition; -1 where none was chosen.
    pub partition: i32,
    /// The records, in the order in which they are written.
    pub records: RecordIds,
    /// Where they are, or why they are not known to be anywhere.
    pub result: Result<BatchMetadata, Error>,
}

/// Where a batch was written.
#[derive(Copy, Clone, Debug, Default, Eq, PartialEq)]
pub struct BatchMetadata {
    /// The offset of the first record; `None` where the broker did not say (acks=0; a repeated batch that it had already).
    pub base_offset: Option<i64>,
    /// The broker's time, on topics that take it instead of the producer's.
    pub log_append_time_ms: Option<i64>,
}

impl RecordIds {
    /// How many.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The names, as ranges of [`RecordId`]'s numbers without gaps.
    pub fn ranges(&self) -> impl Iterator<Item = Range<u64>> {
        self.ranges.iter().cloned()
    }

    /// Adds the next record, which has a larger name than those before.
    pub(crate) fn push(&mut self, RecordId(id): RecordId) {
        self.count += 1;
        match self.ranges.back_mut() {
            Some(last) if last.end == id => last.end += 1,
            _ => self.ranges.push_back(id..id + 1),
        }
    }

    fn pop_front(&mut self) -> Option<RecordId> {
        let first = self.ranges.front_mut()?;
        let id = first.start;
        first.start += 1;
        if first.is_empty() {
            self.ranges.pop_front();
        }
        self.count -= 1;
        Some(RecordId(id))
    }
}

impl BatchDelivery {
    /// Takes the first record's share.
    fn pop_front(&mut self) -> Option<Delivery> {
        let record = self.records.pop_front()?;
        let result = match &mut self.result {
            Ok(written) => {
                let offset = written.base_offset;
                written.base_offset = offset.map(|offset| offset + 1);
                Ok(RecordMetadata {
                    topic: Arc::clone(&self.topic),
                    partition: self.partition,
                    offset,
                    log_append_time_ms: written.log_append_time_ms,
                })
            }
            Err(error) => Err(error.clone()),
        };
        Some(Delivery { record, result })
    }
}

/// Deliveries that nobody has taken yet.
#[derive(Default)]
pub(super) struct Deliveries {
    batches: VecDeque<BatchDelivery>,
}

impl Deliveries {
    pub(super) fn push(&mut self, delivery: BatchDelivery) {
        self.batches.push_back(delivery);
    }

    pub(super) fn poll_batch(&mut self) -> Option<BatchDelivery> {
        self.batches.pop_front()
    }

    pub(super) fn poll(&mut self) -> Option<Delivery> {
        let first = self.batches.front_mut()?;
        let delivery = first.pop_front();
        if first.records.is_empty() {
            self.batches.pop_front();
        }
        delivery
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(ids: &[u64]) -> RecordIds {
        let mut records = RecordIds::default();
        ids.iter().for_each(|id| records.push(RecordId(*id)));
        records
    }

    #[test]
    fn neighbours_are_one_range() {
        let records = ids(&[3, 4, 5, 9, 11, 12]);
        assert_eq!(records.ranges().collect::<Vec<_>>(), [3..6, 9..10, 11..13]);
        assert_eq!(records.len(), 6);
    }

    /// Some records are taken one by one, the rest together.
    #[test]
    fn both_ways_of_taking_tell_the_same() {
        let written = BatchMetadata { base_offset: Some(70), log_append_time_ms: None };
        let mut deliveries = Deliveries::default();
        let topic: Arc<str> = "t".into();
        for records in [ids(&[1, 2]), ids(&[0, 5, 6])] {
            let topic = Arc::clone(&topic);
            deliveries.push(BatchDelivery { topic, partition: 4, records, result: Ok(written) });
        }
        let taken: Vec<(u64, Option<i64>)> = (0..3)
            .map(|_| deliveries.poll().expect("there are five"))
            .map(|delivery| (delivery.record.0, delivery.result.expect("written").offset))
            .collect();
        assert_eq!(taken, [(1, Some(70)), (2, Some(71)), (0, Some(70))]);
        let rest = deliveries.poll_batch().expect("two are left");
        assert!(
            rest.records.ranges().eq(std::iter::once(5..7)) && rest.records.len() == 2,
            "{:?}",
            rest.records
        );
        assert_eq!(rest.result.expect("written").base_offset, Some(71));
        assert!(deliveries.poll().is_none() && deliveries.poll_batch().is_none());
    }
}
