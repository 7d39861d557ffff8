//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, VersionRange, Writer,
};

/// Kafka's `FindCoordinatorResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct FindCoordinatorResponse {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub error_message: Option<String>,
    pub node_id: i32,
    pub host: String,
    pub port: i32,
    pub coordinators: Vec<Coordinator>,
}

impl<'a> Decode<'a> for FindCoordinatorResponse {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 1 {
            m.throttle_time_ms = r.get()?;
        }
        if v <= 3 {
            m.error_code = r.get()?;
        }
        if (1..=3).contains(&v) {
            m.error_message = r.get()?;
        }
        if v <= 3 {
            m.node_id = r.get()?;
        }
        if v <= 3 {
            m.host = r.get()?;
        }
        if v <= 3 {
            m.port = r.get()?;
        }
        if v >= 4 {
            m.coordinators = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`FindCoordinatorResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct FindCoordinatorResponseView<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    pub node_id: i32,
    pub host: &'a str,
    pub port: i32,
    pub coordinators: ArrayView<'a, CoordinatorView<'a>>,
}

impl<'a> Decode<'a> for FindCoordinatorResponseView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 1 {
            m.throttle_time_ms = r.get()?;
        }
        if v <= 3 {
            m.error_code = r.get()?;
        }
        if (1..=3).contains(&v) {
            m.error_message = r.get()?;
        }
        if v <= 3 {
            m.node_id = r.get()?;
        }
        if v <= 3 {
            m.host = r.get()?;
        }
        if v <= 3 {
            m.port = r.get()?;
        }
        if v >= 4 {
            m.coordinators = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for FindCoordinatorResponseView<'_> {
    type Owned = FindCoordinatorResponse;
    fn into_owned(self) -> FindCoordinatorResponse {
        FindCoordinatorResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            error_code: self.error_code.into_owned(),
            error_message: self.error_message.into_owned(),
            node_id: self.node_id.into_owned(),
            host: self.host.into_owned(),
            port: self.port.into_owned(),
            coordinators: self.coordinators.into_owned(),
        }
    }
}

impl Encode for FindCoordinatorResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 1 {
            w.put(&self.throttle_time_ms);
        }
        if v <= 3 {
            w.put(&self.error_code);
        } else {
            w.refuse_if(self.error_code != 0, "ErrorCode");
        }
        if (1..=3).contains(&v) {
            w.put(&self.error_message);
        }
        if v <= 3 {
            w.put(&self.node_id);
        } else {
            w.refuse_if(self.node_id != 0, "NodeId");
        }
        if v <= 3 {
            w.put(&self.host);
        } else {
            w.refuse_if(!self.host.is_empty(), "Host");
        }
        if v <= 3 {
            w.put(&self.port);
        } else {
            w.refuse_if(self.port != 0, "Port");
        }
        if v >= 4 {
            w.put(&self.coordinators);
        } else {
            w.refuse_if(!self.coordinators.is_empty(), "Coordinators");
        }
        w.put_tag_count(0);
    }
}

/// Kafka's `Coordinator`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Coordinator {
    pub key: String,
    pub node_id: i32,
    pub host: String,
    pub port: i32,
    pub error_code: i16,
    pub error_message: Option<String>,
}

impl<'a> Decode<'a> for Coordinator {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 4 {
            m.key = r.get()?;
        }
        if v >= 4 {
            m.node_id = r.get()?;
        }
        if v >= 4 {
            m.host = r.get()?;
        }
        if v >= 4 {
            m.port = r.get()?;
        }
        if v >= 4 {
            m.error_code = r.get()?;
        }
        if v >= 4 {
            m.error_message = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`Coordinator`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct CoordinatorView<'a> {
    pub key: &'a str,
    pub node_id: i32,
    pub host: &'a str,
    pub port: i32,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
}

impl<'a> Decode<'a> for CoordinatorView<'a> {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 4 {
            m.key = r.get()?;
        }
        if v >= 4 {
            m.node_id = r.get()?;
        }
        if v >= 4 {
            m.host = r.get()?;
        }
        if v >= 4 {
            m.port = r.get()?;
        }
        if v >= 4 {
            m.error_code = r.get()?;
        }
        if v >= 4 {
            m.error_message = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for CoordinatorView<'_> {
    type Owned = Coordinator;
    fn into_owned(self) -> Coordinator {
        Coordinator {
            key: self.key.into_owned(),
            node_id: self.node_id.into_owned(),
            host: self.host.into_owned(),
            port: self.port.into_owned(),
            error_code: self.error_code.into_owned(),
            error_message: self.error_message.into_owned(),
        }
    }
}

impl Encode for Coordinator {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 4 {
            w.put(&self.key);
        } else {
            w.refuse_if(!self.key.is_empty(), "Key");
        }
        if v >= 4 {
            w.put(&self.node_id);
        } else {
            w.refuse_if(self.node_id != 0, "NodeId");
        }
        if v >= 4 {
            w.put(&self.host);
        } else {
            w.refuse_if(!self.host.is_empty(), "Host");
        }
        if v >= 4 {
            w.put(&self.port);
        } else {
            w.refuse_if(self.port != 0, "Port");
        }
        if v >= 4 {
            w.put(&self.error_code);
        } else {
            w.refuse_if(self.error_code != 0, "ErrorCode");
        }
        if v >= 4 {
            w.put(&self.error_message);
        }
        w.put_tag_count(0);
    }
}

impl Message for FindCoordinatorResponse {
    const NAME: &'static str = "FindCoordinatorResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 10;
    const VERSIONS: VersionRange = VersionRange::new(0, 6);
    const FLEXIBLE_SINCE: i16 = 3;
    type View<'a> = FindCoordinatorResponseView<'a>;
}

impl<'a> MessageView<'a> for FindCoordinatorResponseView<'a> {
    type Message = FindCoordinatorResponse;
}

/// Writes a [`FindCoordinatorResponse`] field by field, in this order.
#[derive(Debug)]
pub struct FindCoordinatorResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> FindCoordinatorResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(1, VersionRange::new(0, 3), &value);
        self
    }

    pub fn error_message(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(2, VersionRange::new(1, 3), VersionRange::new(1, 3), value);
        self
    }

    pub fn node_id(&mut self, value: i32) -> &mut Self {
        self.0.field(3, VersionRange::new(0, 3), &value);
        self
    }

    pub fn host(&mut self, value: &str) -> &mut Self {
        self.0.field(4, VersionRange::new(0, 3), &value);
        self
    }

    pub fn port(&mut self, value: i32) -> &mut Self {
        self.0.field(5, VersionRange::new(0, 3), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::coordinators_element`].
    pub fn coordinators(&mut self, count: usize) -> &mut Self {
        self.0.array(6, VersionRange::new(4, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn coordinators_element(&mut self) -> CoordinatorWriter<'_, 's, S> {
        CoordinatorWriter(self.0.element(6))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(7).put_tag_count(0);
    }
}

/// Writes a [`Coordinator`] field by field, in this order.
#[derive(Debug)]
pub struct CoordinatorWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> CoordinatorWriter<'w, 's, S> {
    pub fn key(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(4, i16::MAX), &value);
        self
    }

    pub fn node_id(&mut self, value: i32) -> &mut Self {
        self.0.field(1, VersionRange::new(4, i16::MAX), &value);
        self
    }

    pub fn host(&mut self, value: &str) -> &mut Self {
        self.0.field(2, VersionRange::new(4, i16::MAX), &value);
        self
    }

    pub fn port(&mut self, value: i32) -> &mut Self {
        self.0.field(3, VersionRange::new(4, i16::MAX), &value);
        self
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(4, VersionRange::new(4, i16::MAX), &value);
        self
    }

    pub fn error_message(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(5, VersionRange::new(4, i16::MAX), VersionRange::new(4, i16::MAX), value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(6).put_tag_count(0);
    }
}
