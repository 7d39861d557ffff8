//! Whether what was read is what was written.

use std::collections::BTreeMap;

use crate::payload::{PayloadError, Run, Stamp};

/// Compares the records of a topic with what `produce` wrote: each value whole, and in each partition the sequence
/// numbers of a run ascending.
///
/// Memory is bounded by runs × partitions, of which a checksum that happens to match can make no more than 65,536 each.
#[derive(Default)]
pub struct Verifier {
    verdict: Verdict,
    lanes: Vec<Lane>,
    /// The place of each lane in `lanes`.
    places: BTreeMap<(Run, usize), usize>,
    /// The lane of the record before: mostly the next one's too.
    current: usize,
    first_fault: Option<String>,
}

/// What one partition has of one run.
struct Lane {
    run: Run,
    partition: usize,
    /// The largest sequence number.
    last: u32,
    /// Records that came in order.
    seen: u64,
}

/// What was found.
#[derive(Copy, Clone, Debug, Default, Eq, PartialEq)]
pub struct Verdict {
    /// Records looked at.
    pub records: u64,
    /// Values that are damaged or somebody else's.
    pub damaged: u64,
    /// Records at or below a sequence number of their run that the partition had before: repeated or moved.
    pub out_of_order: u64,
    /// Sequence numbers below a run's largest that nobody saw. Means something only when all partitions were read from
    /// their beginning, and from one partition alone at any time.
    pub missing: u64,
}

impl Verifier {
    /// Looks at one record. `partition` tells partitions apart, of all topics.
    pub fn on_record(&mut self, partition: usize, stamp: Result<Stamp, PayloadError>) -> Result<(), String> {
        self.verdict.records += 1;
        match stamp {
            Ok(stamp) => self.on_stamp(partition, stamp),
            Err(error) => {
                self.verdict.damaged += 1;
                Err(error.to_string())
            }
        }
    }

    /// What was found so far.
    pub fn verdict(&self) -> Verdict {
        let mut runs: BTreeMap<Run, (u32, u64)> = BTreeMap::new();
        for lane in &self.lanes {
            let (largest, seen) = runs.entry(lane.run).or_default();
            *largest = lane.last.max(*largest);
            *seen += lane.seen;
        }
        let missing = runs.values().map(|(largest, seen)| (u64::from(*largest) + 1).saturating_sub(*seen));
        Verdict { missing: missing.sum(), ..self.verdict }
    }

    /// Where the first record is that is damaged or out of order, and what is wrong with it.
    pub fn first_fault(&self) -> Option<&str> {
        self.first_fault.as_deref()
    }

    /// Keeps the first of all faults.
    pub fn note_fault(&mut self, topic: &str, partition: i32, offset: i64, fault: String) {
        if self.first_fault.is_none() {
            let place = format!("partition {partition}, offset {offset}");
            self.first_fault = Some(format!("topic {topic}, {place}: {fault}"));
        }
    }

    fn on_stamp(&mut self, partition: usize, stamp: Stamp) -> Result<(), String> {
        let Stamp { run, sequence, .. } = stamp;
        let is_current = |lane: &Lane| lane.run == run && lane.partition == partition;
        if !self.lanes.get(self.current).is_some_and(is_current) {
            self.current = *self.places.entry((run, partition)).or_insert(self.lanes.len());
        }
        match self.lanes.get_mut(self.current) {
            None => self.lanes.push(Lane { run, partition, last: sequence, seen: 1 }),
            Some(lane) if lane.last >= sequence => {
                self.verdict.out_of_order += 1;
                return Err(format!("sequence number {sequence} comes after {}", lane.last));
            }
            Some(lane) => {
                lane.last = sequence;
                lane.seen += 1;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Payload;
    use std::time::Duration;

    /// Reads `(run, partition, sequence)` one after the other.
    fn read(records: &[(u16, usize, u32)]) -> Verifier {
        let mut verifier = Verifier::default();
        for (offset, (run, partition, sequence)) in (0..).zip(records) {
            let value = Payload::new(Run(*run), 20, || 3).value(*sequence, 20, Duration::ZERO).to_vec();
            look(&mut verifier, *partition, offset, &value);
        }
        verifier
    }

    fn look(verifier: &mut Verifier, partition: usize, offset: i64, value: &[u8]) {
        if let Err(fault) = verifier.on_record(partition, Stamp::of(value)) {
            verifier.note_fault("t", partition as i32, offset, fault);
        }
    }

    #[test]
    fn two_runs_over_two_partitions_are_whole() {
        let verifier = read(&[(1, 0, 0), (1, 1, 1), (1, 1, 3), (1, 0, 2), (2, 0, 0), (2, 1, 1)]);
        assert_eq!(verifier.verdict(), Verdict { records: 6, ..Verdict::default() });
        assert_eq!(verifier.first_fault(), None);
    }

    #[test]
    fn a_gap_is_missing() {
        assert_eq!(read(&[(1, 0, 0), (1, 0, 3)]).verdict().missing, 2);
        assert_eq!(read(&[(1, 0, 2)]).verdict().missing, 2);
    }

    #[test]
    fn repetitions_and_swaps_are_out_of_order() {
        let verifier = read(&[(1, 0, 0), (1, 0, 0), (1, 0, 2), (1, 0, 1)]);
        assert_eq!(verifier.verdict(), Verdict { records: 4, damaged: 0, out_of_order: 2, missing: 1 });
        assert_eq!(
            verifier.first_fault(),
            Some("topic t, partition 0, offset 1: sequence number 0 comes after 0")
        );
    }

    #[test]
    fn foreign_values_are_damaged() {
        let mut verifier = Verifier::default();
        look(&mut verifier, 4, 9, b"short");
        look(&mut verifier, 4, 10, b"long enough, but nobody's");
        assert_eq!(verifier.verdict(), Verdict { records: 2, damaged: 2, ..Verdict::default() });
        let fault =
            "topic t, partition 4, offset 9: a value of 5 bytes is too short to be one of ringlog bench";
        assert_eq!(verifier.first_fault(), Some(fault));
    }
}
