//! Generated from protocol/schema by `generate-messages`; do not edit.

use bytes::Bytes;

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, Uuid, VersionRange, Writer,
};

/// Kafka's `ShareFetchResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ShareFetchResponse {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub error_message: Option<String>,
    pub acquisition_lock_timeout_ms: i32,
    pub responses: Vec<ShareFetchableTopicResponse>,
    pub node_endpoints: Vec<NodeEndpoint>,
}

impl<'a> Decode<'a> for ShareFetchResponse {
    const SIZE_MIN: usize = 14;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.acquisition_lock_timeout_ms = r.get()?;
        m.responses = r.get()?;
        m.node_endpoints = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ShareFetchResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ShareFetchResponseView<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    pub acquisition_lock_timeout_ms: i32,
    pub responses: ArrayView<'a, ShareFetchableTopicResponseView<'a>>,
    pub node_endpoints: ArrayView<'a, NodeEndpointView<'a>>,
}

impl<'a> Decode<'a> for ShareFetchResponseView<'a> {
    const SIZE_MIN: usize = 14;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.acquisition_lock_timeout_ms = r.get()?;
        m.responses = r.get()?;
        m.node_endpoints = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ShareFetchResponseView<'_> {
    type Owned = ShareFetchResponse;
    fn into_owned(self) -> ShareFetchResponse {
        ShareFetchResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            error_code: self.error_code.into_owned(),
            error_message: self.error_message.into_owned(),
            acquisition_lock_timeout_ms: self.acquisition_lock_timeout_ms.into_owned(),
            responses: self.responses.into_owned(),
            node_endpoints: self.node_endpoints.into_owned(),
        }
    }
}

impl Encode for ShareFetchResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.throttle_time_ms);
        w.put(&self.error_code);
        w.put(&self.error_message);
        w.put(&self.acquisition_lock_timeout_ms);
        w.put(&self.responses);
        w.put(&self.node_endpoints);
        w.put_tag_count(0);
    }
}

/// Kafka's `ShareFetchableTopicResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ShareFetchableTopicResponse {
    pub topic_id: Uuid,
    pub partitions: Vec<PartitionData>,
}

impl<'a> Decode<'a> for ShareFetchableTopicResponse {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ShareFetchableTopicResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ShareFetchableTopicResponseView<'a> {
    pub topic_id: Uuid,
    pub partitions: ArrayView<'a, PartitionDataView<'a>>,
}

impl<'a> Decode<'a> for ShareFetchableTopicResponseView<'a> {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ShareFetchableTopicResponseView<'_> {
    type Owned = ShareFetchableTopicResponse;
    fn into_owned(self) -> ShareFetchableTopicResponse {
        ShareFetchableTopicResponse {
            topic_id: self.topic_id.into_owned(),
            partitions: self.partitions.into_owned(),
        }
    }
}

impl Encode for ShareFetchableTopicResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic_id);
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
    pub acknowledge_error_code: i16,
    pub acknowledge_error_message: Option<String>,
    pub current_leader: LeaderIdAndEpoch,
    pub records: Bytes,
    pub acquired_records: Vec<AcquiredRecords>,
}

impl<'a> Decode<'a> for PartitionData {
    const SIZE_MIN: usize = 22;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.acknowledge_error_code = r.get()?;
        m.acknowledge_error_message = r.get()?;
        m.current_leader = r.get()?;
        m.records = r.get()?;
        m.acquired_records = r.get()?;
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
    pub acknowledge_error_code: i16,
    pub acknowledge_error_message: Option<&'a str>,
    pub current_leader: LeaderIdAndEpoch,
    pub records: &'a [u8],
    pub acquired_records: ArrayView<'a, AcquiredRecords>,
}

impl<'a> Decode<'a> for PartitionDataView<'a> {
    const SIZE_MIN: usize = 22;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.acknowledge_error_code = r.get()?;
        m.acknowledge_error_message = r.get()?;
        m.current_leader = r.get()?;
        m.records = r.get()?;
        m.acquired_records = r.get()?;
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
            acknowledge_error_code: self.acknowledge_error_code.into_owned(),
            acknowledge_error_message: self.acknowledge_error_message.into_owned(),
            current_leader: self.current_leader.into_owned(),
            records: self.records.into_owned(),
            acquired_records: self.acquired_records.into_owned(),
        }
    }
}

impl Encode for PartitionData {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.partition_index);
        w.put(&self.error_code);
        w.put(&self.error_message);
        w.put(&self.acknowledge_error_code);
        w.put(&self.acknowledge_error_message);
        w.put(&self.current_leader);
        w.put(&self.records);
        w.put(&self.acquired_records);
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

/// Kafka's `AcquiredRecords`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct AcquiredRecords {
    pub first_offset: i64,
    pub last_offset: i64,
    pub delivery_count: i16,
}

