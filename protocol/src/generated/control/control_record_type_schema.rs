//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `ControlRecordTypeSchema`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct ControlRecordTypeSchema {
    pub r#type: i16,
}

impl<'a> Decode<'a> for ControlRecordTypeSchema {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.r#type = r.get()?;
        Ok(m)
    }
}

impl IntoOwned for ControlRecordTypeSchema {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for ControlRecordTypeSchema {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.r#type);
    }
}

impl Message for ControlRecordTypeSchema {
    const NAME: &'static str = "ControlRecordTypeSchema";
    const KIND: MessageKind = MessageKind::Data;
    const ID: i16 = -1;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = i16::MAX;
    type View<'a> = ControlRecordTypeSchema;
}

impl<'a> MessageView<'a> for ControlRecordTypeSchema {
    type Message = ControlRecordTypeSchema;
}
