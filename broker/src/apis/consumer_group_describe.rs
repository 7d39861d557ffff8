//! ConsumerGroupDescribe (KIP-848): consumer groups with their members, epochs and assignments.

use coordinator::{Answer, Question};
use io::Io;
use protocol::messages::consumer_group_describe_response::DescribedGroup;
use protocol::messages::{ConsumerGroupDescribeRequestView, ConsumerGroupDescribeResponse};
use protocol::{ApiKey, VersionRange};

use super::{authorized_operations, groups};
use crate::purgatory::GroupAnswer;
use crate::request::{Request, RequestError};
use crate::shard::Shard;

pub(crate) const KEY: ApiKey = ApiKey::ConsumerGroupDescribe;
pub(crate) const VERSIONS: VersionRange = VersionRange::new(0, 1);

pub(crate) fn handle<I: Io>(shard: &mut Shard<I>, request: &Request) -> Result<(), RequestError> {
    let body: ConsumerGroupDescribeRequestView = request.view()?;
    request.check_count(body.group_ids.len())?;
    let names: Vec<String> = body.group_ids.iter().map(str::to_owned).collect();
    if !groups::is_consumer_protocol_enabled(shard) {
        let refused = |name| describe(name, Err(groups::PROTOCOL_DISABLED), false);
        let groups = names.into_iter().map(refused).collect();
        shard.reply_with(request.reply_to(), &response(groups));
        return Ok(());
    }
    let question = |group_id: &String| Question::DescribeConsumer { group_id: group_id.clone() };
    let questions = names.iter().map(question).collect();
    let operations = body.include_authorized_operations;
    groups::ask_each(shard, request, questions, move |shard, reply_to, answers| {
        let described = names.into_iter().zip(answers);
        let groups = described.map(|(name, answer)| describe(name, answer, operations)).collect();
        shard.reply_with(reply_to, &response(groups));
    });
    Ok(())
}

fn response(groups: Vec<DescribedGroup>) -> ConsumerGroupDescribeResponse {
    ConsumerGroupDescribeResponse { groups, ..ConsumerGroupDescribeResponse::default() }
}

fn describe(group_id: String, answer: GroupAnswer, operations: bool) -> DescribedGroup {
    let mut group = match answer {
        Ok(Answer::DescribeConsumer(group)) => group,
        Ok(other) => groups::unexpected(other),
        Err(code) => DescribedGroup { error_code: code.code(), ..DescribedGroup::default() },
    };
    group.group_id = group_id;
    let is_asked = operations && group.error_code == 0;
    group.authorized_operations =
        if is_asked { authorized_operations::GROUP } else { authorized_operations::OMITTED };
    group
}
