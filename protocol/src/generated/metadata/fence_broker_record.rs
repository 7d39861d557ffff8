//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `FenceBrokerRecord`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct FenceBrokerRecord {
    pub id: i32,
    pub epoch: i64,
}

impl<'a> Decode<'a> for FenceBrokerRecord {
    const SIZE_MIN: usize = 13;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.id = r.get()?;
        m.epoch = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for FenceBrokerRecord {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for FenceBrokerRecord {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.id);
        w.put(&self.epoch);
        w.put_tag_count(0);
    }
}

impl Message for FenceBrokerRecord {
    const NAME: &'static str = "FenceBrokerRecord";
    const KIND: MessageKind = MessageKind::Metadata;
    const ID: i16 = 7;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = FenceBrokerRecord;
}

impl<'a> MessageView<'a> for FenceBrokerRecord {
    type Message = FenceBrokerRecord;
}
