//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `DeleteShareGroupOffsetsRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DeleteShareGroupOffsetsRequest {
    pub group_id: String,
    pub topics: Vec<DeleteShareGroupOffsetsRequestTopic>,
}

impl<'a> Decode<'a> for DeleteShareGroupOffsetsRequest {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DeleteShareGroupOffsetsRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DeleteShareGroupOffsetsRequestView<'a> {
    pub group_id: &'a str,
    pub topics: ArrayView<'a, DeleteShareGroupOffsetsRequestTopicView<'a>>,
}

impl<'a> Decode<'a> for DeleteShareGroupOffsetsRequestView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DeleteShareGroupOffsetsRequestView<'_> {
    type Owned = DeleteShareGroupOffsetsRequest;
    fn into_owned(self) -> DeleteShareGroupOffsetsRequest {
        DeleteShareGroupOffsetsRequest {
            group_id: self.group_id.into_owned(),
            topics: self.topics.into_owned(),
        }
    }
}

impl Encode for DeleteShareGroupOffsetsRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.group_id);
        w.put(&self.topics);
        w.put_tag_count(0);
    }
}

/// Kafka's `DeleteShareGroupOffsetsRequestTopic`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DeleteShareGroupOffsetsRequestTopic {
    pub topic_name: String,
}

impl<'a> Decode<'a> for DeleteShareGroupOffsetsRequestTopic {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_name = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DeleteShareGroupOffsetsRequestTopic`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DeleteShareGroupOffsetsRequestTopicView<'a> {
    pub topic_name: &'a str,
}

impl<'a> Decode<'a> for DeleteShareGroupOffsetsRequestTopicView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_name = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DeleteShareGroupOffsetsRequestTopicView<'_> {
    type Owned = DeleteShareGroupOffsetsRequestTopic;
    fn into_owned(self) -> DeleteShareGroupOffsetsRequestTopic {
        DeleteShareGroupOffsetsRequestTopic { topic_name: self.topic_name.into_owned() }
    }
}

impl Encode for DeleteShareGroupOffsetsRequestTopic {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic_name);
        w.put_tag_count(0);
    }
}

impl Message for DeleteShareGroupOffsetsRequest {
    const NAME: &'static str = "DeleteShareGroupOffsetsRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 92;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = DeleteShareGroupOffsetsRequestView<'a>;
}

impl<'a> MessageView<'a> for DeleteShareGroupOffsetsRequestView<'a> {
    type Message = DeleteShareGroupOffsetsRequest;
}
