//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `DescribeTransactionsRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DescribeTransactionsRequest {
    pub transactional_ids: Vec<String>,
}

impl<'a> Decode<'a> for DescribeTransactionsRequest {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.transactional_ids = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeTransactionsRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DescribeTransactionsRequestView<'a> {
    pub transactional_ids: ArrayView<'a, &'a str>,
}

impl<'a> Decode<'a> for DescribeTransactionsRequestView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.transactional_ids = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeTransactionsRequestView<'_> {
    type Owned = DescribeTransactionsRequest;
    fn into_owned(self) -> DescribeTransactionsRequest {
        DescribeTransactionsRequest { transactional_ids: self.transactional_ids.into_owned() }
    }
}

impl Encode for DescribeTransactionsRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.transactional_ids);
        w.put_tag_count(0);
    }
}

impl Message for DescribeTransactionsRequest {
    const NAME: &'static str = "DescribeTransactionsRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 65;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = DescribeTransactionsRequestView<'a>;
}

impl<'a> MessageView<'a> for DescribeTransactionsRequestView<'a> {
    type Message = DescribeTransactionsRequest;
}
