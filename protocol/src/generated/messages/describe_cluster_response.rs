//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, VersionRange, Writer,
};

/// Kafka's `DescribeClusterResponse`.
#[derive(Clone, Debug, PartialEq)]
pub struct DescribeClusterResponse {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub error_message: Option<String>,
    pub endpoint_type: i8,
    pub cluster_id: String,
    pub controller_id: i32,
    pub brokers: Vec<DescribeClusterBroker>,
    pub cluster_authorized_operations: i32,
}

impl Default for DescribeClusterResponse {
    fn default() -> Self {
        Self {
            throttle_time_ms: Default::default(),
            error_code: Default::default(),
            error_message: None,
            endpoint_type: 1,
            cluster_id: Default::default(),
            controller_id: -1,
            brokers: Default::default(),
            cluster_authorized_operations: i32::MIN,
        }
    }
}

impl<'a> Decode<'a> for DescribeClusterResponse {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        if v >= 1 {
            m.endpoint_type = r.get()?;
        }
        m.cluster_id = r.get()?;
        m.controller_id = r.get()?;
        m.brokers = r.get()?;
        m.cluster_authorized_operations = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeClusterResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DescribeClusterResponseView<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    pub endpoint_type: i8,
    pub cluster_id: &'a str,
    pub controller_id: i32,
    pub brokers: ArrayView<'a, DescribeClusterBrokerView<'a>>,
    pub cluster_authorized_operations: i32,
}

impl Default for DescribeClusterResponseView<'_> {
    fn default() -> Self {
        Self {
            throttle_time_ms: Default::default(),
            error_code: Default::default(),
            error_message: None,
            endpoint_type: 1,
            cluster_id: Default::default(),
            controller_id: -1,
            brokers: Default::default(),
            cluster_authorized_operations: i32::MIN,
        }
    }
}

impl<'a> Decode<'a> for DescribeClusterResponseView<'a> {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        if v >= 1 {
            m.endpoint_type = r.get()?;
        }
        m.cluster_id = r.get()?;
        m.controller_id = r.get()?;
        m.brokers = r.get()?;
        m.cluster_authorized_operations = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeClusterResponseView<'_> {
    type Owned = DescribeClusterResponse;
    fn into_owned(self) -> DescribeClusterResponse {
        DescribeClusterResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            error_code: self.error_code.into_owned(),
            error_message: self.error_message.into_owned(),
            endpoint_type: self.endpoint_type.into_owned(),
            cluster_id: self.cluster_id.into_owned(),
            controller_id: self.controller_id.into_owned(),
            brokers: self.brokers.into_owned(),
            cluster_authorized_operations: self.cluster_authorized_operations.into_owned(),
        }
    }
}

impl Encode for DescribeClusterResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.throttle_time_ms);
        w.put(&self.error_code);
        w.put(&self.error_message);
        if v >= 1 {
            w.put(&self.endpoint_type);
        } else {
            w.refuse_if(self.endpoint_type != 1, "EndpointType");
        }
        w.put(&self.cluster_id);
        w.put(&self.controller_id);
        w.put(&self.brokers);
        w.put(&self.cluster_authorized_operations);
        w.put_tag_count(0);
    }
}

/// Kafka's `DescribeClusterBroker`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DescribeClusterBroker {
    pub broker_id: i32,
    pub host: String,
    pub port: i32,
    pub rack: Option<String>,
    pub is_fenced: bool,
}

impl<'a> Decode<'a> for DescribeClusterBroker {
    const SIZE_MIN: usize = 11;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.broker_id = r.get()?;
        m.host = r.get()?;
        m.port = r.get()?;
        m.rack = r.get()?;
        if v >= 2 {
            m.is_fenced = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeClusterBroker`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DescribeClusterBrokerView<'a> {
    pub broker_id: i32,
    pub host: &'a str,
    pub port: i32,
    pub rack: Option<&'a str>,
    pub is_fenced: bool,
}

impl<'a> Decode<'a> for DescribeClusterBrokerView<'a> {
    const SIZE_MIN: usize = 11;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.broker_id = r.get()?;
        m.host = r.get()?;
        m.port = r.get()?;
        m.rack = r.get()?;
        if v >= 2 {
            m.is_fenced = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeClusterBrokerView<'_> {
    type Owned = DescribeClusterBroker;
    fn into_owned(self) -> DescribeClusterBroker {
        DescribeClusterBroker {
            broker_id: self.broker_id.into_owned(),
            host: self.host.into_owned(),
            port: self.port.into_owned(),
            rack: self.rack.into_owned(),
            is_fenced: self.is_fenced.into_owned(),
        }
    }
}

impl Encode for DescribeClusterBroker {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.broker_id);
        w.put(&self.host);
        w.put(&self.port);
        w.put(&self.rack);
        if v >= 2 {
            w.put(&self.is_fenced);
        } else {
            w.refuse_if(self.is_fenced, "IsFenced");
        }
        w.put_tag_count(0);
    }
}

impl Message for DescribeClusterResponse {
    const NAME: &'static str = "DescribeClusterResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 60;
    const VERSIONS: VersionRange = VersionRange::new(0, 2);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = DescribeClusterResponseView<'a>;
}

impl<'a> MessageView<'a> for DescribeClusterResponseView<'a> {
    type Message = DescribeClusterResponse;
}

/// Writes a [`DescribeClusterResponse`] field by field, in this order.
#[derive(Debug)]
pub struct DescribeClusterResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DescribeClusterResponseWriter<'w, 's, S> {
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

    pub fn error_message(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(2, VersionRange::new(0, i16::MAX), VersionRange::new(0, i16::MAX), value);
        self
    }

    pub fn endpoint_type(&mut self, value: i8) -> &mut Self {
        self.0.field(3, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn cluster_id(&mut self, value: &str) -> &mut Self {
        self.0.field(4, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn controller_id(&mut self, value: i32) -> &mut Self {
        self.0.field(5, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::brokers_element`].
    pub fn brokers(&mut self, count: usize) -> &mut Self {
        self.0.array(6, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn brokers_element(&mut self) -> DescribeClusterBrokerWriter<'_, 's, S> {
        DescribeClusterBrokerWriter(self.0.element(6))
    }

    pub fn cluster_authorized_operations(&mut self, value: i32) -> &mut Self {
        self.0.field(7, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(8).put_tag_count(0);
    }
}

/// Writes a [`DescribeClusterBroker`] field by field, in this order.
#[derive(Debug)]
pub struct DescribeClusterBrokerWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DescribeClusterBrokerWriter<'w, 's, S> {
    pub fn broker_id(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn host(&mut self, value: &str) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn port(&mut self, value: i32) -> &mut Self {
        self.0.field(2, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn rack(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(3, VersionRange::new(0, i16::MAX), VersionRange::new(0, i16::MAX), value);
        self
    }

    pub fn is_fenced(&mut self, value: bool) -> &mut Self {
        self.0.field(4, VersionRange::new(2, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(5).put_tag_count(0);
    }
}
