//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `AssignReplicasToDirsRequest`.
#[derive(Clone, Debug, PartialEq)]
pub struct AssignReplicasToDirsRequest {
    pub broker_id: i32,
    pub broker_epoch: i64,
    pub directories: Vec<DirectoryData>,
}

impl Default for AssignReplicasToDirsRequest {
    fn default() -> Self {
        Self { broker_id: Default::default(), broker_epoch: -1, directories: Default::default() }
    }
}

impl<'a> Decode<'a> for AssignReplicasToDirsRequest {
    const SIZE_MIN: usize = 14;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.broker_id = r.get()?;
        m.broker_epoch = r.get()?;
        m.directories = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`AssignReplicasToDirsRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AssignReplicasToDirsRequestView<'a> {
    pub broker_id: i32,
    pub broker_epoch: i64,
    pub directories: ArrayView<'a, DirectoryDataView<'a>>,
}

impl Default for AssignReplicasToDirsRequestView<'_> {
    fn default() -> Self {
        Self { broker_id: Default::default(), broker_epoch: -1, directories: Default::default() }
    }
}

impl<'a> Decode<'a> for AssignReplicasToDirsRequestView<'a> {
    const SIZE_MIN: usize = 14;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.broker_id = r.get()?;
        m.broker_epoch = r.get()?;
        m.directories = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AssignReplicasToDirsRequestView<'_> {
    type Owned = AssignReplicasToDirsRequest;
    fn into_owned(self) -> AssignReplicasToDirsRequest {
        AssignReplicasToDirsRequest {
            broker_id: self.broker_id.into_owned(),
            broker_epoch: self.broker_epoch.into_owned(),
            directories: self.directories.into_owned(),
        }
    }
}

impl Encode for AssignReplicasToDirsRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.broker_id);
        w.put(&self.broker_epoch);
        w.put(&self.directories);
        w.put_tag_count(0);
    }
}

/// Kafka's `DirectoryData`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DirectoryData {
    pub id: Uuid,
    pub topics: Vec<TopicData>,
}

impl<'a> Decode<'a> for DirectoryData {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.id = r.get()?;
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DirectoryData`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DirectoryDataView<'a> {
    pub id: Uuid,
    pub topics: ArrayView<'a, TopicDataView<'a>>,
}

impl<'a> Decode<'a> for DirectoryDataView<'a> {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.id = r.get()?;
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DirectoryDataView<'_> {
    type Owned = DirectoryData;
    fn into_owned(self) -> DirectoryData {
        DirectoryData { id: self.id.into_owned(), topics: self.topics.into_owned() }
    }
}

impl Encode for DirectoryData {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.id);
        w.put(&self.topics);
        w.put_tag_count(0);
    }
}

/// Kafka's `TopicData`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TopicData {
    pub topic_id: Uuid,
    pub partitions: Vec<PartitionData>,
}

impl<'a> Decode<'a> for TopicData {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`TopicData`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TopicDataView<'a> {
    pub topic_id: Uuid,
    pub partitions: ArrayView<'a, PartitionData>,
}

impl<'a> Decode<'a> for TopicDataView<'a> {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for TopicDataView<'_> {
    type Owned = TopicData;
    fn into_owned(self) -> TopicData {
        TopicData { topic_id: self.topic_id.into_owned(), partitions: self.partitions.into_owned() }
    }
}

impl Encode for TopicData {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic_id);
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

/// Kafka's `PartitionData`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct PartitionData {
    pub partition_index: i32,
}

impl<'a> Decode<'a> for PartitionData {
    const SIZE_MIN: usize = 5;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition_index = r.get()?;
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
        w.put(&self.partition_index);
        w.put_tag_count(0);
    }
}

impl Message for AssignReplicasToDirsRequest {
    const NAME: &'static str = "AssignReplicasToDirsRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 73;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = AssignReplicasToDirsRequestView<'a>;
}

impl<'a> MessageView<'a> for AssignReplicasToDirsRequestView<'a> {
    type Message = AssignReplicasToDirsRequest;
}
