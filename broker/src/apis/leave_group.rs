//! LeaveGroup: members go without waiting for their sessions to end; many at once since version 3 (KIP-345).

use coordinator::{Answer, Question};
use io::Io;
use protocol::codec::IntoOwned;
use protocol::messages::{LeaveGroupRequestView, LeaveGroupResponse};
use protocol::{ApiKey, VersionRange};

use super::groups;
use crate::request::{Request, RequestError};
use crate::shard::Shard;

pub(crate) const KEY: ApiKey = ApiKey::LeaveGroup;
pub(crate) const VERSIONS: VersionRange = VersionRange::new(0, 5);

pub(crate) fn handle<I: Io>(shard: &mut Shard<I>, request: &Request) -> Result<(), RequestError> {
    let body: LeaveGroupRequestView = request.view()?;
    request.check_count(body.members.len())?;
    groups::ask(shard, request, Question::LeaveGroup(body.into_owned()), |shard, reply_to, answer| {
        let response = match answer {
            Ok(Answer::LeaveGroup(response)) => response,
            Ok(other) => groups::unexpected(other),
            Err(code) => LeaveGroupResponse { error_code: code.code(), ..LeaveGroupResponse::default() },
        };
        shard.reply_with(reply_to, &response);
    });
    Ok(())
}
