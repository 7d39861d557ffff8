//! ConsumerGroupDescribe.

use protocol::Uuid;
use protocol::messages::consumer_group_describe_response::{
    Assignment, DescribedGroup, Member as DescribedMember, TopicPartitions,
};

use super::ConsumerGroup;
use super::member::Member;
use crate::{GroupConfig, Surroundings};

/// As descriptions say that a member speaks the classic protocol.
const CLASSIC_MEMBER: i8 = 0;
/// As descriptions say that a member speaks the consumer protocol.
const CONSUMER_MEMBER: i8 = 1;

impl ConsumerGroup {
    /// The group and its members as of now. Partitions of topics that are gone are left out: they have no name.
    pub(crate) fn describe(&self, config: &GroupConfig, surroundings: &Surroundings<'_>) -> DescribedGroup {
        let members = self.members.iter().map(|(id, member)| self.describe_member(surroundings, id, member));
        DescribedGroup {
            group_id: self.group_id.clone(),
            group_state: self.state_name().to_owned(),
            group_epoch: self.epoch,
            assignment_epoch: self.target.epoch,
            assignor_name: self.assignor(config).name().to_owned(),
            members: members.collect(),
            ..Default::default()
        }
    }

    fn describe_member(&self, surroundings: &Surroundings<'_>, id: &str, member: &Member) -> DescribedMember {
        let Member { metadata, progress } = member;
        let target = self.target.of(id).iter().map(|(topic, partitions)| (*topic, partitions.clone()));
        DescribedMember {
            member_id: id.to_owned(),
            instance_id: metadata.instance_id.clone(),
            rack_id: metadata.rack_id.clone(),
            member_epoch: progress.epoch,
            client_id: metadata.client_id.clone(),
            client_host: metadata.client_host.clone(),
            subscribed_topic_names: metadata.topic_names.iter().cloned().collect(),
            // Kafka never says null here, but an empty expression.
            subscribed_topic_regex: Some(metadata.topic_regex.clone()),
            assignment: named(surroundings, progress.owned().topics()),
            target_assignment: named(surroundings, target),
            member_type: if member.is_classic() { CLASSIC_MEMBER } else { CONSUMER_MEMBER },
        }
    }
}

fn named(surroundings: &Surroundings<'_>, topics: impl Iterator<Item = (Uuid, Vec<i32>)>) -> Assignment {
    let named = topics.filter_map(|(topic_id, partitions)| {
        let topic_name = surroundings.topics.topic_by_id(topic_id)?.name.to_owned();
        Some(TopicPartitions { topic_id, topic_name, partitions })
    });
    Assignment { topic_partitions: named.collect() }
}
