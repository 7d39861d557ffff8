//! OffsetDelete, once the group has agreed to it, and the end of a group's offsets.

use protocol::ErrorCode;
use protocol::messages::offset_delete_response::{OffsetDeleteResponsePartition, OffsetDeleteResponseTopic};
use protocol::messages::{OffsetDeleteRequest, OffsetDeleteResponse};

use super::OffsetStore;
use super::store::key;
use crate::effects::Effects;

impl OffsetStore {
    /// Forgets offsets of topics that the group does not subscribe to.
    pub(crate) fn delete(
        &mut self,
        effects: &mut Effects,
        request: &OffsetDeleteRequest,
        is_subscribed: impl Fn(&str) -> bool,
    ) -> OffsetDeleteResponse {
        let topics = request.topics.iter().map(|topic| {
            let is_subscribed = is_subscribed(&topic.name);
            let code = if is_subscribed { ErrorCode::GroupSubscribedToTopic } else { ErrorCode::None };
            let partitions = topic.partitions.iter().map(|partition| {
                let index = partition.partition_index;
                if !is_subscribed && self.has_some(&request.group_id, &topic.name, index) {
                    self.forget(key(&request.group_id, &topic.name, index), effects);
                }
                OffsetDeleteResponsePartition { partition_index: index, error_code: code.code() }
            });
            OffsetDeleteResponseTopic { name: topic.name.clone(), partitions: partitions.collect() }
        });
        OffsetDeleteResponse { topics: topics.collect(), ..Default::default() }
    }

    /// Forgets all offsets of a group that is deleted.
    pub(crate) fn delete_group(&mut self, effects: &mut Effects, group_id: &str) {
        for key in self.keys_of_group(group_id) {
            self.forget(key, effects);
        }
    }

    /// Forgets all offsets of a topic that is gone.
    pub(crate) fn delete_topic(&mut self, effects: &mut Effects, topic: &str) {
        for key in self.keys_of_topic(topic) {
            self.forget(key, effects);
        }
    }

    fn has_some(&self, group_id: &str, topic: &str, partition: i32) -> bool {
        self.get(group_id, topic, partition).is_some() || self.is_unstable(group_id, topic, partition)
    }
}
