//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, Uuid, VersionRange, Writer,
};

/// Kafka's `WriteShareGroupStateResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct WriteShareGroupStateResponse {
    pub results: Vec<WriteStateResult>,
}

impl<'a> Decode<'a> for WriteShareGroupStateResponse {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.results = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`WriteShareGroupStateResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct WriteShareGroupStateResponseView<'a> {
    pub results: ArrayView<'a, WriteStateResultView<'a>>,
}

impl<'a> Decode<'a> for WriteShareGroupStateResponseView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.results = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for WriteShareGroupStateResponseView<'_> {
    type Owned = WriteShareGroupStateResponse;
    fn into_owned(self) -> WriteShareGroupStateResponse {
        WriteShareGroupStateResponse { results: self.results.into_owned() }
    }
}

impl Encode for WriteShareGroupStateResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.results);
        w.put_tag_count(0);
    }
}

/// Kafka's `WriteStateResult`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct WriteStateResult {
    pub topic_id: Uuid,
    pub partitions: Vec<PartitionResult>,
}

impl<'a> Decode<'a> for WriteStateResult {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`WriteStateResult`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct WriteStateResultView<'a> {
    pub topic_id: Uuid,
    pub partitions: ArrayView<'a, PartitionResultView<'a>>,
}

impl<'a> Decode<'a> for WriteStateResultView<'a> {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for WriteStateResultView<'_> {
    type Owned = WriteStateResult;
    fn into_owned(self) -> WriteStateResult {
        WriteStateResult { topic_id: self.topic_id.into_owned(), partitions: self.partitions.into_owned() }
    }
}

impl Encode for WriteStateResult {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic_id);
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

/// Kafka's `PartitionResult`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct PartitionResult {
    pub partition: i32,
    pub error_code: i16,
    pub error_message: Option<String>,
}

impl<'a> Decode<'a> for PartitionResult {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`PartitionResult`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct PartitionResultView<'a> {
    pub partition: i32,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
}

impl<'a> Decode<'a> for PartitionResultView<'a> {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for PartitionResultView<'_> {
    type Owned = PartitionResult;
    fn into_owned(self) -> PartitionResult {
        PartitionResult {
            partition: self.partition.into_owned(),
            error_code: self.error_code.into_owned(),
            error_message: self.error_message.into_owned(),
        }
    }
}

impl Encode for PartitionResult {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.partition);
        w.put(&self.error_code);
        w.put(&self.error_message);
        w.put_tag_count(0);
    }
}

impl Message for WriteShareGroupStateResponse {
    const NAME: &'static str = "WriteShareGroupStateResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 85;
    const VERSIONS: VersionRange = VersionRange::new(0, 1);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = WriteShareGroupStateResponseView<'a>;
}

impl<'a> MessageView<'a> for WriteShareGroupStateResponseView<'a> {
    type Message = WriteShareGroupStateResponse;
}

/// Writes a [`WriteShareGroupStateResponse`] field by field, in this order.
#[derive(Debug)]
pub struct WriteShareGroupStateResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> WriteShareGroupStateResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    /// Announces the elements: each follows through [`Self::results_element`].
    pub fn results(&mut self, count: usize) -> &mut Self {
        self.0.array(0, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn results_element(&mut self) -> WriteStateResultWriter<'_, 's, S> {
        WriteStateResultWriter(self.0.element(0))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(1).put_tag_count(0);
    }
}

/// Writes a [`WriteStateResult`] field by field, in this order.
#[derive(Debug)]
pub struct WriteStateResultWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> WriteStateResultWriter<'w, 's, S> {
    pub fn topic_id(&mut self, value: Uuid) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::partitions_element`].
    pub fn partitions(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn partitions_element(&mut self) -> PartitionResultWriter<'_, 's, S> {
        PartitionResultWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`PartitionResult`] field by field, in this order.
#[derive(Debug)]
pub struct PartitionResultWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> PartitionResultWriter<'w, 's, S> {
    pub fn partition(&mut self, value: i32) -> &mut Self {
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
