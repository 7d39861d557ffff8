//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `OffsetCommitValue`.
#[derive(Clone, Debug, PartialEq)]
pub struct OffsetCommitValue {
    pub offset: i64,
    pub leader_epoch: i32,
    pub metadata: String,
    pub commit_timestamp: i64,
    pub expire_timestamp: i64,
    pub topic_id: Uuid,
}

impl Default for OffsetCommitValue {
    fn default() -> Self {
        Self {
            offset: Default::default(),
            leader_epoch: -1,
            metadata: Default::default(),
            commit_timestamp: Default::default(),
            expire_timestamp: -1,
            topic_id: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for OffsetCommitValue {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.offset = r.get()?;
        if v >= 3 {
            m.leader_epoch = r.get()?;
        }
        m.metadata = r.get()?;
        m.commit_timestamp = r.get()?;
        if v == 1 {
            m.expire_timestamp = r.get()?;
        }
        r.tags(&mut |r, tag| {
            match tag {
                0 if v >= 4 => m.topic_id = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

/// [`OffsetCommitValue`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OffsetCommitValueView<'a> {
    pub offset: i64,
    pub leader_epoch: i32,
    pub metadata: &'a str,
    pub commit_timestamp: i64,
    pub expire_timestamp: i64,
    pub topic_id: Uuid,
}

impl Default for OffsetCommitValueView<'_> {
    fn default() -> Self {
        Self {
            offset: Default::default(),
            leader_epoch: -1,
            metadata: Default::default(),
            commit_timestamp: Default::default(),
            expire_timestamp: -1,
            topic_id: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for OffsetCommitValueView<'a> {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.offset = r.get()?;
        if v >= 3 {
            m.leader_epoch = r.get()?;
        }
        m.metadata = r.get()?;
        m.commit_timestamp = r.get()?;
        if v == 1 {
            m.expire_timestamp = r.get()?;
        }
        r.tags(&mut |r, tag| {
            match tag {
                0 if v >= 4 => m.topic_id = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

impl IntoOwned for OffsetCommitValueView<'_> {
    type Owned = OffsetCommitValue;
    fn into_owned(self) -> OffsetCommitValue {
        OffsetCommitValue {
            offset: self.offset.into_owned(),
            leader_epoch: self.leader_epoch.into_owned(),
            metadata: self.metadata.into_owned(),
            commit_timestamp: self.commit_timestamp.into_owned(),
            expire_timestamp: self.expire_timestamp.into_owned(),
            topic_id: self.topic_id.into_owned(),
        }
    }
}

impl Encode for OffsetCommitValue {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.offset);
        if v >= 3 {
            w.put(&self.leader_epoch);
        }
        w.put(&self.metadata);
        w.put(&self.commit_timestamp);
        if v == 1 {
            w.put(&self.expire_timestamp);
        }
        self.write_tags(w);
    }
}

impl OffsetCommitValue {
    fn write_tags<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        let has_0 = v >= 4 && !self.topic_id.is_zero();
        w.put_tag_count(usize::from(has_0));
        if has_0 {
            w.put_tag(0, &self.topic_id);
        }
    }
}

impl Message for OffsetCommitValue {
    const NAME: &'static str = "OffsetCommitValue";
    const KIND: MessageKind = MessageKind::Value;
    const ID: i16 = 1;
    const VERSIONS: VersionRange = VersionRange::new(0, 4);
    const FLEXIBLE_SINCE: i16 = 4;
    type View<'a> = OffsetCommitValueView<'a>;
}

impl<'a> MessageView<'a> for OffsetCommitValueView<'a> {
    type Message = OffsetCommitValue;
}
