//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `ConsumerGroupTargetAssignmentMemberKey`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ConsumerGroupTargetAssignmentMemberKey {
    pub group_id: String,
    pub member_id: String,
}

impl<'a> Decode<'a> for ConsumerGroupTargetAssignmentMemberKey {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.member_id = r.get()?;
        Ok(m)
    }
}

/// [`ConsumerGroupTargetAssignmentMemberKey`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ConsumerGroupTargetAssignmentMemberKeyView<'a> {
    pub group_id: &'a str,
    pub member_id: &'a str,
}

impl<'a> Decode<'a> for ConsumerGroupTargetAssignmentMemberKeyView<'a> {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.member_id = r.get()?;
        Ok(m)
    }
}

impl IntoOwned for ConsumerGroupTargetAssignmentMemberKeyView<'_> {
    type Owned = ConsumerGroupTargetAssignmentMemberKey;
    fn into_owned(self) -> ConsumerGroupTargetAssignmentMemberKey {
        ConsumerGroupTargetAssignmentMemberKey {
            group_id: self.group_id.into_owned(),
            member_id: self.member_id.into_owned(),
        }
    }
}

impl Encode for ConsumerGroupTargetAssignmentMemberKey {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.group_id);
        w.put(&self.member_id);
    }
}

impl Message for ConsumerGroupTargetAssignmentMemberKey {
    const NAME: &'static str = "ConsumerGroupTargetAssignmentMemberKey";
    const KIND: MessageKind = MessageKind::Key;
    const ID: i16 = 7;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = i16::MAX;
    type View<'a> = ConsumerGroupTargetAssignmentMemberKeyView<'a>;
}

impl<'a> MessageView<'a> for ConsumerGroupTargetAssignmentMemberKeyView<'a> {
    type Message = ConsumerGroupTargetAssignmentMemberKey;
}
