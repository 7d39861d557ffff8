//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `UnregisterBrokerRequest`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct UnregisterBrokerRequest {
    pub broker_id: i32,
}

impl<'a> Decode<'a> for UnregisterBrokerRequest {
    const SIZE_MIN: usize = 5;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.broker_id = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for UnregisterBrokerRequest {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for UnregisterBrokerRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.broker_id);
        w.put_tag_count(0);
    }
}

impl Message for UnregisterBrokerRequest {
    const NAME: &'static str = "UnregisterBrokerRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 64;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = UnregisterBrokerRequest;
}

impl<'a> MessageView<'a> for UnregisterBrokerRequest {
    type Message = UnregisterBrokerRequest;
}
