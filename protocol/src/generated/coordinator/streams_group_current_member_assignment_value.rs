//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `StreamsGroupCurrentMemberAssignmentValue`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct StreamsGroupCurrentMemberAssignmentValue {
    pub member_epoch: i32,
    pub previous_member_epoch: i32,
    pub state: i8,
    pub active_tasks: Vec<TaskIds>,
    pub standby_tasks: Vec<TaskIds>,
    pub warmup_tasks: Vec<TaskIds>,
    pub active_tasks_pending_revocation: Vec<TaskIds>,
    pub standby_tasks_pending_revocation: Vec<TaskIds>,
    pub warmup_tasks_pending_revocation: Vec<TaskIds>,
}

impl<'a> Decode<'a> for StreamsGroupCurrentMemberAssignmentValue {
    const SIZE_MIN: usize = 16;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.member_epoch = r.get()?;
        m.previous_member_epoch = r.get()?;
        m.state = r.get()?;
        m.active_tasks = r.get()?;
        m.standby_tasks = r.get()?;
        m.warmup_tasks = r.get()?;
        m.active_tasks_pending_revocation = r.get()?;
        m.standby_tasks_pending_revocation = r.get()?;
        m.warmup_tasks_pending_revocation = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`StreamsGroupCurrentMemberAssignmentValue`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct StreamsGroupCurrentMemberAssignmentValueView<'a> {
    pub member_epoch: i32,
    pub previous_member_epoch: i32,
    pub state: i8,
    pub active_tasks: ArrayView<'a, TaskIdsView<'a>>,
    pub standby_tasks: ArrayView<'a, TaskIdsView<'a>>,
    pub warmup_tasks: ArrayView<'a, TaskIdsView<'a>>,
    pub active_tasks_pending_revocation: ArrayView<'a, TaskIdsView<'a>>,
    pub standby_tasks_pending_revocation: ArrayView<'a, TaskIdsView<'a>>,
    pub warmup_tasks_pending_revocation: ArrayView<'a, TaskIdsView<'a>>,
}

impl<'a> Decode<'a> for StreamsGroupCurrentMemberAssignmentValueView<'a> {
    const SIZE_MIN: usize = 16;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.member_epoch = r.get()?;
        m.previous_member_epoch = r.get()?;
        m.state = r.get()?;
        m.active_tasks = r.get()?;
        m.standby_tasks = r.get()?;
        m.warmup_tasks = r.get()?;
        m.active_tasks_pending_revocation = r.get()?;
        m.standby_tasks_pending_revocation = r.get()?;
        m.warmup_tasks_pending_revocation = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for StreamsGroupCurrentMemberAssignmentValueView<'_> {
    type Owned = StreamsGroupCurrentMemberAssignmentValue;
    fn into_owned(self) -> StreamsGroupCurrentMemberAssignmentValue {
        StreamsGroupCurrentMemberAssignmentValue {
            member_epoch: self.member_epoch.into_owned(),
            previous_member_epoch: self.previous_member_epoch.into_owned(),
            state: self.state.into_owned(),
            active_tasks: self.active_tasks.into_owned(),
            standby_tasks: self.standby_tasks.into_owned(),
            warmup_tasks: self.warmup_tasks.into_owned(),
            active_tasks_pending_revocation: self.active_tasks_pending_revocation.into_owned(),
            standby_tasks_pending_revocation: self.standby_tasks_pending_revocation.into_owned(),
            warmup_tasks_pending_revocation: self.warmup_tasks_pending_revocation.into_owned(),
        }
    }
}

impl Encode for StreamsGroupCurrentMemberAssignmentValue {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.member_epoch);
        w.put(&self.previous_member_epoch);
        w.put(&self.state);
        w.put(&self.active_tasks);
        w.put(&self.standby_tasks);
        w.put(&self.warmup_tasks);
        w.put(&self.active_tasks_pending_revocation);
        w.put(&self.standby_tasks_pending_revocation);
        w.put(&self.warmup_tasks_pending_revocation);
        w.put_tag_count(0);
    }
}

/// Kafka's `TaskIds`.
#[derive(Clone, Debug, PartialEq)]
pub struct TaskIds {
    pub subtopology_id: String,
    pub partitions: Vec<i32>,
    pub assignment_epochs: Option<Vec<i32>>,
}

impl Default for TaskIds {
    fn default() -> Self {
        Self {
            subtopology_id: Default::default(),
            partitions: Default::default(),
            assignment_epochs: Some(Default::default()),
        }
    }
}

impl<'a> Decode<'a> for TaskIds {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.subtopology_id = r.get()?;
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

/// [`TaskIds`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TaskIdsView<'a> {
    pub subtopology_id: &'a str,
    pub partitions: ArrayView<'a, i32>,
    pub assignment_epochs: Option<ArrayView<'a, i32>>,
}

impl Default for TaskIdsView<'_> {
    fn default() -> Self {
        Self {
            subtopology_id: Default::default(),
            partitions: Default::default(),
            assignment_epochs: Some(Default::default()),
        }
    }
}

impl<'a> Decode<'a> for TaskIdsView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.subtopology_id = r.get()?;
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

impl IntoOwned for TaskIdsView<'_> {
    type Owned = TaskIds;
    fn into_owned(self) -> TaskIds {
        TaskIds {
            subtopology_id: self.subtopology_id.into_owned(),
            partitions: self.partitions.into_owned(),
            assignment_epochs: self.assignment_epochs.into_owned(),
        }
    }
}

impl Encode for TaskIds {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.subtopology_id);
        w.put(&self.partitions);
        self.write_tags(w);
    }
}

impl TaskIds {
    fn write_tags<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let has_0 = self.assignment_epochs.as_ref().is_none_or(|value| !value.is_empty());
        w.put_tag_count(usize::from(has_0));
        if has_0 {
            w.put_tag(0, &self.assignment_epochs);
        }
    }
}

impl Message for StreamsGroupCurrentMemberAssignmentValue {
    const NAME: &'static str = "StreamsGroupCurrentMemberAssignmentValue";
    const KIND: MessageKind = MessageKind::Value;
    const ID: i16 = 22;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = StreamsGroupCurrentMemberAssignmentValueView<'a>;
}

impl<'a> MessageView<'a> for StreamsGroupCurrentMemberAssignmentValueView<'a> {
    type Message = StreamsGroupCurrentMemberAssignmentValue;
}
