//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `ShareGroupCurrentMemberAssignmentValue`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ShareGroupCurrentMemberAssignmentValue {
    pub member_epoch: i32,
    pub previous_member_epoch: i32,
    pub state: i8,
    pub assigned_partitions: Vec<TopicPartitions>,
}

impl<'a> Decode<'a> for ShareGroupCurrentMemberAssignmentValue {
    const SIZE_MIN: usize = 11;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.member_epoch = r.get()?;
        m.previous_member_epoch = r.get()?;
        m.state = r.get()?;
        m.assigned_partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ShareGroupCurrentMemberAssignmentValue`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ShareGroupCurrentMemberAssignmentValueView<'a> {
    pub member_epoch: i32,
    pub previous_member_epoch: i32,
    pub state: i8,
    pub assigned_partitions: ArrayView<'a, TopicPartitionsView<'a>>,
}

impl<'a> Decode<'a> for ShareGroupCurrentMemberAssignmentValueView<'a> {
    const SIZE_MIN: usize = 11;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.member_epoch = r.get()?;
        m.previous_member_epoch = r.get()?;
        m.state = r.get()?;
        m.assigned_partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ShareGroupCurrentMemberAssignmentValueView<'_> {
    type Owned = ShareGroupCurrentMemberAssignmentValue;
    fn into_owned(self) -> ShareGroupCurrentMemberAssignmentValue {
        ShareGroupCurrentMemberAssignmentValue {
            member_epoch: self.member_epoch.into_owned(),
            previous_member_epoch: self.previous_member_epoch.into_owned(),
            state: self.state.into_owned(),
            assigned_partitions: self.assigned_partitions.into_owned(),
        }
    }
}

impl Encode for ShareGroupCurrentMemberAssignmentValue {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.member_epoch);
        w.put(&self.previous_member_epoch);
        w.put(&self.state);
        w.put(&self.assigned_partitions);
        w.put_tag_count(0);
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

impl Message for ShareGroupCurrentMemberAssignmentValue {
    const NAME: &'static str = "ShareGroupCurrentMemberAssignmentValue";
    const KIND: MessageKind = MessageKind::Value;
    const ID: i16 = 14;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = ShareGroupCurrentMemberAssignmentValueView<'a>;
}

impl<'a> MessageView<'a> for ShareGroupCurrentMemberAssignmentValueView<'a> {
    type Message = ShareGroupCurrentMemberAssignmentValue;
}
