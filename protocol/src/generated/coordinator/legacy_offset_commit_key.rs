//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `LegacyOffsetCommitKey`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct LegacyOffsetCommitKey {
    pub group: String,
    pub topic: String,
    pub partition: i32,
}

impl<'a> Decode<'a> for LegacyOffsetCommitKey {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group = r.get()?;
        m.topic = r.get()?;
        m.partition = r.get()?;
        Ok(m)
    }
}

/// [`LegacyOffsetCommitKey`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct LegacyOffsetCommitKeyView<'a> {
    pub group: &'a str,
    pub topic: &'a str,
    pub partition: i32,
}

impl<'a> Decode<'a> for LegacyOffsetCommitKeyView<'a> {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group = r.get()?;
        m.topic = r.get()?;
        m.partition = r.get()?;
        Ok(m)
    }
}

impl IntoOwned for LegacyOffsetCommitKeyView<'_> {
    type Owned = LegacyOffsetCommitKey;
    fn into_owned(self) -> LegacyOffsetCommitKey {
        LegacyOffsetCommitKey {
            group: self.group.into_owned(),
            topic: self.topic.into_owned(),
            partition: self.partition.into_owned(),
        }
    }
}

impl Encode for LegacyOffsetCommitKey {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.group);
        w.put(&self.topic);
        w.put(&self.partition);
    }
}

impl Message for LegacyOffsetCommitKey {
    const NAME: &'static str = "LegacyOffsetCommitKey";
    const KIND: MessageKind = MessageKind::Key;
    const ID: i16 = 0;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = i16::MAX;
    type View<'a> = LegacyOffsetCommitKeyView<'a>;
}

impl<'a> MessageView<'a> for LegacyOffsetCommitKeyView<'a> {
    type Message = LegacyOffsetCommitKey;
}
