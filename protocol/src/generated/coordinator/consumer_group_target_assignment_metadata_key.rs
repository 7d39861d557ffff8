//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `ConsumerGroupTargetAssignmentMetadataKey`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ConsumerGroupTargetAssignmentMetadataKey {
    pub group_id: String,
}

impl<'a> Decode<'a> for ConsumerGroupTargetAssignmentMetadataKey {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        Ok(m)
    }
}

/// [`ConsumerGroupTargetAssignmentMetadataKey`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ConsumerGroupTargetAssignmentMetadataKeyView<'a> {
    pub group_id: &'a str,
}

impl<'a> Decode<'a> for ConsumerGroupTargetAssignmentMetadataKeyView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        Ok(m)
    }
}

impl IntoOwned for ConsumerGroupTargetAssignmentMetadataKeyView<'_> {
    type Owned = ConsumerGroupTargetAssignmentMetadataKey;
    fn into_owned(self) -> ConsumerGroupTargetAssignmentMetadataKey {
        ConsumerGroupTargetAssignmentMetadataKey { group_id: self.group_id.into_owned() }
    }
}

impl Encode for ConsumerGroupTargetAssignmentMetadataKey {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.group_id);
    }
}

impl Message for ConsumerGroupTargetAssignmentMetadataKey {
    const NAME: &'static str = "ConsumerGroupTargetAssignmentMetadataKey";
    const KIND: MessageKind = MessageKind::Key;
    const ID: i16 = 6;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = i16::MAX;
    type View<'a> = ConsumerGroupTargetAssignmentMetadataKeyView<'a>;
}

impl<'a> MessageView<'a> for ConsumerGroupTargetAssignmentMetadataKeyView<'a> {
    type Message = ConsumerGroupTargetAssignmentMetadataKey;
}
