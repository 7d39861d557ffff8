//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `CreatePartitionsRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct CreatePartitionsRequest {
    pub topics: Vec<CreatePartitionsTopic>,
    pub timeout_ms: i32,
    pub validate_only: bool,
}

impl<'a> Decode<'a> for CreatePartitionsRequest {
    const SIZE_MIN: usize = 7;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topics = r.get()?;
        m.timeout_ms = r.get()?;
        m.validate_only = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`CreatePartitionsRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct CreatePartitionsRequestView<'a> {
    pub topics: ArrayView<'a, CreatePartitionsTopicView<'a>>,
    pub timeout_ms: i32,
    pub validate_only: bool,
}

impl<'a> Decode<'a> for CreatePartitionsRequestView<'a> {
    const SIZE_MIN: usize = 7;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topics = r.get()?;
        m.timeout_ms = r.get()?;
        m.validate_only = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for CreatePartitionsRequestView<'_> {
    type Owned = CreatePartitionsRequest;
    fn into_owned(self) -> CreatePartitionsRequest {
        CreatePartitionsRequest {
            topics: self.topics.into_owned(),
            timeout_ms: self.timeout_ms.into_owned(),
            validate_only: self.validate_only.into_owned(),
        }
    }
}

impl Encode for CreatePartitionsRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topics);
        w.put(&self.timeout_ms);
        w.put(&self.validate_only);
        w.put_tag_count(0);
    }
}

/// Kafka's `CreatePartitionsTopic`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct CreatePartitionsTopic {
    pub name: String,
    pub count: i32,
    pub assignments: Option<Vec<CreatePartitionsAssignment>>,
}

impl<'a> Decode<'a> for CreatePartitionsTopic {
    const SIZE_MIN: usize = 7;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.count = r.get()?;
        m.assignments = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`CreatePartitionsTopic`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct CreatePartitionsTopicView<'a> {
    pub name: &'a str,
    pub count: i32,
    pub assignments: Option<ArrayView<'a, CreatePartitionsAssignmentView<'a>>>,
}

impl<'a> Decode<'a> for CreatePartitionsTopicView<'a> {
    const SIZE_MIN: usize = 7;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.count = r.get()?;
        m.assignments = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for CreatePartitionsTopicView<'_> {
    type Owned = CreatePartitionsTopic;
    fn into_owned(self) -> CreatePartitionsTopic {
        CreatePartitionsTopic {
            name: self.name.into_owned(),
            count: self.count.into_owned(),
            assignments: self.assignments.into_owned(),
        }
    }
}

impl Encode for CreatePartitionsTopic {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.count);
        w.put(&self.assignments);
        w.put_tag_count(0);
    }
}

/// Kafka's `CreatePartitionsAssignment`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct CreatePartitionsAssignment {
    pub broker_ids: Vec<i32>,
}

impl<'a> Decode<'a> for CreatePartitionsAssignment {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.broker_ids = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`CreatePartitionsAssignment`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct CreatePartitionsAssignmentView<'a> {
    pub broker_ids: ArrayView<'a, i32>,
}

impl<'a> Decode<'a> for CreatePartitionsAssignmentView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.broker_ids = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for CreatePartitionsAssignmentView<'_> {
    type Owned = CreatePartitionsAssignment;
    fn into_owned(self) -> CreatePartitionsAssignment {
        CreatePartitionsAssignment { broker_ids: self.broker_ids.into_owned() }
    }
}

impl Encode for CreatePartitionsAssignment {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.broker_ids);
        w.put_tag_count(0);
    }
}

impl Message for CreatePartitionsRequest {
    const NAME: &'static str = "CreatePartitionsRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 37;
    const VERSIONS: VersionRange = VersionRange::new(0, 3);
    const FLEXIBLE_SINCE: i16 = 2;
    type View<'a> = CreatePartitionsRequestView<'a>;
}

impl<'a> MessageView<'a> for CreatePartitionsRequestView<'a> {
    type Message = CreatePartitionsRequest;
}
