//! Generated from protocol/schema by `generate-messages`; do not edit.

use bytes::Bytes;

use crate::codec::{
    Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `EnvelopeResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct EnvelopeResponse {
    pub response_data: Option<Bytes>,
    pub error_code: i16,
}

impl<'a> Decode<'a> for EnvelopeResponse {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.response_data = r.get()?;
        m.error_code = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`EnvelopeResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct EnvelopeResponseView<'a> {
    pub response_data: Option<&'a [u8]>,
    pub error_code: i16,
}

impl<'a> Decode<'a> for EnvelopeResponseView<'a> {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.response_data = r.get()?;
        m.error_code = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for EnvelopeResponseView<'_> {
    type Owned = EnvelopeResponse;
    fn into_owned(self) -> EnvelopeResponse {
        EnvelopeResponse {
            response_data: self.response_data.into_owned(),
            error_code: self.error_code.into_owned(),
        }
    }
}

impl Encode for EnvelopeResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.response_data);
        w.put(&self.error_code);
        w.put_tag_count(0);
    }
}

impl Message for EnvelopeResponse {
    const NAME: &'static str = "EnvelopeResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 58;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = EnvelopeResponseView<'a>;
}

impl<'a> MessageView<'a> for EnvelopeResponseView<'a> {
    type Message = EnvelopeResponse;
}

/// Writes a [`EnvelopeResponse`] field by field, in this order.
#[derive(Debug)]
pub struct EnvelopeResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> EnvelopeResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn response_data(&mut self, value: Option<&[u8]>) -> &mut Self {
        self.0.nullable(0, VersionRange::new(0, i16::MAX), VersionRange::new(0, i16::MAX), value);
        self
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}
