//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `DeleteTopicsRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DeleteTopicsRequest {
    pub topics: Vec<DeleteTopicState>,
    pub topic_names: Vec<String>,
    pub timeout_ms: i32,
}

impl<'a> Decode<'a> for DeleteTopicsRequest {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 6 {
            m.topics = r.get()?;
        }
        if v <= 5 {
            m.topic_names = r.get()?;
        }
        m.timeout_ms = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DeleteTopicsRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DeleteTopicsRequestView<'a> {
    pub topics: ArrayView<'a, DeleteTopicStateView<'a>>,
    pub topic_names: ArrayView<'a, &'a str>,
    pub timeout_ms: i32,
}

impl<'a> Decode<'a> for DeleteTopicsRequestView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 6 {
            m.topics = r.get()?;
        }
        if v <= 5 {
            m.topic_names = r.get()?;
        }
        m.timeout_ms = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DeleteTopicsRequestView<'_> {
    type Owned = DeleteTopicsRequest;
    fn into_owned(self) -> DeleteTopicsRequest {
        DeleteTopicsRequest {
            topics: self.topics.into_owned(),
            topic_names: self.topic_names.into_owned(),
            timeout_ms: self.timeout_ms.into_owned(),
        }
    }
}

impl Encode for DeleteTopicsRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 6 {
            w.put(&self.topics);
        } else {
            w.refuse_if(!self.topics.is_empty(), "Topics");
        }
        if v <= 5 {
            w.put(&self.topic_names);
        }
        w.put(&self.timeout_ms);
        w.put_tag_count(0);
    }
}

/// Kafka's `DeleteTopicState`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DeleteTopicState {
    pub name: Option<String>,
    pub topic_id: Uuid,
}

impl<'a> Decode<'a> for DeleteTopicState {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 6 {
            m.name = r.get()?;
        }
        if v >= 6 {
            m.topic_id = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DeleteTopicState`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DeleteTopicStateView<'a> {
    pub name: Option<&'a str>,
    pub topic_id: Uuid,
}

impl<'a> Decode<'a> for DeleteTopicStateView<'a> {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 6 {
            m.name = r.get()?;
        }
        if v >= 6 {
            m.topic_id = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DeleteTopicStateView<'_> {
    type Owned = DeleteTopicState;
    fn into_owned(self) -> DeleteTopicState {
        DeleteTopicState { name: self.name.into_owned(), topic_id: self.topic_id.into_owned() }
    }
}

impl Encode for DeleteTopicState {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 6 {
            w.put(&self.name);
        } else {
            w.refuse_if(self.name.is_some(), "Name");
        }
        if v >= 6 {
            w.put(&self.topic_id);
        } else {
            w.refuse_if(!self.topic_id.is_zero(), "TopicId");
        }
        w.put_tag_count(0);
    }
}

impl Message for DeleteTopicsRequest {
    const NAME: &'static str = "DeleteTopicsRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 20;
    const VERSIONS: VersionRange = VersionRange::new(0, 6);
    const FLEXIBLE_SINCE: i16 = 4;
    type View<'a> = DeleteTopicsRequestView<'a>;
}

impl<'a> MessageView<'a> for DeleteTopicsRequestView<'a> {
    type Message = DeleteTopicsRequest;
}
