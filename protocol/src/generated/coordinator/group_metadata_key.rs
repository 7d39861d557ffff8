//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `GroupMetadataKey`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct GroupMetadataKey {
    pub group: String,
}

impl<'a> Decode<'a> for GroupMetadataKey {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group = r.get()?;
        Ok(m)
    }
}

/// [`GroupMetadataKey`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct GroupMetadataKeyView<'a> {
    pub group: &'a str,
}

impl<'a> Decode<'a> for GroupMetadataKeyView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group = r.get()?;
        Ok(m)
    }
}

impl IntoOwned for GroupMetadataKeyView<'_> {
    type Owned = GroupMetadataKey;
    fn into_owned(self) -> GroupMetadataKey {
        GroupMetadataKey { group: self.group.into_owned() }
    }
}

impl Encode for GroupMetadataKey {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.group);
    }
}

impl Message for GroupMetadataKey {
    const NAME: &'static str = "GroupMetadataKey";
    const KIND: MessageKind = MessageKind::Key;
    const ID: i16 = 2;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = i16::MAX;
    type View<'a> = GroupMetadataKeyView<'a>;
}

impl<'a> MessageView<'a> for GroupMetadataKeyView<'a> {
    type Message = GroupMetadataKey;
}
