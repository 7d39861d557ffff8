//! DeleteGroups: groups without members go, and what they have committed. A group that is named twice is deleted once.

use std::collections::BTreeSet;

use coordinator::{Answer, Question};
use io::Io;
use protocol::messages::delete_groups_response::DeletableGroupResult;
use protocol::messages::{DeleteGroupsRequestView, DeleteGroupsResponse};
use protocol::{ApiKey, VersionRange};

use super::groups;
use crate::purgatory::GroupAnswer;
use crate::request::{Request, RequestError};
use crate::shard::Shard;

pub(crate) const KEY: ApiKey = ApiKey::DeleteGroups;
pub(crate) const VERSIONS: VersionRange = VersionRange::new(0, 3);

pub(crate) fn handle<I: Io>(shard: &mut Shard<I>, request: &Request) -> Result<(), RequestError> {
    let body: DeleteGroupsRequestView = request.view()?;
    request.check_count(body.groups_names.len())?;
    let mut seen = BTreeSet::new();
    let names: Vec<String> =
        body.groups_names.iter().filter(|name| seen.insert(*name)).map(str::to_owned).collect();
    let question = |group_id: &String| Question::DeleteGroup { group_id: group_id.clone() };
    let questions = names.iter().map(question).collect();
    groups::ask_each(shard, request, questions, move |shard, reply_to, answers| {
        let results = names.into_iter().zip(answers).map(|(name, answer)| result(name, answer)).collect();
        shard.reply_with(reply_to, &DeleteGroupsResponse { results, ..DeleteGroupsResponse::default() });
    });
    Ok(())
}

fn result(group_id: String, answer: GroupAnswer) -> DeletableGroupResult {
    let code = match answer {
        Ok(Answer::DeleteGroup(code)) => code,
        Ok(other) => groups::unexpected(other),
        Err(code) => code,
    };
    DeletableGroupResult { group_id, error_code: code.code(), ..DeletableGroupResult::default() }
}
