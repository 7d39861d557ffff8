//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `WriteShareGroupStateRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct WriteShareGroupStateRequest {
    pub group_id: String,
    pub topics: Vec<WriteStateData>,
}

impl<'a> Decode<'a> for WriteShareGroupStateRequest {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`WriteShareGroupStateRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct WriteShareGroupStateRequestView<'a> {
    pub group_id: &'a str,
    pub topics: ArrayView<'a, WriteStateDataView<'a>>,
}

impl<'a> Decode<'a> for WriteShareGroupStateRequestView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for WriteShareGroupStateRequestView<'_> {
    type Owned = WriteShareGroupStateRequest;
    fn into_owned(self) -> WriteShareGroupStateRequest {
        WriteShareGroupStateRequest { group_id: self.group_id.into_owned(), topics: self.topics.into_owned() }
    }
}

impl Encode for WriteShareGroupStateRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.group_id);
        w.put(&self.topics);
        w.put_tag_count(0);
    }
}

/// Kafka's `WriteStateData`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct WriteStateData {
    pub topic_id: Uuid,
    pub partitions: Vec<PartitionData>,
}

impl<'a> Decode<'a> for WriteStateData {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`WriteStateData`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct WriteStateDataView<'a> {
    pub topic_id: Uuid,
    pub partitions: ArrayView<'a, PartitionDataView<'a>>,
}

impl<'a> Decode<'a> for WriteStateDataView<'a> {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for WriteStateDataView<'_> {
    type Owned = WriteStateData;
    fn into_owned(self) -> WriteStateData {
        WriteStateData { topic_id: self.topic_id.into_owned(), partitions: self.partitions.into_owned() }
    }
}

impl Encode for WriteStateData {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic_id);
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

/// Kafka's `PartitionData`.
#[derive(Clone, Debug, PartialEq)]
pub struct PartitionData {
    pub partition: i32,
    pub state_epoch: i32,
    pub leader_epoch: i32,
    pub start_offset: i64,
    pub delivery_complete_count: i32,
    pub state_batches: Vec<StateBatch>,
}

impl Default for PartitionData {
    fn default() -> Self {
        Self {
            partition: Default::default(),
            state_epoch: Default::default(),
            leader_epoch: Default::default(),
            start_offset: Default::default(),
            delivery_complete_count: -1,
            state_batches: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for PartitionData {
    const SIZE_MIN: usize = 22;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.partition = r.get()?;
        m.state_epoch = r.get()?;
        m.leader_epoch = r.get()?;
        m.start_offset = r.get()?;
        if v >= 1 {
            m.delivery_complete_count = r.get()?;
        }
        m.state_batches = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`PartitionData`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PartitionDataView<'a> {
    pub partition: i32,
    pub state_epoch: i32,
    pub leader_epoch: i32,
    pub start_offset: i64,
    pub delivery_complete_count: i32,
    pub state_batches: ArrayView<'a, StateBatch>,
}

impl Default for PartitionDataView<'_> {
    fn default() -> Self {
        Self {
            partition: Default::default(),
            state_epoch: Default::default(),
            leader_epoch: Default::default(),
            start_offset: Default::default(),
            delivery_complete_count: -1,
            state_batches: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for PartitionDataView<'a> {
    const SIZE_MIN: usize = 22;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.partition = r.get()?;
        m.state_epoch = r.get()?;
        m.leader_epoch = r.get()?;
        m.start_offset = r.get()?;
        if v >= 1 {
            m.delivery_complete_count = r.get()?;
        }
        m.state_batches = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for PartitionDataView<'_> {
    type Owned = PartitionData;
    fn into_owned(self) -> PartitionData {
        PartitionData {
            partition: self.partition.into_owned(),
            state_epoch: self.state_epoch.into_owned(),
            leader_epoch: self.leader_epoch.into_owned(),
            start_offset: self.start_offset.into_owned(),
            delivery_complete_count: self.delivery_complete_count.into_owned(),
            state_batches: self.state_batches.into_owned(),
        }
    }
}

impl Encode for PartitionData {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.partition);
        w.put(&self.state_epoch);
        w.put(&self.leader_epoch);
        w.put(&self.start_offset);
        if v >= 1 {
            w.put(&self.delivery_complete_count);
        }
        w.put(&self.state_batches);
        w.put_tag_count(0);
    }
}

/// Kafka's `StateBatch`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct StateBatch {
    pub first_offset: i64,
    pub last_offset: i64,
    pub delivery_state: i8,
    pub delivery_count: i16,
}

impl<'a> Decode<'a> for StateBatch {
    const SIZE_MIN: usize = 20;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.first_offset = r.get()?;
        m.last_offset = r.get()?;
        m.delivery_state = r.get()?;
        m.delivery_count = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for StateBatch {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for StateBatch {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.first_offset);
        w.put(&self.last_offset);
        w.put(&self.delivery_state);
        w.put(&self.delivery_count);
        w.put_tag_count(0);
    }
}

impl Message for WriteShareGroupStateRequest {
    const NAME: &'static str = "WriteShareGroupStateRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 85;
    const VERSIONS: VersionRange = VersionRange::new(0, 1);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = WriteShareGroupStateRequestView<'a>;
}

impl<'a> MessageView<'a> for WriteShareGroupStateRequestView<'a> {
    type Message = WriteShareGroupStateRequest;
}
