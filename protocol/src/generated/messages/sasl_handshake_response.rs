//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, VersionRange, Writer,
};

/// Kafka's `SaslHandshakeResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct SaslHandshakeResponse {
    pub error_code: i16,
    pub mechanisms: Vec<String>,
}

impl<'a> Decode<'a> for SaslHandshakeResponse {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.mechanisms = r.get()?;
        Ok(m)
    }
}

/// [`SaslHandshakeResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct SaslHandshakeResponseView<'a> {
    pub error_code: i16,
    pub mechanisms: ArrayView<'a, &'a str>,
}

impl<'a> Decode<'a> for SaslHandshakeResponseView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.mechanisms = r.get()?;
        Ok(m)
    }
}

impl IntoOwned for SaslHandshakeResponseView<'_> {
    type Owned = SaslHandshakeResponse;
    fn into_owned(self) -> SaslHandshakeResponse {
        SaslHandshakeResponse {
            error_code: self.error_code.into_owned(),
            mechanisms: self.mechanisms.into_owned(),
        }
    }
}

impl Encode for SaslHandshakeResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.error_code);
        w.put(&self.mechanisms);
    }
}

impl Message for SaslHandshakeResponse {
    const NAME: &'static str = "SaslHandshakeResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 17;
    const VERSIONS: VersionRange = VersionRange::new(0, 1);
    const FLEXIBLE_SINCE: i16 = i16::MAX;
    type View<'a> = SaslHandshakeResponseView<'a>;
}

impl<'a> MessageView<'a> for SaslHandshakeResponseView<'a> {
    type Message = SaslHandshakeResponse;
}

/// Writes a [`SaslHandshakeResponse`] field by field, in this order.
#[derive(Debug)]
pub struct SaslHandshakeResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> SaslHandshakeResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn mechanisms(&mut self, value: &[impl Encode]) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2);
    }
}
