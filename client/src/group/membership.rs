//! Being a member of a group: join, take a share, show signs of life, leave.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use io::Io;
use protocol::messages::join_group_response::JoinGroupResponseMember;
use protocol::messages::{
    HeartbeatRequest, JoinGroupRequest, JoinGroupResponse, SyncGroupRequest, SyncGroupResponse,
};
use protocol::{ApiKey, ErrorCode};

use super::GroupConfig;
use super::assignor::{Assignments, Assignor, Member, MemberSubscription};
use super::coordinator::{Coordinator, Cure};
use super::embedded::{decode_assignment, decode_subscription};
use super::requests::{ask_for_share, ask_to_join, ask_to_leave, send_heartbeat};
use super::topics::Topics;
use crate::{CallId, CallOptions, Client, Error, Reply, Target, TopicPartition};

/// The generation of who is in none.
const NO_GENERATION: i32 = -1;

/// ```text
/// Out ──join──► Preparing ──prepared──► Joining ──► (Assigning, by the leader) ──► Syncing ──► Stable
///                   ▲                      ▲              │                          │           │
///                   │                      └── lost, failed, moved ──────────────────┴───────────┤
///                   └───────────────────────────────── rebalance, other topics ──────────────────┘
/// any ──leave──► Leaving ──► Out
/// ```
/// - `generation` is that of the last completed join, or -1: then nothing is owned.
/// - At most one of join, sync and leave is in flight, and a heartbeat only in `Stable` and `Preparing`.
#[derive(Debug)]
enum Phase {
    Out,
    /// Positions are committed and partitions given up before the next join.
    Preparing,
    Joining(Option<CallId>),
    Assigning(Vec<Member>),
    Syncing(Option<CallId>, Assignments),
    Stable,
    Leaving {
        call: Option<CallId>,
        by_detour: bool,
    },
}

/// What the rest of the consumer must know.
#[derive(Debug)]
pub(super) enum Notice {
    /// A rebalance begins: [`Membership::prepared`] is waited for.
    Prepare,
    /// The group is stable, with this share.
    Assigned(Vec<TopicPartition>),
    /// The group went on without this member.
    Lost,
    /// Left.
    Left,
    /// It is no member and cannot be one.
    Failed(Error),
}

/// Who a request to the coordinator is from.
#[derive(Clone, Debug, Default)]
pub(crate) struct Identity {
    pub(crate) member_id: String,
    pub(crate) generation: i32,
    pub(crate) instance_id: Option<String>,
}

pub(super) struct Membership {
    config: GroupConfig,
    phase: Phase,
    identity: Identity,
    assignor: Option<Assignor>,
    is_leader: bool,
    /// Something happened during a join that asks for another one.
    is_outdated: bool,
    heartbeat: Option<CallId>,
    heartbeat_due: Duration,
    heartbeats: u64,
    not_before: Duration,
    failures: u32,
    notices: VecDeque<Notice>,
}

impl Membership {
    pub(super) fn new(config: GroupConfig) -> Self {
        let instance_id = config.instance_id.clone();
        Self {
            config,
            phase: Phase::Out,
            identity: Identity { generation: NO_GENERATION, instance_id, ..Identity::default() },
            assignor: None,
            is_leader: false,
            is_outdated: false,
            heartbeat: None,
            heartbeat_due: Duration::ZERO,
            heartbeats: 0,
            not_before: Duration::ZERO,
            failures: 0,
            notices: VecDeque::new(),
        }
    }

    pub(super) fn identity(&self) -> &Identity {
        &self.identity
    }

    /// Heartbeats that were answered so far.
    pub(super) fn heartbeats(&self) -> u64 {
        self.heartbeats
    }

    pub(super) fn is_stable(&self) -> bool {
        matches!(self.phase, Phase::Stable)
    }

    pub(super) fn is_preparing(&self) -> bool {
        matches!(self.phase, Phase::Preparing)
    }

    pub(super) fn is_out(&self) -> bool {
        matches!(self.phase, Phase::Out)
    }

    pub(super) fn is_leaving(&self) -> bool {
        matches!(self.phase, Phase::Leaving { .. })
    }

    /// Whether this member shared the partitions of this generation out.
    pub(super) fn is_leader(&self) -> bool {
        self.is_leader
    }

    /// Whether the coordinator would take offsets from this member.
    pub(super) fn may_commit(&self) -> bool {
        self.identity.generation != NO_GENERATION && (self.is_stable() || self.is_preparing())
    }

    pub(super) fn poll(&mut self) -> Option<Notice> {
        self.notices.pop_front()
    }

    /// Joins, or joins again because other topics are wanted.
    pub(super) fn join(&mut self) {
        match self.phase {
            Phase::Out | Phase::Stable => self.prepare(),
            Phase::Joining(Some(_)) | Phase::Assigning(_) | Phase::Syncing(..) => self.is_outdated = true,
            Phase::Joining(None) | Phase::Preparing | Phase::Leaving { .. } => {}
        }
    }

    /// What had to be done before the join is done.
    pub(super) fn prepared(&mut self) {
        debug_assert!(self.is_preparing());
        self.heartbeat = None;
        self.phase = Phase::Joining(None);
    }

