//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, DecodeNullable, Encode, EncodeNullable, FieldWriter, IntoOwned, Message,
    MessageKind, MessageView, Reader, Sink, Uuid, VersionRange, Writer,
};

/// Kafka's `ShareGroupHeartbeatResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ShareGroupHeartbeatResponse {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub error_message: Option<String>,
    pub member_id: Option<String>,
    pub member_epoch: i32,
    pub heartbeat_interval_ms: i32,
    pub assignment: Option<Assignment>,
}

impl<'a> Decode<'a> for ShareGroupHeartbeatResponse {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.member_id = r.get()?;
        m.member_epoch = r.get()?;
        m.heartbeat_interval_ms = r.get()?;
        m.assignment = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ShareGroupHeartbeatResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ShareGroupHeartbeatResponseView<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    pub member_id: Option<&'a str>,
    pub member_epoch: i32,
    pub heartbeat_interval_ms: i32,
    pub assignment: Option<AssignmentView<'a>>,
}

impl<'a> Decode<'a> for ShareGroupHeartbeatResponseView<'a> {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.member_id = r.get()?;
        m.member_epoch = r.get()?;
        m.heartbeat_interval_ms = r.get()?;
        m.assignment = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ShareGroupHeartbeatResponseView<'_> {
    type Owned = ShareGroupHeartbeatResponse;
    fn into_owned(self) -> ShareGroupHeartbeatResponse {
        ShareGroupHeartbeatResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            error_code: self.error_code.into_owned(),
            error_message: self.error_message.into_owned(),
            member_id: self.member_id.into_owned(),
            member_epoch: self.member_epoch.into_owned(),
            heartbeat_interval_ms: self.heartbeat_interval_ms.into_owned(),
            assignment: self.assignment.into_owned(),
        }
    }
}

impl Encode for ShareGroupHeartbeatResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.throttle_time_ms);
        w.put(&self.error_code);
        w.put(&self.error_message);
        w.put(&self.member_id);
        w.put(&self.member_epoch);
        w.put(&self.heartbeat_interval_ms);
        w.put(&self.assignment);
        w.put_tag_count(0);
    }
}

/// Kafka's `Assignment`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Assignment {
    pub topic_partitions: Vec<TopicPartitions>,
}

impl<'a> Decode<'a> for Assignment {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl<'a> DecodeNullable<'a> for Assignment {
    fn read_nullable(r: &mut Reader<'a>) -> Result<Option<Self>, DecodeError> {
        if r.presence()? { r.get().map(Some) } else { Ok(None) }
    }
}

/// [`Assignment`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct AssignmentView<'a> {
    pub topic_partitions: ArrayView<'a, TopicPartitionsView<'a>>,
}

impl<'a> Decode<'a> for AssignmentView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl<'a> DecodeNullable<'a> for AssignmentView<'a> {
    fn read_nullable(r: &mut Reader<'a>) -> Result<Option<Self>, DecodeError> {
        if r.presence()? { r.get().map(Some) } else { Ok(None) }
    }
}

impl IntoOwned for AssignmentView<'_> {
    type Owned = Assignment;
    fn into_owned(self) -> Assignment {
        Assignment { topic_partitions: self.topic_partitions.into_owned() }
    }
}

impl Encode for Assignment {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic_partitions);
        w.put_tag_count(0);
    }
}

impl EncodeNullable for Assignment {
    fn write_nullable<S: Sink + ?Sized>(value: Option<&Self>, w: &mut Writer<'_, S>) {
        w.put_presence(value.is_some());
        if let Some(value) = value {
            w.put(value);
        }
    }
}

/// Kafka's `TopicPartitions`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TopicPartitions {
    pub topic_id: Uuid,
    pub partitions: Vec<i32>,
}

impl<'a> Decode<'a> for TopicPartitions {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`TopicPartitions`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TopicPartitionsView<'a> {
    pub topic_id: Uuid,
    pub partitions: ArrayView<'a, i32>,
}

impl<'a> Decode<'a> for TopicPartitionsView<'a> {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for TopicPartitionsView<'_> {
    type Owned = TopicPartitions;
    fn into_owned(self) -> TopicPartitions {
        TopicPartitions { topic_id: self.topic_id.into_owned(), partitions: self.partitions.into_owned() }
    }
}

impl Encode for TopicPartitions {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic_id);
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

impl Message for ShareGroupHeartbeatResponse {
    const NAME: &'static str = "ShareGroupHeartbeatResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 76;
    const VERSIONS: VersionRange = VersionRange::new(1, 1);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = ShareGroupHeartbeatResponseView<'a>;
}

impl<'a> MessageView<'a> for ShareGroupHeartbeatResponseView<'a> {
    type Message = ShareGroupHeartbeatResponse;
}

/// Writes a [`ShareGroupHeartbeatResponse`] field by field, in this order.
#[derive(Debug)]
pub struct ShareGroupHeartbeatResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> ShareGroupHeartbeatResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(1, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn error_message(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(2, VersionRange::new(1, i16::MAX), VersionRange::new(1, i16::MAX), value);
        self
    }

    pub fn member_id(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(3, VersionRange::new(1, i16::MAX), VersionRange::new(1, i16::MAX), value);
        self
    }

    pub fn member_epoch(&mut self, value: i32) -> &mut Self {
        self.0.field(4, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn heartbeat_interval_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(5, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn assignment(&mut self, value: Option<&Assignment>) -> &mut Self {
        self.0.nullable(6, VersionRange::new(1, i16::MAX), VersionRange::new(1, i16::MAX), value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(7).put_tag_count(0);
    }
}
