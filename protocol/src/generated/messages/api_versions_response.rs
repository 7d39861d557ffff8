//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, VersionRange, Writer,
};

/// Kafka's `ApiVersionsResponse`.
#[derive(Clone, Debug, PartialEq)]
pub struct ApiVersionsResponse {
    pub error_code: i16,
    pub api_keys: Vec<ApiVersion>,
    pub throttle_time_ms: i32,
    pub supported_features: Vec<SupportedFeatureKey>,
    pub finalized_features_epoch: i64,
    pub finalized_features: Vec<FinalizedFeatureKey>,
    pub zk_migration_ready: bool,
}

impl Default for ApiVersionsResponse {
    fn default() -> Self {
        Self {
            error_code: Default::default(),
            api_keys: Default::default(),
            throttle_time_ms: Default::default(),
            supported_features: Default::default(),
            finalized_features_epoch: -1,
            finalized_features: Default::default(),
            zk_migration_ready: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for ApiVersionsResponse {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.api_keys = r.get()?;
        if v >= 1 {
            m.throttle_time_ms = r.get()?;
        }
        r.tags(&mut |r, tag| {
            match tag {
                0 if v >= 3 => m.supported_features = r.get()?,
                1 if v >= 3 => m.finalized_features_epoch = r.get()?,
                2 if v >= 3 => m.finalized_features = r.get()?,
                3 if v >= 3 => m.zk_migration_ready = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

/// [`ApiVersionsResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ApiVersionsResponseView<'a> {
    pub error_code: i16,
    pub api_keys: ArrayView<'a, ApiVersion>,
    pub throttle_time_ms: i32,
    pub supported_features: ArrayView<'a, SupportedFeatureKeyView<'a>>,
    pub finalized_features_epoch: i64,
    pub finalized_features: ArrayView<'a, FinalizedFeatureKeyView<'a>>,
    pub zk_migration_ready: bool,
}

impl Default for ApiVersionsResponseView<'_> {
    fn default() -> Self {
        Self {
            error_code: Default::default(),
            api_keys: Default::default(),
            throttle_time_ms: Default::default(),
            supported_features: Default::default(),
            finalized_features_epoch: -1,
            finalized_features: Default::default(),
            zk_migration_ready: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for ApiVersionsResponseView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.api_keys = r.get()?;
        if v >= 1 {
            m.throttle_time_ms = r.get()?;
        }
        r.tags(&mut |r, tag| {
            match tag {
                0 if v >= 3 => m.supported_features = r.get()?,
                1 if v >= 3 => m.finalized_features_epoch = r.get()?,
                2 if v >= 3 => m.finalized_features = r.get()?,
                3 if v >= 3 => m.zk_migration_ready = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

impl IntoOwned for ApiVersionsResponseView<'_> {
    type Owned = ApiVersionsResponse;
    fn into_owned(self) -> ApiVersionsResponse {
        ApiVersionsResponse {
            error_code: self.error_code.into_owned(),
            api_keys: self.api_keys.into_owned(),
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            supported_features: self.supported_features.into_owned(),
            finalized_features_epoch: self.finalized_features_epoch.into_owned(),
            finalized_features: self.finalized_features.into_owned(),
            zk_migration_ready: self.zk_migration_ready.into_owned(),
        }
    }
}

impl Encode for ApiVersionsResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.error_code);
        w.put(&self.api_keys);
        if v >= 1 {
            w.put(&self.throttle_time_ms);
        }
        self.write_tags(w);
    }
}

impl ApiVersionsResponse {
    fn write_tags<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        let has_0 = v >= 3 && !self.supported_features.is_empty();
        let has_1 = v >= 3 && self.finalized_features_epoch != -1;
        let has_2 = v >= 3 && !self.finalized_features.is_empty();
        let has_3 = v >= 3 && self.zk_migration_ready;
        w.put_tag_count(usize::from(has_0) + usize::from(has_1) + usize::from(has_2) + usize::from(has_3));
        if has_0 {
            w.put_tag(0, &self.supported_features);
        }
        if has_1 {
            w.put_tag(1, &self.finalized_features_epoch);
        }
        if has_2 {
            w.put_tag(2, &self.finalized_features);
        }
        if has_3 {
            w.put_tag(3, &self.zk_migration_ready);
        }
    }
}

/// Kafka's `ApiVersion`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct ApiVersion {
    pub api_key: i16,
    pub min_version: i16,
    pub max_version: i16,
}

impl<'a> Decode<'a> for ApiVersion {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.api_key = r.get()?;
        m.min_version = r.get()?;
        m.max_version = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ApiVersion {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for ApiVersion {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.api_key);
        w.put(&self.min_version);
        w.put(&self.max_version);
        w.put_tag_count(0);
    }
}

/// Kafka's `SupportedFeatureKey`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct SupportedFeatureKey {
    pub name: String,
    pub min_version: i16,
    pub max_version: i16,
}

impl<'a> Decode<'a> for SupportedFeatureKey {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 3 {
            m.name = r.get()?;
        }
        if v >= 3 {
            m.min_version = r.get()?;
        }
        if v >= 3 {
            m.max_version = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`SupportedFeatureKey`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct SupportedFeatureKeyView<'a> {
    pub name: &'a str,
    pub min_version: i16,
    pub max_version: i16,
}

impl<'a> Decode<'a> for SupportedFeatureKeyView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 3 {
            m.name = r.get()?;
        }
        if v >= 3 {
            m.min_version = r.get()?;
        }
        if v >= 3 {
            m.max_version = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for SupportedFeatureKeyView<'_> {
    type Owned = SupportedFeatureKey;
    fn into_owned(self) -> SupportedFeatureKey {
        SupportedFeatureKey {
            name: self.name.into_owned(),
            min_version: self.min_version.into_owned(),
            max_version: self.max_version.into_owned(),
        }
    }
}

impl Encode for SupportedFeatureKey {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 3 {
            w.put(&self.name);
        } else {
            w.refuse_if(!self.name.is_empty(), "Name");
        }
        if v >= 3 {
            w.put(&self.min_version);
        } else {
            w.refuse_if(self.min_version != 0, "MinVersion");
        }
        if v >= 3 {
            w.put(&self.max_version);
        } else {
            w.refuse_if(self.max_version != 0, "MaxVersion");
        }
        w.put_tag_count(0);
    }
}

/// Kafka's `FinalizedFeatureKey`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct FinalizedFeatureKey {
    pub name: String,
    pub max_version_level: i16,
    pub min_version_level: i16,
}

impl<'a> Decode<'a> for FinalizedFeatureKey {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 3 {
            m.name = r.get()?;
        }
        if v >= 3 {
            m.max_version_level = r.get()?;
        }
        if v >= 3 {
            m.min_version_level = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`FinalizedFeatureKey`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct FinalizedFeatureKeyView<'a> {
    pub name: &'a str,
    pub max_version_level: i16,
    pub min_version_level: i16,
}

impl<'a> Decode<'a> for FinalizedFeatureKeyView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 3 {
            m.name = r.get()?;
        }
        if v >= 3 {
            m.max_version_level = r.get()?;
        }
        if v >= 3 {
            m.min_version_level = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for FinalizedFeatureKeyView<'_> {
    type Owned = FinalizedFeatureKey;
    fn into_owned(self) -> FinalizedFeatureKey {
        FinalizedFeatureKey {
            name: self.name.into_owned(),
            max_version_level: self.max_version_level.into_owned(),
            min_version_level: self.min_version_level.into_owned(),
        }
    }
}

impl Encode for FinalizedFeatureKey {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 3 {
            w.put(&self.name);
        } else {
            w.refuse_if(!self.name.is_empty(), "Name");
        }
        if v >= 3 {
            w.put(&self.max_version_level);
        } else {
            w.refuse_if(self.max_version_level != 0, "MaxVersionLevel");
        }
        if v >= 3 {
            w.put(&self.min_version_level);
        } else {
            w.refuse_if(self.min_version_level != 0, "MinVersionLevel");
        }
        w.put_tag_count(0);
    }
}

impl Message for ApiVersionsResponse {
    const NAME: &'static str = "ApiVersionsResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 18;
    const VERSIONS: VersionRange = VersionRange::new(0, 5);
    const FLEXIBLE_SINCE: i16 = 3;
    type View<'a> = ApiVersionsResponseView<'a>;
}

impl<'a> MessageView<'a> for ApiVersionsResponseView<'a> {
    type Message = ApiVersionsResponse;
}

/// Writes a [`ApiVersionsResponse`] field by field, in this order.
#[derive(Debug)]
pub struct ApiVersionsResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> ApiVersionsResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::api_keys_element`].
    pub fn api_keys(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn api_keys_element(&mut self) -> ApiVersionWriter<'_, 's, S> {
        ApiVersionWriter(self.0.element(1))
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(2, VersionRange::new(1, i16::MAX), &value);
        self
    }

    /// Ends the structure with the tagged fields of `tags`, whose other fields are ignored.
    pub fn end(mut self, tags: &ApiVersionsResponse) {
        tags.write_tags(self.0.end(3));
    }
}

/// Writes a [`ApiVersion`] field by field, in this order.
#[derive(Debug)]
pub struct ApiVersionWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> ApiVersionWriter<'w, 's, S> {
    pub fn api_key(&mut self, value: i16) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn min_version(&mut self, value: i16) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn max_version(&mut self, value: i16) -> &mut Self {
        self.0.field(2, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(3).put_tag_count(0);
    }
}
