//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `AlterShareGroupOffsetsRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct AlterShareGroupOffsetsRequest {
    pub group_id: String,
    pub topics: Vec<AlterShareGroupOffsetsRequestTopic>,
}

impl<'a> Decode<'a> for AlterShareGroupOffsetsRequest {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`AlterShareGroupOffsetsRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct AlterShareGroupOffsetsRequestView<'a> {
    pub group_id: &'a str,
    pub topics: ArrayView<'a, AlterShareGroupOffsetsRequestTopicView<'a>>,
}

impl<'a> Decode<'a> for AlterShareGroupOffsetsRequestView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AlterShareGroupOffsetsRequestView<'_> {
    type Owned = AlterShareGroupOffsetsRequest;
    fn into_owned(self) -> AlterShareGroupOffsetsRequest {
        AlterShareGroupOffsetsRequest {
            group_id: self.group_id.into_owned(),
            topics: self.topics.into_owned(),
        }
    }
}

impl Encode for AlterShareGroupOffsetsRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.group_id);
        w.put(&self.topics);
        w.put_tag_count(0);
    }
}

/// Kafka's `AlterShareGroupOffsetsRequestTopic`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct AlterShareGroupOffsetsRequestTopic {
    pub topic_name: String,
    pub partitions: Vec<AlterShareGroupOffsetsRequestPartition>,
}

impl<'a> Decode<'a> for AlterShareGroupOffsetsRequestTopic {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_name = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`AlterShareGroupOffsetsRequestTopic`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct AlterShareGroupOffsetsRequestTopicView<'a> {
    pub topic_name: &'a str,
    pub partitions: ArrayView<'a, AlterShareGroupOffsetsRequestPartition>,
}

impl<'a> Decode<'a> for AlterShareGroupOffsetsRequestTopicView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_name = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AlterShareGroupOffsetsRequestTopicView<'_> {
    type Owned = AlterShareGroupOffsetsRequestTopic;
    fn into_owned(self) -> AlterShareGroupOffsetsRequestTopic {
        AlterShareGroupOffsetsRequestTopic {
            topic_name: self.topic_name.into_owned(),
            partitions: self.partitions.into_owned(),
        }
    }
}

impl Encode for AlterShareGroupOffsetsRequestTopic {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic_name);
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

/// Kafka's `AlterShareGroupOffsetsRequestPartition`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct AlterShareGroupOffsetsRequestPartition {
    pub partition_index: i32,
    pub start_offset: i64,
}

impl<'a> Decode<'a> for AlterShareGroupOffsetsRequestPartition {
    const SIZE_MIN: usize = 13;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.start_offset = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AlterShareGroupOffsetsRequestPartition {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for AlterShareGroupOffsetsRequestPartition {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.partition_index);
        w.put(&self.start_offset);
        w.put_tag_count(0);
    }
}

impl Message for AlterShareGroupOffsetsRequest {
    const NAME: &'static str = "AlterShareGroupOffsetsRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 91;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = AlterShareGroupOffsetsRequestView<'a>;
}

impl<'a> MessageView<'a> for AlterShareGroupOffsetsRequestView<'a> {
    type Message = AlterShareGroupOffsetsRequest;
}
