//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `AllocateProducerIdsResponse`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct AllocateProducerIdsResponse {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub producer_id_start: i64,
    pub producer_id_len: i32,
}

impl<'a> Decode<'a> for AllocateProducerIdsResponse {
    const SIZE_MIN: usize = 19;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.error_code = r.get()?;
        m.producer_id_start = r.get()?;
        m.producer_id_len = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AllocateProducerIdsResponse {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for AllocateProducerIdsResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.throttle_time_ms);
        w.put(&self.error_code);
        w.put(&self.producer_id_start);
        w.put(&self.producer_id_len);
        w.put_tag_count(0);
    }
}

impl Message for AllocateProducerIdsResponse {
    const NAME: &'static str = "AllocateProducerIdsResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 67;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = AllocateProducerIdsResponse;
}

impl<'a> MessageView<'a> for AllocateProducerIdsResponse {
    type Message = AllocateProducerIdsResponse;
}

/// Writes a [`AllocateProducerIdsResponse`] field by field, in this order.
#[derive(Debug)]
pub struct AllocateProducerIdsResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> AllocateProducerIdsResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn producer_id_start(&mut self, value: i64) -> &mut Self {
        self.0.field(2, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn producer_id_len(&mut self, value: i32) -> &mut Self {
        self.0.field(3, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(4).put_tag_count(0);
    }
}
