//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, VersionRange, Writer,
};

/// Kafka's `UpdateFeaturesResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct UpdateFeaturesResponse {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub error_message: Option<String>,
    pub results: Vec<UpdatableFeatureResult>,
}

impl<'a> Decode<'a> for UpdateFeaturesResponse {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        if v <= 1 {
            m.results = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`UpdateFeaturesResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct UpdateFeaturesResponseView<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    pub results: ArrayView<'a, UpdatableFeatureResultView<'a>>,
}

impl<'a> Decode<'a> for UpdateFeaturesResponseView<'a> {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        if v <= 1 {
            m.results = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for UpdateFeaturesResponseView<'_> {
    type Owned = UpdateFeaturesResponse;
    fn into_owned(self) -> UpdateFeaturesResponse {
        UpdateFeaturesResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            error_code: self.error_code.into_owned(),
            error_message: self.error_message.into_owned(),
            results: self.results.into_owned(),
        }
    }
}

impl Encode for UpdateFeaturesResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.throttle_time_ms);
        w.put(&self.error_code);
        w.put(&self.error_message);
        if v <= 1 {
            w.put(&self.results);
        }
        w.put_tag_count(0);
    }
}

/// Kafka's `UpdatableFeatureResult`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct UpdatableFeatureResult {
    pub feature: String,
    pub error_code: i16,
    pub error_message: Option<String>,
}

impl<'a> Decode<'a> for UpdatableFeatureResult {
    const SIZE_MIN: usize = 5;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.feature = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`UpdatableFeatureResult`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct UpdatableFeatureResultView<'a> {
    pub feature: &'a str,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
}

impl<'a> Decode<'a> for UpdatableFeatureResultView<'a> {
    const SIZE_MIN: usize = 5;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.feature = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for UpdatableFeatureResultView<'_> {
    type Owned = UpdatableFeatureResult;
    fn into_owned(self) -> UpdatableFeatureResult {
        UpdatableFeatureResult {
            feature: self.feature.into_owned(),
            error_code: self.error_code.into_owned(),
            error_message: self.error_message.into_owned(),
        }
    }
}

impl Encode for UpdatableFeatureResult {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.feature);
        w.put(&self.error_code);
        w.put(&self.error_message);
        w.put_tag_count(0);
    }
}

impl Message for UpdateFeaturesResponse {
    const NAME: &'static str = "UpdateFeaturesResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 57;
    const VERSIONS: VersionRange = VersionRange::new(0, 2);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = UpdateFeaturesResponseView<'a>;
}

impl<'a> MessageView<'a> for UpdateFeaturesResponseView<'a> {
    type Message = UpdateFeaturesResponse;
}

/// Writes a [`UpdateFeaturesResponse`] field by field, in this order.
#[derive(Debug)]
pub struct UpdateFeaturesResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> UpdateFeaturesResponseWriter<'w, 's, S> {
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

    /// Announces the elements: each follows through [`Self::results_element`].
    pub fn results(&mut self, count: usize) -> &mut Self {
        self.0.array(3, VersionRange::new(0, 1), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn results_element(&mut self) -> UpdatableFeatureResultWriter<'_, 's, S> {
        UpdatableFeatureResultWriter(self.0.element(3))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(4).put_tag_count(0);
    }
}

/// Writes a [`UpdatableFeatureResult`] field by field, in this order.
#[derive(Debug)]
pub struct UpdatableFeatureResultWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> UpdatableFeatureResultWriter<'w, 's, S> {
    pub fn feature(&mut self, value: &str) -> &mut Self {
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

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(3).put_tag_count(0);
    }
}
