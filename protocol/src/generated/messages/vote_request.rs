//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `VoteRequest`.
#[derive(Clone, Debug, PartialEq)]
pub struct VoteRequest {
    pub cluster_id: Option<String>,
    pub voter_id: i32,
    pub topics: Vec<TopicData>,
}

impl Default for VoteRequest {
    fn default() -> Self {
        Self { cluster_id: None, voter_id: -1, topics: Default::default() }
    }
}

impl<'a> Decode<'a> for VoteRequest {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.cluster_id = r.get()?;
        if v >= 1 {
            m.voter_id = r.get()?;
        }
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`VoteRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct VoteRequestView<'a> {
    pub cluster_id: Option<&'a str>,
    pub voter_id: i32,
    pub topics: ArrayView<'a, TopicDataView<'a>>,
}

impl Default for VoteRequestView<'_> {
    fn default() -> Self {
        Self { cluster_id: None, voter_id: -1, topics: Default::default() }
    }
}

impl<'a> Decode<'a> for VoteRequestView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.cluster_id = r.get()?;
        if v >= 1 {
            m.voter_id = r.get()?;
        }
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for VoteRequestView<'_> {
    type Owned = VoteRequest;
    fn into_owned(self) -> VoteRequest {
        VoteRequest {
            cluster_id: self.cluster_id.into_owned(),
            voter_id: self.voter_id.into_owned(),
            topics: self.topics.into_owned(),
        }
    }
}

impl Encode for VoteRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.cluster_id);
        if v >= 1 {
            w.put(&self.voter_id);
        }
        w.put(&self.topics);
        w.put_tag_count(0);
    }
}

/// Kafka's `TopicData`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TopicData {
    pub topic_name: String,
    pub partitions: Vec<PartitionData>,
}

impl<'a> Decode<'a> for TopicData {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_name = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`TopicData`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TopicDataView<'a> {
    pub topic_name: &'a str,
    pub partitions: ArrayView<'a, PartitionData>,
}

impl<'a> Decode<'a> for TopicDataView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_name = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for TopicDataView<'_> {
    type Owned = TopicData;
    fn into_owned(self) -> TopicData {
        TopicData { topic_name: self.topic_name.into_owned(), partitions: self.partitions.into_owned() }
    }
}

impl Encode for TopicData {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic_name);
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

/// Kafka's `PartitionData`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct PartitionData {
    pub partition_index: i32,
    pub replica_epoch: i32,
    pub replica_id: i32,
    pub replica_directory_id: Uuid,
    pub voter_directory_id: Uuid,
    pub last_offset_epoch: i32,
    pub last_offset: i64,
    pub pre_vote: bool,
}

impl<'a> Decode<'a> for PartitionData {
    const SIZE_MIN: usize = 25;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.replica_epoch = r.get()?;
        m.replica_id = r.get()?;
        if v >= 1 {
            m.replica_directory_id = r.get()?;
        }
        if v >= 1 {
            m.voter_directory_id = r.get()?;
        }
        m.last_offset_epoch = r.get()?;
        m.last_offset = r.get()?;
        if v >= 2 {
            m.pre_vote = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for PartitionData {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for PartitionData {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.partition_index);
        w.put(&self.replica_epoch);
        w.put(&self.replica_id);
        if v >= 1 {
            w.put(&self.replica_directory_id);
        }
        if v >= 1 {
            w.put(&self.voter_directory_id);
        }
        w.put(&self.last_offset_epoch);
        w.put(&self.last_offset);
        if v >= 2 {
            w.put(&self.pre_vote);
        } else {
            w.refuse_if(self.pre_vote, "PreVote");
        }
        w.put_tag_count(0);
    }
}

impl Message for VoteRequest {
    const NAME: &'static str = "VoteRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 52;
    const VERSIONS: VersionRange = VersionRange::new(0, 2);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = VoteRequestView<'a>;
}

impl<'a> MessageView<'a> for VoteRequestView<'a> {
    type Message = VoteRequest;
}
