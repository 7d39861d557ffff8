//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, VersionRange, Writer,
};

/// Kafka's `AddPartitionsToTxnResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct AddPartitionsToTxnResponse {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub results_by_transaction: Vec<AddPartitionsToTxnResult>,
    pub results_by_topic_v3_and_below: Vec<AddPartitionsToTxnTopicResult>,
}

impl<'a> Decode<'a> for AddPartitionsToTxnResponse {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        if v >= 4 {
            m.error_code = r.get()?;
        }
        if v >= 4 {
            m.results_by_transaction = r.get()?;
        }
        if v <= 3 {
            m.results_by_topic_v3_and_below = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`AddPartitionsToTxnResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct AddPartitionsToTxnResponseView<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub results_by_transaction: ArrayView<'a, AddPartitionsToTxnResultView<'a>>,
    pub results_by_topic_v3_and_below: ArrayView<'a, AddPartitionsToTxnTopicResultView<'a>>,
}

impl<'a> Decode<'a> for AddPartitionsToTxnResponseView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        if v >= 4 {
            m.error_code = r.get()?;
        }
        if v >= 4 {
            m.results_by_transaction = r.get()?;
        }
        if v <= 3 {
            m.results_by_topic_v3_and_below = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AddPartitionsToTxnResponseView<'_> {
    type Owned = AddPartitionsToTxnResponse;
    fn into_owned(self) -> AddPartitionsToTxnResponse {
        AddPartitionsToTxnResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            error_code: self.error_code.into_owned(),
            results_by_transaction: self.results_by_transaction.into_owned(),
            results_by_topic_v3_and_below: self.results_by_topic_v3_and_below.into_owned(),
        }
    }
}

impl Encode for AddPartitionsToTxnResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.throttle_time_ms);
        if v >= 4 {
            w.put(&self.error_code);
        }
        if v >= 4 {
            w.put(&self.results_by_transaction);
        } else {
            w.refuse_if(!self.results_by_transaction.is_empty(), "ResultsByTransaction");
        }
        if v <= 3 {
            w.put(&self.results_by_topic_v3_and_below);
        } else {
            w.refuse_if(!self.results_by_topic_v3_and_below.is_empty(), "ResultsByTopicV3AndBelow");
        }
        w.put_tag_count(0);
    }
}

/// Kafka's `AddPartitionsToTxnResult`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct AddPartitionsToTxnResult {
    pub transactional_id: String,
    pub topic_results: Vec<AddPartitionsToTxnTopicResult>,
}

impl<'a> Decode<'a> for AddPartitionsToTxnResult {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 4 {
            m.transactional_id = r.get()?;
        }
        if v >= 4 {
            m.topic_results = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`AddPartitionsToTxnResult`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct AddPartitionsToTxnResultView<'a> {
    pub transactional_id: &'a str,
    pub topic_results: ArrayView<'a, AddPartitionsToTxnTopicResultView<'a>>,
}

impl<'a> Decode<'a> for AddPartitionsToTxnResultView<'a> {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 4 {
            m.transactional_id = r.get()?;
        }
        if v >= 4 {
            m.topic_results = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AddPartitionsToTxnResultView<'_> {
    type Owned = AddPartitionsToTxnResult;
    fn into_owned(self) -> AddPartitionsToTxnResult {
        AddPartitionsToTxnResult {
            transactional_id: self.transactional_id.into_owned(),
            topic_results: self.topic_results.into_owned(),
        }
    }
}

impl Encode for AddPartitionsToTxnResult {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 4 {
            w.put(&self.transactional_id);
        } else {
            w.refuse_if(!self.transactional_id.is_empty(), "TransactionalId");
        }
        if v >= 4 {
            w.put(&self.topic_results);
        } else {
            w.refuse_if(!self.topic_results.is_empty(), "TopicResults");
        }
        w.put_tag_count(0);
    }
}

/// Kafka's `AddPartitionsToTxnTopicResult`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct AddPartitionsToTxnTopicResult {
    pub name: String,
    pub results_by_partition: Vec<AddPartitionsToTxnPartitionResult>,
}

impl<'a> Decode<'a> for AddPartitionsToTxnTopicResult {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.results_by_partition = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`AddPartitionsToTxnTopicResult`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct AddPartitionsToTxnTopicResultView<'a> {
    pub name: &'a str,
    pub results_by_partition: ArrayView<'a, AddPartitionsToTxnPartitionResult>,
}

impl<'a> Decode<'a> for AddPartitionsToTxnTopicResultView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.results_by_partition = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AddPartitionsToTxnTopicResultView<'_> {
    type Owned = AddPartitionsToTxnTopicResult;
    fn into_owned(self) -> AddPartitionsToTxnTopicResult {
        AddPartitionsToTxnTopicResult {
            name: self.name.into_owned(),
            results_by_partition: self.results_by_partition.into_owned(),
        }
    }
}

impl Encode for AddPartitionsToTxnTopicResult {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.results_by_partition);
        w.put_tag_count(0);
    }
}

/// Kafka's `AddPartitionsToTxnPartitionResult`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct AddPartitionsToTxnPartitionResult {
    pub partition_index: i32,
    pub partition_error_code: i16,
}

impl<'a> Decode<'a> for AddPartitionsToTxnPartitionResult {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.partition_error_code = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AddPartitionsToTxnPartitionResult {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for AddPartitionsToTxnPartitionResult {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.partition_index);
        w.put(&self.partition_error_code);
        w.put_tag_count(0);
    }
}

impl Message for AddPartitionsToTxnResponse {
    const NAME: &'static str = "AddPartitionsToTxnResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 24;
    const VERSIONS: VersionRange = VersionRange::new(0, 5);
    const FLEXIBLE_SINCE: i16 = 3;
    type View<'a> = AddPartitionsToTxnResponseView<'a>;
}

impl<'a> MessageView<'a> for AddPartitionsToTxnResponseView<'a> {
    type Message = AddPartitionsToTxnResponse;
}

/// Writes a [`AddPartitionsToTxnResponse`] field by field, in this order.
#[derive(Debug)]
pub struct AddPartitionsToTxnResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> AddPartitionsToTxnResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(1, VersionRange::new(4, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::results_by_transaction_element`].
    pub fn results_by_transaction(&mut self, count: usize) -> &mut Self {
        self.0.array(2, VersionRange::new(4, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn results_by_transaction_element(&mut self) -> AddPartitionsToTxnResultWriter<'_, 's, S> {
        AddPartitionsToTxnResultWriter(self.0.element(2))
    }

    /// Announces the elements: each follows through [`Self::results_by_topic_v3_and_below_element`].
    pub fn results_by_topic_v3_and_below(&mut self, count: usize) -> &mut Self {
        self.0.array(3, VersionRange::new(0, 3), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn results_by_topic_v3_and_below_element(
        &mut self,
    ) -> AddPartitionsToTxnTopicResultWriter<'_, 's, S> {
        AddPartitionsToTxnTopicResultWriter(self.0.element(3))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(4).put_tag_count(0);
    }
}

/// Writes a [`AddPartitionsToTxnResult`] field by field, in this order.
#[derive(Debug)]
pub struct AddPartitionsToTxnResultWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> AddPartitionsToTxnResultWriter<'w, 's, S> {
    pub fn transactional_id(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(4, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::topic_results_element`].
    pub fn topic_results(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(4, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn topic_results_element(&mut self) -> AddPartitionsToTxnTopicResultWriter<'_, 's, S> {
        AddPartitionsToTxnTopicResultWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`AddPartitionsToTxnTopicResult`] field by field, in this order.
#[derive(Debug)]
pub struct AddPartitionsToTxnTopicResultWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> AddPartitionsToTxnTopicResultWriter<'w, 's, S> {
    pub fn name(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::results_by_partition_element`].
    pub fn results_by_partition(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn results_by_partition_element(&mut self) -> AddPartitionsToTxnPartitionResultWriter<'_, 's, S> {
        AddPartitionsToTxnPartitionResultWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`AddPartitionsToTxnPartitionResult`] field by field, in this order.
#[derive(Debug)]
pub struct AddPartitionsToTxnPartitionResultWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> AddPartitionsToTxnPartitionResultWriter<'w, 's, S> {
    pub fn partition_index(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn partition_error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}
