//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `ExpireDelegationTokenResponse`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct ExpireDelegationTokenResponse {
    pub error_code: i16,
    pub expiry_timestamp_ms: i64,
    pub throttle_time_ms: i32,
}

impl<'a> Decode<'a> for ExpireDelegationTokenResponse {
    const SIZE_MIN: usize = 14;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.expiry_timestamp_ms = r.get()?;
        m.throttle_time_ms = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ExpireDelegationTokenResponse {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for ExpireDelegationTokenResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.error_code);
        w.put(&self.expiry_timestamp_ms);
        w.put(&self.throttle_time_ms);
        w.put_tag_count(0);
    }
}

impl Message for ExpireDelegationTokenResponse {
    const NAME: &'static str = "ExpireDelegationTokenResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 40;
    const VERSIONS: VersionRange = VersionRange::new(0, 2);
    const FLEXIBLE_SINCE: i16 = 2;
    type View<'a> = ExpireDelegationTokenResponse;
}

impl<'a> MessageView<'a> for ExpireDelegationTokenResponse {
    type Message = ExpireDelegationTokenResponse;
}

/// Writes a [`ExpireDelegationTokenResponse`] field by field, in this order.
#[derive(Debug)]
pub struct ExpireDelegationTokenResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> ExpireDelegationTokenResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn expiry_timestamp_ms(&mut self, value: i64) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(2, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(3).put_tag_count(0);
    }
}