    /// Leaves. A static member only goes silent, as its place is kept for its return (KIP-345).
    pub(super) fn leave(&mut self) {
        let is_known = !self.identity.member_id.is_empty() && self.identity.instance_id.is_none();
        self.heartbeat = None;
        // An answer that the coordinator keeps back would hold this one up: it takes the broker's other connection.
        let by_detour = matches!(self.phase, Phase::Joining(Some(_)) | Phase::Syncing(Some(_), _));
        match (&self.phase, is_known) {
            (Phase::Leaving { .. }, _) => {}
            (Phase::Out, _) | (_, false) => self.left(),
            (_, true) => self.phase = Phase::Leaving { call: None, by_detour },
        }
    }

    /// A request of this member's was refused because the group went on without it.
    pub(super) fn on_expelled(&mut self, cure: Cure) {
        match cure {
            Cure::RejoinLost => self.lose(false),
            Cure::RejoinAsNew => self.lose(true),
            _ => {}
        }
    }

    /// Sends what is due; whether anything was sent. `owned` is told to the group's leader.
    pub(super) fn step<I: Io>(
        &mut self,
        client: &mut Client<I>,
        coordinator: &Coordinator,
        topics: &mut Topics,
        owned: impl Fn() -> Vec<TopicPartition>,
    ) -> bool {
        let now = client.now();
        if matches!(self.phase, Phase::Assigning(_)) {
            self.assign(client, topics);
        }
        let Some(target) = coordinator.target() else { return false };
        let options = CallOptions::once(target);
        let shows_life = self.heartbeat.is_none() && self.may_commit() && now >= self.heartbeat_due;
        match &mut self.phase {
            Phase::Joining(call @ None) if now >= self.not_before => {
                let Some(names) = topics.names() else { return false };
                let subscription = MemberSubscription {
                    topics: names.to_vec(),
                    owned: if self.config.is_cooperative() { owned() } else { Vec::new() },
                    generation: self.identity.generation,
                    rack: self.config.rack.clone(),
                };
                self.is_outdated = false;
                *call = Some(ask_to_join(client, options, &self.config, &self.identity, &subscription));
                true
            }
            Phase::Syncing(call @ None, shares) if now >= self.not_before => {
                let protocol = self.assignor.map(Assignor::name);
                let shares = std::mem::take(shares);
                *call = Some(ask_for_share(client, options, &self.config, &self.identity, protocol, &shares));
                true
            }
            Phase::Leaving { call: call @ None, by_detour } => {
                let target = match target {
                    Target::Coordinator(node) if *by_detour => Target::Node(node),
                    target => target,
                };
                let options = CallOptions { target, ..options };
                *call = Some(ask_to_leave(client, options, &self.config, &self.identity));
                true
            }
            Phase::Stable | Phase::Preparing if shows_life => {
                self.heartbeat = Some(send_heartbeat(client, options, &self.config, &self.identity));
                true
            }
            _ => false,
        }
    }

    /// Takes an answer when it is this member's, or gives it back.
    pub(super) fn on_answer<I: Io>(
        &mut self,
        client: &mut Client<I>,
        coordinator: &mut Coordinator,
        call: CallId,
        result: Result<Reply, Error>,
    ) -> Option<Result<Reply, Error>> {
        if self.heartbeat == Some(call) {
            self.heartbeat = None;
            self.heartbeats += u64::from(result.is_ok());
            self.heartbeat_due = client.now() + self.config.heartbeat_interval;
            let answer = result.and_then(|reply| reply.decode::<HeartbeatRequest>());
            if let Err(error) = answer.and_then(|response| Error::check(response.error_code, None)) {
                self.on_error(client, coordinator, error);
            }
            return None;
        }
        match self.phase {
            Phase::Joining(Some(asked)) if asked == call => {
                match result.and_then(|reply| reply.decode::<JoinGroupRequest>()) {
                    Ok(response) => self.on_joined(client, coordinator, response),
                    Err(error) => self.on_error(client, coordinator, error),
                }
            }
            Phase::Syncing(Some(asked), _) if asked == call => {
                match result.and_then(|reply| reply.decode::<SyncGroupRequest>()) {
                    Ok(response) => self.on_synced(client, coordinator, &response),
                    Err(error) => self.on_error(client, coordinator, error),
                }
            }
            // Whether it worked or not: the session will end by itself.
            Phase::Leaving { call: Some(asked), .. } if asked == call => self.left(),
            _ => return Some(result),
        }
        None
    }

    pub(super) fn next_deadline(&self) -> Option<Duration> {
        match self.phase {
            Phase::Joining(None) | Phase::Syncing(None, _) => Some(self.not_before),
            Phase::Stable | Phase::Preparing if self.heartbeat.is_none() && self.may_commit() => {
                Some(self.heartbeat_due)
            }
            _ => None,
        }
    }

    fn prepare(&mut self) {
        self.phase = Phase::Preparing;
        self.notices.push_back(Notice::Prepare);
    }

