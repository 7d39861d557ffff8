//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, VersionRange, Writer,
};

/// Kafka's `ListPartitionReassignmentsResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ListPartitionReassignmentsResponse {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub error_message: Option<String>,
    pub topics: Vec<OngoingTopicReassignment>,
}

impl<'a> Decode<'a> for ListPartitionReassignmentsResponse {
    const SIZE_MIN: usize = 9;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ListPartitionReassignmentsResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ListPartitionReassignmentsResponseView<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    pub topics: ArrayView<'a, OngoingTopicReassignmentView<'a>>,
}

impl<'a> Decode<'a> for ListPartitionReassignmentsResponseView<'a> {
    const SIZE_MIN: usize = 9;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ListPartitionReassignmentsResponseView<'_> {
    type Owned = ListPartitionReassignmentsResponse;
    fn into_owned(self) -> ListPartitionReassignmentsResponse {
        ListPartitionReassignmentsResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            error_code: self.error_code.into_owned(),
            error_message: self.error_message.into_owned(),
            topics: self.topics.into_owned(),
        }
    }
}

impl Encode for ListPartitionReassignmentsResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.throttle_time_ms);
        w.put(&self.error_code);
        w.put(&self.error_message);
        w.put(&self.topics);
        w.put_tag_count(0);
    }
}

/// Kafka's `OngoingTopicReassignment`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct OngoingTopicReassignment {
    pub name: String,
    pub partitions: Vec<OngoingPartitionReassignment>,
}

impl<'a> Decode<'a> for OngoingTopicReassignment {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`OngoingTopicReassignment`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct OngoingTopicReassignmentView<'a> {
    pub name: &'a str,
    pub partitions: ArrayView<'a, OngoingPartitionReassignmentView<'a>>,
}

impl<'a> Decode<'a> for OngoingTopicReassignmentView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for OngoingTopicReassignmentView<'_> {
    type Owned = OngoingTopicReassignment;
    fn into_owned(self) -> OngoingTopicReassignment {
        OngoingTopicReassignment { name: self.name.into_owned(), partitions: self.partitions.into_owned() }
    }
}

impl Encode for OngoingTopicReassignment {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

/// Kafka's `OngoingPartitionReassignment`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct OngoingPartitionReassignment {
    pub partition_index: i32,
    pub replicas: Vec<i32>,
    pub adding_replicas: Vec<i32>,
    pub removing_replicas: Vec<i32>,
}

impl<'a> Decode<'a> for OngoingPartitionReassignment {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.replicas = r.get()?;
        m.adding_replicas = r.get()?;
        m.removing_replicas = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`OngoingPartitionReassignment`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct OngoingPartitionReassignmentView<'a> {
    pub partition_index: i32,
    pub replicas: ArrayView<'a, i32>,
    pub adding_replicas: ArrayView<'a, i32>,
    pub removing_replicas: ArrayView<'a, i32>,
}

impl<'a> Decode<'a> for OngoingPartitionReassignmentView<'a> {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.replicas = r.get()?;
        m.adding_replicas = r.get()?;
        m.removing_replicas = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for OngoingPartitionReassignmentView<'_> {
    type Owned = OngoingPartitionReassignment;
    fn into_owned(self) -> OngoingPartitionReassignment {
        OngoingPartitionReassignment {
            partition_index: self.partition_index.into_owned(),
            replicas: self.replicas.into_owned(),
            adding_replicas: self.adding_replicas.into_owned(),
            removing_replicas: self.removing_replicas.into_owned(),
        }
    }
}

impl Encode for OngoingPartitionReassignment {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.partition_index);
        w.put(&self.replicas);
        w.put(&self.adding_replicas);
        w.put(&self.removing_replicas);
        w.put_tag_count(0);
    }
}

impl Message for ListPartitionReassignmentsResponse {
    const NAME: &'static str = "ListPartitionReassignmentsResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 46;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = ListPartitionReassignmentsResponseView<'a>;
}

impl<'a> MessageView<'a> for ListPartitionReassignmentsResponseView<'a> {
    type Message = ListPartitionReassignmentsResponse;
}

/// Writes a [`ListPartitionReassignmentsResponse`] field by field, in this order.
#[derive(Debug)]
pub struct ListPartitionReassignmentsResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> ListPartitionReassignmentsResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
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

    /// Announces the elements: each follows through [`Self::topics_element`].
    pub fn topics(&mut self, count: usize) -> &mut Self {
        self.0.array(3, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn topics_element(&mut self) -> OngoingTopicReassignmentWriter<'_, 's, S> {
        OngoingTopicReassignmentWriter(self.0.element(3))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(4).put_tag_count(0);
    }
}

/// Writes a [`OngoingTopicReassignment`] field by field, in this order.
#[derive(Debug)]
pub struct OngoingTopicReassignmentWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> OngoingTopicReassignmentWriter<'w, 's, S> {
    pub fn name(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::partitions_element`].
    pub fn partitions(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn partitions_element(&mut self) -> OngoingPartitionReassignmentWriter<'_, 's, S> {
        OngoingPartitionReassignmentWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`OngoingPartitionReassignment`] field by field, in this order.
#[derive(Debug)]
pub struct OngoingPartitionReassignmentWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> OngoingPartitionReassignmentWriter<'w, 's, S> {
    pub fn partition_index(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn replicas(&mut self, value: &[i32]) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn adding_replicas(&mut self, value: &[i32]) -> &mut Self {
        self.0.field(2, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn removing_replicas(&mut self, value: &[i32]) -> &mut Self {
        self.0.field(3, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(4).put_tag_count(0);
    }
}
