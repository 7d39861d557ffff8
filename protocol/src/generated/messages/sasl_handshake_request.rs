//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `SaslHandshakeRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct SaslHandshakeRequest {
    pub mechanism: String,
}

impl<'a> Decode<'a> for SaslHandshakeRequest {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.mechanism = r.get()?;
        Ok(m)
    }
}

/// [`SaslHandshakeRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct SaslHandshakeRequestView<'a> {
    pub mechanism: &'a str,
}

impl<'a> Decode<'a> for SaslHandshakeRequestView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.mechanism = r.get()?;
        Ok(m)
    }
}

impl IntoOwned for SaslHandshakeRequestView<'_> {
    type Owned = SaslHandshakeRequest;
    fn into_owned(self) -> SaslHandshakeRequest {
        SaslHandshakeRequest { mechanism: self.mechanism.into_owned() }
    }
}

impl Encode for SaslHandshakeRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.mechanism);
    }
}

impl Message for SaslHandshakeRequest {
    const NAME: &'static str = "SaslHandshakeRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 17;
    const VERSIONS: VersionRange = VersionRange::new(0, 1);
    const FLEXIBLE_SINCE: i16 = i16::MAX;
    type View<'a> = SaslHandshakeRequestView<'a>;
}

impl<'a> MessageView<'a> for SaslHandshakeRequestView<'a> {
    type Message = SaslHandshakeRequest;
}
