//! Configurations of topics and brokers.

use io::Io;
use protocol::messages::describe_configs_request::DescribeConfigsResource;
use protocol::messages::incremental_alter_configs_request::{AlterConfigsResource, AlterableConfig};
use protocol::messages::{DescribeConfigsRequest, IncrementalAlterConfigsRequest};

use super::{Admin, Outcome};
use crate::{CallOptions, Error, Target};

/// What is configured.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ConfigResource {
    /// Its kind.
    pub kind: ResourceKind,
    /// A topic's name, or a broker's id (empty: the default of all brokers).
    pub name: String,
}

/// Kinds of configured things.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum ResourceKind {
    /// A topic.
    Topic,
    /// A broker.
    Broker,
}

/// Where a value comes from.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum ConfigSource {
    /// Set on the topic.
    DynamicTopic,
    /// Set on this broker while it ran.
    DynamicBroker,
    /// Set on all brokers while they ran.
    DynamicDefaultBroker,
    /// From the broker's file.
    StaticBroker,
    /// Nobody set it.
    Default,
    /// Another source, by Kafka's number.
    Other(i8),
}

/// One configuration with its value.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ConfigEntry {
    /// Kafka's name.
    pub name: String,
    /// `None`: no value, or a secret.
    pub value: Option<String>,
    /// Where it comes from.
    pub source: ConfigSource,
    /// Whether it can be changed while the broker runs.
    pub is_read_only: bool,
    /// Whether its value is a secret.
    pub is_sensitive: bool,
}

/// A change of one configuration.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum AlterOperation {
    /// Set the value.
    Set,
    /// Back to the default.
    Delete,
    /// Add to a list.
    Append,
    /// Take from a list.
    Subtract,
}

impl<I: Io> Admin<I> {
    /// All configurations of each resource, in the broker's order.
    pub fn describe_configs(
        &mut self,
        resources: &[ConfigResource],
    ) -> Result<Vec<Outcome<Vec<ConfigEntry>, ConfigResource>>, Error> {
        let asked: Vec<DescribeConfigsResource> = resources
            .iter()
            .map(|resource| DescribeConfigsResource {
                resource_type: resource.kind.code(),
                resource_name: resource.name.clone(),
                configuration_keys: None,
            })
            .collect();
        let options = CallOptions::repeatable(target(resources));
        let response = self.client.run(options, move |_| DescribeConfigsRequest {
            resources: asked.clone(),
            ..Default::default()
        })?;
        let results = response.results.into_iter().filter_map(|result| {
            let kind = ResourceKind::from_code(result.resource_type)?;
            let outcome = Error::check(result.error_code, result.error_message.as_deref());
            let entries = result.configs.into_iter().map(|config| ConfigEntry {
                name: config.name,
                value: config.value,
                source: ConfigSource::from_code(config.config_source),
                is_read_only: config.read_only,
                is_sensitive: config.is_sensitive,
            });
            let resource = ConfigResource { kind, name: result.resource_name };
            Some((resource, outcome.map(|()| entries.collect())))
        });
        Ok(results.collect())
    }

    /// Changes single configurations of one resource.
    pub fn alter_configs(
        &mut self,
        resource: &ConfigResource,
        changes: &[(String, AlterOperation, Option<String>)],
    ) -> Result<(), Error> {
        let configs = changes.iter().map(|(name, operation, value)| AlterableConfig {
            name: name.clone(),
            config_operation: operation.code(),
            value: value.clone(),
        });
        let altered = AlterConfigsResource {
            resource_type: resource.kind.code(),
            resource_name: resource.name.clone(),
            configs: configs.collect(),
        };
        let response = self.change(move |_| IncrementalAlterConfigsRequest {
            resources: vec![altered.clone()],
            validate_only: false,
        })?;
        let mut results = response.responses.iter();
        results.try_for_each(|result| Error::check(result.error_code, result.error_message.as_deref()))
    }
}

/// A broker's own configuration is asked of that broker.
fn target(resources: &[ConfigResource]) -> Target {
    match resources {
        [ConfigResource { kind: ResourceKind::Broker, name }] => {
            name.parse().map_or(Target::Any, Target::Node)
        }
        _ => Target::Any,
    }
}

impl ResourceKind {
    fn code(self) -> i8 {
        match self {
            Self::Topic => 2,
            Self::Broker => 4,
        }
    }

    fn from_code(code: i8) -> Option<Self> {
        [Self::Topic, Self::Broker].into_iter().find(|kind| kind.code() == code)
    }
}

impl ConfigSource {
    fn from_code(code: i8) -> Self {
        match code {
            1 => Self::DynamicTopic,
            2 => Self::DynamicBroker,
            3 => Self::DynamicDefaultBroker,
            4 => Self::StaticBroker,
            5 => Self::Default,
            other => Self::Other(other),
        }
    }
}

impl AlterOperation {
    fn code(self) -> i8 {
        match self {
            Self::Set => 0,
            Self::Delete => 1,
            Self::Append => 2,
            Self::Subtract => 3,
        }
    }
}
