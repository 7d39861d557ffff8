//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `DescribeProducersRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DescribeProducersRequest {
    pub topics: Vec<TopicRequest>,
}

impl<'a> Decode<'a> for DescribeProducersRequest {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeProducersRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DescribeProducersRequestView<'a> {
    pub topics: ArrayView<'a, TopicRequestView<'a>>,
}

impl<'a> Decode<'a> for DescribeProducersRequestView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeProducersRequestView<'_> {
    type Owned = DescribeProducersRequest;
    fn into_owned(self) -> DescribeProducersRequest {
        DescribeProducersRequest { topics: self.topics.into_owned() }
    }
}

impl Encode for DescribeProducersRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topics);
        w.put_tag_count(0);
    }
}

/// Kafka's `TopicRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TopicRequest {
    pub name: String,
    pub partition_indexes: Vec<i32>,
}

impl<'a> Decode<'a> for TopicRequest {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.partition_indexes = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`TopicRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TopicRequestView<'a> {
    pub name: &'a str,
    pub partition_indexes: ArrayView<'a, i32>,
}

impl<'a> Decode<'a> for TopicRequestView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.partition_indexes = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for TopicRequestView<'_> {
    type Owned = TopicRequest;
    fn into_owned(self) -> TopicRequest {
        TopicRequest { name: self.name.into_owned(), partition_indexes: self.partition_indexes.into_owned() }
    }
}

impl Encode for TopicRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.partition_indexes);
        w.put_tag_count(0);
    }
}

impl Message for DescribeProducersRequest {
    const NAME: &'static str = "DescribeProducersRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 61;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = DescribeProducersRequestView<'a>;
}

impl<'a> MessageView<'a> for DescribeProducersRequestView<'a> {
    type Message = DescribeProducersRequest;
}
