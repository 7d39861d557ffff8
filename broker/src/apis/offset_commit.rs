//! OffsetCommit: remembers how far a group has read.

use coordinator::{Answer, Question};
use io::Io;
use protocol::codec::IntoOwned;
use protocol::messages::offset_commit_request::{OffsetCommitRequestTopic, OffsetCommitRequestTopicView};
use protocol::messages::offset_commit_response::{OffsetCommitResponsePartition, OffsetCommitResponseTopic};
use protocol::messages::{OffsetCommitRequest, OffsetCommitRequestView, OffsetCommitResponse};
use protocol::{ApiKey, ErrorCode, VersionRange};
use replication::{MetadataImage, Topic};

use super::groups;
use crate::purgatory::GroupAnswer;
use crate::request::{ReplyTo, Request, RequestError};
use crate::shard::Shard;

pub(crate) const KEY: ApiKey = ApiKey::OffsetCommit;
pub(crate) const VERSIONS: VersionRange = VersionRange::new(2, 10);

/// The first version that names topics by id.
const TOPIC_IDS_SINCE: i16 = 10;

/// A partition's error code until its coordinator has given one: no code of Kafka's.
const ASKED: i16 = i16::MIN;

pub(crate) fn handle<I: Io>(shard: &mut Shard<I>, request: &Request) -> Result<(), RequestError> {
    let body: OffsetCommitRequestView = request.view()?;
    request.check_count(body.topics.iter().map(|topic| 1 + topic.partitions.len()).sum())?;
    let (topics, response) = split(&shard.view.image, request.version(), &body);
    if topics.is_empty() {
        shard.reply_with(request.reply_to(), &response);
        return Ok(());
    }
    let commit = OffsetCommitRequest {
        group_id: body.group_id.to_owned(),
        generation_id_or_member_epoch: body.generation_id_or_member_epoch,
        member_id: body.member_id.to_owned(),
        group_instance_id: body.group_instance_id.map(str::to_owned),
        retention_time_ms: body.retention_time_ms,
        topics,
    };
    groups::ask(shard, request, Question::CommitOffsets(commit), move |shard, reply_to, answer| {
        reply(shard, reply_to, response, answer);
    });
    Ok(())
}

/// What the coordinator is asked for, and the response with the partitions that it need not be asked for.
fn split(
    image: &MetadataImage,
    version: i16,
    body: &OffsetCommitRequestView<'_>,
) -> (Vec<OffsetCommitRequestTopic>, OffsetCommitResponse) {
    let mut asked = Vec::new();
    let mut response = OffsetCommitResponse::default();
    // Kafka does not answer for topics without partitions.
    for topic in body.topics.iter().filter(|topic| !topic.partitions.is_empty()) {
        let (known, missing) = match version {
            TOPIC_IDS_SINCE.. => (image.topic_by_id(topic.topic_id), ErrorCode::UnknownTopicId),
            _ => (image.topic(topic.name), ErrorCode::UnknownTopicOrPartition),
        };
        let (partitions, answers) = split_topic(known, missing, &topic);
        if let Some(known) = known.filter(|_| !partitions.is_empty()) {
            asked.push(OffsetCommitRequestTopic {
                name: known.name.to_string(),
                topic_id: topic.topic_id,
                partitions,
            });
        }
        response.topics.push(OffsetCommitResponseTopic {
            name: topic.name.to_owned(),
            topic_id: topic.topic_id,
            partitions: answers,
        });
    }
    (asked, response)
}

type Partitions = Vec<protocol::messages::offset_commit_request::OffsetCommitRequestPartition>;

fn split_topic(
    known: Option<&Topic>,
    missing: ErrorCode,
    topic: &OffsetCommitRequestTopicView<'_>,
) -> (Partitions, Vec<OffsetCommitResponsePartition>) {
    let (mut asked, mut answers) = (Vec::new(), Vec::new());
    for partition in topic.partitions {
        let partition_index = partition.partition_index;
        let error_code = match known {
            None => missing.code(),
            Some(known) if known.partition(partition_index).is_none() => {
                ErrorCode::UnknownTopicOrPartition.code()
            }
            Some(_) => {
                asked.push(partition.into_owned());
                ASKED
            }
        };
        answers.push(OffsetCommitResponsePartition { partition_index, error_code });
    }
    (asked, answers)
}

fn reply<I: Io>(
    shard: &mut Shard<I>,
    reply_to: ReplyTo,
    mut response: OffsetCommitResponse,
    answer: GroupAnswer,
) {
    let waiting = response.topics.iter_mut().flat_map(|topic| &mut topic.partitions);
    let waiting = waiting.filter(|partition| partition.error_code == ASKED);
    match answer {
        Ok(Answer::CommitOffsets(committed)) => {
            let codes = committed.topics.iter().flat_map(|topic| &topic.partitions);
            // The coordinator answers in the order in which it was asked.
            let mut codes = codes.map(|partition| partition.error_code);
            waiting
                .for_each(|partition| partition.error_code = codes.next().expect("one code per partition"));
        }
        Ok(other) => groups::unexpected(other),
        Err(code) => waiting.for_each(|partition| partition.error_code = code.code()),
    }
    shard.reply_with(reply_to, &response);
}
