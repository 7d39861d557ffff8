//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, VersionRange, Writer,
};

/// Kafka's `DeleteGroupsResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DeleteGroupsResponse {
    pub throttle_time_ms: i32,
    pub results: Vec<DeletableGroupResult>,
}

impl<'a> Decode<'a> for DeleteGroupsResponse {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.results = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DeleteGroupsResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DeleteGroupsResponseView<'a> {
    pub throttle_time_ms: i32,
    pub results: ArrayView<'a, DeletableGroupResultView<'a>>,
}

impl<'a> Decode<'a> for DeleteGroupsResponseView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.results = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DeleteGroupsResponseView<'_> {
    type Owned = DeleteGroupsResponse;
    fn into_owned(self) -> DeleteGroupsResponse {
        DeleteGroupsResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            results: self.results.into_owned(),
        }
    }
}

impl Encode for DeleteGroupsResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.throttle_time_ms);
        w.put(&self.results);
        w.put_tag_count(0);
    }
}

/// Kafka's `DeletableGroupResult`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DeletableGroupResult {
    pub group_id: String,
    pub error_code: i16,
    pub error_message: Option<String>,
}

impl<'a> Decode<'a> for DeletableGroupResult {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.error_code = r.get()?;
        if v >= 3 {
            m.error_message = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DeletableGroupResult`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DeletableGroupResultView<'a> {
    pub group_id: &'a str,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
}

impl<'a> Decode<'a> for DeletableGroupResultView<'a> {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.error_code = r.get()?;
        if v >= 3 {
            m.error_message = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DeletableGroupResultView<'_> {
    type Owned = DeletableGroupResult;
    fn into_owned(self) -> DeletableGroupResult {
        DeletableGroupResult {
            group_id: self.group_id.into_owned(),
            error_code: self.error_code.into_owned(),
            error_message: self.error_message.into_owned(),
        }
    }
}

impl Encode for DeletableGroupResult {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.group_id);
        w.put(&self.error_code);
        if v >= 3 {
            w.put(&self.error_message);
        }
        w.put_tag_count(0);
    }
}

impl Message for DeleteGroupsResponse {
    const NAME: &'static str = "DeleteGroupsResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 42;
    const VERSIONS: VersionRange = VersionRange::new(0, 3);
    const FLEXIBLE_SINCE: i16 = 2;
    type View<'a> = DeleteGroupsResponseView<'a>;
}

impl<'a> MessageView<'a> for DeleteGroupsResponseView<'a> {
    type Message = DeleteGroupsResponse;
}

/// Writes a [`DeleteGroupsResponse`] field by field, in this order.
#[derive(Debug)]
pub struct DeleteGroupsResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DeleteGroupsResponseWriter<'w, 's, S> {
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

    pub fn results_element(&mut self) -> DeletableGroupResultWriter<'_, 's, S> {
        DeletableGroupResultWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`DeletableGroupResult`] field by field, in this order.
#[derive(Debug)]
pub struct DeletableGroupResultWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DeletableGroupResultWriter<'w, 's, S> {
    pub fn group_id(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn error_message(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(2, VersionRange::new(3, i16::MAX), VersionRange::new(3, i16::MAX), value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(3).put_tag_count(0);
    }
}
