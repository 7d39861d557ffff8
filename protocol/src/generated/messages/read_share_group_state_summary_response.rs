//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, Uuid, VersionRange, Writer,
};

/// Kafka's `ReadShareGroupStateSummaryResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ReadShareGroupStateSummaryResponse {
    pub results: Vec<ReadStateSummaryResult>,
}

impl<'a> Decode<'a> for ReadShareGroupStateSummaryResponse {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.results = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ReadShareGroupStateSummaryResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ReadShareGroupStateSummaryResponseView<'a> {
    pub results: ArrayView<'a, ReadStateSummaryResultView<'a>>,
}

impl<'a> Decode<'a> for ReadShareGroupStateSummaryResponseView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.results = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ReadShareGroupStateSummaryResponseView<'_> {
    type Owned = ReadShareGroupStateSummaryResponse;
    fn into_owned(self) -> ReadShareGroupStateSummaryResponse {
        ReadShareGroupStateSummaryResponse { results: self.results.into_owned() }
    }
}

impl Encode for ReadShareGroupStateSummaryResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.results);
        w.put_tag_count(0);
    }
}

/// Kafka's `ReadStateSummaryResult`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ReadStateSummaryResult {
    pub topic_id: Uuid,
    pub partitions: Vec<PartitionResult>,
}

impl<'a> Decode<'a> for ReadStateSummaryResult {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ReadStateSummaryResult`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ReadStateSummaryResultView<'a> {
    pub topic_id: Uuid,
    pub partitions: ArrayView<'a, PartitionResultView<'a>>,
}

impl<'a> Decode<'a> for ReadStateSummaryResultView<'a> {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ReadStateSummaryResultView<'_> {
    type Owned = ReadStateSummaryResult;
    fn into_owned(self) -> ReadStateSummaryResult {
        ReadStateSummaryResult {
            topic_id: self.topic_id.into_owned(),
            partitions: self.partitions.into_owned(),
        }
    }
}

impl Encode for ReadStateSummaryResult {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic_id);
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

/// Kafka's `PartitionResult`.
#[derive(Clone, Debug, PartialEq)]
pub struct PartitionResult {
    pub partition: i32,
    pub error_code: i16,
    pub error_message: Option<String>,
    pub state_epoch: i32,
    pub leader_epoch: i32,
    pub start_offset: i64,
    pub delivery_complete_count: i32,
}

impl Default for PartitionResult {
    fn default() -> Self {
        Self {
            partition: Default::default(),
            error_code: Default::default(),
            error_message: None,
            state_epoch: Default::default(),
            leader_epoch: Default::default(),
            start_offset: Default::default(),
            delivery_complete_count: -1,
        }
    }
}

impl<'a> Decode<'a> for PartitionResult {
    const SIZE_MIN: usize = 24;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.partition = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.state_epoch = r.get()?;
        m.leader_epoch = r.get()?;
        m.start_offset = r.get()?;
        if v >= 1 {
            m.delivery_complete_count = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`PartitionResult`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PartitionResultView<'a> {
    pub partition: i32,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    pub state_epoch: i32,
    pub leader_epoch: i32,
    pub start_offset: i64,
    pub delivery_complete_count: i32,
}

impl Default for PartitionResultView<'_> {
    fn default() -> Self {
        Self {
            partition: Default::default(),
            error_code: Default::default(),
            error_message: None,
            state_epoch: Default::default(),
            leader_epoch: Default::default(),
            start_offset: Default::default(),
            delivery_complete_count: -1,
        }
    }
}

impl<'a> Decode<'a> for PartitionResultView<'a> {
    const SIZE_MIN: usize = 24;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.partition = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.state_epoch = r.get()?;
        m.leader_epoch = r.get()?;
        m.start_offset = r.get()?;
        if v >= 1 {
            m.delivery_complete_count = r.get()?;
        }
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
            leader_epoch: self.leader_epoch.into_owned(),
            start_offset: self.start_offset.into_owned(),
            delivery_complete_count: self.delivery_complete_count.into_owned(),
        }
    }
}

impl Encode for PartitionResult {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.partition);
        w.put(&self.error_code);
        w.put(&self.error_message);
        w.put(&self.state_epoch);
        w.put(&self.leader_epoch);
        w.put(&self.start_offset);
        if v >= 1 {
            w.put(&self.delivery_complete_count);
        }
        w.put_tag_count(0);
    }
}

impl Message for ReadShareGroupStateSummaryResponse {
    const NAME: &'static str = "ReadShareGroupStateSummaryResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 87;
    const VERSIONS: VersionRange = VersionRange::new(0, 1);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = ReadShareGroupStateSummaryResponseView<'a>;
}

impl<'a> MessageView<'a> for ReadShareGroupStateSummaryResponseView<'a> {
    type Message = ReadShareGroupStateSummaryResponse;
}

/// Writes a [`ReadShareGroupStateSummaryResponse`] field by field, in this order.
#[derive(Debug)]
pub struct ReadShareGroupStateSummaryResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> ReadShareGroupStateSummaryResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    /// Announces the elements: each follows through [`Self::results_element`].
    pub fn results(&mut self, count: usize) -> &mut Self {
        self.0.array(0, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn results_element(&mut self) -> ReadStateSummaryResultWriter<'_, 's, S> {
        ReadStateSummaryResultWriter(self.0.element(0))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(1).put_tag_count(0);
    }
}

/// Writes a [`ReadStateSummaryResult`] field by field, in this order.
#[derive(Debug)]
pub struct ReadStateSummaryResultWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> ReadStateSummaryResultWriter<'w, 's, S> {
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

    pub fn leader_epoch(&mut self, value: i32) -> &mut Self {
        self.0.field(4, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn start_offset(&mut self, value: i64) -> &mut Self {
        self.0.field(5, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn delivery_complete_count(&mut self, value: i32) -> &mut Self {
        self.0.field(6, VersionRange::new(1, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(7).put_tag_count(0);
    }
}
