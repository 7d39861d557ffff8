//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, VersionRange, Writer,
};

/// Kafka's `BeginQuorumEpochResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct BeginQuorumEpochResponse {
    pub error_code: i16,
    pub topics: Vec<TopicData>,
    pub node_endpoints: Vec<NodeEndpoint>,
}

impl<'a> Decode<'a> for BeginQuorumEpochResponse {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.topics = r.get()?;
        r.tags(&mut |r, tag| {
            match tag {
                0 if v >= 1 => m.node_endpoints = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

/// [`BeginQuorumEpochResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct BeginQuorumEpochResponseView<'a> {
    pub error_code: i16,
    pub topics: ArrayView<'a, TopicDataView<'a>>,
    pub node_endpoints: ArrayView<'a, NodeEndpointView<'a>>,
}

impl<'a> Decode<'a> for BeginQuorumEpochResponseView<'a> {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.topics = r.get()?;
        r.tags(&mut |r, tag| {
            match tag {
                0 if v >= 1 => m.node_endpoints = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

impl IntoOwned for BeginQuorumEpochResponseView<'_> {
    type Owned = BeginQuorumEpochResponse;
    fn into_owned(self) -> BeginQuorumEpochResponse {
        BeginQuorumEpochResponse {
            error_code: self.error_code.into_owned(),
            topics: self.topics.into_owned(),
            node_endpoints: self.node_endpoints.into_owned(),
        }
    }
}

impl Encode for BeginQuorumEpochResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.error_code);
        w.put(&self.topics);
        self.write_tags(w);
    }
}

impl BeginQuorumEpochResponse {
    fn write_tags<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        let has_0 = v >= 1 && !self.node_endpoints.is_empty();
        w.put_tag_count(usize::from(has_0));
        if has_0 {
            w.put_tag(0, &self.node_endpoints);
        } else {
            w.refuse_if(!self.node_endpoints.is_empty(), "NodeEndpoints");
        }
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
    pub error_code: i16,
    pub leader_id: i32,
    pub leader_epoch: i32,
}

impl<'a> Decode<'a> for PartitionData {
    const SIZE_MIN: usize = 14;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.error_code = r.get()?;
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
        w.put(&self.partition_index);
        w.put(&self.error_code);
        w.put(&self.leader_id);
        w.put(&self.leader_epoch);
        w.put_tag_count(0);
    }
}

/// Kafka's `NodeEndpoint`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct NodeEndpoint {
    pub node_id: i32,
    pub host: String,
    pub port: u16,
}

impl<'a> Decode<'a> for NodeEndpoint {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 1 {
            m.node_id = r.get()?;
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

/// [`NodeEndpoint`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct NodeEndpointView<'a> {
    pub node_id: i32,
    pub host: &'a str,
    pub port: u16,
}

impl<'a> Decode<'a> for NodeEndpointView<'a> {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 1 {
            m.node_id = r.get()?;
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

impl IntoOwned for NodeEndpointView<'_> {
    type Owned = NodeEndpoint;
    fn into_owned(self) -> NodeEndpoint {
        NodeEndpoint {
            node_id: self.node_id.into_owned(),
            host: self.host.into_owned(),
            port: self.port.into_owned(),
        }
    }
}

impl Encode for NodeEndpoint {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 1 {
            w.put(&self.node_id);
        } else {
            w.refuse_if(self.node_id != 0, "NodeId");
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

impl Message for BeginQuorumEpochResponse {
    const NAME: &'static str = "BeginQuorumEpochResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 53;
    const VERSIONS: VersionRange = VersionRange::new(0, 1);
    const FLEXIBLE_SINCE: i16 = 1;
    type View<'a> = BeginQuorumEpochResponseView<'a>;
}

impl<'a> MessageView<'a> for BeginQuorumEpochResponseView<'a> {
    type Message = BeginQuorumEpochResponse;
}

/// Writes a [`BeginQuorumEpochResponse`] field by field, in this order.
#[derive(Debug)]
pub struct BeginQuorumEpochResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> BeginQuorumEpochResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::topics_element`].
    pub fn topics(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn topics_element(&mut self) -> TopicDataWriter<'_, 's, S> {
        TopicDataWriter(self.0.element(1))
    }

    /// Ends the structure with the tagged fields of `tags`, whose other fields are ignored.
    pub fn end(mut self, tags: &BeginQuorumEpochResponse) {
        tags.write_tags(self.0.end(2));
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

    pub fn leader_id(&mut self, value: i32) -> &mut Self {
        self.0.field(2, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn leader_epoch(&mut self, value: i32) -> &mut Self {
        self.0.field(3, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(4).put_tag_count(0);
    }
}
