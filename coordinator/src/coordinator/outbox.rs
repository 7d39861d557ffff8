//! Records on their way to the log, and the answers that wait for them.

use std::collections::VecDeque;
use std::time::Duration;

use protocol::ErrorCode;

use crate::effects::{Effects, ParkedAnswer, WaitsFor};
use crate::planted::{Bug, bug};
use crate::record::BATCH_OVERHEAD;
use crate::{Answer, CoordinatorRecord, QuestionId};

/// Records and answers are counted from the beginning: `committed ≤ appended ≤ taken ≤ decided`.
///
/// ```text
/// decided ──take──► taken ──on_appended(end)──► appended ──on_committed(hw ≥ end)──► committed
///                                                                                    └─ answers up to here leave
/// ```
///
/// An answer whose records take longer than `offsets.commit.timeout.ms` to be committed leaves as COORDINATOR_NOT_AVAILABLE.
/// What was decided stays decided, and is committed or not, as the log will show: the asker does not know, and asks again.
#[derive(Debug, Default)]
pub(super) struct Outbox {
    /// Not taken yet; whether a record is the last of its decision.
    waiting: VecDeque<(CoordinatorRecord, bool)>,
    /// Batches in flight: how many records there are up to the end of each.
    in_flight: VecDeque<u64>,
    /// Batches in the log: as above, and where each ends.
    appended: VecDeque<(u64, i64)>,
    decided: u64,
    taken: u64,
    committed: u64,
    high_watermark: i64,
    /// Answers that wait, in the order of their records and of their deadlines.
    parked: VecDeque<Parked>,
    ready: VecDeque<(QuestionId, Answer)>,
}

/// An answer that waits.
#[derive(Debug)]
struct Parked {
    /// So many records must be committed.
    count: u64,
    /// It waits no longer than this.
    deadline: Duration,
    question: QuestionId,
    answer: Answer,
}

impl Outbox {
    /// Takes what an input has decided. Its answers wait for its records and all before them: they may have seen those. They
    /// wait until `deadline`, which never goes back from one input to the next.
    pub(super) fn absorb(&mut self, effects: Effects, deadline: Duration) {
        let records = effects.records.len();
        self.decided += records as u64;
        let is_last = |index| index + 1 == records;
        let records = effects.records.into_iter().enumerate().map(|(index, record)| (record, is_last(index)));
        self.waiting.extend(records);
        for ParkedAnswer { question, answer, waits_for } in effects.answers {
            match waits_for {
                WaitsFor::Nothing => self.ready.push_back((question, answer)),
                WaitsFor::Records => {
                    self.parked.push_back(Parked { count: self.decided, deadline, question, answer });
                }
            }
        }
    }

    /// The next batch: whole decisions, as many as fit. A decision that is larger than a batch is cut between its records, which
    /// are in an order that makes each prefix a state to go on from.
    pub(super) fn take(&mut self, batch_bytes_max: usize) -> Option<Vec<CoordinatorRecord>> {
        let (mut size, mut fits, mut whole) = (BATCH_OVERHEAD, 0, 0);
        for (record, is_last) in &self.waiting {
            size += record.size_max();
            if size > batch_bytes_max && fits > 0 {
                break;
            }
            fits += 1;
            if *is_last {
                whole = fits;
            }
        }
        let count = if whole > 0 { whole } else { fits };
        if count == 0 {
            return None;
        }
        self.taken += count as u64;
        self.in_flight.push_back(self.taken);
        Some(self.waiting.drain(..count).map(|(record, _)| record).collect())
    }

    /// The oldest batch in flight is in the log.
    pub(super) fn on_appended(&mut self, end_offset: i64) {
        let count = self.in_flight.pop_front().expect("a batch is appended after it was taken");
        self.appended.push_back((count, end_offset));
        self.on_committed(self.high_watermark);
    }

    pub(super) fn on_committed(&mut self, high_watermark: i64) {
        self.high_watermark = self.high_watermark.max(high_watermark);
        while let Some((count, _)) = self.appended.pop_front_if(|(_, end)| *end <= self.high_watermark) {
            self.committed = count;
        }
    }

    /// An answer that may leave.
    pub(super) fn poll_answer(&mut self) -> Option<(QuestionId, Answer)> {
        if let Some(answer) = self.ready.pop_front() {
            return Some(answer);
        }
        let may_leave = |count: u64| count <= self.committed || bug(Bug::ReplyBeforeDurable);
        let parked = self.parked.pop_front_if(|parked| may_leave(parked.count))?;
        Some((parked.question, parked.answer))
    }

    /// When the oldest answer has waited long enough.
    pub(super) fn next_deadline(&self) -> Option<Duration> {
        self.parked.front().map(|parked| parked.deadline)
    }

    /// Answers that have waited long enough wait no longer.
    pub(super) fn on_deadline(&mut self, now: Duration) {
        let is_late = |parked: &mut Parked| parked.deadline <= now;
        while let Some(parked) = self.parked.pop_front_if(is_late) {
            // Kafka: the timeout of its write.
            self.give_up(parked, ErrorCode::CoordinatorNotAvailable);
        }
    }

    /// Lets an answer leave: with `code`, unless it may as it is.
    fn give_up(&mut self, parked: Parked, code: ErrorCode) {
        let is_committed = parked.count <= self.committed;
        let answer = if is_committed { parked.answer } else { parked.answer.failed(code) };
        self.ready.push_back((parked.question, answer));
    }

    /// What was decided will not come into the log: whoever waits for it is told so.
    pub(super) fn fail(&mut self, code: ErrorCode) {
        self.waiting.clear();
        self.in_flight.clear();
        self.appended.clear();
        for parked in std::mem::take(&mut self.parked) {
            self.give_up(parked, code);
        }
    }

    pub(super) fn assert_invariants(&self) {
        assert_eq!(self.decided - self.taken, self.waiting.len() as u64, "what is not taken waits");
        assert!(self.committed <= self.taken, "only what was taken is committed");
        assert!(self.parked.iter().is_sorted_by_key(|parked| parked.count), "answers leave in order");
        assert!(self.parked.iter().is_sorted_by_key(|parked| parked.deadline), "the oldest is due first");
    }
}
