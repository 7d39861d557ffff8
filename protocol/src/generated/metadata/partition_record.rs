//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `PartitionRecord`.
#[derive(Clone, Debug, PartialEq)]
pub struct PartitionRecord {
    pub partition_id: i32,
    pub topic_id: Uuid,
    pub replicas: Vec<i32>,
    pub isr: Vec<i32>,
    pub removing_replicas: Vec<i32>,
    pub adding_replicas: Vec<i32>,
    pub leader: i32,
    pub leader_recovery_state: i8,
    pub leader_epoch: i32,
    pub partition_epoch: i32,
    pub directories: Vec<Uuid>,
    pub eligible_leader_replicas: Option<Vec<i32>>,
    pub last_known_elr: Option<Vec<i32>>,
}

impl Default for PartitionRecord {
    fn default() -> Self {
        Self {
            partition_id: -1,
            topic_id: Default::default(),
            replicas: Default::default(),
            isr: Default::default(),
            removing_replicas: Default::default(),
            adding_replicas: Default::default(),
            leader: -1,
            leader_recovery_state: Default::default(),
            leader_epoch: -1,
            partition_epoch: -1,
            directories: Default::default(),
            eligible_leader_replicas: None,
            last_known_elr: None,
        }
    }
}

impl<'a> Decode<'a> for PartitionRecord {
    const SIZE_MIN: usize = 37;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.partition_id = r.get()?;
        m.topic_id = r.get()?;
        m.replicas = r.get()?;
        m.isr = r.get()?;
        m.removing_replicas = r.get()?;
        m.adding_replicas = r.get()?;
        m.leader = r.get()?;
        m.leader_epoch = r.get()?;
        m.partition_epoch = r.get()?;
        if v >= 1 {
            m.directories = r.get()?;
        }
        r.tags(&mut |r, tag| {
            match tag {
                0 => m.leader_recovery_state = r.get()?,
                1 if v >= 2 => m.eligible_leader_replicas = r.get()?,
                2 if v >= 2 => m.last_known_elr = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

/// [`PartitionRecord`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PartitionRecordView<'a> {
    pub partition_id: i32,
    pub topic_id: Uuid,
    pub replicas: ArrayView<'a, i32>,
    pub isr: ArrayView<'a, i32>,
    pub removing_replicas: ArrayView<'a, i32>,
    pub adding_replicas: ArrayView<'a, i32>,
    pub leader: i32,
    pub leader_recovery_state: i8,
    pub leader_epoch: i32,
    pub partition_epoch: i32,
    pub directories: ArrayView<'a, Uuid>,
    pub eligible_leader_replicas: Option<ArrayView<'a, i32>>,
    pub last_known_elr: Option<ArrayView<'a, i32>>,
}

impl Default for PartitionRecordView<'_> {
    fn default() -> Self {
        Self {
            partition_id: -1,
            topic_id: Default::default(),
            replicas: Default::default(),
            isr: Default::default(),
            removing_replicas: Default::default(),
            adding_replicas: Default::default(),
            leader: -1,
            leader_recovery_state: Default::default(),
            leader_epoch: -1,
            partition_epoch: -1,
            directories: Default::default(),
            eligible_leader_replicas: None,
            last_known_elr: None,
        }
    }
}

impl<'a> Decode<'a> for PartitionRecordView<'a> {
    const SIZE_MIN: usize = 37;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.partition_id = r.get()?;
        m.topic_id = r.get()?;
        m.replicas = r.get()?;
        m.isr = r.get()?;
        m.removing_replicas = r.get()?;
        m.adding_replicas = r.get()?;
        m.leader = r.get()?;
        m.leader_epoch = r.get()?;
        m.partition_epoch = r.get()?;
        if v >= 1 {
            m.directories = r.get()?;
        }
        r.tags(&mut |r, tag| {
            match tag {
                0 => m.leader_recovery_state = r.get()?,
                1 if v >= 2 => m.eligible_leader_replicas = r.get()?,
                2 if v >= 2 => m.last_known_elr = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

impl IntoOwned for PartitionRecordView<'_> {
    type Owned = PartitionRecord;
    fn into_owned(self) -> PartitionRecord {
        PartitionRecord {
            partition_id: self.partition_id.into_owned(),
            topic_id: self.topic_id.into_owned(),
            replicas: self.replicas.into_owned(),
            isr: self.isr.into_owned(),
            removing_replicas: self.removing_replicas.into_owned(),
            adding_replicas: self.adding_replicas.into_owned(),
            leader: self.leader.into_owned(),
            leader_recovery_state: self.leader_recovery_state.into_owned(),
            leader_epoch: self.leader_epoch.into_owned(),
            partition_epoch: self.partition_epoch.into_owned(),
            directories: self.directories.into_owned(),
            eligible_leader_replicas: self.eligible_leader_replicas.into_owned(),
            last_known_elr: self.last_known_elr.into_owned(),
        }
    }
}

impl Encode for PartitionRecord {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.partition_id);
        w.put(&self.topic_id);
        w.put(&self.replicas);
        w.put(&self.isr);
        w.put(&self.removing_replicas);
        w.put(&self.adding_replicas);
        w.put(&self.leader);
        w.put(&self.leader_epoch);
        w.put(&self.partition_epoch);
        if v >= 1 {
            w.put(&self.directories);
        } else {
            w.refuse_if(!self.directories.is_empty(), "Directories");
        }
        self.write_tags(w);
    }
}

impl PartitionRecord {
    fn write_tags<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        let has_0 = self.leader_recovery_state != 0;
        let has_1 = v >= 2 && self.eligible_leader_replicas.is_some();
        let has_2 = v >= 2 && self.last_known_elr.is_some();
        w.put_tag_count(usize::from(has_0) + usize::from(has_1) + usize::from(has_2));
        if has_0 {
            w.put_tag(0, &self.leader_recovery_state);
        }
        if has_1 {
            w.put_tag(1, &self.eligible_leader_replicas);
        } else {
            w.refuse_if(self.eligible_leader_replicas.is_some(), "EligibleLeaderReplicas");
        }
        if has_2 {
            w.put_tag(2, &self.last_known_elr);
        } else {
            w.refuse_if(self.last_known_elr.is_some(), "LastKnownElr");
        }
    }
}

impl Message for PartitionRecord {
    const NAME: &'static str = "PartitionRecord";
    const KIND: MessageKind = MessageKind::Metadata;
    const ID: i16 = 3;
    const VERSIONS: VersionRange = VersionRange::new(0, 2);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = PartitionRecordView<'a>;
}

impl<'a> MessageView<'a> for PartitionRecordView<'a> {
    type Message = PartitionRecord;
}
