//! OffsetFetch: what groups have committed; of many groups at once since version 8.

use coordinator::{Answer, Question};
use io::Io;
use protocol::messages::offset_fetch_request::{
    OffsetFetchRequestGroup, OffsetFetchRequestGroupView, OffsetFetchRequestTopics,
};
use protocol::messages::offset_fetch_response::{
    OffsetFetchResponseGroup, OffsetFetchResponsePartition, OffsetFetchResponsePartitions,
    OffsetFetchResponseTopic, OffsetFetchResponseTopics,
};
use protocol::messages::{OffsetFetchRequestView, OffsetFetchResponse};
use protocol::{ApiKey, ErrorCode, Uuid, VersionRange};
use replication::MetadataImage;

use super::groups;
use crate::purgatory::GroupAnswer;
use crate::request::{ReplyTo, Request, RequestError};
use crate::shard::Shard;

pub(crate) const KEY: ApiKey = ApiKey::OffsetFetch;
pub(crate) const VERSIONS: VersionRange = VersionRange::new(1, 10);

/// The first version with an error of the whole group.
const GROUP_ERROR_SINCE: i16 = 2;
/// The first version that asks for many groups at once.
const BATCHED_SINCE: i16 = 8;
/// The first version that names topics by id.
const TOPIC_IDS_SINCE: i16 = 10;

/// No offset, as OffsetFetch says it.
const NOTHING_COMMITTED: i64 = -1;

pub(crate) fn handle<I: Io>(shard: &mut Shard<I>, request: &Request) -> Result<(), RequestError> {
    let body: OffsetFetchRequestView = request.view()?;
    let asked = match request.version() {
        BATCHED_SINCE.. => groups_of(&shard.view.image, request, &body)?,
        _ => vec![single_group(request, &body)?],
    };
    let question = |asked: &AskedGroup| Question::FetchOffsets {
        group: asked.question.clone(),
        require_stable: body.require_stable,
    };
    let questions = asked.iter().map(question).collect();
    groups::ask_each(shard, request, questions, move |shard, reply_to, answers| {
        let image = shard.view.image.clone();
        let answered = asked.into_iter().zip(answers);
        let groups =
            answered.map(|(asked, answer)| group(&image, reply_to.version(), asked, answer)).collect();
        reply(shard, reply_to, groups);
    });
    Ok(())
}

/// A group as its coordinator is asked about it, and what the client said besides.
struct AskedGroup {
    question: OffsetFetchRequestGroup,
    /// Topics whose ids nobody here knows.
    unknown: Vec<OffsetFetchRequestTopics>,
}

fn single_group(request: &Request, body: &OffsetFetchRequestView<'_>) -> Result<AskedGroup, RequestError> {
    let topics = body.topics.into_iter().flatten();
    request.check_count(topics.map(|topic| 1 + topic.partition_indexes.len()).sum())?;
    let topic = |topic: protocol::messages::offset_fetch_request::OffsetFetchRequestTopicView<'_>| {
        OffsetFetchRequestTopics {
            name: topic.name.to_owned(),
            partition_indexes: topic.partition_indexes.iter().collect(),
            ..OffsetFetchRequestTopics::default()
        }
    };
    let question = OffsetFetchRequestGroup {
        group_id: body.group_id.to_owned(),
        topics: body.topics.map(|topics| topics.iter().map(topic).collect()),
        ..OffsetFetchRequestGroup::default()
    };
    Ok(AskedGroup { question, unknown: Vec::new() })
}

fn groups_of(
    image: &MetadataImage,
    request: &Request,
    body: &OffsetFetchRequestView<'_>,
) -> Result<Vec<AskedGroup>, RequestError> {
    let topics = |group: OffsetFetchRequestGroupView<'_>| -> usize {
        let topics = group.topics.into_iter().flatten();
        topics.map(|topic| 1 + topic.partition_indexes.len()).sum()
    };
    request.check_count(body.groups.iter().map(|group| 1 + topics(group)).sum())?;
    Ok(body.groups.iter().map(|group| asked_group(image, request.version(), group)).collect())
}

