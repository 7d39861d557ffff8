//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, Uuid, VersionRange, Writer,
};

/// Kafka's `DeleteShareGroupStateResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DeleteShareGroupStateResponse {
    pub results: Vec<DeleteStateResult>,
}

impl<'a> Decode<'a> for DeleteShareGroupStateResponse {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.results = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DeleteShareGroupStateResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DeleteShareGroupStateResponseView<'a> {
    pub results: ArrayView<'a, DeleteStateResultView<'a>>,
}

impl<'a> Decode<'a> for DeleteShareGroupStateResponseView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.results = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DeleteShareGroupStateResponseView<'_> {
    type Owned = DeleteShareGroupStateResponse;
    fn into_owned(self) -> DeleteShareGroupStateResponse {
        DeleteShareGroupStateResponse { results: self.results.into_owned() }
    }
}

impl Encode for DeleteShareGroupStateResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.results);
        w.put_tag_count(0);
    }
}

/// Kafka's `DeleteStateResult`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DeleteStateResult {
    pub topic_id: Uuid,
    pub partitions: Vec<PartitionResult>,
}

impl<'a> Decode<'a> for DeleteStateResult {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DeleteStateResult`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DeleteStateResultView<'a> {
    pub topic_id: Uuid,
    pub partitions: ArrayView<'a, PartitionResultView<'a>>,
}

impl<'a> Decode<'a> for DeleteStateResultView<'a> {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DeleteStateResultView<'_> {
    type Owned = DeleteStateResult;
    fn into_owned(self) -> DeleteStateResult {
        DeleteStateResult { topic_id: self.topic_id.into_owned(), partitions: self.partitions.into_owned() }
    }
}

impl Encode for DeleteStateResult {
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

impl Message for DeleteShareGroupStateResponse {
    const NAME: &'static str = "DeleteShareGroupStateResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 86;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = DeleteShareGroupStateResponseView<'a>;
}

impl<'a> MessageView<'a> for DeleteShareGroupStateResponseView<'a> {
    type Message = DeleteShareGroupStateResponse;
}

/// Writes a [`DeleteShareGroupStateResponse`] field by field, in this order.
#[derive(Debug)]
pub struct DeleteShareGroupStateResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DeleteShareGroupStateResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    /// Announces the elements: each follows through [`Self::results_element`].
    pub fn results(&mut self, count: usize) -> &mut Self {
        self.0.array(0, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn results_element(&mut self) -> DeleteStateResultWriter<'_, 's, S> {
        DeleteStateResultWriter(self.0.element(0))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(1).put_tag_count(0);
    }
}

/// Writes a [`DeleteStateResult`] field by field, in this order.
#[derive(Debug)]
pub struct DeleteStateResultWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DeleteStateResultWriter<'w, 's, S> {
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
