//! The consumer protocol (KIP-848): one heartbeat that joins, reports, is given partitions and leaves.

use std::collections::BTreeSet;
use std::time::Duration;

use protocol::ErrorCode;
use protocol::messages::consumer_group_heartbeat_request::TopicPartitions;
use protocol::messages::{ConsumerGroupHeartbeatRequest, ConsumerGroupHeartbeatResponse};

use super::{BACKOFF, Former, Member, Phase, Question, check_subscribed, count_error};
use crate::group_run::Shared;
use crate::group_run::embedded::by_topic;
use crate::group_run::topics::{Place, Topics};
use crate::violation::Violation;

const LEAVE_EPOCH: i32 = -1;
const STATIC_LEAVE_EPOCH: i32 = -2;
/// The first version that knows regular expressions.
const REGEX_SINCE: i16 = 1;

impl Member {
    pub(super) fn ask_consumer_heartbeat(&mut self, shared: &mut Shared) {
        let version = shared.version(0, 1);
        let is_joining = self.phase == Phase::Joining;
        let says_everything = is_joining || self.membership.says_everything;
        let reports = says_everything || !self.membership.giving_back.is_empty();
        let mut request = ConsumerGroupHeartbeatRequest {
            group_id: shared.groups[self.group].name.clone(),
            member_id: self.membership.member_id.clone(),
            member_epoch: if is_joining { 0 } else { self.membership.epoch },
            instance_id: self.instance.clone(),
            rebalance_timeout_ms: -1,
            topic_partitions: reports.then(|| reported(&self.membership.owned, &shared.topics)),
            ..Default::default()
        };
        if says_everything {
            request.rebalance_timeout_ms = shared.session_timeout.as_millis() as i32;
            self.subscribe(shared, version, &mut request);
        }
        let asked_at = shared.world.now();
        let reported = reports.then(|| self.membership.giving_back.clone());
        // From now on somebody else may have it.
        self.claim(shared, &BTreeSet::new());
        self.ask(shared, &request, version, Question::ConsumerHeartbeat { version, asked_at, reported });
    }

    fn subscribe(&self, shared: &mut Shared, version: i16, request: &mut ConsumerGroupHeartbeatRequest) {
        let is_whole = self.topics.len() == shared.topics.len();
        if version >= REGEX_SINCE && is_whole && shared.random.one_in(3) {
            request.subscribed_topic_names = Some(Vec::new());
            request.subscribed_topic_regex = Some("[a-z]+s".to_owned());
            shared.tally.count("group", "subscribed by a regular expression");
        } else {
            let names = self.topics.iter().map(|topic| shared.topics.name(*topic).to_owned());
            request.subscribed_topic_names = Some(names.collect());
            request.subscribed_topic_regex = (version >= REGEX_SINCE).then(String::new);
        }
        let assignor = ["uniform", "range"][shared.random.index(2)];
        request.server_assignor = shared.random.one_in(2).then(|| assignor.to_owned());
    }

    /// Tells the model what it owns, `kept` besides, as long as its coordinator has to respect that.
    fn claim(&self, shared: &mut Shared, kept: &BTreeSet<Place>) {
        let membership = &self.membership;
        let session_end = membership.accepted_at + shared.session_timeout;
        let until = membership.give_back_until.map_or(session_end, |until| until.min(session_end));
        let places = membership.owned.union(kept).copied().collect();
        shared.groups[self.group].model.claim(membership.id, self.instance.as_deref(), places, until);
    }

    pub(super) fn on_consumer_heartbeat(
        &mut self,
        shared: &mut Shared,
        asked_at: Duration,
        reported: Option<BTreeSet<Place>>,
        response: &ConsumerGroupHeartbeatResponse,
    ) -> Result<(), Violation> {
        count_error(shared, "ConsumerGroupHeartbeat", response.error_code);
        if matches!(self.phase, Phase::Away { .. }) {
            return Ok(());
        }
        match ErrorCode::from_i16(response.error_code) {
            ErrorCode::None => return self.on_accepted(shared, asked_at, reported, response),
            ErrorCode::UnknownMemberId | ErrorCode::GroupIdNotFound => self.on_thrown_out(shared, true),
            // It keeps its name, and nothing else.
            ErrorCode::FencedMemberEpoch => {
                let member_id = self.membership.member_id.clone();
                self.on_thrown_out(shared, false);
                self.membership.member_id = member_id;
            }
            ErrorCode::FencedInstanceId => self.go_away(shared),
            code if self.on_coordinator_error(code) => {}
            _ => self.next_duty = shared.world.now() + BACKOFF,
        }
        Ok(())
    }

