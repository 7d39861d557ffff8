//! Generated from protocol/schema by `generate-messages`; do not edit.

use bytes::Bytes;

use crate::codec::{
    Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `SyncGroupResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct SyncGroupResponse {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub protocol_type: Option<String>,
    pub protocol_name: Option<String>,
    pub assignment: Bytes,
}

impl<'a> Decode<'a> for SyncGroupResponse {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 1 {
            m.throttle_time_ms = r.get()?;
        }
        m.error_code = r.get()?;
        if v >= 5 {
            m.protocol_type = r.get()?;
        }
        if v >= 5 {
            m.protocol_name = r.get()?;
        }
        m.assignment = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`SyncGroupResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct SyncGroupResponseView<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub protocol_type: Option<&'a str>,
    pub protocol_name: Option<&'a str>,
    pub assignment: &'a [u8],
}

impl<'a> Decode<'a> for SyncGroupResponseView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 1 {
            m.throttle_time_ms = r.get()?;
        }
        m.error_code = r.get()?;
        if v >= 5 {
            m.protocol_type = r.get()?;
        }
        if v >= 5 {
            m.protocol_name = r.get()?;
        }
        m.assignment = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for SyncGroupResponseView<'_> {
    type Owned = SyncGroupResponse;
    fn into_owned(self) -> SyncGroupResponse {
        SyncGroupResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            error_code: self.error_code.into_owned(),
            protocol_type: self.protocol_type.into_owned(),
            protocol_name: self.protocol_name.into_owned(),
            assignment: self.assignment.into_owned(),
        }
    }
}

impl Encode for SyncGroupResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 1 {
            w.put(&self.throttle_time_ms);
        }
        w.put(&self.error_code);
        if v >= 5 {
            w.put(&self.protocol_type);
        }
        if v >= 5 {
            w.put(&self.protocol_name);
        }
        w.put(&self.assignment);
        w.put_tag_count(0);
    }
}

impl Message for SyncGroupResponse {
    const NAME: &'static str = "SyncGroupResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 14;
    const VERSIONS: VersionRange = VersionRange::new(0, 5);
    const FLEXIBLE_SINCE: i16 = 4;
    type View<'a> = SyncGroupResponseView<'a>;
}

impl<'a> MessageView<'a> for SyncGroupResponseView<'a> {
    type Message = SyncGroupResponse;
}

/// Writes a [`SyncGroupResponse`] field by field, in this order.
#[derive(Debug)]
pub struct SyncGroupResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> SyncGroupResponseWriter<'w, 's, S> {
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

    pub fn protocol_type(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(2, VersionRange::new(5, i16::MAX), VersionRange::new(5, i16::MAX), value);
        self
    }

    pub fn protocol_name(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(3, VersionRange::new(5, i16::MAX), VersionRange::new(5, i16::MAX), value);
        self
    }

    pub fn assignment(&mut self, value: &[u8]) -> &mut Self {
        self.0.field(4, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(5).put_tag_count(0);
    }
}
