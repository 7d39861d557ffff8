//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, Uuid, VersionRange, Writer,
};

/// Kafka's `DeleteTopicsResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DeleteTopicsResponse {
    pub throttle_time_ms: i32,
    pub responses: Vec<DeletableTopicResult>,
}

impl<'a> Decode<'a> for DeleteTopicsResponse {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 1 {
            m.throttle_time_ms = r.get()?;
        }
        m.responses = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DeleteTopicsResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DeleteTopicsResponseView<'a> {
    pub throttle_time_ms: i32,
    pub responses: ArrayView<'a, DeletableTopicResultView<'a>>,
}

impl<'a> Decode<'a> for DeleteTopicsResponseView<'a> {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 1 {
            m.throttle_time_ms = r.get()?;
        }
        m.responses = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DeleteTopicsResponseView<'_> {
    type Owned = DeleteTopicsResponse;
    fn into_owned(self) -> DeleteTopicsResponse {
        DeleteTopicsResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            responses: self.responses.into_owned(),
        }
    }
}

impl Encode for DeleteTopicsResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 1 {
            w.put(&self.throttle_time_ms);
        }
        w.put(&self.responses);
        w.put_tag_count(0);
    }
}

/// Kafka's `DeletableTopicResult`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DeletableTopicResult {
    pub name: Option<String>,
    pub topic_id: Uuid,
    pub error_code: i16,
    pub error_message: Option<String>,
}

impl<'a> Decode<'a> for DeletableTopicResult {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.name = r.nullable(v >= 6)?;
        if v >= 6 {
            m.topic_id = r.get()?;
        }
        m.error_code = r.get()?;
        if v >= 5 {
            m.error_message = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DeletableTopicResult`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DeletableTopicResultView<'a> {
    pub name: Option<&'a str>,
    pub topic_id: Uuid,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
}

impl<'a> Decode<'a> for DeletableTopicResultView<'a> {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.name = r.nullable(v >= 6)?;
        if v >= 6 {
            m.topic_id = r.get()?;
        }
        m.error_code = r.get()?;
        if v >= 5 {
            m.error_message = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DeletableTopicResultView<'_> {
    type Owned = DeletableTopicResult;
    fn into_owned(self) -> DeletableTopicResult {
        DeletableTopicResult {
            name: self.name.into_owned(),
            topic_id: self.topic_id.into_owned(),
            error_code: self.error_code.into_owned(),
            error_message: self.error_message.into_owned(),
        }
    }
}

impl Encode for DeletableTopicResult {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put_nullable(&self.name, v >= 6);
        if v >= 6 {
            w.put(&self.topic_id);
        }
        w.put(&self.error_code);
        if v >= 5 {
            w.put(&self.error_message);
        }
        w.put_tag_count(0);
    }
}

impl Message for DeleteTopicsResponse {
    const NAME: &'static str = "DeleteTopicsResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 20;
    const VERSIONS: VersionRange = VersionRange::new(0, 6);
    const FLEXIBLE_SINCE: i16 = 4;
    type View<'a> = DeleteTopicsResponseView<'a>;
}

impl<'a> MessageView<'a> for DeleteTopicsResponseView<'a> {
    type Message = DeleteTopicsResponse;
}

/// Writes a [`DeleteTopicsResponse`] field by field, in this order.
#[derive(Debug)]
pub struct DeleteTopicsResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DeleteTopicsResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(1, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::responses_element`].
    pub fn responses(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn responses_element(&mut self) -> DeletableTopicResultWriter<'_, 's, S> {
        DeletableTopicResultWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`DeletableTopicResult`] field by field, in this order.
#[derive(Debug)]
pub struct DeletableTopicResultWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DeletableTopicResultWriter<'w, 's, S> {
    pub fn name(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(0, VersionRange::new(0, i16::MAX), VersionRange::new(6, i16::MAX), value);
        self
    }

    pub fn topic_id(&mut self, value: Uuid) -> &mut Self {
        self.0.field(1, VersionRange::new(6, i16::MAX), &value);
        self
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(2, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn error_message(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(3, VersionRange::new(5, i16::MAX), VersionRange::new(5, i16::MAX), value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(4).put_tag_count(0);
    }
}
