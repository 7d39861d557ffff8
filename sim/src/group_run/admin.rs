//! The one who creates topics, lets them grow, describes and deletes groups, and moves offsets by hand.

use std::collections::{BTreeSet, VecDeque};
use std::time::Duration;

use ::client::Request;
use io::sim::IoId;
use io::{Io, SharedBuffer};
use protocol::messages::create_partitions_request::CreatePartitionsTopic;
use protocol::messages::create_topics_request::CreatableTopic;
use protocol::messages::metadata_request::MetadataRequestTopic;
use protocol::messages::offset_delete_request::{OffsetDeleteRequestPartition, OffsetDeleteRequestTopic};
use protocol::messages::{
    ConsumerGroupDescribeRequest, CreatePartitionsRequest, CreateTopicsRequest, DeleteGroupsRequest,
    DescribeGroupsRequest, FindCoordinatorRequest, ListGroupsRequest, MetadataRequest, OffsetCommitRequest,
    OffsetDeleteRequest, OffsetFetchRequest,
};

use super::embedded::by_topic;
use super::member::{count_error, decode, offsets};
use super::topics::Place;
use super::{GroupKind, Shared};
use crate::link::{Link, LinkEvent};
use crate::require;
use crate::violation::Violation;
use offsets::{Commit, Read};

/// Topics do not grow beyond this.
const PARTITIONS_MAX: i32 = 10;
const PAUSE_MICROS: u64 = 400_000;
const METADATA_VERSION: i16 = 12;

#[derive(Debug)]
enum Question {
    Create { version: i16 },
    Grow { version: i16, topic: usize, partitions: i32 },
    Metadata,
    FindCoordinator { version: i16 },
    Describe { version: i16, group: usize },
    DescribeConsumer { version: i16, group: usize },
    List { version: i16 },
    DeleteGroup { version: i16, group: usize, places: Vec<Place> },
    DeleteOffsets { version: i16, group: usize, places: BTreeSet<Place> },
    Commit { version: i16, group: usize, commit: Commit },
    Fetch { version: i16, group: usize, read: Read },
}

pub(crate) struct Admin {
    link: Link,
    questions: VecDeque<Question>,
    next_work: Duration,
    has_coordinator: bool,
    /// In the end: groups that are not known to be stable yet, and groups whose offsets were not read a last time.
    last_look: Option<LastLook>,
}

#[derive(Debug, Default)]
struct LastLook {
    to_describe: BTreeSet<usize>,
    to_read: BTreeSet<usize>,
}

impl Admin {
    pub(crate) fn new(link: Link) -> Self {
        Self {
            link,
            questions: VecDeque::new(),
            next_work: Duration::ZERO,
            has_coordinator: false,
            last_look: None,
        }
    }

    pub(crate) fn id(&self) -> IoId {
        self.link.io.id()
    }

    /// Groups have come to rest, or should have: each must be described as stable, and its offsets are read once more.
    pub(crate) fn begin_last_look(&mut self, shared: &Shared) {
        let all: BTreeSet<usize> = (0..shared.groups.len()).collect();
        self.last_look = Some(LastLook { to_describe: all.clone(), to_read: all });
    }

    pub(crate) fn has_looked(&self) -> bool {
        self.last_look.as_ref().is_some_and(|look| look.to_describe.is_empty() && look.to_read.is_empty())
    }

    /// One turn. `is_troubled`: it may change something.
    pub(crate) fn turn(&mut self, shared: &mut Shared, is_troubled: bool) -> Result<(), Violation> {
        let far = self.link.io.now() + Duration::from_secs(1);
        let deadline = if self.link.is_up() { self.next_work.min(far) } else { far };
        for event in self.link.turn(deadline)? {
            match event {
                LinkEvent::Connected => self.next_work = self.link.io.now(),
                LinkEvent::Answered(body) => {
                    let question = self.questions.pop_front().expect("the link has matched it");
                    self.on_answer(shared, question, &body)?;
                }
                LinkEvent::Lost => {
                    self.questions.clear();
                    self.has_coordinator = false;
                }
            }
        }
        let now = self.link.io.now();
        if self.link.waits_since().is_some_and(|asked_at| now > asked_at + shared.request_timeout()) {
            self.questions.clear();
            self.link.disconnect();
        }
        if self.link.is_up() && self.next_work <= now {
            if self.questions.is_empty() {
                self.do_something(shared, is_troubled);
            }
            self.next_work = now + Duration::from_micros(shared.random.below(PAUSE_MICROS));
        }
        Ok(())
    }

