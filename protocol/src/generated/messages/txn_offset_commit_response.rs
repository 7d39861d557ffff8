//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, Uuid, VersionRange, Writer,
};

/// Kafka's `TxnOffsetCommitResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TxnOffsetCommitResponse {
    pub throttle_time_ms: i32,
    pub topics: Vec<TxnOffsetCommitResponseTopic>,
}

impl<'a> Decode<'a> for TxnOffsetCommitResponse {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`TxnOffsetCommitResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TxnOffsetCommitResponseView<'a> {
    pub throttle_time_ms: i32,
    pub topics: ArrayView<'a, TxnOffsetCommitResponseTopicView<'a>>,
}

impl<'a> Decode<'a> for TxnOffsetCommitResponseView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for TxnOffsetCommitResponseView<'_> {
    type Owned = TxnOffsetCommitResponse;
    fn into_owned(self) -> TxnOffsetCommitResponse {
        TxnOffsetCommitResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            topics: self.topics.into_owned(),
        }
    }
}

impl Encode for TxnOffsetCommitResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.throttle_time_ms);
        w.put(&self.topics);
        w.put_tag_count(0);
    }
}

/// Kafka's `TxnOffsetCommitResponseTopic`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TxnOffsetCommitResponseTopic {
    pub name: String,
    pub topic_id: Uuid,
    pub partitions: Vec<TxnOffsetCommitResponsePartition>,
}

impl<'a> Decode<'a> for TxnOffsetCommitResponseTopic {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v <= 5 {
            m.name = r.get()?;
        }
        if v >= 6 {
            m.topic_id = r.get()?;
        }
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`TxnOffsetCommitResponseTopic`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TxnOffsetCommitResponseTopicView<'a> {
    pub name: &'a str,
    pub topic_id: Uuid,
    pub partitions: ArrayView<'a, TxnOffsetCommitResponsePartition>,
}

impl<'a> Decode<'a> for TxnOffsetCommitResponseTopicView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v <= 5 {
            m.name = r.get()?;
        }
        if v >= 6 {
            m.topic_id = r.get()?;
        }
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for TxnOffsetCommitResponseTopicView<'_> {
    type Owned = TxnOffsetCommitResponseTopic;
    fn into_owned(self) -> TxnOffsetCommitResponseTopic {
        TxnOffsetCommitResponseTopic {
            name: self.name.into_owned(),
            topic_id: self.topic_id.into_owned(),
            partitions: self.partitions.into_owned(),
        }
    }
}

impl Encode for TxnOffsetCommitResponseTopic {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v <= 5 {
            w.put(&self.name);
        }
        if v >= 6 {
            w.put(&self.topic_id);
        }
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

/// Kafka's `TxnOffsetCommitResponsePartition`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct TxnOffsetCommitResponsePartition {
    pub partition_index: i32,
    pub error_code: i16,
}

impl<'a> Decode<'a> for TxnOffsetCommitResponsePartition {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.error_code = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for TxnOffsetCommitResponsePartition {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for TxnOffsetCommitResponsePartition {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.partition_index);
        w.put(&self.error_code);
        w.put_tag_count(0);
    }
}

impl Message for TxnOffsetCommitResponse {
    const NAME: &'static str = "TxnOffsetCommitResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 28;
    const VERSIONS: VersionRange = VersionRange::new(0, 6);
    const FLEXIBLE_SINCE: i16 = 3;
    type View<'a> = TxnOffsetCommitResponseView<'a>;
}

impl<'a> MessageView<'a> for TxnOffsetCommitResponseView<'a> {
    type Message = TxnOffsetCommitResponse;
}

/// Writes a [`TxnOffsetCommitResponse`] field by field, in this order.
#[derive(Debug)]
pub struct TxnOffsetCommitResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> TxnOffsetCommitResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::topics_element`].
    pub fn topics(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn topics_element(&mut self) -> TxnOffsetCommitResponseTopicWriter<'_, 's, S> {
        TxnOffsetCommitResponseTopicWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`TxnOffsetCommitResponseTopic`] field by field, in this order.
#[derive(Debug)]
pub struct TxnOffsetCommitResponseTopicWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> TxnOffsetCommitResponseTopicWriter<'w, 's, S> {
    pub fn name(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, 5), &value);
        self
    }

    pub fn topic_id(&mut self, value: Uuid) -> &mut Self {
        self.0.field(1, VersionRange::new(6, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::partitions_element`].
    pub fn partitions(&mut self, count: usize) -> &mut Self {
        self.0.array(2, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn partitions_element(&mut self) -> TxnOffsetCommitResponsePartitionWriter<'_, 's, S> {
        TxnOffsetCommitResponsePartitionWriter(self.0.element(2))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(3).put_tag_count(0);
    }
}

/// Writes a [`TxnOffsetCommitResponsePartition`] field by field, in this order.
#[derive(Debug)]
pub struct TxnOffsetCommitResponsePartitionWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> TxnOffsetCommitResponsePartitionWriter<'w, 's, S> {
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
