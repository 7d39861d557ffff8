//! A member of a group: a client that joins, is given partitions, commits and reads offsets; and leaves, dies, pauses and
//! comes back as its dice say.

mod classic;
mod consumer;
pub(crate) mod offsets;
mod troubles;

use std::collections::{BTreeSet, VecDeque};
use std::time::Duration;

use ::client::Request;
use io::{Io, SharedBuffer};
use protocol::messages::{
    ConsumerGroupHeartbeatRequest, FindCoordinatorRequest, HeartbeatRequest, JoinGroupRequest,
    LeaveGroupRequest, OffsetCommitRequest, OffsetFetchRequest, SyncGroupRequest,
};
use protocol::{ErrorCode, Message};

use super::model::MembershipId;
use super::topics::Place;
use super::{GroupKind, Shared};
use crate::link::{Link, LinkEvent};
use crate::require;
use crate::violation::Violation;
use classic::Leading;
use offsets::{Commit, Read};

/// Unanswered requests that a member may have.
const DEPTH_MAX: usize = 4;
/// Time before a member asks again what could not be answered.
const BACKOFF: Duration = Duration::from_millis(50);

/// ```text
///            ┌──────────────── thrown out, or told to join again ◄──────────────┐
/// Away ──► Joining ──► Syncing (classic protocol only) ──► Member ──────────────┤
///   ▲────────┴──────────┴────────────────────────────────────┘ leaves, or dies
/// ```
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
enum Phase {
    /// There is no such process until then.
    Away {
        until: Duration,
    },
    Joining,
    Syncing,
    Member,
}

/// One uninterrupted membership, as the member knows it.
#[derive(Debug)]
struct Membership {
    id: MembershipId,
    /// Empty until the coordinator has given one.
    member_id: String,
    /// The generation, or the member epoch. 0 before there is one.
    epoch: i32,
    owned: BTreeSet<Place>,
    /// No longer owned; the coordinator has not answered a report of that yet.
    giving_back: BTreeSet<Place>,
    /// The name of the assignor that the group has agreed on.
    protocol_name: Option<String>,
    /// What a leader sends with its SyncGroup.
    leading: Option<Leading>,
    /// The next heartbeat of the consumer protocol says everything.
    says_everything: bool,
    /// When the last heartbeat that was accepted was asked.
    accepted_at: Duration,
    /// Until when it has to have given back what it was told to.
    give_back_until: Option<Duration>,
}

/// What a member was before: it may have a commit to send as that yet.
#[derive(Clone, Debug)]
struct Former {
    member_id: String,
    epoch: i32,
    /// It was told that there is no such member any more.
    is_removed: bool,
}

/// What a request asked for, until its answer comes.
#[derive(Debug)]
enum Question {
    FindCoordinator { version: i16 },
    Join { version: i16, asked_at: Duration },
    Sync { version: i16, asked_at: Duration },
    Heartbeat { version: i16, asked_at: Duration },
    Leave { version: i16 },
    ConsumerHeartbeat { version: i16, asked_at: Duration, reported: Option<BTreeSet<Place>> },
    ConsumerLeave { version: i16 },
    Commit { version: i16, commit: Commit },
    Fetch { version: i16, read: Read },
}

pub(crate) struct Member {
    pub(crate) link: Link,
    group: usize,
    is_classic: bool,
    instance: Option<String>,
    topics: Vec<usize>,
    phase: Phase,
    membership: Membership,
    former: Option<Former>,
    has_coordinator: bool,
    is_duty_in_flight: bool,
    next_duty: Duration,
    next_work: Duration,
    paused_until: Duration,
    pause_micros: u64,
    questions: VecDeque<Question>,
}

