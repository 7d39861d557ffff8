//! The requests of a member to its coordinator.

use std::time::Duration;

use io::Io;
use protocol::messages::join_group_request::JoinGroupRequestProtocol;
use protocol::messages::leave_group_request::MemberIdentity;
use protocol::messages::sync_group_request::SyncGroupRequestAssignment;
use protocol::messages::{HeartbeatRequest, JoinGroupRequest, LeaveGroupRequest, SyncGroupRequest};

use super::GroupConfig;
use super::assignor::{Assignments, MemberSubscription};
use super::embedded::{PROTOCOL_TYPE, encode_assignment, encode_subscription};
use super::membership::Identity;
use crate::{CallId, CallOptions, Client};

/// How much longer than the rebalance timeout an answer to JoinGroup may take.
const JOIN_GRACE: Duration = Duration::from_secs(5);

fn milliseconds(duration: Duration) -> i32 {
    i32::try_from(duration.as_millis()).unwrap_or(i32::MAX)
}

/// Asks for a place in the group. The answer comes when all members have joined.
pub(super) fn ask_to_join<I: Io>(
    client: &mut Client<I>,
    options: CallOptions,
    config: &GroupConfig,
    identity: &Identity,
    subscription: &MemberSubscription,
) -> CallId {
    let metadata = encode_subscription(subscription);
    let protocols = config.assignors.iter();
    let request = JoinGroupRequest {
        group_id: config.group_id.clone(),
        session_timeout_ms: milliseconds(config.session_timeout),
        rebalance_timeout_ms: milliseconds(config.rebalance_timeout),
        member_id: identity.member_id.clone(),
        group_instance_id: identity.instance_id.clone(),
        protocol_type: PROTOCOL_TYPE.to_owned(),
        protocols: protocols
            .map(|assignor| JoinGroupRequestProtocol {
                name: assignor.name().to_owned(),
                metadata: metadata.clone(),
            })
            .collect(),
        reason: None,
    };
    let patience = config.rebalance_timeout + JOIN_GRACE;
    let options = CallOptions { timeout: Some(patience), request_timeout: Some(patience), ..options };
    client.ask(options, move |_| request.clone())
}

/// Asks for this member's share; the leader brings all of them along.
pub(super) fn ask_for_share<I: Io>(
    client: &mut Client<I>,
    options: CallOptions,
    config: &GroupConfig,
    identity: &Identity,
    protocol: Option<&str>,
    shares: &Assignments,
) -> CallId {
    const FIRST_WITH_PROTOCOL: i16 = 5;
    let assignments = shares.iter().map(|(member, partitions)| SyncGroupRequestAssignment {
        member_id: member.clone(),
        assignment: encode_assignment(partitions),
    });
    let request = SyncGroupRequest {
        group_id: config.group_id.clone(),
        generation_id: identity.generation,
        member_id: identity.member_id.clone(),
        group_instance_id: identity.instance_id.clone(),
        protocol_type: Some(PROTOCOL_TYPE.to_owned()),
        protocol_name: protocol.map(str::to_owned),
        assignments: assignments.collect(),
    };
    let patience = config.rebalance_timeout + JOIN_GRACE;
    let options = CallOptions { timeout: Some(patience), request_timeout: Some(patience), ..options };
    client.ask(options, move |version| {
        let mut request = request.clone();
        if version < FIRST_WITH_PROTOCOL {
            (request.protocol_type, request.protocol_name) = (None, None);
        }
        request
    })
}

/// Shows that this member lives.
pub(super) fn send_heartbeat<I: Io>(
    client: &mut Client<I>,
    options: CallOptions,
    config: &GroupConfig,
    identity: &Identity,
) -> CallId {
    let request = HeartbeatRequest {
        group_id: config.group_id.clone(),
        generation_id: identity.generation,
        member_id: identity.member_id.clone(),
        group_instance_id: identity.instance_id.clone(),
    };
    // An answer that comes after the session has ended is none.
    let request_timeout = Some(client.config().request_timeout.min(config.session_timeout));
    client.ask(CallOptions { request_timeout, ..options }, move |_| request.clone())
}

/// Gives the place back.
pub(super) fn ask_to_leave<I: Io>(
    client: &mut Client<I>,
    options: CallOptions,
    config: &GroupConfig,
    identity: &Identity,
) -> CallId {
    const FIRST_WITH_MEMBERS: i16 = 3;
    const FIRST_WITH_REASON: i16 = 5;
    let (group_id, member_id) = (config.group_id.clone(), identity.member_id.clone());
    client.ask(options, move |version| {
        let reason = (version >= FIRST_WITH_REASON).then(|| "the consumer is being closed".to_owned());
        let member = MemberIdentity { member_id: member_id.clone(), group_instance_id: None, reason };
        let by_members = version >= FIRST_WITH_MEMBERS;
        LeaveGroupRequest {
            group_id: group_id.clone(),
            member_id: if by_members { String::new() } else { member_id.clone() },
            members: if by_members { vec![member] } else { Vec::new() },
        }
    })
}
