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
    /// The last sequence number of a run in a partition.
    last: BTreeMap<(Run, i32), u32>,
    /// Of each run: the largest sequence number, and how many records came in order.
    runs: BTreeMap<Run, (u32, u64)>,
    first_fault: Option<String>,
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
    /// Looks at one record.
    pub fn on_record(&mut self, partition: i32, offset: i64, value: &[u8]) {
        self.verdict.records += 1;
        let fault = match Stamp::of(value) {
            Ok(stamp) => self.on_stamp(partition, stamp),
            Err(error) => Some(self.on_damaged(error)),
        };
        if let (None, Some(fault)) = (&self.first_fault, fault) {
            self.first_fault = Some(format!("partition {partition}, offset {offset}: {fault}"));
        }
    }

    /// What was found so far.
    pub fn verdict(&self) -> Verdict {
        let expected: u64 = self.runs.values().map(|(largest, _)| u64::from(*largest) + 1).sum();
        let seen: u64 = self.runs.values().map(|(_, seen)| seen).sum();
        Verdict { missing: expected.saturating_sub(seen), ..self.verdict }
    }

    /// Where the first record is that is damaged or out of order, and what is wrong with it.
    pub fn first_fault(&self) -> Option<&str> {
        self.first_fault.as_deref()
    }

    fn on_damaged(&mut self, error: PayloadError) -> String {
        self.verdict.damaged += 1;
        error.to_string()
    }

    fn on_stamp(&mut self, partition: i32, stamp: Stamp) -> Option<String> {
        let Stamp { run, sequence } = stamp;
        match self.last.get(&(run, partition)) {
            Some(last) if *last >= sequence => {
                self.verdict.out_of_order += 1;
                return Some(format!("sequence number {sequence} comes after {last}"));
            }
            _ => self.last.insert((run, partition), sequence),
        };
        let (largest, seen) = self.runs.entry(run).or_default();
        *largest = sequence.max(*largest);
        *seen += 1;
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Payload;

    /// Reads `(run, partition, sequence)` one after the other.
    fn read(records: &[(u16, i32, u32)]) -> Verifier {
        let mut verifier = Verifier::default();
        for (offset, (run, partition, sequence)) in (0..).zip(records) {
            let value = Payload::new(Run(*run), 20, || 3).value(*sequence).to_vec();
            verifier.on_record(*partition, offset, &value);
        }
        verifier
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
        assert_eq!(verifier.first_fault(), Some("partition 0, offset 1: sequence number 0 comes after 0"));
    }

    #[test]
    fn foreign_values_are_damaged() {
        let mut verifier = Verifier::default();
        verifier.on_record(4, 9, b"short");
        verifier.on_record(4, 10, b"long enough, but nobody's");
        assert_eq!(verifier.verdict(), Verdict { records: 2, damaged: 2, ..Verdict::default() });
        let fault = "partition 4, offset 9: a value of 5 bytes is too short to be one of ringlog bench";
        assert_eq!(verifier.first_fault(), Some(fault));
    }
}
