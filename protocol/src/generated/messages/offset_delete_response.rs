//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, VersionRange, Writer,
};

/// Kafka's `OffsetDeleteResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct OffsetDeleteResponse {
    pub error_code: i16,
    pub throttle_time_ms: i32,
    pub topics: Vec<OffsetDeleteResponseTopic>,
}

impl<'a> Decode<'a> for OffsetDeleteResponse {
    const SIZE_MIN: usize = 10;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.throttle_time_ms = r.get()?;
        m.topics = r.get()?;
        Ok(m)
    }
}

/// [`OffsetDeleteResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct OffsetDeleteResponseView<'a> {
    pub error_code: i16,
    pub throttle_time_ms: i32,
    pub topics: ArrayView<'a, OffsetDeleteResponseTopicView<'a>>,
}

impl<'a> Decode<'a> for OffsetDeleteResponseView<'a> {
    const SIZE_MIN: usize = 10;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.throttle_time_ms = r.get()?;
        m.topics = r.get()?;
        Ok(m)
    }
}

impl IntoOwned for OffsetDeleteResponseView<'_> {
    type Owned = OffsetDeleteResponse;
    fn into_owned(self) -> OffsetDeleteResponse {
        OffsetDeleteResponse {
            error_code: self.error_code.into_owned(),
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            topics: self.topics.into_owned(),
        }
    }
}

impl Encode for OffsetDeleteResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.error_code);
        w.put(&self.throttle_time_ms);
        w.put(&self.topics);
    }
}

/// Kafka's `OffsetDeleteResponseTopic`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct OffsetDeleteResponseTopic {
    pub name: String,
    pub partitions: Vec<OffsetDeleteResponsePartition>,
}

impl<'a> Decode<'a> for OffsetDeleteResponseTopic {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.partitions = r.get()?;
        Ok(m)
    }
}

/// [`OffsetDeleteResponseTopic`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct OffsetDeleteResponseTopicView<'a> {
    pub name: &'a str,
    pub partitions: ArrayView<'a, OffsetDeleteResponsePartition>,
}

impl<'a> Decode<'a> for OffsetDeleteResponseTopicView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.partitions = r.get()?;
        Ok(m)
    }
}

impl IntoOwned for OffsetDeleteResponseTopicView<'_> {
    type Owned = OffsetDeleteResponseTopic;
    fn into_owned(self) -> OffsetDeleteResponseTopic {
        OffsetDeleteResponseTopic { name: self.name.into_owned(), partitions: self.partitions.into_owned() }
    }
}

impl Encode for OffsetDeleteResponseTopic {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.partitions);
    }
}

/// Kafka's `OffsetDeleteResponsePartition`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct OffsetDeleteResponsePartition {
    pub partition_index: i32,
    pub error_code: i16,
}

impl<'a> Decode<'a> for OffsetDeleteResponsePartition {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.error_code = r.get()?;
        Ok(m)
    }
}

impl IntoOwned for OffsetDeleteResponsePartition {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for OffsetDeleteResponsePartition {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.partition_index);
        w.put(&self.error_code);
    }
}

impl Message for OffsetDeleteResponse {
    const NAME: &'static str = "OffsetDeleteResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 47;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = i16::MAX;
    type View<'a> = OffsetDeleteResponseView<'a>;
}

impl<'a> MessageView<'a> for OffsetDeleteResponseView<'a> {
    type Message = OffsetDeleteResponse;
}

/// Writes a [`OffsetDeleteResponse`] field by field, in this order.
#[derive(Debug)]
pub struct OffsetDeleteResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> OffsetDeleteResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::topics_element`].
    pub fn topics(&mut self, count: usize) -> &mut Self {
        self.0.array(2, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn topics_element(&mut self) -> OffsetDeleteResponseTopicWriter<'_, 's, S> {
        OffsetDeleteResponseTopicWriter(self.0.element(2))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(3);
    }
}

/// Writes a [`OffsetDeleteResponseTopic`] field by field, in this order.
#[derive(Debug)]
pub struct OffsetDeleteResponseTopicWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> OffsetDeleteResponseTopicWriter<'w, 's, S> {
    pub fn name(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::partitions_element`].
    pub fn partitions(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn partitions_element(&mut self) -> OffsetDeleteResponsePartitionWriter<'_, 's, S> {
        OffsetDeleteResponsePartitionWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2);
    }
}

/// Writes a [`OffsetDeleteResponsePartition`] field by field, in this order.
#[derive(Debug)]
pub struct OffsetDeleteResponsePartitionWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> OffsetDeleteResponsePartitionWriter<'w, 's, S> {
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
        self.0.end(2);
    }
}
