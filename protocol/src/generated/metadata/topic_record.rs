//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `TopicRecord`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TopicRecord {
    pub name: String,
    pub topic_id: Uuid,
}

impl<'a> Decode<'a> for TopicRecord {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.topic_id = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`TopicRecord`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TopicRecordView<'a> {
    pub name: &'a str,
    pub topic_id: Uuid,
}

impl<'a> Decode<'a> for TopicRecordView<'a> {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.topic_id = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for TopicRecordView<'_> {
    type Owned = TopicRecord;
    fn into_owned(self) -> TopicRecord {
        TopicRecord { name: self.name.into_owned(), topic_id: self.topic_id.into_owned() }
    }
}

impl Encode for TopicRecord {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.topic_id);
        w.put_tag_count(0);
    }
}

impl Message for TopicRecord {
    const NAME: &'static str = "TopicRecord";
    const KIND: MessageKind = MessageKind::Metadata;
    const ID: i16 = 2;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = TopicRecordView<'a>;
}

impl<'a> MessageView<'a> for TopicRecordView<'a> {
    type Message = TopicRecord;
}
