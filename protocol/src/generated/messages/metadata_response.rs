//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, Uuid, VersionRange, Writer,
};

/// Kafka's `MetadataResponse`.
#[derive(Clone, Debug, PartialEq)]
pub struct MetadataResponse {
    pub throttle_time_ms: i32,
    pub brokers: Vec<MetadataResponseBroker>,
    pub cluster_id: Option<String>,
    pub controller_id: i32,
    pub topics: Vec<MetadataResponseTopic>,
    pub cluster_authorized_operations: i32,
    pub error_code: i16,
}

impl Default for MetadataResponse {
    fn default() -> Self {
        Self {
            throttle_time_ms: Default::default(),
            brokers: Default::default(),
            cluster_id: None,
            controller_id: -1,
            topics: Default::default(),
            cluster_authorized_operations: i32::MIN,
            error_code: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for MetadataResponse {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 3 {
            m.throttle_time_ms = r.get()?;
        }
        m.brokers = r.get()?;
        if v >= 2 {
            m.cluster_id = r.get()?;
        }
        if v >= 1 {
            m.controller_id = r.get()?;
        }
        m.topics = r.get()?;
        if (8..=10).contains(&v) {
            m.cluster_authorized_operations = r.get()?;
        }
        if v >= 13 {
            m.error_code = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`MetadataResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MetadataResponseView<'a> {
    pub throttle_time_ms: i32,
    pub brokers: ArrayView<'a, MetadataResponseBrokerView<'a>>,
    pub cluster_id: Option<&'a str>,
    pub controller_id: i32,
    pub topics: ArrayView<'a, MetadataResponseTopicView<'a>>,
    pub cluster_authorized_operations: i32,
    pub error_code: i16,
}

impl Default for MetadataResponseView<'_> {
    fn default() -> Self {
        Self {
            throttle_time_ms: Default::default(),
            brokers: Default::default(),
            cluster_id: None,
            controller_id: -1,
            topics: Default::default(),
            cluster_authorized_operations: i32::MIN,
            error_code: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for MetadataResponseView<'a> {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 3 {
            m.throttle_time_ms = r.get()?;
        }
        m.brokers = r.get()?;
        if v >= 2 {
            m.cluster_id = r.get()?;
        }
        if v >= 1 {
            m.controller_id = r.get()?;
        }
        m.topics = r.get()?;
        if (8..=10).contains(&v) {
            m.cluster_authorized_operations = r.get()?;
        }
        if v >= 13 {
            m.error_code = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for MetadataResponseView<'_> {
    type Owned = MetadataResponse;
    fn into_owned(self) -> MetadataResponse {
        MetadataResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            brokers: self.brokers.into_owned(),
            cluster_id: self.cluster_id.into_owned(),
            controller_id: self.controller_id.into_owned(),
            topics: self.topics.into_owned(),
            cluster_authorized_operations: self.cluster_authorized_operations.into_owned(),
            error_code: self.error_code.into_owned(),
        }
    }
}

impl Encode for MetadataResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 3 {
            w.put(&self.throttle_time_ms);
        }
        w.put(&self.brokers);
        if v >= 2 {
            w.put(&self.cluster_id);
        }
        if v >= 1 {
            w.put(&self.controller_id);
        }
        w.put(&self.topics);
        if (8..=10).contains(&v) {
            w.put(&self.cluster_authorized_operations);
        } else {
            w.refuse_if(self.cluster_authorized_operations != i32::MIN, "ClusterAuthorizedOperations");
        }
        if v >= 13 {
            w.put(&self.error_code);
        }
        w.put_tag_count(0);
    }
}

/// Kafka's `MetadataResponseBroker`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct MetadataResponseBroker {
    pub node_id: i32,
    pub host: String,
    pub port: i32,
    pub rack: Option<String>,
}

impl<'a> Decode<'a> for MetadataResponseBroker {
    const SIZE_MIN: usize = 10;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.node_id = r.get()?;
        m.host = r.get()?;
        m.port = r.get()?;
        if v >= 1 {
            m.rack = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`MetadataResponseBroker`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct MetadataResponseBrokerView<'a> {
    pub node_id: i32,
    pub host: &'a str,
    pub port: i32,
    pub rack: Option<&'a str>,
}

impl<'a> Decode<'a> for MetadataResponseBrokerView<'a> {
    const SIZE_MIN: usize = 10;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.node_id = r.get()?;
        m.host = r.get()?;
        m.port = r.get()?;
        if v >= 1 {
            m.rack = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for MetadataResponseBrokerView<'_> {
    type Owned = MetadataResponseBroker;
    fn into_owned(self) -> MetadataResponseBroker {
        MetadataResponseBroker {
            node_id: self.node_id.into_owned(),
            host: self.host.into_owned(),
            port: self.port.into_owned(),
            rack: self.rack.into_owned(),
        }
    }
}

impl Encode for MetadataResponseBroker {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.node_id);
        w.put(&self.host);
        w.put(&self.port);
        if v >= 1 {
            w.put(&self.rack);
        }
        w.put_tag_count(0);
    }
}

/// Kafka's `MetadataResponseTopic`.
#[derive(Clone, Debug, PartialEq)]
pub struct MetadataResponseTopic {
    pub error_code: i16,
    pub name: Option<String>,
    pub topic_id: Uuid,
    pub is_internal: bool,
    pub partitions: Vec<MetadataResponsePartition>,
    pub topic_authorized_operations: i32,
}

impl Default for MetadataResponseTopic {
    fn default() -> Self {
        Self {
            error_code: Default::default(),
            name: None,
            topic_id: Default::default(),
            is_internal: Default::default(),
            partitions: Default::default(),
            topic_authorized_operations: i32::MIN,
        }
    }
}

impl<'a> Decode<'a> for MetadataResponseTopic {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.name = r.nullable(v >= 12)?;
        if v >= 10 {
            m.topic_id = r.get()?;
        }
        if v >= 1 {
            m.is_internal = r.get()?;
        }
        m.partitions = r.get()?;
        if v >= 8 {
            m.topic_authorized_operations = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`MetadataResponseTopic`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MetadataResponseTopicView<'a> {
    pub error_code: i16,
    pub name: Option<&'a str>,
    pub topic_id: Uuid,
    pub is_internal: bool,
    pub partitions: ArrayView<'a, MetadataResponsePartitionView<'a>>,
    pub topic_authorized_operations: i32,
}

impl Default for MetadataResponseTopicView<'_> {
    fn default() -> Self {
        Self {
            error_code: Default::default(),
            name: None,
            topic_id: Default::default(),
            is_internal: Default::default(),
            partitions: Default::default(),
            topic_authorized_operations: i32::MIN,
        }
    }
}

impl<'a> Decode<'a> for MetadataResponseTopicView<'a> {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.name = r.nullable(v >= 12)?;
        if v >= 10 {
            m.topic_id = r.get()?;
        }
        if v >= 1 {
            m.is_internal = r.get()?;
        }
        m.partitions = r.get()?;
        if v >= 8 {
            m.topic_authorized_operations = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for MetadataResponseTopicView<'_> {
    type Owned = MetadataResponseTopic;
    fn into_owned(self) -> MetadataResponseTopic {
        MetadataResponseTopic {
            error_code: self.error_code.into_owned(),
            name: self.name.into_owned(),
            topic_id: self.topic_id.into_owned(),
            is_internal: self.is_internal.into_owned(),
            partitions: self.partitions.into_owned(),
            topic_authorized_operations: self.topic_authorized_operations.into_owned(),
        }
    }
}

impl Encode for MetadataResponseTopic {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.error_code);
        w.put_nullable(&self.name, v >= 12);
        if v >= 10 {
            w.put(&self.topic_id);
        }
        if v >= 1 {
            w.put(&self.is_internal);
        }
        w.put(&self.partitions);
        if v >= 8 {
            w.put(&self.topic_authorized_operations);
        } else {
            w.refuse_if(self.topic_authorized_operations != i32::MIN, "TopicAuthorizedOperations");
        }
        w.put_tag_count(0);
    }
}

/// Kafka's `MetadataResponsePartition`.
#[derive(Clone, Debug, PartialEq)]
pub struct MetadataResponsePartition {
    pub error_code: i16,
    pub partition_index: i32,
    pub leader_id: i32,
    pub leader_epoch: i32,
    pub replica_nodes: Vec<i32>,
    pub isr_nodes: Vec<i32>,
    pub offline_replicas: Vec<i32>,
}

impl Default for MetadataResponsePartition {
    fn default() -> Self {
        Self {
            error_code: Default::default(),
            partition_index: Default::default(),
            leader_id: Default::default(),
            leader_epoch: -1,
            replica_nodes: Default::default(),
            isr_nodes: Default::default(),
            offline_replicas: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for MetadataResponsePartition {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.partition_index = r.get()?;
        m.leader_id = r.get()?;
        if v >= 7 {
            m.leader_epoch = r.get()?;
        }
        m.replica_nodes = r.get()?;
        m.isr_nodes = r.get()?;
        if v >= 5 {
            m.offline_replicas = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`MetadataResponsePartition`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MetadataResponsePartitionView<'a> {
    pub error_code: i16,
    pub partition_index: i32,
    pub leader_id: i32,
    pub leader_epoch: i32,
    pub replica_nodes: ArrayView<'a, i32>,
    pub isr_nodes: ArrayView<'a, i32>,
    pub offline_replicas: ArrayView<'a, i32>,
}

impl Default for MetadataResponsePartitionView<'_> {
    fn default() -> Self {
        Self {
            error_code: Default::default(),
            partition_index: Default::default(),
            leader_id: Default::default(),
            leader_epoch: -1,
            replica_nodes: Default::default(),
            isr_nodes: Default::default(),
            offline_replicas: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for MetadataResponsePartitionView<'a> {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.partition_index = r.get()?;
        m.leader_id = r.get()?;
        if v >= 7 {
            m.leader_epoch = r.get()?;
        }
        m.replica_nodes = r.get()?;
        m.isr_nodes = r.get()?;
        if v >= 5 {
            m.offline_replicas = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for MetadataResponsePartitionView<'_> {
    type Owned = MetadataResponsePartition;
    fn into_owned(self) -> MetadataResponsePartition {
        MetadataResponsePartition {
            error_code: self.error_code.into_owned(),
            partition_index: self.partition_index.into_owned(),
            leader_id: self.leader_id.into_owned(),
            leader_epoch: self.leader_epoch.into_owned(),
            replica_nodes: self.replica_nodes.into_owned(),
            isr_nodes: self.isr_nodes.into_owned(),
            offline_replicas: self.offline_replicas.into_owned(),
        }
    }
}

impl Encode for MetadataResponsePartition {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.error_code);
        w.put(&self.partition_index);
        w.put(&self.leader_id);
        if v >= 7 {
            w.put(&self.leader_epoch);
        }
        w.put(&self.replica_nodes);
        w.put(&self.isr_nodes);
        if v >= 5 {
            w.put(&self.offline_replicas);
        }
        w.put_tag_count(0);
    }
}

impl Message for MetadataResponse {
    const NAME: &'static str = "MetadataResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 3;
    const VERSIONS: VersionRange = VersionRange::new(0, 13);
    const FLEXIBLE_SINCE: i16 = 9;
    type View<'a> = MetadataResponseView<'a>;
}

impl<'a> MessageView<'a> for MetadataResponseView<'a> {
    type Message = MetadataResponse;
}

/// Writes a [`MetadataResponse`] field by field, in this order.
#[derive(Debug)]
pub struct MetadataResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> MetadataResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(3, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::brokers_element`].
    pub fn brokers(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn brokers_element(&mut self) -> MetadataResponseBrokerWriter<'_, 's, S> {
        MetadataResponseBrokerWriter(self.0.element(1))
    }

    pub fn cluster_id(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(2, VersionRange::new(2, i16::MAX), VersionRange::new(2, i16::MAX), value);
        self
    }

    pub fn controller_id(&mut self, value: i32) -> &mut Self {
        self.0.field(3, VersionRange::new(1, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::topics_element`].
    pub fn topics(&mut self, count: usize) -> &mut Self {
        self.0.array(4, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn topics_element(&mut self) -> MetadataResponseTopicWriter<'_, 's, S> {
        MetadataResponseTopicWriter(self.0.element(4))
    }

    pub fn cluster_authorized_operations(&mut self, value: i32) -> &mut Self {
        self.0.field(5, VersionRange::new(8, 10), &value);
        self
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(6, VersionRange::new(13, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(7).put_tag_count(0);
    }
}

/// Writes a [`MetadataResponseBroker`] field by field, in this order.
#[derive(Debug)]
pub struct MetadataResponseBrokerWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> MetadataResponseBrokerWriter<'w, 's, S> {
    pub fn node_id(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn host(&mut self, value: &str) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn port(&mut self, value: i32) -> &mut Self {
        self.0.field(2, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn rack(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(3, VersionRange::new(1, i16::MAX), VersionRange::new(1, i16::MAX), value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(4).put_tag_count(0);
    }
}

/// Writes a [`MetadataResponseTopic`] field by field, in this order.
#[derive(Debug)]
pub struct MetadataResponseTopicWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> MetadataResponseTopicWriter<'w, 's, S> {
    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn name(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(1, VersionRange::new(0, i16::MAX), VersionRange::new(12, i16::MAX), value);
        self
    }

    pub fn topic_id(&mut self, value: Uuid) -> &mut Self {
        self.0.field(2, VersionRange::new(10, i16::MAX), &value);
        self
    }

    pub fn is_internal(&mut self, value: bool) -> &mut Self {
        self.0.field(3, VersionRange::new(1, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::partitions_element`].
    pub fn partitions(&mut self, count: usize) -> &mut Self {
        self.0.array(4, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn partitions_element(&mut self) -> MetadataResponsePartitionWriter<'_, 's, S> {
        MetadataResponsePartitionWriter(self.0.element(4))
    }

    pub fn topic_authorized_operations(&mut self, value: i32) -> &mut Self {
        self.0.field(5, VersionRange::new(8, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(6).put_tag_count(0);
    }
}

/// Writes a [`MetadataResponsePartition`] field by field, in this order.
#[derive(Debug)]
pub struct MetadataResponsePartitionWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> MetadataResponsePartitionWriter<'w, 's, S> {
    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn partition_index(&mut self, value: i32) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn leader_id(&mut self, value: i32) -> &mut Self {
        self.0.field(2, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn leader_epoch(&mut self, value: i32) -> &mut Self {
        self.0.field(3, VersionRange::new(7, i16::MAX), &value);
        self
    }

    pub fn replica_nodes(&mut self, value: &[i32]) -> &mut Self {
        self.0.field(4, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn isr_nodes(&mut self, value: &[i32]) -> &mut Self {
        self.0.field(5, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn offline_replicas(&mut self, value: &[i32]) -> &mut Self {
        self.0.field(6, VersionRange::new(5, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(7).put_tag_count(0);
    }
}
