//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `ConsumerGroupCurrentMemberAssignmentValue`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ConsumerGroupCurrentMemberAssignmentValue {
    pub member_epoch: i32,
    pub previous_member_epoch: i32,
    pub state: i8,
    pub assigned_partitions: Vec<TopicPartitions>,
    pub partitions_pending_revocation: Vec<TopicPartitions>,
}

impl<'a> Decode<'a> for ConsumerGroupCurrentMemberAssignmentValue {
    const SIZE_MIN: usize = 12;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.member_epoch = r.get()?;
        m.previous_member_epoch = r.get()?;
        m.state = r.get()?;
        m.assigned_partitions = r.get()?;
        m.partitions_pending_revocation = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ConsumerGroupCurrentMemberAssignmentValue`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ConsumerGroupCurrentMemberAssignmentValueView<'a> {
    pub member_epoch: i32,
    pub previous_member_epoch: i32,
    pub state: i8,
    pub assigned_partitions: ArrayView<'a, TopicPartitionsView<'a>>,
    pub partitions_pending_revocation: ArrayView<'a, TopicPartitionsView<'a>>,
}

impl<'a> Decode<'a> for ConsumerGroupCurrentMemberAssignmentValueView<'a> {
    const SIZE_MIN: usize = 12;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.member_epoch = r.get()?;
        m.previous_member_epoch = r.get()?;
        m.state = r.get()?;
        m.assigned_partitions = r.get()?;
        m.partitions_pending_revocation = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ConsumerGroupCurrentMemberAssignmentValueView<'_> {
    type Owned = ConsumerGroupCurrentMemberAssignmentValue;
    fn into_owned(self) -> ConsumerGroupCurrentMemberAssignmentValue {
        ConsumerGroupCurrentMemberAssignmentValue {
            member_epoch: self.member_epoch.into_owned(),
            previous_member_epoch: self.previous_member_epoch.into_owned(),
            state: self.state.into_owned(),
            assigned_partitions: self.assigned_partitions.into_owned(),
            partitions_pending_revocation: self.partitions_pending_revocation.into_owned(),
        }
    }
}

impl Encode for ConsumerGroupCurrentMemberAssignmentValue {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.member_epoch);
        w.put(&self.previous_member_epoch);
        w.put(&self.state);
        w.put(&self.assigned_partitions);
        w.put(&self.partitions_pending_revocation);
        w.put_tag_count(0);
    }
}

/// Kafka's `TopicPartitions`.
#[derive(Clone, Debug, PartialEq)]
pub struct TopicPartitions {
    pub topic_id: Uuid,
    pub partitions: Vec<i32>,
    pub assignment_epochs: Option<Vec<i32>>,
}

impl Default for TopicPartitions {
    fn default() -> Self {
        Self {
            topic_id: Default::default(),
            partitions: Default::default(),
            assignment_epochs: Some(Default::default()),
        }
    }
}

impl<'a> Decode<'a> for TopicPartitions {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.tags(&mut |r, tag| {
            match tag {
                0 => m.assignment_epochs = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

/// [`TopicPartitions`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TopicPartitionsView<'a> {
    pub topic_id: Uuid,
    pub partitions: ArrayView<'a, i32>,
    pub assignment_epochs: Option<ArrayView<'a, i32>>,
}

impl Default for TopicPartitionsView<'_> {
    fn default() -> Self {
        Self {
            topic_id: Default::default(),
            partitions: Default::default(),
            assignment_epochs: Some(Default::default()),
        }
    }
}

impl<'a> Decode<'a> for TopicPartitionsView<'a> {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.tags(&mut |r, tag| {
            match tag {
                0 => m.assignment_epochs = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

impl IntoOwned for TopicPartitionsView<'_> {
    type Owned = TopicPartitions;
    fn into_owned(self) -> TopicPartitions {
        TopicPartitions {
            topic_id: self.topic_id.into_owned(),
            partitions: self.partitions.into_owned(),
            assignment_epochs: self.assignment_epochs.into_owned(),
        }
    }
}

impl Encode for TopicPartitions {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic_id);
        w.put(&self.partitions);
        self.write_tags(w);
    }
}

impl TopicPartitions {
    fn write_tags<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let has_0 = self.assignment_epochs.as_ref().is_none_or(|value| !value.is_empty());
        w.put_tag_count(usize::from(has_0));
        if has_0 {
            w.put_tag(0, &self.assignment_epochs);
        }
    }
}

impl Message for ConsumerGroupCurrentMemberAssignmentValue {
    const NAME: &'static str = "ConsumerGroupCurrentMemberAssignmentValue";
    const KIND: MessageKind = MessageKind::Value;
    const ID: i16 = 8;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = ConsumerGroupCurrentMemberAssignmentValueView<'a>;
}

impl<'a> MessageView<'a> for ConsumerGroupCurrentMemberAssignmentValueView<'a> {
    type Message = ConsumerGroupCurrentMemberAssignmentValue;
}
