//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `BrokerHeartbeatResponse`.
#[derive(Clone, Debug, PartialEq, Copy)]
pub struct BrokerHeartbeatResponse {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub is_caught_up: bool,
    pub is_fenced: bool,
    pub should_shut_down: bool,
}

impl Default for BrokerHeartbeatResponse {
    fn default() -> Self {
        Self {
            throttle_time_ms: Default::default(),
            error_code: Default::default(),
            is_caught_up: Default::default(),
            is_fenced: true,
            should_shut_down: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for BrokerHeartbeatResponse {
    const SIZE_MIN: usize = 10;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.error_code = r.get()?;
        m.is_caught_up = r.get()?;
        m.is_fenced = r.get()?;
        m.should_shut_down = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for BrokerHeartbeatResponse {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for BrokerHeartbeatResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.throttle_time_ms);
        w.put(&self.error_code);
        w.put(&self.is_caught_up);
        w.put(&self.is_fenced);
        w.put(&self.should_shut_down);
        w.put_tag_count(0);
    }
}

impl Message for BrokerHeartbeatResponse {
    const NAME: &'static str = "BrokerHeartbeatResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 63;
    const VERSIONS: VersionRange = VersionRange::new(0, 2);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = BrokerHeartbeatResponse;
}

impl<'a> MessageView<'a> for BrokerHeartbeatResponse {
    type Message = BrokerHeartbeatResponse;
}

/// Writes a [`BrokerHeartbeatResponse`] field by field, in this order.
#[derive(Debug)]
pub struct BrokerHeartbeatResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> BrokerHeartbeatResponseWriter<'w, 's, S> {
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

    pub fn is_caught_up(&mut self, value: bool) -> &mut Self {
        self.0.field(2, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn is_fenced(&mut self, value: bool) -> &mut Self {
        self.0.field(3, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn should_shut_down(&mut self, value: bool) -> &mut Self {
        self.0.field(4, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(5).put_tag_count(0);
    }
}
