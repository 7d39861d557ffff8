//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `CreateAclsRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct CreateAclsRequest {
    pub creations: Vec<AclCreation>,
}

impl<'a> Decode<'a> for CreateAclsRequest {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.creations = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`CreateAclsRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct CreateAclsRequestView<'a> {
    pub creations: ArrayView<'a, AclCreationView<'a>>,
}

impl<'a> Decode<'a> for CreateAclsRequestView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.creations = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for CreateAclsRequestView<'_> {
    type Owned = CreateAclsRequest;
    fn into_owned(self) -> CreateAclsRequest {
        CreateAclsRequest { creations: self.creations.into_owned() }
    }
}

impl Encode for CreateAclsRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.creations);
        w.put_tag_count(0);
    }
}

/// Kafka's `AclCreation`.
#[derive(Clone, Debug, PartialEq)]
pub struct AclCreation {
    pub resource_type: i8,
    pub resource_name: String,
    pub resource_pattern_type: i8,
    pub principal: String,
    pub host: String,
    pub operation: i8,
    pub permission_type: i8,
}

impl Default for AclCreation {
    fn default() -> Self {
        Self {
            resource_type: Default::default(),
            resource_name: Default::default(),
            resource_pattern_type: 3,
            principal: Default::default(),
            host: Default::default(),
            operation: Default::default(),
            permission_type: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for AclCreation {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.resource_type = r.get()?;
        m.resource_name = r.get()?;
        if v >= 1 {
            m.resource_pattern_type = r.get()?;
        }
        m.principal = r.get()?;
        m.host = r.get()?;
        m.operation = r.get()?;
        m.permission_type = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`AclCreation`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AclCreationView<'a> {
    pub resource_type: i8,
    pub resource_name: &'a str,
    pub resource_pattern_type: i8,
    pub principal: &'a str,
    pub host: &'a str,
    pub operation: i8,
    pub permission_type: i8,
}

impl Default for AclCreationView<'_> {
    fn default() -> Self {
        Self {
            resource_type: Default::default(),
            resource_name: Default::default(),
            resource_pattern_type: 3,
            principal: Default::default(),
            host: Default::default(),
            operation: Default::default(),
            permission_type: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for AclCreationView<'a> {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.resource_type = r.get()?;
        m.resource_name = r.get()?;
        if v >= 1 {
            m.resource_pattern_type = r.get()?;
        }
        m.principal = r.get()?;
        m.host = r.get()?;
        m.operation = r.get()?;
        m.permission_type = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AclCreationView<'_> {
    type Owned = AclCreation;
    fn into_owned(self) -> AclCreation {
        AclCreation {
            resource_type: self.resource_type.into_owned(),
            resource_name: self.resource_name.into_owned(),
            resource_pattern_type: self.resource_pattern_type.into_owned(),
            principal: self.principal.into_owned(),
            host: self.host.into_owned(),
            operation: self.operation.into_owned(),
            permission_type: self.permission_type.into_owned(),
        }
    }
}

impl Encode for AclCreation {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.resource_type);
        w.put(&self.resource_name);
        if v >= 1 {
            w.put(&self.resource_pattern_type);
        } else {
            w.refuse_if(self.resource_pattern_type != 3, "ResourcePatternType");
        }
        w.put(&self.principal);
        w.put(&self.host);
        w.put(&self.operation);
        w.put(&self.permission_type);
        w.put_tag_count(0);
    }
}

impl Message for CreateAclsRequest {
    const NAME: &'static str = "CreateAclsRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 30;
    const VERSIONS: VersionRange = VersionRange::new(0, 3);
    const FLEXIBLE_SINCE: i16 = 2;
    type View<'a> = CreateAclsRequestView<'a>;
}

impl<'a> MessageView<'a> for CreateAclsRequestView<'a> {
    type Message = CreateAclsRequest;
}
