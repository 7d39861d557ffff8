//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `StreamsGroupTargetAssignmentMetadataKey`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct StreamsGroupTargetAssignmentMetadataKey {
    pub group_id: String,
}

impl<'a> Decode<'a> for StreamsGroupTargetAssignmentMetadataKey {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        Ok(m)
    }
}

/// [`StreamsGroupTargetAssignmentMetadataKey`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct StreamsGroupTargetAssignmentMetadataKeyView<'a> {
    pub group_id: &'a str,
}

impl<'a> Decode<'a> for StreamsGroupTargetAssignmentMetadataKeyView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        Ok(m)
    }
}

impl IntoOwned for StreamsGroupTargetAssignmentMetadataKeyView<'_> {
    type Owned = StreamsGroupTargetAssignmentMetadataKey;
    fn into_owned(self) -> StreamsGroupTargetAssignmentMetadataKey {
        StreamsGroupTargetAssignmentMetadataKey { group_id: self.group_id.into_owned() }
    }
}

impl Encode for StreamsGroupTargetAssignmentMetadataKey {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.group_id);
    }
}

impl Message for StreamsGroupTargetAssignmentMetadataKey {
    const NAME: &'static str = "StreamsGroupTargetAssignmentMetadataKey";
    const KIND: MessageKind = MessageKind::Key;
    const ID: i16 = 20;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = i16::MAX;
    type View<'a> = StreamsGroupTargetAssignmentMetadataKeyView<'a>;
}

impl<'a> MessageView<'a> for StreamsGroupTargetAssignmentMetadataKeyView<'a> {
    type Message = StreamsGroupTargetAssignmentMetadataKey;
}
