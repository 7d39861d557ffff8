//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `OffsetForLeaderEpochRequest`.
#[derive(Clone, Debug, PartialEq)]
pub struct OffsetForLeaderEpochRequest {
    pub replica_id: i32,
    pub topics: Vec<OffsetForLeaderTopic>,
}

impl Default for OffsetForLeaderEpochRequest {
    fn default() -> Self {
        Self { replica_id: -2, topics: Default::default() }
    }
}

impl<'a> Decode<'a> for OffsetForLeaderEpochRequest {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 3 {
            m.replica_id = r.get()?;
        }
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`OffsetForLeaderEpochRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OffsetForLeaderEpochRequestView<'a> {
    pub replica_id: i32,
    pub topics: ArrayView<'a, OffsetForLeaderTopicView<'a>>,
}

impl Default for OffsetForLeaderEpochRequestView<'_> {
    fn default() -> Self {
        Self { replica_id: -2, topics: Default::default() }
    }
}

impl<'a> Decode<'a> for OffsetForLeaderEpochRequestView<'a> {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 3 {
            m.replica_id = r.get()?;
        }
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for OffsetForLeaderEpochRequestView<'_> {
    type Owned = OffsetForLeaderEpochRequest;
    fn into_owned(self) -> OffsetForLeaderEpochRequest {
        OffsetForLeaderEpochRequest {
            replica_id: self.replica_id.into_owned(),
            topics: self.topics.into_owned(),
        }
    }
}

impl Encode for OffsetForLeaderEpochRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 3 {
            w.put(&self.replica_id);
        }
        w.put(&self.topics);
        w.put_tag_count(0);
    }
}

/// Kafka's `OffsetForLeaderTopic`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct OffsetForLeaderTopic {
    pub topic: String,
    pub partitions: Vec<OffsetForLeaderPartition>,
}

impl<'a> Decode<'a> for OffsetForLeaderTopic {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`OffsetForLeaderTopic`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct OffsetForLeaderTopicView<'a> {
    pub topic: &'a str,
    pub partitions: ArrayView<'a, OffsetForLeaderPartition>,
}

impl<'a> Decode<'a> for OffsetForLeaderTopicView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for OffsetForLeaderTopicView<'_> {
    type Owned = OffsetForLeaderTopic;
    fn into_owned(self) -> OffsetForLeaderTopic {
        OffsetForLeaderTopic { topic: self.topic.into_owned(), partitions: self.partitions.into_owned() }
    }
}

impl Encode for OffsetForLeaderTopic {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic);
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

/// Kafka's `OffsetForLeaderPartition`.
#[derive(Clone, Debug, PartialEq, Copy)]
pub struct OffsetForLeaderPartition {
    pub partition: i32,
    pub current_leader_epoch: i32,
    pub leader_epoch: i32,
}

impl Default for OffsetForLeaderPartition {
    fn default() -> Self {
        Self { partition: Default::default(), current_leader_epoch: -1, leader_epoch: Default::default() }
    }
}

impl<'a> Decode<'a> for OffsetForLeaderPartition {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.partition = r.get()?;
        if v >= 2 {
            m.current_leader_epoch = r.get()?;
        }
        m.leader_epoch = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for OffsetForLeaderPartition {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for OffsetForLeaderPartition {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.partition);
        if v >= 2 {
            w.put(&self.current_leader_epoch);
        }
        w.put(&self.leader_epoch);
        w.put_tag_count(0);
    }
}

impl Message for OffsetForLeaderEpochRequest {
    const NAME: &'static str = "OffsetForLeaderEpochRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 23;
    const VERSIONS: VersionRange = VersionRange::new(0, 4);
    const FLEXIBLE_SINCE: i16 = 4;
    type View<'a> = OffsetForLeaderEpochRequestView<'a>;
}

impl<'a> MessageView<'a> for OffsetForLeaderEpochRequestView<'a> {
    type Message = OffsetForLeaderEpochRequest;
}
