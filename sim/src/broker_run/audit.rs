//! The last reader: everything that is in the broker, from start to end, when nothing goes wrong any more.

use std::collections::VecDeque;
use std::time::Duration;

use ::client::Request;
use io::sim::IoId;
use io::{Io, SharedBuffer};
use protocol::Message;
use protocol::messages::fetch_request::{FetchPartition, FetchTopic};
use protocol::messages::list_offsets_request::{ListOffsetsPartition, ListOffsetsTopic};
use protocol::messages::{FetchRequest, ListOffsetsRequest, MetadataRequest};

use super::Shared;
use super::client::Place;
use super::topics::TopicState;
use crate::ledger::RecordId;
use crate::link::{Link, LinkEvent};
use crate::require;
use crate::violation::Violation;

/// ```text
/// Topics ──► Start(place) ──► End ──► Records ──► Start(next place) … ──► Done
/// ```
#[derive(Debug)]
enum Step {
    Topics,
    Start,
    End { start: i64 },
    Records { start: i64, next: i64, end: i64, records: Vec<(i64, RecordId)> },
    Done,
}

pub(crate) struct Audit {
    link: Link,
    places: VecDeque<Place>,
    step: Step,
}

const OFFSETS_VERSION: i16 = 5;
const FETCH_VERSION: i16 = 12;
const METADATA_VERSION: i16 = 12;
const FETCH_BYTES_MAX: i32 = 200_000;

impl Audit {
    pub(crate) fn new(link: Link, shared: &Shared) -> Self {
        let places = shared.live_topics().into_iter().flat_map(|topic| {
            (0..shared.topics[topic].partitions.len()).map(move |partition| Place { topic, partition })
        });
        Self { link, places: places.collect(), step: Step::Topics }
    }

    pub(crate) fn id(&self) -> IoId {
        self.link.io.id()
    }

    pub(crate) fn is_done(&self) -> bool {
        matches!(self.step, Step::Done)
    }

    pub(crate) fn turn(&mut self, shared: &mut Shared) -> Result<(), Violation> {
        let deadline = self.link.io.now() + Duration::from_secs(1);
        for event in self.link.turn(deadline)? {
            match event {
                LinkEvent::Connected => self.ask(shared),
                LinkEvent::Answered(body) => {
                    let place = self.places.front().copied();
                    let checked = self.on_answer(shared, &body);
                    checked.map_err(|violation| match place {
                        Some(place) => shared.name_place(violation, place),
                        None => violation,
                    })?;
                    self.ask(shared);
                }
                LinkEvent::Lost => {}
            }
        }
        Ok(())
    }

    fn ask(&mut self, shared: &Shared) {
        let Some(place) = self.places.front().copied() else {
            self.step = match self.step {
                Step::Topics => return self.ask_for_topics(),
                _ => Step::Done,
            };
            return;
        };
        let name = shared.topics[place.topic].name.clone();
        match &self.step {
            Step::Topics => self.ask_for_topics(),
            Step::Start => self.ask_for_offset(name, place, -2),
            Step::End { .. } => self.ask_for_offset(name, place, -1),
            Step::Records { next, .. } => {
                let next = *next;
                self.ask_for_records(name, place, next);
            }
            Step::Done => {}
        }
    }

    fn ask_for_topics(&mut self) {
        let request = MetadataRequest { topics: None, ..MetadataRequest::default() };
        self.link.ask(&request, METADATA_VERSION, true);
    }

    fn ask_for_offset(&mut self, name: String, place: Place, timestamp: i64) {
        let partitions = vec![ListOffsetsPartition {
            partition_index: place.partition as i32,
            current_leader_epoch: -1,
            timestamp,
            ..ListOffsetsPartition::default()
        }];
        let topics = vec![ListOffsetsTopic { name, partitions }];
        let request = ListOffsetsRequest { replica_id: -1, topics, ..ListOffsetsRequest::default() };
        self.link.ask(&request, OFFSETS_VERSION, true);
    }

    fn ask_for_records(&mut self, name: String, place: Place, offset: i64) {
        let partitions = vec![FetchPartition {
            partition: place.partition as i32,
            current_leader_epoch: -1,
            fetch_offset: offset,
            last_fetched_epoch: -1,
            log_start_offset: -1,
            partition_max_bytes: FETCH_BYTES_MAX,
            ..FetchPartition::default()
        }];
        let request = FetchRequest {
            replica_id: -1,
            max_bytes: FETCH_BYTES_MAX,
            session_epoch: -1,
            topics: vec![FetchTopic { topic: name, partitions, ..FetchTopic::default() }],
            ..FetchRequest::default()
        };
        self.link.ask(&request, FETCH_VERSION, true);
    }

