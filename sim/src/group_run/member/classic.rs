//! The classic protocol: JoinGroup, SyncGroup, Heartbeat, LeaveGroup, and assignors that run in the leading member.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use protocol::ErrorCode;
use protocol::messages::join_group_request::JoinGroupRequestProtocol;
use protocol::messages::leave_group_request::MemberIdentity;
use protocol::messages::sync_group_request::SyncGroupRequestAssignment;
use protocol::messages::{
    HeartbeatRequest, JoinGroupRequest, JoinGroupResponse, LeaveGroupRequest, SyncGroupRequest,
    SyncGroupResponse,
};

use super::{BACKOFF, Member, Phase, Question, check_subscribed, count_error};
use crate::group_run::assignor::{self, COOPERATIVE, Shares};
use crate::group_run::embedded::{self, PROTOCOL_TYPE, Subscription};
use crate::group_run::{GroupKind, Shared};
use crate::violation::Violation;

/// The first version in which a static member that leads its group is told so when it comes back (KIP-814). In older ones
/// nobody knows that he leads then, and nobody sees that topics grow.
const JOIN_STATIC_SINCE: i16 = 9;
/// First versions that know static members.
const SYNC_STATIC_SINCE: i16 = 3;
const HEARTBEAT_STATIC_SINCE: i16 = 3;
const LEAVE_BATCHED_SINCE: i16 = 3;
/// The first version whose members say what the group has agreed on.
const SYNC_PROTOCOL_SINCE: i16 = 5;

/// What the leader of a generation knows.
#[derive(Debug)]
pub(super) struct Leading {
    shares: Shares,
    /// Partitions there were: when there are more, it joins again.
    partitions: i32,
    is_sent: bool,
}

impl Member {
    fn is_cooperative(&self, shared: &Shared) -> bool {
        matches!(shared.groups[self.group].kind, GroupKind::Cooperative | GroupKind::Mixed)
    }

    pub(super) fn ask_to_join(&mut self, shared: &mut Shared) {
        let min = if self.instance.is_some() { JOIN_STATIC_SINCE } else { 0 };
        let version = shared.version(min, 9);
        let is_cooperative = self.is_cooperative(shared);
        if !is_cooperative {
            self.membership.owned.clear();
        }
        if let Some(instance) = &self.instance {
            shared.groups[self.group].model.drop_claims_of_instance(instance);
        }
        let subscription = Subscription {
            topics: self.topics.clone(),
            owned: self.membership.owned.clone(),
            generation: if self.membership.epoch > 0 { self.membership.epoch } else { -1 },
        };
        let metadata = subscription.encode(&shared.topics);
        let mut names = if is_cooperative { vec![COOPERATIVE] } else { vec!["range", "roundrobin"] };
        if shared.random.one_in(2) {
            names.reverse();
        }
        let offer =
            |name: &str| JoinGroupRequestProtocol { name: name.to_owned(), metadata: metadata.clone() };
        let request = JoinGroupRequest {
            group_id: shared.groups[self.group].name.clone(),
            session_timeout_ms: shared.session_timeout.as_millis() as i32,
            rebalance_timeout_ms: shared.session_timeout.as_millis() as i32,
            member_id: self.membership.member_id.clone(),
            group_instance_id: self.instance.clone(),
            protocol_type: PROTOCOL_TYPE.to_owned(),
            protocols: names.into_iter().map(offer).collect(),
            ..Default::default()
        };
        let asked_at = shared.world.now();
        self.ask(shared, &request, version, Question::Join { version, asked_at });
    }

    pub(super) fn on_join(
        &mut self,
        shared: &mut Shared,
        asked_at: Duration,
        response: JoinGroupResponse,
    ) -> Result<(), Violation> {
        count_error(shared, "JoinGroup", response.error_code);
        if self.phase != Phase::Joining {
            return Ok(());
        }
        match ErrorCode::from_i16(response.error_code) {
            ErrorCode::None => self.on_joined(shared, asked_at, response)?,
            ErrorCode::MemberIdRequired => {
                self.membership.member_id = response.member_id;
                self.next_duty = shared.world.now();
            }
            ErrorCode::UnknownMemberId => self.on_thrown_out(shared, true),
            ErrorCode::FencedInstanceId => self.go_away(shared),
            code if self.on_coordinator_error(code) => {}
            _ => self.next_duty = shared.world.now() + BACKOFF,
        }
        Ok(())
    }

