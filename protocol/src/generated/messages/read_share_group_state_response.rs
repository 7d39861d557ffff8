//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, Uuid, VersionRange, Writer,
};

/// Kafka's `ReadShareGroupStateResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ReadShareGroupStateResponse {
    pub results: Vec<ReadStateResult>,
}

impl<'a> Decode<'a> for ReadShareGroupStateResponse {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.results = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ReadShareGroupStateResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ReadShareGroupStateResponseView<'a> {
    pub results: ArrayView<'a, ReadStateResultView<'a>>,
}

impl<'a> Decode<'a> for ReadShareGroupStateResponseView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.results = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ReadShareGroupStateResponseView<'_> {
    type Owned = ReadShareGroupStateResponse;
    fn into_owned(self) -> ReadShareGroupStateResponse {
        ReadShareGroupStateResponse { results: self.results.into_owned() }
    }
}

impl Encode for ReadShareGroupStateResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.results);
        w.put_tag_count(0);
    }
}

/// Kafka's `ReadStateResult`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ReadStateResult {
    pub topic_id: Uuid,
    pub partitions: Vec<PartitionResult>,
}

impl<'a> Decode<'a> for ReadStateResult {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ReadStateResult`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ReadStateResultView<'a> {
    pub topic_id: Uuid,
    pub partitions: ArrayView<'a, PartitionResultView<'a>>,
}

impl<'a> Decode<'a> for ReadStateResultView<'a> {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ReadStateResultView<'_> {
    type Owned = ReadStateResult;
    fn into_owned(self) -> ReadStateResult {
        ReadStateResult { topic_id: self.topic_id.into_owned(), partitions: self.partitions.into_owned() }
    }
}

impl Encode for ReadStateResult {
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
    pub state_epoch: i32,
    pub start_offset: i64,
    pub state_batches: Vec<StateBatch>,
}

impl<'a> Decode<'a> for PartitionResult {
    const SIZE_MIN: usize = 21;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.state_epoch = r.get()?;
        m.start_offset = r.get()?;
        m.state_batches = r.get()?;
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
    pub state_epoch: i32,
    pub start_offset: i64,
    pub state_batches: ArrayView<'a, StateBatch>,
}

impl<'a> Decode<'a> for PartitionResultView<'a> {
    const SIZE_MIN: usize = 21;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.state_epoch = r.get()?;
        m.start_offset = r.get()?;
        m.state_batches = r.get()?;
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
            state_epoch: self.state_epoch.into_owned(),
            start_offset: self.start_offset.into_owned(),
            state_batches: self.state_batches.into_owned(),
        }
    }
}

impl Encode for PartitionResult {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.partition);
        w.put(&self.error_code);
        w.put(&self.error_message);
        w.put(&self.state_epoch);
        w.put(&self.start_offset);
        w.put(&self.state_batches);
        w.put_tag_count(0);
    }
}

/// Kafka's `StateBatch`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct StateBatch {
    pub first_offset: i64,
    pub last_offset: i64,
    pub delivery_state: i8,
    pub delivery_count: i16,
}

impl<'a> Decode<'a> for StateBatch {
    const SIZE_MIN: usize = 20;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.first_offset = r.get()?;
        m.last_offset = r.get()?;
        m.delivery_state = r.get()?;
        m.delivery_count = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for StateBatch {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for StateBatch {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.first_offset);
        w.put(&self.last_offset);
        w.put(&self.delivery_state);
        w.put(&self.delivery_count);
        w.put_tag_count(0);
    }
}

impl Message for ReadShareGroupStateResponse {
    const NAME: &'static str = "ReadShareGroupStateResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 84;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = ReadShareGroupStateResponseView<'a>;
}

impl<'a> MessageView<'a> for ReadShareGroupStateResponseView<'a> {
    type Message = ReadShareGroupStateResponse;
}

/// Writes a [`ReadShareGroupStateResponse`] field by field, in this order.
#[derive(Debug)]
pub struct ReadShareGroupStateResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> ReadShareGroupStateResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    /// Announces the elements: each follows through [`Self::results_element`].
    pub fn results(&mut self, count: usize) -> &mut Self {
        self.0.array(0, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn results_element(&mut self) -> ReadStateResultWriter<'_, 's, S> {
        ReadStateResultWriter(self.0.element(0))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(1).put_tag_count(0);
    }
}

/// Writes a [`ReadStateResult`] field by field, in this order.
#[derive(Debug)]
pub struct ReadStateResultWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> ReadStateResultWriter<'w, 's, S> {
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

    pub fn state_epoch(&mut self, value: i32) -> &mut Self {
        self.0.field(3, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn start_offset(&mut self, value: i64) -> &mut Self {
        self.0.field(4, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::state_batches_element`].
    pub fn state_batches(&mut self, count: usize) -> &mut Self {
        self.0.array(5, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn state_batches_element(&mut self) -> StateBatchWriter<'_, 's, S> {
        StateBatchWriter(self.0.element(5))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(6).put_tag_count(0);
    }
}

/// Writes a [`StateBatch`] field by field, in this order.
#[derive(Debug)]
pub struct StateBatchWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> StateBatchWriter<'w, 's, S> {
    pub fn first_offset(&mut self, value: i64) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn last_offset(&mut self, value: i64) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn delivery_state(&mut self, value: i8) -> &mut Self {
        self.0.field(2, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn delivery_count(&mut self, value: i16) -> &mut Self {
        self.0.field(3, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(4).put_tag_count(0);
    }
}
