//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `RemoveDelegationTokenRecord`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct RemoveDelegationTokenRecord {
    pub token_id: String,
}

impl<'a> Decode<'a> for RemoveDelegationTokenRecord {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.token_id = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`RemoveDelegationTokenRecord`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct RemoveDelegationTokenRecordView<'a> {
    pub token_id: &'a str,
}

impl<'a> Decode<'a> for RemoveDelegationTokenRecordView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.token_id = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for RemoveDelegationTokenRecordView<'_> {
    type Owned = RemoveDelegationTokenRecord;
    fn into_owned(self) -> RemoveDelegationTokenRecord {
        RemoveDelegationTokenRecord { token_id: self.token_id.into_owned() }
    }
}

impl Encode for RemoveDelegationTokenRecord {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.token_id);
        w.put_tag_count(0);
    }
}

impl Message for RemoveDelegationTokenRecord {
    const NAME: &'static str = "RemoveDelegationTokenRecord";
    const KIND: MessageKind = MessageKind::Metadata;
    const ID: i16 = 26;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = RemoveDelegationTokenRecordView<'a>;
}

impl<'a> MessageView<'a> for RemoveDelegationTokenRecordView<'a> {
    type Message = RemoveDelegationTokenRecord;
}
