//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, VersionRange, Writer,
};

/// Kafka's `DescribeProducersResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DescribeProducersResponse {
    pub throttle_time_ms: i32,
    pub topics: Vec<TopicResponse>,
}

impl<'a> Decode<'a> for DescribeProducersResponse {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeProducersResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DescribeProducersResponseView<'a> {
    pub throttle_time_ms: i32,
    pub topics: ArrayView<'a, TopicResponseView<'a>>,
}

impl<'a> Decode<'a> for DescribeProducersResponseView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeProducersResponseView<'_> {
    type Owned = DescribeProducersResponse;
    fn into_owned(self) -> DescribeProducersResponse {
        DescribeProducersResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            topics: self.topics.into_owned(),
        }
    }
}

impl Encode for DescribeProducersResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.throttle_time_ms);
        w.put(&self.topics);
        w.put_tag_count(0);
    }
}

/// Kafka's `TopicResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TopicResponse {
    pub name: String,
    pub partitions: Vec<PartitionResponse>,
}

impl<'a> Decode<'a> for TopicResponse {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`TopicResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TopicResponseView<'a> {
    pub name: &'a str,
    pub partitions: ArrayView<'a, PartitionResponseView<'a>>,
}

impl<'a> Decode<'a> for TopicResponseView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for TopicResponseView<'_> {
    type Owned = TopicResponse;
    fn into_owned(self) -> TopicResponse {
        TopicResponse { name: self.name.into_owned(), partitions: self.partitions.into_owned() }
    }
}

impl Encode for TopicResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

/// Kafka's `PartitionResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct PartitionResponse {
    pub partition_index: i32,
    pub error_code: i16,
    pub error_message: Option<String>,
    pub active_producers: Vec<ProducerState>,
}

impl<'a> Decode<'a> for PartitionResponse {
    const SIZE_MIN: usize = 9;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.active_producers = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`PartitionResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct PartitionResponseView<'a> {
    pub partition_index: i32,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    pub active_producers: ArrayView<'a, ProducerState>,
}

impl<'a> Decode<'a> for PartitionResponseView<'a> {
    const SIZE_MIN: usize = 9;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.active_producers = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for PartitionResponseView<'_> {
    type Owned = PartitionResponse;
    fn into_owned(self) -> PartitionResponse {
        PartitionResponse {
            partition_index: self.partition_index.into_owned(),
            error_code: self.error_code.into_owned(),
            error_message: self.error_message.into_owned(),
            active_producers: self.active_producers.into_owned(),
        }
    }
}

impl Encode for PartitionResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.partition_index);
        w.put(&self.error_code);
        w.put(&self.error_message);
        w.put(&self.active_producers);
        w.put_tag_count(0);
    }
}

/// Kafka's `ProducerState`.
#[derive(Clone, Debug, PartialEq, Copy)]
pub struct ProducerState {
    pub producer_id: i64,
    pub producer_epoch: i32,
    pub last_sequence: i32,
    pub last_timestamp: i64,
    pub coordinator_epoch: i32,
    pub current_txn_start_offset: i64,
}

impl Default for ProducerState {
    fn default() -> Self {
        Self {
            producer_id: Default::default(),
            producer_epoch: Default::default(),
            last_sequence: -1,
            last_timestamp: -1,
            coordinator_epoch: Default::default(),
            current_txn_start_offset: -1,
        }
    }
}

impl<'a> Decode<'a> for ProducerState {
    const SIZE_MIN: usize = 37;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.producer_id = r.get()?;
        m.producer_epoch = r.get()?;
        m.last_sequence = r.get()?;
        m.last_timestamp = r.get()?;
        m.coordinator_epoch = r.get()?;
        m.current_txn_start_offset = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ProducerState {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for ProducerState {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.producer_id);
        w.put(&self.producer_epoch);
        w.put(&self.last_sequence);
        w.put(&self.last_timestamp);
        w.put(&self.coordinator_epoch);
        w.put(&self.current_txn_start_offset);
        w.put_tag_count(0);
    }
}

impl Message for DescribeProducersResponse {
    const NAME: &'static str = "DescribeProducersResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 61;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = DescribeProducersResponseView<'a>;
}

impl<'a> MessageView<'a> for DescribeProducersResponseView<'a> {
    type Message = DescribeProducersResponse;
}

/// Writes a [`DescribeProducersResponse`] field by field, in this order.
#[derive(Debug)]
pub struct DescribeProducersResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DescribeProducersResponseWriter<'w, 's, S> {
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

    pub fn topics_element(&mut self) -> TopicResponseWriter<'_, 's, S> {
        TopicResponseWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`TopicResponse`] field by field, in this order.
#[derive(Debug)]
pub struct TopicResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> TopicResponseWriter<'w, 's, S> {
    pub fn name(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::partitions_element`].
    pub fn partitions(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn partitions_element(&mut self) -> PartitionResponseWriter<'_, 's, S> {
        PartitionResponseWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`PartitionResponse`] field by field, in this order.
#[derive(Debug)]
pub struct PartitionResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> PartitionResponseWriter<'w, 's, S> {
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

    /// Announces the elements: each follows through [`Self::active_producers_element`].
    pub fn active_producers(&mut self, count: usize) -> &mut Self {
        self.0.array(3, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn active_producers_element(&mut self) -> ProducerStateWriter<'_, 's, S> {
        ProducerStateWriter(self.0.element(3))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(4).put_tag_count(0);
    }
}

/// Writes a [`ProducerState`] field by field, in this order.
#[derive(Debug)]
pub struct ProducerStateWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> ProducerStateWriter<'w, 's, S> {
    pub fn producer_id(&mut self, value: i64) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn producer_epoch(&mut self, value: i32) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn last_sequence(&mut self, value: i32) -> &mut Self {
        self.0.field(2, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn last_timestamp(&mut self, value: i64) -> &mut Self {
        self.0.field(3, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn coordinator_epoch(&mut self, value: i32) -> &mut Self {
        self.0.field(4, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn current_txn_start_offset(&mut self, value: i64) -> &mut Self {
        self.0.field(5, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(6).put_tag_count(0);
    }
}
