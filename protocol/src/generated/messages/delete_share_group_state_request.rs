//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `DeleteShareGroupStateRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DeleteShareGroupStateRequest {
    pub group_id: String,
    pub topics: Vec<DeleteStateData>,
}

impl<'a> Decode<'a> for DeleteShareGroupStateRequest {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DeleteShareGroupStateRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DeleteShareGroupStateRequestView<'a> {
    pub group_id: &'a str,
    pub topics: ArrayView<'a, DeleteStateDataView<'a>>,
}

impl<'a> Decode<'a> for DeleteShareGroupStateRequestView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DeleteShareGroupStateRequestView<'_> {
    type Owned = DeleteShareGroupStateRequest;
    fn into_owned(self) -> DeleteShareGroupStateRequest {
        DeleteShareGroupStateRequest {
            group_id: self.group_id.into_owned(),
            topics: self.topics.into_owned(),
        }
    }
}

impl Encode for DeleteShareGroupStateRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.group_id);
        w.put(&self.topics);
        w.put_tag_count(0);
    }
}

/// Kafka's `DeleteStateData`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DeleteStateData {
    pub topic_id: Uuid,
    pub partitions: Vec<PartitionData>,
}

impl<'a> Decode<'a> for DeleteStateData {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DeleteStateData`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DeleteStateDataView<'a> {
    pub topic_id: Uuid,
    pub partitions: ArrayView<'a, PartitionData>,
}

impl<'a> Decode<'a> for DeleteStateDataView<'a> {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DeleteStateDataView<'_> {
    type Owned = DeleteStateData;
    fn into_owned(self) -> DeleteStateData {
        DeleteStateData { topic_id: self.topic_id.into_owned(), partitions: self.partitions.into_owned() }
    }
}

impl Encode for DeleteStateData {
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
}

impl<'a> Decode<'a> for PartitionData {
    const SIZE_MIN: usize = 5;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition = r.get()?;
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
        w.put_tag_count(0);
    }
}

impl Message for DeleteShareGroupStateRequest {
    const NAME: &'static str = "DeleteShareGroupStateRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 86;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = DeleteShareGroupStateRequestView<'a>;
}

impl<'a> MessageView<'a> for DeleteShareGroupStateRequestView<'a> {
    type Message = DeleteShareGroupStateRequest;
}
