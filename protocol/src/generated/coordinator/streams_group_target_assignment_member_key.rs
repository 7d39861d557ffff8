//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `StreamsGroupTargetAssignmentMemberKey`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct StreamsGroupTargetAssignmentMemberKey {
    pub group_id: String,
    pub member_id: String,
}

impl<'a> Decode<'a> for StreamsGroupTargetAssignmentMemberKey {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.member_id = r.get()?;
        Ok(m)
    }
}

/// [`StreamsGroupTargetAssignmentMemberKey`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct StreamsGroupTargetAssignmentMemberKeyView<'a> {
    pub group_id: &'a str,
    pub member_id: &'a str,
}

impl<'a> Decode<'a> for StreamsGroupTargetAssignmentMemberKeyView<'a> {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.member_id = r.get()?;
        Ok(m)
    }
}

impl IntoOwned for StreamsGroupTargetAssignmentMemberKeyView<'_> {
    type Owned = StreamsGroupTargetAssignmentMemberKey;
    fn into_owned(self) -> StreamsGroupTargetAssignmentMemberKey {
        StreamsGroupTargetAssignmentMemberKey {
            group_id: self.group_id.into_owned(),
            member_id: self.member_id.into_owned(),
        }
    }
}

impl Encode for StreamsGroupTargetAssignmentMemberKey {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.group_id);
        w.put(&self.member_id);
    }
}

impl Message for StreamsGroupTargetAssignmentMemberKey {
    const NAME: &'static str = "StreamsGroupTargetAssignmentMemberKey";
    const KIND: MessageKind = MessageKind::Key;
    const ID: i16 = 21;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = i16::MAX;
    type View<'a> = StreamsGroupTargetAssignmentMemberKeyView<'a>;
}

impl<'a> MessageView<'a> for StreamsGroupTargetAssignmentMemberKeyView<'a> {
    type Message = StreamsGroupTargetAssignmentMemberKey;
}
