//! FindCoordinator: there are no coordinators yet, and clients are told so in a way that they do not retry.

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

pub(crate) fn handle<I: Io>(shard: &mut Shard<I>, request: &Request) -> Result<(), RequestError> {
    let body: FindCoordinatorRequestView = request.view()?;
    let (code, message) = refusal(body.key_type);
    let error_message = Some(message.to_owned());
    let mut response = FindCoordinatorResponse { node_id: -1, port: -1, ..FindCoordinatorResponse::default() };
    if request.version() < BATCHED_SINCE {
        response.error_code = code.code();
        response.error_message = error_message;
    } else {
        let refused = body.coordinator_keys.iter().map(|key| Coordinator {
            key: key.to_owned(),
            node_id: -1,
            port: -1,
            error_code: code.code(),
            error_message: error_message.clone(),
            host: String::new(),
        });
        response.coordinators = refused.collect();
    }
    shard.reply_with(request.reply_to(), &response);
    Ok(())
}

/// Codes that the Java clients and librdkafka take as final.
fn refusal(key_type: i8) -> (ErrorCode, &'static str) {
    match key_type {
        0 => (ErrorCode::GroupAuthorizationFailed, "ringlog has no consumer groups yet: assign partitions by hand"),
        1 => (ErrorCode::TransactionalIdAuthorizationFailed, "ringlog has no transactions yet"),
        2 => (ErrorCode::GroupAuthorizationFailed, "ringlog has no share groups yet"),
        _ => (ErrorCode::InvalidRequest, "unknown coordinator type"),
    }
}
