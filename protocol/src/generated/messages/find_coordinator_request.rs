//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `FindCoordinatorRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct FindCoordinatorRequest {
    pub key: String,
    pub key_type: i8,
    pub coordinator_keys: Vec<String>,
}

impl<'a> Decode<'a> for FindCoordinatorRequest {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v <= 3 {
            m.key = r.get()?;
        }
        if v >= 1 {
            m.key_type = r.get()?;
        }
        if v >= 4 {
            m.coordinator_keys = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`FindCoordinatorRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct FindCoordinatorRequestView<'a> {
    pub key: &'a str,
    pub key_type: i8,
    pub coordinator_keys: ArrayView<'a, &'a str>,
}

impl<'a> Decode<'a> for FindCoordinatorRequestView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v <= 3 {
            m.key = r.get()?;
        }
        if v >= 1 {
            m.key_type = r.get()?;
        }
        if v >= 4 {
            m.coordinator_keys = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for FindCoordinatorRequestView<'_> {
    type Owned = FindCoordinatorRequest;
    fn into_owned(self) -> FindCoordinatorRequest {
        FindCoordinatorRequest {
            key: self.key.into_owned(),
            key_type: self.key_type.into_owned(),
            coordinator_keys: self.coordinator_keys.into_owned(),
        }
    }
}

impl Encode for FindCoordinatorRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v <= 3 {
            w.put(&self.key);
        } else {
            w.refuse_if(!self.key.is_empty(), "Key");
        }
        if v >= 1 {
            w.put(&self.key_type);
        } else {
            w.refuse_if(self.key_type != 0, "KeyType");
        }
        if v >= 4 {
            w.put(&self.coordinator_keys);
        } else {
            w.refuse_if(!self.coordinator_keys.is_empty(), "CoordinatorKeys");
        }
        w.put_tag_count(0);
    }
}

impl Message for FindCoordinatorRequest {
    const NAME: &'static str = "FindCoordinatorRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 10;
    const VERSIONS: VersionRange = VersionRange::new(0, 6);
    const FLEXIBLE_SINCE: i16 = 3;
    type View<'a> = FindCoordinatorRequestView<'a>;
}

impl<'a> MessageView<'a> for FindCoordinatorRequestView<'a> {
    type Message = FindCoordinatorRequest;
}
