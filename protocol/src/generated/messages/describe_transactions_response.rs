//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, VersionRange, Writer,
};

/// Kafka's `DescribeTransactionsResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DescribeTransactionsResponse {
    pub throttle_time_ms: i32,
    pub transaction_states: Vec<TransactionState>,
}

impl<'a> Decode<'a> for DescribeTransactionsResponse {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.transaction_states = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeTransactionsResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DescribeTransactionsResponseView<'a> {
    pub throttle_time_ms: i32,
    pub transaction_states: ArrayView<'a, TransactionStateView<'a>>,
}

impl<'a> Decode<'a> for DescribeTransactionsResponseView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.transaction_states = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeTransactionsResponseView<'_> {
    type Owned = DescribeTransactionsResponse;
    fn into_owned(self) -> DescribeTransactionsResponse {
        DescribeTransactionsResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            transaction_states: self.transaction_states.into_owned(),
        }
    }
}

impl Encode for DescribeTransactionsResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.throttle_time_ms);
        w.put(&self.transaction_states);
        w.put_tag_count(0);
    }
}

/// Kafka's `TransactionState`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TransactionState {
    pub error_code: i16,
    pub transactional_id: String,
    pub transaction_state: String,
    pub transaction_timeout_ms: i32,
    pub transaction_start_time_ms: i64,
    pub producer_id: i64,
    pub producer_epoch: i16,
    pub topics: Vec<TopicData>,
}

impl<'a> Decode<'a> for TransactionState {
    const SIZE_MIN: usize = 28;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.transactional_id = r.get()?;
        m.transaction_state = r.get()?;
        m.transaction_timeout_ms = r.get()?;
        m.transaction_start_time_ms = r.get()?;
        m.producer_id = r.get()?;
        m.producer_epoch = r.get()?;
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`TransactionState`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TransactionStateView<'a> {
    pub error_code: i16,
    pub transactional_id: &'a str,
    pub transaction_state: &'a str,
    pub transaction_timeout_ms: i32,
    pub transaction_start_time_ms: i64,
    pub producer_id: i64,
    pub producer_epoch: i16,
    pub topics: ArrayView<'a, TopicDataView<'a>>,
}

impl<'a> Decode<'a> for TransactionStateView<'a> {
    const SIZE_MIN: usize = 28;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.transactional_id = r.get()?;
        m.transaction_state = r.get()?;
        m.transaction_timeout_ms = r.get()?;
        m.transaction_start_time_ms = r.get()?;
        m.producer_id = r.get()?;
        m.producer_epoch = r.get()?;
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for TransactionStateView<'_> {
    type Owned = TransactionState;
    fn into_owned(self) -> TransactionState {
        TransactionState {
            error_code: self.error_code.into_owned(),
            transactional_id: self.transactional_id.into_owned(),
            transaction_state: self.transaction_state.into_owned(),
            transaction_timeout_ms: self.transaction_timeout_ms.into_owned(),
            transaction_start_time_ms: self.transaction_start_time_ms.into_owned(),
            producer_id: self.producer_id.into_owned(),
            producer_epoch: self.producer_epoch.into_owned(),
            topics: self.topics.into_owned(),
        }
    }
}

impl Encode for TransactionState {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.error_code);
        w.put(&self.transactional_id);
        w.put(&self.transaction_state);
        w.put(&self.transaction_timeout_ms);
        w.put(&self.transaction_start_time_ms);
        w.put(&self.producer_id);
        w.put(&self.producer_epoch);
        w.put(&self.topics);
        w.put_tag_count(0);
    }
}

/// Kafka's `TopicData`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TopicData {
    pub topic: String,
    pub partitions: Vec<i32>,
}

impl<'a> Decode<'a> for TopicData {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`TopicData`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TopicDataView<'a> {
    pub topic: &'a str,
    pub partitions: ArrayView<'a, i32>,
}

impl<'a> Decode<'a> for TopicDataView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for TopicDataView<'_> {
    type Owned = TopicData;
    fn into_owned(self) -> TopicData {
        TopicData { topic: self.topic.into_owned(), partitions: self.partitions.into_owned() }
    }
}

impl Encode for TopicData {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic);
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

impl Message for DescribeTransactionsResponse {
    const NAME: &'static str = "DescribeTransactionsResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 65;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = DescribeTransactionsResponseView<'a>;
}

impl<'a> MessageView<'a> for DescribeTransactionsResponseView<'a> {
    type Message = DescribeTransactionsResponse;
}

/// Writes a [`DescribeTransactionsResponse`] field by field, in this order.
#[derive(Debug)]
pub struct DescribeTransactionsResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DescribeTransactionsResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::transaction_states_element`].
    pub fn transaction_states(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn transaction_states_element(&mut self) -> TransactionStateWriter<'_, 's, S> {
        TransactionStateWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`TransactionState`] field by field, in this order.
#[derive(Debug)]
pub struct TransactionStateWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> TransactionStateWriter<'w, 's, S> {
    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn transactional_id(&mut self, value: &str) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn transaction_state(&mut self, value: &str) -> &mut Self {
        self.0.field(2, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn transaction_timeout_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(3, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn transaction_start_time_ms(&mut self, value: i64) -> &mut Self {
        self.0.field(4, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn producer_id(&mut self, value: i64) -> &mut Self {
        self.0.field(5, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn producer_epoch(&mut self, value: i16) -> &mut Self {
        self.0.field(6, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::topics_element`].
    pub fn topics(&mut self, count: usize) -> &mut Self {
        self.0.array(7, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn topics_element(&mut self) -> TopicDataWriter<'_, 's, S> {
        TopicDataWriter(self.0.element(7))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(8).put_tag_count(0);
    }
}

/// Writes a [`TopicData`] field by field, in this order.
#[derive(Debug)]
pub struct TopicDataWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> TopicDataWriter<'w, 's, S> {
    pub fn topic(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn partitions(&mut self, value: &[i32]) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}
