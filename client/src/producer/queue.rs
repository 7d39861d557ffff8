//! The batches of one partition, in the order of their records.

use std::collections::VecDeque;
use std::time::Duration;

use protocol::ErrorCode;
use protocol::records::Codec;

use super::batch::{Batch, BatchState, is_identity_lost};
use super::config::{ProducerRecord, RecordId};
use super::delivery::BatchMetadata;
use super::identity::{Identity, advance_sequence};
use crate::{CallId, Error};

/// - At most the last batch is open.
/// - Numbered batches come before those without a number, and their numbers rise.
#[derive(Default)]
pub(crate) struct PartitionQueue {
    batches: VecDeque<Batch>,
    next_sequence: i32,
    next_ordinal: u64,
}

/// Batches that a broker remembers per producer and partition: a repetition of an older one is no longer known as such.
const REMEMBERED_BATCHES: u64 = 5;

/// What adding a record did to a queue.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub(crate) struct Appended {
    /// How much the queue grew.
    pub(crate) bytes: usize,
    /// Whether a batch is full now.
    pub(crate) closed: bool,
}

/// When batches are due.
#[derive(Copy, Clone)]
pub(crate) struct Schedule {
    pub(crate) now: Duration,
    pub(crate) linger: Duration,
    pub(crate) delivery_timeout: Duration,
    /// Nobody waits for more records.
    pub(crate) flushing: bool,
}

/// What the broker's answer means for a batch.
#[derive(Debug)]
pub(crate) enum Verdict {
    Delivered {
        base_offset: Option<i64>,
        log_append_time_ms: Option<i64>,
    },
    /// To be sent again after a wait: refused, so certainly not written.
    Refused(Error),
    /// To be sent again after a wait: nobody knows whether it was written.
    Lost(Error),
    /// Over.
    Failed(Error),
}

/// A batch that left the queue.
pub(crate) struct Finished {
    pub(crate) batch: Batch,
    pub(crate) result: Result<BatchMetadata, Error>,
}

impl PartitionQueue {
    pub(crate) fn is_empty(&self) -> bool {
        self.batches.is_empty()
    }

    /// Bytes of one batch, before compression.
    pub(crate) fn size_of(&self, index: usize) -> usize {
        self.batches[index].size()
    }

    pub(crate) fn has_unresolved(&self) -> bool {
        self.batches.iter().any(Batch::is_unresolved)
    }

    /// Adds a record.
    pub(crate) fn append(
        &mut self,
        id: RecordId,
        record: &ProducerRecord<'_>,
        timestamp_ms: i64,
        limits: (Codec, usize),
        now: Duration,
    ) -> Appended {
        let (codec, batch_bytes) = limits;
        let mut closed = false;
        if let Some(last) = self.batches.back_mut()
            && last.state == BatchState::Open
        {
            let before = last.size();
            if before + record.size_max() <= batch_bytes {
                last.append(id, record, timestamp_ms);
                return Appended { bytes: last.size() - before, closed: false };
            }
            last.state = BatchState::Closed;
            closed = true;
        }
        let mut batch = Batch::new(codec, now);
        batch.append(id, record, timestamp_ms);
        if batch.size() >= batch_bytes {
            batch.state = BatchState::Closed;
            closed = true;
        }
        let bytes = batch.size();
        self.batches.push_back(batch);
        Appended { bytes, closed }
    }

    /// The batch to send next, when one may go now.
    pub(crate) fn sendable(&self, identity: Identity, schedule: Schedule) -> Option<usize> {
        let index = self.next_index(identity)?;
        if identity.current().is_some() && !self.is_within_memory(index) {
            return None;
        }
        (self.due_at(&self.batches[index], schedule)? <= schedule.now).then_some(index)
    }

