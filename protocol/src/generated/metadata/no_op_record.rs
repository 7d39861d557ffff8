//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `NoOpRecord`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct NoOpRecord {}

impl<'a> Decode<'a> for NoOpRecord {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let m = Self::default();
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for NoOpRecord {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for NoOpRecord {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put_tag_count(0);
    }
}

impl Message for NoOpRecord {
    const NAME: &'static str = "NoOpRecord";
    const KIND: MessageKind = MessageKind::Metadata;
    const ID: i16 = 20;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = NoOpRecord;
}

impl<'a> MessageView<'a> for NoOpRecord {
    type Message = NoOpRecord;
}