impl Member {
    pub(crate) fn new(link: Link, group: usize, instance: Option<String>, shared: &mut Shared) -> Self {
        let mut member = Self {
            link,
            group,
            is_classic: true,
            instance,
            topics: Vec::new(),
            phase: Phase::Joining,
            membership: Membership::new(shared, String::new()),
            former: None,
            has_coordinator: false,
            is_duty_in_flight: false,
            next_duty: Duration::ZERO,
            next_work: Duration::ZERO,
            paused_until: Duration::ZERO,
            pause_micros: shared.random.between(20_000, 300_000),
            questions: VecDeque::new(),
        };
        member.begin(shared);
        member
    }

    /// A new process: it has its group, its instance id and nothing else.
    fn begin(&mut self, shared: &mut Shared) {
        self.is_classic = match shared.groups[self.group].kind {
            GroupKind::Eager | GroupKind::Cooperative => true,
            GroupKind::Consumer => false,
            GroupKind::Mixed => shared.random.one_in(2),
        };
        // A static member comes back as it was: what it has, it has without being asked again (KIP-345).
        if self.instance.is_none() || self.topics.is_empty() {
            self.topics = draw_topics(shared);
        }
        self.phase = Phase::Joining;
        self.former = None;
        self.begin_membership(shared);
    }

    /// It joins with nothing, and under a new name.
    fn begin_membership(&mut self, shared: &mut Shared) {
        let member_id = match self.is_classic {
            true => String::new(),
            false => protocol::Uuid::from_random(|| shared.random.next_u64()).to_string(),
        };
        self.membership = Membership::new(shared, member_id);
        self.phase = Phase::Joining;
        let (group, name) = (&shared.groups[self.group].name, self.name());
        shared.say(format_args!("{group}: {:?} begins as {name}", self.membership.id));
    }

    fn now(&self) -> Duration {
        self.link.io.now()
    }

    /// One turn. `is_troubled`: it may leave, die and pause.
    pub(crate) fn turn(&mut self, shared: &mut Shared, is_troubled: bool) -> Result<(), Violation> {
        let deadline = self.deadline(shared);
        for event in self.link.turn(deadline)? {
            match event {
                LinkEvent::Connected => self.next_duty = self.now(),
                LinkEvent::Answered(body) => {
                    let question = self.questions.pop_front().expect("the link has matched it");
                    let group = self.group;
                    let answered = self.on_answer(shared, question, &body);
                    answered.map_err(|violation| violation.at(&shared.groups[group].name))?;
                }
                LinkEvent::Lost => self.on_lost(shared),
            }
        }
        self.give_up_waiting(shared);
        self.act(shared, is_troubled)
    }

    /// A connection may be dead without anybody having said so.
    fn give_up_waiting(&mut self, shared: &mut Shared) {
        let asked_at = self.link.waits_since();
        if asked_at.is_some_and(|asked_at| self.now() > asked_at + shared.request_timeout()) {
            shared.tally.count("client", "gave up waiting for an answer");
            self.on_lost(shared);
            self.link.disconnect();
        }
    }

    /// When it has something to do of itself.
    fn deadline(&self, shared: &Shared) -> Duration {
        let far = self.now() + Duration::from_secs(1);
        let is_away = matches!(self.phase, Phase::Away { .. });
        if !self.link.is_up() || is_away || !shared.topics.are_created() {
            return self.now() + BACKOFF;
        }
        let duty = if self.is_duty_in_flight { far } else { self.next_duty };
        duty.min(self.next_work).max(self.paused_until).min(far)
    }

    fn act(&mut self, shared: &mut Shared, is_troubled: bool) -> Result<(), Violation> {
        let now = self.now();
        if let Phase::Away { until } = self.phase
            && (until <= now || !is_troubled)
        {
            self.begin(shared);
        }
        if !is_troubled {
            self.paused_until = self.paused_until.min(now);
        }
        let is_away = matches!(self.phase, Phase::Away { .. });
        if !self.link.is_up() || is_away || now < self.paused_until || !shared.topics.are_created() {
            return Ok(());
        }
        if !self.is_duty_in_flight && self.next_duty <= now {
            self.do_duty(shared);
        }
        if self.next_work <= now {
            if self.has_coordinator && self.link.outstanding() < DEPTH_MAX {
                self.do_something(shared, is_troubled);
            }
            self.next_work = now + Duration::from_micros(shared.random.below(self.pause_micros));
        }
        Ok(())
    }

