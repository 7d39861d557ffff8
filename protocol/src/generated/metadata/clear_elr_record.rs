//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `ClearElrRecord`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ClearElrRecord {
    pub topic_name: String,
}

impl<'a> Decode<'a> for ClearElrRecord {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_name = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ClearElrRecord`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ClearElrRecordView<'a> {
    pub topic_name: &'a str,
}

impl<'a> Decode<'a> for ClearElrRecordView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_name = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ClearElrRecordView<'_> {
    type Owned = ClearElrRecord;
    fn into_owned(self) -> ClearElrRecord {
        ClearElrRecord { topic_name: self.topic_name.into_owned() }
    }
}

impl Encode for ClearElrRecord {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic_name);
        w.put_tag_count(0);
    }
}

impl Message for ClearElrRecord {
    const NAME: &'static str = "ClearElrRecord";
    const KIND: MessageKind = MessageKind::Metadata;
    const ID: i16 = 28;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = ClearElrRecordView<'a>;
}

impl<'a> MessageView<'a> for ClearElrRecordView<'a> {
    type Message = ClearElrRecord;
}
