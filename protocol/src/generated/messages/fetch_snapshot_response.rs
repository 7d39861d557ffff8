//! Generated from protocol/schema by `generate-messages`; do not edit.

use bytes::Bytes;

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, VersionRange, Writer,
};

/// Kafka's `FetchSnapshotResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct FetchSnapshotResponse {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub topics: Vec<TopicSnapshot>,
    pub node_endpoints: Vec<NodeEndpoint>,
}

impl<'a> Decode<'a> for FetchSnapshotResponse {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
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

/// [`FetchSnapshotResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct FetchSnapshotResponseView<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub topics: ArrayView<'a, TopicSnapshotView<'a>>,
    pub node_endpoints: ArrayView<'a, NodeEndpointView<'a>>,
}

impl<'a> Decode<'a> for FetchSnapshotResponseView<'a> {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
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

impl IntoOwned for FetchSnapshotResponseView<'_> {
    type Owned = FetchSnapshotResponse;
    fn into_owned(self) -> FetchSnapshotResponse {
        FetchSnapshotResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            error_code: self.error_code.into_owned(),
            topics: self.topics.into_owned(),
            node_endpoints: self.node_endpoints.into_owned(),
        }
    }
}

impl Encode for FetchSnapshotResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.throttle_time_ms);
        w.put(&self.error_code);
        w.put(&self.topics);
        self.write_tags(w);
    }
}

impl FetchSnapshotResponse {
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

/// Kafka's `TopicSnapshot`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TopicSnapshot {
    pub name: String,
    pub partitions: Vec<PartitionSnapshot>,
}

impl<'a> Decode<'a> for TopicSnapshot {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`TopicSnapshot`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TopicSnapshotView<'a> {
    pub name: &'a str,
    pub partitions: ArrayView<'a, PartitionSnapshotView<'a>>,
}

impl<'a> Decode<'a> for TopicSnapshotView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for TopicSnapshotView<'_> {
    type Owned = TopicSnapshot;
    fn into_owned(self) -> TopicSnapshot {
        TopicSnapshot { name: self.name.into_owned(), partitions: self.partitions.into_owned() }
    }
}

impl Encode for TopicSnapshot {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

/// Kafka's `PartitionSnapshot`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct PartitionSnapshot {
    pub index: i32,
    pub error_code: i16,
    pub snapshot_id: SnapshotId,
    pub current_leader: LeaderIdAndEpoch,
    pub size: i64,
    pub position: i64,
    pub unaligned_records: Bytes,
}

impl<'a> Decode<'a> for PartitionSnapshot {
    const SIZE_MIN: usize = 37;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.index = r.get()?;
        m.error_code = r.get()?;
        m.snapshot_id = r.get()?;
        m.size = r.get()?;
        m.position = r.get()?;
        m.unaligned_records = r.get()?;
        r.tags(&mut |r, tag| {
            match tag {
                0 => m.current_leader = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

/// [`PartitionSnapshot`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct PartitionSnapshotView<'a> {
    pub index: i32,
    pub error_code: i16,
    pub snapshot_id: SnapshotId,
    pub current_leader: LeaderIdAndEpoch,
    pub size: i64,
    pub position: i64,
    pub unaligned_records: &'a [u8],
}

impl<'a> Decode<'a> for PartitionSnapshotView<'a> {
    const SIZE_MIN: usize = 37;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.index = r.get()?;
        m.error_code = r.get()?;
        m.snapshot_id = r.get()?;
        m.size = r.get()?;
        m.position = r.get()?;
        m.unaligned_records = r.get()?;
        r.tags(&mut |r, tag| {
            match tag {
                0 => m.current_leader = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

impl IntoOwned for PartitionSnapshotView<'_> {
    type Owned = PartitionSnapshot;
    fn into_owned(self) -> PartitionSnapshot {
        PartitionSnapshot {
            index: self.index.into_owned(),
            error_code: self.error_code.into_owned(),
            snapshot_id: self.snapshot_id.into_owned(),
            current_leader: self.current_leader.into_owned(),
            size: self.size.into_owned(),
            position: self.position.into_owned(),
            unaligned_records: self.unaligned_records.into_owned(),
        }
    }
}

impl Encode for PartitionSnapshot {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.index);
        w.put(&self.error_code);
        w.put(&self.snapshot_id);
        w.put(&self.size);
        w.put(&self.position);
        w.put(&self.unaligned_records);
        self.write_tags(w);
    }
}

impl PartitionSnapshot {
    fn write_tags<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let has_0 = self.current_leader != LeaderIdAndEpoch::default();
        w.put_tag_count(usize::from(has_0));
        if has_0 {
            w.put_tag(0, &self.current_leader);
        }
    }
}

/// Kafka's `SnapshotId`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct SnapshotId {
    pub end_offset: i64,
    pub epoch: i32,
}

impl<'a> Decode<'a> for SnapshotId {
    const SIZE_MIN: usize = 13;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.end_offset = r.get()?;
        m.epoch = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for SnapshotId {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for SnapshotId {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.end_offset);
        w.put(&self.epoch);
        w.put_tag_count(0);
    }
}

/// Kafka's `LeaderIdAndEpoch`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct LeaderIdAndEpoch {
    pub leader_id: i32,
    pub leader_epoch: i32,
}

