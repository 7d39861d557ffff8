//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `ShareGroupTargetAssignmentMemberValue`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ShareGroupTargetAssignmentMemberValue {
    pub topic_partitions: Vec<TopicPartition>,
}

impl<'a> Decode<'a> for ShareGroupTargetAssignmentMemberValue {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ShareGroupTargetAssignmentMemberValue`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ShareGroupTargetAssignmentMemberValueView<'a> {
    pub topic_partitions: ArrayView<'a, TopicPartitionView<'a>>,
}

impl<'a> Decode<'a> for ShareGroupTargetAssignmentMemberValueView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ShareGroupTargetAssignmentMemberValueView<'_> {
    type Owned = ShareGroupTargetAssignmentMemberValue;
    fn into_owned(self) -> ShareGroupTargetAssignmentMemberValue {
        ShareGroupTargetAssignmentMemberValue { topic_partitions: self.topic_partitions.into_owned() }
    }
}

impl Encode for ShareGroupTargetAssignmentMemberValue {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic_partitions);
        w.put_tag_count(0);
    }
}

/// Kafka's `TopicPartition`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TopicPartition {
    pub topic_id: Uuid,
    pub partitions: Vec<i32>,
}

impl<'a> Decode<'a> for TopicPartition {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`TopicPartition`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TopicPartitionView<'a> {
    pub topic_id: Uuid,
    pub partitions: ArrayView<'a, i32>,
}

impl<'a> Decode<'a> for TopicPartitionView<'a> {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for TopicPartitionView<'_> {
    type Owned = TopicPartition;
    fn into_owned(self) -> TopicPartition {
        TopicPartition { topic_id: self.topic_id.into_owned(), partitions: self.partitions.into_owned() }
    }
}

impl Encode for TopicPartition {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic_id);
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

impl Message for ShareGroupTargetAssignmentMemberValue {
    const NAME: &'static str = "ShareGroupTargetAssignmentMemberValue";
    const KIND: MessageKind = MessageKind::Value;
    const ID: i16 = 13;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = ShareGroupTargetAssignmentMemberValueView<'a>;
}

impl<'a> MessageView<'a> for ShareGroupTargetAssignmentMemberValueView<'a> {
    type Message = ShareGroupTargetAssignmentMemberValue;
}
