//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, Uuid, VersionRange, Writer,
};

/// Kafka's `CreateTopicsResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct CreateTopicsResponse {
    pub throttle_time_ms: i32,
    pub topics: Vec<CreatableTopicResult>,
}

impl<'a> Decode<'a> for CreateTopicsResponse {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 2 {
            m.throttle_time_ms = r.get()?;
        }
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`CreateTopicsResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct CreateTopicsResponseView<'a> {
    pub throttle_time_ms: i32,
    pub topics: ArrayView<'a, CreatableTopicResultView<'a>>,
}

impl<'a> Decode<'a> for CreateTopicsResponseView<'a> {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 2 {
            m.throttle_time_ms = r.get()?;
        }
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for CreateTopicsResponseView<'_> {
    type Owned = CreateTopicsResponse;
    fn into_owned(self) -> CreateTopicsResponse {
        CreateTopicsResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            topics: self.topics.into_owned(),
        }
    }
}

impl Encode for CreateTopicsResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 2 {
            w.put(&self.throttle_time_ms);
        }
        w.put(&self.topics);
        w.put_tag_count(0);
    }
}

/// Kafka's `CreatableTopicResult`.
#[derive(Clone, Debug, PartialEq)]
pub struct CreatableTopicResult {
    pub name: String,
    pub topic_id: Uuid,
    pub error_code: i16,
    pub error_message: Option<String>,
    pub topic_config_error_code: i16,
    pub num_partitions: i32,
    pub replication_factor: i16,
    pub configs: Option<Vec<CreatableTopicConfigs>>,
}

impl Default for CreatableTopicResult {
    fn default() -> Self {
        Self {
            name: Default::default(),
            topic_id: Default::default(),
            error_code: Default::default(),
            error_message: None,
            topic_config_error_code: Default::default(),
            num_partitions: -1,
            replication_factor: -1,
            configs: None,
        }
    }
}

impl<'a> Decode<'a> for CreatableTopicResult {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.name = r.get()?;
        if v >= 7 {
            m.topic_id = r.get()?;
        }
        m.error_code = r.get()?;
        if v >= 1 {
            m.error_message = r.get()?;
        }
        if v >= 5 {
            m.num_partitions = r.get()?;
        }
        if v >= 5 {
            m.replication_factor = r.get()?;
        }
        if v >= 5 {
            m.configs = r.get()?;
        }
        r.tags(&mut |r, tag| {
            match tag {
                0 if v >= 5 => m.topic_config_error_code = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

/// [`CreatableTopicResult`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CreatableTopicResultView<'a> {
    pub name: &'a str,
    pub topic_id: Uuid,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    pub topic_config_error_code: i16,
    pub num_partitions: i32,
    pub replication_factor: i16,
    pub configs: Option<ArrayView<'a, CreatableTopicConfigsView<'a>>>,
}

impl Default for CreatableTopicResultView<'_> {
    fn default() -> Self {
        Self {
            name: Default::default(),
            topic_id: Default::default(),
            error_code: Default::default(),
            error_message: None,
            topic_config_error_code: Default::default(),
            num_partitions: -1,
            replication_factor: -1,
            configs: None,
        }
    }
}

impl<'a> Decode<'a> for CreatableTopicResultView<'a> {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.name = r.get()?;
        if v >= 7 {
            m.topic_id = r.get()?;
        }
        m.error_code = r.get()?;
        if v >= 1 {
            m.error_message = r.get()?;
        }
        if v >= 5 {
            m.num_partitions = r.get()?;
        }
        if v >= 5 {
            m.replication_factor = r.get()?;
        }
        if v >= 5 {
            m.configs = r.get()?;
        }
        r.tags(&mut |r, tag| {
            match tag {
                0 if v >= 5 => m.topic_config_error_code = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

impl IntoOwned for CreatableTopicResultView<'_> {
    type Owned = CreatableTopicResult;
    fn into_owned(self) -> CreatableTopicResult {
        CreatableTopicResult {
            name: self.name.into_owned(),
            topic_id: self.topic_id.into_owned(),
            error_code: self.error_code.into_owned(),
            error_message: self.error_message.into_owned(),
            topic_config_error_code: self.topic_config_error_code.into_owned(),
            num_partitions: self.num_partitions.into_owned(),
            replication_factor: self.replication_factor.into_owned(),
            configs: self.configs.into_owned(),
        }
    }
}

impl Encode for CreatableTopicResult {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.name);
        if v >= 7 {
            w.put(&self.topic_id);
        }
        w.put(&self.error_code);
        if v >= 1 {
            w.put(&self.error_message);
        }
        if v >= 5 {
            w.put(&self.num_partitions);
        }
        if v >= 5 {
            w.put(&self.replication_factor);
        }
        if v >= 5 {
            w.put(&self.configs);
        }
        self.write_tags(w);
    }
}

impl CreatableTopicResult {
    fn write_tags<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        let has_0 = v >= 5 && self.topic_config_error_code != 0;
        w.put_tag_count(usize::from(has_0));
        if has_0 {
            w.put_tag(0, &self.topic_config_error_code);
        }
    }
}

/// Kafka's `CreatableTopicConfigs`.
#[derive(Clone, Debug, PartialEq)]
pub struct CreatableTopicConfigs {
    pub name: String,
    pub value: Option<String>,
    pub read_only: bool,
    pub config_source: i8,
    pub is_sensitive: bool,
}

impl Default for CreatableTopicConfigs {
    fn default() -> Self {
        Self {
            name: Default::default(),
            value: None,
            read_only: Default::default(),
            config_source: -1,
            is_sensitive: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for CreatableTopicConfigs {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 5 {
            m.name = r.get()?;
        }
        if v >= 5 {
            m.value = r.get()?;
        }
        if v >= 5 {
            m.read_only = r.get()?;
        }
        if v >= 5 {
            m.config_source = r.get()?;
        }
        if v >= 5 {
            m.is_sensitive = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`CreatableTopicConfigs`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CreatableTopicConfigsView<'a> {
    pub name: &'a str,
    pub value: Option<&'a str>,
    pub read_only: bool,
    pub config_source: i8,
    pub is_sensitive: bool,
}

impl Default for CreatableTopicConfigsView<'_> {
    fn default() -> Self {
        Self {
            name: Default::default(),
            value: None,
            read_only: Default::default(),
            config_source: -1,
            is_sensitive: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for CreatableTopicConfigsView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 5 {
            m.name = r.get()?;
        }
        if v >= 5 {
            m.value = r.get()?;
        }
        if v >= 5 {
            m.read_only = r.get()?;
        }
        if v >= 5 {
            m.config_source = r.get()?;
        }
        if v >= 5 {
            m.is_sensitive = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for CreatableTopicConfigsView<'_> {
    type Owned = CreatableTopicConfigs;
    fn into_owned(self) -> CreatableTopicConfigs {
        CreatableTopicConfigs {
            name: self.name.into_owned(),
            value: self.value.into_owned(),
            read_only: self.read_only.into_owned(),
            config_source: self.config_source.into_owned(),
            is_sensitive: self.is_sensitive.into_owned(),
        }
    }
}

impl Encode for CreatableTopicConfigs {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 5 {
            w.put(&self.name);
        } else {
            w.refuse_if(!self.name.is_empty(), "Name");
        }
        if v >= 5 {
            w.put(&self.value);
        } else {
            w.refuse_if(self.value.is_some(), "Value");
        }
        if v >= 5 {
            w.put(&self.read_only);
        } else {
            w.refuse_if(self.read_only, "ReadOnly");
        }
        if v >= 5 {
            w.put(&self.config_source);
        }
        if v >= 5 {
            w.put(&self.is_sensitive);
        } else {
            w.refuse_if(self.is_sensitive, "IsSensitive");
        }
        w.put_tag_count(0);
    }
}

impl Message for CreateTopicsResponse {
    const NAME: &'static str = "CreateTopicsResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 19;
    const VERSIONS: VersionRange = VersionRange::new(0, 7);
    const FLEXIBLE_SINCE: i16 = 5;
    type View<'a> = CreateTopicsResponseView<'a>;
}

impl<'a> MessageView<'a> for CreateTopicsResponseView<'a> {
    type Message = CreateTopicsResponse;
}

/// Writes a [`CreateTopicsResponse`] field by field, in this order.
#[derive(Debug)]
pub struct CreateTopicsResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> CreateTopicsResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(2, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::topics_element`].
    pub fn topics(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn topics_element(&mut self) -> CreatableTopicResultWriter<'_, 's, S> {
        CreatableTopicResultWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`CreatableTopicResult`] field by field, in this order.
#[derive(Debug)]
pub struct CreatableTopicResultWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> CreatableTopicResultWriter<'w, 's, S> {
    pub fn name(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn topic_id(&mut self, value: Uuid) -> &mut Self {
        self.0.field(1, VersionRange::new(7, i16::MAX), &value);
        self
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(2, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn error_message(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(3, VersionRange::new(1, i16::MAX), VersionRange::new(0, i16::MAX), value);
        self
    }

    pub fn num_partitions(&mut self, value: i32) -> &mut Self {
        self.0.field(4, VersionRange::new(5, i16::MAX), &value);
        self
    }

    pub fn replication_factor(&mut self, value: i16) -> &mut Self {
        self.0.field(5, VersionRange::new(5, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::configs_element`].
    pub fn configs(&mut self, count: Option<usize>) -> &mut Self {
        self.0.array(6, VersionRange::new(5, i16::MAX), VersionRange::new(5, i16::MAX), count);
        self
    }

    pub fn configs_element(&mut self) -> CreatableTopicConfigsWriter<'_, 's, S> {
        CreatableTopicConfigsWriter(self.0.element(6))
    }

    /// Ends the structure with the tagged fields of `tags`, whose other fields are ignored.
    pub fn end(mut self, tags: &CreatableTopicResult) {
        tags.write_tags(self.0.end(7));
    }
}

/// Writes a [`CreatableTopicConfigs`] field by field, in this order.
#[derive(Debug)]
pub struct CreatableTopicConfigsWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> CreatableTopicConfigsWriter<'w, 's, S> {
    pub fn name(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(5, i16::MAX), &value);
        self
    }

    pub fn value(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(1, VersionRange::new(5, i16::MAX), VersionRange::new(5, i16::MAX), value);
        self
    }

    pub fn read_only(&mut self, value: bool) -> &mut Self {
        self.0.field(2, VersionRange::new(5, i16::MAX), &value);
        self
    }

    pub fn config_source(&mut self, value: i8) -> &mut Self {
        self.0.field(3, VersionRange::new(5, i16::MAX), &value);
        self
    }

    pub fn is_sensitive(&mut self, value: bool) -> &mut Self {
        self.0.field(4, VersionRange::new(5, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(5).put_tag_count(0);
    }
}
