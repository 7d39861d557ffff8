//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `OffsetCommitKey`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct OffsetCommitKey {
    pub group: String,
    pub topic: String,
    pub partition: i32,
}

impl<'a> Decode<'a> for OffsetCommitKey {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group = r.get()?;
        m.topic = r.get()?;
        m.partition = r.get()?;
        Ok(m)
    }
}

/// [`OffsetCommitKey`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct OffsetCommitKeyView<'a> {
    pub group: &'a str,
    pub topic: &'a str,
    pub partition: i32,
}

impl<'a> Decode<'a> for OffsetCommitKeyView<'a> {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group = r.get()?;
        m.topic = r.get()?;
        m.partition = r.get()?;
        Ok(m)
    }
}

impl IntoOwned for OffsetCommitKeyView<'_> {
    type Owned = OffsetCommitKey;
    fn into_owned(self) -> OffsetCommitKey {
        OffsetCommitKey {
            group: self.group.into_owned(),
            topic: self.topic.into_owned(),
            partition: self.partition.into_owned(),
        }
    }
}

impl Encode for OffsetCommitKey {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.group);
        w.put(&self.topic);
        w.put(&self.partition);
    }
}

impl Message for OffsetCommitKey {
    const NAME: &'static str = "OffsetCommitKey";
    const KIND: MessageKind = MessageKind::Key;
    const ID: i16 = 1;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = i16::MAX;
    type View<'a> = OffsetCommitKeyView<'a>;
}

impl<'a> MessageView<'a> for OffsetCommitKeyView<'a> {
    type Message = OffsetCommitKey;
}
