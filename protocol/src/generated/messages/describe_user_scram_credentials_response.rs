//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, VersionRange, Writer,
};

/// Kafka's `DescribeUserScramCredentialsResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DescribeUserScramCredentialsResponse {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub error_message: Option<String>,
    pub results: Vec<DescribeUserScramCredentialsResult>,
}

impl<'a> Decode<'a> for DescribeUserScramCredentialsResponse {
    const SIZE_MIN: usize = 9;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.results = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeUserScramCredentialsResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DescribeUserScramCredentialsResponseView<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    pub results: ArrayView<'a, DescribeUserScramCredentialsResultView<'a>>,
}

impl<'a> Decode<'a> for DescribeUserScramCredentialsResponseView<'a> {
    const SIZE_MIN: usize = 9;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.results = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeUserScramCredentialsResponseView<'_> {
    type Owned = DescribeUserScramCredentialsResponse;
    fn into_owned(self) -> DescribeUserScramCredentialsResponse {
        DescribeUserScramCredentialsResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            error_code: self.error_code.into_owned(),
            error_message: self.error_message.into_owned(),
            results: self.results.into_owned(),
        }
    }
}

impl Encode for DescribeUserScramCredentialsResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.throttle_time_ms);
        w.put(&self.error_code);
        w.put(&self.error_message);
        w.put(&self.results);
        w.put_tag_count(0);
    }
}

/// Kafka's `DescribeUserScramCredentialsResult`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DescribeUserScramCredentialsResult {
    pub user: String,
    pub error_code: i16,
    pub error_message: Option<String>,
    pub credential_infos: Vec<CredentialInfo>,
}

impl<'a> Decode<'a> for DescribeUserScramCredentialsResult {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.user = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.credential_infos = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeUserScramCredentialsResult`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DescribeUserScramCredentialsResultView<'a> {
    pub user: &'a str,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    pub credential_infos: ArrayView<'a, CredentialInfo>,
}

impl<'a> Decode<'a> for DescribeUserScramCredentialsResultView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.user = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.credential_infos = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeUserScramCredentialsResultView<'_> {
    type Owned = DescribeUserScramCredentialsResult;
    fn into_owned(self) -> DescribeUserScramCredentialsResult {
        DescribeUserScramCredentialsResult {
            user: self.user.into_owned(),
            error_code: self.error_code.into_owned(),
            error_message: self.error_message.into_owned(),
            credential_infos: self.credential_infos.into_owned(),
        }
    }
}

impl Encode for DescribeUserScramCredentialsResult {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.user);
        w.put(&self.error_code);
        w.put(&self.error_message);
        w.put(&self.credential_infos);
        w.put_tag_count(0);
    }
}

/// Kafka's `CredentialInfo`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct CredentialInfo {
    pub mechanism: i8,
    pub iterations: i32,
}

impl<'a> Decode<'a> for CredentialInfo {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.mechanism = r.get()?;
        m.iterations = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for CredentialInfo {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for CredentialInfo {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.mechanism);
        w.put(&self.iterations);
        w.put_tag_count(0);
    }
}

impl Message for DescribeUserScramCredentialsResponse {
    const NAME: &'static str = "DescribeUserScramCredentialsResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 50;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = DescribeUserScramCredentialsResponseView<'a>;
}

impl<'a> MessageView<'a> for DescribeUserScramCredentialsResponseView<'a> {
    type Message = DescribeUserScramCredentialsResponse;
}

/// Writes a [`DescribeUserScramCredentialsResponse`] field by field, in this order.
#[derive(Debug)]
pub struct DescribeUserScramCredentialsResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DescribeUserScramCredentialsResponseWriter<'w, 's, S> {
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
        self.0.array(3, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn results_element(&mut self) -> DescribeUserScramCredentialsResultWriter<'_, 's, S> {
        DescribeUserScramCredentialsResultWriter(self.0.element(3))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(4).put_tag_count(0);
    }
}

/// Writes a [`DescribeUserScramCredentialsResult`] field by field, in this order.
#[derive(Debug)]
pub struct DescribeUserScramCredentialsResultWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DescribeUserScramCredentialsResultWriter<'w, 's, S> {
    pub fn user(&mut self, value: &str) -> &mut Self {
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

    /// Announces the elements: each follows through [`Self::credential_infos_element`].
    pub fn credential_infos(&mut self, count: usize) -> &mut Self {
        self.0.array(3, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn credential_infos_element(&mut self) -> CredentialInfoWriter<'_, 's, S> {
        CredentialInfoWriter(self.0.element(3))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(4).put_tag_count(0);
    }
}

/// Writes a [`CredentialInfo`] field by field, in this order.
#[derive(Debug)]
pub struct CredentialInfoWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> CredentialInfoWriter<'w, 's, S> {
    pub fn mechanism(&mut self, value: i8) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn iterations(&mut self, value: i32) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}
