//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `DescribeAclsRequest`.
#[derive(Clone, Debug, PartialEq)]
pub struct DescribeAclsRequest {
    pub resource_type_filter: i8,
    pub resource_name_filter: Option<String>,
    pub pattern_type_filter: i8,
    pub principal_filter: Option<String>,
    pub host_filter: Option<String>,
    pub operation: i8,
    pub permission_type: i8,
}

impl Default for DescribeAclsRequest {
    fn default() -> Self {
        Self {
            resource_type_filter: Default::default(),
            resource_name_filter: None,
            pattern_type_filter: 3,
            principal_filter: None,
            host_filter: None,
            operation: Default::default(),
            permission_type: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for DescribeAclsRequest {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.resource_type_filter = r.get()?;
        m.resource_name_filter = r.get()?;
        if v >= 1 {
            m.pattern_type_filter = r.get()?;
        }
        m.principal_filter = r.get()?;
        m.host_filter = r.get()?;
        m.operation = r.get()?;
        m.permission_type = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeAclsRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DescribeAclsRequestView<'a> {
    pub resource_type_filter: i8,
    pub resource_name_filter: Option<&'a str>,
    pub pattern_type_filter: i8,
    pub principal_filter: Option<&'a str>,
    pub host_filter: Option<&'a str>,
    pub operation: i8,
    pub permission_type: i8,
}

impl Default for DescribeAclsRequestView<'_> {
    fn default() -> Self {
        Self {
            resource_type_filter: Default::default(),
            resource_name_filter: None,
            pattern_type_filter: 3,
            principal_filter: None,
            host_filter: None,
            operation: Default::default(),
            permission_type: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for DescribeAclsRequestView<'a> {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.resource_type_filter = r.get()?;
        m.resource_name_filter = r.get()?;
        if v >= 1 {
            m.pattern_type_filter = r.get()?;
        }
        m.principal_filter = r.get()?;
        m.host_filter = r.get()?;
        m.operation = r.get()?;
        m.permission_type = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeAclsRequestView<'_> {
    type Owned = DescribeAclsRequest;
    fn into_owned(self) -> DescribeAclsRequest {
        DescribeAclsRequest {
            resource_type_filter: self.resource_type_filter.into_owned(),
            resource_name_filter: self.resource_name_filter.into_owned(),
            pattern_type_filter: self.pattern_type_filter.into_owned(),
            principal_filter: self.principal_filter.into_owned(),
            host_filter: self.host_filter.into_owned(),
            operation: self.operation.into_owned(),
            permission_type: self.permission_type.into_owned(),
        }
    }
}

impl Encode for DescribeAclsRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.resource_type_filter);
        w.put(&self.resource_name_filter);
        if v >= 1 {
            w.put(&self.pattern_type_filter);
        } else {
            w.refuse_if(self.pattern_type_filter != 3, "PatternTypeFilter");
        }
        w.put(&self.principal_filter);
        w.put(&self.host_filter);
        w.put(&self.operation);
        w.put(&self.permission_type);
        w.put_tag_count(0);
    }
}

impl Message for DescribeAclsRequest {
    const NAME: &'static str = "DescribeAclsRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 29;
    const VERSIONS: VersionRange = VersionRange::new(0, 3);
    const FLEXIBLE_SINCE: i16 = 2;
    type View<'a> = DescribeAclsRequestView<'a>;
}

impl<'a> MessageView<'a> for DescribeAclsRequestView<'a> {
    type Message = DescribeAclsRequest;
}
