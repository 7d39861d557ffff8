//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, Uuid, VersionRange, Writer,
};

/// Kafka's `DescribeQuorumResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DescribeQuorumResponse {
    pub error_code: i16,
    pub error_message: Option<String>,
    pub topics: Vec<TopicData>,
    pub nodes: Vec<Node>,
}

impl<'a> Decode<'a> for DescribeQuorumResponse {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.error_code = r.get()?;
        if v >= 2 {
            m.error_message = r.get()?;
        }
        m.topics = r.get()?;
        if v >= 2 {
            m.nodes = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeQuorumResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DescribeQuorumResponseView<'a> {
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    pub topics: ArrayView<'a, TopicDataView<'a>>,
    pub nodes: ArrayView<'a, NodeView<'a>>,
}

impl<'a> Decode<'a> for DescribeQuorumResponseView<'a> {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.error_code = r.get()?;
        if v >= 2 {
            m.error_message = r.get()?;
        }
        m.topics = r.get()?;
        if v >= 2 {
            m.nodes = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeQuorumResponseView<'_> {
    type Owned = DescribeQuorumResponse;
    fn into_owned(self) -> DescribeQuorumResponse {
        DescribeQuorumResponse {
            error_code: self.error_code.into_owned(),
            error_message: self.error_message.into_owned(),
            topics: self.topics.into_owned(),
            nodes: self.nodes.into_owned(),
        }
    }
}

impl Encode for DescribeQuorumResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.error_code);
        if v >= 2 {
            w.put(&self.error_message);
        }
        w.put(&self.topics);
        if v >= 2 {
            w.put(&self.nodes);
        } else {
            w.refuse_if(!self.nodes.is_empty(), "Nodes");
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
    pub error_code: i16,
    pub error_message: Option<String>,
    pub leader_id: i32,
    pub leader_epoch: i32,
    pub high_watermark: i64,
    pub current_voters: Vec<ReplicaState>,
    pub observers: Vec<ReplicaState>,
}

impl<'a> Decode<'a> for PartitionData {
    const SIZE_MIN: usize = 25;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.error_code = r.get()?;
        if v >= 2 {
            m.error_message = r.get()?;
        }
        m.leader_id = r.get()?;
        m.leader_epoch = r.get()?;
        m.high_watermark = r.get()?;
        m.current_voters = r.get()?;
        m.observers = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`PartitionData`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct PartitionDataView<'a> {
    pub partition_index: i32,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    pub leader_id: i32,
    pub leader_epoch: i32,
    pub high_watermark: i64,
    pub current_voters: ArrayView<'a, ReplicaState>,
    pub observers: ArrayView<'a, ReplicaState>,
}

impl<'a> Decode<'a> for PartitionDataView<'a> {
    const SIZE_MIN: usize = 25;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.error_code = r.get()?;
        if v >= 2 {
            m.error_message = r.get()?;
        }
        m.leader_id = r.get()?;
        m.leader_epoch = r.get()?;
        m.high_watermark = r.get()?;
        m.current_voters = r.get()?;
        m.observers = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for PartitionDataView<'_> {
    type Owned = PartitionData;
    fn into_owned(self) -> PartitionData {
        PartitionData {
            partition_index: self.partition_index.into_owned(),
            error_code: self.error_code.into_owned(),
            error_message: self.error_message.into_owned(),
            leader_id: self.leader_id.into_owned(),
            leader_epoch: self.leader_epoch.into_owned(),
            high_watermark: self.high_watermark.into_owned(),
            current_voters: self.current_voters.into_owned(),
            observers: self.observers.into_owned(),
        }
    }
}

impl Encode for PartitionData {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.partition_index);
        w.put(&self.error_code);
        if v >= 2 {
            w.put(&self.error_message);
        }
        w.put(&self.leader_id);
        w.put(&self.leader_epoch);
        w.put(&self.high_watermark);
        w.put(&self.current_voters);
        w.put(&self.observers);
        w.put_tag_count(0);
    }
}

/// Kafka's `Node`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Node {
    pub node_id: i32,
    pub listeners: Vec<Listener>,
}

