//! Commits and reads of offsets.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use protocol::ErrorCode;
use protocol::messages::offset_commit_request::{OffsetCommitRequestPartition, OffsetCommitRequestTopic};
use protocol::messages::offset_fetch_request::{
    OffsetFetchRequestGroup, OffsetFetchRequestTopic, OffsetFetchRequestTopics,
};
use protocol::messages::{
    OffsetCommitRequest, OffsetCommitResponse, OffsetFetchRequest, OffsetFetchResponse,
};

use super::{Member, Phase, Question, count_error};
use crate::group_run::embedded::by_topic;
use crate::group_run::model::MembershipId;
use crate::group_run::topics::Place;
use crate::group_run::{GroupKind, Shared};
use crate::require;
use crate::violation::Violation;

const COMMIT_VERSIONS: (i16, i16) = (2, 10);
/// The first version in which a member of the consumer protocol may commit.
const COMMIT_EPOCH_SINCE: i16 = 9;
const COMMIT_STATIC_SINCE: i16 = 7;
/// The last version that says until when an offset is kept.
const COMMIT_RETENTION_UNTIL: i16 = 4;
/// The first version that names topics by their ids.
const TOPIC_IDS_SINCE: i16 = 10;
const FETCH_VERSIONS: (i16, i16) = (1, 10);
const FETCH_ALL_SINCE: i16 = 2;
const FETCH_GROUPS_SINCE: i16 = 8;
const FETCH_EPOCH_SINCE: i16 = 9;

/// A commit on its way.
#[derive(Debug)]
pub(crate) struct Commit {
    offsets: BTreeMap<Place, i64>,
    asked_at: Duration,
    epoch: i32,
    /// Whose it is, if he commits as the member that he is now.
    membership: Option<MembershipId>,
    /// A newer generation was told to somebody before, and since when.
    newer: Option<(i32, Duration)>,
    /// Why partitions must be refused, and which.
    must_refuse: Option<(&'static str, BTreeSet<Place>)>,
}

/// A read on its way.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) asked_at: Duration,
    /// What is asked for; without it all that is there.
    pub(crate) places: BTreeSet<Place>,
}

/// Partitions in a line for whoever watches.
pub(crate) fn names(places: &BTreeSet<Place>) -> String {
    places.iter().map(Place::to_string).collect::<Vec<_>>().join(" ")
}

impl Member {
    pub(super) fn commit_what_it_owns(&mut self, shared: &mut Shared) {
        let mut places = self.membership.owned.clone();
        places.retain(|_| !shared.random.one_in(3));
        if places.is_empty() || self.membership.epoch <= 0 {
            return self.fetch_offsets(shared);
        }
        let (member_id, epoch) = (self.membership.member_id.clone(), self.membership.epoch);
        self.ask_to_commit(shared, places, member_id, epoch, None);
    }

    /// A commit that comes late: from the generation before, or from a member that is none any more.
    pub(super) fn commit_as_it_was(&mut self, shared: &mut Shared) {
        let Some(former) = self.former.clone() else { return };
        let places: BTreeSet<Place> = shared
            .topics
            .places_of(&self.topics)
            .into_iter()
            .filter(|place| !self.may_own(*place) && !shared.random.one_in(3))
            .collect();
        if places.is_empty() {
            return;
        }
        shared.tally.count("member", "commits as it was before");
        let is_it_still = former.member_id == self.membership.member_id && self.phase == Phase::Member;
        let reason = if former.is_removed && !self.is_classic {
            Some("of a member that was thrown out")
        } else if is_it_still && former.epoch < self.membership.epoch && self.group_knows_epochs(shared) {
            Some("with an older epoch than its member's")
        } else {
            None
        };
        let must_refuse = reason.map(|reason| (reason, places.clone()));
        self.ask_to_commit(shared, places, former.member_id, former.epoch, must_refuse);
    }

    fn may_own(&self, place: Place) -> bool {
        self.membership.owned.contains(&place) || self.membership.giving_back.contains(&place)
    }

    /// Whether each member may have an epoch of its own.
    fn group_knows_epochs(&self, shared: &Shared) -> bool {
        matches!(shared.groups[self.group].kind, GroupKind::Consumer | GroupKind::Mixed)
    }

