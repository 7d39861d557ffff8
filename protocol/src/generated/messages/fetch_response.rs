//! Generated from protocol/schema by `generate-messages`; do not edit.

use bytes::Bytes;

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, Uuid, VersionRange, Writer,
};

/// Kafka's `FetchResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct FetchResponse {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub session_id: i32,
    pub responses: Vec<FetchableTopicResponse>,
    pub node_endpoints: Vec<NodeEndpoint>,
}

impl<'a> Decode<'a> for FetchResponse {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 1 {
            m.throttle_time_ms = r.get()?;
        }
        if v >= 7 {
            m.error_code = r.get()?;
        }
        if v >= 7 {
            m.session_id = r.get()?;
        }
        m.responses = r.get()?;
        r.tags(&mut |r, tag| {
            match tag {
                0 if v >= 16 => m.node_endpoints = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

/// [`FetchResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct FetchResponseView<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub session_id: i32,
    pub responses: ArrayView<'a, FetchableTopicResponseView<'a>>,
    pub node_endpoints: ArrayView<'a, NodeEndpointView<'a>>,
}

impl<'a> Decode<'a> for FetchResponseView<'a> {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 1 {
            m.throttle_time_ms = r.get()?;
        }
        if v >= 7 {
            m.error_code = r.get()?;
        }
        if v >= 7 {
            m.session_id = r.get()?;
        }
        m.responses = r.get()?;
        r.tags(&mut |r, tag| {
            match tag {
                0 if v >= 16 => m.node_endpoints = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

impl IntoOwned for FetchResponseView<'_> {
    type Owned = FetchResponse;
    fn into_owned(self) -> FetchResponse {
        FetchResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            error_code: self.error_code.into_owned(),
            session_id: self.session_id.into_owned(),
            responses: self.responses.into_owned(),
            node_endpoints: self.node_endpoints.into_owned(),
        }
    }
}

impl Encode for FetchResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 1 {
            w.put(&self.throttle_time_ms);
        }
        if v >= 7 {
            w.put(&self.error_code);
        }
        if v >= 7 {
            w.put(&self.session_id);
        } else {
            w.refuse_if(self.session_id != 0, "SessionId");
        }
        w.put(&self.responses);
        self.write_tags(w);
    }
}

impl FetchResponse {
    fn write_tags<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        let has_0 = v >= 16 && !self.node_endpoints.is_empty();
        w.put_tag_count(usize::from(has_0));
        if has_0 {
            w.put_tag(0, &self.node_endpoints);
        } else {
            w.refuse_if(!self.node_endpoints.is_empty(), "NodeEndpoints");
        }
    }
}

/// Kafka's `FetchableTopicResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct FetchableTopicResponse {
    pub topic: String,
    pub topic_id: Uuid,
    pub partitions: Vec<PartitionData>,
}

