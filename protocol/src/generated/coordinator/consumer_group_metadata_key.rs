//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `ConsumerGroupMetadataKey`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ConsumerGroupMetadataKey {
    pub group_id: String,
}

impl<'a> Decode<'a> for ConsumerGroupMetadataKey {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        Ok(m)
    }
}

/// [`ConsumerGroupMetadataKey`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ConsumerGroupMetadataKeyView<'a> {
    pub group_id: &'a str,
}

impl<'a> Decode<'a> for ConsumerGroupMetadataKeyView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        Ok(m)
    }
}

impl IntoOwned for ConsumerGroupMetadataKeyView<'_> {
    type Owned = ConsumerGroupMetadataKey;
    fn into_owned(self) -> ConsumerGroupMetadataKey {
        ConsumerGroupMetadataKey { group_id: self.group_id.into_owned() }
    }
}

impl Encode for ConsumerGroupMetadataKey {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.group_id);
    }
}

impl Message for ConsumerGroupMetadataKey {
    const NAME: &'static str = "ConsumerGroupMetadataKey";
    const KIND: MessageKind = MessageKind::Key;
    const ID: i16 = 3;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = i16::MAX;
    type View<'a> = ConsumerGroupMetadataKeyView<'a>;
}

impl<'a> MessageView<'a> for ConsumerGroupMetadataKeyView<'a> {
    type Message = ConsumerGroupMetadataKey;
}
