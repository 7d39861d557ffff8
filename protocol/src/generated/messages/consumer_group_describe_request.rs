//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `ConsumerGroupDescribeRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ConsumerGroupDescribeRequest {
    pub group_ids: Vec<String>,
    pub include_authorized_operations: bool,
}

impl<'a> Decode<'a> for ConsumerGroupDescribeRequest {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_ids = r.get()?;
        m.include_authorized_operations = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ConsumerGroupDescribeRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ConsumerGroupDescribeRequestView<'a> {
    pub group_ids: ArrayView<'a, &'a str>,
    pub include_authorized_operations: bool,
}

impl<'a> Decode<'a> for ConsumerGroupDescribeRequestView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_ids = r.get()?;
        m.include_authorized_operations = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ConsumerGroupDescribeRequestView<'_> {
    type Owned = ConsumerGroupDescribeRequest;
    fn into_owned(self) -> ConsumerGroupDescribeRequest {
        ConsumerGroupDescribeRequest {
            group_ids: self.group_ids.into_owned(),
            include_authorized_operations: self.include_authorized_operations.into_owned(),
        }
    }
}

impl Encode for ConsumerGroupDescribeRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.group_ids);
        w.put(&self.include_authorized_operations);
        w.put_tag_count(0);
    }
}

impl Message for ConsumerGroupDescribeRequest {
    const NAME: &'static str = "ConsumerGroupDescribeRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 69;
    const VERSIONS: VersionRange = VersionRange::new(0, 1);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = ConsumerGroupDescribeRequestView<'a>;
}

impl<'a> MessageView<'a> for ConsumerGroupDescribeRequestView<'a> {
    type Message = ConsumerGroupDescribeRequest;
}
