//! What one input has decided.

use crate::record::{BATCH_OVERHEAD, LogEntry};
use crate::{Answer, CoordinatorRecord, QuestionId};

/// Records in their order, and answers.
///
/// The state has changed already when something stands here: an answer may show it only when the records are committed.
#[derive(Debug, Default)]
pub(crate) struct Effects {
    pub(crate) records: Vec<CoordinatorRecord>,
    pub(crate) answers: Vec<ParkedAnswer>,
}

/// An answer and what it waits for.
#[derive(Debug)]
pub(crate) struct ParkedAnswer {
    pub(crate) question: QuestionId,
    pub(crate) answer: Answer,
    pub(crate) waits_for: WaitsFor,
}

/// What must be committed before an answer leaves.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum WaitsFor {
    /// It shows nothing of the state but that the asker is (or is not) known.
    Nothing,
    /// All records of this input and of those before.
    Records,
}

impl Effects {
    /// Adds a record to the log. `entry` has been applied to the state, or is at once.
    pub(crate) fn record(&mut self, entry: &LogEntry) {
        self.records.push(entry.encode());
    }

    /// Adds a record if a batch of `batch_bytes_max` can hold it, and says whether.
    pub(crate) fn record_if_it_fits(&mut self, entry: &LogEntry, batch_bytes_max: usize) -> bool {
        let record = entry.encode();
        let fits = BATCH_OVERHEAD + record.size_max() <= batch_bytes_max;
        if fits {
            self.records.push(record);
        }
        fits
    }

    /// Answers when all records of this input, and of those before, are committed.
    pub(crate) fn answer(&mut self, question: QuestionId, answer: Answer) {
        self.answers.push(ParkedAnswer { question, answer, waits_for: WaitsFor::Records });
    }

    /// Answers without waiting: for refusals and for heartbeats that change nothing.
    pub(crate) fn answer_now(&mut self, question: QuestionId, answer: Answer) {
        self.answers.push(ParkedAnswer { question, answer, waits_for: WaitsFor::Nothing });
    }

    /// Adds what another input has decided after this one.
    pub(crate) fn append(&mut self, later: Effects) {
        self.records.extend(later.records);
        self.answers.extend(later.answers);
    }
}