    /// What its protocol wants of it now.
    fn do_duty(&mut self, shared: &mut Shared) {
        self.next_duty = self.now() + shared.heartbeat_interval();
        if !self.has_coordinator {
            return self.ask_for_coordinator(shared);
        }
        match (self.is_classic, self.phase) {
            (_, Phase::Away { .. }) => {}
            (true, Phase::Joining) => self.ask_to_join(shared),
            (true, Phase::Syncing) => self.ask_to_sync(shared),
            (true, Phase::Member) => self.ask_heartbeat(shared),
            (false, _) => self.ask_consumer_heartbeat(shared),
        }
    }

    fn ask<R: Request>(&mut self, shared: &mut Shared, request: &R, version: i16, question: Question) {
        shared.tally.operations += 1;
        shared.tally.count("operation", R::KEY.name());
        self.is_duty_in_flight |= !matches!(question, Question::Commit { .. } | Question::Fetch { .. });
        self.link.ask(request, version, true);
        self.questions.push_back(question);
    }

    fn ask_for_coordinator(&mut self, shared: &mut Shared) {
        let version = shared.version(0, 6);
        let key = shared.groups[self.group].name.clone();
        let mut request = FindCoordinatorRequest::default();
        match version >= 4 {
            true => request.coordinator_keys = vec![key],
            false => request.key = key,
        }
        self.ask(shared, &request, version, Question::FindCoordinator { version });
    }

    fn on_answer(
        &mut self,
        shared: &mut Shared,
        question: Question,
        body: &SharedBuffer,
    ) -> Result<(), Violation> {
        self.is_duty_in_flight &= matches!(question, Question::Commit { .. } | Question::Fetch { .. });
        match question {
            Question::FindCoordinator { version } => {
                self.on_coordinator(shared, &decode::<FindCoordinatorRequest>(body, version)?)
            }
            Question::Join { version, asked_at } => {
                self.on_join(shared, asked_at, decode::<JoinGroupRequest>(body, version)?)
            }
            Question::Sync { version, asked_at } => {
                self.on_sync(shared, asked_at, &decode::<SyncGroupRequest>(body, version)?)
            }
            Question::Heartbeat { version, asked_at } => {
                let response = decode::<HeartbeatRequest>(body, version)?;
                self.on_heartbeat(shared, asked_at, ErrorCode::from_i16(response.error_code))
            }
            Question::Leave { version } => {
                let response = decode::<LeaveGroupRequest>(body, version)?;
                count_error(shared, "LeaveGroup", response.error_code);
                response
                    .members
                    .iter()
                    .for_each(|member| count_error(shared, "LeaveGroup", member.error_code));
                Ok(())
            }
            Question::ConsumerHeartbeat { version, asked_at, reported } => {
                let response = decode::<ConsumerGroupHeartbeatRequest>(body, version)?;
                self.on_consumer_heartbeat(shared, asked_at, reported, &response)
            }
            Question::ConsumerLeave { version } => {
                let response = decode::<ConsumerGroupHeartbeatRequest>(body, version)?;
                count_error(shared, "ConsumerGroupHeartbeat", response.error_code);
                Ok(())
            }
            Question::Commit { version, commit } => {
                self.on_committed(shared, &commit, &decode::<OffsetCommitRequest>(body, version)?)
            }
            Question::Fetch { version, read } => {
                read.on_answer(shared, self.group, version, &decode::<OffsetFetchRequest>(body, version)?)
            }
        }
    }

    fn on_coordinator(
        &mut self,
        shared: &mut Shared,
        response: &protocol::messages::FindCoordinatorResponse,
    ) -> Result<(), Violation> {
        let code = response.coordinators.first().map_or(response.error_code, |found| found.error_code);
        count_error(shared, "FindCoordinator", code);
        self.has_coordinator = code == 0;
        self.next_duty = self.now() + if self.has_coordinator { Duration::ZERO } else { BACKOFF };
        Ok(())
    }