impl<'a> Decode<'a> for FetchableTopicResponse {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v <= 12 {
            m.topic = r.get()?;
        }
        if v >= 13 {
            m.topic_id = r.get()?;
        }
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`FetchableTopicResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct FetchableTopicResponseView<'a> {
    pub topic: &'a str,
    pub topic_id: Uuid,
    pub partitions: ArrayView<'a, PartitionDataView<'a>>,
}

impl<'a> Decode<'a> for FetchableTopicResponseView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v <= 12 {
            m.topic = r.get()?;
        }
        if v >= 13 {
            m.topic_id = r.get()?;
        }
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for FetchableTopicResponseView<'_> {
    type Owned = FetchableTopicResponse;
    fn into_owned(self) -> FetchableTopicResponse {
        FetchableTopicResponse {
            topic: self.topic.into_owned(),
            topic_id: self.topic_id.into_owned(),
            partitions: self.partitions.into_owned(),
        }
    }
}

impl Encode for FetchableTopicResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v <= 12 {
            w.put(&self.topic);
        }
        if v >= 13 {
            w.put(&self.topic_id);
        }
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

/// Kafka's `PartitionData`.
#[derive(Clone, Debug, PartialEq)]
pub struct PartitionData {
    pub partition_index: i32,
    pub error_code: i16,
    pub high_watermark: i64,
    pub last_stable_offset: i64,
    pub log_start_offset: i64,
    pub diverging_epoch: EpochEndOffset,
    pub current_leader: LeaderIdAndEpoch,
    pub snapshot_id: SnapshotId,
    pub aborted_transactions: Option<Vec<AbortedTransaction>>,
    pub preferred_read_replica: i32,
    pub records: Option<Bytes>,
}

impl Default for PartitionData {
    fn default() -> Self {
        Self {
            partition_index: Default::default(),
            error_code: Default::default(),
            high_watermark: Default::default(),
            last_stable_offset: -1,
            log_start_offset: -1,
            diverging_epoch: Default::default(),
            current_leader: Default::default(),
            snapshot_id: Default::default(),
            aborted_transactions: None,
            preferred_read_replica: -1,
            records: Some(Default::default()),
        }
    }
}

impl<'a> Decode<'a> for PartitionData {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.error_code = r.get()?;
        m.high_watermark = r.get()?;
        if v >= 4 {
            m.last_stable_offset = r.get()?;
        }
        if v >= 5 {
            m.log_start_offset = r.get()?;
        }
        if v >= 4 {
            m.aborted_transactions = r.get()?;
        }
        if v >= 11 {
            m.preferred_read_replica = r.get()?;
        }
        m.records = r.get()?;
        r.tags(&mut |r, tag| {
            match tag {
                0 if v >= 12 => m.diverging_epoch = r.get()?,
                1 if v >= 12 => m.current_leader = r.get()?,
                2 if v >= 12 => m.snapshot_id = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

/// [`PartitionData`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PartitionDataView<'a> {
    pub partition_index: i32,
    pub error_code: i16,
    pub high_watermark: i64,
    pub last_stable_offset: i64,
    pub log_start_offset: i64,
    pub diverging_epoch: EpochEndOffset,
    pub current_leader: LeaderIdAndEpoch,
    pub snapshot_id: SnapshotId,
    pub aborted_transactions: Option<ArrayView<'a, AbortedTransaction>>,
    pub preferred_read_replica: i32,
    pub records: Option<&'a [u8]>,
}

impl Default for PartitionDataView<'_> {
    fn default() -> Self {
        Self {
            partition_index: Default::default(),
            error_code: Default::default(),
            high_watermark: Default::default(),
            last_stable_offset: -1,
            log_start_offset: -1,
            diverging_epoch: Default::default(),
            current_leader: Default::default(),
            snapshot_id: Default::default(),
            aborted_transactions: None,
            preferred_read_replica: -1,
            records: Some(Default::default()),
        }
    }
}

impl<'a> Decode<'a> for PartitionDataView<'a> {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.error_code = r.get()?;
        m.high_watermark = r.get()?;
        if v >= 4 {
            m.last_stable_offset = r.get()?;
        }
        if v >= 5 {
            m.log_start_offset = r.get()?;
        }
        if v >= 4 {
            m.aborted_transactions = r.get()?;
        }
        if v >= 11 {
            m.preferred_read_replica = r.get()?;
        }
        m.records = r.get()?;
        r.tags(&mut |r, tag| {
            match tag {
                0 if v >= 12 => m.diverging_epoch = r.get()?,
                1 if v >= 12 => m.current_leader = r.get()?,
                2 if v >= 12 => m.snapshot_id = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

impl IntoOwned for PartitionDataView<'_> {
    type Owned = PartitionData;
    fn into_owned(self) -> PartitionData {
        PartitionData {
            partition_index: self.partition_index.into_owned(),
            error_code: self.error_code.into_owned(),
            high_watermark: self.high_watermark.into_owned(),
            last_stable_offset: self.last_stable_offset.into_owned(),
            log_start_offset: self.log_start_offset.into_owned(),
            diverging_epoch: self.diverging_epoch.into_owned(),
            current_leader: self.current_leader.into_owned(),
            snapshot_id: self.snapshot_id.into_owned(),
            aborted_transactions: self.aborted_transactions.into_owned(),
            preferred_read_replica: self.preferred_read_replica.into_owned(),
            records: self.records.into_owned(),
        }
    }
}

impl Encode for PartitionData {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.partition_index);
        w.put(&self.error_code);
        w.put(&self.high_watermark);
        if v >= 4 {
            w.put(&self.last_stable_offset);
        }
        if v >= 5 {
            w.put(&self.log_start_offset);
        }
        if v >= 4 {
            w.put(&self.aborted_transactions);
        }
        if v >= 11 {
            w.put(&self.preferred_read_replica);
        } else {
            w.refuse_if(self.preferred_read_replica != -1, "PreferredReadReplica");
        }
        w.put(&self.records);
        self.write_tags(w);
    }
}

impl PartitionData {
    fn write_tags<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        let has_0 = v >= 12 && self.diverging_epoch != EpochEndOffset::default();
        let has_1 = v >= 12 && self.current_leader != LeaderIdAndEpoch::default();
        let has_2 = v >= 12 && self.snapshot_id != SnapshotId::default();
        w.put_tag_count(usize::from(has_0) + usize::from(has_1) + usize::from(has_2));
        if has_0 {
            w.put_tag(0, &self.diverging_epoch);
        } else {
            w.refuse_if(self.diverging_epoch != EpochEndOffset::default(), "DivergingEpoch");
        }
        if has_1 {
            w.put_tag(1, &self.current_leader);
        } else {
            w.refuse_if(self.current_leader != LeaderIdAndEpoch::default(), "CurrentLeader");
        }
        if has_2 {
            w.put_tag(2, &self.snapshot_id);
        } else {
            w.refuse_if(self.snapshot_id != SnapshotId::default(), "SnapshotId");
        }
    }
}

/// Kafka's `EpochEndOffset`.
#[derive(Clone, Debug, PartialEq, Copy)]
pub struct EpochEndOffset {
    pub epoch: i32,
    pub end_offset: i64,
}

impl Default for EpochEndOffset {
    fn default() -> Self {
        Self { epoch: -1, end_offset: -1 }
    }
}

impl<'a> Decode<'a> for EpochEndOffset {
    const SIZE_MIN: usize = 13;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 12 {
            m.epoch = r.get()?;
        }
        if v >= 12 {
            m.end_offset = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for EpochEndOffset {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for EpochEndOffset {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 12 {
            w.put(&self.epoch);
        } else {
            w.refuse_if(self.epoch != -1, "Epoch");
        }
        if v >= 12 {
            w.put(&self.end_offset);
        } else {
            w.refuse_if(self.end_offset != -1, "EndOffset");
        }
        w.put_tag_count(0);
    }
}

/// Kafka's `LeaderIdAndEpoch`.
#[derive(Clone, Debug, PartialEq, Copy)]
pub struct LeaderIdAndEpoch {
    pub leader_id: i32,
    pub leader_epoch: i32,
}

impl Default for LeaderIdAndEpoch {
    fn default() -> Self {
        Self { leader_id: -1, leader_epoch: -1 }
    }
}

impl<'a> Decode<'a> for LeaderIdAndEpoch {
    const SIZE_MIN: usize = 9;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 12 {
            m.leader_id = r.get()?;
        }
        if v >= 12 {
            m.leader_epoch = r.get()?;
        }
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
        let v = w.version();
        if v >= 12 {
            w.put(&self.leader_id);
        } else {
            w.refuse_if(self.leader_id != -1, "LeaderId");
        }
        if v >= 12 {
            w.put(&self.leader_epoch);
        } else {
            w.refuse_if(self.leader_epoch != -1, "LeaderEpoch");
        }
        w.put_tag_count(0);
    }
}

/// Kafka's `SnapshotId`.
#[derive(Clone, Debug, PartialEq, Copy)]
pub struct SnapshotId {
    pub end_offset: i64,
    pub epoch: i32,
}

impl Default for SnapshotId {
    fn default() -> Self {
        Self { end_offset: -1, epoch: -1 }
    }
}

impl<'a> Decode<'a> for SnapshotId {
    const SIZE_MIN: usize = 12;

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

/// Kafka's `AbortedTransaction`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct AbortedTransaction {
    pub producer_id: i64,
    pub first_offset: i64,
}

impl<'a> Decode<'a> for AbortedTransaction {
    const SIZE_MIN: usize = 16;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 4 {
            m.producer_id = r.get()?;
        }
        if v >= 4 {
            m.first_offset = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AbortedTransaction {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for AbortedTransaction {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 4 {
            w.put(&self.producer_id);
        } else {
            w.refuse_if(self.producer_id != 0, "ProducerId");
        }
        if v >= 4 {
            w.put(&self.first_offset);
        } else {
            w.refuse_if(self.first_offset != 0, "FirstOffset");
        }
        w.put_tag_count(0);
    }
}

/// Kafka's `NodeEndpoint`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct NodeEndpoint {
    pub node_id: i32,
    pub host: String,
    pub port: i32,
    pub rack: Option<String>,
}

impl<'a> Decode<'a> for NodeEndpoint {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 16 {
            m.node_id = r.get()?;
        }
        if v >= 16 {
            m.host = r.get()?;
        }
        if v >= 16 {
            m.port = r.get()?;
        }
        if v >= 16 {
            m.rack = r.get()?;
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
    pub port: i32,
    pub rack: Option<&'a str>,
}

impl<'a> Decode<'a> for NodeEndpointView<'a> {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 16 {
            m.node_id = r.get()?;
        }
        if v >= 16 {
            m.host = r.get()?;
        }
        if v >= 16 {
            m.port = r.get()?;
        }
        if v >= 16 {
            m.rack = r.get()?;
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
            rack: self.rack.into_owned(),
        }
    }
}

impl Encode for NodeEndpoint {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 16 {
            w.put(&self.node_id);
        } else {
            w.refuse_if(self.node_id != 0, "NodeId");
        }
        if v >= 16 {
            w.put(&self.host);
        } else {
            w.refuse_if(!self.host.is_empty(), "Host");
        }
        if v >= 16 {
            w.put(&self.port);
        } else {
            w.refuse_if(self.port != 0, "Port");
        }
        if v >= 16 {
            w.put(&self.rack);
        } else {
            w.refuse_if(self.rack.is_some(), "Rack");
        }
        w.put_tag_count(0);
    }
}

impl Message for FetchResponse {
    const NAME: &'static str = "FetchResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 1;
    const VERSIONS: VersionRange = VersionRange::new(0, 18);
    const FLEXIBLE_SINCE: i16 = 12;
    type View<'a> = FetchResponseView<'a>;
}

impl<'a> MessageView<'a> for FetchResponseView<'a> {
    type Message = FetchResponse;
}

/// Writes a [`FetchResponse`] field by field, in this order.
#[derive(Debug)]
pub struct FetchResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> FetchResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(1, VersionRange::new(7, i16::MAX), &value);
        self
    }

    pub fn session_id(&mut self, value: i32) -> &mut Self {
        self.0.field(2, VersionRange::new(7, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::responses_element`].
    pub fn responses(&mut self, count: usize) -> &mut Self {
        self.0.array(3, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn responses_element(&mut self) -> FetchableTopicResponseWriter<'_, 's, S> {
        FetchableTopicResponseWriter(self.0.element(3))
    }

    /// Ends the structure with the tagged fields of `tags`, whose other fields are ignored.
    pub fn end(mut self, tags: &FetchResponse) {
        tags.write_tags(self.0.end(4));
    }
}

/// Writes a [`FetchableTopicResponse`] field by field, in this order.
#[derive(Debug)]
pub struct FetchableTopicResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> FetchableTopicResponseWriter<'w, 's, S> {
    pub fn topic(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, 12), &value);
        self
    }

    pub fn topic_id(&mut self, value: Uuid) -> &mut Self {
        self.0.field(1, VersionRange::new(13, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::partitions_element`].
    pub fn partitions(&mut self, count: usize) -> &mut Self {
        self.0.array(2, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn partitions_element(&mut self) -> PartitionDataWriter<'_, 's, S> {
        PartitionDataWriter(self.0.element(2))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(3).put_tag_count(0);
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

    pub fn high_watermark(&mut self, value: i64) -> &mut Self {
        self.0.field(2, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn last_stable_offset(&mut self, value: i64) -> &mut Self {
        self.0.field(3, VersionRange::new(4, i16::MAX), &value);
        self
    }

    pub fn log_start_offset(&mut self, value: i64) -> &mut Self {
        self.0.field(4, VersionRange::new(5, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::aborted_transactions_element`].
    pub fn aborted_transactions(&mut self, count: Option<usize>) -> &mut Self {
        self.0.array(5, VersionRange::new(4, i16::MAX), VersionRange::new(4, i16::MAX), count);
        self
    }

    pub fn aborted_transactions_element(&mut self) -> AbortedTransactionWriter<'_, 's, S> {
        AbortedTransactionWriter(self.0.element(5))
    }

    pub fn preferred_read_replica(&mut self, value: i32) -> &mut Self {
        self.0.field(6, VersionRange::new(11, i16::MAX), &value);
        self
    }

    pub fn records(&mut self, value: Option<&[u8]>) -> &mut Self {
        self.0.nullable(7, VersionRange::new(0, i16::MAX), VersionRange::new(0, i16::MAX), value);
        self
    }

    /// Writes only the length of `records`: that many bytes follow from elsewhere, at this place of the output.
    pub fn records_len(&mut self, len: usize) -> &mut Self {
        self.0.bytes_len(7, VersionRange::new(0, i16::MAX), len);
        self
    }

    /// The sink, to put what [`Self::records_len`] announced.
    pub fn sink(&mut self) -> &mut S {
        self.0.sink()
    }

    /// Ends the structure with the tagged fields of `tags`, whose other fields are ignored.
    pub fn end(mut self, tags: &PartitionData) {
        tags.write_tags(self.0.end(8));
    }
}

/// Writes a [`AbortedTransaction`] field by field, in this order.
#[derive(Debug)]
pub struct AbortedTransactionWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> AbortedTransactionWriter<'w, 's, S> {
    pub fn producer_id(&mut self, value: i64) -> &mut Self {
        self.0.field(0, VersionRange::new(4, i16::MAX), &value);
        self
    }

    pub fn first_offset(&mut self, value: i64) -> &mut Self {
        self.0.field(1, VersionRange::new(4, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}
