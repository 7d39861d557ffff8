//! OffsetDelete (KIP-496): a group forgets topics that it does not read any more.

use coordinator::{Answer, Question};
use io::Io;
use protocol::messages::offset_delete_request::{OffsetDeleteRequestPartition, OffsetDeleteRequestTopic};
use protocol::messages::offset_delete_response::{OffsetDeleteResponsePartition, OffsetDeleteResponseTopic};
use protocol::messages::{OffsetDeleteRequest, OffsetDeleteRequestView, OffsetDeleteResponse};
use protocol::{ApiKey, ErrorCode, VersionRange};
use replication::MetadataImage;

use super::groups;
use crate::purgatory::GroupAnswer;
use crate::request::{Request, RequestError};
use crate::shard::Shard;

pub(crate) const KEY: ApiKey = ApiKey::OffsetDelete;
pub(crate) const VERSIONS: VersionRange = VersionRange::new(0, 0);

/// A partition's error code until its coordinator has given one: no code of Kafka's.
const ASKED: i16 = i16::MIN;

pub(crate) fn handle<I: Io>(shard: &mut Shard<I>, request: &Request) -> Result<(), RequestError> {
    let body: OffsetDeleteRequestView = request.view()?;
    request.check_count(body.topics.iter().map(|topic| 1 + topic.partitions.len()).sum())?;
    let (topics, response) = split(&shard.view.image, &body);
    // The coordinator is asked even if there is nothing to delete: whether there is such a group comes first, as in Kafka.
    let question = OffsetDeleteRequest { group_id: body.group_id.to_owned(), topics };
    groups::ask(shard, request, Question::DeleteOffsets(question), move |shard, reply_to, answer| {
        shard.reply_with(reply_to, &merge(response, answer));
    });
    Ok(())
}

/// What the coordinator is asked for, and the response with the partitions that it need not be asked for.
fn split(
    image: &MetadataImage,
    body: &OffsetDeleteRequestView<'_>,
) -> (Vec<OffsetDeleteRequestTopic>, OffsetDeleteResponse) {
    let mut asked = Vec::new();
    let mut response = OffsetDeleteResponse::default();
    // Kafka does not answer for topics without partitions.
    for topic in body.topics.iter().filter(|topic| !topic.partitions.is_empty()) {
        let known = image.topic(topic.name);
        let (mut partitions, mut answers) = (Vec::new(), Vec::new());
        for partition in topic.partitions {
            let partition_index = partition.partition_index;
            let is_known = known.is_some_and(|topic| topic.partition(partition_index).is_some());
            if is_known {
                partitions.push(OffsetDeleteRequestPartition { partition_index });
            }
            let error_code = if is_known { ASKED } else { ErrorCode::UnknownTopicOrPartition.code() };
            answers.push(OffsetDeleteResponsePartition { partition_index, error_code });
        }
        if !partitions.is_empty() {
            asked.push(OffsetDeleteRequestTopic { name: topic.name.to_owned(), partitions });
        }
        response.topics.push(OffsetDeleteResponseTopic { name: topic.name.to_owned(), partitions: answers });
    }
    (asked, response)
}

fn merge(mut response: OffsetDeleteResponse, answer: GroupAnswer) -> OffsetDeleteResponse {
    let deleted = match answer {
        Ok(Answer::DeleteOffsets(deleted)) => deleted,
        Ok(other) => groups::unexpected(other),
        Err(code) => OffsetDeleteResponse { error_code: code.code(), ..OffsetDeleteResponse::default() },
    };
    if deleted.error_code != 0 {
        return deleted;
    }
    let codes = deleted.topics.iter().flat_map(|topic| &topic.partitions);
    // The coordinator answers in the order in which it was asked.
    let mut codes = codes.map(|partition| partition.error_code);
    let partitions = response.topics.iter_mut().flat_map(|topic| &mut topic.partitions);
    for partition in partitions.filter(|partition| partition.error_code == ASKED) {
        partition.error_code = codes.next().expect("one code per partition");
    }
    response
}
