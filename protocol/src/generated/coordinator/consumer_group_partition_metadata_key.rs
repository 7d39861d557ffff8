//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `ConsumerGroupPartitionMetadataKey`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ConsumerGroupPartitionMetadataKey {
    pub group_id: String,
}

impl<'a> Decode<'a> for ConsumerGroupPartitionMetadataKey {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        Ok(m)
    }
}

/// [`ConsumerGroupPartitionMetadataKey`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ConsumerGroupPartitionMetadataKeyView<'a> {
    pub group_id: &'a str,
}

impl<'a> Decode<'a> for ConsumerGroupPartitionMetadataKeyView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        Ok(m)
    }
}

impl IntoOwned for ConsumerGroupPartitionMetadataKeyView<'_> {
    type Owned = ConsumerGroupPartitionMetadataKey;
    fn into_owned(self) -> ConsumerGroupPartitionMetadataKey {
        ConsumerGroupPartitionMetadataKey { group_id: self.group_id.into_owned() }
    }
}

impl Encode for ConsumerGroupPartitionMetadataKey {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.group_id);
    }
}

impl Message for ConsumerGroupPartitionMetadataKey {
    const NAME: &'static str = "ConsumerGroupPartitionMetadataKey";
    const KIND: MessageKind = MessageKind::Key;
    const ID: i16 = 4;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = i16::MAX;
    type View<'a> = ConsumerGroupPartitionMetadataKeyView<'a>;
}

impl<'a> MessageView<'a> for ConsumerGroupPartitionMetadataKeyView<'a> {
    type Message = ConsumerGroupPartitionMetadataKey;
}
