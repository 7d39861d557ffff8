//! What consumers of the classic protocol tell each other inside JoinGroup and SyncGroup: bytes to everybody else.

use std::collections::BTreeSet;

use protocol::Message;
use protocol::codec::{Decode, DecodeError, IntoOwned, Reader};
use protocol::coordinator::consumer_protocol_assignment::TopicPartition;
use protocol::coordinator::{
    ConsumerProtocolAssignment, ConsumerProtocolAssignmentView, ConsumerProtocolSubscription,
    ConsumerProtocolSubscriptionView,
};
use protocol::messages::consumer_group_heartbeat_request::TopicPartitions as ReportedPartitions;

use super::ownership::OwnedPartitions;
use crate::Surroundings;
use crate::assignor::Partitions;

/// The latest version that is known. Later ones only append fields, so that they are read as this one.
const VERSION_MAX: i16 = 3;

/// Reads a subscription.
pub(super) fn read_subscription(bytes: &[u8]) -> Result<ConsumerProtocolSubscription, DecodeError> {
    let (version, body) = split_version(bytes)?;
    Ok(ConsumerProtocolSubscriptionView::read_from(&mut Reader::new(body, version, false))?.into_owned())
}

/// Reads an assignment; no bytes at all are one of nothing: the member has not synced yet.
pub(super) fn read_assignment(bytes: &[u8]) -> Result<ConsumerProtocolAssignment, DecodeError> {
    if bytes.is_empty() {
        return Ok(ConsumerProtocolAssignment::default());
    }
    let (version, body) = split_version(bytes)?;
    Ok(ConsumerProtocolAssignmentView::read_from(&mut Reader::new(body, version, false))?.into_owned())
}

/// Writes an assignment in the version that the member's own subscription has. Topics that are gone are left out: they have no name.
pub(super) fn write_assignment(
    surroundings: &Surroundings<'_>,
    subscription: &[u8],
    assigned: impl Iterator<Item = (protocol::Uuid, Vec<i32>)>,
) -> Vec<u8> {
    let named = assigned.filter_map(|(id, partitions)| {
        Some(TopicPartition { topic: surroundings.topics.topic_by_id(id)?.name.to_owned(), partitions })
    });
    let assignment = ConsumerProtocolAssignment { assigned_partitions: named.collect(), user_data: None };
    let version = split_version(subscription).map_or(0, |(version, _)| version);
    let mut bytes = version.to_be_bytes().to_vec();
    assignment.encode(version, &mut bytes).expect("names of topics are within the wire's lengths");
    bytes
}

/// What a subscription says the member owns.
pub(super) fn reported(
    surroundings: &Surroundings<'_>,
    subscription: &ConsumerProtocolSubscription,
) -> Vec<ReportedPartitions> {
    let topics = subscription.owned_partitions.iter().filter_map(|owned| {
        let topic_id = surroundings.topics.topic(&owned.topic)?.id;
        Some(ReportedPartitions { topic_id, partitions: owned.partitions.clone() })
    });
    topics.collect()
}

/// What an assignment gives, got in `epoch`, without what is in `taken`; which it adds there. Topics that do not exist are left out.
pub(super) fn assigned(
    surroundings: &Surroundings<'_>,
    assignment: &ConsumerProtocolAssignment,
    epoch: i32,
    taken: &mut BTreeSet<(protocol::Uuid, i32)>,
) -> OwnedPartitions {
    let mut owned = OwnedPartitions::default();
    for topic in &assignment.assigned_partitions {
        let Some(id) = surroundings.topics.topic(&topic.topic).map(|facts| facts.id) else { continue };
        for &partition in &topic.partitions {
            if taken.insert((id, partition)) {
                owned.insert(id, partition, epoch);
            }
        }
    }
    owned
}

/// The target that leaves everything with its owner.
pub(super) fn target_of(owned: &OwnedPartitions) -> Partitions {
    owned.topics().collect()
}

fn split_version(bytes: &[u8]) -> Result<(i16, &[u8]), DecodeError> {
    let missing = DecodeError::UnexpectedEnd { needed: 2, remaining: bytes.len() };
    let (version, body) = bytes.split_first_chunk::<2>().ok_or(missing)?;
    match i16::from_be_bytes(*version) {
        version if version < 0 => Err(DecodeError::UnexpectedEnd { needed: 2, remaining: 0 }),
        version => Ok((version.min(VERSION_MAX), body)),
    }
}
