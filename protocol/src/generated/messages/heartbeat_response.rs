//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `HeartbeatResponse`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct HeartbeatResponse {
    pub throttle_time_ms: i32,
    pub error_code: i16,
}

impl<'a> Decode<'a> for HeartbeatResponse {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 1 {
            m.throttle_time_ms = r.get()?;
        }
        m.error_code = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for HeartbeatResponse {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for HeartbeatResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 1 {
            w.put(&self.throttle_time_ms);
        }
        w.put(&self.error_code);
        w.put_tag_count(0);
    }
}

impl Message for HeartbeatResponse {
    const NAME: &'static str = "HeartbeatResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 12;
    const VERSIONS: VersionRange = VersionRange::new(0, 4);
    const FLEXIBLE_SINCE: i16 = 4;
    type View<'a> = HeartbeatResponse;
}

impl<'a> MessageView<'a> for HeartbeatResponse {
    type Message = HeartbeatResponse;
}

/// Writes a [`HeartbeatResponse`] field by field, in this order.
#[derive(Debug)]
pub struct HeartbeatResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> HeartbeatResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(1, i16::MAX), &value);
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
