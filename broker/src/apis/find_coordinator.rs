//! FindCoordinator: who looks after a consumer group. Transactions and share groups have nobody yet, and clients are
//! told so in a way that they do not retry.
//!
//! A consumer with a group id asks this before it does anything, even if it only ever assigns partitions by hand and
//! commits nothing: an error here breaks consumers that need nothing of a coordinator. So a group has its coordinator,
//! and what is missing is what a coordinator does: JoinGroup, OffsetCommit, Heartbeat and the like are not among the
//! API keys of ApiVersions, and a client that comes to need one reports that one by name.

use io::Io;
use protocol::messages::find_coordinator_response::Coordinator;
use protocol::messages::{FindCoordinatorRequestView, FindCoordinatorResponse};
use protocol::{ApiKey, ErrorCode, VersionRange};

use crate::request::{Request, RequestError};
use crate::shard::Shard;

pub(crate) const KEY: ApiKey = ApiKey::FindCoordinator;
pub(crate) const VERSIONS: VersionRange = VersionRange::new(0, 6);

/// The first version that asks for many coordinators at once.
const BATCHED_SINCE: i16 = 4;

/// Coordinator types on the wire.
const GROUP: i8 = 0;
const TRANSACTION: i8 = 1;
const SHARE: i8 = 2;

pub(crate) fn handle<I: Io>(shard: &mut Shard<I>, request: &Request) -> Result<(), RequestError> {
    let body: FindCoordinatorRequestView = request.view()?;
    let found = match refusal(body.key_type) {
        Some((code, message)) => refused(code, message),
        None => group_coordinator(shard, request),
    };
    let response = if request.version() < BATCHED_SINCE {
        FindCoordinatorResponse {
            error_code: found.error_code,
            error_message: found.error_message,
            node_id: found.node_id,
            host: found.host,
            port: found.port,
            ..FindCoordinatorResponse::default()
        }
    } else {
        let keyed = |key: &str| Coordinator { key: key.to_owned(), ..found.clone() };
        let coordinators = body.coordinator_keys.iter().map(keyed).collect();
        FindCoordinatorResponse { coordinators, ..FindCoordinatorResponse::default() }
    };
    shard.reply_with(request.reply_to(), &response);
    Ok(())
}

/// Codes that the Java clients and librdkafka take as final; None for a type that has a coordinator.
fn refusal(key_type: i8) -> Option<(ErrorCode, &'static str)> {
    match key_type {
        GROUP => None,
        TRANSACTION => Some((ErrorCode::TransactionalIdAuthorizationFailed, "ringlog has no transactions yet")),
        SHARE => Some((ErrorCode::GroupAuthorizationFailed, "ringlog has no share groups yet")),
        _ => Some((ErrorCode::InvalidRequest, "unknown coordinator type")),
    }
}

/// The same broker for every group, whoever is asked.
fn group_coordinator<I: Io>(shard: &Shard<I>, request: &Request) -> Coordinator {
    match shard.advertised_brokers(request.reply_to()).into_iter().min_by_key(|broker| broker.id) {
        Some(broker) => Coordinator {
            node_id: broker.id,
            host: broker.host,
            port: i32::from(broker.port),
            ..Coordinator::default()
        },
        None => refused(ErrorCode::CoordinatorNotAvailable, "no broker is registered yet"),
    }
}

fn refused(code: ErrorCode, message: &str) -> Coordinator {
    Coordinator {
        node_id: -1,
        port: -1,
        error_code: code.code(),
        error_message: Some(message.to_owned()),
        ..Coordinator::default()
    }
}
