//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `AllocateProducerIdsRequest`.
#[derive(Clone, Debug, PartialEq, Copy)]
pub struct AllocateProducerIdsRequest {
    pub broker_id: i32,
    pub broker_epoch: i64,
}

impl Default for AllocateProducerIdsRequest {
    fn default() -> Self {
        Self { broker_id: Default::default(), broker_epoch: -1 }
    }
}

impl<'a> Decode<'a> for AllocateProducerIdsRequest {
    const SIZE_MIN: usize = 13;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.broker_id = r.get()?;
        m.broker_epoch = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AllocateProducerIdsRequest {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for AllocateProducerIdsRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.broker_id);
        w.put(&self.broker_epoch);
        w.put_tag_count(0);
    }
}

impl Message for AllocateProducerIdsRequest {
    const NAME: &'static str = "AllocateProducerIdsRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 67;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = AllocateProducerIdsRequest;
}

impl<'a> MessageView<'a> for AllocateProducerIdsRequest {
    type Message = AllocateProducerIdsRequest;
}
