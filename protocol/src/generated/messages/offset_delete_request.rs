//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `OffsetDeleteRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct OffsetDeleteRequest {
    pub group_id: String,
    pub topics: Vec<OffsetDeleteRequestTopic>,
}

impl<'a> Decode<'a> for OffsetDeleteRequest {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.topics = r.get()?;
        Ok(m)
    }
}

/// [`OffsetDeleteRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct OffsetDeleteRequestView<'a> {
    pub group_id: &'a str,
    pub topics: ArrayView<'a, OffsetDeleteRequestTopicView<'a>>,
}

impl<'a> Decode<'a> for OffsetDeleteRequestView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.topics = r.get()?;
        Ok(m)
    }
}

impl IntoOwned for OffsetDeleteRequestView<'_> {
    type Owned = OffsetDeleteRequest;
    fn into_owned(self) -> OffsetDeleteRequest {
        OffsetDeleteRequest { group_id: self.group_id.into_owned(), topics: self.topics.into_owned() }
    }
}

impl Encode for OffsetDeleteRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.group_id);
        w.put(&self.topics);
    }
}

/// Kafka's `OffsetDeleteRequestTopic`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct OffsetDeleteRequestTopic {
    pub name: String,
    pub partitions: Vec<OffsetDeleteRequestPartition>,
}

impl<'a> Decode<'a> for OffsetDeleteRequestTopic {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.partitions = r.get()?;
        Ok(m)
    }
}

/// [`OffsetDeleteRequestTopic`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct OffsetDeleteRequestTopicView<'a> {
    pub name: &'a str,
    pub partitions: ArrayView<'a, OffsetDeleteRequestPartition>,
}

impl<'a> Decode<'a> for OffsetDeleteRequestTopicView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.partitions = r.get()?;
        Ok(m)
    }
}

impl IntoOwned for OffsetDeleteRequestTopicView<'_> {
    type Owned = OffsetDeleteRequestTopic;
    fn into_owned(self) -> OffsetDeleteRequestTopic {
        OffsetDeleteRequestTopic { name: self.name.into_owned(), partitions: self.partitions.into_owned() }
    }
}

impl Encode for OffsetDeleteRequestTopic {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.partitions);
    }
}

/// Kafka's `OffsetDeleteRequestPartition`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct OffsetDeleteRequestPartition {
    pub partition_index: i32,
}

impl<'a> Decode<'a> for OffsetDeleteRequestPartition {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition_index = r.get()?;
        Ok(m)
    }
}

impl IntoOwned for OffsetDeleteRequestPartition {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for OffsetDeleteRequestPartition {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.partition_index);
    }
}

impl Message for OffsetDeleteRequest {
    const NAME: &'static str = "OffsetDeleteRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 47;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = i16::MAX;
    type View<'a> = OffsetDeleteRequestView<'a>;
}

impl<'a> MessageView<'a> for OffsetDeleteRequestView<'a> {
    type Message = OffsetDeleteRequest;
}
