//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `InitializeShareGroupStateRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct InitializeShareGroupStateRequest {
    pub group_id: String,
    pub topics: Vec<InitializeStateData>,
}

impl<'a> Decode<'a> for InitializeShareGroupStateRequest {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`InitializeShareGroupStateRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct InitializeShareGroupStateRequestView<'a> {
    pub group_id: &'a str,
    pub topics: ArrayView<'a, InitializeStateDataView<'a>>,
}

impl<'a> Decode<'a> for InitializeShareGroupStateRequestView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for InitializeShareGroupStateRequestView<'_> {
    type Owned = InitializeShareGroupStateRequest;
    fn into_owned(self) -> InitializeShareGroupStateRequest {
        InitializeShareGroupStateRequest {
            group_id: self.group_id.into_owned(),
            topics: self.topics.into_owned(),
        }
    }
}

impl Encode for InitializeShareGroupStateRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.group_id);
        w.put(&self.topics);
        w.put_tag_count(0);
    }
}

/// Kafka's `InitializeStateData`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct InitializeStateData {
    pub topic_id: Uuid,
    pub partitions: Vec<PartitionData>,
}

impl<'a> Decode<'a> for InitializeStateData {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`InitializeStateData`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct InitializeStateDataView<'a> {
    pub topic_id: Uuid,
    pub partitions: ArrayView<'a, PartitionData>,
}

impl<'a> Decode<'a> for InitializeStateDataView<'a> {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for InitializeStateDataView<'_> {
    type Owned = InitializeStateData;
    fn into_owned(self) -> InitializeStateData {
        InitializeStateData { topic_id: self.topic_id.into_owned(), partitions: self.partitions.into_owned() }
    }
}

impl Encode for InitializeStateData {
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
    pub state_epoch: i32,
    pub start_offset: i64,
}

impl<'a> Decode<'a> for PartitionData {
    const SIZE_MIN: usize = 17;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition = r.get()?;
        m.state_epoch = r.get()?;
        m.start_offset = r.get()?;
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
        w.put(&self.state_epoch);
        w.put(&self.start_offset);
        w.put_tag_count(0);
    }
}

impl Message for InitializeShareGroupStateRequest {
    const NAME: &'static str = "InitializeShareGroupStateRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 83;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = InitializeShareGroupStateRequestView<'a>;
}

impl<'a> MessageView<'a> for InitializeShareGroupStateRequestView<'a> {
    type Message = InitializeShareGroupStateRequest;
}
