//! SyncGroup: the leader of a classic group gives the assignment, every member fetches its own.

use coordinator::{Answer, Question};
use io::Io;
use protocol::codec::IntoOwned;
use protocol::messages::{SyncGroupRequestView, SyncGroupResponse};
use protocol::{ApiKey, VersionRange};

use super::groups;
use crate::request::{Request, RequestError};
use crate::shard::Shard;

pub(crate) const KEY: ApiKey = ApiKey::SyncGroup;
pub(crate) const VERSIONS: VersionRange = VersionRange::new(0, 5);

pub(crate) fn handle<I: Io>(shard: &mut Shard<I>, request: &Request) -> Result<(), RequestError> {
    let body: SyncGroupRequestView = request.view()?;
    request.check_count(body.assignments.len())?;
    groups::ask(shard, request, Question::SyncGroup(body.into_owned()), |shard, reply_to, answer| {
        let response = match answer {
            Ok(Answer::SyncGroup(response)) => response,
            Ok(other) => groups::unexpected(other),
            Err(code) => SyncGroupResponse { error_code: code.code(), ..SyncGroupResponse::default() },
        };
        shard.reply_with(reply_to, &response);
    });
    Ok(())
}
