//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `RemoveAccessControlEntryRecord`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct RemoveAccessControlEntryRecord {
    pub id: Uuid,
}

impl<'a> Decode<'a> for RemoveAccessControlEntryRecord {
    const SIZE_MIN: usize = 17;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.id = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for RemoveAccessControlEntryRecord {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for RemoveAccessControlEntryRecord {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.id);
        w.put_tag_count(0);
    }
}

impl Message for RemoveAccessControlEntryRecord {
    const NAME: &'static str = "RemoveAccessControlEntryRecord";
    const KIND: MessageKind = MessageKind::Metadata;
    const ID: i16 = 19;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = RemoveAccessControlEntryRecord;
}

impl<'a> MessageView<'a> for RemoveAccessControlEntryRecord {
    type Message = RemoveAccessControlEntryRecord;
}
