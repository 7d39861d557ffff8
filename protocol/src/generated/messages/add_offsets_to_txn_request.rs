//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `AddOffsetsToTxnRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct AddOffsetsToTxnRequest {
    pub transactional_id: String,
    pub producer_id: i64,
    pub producer_epoch: i16,
    pub group_id: String,
}

impl<'a> Decode<'a> for AddOffsetsToTxnRequest {
    const SIZE_MIN: usize = 13;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.transactional_id = r.get()?;
        m.producer_id = r.get()?;
        m.producer_epoch = r.get()?;
        m.group_id = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`AddOffsetsToTxnRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct AddOffsetsToTxnRequestView<'a> {
    pub transactional_id: &'a str,
    pub producer_id: i64,
    pub producer_epoch: i16,
    pub group_id: &'a str,
}

impl<'a> Decode<'a> for AddOffsetsToTxnRequestView<'a> {
    const SIZE_MIN: usize = 13;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.transactional_id = r.get()?;
        m.producer_id = r.get()?;
        m.producer_epoch = r.get()?;
        m.group_id = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AddOffsetsToTxnRequestView<'_> {
    type Owned = AddOffsetsToTxnRequest;
    fn into_owned(self) -> AddOffsetsToTxnRequest {
        AddOffsetsToTxnRequest {
            transactional_id: self.transactional_id.into_owned(),
            producer_id: self.producer_id.into_owned(),
            producer_epoch: self.producer_epoch.into_owned(),
            group_id: self.group_id.into_owned(),
        }
    }
}

impl Encode for AddOffsetsToTxnRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.transactional_id);
        w.put(&self.producer_id);
        w.put(&self.producer_epoch);
        w.put(&self.group_id);
        w.put_tag_count(0);
    }
}

impl Message for AddOffsetsToTxnRequest {
    const NAME: &'static str = "AddOffsetsToTxnRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 25;
    const VERSIONS: VersionRange = VersionRange::new(0, 4);
    const FLEXIBLE_SINCE: i16 = 3;
    type View<'a> = AddOffsetsToTxnRequestView<'a>;
}

impl<'a> MessageView<'a> for AddOffsetsToTxnRequestView<'a> {
    type Message = AddOffsetsToTxnRequest;
}
