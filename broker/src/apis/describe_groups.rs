//! DescribeGroups: classic groups with their members.

use coordinator::{Answer, Question};
use io::Io;
use protocol::messages::describe_groups_response::DescribedGroup;
use protocol::messages::{DescribeGroupsRequestView, DescribeGroupsResponse};
use protocol::{ApiKey, VersionRange};

use super::{authorized_operations, groups};
use crate::purgatory::GroupAnswer;
use crate::request::{Request, RequestError};
use crate::shard::Shard;

pub(crate) const KEY: ApiKey = ApiKey::DescribeGroups;
pub(crate) const VERSIONS: VersionRange = VersionRange::new(0, 6);

pub(crate) fn handle<I: Io>(shard: &mut Shard<I>, request: &Request) -> Result<(), RequestError> {
    let body: DescribeGroupsRequestView = request.view()?;
    request.check_count(body.groups.len())?;
    let names: Vec<String> = body.groups.iter().map(str::to_owned).collect();
    let question = |group_id: &String| Question::DescribeClassic { group_id: group_id.clone() };
    let questions = names.iter().map(question).collect();
    let operations = body.include_authorized_operations;
    groups::ask_each(shard, request, questions, move |shard, reply_to, answers| {
        let described = names.into_iter().zip(answers);
        let groups = described.map(|(name, answer)| describe(name, answer, operations)).collect();
        shard.reply_with(reply_to, &DescribeGroupsResponse { groups, ..DescribeGroupsResponse::default() });
    });
    Ok(())
}

fn describe(group_id: String, answer: GroupAnswer, operations: bool) -> DescribedGroup {
    let mut group = match answer {
        Ok(Answer::DescribeClassic(group)) => group,
        Ok(other) => groups::unexpected(other),
        Err(code) => DescribedGroup { error_code: code.code(), ..DescribedGroup::default() },
    };
    group.group_id = group_id;
    let is_asked = operations && group.error_code == 0;
    group.authorized_operations =
        if is_asked { authorized_operations::GROUP } else { authorized_operations::OMITTED };
    group
}
