//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `HeartbeatRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct HeartbeatRequest {
    pub group_id: String,
    pub generation_id: i32,
    pub member_id: String,
    pub group_instance_id: Option<String>,
}

impl<'a> Decode<'a> for HeartbeatRequest {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.generation_id = r.get()?;
        m.member_id = r.get()?;
        if v >= 3 {
            m.group_instance_id = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`HeartbeatRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct HeartbeatRequestView<'a> {
    pub group_id: &'a str,
    pub generation_id: i32,
    pub member_id: &'a str,
    pub group_instance_id: Option<&'a str>,
}

impl<'a> Decode<'a> for HeartbeatRequestView<'a> {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.generation_id = r.get()?;
        m.member_id = r.get()?;
        if v >= 3 {
            m.group_instance_id = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for HeartbeatRequestView<'_> {
    type Owned = HeartbeatRequest;
    fn into_owned(self) -> HeartbeatRequest {
        HeartbeatRequest {
            group_id: self.group_id.into_owned(),
            generation_id: self.generation_id.into_owned(),
            member_id: self.member_id.into_owned(),
            group_instance_id: self.group_instance_id.into_owned(),
        }
    }
}

impl Encode for HeartbeatRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.group_id);
        w.put(&self.generation_id);
        w.put(&self.member_id);
        if v >= 3 {
            w.put(&self.group_instance_id);
        } else {
            w.refuse_if(self.group_instance_id.is_some(), "GroupInstanceId");
        }
        w.put_tag_count(0);
    }
}

impl Message for HeartbeatRequest {
    const NAME: &'static str = "HeartbeatRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 12;
    const VERSIONS: VersionRange = VersionRange::new(0, 4);
    const FLEXIBLE_SINCE: i16 = 4;
    type View<'a> = HeartbeatRequestView<'a>;
}

impl<'a> MessageView<'a> for HeartbeatRequestView<'a> {
    type Message = HeartbeatRequest;
}
