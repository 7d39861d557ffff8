//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `EndTxnRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct EndTxnRequest {
    pub transactional_id: String,
    pub producer_id: i64,
    pub producer_epoch: i16,
    pub committed: bool,
}

impl<'a> Decode<'a> for EndTxnRequest {
    const SIZE_MIN: usize = 13;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.transactional_id = r.get()?;
        m.producer_id = r.get()?;
        m.producer_epoch = r.get()?;
        m.committed = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`EndTxnRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct EndTxnRequestView<'a> {
    pub transactional_id: &'a str,
    pub producer_id: i64,
    pub producer_epoch: i16,
    pub committed: bool,
}

impl<'a> Decode<'a> for EndTxnRequestView<'a> {
    const SIZE_MIN: usize = 13;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.transactional_id = r.get()?;
        m.producer_id = r.get()?;
        m.producer_epoch = r.get()?;
        m.committed = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for EndTxnRequestView<'_> {
    type Owned = EndTxnRequest;
    fn into_owned(self) -> EndTxnRequest {
        EndTxnRequest {
            transactional_id: self.transactional_id.into_owned(),
            producer_id: self.producer_id.into_owned(),
            producer_epoch: self.producer_epoch.into_owned(),
            committed: self.committed.into_owned(),
        }
    }
}

impl Encode for EndTxnRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.transactional_id);
        w.put(&self.producer_id);
        w.put(&self.producer_epoch);
        w.put(&self.committed);
        w.put_tag_count(0);
    }
}

impl Message for EndTxnRequest {
    const NAME: &'static str = "EndTxnRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 26;
    const VERSIONS: VersionRange = VersionRange::new(0, 5);
    const FLEXIBLE_SINCE: i16 = 3;
    type View<'a> = EndTxnRequestView<'a>;
}

impl<'a> MessageView<'a> for EndTxnRequestView<'a> {
    type Message = EndTxnRequest;
}