    fn do_something(&mut self, shared: &mut Shared, is_troubled: bool) {
        if !shared.topics.are_created() {
            return self.create(shared);
        }
        if !self.has_coordinator {
            return self.find_coordinator(shared);
        }
        let group = shared.random.index(shared.groups.len());
        if !is_troubled {
            return self.look(shared);
        }
        match shared.random.below(100) {
            0..=9 => self.grow(shared),
            10..=24 => self.ask_for_metadata(shared),
            25..=49 => self.describe(shared, group),
            50..=64 => self.list(shared),
            65..=74 => self.commit(shared, group),
            75..=79 => self.delete_offsets(shared, group),
            80..=84 => self.delete_group(shared, group),
            _ => self.fetch(shared, group),
        }
    }

    /// Only looks: first at the topics, whose number of partitions everybody has to know, then at groups.
    fn look(&mut self, shared: &mut Shared) {
        let Some(look) = &self.last_look else { return self.ask_for_metadata(shared) };
        match (look.to_describe.first().copied(), look.to_read.first().copied()) {
            (Some(group), _) => self.describe(shared, group),
            (None, Some(group)) => self.fetch(shared, group),
            (None, None) => {}
        }
    }

    fn ask<R: Request>(&mut self, shared: &mut Shared, request: &R, version: i16, question: Question) {
        shared.tally.operations += 1;
        shared.tally.count("operation", R::KEY.name());
        self.link.ask(request, version, true);
        self.questions.push_back(question);
    }

    fn create(&mut self, shared: &mut Shared) {
        let missing = (0..shared.topics.len()).filter(|topic| shared.topics.get(*topic).id.is_zero());
        let topics = missing.map(|topic| CreatableTopic {
            name: shared.topics.name(topic).to_owned(),
            num_partitions: shared.topics.get(topic).partitions,
            replication_factor: 1,
            ..Default::default()
        });
        let request =
            CreateTopicsRequest { topics: topics.collect(), timeout_ms: 30_000, ..Default::default() };
        self.ask(shared, &request, 7, Question::Create { version: 7 });
    }

    fn grow(&mut self, shared: &mut Shared) {
        let topic = shared.random.index(shared.topics.len());
        let partitions = shared.topics.get(topic).partitions + 1;
        if partitions > PARTITIONS_MAX {
            return self.ask_for_metadata(shared);
        }
        let grown = CreatePartitionsTopic {
            name: shared.topics.name(topic).to_owned(),
            count: partitions,
            ..Default::default()
        };
        let request =
            CreatePartitionsRequest { topics: vec![grown], timeout_ms: 30_000, ..Default::default() };
        let version = shared.version(0, 3);
        self.ask(shared, &request, version, Question::Grow { version, topic, partitions });
    }

    fn ask_for_metadata(&mut self, shared: &mut Shared) {
        let topics = (0..shared.topics.len()).map(|topic| MetadataRequestTopic {
            name: Some(shared.topics.name(topic).to_owned()),
            ..Default::default()
        });
        let request = MetadataRequest { topics: Some(topics.collect()), ..Default::default() };
        self.ask(shared, &request, METADATA_VERSION, Question::Metadata);
    }

    fn find_coordinator(&mut self, shared: &mut Shared) {
        let version = shared.version(4, 6);
        let coordinator_keys = shared.groups.iter().map(|group| group.name.clone()).collect();
        let request = FindCoordinatorRequest { coordinator_keys, ..Default::default() };
        self.ask(shared, &request, version, Question::FindCoordinator { version });
    }

