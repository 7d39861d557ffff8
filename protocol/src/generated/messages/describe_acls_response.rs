//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, VersionRange, Writer,
};

/// Kafka's `DescribeAclsResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DescribeAclsResponse {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub error_message: Option<String>,
    pub resources: Vec<DescribeAclsResource>,
}

impl<'a> Decode<'a> for DescribeAclsResponse {
    const SIZE_MIN: usize = 9;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.resources = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeAclsResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DescribeAclsResponseView<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    pub resources: ArrayView<'a, DescribeAclsResourceView<'a>>,
}

impl<'a> Decode<'a> for DescribeAclsResponseView<'a> {
    const SIZE_MIN: usize = 9;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.resources = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeAclsResponseView<'_> {
    type Owned = DescribeAclsResponse;
    fn into_owned(self) -> DescribeAclsResponse {
        DescribeAclsResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            error_code: self.error_code.into_owned(),
            error_message: self.error_message.into_owned(),
            resources: self.resources.into_owned(),
        }
    }
}

impl Encode for DescribeAclsResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.throttle_time_ms);
        w.put(&self.error_code);
        w.put(&self.error_message);
        w.put(&self.resources);
        w.put_tag_count(0);
    }
}

/// Kafka's `DescribeAclsResource`.
#[derive(Clone, Debug, PartialEq)]
pub struct DescribeAclsResource {
    pub resource_type: i8,
    pub resource_name: String,
    pub pattern_type: i8,
    pub acls: Vec<AclDescription>,
}

impl Default for DescribeAclsResource {
    fn default() -> Self {
        Self {
            resource_type: Default::default(),
            resource_name: Default::default(),
            pattern_type: 3,
            acls: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for DescribeAclsResource {
    const SIZE_MIN: usize = 5;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.resource_type = r.get()?;
        m.resource_name = r.get()?;
        if v >= 1 {
            m.pattern_type = r.get()?;
        }
        m.acls = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeAclsResource`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DescribeAclsResourceView<'a> {
    pub resource_type: i8,
    pub resource_name: &'a str,
    pub pattern_type: i8,
    pub acls: ArrayView<'a, AclDescriptionView<'a>>,
}

impl Default for DescribeAclsResourceView<'_> {
    fn default() -> Self {
        Self {
            resource_type: Default::default(),
            resource_name: Default::default(),
            pattern_type: 3,
            acls: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for DescribeAclsResourceView<'a> {
    const SIZE_MIN: usize = 5;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.resource_type = r.get()?;
        m.resource_name = r.get()?;
        if v >= 1 {
            m.pattern_type = r.get()?;
        }
        m.acls = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeAclsResourceView<'_> {
    type Owned = DescribeAclsResource;
    fn into_owned(self) -> DescribeAclsResource {
        DescribeAclsResource {
            resource_type: self.resource_type.into_owned(),
            resource_name: self.resource_name.into_owned(),
            pattern_type: self.pattern_type.into_owned(),
            acls: self.acls.into_owned(),
        }
    }
}

impl Encode for DescribeAclsResource {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.resource_type);
        w.put(&self.resource_name);
        if v >= 1 {
            w.put(&self.pattern_type);
        } else {
            w.refuse_if(self.pattern_type != 3, "PatternType");
        }
        w.put(&self.acls);
        w.put_tag_count(0);
    }
}

/// Kafka's `AclDescription`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct AclDescription {
    pub principal: String,
    pub host: String,
    pub operation: i8,
    pub permission_type: i8,
}

impl<'a> Decode<'a> for AclDescription {
    const SIZE_MIN: usize = 5;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.principal = r.get()?;
        m.host = r.get()?;
        m.operation = r.get()?;
        m.permission_type = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`AclDescription`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct AclDescriptionView<'a> {
    pub principal: &'a str,
    pub host: &'a str,
    pub operation: i8,
    pub permission_type: i8,
}

impl<'a> Decode<'a> for AclDescriptionView<'a> {
    const SIZE_MIN: usize = 5;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.principal = r.get()?;
        m.host = r.get()?;
        m.operation = r.get()?;
        m.permission_type = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AclDescriptionView<'_> {
    type Owned = AclDescription;
    fn into_owned(self) -> AclDescription {
        AclDescription {
            principal: self.principal.into_owned(),
            host: self.host.into_owned(),
            operation: self.operation.into_owned(),
            permission_type: self.permission_type.into_owned(),
        }
    }
}

impl Encode for AclDescription {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.principal);
        w.put(&self.host);
        w.put(&self.operation);
        w.put(&self.permission_type);
        w.put_tag_count(0);
    }
}

impl Message for DescribeAclsResponse {
    const NAME: &'static str = "DescribeAclsResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 29;
    const VERSIONS: VersionRange = VersionRange::new(0, 3);
    const FLEXIBLE_SINCE: i16 = 2;
    type View<'a> = DescribeAclsResponseView<'a>;
}

impl<'a> MessageView<'a> for DescribeAclsResponseView<'a> {
    type Message = DescribeAclsResponse;
}

/// Writes a [`DescribeAclsResponse`] field by field, in this order.
#[derive(Debug)]
pub struct DescribeAclsResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DescribeAclsResponseWriter<'w, 's, S> {
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

    /// Announces the elements: each follows through [`Self::resources_element`].
    pub fn resources(&mut self, count: usize) -> &mut Self {
        self.0.array(3, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn resources_element(&mut self) -> DescribeAclsResourceWriter<'_, 's, S> {
        DescribeAclsResourceWriter(self.0.element(3))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(4).put_tag_count(0);
    }
}

/// Writes a [`DescribeAclsResource`] field by field, in this order.
#[derive(Debug)]
pub struct DescribeAclsResourceWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DescribeAclsResourceWriter<'w, 's, S> {
    pub fn resource_type(&mut self, value: i8) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn resource_name(&mut self, value: &str) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn pattern_type(&mut self, value: i8) -> &mut Self {
        self.0.field(2, VersionRange::new(1, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::acls_element`].
    pub fn acls(&mut self, count: usize) -> &mut Self {
        self.0.array(3, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn acls_element(&mut self) -> AclDescriptionWriter<'_, 's, S> {
        AclDescriptionWriter(self.0.element(3))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(4).put_tag_count(0);
    }
}

/// Writes a [`AclDescription`] field by field, in this order.
#[derive(Debug)]
pub struct AclDescriptionWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> AclDescriptionWriter<'w, 's, S> {
    pub fn principal(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn host(&mut self, value: &str) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn operation(&mut self, value: i8) -> &mut Self {
        self.0.field(2, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn permission_type(&mut self, value: i8) -> &mut Self {
        self.0.field(3, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(4).put_tag_count(0);
    }
}
