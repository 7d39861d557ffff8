//! Generated from protocol/schema by `generate-messages`; do not edit.

use bytes::Bytes;

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `EnvelopeRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct EnvelopeRequest {
    pub request_data: Bytes,
    pub request_principal: Option<Bytes>,
    pub client_host_address: Bytes,
}

impl<'a> Decode<'a> for EnvelopeRequest {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.request_data = r.get()?;
        m.request_principal = r.get()?;
        m.client_host_address = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`EnvelopeRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct EnvelopeRequestView<'a> {
    pub request_data: &'a [u8],
    pub request_principal: Option<&'a [u8]>,
    pub client_host_address: &'a [u8],
}

impl<'a> Decode<'a> for EnvelopeRequestView<'a> {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.request_data = r.get()?;
        m.request_principal = r.get()?;
        m.client_host_address = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for EnvelopeRequestView<'_> {
    type Owned = EnvelopeRequest;
    fn into_owned(self) -> EnvelopeRequest {
        EnvelopeRequest {
            request_data: self.request_data.into_owned(),
            request_principal: self.request_principal.into_owned(),
            client_host_address: self.client_host_address.into_owned(),
        }
    }
}

impl Encode for EnvelopeRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.request_data);
        w.put(&self.request_principal);
        w.put(&self.client_host_address);
        w.put_tag_count(0);
    }
}

impl Message for EnvelopeRequest {
    const NAME: &'static str = "EnvelopeRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 58;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = EnvelopeRequestView<'a>;
}

impl<'a> MessageView<'a> for EnvelopeRequestView<'a> {
    type Message = EnvelopeRequest;
}