    fn describe(&mut self, shared: &mut Shared, group: usize) {
        let name = shared.groups[group].name.clone();
        let asks_as_consumer = match shared.groups[group].kind {
            GroupKind::Eager | GroupKind::Cooperative => false,
            // The other API knows nothing of it.
            GroupKind::Consumer => self.last_look.is_some() || !shared.random.one_in(4),
            GroupKind::Mixed => shared.random.one_in(2),
        };
        if asks_as_consumer {
            let version = shared.version(0, 1);
            let request = ConsumerGroupDescribeRequest { group_ids: vec![name], ..Default::default() };
            return self.ask(shared, &request, version, Question::DescribeConsumer { version, group });
        }
        let version = shared.version(0, 6);
        let request = DescribeGroupsRequest { groups: vec![name], ..Default::default() };
        self.ask(shared, &request, version, Question::Describe { version, group });
    }

    fn list(&mut self, shared: &mut Shared) {
        let version = shared.version(0, 5);
        self.ask(shared, &ListGroupsRequest::default(), version, Question::List { version });
    }

    /// Moves offsets by hand, which only an empty group lets him do.
    fn commit(&mut self, shared: &mut Shared, group: usize) {
        let version = offsets::draw_commit_version(shared);
        let places = self.some_places(shared);
        let offsets = shared.new_commit(group, &places);
        let request: OffsetCommitRequest = offsets::commit_request(shared, group, version, &offsets);
        let commit = Commit::of_nobody(offsets, shared.world.now());
        self.ask(shared, &request, version, Question::Commit { version, group, commit });
    }

    fn some_places(&self, shared: &mut Shared) -> BTreeSet<Place> {
        let all: Vec<usize> = (0..shared.topics.len()).collect();
        let mut places = shared.topics.places_of(&all);
        places.retain(|_| shared.random.one_in(3));
        places.insert(Place { topic: 0, partition: 0 });
        places
    }

    fn fetch(&mut self, shared: &mut Shared, group: usize) {
        let version = offsets::draw_fetch_version(shared);
        let all: Vec<usize> = (0..shared.topics.len()).collect();
        let read = Read { asked_at: shared.world.now(), places: shared.topics.places_of(&all) };
        let request: OffsetFetchRequest = read.request(shared, group, version);
        self.ask(shared, &request, version, Question::Fetch { version, group, read });
    }

    fn delete_offsets(&mut self, shared: &mut Shared, group: usize) {
        let places = self.some_places(shared);
        let topics = by_topic(&places).into_iter().map(|(topic, partitions)| OffsetDeleteRequestTopic {
            name: shared.topics.name(topic).to_owned(),
            partitions: partitions
                .into_iter()
                .map(|partition_index| OffsetDeleteRequestPartition { partition_index })
                .collect(),
        });
        let topics = topics.collect();
        let request = OffsetDeleteRequest { group_id: shared.groups[group].name.clone(), topics };
        for place in &places {
            shared.groups[group].model.register(*place).on_deletion_asked();
        }
        self.ask(shared, &request, 0, Question::DeleteOffsets { version: 0, group, places });
    }

    fn delete_group(&mut self, shared: &mut Shared, group: usize) {
        let version = shared.version(0, 2);
        let request = DeleteGroupsRequest { groups_names: vec![shared.groups[group].name.clone()] };
        let places: Vec<Place> = shared.groups[group].model.places().collect();
        for place in &places {
            shared.groups[group].model.register(*place).on_deletion_asked();
        }
        self.ask(shared, &request, version, Question::DeleteGroup { version, group, places });
    }