    fn on_answer(&mut self, shared: &mut Shared, body: &SharedBuffer) -> Result<(), Violation> {
        self.step = match std::mem::replace(&mut self.step, Step::Done) {
            Step::Topics => {
                self.on_topics(shared, body)?;
                Step::Start
            }
            Step::Start => Step::End { start: offset_of(body)? },
            Step::End { start } => {
                let end = offset_of(body)?;
                self.check_when_complete(shared, start, start, end, Vec::new())?
            }
            Step::Records { start, next, end, mut records } => {
                let more = self.records_of(shared, next, body)?;
                let last = more.last().map(|(last, _)| *last);
                let next_offset =
                    last.ok_or_else(|| Violation::new(format!("nothing at {next} of {end}")))? + 1;
                records.extend(more.into_iter().filter(|(offset, _)| *offset >= next));
                self.check_when_complete(shared, start, next_offset, end, records)?
            }
            Step::Done => Step::Done,
        };
        Ok(())
    }

    fn on_topics(&self, shared: &Shared, body: &SharedBuffer) -> Result<(), Violation> {
        let response = decode::<MetadataRequest>(body, METADATA_VERSION)?;
        for topic in &shared.topics {
            let found = response.topics.iter().find(|found| found.name.as_ref() == Some(&topic.name));
            let is_there = found.is_some_and(|found| found.error_code == 0);
            let name = &topic.name;
            require!(is_there || topic.state != TopicState::Live, "topic {name} was created and is gone");
            require!(!is_there || topic.state != TopicState::Gone, "topic {name} was deleted and is there");
        }
        Ok(())
    }

    fn records_of(
        &self,
        shared: &mut Shared,
        next: i64,
        body: &SharedBuffer,
    ) -> Result<Vec<(i64, RecordId)>, Violation> {
        let place = *self.places.front().expect("records are asked for a place");
        let response = decode::<FetchRequest>(body, FETCH_VERSION)?;
        let partition = response.responses.first().and_then(|topic| topic.partitions.first());
        let partition = partition.ok_or_else(|| Violation::new("a fetch is answered with nothing"))?;
        require!(
            partition.error_code == 0,
            "a fetch from {next} is answered with error {}",
            partition.error_code
        );
        let records = shared.ledger.read(partition.records.as_deref().unwrap_or_default())?;
        let now = shared.world.now();
        let promise = shared.topics[place.topic].promise_of_visible();
        let model = &mut shared.topics[place.topic].partitions[place.partition];
        model.on_fetched(&shared.ledger, now, next, &records, partition.high_watermark, promise)?;
        Ok(records)
    }

    /// When all of a partition has been read, it is checked, and the next one is looked at.
    fn check_when_complete(
        &mut self,
        shared: &mut Shared,
        start: i64,
        next: i64,
        end: i64,
        records: Vec<(i64, RecordId)>,
    ) -> Result<Step, Violation> {
        if next < end {
            return Ok(Step::Records { start, next, end, records });
        }
        let place = self.places.pop_front().expect("records are asked for a place");
        let model = &mut shared.topics[place.topic].partitions[place.partition];
        let checked = model.on_read_whole(&shared.ledger, start, &records);
        checked.map_err(|violation| shared.name_place(violation, place))?;
        shared.tally.count("audit", "partition read whole");
        Ok(Step::Start)
    }
}

fn decode<R: Request>(body: &SharedBuffer, version: i16) -> Result<R::Response, Violation> {
    let decoded = R::Response::decode(body, version);
    decoded.map_err(|error| Violation::new(format!("{} v{version} is malformed: {error}", R::Response::NAME)))
}

fn offset_of(body: &SharedBuffer) -> Result<i64, Violation> {
    let response = decode::<ListOffsetsRequest>(body, OFFSETS_VERSION)?;
    let partition = response.topics.first().and_then(|topic| topic.partitions.first());
    let partition =
        partition.ok_or_else(|| Violation::new("an offset is asked for and nothing is answered"))?;
    require!(partition.error_code == 0, "an offset is answered with error {}", partition.error_code);
    Ok(partition.offset)
}
