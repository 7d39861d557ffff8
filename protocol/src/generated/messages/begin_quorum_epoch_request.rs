//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `BeginQuorumEpochRequest`.
#[derive(Clone, Debug, PartialEq)]
pub struct BeginQuorumEpochRequest {
    pub cluster_id: Option<String>,
    pub voter_id: i32,
    pub topics: Vec<TopicData>,
    pub leader_endpoints: Vec<LeaderEndpoint>,
}

impl Default for BeginQuorumEpochRequest {
    fn default() -> Self {
        Self {
            cluster_id: None,
            voter_id: -1,
            topics: Default::default(),
            leader_endpoints: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for BeginQuorumEpochRequest {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.cluster_id = r.get()?;
        if v >= 1 {
            m.voter_id = r.get()?;
        }
        m.topics = r.get()?;
        if v >= 1 {
            m.leader_endpoints = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`BeginQuorumEpochRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BeginQuorumEpochRequestView<'a> {
    pub cluster_id: Option<&'a str>,
    pub voter_id: i32,
    pub topics: ArrayView<'a, TopicDataView<'a>>,
    pub leader_endpoints: ArrayView<'a, LeaderEndpointView<'a>>,
}

impl Default for BeginQuorumEpochRequestView<'_> {
    fn default() -> Self {
        Self {
            cluster_id: None,
            voter_id: -1,
            topics: Default::default(),
            leader_endpoints: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for BeginQuorumEpochRequestView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.cluster_id = r.get()?;
        if v >= 1 {
            m.voter_id = r.get()?;
        }
        m.topics = r.get()?;
        if v >= 1 {
            m.leader_endpoints = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for BeginQuorumEpochRequestView<'_> {
    type Owned = BeginQuorumEpochRequest;
    fn into_owned(self) -> BeginQuorumEpochRequest {
        BeginQuorumEpochRequest {
            cluster_id: self.cluster_id.into_owned(),
            voter_id: self.voter_id.into_owned(),
            topics: self.topics.into_owned(),
            leader_endpoints: self.leader_endpoints.into_owned(),
        }
    }
}

impl Encode for BeginQuorumEpochRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.cluster_id);
        if v >= 1 {
            w.put(&self.voter_id);
        }
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
    pub voter_directory_id: Uuid,
    pub leader_id: i32,
    pub leader_epoch: i32,
}

impl<'a> Decode<'a> for PartitionData {
    const SIZE_MIN: usize = 12;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.partition_index = r.get()?;
        if v >= 1 {
            m.voter_directory_id = r.get()?;
        }
        m.leader_id = r.get()?;
        m.leader_epoch = r.get()?;
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
        if v >= 1 {
            w.put(&self.voter_directory_id);
        }
        w.put(&self.leader_id);
        w.put(&self.leader_epoch);
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

impl Message for BeginQuorumEpochRequest {
    const NAME: &'static str = "BeginQuorumEpochRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 53;
    const VERSIONS: VersionRange = VersionRange::new(0, 1);
    const FLEXIBLE_SINCE: i16 = 1;
    type View<'a> = BeginQuorumEpochRequestView<'a>;
}

impl<'a> MessageView<'a> for BeginQuorumEpochRequestView<'a> {
    type Message = BeginQuorumEpochRequest;
}
