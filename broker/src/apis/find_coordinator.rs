//! FindCoordinator: who looks after a group. Transactions and share groups have nobody yet, and clients are told so in a way
//! that they do not retry.

use std::sync::Arc;

use io::Io;
use protocol::messages::find_coordinator_response::Coordinator;
use protocol::messages::{FindCoordinatorRequestView, FindCoordinatorResponse};
use protocol::{ApiKey, ErrorCode, VersionRange};
use replication::ControlRequest;

use crate::groups::OFFSETS_TOPIC;
use crate::request::{ReplyTo, Request, RequestError};
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
    request.check_count(body.coordinator_keys.len())?;
    let keys: Vec<String> = body.coordinator_keys.iter().map(str::to_owned).collect();
    let reply_to = request.reply_to();
    if let Some((code, message)) = refusal(body.key_type) {
        reply(shard, reply_to, keys, &refused(code, message));
    } else if shard.view.image.topic(OFFSETS_TOPIC).is_some() {
        reply_group(shard, reply_to, keys);
    } else {
        // The first group of all: its log is made now, and the answer waits until it is there. Kafka sends the client away
        // meanwhile.
        let names = vec![Arc::from(OFFSETS_TOPIC)];
        shard.ask_control(ControlRequest::AutoCreateTopics { names }, move |shard, _| {
            reply_group(shard, reply_to, keys);
        });
    }
    Ok(())
}

/// Kafka's words for any request that it cannot make sense of.
const UNKNOWN_TYPE: &str = "This most likely occurs because of a request being malformed by the client library or the message was \
     sent to an incompatible broker. See the broker logs for more details.";

/// Codes that the Java clients and librdkafka take as final; None for a type that has a coordinator.
fn refusal(key_type: i8) -> Option<(ErrorCode, &'static str)> {
    match key_type {
        GROUP => None,
        TRANSACTION => {
            Some((ErrorCode::TransactionalIdAuthorizationFailed, "ringlog has no transactions yet"))
        }
        SHARE => Some((ErrorCode::GroupAuthorizationFailed, "ringlog has no share groups yet")),
        _ => Some((ErrorCode::InvalidRequest, UNKNOWN_TYPE)),
    }
}

fn reply_group<I: Io>(shard: &mut Shard<I>, reply_to: ReplyTo, keys: Vec<String>) {
    let found = if shard.view.image.topic(OFFSETS_TOPIC).is_some() {
        group_coordinator(shard, reply_to)
    } else {
        refused(ErrorCode::CoordinatorNotAvailable, "__consumer_offsets could not be made")
    };
    reply(shard, reply_to, keys, &found);
}

/// The same broker for every group, whoever is asked.
fn group_coordinator<I: Io>(shard: &Shard<I>, reply_to: ReplyTo) -> Coordinator {
    match shard.advertised_brokers(reply_to).into_iter().min_by_key(|broker| broker.id) {
        Some(broker) => Coordinator {
            node_id: broker.id,
            host: broker.host,
            port: i32::from(broker.port),
            error_message: Some(String::new()),
            ..Coordinator::default()
        },
        None => refused(ErrorCode::CoordinatorNotAvailable, "no broker is registered yet"),
    }
}

fn reply<I: Io>(shard: &mut Shard<I>, reply_to: ReplyTo, keys: Vec<String>, found: &Coordinator) {
    let mut response = FindCoordinatorResponse::default();
    if reply_to.version() < BATCHED_SINCE {
        response.error_code = found.error_code;
        // As Kafka says that nothing is wrong.
        let message = found.error_message.as_deref().filter(|message| !message.is_empty()).unwrap_or("NONE");
        response.error_message = Some(message.to_owned());
        response.node_id = found.node_id;
        response.host.clone_from(&found.host);
        response.port = found.port;
    } else {
        let keyed = |key| Coordinator { key, ..found.clone() };
        response.coordinators = keys.into_iter().map(keyed).collect();
    }
    shard.reply_with(reply_to, &response);
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
