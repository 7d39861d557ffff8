//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, VersionRange, Writer,
};

/// Kafka's `AlterReplicaLogDirsResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct AlterReplicaLogDirsResponse {
    pub throttle_time_ms: i32,
    pub results: Vec<AlterReplicaLogDirTopicResult>,
}

impl<'a> Decode<'a> for AlterReplicaLogDirsResponse {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.results = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`AlterReplicaLogDirsResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct AlterReplicaLogDirsResponseView<'a> {
    pub throttle_time_ms: i32,
    pub results: ArrayView<'a, AlterReplicaLogDirTopicResultView<'a>>,
}

impl<'a> Decode<'a> for AlterReplicaLogDirsResponseView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.results = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AlterReplicaLogDirsResponseView<'_> {
    type Owned = AlterReplicaLogDirsResponse;
    fn into_owned(self) -> AlterReplicaLogDirsResponse {
        AlterReplicaLogDirsResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            results: self.results.into_owned(),
        }
    }
}

impl Encode for AlterReplicaLogDirsResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.throttle_time_ms);
        w.put(&self.results);
        w.put_tag_count(0);
    }
}

/// Kafka's `AlterReplicaLogDirTopicResult`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct AlterReplicaLogDirTopicResult {
    pub topic_name: String,
    pub partitions: Vec<AlterReplicaLogDirPartitionResult>,
}

impl<'a> Decode<'a> for AlterReplicaLogDirTopicResult {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_name = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`AlterReplicaLogDirTopicResult`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct AlterReplicaLogDirTopicResultView<'a> {
    pub topic_name: &'a str,
    pub partitions: ArrayView<'a, AlterReplicaLogDirPartitionResult>,
}

impl<'a> Decode<'a> for AlterReplicaLogDirTopicResultView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_name = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AlterReplicaLogDirTopicResultView<'_> {
    type Owned = AlterReplicaLogDirTopicResult;
    fn into_owned(self) -> AlterReplicaLogDirTopicResult {
        AlterReplicaLogDirTopicResult {
            topic_name: self.topic_name.into_owned(),
            partitions: self.partitions.into_owned(),
        }
    }
}

impl Encode for AlterReplicaLogDirTopicResult {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic_name);
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

/// Kafka's `AlterReplicaLogDirPartitionResult`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct AlterReplicaLogDirPartitionResult {
    pub partition_index: i32,
    pub error_code: i16,
}

impl<'a> Decode<'a> for AlterReplicaLogDirPartitionResult {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.error_code = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AlterReplicaLogDirPartitionResult {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for AlterReplicaLogDirPartitionResult {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.partition_index);
        w.put(&self.error_code);
        w.put_tag_count(0);
    }
}

impl Message for AlterReplicaLogDirsResponse {
    const NAME: &'static str = "AlterReplicaLogDirsResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 34;
    const VERSIONS: VersionRange = VersionRange::new(0, 2);
    const FLEXIBLE_SINCE: i16 = 2;
    type View<'a> = AlterReplicaLogDirsResponseView<'a>;
}

impl<'a> MessageView<'a> for AlterReplicaLogDirsResponseView<'a> {
    type Message = AlterReplicaLogDirsResponse;
}

/// Writes a [`AlterReplicaLogDirsResponse`] field by field, in this order.
#[derive(Debug)]
pub struct AlterReplicaLogDirsResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> AlterReplicaLogDirsResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::results_element`].
    pub fn results(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn results_element(&mut self) -> AlterReplicaLogDirTopicResultWriter<'_, 's, S> {
        AlterReplicaLogDirTopicResultWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`AlterReplicaLogDirTopicResult`] field by field, in this order.
#[derive(Debug)]
pub struct AlterReplicaLogDirTopicResultWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> AlterReplicaLogDirTopicResultWriter<'w, 's, S> {
    pub fn topic_name(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::partitions_element`].
    pub fn partitions(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn partitions_element(&mut self) -> AlterReplicaLogDirPartitionResultWriter<'_, 's, S> {
        AlterReplicaLogDirPartitionResultWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`AlterReplicaLogDirPartitionResult`] field by field, in this order.
#[derive(Debug)]
pub struct AlterReplicaLogDirPartitionResultWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> AlterReplicaLogDirPartitionResultWriter<'w, 's, S> {
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
