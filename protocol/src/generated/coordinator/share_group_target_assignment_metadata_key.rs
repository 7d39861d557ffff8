//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `ShareGroupTargetAssignmentMetadataKey`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ShareGroupTargetAssignmentMetadataKey {
    pub group_id: String,
}

impl<'a> Decode<'a> for ShareGroupTargetAssignmentMetadataKey {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        Ok(m)
    }
}

/// [`ShareGroupTargetAssignmentMetadataKey`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ShareGroupTargetAssignmentMetadataKeyView<'a> {
    pub group_id: &'a str,
}

impl<'a> Decode<'a> for ShareGroupTargetAssignmentMetadataKeyView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        Ok(m)
    }
}

impl IntoOwned for ShareGroupTargetAssignmentMetadataKeyView<'_> {
    type Owned = ShareGroupTargetAssignmentMetadataKey;
    fn into_owned(self) -> ShareGroupTargetAssignmentMetadataKey {
        ShareGroupTargetAssignmentMetadataKey { group_id: self.group_id.into_owned() }
    }
}

impl Encode for ShareGroupTargetAssignmentMetadataKey {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.group_id);
    }
}

impl Message for ShareGroupTargetAssignmentMetadataKey {
    const NAME: &'static str = "ShareGroupTargetAssignmentMetadataKey";
    const KIND: MessageKind = MessageKind::Key;
    const ID: i16 = 12;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = i16::MAX;
    type View<'a> = ShareGroupTargetAssignmentMetadataKeyView<'a>;
}

impl<'a> MessageView<'a> for ShareGroupTargetAssignmentMetadataKeyView<'a> {
    type Message = ShareGroupTargetAssignmentMetadataKey;
}
