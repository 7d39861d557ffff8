//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `DescribeShareGroupOffsetsRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DescribeShareGroupOffsetsRequest {
    pub groups: Vec<DescribeShareGroupOffsetsRequestGroup>,
}

impl<'a> Decode<'a> for DescribeShareGroupOffsetsRequest {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.groups = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeShareGroupOffsetsRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DescribeShareGroupOffsetsRequestView<'a> {
    pub groups: ArrayView<'a, DescribeShareGroupOffsetsRequestGroupView<'a>>,
}

impl<'a> Decode<'a> for DescribeShareGroupOffsetsRequestView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.groups = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeShareGroupOffsetsRequestView<'_> {
    type Owned = DescribeShareGroupOffsetsRequest;
    fn into_owned(self) -> DescribeShareGroupOffsetsRequest {
        DescribeShareGroupOffsetsRequest { groups: self.groups.into_owned() }
    }
}

impl Encode for DescribeShareGroupOffsetsRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.groups);
        w.put_tag_count(0);
    }
}

/// Kafka's `DescribeShareGroupOffsetsRequestGroup`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DescribeShareGroupOffsetsRequestGroup {
    pub group_id: String,
    pub topics: Option<Vec<DescribeShareGroupOffsetsRequestTopic>>,
}

impl<'a> Decode<'a> for DescribeShareGroupOffsetsRequestGroup {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeShareGroupOffsetsRequestGroup`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DescribeShareGroupOffsetsRequestGroupView<'a> {
    pub group_id: &'a str,
    pub topics: Option<ArrayView<'a, DescribeShareGroupOffsetsRequestTopicView<'a>>>,
}

impl<'a> Decode<'a> for DescribeShareGroupOffsetsRequestGroupView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeShareGroupOffsetsRequestGroupView<'_> {
    type Owned = DescribeShareGroupOffsetsRequestGroup;
    fn into_owned(self) -> DescribeShareGroupOffsetsRequestGroup {
        DescribeShareGroupOffsetsRequestGroup {
            group_id: self.group_id.into_owned(),
            topics: self.topics.into_owned(),
        }
    }
}

impl Encode for DescribeShareGroupOffsetsRequestGroup {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.group_id);
        w.put(&self.topics);
        w.put_tag_count(0);
    }
}

/// Kafka's `DescribeShareGroupOffsetsRequestTopic`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DescribeShareGroupOffsetsRequestTopic {
    pub topic_name: String,
    pub partitions: Vec<i32>,
}

impl<'a> Decode<'a> for DescribeShareGroupOffsetsRequestTopic {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_name = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeShareGroupOffsetsRequestTopic`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DescribeShareGroupOffsetsRequestTopicView<'a> {
    pub topic_name: &'a str,
    pub partitions: ArrayView<'a, i32>,
}

impl<'a> Decode<'a> for DescribeShareGroupOffsetsRequestTopicView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_name = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeShareGroupOffsetsRequestTopicView<'_> {
    type Owned = DescribeShareGroupOffsetsRequestTopic;
    fn into_owned(self) -> DescribeShareGroupOffsetsRequestTopic {
        DescribeShareGroupOffsetsRequestTopic {
            topic_name: self.topic_name.into_owned(),
            partitions: self.partitions.into_owned(),
        }
    }
}

impl Encode for DescribeShareGroupOffsetsRequestTopic {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic_name);
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

impl Message for DescribeShareGroupOffsetsRequest {
    const NAME: &'static str = "DescribeShareGroupOffsetsRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 90;
    const VERSIONS: VersionRange = VersionRange::new(0, 1);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = DescribeShareGroupOffsetsRequestView<'a>;
}

impl<'a> MessageView<'a> for DescribeShareGroupOffsetsRequestView<'a> {
    type Message = DescribeShareGroupOffsetsRequest;
}
