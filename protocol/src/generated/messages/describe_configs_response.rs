//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, VersionRange, Writer,
};

/// Kafka's `DescribeConfigsResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DescribeConfigsResponse {
    pub throttle_time_ms: i32,
    pub results: Vec<DescribeConfigsResult>,
}

impl<'a> Decode<'a> for DescribeConfigsResponse {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.results = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeConfigsResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DescribeConfigsResponseView<'a> {
    pub throttle_time_ms: i32,
    pub results: ArrayView<'a, DescribeConfigsResultView<'a>>,
}

impl<'a> Decode<'a> for DescribeConfigsResponseView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.results = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeConfigsResponseView<'_> {
    type Owned = DescribeConfigsResponse;
    fn into_owned(self) -> DescribeConfigsResponse {
        DescribeConfigsResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            results: self.results.into_owned(),
        }
    }
}

impl Encode for DescribeConfigsResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.throttle_time_ms);
        w.put(&self.results);
        w.put_tag_count(0);
    }
}

/// Kafka's `DescribeConfigsResult`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DescribeConfigsResult {
    pub error_code: i16,
    pub error_message: Option<String>,
    pub resource_type: i8,
    pub resource_name: String,
    pub configs: Vec<DescribeConfigsResourceResult>,
}

impl<'a> Decode<'a> for DescribeConfigsResult {
    const SIZE_MIN: usize = 7;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.resource_type = r.get()?;
        m.resource_name = r.get()?;
        m.configs = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeConfigsResult`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DescribeConfigsResultView<'a> {
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    pub resource_type: i8,
    pub resource_name: &'a str,
    pub configs: ArrayView<'a, DescribeConfigsResourceResultView<'a>>,
}

impl<'a> Decode<'a> for DescribeConfigsResultView<'a> {
    const SIZE_MIN: usize = 7;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.resource_type = r.get()?;
        m.resource_name = r.get()?;
        m.configs = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeConfigsResultView<'_> {
    type Owned = DescribeConfigsResult;
    fn into_owned(self) -> DescribeConfigsResult {
        DescribeConfigsResult {
            error_code: self.error_code.into_owned(),
            error_message: self.error_message.into_owned(),
            resource_type: self.resource_type.into_owned(),
            resource_name: self.resource_name.into_owned(),
            configs: self.configs.into_owned(),
        }
    }
}

impl Encode for DescribeConfigsResult {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.error_code);
        w.put(&self.error_message);
        w.put(&self.resource_type);
        w.put(&self.resource_name);
        w.put(&self.configs);
        w.put_tag_count(0);
    }
}

/// Kafka's `DescribeConfigsResourceResult`.
#[derive(Clone, Debug, PartialEq)]
pub struct DescribeConfigsResourceResult {
    pub name: String,
    pub value: Option<String>,
    pub read_only: bool,
    pub is_default: bool,
    pub config_source: i8,
    pub is_sensitive: bool,
    pub synonyms: Vec<DescribeConfigsSynonym>,
    pub config_type: i8,
    pub documentation: Option<String>,
}

impl Default for DescribeConfigsResourceResult {
    fn default() -> Self {
        Self {
            name: Default::default(),
            value: None,
            read_only: Default::default(),
            is_default: Default::default(),
            config_source: -1,
            is_sensitive: Default::default(),
            synonyms: Default::default(),
            config_type: Default::default(),
            documentation: None,
        }
    }
}

impl<'a> Decode<'a> for DescribeConfigsResourceResult {
    const SIZE_MIN: usize = 7;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.name = r.get()?;
        m.value = r.get()?;
        m.read_only = r.get()?;
        if v <= 0 {
            m.is_default = r.get()?;
        }
        if v >= 1 {
            m.config_source = r.get()?;
        }
        m.is_sensitive = r.get()?;
        if v >= 1 {
            m.synonyms = r.get()?;
        }
        if v >= 3 {
            m.config_type = r.get()?;
        }
        if v >= 3 {
            m.documentation = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeConfigsResourceResult`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DescribeConfigsResourceResultView<'a> {
    pub name: &'a str,
    pub value: Option<&'a str>,
    pub read_only: bool,
    pub is_default: bool,
    pub config_source: i8,
    pub is_sensitive: bool,
    pub synonyms: ArrayView<'a, DescribeConfigsSynonymView<'a>>,
    pub config_type: i8,
    pub documentation: Option<&'a str>,
}

impl Default for DescribeConfigsResourceResultView<'_> {
    fn default() -> Self {
        Self {
            name: Default::default(),
            value: None,
            read_only: Default::default(),
            is_default: Default::default(),
            config_source: -1,
            is_sensitive: Default::default(),
            synonyms: Default::default(),
            config_type: Default::default(),
            documentation: None,
        }
    }
}

impl<'a> Decode<'a> for DescribeConfigsResourceResultView<'a> {
    const SIZE_MIN: usize = 7;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.name = r.get()?;
        m.value = r.get()?;
        m.read_only = r.get()?;
        if v <= 0 {
            m.is_default = r.get()?;
        }
        if v >= 1 {
            m.config_source = r.get()?;
        }
        m.is_sensitive = r.get()?;
        if v >= 1 {
            m.synonyms = r.get()?;
        }
        if v >= 3 {
            m.config_type = r.get()?;
        }
        if v >= 3 {
            m.documentation = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeConfigsResourceResultView<'_> {
    type Owned = DescribeConfigsResourceResult;
    fn into_owned(self) -> DescribeConfigsResourceResult {
        DescribeConfigsResourceResult {
            name: self.name.into_owned(),
            value: self.value.into_owned(),
            read_only: self.read_only.into_owned(),
            is_default: self.is_default.into_owned(),
            config_source: self.config_source.into_owned(),
            is_sensitive: self.is_sensitive.into_owned(),
            synonyms: self.synonyms.into_owned(),
            config_type: self.config_type.into_owned(),
            documentation: self.documentation.into_owned(),
        }
    }
}

