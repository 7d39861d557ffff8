//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `DescribeLogDirsRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DescribeLogDirsRequest {
    pub topics: Option<Vec<DescribableLogDirTopic>>,
}

impl<'a> Decode<'a> for DescribeLogDirsRequest {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeLogDirsRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DescribeLogDirsRequestView<'a> {
    pub topics: Option<ArrayView<'a, DescribableLogDirTopicView<'a>>>,
}

impl<'a> Decode<'a> for DescribeLogDirsRequestView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeLogDirsRequestView<'_> {
    type Owned = DescribeLogDirsRequest;
    fn into_owned(self) -> DescribeLogDirsRequest {
        DescribeLogDirsRequest { topics: self.topics.into_owned() }
    }
}

impl Encode for DescribeLogDirsRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topics);
        w.put_tag_count(0);
    }
}

/// Kafka's `DescribableLogDirTopic`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DescribableLogDirTopic {
    pub topic: String,
    pub partitions: Vec<i32>,
}

impl<'a> Decode<'a> for DescribableLogDirTopic {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribableLogDirTopic`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DescribableLogDirTopicView<'a> {
    pub topic: &'a str,
    pub partitions: ArrayView<'a, i32>,
}

impl<'a> Decode<'a> for DescribableLogDirTopicView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribableLogDirTopicView<'_> {
    type Owned = DescribableLogDirTopic;
    fn into_owned(self) -> DescribableLogDirTopic {
        DescribableLogDirTopic { topic: self.topic.into_owned(), partitions: self.partitions.into_owned() }
    }
}

impl Encode for DescribableLogDirTopic {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic);
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

impl Message for DescribeLogDirsRequest {
    const NAME: &'static str = "DescribeLogDirsRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 35;
    const VERSIONS: VersionRange = VersionRange::new(0, 5);
    const FLEXIBLE_SINCE: i16 = 2;
    type View<'a> = DescribeLogDirsRequestView<'a>;
}

impl<'a> MessageView<'a> for DescribeLogDirsRequestView<'a> {
    type Message = DescribeLogDirsRequest;
}
