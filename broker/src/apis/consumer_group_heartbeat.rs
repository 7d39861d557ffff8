//! ConsumerGroupHeartbeat (KIP-848): the one request with which a member of a consumer group joins, lives, hears its
//! assignment, reports and leaves.

use coordinator::{Answer, Question};
use io::Io;
use protocol::codec::IntoOwned;
use protocol::messages::{ConsumerGroupHeartbeatRequestView, ConsumerGroupHeartbeatResponse};
use protocol::{ApiKey, ErrorCode, VersionRange};

use super::groups;
use crate::request::{Request, RequestError};
use crate::shard::Shard;

pub(crate) const KEY: ApiKey = ApiKey::ConsumerGroupHeartbeat;
pub(crate) const VERSIONS: VersionRange = VersionRange::new(0, 1);

pub(crate) fn handle<I: Io>(shard: &mut Shard<I>, request: &Request) -> Result<(), RequestError> {
    let body: ConsumerGroupHeartbeatRequestView = request.view()?;
    let topics = body.subscribed_topic_names.map_or(0, |names| names.len());
    let partitions = body.topic_partitions.into_iter().flatten();
    let partitions: usize = partitions.map(|topic| 1 + topic.partitions.len()).sum();
    request.check_count(topics + partitions)?;
    if !groups::is_consumer_protocol_enabled(shard) {
        shard.reply_with(request.reply_to(), &failed(groups::PROTOCOL_DISABLED));
        return Ok(());
    }
    groups::ask(shard, request, Question::ConsumerHeartbeat(body.into_owned()), |shard, reply_to, answer| {
        let response = match answer {
            Ok(Answer::ConsumerHeartbeat(response)) => response,
            Ok(other) => groups::unexpected(other),
            Err(code) => failed(code),
        };
        shard.reply_with(reply_to, &response);
    });
    Ok(())
}

fn failed(code: ErrorCode) -> ConsumerGroupHeartbeatResponse {
    ConsumerGroupHeartbeatResponse { error_code: code.code(), ..ConsumerGroupHeartbeatResponse::default() }
}
