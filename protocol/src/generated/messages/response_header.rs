//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `ResponseHeader`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct ResponseHeader {
    pub correlation_id: i32,
}

impl<'a> Decode<'a> for ResponseHeader {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.correlation_id = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ResponseHeader {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for ResponseHeader {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.correlation_id);
        w.put_tag_count(0);
    }
}

impl Message for ResponseHeader {
    const NAME: &'static str = "ResponseHeader";
    const KIND: MessageKind = MessageKind::Header;
    const ID: i16 = -1;
    const VERSIONS: VersionRange = VersionRange::new(0, 1);
    const FLEXIBLE_SINCE: i16 = 1;
    type View<'a> = ResponseHeader;
}

impl<'a> MessageView<'a> for ResponseHeader {
    type Message = ResponseHeader;
}
