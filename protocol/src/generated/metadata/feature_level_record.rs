//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `FeatureLevelRecord`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct FeatureLevelRecord {
    pub name: String,
    pub feature_level: i16,
}

impl<'a> Decode<'a> for FeatureLevelRecord {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.feature_level = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`FeatureLevelRecord`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct FeatureLevelRecordView<'a> {
    pub name: &'a str,
    pub feature_level: i16,
}

impl<'a> Decode<'a> for FeatureLevelRecordView<'a> {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.feature_level = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for FeatureLevelRecordView<'_> {
    type Owned = FeatureLevelRecord;
    fn into_owned(self) -> FeatureLevelRecord {
        FeatureLevelRecord { name: self.name.into_owned(), feature_level: self.feature_level.into_owned() }
    }
}

impl Encode for FeatureLevelRecord {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.feature_level);
        w.put_tag_count(0);
    }
}

impl Message for FeatureLevelRecord {
    const NAME: &'static str = "FeatureLevelRecord";
    const KIND: MessageKind = MessageKind::Metadata;
    const ID: i16 = 12;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = FeatureLevelRecordView<'a>;
}

impl<'a> MessageView<'a> for FeatureLevelRecordView<'a> {
    type Message = FeatureLevelRecord;
}
