//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `ReadShareGroupStateSummaryRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ReadShareGroupStateSummaryRequest {
    pub group_id: String,
    pub topics: Vec<ReadStateSummaryData>,
}

impl<'a> Decode<'a> for ReadShareGroupStateSummaryRequest {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ReadShareGroupStateSummaryRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ReadShareGroupStateSummaryRequestView<'a> {
    pub group_id: &'a str,
    pub topics: ArrayView<'a, ReadStateSummaryDataView<'a>>,
}

impl<'a> Decode<'a> for ReadShareGroupStateSummaryRequestView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ReadShareGroupStateSummaryRequestView<'_> {
    type Owned = ReadShareGroupStateSummaryRequest;
    fn into_owned(self) -> ReadShareGroupStateSummaryRequest {
        ReadShareGroupStateSummaryRequest {
            group_id: self.group_id.into_owned(),
            topics: self.topics.into_owned(),
        }
    }
}

impl Encode for ReadShareGroupStateSummaryRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.group_id);
        w.put(&self.topics);
        w.put_tag_count(0);
    }
}

/// Kafka's `ReadStateSummaryData`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ReadStateSummaryData {
    pub topic_id: Uuid,
    pub partitions: Vec<PartitionData>,
}

impl<'a> Decode<'a> for ReadStateSummaryData {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ReadStateSummaryData`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ReadStateSummaryDataView<'a> {
    pub topic_id: Uuid,
    pub partitions: ArrayView<'a, PartitionData>,
}

impl<'a> Decode<'a> for ReadStateSummaryDataView<'a> {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ReadStateSummaryDataView<'_> {
    type Owned = ReadStateSummaryData;
    fn into_owned(self) -> ReadStateSummaryData {
        ReadStateSummaryData {
            topic_id: self.topic_id.into_owned(),
            partitions: self.partitions.into_owned(),
        }
    }
}

impl Encode for ReadStateSummaryData {
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

impl Message for ReadShareGroupStateSummaryRequest {
    const NAME: &'static str = "ReadShareGroupStateSummaryRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 87;
    const VERSIONS: VersionRange = VersionRange::new(0, 1);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = ReadShareGroupStateSummaryRequestView<'a>;
}

impl<'a> MessageView<'a> for ReadShareGroupStateSummaryRequestView<'a> {
    type Message = ReadShareGroupStateSummaryRequest;
}
