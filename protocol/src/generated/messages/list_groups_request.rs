//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `ListGroupsRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ListGroupsRequest {
    pub states_filter: Vec<String>,
    pub types_filter: Vec<String>,
}

impl<'a> Decode<'a> for ListGroupsRequest {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 4 {
            m.states_filter = r.get()?;
        }
        if v >= 5 {
            m.types_filter = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ListGroupsRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ListGroupsRequestView<'a> {
    pub states_filter: ArrayView<'a, &'a str>,
    pub types_filter: ArrayView<'a, &'a str>,
}

impl<'a> Decode<'a> for ListGroupsRequestView<'a> {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 4 {
            m.states_filter = r.get()?;
        }
        if v >= 5 {
            m.types_filter = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ListGroupsRequestView<'_> {
    type Owned = ListGroupsRequest;
    fn into_owned(self) -> ListGroupsRequest {
        ListGroupsRequest {
            states_filter: self.states_filter.into_owned(),
            types_filter: self.types_filter.into_owned(),
        }
    }
}

impl Encode for ListGroupsRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 4 {
            w.put(&self.states_filter);
        } else {
            w.refuse_if(!self.states_filter.is_empty(), "StatesFilter");
        }
        if v >= 5 {
            w.put(&self.types_filter);
        } else {
            w.refuse_if(!self.types_filter.is_empty(), "TypesFilter");
        }
        w.put_tag_count(0);
    }
}

impl Message for ListGroupsRequest {
    const NAME: &'static str = "ListGroupsRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 16;
    const VERSIONS: VersionRange = VersionRange::new(0, 5);
    const FLEXIBLE_SINCE: i16 = 3;
    type View<'a> = ListGroupsRequestView<'a>;
}

impl<'a> MessageView<'a> for ListGroupsRequestView<'a> {
    type Message = ListGroupsRequest;
}
