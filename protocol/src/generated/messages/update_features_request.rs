//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `UpdateFeaturesRequest`.
#[derive(Clone, Debug, PartialEq)]
pub struct UpdateFeaturesRequest {
    pub timeout_ms: i32,
    pub feature_updates: Vec<FeatureUpdateKey>,
    pub validate_only: bool,
}

impl Default for UpdateFeaturesRequest {
    fn default() -> Self {
        Self { timeout_ms: 60000, feature_updates: Default::default(), validate_only: Default::default() }
    }
}

impl<'a> Decode<'a> for UpdateFeaturesRequest {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.timeout_ms = r.get()?;
        m.feature_updates = r.get()?;
        if v >= 1 {
            m.validate_only = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`UpdateFeaturesRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UpdateFeaturesRequestView<'a> {
    pub timeout_ms: i32,
    pub feature_updates: ArrayView<'a, FeatureUpdateKeyView<'a>>,
    pub validate_only: bool,
}

impl Default for UpdateFeaturesRequestView<'_> {
    fn default() -> Self {
        Self { timeout_ms: 60000, feature_updates: Default::default(), validate_only: Default::default() }
    }
}

impl<'a> Decode<'a> for UpdateFeaturesRequestView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.timeout_ms = r.get()?;
        m.feature_updates = r.get()?;
        if v >= 1 {
            m.validate_only = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for UpdateFeaturesRequestView<'_> {
    type Owned = UpdateFeaturesRequest;
    fn into_owned(self) -> UpdateFeaturesRequest {
        UpdateFeaturesRequest {
            timeout_ms: self.timeout_ms.into_owned(),
            feature_updates: self.feature_updates.into_owned(),
            validate_only: self.validate_only.into_owned(),
        }
    }
}

impl Encode for UpdateFeaturesRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.timeout_ms);
        w.put(&self.feature_updates);
        if v >= 1 {
            w.put(&self.validate_only);
        } else {
            w.refuse_if(self.validate_only, "ValidateOnly");
        }
        w.put_tag_count(0);
    }
}

/// Kafka's `FeatureUpdateKey`.
#[derive(Clone, Debug, PartialEq)]
pub struct FeatureUpdateKey {
    pub feature: String,
    pub max_version_level: i16,
    pub allow_downgrade: bool,
    pub upgrade_type: i8,
}

impl Default for FeatureUpdateKey {
    fn default() -> Self {
        Self {
            feature: Default::default(),
            max_version_level: Default::default(),
            allow_downgrade: Default::default(),
            upgrade_type: 1,
        }
    }
}

impl<'a> Decode<'a> for FeatureUpdateKey {
    const SIZE_MIN: usize = 5;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.feature = r.get()?;
        m.max_version_level = r.get()?;
        if v <= 0 {
            m.allow_downgrade = r.get()?;
        }
        if v >= 1 {
            m.upgrade_type = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`FeatureUpdateKey`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FeatureUpdateKeyView<'a> {
    pub feature: &'a str,
    pub max_version_level: i16,
    pub allow_downgrade: bool,
    pub upgrade_type: i8,
}

impl Default for FeatureUpdateKeyView<'_> {
    fn default() -> Self {
        Self {
            feature: Default::default(),
            max_version_level: Default::default(),
            allow_downgrade: Default::default(),
            upgrade_type: 1,
        }
    }
}

impl<'a> Decode<'a> for FeatureUpdateKeyView<'a> {
    const SIZE_MIN: usize = 5;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.feature = r.get()?;
        m.max_version_level = r.get()?;
        if v <= 0 {
            m.allow_downgrade = r.get()?;
        }
        if v >= 1 {
            m.upgrade_type = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for FeatureUpdateKeyView<'_> {
    type Owned = FeatureUpdateKey;
    fn into_owned(self) -> FeatureUpdateKey {
        FeatureUpdateKey {
            feature: self.feature.into_owned(),
            max_version_level: self.max_version_level.into_owned(),
            allow_downgrade: self.allow_downgrade.into_owned(),
            upgrade_type: self.upgrade_type.into_owned(),
        }
    }
}

impl Encode for FeatureUpdateKey {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.feature);
        w.put(&self.max_version_level);
        if v <= 0 {
            w.put(&self.allow_downgrade);
        } else {
            w.refuse_if(self.allow_downgrade, "AllowDowngrade");
        }
        if v >= 1 {
            w.put(&self.upgrade_type);
        } else {
            w.refuse_if(self.upgrade_type != 1, "UpgradeType");
        }
        w.put_tag_count(0);
    }
}

impl Message for UpdateFeaturesRequest {
    const NAME: &'static str = "UpdateFeaturesRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 57;
    const VERSIONS: VersionRange = VersionRange::new(0, 2);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = UpdateFeaturesRequestView<'a>;
}

impl<'a> MessageView<'a> for UpdateFeaturesRequestView<'a> {
    type Message = UpdateFeaturesRequest;
}
