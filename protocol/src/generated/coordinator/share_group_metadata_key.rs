//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `ShareGroupMetadataKey`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ShareGroupMetadataKey {
    pub group_id: String,
}

impl<'a> Decode<'a> for ShareGroupMetadataKey {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        Ok(m)
    }
}

/// [`ShareGroupMetadataKey`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ShareGroupMetadataKeyView<'a> {
    pub group_id: &'a str,
}

impl<'a> Decode<'a> for ShareGroupMetadataKeyView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        Ok(m)
    }
}

impl IntoOwned for ShareGroupMetadataKeyView<'_> {
    type Owned = ShareGroupMetadataKey;
    fn into_owned(self) -> ShareGroupMetadataKey {
        ShareGroupMetadataKey { group_id: self.group_id.into_owned() }
    }
}

impl Encode for ShareGroupMetadataKey {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.group_id);
    }
}

impl Message for ShareGroupMetadataKey {
    const NAME: &'static str = "ShareGroupMetadataKey";
    const KIND: MessageKind = MessageKind::Key;
    const ID: i16 = 11;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = i16::MAX;
    type View<'a> = ShareGroupMetadataKeyView<'a>;
}

impl<'a> MessageView<'a> for ShareGroupMetadataKeyView<'a> {
    type Message = ShareGroupMetadataKey;
}