    /// Whether the broker will still know the oldest batch that is not settled when it has this one. With more behind it a
    /// repetition would be taken for a gap.
    fn is_within_memory(&self, index: usize) -> bool {
        let oldest = self.batches.front().filter(|oldest| oldest.sequence.is_some());
        self.batches[index].sequence.is_some()
            || oldest.is_none_or(|oldest| self.next_ordinal < oldest.ordinal + REMEMBERED_BATCHES)
    }

    /// The batch whose turn it is. Under a broken identity only what may be in the log is sent, to learn whether it is,
    /// also past batches in front of it that wait for the next identity.
    fn next_index(&self, identity: Identity) -> Option<usize> {
        let mut batches = self.batches.iter();
        match identity.is_broken() {
            true => batches.position(|batch| batch.state == BatchState::Unknown),
            false => batches.position(|batch| !batch.is_in_flight()),
        }
    }

    /// When this queue next needs attention, besides answers: a batch becomes due, or its time is up.
    pub(crate) fn next_deadline(&self, identity: Identity, schedule: Schedule) -> Option<Duration> {
        let oldest = self.batches.iter().find(|batch| !batch.is_in_flight())?;
        let expiry = oldest.created_at + schedule.delivery_timeout;
        let next = self.next_index(identity).and_then(|index| self.due_at(&self.batches[index], schedule));
        // What is due already waits for something that ends with a completion.
        crate::client::earlier(next.filter(|due| *due > schedule.now), Some(expiry))
    }

    fn due_at(&self, batch: &Batch, schedule: Schedule) -> Option<Duration> {
        match batch.state {
            BatchState::Open if schedule.flushing => Some(Duration::ZERO),
            BatchState::Open => Some(batch.created_at + schedule.linger),
            BatchState::Closed | BatchState::Unknown | BatchState::Rejected => Some(batch.not_before),
            BatchState::InFlight(_) => None,
        }
    }

    /// Prepares a batch to be sent: numbers it when it is new.
    pub(crate) fn begin_send(&mut self, index: usize, identity: Identity) -> &mut Batch {
        let batch = &mut self.batches[index];
        batch.was_sent_first = index == 0;
        if identity.current().is_some() && batch.sequence.is_none() {
            batch.sequence = Some(self.next_sequence);
            batch.ordinal = self.next_ordinal;
            self.next_ordinal += 1;
            self.next_sequence = advance_sequence(self.next_sequence, batch.record_count());
        }
        batch
    }

    /// The batch was sent.
    pub(crate) fn mark_in_flight(&mut self, index: usize, call: CallId) {
        self.batches[index].state = BatchState::InFlight(call);
    }

    /// Notes what the answer to `call` meant for this partition's batch.
    pub(crate) fn on_verdict(
        &mut self,
        call: CallId,
        verdict: Verdict,
        wait: Duration,
        schedule: Schedule,
        identity: &mut Identity,
    ) -> Option<Finished> {
        let index = self.batches.iter().position(|batch| batch.state == BatchState::InFlight(call))?;
        let (is_lost, is_final, error) = match verdict {
            Verdict::Delivered { base_offset, log_append_time_ms } => {
                let batch = self.batches.remove(index).expect("it was just found");
                return Some(Finished {
                    batch,
                    result: Ok(BatchMetadata { base_offset, log_append_time_ms }),
                });
            }
            Verdict::Refused(error) => (false, false, error),
            Verdict::Lost(error) => (true, false, error),
            // Of an internal error nobody knows what had happened before it.
            Verdict::Failed(error) => (error.code() == Some(ErrorCode::UnknownServerError), true, error),
        };
        let batch = &mut self.batches[index];
        batch.note_failure(is_lost, &error);
        let out_of_order = error.code() == Some(ErrorCode::OutOfOrderSequenceNumber);
        if out_of_order && batch.was_sent_first && !identity.is_broken() {
            // Nothing of ours is missing in front of it: the broker has lost acknowledged records, which must be told.
            return Some(self.fail_and_break(index, error, identity));
        }
        if is_identity_lost(&error) {
            identity.break_off();
        }
        if is_final || schedule.now >= batch.created_at + schedule.delivery_timeout {
            return Some(self.fail(index, error, identity));
        }
        batch.failures += 1;
        batch.not_before = schedule.now + wait;
        batch.last_error = Some(error);
        None
    }