impl<'a> Decode<'a> for AcquiredRecords {
    const SIZE_MIN: usize = 19;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.first_offset = r.get()?;
        m.last_offset = r.get()?;
        m.delivery_count = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AcquiredRecords {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for AcquiredRecords {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.first_offset);
        w.put(&self.last_offset);
        w.put(&self.delivery_count);
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
    const SIZE_MIN: usize = 11;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.node_id = r.get()?;
        m.host = r.get()?;
        m.port = r.get()?;
        m.rack = r.get()?;
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
    const SIZE_MIN: usize = 11;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.node_id = r.get()?;
        m.host = r.get()?;
        m.port = r.get()?;
        m.rack = r.get()?;
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
        w.put(&self.node_id);
        w.put(&self.host);
        w.put(&self.port);
        w.put(&self.rack);
        w.put_tag_count(0);
    }
}

impl Message for ShareFetchResponse {
    const NAME: &'static str = "ShareFetchResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 78;
    const VERSIONS: VersionRange = VersionRange::new(1, 2);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = ShareFetchResponseView<'a>;
}

impl<'a> MessageView<'a> for ShareFetchResponseView<'a> {
    type Message = ShareFetchResponse;
}

/// Writes a [`ShareFetchResponse`] field by field, in this order.
#[derive(Debug)]
pub struct ShareFetchResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> ShareFetchResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(1, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn error_message(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(2, VersionRange::new(1, i16::MAX), VersionRange::new(1, i16::MAX), value);
        self
    }

    pub fn acquisition_lock_timeout_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(3, VersionRange::new(1, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::responses_element`].
    pub fn responses(&mut self, count: usize) -> &mut Self {
        self.0.array(4, VersionRange::new(1, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn responses_element(&mut self) -> ShareFetchableTopicResponseWriter<'_, 's, S> {
        ShareFetchableTopicResponseWriter(self.0.element(4))
    }

    /// Announces the elements: each follows through [`Self::node_endpoints_element`].
    pub fn node_endpoints(&mut self, count: usize) -> &mut Self {
        self.0.array(5, VersionRange::new(1, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn node_endpoints_element(&mut self) -> NodeEndpointWriter<'_, 's, S> {
        NodeEndpointWriter(self.0.element(5))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(6).put_tag_count(0);
    }
}

/// Writes a [`ShareFetchableTopicResponse`] field by field, in this order.
#[derive(Debug)]
pub struct ShareFetchableTopicResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> ShareFetchableTopicResponseWriter<'w, 's, S> {
    pub fn topic_id(&mut self, value: Uuid) -> &mut Self {
        self.0.field(0, VersionRange::new(1, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::partitions_element`].
    pub fn partitions(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(1, i16::MAX), VersionRange::new(1, 0), Some(count));
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

/// Writes a [`NodeEndpoint`] field by field, in this order.
#[derive(Debug)]
pub struct NodeEndpointWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> NodeEndpointWriter<'w, 's, S> {
    pub fn node_id(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn host(&mut self, value: &str) -> &mut Self {
        self.0.field(1, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn port(&mut self, value: i32) -> &mut Self {
        self.0.field(2, VersionRange::new(1, i16::MAX), &value);
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

/// Writes a [`PartitionData`] field by field, in this order.
#[derive(Debug)]
pub struct PartitionDataWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> PartitionDataWriter<'w, 's, S> {
    pub fn partition_index(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(1, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn error_message(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(2, VersionRange::new(1, i16::MAX), VersionRange::new(1, i16::MAX), value);
        self
    }

    pub fn acknowledge_error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(3, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn acknowledge_error_message(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(4, VersionRange::new(1, i16::MAX), VersionRange::new(1, i16::MAX), value);
        self
    }

    pub fn current_leader(&mut self, value: &LeaderIdAndEpoch) -> &mut Self {
        self.0.field(5, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn records(&mut self, value: &[u8]) -> &mut Self {
        self.0.field(6, VersionRange::new(1, i16::MAX), &value);
        self
    }

    /// Writes only the length of `records`: that many bytes follow from elsewhere, at this place of the output.
    pub fn records_len(&mut self, len: usize) -> &mut Self {
        self.0.bytes_len(6, VersionRange::new(1, i16::MAX), len);
        self
    }

    /// The sink, to put what [`Self::records_len`] announced.
    pub fn sink(&mut self) -> &mut S {
        self.0.sink()
    }

    /// Announces the elements: each follows through [`Self::acquired_records_element`].
    pub fn acquired_records(&mut self, count: usize) -> &mut Self {
        self.0.array(7, VersionRange::new(1, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn acquired_records_element(&mut self) -> AcquiredRecordsWriter<'_, 's, S> {
        AcquiredRecordsWriter(self.0.element(7))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(8).put_tag_count(0);
    }
}

/// Writes a [`AcquiredRecords`] field by field, in this order.
#[derive(Debug)]
pub struct AcquiredRecordsWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> AcquiredRecordsWriter<'w, 's, S> {
    pub fn first_offset(&mut self, value: i64) -> &mut Self {
        self.0.field(0, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn last_offset(&mut self, value: i64) -> &mut Self {
        self.0.field(1, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn delivery_count(&mut self, value: i16) -> &mut Self {
        self.0.field(2, VersionRange::new(1, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(3).put_tag_count(0);
    }
}
