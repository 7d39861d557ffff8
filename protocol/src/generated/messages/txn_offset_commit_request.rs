//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `TxnOffsetCommitRequest`.
#[derive(Clone, Debug, PartialEq)]
pub struct TxnOffsetCommitRequest {
    pub transactional_id: String,
    pub group_id: String,
    pub producer_id: i64,
    pub producer_epoch: i16,
    pub generation_id_or_member_epoch: i32,
    pub member_id: String,
    pub group_instance_id: Option<String>,
    pub topics: Vec<TxnOffsetCommitRequestTopic>,
}

impl Default for TxnOffsetCommitRequest {
    fn default() -> Self {
        Self {
            transactional_id: Default::default(),
            group_id: Default::default(),
            producer_id: Default::default(),
            producer_epoch: Default::default(),
            generation_id_or_member_epoch: -1,
            member_id: Default::default(),
            group_instance_id: None,
            topics: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for TxnOffsetCommitRequest {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.transactional_id = r.get()?;
        m.group_id = r.get()?;
        m.producer_id = r.get()?;
        m.producer_epoch = r.get()?;
        if v >= 3 {
            m.generation_id_or_member_epoch = r.get()?;
        }
        if v >= 3 {
            m.member_id = r.get()?;
        }
        if v >= 3 {
            m.group_instance_id = r.get()?;
        }
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`TxnOffsetCommitRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TxnOffsetCommitRequestView<'a> {
    pub transactional_id: &'a str,
    pub group_id: &'a str,
    pub producer_id: i64,
    pub producer_epoch: i16,
    pub generation_id_or_member_epoch: i32,
    pub member_id: &'a str,
    pub group_instance_id: Option<&'a str>,
    pub topics: ArrayView<'a, TxnOffsetCommitRequestTopicView<'a>>,
}

impl Default for TxnOffsetCommitRequestView<'_> {
    fn default() -> Self {
        Self {
            transactional_id: Default::default(),
            group_id: Default::default(),
            producer_id: Default::default(),
            producer_epoch: Default::default(),
            generation_id_or_member_epoch: -1,
            member_id: Default::default(),
            group_instance_id: None,
            topics: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for TxnOffsetCommitRequestView<'a> {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.transactional_id = r.get()?;
        m.group_id = r.get()?;
        m.producer_id = r.get()?;
        m.producer_epoch = r.get()?;
        if v >= 3 {
            m.generation_id_or_member_epoch = r.get()?;
        }
        if v >= 3 {
            m.member_id = r.get()?;
        }
        if v >= 3 {
            m.group_instance_id = r.get()?;
        }
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for TxnOffsetCommitRequestView<'_> {
    type Owned = TxnOffsetCommitRequest;
    fn into_owned(self) -> TxnOffsetCommitRequest {
        TxnOffsetCommitRequest {
            transactional_id: self.transactional_id.into_owned(),
            group_id: self.group_id.into_owned(),
            producer_id: self.producer_id.into_owned(),
            producer_epoch: self.producer_epoch.into_owned(),
            generation_id_or_member_epoch: self.generation_id_or_member_epoch.into_owned(),
            member_id: self.member_id.into_owned(),
            group_instance_id: self.group_instance_id.into_owned(),
            topics: self.topics.into_owned(),
        }
    }
}

impl Encode for TxnOffsetCommitRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.transactional_id);
        w.put(&self.group_id);
        w.put(&self.producer_id);
        w.put(&self.producer_epoch);
        if v >= 3 {
            w.put(&self.generation_id_or_member_epoch);
        } else {
            w.refuse_if(self.generation_id_or_member_epoch != -1, "GenerationIdOrMemberEpoch");
        }
        if v >= 3 {
            w.put(&self.member_id);
        } else {
            w.refuse_if(!self.member_id.is_empty(), "MemberId");
        }
        if v >= 3 {
            w.put(&self.group_instance_id);
        } else {
            w.refuse_if(self.group_instance_id.is_some(), "GroupInstanceId");
        }
        w.put(&self.topics);
        w.put_tag_count(0);
    }
}

/// Kafka's `TxnOffsetCommitRequestTopic`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TxnOffsetCommitRequestTopic {
    pub name: String,
    pub topic_id: Uuid,
    pub partitions: Vec<TxnOffsetCommitRequestPartition>,
}

impl<'a> Decode<'a> for TxnOffsetCommitRequestTopic {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v <= 5 {
            m.name = r.get()?;
        }
        if v >= 6 {
            m.topic_id = r.get()?;
        }
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`TxnOffsetCommitRequestTopic`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TxnOffsetCommitRequestTopicView<'a> {
    pub name: &'a str,
    pub topic_id: Uuid,
    pub partitions: ArrayView<'a, TxnOffsetCommitRequestPartitionView<'a>>,
}

impl<'a> Decode<'a> for TxnOffsetCommitRequestTopicView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v <= 5 {
            m.name = r.get()?;
        }
        if v >= 6 {
            m.topic_id = r.get()?;
        }
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for TxnOffsetCommitRequestTopicView<'_> {
    type Owned = TxnOffsetCommitRequestTopic;
    fn into_owned(self) -> TxnOffsetCommitRequestTopic {
        TxnOffsetCommitRequestTopic {
            name: self.name.into_owned(),
            topic_id: self.topic_id.into_owned(),
            partitions: self.partitions.into_owned(),
        }
    }
}

impl Encode for TxnOffsetCommitRequestTopic {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v <= 5 {
            w.put(&self.name);
        }
        if v >= 6 {
            w.put(&self.topic_id);
        }
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

/// Kafka's `TxnOffsetCommitRequestPartition`.
#[derive(Clone, Debug, PartialEq)]
pub struct TxnOffsetCommitRequestPartition {
    pub partition_index: i32,
    pub committed_offset: i64,
    pub committed_leader_epoch: i32,
    pub committed_metadata: Option<String>,
}

impl Default for TxnOffsetCommitRequestPartition {
    fn default() -> Self {
        Self {
            partition_index: Default::default(),
            committed_offset: Default::default(),
            committed_leader_epoch: -1,
            committed_metadata: None,
        }
    }
}

impl<'a> Decode<'a> for TxnOffsetCommitRequestPartition {
    const SIZE_MIN: usize = 14;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.committed_offset = r.get()?;
        if v >= 2 {
            m.committed_leader_epoch = r.get()?;
        }
        m.committed_metadata = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`TxnOffsetCommitRequestPartition`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TxnOffsetCommitRequestPartitionView<'a> {
    pub partition_index: i32,
    pub committed_offset: i64,
    pub committed_leader_epoch: i32,
    pub committed_metadata: Option<&'a str>,
}

impl Default for TxnOffsetCommitRequestPartitionView<'_> {
    fn default() -> Self {
        Self {
            partition_index: Default::default(),
            committed_offset: Default::default(),
            committed_leader_epoch: -1,
            committed_metadata: None,
        }
    }
}

impl<'a> Decode<'a> for TxnOffsetCommitRequestPartitionView<'a> {
    const SIZE_MIN: usize = 14;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.committed_offset = r.get()?;
        if v >= 2 {
            m.committed_leader_epoch = r.get()?;
        }
        m.committed_metadata = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for TxnOffsetCommitRequestPartitionView<'_> {
    type Owned = TxnOffsetCommitRequestPartition;
    fn into_owned(self) -> TxnOffsetCommitRequestPartition {
        TxnOffsetCommitRequestPartition {
            partition_index: self.partition_index.into_owned(),
            committed_offset: self.committed_offset.into_owned(),
            committed_leader_epoch: self.committed_leader_epoch.into_owned(),
            committed_metadata: self.committed_metadata.into_owned(),
        }
    }
}

impl Encode for TxnOffsetCommitRequestPartition {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.partition_index);
        w.put(&self.committed_offset);
        if v >= 2 {
            w.put(&self.committed_leader_epoch);
        }
        w.put(&self.committed_metadata);
        w.put_tag_count(0);
    }
}

impl Message for TxnOffsetCommitRequest {
    const NAME: &'static str = "TxnOffsetCommitRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 28;
    const VERSIONS: VersionRange = VersionRange::new(0, 6);
    const FLEXIBLE_SINCE: i16 = 3;
    type View<'a> = TxnOffsetCommitRequestView<'a>;
}

impl<'a> MessageView<'a> for TxnOffsetCommitRequestView<'a> {
    type Message = TxnOffsetCommitRequest;
}