    fn on_answer(
        &mut self,
        shared: &mut Shared,
        question: Question,
        body: &SharedBuffer,
    ) -> Result<(), Violation> {
        let now = shared.world.now();
        match question {
            Question::Create { version } => {
                let response = decode::<CreateTopicsRequest>(body, version)?;
                response
                    .topics
                    .iter()
                    .for_each(|topic| count_error(shared, "CreateTopics", topic.error_code));
                // What is there is told with its id, whoever has created it.
                self.ask_for_metadata(shared);
            }
            Question::Grow { version, topic, partitions } => {
                let response = decode::<CreatePartitionsRequest>(body, version)?;
                let code = response.results.first().map_or(0, |result| result.error_code);
                count_error(shared, "CreatePartitions", code);
                if code == 0 {
                    let known = &mut shared.topics.get_mut(topic).partitions;
                    *known = partitions.max(*known);
                }
            }
            Question::Metadata => self.on_metadata(shared, body)?,
            Question::FindCoordinator { version } => {
                let response = decode::<FindCoordinatorRequest>(body, version)?;
                let code = response.coordinators.iter().map(|found| found.error_code).max().unwrap_or(0);
                count_error(shared, "FindCoordinator", code);
                self.has_coordinator = code == 0;
            }
            Question::Describe { version, group } => {
                let response = decode::<DescribeGroupsRequest>(body, version)?;
                let told = response.groups.first();
                let told = told.ok_or_else(|| Violation::new("a group is described with nothing"))?;
                count_error(shared, "DescribeGroups", told.error_code);
                self.on_state(shared, group, told.error_code, "classic", &told.group_state)?;
            }
            Question::DescribeConsumer { version, group } => {
                let response = decode::<ConsumerGroupDescribeRequest>(body, version)?;
                let told = response.groups.first();
                let told = told.ok_or_else(|| Violation::new("a group is described with nothing"))?;
                count_error(shared, "ConsumerGroupDescribe", told.error_code);
                self.on_state(shared, group, told.error_code, "consumer", &told.group_state)?;
            }
            Question::List { version } => {
                let response = decode::<ListGroupsRequest>(body, version)?;
                count_error(shared, "ListGroups", response.error_code);
            }
            Question::DeleteGroup { version, group, places } => {
                let response = decode::<DeleteGroupsRequest>(body, version)?;
                response.results.iter().for_each(|told| count_error(shared, "DeleteGroups", told.error_code));
                close_deletions(shared, group, places, now);
            }
            Question::DeleteOffsets { version, group, places } => {
                let response = decode::<OffsetDeleteRequest>(body, version)?;
                count_error(shared, "OffsetDelete", response.error_code);
                let told = response.topics.iter().flat_map(|topic| &topic.partitions);
                told.for_each(|told| count_error(shared, "OffsetDelete", told.error_code));
                close_deletions(shared, group, places, now);
            }
            Question::Commit { version, group, commit } => {
                commit.on_answer(shared, group, &decode::<OffsetCommitRequest>(body, version)?)?
            }
            Question::Fetch { version, group, read } => {
                let response = decode::<OffsetFetchRequest>(body, version)?;
                let told = response.groups.first().map_or(response.error_code, |group| group.error_code);
                let name = &shared.groups[group].name.clone();
                let checked = read.on_answer(shared, group, version, &response);
                checked.map_err(|violation| violation.at(name))?;
                if let Some(look) = self.last_look.as_mut().filter(|_| told == 0) {
                    look.to_read.remove(&group);
                }
            }
        }
        Ok(())
    }

    fn on_metadata(&mut self, shared: &mut Shared, body: &SharedBuffer) -> Result<(), Violation> {
        let response = decode::<MetadataRequest>(body, METADATA_VERSION)?;
        for found in response.topics.iter().filter(|found| found.error_code == 0) {
            let index = shared.topics.by_name(found.name.as_deref().unwrap_or_default())?;
            let topic = shared.topics.get_mut(index);
            let there = found.partitions.len() as i32;
            require!(
                there >= topic.partitions,
                "{:?} has {there} partitions, and had {}",
                found.name,
                topic.partitions
            );
            topic.partitions = there;
            topic.id = found.topic_id;
        }
        Ok(())
    }

    fn on_state(
        &mut self,
        shared: &mut Shared,
        group: usize,
        code: i16,
        kind: &str,
        state: &str,
    ) -> Result<(), Violation> {
        // What a group of the other kind is called.
        if code != 0 || state == "Dead" {
            return Ok(());
        }
        shared.tally.count(&format!("state of a {kind} group"), state);
        if let Some(look) = &mut self.last_look {
            let name = &shared.groups[group].name;
            require!(state == "Stable", "{name} is {state} when nothing has happened for three sessions");
            look.to_describe.remove(&group);
        }
        Ok(())
    }
}

fn close_deletions(
    shared: &mut Shared,
    group: usize,
    places: impl IntoIterator<Item = Place>,
    now: Duration,
) {
    for place in places {
        shared.groups[group].model.register(place).on_deletion_closed(now);
    }
}
