//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `LegacyOffsetCommitValue`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct LegacyOffsetCommitValue {
    pub offset: i64,
    pub metadata: String,
    pub commit_timestamp: i64,
}

impl<'a> Decode<'a> for LegacyOffsetCommitValue {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.offset = r.get()?;
        m.metadata = r.get()?;
        m.commit_timestamp = r.get()?;
        Ok(m)
    }
}

/// [`LegacyOffsetCommitValue`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct LegacyOffsetCommitValueView<'a> {
    pub offset: i64,
    pub metadata: &'a str,
    pub commit_timestamp: i64,
}

impl<'a> Decode<'a> for LegacyOffsetCommitValueView<'a> {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.offset = r.get()?;
        m.metadata = r.get()?;
        m.commit_timestamp = r.get()?;
        Ok(m)
    }
}

impl IntoOwned for LegacyOffsetCommitValueView<'_> {
    type Owned = LegacyOffsetCommitValue;
    fn into_owned(self) -> LegacyOffsetCommitValue {
        LegacyOffsetCommitValue {
            offset: self.offset.into_owned(),
            metadata: self.metadata.into_owned(),
            commit_timestamp: self.commit_timestamp.into_owned(),
        }
    }
}

impl Encode for LegacyOffsetCommitValue {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.offset);
        w.put(&self.metadata);
        w.put(&self.commit_timestamp);
    }
}

impl Message for LegacyOffsetCommitValue {
    const NAME: &'static str = "LegacyOffsetCommitValue";
    const KIND: MessageKind = MessageKind::Value;
    const ID: i16 = 0;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = i16::MAX;
    type View<'a> = LegacyOffsetCommitValueView<'a>;
}

impl<'a> MessageView<'a> for LegacyOffsetCommitValueView<'a> {
    type Message = LegacyOffsetCommitValue;
}
