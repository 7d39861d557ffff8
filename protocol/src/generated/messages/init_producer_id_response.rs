//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `InitProducerIdResponse`.
#[derive(Clone, Debug, PartialEq, Copy)]
pub struct InitProducerIdResponse {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub producer_id: i64,
    pub producer_epoch: i16,
    pub ongoing_txn_producer_id: i64,
    pub ongoing_txn_producer_epoch: i16,
}

impl Default for InitProducerIdResponse {
    fn default() -> Self {
        Self {
            throttle_time_ms: Default::default(),
            error_code: Default::default(),
            producer_id: -1,
            producer_epoch: Default::default(),
            ongoing_txn_producer_id: -1,
            ongoing_txn_producer_epoch: -1,
        }
    }
}

impl<'a> Decode<'a> for InitProducerIdResponse {
    const SIZE_MIN: usize = 16;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.error_code = r.get()?;
        m.producer_id = r.get()?;
        m.producer_epoch = r.get()?;
        if v >= 6 {
            m.ongoing_txn_producer_id = r.get()?;
        }
        if v >= 6 {
            m.ongoing_txn_producer_epoch = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for InitProducerIdResponse {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for InitProducerIdResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.throttle_time_ms);
        w.put(&self.error_code);
        w.put(&self.producer_id);
        w.put(&self.producer_epoch);
        if v >= 6 {
            w.put(&self.ongoing_txn_producer_id);
        } else {
            w.refuse_if(self.ongoing_txn_producer_id != -1, "OngoingTxnProducerId");
        }
        if v >= 6 {
            w.put(&self.ongoing_txn_producer_epoch);
        } else {
            w.refuse_if(self.ongoing_txn_producer_epoch != -1, "OngoingTxnProducerEpoch");
        }
        w.put_tag_count(0);
    }
}

impl Message for InitProducerIdResponse {
    const NAME: &'static str = "InitProducerIdResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 22;
    const VERSIONS: VersionRange = VersionRange::new(0, 6);
    const FLEXIBLE_SINCE: i16 = 2;
    type View<'a> = InitProducerIdResponse;
}

impl<'a> MessageView<'a> for InitProducerIdResponse {
    type Message = InitProducerIdResponse;
}

/// Writes a [`InitProducerIdResponse`] field by field, in this order.
#[derive(Debug)]
pub struct InitProducerIdResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> InitProducerIdResponseWriter<'w, 's, S> {
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
        self.0.field(2, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn producer_epoch(&mut self, value: i16) -> &mut Self {
        self.0.field(3, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn ongoing_txn_producer_id(&mut self, value: i64) -> &mut Self {
        self.0.field(4, VersionRange::new(6, i16::MAX), &value);
        self
    }

    pub fn ongoing_txn_producer_epoch(&mut self, value: i16) -> &mut Self {
        self.0.field(5, VersionRange::new(6, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(6).put_tag_count(0);
    }
}
