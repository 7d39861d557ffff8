//! Heartbeat: a member of a classic group lives, and hears whether a rebalance is going on.

use coordinator::{Answer, Question};
use io::Io;
use protocol::codec::IntoOwned;
use protocol::messages::{HeartbeatRequestView, HeartbeatResponse};
use protocol::{ApiKey, VersionRange};

use super::groups;
use crate::request::{Request, RequestError};
use crate::shard::Shard;

pub(crate) const KEY: ApiKey = ApiKey::Heartbeat;
pub(crate) const VERSIONS: VersionRange = VersionRange::new(0, 4);

pub(crate) fn handle<I: Io>(shard: &mut Shard<I>, request: &Request) -> Result<(), RequestError> {
    let body: HeartbeatRequestView = request.view()?;
    groups::ask(shard, request, Question::Heartbeat(body.into_owned()), |shard, reply_to, answer| {
        let response = match answer {
            Ok(Answer::Heartbeat(response)) => response,
            Ok(other) => groups::unexpected(other),
            Err(code) => HeartbeatResponse { error_code: code.code(), ..HeartbeatResponse::default() },
        };
        shard.reply_with(reply_to, &response);
    });
    Ok(())
}
