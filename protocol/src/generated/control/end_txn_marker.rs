//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `EndTxnMarker`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct EndTxnMarker {
    pub coordinator_epoch: i32,
}

impl<'a> Decode<'a> for EndTxnMarker {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.coordinator_epoch = r.get()?;
        Ok(m)
    }
}

impl IntoOwned for EndTxnMarker {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for EndTxnMarker {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.coordinator_epoch);
    }
}

impl Message for EndTxnMarker {
    const NAME: &'static str = "EndTxnMarker";
    const KIND: MessageKind = MessageKind::Data;
    const ID: i16 = -1;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = i16::MAX;
    type View<'a> = EndTxnMarker;
}

impl<'a> MessageView<'a> for EndTxnMarker {
    type Message = EndTxnMarker;
}
