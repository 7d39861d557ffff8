//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, Uuid, VersionRange, Writer,
};

/// Kafka's `ProduceResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ProduceResponse {
    pub responses: Vec<TopicProduceResponse>,
    pub throttle_time_ms: i32,
    pub node_endpoints: Vec<NodeEndpoint>,
}

impl<'a> Decode<'a> for ProduceResponse {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.responses = r.get()?;
        if v >= 1 {
            m.throttle_time_ms = r.get()?;
        }
        r.tags(&mut |r, tag| {
            match tag {
                0 if v >= 10 => m.node_endpoints = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

/// [`ProduceResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ProduceResponseView<'a> {
    pub responses: ArrayView<'a, TopicProduceResponseView<'a>>,
    pub throttle_time_ms: i32,
    pub node_endpoints: ArrayView<'a, NodeEndpointView<'a>>,
}

impl<'a> Decode<'a> for ProduceResponseView<'a> {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.responses = r.get()?;
        if v >= 1 {
            m.throttle_time_ms = r.get()?;
        }
        r.tags(&mut |r, tag| {
            match tag {
                0 if v >= 10 => m.node_endpoints = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

impl IntoOwned for ProduceResponseView<'_> {
    type Owned = ProduceResponse;
    fn into_owned(self) -> ProduceResponse {
        ProduceResponse {
            responses: self.responses.into_owned(),
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            node_endpoints: self.node_endpoints.into_owned(),
        }
    }
}

impl Encode for ProduceResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.responses);
        if v >= 1 {
            w.put(&self.throttle_time_ms);
        }
        self.write_tags(w);
    }
}

impl ProduceResponse {
    fn write_tags<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        let has_0 = v >= 10 && !self.node_endpoints.is_empty();
        w.put_tag_count(usize::from(has_0));
        if has_0 {
            w.put_tag(0, &self.node_endpoints);
        } else {
            w.refuse_if(!self.node_endpoints.is_empty(), "NodeEndpoints");
        }
    }
}

/// Kafka's `TopicProduceResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TopicProduceResponse {
    pub name: String,
    pub topic_id: Uuid,
    pub partition_responses: Vec<PartitionProduceResponse>,
}

impl<'a> Decode<'a> for TopicProduceResponse {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v <= 12 {
            m.name = r.get()?;
        }
        if v >= 13 {
            m.topic_id = r.get()?;
        }
        m.partition_responses = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`TopicProduceResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TopicProduceResponseView<'a> {
    pub name: &'a str,
    pub topic_id: Uuid,
    pub partition_responses: ArrayView<'a, PartitionProduceResponseView<'a>>,
}

impl<'a> Decode<'a> for TopicProduceResponseView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v <= 12 {
            m.name = r.get()?;
        }
        if v >= 13 {
            m.topic_id = r.get()?;
        }
        m.partition_responses = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for TopicProduceResponseView<'_> {
    type Owned = TopicProduceResponse;
    fn into_owned(self) -> TopicProduceResponse {
        TopicProduceResponse {
            name: self.name.into_owned(),
            topic_id: self.topic_id.into_owned(),
            partition_responses: self.partition_responses.into_owned(),
        }
    }
}

impl Encode for TopicProduceResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v <= 12 {
            w.put(&self.name);
        }
        if v >= 13 {
            w.put(&self.topic_id);
        }
        w.put(&self.partition_responses);
        w.put_tag_count(0);
    }
}

/// Kafka's `PartitionProduceResponse`.
#[derive(Clone, Debug, PartialEq)]
pub struct PartitionProduceResponse {
    pub index: i32,
    pub error_code: i16,
    pub base_offset: i64,
    pub log_append_time_ms: i64,
    pub log_start_offset: i64,
    pub record_errors: Vec<BatchIndexAndErrorMessage>,
    pub error_message: Option<String>,
    pub current_leader: LeaderIdAndEpoch,
}

impl Default for PartitionProduceResponse {
    fn default() -> Self {
        Self {
            index: Default::default(),
            error_code: Default::default(),
            base_offset: Default::default(),
            log_append_time_ms: -1,
            log_start_offset: -1,
            record_errors: Default::default(),
            error_message: None,
            current_leader: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for PartitionProduceResponse {
    const SIZE_MIN: usize = 14;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.index = r.get()?;
        m.error_code = r.get()?;
        m.base_offset = r.get()?;
        if v >= 2 {
            m.log_append_time_ms = r.get()?;
        }
        if v >= 5 {
            m.log_start_offset = r.get()?;
        }
        if v >= 8 {
            m.record_errors = r.get()?;
        }
        if v >= 8 {
            m.error_message = r.get()?;
        }
        r.tags(&mut |r, tag| {
            match tag {
                0 if v >= 10 => m.current_leader = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

/// [`PartitionProduceResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PartitionProduceResponseView<'a> {
    pub index: i32,
    pub error_code: i16,
    pub base_offset: i64,
    pub log_append_time_ms: i64,
    pub log_start_offset: i64,
    pub record_errors: ArrayView<'a, BatchIndexAndErrorMessageView<'a>>,
    pub error_message: Option<&'a str>,
    pub current_leader: LeaderIdAndEpoch,
}

