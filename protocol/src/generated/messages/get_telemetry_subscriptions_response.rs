//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, Uuid, VersionRange, Writer,
};

/// Kafka's `GetTelemetrySubscriptionsResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct GetTelemetrySubscriptionsResponse {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub client_instance_id: Uuid,
    pub subscription_id: i32,
    pub accepted_compression_types: Vec<i8>,
    pub push_interval_ms: i32,
    pub telemetry_max_bytes: i32,
    pub delta_temporality: bool,
    pub requested_metrics: Vec<String>,
}

impl<'a> Decode<'a> for GetTelemetrySubscriptionsResponse {
    const SIZE_MIN: usize = 38;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.error_code = r.get()?;
        m.client_instance_id = r.get()?;
        m.subscription_id = r.get()?;
        m.accepted_compression_types = r.get()?;
        m.push_interval_ms = r.get()?;
        m.telemetry_max_bytes = r.get()?;
        m.delta_temporality = r.get()?;
        m.requested_metrics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`GetTelemetrySubscriptionsResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct GetTelemetrySubscriptionsResponseView<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub client_instance_id: Uuid,
    pub subscription_id: i32,
    pub accepted_compression_types: ArrayView<'a, i8>,
    pub push_interval_ms: i32,
    pub telemetry_max_bytes: i32,
    pub delta_temporality: bool,
    pub requested_metrics: ArrayView<'a, &'a str>,
}

impl<'a> Decode<'a> for GetTelemetrySubscriptionsResponseView<'a> {
    const SIZE_MIN: usize = 38;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.error_code = r.get()?;
        m.client_instance_id = r.get()?;
        m.subscription_id = r.get()?;
        m.accepted_compression_types = r.get()?;
        m.push_interval_ms = r.get()?;
        m.telemetry_max_bytes = r.get()?;
        m.delta_temporality = r.get()?;
        m.requested_metrics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for GetTelemetrySubscriptionsResponseView<'_> {
    type Owned = GetTelemetrySubscriptionsResponse;
    fn into_owned(self) -> GetTelemetrySubscriptionsResponse {
        GetTelemetrySubscriptionsResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            error_code: self.error_code.into_owned(),
            client_instance_id: self.client_instance_id.into_owned(),
            subscription_id: self.subscription_id.into_owned(),
            accepted_compression_types: self.accepted_compression_types.into_owned(),
            push_interval_ms: self.push_interval_ms.into_owned(),
            telemetry_max_bytes: self.telemetry_max_bytes.into_owned(),
            delta_temporality: self.delta_temporality.into_owned(),
            requested_metrics: self.requested_metrics.into_owned(),
        }
    }
}

impl Encode for GetTelemetrySubscriptionsResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.throttle_time_ms);
        w.put(&self.error_code);
        w.put(&self.client_instance_id);
        w.put(&self.subscription_id);
        w.put(&self.accepted_compression_types);
        w.put(&self.push_interval_ms);
        w.put(&self.telemetry_max_bytes);
        w.put(&self.delta_temporality);
        w.put(&self.requested_metrics);
        w.put_tag_count(0);
    }
}

impl Message for GetTelemetrySubscriptionsResponse {
    const NAME: &'static str = "GetTelemetrySubscriptionsResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 71;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = GetTelemetrySubscriptionsResponseView<'a>;
}

impl<'a> MessageView<'a> for GetTelemetrySubscriptionsResponseView<'a> {
    type Message = GetTelemetrySubscriptionsResponse;
}

/// Writes a [`GetTelemetrySubscriptionsResponse`] field by field, in this order.
#[derive(Debug)]
pub struct GetTelemetrySubscriptionsResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> GetTelemetrySubscriptionsResponseWriter<'w, 's, S> {
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

    pub fn client_instance_id(&mut self, value: Uuid) -> &mut Self {
        self.0.field(2, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn subscription_id(&mut self, value: i32) -> &mut Self {
        self.0.field(3, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn accepted_compression_types(&mut self, value: &[i8]) -> &mut Self {
        self.0.field(4, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn push_interval_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(5, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn telemetry_max_bytes(&mut self, value: i32) -> &mut Self {
        self.0.field(6, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn delta_temporality(&mut self, value: bool) -> &mut Self {
        self.0.field(7, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn requested_metrics(&mut self, value: &[impl Encode]) -> &mut Self {
        self.0.field(8, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(9).put_tag_count(0);
    }
}
