//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `EndQuorumEpochRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct EndQuorumEpochRequest {
    pub cluster_id: Option<String>,
    pub topics: Vec<TopicData>,
    pub leader_endpoints: Vec<LeaderEndpoint>,
}

impl<'a> Decode<'a> for EndQuorumEpochRequest {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.cluster_id = r.get()?;
        m.topics = r.get()?;
        if v >= 1 {
            m.leader_endpoints = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`EndQuorumEpochRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct EndQuorumEpochRequestView<'a> {
    pub cluster_id: Option<&'a str>,
    pub topics: ArrayView<'a, TopicDataView<'a>>,
    pub leader_endpoints: ArrayView<'a, LeaderEndpointView<'a>>,
}

impl<'a> Decode<'a> for EndQuorumEpochRequestView<'a> {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.cluster_id = r.get()?;
        m.topics = r.get()?;
        if v >= 1 {
            m.leader_endpoints = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for EndQuorumEpochRequestView<'_> {
    type Owned = EndQuorumEpochRequest;
    fn into_owned(self) -> EndQuorumEpochRequest {
        EndQuorumEpochRequest {
            cluster_id: self.cluster_id.into_owned(),
            topics: self.topics.into_owned(),
            leader_endpoints: self.leader_endpoints.into_owned(),
        }
    }
}

impl Encode for EndQuorumEpochRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.cluster_id);
        w.put(&self.topics);
        if v >= 1 {
            w.put(&self.leader_endpoints);
        }
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
    pub partitions: ArrayView<'a, PartitionDataView<'a>>,
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
#[derive(Clone, Debug, PartialEq, Default)]
pub struct PartitionData {
    pub partition_index: i32,
    pub leader_id: i32,
    pub leader_epoch: i32,
    pub preferred_successors: Vec<i32>,
    pub preferred_candidates: Vec<ReplicaInfo>,
}

impl<'a> Decode<'a> for PartitionData {
    const SIZE_MIN: usize = 14;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.leader_id = r.get()?;
        m.leader_epoch = r.get()?;
        if v <= 0 {
            m.preferred_successors = r.get()?;
        }
        if v >= 1 {
            m.preferred_candidates = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`PartitionData`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct PartitionDataView<'a> {
    pub partition_index: i32,
    pub leader_id: i32,
    pub leader_epoch: i32,
    pub preferred_successors: ArrayView<'a, i32>,
    pub preferred_candidates: ArrayView<'a, ReplicaInfo>,
}

impl<'a> Decode<'a> for PartitionDataView<'a> {
    const SIZE_MIN: usize = 14;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.leader_id = r.get()?;
        m.leader_epoch = r.get()?;
        if v <= 0 {
            m.preferred_successors = r.get()?;
        }
        if v >= 1 {
            m.preferred_candidates = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for PartitionDataView<'_> {
    type Owned = PartitionData;
    fn into_owned(self) -> PartitionData {
        PartitionData {
            partition_index: self.partition_index.into_owned(),
            leader_id: self.leader_id.into_owned(),
            leader_epoch: self.leader_epoch.into_owned(),
            preferred_successors: self.preferred_successors.into_owned(),
            preferred_candidates: self.preferred_candidates.into_owned(),
        }
    }
}

impl Encode for PartitionData {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.partition_index);
        w.put(&self.leader_id);
        w.put(&self.leader_epoch);
        if v <= 0 {
            w.put(&self.preferred_successors);
        }
        if v >= 1 {
            w.put(&self.preferred_candidates);
        }
        w.put_tag_count(0);
    }
}

/// Kafka's `ReplicaInfo`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct ReplicaInfo {
    pub candidate_id: i32,
    pub candidate_directory_id: Uuid,
}

impl<'a> Decode<'a> for ReplicaInfo {
    const SIZE_MIN: usize = 21;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 1 {
            m.candidate_id = r.get()?;
        }
        if v >= 1 {
            m.candidate_directory_id = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ReplicaInfo {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for ReplicaInfo {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 1 {
            w.put(&self.candidate_id);
        } else {
            w.refuse_if(self.candidate_id != 0, "CandidateId");
        }
        if v >= 1 {
            w.put(&self.candidate_directory_id);
        } else {
            w.refuse_if(!self.candidate_directory_id.is_zero(), "CandidateDirectoryId");
        }
        w.put_tag_count(0);
    }
}

/// Kafka's `LeaderEndpoint`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct LeaderEndpoint {
    pub name: String,
    pub host: String,
    pub port: u16,
}

impl<'a> Decode<'a> for LeaderEndpoint {
    const SIZE_MIN: usize = 5;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 1 {
            m.name = r.get()?;
        }
        if v >= 1 {
            m.host = r.get()?;
        }
        if v >= 1 {
            m.port = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`LeaderEndpoint`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct LeaderEndpointView<'a> {
    pub name: &'a str,
    pub host: &'a str,
    pub port: u16,
}

impl<'a> Decode<'a> for LeaderEndpointView<'a> {
    const SIZE_MIN: usize = 5;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 1 {
            m.name = r.get()?;
        }
        if v >= 1 {
            m.host = r.get()?;
        }
        if v >= 1 {
            m.port = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for LeaderEndpointView<'_> {
    type Owned = LeaderEndpoint;
    fn into_owned(self) -> LeaderEndpoint {
        LeaderEndpoint {
            name: self.name.into_owned(),
            host: self.host.into_owned(),
            port: self.port.into_owned(),
        }
    }
}

impl Encode for LeaderEndpoint {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 1 {
            w.put(&self.name);
        } else {
            w.refuse_if(!self.name.is_empty(), "Name");
        }
        if v >= 1 {
            w.put(&self.host);
        } else {
            w.refuse_if(!self.host.is_empty(), "Host");
        }
        if v >= 1 {
            w.put(&self.port);
        } else {
            w.refuse_if(self.port != 0, "Port");
        }
        w.put_tag_count(0);
    }
}

impl Message for EndQuorumEpochRequest {
    const NAME: &'static str = "EndQuorumEpochRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 54;
    const VERSIONS: VersionRange = VersionRange::new(0, 1);
    const FLEXIBLE_SINCE: i16 = 1;
    type View<'a> = EndQuorumEpochRequestView<'a>;
}

impl<'a> MessageView<'a> for EndQuorumEpochRequestView<'a> {
    type Message = EndQuorumEpochRequest;
}
