//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `RemoveTopicRecord`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct RemoveTopicRecord {
    pub topic_id: Uuid,
}

impl<'a> Decode<'a> for RemoveTopicRecord {
    const SIZE_MIN: usize = 17;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for RemoveTopicRecord {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for RemoveTopicRecord {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic_id);
        w.put_tag_count(0);
    }
}

impl Message for RemoveTopicRecord {
    const NAME: &'static str = "RemoveTopicRecord";
    const KIND: MessageKind = MessageKind::Metadata;
    const ID: i16 = 9;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = RemoveTopicRecord;
}

impl<'a> MessageView<'a> for RemoveTopicRecord {
    type Message = RemoveTopicRecord;
}
