//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `UnregisterBrokerRecord`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct UnregisterBrokerRecord {
    pub broker_id: i32,
    pub broker_epoch: i64,
}

impl<'a> Decode<'a> for UnregisterBrokerRecord {
    const SIZE_MIN: usize = 13;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.broker_id = r.get()?;
        m.broker_epoch = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for UnregisterBrokerRecord {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for UnregisterBrokerRecord {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.broker_id);
        w.put(&self.broker_epoch);
        w.put_tag_count(0);
    }
}

impl Message for UnregisterBrokerRecord {
    const NAME: &'static str = "UnregisterBrokerRecord";
    const KIND: MessageKind = MessageKind::Metadata;
    const ID: i16 = 1;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = UnregisterBrokerRecord;
}

impl<'a> MessageView<'a> for UnregisterBrokerRecord {
    type Message = UnregisterBrokerRecord;
}
