//! The protocol that consumers of a group speak through their coordinator, which passes it on unread.

use std::collections::BTreeMap;
use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use protocol::Message;
use protocol::coordinator::{
    ConsumerProtocolAssignment, ConsumerProtocolSubscription, consumer_protocol_assignment,
    consumer_protocol_subscription,
};

use super::assignor::MemberSubscription;
use crate::TopicPartition;

/// The name under which coordinators know it.
pub(crate) const PROTOCOL_TYPE: &str = "consumer";

/// What a member says of itself when it joins.
pub(super) fn encode_subscription(subscription: &MemberSubscription) -> Bytes {
    let by_topic = by_topic(subscription.owned.iter());
    let owned_partitions = by_topic
        .into_iter()
        .map(|(topic, partitions)| consumer_protocol_subscription::TopicPartition { topic, partitions });
    let message = ConsumerProtocolSubscription {
        topics: subscription.topics.iter().map(|topic| topic.to_string()).collect(),
        owned_partitions: owned_partitions.collect(),
        generation_id: subscription.generation,
        rack_id: subscription.rack.clone(),
        user_data: None,
    };
    prefixed(&message)
}

/// What another member said of itself. `Err`: why it makes no sense.
pub(super) fn decode_subscription(bytes: &[u8]) -> Result<MemberSubscription, String> {
    let message: ConsumerProtocolSubscription = decode(bytes)?;
    let owned = message.owned_partitions.into_iter().flat_map(|owned| {
        let topic: Arc<str> = owned.topic.into();
        owned.partitions.into_iter().map(move |partition| (Arc::clone(&topic), partition))
    });
    Ok(MemberSubscription {
        topics: message.topics.into_iter().map(Into::into).collect(),
        owned: owned.collect(),
        generation: message.generation_id,
        rack: message.rack_id,
    })
}

/// A member's share, as its leader sends it.
pub(super) fn encode_assignment(partitions: &[TopicPartition]) -> Bytes {
    let assigned_partitions = by_topic(partitions.iter())
        .into_iter()
        .map(|(topic, partitions)| consumer_protocol_assignment::TopicPartition { topic, partitions });
    let message =
        ConsumerProtocolAssignment { assigned_partitions: assigned_partitions.collect(), user_data: None };
    prefixed(&message)
}

/// A member's share. No bytes at all are no partitions. `Err`: why it makes no sense.
pub(crate) fn decode_assignment(bytes: &[u8]) -> Result<Vec<TopicPartition>, String> {
    if bytes.is_empty() {
        return Ok(Vec::new());
    }
    let message: ConsumerProtocolAssignment = decode(bytes)?;
    let partitions = message.assigned_partitions.into_iter().flat_map(|assigned| {
        let topic: Arc<str> = assigned.topic.into();
        assigned.partitions.into_iter().map(move |partition| (Arc::clone(&topic), partition))
    });
    Ok(partitions.collect())
}

fn by_topic<'a>(partitions: impl Iterator<Item = &'a TopicPartition>) -> BTreeMap<String, Vec<i32>> {
    let mut by_topic: BTreeMap<String, Vec<i32>> = BTreeMap::new();
    for (topic, partition) in partitions {
        by_topic.entry(topic.to_string()).or_default().push(*partition);
    }
    by_topic
}

fn prefixed<M: Message>(message: &M) -> Bytes {
    let version = M::VERSIONS.max;
    let mut bytes = BytesMut::from(&version.to_be_bytes()[..]);
    message.encode(version, &mut bytes).expect("names and numbers fit into every version");
    bytes.freeze()
}

/// A later version only adds to the end, so what is known of it is read and the rest is passed over.
fn decode<M: Message>(bytes: &[u8]) -> Result<M, String> {
    let (version, body) = bytes.split_first_chunk::<2>().ok_or("it has no version")?;
    let version = i16::from_be_bytes(*version);
    if version < M::VERSIONS.min {
        return Err(format!("version {version} is not known"));
    }
    match version > M::VERSIONS.max {
        false => M::decode(body, version),
        true => decode_front(body, M::VERSIONS.max),
    }
    .map_err(|error| error.to_string())
}

fn decode_front<M: Message>(body: &[u8], version: i16) -> Result<M, protocol::DecodeError> {
    let mut reader = protocol::codec::Reader::new(body, version, M::is_flexible(version));
    M::read_from(&mut reader)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subscription() -> MemberSubscription {
        MemberSubscription {
            topics: vec!["a".into(), "b".into()],
            owned: vec![("a".into(), 0), ("a".into(), 2), ("b".into(), 1)],
            generation: 7,
            rack: Some("r".to_owned()),
        }
    }

    #[test]
    fn what_is_said_is_heard() {
        let bytes = encode_subscription(&subscription());
        assert_eq!(bytes[..2], [0, 3]);
        assert_eq!(decode_subscription(&bytes), Ok(subscription()));
        let partitions = vec![("a".into(), 1), ("b".into(), 0), ("b".into(), 5)];
        assert_eq!(decode_assignment(&encode_assignment(&partitions)), Ok(partitions));
        assert_eq!(decode_assignment(&[]), Ok(Vec::new()));
    }

    /// KIP-429: members of mixed versions are in one group while it is upgraded.
    #[test]
    fn older_and_younger_members_are_understood() {
        let message = ConsumerProtocolSubscription {
            topics: vec!["a".to_owned()],
            ..ConsumerProtocolSubscription::default()
        };
        let mut old = vec![0, 0];
        message.encode(0, &mut old).expect("it encodes");
        let heard = decode_subscription(&old).expect("version 0");
        assert_eq!((heard.topics, heard.owned.len(), heard.generation), (vec!["a".into()], 0, -1));

        let mut younger = encode_subscription(&subscription()).to_vec();
        younger[1] = 9;
        younger.extend_from_slice(b"of tomorrow");
        assert_eq!(decode_subscription(&younger), Ok(subscription()));
    }

    #[test]
    fn nonsense_is_told() {
        for bytes in [&[][..], &[0], &[0xff, 0xff, 0], &[0, 1, 0, 0, 0, 9], &[0, 1, 0, 0, 0, 0, 1, 2, 3]] {
            assert!(decode_subscription(bytes).is_err(), "{bytes:?}");
        }
    }
}
