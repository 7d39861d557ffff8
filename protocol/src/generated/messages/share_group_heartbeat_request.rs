//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `ShareGroupHeartbeatRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ShareGroupHeartbeatRequest {
    pub group_id: String,
    pub member_id: String,
    pub member_epoch: i32,
    pub rack_id: Option<String>,
    pub subscribed_topic_names: Option<Vec<String>>,
}

impl<'a> Decode<'a> for ShareGroupHeartbeatRequest {
    const SIZE_MIN: usize = 9;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.member_id = r.get()?;
        m.member_epoch = r.get()?;
        m.rack_id = r.get()?;
        m.subscribed_topic_names = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ShareGroupHeartbeatRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ShareGroupHeartbeatRequestView<'a> {
    pub group_id: &'a str,
    pub member_id: &'a str,
    pub member_epoch: i32,
    pub rack_id: Option<&'a str>,
    pub subscribed_topic_names: Option<ArrayView<'a, &'a str>>,
}

impl<'a> Decode<'a> for ShareGroupHeartbeatRequestView<'a> {
    const SIZE_MIN: usize = 9;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.member_id = r.get()?;
        m.member_epoch = r.get()?;
        m.rack_id = r.get()?;
        m.subscribed_topic_names = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ShareGroupHeartbeatRequestView<'_> {
    type Owned = ShareGroupHeartbeatRequest;
    fn into_owned(self) -> ShareGroupHeartbeatRequest {
        ShareGroupHeartbeatRequest {
            group_id: self.group_id.into_owned(),
            member_id: self.member_id.into_owned(),
            member_epoch: self.member_epoch.into_owned(),
            rack_id: self.rack_id.into_owned(),
            subscribed_topic_names: self.subscribed_topic_names.into_owned(),
        }
    }
}

impl Encode for ShareGroupHeartbeatRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.group_id);
        w.put(&self.member_id);
        w.put(&self.member_epoch);
        w.put(&self.rack_id);
        w.put(&self.subscribed_topic_names);
        w.put_tag_count(0);
    }
}

impl Message for ShareGroupHeartbeatRequest {
    const NAME: &'static str = "ShareGroupHeartbeatRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 76;
    const VERSIONS: VersionRange = VersionRange::new(1, 1);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = ShareGroupHeartbeatRequestView<'a>;
}

impl<'a> MessageView<'a> for ShareGroupHeartbeatRequestView<'a> {
    type Message = ShareGroupHeartbeatRequest;
}
