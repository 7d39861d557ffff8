//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `DeleteRecordsRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DeleteRecordsRequest {
    pub topics: Vec<DeleteRecordsTopic>,
    pub timeout_ms: i32,
}

impl<'a> Decode<'a> for DeleteRecordsRequest {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topics = r.get()?;
        m.timeout_ms = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DeleteRecordsRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DeleteRecordsRequestView<'a> {
    pub topics: ArrayView<'a, DeleteRecordsTopicView<'a>>,
    pub timeout_ms: i32,
}

impl<'a> Decode<'a> for DeleteRecordsRequestView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topics = r.get()?;
        m.timeout_ms = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DeleteRecordsRequestView<'_> {
    type Owned = DeleteRecordsRequest;
    fn into_owned(self) -> DeleteRecordsRequest {
        DeleteRecordsRequest { topics: self.topics.into_owned(), timeout_ms: self.timeout_ms.into_owned() }
    }
}

impl Encode for DeleteRecordsRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topics);
        w.put(&self.timeout_ms);
        w.put_tag_count(0);
    }
}

/// Kafka's `DeleteRecordsTopic`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DeleteRecordsTopic {
    pub name: String,
    pub partitions: Vec<DeleteRecordsPartition>,
}

impl<'a> Decode<'a> for DeleteRecordsTopic {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DeleteRecordsTopic`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DeleteRecordsTopicView<'a> {
    pub name: &'a str,
    pub partitions: ArrayView<'a, DeleteRecordsPartition>,
}

impl<'a> Decode<'a> for DeleteRecordsTopicView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DeleteRecordsTopicView<'_> {
    type Owned = DeleteRecordsTopic;
    fn into_owned(self) -> DeleteRecordsTopic {
        DeleteRecordsTopic { name: self.name.into_owned(), partitions: self.partitions.into_owned() }
    }
}

impl Encode for DeleteRecordsTopic {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

/// Kafka's `DeleteRecordsPartition`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct DeleteRecordsPartition {
    pub partition_index: i32,
    pub offset: i64,
}

impl<'a> Decode<'a> for DeleteRecordsPartition {
    const SIZE_MIN: usize = 12;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.offset = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DeleteRecordsPartition {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for DeleteRecordsPartition {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.partition_index);
        w.put(&self.offset);
        w.put_tag_count(0);
    }
}

impl Message for DeleteRecordsRequest {
    const NAME: &'static str = "DeleteRecordsRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 21;
    const VERSIONS: VersionRange = VersionRange::new(0, 2);
    const FLEXIBLE_SINCE: i16 = 2;
    type View<'a> = DeleteRecordsRequestView<'a>;
}

impl<'a> MessageView<'a> for DeleteRecordsRequestView<'a> {
    type Message = DeleteRecordsRequest;
}
