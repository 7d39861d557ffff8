//! The target assignment of a group: who shall own what in the end.

use std::collections::BTreeMap;

use protocol::Uuid;

use super::member::Member;
use super::subscriptions::Subscriptions;
use crate::Surroundings;
use crate::assignor::{Assignor, AssignorInput, AssignorMember, AssignorTopic, Partitions};

/// As the log keeps it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct TargetAssignment {
    /// The group's epoch that it was computed for.
    pub(crate) epoch: i32,
    /// When; Unix milliseconds.
    pub(crate) computed_at_ms: i64,
    pub(crate) members: BTreeMap<String, Partitions>,
}

const NOTHING: &Partitions = &Partitions::new();

impl TargetAssignment {
    /// What this member shall own.
    pub(crate) fn of(&self, member_id: &str) -> &Partitions {
        self.members.get(member_id).unwrap_or(NOTHING)
    }

    /// The targets that differ from these, or are the first of their members, in the order of members.
    pub(crate) fn changes(
        &self,
        assignor: Assignor,
        members: &BTreeMap<String, Member>,
        subscriptions: &Subscriptions,
        surroundings: &Surroundings<'_>,
    ) -> Vec<(String, Partitions)> {
        let topics = subscribed_topics(members, subscriptions, surroundings);
        let specs = members.iter().map(|(id, member)| AssignorMember {
            id,
            instance_id: member.metadata.instance_id.as_deref(),
            topics: topic_indices(member, subscriptions, surroundings, &topics),
            owned: self.of(id),
        });
        let input = AssignorInput { members: specs.collect(), topics };
        let targets = members.keys().zip(assignor.assign(&input));
        let changed = targets.filter(|(id, target)| self.members.get(*id) != Some(target));
        changed.map(|(id, target)| (id.clone(), target)).collect()
    }
}

/// The topics that any member subscribes to, in the order of ids.
fn subscribed_topics(
    members: &BTreeMap<String, Member>,
    subscriptions: &Subscriptions,
    surroundings: &Surroundings<'_>,
) -> Vec<AssignorTopic> {
    let mut partitions: BTreeMap<Uuid, i32> = BTreeMap::new();
    for member in members.values() {
        for topic in
            subscriptions.names_of(&member.metadata).filter_map(|name| surroundings.topics.topic(name))
        {
            partitions.insert(topic.id, topic.partitions);
        }
    }
    partitions.into_iter().map(|(id, partitions)| AssignorTopic { id, partitions }).collect()
}

fn topic_indices(
    member: &Member,
    subscriptions: &Subscriptions,
    surroundings: &Surroundings<'_>,
    topics: &[AssignorTopic],
) -> Vec<usize> {
    let ids = subscriptions.topic_ids_of(&member.metadata, surroundings);
    ids.into_iter().filter_map(|id| topics.binary_search_by_key(&id, |topic| topic.id).ok()).collect()
}
