//! What can be asked of the controller, and what it answers.

use std::sync::Arc;

use protocol::{ErrorCode, Uuid};
use thiserror::Error;

use crate::image::{ConfigMap, ConfigResource};

/// A refusal, with Kafka's code and in Kafka's words.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{code}: {}", message.as_deref().unwrap_or("no message"))]
pub struct ApiError {
    /// The code in the response.
    pub code: ErrorCode,
    /// The message in the response, where its version has room for one.
    pub message: Option<String>,
}

impl ApiError {
    /// A refusal with a message.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: Some(message.into()) }
    }

    pub(crate) fn unknown_topic() -> Self {
        Self::new(ErrorCode::UnknownTopicOrPartition, "This server does not host this topic-partition.")
    }

    pub(crate) fn unknown_topic_id() -> Self {
        Self::new(ErrorCode::UnknownTopicId, "This server does not host this topic ID.")
    }
}

/// Whose answer it is; only handed back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ticket(pub u64);

/// A change of the metadata that a client wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ControlRequest {
    /// CreateTopics.
    CreateTopics {
        /// The topics.
        topics: Vec<NewTopic>,
        /// Only say what would happen.
        validate_only: bool,
    },
    /// Topics that a client asked for by name, to be made with the broker's defaults if they do not exist.
    AutoCreateTopics {
        /// The names.
        names: Vec<Arc<str>>,
    },
    /// DeleteTopics.
    DeleteTopics {
        /// The topics.
        topics: Vec<TopicSelector>,
    },
    /// CreatePartitions.
    CreatePartitions {
        /// The topics with their new counts.
        topics: Vec<NewPartitions>,
        /// Only say what would happen.
        validate_only: bool,
    },
    /// IncrementalAlterConfigs.
    IncrementalAlterConfigs {
        /// The resources with their changes.
        resources: Vec<IncrementalAlteration>,
        /// Only say what would happen.
        validate_only: bool,
    },
    /// AlterConfigs, which replaces all that was set.
    AlterConfigs {
        /// The resources with their new sets.
        resources: Vec<ConfigReplacement>,
        /// Only say what would happen.
        validate_only: bool,
    },
    /// A block of producer ids for one shard.
    AllocateProducerIds,
}

/// A topic to be created.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewTopic {
    /// Its name.
    pub name: String,
    /// How many partitions; -1 for the broker's default, or with assignments.
    pub num_partitions: i32,
    /// How many replicas of each; -1 for the broker's default, or with assignments.
    pub replication_factor: i16,
    /// Partition index and its replicas, if the client chose them.
    pub assignments: Vec<(i32, Vec<i32>)>,
    /// Its configurations.
    pub configs: Vec<(String, Option<String>)>,
}

/// A topic by name or by id, as on the wire.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TopicSelector {
    /// The name; `None` if the id counts.
    pub name: Option<String>,
    /// The id; zero if the name counts.
    pub id: Uuid,
}

/// More partitions for a topic.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewPartitions {
    /// The topic.
    pub name: String,
    /// How many it should have in all.
    pub count: i32,
    /// The replicas of each new partition, if the client chose them.
    pub assignments: Option<Vec<Vec<i32>>>,
}

/// Changes of one resource's configurations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncrementalAlteration {
    /// The resource.
    pub resource: ConfigResource,
    /// The changes, at most one for each name.
    pub changes: Vec<ConfigChange>,
}

/// One change of a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigChange {
    /// The configuration.
    pub name: String,
    /// What to do.
    pub operation: AlterOperation,
    /// With what; `None` makes sense with [`AlterOperation::Delete`] only.
    pub value: Option<String>,
}

/// What IncrementalAlterConfigs can do to a configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(i8)]
pub enum AlterOperation {
    /// Set it.
    Set = 0,
    /// Back to the default.
    Delete = 1,
    /// Add to a list.
    Append = 2,
    /// Remove from a list.
    Subtract = 3,
}

impl AlterOperation {
    /// The operation with this number on the wire.
    pub fn from_code(code: i8) -> Option<Self> {
        [Self::Set, Self::Delete, Self::Append, Self::Subtract].into_iter().find(|op| *op as i8 == code)
    }

    /// Kafka's name of it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Set => "SET",
            Self::Delete => "DELETE",
            Self::Append => "APPEND",
            Self::Subtract => "SUBTRACT",
        }
    }
}

/// The whole new set of one resource's configurations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigReplacement {
    /// The resource.
    pub resource: ConfigResource,
    /// What shall be set; everything else goes back to its default.
    pub configs: Vec<(String, Option<String>)>,
}

/// The answer to a [`ControlRequest`], item by item in the request's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ControlReply {
    /// To CreateTopics.
    CreateTopics(Vec<CreatedTopic>),
    /// To AutoCreateTopics: the ids of topics that exist now.
    AutoCreateTopics(Vec<(Arc<str>, Result<Uuid, ApiError>)>),
    /// To DeleteTopics.
    DeleteTopics(Vec<DeletedTopic>),
    /// To CreatePartitions.
    CreatePartitions(Vec<(String, Result<(), ApiError>)>),
    /// To both requests that alter configurations.
    AlterConfigs(Vec<(ConfigResource, Result<(), ApiError>)>),
    /// To AllocateProducerIds.
    AllocateProducerIds(Result<ProducerIdBlock, ApiError>),
    /// To any of them, while nothing can be changed: the broker stops, or the metadata log failed.
    Unavailable(ApiError),
}

/// What became of one topic of CreateTopics.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreatedTopic {
    /// The name in the request.
    pub name: String,
    /// The topic, or why not.
    pub result: Result<TopicCreated, ApiError>,
}

/// A topic that was created, or would have been.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicCreated {
    /// Its id; zero if the request only validated.
    pub id: Uuid,
    /// How many partitions it has.
    pub num_partitions: i32,
    /// How many replicas each has.
    pub replication_factor: i16,
    /// What was set for it.
    pub configs: ConfigMap,
}

/// What became of one topic of DeleteTopics.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeletedTopic {
    /// The name, where it is known.
    pub name: Option<String>,
    /// The id, where it is known.
    pub id: Uuid,
    /// Done, or why not.
    pub result: Result<(), ApiError>,
}

/// Producer ids that nobody else will ever hand out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProducerIdBlock {
    /// The first.
    pub first: i64,
    /// How many.
    pub len: i32,
}
