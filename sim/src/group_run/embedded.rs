//! What consumers tell one another through their coordinator: subscriptions and assignments.

use std::collections::{BTreeMap, BTreeSet};

use bytes::Bytes;
use protocol::Message;
use protocol::coordinator::consumer_protocol_assignment::TopicPartition as AssignedTopic;
use protocol::coordinator::consumer_protocol_subscription::TopicPartition as OwnedTopic;
use protocol::coordinator::{ConsumerProtocolAssignment, ConsumerProtocolSubscription};

use super::Place;
use super::topics::Topics;
use crate::violation::Violation;

/// The name of this protocol within the protocol.
pub(crate) const PROTOCOL_TYPE: &str = "consumer";
/// A year or two of clients differ in what they say.
const SUBSCRIPTION_VERSION: i16 = 3;
const ASSIGNMENT_VERSION: i16 = 3;

/// What a member says of itself when it joins.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Subscription {
    pub(crate) topics: Vec<usize>,
    pub(crate) owned: BTreeSet<Place>,
    /// In which it was given what it owns; -1 for none.
    pub(crate) generation: i32,
}

impl Subscription {
    pub(crate) fn encode(&self, topics: &Topics) -> Bytes {
        let owned = by_topic(&self.owned).into_iter();
        let message = ConsumerProtocolSubscription {
            topics: self.topics.iter().map(|topic| topics.name(*topic).to_owned()).collect(),
            owned_partitions: owned
                .map(|(topic, partitions)| OwnedTopic { topic: topics.name(topic).to_owned(), partitions })
                .collect(),
            generation_id: self.generation,
            ..Default::default()
        };
        prefixed(&message, SUBSCRIPTION_VERSION)
    }

    pub(crate) fn decode(bytes: &[u8], topics: &Topics) -> Result<Self, Violation> {
        let message: ConsumerProtocolSubscription = decode(bytes)?;
        let subscribed = message.topics.iter().map(|name| topics.by_name(name));
        let owned = message.owned_partitions.into_iter();
        Ok(Self {
            topics: subscribed.collect::<Result<_, _>>()?,
            owned: places(owned.map(|owned| (owned.topic, owned.partitions)), topics)?,
            generation: message.generation_id,
        })
    }
}

/// A member's share, as its leader sends it.
pub(crate) fn encode_assignment(places: &BTreeSet<Place>, topics: &Topics) -> Bytes {
    let assigned = by_topic(places).into_iter();
    let message = ConsumerProtocolAssignment {
        assigned_partitions: assigned
            .map(|(topic, partitions)| AssignedTopic { topic: topics.name(topic).to_owned(), partitions })
            .collect(),
        user_data: None,
    };
    prefixed(&message, ASSIGNMENT_VERSION)
}

/// A member's share; no bytes are no partitions.
pub(crate) fn decode_assignment(bytes: &[u8], topics: &Topics) -> Result<BTreeSet<Place>, Violation> {
    if bytes.is_empty() {
        return Ok(BTreeSet::new());
    }
    let message: ConsumerProtocolAssignment = decode(bytes)?;
    let assigned = message.assigned_partitions.into_iter();
    places(assigned.map(|assigned| (assigned.topic, assigned.partitions)), topics)
}

/// Partitions by their topic.
pub(crate) fn by_topic(places: &BTreeSet<Place>) -> BTreeMap<usize, Vec<i32>> {
    let mut by_topic: BTreeMap<usize, Vec<i32>> = BTreeMap::new();
    for place in places {
        by_topic.entry(place.topic).or_default().push(place.partition);
    }
    by_topic
}

fn places(
    named: impl Iterator<Item = (String, Vec<i32>)>,
    topics: &Topics,
) -> Result<BTreeSet<Place>, Violation> {
    let mut places = BTreeSet::new();
    for (name, partitions) in named {
        let topic = topics.by_name(&name)?;
        places.extend(partitions.into_iter().map(|partition| Place { topic, partition }));
    }
    Ok(places)
}

fn prefixed<M: Message>(message: &M, version: i16) -> Bytes {
    let mut bytes = version.to_be_bytes().to_vec();
    message.encode(version, &mut bytes).expect("names and numbers fit into every version");
    bytes.into()
}

fn decode<M: Message>(bytes: &[u8]) -> Result<M, Violation> {
    let malformed = |why: String| Violation::new(format!("{} is not what a client sent: {why}", M::NAME));
    let (version, body) =
        bytes.split_first_chunk::<2>().ok_or_else(|| malformed("it has no version".to_owned()))?;
    M::decode(body, i16::from_be_bytes(*version)).map_err(|error| malformed(error.to_string()))
}
