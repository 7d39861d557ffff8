//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, Uuid, VersionRange, Writer,
};

/// Kafka's `InitializeShareGroupStateResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct InitializeShareGroupStateResponse {
    pub results: Vec<InitializeStateResult>,
}

impl<'a> Decode<'a> for InitializeShareGroupStateResponse {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.results = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`InitializeShareGroupStateResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct InitializeShareGroupStateResponseView<'a> {
    pub results: ArrayView<'a, InitializeStateResultView<'a>>,
}

impl<'a> Decode<'a> for InitializeShareGroupStateResponseView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.results = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for InitializeShareGroupStateResponseView<'_> {
    type Owned = InitializeShareGroupStateResponse;
    fn into_owned(self) -> InitializeShareGroupStateResponse {
        InitializeShareGroupStateResponse { results: self.results.into_owned() }
    }
}

impl Encode for InitializeShareGroupStateResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.results);
        w.put_tag_count(0);
    }
}

/// Kafka's `InitializeStateResult`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct InitializeStateResult {
    pub topic_id: Uuid,
    pub partitions: Vec<PartitionResult>,
}

impl<'a> Decode<'a> for InitializeStateResult {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`InitializeStateResult`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct InitializeStateResultView<'a> {
    pub topic_id: Uuid,
    pub partitions: ArrayView<'a, PartitionResultView<'a>>,
}

impl<'a> Decode<'a> for InitializeStateResultView<'a> {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for InitializeStateResultView<'_> {
    type Owned = InitializeStateResult;
    fn into_owned(self) -> InitializeStateResult {
        InitializeStateResult {
            topic_id: self.topic_id.into_owned(),
            partitions: self.partitions.into_owned(),
        }
    }
}

impl Encode for InitializeStateResult {
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

impl Message for InitializeShareGroupStateResponse {
    const NAME: &'static str = "InitializeShareGroupStateResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 83;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = InitializeShareGroupStateResponseView<'a>;
}

impl<'a> MessageView<'a> for InitializeShareGroupStateResponseView<'a> {
    type Message = InitializeShareGroupStateResponse;
}

/// Writes a [`InitializeShareGroupStateResponse`] field by field, in this order.
#[derive(Debug)]
pub struct InitializeShareGroupStateResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> InitializeShareGroupStateResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    /// Announces the elements: each follows through [`Self::results_element`].
    pub fn results(&mut self, count: usize) -> &mut Self {
        self.0.array(0, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn results_element(&mut self) -> InitializeStateResultWriter<'_, 's, S> {
        InitializeStateResultWriter(self.0.element(0))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(1).put_tag_count(0);
    }
}

/// Writes a [`InitializeStateResult`] field by field, in this order.
#[derive(Debug)]
pub struct InitializeStateResultWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> InitializeStateResultWriter<'w, 's, S> {
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
