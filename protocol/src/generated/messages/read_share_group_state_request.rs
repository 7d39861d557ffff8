//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `ReadShareGroupStateRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ReadShareGroupStateRequest {
    pub group_id: String,
    pub topics: Vec<ReadStateData>,
}

impl<'a> Decode<'a> for ReadShareGroupStateRequest {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ReadShareGroupStateRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ReadShareGroupStateRequestView<'a> {
    pub group_id: &'a str,
    pub topics: ArrayView<'a, ReadStateDataView<'a>>,
}

impl<'a> Decode<'a> for ReadShareGroupStateRequestView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ReadShareGroupStateRequestView<'_> {
    type Owned = ReadShareGroupStateRequest;
    fn into_owned(self) -> ReadShareGroupStateRequest {
        ReadShareGroupStateRequest { group_id: self.group_id.into_owned(), topics: self.topics.into_owned() }
    }
}

impl Encode for ReadShareGroupStateRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.group_id);
        w.put(&self.topics);
        w.put_tag_count(0);
    }
}

/// Kafka's `ReadStateData`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ReadStateData {
    pub topic_id: Uuid,
    pub partitions: Vec<PartitionData>,
}

impl<'a> Decode<'a> for ReadStateData {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ReadStateData`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ReadStateDataView<'a> {
    pub topic_id: Uuid,
    pub partitions: ArrayView<'a, PartitionData>,
}

impl<'a> Decode<'a> for ReadStateDataView<'a> {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ReadStateDataView<'_> {
    type Owned = ReadStateData;
    fn into_owned(self) -> ReadStateData {
        ReadStateData { topic_id: self.topic_id.into_owned(), partitions: self.partitions.into_owned() }
    }
}

impl Encode for ReadStateData {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic_id);
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

/// Kafka's `PartitionData`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct PartitionData {
    pub partition: i32,
    pub leader_epoch: i32,
}

impl<'a> Decode<'a> for PartitionData {
    const SIZE_MIN: usize = 9;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition = r.get()?;
        m.leader_epoch = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for PartitionData {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for PartitionData {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.partition);
        w.put(&self.leader_epoch);
        w.put_tag_count(0);
    }
}

impl Message for ReadShareGroupStateRequest {
    const NAME: &'static str = "ReadShareGroupStateRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 84;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = ReadShareGroupStateRequestView<'a>;
}

impl<'a> MessageView<'a> for ReadShareGroupStateRequestView<'a> {
    type Message = ReadShareGroupStateRequest;
}
