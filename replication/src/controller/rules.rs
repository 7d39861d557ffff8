//! What the controller has to be told about configurations.

use crate::image::{ConfigMap, ConfigResource, ConfigResourceKind};

/// The declarations of configurations, which the broker has.
pub trait ConfigRules: Send + Sync {
    /// Checks the whole set that a resource would have. The error is the message for INVALID_CONFIG, in Kafka's words:
    /// `Unknown topic config name: foo`.
    fn check(&self, resource: &ConfigResource, configs: &ConfigMap) -> Result<(), String>;

    /// Whether a configuration is a list, so that APPEND and SUBTRACT make sense.
    fn is_list(&self, kind: ConfigResourceKind, name: &str) -> bool;

    /// A configuration's value where nothing is set: what APPEND adds to.
    fn default_value(&self, kind: ConfigResourceKind, name: &str) -> Option<String>;
}

/// The settings of the controller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControllerConfig {
    /// This node: the only controller, and a broker.
    pub node_id: i32,
    /// `num.partitions`.
    pub num_partitions: i32,
    /// `default.replication.factor`.
    pub default_replication_factor: i16,
    /// `delete.topic.enable`.
    pub delete_topic_enable: bool,
    /// `min.insync.replicas` of the broker; it becomes the cluster's default when eligible leader replicas are on.
    pub min_in_sync_replicas: i32,
    /// Topics of Kafka's own that are not made like others.
    pub internal_topics: Vec<InternalTopic>,
}

/// How a topic of Kafka's own is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InternalTopic {
    /// Its name.
    pub name: &'static str,
    /// Its partitions.
    pub num_partitions: i32,
    /// Its replicas; as many as there are live brokers if those are fewer.
    pub replication_factor: i16,
    /// Its configurations.
    pub configs: Vec<(String, Option<String>)>,
}

impl Default for ControllerConfig {
    fn default() -> Self {
        Self {
            node_id: 1,
            num_partitions: 1,
            default_replication_factor: 1,
            delete_topic_enable: true,
            min_in_sync_replicas: 1,
            internal_topics: Vec::new(),
        }
    }
}
