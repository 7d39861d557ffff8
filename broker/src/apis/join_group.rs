//! JoinGroup: a member of a classic group begins, or takes part in a rebalance. Its answer may wait for the others.

use coordinator::{Answer, Question};
use io::Io;
use protocol::codec::IntoOwned;
use protocol::messages::{JoinGroupRequest, JoinGroupRequestView, JoinGroupResponse};
use protocol::{ApiKey, VersionRange};

use super::groups;
use crate::request::{Request, RequestError};
use crate::shard::Shard;

pub(crate) const KEY: ApiKey = ApiKey::JoinGroup;
pub(crate) const VERSIONS: VersionRange = VersionRange::new(0, 9);

/// The first version in which no protocol is null and not empty.
const NULL_PROTOCOL_SINCE: i16 = 7;

pub(crate) fn handle<I: Io>(shard: &mut Shard<I>, request: &Request) -> Result<(), RequestError> {
    let body: JoinGroupRequestView = request.view()?;
    request.check_count(body.protocols.len())?;
    let join: JoinGroupRequest = body.into_owned();
    let member_id = join.member_id.clone();
    groups::ask(shard, request, Question::JoinGroup(join), move |shard, reply_to, answer| {
        let mut response = match answer {
            Ok(Answer::JoinGroup(response)) => response,
            Ok(other) => groups::unexpected(other),
            Err(code) => {
                JoinGroupResponse { error_code: code.code(), member_id, ..JoinGroupResponse::default() }
            }
        };
        if reply_to.version() < NULL_PROTOCOL_SINCE {
            response.protocol_name.get_or_insert_default();
        }
        shard.reply_with(reply_to, &response);
    });
    Ok(())
}
