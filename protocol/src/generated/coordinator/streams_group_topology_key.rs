//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `StreamsGroupTopologyKey`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct StreamsGroupTopologyKey {
    pub group_id: String,
}

impl<'a> Decode<'a> for StreamsGroupTopologyKey {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        Ok(m)
    }
}

/// [`StreamsGroupTopologyKey`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct StreamsGroupTopologyKeyView<'a> {
    pub group_id: &'a str,
}

impl<'a> Decode<'a> for StreamsGroupTopologyKeyView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        Ok(m)
    }
}

impl IntoOwned for StreamsGroupTopologyKeyView<'_> {
    type Owned = StreamsGroupTopologyKey;
    fn into_owned(self) -> StreamsGroupTopologyKey {
        StreamsGroupTopologyKey { group_id: self.group_id.into_owned() }
    }
}

impl Encode for StreamsGroupTopologyKey {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.group_id);
    }
}

impl Message for StreamsGroupTopologyKey {
    const NAME: &'static str = "StreamsGroupTopologyKey";
    const KIND: MessageKind = MessageKind::Key;
    const ID: i16 = 23;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = i16::MAX;
    type View<'a> = StreamsGroupTopologyKeyView<'a>;
}

impl<'a> MessageView<'a> for StreamsGroupTopologyKeyView<'a> {
    type Message = StreamsGroupTopologyKey;
}