impl<'a> Decode<'a> for Node {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 2 {
            m.node_id = r.get()?;
        }
        if v >= 2 {
            m.listeners = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`Node`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct NodeView<'a> {
    pub node_id: i32,
    pub listeners: ArrayView<'a, ListenerView<'a>>,
}

impl<'a> Decode<'a> for NodeView<'a> {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 2 {
            m.node_id = r.get()?;
        }
        if v >= 2 {
            m.listeners = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for NodeView<'_> {
    type Owned = Node;
    fn into_owned(self) -> Node {
        Node { node_id: self.node_id.into_owned(), listeners: self.listeners.into_owned() }
    }
}

impl Encode for Node {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 2 {
            w.put(&self.node_id);
        } else {
            w.refuse_if(self.node_id != 0, "NodeId");
        }
        if v >= 2 {
            w.put(&self.listeners);
        } else {
            w.refuse_if(!self.listeners.is_empty(), "Listeners");
        }
        w.put_tag_count(0);
    }
}

/// Kafka's `Listener`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Listener {
    pub name: String,
    pub host: String,
    pub port: u16,
}

impl<'a> Decode<'a> for Listener {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 2 {
            m.name = r.get()?;
        }
        if v >= 2 {
            m.host = r.get()?;
        }
        if v >= 2 {
            m.port = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`Listener`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ListenerView<'a> {
    pub name: &'a str,
    pub host: &'a str,
    pub port: u16,
}

impl<'a> Decode<'a> for ListenerView<'a> {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 2 {
            m.name = r.get()?;
        }
        if v >= 2 {
            m.host = r.get()?;
        }
        if v >= 2 {
            m.port = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ListenerView<'_> {
    type Owned = Listener;
    fn into_owned(self) -> Listener {
        Listener { name: self.name.into_owned(), host: self.host.into_owned(), port: self.port.into_owned() }
    }
}

impl Encode for Listener {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 2 {
            w.put(&self.name);
        } else {
            w.refuse_if(!self.name.is_empty(), "Name");
        }
        if v >= 2 {
            w.put(&self.host);
        } else {
            w.refuse_if(!self.host.is_empty(), "Host");
        }
        if v >= 2 {
            w.put(&self.port);
        } else {
            w.refuse_if(self.port != 0, "Port");
        }
        w.put_tag_count(0);
    }
}

/// Kafka's `ReplicaState`.
#[derive(Clone, Debug, PartialEq, Copy)]
pub struct ReplicaState {
    pub replica_id: i32,
    pub replica_directory_id: Uuid,
    pub log_end_offset: i64,
    pub last_fetch_timestamp: i64,
    pub last_caught_up_timestamp: i64,
}

impl Default for ReplicaState {
    fn default() -> Self {
        Self {
            replica_id: Default::default(),
            replica_directory_id: Default::default(),
            log_end_offset: Default::default(),
            last_fetch_timestamp: -1,
            last_caught_up_timestamp: -1,
        }
    }
}

impl<'a> Decode<'a> for ReplicaState {
    const SIZE_MIN: usize = 13;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.replica_id = r.get()?;
        if v >= 2 {
            m.replica_directory_id = r.get()?;
        }
        m.log_end_offset = r.get()?;
        if v >= 1 {
            m.last_fetch_timestamp = r.get()?;
        }
        if v >= 1 {
            m.last_caught_up_timestamp = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ReplicaState {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for ReplicaState {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.replica_id);
        if v >= 2 {
            w.put(&self.replica_directory_id);
        } else {
            w.refuse_if(!self.replica_directory_id.is_zero(), "ReplicaDirectoryId");
        }
        w.put(&self.log_end_offset);
        if v >= 1 {
            w.put(&self.last_fetch_timestamp);
        }
        if v >= 1 {
            w.put(&self.last_caught_up_timestamp);
        }
        w.put_tag_count(0);
    }
}

impl Message for DescribeQuorumResponse {
    const NAME: &'static str = "DescribeQuorumResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 55;
    const VERSIONS: VersionRange = VersionRange::new(0, 2);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = DescribeQuorumResponseView<'a>;
}

impl<'a> MessageView<'a> for DescribeQuorumResponseView<'a> {
    type Message = DescribeQuorumResponse;
}

