//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `SnapshotFooterRecord`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct SnapshotFooterRecord {
    pub version: i16,
}

impl<'a> Decode<'a> for SnapshotFooterRecord {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.version = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for SnapshotFooterRecord {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for SnapshotFooterRecord {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.version);
        w.put_tag_count(0);
    }
}

impl Message for SnapshotFooterRecord {
    const NAME: &'static str = "SnapshotFooterRecord";
    const KIND: MessageKind = MessageKind::Data;
    const ID: i16 = -1;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = SnapshotFooterRecord;
}

impl<'a> MessageView<'a> for SnapshotFooterRecord {
    type Message = SnapshotFooterRecord;
}
