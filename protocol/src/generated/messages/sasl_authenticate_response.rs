//! Generated from protocol/schema by `generate-messages`; do not edit.

use bytes::Bytes;

use crate::codec::{
    Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `SaslAuthenticateResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct SaslAuthenticateResponse {
    pub error_code: i16,
    pub error_message: Option<String>,
    pub auth_bytes: Bytes,
    pub session_lifetime_ms: i64,
}

impl<'a> Decode<'a> for SaslAuthenticateResponse {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.auth_bytes = r.get()?;
        if v >= 1 {
            m.session_lifetime_ms = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`SaslAuthenticateResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct SaslAuthenticateResponseView<'a> {
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    pub auth_bytes: &'a [u8],
    pub session_lifetime_ms: i64,
}

impl<'a> Decode<'a> for SaslAuthenticateResponseView<'a> {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.auth_bytes = r.get()?;
        if v >= 1 {
            m.session_lifetime_ms = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for SaslAuthenticateResponseView<'_> {
    type Owned = SaslAuthenticateResponse;
    fn into_owned(self) -> SaslAuthenticateResponse {
        SaslAuthenticateResponse {
            error_code: self.error_code.into_owned(),
            error_message: self.error_message.into_owned(),
            auth_bytes: self.auth_bytes.into_owned(),
            session_lifetime_ms: self.session_lifetime_ms.into_owned(),
        }
    }
}

impl Encode for SaslAuthenticateResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.error_code);
        w.put(&self.error_message);
        w.put(&self.auth_bytes);
        if v >= 1 {
            w.put(&self.session_lifetime_ms);
        }
        w.put_tag_count(0);
    }
}

impl Message for SaslAuthenticateResponse {
    const NAME: &'static str = "SaslAuthenticateResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 36;
    const VERSIONS: VersionRange = VersionRange::new(0, 2);
    const FLEXIBLE_SINCE: i16 = 2;
    type View<'a> = SaslAuthenticateResponseView<'a>;
}

impl<'a> MessageView<'a> for SaslAuthenticateResponseView<'a> {
    type Message = SaslAuthenticateResponse;
}

/// Writes a [`SaslAuthenticateResponse`] field by field, in this order.
#[derive(Debug)]
pub struct SaslAuthenticateResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> SaslAuthenticateResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn error_message(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(1, VersionRange::new(0, i16::MAX), VersionRange::new(0, i16::MAX), value);
        self
    }

    pub fn auth_bytes(&mut self, value: &[u8]) -> &mut Self {
        self.0.field(2, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn session_lifetime_ms(&mut self, value: i64) -> &mut Self {
        self.0.field(3, VersionRange::new(1, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(4).put_tag_count(0);
    }
}