    /// Takes batches whose time is up and that are not under way.
    pub(crate) fn expire(&mut self, schedule: Schedule, identity: &mut Identity) -> Vec<Finished> {
        let mut finished = Vec::new();
        while let Some(index) = self.batches.iter().position(|batch| {
            !batch.is_in_flight() && schedule.now >= batch.created_at + schedule.delivery_timeout
        }) {
            let seconds = schedule.delivery_timeout.as_secs();
            let last = match &self.batches[index].last_error {
                Some(error) => error.to_string(),
                None => "the partition's leader could not be asked".to_owned(),
            };
            finished.push(self.fail(index, Error::TimedOut { seconds, last }, identity));
        }
        finished
    }

    /// Gives up on a batch that cannot be sent at all.
    pub(crate) fn give_up(&mut self, index: usize, error: Error, identity: &mut Identity) -> Finished {
        if self.batches[index].state != BatchState::Unknown {
            self.batches[index].state = BatchState::Rejected;
        }
        self.fail(index, error, identity)
    }

    /// Takes the batches that are not under way.
    pub(crate) fn take_unsent(&mut self) -> Vec<Batch> {
        let mut unsent = Vec::new();
        for batch in std::mem::take(&mut self.batches) {
            if batch.is_in_flight() {
                self.batches.push_back(batch);
            } else {
                unsent.push(batch);
            }
        }
        unsent
    }

    /// All identities before are gone: numbers begin at 0 again.
    pub(crate) fn renumber(&mut self) {
        assert!(!self.has_unresolved(), "a batch that may be in the log keeps its number");
        self.next_sequence = 0;
        self.batches.iter_mut().for_each(|batch| batch.sequence = None);
    }

    /// Checks what is listed above the type.
    pub(crate) fn assert_invariants(&self) {
        let mut last: Option<&Batch> = None;
        for (index, batch) in self.batches.iter().enumerate() {
            let is_last = index + 1 == self.batches.len();
            assert!(is_last || batch.state != BatchState::Open, "batch {index} is open");
            if let (Some(sequence), Some(last)) = (batch.sequence, last) {
                let before = last.sequence.expect("numbered batches come first");
                let distance = advance_sequence(sequence, -advance_sequence(before, last.record_count()));
                // One in between may be gone: acknowledged before the one in front of it.
                assert!(distance < 1 << 30, "{sequence} follows {before}");
            }
            last = Some(batch);
        }
    }

    /// Gives up on a batch. Its numbers are free again when it was not written and no batch behind it has any;
    /// else they are a gap that the broker will not accept.
    fn fail(&mut self, index: usize, error: Error, identity: &mut Identity) -> Finished {
        let batch = self.batches.remove(index).expect("the caller found it");
        if let Some(sequence) = batch.sequence {
            let is_last = self.batches.get(index).is_none_or(|next| next.sequence.is_none());
            if batch.state == BatchState::Rejected && is_last {
                self.next_sequence = sequence;
                self.next_ordinal = batch.ordinal;
            } else {
                identity.break_off();
            }
        }
        Finished { batch, result: Err(error) }
    }

    fn fail_and_break(&mut self, index: usize, error: Error, identity: &mut Identity) -> Finished {
        identity.break_off();
        let batch = self.batches.remove(index).expect("the caller found it");
        Finished { batch, result: Err(error) }
    }
}

