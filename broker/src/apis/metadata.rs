//! Metadata: brokers, topics, partitions; creates topics that are asked for, where that is allowed.

use std::sync::Arc;

use io::Io;
use protocol::messages::{MetadataRequestView, MetadataResponseWriter};
use protocol::{ApiKey, ErrorCode, Uuid, VersionRange};
use replication::{ControlReply, ControlRequest, INTERNAL_TOPICS, Topic, validate_topic_name};

use crate::request::{Request, RequestError};
use crate::response::ResponseSink;
use crate::shard::Shard;
use crate::view::ClusterView;

pub(crate) const KEY: ApiKey = ApiKey::Metadata;
pub(crate) const VERSIONS: VersionRange = VersionRange::new(0, 13);

/// "Not asked for", in fields of authorized operations.
const OPERATIONS_OMITTED: i32 = i32::MIN;
/// The operations that a client may do to a topic where nothing is forbidden (KIP-430): READ, WRITE, CREATE, DELETE,
/// ALTER, DESCRIBE, DESCRIBE_CONFIGS, ALTER_CONFIGS.
const TOPIC_OPERATIONS: i32 = 0b1101_1111_1000;
/// To the cluster: CREATE, ALTER, DESCRIBE, CLUSTER_ACTION, DESCRIBE_CONFIGS, ALTER_CONFIGS, IDEMPOTENT_WRITE.
const CLUSTER_OPERATIONS: i32 = 0b1_1111_1010_0000;

pub(crate) fn handle<I: Io>(shard: &mut Shard<I>, request: &Request) -> Result<(), RequestError> {
    let body: MetadataRequestView = request.view()?;
    request.check_count(body.topics.map_or(0, |topics| topics.len()))?;
    let missing = missing_topics(shard, request, &body);
    if missing.is_empty() {
        reply(shard, request, &[]);
        return Ok(());
    }
    let request = request.clone();
    shard.ask_control(ControlRequest::AutoCreateTopics { names: missing }, move |shard, created| {
        let failed = match created {
            ControlReply::AutoCreateTopics(results) => results
                .into_iter()
                .filter_map(|(name, result)| result.err().map(|error| (name, error.code)))
                .collect(),
            _ => Vec::new(),
        };
        reply(shard, &request, &failed);
    });
    Ok(())
}

/// Topics that are not there and may be created now.
fn missing_topics<I: Io>(
    shard: &Shard<I>,
    request: &Request,
    body: &MetadataRequestView<'_>,
) -> Vec<Arc<str>> {
    // Until version 3 there was no way to forbid it.
    let is_allowed = body.allow_auto_topic_creation || request.version() < 4;
    if !is_allowed || !shard.config.auto_create_topics_enable {
        return Vec::new();
    }
    let named = body.topics.into_iter().flatten().filter_map(|topic| topic.name);
    named
        .filter(|name| shard.view.image.topic(name).is_none() && validate_topic_name(name).is_ok())
        .map(Arc::from)
        .collect()
}

/// A topic of the reply: what it is, or under which name or id it is not there.
enum Entry<'a> {
    Known(&'a Topic),
    Missing { name: Option<&'a str>, id: Uuid, code: ErrorCode },
}

fn reply<I: Io>(shard: &mut Shard<I>, request: &Request, failed: &[(Arc<str>, ErrorCode)]) {
    let body: MetadataRequestView = request.view().expect("it parsed when it came");
    let view = shard.view.clone();
    let entries = entries(&view, request.version(), &body, failed);
    let brokers = shard.advertised_brokers(request.reply_to());
    let cluster_id = shard.cluster_id().to_owned();
    shard.reply(request.reply_to(), |writer| {
        let mut response = MetadataResponseWriter::new(writer);
        response.throttle_time_ms(0).brokers(brokers.len());
        for broker in &brokers {
            let mut writer = response.brokers_element();
            writer
                .node_id(broker.id)
                .host(&broker.host)
                .port(i32::from(broker.port))
                .rack(broker.rack.as_deref());
            writer.end();
        }
        response.cluster_id(Some(&cluster_id));
        response.controller_id(brokers.first().map_or(-1, |broker| broker.id)).topics(entries.len());
        for entry in &entries {
            write_topic(response.topics_element(), entry, body.include_topic_authorized_operations);
        }
        let operations = body.include_cluster_authorized_operations;
        response.cluster_authorized_operations(if operations {
            CLUSTER_OPERATIONS
        } else {
            OPERATIONS_OMITTED
        });
        response.error_code(0);
        response.end();
    });
}

fn entries<'a>(
    view: &'a ClusterView,
    version: i16,
    body: &MetadataRequestView<'a>,
    failed: &[(Arc<str>, ErrorCode)],
) -> Vec<Entry<'a>> {
    let image = &*view.image;
    // Null asks for all; in version 0, which has no null, so does none.
    let Some(topics) = body.topics.filter(|topics| version > 0 || !topics.is_empty()) else {
        return image.topics().map(Entry::Known).collect();
    };
    let entry = |name: Option<&'a str>, id: Uuid| match name {
        Some(name) => image.topic(name).map_or_else(
            || Entry::Missing { name: Some(name), id: Uuid::ZERO, code: missing_code(name, failed) },
            Entry::Known,
        ),
        None => image
            .topic_by_id(id)
            .map_or(Entry::Missing { name: None, id, code: ErrorCode::UnknownTopicId }, Entry::Known),
    };
    topics.iter().map(|topic| entry(topic.name, topic.topic_id)).collect()
}

fn missing_code(name: &str, failed: &[(Arc<str>, ErrorCode)]) -> ErrorCode {
    if validate_topic_name(name).is_err() {
        return ErrorCode::InvalidTopicException;
    }
    let failure = failed.iter().find(|(topic, _)| &**topic == name);
    failure.map_or(ErrorCode::UnknownTopicOrPartition, |(_, code)| *code)
}

type TopicWriter<'w, 's> =
    protocol::messages::metadata_response::MetadataResponseTopicWriter<'w, 's, ResponseSink>;

fn write_topic(mut writer: TopicWriter<'_, '_>, entry: &Entry<'_>, operations: bool) {
    let topic = match entry {
        Entry::Known(topic) => topic,
        Entry::Missing { name, id, code } => {
            writer.error_code(code.code()).name(*name).topic_id(*id).is_internal(false).partitions(0);
            writer.topic_authorized_operations(OPERATIONS_OMITTED);
            return writer.end();
        }
    };
    let is_internal = INTERNAL_TOPICS.contains(&&*topic.name);
    writer.error_code(0).name(Some(&topic.name)).topic_id(topic.id).is_internal(is_internal);
    writer.partitions(topic.partitions().len());
    for partition in topic.partitions() {
        let code = if partition.leader < 0 { ErrorCode::LeaderNotAvailable } else { ErrorCode::None };
        let mut writer = writer.partitions_element();
        writer.error_code(code.code()).partition_index(partition.index).leader_id(partition.leader);
        writer.leader_epoch(partition.leader_epoch).replica_nodes(&partition.replicas);
        writer.isr_nodes(&partition.in_sync_replicas).offline_replicas(&[]);
        writer.end();
    }
    writer.topic_authorized_operations(if operations { TOPIC_OPERATIONS } else { OPERATIONS_OMITTED });
    writer.end();
}
