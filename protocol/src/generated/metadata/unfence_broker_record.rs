//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `UnfenceBrokerRecord`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct UnfenceBrokerRecord {
    pub id: i32,
    pub epoch: i64,
}

impl<'a> Decode<'a> for UnfenceBrokerRecord {
    const SIZE_MIN: usize = 13;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.id = r.get()?;
        m.epoch = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for UnfenceBrokerRecord {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for UnfenceBrokerRecord {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.id);
        w.put(&self.epoch);
        w.put_tag_count(0);
    }
}

impl Message for UnfenceBrokerRecord {
    const NAME: &'static str = "UnfenceBrokerRecord";
    const KIND: MessageKind = MessageKind::Metadata;
    const ID: i16 = 8;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = UnfenceBrokerRecord;
}

impl<'a> MessageView<'a> for UnfenceBrokerRecord {
    type Message = UnfenceBrokerRecord;
}
