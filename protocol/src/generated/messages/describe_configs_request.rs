//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `DescribeConfigsRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DescribeConfigsRequest {
    pub resources: Vec<DescribeConfigsResource>,
    pub include_synonyms: bool,
    pub include_documentation: bool,
}

impl<'a> Decode<'a> for DescribeConfigsRequest {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.resources = r.get()?;
        if v >= 1 {
            m.include_synonyms = r.get()?;
        }
        if v >= 3 {
            m.include_documentation = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeConfigsRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DescribeConfigsRequestView<'a> {
    pub resources: ArrayView<'a, DescribeConfigsResourceView<'a>>,
    pub include_synonyms: bool,
    pub include_documentation: bool,
}

impl<'a> Decode<'a> for DescribeConfigsRequestView<'a> {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.resources = r.get()?;
        if v >= 1 {
            m.include_synonyms = r.get()?;
        }
        if v >= 3 {
            m.include_documentation = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeConfigsRequestView<'_> {
    type Owned = DescribeConfigsRequest;
    fn into_owned(self) -> DescribeConfigsRequest {
        DescribeConfigsRequest {
            resources: self.resources.into_owned(),
            include_synonyms: self.include_synonyms.into_owned(),
            include_documentation: self.include_documentation.into_owned(),
        }
    }
}

impl Encode for DescribeConfigsRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.resources);
        if v >= 1 {
            w.put(&self.include_synonyms);
        } else {
            w.refuse_if(self.include_synonyms, "IncludeSynonyms");
        }
        if v >= 3 {
            w.put(&self.include_documentation);
        } else {
            w.refuse_if(self.include_documentation, "IncludeDocumentation");
        }
        w.put_tag_count(0);
    }
}

/// Kafka's `DescribeConfigsResource`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DescribeConfigsResource {
    pub resource_type: i8,
    pub resource_name: String,
    pub configuration_keys: Option<Vec<String>>,
}

impl<'a> Decode<'a> for DescribeConfigsResource {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.resource_type = r.get()?;
        m.resource_name = r.get()?;
        m.configuration_keys = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeConfigsResource`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DescribeConfigsResourceView<'a> {
    pub resource_type: i8,
    pub resource_name: &'a str,
    pub configuration_keys: Option<ArrayView<'a, &'a str>>,
}

impl<'a> Decode<'a> for DescribeConfigsResourceView<'a> {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.resource_type = r.get()?;
        m.resource_name = r.get()?;
        m.configuration_keys = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeConfigsResourceView<'_> {
    type Owned = DescribeConfigsResource;
    fn into_owned(self) -> DescribeConfigsResource {
        DescribeConfigsResource {
            resource_type: self.resource_type.into_owned(),
            resource_name: self.resource_name.into_owned(),
            configuration_keys: self.configuration_keys.into_owned(),
        }
    }
}

impl Encode for DescribeConfigsResource {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.resource_type);
        w.put(&self.resource_name);
        w.put(&self.configuration_keys);
        w.put_tag_count(0);
    }
}

impl Message for DescribeConfigsRequest {
    const NAME: &'static str = "DescribeConfigsRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 32;
    const VERSIONS: VersionRange = VersionRange::new(0, 4);
    const FLEXIBLE_SINCE: i16 = 4;
    type View<'a> = DescribeConfigsRequestView<'a>;
}

impl<'a> MessageView<'a> for DescribeConfigsRequestView<'a> {
    type Message = DescribeConfigsRequest;
}