/// What a partition's error code in a Produce response means.
pub(crate) fn verdict(code: ErrorCode, message: Option<String>) -> Verdict {
    let error = Error::Broker { code, message };
    match code {
        // The broker has the batch; where, it no longer knows.
        ErrorCode::DuplicateSequenceNumber => {
            Verdict::Delivered { base_offset: None, log_append_time_ms: None }
        }
        ErrorCode::OutOfOrderSequenceNumber
        | ErrorCode::UnknownProducerId
        | ErrorCode::InvalidProducerEpoch
        | ErrorCode::InvalidProducerIdMapping => Verdict::Refused(error),
        // Written to the leader, perhaps: a repetition will tell.
        ErrorCode::RequestTimedOut
        | ErrorCode::NotEnoughReplicasAfterAppend
        | ErrorCode::KafkaStorageError => Verdict::Lost(error),
        // A leader that steps down while records wait for replicas answers so: they may survive.
        ErrorCode::NotLeaderOrFollower => Verdict::Lost(error),
        _ if code.is_retriable() => Verdict::Refused(error),
        _ => Verdict::Failed(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::producer::identity::ProducerIdentity;
    use protocol::records::Compression;

    const KNOWN: Identity = Identity::Known(ProducerIdentity { id: 7, epoch: 0 });

    fn at(now_ms: u64) -> Schedule {
        Schedule {
            now: Duration::from_millis(now_ms),
            linger: Duration::from_millis(5),
            delivery_timeout: Duration::from_secs(1),
            flushing: false,
        }
    }

    /// A queue of closed batches with the given numbers of records.
    fn queue(counts: &[usize]) -> PartitionQueue {
        let mut queue = PartitionQueue::default();
        let mut id = 0;
        for count in counts {
            for _ in 0..*count {
                let record = ProducerRecord { value: Some(b"v"), ..Default::default() };
                queue.append(RecordId(id), &record, 0, (Codec::new(Compression::None), 4096), Duration::ZERO);
                id += 1;
            }
            queue.batches.back_mut().expect("it has a record").state = BatchState::Closed;
        }
        queue
    }

    fn send(queue: &mut PartitionQueue, call: u64, identity: Identity, now_ms: u64) -> Option<i32> {
        queue.assert_invariants();
        let index = queue.sendable(identity, at(now_ms))?;
        let batch = queue.begin_send(index, identity);
        batch.state = BatchState::InFlight(CallId(call));
        batch.sequence
    }

    fn answer(
        queue: &mut PartitionQueue,
        call: u64,
        code: ErrorCode,
        identity: &mut Identity,
    ) -> Option<bool> {
        let verdict = match code {
            ErrorCode::None => Verdict::Delivered { base_offset: Some(0), log_append_time_ms: None },
            code => verdict(code, None),
        };
        let finished =
            queue.on_verdict(CallId(call), verdict, Duration::from_millis(100), at(10), identity)?;
        Some(finished.result.is_ok())
    }

    #[test]
    fn numbers_follow_the_records() {
        let mut queue = queue(&[3, 2, 1]);
        let sequences: Vec<_> = (0..4).map(|call| send(&mut queue, call, KNOWN, 0)).collect();
        assert_eq!(sequences, [Some(0), Some(3), Some(5), None], "the fourth has nothing to send");
    }

    /// The first of six is lost while the four behind it arrive: were the sixth sent, too, a broker that has them all would
    /// not know the repetition of the first any more.
    #[test]
    fn no_batch_is_sent_that_makes_the_broker_forget() {
        let mut identity = KNOWN;
        let mut queue = queue(&[1; 6]);
        let sequences: Vec<_> = (0..6).map(|call| send(&mut queue, call, identity, 0)).collect();
        assert_eq!(sequences, [Some(0), Some(1), Some(2), Some(3), Some(4), None]);
        assert_eq!(answer(&mut queue, 0, ErrorCode::RequestTimedOut, &mut identity), None);
        for call in 1..5 {
            assert_eq!(answer(&mut queue, call, ErrorCode::None, &mut identity), Some(true));
        }
        assert_eq!(send(&mut queue, 6, identity, 200), Some(0), "again");
        assert_eq!(send(&mut queue, 7, identity, 200), None, "not before that is settled");
        assert_eq!(answer(&mut queue, 6, ErrorCode::None, &mut identity), Some(true));
        assert_eq!(send(&mut queue, 8, identity, 200), Some(5));
    }

    #[test]
    fn linger_and_size_close_a_batch() {
        let mut queue = PartitionQueue::default();
        let record = ProducerRecord { value: Some(&[0; 100]), ..Default::default() };
        let limits = (Codec::new(Compression::None), 300);
        assert!(!queue.append(RecordId(0), &record, 0, limits, Duration::ZERO).closed);
        assert_eq!(queue.sendable(KNOWN, at(4)), None, "it lingers");
        assert_eq!(queue.next_deadline(KNOWN, at(4)), Some(Duration::from_millis(5)));
        assert_eq!(queue.sendable(KNOWN, Schedule { flushing: true, ..at(4) }), Some(0));
        assert_eq!(queue.sendable(KNOWN, at(5)), Some(0));
        let second = queue.append(RecordId(1), &record, 0, limits, Duration::ZERO);
        assert!(second.closed, "the second does not fit");
        assert_eq!(queue.sendable(KNOWN, at(0)), Some(0), "a closed batch does not linger");
    }

    /// The first of three batches is refused for now; the broker refuses the others, which came out of order. All three
    /// go again with the numbers that they had.
    #[test]
    fn a_retried_batch_keeps_its_number() {
        let mut identity = KNOWN;
        let mut queue = queue(&[3, 2, 1]);
        (0..3).for_each(|call| assert!(send(&mut queue, call, identity, 0).is_some()));
        assert_eq!(answer(&mut queue, 0, ErrorCode::NotEnoughReplicas, &mut identity), None);
        assert_eq!(answer(&mut queue, 1, ErrorCode::OutOfOrderSequenceNumber, &mut identity), None);
        assert_eq!(answer(&mut queue, 2, ErrorCode::OutOfOrderSequenceNumber, &mut identity), None);
        assert_eq!(identity, KNOWN);
        assert_eq!(send(&mut queue, 3, identity, 50), None, "the backoff has not passed");
        let again: Vec<_> = (3..6).map(|call| send(&mut queue, call, identity, 110)).collect();
        assert_eq!(again, [Some(0), Some(3), Some(5)]);
        assert_eq!(answer(&mut queue, 3, ErrorCode::None, &mut identity), Some(true));
        assert_eq!(answer(&mut queue, 4, ErrorCode::DuplicateSequenceNumber, &mut identity), Some(true));
    }

    /// The first batch fails for good. The second, in flight, has a number behind the gap: the identity is broken until
    /// it is answered, then all begin anew.
    #[test]
    fn a_gap_breaks_the_identity() {
        let mut identity = KNOWN;
        let mut queue = queue(&[3, 2, 1]);
        assert_eq!(send(&mut queue, 0, identity, 0), Some(0));
        assert_eq!(send(&mut queue, 1, identity, 0), Some(3));
        assert_eq!(answer(&mut queue, 0, ErrorCode::MessageTooLarge, &mut identity), Some(false));
        assert!(identity.is_broken());
        assert!(queue.has_unresolved());
        assert_eq!(send(&mut queue, 2, identity, 0), None, "nothing new under a broken identity");
        assert_eq!(answer(&mut queue, 1, ErrorCode::OutOfOrderSequenceNumber, &mut identity), None);
        assert!(!queue.has_unresolved());
        queue.renumber();
        assert_eq!(send(&mut queue, 3, KNOWN, 200), Some(0));
        assert_eq!(send(&mut queue, 4, KNOWN, 200), Some(2));
    }

    /// The broker forgot the producer, and the connection broke before it said so of the second batch: whether that one
    /// was written must be found out before all begin anew.
    #[test]
    fn a_broken_identity_is_kept_until_nothing_is_unresolved() {
        let mut identity = KNOWN;
        let mut queue = queue(&[1, 1, 1]);
        assert_eq!(send(&mut queue, 0, identity, 0), Some(0));
        assert_eq!(send(&mut queue, 1, identity, 0), Some(1));
        assert_eq!(answer(&mut queue, 0, ErrorCode::UnknownProducerId, &mut identity), None);
        assert_eq!(answer(&mut queue, 1, ErrorCode::RequestTimedOut, &mut identity), None);
        assert!(identity.is_broken() && queue.has_unresolved());
        assert_eq!(queue.next_deadline(identity, at(10)), Some(Duration::from_millis(110)));
        assert_eq!(
            send(&mut queue, 2, identity, 110),
            Some(1),
            "past the first, which is certainly not written"
        );
        assert_eq!(send(&mut queue, 3, identity, 110), None);
        assert_eq!(answer(&mut queue, 2, ErrorCode::OutOfOrderSequenceNumber, &mut identity), None);
        assert!(!queue.has_unresolved());
        queue.renumber();
        let renumbered: Vec<_> = (4..7).map(|call| send(&mut queue, call, KNOWN, 500)).collect();
        assert_eq!(renumbered, [Some(0), Some(1), Some(2)]);
    }

    #[test]
    fn the_last_failed_batch_leaves_no_gap() {
        let mut identity = KNOWN;
        let mut queue = queue(&[3, 2]);
        assert_eq!(send(&mut queue, 0, identity, 0), Some(0));
        assert_eq!(answer(&mut queue, 0, ErrorCode::MessageTooLarge, &mut identity), Some(false));
        assert_eq!(identity, KNOWN);
        assert_eq!(send(&mut queue, 1, identity, 0), Some(0), "its numbers are used again");
    }

    #[test]
    fn acknowledged_records_that_are_gone_are_told() {
        let mut identity = KNOWN;
        let mut queue = queue(&[1, 1]);
        assert_eq!(send(&mut queue, 0, identity, 0), Some(0));
        assert_eq!(answer(&mut queue, 0, ErrorCode::OutOfOrderSequenceNumber, &mut identity), Some(false));
        assert!(identity.is_broken());
    }

    /// A refusal says nothing of the attempt before, whose answer was lost: only the comparison of numbers does.
    #[test]
    fn what_may_be_written_keeps_its_number() {
        let mut identity = KNOWN;
        let mut queue = queue(&[1]);
        assert_eq!(send(&mut queue, 0, identity, 0), Some(0));
        assert_eq!(answer(&mut queue, 0, ErrorCode::RequestTimedOut, &mut identity), None);
        assert_eq!(send(&mut queue, 1, identity, 200), Some(0));
        assert_eq!(answer(&mut queue, 1, ErrorCode::NotEnoughReplicas, &mut identity), None);
        assert!(queue.has_unresolved(), "the first attempt may have been written");
        assert_eq!(send(&mut queue, 2, identity, 400), Some(0));
        assert_eq!(answer(&mut queue, 2, ErrorCode::UnknownProducerId, &mut identity), None);
        assert!(identity.is_broken() && queue.has_unresolved(), "nor has this one compared any number");
    }

    /// Nobody knows whether an expired batch was written: what is behind it must not take its numbers.
    #[test]
    fn an_expired_unknown_batch_breaks_the_identity() {
        let mut identity = KNOWN;
        let mut queue = queue(&[1, 1]);
        assert_eq!(send(&mut queue, 0, identity, 0), Some(0));
        assert_eq!(answer(&mut queue, 0, ErrorCode::RequestTimedOut, &mut identity), None);
        assert_eq!(queue.expire(at(999), &mut identity).len(), 0);
        let expired = queue.expire(at(1000), &mut identity);
        assert_eq!(expired.len(), 2);
        assert!(identity.is_broken());
        assert!(matches!(expired[0].result, Err(Error::TimedOut { .. })));
    }
}
