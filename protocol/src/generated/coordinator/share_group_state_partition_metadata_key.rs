//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `ShareGroupStatePartitionMetadataKey`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ShareGroupStatePartitionMetadataKey {
    pub group_id: String,
}

impl<'a> Decode<'a> for ShareGroupStatePartitionMetadataKey {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        Ok(m)
    }
}

/// [`ShareGroupStatePartitionMetadataKey`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ShareGroupStatePartitionMetadataKeyView<'a> {
    pub group_id: &'a str,
}

impl<'a> Decode<'a> for ShareGroupStatePartitionMetadataKeyView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        Ok(m)
    }
}

impl IntoOwned for ShareGroupStatePartitionMetadataKeyView<'_> {
    type Owned = ShareGroupStatePartitionMetadataKey;
    fn into_owned(self) -> ShareGroupStatePartitionMetadataKey {
        ShareGroupStatePartitionMetadataKey { group_id: self.group_id.into_owned() }
    }
}

impl Encode for ShareGroupStatePartitionMetadataKey {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.group_id);
    }
}

impl Message for ShareGroupStatePartitionMetadataKey {
    const NAME: &'static str = "ShareGroupStatePartitionMetadataKey";
    const KIND: MessageKind = MessageKind::Key;
    const ID: i16 = 15;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = i16::MAX;
    type View<'a> = ShareGroupStatePartitionMetadataKeyView<'a>;
}

impl<'a> MessageView<'a> for ShareGroupStatePartitionMetadataKeyView<'a> {
    type Message = ShareGroupStatePartitionMetadataKey;
}
