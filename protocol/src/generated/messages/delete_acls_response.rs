//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, VersionRange, Writer,
};

/// Kafka's `DeleteAclsResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DeleteAclsResponse {
    pub throttle_time_ms: i32,
    pub filter_results: Vec<DeleteAclsFilterResult>,
}

impl<'a> Decode<'a> for DeleteAclsResponse {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.filter_results = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DeleteAclsResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DeleteAclsResponseView<'a> {
    pub throttle_time_ms: i32,
    pub filter_results: ArrayView<'a, DeleteAclsFilterResultView<'a>>,
}

impl<'a> Decode<'a> for DeleteAclsResponseView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.filter_results = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DeleteAclsResponseView<'_> {
    type Owned = DeleteAclsResponse;
    fn into_owned(self) -> DeleteAclsResponse {
        DeleteAclsResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            filter_results: self.filter_results.into_owned(),
        }
    }
}

impl Encode for DeleteAclsResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.throttle_time_ms);
        w.put(&self.filter_results);
        w.put_tag_count(0);
    }
}

/// Kafka's `DeleteAclsFilterResult`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DeleteAclsFilterResult {
    pub error_code: i16,
    pub error_message: Option<String>,
    pub matching_acls: Vec<DeleteAclsMatchingAcl>,
}

impl<'a> Decode<'a> for DeleteAclsFilterResult {
    const SIZE_MIN: usize = 5;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.matching_acls = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DeleteAclsFilterResult`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DeleteAclsFilterResultView<'a> {
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    pub matching_acls: ArrayView<'a, DeleteAclsMatchingAclView<'a>>,
}

impl<'a> Decode<'a> for DeleteAclsFilterResultView<'a> {
    const SIZE_MIN: usize = 5;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.matching_acls = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DeleteAclsFilterResultView<'_> {
    type Owned = DeleteAclsFilterResult;
    fn into_owned(self) -> DeleteAclsFilterResult {
        DeleteAclsFilterResult {
            error_code: self.error_code.into_owned(),
            error_message: self.error_message.into_owned(),
            matching_acls: self.matching_acls.into_owned(),
        }
    }
}

impl Encode for DeleteAclsFilterResult {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.error_code);
        w.put(&self.error_message);
        w.put(&self.matching_acls);
        w.put_tag_count(0);
    }
}

/// Kafka's `DeleteAclsMatchingAcl`.
#[derive(Clone, Debug, PartialEq)]
pub struct DeleteAclsMatchingAcl {
    pub error_code: i16,
    pub error_message: Option<String>,
    pub resource_type: i8,
    pub resource_name: String,
    pub pattern_type: i8,
    pub principal: String,
    pub host: String,
    pub operation: i8,
    pub permission_type: i8,
}

impl Default for DeleteAclsMatchingAcl {
    fn default() -> Self {
        Self {
            error_code: Default::default(),
            error_message: None,
            resource_type: Default::default(),
            resource_name: Default::default(),
            pattern_type: 3,
            principal: Default::default(),
            host: Default::default(),
            operation: Default::default(),
            permission_type: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for DeleteAclsMatchingAcl {
    const SIZE_MIN: usize = 11;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.resource_type = r.get()?;
        m.resource_name = r.get()?;
        if v >= 1 {
            m.pattern_type = r.get()?;
        }
        m.principal = r.get()?;
        m.host = r.get()?;
        m.operation = r.get()?;
        m.permission_type = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DeleteAclsMatchingAcl`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DeleteAclsMatchingAclView<'a> {
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    pub resource_type: i8,
    pub resource_name: &'a str,
    pub pattern_type: i8,
    pub principal: &'a str,
    pub host: &'a str,
    pub operation: i8,
    pub permission_type: i8,
}

