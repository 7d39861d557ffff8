//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `DelegationTokenRecord`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DelegationTokenRecord {
    pub owner: String,
    pub requester: String,
    pub renewers: Vec<String>,
    pub issue_timestamp: i64,
    pub max_timestamp: i64,
    pub expiration_timestamp: i64,
    pub token_id: String,
}

impl<'a> Decode<'a> for DelegationTokenRecord {
    const SIZE_MIN: usize = 29;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.owner = r.get()?;
        m.requester = r.get()?;
        m.renewers = r.get()?;
        m.issue_timestamp = r.get()?;
        m.max_timestamp = r.get()?;
        m.expiration_timestamp = r.get()?;
        m.token_id = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DelegationTokenRecord`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DelegationTokenRecordView<'a> {
    pub owner: &'a str,
    pub requester: &'a str,
    pub renewers: ArrayView<'a, &'a str>,
    pub issue_timestamp: i64,
    pub max_timestamp: i64,
    pub expiration_timestamp: i64,
    pub token_id: &'a str,
}

impl<'a> Decode<'a> for DelegationTokenRecordView<'a> {
    const SIZE_MIN: usize = 29;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.owner = r.get()?;
        m.requester = r.get()?;
        m.renewers = r.get()?;
        m.issue_timestamp = r.get()?;
        m.max_timestamp = r.get()?;
        m.expiration_timestamp = r.get()?;
        m.token_id = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DelegationTokenRecordView<'_> {
    type Owned = DelegationTokenRecord;
    fn into_owned(self) -> DelegationTokenRecord {
        DelegationTokenRecord {
            owner: self.owner.into_owned(),
            requester: self.requester.into_owned(),
            renewers: self.renewers.into_owned(),
            issue_timestamp: self.issue_timestamp.into_owned(),
            max_timestamp: self.max_timestamp.into_owned(),
            expiration_timestamp: self.expiration_timestamp.into_owned(),
            token_id: self.token_id.into_owned(),
        }
    }
}

impl Encode for DelegationTokenRecord {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.owner);
        w.put(&self.requester);
        w.put(&self.renewers);
        w.put(&self.issue_timestamp);
        w.put(&self.max_timestamp);
        w.put(&self.expiration_timestamp);
        w.put(&self.token_id);
        w.put_tag_count(0);
    }
}

impl Message for DelegationTokenRecord {
    const NAME: &'static str = "DelegationTokenRecord";
    const KIND: MessageKind = MessageKind::Metadata;
    const ID: i16 = 10;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = DelegationTokenRecordView<'a>;
}

impl<'a> MessageView<'a> for DelegationTokenRecordView<'a> {
    type Message = DelegationTokenRecord;
}
