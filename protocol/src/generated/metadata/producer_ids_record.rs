//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `ProducerIdsRecord`.
#[derive(Clone, Debug, PartialEq, Copy)]
pub struct ProducerIdsRecord {
    pub broker_id: i32,
    pub broker_epoch: i64,
    pub next_producer_id: i64,
}

impl Default for ProducerIdsRecord {
    fn default() -> Self {
        Self { broker_id: Default::default(), broker_epoch: -1, next_producer_id: Default::default() }
    }
}

impl<'a> Decode<'a> for ProducerIdsRecord {
    const SIZE_MIN: usize = 21;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.broker_id = r.get()?;
        m.broker_epoch = r.get()?;
        m.next_producer_id = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ProducerIdsRecord {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for ProducerIdsRecord {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.broker_id);
        w.put(&self.broker_epoch);
        w.put(&self.next_producer_id);
        w.put_tag_count(0);
    }
}

impl Message for ProducerIdsRecord {
    const NAME: &'static str = "ProducerIdsRecord";
    const KIND: MessageKind = MessageKind::Metadata;
    const ID: i16 = 15;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = ProducerIdsRecord;
}

impl<'a> MessageView<'a> for ProducerIdsRecord {
    type Message = ProducerIdsRecord;
}
