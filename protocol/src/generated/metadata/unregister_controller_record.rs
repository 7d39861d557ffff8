//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `UnregisterControllerRecord`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct UnregisterControllerRecord {
    pub controller_id: i32,
}

impl<'a> Decode<'a> for UnregisterControllerRecord {
    const SIZE_MIN: usize = 5;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.controller_id = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for UnregisterControllerRecord {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for UnregisterControllerRecord {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.controller_id);
        w.put_tag_count(0);
    }
}

impl Message for UnregisterControllerRecord {
    const NAME: &'static str = "UnregisterControllerRecord";
    const KIND: MessageKind = MessageKind::Metadata;
    const ID: i16 = 29;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = UnregisterControllerRecord;
}

impl<'a> MessageView<'a> for UnregisterControllerRecord {
    type Message = UnregisterControllerRecord;
}
