//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, VersionRange, Writer,
};

/// Kafka's `AlterUserScramCredentialsResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct AlterUserScramCredentialsResponse {
    pub throttle_time_ms: i32,
    pub results: Vec<AlterUserScramCredentialsResult>,
}

impl<'a> Decode<'a> for AlterUserScramCredentialsResponse {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.results = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`AlterUserScramCredentialsResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct AlterUserScramCredentialsResponseView<'a> {
    pub throttle_time_ms: i32,
    pub results: ArrayView<'a, AlterUserScramCredentialsResultView<'a>>,
}

impl<'a> Decode<'a> for AlterUserScramCredentialsResponseView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.results = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AlterUserScramCredentialsResponseView<'_> {
    type Owned = AlterUserScramCredentialsResponse;
    fn into_owned(self) -> AlterUserScramCredentialsResponse {
        AlterUserScramCredentialsResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            results: self.results.into_owned(),
        }
    }
}

impl Encode for AlterUserScramCredentialsResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.throttle_time_ms);
        w.put(&self.results);
        w.put_tag_count(0);
    }
}

/// Kafka's `AlterUserScramCredentialsResult`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct AlterUserScramCredentialsResult {
    pub user: String,
    pub error_code: i16,
    pub error_message: Option<String>,
}

impl<'a> Decode<'a> for AlterUserScramCredentialsResult {
    const SIZE_MIN: usize = 5;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.user = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`AlterUserScramCredentialsResult`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct AlterUserScramCredentialsResultView<'a> {
    pub user: &'a str,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
}

impl<'a> Decode<'a> for AlterUserScramCredentialsResultView<'a> {
    const SIZE_MIN: usize = 5;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.user = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AlterUserScramCredentialsResultView<'_> {
    type Owned = AlterUserScramCredentialsResult;
    fn into_owned(self) -> AlterUserScramCredentialsResult {
        AlterUserScramCredentialsResult {
            user: self.user.into_owned(),
            error_code: self.error_code.into_owned(),
            error_message: self.error_message.into_owned(),
        }
    }
}

impl Encode for AlterUserScramCredentialsResult {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.user);
        w.put(&self.error_code);
        w.put(&self.error_message);
        w.put_tag_count(0);
    }
}

impl Message for AlterUserScramCredentialsResponse {
    const NAME: &'static str = "AlterUserScramCredentialsResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 51;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = AlterUserScramCredentialsResponseView<'a>;
}

impl<'a> MessageView<'a> for AlterUserScramCredentialsResponseView<'a> {
    type Message = AlterUserScramCredentialsResponse;
}

/// Writes a [`AlterUserScramCredentialsResponse`] field by field, in this order.
#[derive(Debug)]
pub struct AlterUserScramCredentialsResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> AlterUserScramCredentialsResponseWriter<'w, 's, S> {
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

    pub fn results_element(&mut self) -> AlterUserScramCredentialsResultWriter<'_, 's, S> {
        AlterUserScramCredentialsResultWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`AlterUserScramCredentialsResult`] field by field, in this order.
#[derive(Debug)]
pub struct AlterUserScramCredentialsResultWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> AlterUserScramCredentialsResultWriter<'w, 's, S> {
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

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(3).put_tag_count(0);
    }
}
