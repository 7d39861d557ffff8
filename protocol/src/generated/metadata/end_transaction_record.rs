//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `EndTransactionRecord`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct EndTransactionRecord {}

impl<'a> Decode<'a> for EndTransactionRecord {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let m = Self::default();
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for EndTransactionRecord {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for EndTransactionRecord {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put_tag_count(0);
    }
}

impl Message for EndTransactionRecord {
    const NAME: &'static str = "EndTransactionRecord";
    const KIND: MessageKind = MessageKind::Metadata;
    const ID: i16 = 24;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = EndTransactionRecord;
}

impl<'a> MessageView<'a> for EndTransactionRecord {
    type Message = EndTransactionRecord;
}
