//! Generated from protocol/schema by `generate-messages`; do not edit.

use bytes::Bytes;

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `ConsumerProtocolSubscription`.
#[derive(Clone, Debug, PartialEq)]
pub struct ConsumerProtocolSubscription {
    pub topics: Vec<String>,
    pub user_data: Option<Bytes>,
    pub owned_partitions: Vec<TopicPartition>,
    pub generation_id: i32,
    pub rack_id: Option<String>,
}

impl Default for ConsumerProtocolSubscription {
    fn default() -> Self {
        Self {
            topics: Default::default(),
            user_data: None,
            owned_partitions: Default::default(),
            generation_id: -1,
            rack_id: None,
        }
    }
}

impl<'a> Decode<'a> for ConsumerProtocolSubscription {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.topics = r.get()?;
        m.user_data = r.get()?;
        if v >= 1 {
            m.owned_partitions = r.get()?;
        }
        if v >= 2 {
            m.generation_id = r.get()?;
        }
        if v >= 3 {
            m.rack_id = r.get()?;
        }
        Ok(m)
    }
}

/// [`ConsumerProtocolSubscription`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ConsumerProtocolSubscriptionView<'a> {
    pub topics: ArrayView<'a, &'a str>,
    pub user_data: Option<&'a [u8]>,
    pub owned_partitions: ArrayView<'a, TopicPartitionView<'a>>,
    pub generation_id: i32,
    pub rack_id: Option<&'a str>,
}

impl Default for ConsumerProtocolSubscriptionView<'_> {
    fn default() -> Self {
        Self {
            topics: Default::default(),
            user_data: None,
            owned_partitions: Default::default(),
            generation_id: -1,
            rack_id: None,
        }
    }
}

impl<'a> Decode<'a> for ConsumerProtocolSubscriptionView<'a> {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.topics = r.get()?;
        m.user_data = r.get()?;
        if v >= 1 {
            m.owned_partitions = r.get()?;
        }
        if v >= 2 {
            m.generation_id = r.get()?;
        }
        if v >= 3 {
            m.rack_id = r.get()?;
        }
        Ok(m)
    }
}

impl IntoOwned for ConsumerProtocolSubscriptionView<'_> {
    type Owned = ConsumerProtocolSubscription;
    fn into_owned(self) -> ConsumerProtocolSubscription {
        ConsumerProtocolSubscription {
            topics: self.topics.into_owned(),
            user_data: self.user_data.into_owned(),
            owned_partitions: self.owned_partitions.into_owned(),
            generation_id: self.generation_id.into_owned(),
            rack_id: self.rack_id.into_owned(),
        }
    }
}

impl Encode for ConsumerProtocolSubscription {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.topics);
        w.put(&self.user_data);
        if v >= 1 {
            w.put(&self.owned_partitions);
        }
        if v >= 2 {
            w.put(&self.generation_id);
        }
        if v >= 3 {
            w.put(&self.rack_id);
        }
    }
}

/// Kafka's `TopicPartition`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TopicPartition {
    pub topic: String,
    pub partitions: Vec<i32>,
}

impl<'a> Decode<'a> for TopicPartition {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 1 {
            m.topic = r.get()?;
        }
        if v >= 1 {
            m.partitions = r.get()?;
        }
        Ok(m)
    }
}

/// [`TopicPartition`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TopicPartitionView<'a> {
    pub topic: &'a str,
    pub partitions: ArrayView<'a, i32>,
}

impl<'a> Decode<'a> for TopicPartitionView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 1 {
            m.topic = r.get()?;
        }
        if v >= 1 {
            m.partitions = r.get()?;
        }
        Ok(m)
    }
}

impl IntoOwned for TopicPartitionView<'_> {
    type Owned = TopicPartition;
    fn into_owned(self) -> TopicPartition {
        TopicPartition { topic: self.topic.into_owned(), partitions: self.partitions.into_owned() }
    }
}

impl Encode for TopicPartition {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 1 {
            w.put(&self.topic);
        } else {
            w.refuse_if(!self.topic.is_empty(), "Topic");
        }
        if v >= 1 {
            w.put(&self.partitions);
        } else {
            w.refuse_if(!self.partitions.is_empty(), "Partitions");
        }
    }
}

impl Message for ConsumerProtocolSubscription {
    const NAME: &'static str = "ConsumerProtocolSubscription";
    const KIND: MessageKind = MessageKind::Data;
    const ID: i16 = -1;
    const VERSIONS: VersionRange = VersionRange::new(0, 3);
    const FLEXIBLE_SINCE: i16 = i16::MAX;
    type View<'a> = ConsumerProtocolSubscriptionView<'a>;
}

impl<'a> MessageView<'a> for ConsumerProtocolSubscriptionView<'a> {
    type Message = ConsumerProtocolSubscription;
}