    fn ask_to_commit(
        &mut self,
        shared: &mut Shared,
        places: BTreeSet<Place>,
        member_id: String,
        epoch: i32,
        must_refuse: Option<(&'static str, BTreeSet<Place>)>,
    ) {
        let (min, max) = COMMIT_VERSIONS;
        let version = shared.version(if self.is_classic { min } else { COMMIT_EPOCH_SINCE }, max);
        let asked_at = shared.world.now();
        let newer = match self.group_knows_epochs(shared) {
            true => None,
            false => shared.groups[self.group].model.newer_generation(epoch, asked_at),
        };
        let is_as_it_is = member_id == self.membership.member_id && epoch == self.membership.epoch;
        let membership = is_as_it_is.then_some(self.membership.id);
        let offsets = shared.new_commit(self.group, &places);
        let mut request = commit_request(shared, self.group, version, &offsets);
        request.member_id = member_id;
        request.generation_id_or_member_epoch = epoch;
        request.group_instance_id = self.instance.clone().filter(|_| version >= COMMIT_STATIC_SINCE);
        let commit = Commit { offsets, asked_at, epoch, membership, newer, must_refuse };
        self.ask(shared, &request, version, Question::Commit { version, commit });
    }

    pub(super) fn on_committed(
        &mut self,
        shared: &mut Shared,
        commit: &Commit,
        response: &OffsetCommitResponse,
    ) -> Result<(), Violation> {
        commit.on_answer(shared, self.group, response)
    }

    pub(super) fn fetch_offsets(&mut self, shared: &mut Shared) {
        let (min, max) = FETCH_VERSIONS;
        let version = shared.version(min, max);
        let mut places = shared.topics.places_of(&self.topics);
        places.retain(|_| !shared.random.one_in(4));
        let read = Read { asked_at: shared.world.now(), places };
        let mut request = read.request(shared, self.group, version);
        if version >= FETCH_EPOCH_SINCE && self.phase == Phase::Member && !self.is_classic {
            request.groups[0].member_id = Some(self.membership.member_id.clone());
            request.groups[0].member_epoch = self.membership.epoch;
        }
        self.ask(shared, &request, version, Question::Fetch { version, read });
    }
}

/// A commit of nobody in particular.
pub(crate) fn commit_request(
    shared: &mut Shared,
    group: usize,
    version: i16,
    offsets: &BTreeMap<Place, i64>,
) -> OffsetCommitRequest {
    let places = offsets.keys().copied().collect();
    let topics = by_topic(&places).into_iter().map(|(topic, partitions)| {
        let partitions = partitions.into_iter().map(|partition| OffsetCommitRequestPartition {
            partition_index: partition,
            committed_offset: offsets[&Place { topic, partition }],
            committed_metadata: Some("sim".to_owned()),
            ..Default::default()
        });
        let mut committed =
            OffsetCommitRequestTopic { partitions: partitions.collect(), ..Default::default() };
        match version >= TOPIC_IDS_SINCE {
            true => committed.topic_id = shared.topics.get(topic).id,
            false => committed.name = shared.topics.name(topic).to_owned(),
        }
        committed
    });
    let topics = topics.collect();
    // Old clients said how long an offset lives; it outlives that as long as somebody reads its topic.
    let is_short_lived = version <= COMMIT_RETENTION_UNTIL && shared.random.one_in(2);
    OffsetCommitRequest {
        group_id: shared.groups[group].name.clone(),
        retention_time_ms: if is_short_lived { shared.random.between(100, 3_000) as i64 } else { -1 },
        generation_id_or_member_epoch: -1,
        topics,
        ..Default::default()
    }
}

/// A version of OffsetCommit for whoever is no member.
pub(crate) fn draw_commit_version(shared: &mut Shared) -> i16 {
    shared.version(COMMIT_VERSIONS.0, COMMIT_VERSIONS.1)
}

/// A version of OffsetFetch.
pub(crate) fn draw_fetch_version(shared: &mut Shared) -> i16 {
    shared.version(FETCH_VERSIONS.0, FETCH_VERSIONS.1)
}

impl Commit {
    /// A commit of somebody who is no member.
    pub(crate) fn of_nobody(offsets: BTreeMap<Place, i64>, asked_at: Duration) -> Self {
        Self { offsets, asked_at, epoch: -1, membership: None, newer: None, must_refuse: None }
    }

    pub(crate) fn on_answer(
        &self,
        shared: &mut Shared,
        group: usize,
        response: &OffsetCommitResponse,
    ) -> Result<(), Violation> {
        let mut answered = 0;
        for topic in &response.topics {
            let index = match topic.topic_id.is_zero() {
                true => shared.topics.by_name(&topic.name)?,
                false => shared.topics.by_id(topic.topic_id)?,
            };
            for partition in &topic.partitions {
                let place = Place { topic: index, partition: partition.partition_index };
                answered += 1;
                count_error(shared, "OffsetCommit", partition.error_code);
                let told = self.on_place(shared, group, place, ErrorCode::from_i16(partition.error_code));
                told.map_err(|violation| violation.at(place))?;
            }
        }
        require!(
            answered == self.offsets.len(),
            "{answered} of {} partitions are answered",
            self.offsets.len()
        );
        let mut codes =
            response.topics.iter().flat_map(|topic| &topic.partitions).map(|told| told.error_code);
        match self.membership.filter(|_| codes.any(|code| code == 0)) {
            Some(member) => shared.groups[group].model.evidence.on_confirmed(member, self.asked_at),
            None => Ok(()),
        }
    }

