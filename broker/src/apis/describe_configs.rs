//! DescribeConfigs: every key of a resource with its value, source, synonyms, type and documentation.

use std::collections::BTreeSet;

use io::Io;
use protocol::messages::describe_configs_request::DescribeConfigsResourceView;
use protocol::messages::describe_configs_response::{
    DescribeConfigsResourceResult, DescribeConfigsResult, DescribeConfigsSynonym,
};
use protocol::messages::{DescribeConfigsRequestView, DescribeConfigsResponse};
use protocol::{ApiKey, ErrorCode, VersionRange};
use replication::{ApiError, ConfigResourceKind, MetadataImage, validate_topic_name};

use super::admin::{check_items, code_and_message};
use super::config_alterations::invalid_request;
use crate::config::{BrokerConfig, ConfigEntry, ConfigSource};
use crate::request::{Request, RequestError};
use crate::shard::Shard;

pub(crate) const KEY: ApiKey = ApiKey::DescribeConfigs;
pub(crate) const VERSIONS: VersionRange = VersionRange::new(1, 4);

/// The one logger that is described: all of the process.
pub(super) const ROOT_LOGGER: &str = "root";

pub(crate) fn handle<I: Io>(shard: &mut Shard<I>, request: &Request) -> Result<(), RequestError> {
    let body: DescribeConfigsRequestView = request.view()?;
    check_items(KEY, body.resources.len())?;
    let (config, image) = (&shard.config, &shard.view.image);
    let mut seen = BTreeSet::new();
    let mut results = Vec::new();
    for resource in body.resources {
        // Once is enough: a description is a hundred times larger than the request for it.
        if seen.insert((resource.resource_type, resource.resource_name)) {
            results.push(describe(config, image, &resource, &body));
        }
    }
    let response = DescribeConfigsResponse { results, ..DescribeConfigsResponse::default() };
    shard.reply_with(request.reply_to(), &response);
    Ok(())
}

fn describe(
    config: &BrokerConfig,
    image: &MetadataImage,
    resource: &DescribeConfigsResourceView<'_>,
    body: &DescribeConfigsRequestView<'_>,
) -> DescribeConfigsResult {
    let outcome = entries(config, image, resource.resource_type, resource.resource_name);
    let (error_code, error_message) = code_and_message(&outcome);
    // Where nothing is wrong, Kafka's message is empty, not null.
    let error_message = if outcome.is_ok() { Some(String::new()) } else { error_message };
    let keys = resource.configuration_keys.filter(|keys| !keys.is_empty());
    let is_wanted = |entry: &ConfigEntry| keys.is_none_or(|keys| keys.iter().any(|key| key == entry.name));
    DescribeConfigsResult {
        error_code,
        error_message,
        resource_type: resource.resource_type,
        resource_name: resource.resource_name.to_owned(),
        configs: outcome
            .unwrap_or_default()
            .into_iter()
            .filter(is_wanted)
            .map(|entry| result(entry, body.include_synonyms, body.include_documentation))
            .collect(),
    }
}

fn entries(
    config: &BrokerConfig,
    image: &MetadataImage,
    code: i8,
    name: &str,
) -> Result<Vec<ConfigEntry>, ApiError> {
    let unknown = || invalid_request(format!("Unknown resource type {code}"));
    let named = |what: &str| {
        if name.is_empty() { Err(invalid_request(format!("{what} must not be empty"))) } else { Ok(()) }
    };
    match ConfigResourceKind::from_code(code).ok_or_else(unknown)? {
        ConfigResourceKind::Topic => {
            validate_topic_name(name)
                .map_err(|message| ApiError::new(ErrorCode::InvalidTopicException, message))?;
            let missing = ApiError { code: ErrorCode::UnknownTopicOrPartition, message: None };
            image.topic(name).ok_or(missing)?;
            Ok(config.describe_topic(image, name))
        }
        ConfigResourceKind::Broker if name.is_empty() => Ok(config.describe_cluster_default(image)),
        ConfigResourceKind::Broker => {
            check_node(config.node_id, name, " or empty string,")?;
            Ok(config.describe_broker(image))
        }
        ConfigResourceKind::BrokerLogger => {
            named("Broker id")?;
            check_node(config.node_id, name, "")?;
            Ok(vec![root_logger()])
        }
        ConfigResourceKind::ClientMetrics => {
            named("Client metrics subscription name")?;
            Ok(config.describe_client_metrics())
        }
        ConfigResourceKind::Group => {
            named("Group name")?;
            Ok(config.describe_group(image, name))
        }
    }
}

/// A broker is described by itself.
fn check_node(node_id: i32, name: &str, or: &str) -> Result<(), ApiError> {
    match name.parse::<i32>() {
        Ok(id) if id == node_id => Ok(()),
        Ok(id) => {
            Err(invalid_request(format!("Unexpected broker id, expected {node_id}{or} but received {id}")))
        }
        Err(_) => Err(invalid_request(format!("Broker id must be an integer, but it is: {name}"))),
    }
}

/// The level of the whole process's log, which is set when it starts.
fn root_logger() -> ConfigEntry {
    ConfigEntry {
        name: ROOT_LOGGER.to_owned(),
        value: Some(tracing::level_filters::LevelFilter::current().to_string().to_uppercase()),
        source: ConfigSource::DynamicBrokerLogger,
        is_read_only: true,
        is_sensitive: false,
        synonyms: Vec::new(),
        kind: None,
        documentation: "",
    }
}

fn result(entry: ConfigEntry, synonyms: bool, documentation: bool) -> DescribeConfigsResourceResult {
    let synonym = |synonym: crate::config::ConfigSynonym| DescribeConfigsSynonym {
        name: synonym.name,
        value: synonym.value,
        source: synonym.source as i8,
    };
    let all = if synonyms { entry.synonyms } else { Vec::new() };
    DescribeConfigsResourceResult {
        name: entry.name,
        value: entry.value,
        read_only: entry.is_read_only,
        config_source: entry.source as i8,
        is_sensitive: entry.is_sensitive,
        synonyms: all.into_iter().map(synonym).collect(),
        // 0 is Kafka's "unknown".
        config_type: entry.kind.map_or(0, |kind| kind as i8),
        documentation: documentation.then(|| entry.documentation.to_owned()),
        // Of version 0 only, which is not served.
        is_default: false,
    }
}
