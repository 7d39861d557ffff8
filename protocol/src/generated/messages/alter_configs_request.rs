//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `AlterConfigsRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct AlterConfigsRequest {
    pub resources: Vec<AlterConfigsResource>,
    pub validate_only: bool,
}

impl<'a> Decode<'a> for AlterConfigsRequest {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.resources = r.get()?;
        m.validate_only = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`AlterConfigsRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct AlterConfigsRequestView<'a> {
    pub resources: ArrayView<'a, AlterConfigsResourceView<'a>>,
    pub validate_only: bool,
}

impl<'a> Decode<'a> for AlterConfigsRequestView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.resources = r.get()?;
        m.validate_only = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AlterConfigsRequestView<'_> {
    type Owned = AlterConfigsRequest;
    fn into_owned(self) -> AlterConfigsRequest {
        AlterConfigsRequest {
            resources: self.resources.into_owned(),
            validate_only: self.validate_only.into_owned(),
        }
    }
}

impl Encode for AlterConfigsRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.resources);
        w.put(&self.validate_only);
        w.put_tag_count(0);
    }
}

/// Kafka's `AlterConfigsResource`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct AlterConfigsResource {
    pub resource_type: i8,
    pub resource_name: String,
    pub configs: Vec<AlterableConfig>,
}

impl<'a> Decode<'a> for AlterConfigsResource {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.resource_type = r.get()?;
        m.resource_name = r.get()?;
        m.configs = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`AlterConfigsResource`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct AlterConfigsResourceView<'a> {
    pub resource_type: i8,
    pub resource_name: &'a str,
    pub configs: ArrayView<'a, AlterableConfigView<'a>>,
}

impl<'a> Decode<'a> for AlterConfigsResourceView<'a> {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.resource_type = r.get()?;
        m.resource_name = r.get()?;
        m.configs = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AlterConfigsResourceView<'_> {
    type Owned = AlterConfigsResource;
    fn into_owned(self) -> AlterConfigsResource {
        AlterConfigsResource {
            resource_type: self.resource_type.into_owned(),
            resource_name: self.resource_name.into_owned(),
            configs: self.configs.into_owned(),
        }
    }
}

impl Encode for AlterConfigsResource {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.resource_type);
        w.put(&self.resource_name);
        w.put(&self.configs);
        w.put_tag_count(0);
    }
}

/// Kafka's `AlterableConfig`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct AlterableConfig {
    pub name: String,
    pub value: Option<String>,
}

impl<'a> Decode<'a> for AlterableConfig {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.value = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`AlterableConfig`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct AlterableConfigView<'a> {
    pub name: &'a str,
    pub value: Option<&'a str>,
}

impl<'a> Decode<'a> for AlterableConfigView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.value = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AlterableConfigView<'_> {
    type Owned = AlterableConfig;
    fn into_owned(self) -> AlterableConfig {
        AlterableConfig { name: self.name.into_owned(), value: self.value.into_owned() }
    }
}

impl Encode for AlterableConfig {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.value);
        w.put_tag_count(0);
    }
}

impl Message for AlterConfigsRequest {
    const NAME: &'static str = "AlterConfigsRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 33;
    const VERSIONS: VersionRange = VersionRange::new(0, 2);
    const FLEXIBLE_SINCE: i16 = 2;
    type View<'a> = AlterConfigsRequestView<'a>;
}

impl<'a> MessageView<'a> for AlterConfigsRequestView<'a> {
    type Message = AlterConfigsRequest;
}