fn asked_group(image: &MetadataImage, version: i16, asked: OffsetFetchRequestGroupView<'_>) -> AskedGroup {
    let mut unknown = Vec::new();
    let topics = asked.topics.map(|topics| {
        let mut known = Vec::new();
        for topic in topics {
            let named = match version {
                TOPIC_IDS_SINCE.. => image.topic_by_id(topic.topic_id).map(|topic| topic.name.to_string()),
                _ => Some(topic.name.to_owned()),
            };
            let partition_indexes = topic.partition_indexes.iter().collect();
            let to = if named.is_some() { &mut known } else { &mut unknown };
            to.push(OffsetFetchRequestTopics {
                name: named.unwrap_or_default(),
                topic_id: topic.topic_id,
                partition_indexes,
            });
        }
        known
    });
    let question = OffsetFetchRequestGroup {
        group_id: asked.group_id.to_owned(),
        member_id: asked.member_id.map(str::to_owned),
        member_epoch: asked.member_epoch,
        topics,
    };
    AskedGroup { question, unknown }
}

/// The answer about one group.
fn group(
    image: &MetadataImage,
    version: i16,
    asked: AskedGroup,
    answer: GroupAnswer,
) -> OffsetFetchResponseGroup {
    let mut group = match answer {
        Ok(Answer::FetchOffsets(group)) => group,
        Ok(other) => groups::unexpected(other),
        Err(code) => {
            OffsetFetchResponseGroup { error_code: code.code(), ..OffsetFetchResponseGroup::default() }
        }
    };
    group.group_id.clone_from(&asked.question.group_id);
    if group.error_code != 0 {
        group.topics = match version {
            GROUP_ERROR_SINCE.. => Vec::new(),
            _ => failed_topics(asked.question.topics.unwrap_or_default(), group.error_code),
        };
        return group;
    }
    if version >= TOPIC_IDS_SINCE {
        name_by_id(image, asked.question.topics.as_deref(), &mut group);
        let code = ErrorCode::UnknownTopicId.code();
        group.topics.extend(failed_topics(asked.unknown, code));
    }
    group
}

/// Gives topics the ids that they were asked for with; without such, those that they have now. Who has none is left out.
fn name_by_id(
    image: &MetadataImage,
    asked: Option<&[OffsetFetchRequestTopics]>,
    group: &mut OffsetFetchResponseGroup,
) {
    match asked {
        Some(asked) => {
            debug_assert!(
                asked.iter().map(|topic| &topic.name).eq(group.topics.iter().map(|topic| &topic.name))
            );
            for (topic, asked) in group.topics.iter_mut().zip(asked) {
                topic.topic_id = asked.topic_id;
            }
        }
        None => {
            for topic in &mut group.topics {
                topic.topic_id = image.topic(&topic.name).map_or(Uuid::ZERO, |topic| topic.id);
            }
            group.topics.retain(|topic| !topic.topic_id.is_zero());
        }
    }
}

fn failed_topics(asked: Vec<OffsetFetchRequestTopics>, error_code: i16) -> Vec<OffsetFetchResponseTopics> {
    let partition = |partition_index| OffsetFetchResponsePartitions {
        partition_index,
        committed_offset: NOTHING_COMMITTED,
        committed_leader_epoch: -1,
        metadata: Some(String::new()),
        error_code,
    };
    let topic = |topic: OffsetFetchRequestTopics| OffsetFetchResponseTopics {
        partitions: topic.partition_indexes.into_iter().map(partition).collect(),
        name: topic.name,
        topic_id: topic.topic_id,
    };
    asked.into_iter().map(topic).collect()
}

fn reply<I: Io>(shard: &mut Shard<I>, reply_to: ReplyTo, mut groups: Vec<OffsetFetchResponseGroup>) {
    let mut response = OffsetFetchResponse::default();
    if reply_to.version() >= BATCHED_SINCE {
        response.groups = groups;
    } else {
        let group = groups.pop().expect("one group was asked about");
        response.error_code = group.error_code;
        response.topics = group.topics.into_iter().map(topic_of_one).collect();
    }
    shard.reply_with(reply_to, &response);
}

fn topic_of_one(topic: OffsetFetchResponseTopics) -> OffsetFetchResponseTopic {
    let partition = |partition: OffsetFetchResponsePartitions| OffsetFetchResponsePartition {
        partition_index: partition.partition_index,
        committed_offset: partition.committed_offset,
        committed_leader_epoch: partition.committed_leader_epoch,
        metadata: partition.metadata,
        error_code: partition.error_code,
    };
    OffsetFetchResponseTopic {
        name: topic.name,
        partitions: topic.partitions.into_iter().map(partition).collect(),
    }
}
