//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, VersionRange, Writer,
};

/// Kafka's `IncrementalAlterConfigsResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct IncrementalAlterConfigsResponse {
    pub throttle_time_ms: i32,
    pub responses: Vec<AlterConfigsResourceResponse>,
}

impl<'a> Decode<'a> for IncrementalAlterConfigsResponse {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.responses = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`IncrementalAlterConfigsResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct IncrementalAlterConfigsResponseView<'a> {
    pub throttle_time_ms: i32,
    pub responses: ArrayView<'a, AlterConfigsResourceResponseView<'a>>,
}

impl<'a> Decode<'a> for IncrementalAlterConfigsResponseView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.responses = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for IncrementalAlterConfigsResponseView<'_> {
    type Owned = IncrementalAlterConfigsResponse;
    fn into_owned(self) -> IncrementalAlterConfigsResponse {
        IncrementalAlterConfigsResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            responses: self.responses.into_owned(),
        }
    }
}

impl Encode for IncrementalAlterConfigsResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.throttle_time_ms);
        w.put(&self.responses);
        w.put_tag_count(0);
    }
}

/// Kafka's `AlterConfigsResourceResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct AlterConfigsResourceResponse {
    pub error_code: i16,
    pub error_message: Option<String>,
    pub resource_type: i8,
    pub resource_name: String,
}

impl<'a> Decode<'a> for AlterConfigsResourceResponse {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.resource_type = r.get()?;
        m.resource_name = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`AlterConfigsResourceResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct AlterConfigsResourceResponseView<'a> {
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    pub resource_type: i8,
    pub resource_name: &'a str,
}

impl<'a> Decode<'a> for AlterConfigsResourceResponseView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.resource_type = r.get()?;
        m.resource_name = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AlterConfigsResourceResponseView<'_> {
    type Owned = AlterConfigsResourceResponse;
    fn into_owned(self) -> AlterConfigsResourceResponse {
        AlterConfigsResourceResponse {
            error_code: self.error_code.into_owned(),
            error_message: self.error_message.into_owned(),
            resource_type: self.resource_type.into_owned(),
            resource_name: self.resource_name.into_owned(),
        }
    }
}

impl Encode for AlterConfigsResourceResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.error_code);
        w.put(&self.error_message);
        w.put(&self.resource_type);
        w.put(&self.resource_name);
        w.put_tag_count(0);
    }
}

impl Message for IncrementalAlterConfigsResponse {
    const NAME: &'static str = "IncrementalAlterConfigsResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 44;
    const VERSIONS: VersionRange = VersionRange::new(0, 1);
    const FLEXIBLE_SINCE: i16 = 1;
    type View<'a> = IncrementalAlterConfigsResponseView<'a>;
}

impl<'a> MessageView<'a> for IncrementalAlterConfigsResponseView<'a> {
    type Message = IncrementalAlterConfigsResponse;
}

/// Writes a [`IncrementalAlterConfigsResponse`] field by field, in this order.
#[derive(Debug)]
pub struct IncrementalAlterConfigsResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> IncrementalAlterConfigsResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::responses_element`].
    pub fn responses(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn responses_element(&mut self) -> AlterConfigsResourceResponseWriter<'_, 's, S> {
        AlterConfigsResourceResponseWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`AlterConfigsResourceResponse`] field by field, in this order.
#[derive(Debug)]
pub struct AlterConfigsResourceResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> AlterConfigsResourceResponseWriter<'w, 's, S> {
    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn error_message(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(1, VersionRange::new(0, i16::MAX), VersionRange::new(0, i16::MAX), value);
        self
    }

    pub fn resource_type(&mut self, value: i8) -> &mut Self {
        self.0.field(2, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn resource_name(&mut self, value: &str) -> &mut Self {
        self.0.field(3, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(4).put_tag_count(0);
    }
}
