//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `OffsetFetchRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct OffsetFetchRequest {
    pub group_id: String,
    pub topics: Option<Vec<OffsetFetchRequestTopic>>,
    pub groups: Vec<OffsetFetchRequestGroup>,
    pub require_stable: bool,
}

impl<'a> Decode<'a> for OffsetFetchRequest {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v <= 7 {
            m.group_id = r.get()?;
        }
        if v <= 7 {
            m.topics = r.nullable((2..=7).contains(&v))?;
        }
        if v >= 8 {
            m.groups = r.get()?;
        }
        if v >= 7 {
            m.require_stable = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`OffsetFetchRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct OffsetFetchRequestView<'a> {
    pub group_id: &'a str,
    pub topics: Option<ArrayView<'a, OffsetFetchRequestTopicView<'a>>>,
    pub groups: ArrayView<'a, OffsetFetchRequestGroupView<'a>>,
    pub require_stable: bool,
}

impl<'a> Decode<'a> for OffsetFetchRequestView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v <= 7 {
            m.group_id = r.get()?;
        }
        if v <= 7 {
            m.topics = r.nullable((2..=7).contains(&v))?;
        }
        if v >= 8 {
            m.groups = r.get()?;
        }
        if v >= 7 {
            m.require_stable = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for OffsetFetchRequestView<'_> {
    type Owned = OffsetFetchRequest;
    fn into_owned(self) -> OffsetFetchRequest {
        OffsetFetchRequest {
            group_id: self.group_id.into_owned(),
            topics: self.topics.into_owned(),
            groups: self.groups.into_owned(),
            require_stable: self.require_stable.into_owned(),
        }
    }
}

impl Encode for OffsetFetchRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v <= 7 {
            w.put(&self.group_id);
        } else {
            w.refuse_if(!self.group_id.is_empty(), "GroupId");
        }
        if v <= 7 {
            w.put_nullable(&self.topics, (2..=7).contains(&v));
        } else {
            w.refuse_if(self.topics.is_some(), "Topics");
        }
        if v >= 8 {
            w.put(&self.groups);
        } else {
            w.refuse_if(!self.groups.is_empty(), "Groups");
        }
        if v >= 7 {
            w.put(&self.require_stable);
        } else {
            w.refuse_if(self.require_stable, "RequireStable");
        }
        w.put_tag_count(0);
    }
}

/// Kafka's `OffsetFetchRequestTopic`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct OffsetFetchRequestTopic {
    pub name: String,
    pub partition_indexes: Vec<i32>,
}

impl<'a> Decode<'a> for OffsetFetchRequestTopic {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v <= 7 {
            m.name = r.get()?;
        }
        if v <= 7 {
            m.partition_indexes = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`OffsetFetchRequestTopic`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct OffsetFetchRequestTopicView<'a> {
    pub name: &'a str,
    pub partition_indexes: ArrayView<'a, i32>,
}

impl<'a> Decode<'a> for OffsetFetchRequestTopicView<'a> {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v <= 7 {
            m.name = r.get()?;
        }
        if v <= 7 {
            m.partition_indexes = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for OffsetFetchRequestTopicView<'_> {
    type Owned = OffsetFetchRequestTopic;
    fn into_owned(self) -> OffsetFetchRequestTopic {
        OffsetFetchRequestTopic {
            name: self.name.into_owned(),
            partition_indexes: self.partition_indexes.into_owned(),
        }
    }
}

impl Encode for OffsetFetchRequestTopic {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v <= 7 {
            w.put(&self.name);
        } else {
            w.refuse_if(!self.name.is_empty(), "Name");
        }
        if v <= 7 {
            w.put(&self.partition_indexes);
        } else {
            w.refuse_if(!self.partition_indexes.is_empty(), "PartitionIndexes");
        }
        w.put_tag_count(0);
    }
}

/// Kafka's `OffsetFetchRequestGroup`.
#[derive(Clone, Debug, PartialEq)]
pub struct OffsetFetchRequestGroup {
    pub group_id: String,
    pub member_id: Option<String>,
    pub member_epoch: i32,
    pub topics: Option<Vec<OffsetFetchRequestTopics>>,
}

impl Default for OffsetFetchRequestGroup {
    fn default() -> Self {
        Self { group_id: Default::default(), member_id: None, member_epoch: -1, topics: None }
    }
}

impl<'a> Decode<'a> for OffsetFetchRequestGroup {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 8 {
            m.group_id = r.get()?;
        }
        if v >= 9 {
            m.member_id = r.get()?;
        }
        if v >= 9 {
            m.member_epoch = r.get()?;
        }
        if v >= 8 {
            m.topics = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`OffsetFetchRequestGroup`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OffsetFetchRequestGroupView<'a> {
    pub group_id: &'a str,
    pub member_id: Option<&'a str>,
    pub member_epoch: i32,
    pub topics: Option<ArrayView<'a, OffsetFetchRequestTopicsView<'a>>>,
}

impl Default for OffsetFetchRequestGroupView<'_> {
    fn default() -> Self {
        Self { group_id: Default::default(), member_id: None, member_epoch: -1, topics: None }
    }
}

impl<'a> Decode<'a> for OffsetFetchRequestGroupView<'a> {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 8 {
            m.group_id = r.get()?;
        }
        if v >= 9 {
            m.member_id = r.get()?;
        }
        if v >= 9 {
            m.member_epoch = r.get()?;
        }
        if v >= 8 {
            m.topics = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for OffsetFetchRequestGroupView<'_> {
    type Owned = OffsetFetchRequestGroup;
    fn into_owned(self) -> OffsetFetchRequestGroup {
        OffsetFetchRequestGroup {
            group_id: self.group_id.into_owned(),
            member_id: self.member_id.into_owned(),
            member_epoch: self.member_epoch.into_owned(),
            topics: self.topics.into_owned(),
        }
    }
}

impl Encode for OffsetFetchRequestGroup {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 8 {
            w.put(&self.group_id);
        } else {
            w.refuse_if(!self.group_id.is_empty(), "GroupId");
        }
        if v >= 9 {
            w.put(&self.member_id);
        }
        if v >= 9 {
            w.put(&self.member_epoch);
        }
        if v >= 8 {
            w.put(&self.topics);
        } else {
            w.refuse_if(self.topics.is_some(), "Topics");
        }
        w.put_tag_count(0);
    }
}

/// Kafka's `OffsetFetchRequestTopics`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct OffsetFetchRequestTopics {
    pub name: String,
    pub topic_id: Uuid,
    pub partition_indexes: Vec<i32>,
}

impl<'a> Decode<'a> for OffsetFetchRequestTopics {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if (8..=9).contains(&v) {
            m.name = r.get()?;
        }
        if v >= 10 {
            m.topic_id = r.get()?;
        }
        if v >= 8 {
            m.partition_indexes = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`OffsetFetchRequestTopics`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct OffsetFetchRequestTopicsView<'a> {
    pub name: &'a str,
    pub topic_id: Uuid,
    pub partition_indexes: ArrayView<'a, i32>,
}

impl<'a> Decode<'a> for OffsetFetchRequestTopicsView<'a> {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if (8..=9).contains(&v) {
            m.name = r.get()?;
        }
        if v >= 10 {
            m.topic_id = r.get()?;
        }
        if v >= 8 {
            m.partition_indexes = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for OffsetFetchRequestTopicsView<'_> {
    type Owned = OffsetFetchRequestTopics;
    fn into_owned(self) -> OffsetFetchRequestTopics {
        OffsetFetchRequestTopics {
            name: self.name.into_owned(),
            topic_id: self.topic_id.into_owned(),
            partition_indexes: self.partition_indexes.into_owned(),
        }
    }
}

impl Encode for OffsetFetchRequestTopics {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if (8..=9).contains(&v) {
            w.put(&self.name);
        }
        if v >= 10 {
            w.put(&self.topic_id);
        }
        if v >= 8 {
            w.put(&self.partition_indexes);
        } else {
            w.refuse_if(!self.partition_indexes.is_empty(), "PartitionIndexes");
        }
        w.put_tag_count(0);
    }
}

impl Message for OffsetFetchRequest {
    const NAME: &'static str = "OffsetFetchRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 9;
    const VERSIONS: VersionRange = VersionRange::new(0, 10);
    const FLEXIBLE_SINCE: i16 = 6;
    type View<'a> = OffsetFetchRequestView<'a>;
}

impl<'a> MessageView<'a> for OffsetFetchRequestView<'a> {
    type Message = OffsetFetchRequest;
}
