//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `StreamsGroupMetadataKey`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct StreamsGroupMetadataKey {
    pub group_id: String,
}

impl<'a> Decode<'a> for StreamsGroupMetadataKey {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        Ok(m)
    }
}

/// [`StreamsGroupMetadataKey`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct StreamsGroupMetadataKeyView<'a> {
    pub group_id: &'a str,
}

impl<'a> Decode<'a> for StreamsGroupMetadataKeyView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        Ok(m)
    }
}

impl IntoOwned for StreamsGroupMetadataKeyView<'_> {
    type Owned = StreamsGroupMetadataKey;
    fn into_owned(self) -> StreamsGroupMetadataKey {
        StreamsGroupMetadataKey { group_id: self.group_id.into_owned() }
    }
}

impl Encode for StreamsGroupMetadataKey {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.group_id);
    }
}

impl Message for StreamsGroupMetadataKey {
    const NAME: &'static str = "StreamsGroupMetadataKey";
    const KIND: MessageKind = MessageKind::Key;
    const ID: i16 = 17;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = i16::MAX;
    type View<'a> = StreamsGroupMetadataKeyView<'a>;
}

impl<'a> MessageView<'a> for StreamsGroupMetadataKeyView<'a> {
    type Message = StreamsGroupMetadataKey;
}