    fn on_accepted(
        &mut self,
        shared: &mut Shared,
        asked_at: Duration,
        reported: Option<BTreeSet<Place>>,
        response: &ConsumerGroupHeartbeatResponse,
    ) -> Result<(), Violation> {
        let now = shared.world.now();
        let accepted_before = self.membership.accepted_at;
        let is_new = self.phase == Phase::Joining;
        self.phase = Phase::Member;
        self.membership.says_everything = false;
        self.membership.accepted_at = asked_at;
        if let Some(member_id) = response.member_id.clone().filter(|_| is_new) {
            self.membership.member_id = member_id;
        }
        if self.membership.epoch != response.member_epoch {
            let (member_id, epoch) = (self.membership.member_id.clone(), self.membership.epoch);
            self.former = (epoch > 0).then_some(Former { member_id, epoch, is_removed: false });
            self.membership.epoch = response.member_epoch;
        }
        if let Some(reported) = reported {
            self.membership.giving_back.retain(|place| !reported.contains(place));
        }
        if self.membership.giving_back.is_empty() {
            self.membership.give_back_until = None;
        }
        let evidence = &mut shared.groups[self.group].model.evidence;
        evidence.on_joined(self.membership.id, &self.topics, now);
        evidence.on_confirmed(self.membership.id, asked_at)?;
        let Some(assignment) = &response.assignment else {
            self.claim(shared, &self.membership.giving_back.clone());
            return Ok(());
        };
        let places = places(assignment.topic_partitions.iter(), &shared.topics)?;
        self.on_given(shared, places, accepted_before)
    }

    fn on_given(
        &mut self,
        shared: &mut Shared,
        places: BTreeSet<Place>,
        accepted_before: Duration,
    ) -> Result<(), Violation> {
        let now = shared.world.now();
        shared.say(format_args!(
            "{}: {self:?} was given {}",
            shared.groups[self.group].name,
            super::offsets::names(&places)
        ));
        check_subscribed(&self.topics, &places)?;
        let model = &shared.groups[self.group].model;
        model.check_claims(self.membership.id, self.instance.as_deref(), &places, now)?;
        let lost: BTreeSet<Place> = self.membership.owned.difference(&places).copied().collect();
        if !lost.is_empty() {
            shared.tally.count("group", "partitions given back");
            // The time to give them back may have begun with a heartbeat whose answer was lost.
            let until = accepted_before + shared.session_timeout;
            self.membership.give_back_until.get_or_insert(until);
            self.membership.giving_back.extend(lost);
            let delay = shared.random.below(shared.heartbeat_interval().as_micros() as u64);
            self.next_duty = now + Duration::from_micros(delay);
        }
        self.membership.giving_back.retain(|place| !places.contains(place));
        self.membership.owned = places;
        self.claim(shared, &self.membership.giving_back.clone());
        Ok(())
    }

    pub(super) fn ask_to_leave_consumer_group(&mut self, shared: &mut Shared) {
        let version = shared.version(0, 1);
        let comes_back = self.instance.is_some() && shared.random.one_in(2);
        let request = ConsumerGroupHeartbeatRequest {
            group_id: shared.groups[self.group].name.clone(),
            member_id: self.membership.member_id.clone(),
            member_epoch: if comes_back { STATIC_LEAVE_EPOCH } else { LEAVE_EPOCH },
            instance_id: self.instance.clone(),
            rebalance_timeout_ms: -1,
            ..Default::default()
        };
        shared.groups[self.group].model.drop_claim(self.membership.id);
        self.ask(shared, &request, version, Question::ConsumerLeave { version });
    }
}

fn reported(owned: &BTreeSet<Place>, topics: &Topics) -> Vec<TopicPartitions> {
    let all = by_topic(owned).into_iter();
    all.map(|(topic, partitions)| TopicPartitions { topic_id: topics.get(topic).id, partitions }).collect()
}

fn places<'a>(
    assigned: impl Iterator<Item = &'a protocol::messages::consumer_group_heartbeat_response::TopicPartitions>,
    topics: &Topics,
) -> Result<BTreeSet<Place>, Violation> {
    let mut places = BTreeSet::new();
    for assigned in assigned {
        let topic = topics.by_id(assigned.topic_id)?;
        places.extend(assigned.partitions.iter().map(|&partition| Place { topic, partition }));
    }
    Ok(places)
}
