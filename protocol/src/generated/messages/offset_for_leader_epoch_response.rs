//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, VersionRange, Writer,
};

/// Kafka's `OffsetForLeaderEpochResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct OffsetForLeaderEpochResponse {
    pub throttle_time_ms: i32,
    pub topics: Vec<OffsetForLeaderTopicResult>,
}

impl<'a> Decode<'a> for OffsetForLeaderEpochResponse {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 2 {
            m.throttle_time_ms = r.get()?;
        }
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`OffsetForLeaderEpochResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct OffsetForLeaderEpochResponseView<'a> {
    pub throttle_time_ms: i32,
    pub topics: ArrayView<'a, OffsetForLeaderTopicResultView<'a>>,
}

impl<'a> Decode<'a> for OffsetForLeaderEpochResponseView<'a> {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 2 {
            m.throttle_time_ms = r.get()?;
        }
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for OffsetForLeaderEpochResponseView<'_> {
    type Owned = OffsetForLeaderEpochResponse;
    fn into_owned(self) -> OffsetForLeaderEpochResponse {
        OffsetForLeaderEpochResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            topics: self.topics.into_owned(),
        }
    }
}

impl Encode for OffsetForLeaderEpochResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 2 {
            w.put(&self.throttle_time_ms);
        }
        w.put(&self.topics);
        w.put_tag_count(0);
    }
}

/// Kafka's `OffsetForLeaderTopicResult`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct OffsetForLeaderTopicResult {
    pub topic: String,
    pub partitions: Vec<EpochEndOffset>,
}

impl<'a> Decode<'a> for OffsetForLeaderTopicResult {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`OffsetForLeaderTopicResult`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct OffsetForLeaderTopicResultView<'a> {
    pub topic: &'a str,
    pub partitions: ArrayView<'a, EpochEndOffset>,
}

impl<'a> Decode<'a> for OffsetForLeaderTopicResultView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for OffsetForLeaderTopicResultView<'_> {
    type Owned = OffsetForLeaderTopicResult;
    fn into_owned(self) -> OffsetForLeaderTopicResult {
        OffsetForLeaderTopicResult {
            topic: self.topic.into_owned(),
            partitions: self.partitions.into_owned(),
        }
    }
}

impl Encode for OffsetForLeaderTopicResult {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic);
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

/// Kafka's `EpochEndOffset`.
#[derive(Clone, Debug, PartialEq, Copy)]
pub struct EpochEndOffset {
    pub error_code: i16,
    pub partition: i32,
    pub leader_epoch: i32,
    pub end_offset: i64,
}

impl Default for EpochEndOffset {
    fn default() -> Self {
        Self {
            error_code: Default::default(),
            partition: Default::default(),
            leader_epoch: -1,
            end_offset: -1,
        }
    }
}

impl<'a> Decode<'a> for EpochEndOffset {
    const SIZE_MIN: usize = 14;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.partition = r.get()?;
        if v >= 1 {
            m.leader_epoch = r.get()?;
        }
        m.end_offset = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for EpochEndOffset {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for EpochEndOffset {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.error_code);
        w.put(&self.partition);
        if v >= 1 {
            w.put(&self.leader_epoch);
        }
        w.put(&self.end_offset);
        w.put_tag_count(0);
    }
}

impl Message for OffsetForLeaderEpochResponse {
    const NAME: &'static str = "OffsetForLeaderEpochResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 23;
    const VERSIONS: VersionRange = VersionRange::new(0, 4);
    const FLEXIBLE_SINCE: i16 = 4;
    type View<'a> = OffsetForLeaderEpochResponseView<'a>;
}

impl<'a> MessageView<'a> for OffsetForLeaderEpochResponseView<'a> {
    type Message = OffsetForLeaderEpochResponse;
}

/// Writes a [`OffsetForLeaderEpochResponse`] field by field, in this order.
#[derive(Debug)]
pub struct OffsetForLeaderEpochResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> OffsetForLeaderEpochResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(2, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::topics_element`].
    pub fn topics(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn topics_element(&mut self) -> OffsetForLeaderTopicResultWriter<'_, 's, S> {
        OffsetForLeaderTopicResultWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`OffsetForLeaderTopicResult`] field by field, in this order.
#[derive(Debug)]
pub struct OffsetForLeaderTopicResultWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> OffsetForLeaderTopicResultWriter<'w, 's, S> {
    pub fn topic(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::partitions_element`].
    pub fn partitions(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn partitions_element(&mut self) -> EpochEndOffsetWriter<'_, 's, S> {
        EpochEndOffsetWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`EpochEndOffset`] field by field, in this order.
#[derive(Debug)]
pub struct EpochEndOffsetWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> EpochEndOffsetWriter<'w, 's, S> {
    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn partition(&mut self, value: i32) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn leader_epoch(&mut self, value: i32) -> &mut Self {
        self.0.field(2, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn end_offset(&mut self, value: i64) -> &mut Self {
        self.0.field(3, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(4).put_tag_count(0);
    }
}
