//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `RemoveUserScramCredentialRecord`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct RemoveUserScramCredentialRecord {
    pub name: String,
    pub mechanism: i8,
}

impl<'a> Decode<'a> for RemoveUserScramCredentialRecord {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.mechanism = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`RemoveUserScramCredentialRecord`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct RemoveUserScramCredentialRecordView<'a> {
    pub name: &'a str,
    pub mechanism: i8,
}

impl<'a> Decode<'a> for RemoveUserScramCredentialRecordView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.mechanism = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for RemoveUserScramCredentialRecordView<'_> {
    type Owned = RemoveUserScramCredentialRecord;
    fn into_owned(self) -> RemoveUserScramCredentialRecord {
        RemoveUserScramCredentialRecord {
            name: self.name.into_owned(),
            mechanism: self.mechanism.into_owned(),
        }
    }
}

impl Encode for RemoveUserScramCredentialRecord {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.mechanism);
        w.put_tag_count(0);
    }
}

impl Message for RemoveUserScramCredentialRecord {
    const NAME: &'static str = "RemoveUserScramCredentialRecord";
    const KIND: MessageKind = MessageKind::Metadata;
    const ID: i16 = 22;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = RemoveUserScramCredentialRecordView<'a>;
}

impl<'a> MessageView<'a> for RemoveUserScramCredentialRecordView<'a> {
    type Message = RemoveUserScramCredentialRecord;
}
