//! Generated from protocol/schema by `generate-messages`; do not edit.

use bytes::Bytes;

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `ConsumerProtocolAssignment`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ConsumerProtocolAssignment {
    pub assigned_partitions: Vec<TopicPartition>,
    pub user_data: Option<Bytes>,
}

impl<'a> Decode<'a> for ConsumerProtocolAssignment {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.assigned_partitions = r.get()?;
        m.user_data = r.get()?;
        Ok(m)
    }
}

/// [`ConsumerProtocolAssignment`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ConsumerProtocolAssignmentView<'a> {
    pub assigned_partitions: ArrayView<'a, TopicPartitionView<'a>>,
    pub user_data: Option<&'a [u8]>,
}

impl<'a> Decode<'a> for ConsumerProtocolAssignmentView<'a> {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.assigned_partitions = r.get()?;
        m.user_data = r.get()?;
        Ok(m)
    }
}

impl IntoOwned for ConsumerProtocolAssignmentView<'_> {
    type Owned = ConsumerProtocolAssignment;
    fn into_owned(self) -> ConsumerProtocolAssignment {
        ConsumerProtocolAssignment {
            assigned_partitions: self.assigned_partitions.into_owned(),
            user_data: self.user_data.into_owned(),
        }
    }
}

impl Encode for ConsumerProtocolAssignment {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.assigned_partitions);
        w.put(&self.user_data);
    }
}

/// Kafka's `TopicPartition`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TopicPartition {
    pub topic: String,
    pub partitions: Vec<i32>,
}

impl<'a> Decode<'a> for TopicPartition {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic = r.get()?;
        m.partitions = r.get()?;
        Ok(m)
    }
}

/// [`TopicPartition`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TopicPartitionView<'a> {
    pub topic: &'a str,
    pub partitions: ArrayView<'a, i32>,
}

impl<'a> Decode<'a> for TopicPartitionView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic = r.get()?;
        m.partitions = r.get()?;
        Ok(m)
    }
}

impl IntoOwned for TopicPartitionView<'_> {
    type Owned = TopicPartition;
    fn into_owned(self) -> TopicPartition {
        TopicPartition { topic: self.topic.into_owned(), partitions: self.partitions.into_owned() }
    }
}

impl Encode for TopicPartition {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic);
        w.put(&self.partitions);
    }
}

impl Message for ConsumerProtocolAssignment {
    const NAME: &'static str = "ConsumerProtocolAssignment";
    const KIND: MessageKind = MessageKind::Data;
    const ID: i16 = -1;
    const VERSIONS: VersionRange = VersionRange::new(0, 3);
    const FLEXIBLE_SINCE: i16 = i16::MAX;
    type View<'a> = ConsumerProtocolAssignmentView<'a>;
}

impl<'a> MessageView<'a> for ConsumerProtocolAssignmentView<'a> {
    type Message = ConsumerProtocolAssignment;
}