    fn on_joined(
        &mut self,
        shared: &mut Shared,
        asked_at: Duration,
        response: JoinGroupResponse,
    ) -> Result<(), Violation> {
        let now = shared.world.now();
        self.phase = Phase::Syncing;
        self.next_duty = now;
        // A static member that comes back gets another id. And in a group of the consumer protocol a classic client that
        // was removed may join again under its old one, as if it had never been there.
        let is_renamed = self.membership.member_id != response.member_id;
        let may_be_new = shared.groups[self.group].kind == GroupKind::Mixed;
        if (is_renamed && !self.membership.member_id.is_empty()) || may_be_new {
            self.membership.id = shared.new_membership();
        }
        let is_leader = response.leader == response.member_id;
        self.membership.member_id = response.member_id;
        self.membership.epoch = response.generation_id;
        self.membership.protocol_name = response.protocol_name.clone();
        self.membership.leading = None;
        let evidence = &mut shared.groups[self.group].model.evidence;
        evidence.on_joined(self.membership.id, &self.topics, now);
        evidence.on_confirmed(self.membership.id, asked_at)?;
        if is_leader && !response.members.is_empty() {
            let mut members = BTreeMap::new();
            for member in &response.members {
                let subscription = Subscription::decode(&member.metadata, &shared.topics)?;
                members.insert(member.member_id.clone(), subscription);
            }
            let name = response.protocol_name.unwrap_or_default();
            let shares = assignor::assign(&name, &members, &shared.topics);
            let is_sent = response.skip_assignment;
            // Whether topics have grown while it was away it cannot know.
            let partitions = if is_sent { 0 } else { shared.topics.partitions() };
            shared.tally.count("group", format_args!("led with {name}"));
            self.membership.leading = Some(Leading { shares, partitions, is_sent });
        }
        Ok(())
    }

    pub(super) fn ask_to_sync(&mut self, shared: &mut Shared) {
        let min = if self.instance.is_some() { SYNC_STATIC_SINCE } else { 0 };
        let version = shared.version(min, 5);
        let leading = self.membership.leading.as_ref().filter(|leading| !leading.is_sent);
        let shares = leading.into_iter().flat_map(|leading| &leading.shares);
        let assignments = shares.map(|(member_id, share)| SyncGroupRequestAssignment {
            member_id: member_id.clone(),
            assignment: embedded::encode_assignment(share, &shared.topics),
        });
        let has_protocol = version >= SYNC_PROTOCOL_SINCE;
        let request = SyncGroupRequest {
            group_id: shared.groups[self.group].name.clone(),
            generation_id: self.membership.epoch,
            member_id: self.membership.member_id.clone(),
            group_instance_id: self.instance.clone().filter(|_| version >= SYNC_STATIC_SINCE),
            protocol_type: has_protocol.then(|| PROTOCOL_TYPE.to_owned()),
            protocol_name: self.membership.protocol_name.clone().filter(|_| has_protocol),
            assignments: assignments.collect(),
        };
        let asked_at = shared.world.now();
        self.ask(shared, &request, version, Question::Sync { version, asked_at });
    }

    pub(super) fn on_sync(
        &mut self,
        shared: &mut Shared,
        asked_at: Duration,
        response: &SyncGroupResponse,
    ) -> Result<(), Violation> {
        count_error(shared, "SyncGroup", response.error_code);
        if self.phase != Phase::Syncing {
            return Ok(());
        }
        match ErrorCode::from_i16(response.error_code) {
            ErrorCode::None => {
                shared.groups[self.group].model.evidence.on_confirmed(self.membership.id, asked_at)?;
                let places = embedded::decode_assignment(&response.assignment, &shared.topics)?;
                self.on_assigned(shared, places)?;
            }
            ErrorCode::UnknownMemberId => self.on_thrown_out(shared, true),
            ErrorCode::FencedInstanceId => self.go_away(shared),
            code if self.on_coordinator_error(code) => {}
            // Of another generation, or there will be one.
            _ => self.rejoin(shared),
        }
        Ok(())
    }