impl<'a> Decode<'a> for LeaderIdAndEpoch {
    const SIZE_MIN: usize = 9;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.leader_id = r.get()?;
        m.leader_epoch = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for LeaderIdAndEpoch {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for LeaderIdAndEpoch {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
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
    const SIZE_MIN: usize = 1;

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
    const SIZE_MIN: usize = 1;

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

impl Message for FetchSnapshotResponse {
    const NAME: &'static str = "FetchSnapshotResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 59;
    const VERSIONS: VersionRange = VersionRange::new(0, 1);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = FetchSnapshotResponseView<'a>;
}

impl<'a> MessageView<'a> for FetchSnapshotResponseView<'a> {
    type Message = FetchSnapshotResponse;
}

/// Writes a [`FetchSnapshotResponse`] field by field, in this order.
#[derive(Debug)]
pub struct FetchSnapshotResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> FetchSnapshotResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::topics_element`].
    pub fn topics(&mut self, count: usize) -> &mut Self {
        self.0.array(2, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn topics_element(&mut self) -> TopicSnapshotWriter<'_, 's, S> {
        TopicSnapshotWriter(self.0.element(2))
    }

    /// Ends the structure with the tagged fields of `tags`, whose other fields are ignored.
    pub fn end(mut self, tags: &FetchSnapshotResponse) {
        tags.write_tags(self.0.end(3));
    }
}

/// Writes a [`TopicSnapshot`] field by field, in this order.
#[derive(Debug)]
pub struct TopicSnapshotWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> TopicSnapshotWriter<'w, 's, S> {
    pub fn name(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::partitions_element`].
    pub fn partitions(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn partitions_element(&mut self) -> PartitionSnapshotWriter<'_, 's, S> {
        PartitionSnapshotWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`PartitionSnapshot`] field by field, in this order.
#[derive(Debug)]
pub struct PartitionSnapshotWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> PartitionSnapshotWriter<'w, 's, S> {
    pub fn index(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn snapshot_id(&mut self, value: &SnapshotId) -> &mut Self {
        self.0.field(2, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn size(&mut self, value: i64) -> &mut Self {
        self.0.field(3, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn position(&mut self, value: i64) -> &mut Self {
        self.0.field(4, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn unaligned_records(&mut self, value: &[u8]) -> &mut Self {
        self.0.field(5, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Writes only the length of `unaligned_records`: that many bytes follow from elsewhere, at this place of the output.
    pub fn unaligned_records_len(&mut self, len: usize) -> &mut Self {
        self.0.bytes_len(5, VersionRange::new(0, i16::MAX), len);
        self
    }

    /// The sink, to put what [`Self::unaligned_records_len`] announced.
    pub fn sink(&mut self) -> &mut S {
        self.0.sink()
    }

    /// Ends the structure with the tagged fields of `tags`, whose other fields are ignored.
    pub fn end(mut self, tags: &PartitionSnapshot) {
        tags.write_tags(self.0.end(6));
    }
}
