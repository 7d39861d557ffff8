//! Generated from protocol/schema by `generate-messages`; do not edit.

use bytes::Bytes;

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `RenewDelegationTokenRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct RenewDelegationTokenRequest {
    pub hmac: Bytes,
    pub renew_period_ms: i64,
}

impl<'a> Decode<'a> for RenewDelegationTokenRequest {
    const SIZE_MIN: usize = 10;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.hmac = r.get()?;
        m.renew_period_ms = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`RenewDelegationTokenRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct RenewDelegationTokenRequestView<'a> {
    pub hmac: &'a [u8],
    pub renew_period_ms: i64,
}

impl<'a> Decode<'a> for RenewDelegationTokenRequestView<'a> {
    const SIZE_MIN: usize = 10;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.hmac = r.get()?;
        m.renew_period_ms = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for RenewDelegationTokenRequestView<'_> {
    type Owned = RenewDelegationTokenRequest;
    fn into_owned(self) -> RenewDelegationTokenRequest {
        RenewDelegationTokenRequest {
            hmac: self.hmac.into_owned(),
            renew_period_ms: self.renew_period_ms.into_owned(),
        }
    }
}

impl Encode for RenewDelegationTokenRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.hmac);
        w.put(&self.renew_period_ms);
        w.put_tag_count(0);
    }
}

impl Message for RenewDelegationTokenRequest {
    const NAME: &'static str = "RenewDelegationTokenRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 39;
    const VERSIONS: VersionRange = VersionRange::new(0, 2);
    const FLEXIBLE_SINCE: i16 = 2;
    type View<'a> = RenewDelegationTokenRequestView<'a>;
}

impl<'a> MessageView<'a> for RenewDelegationTokenRequestView<'a> {
    type Message = RenewDelegationTokenRequest;
}
