//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `StreamsGroupTargetAssignmentMemberValue`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct StreamsGroupTargetAssignmentMemberValue {
    pub active_tasks: Vec<TaskIds>,
    pub standby_tasks: Vec<TaskIds>,
    pub warmup_tasks: Vec<TaskIds>,
}

impl<'a> Decode<'a> for StreamsGroupTargetAssignmentMemberValue {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.active_tasks = r.get()?;
        m.standby_tasks = r.get()?;
        m.warmup_tasks = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`StreamsGroupTargetAssignmentMemberValue`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct StreamsGroupTargetAssignmentMemberValueView<'a> {
    pub active_tasks: ArrayView<'a, TaskIdsView<'a>>,
    pub standby_tasks: ArrayView<'a, TaskIdsView<'a>>,
    pub warmup_tasks: ArrayView<'a, TaskIdsView<'a>>,
}

impl<'a> Decode<'a> for StreamsGroupTargetAssignmentMemberValueView<'a> {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.active_tasks = r.get()?;
        m.standby_tasks = r.get()?;
        m.warmup_tasks = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for StreamsGroupTargetAssignmentMemberValueView<'_> {
    type Owned = StreamsGroupTargetAssignmentMemberValue;
    fn into_owned(self) -> StreamsGroupTargetAssignmentMemberValue {
        StreamsGroupTargetAssignmentMemberValue {
            active_tasks: self.active_tasks.into_owned(),
            standby_tasks: self.standby_tasks.into_owned(),
            warmup_tasks: self.warmup_tasks.into_owned(),
        }
    }
}

impl Encode for StreamsGroupTargetAssignmentMemberValue {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.active_tasks);
        w.put(&self.standby_tasks);
        w.put(&self.warmup_tasks);
        w.put_tag_count(0);
    }
}

/// Kafka's `TaskIds`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TaskIds {
    pub subtopology_id: String,
    pub partitions: Vec<i32>,
}

impl<'a> Decode<'a> for TaskIds {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.subtopology_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`TaskIds`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TaskIdsView<'a> {
    pub subtopology_id: &'a str,
    pub partitions: ArrayView<'a, i32>,
}

impl<'a> Decode<'a> for TaskIdsView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.subtopology_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for TaskIdsView<'_> {
    type Owned = TaskIds;
    fn into_owned(self) -> TaskIds {
        TaskIds { subtopology_id: self.subtopology_id.into_owned(), partitions: self.partitions.into_owned() }
    }
}

impl Encode for TaskIds {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.subtopology_id);
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

impl Message for StreamsGroupTargetAssignmentMemberValue {
    const NAME: &'static str = "StreamsGroupTargetAssignmentMemberValue";
    const KIND: MessageKind = MessageKind::Value;
    const ID: i16 = 21;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = StreamsGroupTargetAssignmentMemberValueView<'a>;
}

impl<'a> MessageView<'a> for StreamsGroupTargetAssignmentMemberValueView<'a> {
    type Message = StreamsGroupTargetAssignmentMemberValue;
}
