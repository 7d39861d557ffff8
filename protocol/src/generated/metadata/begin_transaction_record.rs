//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `BeginTransactionRecord`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct BeginTransactionRecord {
    pub name: Option<String>,
}

impl<'a> Decode<'a> for BeginTransactionRecord {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        r.tags(&mut |r, tag| {
            match tag {
                0 => m.name = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

/// [`BeginTransactionRecord`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct BeginTransactionRecordView<'a> {
    pub name: Option<&'a str>,
}

impl<'a> Decode<'a> for BeginTransactionRecordView<'a> {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        r.tags(&mut |r, tag| {
            match tag {
                0 => m.name = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

impl IntoOwned for BeginTransactionRecordView<'_> {
    type Owned = BeginTransactionRecord;
    fn into_owned(self) -> BeginTransactionRecord {
        BeginTransactionRecord { name: self.name.into_owned() }
    }
}

impl Encode for BeginTransactionRecord {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        self.write_tags(w);
    }
}

impl BeginTransactionRecord {
    fn write_tags<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let has_0 = self.name.is_some();
        w.put_tag_count(usize::from(has_0));
        if has_0 {
            w.put_tag(0, &self.name);
        }
    }
}

impl Message for BeginTransactionRecord {
    const NAME: &'static str = "BeginTransactionRecord";
    const KIND: MessageKind = MessageKind::Metadata;
    const ID: i16 = 23;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = BeginTransactionRecordView<'a>;
}

impl<'a> MessageView<'a> for BeginTransactionRecordView<'a> {
    type Message = BeginTransactionRecord;
}
