//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `AlterPartitionReassignmentsRequest`.
#[derive(Clone, Debug, PartialEq)]
pub struct AlterPartitionReassignmentsRequest {
    pub timeout_ms: i32,
    pub allow_replication_factor_change: bool,
    pub topics: Vec<ReassignableTopic>,
}

impl Default for AlterPartitionReassignmentsRequest {
    fn default() -> Self {
        Self { timeout_ms: 60000, allow_replication_factor_change: true, topics: Default::default() }
    }
}

impl<'a> Decode<'a> for AlterPartitionReassignmentsRequest {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.timeout_ms = r.get()?;
        if v >= 1 {
            m.allow_replication_factor_change = r.get()?;
        }
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`AlterPartitionReassignmentsRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AlterPartitionReassignmentsRequestView<'a> {
    pub timeout_ms: i32,
    pub allow_replication_factor_change: bool,
    pub topics: ArrayView<'a, ReassignableTopicView<'a>>,
}

impl Default for AlterPartitionReassignmentsRequestView<'_> {
    fn default() -> Self {
        Self { timeout_ms: 60000, allow_replication_factor_change: true, topics: Default::default() }
    }
}

impl<'a> Decode<'a> for AlterPartitionReassignmentsRequestView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.timeout_ms = r.get()?;
        if v >= 1 {
            m.allow_replication_factor_change = r.get()?;
        }
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AlterPartitionReassignmentsRequestView<'_> {
    type Owned = AlterPartitionReassignmentsRequest;
    fn into_owned(self) -> AlterPartitionReassignmentsRequest {
        AlterPartitionReassignmentsRequest {
            timeout_ms: self.timeout_ms.into_owned(),
            allow_replication_factor_change: self.allow_replication_factor_change.into_owned(),
            topics: self.topics.into_owned(),
        }
    }
}

impl Encode for AlterPartitionReassignmentsRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.timeout_ms);
        if v >= 1 {
            w.put(&self.allow_replication_factor_change);
        } else {
            w.refuse_if(!self.allow_replication_factor_change, "AllowReplicationFactorChange");
        }
        w.put(&self.topics);
        w.put_tag_count(0);
    }
}

/// Kafka's `ReassignableTopic`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ReassignableTopic {
    pub name: String,
    pub partitions: Vec<ReassignablePartition>,
}

impl<'a> Decode<'a> for ReassignableTopic {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ReassignableTopic`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ReassignableTopicView<'a> {
    pub name: &'a str,
    pub partitions: ArrayView<'a, ReassignablePartitionView<'a>>,
}

impl<'a> Decode<'a> for ReassignableTopicView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ReassignableTopicView<'_> {
    type Owned = ReassignableTopic;
    fn into_owned(self) -> ReassignableTopic {
        ReassignableTopic { name: self.name.into_owned(), partitions: self.partitions.into_owned() }
    }
}

impl Encode for ReassignableTopic {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

/// Kafka's `ReassignablePartition`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ReassignablePartition {
    pub partition_index: i32,
    pub replicas: Option<Vec<i32>>,
}

impl<'a> Decode<'a> for ReassignablePartition {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.replicas = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ReassignablePartition`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ReassignablePartitionView<'a> {
    pub partition_index: i32,
    pub replicas: Option<ArrayView<'a, i32>>,
}

impl<'a> Decode<'a> for ReassignablePartitionView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.replicas = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ReassignablePartitionView<'_> {
    type Owned = ReassignablePartition;
    fn into_owned(self) -> ReassignablePartition {
        ReassignablePartition {
            partition_index: self.partition_index.into_owned(),
            replicas: self.replicas.into_owned(),
        }
    }
}

impl Encode for ReassignablePartition {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.partition_index);
        w.put(&self.replicas);
        w.put_tag_count(0);
    }
}

impl Message for AlterPartitionReassignmentsRequest {
    const NAME: &'static str = "AlterPartitionReassignmentsRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 45;
    const VERSIONS: VersionRange = VersionRange::new(0, 1);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = AlterPartitionReassignmentsRequestView<'a>;
}

impl<'a> MessageView<'a> for AlterPartitionReassignmentsRequestView<'a> {
    type Message = AlterPartitionReassignmentsRequest;
}