    fn on_assigned(&mut self, shared: &mut Shared, places: BTreeSet<super::Place>) -> Result<(), Violation> {
        let now = shared.world.now();
        shared.say(format_args!(
            "{}: {:?} was given {}",
            shared.groups[self.group].name,
            self,
            super::offsets::names(&places)
        ));
        check_subscribed(&self.topics, &places)?;
        let (id, generation, name) = (self.membership.id, self.membership.epoch, self.name());
        let model = &mut shared.groups[self.group].model;
        model.on_assigned(&name, generation, &places, now)?;
        model.on_generation(generation, now);
        model.check_claims(id, self.instance.as_deref(), &places, now)?;
        let has_lost = !self.membership.owned.is_subset(&places);
        self.membership.owned = places;
        self.phase = Phase::Member;
        if let Some(leading) = &mut self.membership.leading {
            leading.is_sent = true;
        }
        if has_lost && self.is_cooperative(shared) {
            // KIP-429: what was given back can be given to somebody else only in another generation.
            shared.tally.count("group", "second step of a cooperative rebalance");
            self.rejoin(shared);
        }
        Ok(())
    }

    pub(super) fn ask_heartbeat(&mut self, shared: &mut Shared) {
        let grown = |leading: &Leading| leading.partitions < shared.topics.partitions();
        if self.membership.leading.as_ref().is_some_and(grown) {
            shared.tally.count("group", "rebalance for topics that have grown");
            self.rejoin(shared);
            return self.ask_to_join(shared);
        }
        let min = if self.instance.is_some() { HEARTBEAT_STATIC_SINCE } else { 0 };
        let version = shared.version(min, 4);
        let request = HeartbeatRequest {
            group_id: shared.groups[self.group].name.clone(),
            generation_id: self.membership.epoch,
            member_id: self.membership.member_id.clone(),
            group_instance_id: self.instance.clone(),
        };
        let asked_at = shared.world.now();
        self.ask(shared, &request, version, Question::Heartbeat { version, asked_at });
    }

    pub(super) fn on_heartbeat(
        &mut self,
        shared: &mut Shared,
        asked_at: Duration,
        code: ErrorCode,
    ) -> Result<(), Violation> {
        count_error(shared, "Heartbeat", code.code());
        if self.phase != Phase::Member {
            return Ok(());
        }
        match code {
            // It proves nothing: while a group is being loaded, heartbeats are answered so without a look at who asks.
            ErrorCode::None => {}
            ErrorCode::RebalanceInProgress => {
                self.confirm(shared, asked_at)?;
                self.rejoin(shared);
            }
            ErrorCode::IllegalGeneration => {
                self.membership.owned.clear();
                self.rejoin(shared);
            }
            ErrorCode::UnknownMemberId => self.on_thrown_out(shared, true),
            ErrorCode::FencedInstanceId => self.go_away(shared),
            code => {
                self.on_coordinator_error(code);
            }
        }
        Ok(())
    }

    fn confirm(&self, shared: &mut Shared, asked_at: Duration) -> Result<(), Violation> {
        shared.groups[self.group].model.evidence.on_confirmed(self.membership.id, asked_at)
    }

    /// It joins again under its name.
    fn rejoin(&mut self, shared: &mut Shared) {
        if self.phase == Phase::Member {
            let (member_id, epoch) = (self.membership.member_id.clone(), self.membership.epoch);
            self.former = Some(super::Former { member_id, epoch, is_removed: false });
        }
        self.phase = Phase::Joining;
        self.membership.leading = None;
        // Some take their time: they have records to finish.
        let delay =
            if shared.random.one_in(4) { shared.session_timeout.as_micros() as u64 / 2 } else { 1_000 };
        self.next_duty = shared.world.now() + Duration::from_micros(shared.random.below(delay));
    }

    pub(super) fn ask_to_leave(&mut self, shared: &mut Shared) {
        let min = if self.instance.is_some() { LEAVE_BATCHED_SINCE } else { 0 };
        let version = shared.version(min, 5);
        let member_id = self.membership.member_id.clone();
        let mut request =
            LeaveGroupRequest { group_id: shared.groups[self.group].name.clone(), ..Default::default() };
        if version >= LEAVE_BATCHED_SINCE {
            let group_instance_id = self.instance.clone();
            request.members = vec![MemberIdentity { member_id, group_instance_id, reason: None }];
        } else {
            request.member_id = member_id;
        }
        self.ask(shared, &request, version, Question::Leave { version });
    }
}
