//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `ElectLeadersRequest`.
#[derive(Clone, Debug, PartialEq)]
pub struct ElectLeadersRequest {
    pub election_type: i8,
    pub topic_partitions: Option<Vec<TopicPartitions>>,
    pub timeout_ms: i32,
}

impl Default for ElectLeadersRequest {
    fn default() -> Self {
        Self { election_type: Default::default(), topic_partitions: None, timeout_ms: 60000 }
    }
}

impl<'a> Decode<'a> for ElectLeadersRequest {
    const SIZE_MIN: usize = 7;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 1 {
            m.election_type = r.get()?;
        }
        m.topic_partitions = r.get()?;
        m.timeout_ms = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ElectLeadersRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ElectLeadersRequestView<'a> {
    pub election_type: i8,
    pub topic_partitions: Option<ArrayView<'a, TopicPartitionsView<'a>>>,
    pub timeout_ms: i32,
}

impl Default for ElectLeadersRequestView<'_> {
    fn default() -> Self {
        Self { election_type: Default::default(), topic_partitions: None, timeout_ms: 60000 }
    }
}

impl<'a> Decode<'a> for ElectLeadersRequestView<'a> {
    const SIZE_MIN: usize = 7;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 1 {
            m.election_type = r.get()?;
        }
        m.topic_partitions = r.get()?;
        m.timeout_ms = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ElectLeadersRequestView<'_> {
    type Owned = ElectLeadersRequest;
    fn into_owned(self) -> ElectLeadersRequest {
        ElectLeadersRequest {
            election_type: self.election_type.into_owned(),
            topic_partitions: self.topic_partitions.into_owned(),
            timeout_ms: self.timeout_ms.into_owned(),
        }
    }
}

impl Encode for ElectLeadersRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 1 {
            w.put(&self.election_type);
        } else {
            w.refuse_if(self.election_type != 0, "ElectionType");
        }
        w.put(&self.topic_partitions);
        w.put(&self.timeout_ms);
        w.put_tag_count(0);
    }
}

/// Kafka's `TopicPartitions`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TopicPartitions {
    pub topic: String,
    pub partitions: Vec<i32>,
}

impl<'a> Decode<'a> for TopicPartitions {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`TopicPartitions`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TopicPartitionsView<'a> {
    pub topic: &'a str,
    pub partitions: ArrayView<'a, i32>,
}

impl<'a> Decode<'a> for TopicPartitionsView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for TopicPartitionsView<'_> {
    type Owned = TopicPartitions;
    fn into_owned(self) -> TopicPartitions {
        TopicPartitions { topic: self.topic.into_owned(), partitions: self.partitions.into_owned() }
    }
}

impl Encode for TopicPartitions {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic);
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

impl Message for ElectLeadersRequest {
    const NAME: &'static str = "ElectLeadersRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 43;
    const VERSIONS: VersionRange = VersionRange::new(0, 2);
    const FLEXIBLE_SINCE: i16 = 2;
    type View<'a> = ElectLeadersRequestView<'a>;
}

impl<'a> MessageView<'a> for ElectLeadersRequestView<'a> {
    type Message = ElectLeadersRequest;
}
