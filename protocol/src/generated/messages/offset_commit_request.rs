//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `OffsetCommitRequest`.
#[derive(Clone, Debug, PartialEq)]
pub struct OffsetCommitRequest {
    pub group_id: String,
    pub generation_id_or_member_epoch: i32,
    pub member_id: String,
    pub group_instance_id: Option<String>,
    pub retention_time_ms: i64,
    pub topics: Vec<OffsetCommitRequestTopic>,
}

impl Default for OffsetCommitRequest {
    fn default() -> Self {
        Self {
            group_id: Default::default(),
            generation_id_or_member_epoch: -1,
            member_id: Default::default(),
            group_instance_id: None,
            retention_time_ms: -1,
            topics: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for OffsetCommitRequest {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.group_id = r.get()?;
        if v >= 1 {
            m.generation_id_or_member_epoch = r.get()?;
        }
        if v >= 1 {
            m.member_id = r.get()?;
        }
        if v >= 7 {
            m.group_instance_id = r.get()?;
        }
        if (2..=4).contains(&v) {
            m.retention_time_ms = r.get()?;
        }
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`OffsetCommitRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OffsetCommitRequestView<'a> {
    pub group_id: &'a str,
    pub generation_id_or_member_epoch: i32,
    pub member_id: &'a str,
    pub group_instance_id: Option<&'a str>,
    pub retention_time_ms: i64,
    pub topics: ArrayView<'a, OffsetCommitRequestTopicView<'a>>,
}

impl Default for OffsetCommitRequestView<'_> {
    fn default() -> Self {
        Self {
            group_id: Default::default(),
            generation_id_or_member_epoch: -1,
            member_id: Default::default(),
            group_instance_id: None,
            retention_time_ms: -1,
            topics: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for OffsetCommitRequestView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.group_id = r.get()?;
        if v >= 1 {
            m.generation_id_or_member_epoch = r.get()?;
        }
        if v >= 1 {
            m.member_id = r.get()?;
        }
        if v >= 7 {
            m.group_instance_id = r.get()?;
        }
        if (2..=4).contains(&v) {
            m.retention_time_ms = r.get()?;
        }
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for OffsetCommitRequestView<'_> {
    type Owned = OffsetCommitRequest;
    fn into_owned(self) -> OffsetCommitRequest {
        OffsetCommitRequest {
            group_id: self.group_id.into_owned(),
            generation_id_or_member_epoch: self.generation_id_or_member_epoch.into_owned(),
            member_id: self.member_id.into_owned(),
            group_instance_id: self.group_instance_id.into_owned(),
            retention_time_ms: self.retention_time_ms.into_owned(),
            topics: self.topics.into_owned(),
        }
    }
}

impl Encode for OffsetCommitRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.group_id);
        if v >= 1 {
            w.put(&self.generation_id_or_member_epoch);
        }
        if v >= 1 {
            w.put(&self.member_id);
        }
        if v >= 7 {
            w.put(&self.group_instance_id);
        } else {
            w.refuse_if(self.group_instance_id.is_some(), "GroupInstanceId");
        }
        if (2..=4).contains(&v) {
            w.put(&self.retention_time_ms);
        }
        w.put(&self.topics);
        w.put_tag_count(0);
    }
}

/// Kafka's `OffsetCommitRequestTopic`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct OffsetCommitRequestTopic {
    pub name: String,
    pub topic_id: Uuid,
    pub partitions: Vec<OffsetCommitRequestPartition>,
}

impl<'a> Decode<'a> for OffsetCommitRequestTopic {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v <= 9 {
            m.name = r.get()?;
        }
        if v >= 10 {
            m.topic_id = r.get()?;
        }
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`OffsetCommitRequestTopic`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct OffsetCommitRequestTopicView<'a> {
    pub name: &'a str,
    pub topic_id: Uuid,
    pub partitions: ArrayView<'a, OffsetCommitRequestPartitionView<'a>>,
}

impl<'a> Decode<'a> for OffsetCommitRequestTopicView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v <= 9 {
            m.name = r.get()?;
        }
        if v >= 10 {
            m.topic_id = r.get()?;
        }
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for OffsetCommitRequestTopicView<'_> {
    type Owned = OffsetCommitRequestTopic;
    fn into_owned(self) -> OffsetCommitRequestTopic {
        OffsetCommitRequestTopic {
            name: self.name.into_owned(),
            topic_id: self.topic_id.into_owned(),
            partitions: self.partitions.into_owned(),
        }
    }
}

impl Encode for OffsetCommitRequestTopic {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v <= 9 {
            w.put(&self.name);
        }
        if v >= 10 {
            w.put(&self.topic_id);
        }
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

/// Kafka's `OffsetCommitRequestPartition`.
#[derive(Clone, Debug, PartialEq)]
pub struct OffsetCommitRequestPartition {
    pub partition_index: i32,
    pub committed_offset: i64,
    pub committed_leader_epoch: i32,
    pub commit_timestamp: i64,
    pub committed_metadata: Option<String>,
}

impl Default for OffsetCommitRequestPartition {
    fn default() -> Self {
        Self {
            partition_index: Default::default(),
            committed_offset: Default::default(),
            committed_leader_epoch: -1,
            commit_timestamp: -1,
            committed_metadata: None,
        }
    }
}

impl<'a> Decode<'a> for OffsetCommitRequestPartition {
    const SIZE_MIN: usize = 14;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.committed_offset = r.get()?;
        if v >= 6 {
            m.committed_leader_epoch = r.get()?;
        }
        if v == 1 {
            m.commit_timestamp = r.get()?;
        }
        m.committed_metadata = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`OffsetCommitRequestPartition`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OffsetCommitRequestPartitionView<'a> {
    pub partition_index: i32,
    pub committed_offset: i64,
    pub committed_leader_epoch: i32,
    pub commit_timestamp: i64,
    pub committed_metadata: Option<&'a str>,
}

impl Default for OffsetCommitRequestPartitionView<'_> {
    fn default() -> Self {
        Self {
            partition_index: Default::default(),
            committed_offset: Default::default(),
            committed_leader_epoch: -1,
            commit_timestamp: -1,
            committed_metadata: None,
        }
    }
}

impl<'a> Decode<'a> for OffsetCommitRequestPartitionView<'a> {
    const SIZE_MIN: usize = 14;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.committed_offset = r.get()?;
        if v >= 6 {
            m.committed_leader_epoch = r.get()?;
        }
        if v == 1 {
            m.commit_timestamp = r.get()?;
        }
        m.committed_metadata = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for OffsetCommitRequestPartitionView<'_> {
    type Owned = OffsetCommitRequestPartition;
    fn into_owned(self) -> OffsetCommitRequestPartition {
        OffsetCommitRequestPartition {
            partition_index: self.partition_index.into_owned(),
            committed_offset: self.committed_offset.into_owned(),
            committed_leader_epoch: self.committed_leader_epoch.into_owned(),
            commit_timestamp: self.commit_timestamp.into_owned(),
            committed_metadata: self.committed_metadata.into_owned(),
        }
    }
}

impl Encode for OffsetCommitRequestPartition {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.partition_index);
        w.put(&self.committed_offset);
        if v >= 6 {
            w.put(&self.committed_leader_epoch);
        }
        if v == 1 {
            w.put(&self.commit_timestamp);
        } else {
            w.refuse_if(self.commit_timestamp != -1, "CommitTimestamp");
        }
        w.put(&self.committed_metadata);
        w.put_tag_count(0);
    }
}

impl Message for OffsetCommitRequest {
    const NAME: &'static str = "OffsetCommitRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 8;
    const VERSIONS: VersionRange = VersionRange::new(0, 10);
    const FLEXIBLE_SINCE: i16 = 8;
    type View<'a> = OffsetCommitRequestView<'a>;
}

impl<'a> MessageView<'a> for OffsetCommitRequestView<'a> {
    type Message = OffsetCommitRequest;
}
