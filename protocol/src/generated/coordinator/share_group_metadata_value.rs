//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `ShareGroupMetadataValue`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct ShareGroupMetadataValue {
    pub epoch: i32,
    pub metadata_hash: i64,
}

impl<'a> Decode<'a> for ShareGroupMetadataValue {
    const SIZE_MIN: usize = 13;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.epoch = r.get()?;
        m.metadata_hash = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ShareGroupMetadataValue {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for ShareGroupMetadataValue {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.epoch);
        w.put(&self.metadata_hash);
        w.put_tag_count(0);
    }
}

impl Message for ShareGroupMetadataValue {
    const NAME: &'static str = "ShareGroupMetadataValue";
    const KIND: MessageKind = MessageKind::Value;
    const ID: i16 = 11;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = ShareGroupMetadataValue;
}

impl<'a> MessageView<'a> for ShareGroupMetadataValue {
    type Message = ShareGroupMetadataValue;
}
