//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, VersionRange, Writer,
};

/// Kafka's `ListConfigResourcesResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ListConfigResourcesResponse {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub config_resources: Vec<ConfigResource>,
}

impl<'a> Decode<'a> for ListConfigResourcesResponse {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.error_code = r.get()?;
        m.config_resources = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ListConfigResourcesResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ListConfigResourcesResponseView<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub config_resources: ArrayView<'a, ConfigResourceView<'a>>,
}

impl<'a> Decode<'a> for ListConfigResourcesResponseView<'a> {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.error_code = r.get()?;
        m.config_resources = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ListConfigResourcesResponseView<'_> {
    type Owned = ListConfigResourcesResponse;
    fn into_owned(self) -> ListConfigResourcesResponse {
        ListConfigResourcesResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            error_code: self.error_code.into_owned(),
            config_resources: self.config_resources.into_owned(),
        }
    }
}

impl Encode for ListConfigResourcesResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.throttle_time_ms);
        w.put(&self.error_code);
        w.put(&self.config_resources);
        w.put_tag_count(0);
    }
}

/// Kafka's `ConfigResource`.
#[derive(Clone, Debug, PartialEq)]
pub struct ConfigResource {
    pub resource_name: String,
    pub resource_type: i8,
}

impl Default for ConfigResource {
    fn default() -> Self {
        Self { resource_name: Default::default(), resource_type: 16 }
    }
}

impl<'a> Decode<'a> for ConfigResource {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.resource_name = r.get()?;
        if v >= 1 {
            m.resource_type = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ConfigResource`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ConfigResourceView<'a> {
    pub resource_name: &'a str,
    pub resource_type: i8,
}

impl Default for ConfigResourceView<'_> {
    fn default() -> Self {
        Self { resource_name: Default::default(), resource_type: 16 }
    }
}

impl<'a> Decode<'a> for ConfigResourceView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.resource_name = r.get()?;
        if v >= 1 {
            m.resource_type = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ConfigResourceView<'_> {
    type Owned = ConfigResource;
    fn into_owned(self) -> ConfigResource {
        ConfigResource {
            resource_name: self.resource_name.into_owned(),
            resource_type: self.resource_type.into_owned(),
        }
    }
}

impl Encode for ConfigResource {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.resource_name);
        if v >= 1 {
            w.put(&self.resource_type);
        }
        w.put_tag_count(0);
    }
}

impl Message for ListConfigResourcesResponse {
    const NAME: &'static str = "ListConfigResourcesResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 74;
    const VERSIONS: VersionRange = VersionRange::new(0, 1);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = ListConfigResourcesResponseView<'a>;
}

impl<'a> MessageView<'a> for ListConfigResourcesResponseView<'a> {
    type Message = ListConfigResourcesResponse;
}

/// Writes a [`ListConfigResourcesResponse`] field by field, in this order.
#[derive(Debug)]
pub struct ListConfigResourcesResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> ListConfigResourcesResponseWriter<'w, 's, S> {
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

    /// Announces the elements: each follows through [`Self::config_resources_element`].
    pub fn config_resources(&mut self, count: usize) -> &mut Self {
        self.0.array(2, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn config_resources_element(&mut self) -> ConfigResourceWriter<'_, 's, S> {
        ConfigResourceWriter(self.0.element(2))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(3).put_tag_count(0);
    }
}

/// Writes a [`ConfigResource`] field by field, in this order.
#[derive(Debug)]
pub struct ConfigResourceWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> ConfigResourceWriter<'w, 's, S> {
    pub fn resource_name(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn resource_type(&mut self, value: i8) -> &mut Self {
        self.0.field(1, VersionRange::new(1, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}
