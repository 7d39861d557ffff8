//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `SnapshotHeaderRecord`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct SnapshotHeaderRecord {
    pub version: i16,
    pub last_contained_log_timestamp: i64,
}

impl<'a> Decode<'a> for SnapshotHeaderRecord {
    const SIZE_MIN: usize = 11;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.version = r.get()?;
        m.last_contained_log_timestamp = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for SnapshotHeaderRecord {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for SnapshotHeaderRecord {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.version);
        w.put(&self.last_contained_log_timestamp);
        w.put_tag_count(0);
    }
}

impl Message for SnapshotHeaderRecord {
    const NAME: &'static str = "SnapshotHeaderRecord";
    const KIND: MessageKind = MessageKind::Data;
    const ID: i16 = -1;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = SnapshotHeaderRecord;
}

impl<'a> MessageView<'a> for SnapshotHeaderRecord {
    type Message = SnapshotHeaderRecord;
}
