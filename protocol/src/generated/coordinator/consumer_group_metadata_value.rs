//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `ConsumerGroupMetadataValue`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct ConsumerGroupMetadataValue {
    pub epoch: i32,
    pub metadata_hash: i64,
}

impl<'a> Decode<'a> for ConsumerGroupMetadataValue {
    const SIZE_MIN: usize = 5;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.epoch = r.get()?;
        r.tags(&mut |r, tag| {
            match tag {
                0 => m.metadata_hash = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

impl IntoOwned for ConsumerGroupMetadataValue {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for ConsumerGroupMetadataValue {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.epoch);
        self.write_tags(w);
    }
}

impl ConsumerGroupMetadataValue {
    fn write_tags<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let has_0 = self.metadata_hash != 0;
        w.put_tag_count(usize::from(has_0));
        if has_0 {
            w.put_tag(0, &self.metadata_hash);
        }
    }
}

impl Message for ConsumerGroupMetadataValue {
    const NAME: &'static str = "ConsumerGroupMetadataValue";
    const KIND: MessageKind = MessageKind::Value;
    const ID: i16 = 3;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = ConsumerGroupMetadataValue;
}

impl<'a> MessageView<'a> for ConsumerGroupMetadataValue {
    type Message = ConsumerGroupMetadataValue;
}
