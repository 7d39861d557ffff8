//! DescribeTopicPartitions (KIP-966): topics in the order of their names, in pages.

use std::collections::BTreeSet;

use io::Io;
use protocol::messages::describe_topic_partitions_response::{
    Cursor, DescribeTopicPartitionsResponsePartition, DescribeTopicPartitionsResponseTopic,
};
use protocol::messages::{DescribeTopicPartitionsRequestView, DescribeTopicPartitionsResponse};
use protocol::{ApiKey, ErrorCode, VersionRange};
use replication::{INTERNAL_TOPICS, MetadataImage, Partition, Topic, validate_topic_name};

use super::authorized_operations::{OMITTED, TOPIC};
use crate::request::{Request, RequestError};
use crate::shard::Shard;

pub(crate) const KEY: ApiKey = ApiKey::DescribeTopicPartitions;
pub(crate) const VERSIONS: VersionRange = VersionRange::new(0, 0);

pub(crate) fn handle<I: Io>(shard: &mut Shard<I>, request: &Request) -> Result<(), RequestError> {
    let body: DescribeTopicPartitionsRequestView = request.view()?;
    let wanted = usize::try_from(body.response_partition_limit).unwrap_or(0);
    let limit = wanted.min(shard.config.request_partitions_max).max(1);
    let cursor = body.cursor.map(|cursor| (cursor.topic_name, cursor.partition_index));
    let names: Option<BTreeSet<&str>> =
        (!body.topics.is_empty()).then(|| body.topics.iter().map(|topic| topic.name).collect());
    let response = match cursor {
        Some((_, index)) if index < 0 => refuse(names.into_iter().flatten()),
        _ => page(&shard.view.image, names, cursor, limit),
    };
    shard.reply_with(request.reply_to(), &response);
    Ok(())
}

/// A cursor that no response has ever given.
fn refuse<'a>(names: impl Iterator<Item = &'a str>) -> DescribeTopicPartitionsResponse {
    let topics = names.map(|name| missing(name, ErrorCode::InvalidRequest)).collect();
    DescribeTopicPartitionsResponse { topics, ..DescribeTopicPartitionsResponse::default() }
}

/// From `cursor` on, at most `limit` partitions of the topics named, or of all.
fn page(
    image: &MetadataImage,
    names: Option<BTreeSet<&str>>,
    cursor: Option<(&str, i32)>,
    limit: usize,
) -> DescribeTopicPartitionsResponse {
    let (first, first_index) = cursor.unwrap_or(("", 0));
    let mut page = Page { response: DescribeTopicPartitionsResponse::default(), room: limit };
    let mut add = |name: &str, topic: Option<&Topic>| {
        // A topic that is gone since the cursor was given: the next one begins at its beginning.
        let from = if name == first { first_index } else { 0 };
        page.add(image, name, topic, from)
    };
    match names {
        Some(names) => {
            for name in names.into_iter().filter(|name| *name >= first) {
                if !add(name, image.topic(name)) {
                    break;
                }
            }
        }
        None => {
            for topic in image.topics_from(first) {
                if !add(&topic.name, Some(topic)) {
                    break;
                }
            }
        }
    }
    page.response
}

struct Page {
    response: DescribeTopicPartitionsResponse,
    room: usize,
}

impl Page {
    /// Adds a topic from partition `from` on; false when the page is full.
    fn add(&mut self, image: &MetadataImage, name: &str, topic: Option<&Topic>, from: i32) -> bool {
        if self.room == 0 {
            let cursor = Cursor { topic_name: name.to_owned(), partition_index: from };
            self.response.next_cursor = Some(cursor);
            return false;
        }
        let Some(topic) = topic else {
            let is_valid = validate_topic_name(name).is_ok();
            let code =
                if is_valid { ErrorCode::UnknownTopicOrPartition } else { ErrorCode::InvalidTopicException };
            self.response.topics.push(missing(name, code));
            return true;
        };
        let rest = topic.partitions().iter().filter(|partition| partition.index >= from);
        let partitions: Vec<_> = rest.clone().take(self.room).map(|one| describe(image, one)).collect();
        self.room -= partitions.len();
        let next = rest.clone().nth(partitions.len());
        self.response.topics.push(DescribeTopicPartitionsResponseTopic {
            error_code: ErrorCode::None.code(),
            name: Some(topic.name.to_string()),
            topic_id: topic.id,
            is_internal: INTERNAL_TOPICS.contains(&&*topic.name),
            partitions,
            topic_authorized_operations: TOPIC,
        });
        if let Some(next) = next {
            let cursor = Cursor { topic_name: topic.name.to_string(), partition_index: next.index };
            self.response.next_cursor = Some(cursor);
        }
        next.is_none()
    }
}

fn missing(name: &str, code: ErrorCode) -> DescribeTopicPartitionsResponseTopic {
    DescribeTopicPartitionsResponseTopic {
        error_code: code.code(),
        name: Some(name.to_owned()),
        topic_authorized_operations: OMITTED,
        ..DescribeTopicPartitionsResponseTopic::default()
    }
}

fn describe(image: &MetadataImage, partition: &Partition) -> DescribeTopicPartitionsResponsePartition {
    let code = if partition.leader < 0 { ErrorCode::LeaderNotAvailable } else { ErrorCode::None };
    let is_offline = |id: &i32| image.broker(*id).is_none_or(|broker| broker.is_fenced());
    DescribeTopicPartitionsResponsePartition {
        error_code: code.code(),
        partition_index: partition.index,
        leader_id: partition.leader,
        leader_epoch: partition.leader_epoch,
        replica_nodes: partition.replicas.to_vec(),
        isr_nodes: partition.in_sync_replicas.to_vec(),
        eligible_leader_replicas: Some(partition.eligible_leader_replicas.to_vec()),
        last_known_elr: Some(partition.last_known_elr.to_vec()),
        offline_replicas: partition.replicas.iter().copied().filter(is_offline).collect(),
    }
}
