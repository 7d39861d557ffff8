//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `ListConfigResourcesRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ListConfigResourcesRequest {
    pub resource_types: Vec<i8>,
}

impl<'a> Decode<'a> for ListConfigResourcesRequest {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 1 {
            m.resource_types = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ListConfigResourcesRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ListConfigResourcesRequestView<'a> {
    pub resource_types: ArrayView<'a, i8>,
}

impl<'a> Decode<'a> for ListConfigResourcesRequestView<'a> {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 1 {
            m.resource_types = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ListConfigResourcesRequestView<'_> {
    type Owned = ListConfigResourcesRequest;
    fn into_owned(self) -> ListConfigResourcesRequest {
        ListConfigResourcesRequest { resource_types: self.resource_types.into_owned() }
    }
}

impl Encode for ListConfigResourcesRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 1 {
            w.put(&self.resource_types);
        } else {
            w.refuse_if(!self.resource_types.is_empty(), "ResourceTypes");
        }
        w.put_tag_count(0);
    }
}

impl Message for ListConfigResourcesRequest {
    const NAME: &'static str = "ListConfigResourcesRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 74;
    const VERSIONS: VersionRange = VersionRange::new(0, 1);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = ListConfigResourcesRequestView<'a>;
}

impl<'a> MessageView<'a> for ListConfigResourcesRequestView<'a> {
    type Message = ListConfigResourcesRequest;
}
