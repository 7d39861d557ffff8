//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `PartitionChangeRecord`.
#[derive(Clone, Debug, PartialEq)]
pub struct PartitionChangeRecord {
    pub partition_id: i32,
    pub topic_id: Uuid,
    pub isr: Option<Vec<i32>>,
    pub leader: i32,
    pub replicas: Option<Vec<i32>>,
    pub removing_replicas: Option<Vec<i32>>,
    pub adding_replicas: Option<Vec<i32>>,
    pub leader_recovery_state: i8,
    pub directories: Option<Vec<Uuid>>,
    pub eligible_leader_replicas: Option<Vec<i32>>,
    pub last_known_elr: Option<Vec<i32>>,
}

impl Default for PartitionChangeRecord {
    fn default() -> Self {
        Self {
            partition_id: -1,
            topic_id: Default::default(),
            isr: None,
            leader: -2,
            replicas: None,
            removing_replicas: None,
            adding_replicas: None,
            leader_recovery_state: -1,
            directories: None,
            eligible_leader_replicas: None,
            last_known_elr: None,
        }
    }
}

impl<'a> Decode<'a> for PartitionChangeRecord {
    const SIZE_MIN: usize = 21;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.partition_id = r.get()?;
        m.topic_id = r.get()?;
        r.tags(&mut |r, tag| {
            match tag {
                0 => m.isr = r.get()?,
                1 => m.leader = r.get()?,
                2 => m.replicas = r.get()?,
                3 => m.removing_replicas = r.get()?,
                4 => m.adding_replicas = r.get()?,
                5 => m.leader_recovery_state = r.get()?,
                8 if v >= 1 => m.directories = r.get()?,
                6 if v >= 2 => m.eligible_leader_replicas = r.get()?,
                7 if v >= 2 => m.last_known_elr = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

/// [`PartitionChangeRecord`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PartitionChangeRecordView<'a> {
    pub partition_id: i32,
    pub topic_id: Uuid,
    pub isr: Option<ArrayView<'a, i32>>,
    pub leader: i32,
    pub replicas: Option<ArrayView<'a, i32>>,
    pub removing_replicas: Option<ArrayView<'a, i32>>,
    pub adding_replicas: Option<ArrayView<'a, i32>>,
    pub leader_recovery_state: i8,
    pub directories: Option<ArrayView<'a, Uuid>>,
    pub eligible_leader_replicas: Option<ArrayView<'a, i32>>,
    pub last_known_elr: Option<ArrayView<'a, i32>>,
}

impl Default for PartitionChangeRecordView<'_> {
    fn default() -> Self {
        Self {
            partition_id: -1,
            topic_id: Default::default(),
            isr: None,
            leader: -2,
            replicas: None,
            removing_replicas: None,
            adding_replicas: None,
            leader_recovery_state: -1,
            directories: None,
            eligible_leader_replicas: None,
            last_known_elr: None,
        }
    }
}

impl<'a> Decode<'a> for PartitionChangeRecordView<'a> {
    const SIZE_MIN: usize = 21;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.partition_id = r.get()?;
        m.topic_id = r.get()?;
        r.tags(&mut |r, tag| {
            match tag {
                0 => m.isr = r.get()?,
                1 => m.leader = r.get()?,
                2 => m.replicas = r.get()?,
                3 => m.removing_replicas = r.get()?,
                4 => m.adding_replicas = r.get()?,
                5 => m.leader_recovery_state = r.get()?,
                8 if v >= 1 => m.directories = r.get()?,
                6 if v >= 2 => m.eligible_leader_replicas = r.get()?,
                7 if v >= 2 => m.last_known_elr = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

impl IntoOwned for PartitionChangeRecordView<'_> {
    type Owned = PartitionChangeRecord;
    fn into_owned(self) -> PartitionChangeRecord {
        PartitionChangeRecord {
            partition_id: self.partition_id.into_owned(),
            topic_id: self.topic_id.into_owned(),
            isr: self.isr.into_owned(),
            leader: self.leader.into_owned(),
            replicas: self.replicas.into_owned(),
            removing_replicas: self.removing_replicas.into_owned(),
            adding_replicas: self.adding_replicas.into_owned(),
            leader_recovery_state: self.leader_recovery_state.into_owned(),
            directories: self.directories.into_owned(),
            eligible_leader_replicas: self.eligible_leader_replicas.into_owned(),
            last_known_elr: self.last_known_elr.into_owned(),
        }
    }
}

impl Encode for PartitionChangeRecord {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.partition_id);
        w.put(&self.topic_id);
        self.write_tags(w);
    }
}

impl PartitionChangeRecord {
    fn write_tags<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        let has_0 = self.isr.is_some();
        let has_1 = self.leader != -2;
        let has_2 = self.replicas.is_some();
        let has_3 = self.removing_replicas.is_some();
        let has_4 = self.adding_replicas.is_some();
        let has_5 = self.leader_recovery_state != -1;
        let has_6 = v >= 2 && self.eligible_leader_replicas.is_some();
        let has_7 = v >= 2 && self.last_known_elr.is_some();
        let has_8 = v >= 1 && self.directories.is_some();
        w.put_tag_count(
            usize::from(has_0)
                + usize::from(has_1)
                + usize::from(has_2)
                + usize::from(has_3)
                + usize::from(has_4)
                + usize::from(has_5)
                + usize::from(has_6)
                + usize::from(has_7)
                + usize::from(has_8),
        );
        if has_0 {
            w.put_tag(0, &self.isr);
        }
        if has_1 {
            w.put_tag(1, &self.leader);
        }
        if has_2 {
            w.put_tag(2, &self.replicas);
        }
        if has_3 {
            w.put_tag(3, &self.removing_replicas);
        }
        if has_4 {
            w.put_tag(4, &self.adding_replicas);
        }
        if has_5 {
            w.put_tag(5, &self.leader_recovery_state);
        }
        if has_6 {
            w.put_tag(6, &self.eligible_leader_replicas);
        } else {
            w.refuse_if(self.eligible_leader_replicas.is_some(), "EligibleLeaderReplicas");
        }
        if has_7 {
            w.put_tag(7, &self.last_known_elr);
        } else {
            w.refuse_if(self.last_known_elr.is_some(), "LastKnownElr");
        }
        if has_8 {
            w.put_tag(8, &self.directories);
        } else {
            w.refuse_if(self.directories.is_some(), "Directories");
        }
    }
}

impl Message for PartitionChangeRecord {
    const NAME: &'static str = "PartitionChangeRecord";
    const KIND: MessageKind = MessageKind::Metadata;
    const ID: i16 = 5;
    const VERSIONS: VersionRange = VersionRange::new(0, 2);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = PartitionChangeRecordView<'a>;
}

impl<'a> MessageView<'a> for PartitionChangeRecordView<'a> {
    type Message = PartitionChangeRecord;
}
