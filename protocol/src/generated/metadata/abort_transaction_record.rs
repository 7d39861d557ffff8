//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `AbortTransactionRecord`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct AbortTransactionRecord {
    pub reason: Option<String>,
}

impl<'a> Decode<'a> for AbortTransactionRecord {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        r.tags(&mut |r, tag| {
            match tag {
                0 => m.reason = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

/// [`AbortTransactionRecord`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct AbortTransactionRecordView<'a> {
    pub reason: Option<&'a str>,
}

impl<'a> Decode<'a> for AbortTransactionRecordView<'a> {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        r.tags(&mut |r, tag| {
            match tag {
                0 => m.reason = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

impl IntoOwned for AbortTransactionRecordView<'_> {
    type Owned = AbortTransactionRecord;
    fn into_owned(self) -> AbortTransactionRecord {
        AbortTransactionRecord { reason: self.reason.into_owned() }
    }
}

impl Encode for AbortTransactionRecord {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        self.write_tags(w);
    }
}

impl AbortTransactionRecord {
    fn write_tags<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let has_0 = self.reason.is_some();
        w.put_tag_count(usize::from(has_0));
        if has_0 {
            w.put_tag(0, &self.reason);
        }
    }
}

impl Message for AbortTransactionRecord {
    const NAME: &'static str = "AbortTransactionRecord";
    const KIND: MessageKind = MessageKind::Metadata;
    const ID: i16 = 25;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = AbortTransactionRecordView<'a>;
}

impl<'a> MessageView<'a> for AbortTransactionRecordView<'a> {
    type Message = AbortTransactionRecord;
}