impl Encode for DescribeConfigsResourceResult {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.name);
        w.put(&self.value);
        w.put(&self.read_only);
        if v <= 0 {
            w.put(&self.is_default);
        } else {
            w.refuse_if(self.is_default, "IsDefault");
        }
        if v >= 1 {
            w.put(&self.config_source);
        }
        w.put(&self.is_sensitive);
        if v >= 1 {
            w.put(&self.synonyms);
        }
        if v >= 3 {
            w.put(&self.config_type);
        }
        if v >= 3 {
            w.put(&self.documentation);
        }
        w.put_tag_count(0);
    }
}

/// Kafka's `DescribeConfigsSynonym`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DescribeConfigsSynonym {
    pub name: String,
    pub value: Option<String>,
    pub source: i8,
}

impl<'a> Decode<'a> for DescribeConfigsSynonym {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 1 {
            m.name = r.get()?;
        }
        if v >= 1 {
            m.value = r.get()?;
        }
        if v >= 1 {
            m.source = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeConfigsSynonym`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DescribeConfigsSynonymView<'a> {
    pub name: &'a str,
    pub value: Option<&'a str>,
    pub source: i8,
}

impl<'a> Decode<'a> for DescribeConfigsSynonymView<'a> {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 1 {
            m.name = r.get()?;
        }
        if v >= 1 {
            m.value = r.get()?;
        }
        if v >= 1 {
            m.source = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeConfigsSynonymView<'_> {
    type Owned = DescribeConfigsSynonym;
    fn into_owned(self) -> DescribeConfigsSynonym {
        DescribeConfigsSynonym {
            name: self.name.into_owned(),
            value: self.value.into_owned(),
            source: self.source.into_owned(),
        }
    }
}

impl Encode for DescribeConfigsSynonym {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 1 {
            w.put(&self.name);
        } else {
            w.refuse_if(!self.name.is_empty(), "Name");
        }
        if v >= 1 {
            w.put(&self.value);
        } else {
            w.refuse_if(self.value.is_some(), "Value");
        }
        if v >= 1 {
            w.put(&self.source);
        } else {
            w.refuse_if(self.source != 0, "Source");
        }
        w.put_tag_count(0);
    }
}

impl Message for DescribeConfigsResponse {
    const NAME: &'static str = "DescribeConfigsResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 32;
    const VERSIONS: VersionRange = VersionRange::new(0, 4);
    const FLEXIBLE_SINCE: i16 = 4;
    type View<'a> = DescribeConfigsResponseView<'a>;
}

impl<'a> MessageView<'a> for DescribeConfigsResponseView<'a> {
    type Message = DescribeConfigsResponse;
}

/// Writes a [`DescribeConfigsResponse`] field by field, in this order.
#[derive(Debug)]
pub struct DescribeConfigsResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DescribeConfigsResponseWriter<'w, 's, S> {
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

    pub fn results_element(&mut self) -> DescribeConfigsResultWriter<'_, 's, S> {
        DescribeConfigsResultWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`DescribeConfigsResult`] field by field, in this order.
#[derive(Debug)]
pub struct DescribeConfigsResultWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DescribeConfigsResultWriter<'w, 's, S> {
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

    /// Announces the elements: each follows through [`Self::configs_element`].
    pub fn configs(&mut self, count: usize) -> &mut Self {
        self.0.array(4, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn configs_element(&mut self) -> DescribeConfigsResourceResultWriter<'_, 's, S> {
        DescribeConfigsResourceResultWriter(self.0.element(4))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(5).put_tag_count(0);
    }
}

/// Writes a [`DescribeConfigsResourceResult`] field by field, in this order.
#[derive(Debug)]
pub struct DescribeConfigsResourceResultWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DescribeConfigsResourceResultWriter<'w, 's, S> {
    pub fn name(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn value(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(1, VersionRange::new(0, i16::MAX), VersionRange::new(0, i16::MAX), value);
        self
    }

    pub fn read_only(&mut self, value: bool) -> &mut Self {
        self.0.field(2, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn is_default(&mut self, value: bool) -> &mut Self {
        self.0.field(3, VersionRange::new(0, 0), &value);
        self
    }

    pub fn config_source(&mut self, value: i8) -> &mut Self {
        self.0.field(4, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn is_sensitive(&mut self, value: bool) -> &mut Self {
        self.0.field(5, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::synonyms_element`].
    pub fn synonyms(&mut self, count: usize) -> &mut Self {
        self.0.array(6, VersionRange::new(1, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn synonyms_element(&mut self) -> DescribeConfigsSynonymWriter<'_, 's, S> {
        DescribeConfigsSynonymWriter(self.0.element(6))
    }

    pub fn config_type(&mut self, value: i8) -> &mut Self {
        self.0.field(7, VersionRange::new(3, i16::MAX), &value);
        self
    }

    pub fn documentation(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(8, VersionRange::new(3, i16::MAX), VersionRange::new(0, i16::MAX), value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(9).put_tag_count(0);
    }
}

/// Writes a [`DescribeConfigsSynonym`] field by field, in this order.
#[derive(Debug)]
pub struct DescribeConfigsSynonymWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DescribeConfigsSynonymWriter<'w, 's, S> {
    pub fn name(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn value(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(1, VersionRange::new(1, i16::MAX), VersionRange::new(0, i16::MAX), value);
        self
    }

    pub fn source(&mut self, value: i8) -> &mut Self {
        self.0.field(2, VersionRange::new(1, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(3).put_tag_count(0);
    }
}
