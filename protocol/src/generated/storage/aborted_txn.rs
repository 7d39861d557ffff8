//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `AbortedTxn`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct AbortedTxn {
    pub producer_id: i64,
    pub first_offset: i64,
    pub last_offset: i64,
    pub last_stable_offset: i64,
}

impl<'a> Decode<'a> for AbortedTxn {
    const SIZE_MIN: usize = 32;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.producer_id = r.get()?;
        m.first_offset = r.get()?;
        m.last_offset = r.get()?;
        m.last_stable_offset = r.get()?;
        Ok(m)
    }
}

impl IntoOwned for AbortedTxn {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for AbortedTxn {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.producer_id);
        w.put(&self.first_offset);
        w.put(&self.last_offset);
        w.put(&self.last_stable_offset);
    }
}

impl Message for AbortedTxn {
    const NAME: &'static str = "AbortedTxn";
    const KIND: MessageKind = MessageKind::Data;
    const ID: i16 = -1;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = i16::MAX;
    type View<'a> = AbortedTxn;
}

impl<'a> MessageView<'a> for AbortedTxn {
    type Message = AbortedTxn;
}
