//! DeleteTopics.

use std::sync::Arc;

use protocol::metadata::RemoveTopicRecord;
use protocol::{ErrorCode, MetadataRecord, Uuid};

use super::{ApiError, ControlReply, Controller, DeletedTopic, TopicSelector};
use crate::image::{ConfigMap, ConfigResource};

impl Controller {
    pub(super) fn delete_topics(&self, topics: Vec<TopicSelector>) -> (Vec<MetadataRecord>, ControlReply) {
        let mut records = Vec::new();
        let mut deleted: Vec<DeletedTopic> = Vec::new();
        for (index, selector) in topics.iter().enumerate() {
            let result = self.find_topic(selector).and_then(|id| match duplicate(&topics, index) {
                Some(message) => Err(ApiError::new(ErrorCode::InvalidRequest, message)),
                None if deleted.iter().any(|other| other.id == id) => Err(ApiError::new(
                    ErrorCode::InvalidRequest,
                    "The provided topic name maps to an ID that was already supplied.",
                )),
                None => Ok(id),
            });
            let known = result.as_ref().ok().and_then(|id| self.latest.topic_by_id(*id));
            deleted.push(DeletedTopic {
                name: known.map(|topic| topic.name.to_string()).or_else(|| selector.name.clone()),
                id: known.map_or(selector.id, |topic| topic.id),
                result: result.map(|id| records.extend(self.removal(id))),
            });
        }
        (records, ControlReply::DeleteTopics(deleted))
    }

    /// The configurations go first, one by one: RemoveTopicRecord takes them along, but a Kafka 4.4 that replays creation,
    /// deletion and a new creation of one name at once gives the new topic what the old one had.
    fn removal(&self, topic_id: Uuid) -> impl Iterator<Item = MetadataRecord> {
        let topic = self.latest.topic_by_id(topic_id).expect("it was found");
        let resource = ConfigResource::topic(Arc::clone(&topic.name));
        let configs = self.config_set_records(&resource, &ConfigMap::new());
        configs.into_iter().chain([RemoveTopicRecord { topic_id }.into()])
    }

    fn find_topic(&self, selector: &TopicSelector) -> Result<Uuid, ApiError> {
        if !self.config.delete_topic_enable {
            return Err(ApiError::new(ErrorCode::TopicDeletionDisabled, "Topic deletion is disabled."));
        }
        let refused = |message: &str| Err(ApiError::new(ErrorCode::InvalidRequest, message));
        match (&selector.name, selector.id) {
            (None, id) if id.is_zero() => refused("Neither topic name nor id were specified."),
            (Some(_), id) if !id.is_zero() => refused("You may not specify both topic name and topic id."),
            (Some(name), _) => {
                self.latest.topic(name).map(|topic| topic.id).ok_or_else(ApiError::unknown_topic)
            }
            (None, id) => {
                self.latest.topic_by_id(id).map(|topic| topic.id).ok_or_else(ApiError::unknown_topic_id)
            }
        }
    }
}

/// Why the selector at `index` is refused if the request has it twice: then none of the two is obeyed.
fn duplicate(topics: &[TopicSelector], index: usize) -> Option<&'static str> {
    let selector = &topics[index];
    let twice = topics.iter().enumerate().any(|(other, topic)| other != index && topic == selector);
    let message = if selector.name.is_some() { "Duplicate topic name." } else { "Duplicate topic id." };
    twice.then_some(message)
}
