//! DeleteTopics: by name, or by id from version 6 on (KIP-516).

use io::Io;
use protocol::messages::delete_topics_response::DeletableTopicResult;
use protocol::messages::{DeleteTopicsRequestView, DeleteTopicsResponse};
use protocol::{ApiKey, ErrorCode, Uuid, VersionRange};
use replication::{ControlReply, ControlRequest, DeletedTopic, TopicSelector};

use super::admin::{check_items, code_and_message};
use crate::request::{Request, RequestError};
use crate::shard::Shard;

pub(crate) const KEY: ApiKey = ApiKey::DeleteTopics;
pub(crate) const VERSIONS: VersionRange = VersionRange::new(1, 6);

pub(crate) fn handle<I: Io>(shard: &mut Shard<I>, request: &Request) -> Result<(), RequestError> {
    let body: DeleteTopicsRequestView = request.view()?;
    check_items(KEY, body.topics.len() + body.topic_names.len())?;
    let topics = selectors(&body);
    let (reply_to, asked) = (request.reply_to(), topics.clone());
    shard.ask_control(ControlRequest::DeleteTopics { topics }, move |shard, reply| {
        let deleted = match reply {
            ControlReply::DeleteTopics(deleted) => deleted,
            ControlReply::Unavailable(error) => {
                let failed = |topic: TopicSelector| DeletedTopic {
                    name: topic.name,
                    id: topic.id,
                    result: Err(error.clone()),
                };
                asked.into_iter().map(failed).collect()
            }
            other => unreachable!("topics were to be deleted, not {other:?}"),
        };
        let responses = deleted.into_iter().map(|topic| result(reply_to.version(), topic)).collect();
        shard.reply_with(reply_to, &DeleteTopicsResponse { responses, ..DeleteTopicsResponse::default() });
    });
    Ok(())
}

fn selectors(body: &DeleteTopicsRequestView<'_>) -> Vec<TopicSelector> {
    let by_name =
        body.topic_names.iter().map(|name| TopicSelector { name: Some(name.to_owned()), id: Uuid::ZERO });
    let selected = body
        .topics
        .iter()
        .map(|topic| TopicSelector { name: topic.name.map(str::to_owned), id: topic.topic_id });
    by_name.chain(selected).collect()
}

fn result(version: i16, topic: DeletedTopic) -> DeletableTopicResult {
    let (mut error_code, error_message) = code_and_message(&topic.result);
    // Clients of version 3 on know that deletion can be switched off (KIP-322).
    if version < 3 && error_code == ErrorCode::TopicDeletionDisabled.code() {
        error_code = ErrorCode::InvalidRequest.code();
    }
    DeletableTopicResult { name: topic.name, topic_id: topic.id, error_code, error_message }
}
