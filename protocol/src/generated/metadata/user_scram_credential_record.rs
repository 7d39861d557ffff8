//! Generated from protocol/schema by `generate-messages`; do not edit.

use bytes::Bytes;

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `UserScramCredentialRecord`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct UserScramCredentialRecord {
    pub name: String,
    pub mechanism: i8,
    pub salt: Bytes,
    pub stored_key: Bytes,
    pub server_key: Bytes,
    pub iterations: i32,
}

impl<'a> Decode<'a> for UserScramCredentialRecord {
    const SIZE_MIN: usize = 10;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.mechanism = r.get()?;
        m.salt = r.get()?;
        m.stored_key = r.get()?;
        m.server_key = r.get()?;
        m.iterations = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`UserScramCredentialRecord`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct UserScramCredentialRecordView<'a> {
    pub name: &'a str,
    pub mechanism: i8,
    pub salt: &'a [u8],
    pub stored_key: &'a [u8],
    pub server_key: &'a [u8],
    pub iterations: i32,
}

impl<'a> Decode<'a> for UserScramCredentialRecordView<'a> {
    const SIZE_MIN: usize = 10;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.mechanism = r.get()?;
        m.salt = r.get()?;
        m.stored_key = r.get()?;
        m.server_key = r.get()?;
        m.iterations = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for UserScramCredentialRecordView<'_> {
    type Owned = UserScramCredentialRecord;
    fn into_owned(self) -> UserScramCredentialRecord {
        UserScramCredentialRecord {
            name: self.name.into_owned(),
            mechanism: self.mechanism.into_owned(),
            salt: self.salt.into_owned(),
            stored_key: self.stored_key.into_owned(),
            server_key: self.server_key.into_owned(),
            iterations: self.iterations.into_owned(),
        }
    }
}

impl Encode for UserScramCredentialRecord {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.mechanism);
        w.put(&self.salt);
        w.put(&self.stored_key);
        w.put(&self.server_key);
        w.put(&self.iterations);
        w.put_tag_count(0);
    }
}

impl Message for UserScramCredentialRecord {
    const NAME: &'static str = "UserScramCredentialRecord";
    const KIND: MessageKind = MessageKind::Metadata;
    const ID: i16 = 11;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = UserScramCredentialRecordView<'a>;
}

impl<'a> MessageView<'a> for UserScramCredentialRecordView<'a> {
    type Message = UserScramCredentialRecord;
}
