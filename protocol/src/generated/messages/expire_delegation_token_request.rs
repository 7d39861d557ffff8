//! Generated from protocol/schema by `generate-messages`; do not edit.

use bytes::Bytes;

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `ExpireDelegationTokenRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ExpireDelegationTokenRequest {
    pub hmac: Bytes,
    pub expiry_time_period_ms: i64,
}

impl<'a> Decode<'a> for ExpireDelegationTokenRequest {
    const SIZE_MIN: usize = 10;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.hmac = r.get()?;
        m.expiry_time_period_ms = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ExpireDelegationTokenRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ExpireDelegationTokenRequestView<'a> {
    pub hmac: &'a [u8],
    pub expiry_time_period_ms: i64,
}

impl<'a> Decode<'a> for ExpireDelegationTokenRequestView<'a> {
    const SIZE_MIN: usize = 10;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.hmac = r.get()?;
        m.expiry_time_period_ms = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ExpireDelegationTokenRequestView<'_> {
    type Owned = ExpireDelegationTokenRequest;
    fn into_owned(self) -> ExpireDelegationTokenRequest {
        ExpireDelegationTokenRequest {
            hmac: self.hmac.into_owned(),
            expiry_time_period_ms: self.expiry_time_period_ms.into_owned(),
        }
    }
}

impl Encode for ExpireDelegationTokenRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.hmac);
        w.put(&self.expiry_time_period_ms);
        w.put_tag_count(0);
    }
}

impl Message for ExpireDelegationTokenRequest {
    const NAME: &'static str = "ExpireDelegationTokenRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 40;
    const VERSIONS: VersionRange = VersionRange::new(0, 2);
    const FLEXIBLE_SINCE: i16 = 2;
    type View<'a> = ExpireDelegationTokenRequestView<'a>;
}

impl<'a> MessageView<'a> for ExpireDelegationTokenRequestView<'a> {
    type Message = ExpireDelegationTokenRequest;
}
