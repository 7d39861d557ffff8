//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `ShareGroupMemberMetadataValue`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ShareGroupMemberMetadataValue {
    pub rack_id: Option<String>,
    pub client_id: String,
    pub client_host: String,
    pub subscribed_topic_names: Vec<String>,
}

impl<'a> Decode<'a> for ShareGroupMemberMetadataValue {
    const SIZE_MIN: usize = 5;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.rack_id = r.get()?;
        m.client_id = r.get()?;
        m.client_host = r.get()?;
        m.subscribed_topic_names = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ShareGroupMemberMetadataValue`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ShareGroupMemberMetadataValueView<'a> {
    pub rack_id: Option<&'a str>,
    pub client_id: &'a str,
    pub client_host: &'a str,
    pub subscribed_topic_names: ArrayView<'a, &'a str>,
}

impl<'a> Decode<'a> for ShareGroupMemberMetadataValueView<'a> {
    const SIZE_MIN: usize = 5;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.rack_id = r.get()?;
        m.client_id = r.get()?;
        m.client_host = r.get()?;
        m.subscribed_topic_names = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ShareGroupMemberMetadataValueView<'_> {
    type Owned = ShareGroupMemberMetadataValue;
    fn into_owned(self) -> ShareGroupMemberMetadataValue {
        ShareGroupMemberMetadataValue {
            rack_id: self.rack_id.into_owned(),
            client_id: self.client_id.into_owned(),
            client_host: self.client_host.into_owned(),
            subscribed_topic_names: self.subscribed_topic_names.into_owned(),
        }
    }
}

impl Encode for ShareGroupMemberMetadataValue {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.rack_id);
        w.put(&self.client_id);
        w.put(&self.client_host);
        w.put(&self.subscribed_topic_names);
        w.put_tag_count(0);
    }
}

impl Message for ShareGroupMemberMetadataValue {
    const NAME: &'static str = "ShareGroupMemberMetadataValue";
    const KIND: MessageKind = MessageKind::Value;
    const ID: i16 = 10;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = ShareGroupMemberMetadataValueView<'a>;
}

impl<'a> MessageView<'a> for ShareGroupMemberMetadataValueView<'a> {
    type Message = ShareGroupMemberMetadataValue;
}
