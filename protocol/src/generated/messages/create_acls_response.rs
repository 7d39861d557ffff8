//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, VersionRange, Writer,
};

/// Kafka's `CreateAclsResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct CreateAclsResponse {
    pub throttle_time_ms: i32,
    pub results: Vec<AclCreationResult>,
}

impl<'a> Decode<'a> for CreateAclsResponse {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.results = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`CreateAclsResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct CreateAclsResponseView<'a> {
    pub throttle_time_ms: i32,
    pub results: ArrayView<'a, AclCreationResultView<'a>>,
}

impl<'a> Decode<'a> for CreateAclsResponseView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.results = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for CreateAclsResponseView<'_> {
    type Owned = CreateAclsResponse;
    fn into_owned(self) -> CreateAclsResponse {
        CreateAclsResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            results: self.results.into_owned(),
        }
    }
}

impl Encode for CreateAclsResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.throttle_time_ms);
        w.put(&self.results);
        w.put_tag_count(0);
    }
}

/// Kafka's `AclCreationResult`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct AclCreationResult {
    pub error_code: i16,
    pub error_message: Option<String>,
}

impl<'a> Decode<'a> for AclCreationResult {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`AclCreationResult`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct AclCreationResultView<'a> {
    pub error_code: i16,
    pub error_message: Option<&'a str>,
}

impl<'a> Decode<'a> for AclCreationResultView<'a> {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AclCreationResultView<'_> {
    type Owned = AclCreationResult;
    fn into_owned(self) -> AclCreationResult {
        AclCreationResult {
            error_code: self.error_code.into_owned(),
            error_message: self.error_message.into_owned(),
        }
    }
}

impl Encode for AclCreationResult {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.error_code);
        w.put(&self.error_message);
        w.put_tag_count(0);
    }
}

impl Message for CreateAclsResponse {
    const NAME: &'static str = "CreateAclsResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 30;
    const VERSIONS: VersionRange = VersionRange::new(0, 3);
    const FLEXIBLE_SINCE: i16 = 2;
    type View<'a> = CreateAclsResponseView<'a>;
}

impl<'a> MessageView<'a> for CreateAclsResponseView<'a> {
    type Message = CreateAclsResponse;
}

/// Writes a [`CreateAclsResponse`] field by field, in this order.
#[derive(Debug)]
pub struct CreateAclsResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> CreateAclsResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::results_element`].
    pub fn results(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn results_element(&mut self) -> AclCreationResultWriter<'_, 's, S> {
        AclCreationResultWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`AclCreationResult`] field by field, in this order.
#[derive(Debug)]
pub struct AclCreationResultWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> AclCreationResultWriter<'w, 's, S> {
    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn error_message(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(1, VersionRange::new(0, i16::MAX), VersionRange::new(0, i16::MAX), value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}
