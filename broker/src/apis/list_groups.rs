//! ListGroups: every group that this broker coordinates, by state and type where asked for.

use std::sync::Arc;

use coordinator::GroupFilter;
use io::Io;
use protocol::messages::{ListGroupsRequestView, ListGroupsResponse};
use protocol::{ApiKey, VersionRange};

use crate::message::{ShardAnswer, ShardQuestion};
use crate::request::{Request, RequestError};
use crate::shard::Shard;

pub(crate) const KEY: ApiKey = ApiKey::ListGroups;
pub(crate) const VERSIONS: VersionRange = VersionRange::new(0, 5);

pub(crate) fn handle<I: Io>(shard: &mut Shard<I>, request: &Request) -> Result<(), RequestError> {
    let body: ListGroupsRequestView = request.view()?;
    request.check_count(body.states_filter.len() + body.types_filter.len())?;
    let filter = GroupFilter {
        states: body.states_filter.iter().map(str::to_owned).collect(),
        types: body.types_filter.iter().map(str::to_owned).collect(),
    };
    shard.ask_shards(request, ShardQuestion::Groups(Arc::new(filter)), finish);
    Ok(())
}

/// While one partition is loading nobody knows all groups, and a list that lacks some would be taken for the whole.
fn finish<I: Io>(shard: &mut Shard<I>, request: &Request, answers: Vec<ShardAnswer>) {
    let mut response = ListGroupsResponse::default();
    for answer in answers {
        match answer {
            ShardAnswer::Groups(Ok(groups)) => response.groups.extend(groups),
            ShardAnswer::Groups(Err(code)) => response.error_code = code.code(),
            other => unreachable!("groups were asked for, not {other:?}"),
        }
    }
    if response.error_code != 0 {
        response.groups.clear();
    }
    response.groups.sort_unstable_by(|one, other| one.group_id.cmp(&other.group_id));
    shard.reply_with(request.reply_to(), &response);
}
