//! A client: it does what its dice say, over one connection, and tells the models what it was told.

mod answers;
mod requests;

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use io::Io;
use protocol::ErrorCode;

use super::Shared;
use crate::ledger::{PartitionId, RecordId, SessionId};
use crate::link::{Link, LinkEvent};
use crate::violation::Violation;

/// Unanswered requests that a client may have.
const DEPTH_MAX: u64 = 4;

/// A partition, by index of its topic and its own.
#[derive(Copy, Clone, Debug, Eq, PartialEq, Ord, PartialOrd)]
pub(crate) struct Place {
    pub(crate) topic: usize,
    pub(crate) partition: usize,
}

/// What a request asked for, until its answer comes.
#[derive(Debug)]
pub(crate) enum Question {
    Produce { version: i16, acks: i16, topic: usize, parts: Vec<ProducePart> },
    Fetch { version: i16, topic: usize, parts: Vec<(Place, i64, i64)> },
    ListOffsets { version: i16, place: Place, timestamp: i64, visible_end: i64 },
    Metadata { version: i16, expected: Vec<usize> },
    CreateTopic { version: i16, topic: usize },
    DeleteTopic { version: i16, topic: usize },
    InitProducerId { version: i16 },
    DeleteRecords { version: i16, place: Place },
    LeaderEpoch { version: i16 },
    ApiVersions { version: i16 },
    DescribeConfigs { version: i16 },
}

#[derive(Debug)]
pub(crate) struct ProducePart {
    pub(crate) place: Place,
    pub(crate) ids: Vec<RecordId>,
    pub(crate) is_idempotent: bool,
    /// It must be refused: something in it is wrong on purpose.
    pub(crate) is_damaged: bool,
}

/// An idempotent producer's side of one partition.
#[derive(Debug)]
struct Sequence {
    session: SessionId,
    next: i32,
    /// Sent, and not known to be in the log or not.
    unresolved: Option<(Vec<RecordId>, i16)>,
    is_in_flight: bool,
    began_in_life: usize,
}

pub(crate) struct Client {
    pub(crate) link: Link,
    questions: VecDeque<Question>,
    /// The life of the broker in which the connection was made.
    connected_in_life: usize,
    producer: Option<(i64, i16)>,
    sequences: BTreeMap<PartitionId, Sequence>,
    positions: BTreeMap<PartitionId, i64>,
    depth: usize,
    next_work: Duration,
    pause_micros: u64,
}

impl Client {
    pub(crate) fn new(link: Link, shared: &mut Shared) -> Self {
        Self {
            link,
            questions: VecDeque::new(),
            connected_in_life: 0,
            producer: None,
            sequences: BTreeMap::new(),
            positions: BTreeMap::new(),
            depth: shared.random.between(1, DEPTH_MAX) as usize,
            next_work: Duration::ZERO,
            pause_micros: shared.random.between(100, 10_000),
        }
    }

    /// One turn. `works`: it may ask for more.
    pub(crate) fn turn(&mut self, shared: &mut Shared, works: bool) -> Result<(), Violation> {
        let far = self.link.io.now() + Duration::from_secs(1);
        let deadline = if works && self.link.is_up() { self.next_work.min(far) } else { far };
        for event in self.link.turn(deadline)? {
            match event {
                LinkEvent::Connected => self.connected_in_life = shared.lives.len(),
                LinkEvent::Answered(body) => {
                    let question = self.questions.pop_front().expect("the link has matched it");
                    self.on_answer(shared, question, &body)?;
                }
                LinkEvent::Lost => self.on_lost(shared),
            }
        }
        if works && self.link.is_up() && self.next_work <= self.link.io.now() {
            if self.link.outstanding() < self.depth {
                self.ask_something(shared);
            }
            self.next_work =
                self.link.io.now() + Duration::from_micros(shared.random.below(self.pause_micros));
        }
        Ok(())
    }

    /// What was asked and not answered may have happened or not.
    fn on_lost(&mut self, shared: &mut Shared) {
        shared.tally.count("client", "connection lost");
        for question in std::mem::take(&mut self.questions) {
            if let Question::Produce { parts, .. } = question {
                parts.iter().for_each(|part| self.land(shared, part));
            }
        }
    }

    /// A batch is not in flight any more.
    fn land(&mut self, shared: &Shared, part: &ProducePart) {
        if part.is_idempotent
            && let Some(sequence) = self.sequences.get_mut(&shared.partition_id(part.place))
        {
            sequence.is_in_flight = false;
        }
    }

    /// The producer begins anew: what it did not hear of it will never know.
    fn reset_producer(&mut self) {
        self.producer = None;
        self.sequences.clear();
    }

    /// Whether the connection was made in a life that may have ended in a power cut since.
    fn power_was_cut_since(&self, shared: &Shared, life: usize) -> bool {
        shared.lives[life.min(shared.lives.len())..].iter().any(|end| end.power_was_cut)
    }
}

pub(crate) fn count_error(shared: &mut Shared, api: &str, code: i16) {
    if code != 0 {
        shared.tally.count(&format!("error of {api}"), ErrorCode::from_i16(code).name());
    }
}