impl Default for PartitionProduceResponseView<'_> {
    fn default() -> Self {
        Self {
            index: Default::default(),
            error_code: Default::default(),
            base_offset: Default::default(),
            log_append_time_ms: -1,
            log_start_offset: -1,
            record_errors: Default::default(),
            error_message: None,
            current_leader: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for PartitionProduceResponseView<'a> {
    const SIZE_MIN: usize = 14;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.index = r.get()?;
        m.error_code = r.get()?;
        m.base_offset = r.get()?;
        if v >= 2 {
            m.log_append_time_ms = r.get()?;
        }
        if v >= 5 {
            m.log_start_offset = r.get()?;
        }
        if v >= 8 {
            m.record_errors = r.get()?;
        }
        if v >= 8 {
            m.error_message = r.get()?;
        }
        r.tags(&mut |r, tag| {
            match tag {
                0 if v >= 10 => m.current_leader = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

impl IntoOwned for PartitionProduceResponseView<'_> {
    type Owned = PartitionProduceResponse;
    fn into_owned(self) -> PartitionProduceResponse {
        PartitionProduceResponse {
            index: self.index.into_owned(),
            error_code: self.error_code.into_owned(),
            base_offset: self.base_offset.into_owned(),
            log_append_time_ms: self.log_append_time_ms.into_owned(),
            log_start_offset: self.log_start_offset.into_owned(),
            record_errors: self.record_errors.into_owned(),
            error_message: self.error_message.into_owned(),
            current_leader: self.current_leader.into_owned(),
        }
    }
}

impl Encode for PartitionProduceResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.index);
        w.put(&self.error_code);
        w.put(&self.base_offset);
        if v >= 2 {
            w.put(&self.log_append_time_ms);
        }
        if v >= 5 {
            w.put(&self.log_start_offset);
        }
        if v >= 8 {
            w.put(&self.record_errors);
        }
        if v >= 8 {
            w.put(&self.error_message);
        }
        self.write_tags(w);
    }
}

impl PartitionProduceResponse {
    fn write_tags<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        let has_0 = v >= 10 && self.current_leader != LeaderIdAndEpoch::default();
        w.put_tag_count(usize::from(has_0));
        if has_0 {
            w.put_tag(0, &self.current_leader);
        } else {
            w.refuse_if(self.current_leader != LeaderIdAndEpoch::default(), "CurrentLeader");
        }
    }
}

/// Kafka's `BatchIndexAndErrorMessage`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct BatchIndexAndErrorMessage {
    pub batch_index: i32,
    pub batch_index_error_message: Option<String>,
}

