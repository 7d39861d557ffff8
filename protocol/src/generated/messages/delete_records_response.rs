//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, VersionRange, Writer,
};

/// Kafka's `DeleteRecordsResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DeleteRecordsResponse {
    pub throttle_time_ms: i32,
    pub topics: Vec<DeleteRecordsTopicResult>,
}

impl<'a> Decode<'a> for DeleteRecordsResponse {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DeleteRecordsResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DeleteRecordsResponseView<'a> {
    pub throttle_time_ms: i32,
    pub topics: ArrayView<'a, DeleteRecordsTopicResultView<'a>>,
}

impl<'a> Decode<'a> for DeleteRecordsResponseView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DeleteRecordsResponseView<'_> {
    type Owned = DeleteRecordsResponse;
    fn into_owned(self) -> DeleteRecordsResponse {
        DeleteRecordsResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            topics: self.topics.into_owned(),
        }
    }
}

impl Encode for DeleteRecordsResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.throttle_time_ms);
        w.put(&self.topics);
        w.put_tag_count(0);
    }
}

/// Kafka's `DeleteRecordsTopicResult`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DeleteRecordsTopicResult {
    pub name: String,
    pub partitions: Vec<DeleteRecordsPartitionResult>,
}

impl<'a> Decode<'a> for DeleteRecordsTopicResult {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DeleteRecordsTopicResult`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DeleteRecordsTopicResultView<'a> {
    pub name: &'a str,
    pub partitions: ArrayView<'a, DeleteRecordsPartitionResult>,
}

impl<'a> Decode<'a> for DeleteRecordsTopicResultView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DeleteRecordsTopicResultView<'_> {
    type Owned = DeleteRecordsTopicResult;
    fn into_owned(self) -> DeleteRecordsTopicResult {
        DeleteRecordsTopicResult { name: self.name.into_owned(), partitions: self.partitions.into_owned() }
    }
}

impl Encode for DeleteRecordsTopicResult {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

/// Kafka's `DeleteRecordsPartitionResult`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct DeleteRecordsPartitionResult {
    pub partition_index: i32,
    pub low_watermark: i64,
    pub error_code: i16,
}

impl<'a> Decode<'a> for DeleteRecordsPartitionResult {
    const SIZE_MIN: usize = 14;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.low_watermark = r.get()?;
        m.error_code = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DeleteRecordsPartitionResult {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for DeleteRecordsPartitionResult {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.partition_index);
        w.put(&self.low_watermark);
        w.put(&self.error_code);
        w.put_tag_count(0);
    }
}

impl Message for DeleteRecordsResponse {
    const NAME: &'static str = "DeleteRecordsResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 21;
    const VERSIONS: VersionRange = VersionRange::new(0, 2);
    const FLEXIBLE_SINCE: i16 = 2;
    type View<'a> = DeleteRecordsResponseView<'a>;
}

impl<'a> MessageView<'a> for DeleteRecordsResponseView<'a> {
    type Message = DeleteRecordsResponse;
}

/// Writes a [`DeleteRecordsResponse`] field by field, in this order.
#[derive(Debug)]
pub struct DeleteRecordsResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DeleteRecordsResponseWriter<'w, 's, S> {
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

    pub fn topics_element(&mut self) -> DeleteRecordsTopicResultWriter<'_, 's, S> {
        DeleteRecordsTopicResultWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`DeleteRecordsTopicResult`] field by field, in this order.
#[derive(Debug)]
pub struct DeleteRecordsTopicResultWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DeleteRecordsTopicResultWriter<'w, 's, S> {
    pub fn name(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::partitions_element`].
    pub fn partitions(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn partitions_element(&mut self) -> DeleteRecordsPartitionResultWriter<'_, 's, S> {
        DeleteRecordsPartitionResultWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`DeleteRecordsPartitionResult`] field by field, in this order.
#[derive(Debug)]
pub struct DeleteRecordsPartitionResultWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DeleteRecordsPartitionResultWriter<'w, 's, S> {
    pub fn partition_index(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn low_watermark(&mut self, value: i64) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(2, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(3).put_tag_count(0);
    }
}
