//! Generated from protocol/schema by `generate-messages`; do not edit.

use bytes::Bytes;

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `PushTelemetryRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct PushTelemetryRequest {
    pub client_instance_id: Uuid,
    pub subscription_id: i32,
    pub terminating: bool,
    pub compression_type: i8,
    pub metrics: Bytes,
}

impl<'a> Decode<'a> for PushTelemetryRequest {
    const SIZE_MIN: usize = 24;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.client_instance_id = r.get()?;
        m.subscription_id = r.get()?;
        m.terminating = r.get()?;
        m.compression_type = r.get()?;
        m.metrics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`PushTelemetryRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct PushTelemetryRequestView<'a> {
    pub client_instance_id: Uuid,
    pub subscription_id: i32,
    pub terminating: bool,
    pub compression_type: i8,
    pub metrics: &'a [u8],
}

impl<'a> Decode<'a> for PushTelemetryRequestView<'a> {
    const SIZE_MIN: usize = 24;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.client_instance_id = r.get()?;
        m.subscription_id = r.get()?;
        m.terminating = r.get()?;
        m.compression_type = r.get()?;
        m.metrics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for PushTelemetryRequestView<'_> {
    type Owned = PushTelemetryRequest;
    fn into_owned(self) -> PushTelemetryRequest {
        PushTelemetryRequest {
            client_instance_id: self.client_instance_id.into_owned(),
            subscription_id: self.subscription_id.into_owned(),
            terminating: self.terminating.into_owned(),
            compression_type: self.compression_type.into_owned(),
            metrics: self.metrics.into_owned(),
        }
    }
}

impl Encode for PushTelemetryRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.client_instance_id);
        w.put(&self.subscription_id);
        w.put(&self.terminating);
        w.put(&self.compression_type);
        w.put(&self.metrics);
        w.put_tag_count(0);
    }
}

impl Message for PushTelemetryRequest {
    const NAME: &'static str = "PushTelemetryRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 72;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = PushTelemetryRequestView<'a>;
}

impl<'a> MessageView<'a> for PushTelemetryRequestView<'a> {
    type Message = PushTelemetryRequest;
}