impl<'a> Decode<'a> for BatchIndexAndErrorMessage {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 8 {
            m.batch_index = r.get()?;
        }
        if v >= 8 {
            m.batch_index_error_message = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`BatchIndexAndErrorMessage`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct BatchIndexAndErrorMessageView<'a> {
    pub batch_index: i32,
    pub batch_index_error_message: Option<&'a str>,
}

impl<'a> Decode<'a> for BatchIndexAndErrorMessageView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 8 {
            m.batch_index = r.get()?;
        }
        if v >= 8 {
            m.batch_index_error_message = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for BatchIndexAndErrorMessageView<'_> {
    type Owned = BatchIndexAndErrorMessage;
    fn into_owned(self) -> BatchIndexAndErrorMessage {
        BatchIndexAndErrorMessage {
            batch_index: self.batch_index.into_owned(),
            batch_index_error_message: self.batch_index_error_message.into_owned(),
        }
    }
}

impl Encode for BatchIndexAndErrorMessage {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 8 {
            w.put(&self.batch_index);
        } else {
            w.refuse_if(self.batch_index != 0, "BatchIndex");
        }
        if v >= 8 {
            w.put(&self.batch_index_error_message);
        } else {
            w.refuse_if(self.batch_index_error_message.is_some(), "BatchIndexErrorMessage");
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
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 10 {
            m.leader_id = r.get()?;
        }
        if v >= 10 {
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
        if v >= 10 {
            w.put(&self.leader_id);
        } else {
            w.refuse_if(self.leader_id != -1, "LeaderId");
        }
        if v >= 10 {
            w.put(&self.leader_epoch);
        } else {
            w.refuse_if(self.leader_epoch != -1, "LeaderEpoch");
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
        if v >= 10 {
            m.node_id = r.get()?;
        }
        if v >= 10 {
            m.host = r.get()?;
        }
        if v >= 10 {
            m.port = r.get()?;
        }
        if v >= 10 {
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
        if v >= 10 {
            m.node_id = r.get()?;
        }
        if v >= 10 {
            m.host = r.get()?;
        }
        if v >= 10 {
            m.port = r.get()?;
        }
        if v >= 10 {
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
        if v >= 10 {
            w.put(&self.node_id);
        } else {
            w.refuse_if(self.node_id != 0, "NodeId");
        }
        if v >= 10 {
            w.put(&self.host);
        } else {
            w.refuse_if(!self.host.is_empty(), "Host");
        }
        if v >= 10 {
            w.put(&self.port);
        } else {
            w.refuse_if(self.port != 0, "Port");
        }
        if v >= 10 {
            w.put(&self.rack);
        } else {
            w.refuse_if(self.rack.is_some(), "Rack");
        }
        w.put_tag_count(0);
    }
}

impl Message for ProduceResponse {
    const NAME: &'static str = "ProduceResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 0;
    const VERSIONS: VersionRange = VersionRange::new(0, 13);
    const FLEXIBLE_SINCE: i16 = 9;
    type View<'a> = ProduceResponseView<'a>;
}

impl<'a> MessageView<'a> for ProduceResponseView<'a> {
    type Message = ProduceResponse;
}

/// Writes a [`ProduceResponse`] field by field, in this order.
#[derive(Debug)]
pub struct ProduceResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> ProduceResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    /// Announces the elements: each follows through [`Self::responses_element`].
    pub fn responses(&mut self, count: usize) -> &mut Self {
        self.0.array(0, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn responses_element(&mut self) -> TopicProduceResponseWriter<'_, 's, S> {
        TopicProduceResponseWriter(self.0.element(0))
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(1, VersionRange::new(1, i16::MAX), &value);
        self
    }

    /// Ends the structure with the tagged fields of `tags`, whose other fields are ignored.
    pub fn end(mut self, tags: &ProduceResponse) {
        tags.write_tags(self.0.end(2));
    }
}

/// Writes a [`TopicProduceResponse`] field by field, in this order.
#[derive(Debug)]
pub struct TopicProduceResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> TopicProduceResponseWriter<'w, 's, S> {
    pub fn name(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, 12), &value);
        self
    }

    pub fn topic_id(&mut self, value: Uuid) -> &mut Self {
        self.0.field(1, VersionRange::new(13, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::partition_responses_element`].
    pub fn partition_responses(&mut self, count: usize) -> &mut Self {
        self.0.array(2, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn partition_responses_element(&mut self) -> PartitionProduceResponseWriter<'_, 's, S> {
        PartitionProduceResponseWriter(self.0.element(2))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(3).put_tag_count(0);
    }
}

/// Writes a [`PartitionProduceResponse`] field by field, in this order.
#[derive(Debug)]
pub struct PartitionProduceResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> PartitionProduceResponseWriter<'w, 's, S> {
    pub fn index(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn base_offset(&mut self, value: i64) -> &mut Self {
        self.0.field(2, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn log_append_time_ms(&mut self, value: i64) -> &mut Self {
        self.0.field(3, VersionRange::new(2, i16::MAX), &value);
        self
    }

    pub fn log_start_offset(&mut self, value: i64) -> &mut Self {
        self.0.field(4, VersionRange::new(5, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::record_errors_element`].
    pub fn record_errors(&mut self, count: usize) -> &mut Self {
        self.0.array(5, VersionRange::new(8, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn record_errors_element(&mut self) -> BatchIndexAndErrorMessageWriter<'_, 's, S> {
        BatchIndexAndErrorMessageWriter(self.0.element(5))
    }

    pub fn error_message(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(6, VersionRange::new(8, i16::MAX), VersionRange::new(8, i16::MAX), value);
        self
    }

    /// Ends the structure with the tagged fields of `tags`, whose other fields are ignored.
    pub fn end(mut self, tags: &PartitionProduceResponse) {
        tags.write_tags(self.0.end(7));
    }
}

/// Writes a [`BatchIndexAndErrorMessage`] field by field, in this order.
#[derive(Debug)]
pub struct BatchIndexAndErrorMessageWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> BatchIndexAndErrorMessageWriter<'w, 's, S> {
    pub fn batch_index(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(8, i16::MAX), &value);
        self
    }

    pub fn batch_index_error_message(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(1, VersionRange::new(8, i16::MAX), VersionRange::new(8, i16::MAX), value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}
