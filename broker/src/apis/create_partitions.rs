//! CreatePartitions.

use io::Io;
use protocol::messages::create_partitions_request::CreatePartitionsTopicView;
use protocol::messages::create_partitions_response::CreatePartitionsTopicResult;
use protocol::messages::{CreatePartitionsRequestView, CreatePartitionsResponse};
use protocol::{ApiKey, VersionRange};
use replication::{ControlReply, ControlRequest, NewPartitions};

use super::admin::{check_items, code_and_message};
use crate::request::{Request, RequestError};
use crate::shard::Shard;

pub(crate) const KEY: ApiKey = ApiKey::CreatePartitions;
pub(crate) const VERSIONS: VersionRange = VersionRange::new(0, 3);

pub(crate) fn handle<I: Io>(shard: &mut Shard<I>, request: &Request) -> Result<(), RequestError> {
    let body: CreatePartitionsRequestView = request.view()?;
    check_items(KEY, body.topics.iter().map(|topic| items(&topic)).sum())?;
    let topics: Vec<_> = body.topics.iter().map(new_partitions).collect();
    let names: Vec<_> = topics.iter().map(|topic: &NewPartitions| topic.name.clone()).collect();
    let reply_to = request.reply_to();
    let change = ControlRequest::CreatePartitions { topics, validate_only: body.validate_only };
    shard.ask_control(change, move |shard, reply| {
        let outcomes = match reply {
            ControlReply::CreatePartitions(outcomes) => outcomes,
            ControlReply::Unavailable(error) => {
                names.into_iter().map(|name| (name, Err(error.clone()))).collect()
            }
            other => unreachable!("partitions were to be created, not {other:?}"),
        };
        let result = |(name, outcome)| {
            let (error_code, error_message) = code_and_message(&outcome);
            CreatePartitionsTopicResult { name, error_code, error_message }
        };
        let results = outcomes.into_iter().map(result).collect();
        shard.reply_with(
            reply_to,
            &CreatePartitionsResponse { results, ..CreatePartitionsResponse::default() },
        );
    });
    Ok(())
}

fn items(topic: &CreatePartitionsTopicView<'_>) -> usize {
    let assignments = topic.assignments.into_iter().flatten();
    1 + assignments.map(|partition| 1 + partition.broker_ids.len()).sum::<usize>()
}

fn new_partitions(topic: CreatePartitionsTopicView<'_>) -> NewPartitions {
    let assignments = topic
        .assignments
        .map(|partitions| partitions.iter().map(|partition| partition.broker_ids.iter().collect()).collect());
    NewPartitions { name: topic.name.to_owned(), count: topic.count, assignments }
}