/// Writes a [`DescribeQuorumResponse`] field by field, in this order.
#[derive(Debug)]
pub struct DescribeQuorumResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DescribeQuorumResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn error_message(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(1, VersionRange::new(2, i16::MAX), VersionRange::new(2, i16::MAX), value);
        self
    }

    /// Announces the elements: each follows through [`Self::topics_element`].
    pub fn topics(&mut self, count: usize) -> &mut Self {
        self.0.array(2, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn topics_element(&mut self) -> TopicDataWriter<'_, 's, S> {
        TopicDataWriter(self.0.element(2))
    }

    /// Announces the elements: each follows through [`Self::nodes_element`].
    pub fn nodes(&mut self, count: usize) -> &mut Self {
        self.0.array(3, VersionRange::new(2, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn nodes_element(&mut self) -> NodeWriter<'_, 's, S> {
        NodeWriter(self.0.element(3))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(4).put_tag_count(0);
    }
}

/// Writes a [`TopicData`] field by field, in this order.
#[derive(Debug)]
pub struct TopicDataWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> TopicDataWriter<'w, 's, S> {
    pub fn topic_name(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::partitions_element`].
    pub fn partitions(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn partitions_element(&mut self) -> PartitionDataWriter<'_, 's, S> {
        PartitionDataWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`Node`] field by field, in this order.
#[derive(Debug)]
pub struct NodeWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> NodeWriter<'w, 's, S> {
    pub fn node_id(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(2, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::listeners_element`].
    pub fn listeners(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(2, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn listeners_element(&mut self) -> ListenerWriter<'_, 's, S> {
        ListenerWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`PartitionData`] field by field, in this order.
#[derive(Debug)]
pub struct PartitionDataWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> PartitionDataWriter<'w, 's, S> {
    pub fn partition_index(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn error_message(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(2, VersionRange::new(2, i16::MAX), VersionRange::new(2, i16::MAX), value);
        self
    }

    pub fn leader_id(&mut self, value: i32) -> &mut Self {
        self.0.field(3, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn leader_epoch(&mut self, value: i32) -> &mut Self {
        self.0.field(4, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn high_watermark(&mut self, value: i64) -> &mut Self {
        self.0.field(5, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::current_voters_element`].
    pub fn current_voters(&mut self, count: usize) -> &mut Self {
        self.0.array(6, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn current_voters_element(&mut self) -> ReplicaStateWriter<'_, 's, S> {
        ReplicaStateWriter(self.0.element(6))
    }

    /// Announces the elements: each follows through [`Self::observers_element`].
    pub fn observers(&mut self, count: usize) -> &mut Self {
        self.0.array(7, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn observers_element(&mut self) -> ReplicaStateWriter<'_, 's, S> {
        ReplicaStateWriter(self.0.element(7))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(8).put_tag_count(0);
    }
}

/// Writes a [`Listener`] field by field, in this order.
#[derive(Debug)]
pub struct ListenerWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> ListenerWriter<'w, 's, S> {
    pub fn name(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(2, i16::MAX), &value);
        self
    }

    pub fn host(&mut self, value: &str) -> &mut Self {
        self.0.field(1, VersionRange::new(2, i16::MAX), &value);
        self
    }

    pub fn port(&mut self, value: u16) -> &mut Self {
        self.0.field(2, VersionRange::new(2, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(3).put_tag_count(0);
    }
}

/// Writes a [`ReplicaState`] field by field, in this order.
#[derive(Debug)]
pub struct ReplicaStateWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> ReplicaStateWriter<'w, 's, S> {
    pub fn replica_id(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn replica_directory_id(&mut self, value: Uuid) -> &mut Self {
        self.0.field(1, VersionRange::new(2, i16::MAX), &value);
        self
    }

    pub fn log_end_offset(&mut self, value: i64) -> &mut Self {
        self.0.field(2, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn last_fetch_timestamp(&mut self, value: i64) -> &mut Self {
        self.0.field(3, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn last_caught_up_timestamp(&mut self, value: i64) -> &mut Self {
        self.0.field(4, VersionRange::new(1, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(5).put_tag_count(0);
    }
}
