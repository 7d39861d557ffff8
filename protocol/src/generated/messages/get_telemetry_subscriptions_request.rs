//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `GetTelemetrySubscriptionsRequest`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct GetTelemetrySubscriptionsRequest {
    pub client_instance_id: Uuid,
}

impl<'a> Decode<'a> for GetTelemetrySubscriptionsRequest {
    const SIZE_MIN: usize = 17;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.client_instance_id = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for GetTelemetrySubscriptionsRequest {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for GetTelemetrySubscriptionsRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.client_instance_id);
        w.put_tag_count(0);
    }
}

impl Message for GetTelemetrySubscriptionsRequest {
    const NAME: &'static str = "GetTelemetrySubscriptionsRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 71;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = GetTelemetrySubscriptionsRequest;
}

impl<'a> MessageView<'a> for GetTelemetrySubscriptionsRequest {
    type Message = GetTelemetrySubscriptionsRequest;
}
