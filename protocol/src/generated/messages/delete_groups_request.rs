//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `DeleteGroupsRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DeleteGroupsRequest {
    pub groups_names: Vec<String>,
}

impl<'a> Decode<'a> for DeleteGroupsRequest {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.groups_names = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DeleteGroupsRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DeleteGroupsRequestView<'a> {
    pub groups_names: ArrayView<'a, &'a str>,
}

impl<'a> Decode<'a> for DeleteGroupsRequestView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.groups_names = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DeleteGroupsRequestView<'_> {
    type Owned = DeleteGroupsRequest;
    fn into_owned(self) -> DeleteGroupsRequest {
        DeleteGroupsRequest { groups_names: self.groups_names.into_owned() }
    }
}

impl Encode for DeleteGroupsRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.groups_names);
        w.put_tag_count(0);
    }
}

impl Message for DeleteGroupsRequest {
    const NAME: &'static str = "DeleteGroupsRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 42;
    const VERSIONS: VersionRange = VersionRange::new(0, 3);
    const FLEXIBLE_SINCE: i16 = 2;
    type View<'a> = DeleteGroupsRequestView<'a>;
}

impl<'a> MessageView<'a> for DeleteGroupsRequestView<'a> {
    type Message = DeleteGroupsRequest;
}
