//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, DecodeNullable, Encode, EncodeNullable, IntoOwned, Message, MessageKind,
    MessageView, Reader, Sink, VersionRange, Writer,
};

/// Kafka's `DescribeTopicPartitionsRequest`.
#[derive(Clone, Debug, PartialEq)]
pub struct DescribeTopicPartitionsRequest {
    pub topics: Vec<TopicRequest>,
    pub response_partition_limit: i32,
    pub cursor: Option<Cursor>,
}

impl Default for DescribeTopicPartitionsRequest {
    fn default() -> Self {
        Self { topics: Default::default(), response_partition_limit: 2000, cursor: None }
    }
}

impl<'a> Decode<'a> for DescribeTopicPartitionsRequest {
    const SIZE_MIN: usize = 7;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topics = r.get()?;
        m.response_partition_limit = r.get()?;
        m.cursor = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeTopicPartitionsRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DescribeTopicPartitionsRequestView<'a> {
    pub topics: ArrayView<'a, TopicRequestView<'a>>,
    pub response_partition_limit: i32,
    pub cursor: Option<CursorView<'a>>,
}

impl Default for DescribeTopicPartitionsRequestView<'_> {
    fn default() -> Self {
        Self { topics: Default::default(), response_partition_limit: 2000, cursor: None }
    }
}

impl<'a> Decode<'a> for DescribeTopicPartitionsRequestView<'a> {
    const SIZE_MIN: usize = 7;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topics = r.get()?;
        m.response_partition_limit = r.get()?;
        m.cursor = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeTopicPartitionsRequestView<'_> {
    type Owned = DescribeTopicPartitionsRequest;
    fn into_owned(self) -> DescribeTopicPartitionsRequest {
        DescribeTopicPartitionsRequest {
            topics: self.topics.into_owned(),
            response_partition_limit: self.response_partition_limit.into_owned(),
            cursor: self.cursor.into_owned(),
        }
    }
}

impl Encode for DescribeTopicPartitionsRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topics);
        w.put(&self.response_partition_limit);
        w.put(&self.cursor);
        w.put_tag_count(0);
    }
}

/// Kafka's `TopicRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TopicRequest {
    pub name: String,
}

impl<'a> Decode<'a> for TopicRequest {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`TopicRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TopicRequestView<'a> {
    pub name: &'a str,
}

impl<'a> Decode<'a> for TopicRequestView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for TopicRequestView<'_> {
    type Owned = TopicRequest;
    fn into_owned(self) -> TopicRequest {
        TopicRequest { name: self.name.into_owned() }
    }
}

impl Encode for TopicRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put_tag_count(0);
    }
}

/// Kafka's `Cursor`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Cursor {
    pub topic_name: String,
    pub partition_index: i32,
}

impl<'a> Decode<'a> for Cursor {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_name = r.get()?;
        m.partition_index = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl<'a> DecodeNullable<'a> for Cursor {
    fn read_nullable(r: &mut Reader<'a>) -> Result<Option<Self>, DecodeError> {
        if r.presence()? { r.get().map(Some) } else { Ok(None) }
    }
}

/// [`Cursor`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct CursorView<'a> {
    pub topic_name: &'a str,
    pub partition_index: i32,
}

impl<'a> Decode<'a> for CursorView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_name = r.get()?;
        m.partition_index = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl<'a> DecodeNullable<'a> for CursorView<'a> {
    fn read_nullable(r: &mut Reader<'a>) -> Result<Option<Self>, DecodeError> {
        if r.presence()? { r.get().map(Some) } else { Ok(None) }
    }
}

impl IntoOwned for CursorView<'_> {
    type Owned = Cursor;
    fn into_owned(self) -> Cursor {
        Cursor {
            topic_name: self.topic_name.into_owned(),
            partition_index: self.partition_index.into_owned(),
        }
    }
}

impl Encode for Cursor {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic_name);
        w.put(&self.partition_index);
        w.put_tag_count(0);
    }
}

impl EncodeNullable for Cursor {
    fn write_nullable<S: Sink + ?Sized>(value: Option<&Self>, w: &mut Writer<'_, S>) {
        w.put_presence(value.is_some());
        if let Some(value) = value {
            w.put(value);
        }
    }
}

impl Message for DescribeTopicPartitionsRequest {
    const NAME: &'static str = "DescribeTopicPartitionsRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 75;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = DescribeTopicPartitionsRequestView<'a>;
}

impl<'a> MessageView<'a> for DescribeTopicPartitionsRequestView<'a> {
    type Message = DescribeTopicPartitionsRequest;
}