impl Default for DeleteAclsMatchingAclView<'_> {
    fn default() -> Self {
        Self {
            error_code: Default::default(),
            error_message: None,
            resource_type: Default::default(),
            resource_name: Default::default(),
            pattern_type: 3,
            principal: Default::default(),
            host: Default::default(),
            operation: Default::default(),
            permission_type: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for DeleteAclsMatchingAclView<'a> {
    const SIZE_MIN: usize = 11;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.resource_type = r.get()?;
        m.resource_name = r.get()?;
        if v >= 1 {
            m.pattern_type = r.get()?;
        }
        m.principal = r.get()?;
        m.host = r.get()?;
        m.operation = r.get()?;
        m.permission_type = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DeleteAclsMatchingAclView<'_> {
    type Owned = DeleteAclsMatchingAcl;
    fn into_owned(self) -> DeleteAclsMatchingAcl {
        DeleteAclsMatchingAcl {
            error_code: self.error_code.into_owned(),
            error_message: self.error_message.into_owned(),
            resource_type: self.resource_type.into_owned(),
            resource_name: self.resource_name.into_owned(),
            pattern_type: self.pattern_type.into_owned(),
            principal: self.principal.into_owned(),
            host: self.host.into_owned(),
            operation: self.operation.into_owned(),
            permission_type: self.permission_type.into_owned(),
        }
    }
}

impl Encode for DeleteAclsMatchingAcl {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.error_code);
        w.put(&self.error_message);
        w.put(&self.resource_type);
        w.put(&self.resource_name);
        if v >= 1 {
            w.put(&self.pattern_type);
        } else {
            w.refuse_if(self.pattern_type != 3, "PatternType");
        }
        w.put(&self.principal);
        w.put(&self.host);
        w.put(&self.operation);
        w.put(&self.permission_type);
        w.put_tag_count(0);
    }
}

impl Message for DeleteAclsResponse {
    const NAME: &'static str = "DeleteAclsResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 31;
    const VERSIONS: VersionRange = VersionRange::new(0, 3);
    const FLEXIBLE_SINCE: i16 = 2;
    type View<'a> = DeleteAclsResponseView<'a>;
}

impl<'a> MessageView<'a> for DeleteAclsResponseView<'a> {
    type Message = DeleteAclsResponse;
}

/// Writes a [`DeleteAclsResponse`] field by field, in this order.
#[derive(Debug)]
pub struct DeleteAclsResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DeleteAclsResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::filter_results_element`].
    pub fn filter_results(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn filter_results_element(&mut self) -> DeleteAclsFilterResultWriter<'_, 's, S> {
        DeleteAclsFilterResultWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`DeleteAclsFilterResult`] field by field, in this order.
#[derive(Debug)]
pub struct DeleteAclsFilterResultWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DeleteAclsFilterResultWriter<'w, 's, S> {
    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn error_message(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(1, VersionRange::new(0, i16::MAX), VersionRange::new(0, i16::MAX), value);
        self
    }

    /// Announces the elements: each follows through [`Self::matching_acls_element`].
    pub fn matching_acls(&mut self, count: usize) -> &mut Self {
        self.0.array(2, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn matching_acls_element(&mut self) -> DeleteAclsMatchingAclWriter<'_, 's, S> {
        DeleteAclsMatchingAclWriter(self.0.element(2))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(3).put_tag_count(0);
    }
}

/// Writes a [`DeleteAclsMatchingAcl`] field by field, in this order.
#[derive(Debug)]
pub struct DeleteAclsMatchingAclWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DeleteAclsMatchingAclWriter<'w, 's, S> {
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

    pub fn pattern_type(&mut self, value: i8) -> &mut Self {
        self.0.field(4, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn principal(&mut self, value: &str) -> &mut Self {
        self.0.field(5, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn host(&mut self, value: &str) -> &mut Self {
        self.0.field(6, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn operation(&mut self, value: i8) -> &mut Self {
        self.0.field(7, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn permission_type(&mut self, value: i8) -> &mut Self {
        self.0.field(8, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(9).put_tag_count(0);
    }
}
