//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `ConsumerGroupTargetAssignmentMetadataValue`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct ConsumerGroupTargetAssignmentMetadataValue {
    pub assignment_epoch: i32,
    pub assignment_timestamp: i64,
}

impl<'a> Decode<'a> for ConsumerGroupTargetAssignmentMetadataValue {
    const SIZE_MIN: usize = 5;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.assignment_epoch = r.get()?;
        r.tags(&mut |r, tag| {
            match tag {
                0 => m.assignment_timestamp = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

impl IntoOwned for ConsumerGroupTargetAssignmentMetadataValue {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for ConsumerGroupTargetAssignmentMetadataValue {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.assignment_epoch);
        self.write_tags(w);
    }
}

impl ConsumerGroupTargetAssignmentMetadataValue {
    fn write_tags<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let has_0 = self.assignment_timestamp != 0;
        w.put_tag_count(usize::from(has_0));
        if has_0 {
            w.put_tag(0, &self.assignment_timestamp);
        }
    }
}

impl Message for ConsumerGroupTargetAssignmentMetadataValue {
    const NAME: &'static str = "ConsumerGroupTargetAssignmentMetadataValue";
    const KIND: MessageKind = MessageKind::Value;
    const ID: i16 = 6;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = ConsumerGroupTargetAssignmentMetadataValue;
}

impl<'a> MessageView<'a> for ConsumerGroupTargetAssignmentMetadataValue {
    type Message = ConsumerGroupTargetAssignmentMetadataValue;
}