    /// What was asked and not answered may have happened or not.
    fn on_lost(&mut self, shared: &mut Shared) {
        shared.tally.count("client", "connection lost");
        self.questions.clear();
        self.is_duty_in_flight = false;
        self.has_coordinator = false;
        self.membership.says_everything = true;
        if self.phase == Phase::Syncing {
            self.phase = Phase::Joining;
        }
    }

    /// An error that every request about a group may get. Whether it was one of these.
    fn on_coordinator_error(&mut self, code: ErrorCode) -> bool {
        match code {
            ErrorCode::NotCoordinator | ErrorCode::CoordinatorNotAvailable => self.has_coordinator = false,
            ErrorCode::CoordinatorLoadInProgress => {}
            _ => return false,
        }
        self.next_duty = self.now() + BACKOFF;
        true
    }

    /// It is no member any more, whatever it thought. `is_removed`: and will never be one under this name.
    fn on_thrown_out(&mut self, shared: &mut Shared, is_removed: bool) {
        let membership = &self.membership;
        if membership.epoch > 0 {
            let (member_id, epoch) = (membership.member_id.clone(), membership.epoch);
            self.former = Some(Former { member_id, epoch, is_removed });
        }
        shared.groups[self.group].model.drop_claim(membership.id);
        self.begin_membership(shared);
        self.next_duty = self.now();
    }

    /// In the words of a violation.
    fn name(&self) -> String {
        self.instance.clone().unwrap_or_else(|| self.membership.member_id.clone())
    }

    /// Whether it has what it wants and knows of nothing more to do.
    pub(crate) fn is_settled(&self) -> bool {
        self.phase == Phase::Member && self.membership.giving_back.is_empty()
    }

    pub(crate) fn group(&self) -> usize {
        self.group
    }

    pub(crate) fn topics(&self) -> &[usize] {
        &self.topics
    }

    pub(crate) fn owned(&self) -> &BTreeSet<Place> {
        &self.membership.owned
    }

    pub(crate) fn epoch(&self) -> i32 {
        self.membership.epoch
    }
}

impl std::fmt::Debug for Member {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let kind = if self.is_classic { "classic" } else { "consumer" };
        write!(formatter, "{kind} {} in {:?}, epoch {}", self.name(), self.phase, self.epoch())
    }
}

impl Membership {
    fn new(shared: &mut Shared, member_id: String) -> Self {
        Self {
            id: shared.new_membership(),
            member_id,
            epoch: 0,
            owned: BTreeSet::new(),
            giving_back: BTreeSet::new(),
            protocol_name: None,
            leading: None,
            says_everything: true,
            accepted_at: shared.world.now(),
            give_back_until: None,
        }
    }
}

fn draw_topics(shared: &mut Shared) -> Vec<usize> {
    let all = 0..shared.topics.len();
    let some: Vec<usize> = all.clone().filter(|_| !shared.random.one_in(4)).collect();
    if some.is_empty() { all.collect() } else { some }
}

pub(crate) fn decode<R: Request>(body: &SharedBuffer, version: i16) -> Result<R::Response, Violation> {
    let decoded = R::Response::decode(body, version);
    decoded.map_err(|error| Violation::new(format!("{} v{version} is malformed: {error}", R::Response::NAME)))
}

pub(crate) fn count_error(shared: &mut Shared, api: &str, code: i16) {
    if code != 0 {
        shared.say(format_args!("error of {api}: {}", ErrorCode::from_i16(code).name()));
        shared.tally.count(&format!("error of {api}"), ErrorCode::from_i16(code).name());
    }
}

/// Only what somebody subscribes to is given to him.
fn check_subscribed(topics: &[usize], places: &BTreeSet<Place>) -> Result<(), Violation> {
    let foreign = places.iter().find(|place| !topics.contains(&place.topic));
    require!(foreign.is_none(), "{foreign:?} is given to a member that does not subscribe to its topic");
    Ok(())
}