    fn left(&mut self) {
        self.phase = Phase::Out;
        self.forget_identity(true);
        self.notices.push_back(Notice::Left);
    }

    fn lose(&mut self, as_new: bool) {
        self.forget_identity(as_new);
        self.phase = Phase::Joining(None);
        self.notices.push_back(Notice::Lost);
    }

    fn forget_identity(&mut self, with_member_id: bool) {
        self.identity.generation = NO_GENERATION;
        if with_member_id {
            self.identity.member_id.clear();
        }
        (self.heartbeat, self.is_leader) = (None, false);
    }

    fn on_joined<I: Io>(
        &mut self,
        client: &mut Client<I>,
        coordinator: &mut Coordinator,
        response: JoinGroupResponse,
    ) {
        if let Err(error) = Error::check(response.error_code, None) {
            // KIP-394: the coordinator gives an id before it makes room for a member.
            if error.code() == Some(ErrorCode::MemberIdRequired) {
                self.identity.member_id = response.member_id;
                self.phase = Phase::Joining(None);
                return;
            }
            return self.on_error(client, coordinator, error);
        }
        let Some(assignor) = response.protocol_name.as_deref().and_then(Assignor::from_name) else {
            return self.fail(Error::broker(ErrorCode::InconsistentGroupProtocol));
        };
        self.failures = 0;
        self.assignor = Some(assignor);
        self.is_leader = response.leader == response.member_id;
        self.identity.member_id = response.member_id;
        self.identity.generation = response.generation_id;
        self.phase = match self.is_leader && !response.skip_assignment {
            false => Phase::Syncing(None, Assignments::new()),
            true => match response.members.into_iter().map(member).collect() {
                Ok(members) => Phase::Assigning(members),
                Err(error) => return self.fail(error),
            },
        };
    }

    /// The leader's part, as soon as it knows what there is to share out.
    fn assign<I: Io>(&mut self, client: &mut Client<I>, topics: &mut Topics) {
        let Phase::Assigning(members) = &self.phase else { return };
        let wanted: BTreeSet<Arc<str>> =
            members.iter().flat_map(|member| &member.subscription.topics).cloned().collect();
        let Some(counts) = topics.counts_of(client, wanted.iter()) else { return };
        let assignor = self.assignor.expect("a join chose it");
        let shares = assignor.assign(members, &counts);
        topics.on_shared_out(wanted.into_iter().collect(), counts);
        self.phase = Phase::Syncing(None, shares);
    }

    fn on_synced<I: Io>(
        &mut self,
        client: &mut Client<I>,
        coordinator: &mut Coordinator,
        response: &SyncGroupResponse,
    ) {
        if let Err(error) = Error::check(response.error_code, None) {
            return self.on_error(client, coordinator, error);
        }
        match decode_assignment(&response.assignment) {
            Ok(partitions) => {
                self.phase = Phase::Stable;
                self.failures = 0;
                self.heartbeat_due = client.now() + self.config.heartbeat_interval;
                self.notices.push_back(Notice::Assigned(partitions));
                if std::mem::take(&mut self.is_outdated) {
                    self.prepare();
                }
            }
            Err(reason) => self.fail(Error::Malformed { api: ApiKey::SyncGroup.name(), reason }),
        }
    }

    fn on_error<I: Io>(&mut self, client: &mut Client<I>, coordinator: &mut Coordinator, error: Error) {
        let is_member = self.is_stable() || self.is_preparing();
        match Cure::of(&error) {
            Cure::FindAgain => {
                coordinator.forget(client);
                self.try_again(client);
            }
            Cure::Wait => self.try_again(client),
            Cure::Rejoin if self.is_preparing() => {}
            Cure::Rejoin if is_member => self.prepare(),
            Cure::Rejoin => self.phase = Phase::Joining(None),
            cure @ (Cure::RejoinLost | Cure::RejoinAsNew) => self.on_expelled(cure),
            Cure::None => self.fail(error),
        }
    }

    /// A member stays one; who was about to join begins anew, as nobody knows how far the coordinator came.
    fn try_again<I: Io>(&mut self, client: &mut Client<I>) {
        self.failures += 1;
        let random = client.io_mut().random_u64();
        let wait = client.config().retry_backoff.wait(self.failures, random);
        self.not_before = client.now() + wait;
        self.heartbeat_due = self.not_before;
        if matches!(self.phase, Phase::Joining(_) | Phase::Syncing(..)) {
            self.phase = Phase::Joining(None);
        }
    }

    /// Ends the membership for a reason that does not go away.
    pub(super) fn fail(&mut self, error: Error) {
        self.phase = Phase::Out;
        self.forget_identity(true);
        self.notices.push_back(Notice::Failed(error));
    }
}

/// A member as the coordinator describes it to the leader.
fn member(member: JoinGroupResponseMember) -> Result<Member, Error> {
    let subscription = decode_subscription(&member.metadata).map_err(|reason| Error::Malformed {
        api: ApiKey::JoinGroup.name(),
        reason: format!("the subscription of {}: {reason}", member.member_id),
    })?;
    Ok(Member { id: member.member_id, instance_id: member.group_instance_id, subscription })
}
