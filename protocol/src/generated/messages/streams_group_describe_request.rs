//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `StreamsGroupDescribeRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct StreamsGroupDescribeRequest {
    pub group_ids: Vec<String>,
    pub include_authorized_operations: bool,
    pub include_topology_description: bool,
}

impl<'a> Decode<'a> for StreamsGroupDescribeRequest {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.group_ids = r.get()?;
        m.include_authorized_operations = r.get()?;
        if v >= 1 {
            m.include_topology_description = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`StreamsGroupDescribeRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct StreamsGroupDescribeRequestView<'a> {
    pub group_ids: ArrayView<'a, &'a str>,
    pub include_authorized_operations: bool,
    pub include_topology_description: bool,
}

impl<'a> Decode<'a> for StreamsGroupDescribeRequestView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.group_ids = r.get()?;
        m.include_authorized_operations = r.get()?;
        if v >= 1 {
            m.include_topology_description = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for StreamsGroupDescribeRequestView<'_> {
    type Owned = StreamsGroupDescribeRequest;
    fn into_owned(self) -> StreamsGroupDescribeRequest {
        StreamsGroupDescribeRequest {
            group_ids: self.group_ids.into_owned(),
            include_authorized_operations: self.include_authorized_operations.into_owned(),
            include_topology_description: self.include_topology_description.into_owned(),
        }
    }
}

impl Encode for StreamsGroupDescribeRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.group_ids);
        w.put(&self.include_authorized_operations);
        if v >= 1 {
            w.put(&self.include_topology_description);
        } else {
            w.refuse_if(self.include_topology_description, "IncludeTopologyDescription");
        }
        w.put_tag_count(0);
    }
}

impl Message for StreamsGroupDescribeRequest {
    const NAME: &'static str = "StreamsGroupDescribeRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 89;
    const VERSIONS: VersionRange = VersionRange::new(0, 1);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = StreamsGroupDescribeRequestView<'a>;
}

impl<'a> MessageView<'a> for StreamsGroupDescribeRequestView<'a> {
    type Message = StreamsGroupDescribeRequest;
}
