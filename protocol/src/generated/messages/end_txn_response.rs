//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `EndTxnResponse`.
#[derive(Clone, Debug, PartialEq, Copy)]
pub struct EndTxnResponse {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub producer_id: i64,
    pub producer_epoch: i16,
}

impl Default for EndTxnResponse {
    fn default() -> Self {
        Self {
            throttle_time_ms: Default::default(),
            error_code: Default::default(),
            producer_id: -1,
            producer_epoch: -1,
        }
    }
}

impl<'a> Decode<'a> for EndTxnResponse {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.error_code = r.get()?;
        if v >= 5 {
            m.producer_id = r.get()?;
        }
        if v >= 5 {
            m.producer_epoch = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for EndTxnResponse {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for EndTxnResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.throttle_time_ms);
        w.put(&self.error_code);
        if v >= 5 {
            w.put(&self.producer_id);
        }
        if v >= 5 {
            w.put(&self.producer_epoch);
        }
        w.put_tag_count(0);
    }
}

impl Message for EndTxnResponse {
    const NAME: &'static str = "EndTxnResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 26;
    const VERSIONS: VersionRange = VersionRange::new(0, 5);
    const FLEXIBLE_SINCE: i16 = 3;
    type View<'a> = EndTxnResponse;
}

impl<'a> MessageView<'a> for EndTxnResponse {
    type Message = EndTxnResponse;
}

/// Writes a [`EndTxnResponse`] field by field, in this order.
#[derive(Debug)]
pub struct EndTxnResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> EndTxnResponseWriter<'w, 's, S> {
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

    pub fn producer_id(&mut self, value: i64) -> &mut Self {
        self.0.field(2, VersionRange::new(5, i16::MAX), &value);
        self
    }

    pub fn producer_epoch(&mut self, value: i16) -> &mut Self {
        self.0.field(3, VersionRange::new(5, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(4).put_tag_count(0);
    }
}
