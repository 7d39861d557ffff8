//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `TransactionLogKey`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TransactionLogKey {
    pub transactional_id: String,
}

impl<'a> Decode<'a> for TransactionLogKey {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.transactional_id = r.get()?;
        Ok(m)
    }
}

/// [`TransactionLogKey`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TransactionLogKeyView<'a> {
    pub transactional_id: &'a str,
}

impl<'a> Decode<'a> for TransactionLogKeyView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.transactional_id = r.get()?;
        Ok(m)
    }
}

impl IntoOwned for TransactionLogKeyView<'_> {
    type Owned = TransactionLogKey;
    fn into_owned(self) -> TransactionLogKey {
        TransactionLogKey { transactional_id: self.transactional_id.into_owned() }
    }
}

impl Encode for TransactionLogKey {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.transactional_id);
    }
}

impl Message for TransactionLogKey {
    const NAME: &'static str = "TransactionLogKey";
    const KIND: MessageKind = MessageKind::Key;
    const ID: i16 = 0;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = i16::MAX;
    type View<'a> = TransactionLogKeyView<'a>;
}

impl<'a> MessageView<'a> for TransactionLogKeyView<'a> {
    type Message = TransactionLogKey;
}
