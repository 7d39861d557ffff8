//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, Uuid, VersionRange, Writer,
};

/// Kafka's `AlterShareGroupOffsetsResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct AlterShareGroupOffsetsResponse {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub error_message: Option<String>,
    pub responses: Vec<AlterShareGroupOffsetsResponseTopic>,
}

impl<'a> Decode<'a> for AlterShareGroupOffsetsResponse {
    const SIZE_MIN: usize = 9;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.responses = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`AlterShareGroupOffsetsResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct AlterShareGroupOffsetsResponseView<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    pub responses: ArrayView<'a, AlterShareGroupOffsetsResponseTopicView<'a>>,
}

impl<'a> Decode<'a> for AlterShareGroupOffsetsResponseView<'a> {
    const SIZE_MIN: usize = 9;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.responses = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AlterShareGroupOffsetsResponseView<'_> {
    type Owned = AlterShareGroupOffsetsResponse;
    fn into_owned(self) -> AlterShareGroupOffsetsResponse {
        AlterShareGroupOffsetsResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            error_code: self.error_code.into_owned(),
            error_message: self.error_message.into_owned(),
            responses: self.responses.into_owned(),
        }
    }
}

impl Encode for AlterShareGroupOffsetsResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.throttle_time_ms);
        w.put(&self.error_code);
        w.put(&self.error_message);
        w.put(&self.responses);
        w.put_tag_count(0);
    }
}

/// Kafka's `AlterShareGroupOffsetsResponseTopic`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct AlterShareGroupOffsetsResponseTopic {
    pub topic_name: String,
    pub topic_id: Uuid,
    pub partitions: Vec<AlterShareGroupOffsetsResponsePartition>,
}

impl<'a> Decode<'a> for AlterShareGroupOffsetsResponseTopic {
    const SIZE_MIN: usize = 19;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_name = r.get()?;
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`AlterShareGroupOffsetsResponseTopic`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct AlterShareGroupOffsetsResponseTopicView<'a> {
    pub topic_name: &'a str,
    pub topic_id: Uuid,
    pub partitions: ArrayView<'a, AlterShareGroupOffsetsResponsePartitionView<'a>>,
}

impl<'a> Decode<'a> for AlterShareGroupOffsetsResponseTopicView<'a> {
    const SIZE_MIN: usize = 19;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_name = r.get()?;
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AlterShareGroupOffsetsResponseTopicView<'_> {
    type Owned = AlterShareGroupOffsetsResponseTopic;
    fn into_owned(self) -> AlterShareGroupOffsetsResponseTopic {
        AlterShareGroupOffsetsResponseTopic {
            topic_name: self.topic_name.into_owned(),
            topic_id: self.topic_id.into_owned(),
            partitions: self.partitions.into_owned(),
        }
    }
}

impl Encode for AlterShareGroupOffsetsResponseTopic {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic_name);
        w.put(&self.topic_id);
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

/// Kafka's `AlterShareGroupOffsetsResponsePartition`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct AlterShareGroupOffsetsResponsePartition {
    pub partition_index: i32,
    pub error_code: i16,
    pub error_message: Option<String>,
}

impl<'a> Decode<'a> for AlterShareGroupOffsetsResponsePartition {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`AlterShareGroupOffsetsResponsePartition`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct AlterShareGroupOffsetsResponsePartitionView<'a> {
    pub partition_index: i32,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
}

impl<'a> Decode<'a> for AlterShareGroupOffsetsResponsePartitionView<'a> {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AlterShareGroupOffsetsResponsePartitionView<'_> {
    type Owned = AlterShareGroupOffsetsResponsePartition;
    fn into_owned(self) -> AlterShareGroupOffsetsResponsePartition {
        AlterShareGroupOffsetsResponsePartition {
            partition_index: self.partition_index.into_owned(),
            error_code: self.error_code.into_owned(),
            error_message: self.error_message.into_owned(),
        }
    }
}

impl Encode for AlterShareGroupOffsetsResponsePartition {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.partition_index);
        w.put(&self.error_code);
        w.put(&self.error_message);
        w.put_tag_count(0);
    }
}

impl Message for AlterShareGroupOffsetsResponse {
    const NAME: &'static str = "AlterShareGroupOffsetsResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 91;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = AlterShareGroupOffsetsResponseView<'a>;
}

impl<'a> MessageView<'a> for AlterShareGroupOffsetsResponseView<'a> {
    type Message = AlterShareGroupOffsetsResponse;
}

/// Writes a [`AlterShareGroupOffsetsResponse`] field by field, in this order.
#[derive(Debug)]
pub struct AlterShareGroupOffsetsResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> AlterShareGroupOffsetsResponseWriter<'w, 's, S> {
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

    pub fn error_message(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(2, VersionRange::new(0, i16::MAX), VersionRange::new(0, i16::MAX), value);
        self
    }

    /// Announces the elements: each follows through [`Self::responses_element`].
    pub fn responses(&mut self, count: usize) -> &mut Self {
        self.0.array(3, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn responses_element(&mut self) -> AlterShareGroupOffsetsResponseTopicWriter<'_, 's, S> {
        AlterShareGroupOffsetsResponseTopicWriter(self.0.element(3))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(4).put_tag_count(0);
    }
}

/// Writes a [`AlterShareGroupOffsetsResponseTopic`] field by field, in this order.
#[derive(Debug)]
pub struct AlterShareGroupOffsetsResponseTopicWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> AlterShareGroupOffsetsResponseTopicWriter<'w, 's, S> {
    pub fn topic_name(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn topic_id(&mut self, value: Uuid) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::partitions_element`].
    pub fn partitions(&mut self, count: usize) -> &mut Self {
        self.0.array(2, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn partitions_element(&mut self) -> AlterShareGroupOffsetsResponsePartitionWriter<'_, 's, S> {
        AlterShareGroupOffsetsResponsePartitionWriter(self.0.element(2))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(3).put_tag_count(0);
    }
}

/// Writes a [`AlterShareGroupOffsetsResponsePartition`] field by field, in this order.
#[derive(Debug)]
pub struct AlterShareGroupOffsetsResponsePartitionWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> AlterShareGroupOffsetsResponsePartitionWriter<'w, 's, S> {
    pub fn partition_index(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn error_message(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(2, VersionRange::new(0, i16::MAX), VersionRange::new(0, i16::MAX), value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(3).put_tag_count(0);
    }
}
