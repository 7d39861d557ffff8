//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `ListPartitionReassignmentsRequest`.
#[derive(Clone, Debug, PartialEq)]
pub struct ListPartitionReassignmentsRequest {
    pub timeout_ms: i32,
    pub topics: Option<Vec<ListPartitionReassignmentsTopics>>,
}

impl Default for ListPartitionReassignmentsRequest {
    fn default() -> Self {
        Self { timeout_ms: 60000, topics: None }
    }
}

impl<'a> Decode<'a> for ListPartitionReassignmentsRequest {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.timeout_ms = r.get()?;
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ListPartitionReassignmentsRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ListPartitionReassignmentsRequestView<'a> {
    pub timeout_ms: i32,
    pub topics: Option<ArrayView<'a, ListPartitionReassignmentsTopicsView<'a>>>,
}

impl Default for ListPartitionReassignmentsRequestView<'_> {
    fn default() -> Self {
        Self { timeout_ms: 60000, topics: None }
    }
}

impl<'a> Decode<'a> for ListPartitionReassignmentsRequestView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.timeout_ms = r.get()?;
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ListPartitionReassignmentsRequestView<'_> {
    type Owned = ListPartitionReassignmentsRequest;
    fn into_owned(self) -> ListPartitionReassignmentsRequest {
        ListPartitionReassignmentsRequest {
            timeout_ms: self.timeout_ms.into_owned(),
            topics: self.topics.into_owned(),
        }
    }
}

impl Encode for ListPartitionReassignmentsRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.timeout_ms);
        w.put(&self.topics);
        w.put_tag_count(0);
    }
}

/// Kafka's `ListPartitionReassignmentsTopics`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ListPartitionReassignmentsTopics {
    pub name: String,
    pub partition_indexes: Vec<i32>,
}

impl<'a> Decode<'a> for ListPartitionReassignmentsTopics {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.partition_indexes = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ListPartitionReassignmentsTopics`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ListPartitionReassignmentsTopicsView<'a> {
    pub name: &'a str,
    pub partition_indexes: ArrayView<'a, i32>,
}

impl<'a> Decode<'a> for ListPartitionReassignmentsTopicsView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.partition_indexes = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ListPartitionReassignmentsTopicsView<'_> {
    type Owned = ListPartitionReassignmentsTopics;
    fn into_owned(self) -> ListPartitionReassignmentsTopics {
        ListPartitionReassignmentsTopics {
            name: self.name.into_owned(),
            partition_indexes: self.partition_indexes.into_owned(),
        }
    }
}

impl Encode for ListPartitionReassignmentsTopics {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.partition_indexes);
        w.put_tag_count(0);
    }
}

impl Message for ListPartitionReassignmentsRequest {
    const NAME: &'static str = "ListPartitionReassignmentsRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 46;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = ListPartitionReassignmentsRequestView<'a>;
}

impl<'a> MessageView<'a> for ListPartitionReassignmentsRequestView<'a> {
    type Message = ListPartitionReassignmentsRequest;
}