    fn on_place(
        &self,
        shared: &mut Shared,
        group: usize,
        place: Place,
        code: ErrorCode,
    ) -> Result<(), Violation> {
        let now = shared.world.now();
        let offset = *self.offsets.get(&place).ok_or_else(|| Violation::new("nobody asked for it"))?;
        shared.say(format_args!(
            "{}: {place} committed at {offset}: {}",
            shared.groups[group].name,
            code.name()
        ));
        let model = &mut shared.groups[group].model;
        match code {
            ErrorCode::None => {
                if let Some((reason, places)) = &self.must_refuse {
                    require!(!places.contains(&place), "a commit {reason} is taken, epoch {}", self.epoch);
                }
                if let Some((newer, since)) = self.newer {
                    let epoch = self.epoch;
                    let text = format!(
                        "{place}: a commit from generation {epoch} is taken, and {newer} was known already"
                    );
                    model.evidence.suspect(None, since, self.asked_at, Violation::new(text))?;
                }
                model.register(place).on_commit_taken(offset, now)
            }
            code if is_refusal(code) => model.register(place).on_commit_refused(offset, now),
            _ => {
                model.register(place).on_commit_failed(offset, now);
                Ok(())
            }
        }
    }
}

/// Whether an error says that nothing was written, and that nothing will be.
fn is_refusal(code: ErrorCode) -> bool {
    matches!(
        code,
        ErrorCode::IllegalGeneration
            | ErrorCode::UnknownMemberId
            | ErrorCode::RebalanceInProgress
            | ErrorCode::StaleMemberEpoch
            | ErrorCode::FencedInstanceId
            | ErrorCode::UnknownTopicOrPartition
            | ErrorCode::UnknownTopicId
            | ErrorCode::CoordinatorLoadInProgress
    )
}

impl Read {
    pub(crate) fn request(&self, shared: &mut Shared, group: usize, version: i16) -> OffsetFetchRequest {
        let group_id = shared.groups[group].name.clone();
        let by_topic = by_topic(&self.places);
        let asks_for_all = version >= FETCH_ALL_SINCE && shared.random.one_in(4);
        let mut request = OffsetFetchRequest::default();
        if version >= FETCH_GROUPS_SINCE {
            let topics = by_topic.into_iter().map(|(topic, partition_indexes)| {
                let mut asked = OffsetFetchRequestTopics { partition_indexes, ..Default::default() };
                match version >= TOPIC_IDS_SINCE {
                    true => asked.topic_id = shared.topics.get(topic).id,
                    false => asked.name = shared.topics.name(topic).to_owned(),
                }
                asked
            });
            let topics = (!asks_for_all).then(|| topics.collect());
            request.groups = vec![OffsetFetchRequestGroup { group_id, topics, ..Default::default() }];
        } else {
            let topics = by_topic.into_iter().map(|(topic, partition_indexes)| OffsetFetchRequestTopic {
                name: shared.topics.name(topic).to_owned(),
                partition_indexes,
            });
            request.group_id = group_id;
            request.topics = (!asks_for_all).then(|| topics.collect());
        }
        request
    }

    /// What was read must be what was committed.
    pub(crate) fn on_answer(
        &self,
        shared: &mut Shared,
        group: usize,
        version: i16,
        response: &OffsetFetchResponse,
    ) -> Result<(), Violation> {
        let told = response.groups.first().map_or(response.error_code, |group| group.error_code);
        count_error(shared, "OffsetFetch", told);
        if told != 0 {
            return Ok(());
        }
        let mut read = BTreeMap::new();
        for topic in response.groups.iter().flat_map(|group| &group.topics) {
            let index = match version >= TOPIC_IDS_SINCE {
                true => shared.topics.by_id(topic.topic_id)?,
                false => shared.topics.by_name(&topic.name)?,
            };
            for found in &topic.partitions {
                let place = Place { topic: index, partition: found.partition_index };
                read.insert(place, (found.committed_offset, found.error_code));
            }
        }
        for topic in &response.topics {
            let index = shared.topics.by_name(&topic.name)?;
            for found in &topic.partitions {
                let place = Place { topic: index, partition: found.partition_index };
                read.insert(place, (found.committed_offset, found.error_code));
            }
        }
        for place in &self.places {
            let (offset, code) = read.get(place).copied().unwrap_or((-1, 0));
            count_error(shared, "OffsetFetch", code);
            if code == 0 {
                self.on_place(shared, group, *place, offset).map_err(|violation| violation.at(place))?;
            }
        }
        Ok(())
    }

    fn on_place(
        &self,
        shared: &mut Shared,
        group: usize,
        place: Place,
        offset: i64,
    ) -> Result<(), Violation> {
        let now = shared.world.now();
        shared.say(format_args!("{}: {place} is read as {offset}", shared.groups[group].name));
        shared.tally.count("read", if offset >= 0 { "an offset" } else { "nothing" });
        let model = &mut shared.groups[group].model;
        if offset >= 0 {
            return model.register(place).on_read(offset, self.asked_at, now);
        }
        if let Some(missing) = model.register(place).on_nothing_read(self.asked_at, now) {
            shared.tally.count("read", "nothing, where there was an offset");
            let text = format!("the offset of {place} is gone; it was there at {:?}", missing.since);
            let violation = Violation::new(text);
            shared.groups[group].model.evidence.suspect(Some(place.topic), missing.since, now, violation)?;
        }
        Ok(())
    }
}
