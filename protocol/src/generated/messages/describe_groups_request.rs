//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `DescribeGroupsRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DescribeGroupsRequest {
    pub groups: Vec<String>,
    pub include_authorized_operations: bool,
}

impl<'a> Decode<'a> for DescribeGroupsRequest {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.groups = r.get()?;
        if v >= 3 {
            m.include_authorized_operations = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeGroupsRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DescribeGroupsRequestView<'a> {
    pub groups: ArrayView<'a, &'a str>,
    pub include_authorized_operations: bool,
}

impl<'a> Decode<'a> for DescribeGroupsRequestView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.groups = r.get()?;
        if v >= 3 {
            m.include_authorized_operations = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeGroupsRequestView<'_> {
    type Owned = DescribeGroupsRequest;
    fn into_owned(self) -> DescribeGroupsRequest {
        DescribeGroupsRequest {
            groups: self.groups.into_owned(),
            include_authorized_operations: self.include_authorized_operations.into_owned(),
        }
    }
}

impl Encode for DescribeGroupsRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.groups);
        if v >= 3 {
            w.put(&self.include_authorized_operations);
        } else {
            w.refuse_if(self.include_authorized_operations, "IncludeAuthorizedOperations");
        }
        w.put_tag_count(0);
    }
}

impl Message for DescribeGroupsRequest {
    const NAME: &'static str = "DescribeGroupsRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 15;
    const VERSIONS: VersionRange = VersionRange::new(0, 6);
    const FLEXIBLE_SINCE: i16 = 5;
    type View<'a> = DescribeGroupsRequestView<'a>;
}

impl<'a> MessageView<'a> for DescribeGroupsRequestView<'a> {
    type Message = DescribeGroupsRequest;
}
