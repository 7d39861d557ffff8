//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, Uuid, VersionRange, Writer,
};

/// Kafka's `AssignReplicasToDirsResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct AssignReplicasToDirsResponse {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub directories: Vec<DirectoryData>,
}

impl<'a> Decode<'a> for AssignReplicasToDirsResponse {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.error_code = r.get()?;
        m.directories = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`AssignReplicasToDirsResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct AssignReplicasToDirsResponseView<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub directories: ArrayView<'a, DirectoryDataView<'a>>,
}

impl<'a> Decode<'a> for AssignReplicasToDirsResponseView<'a> {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.error_code = r.get()?;
        m.directories = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AssignReplicasToDirsResponseView<'_> {
    type Owned = AssignReplicasToDirsResponse;
    fn into_owned(self) -> AssignReplicasToDirsResponse {
        AssignReplicasToDirsResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            error_code: self.error_code.into_owned(),
            directories: self.directories.into_owned(),
        }
    }
}

impl Encode for AssignReplicasToDirsResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.throttle_time_ms);
        w.put(&self.error_code);
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
    pub error_code: i16,
}

impl<'a> Decode<'a> for PartitionData {
    const SIZE_MIN: usize = 7;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.error_code = r.get()?;
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
        w.put(&self.error_code);
        w.put_tag_count(0);
    }
}

impl Message for AssignReplicasToDirsResponse {
    const NAME: &'static str = "AssignReplicasToDirsResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 73;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = AssignReplicasToDirsResponseView<'a>;
}

impl<'a> MessageView<'a> for AssignReplicasToDirsResponseView<'a> {
    type Message = AssignReplicasToDirsResponse;
}

/// Writes a [`AssignReplicasToDirsResponse`] field by field, in this order.
#[derive(Debug)]
pub struct AssignReplicasToDirsResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> AssignReplicasToDirsResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::directories_element`].
    pub fn directories(&mut self, count: usize) -> &mut Self {
        self.0.array(2, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn directories_element(&mut self) -> DirectoryDataWriter<'_, 's, S> {
        DirectoryDataWriter(self.0.element(2))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(3).put_tag_count(0);
    }
}

/// Writes a [`DirectoryData`] field by field, in this order.
#[derive(Debug)]
pub struct DirectoryDataWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DirectoryDataWriter<'w, 's, S> {
    pub fn id(&mut self, value: Uuid) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::topics_element`].
    pub fn topics(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn topics_element(&mut self) -> TopicDataWriter<'_, 's, S> {
        TopicDataWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`TopicData`] field by field, in this order.
#[derive(Debug)]
pub struct TopicDataWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> TopicDataWriter<'w, 's, S> {
    pub fn topic_id(&mut self, value: Uuid) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::partitions_element`].
    pub fn partitions(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn partitions_element(&mut self) -> PartitionDataWriter<'_, 's, S> {
        PartitionDataWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`PartitionData`] field by field, in this order.
#[derive(Debug)]
pub struct PartitionDataWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> PartitionDataWriter<'w, 's, S> {
    pub fn partition_index(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}
