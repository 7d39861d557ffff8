//! CreateTopics.

use io::Io;
use protocol::messages::create_topics_request::CreatableTopicView;
use protocol::messages::create_topics_response::{CreatableTopicConfigs, CreatableTopicResult};
use protocol::messages::{CreateTopicsRequestView, CreateTopicsResponse};
use protocol::{ApiKey, ErrorCode, VersionRange};
use replication::{
    ApiError, ControlReply, ControlRequest, CreatedTopic, MetadataImage, NewTopic, TopicCreated,
};

use super::admin::check_items;
use crate::config::{BrokerConfig, ConfigEntry};
use crate::request::{Request, RequestError};
use crate::shard::Shard;

pub(crate) const KEY: ApiKey = ApiKey::CreateTopics;
pub(crate) const VERSIONS: VersionRange = VersionRange::new(2, 7);

pub(crate) fn handle<I: Io>(shard: &mut Shard<I>, request: &Request) -> Result<(), RequestError> {
    let body: CreateTopicsRequestView = request.view()?;
    check_items(KEY, body.topics.iter().map(|topic| items(&topic)).sum())?;
    let topics = body.topics.iter().map(new_topic).collect();
    let (reply_to, names) = (request.reply_to(), request.clone());
    let change = ControlRequest::CreateTopics { topics, validate_only: body.validate_only };
    shard.ask_control(change, move |shard, reply| {
        let created = match reply {
            ControlReply::CreateTopics(created) => created,
            ControlReply::Unavailable(error) => unavailable(&names, &error),
            other => unreachable!("topics were to be created, not {other:?}"),
        };
        let (config, image) = (&shard.config, &shard.view.image);
        let topics = created.into_iter().map(|topic| result(config, image, topic)).collect();
        shard.reply_with(reply_to, &CreateTopicsResponse { topics, ..CreateTopicsResponse::default() });
    });
    Ok(())
}

fn items(topic: &CreatableTopicView<'_>) -> usize {
    let replicas: usize = topic.assignments.iter().map(|partition| partition.broker_ids.len()).sum();
    1 + topic.assignments.len() + replicas + topic.configs.len()
}

fn new_topic(topic: CreatableTopicView<'_>) -> NewTopic {
    let assignments = topic
        .assignments
        .iter()
        .map(|partition| (partition.partition_index, partition.broker_ids.iter().collect()));
    let configs =
        topic.configs.iter().map(|config| (config.name.to_owned(), config.value.map(str::to_owned)));
    NewTopic {
        name: topic.name.to_owned(),
        num_partitions: topic.num_partitions,
        replication_factor: topic.replication_factor,
        assignments: assignments.collect(),
        configs: configs.collect(),
    }
}

fn unavailable(request: &Request, error: &ApiError) -> Vec<CreatedTopic> {
    let body: CreateTopicsRequestView = request.view().expect("it parsed when it came");
    let failed = |topic: CreatableTopicView<'_>| CreatedTopic {
        name: topic.name.to_owned(),
        result: Err(error.clone()),
    };
    body.topics.iter().map(failed).collect()
}

fn result(config: &BrokerConfig, image: &MetadataImage, topic: CreatedTopic) -> CreatableTopicResult {
    match topic.result {
        Ok(created) => success(config, image, topic.name, created),
        Err(error) => CreatableTopicResult {
            name: topic.name,
            error_code: error.code.code(),
            error_message: error.message,
            num_partitions: -1,
            replication_factor: -1,
            configs: Some(Vec::new()),
            ..CreatableTopicResult::default()
        },
    }
}

fn success(
    config: &BrokerConfig,
    image: &MetadataImage,
    name: String,
    created: TopicCreated,
) -> CreatableTopicResult {
    let entries = config.describe_topic_with(image, Some(&created.configs));
    CreatableTopicResult {
        name,
        topic_id: created.id,
        error_code: ErrorCode::None.code(),
        num_partitions: created.num_partitions,
        replication_factor: created.replication_factor,
        configs: Some(entries.into_iter().map(config_entry).collect()),
        ..CreatableTopicResult::default()
    }
}

fn config_entry(entry: ConfigEntry) -> CreatableTopicConfigs {
    CreatableTopicConfigs {
        name: entry.name,
        value: entry.value,
        read_only: entry.is_read_only,
        config_source: entry.source as i8,
        is_sensitive: entry.is_sensitive,
    }
}
