//! Generated from protocol/schema by `generate-messages`; do not edit.

use bytes::Bytes;

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `SaslAuthenticateRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct SaslAuthenticateRequest {
    pub auth_bytes: Bytes,
}

impl<'a> Decode<'a> for SaslAuthenticateRequest {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.auth_bytes = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`SaslAuthenticateRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct SaslAuthenticateRequestView<'a> {
    pub auth_bytes: &'a [u8],
}

impl<'a> Decode<'a> for SaslAuthenticateRequestView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.auth_bytes = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for SaslAuthenticateRequestView<'_> {
    type Owned = SaslAuthenticateRequest;
    fn into_owned(self) -> SaslAuthenticateRequest {
        SaslAuthenticateRequest { auth_bytes: self.auth_bytes.into_owned() }
    }
}

impl Encode for SaslAuthenticateRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.auth_bytes);
        w.put_tag_count(0);
    }
}

impl Message for SaslAuthenticateRequest {
    const NAME: &'static str = "SaslAuthenticateRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 36;
    const VERSIONS: VersionRange = VersionRange::new(0, 2);
    const FLEXIBLE_SINCE: i16 = 2;
    type View<'a> = SaslAuthenticateRequestView<'a>;
}

impl<'a> MessageView<'a> for SaslAuthenticateRequestView<'a> {
    type Message = SaslAuthenticateRequest;
}
