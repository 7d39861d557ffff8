//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, Uuid, VersionRange, Writer,
};

/// Kafka's `OffsetCommitResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct OffsetCommitResponse {
    pub throttle_time_ms: i32,
    pub topics: Vec<OffsetCommitResponseTopic>,
}

impl<'a> Decode<'a> for OffsetCommitResponse {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 3 {
            m.throttle_time_ms = r.get()?;
        }
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`OffsetCommitResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct OffsetCommitResponseView<'a> {
    pub throttle_time_ms: i32,
    pub topics: ArrayView<'a, OffsetCommitResponseTopicView<'a>>,
}

impl<'a> Decode<'a> for OffsetCommitResponseView<'a> {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 3 {
            m.throttle_time_ms = r.get()?;
        }
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for OffsetCommitResponseView<'_> {
    type Owned = OffsetCommitResponse;
    fn into_owned(self) -> OffsetCommitResponse {
        OffsetCommitResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            topics: self.topics.into_owned(),
        }
    }
}

impl Encode for OffsetCommitResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 3 {
            w.put(&self.throttle_time_ms);
        }
        w.put(&self.topics);
        w.put_tag_count(0);
    }
}

/// Kafka's `OffsetCommitResponseTopic`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct OffsetCommitResponseTopic {
    pub name: String,
    pub topic_id: Uuid,
    pub partitions: Vec<OffsetCommitResponsePartition>,
}

impl<'a> Decode<'a> for OffsetCommitResponseTopic {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v <= 9 {
            m.name = r.get()?;
        }
        if v >= 10 {
            m.topic_id = r.get()?;
        }
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`OffsetCommitResponseTopic`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct OffsetCommitResponseTopicView<'a> {
    pub name: &'a str,
    pub topic_id: Uuid,
    pub partitions: ArrayView<'a, OffsetCommitResponsePartition>,
}

impl<'a> Decode<'a> for OffsetCommitResponseTopicView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v <= 9 {
            m.name = r.get()?;
        }
        if v >= 10 {
            m.topic_id = r.get()?;
        }
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for OffsetCommitResponseTopicView<'_> {
    type Owned = OffsetCommitResponseTopic;
    fn into_owned(self) -> OffsetCommitResponseTopic {
        OffsetCommitResponseTopic {
            name: self.name.into_owned(),
            topic_id: self.topic_id.into_owned(),
            partitions: self.partitions.into_owned(),
        }
    }
}

impl Encode for OffsetCommitResponseTopic {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v <= 9 {
            w.put(&self.name);
        }
        if v >= 10 {
            w.put(&self.topic_id);
        }
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

/// Kafka's `OffsetCommitResponsePartition`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct OffsetCommitResponsePartition {
    pub partition_index: i32,
    pub error_code: i16,
}

impl<'a> Decode<'a> for OffsetCommitResponsePartition {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.error_code = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for OffsetCommitResponsePartition {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for OffsetCommitResponsePartition {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.partition_index);
        w.put(&self.error_code);
        w.put_tag_count(0);
    }
}

impl Message for OffsetCommitResponse {
    const NAME: &'static str = "OffsetCommitResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 8;
    const VERSIONS: VersionRange = VersionRange::new(0, 10);
    const FLEXIBLE_SINCE: i16 = 8;
    type View<'a> = OffsetCommitResponseView<'a>;
}

impl<'a> MessageView<'a> for OffsetCommitResponseView<'a> {
    type Message = OffsetCommitResponse;
}

/// Writes a [`OffsetCommitResponse`] field by field, in this order.
#[derive(Debug)]
pub struct OffsetCommitResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> OffsetCommitResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(3, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::topics_element`].
    pub fn topics(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn topics_element(&mut self) -> OffsetCommitResponseTopicWriter<'_, 's, S> {
        OffsetCommitResponseTopicWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`OffsetCommitResponseTopic`] field by field, in this order.
#[derive(Debug)]
pub struct OffsetCommitResponseTopicWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> OffsetCommitResponseTopicWriter<'w, 's, S> {
    pub fn name(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, 9), &value);
        self
    }

    pub fn topic_id(&mut self, value: Uuid) -> &mut Self {
        self.0.field(1, VersionRange::new(10, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::partitions_element`].
    pub fn partitions(&mut self, count: usize) -> &mut Self {
        self.0.array(2, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn partitions_element(&mut self) -> OffsetCommitResponsePartitionWriter<'_, 's, S> {
        OffsetCommitResponsePartitionWriter(self.0.element(2))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(3).put_tag_count(0);
    }
}

/// Writes a [`OffsetCommitResponsePartition`] field by field, in this order.
#[derive(Debug)]
pub struct OffsetCommitResponsePartitionWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> OffsetCommitResponsePartitionWriter<'w, 's, S> {
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
