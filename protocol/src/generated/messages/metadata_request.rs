//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `MetadataRequest`.
#[derive(Clone, Debug, PartialEq)]
pub struct MetadataRequest {
    pub topics: Option<Vec<MetadataRequestTopic>>,
    pub allow_auto_topic_creation: bool,
    pub include_cluster_authorized_operations: bool,
    pub include_topic_authorized_operations: bool,
}

impl Default for MetadataRequest {
    fn default() -> Self {
        Self {
            topics: None,
            allow_auto_topic_creation: true,
            include_cluster_authorized_operations: Default::default(),
            include_topic_authorized_operations: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for MetadataRequest {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.topics = r.nullable(v >= 1)?;
        if v >= 4 {
            m.allow_auto_topic_creation = r.get()?;
        }
        if (8..=10).contains(&v) {
            m.include_cluster_authorized_operations = r.get()?;
        }
        if v >= 8 {
            m.include_topic_authorized_operations = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`MetadataRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MetadataRequestView<'a> {
    pub topics: Option<ArrayView<'a, MetadataRequestTopicView<'a>>>,
    pub allow_auto_topic_creation: bool,
    pub include_cluster_authorized_operations: bool,
    pub include_topic_authorized_operations: bool,
}

impl Default for MetadataRequestView<'_> {
    fn default() -> Self {
        Self {
            topics: None,
            allow_auto_topic_creation: true,
            include_cluster_authorized_operations: Default::default(),
            include_topic_authorized_operations: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for MetadataRequestView<'a> {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.topics = r.nullable(v >= 1)?;
        if v >= 4 {
            m.allow_auto_topic_creation = r.get()?;
        }
        if (8..=10).contains(&v) {
            m.include_cluster_authorized_operations = r.get()?;
        }
        if v >= 8 {
            m.include_topic_authorized_operations = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for MetadataRequestView<'_> {
    type Owned = MetadataRequest;
    fn into_owned(self) -> MetadataRequest {
        MetadataRequest {
            topics: self.topics.into_owned(),
            allow_auto_topic_creation: self.allow_auto_topic_creation.into_owned(),
            include_cluster_authorized_operations: self.include_cluster_authorized_operations.into_owned(),
            include_topic_authorized_operations: self.include_topic_authorized_operations.into_owned(),
        }
    }
}

impl Encode for MetadataRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put_nullable(&self.topics, v >= 1);
        if v >= 4 {
            w.put(&self.allow_auto_topic_creation);
        } else {
            w.refuse_if(!self.allow_auto_topic_creation, "AllowAutoTopicCreation");
        }
        if (8..=10).contains(&v) {
            w.put(&self.include_cluster_authorized_operations);
        } else {
            w.refuse_if(self.include_cluster_authorized_operations, "IncludeClusterAuthorizedOperations");
        }
        if v >= 8 {
            w.put(&self.include_topic_authorized_operations);
        } else {
            w.refuse_if(self.include_topic_authorized_operations, "IncludeTopicAuthorizedOperations");
        }
        w.put_tag_count(0);
    }
}

/// Kafka's `MetadataRequestTopic`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct MetadataRequestTopic {
    pub topic_id: Uuid,
    pub name: Option<String>,
}

impl<'a> Decode<'a> for MetadataRequestTopic {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 10 {
            m.topic_id = r.get()?;
        }
        m.name = r.nullable(v >= 10)?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`MetadataRequestTopic`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct MetadataRequestTopicView<'a> {
    pub topic_id: Uuid,
    pub name: Option<&'a str>,
}

impl<'a> Decode<'a> for MetadataRequestTopicView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 10 {
            m.topic_id = r.get()?;
        }
        m.name = r.nullable(v >= 10)?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for MetadataRequestTopicView<'_> {
    type Owned = MetadataRequestTopic;
    fn into_owned(self) -> MetadataRequestTopic {
        MetadataRequestTopic { topic_id: self.topic_id.into_owned(), name: self.name.into_owned() }
    }
}

impl Encode for MetadataRequestTopic {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 10 {
            w.put(&self.topic_id);
        }
        w.put_nullable(&self.name, v >= 10);
        w.put_tag_count(0);
    }
}

impl Message for MetadataRequest {
    const NAME: &'static str = "MetadataRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 3;
    const VERSIONS: VersionRange = VersionRange::new(0, 13);
    const FLEXIBLE_SINCE: i16 = 9;
    type View<'a> = MetadataRequestView<'a>;
}

impl<'a> MessageView<'a> for MetadataRequestView<'a> {
    type Message = MetadataRequest;
}
