//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, DecodeNullable, Encode, EncodeNullable, FieldWriter, IntoOwned, Message,
    MessageKind, MessageView, Reader, Sink, Uuid, VersionRange, Writer,
};

/// Kafka's `DescribeTopicPartitionsResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DescribeTopicPartitionsResponse {
    pub throttle_time_ms: i32,
    pub topics: Vec<DescribeTopicPartitionsResponseTopic>,
    pub next_cursor: Option<Cursor>,
}

impl<'a> Decode<'a> for DescribeTopicPartitionsResponse {
    const SIZE_MIN: usize = 7;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.topics = r.get()?;
        m.next_cursor = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeTopicPartitionsResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DescribeTopicPartitionsResponseView<'a> {
    pub throttle_time_ms: i32,
    pub topics: ArrayView<'a, DescribeTopicPartitionsResponseTopicView<'a>>,
    pub next_cursor: Option<CursorView<'a>>,
}

impl<'a> Decode<'a> for DescribeTopicPartitionsResponseView<'a> {
    const SIZE_MIN: usize = 7;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.topics = r.get()?;
        m.next_cursor = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeTopicPartitionsResponseView<'_> {
    type Owned = DescribeTopicPartitionsResponse;
    fn into_owned(self) -> DescribeTopicPartitionsResponse {
        DescribeTopicPartitionsResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            topics: self.topics.into_owned(),
            next_cursor: self.next_cursor.into_owned(),
        }
    }
}

impl Encode for DescribeTopicPartitionsResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.throttle_time_ms);
        w.put(&self.topics);
        w.put(&self.next_cursor);
        w.put_tag_count(0);
    }
}

/// Kafka's `DescribeTopicPartitionsResponseTopic`.
#[derive(Clone, Debug, PartialEq)]
pub struct DescribeTopicPartitionsResponseTopic {
    pub error_code: i16,
    pub name: Option<String>,
    pub topic_id: Uuid,
    pub is_internal: bool,
    pub partitions: Vec<DescribeTopicPartitionsResponsePartition>,
    pub topic_authorized_operations: i32,
}

impl Default for DescribeTopicPartitionsResponseTopic {
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

impl<'a> Decode<'a> for DescribeTopicPartitionsResponseTopic {
    const SIZE_MIN: usize = 26;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.name = r.get()?;
        m.topic_id = r.get()?;
        m.is_internal = r.get()?;
        m.partitions = r.get()?;
        m.topic_authorized_operations = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeTopicPartitionsResponseTopic`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DescribeTopicPartitionsResponseTopicView<'a> {
    pub error_code: i16,
    pub name: Option<&'a str>,
    pub topic_id: Uuid,
    pub is_internal: bool,
    pub partitions: ArrayView<'a, DescribeTopicPartitionsResponsePartitionView<'a>>,
    pub topic_authorized_operations: i32,
}

impl Default for DescribeTopicPartitionsResponseTopicView<'_> {
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

impl<'a> Decode<'a> for DescribeTopicPartitionsResponseTopicView<'a> {
    const SIZE_MIN: usize = 26;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.name = r.get()?;
        m.topic_id = r.get()?;
        m.is_internal = r.get()?;
        m.partitions = r.get()?;
        m.topic_authorized_operations = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeTopicPartitionsResponseTopicView<'_> {
    type Owned = DescribeTopicPartitionsResponseTopic;
    fn into_owned(self) -> DescribeTopicPartitionsResponseTopic {
        DescribeTopicPartitionsResponseTopic {
            error_code: self.error_code.into_owned(),
            name: self.name.into_owned(),
            topic_id: self.topic_id.into_owned(),
            is_internal: self.is_internal.into_owned(),
            partitions: self.partitions.into_owned(),
            topic_authorized_operations: self.topic_authorized_operations.into_owned(),
        }
    }
}

impl Encode for DescribeTopicPartitionsResponseTopic {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.error_code);
        w.put(&self.name);
        w.put(&self.topic_id);
        w.put(&self.is_internal);
        w.put(&self.partitions);
        w.put(&self.topic_authorized_operations);
        w.put_tag_count(0);
    }
}

/// Kafka's `DescribeTopicPartitionsResponsePartition`.
#[derive(Clone, Debug, PartialEq)]
pub struct DescribeTopicPartitionsResponsePartition {
    pub error_code: i16,
    pub partition_index: i32,
    pub leader_id: i32,
    pub leader_epoch: i32,
    pub replica_nodes: Vec<i32>,
    pub isr_nodes: Vec<i32>,
    pub eligible_leader_replicas: Option<Vec<i32>>,
    pub last_known_elr: Option<Vec<i32>>,
    pub offline_replicas: Vec<i32>,
}

impl Default for DescribeTopicPartitionsResponsePartition {
    fn default() -> Self {
        Self {
            error_code: Default::default(),
            partition_index: Default::default(),
            leader_id: Default::default(),
            leader_epoch: -1,
            replica_nodes: Default::default(),
            isr_nodes: Default::default(),
            eligible_leader_replicas: None,
            last_known_elr: None,
            offline_replicas: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for DescribeTopicPartitionsResponsePartition {
    const SIZE_MIN: usize = 20;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.partition_index = r.get()?;
        m.leader_id = r.get()?;
        m.leader_epoch = r.get()?;
        m.replica_nodes = r.get()?;
        m.isr_nodes = r.get()?;
        m.eligible_leader_replicas = r.get()?;
        m.last_known_elr = r.get()?;
        m.offline_replicas = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeTopicPartitionsResponsePartition`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DescribeTopicPartitionsResponsePartitionView<'a> {
    pub error_code: i16,
    pub partition_index: i32,
    pub leader_id: i32,
    pub leader_epoch: i32,
    pub replica_nodes: ArrayView<'a, i32>,
    pub isr_nodes: ArrayView<'a, i32>,
    pub eligible_leader_replicas: Option<ArrayView<'a, i32>>,
    pub last_known_elr: Option<ArrayView<'a, i32>>,
    pub offline_replicas: ArrayView<'a, i32>,
}

impl Default for DescribeTopicPartitionsResponsePartitionView<'_> {
    fn default() -> Self {
        Self {
            error_code: Default::default(),
            partition_index: Default::default(),
            leader_id: Default::default(),
            leader_epoch: -1,
            replica_nodes: Default::default(),
            isr_nodes: Default::default(),
            eligible_leader_replicas: None,
            last_known_elr: None,
            offline_replicas: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for DescribeTopicPartitionsResponsePartitionView<'a> {
    const SIZE_MIN: usize = 20;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.partition_index = r.get()?;
        m.leader_id = r.get()?;
        m.leader_epoch = r.get()?;
        m.replica_nodes = r.get()?;
        m.isr_nodes = r.get()?;
        m.eligible_leader_replicas = r.get()?;
        m.last_known_elr = r.get()?;
        m.offline_replicas = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeTopicPartitionsResponsePartitionView<'_> {
    type Owned = DescribeTopicPartitionsResponsePartition;
    fn into_owned(self) -> DescribeTopicPartitionsResponsePartition {
        DescribeTopicPartitionsResponsePartition {
            error_code: self.error_code.into_owned(),
            partition_index: self.partition_index.into_owned(),
            leader_id: self.leader_id.into_owned(),
            leader_epoch: self.leader_epoch.into_owned(),
            replica_nodes: self.replica_nodes.into_owned(),
            isr_nodes: self.isr_nodes.into_owned(),
            eligible_leader_replicas: self.eligible_leader_replicas.into_owned(),
            last_known_elr: self.last_known_elr.into_owned(),
            offline_replicas: self.offline_replicas.into_owned(),
        }
    }
}

impl Encode for DescribeTopicPartitionsResponsePartition {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.error_code);
        w.put(&self.partition_index);
        w.put(&self.leader_id);
        w.put(&self.leader_epoch);
        w.put(&self.replica_nodes);
        w.put(&self.isr_nodes);
        w.put(&self.eligible_leader_replicas);
        w.put(&self.last_known_elr);
        w.put(&self.offline_replicas);
        w.put_tag_count(0);
    }
}

/// Kafka's `Cursor`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Cursor {
    pub topic_name: String,
    pub partition_index: i32,
}

impl<'a> Decode<'a> for Cursor {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_name = r.get()?;
        m.partition_index = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl<'a> DecodeNullable<'a> for Cursor {
    fn read_nullable(r: &mut Reader<'a>) -> Result<Option<Self>, DecodeError> {
        if r.presence()? { r.get().map(Some) } else { Ok(None) }
    }
}

/// [`Cursor`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct CursorView<'a> {
    pub topic_name: &'a str,
    pub partition_index: i32,
}

impl<'a> Decode<'a> for CursorView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_name = r.get()?;
        m.partition_index = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl<'a> DecodeNullable<'a> for CursorView<'a> {
    fn read_nullable(r: &mut Reader<'a>) -> Result<Option<Self>, DecodeError> {
        if r.presence()? { r.get().map(Some) } else { Ok(None) }
    }
}

impl IntoOwned for CursorView<'_> {
    type Owned = Cursor;
    fn into_owned(self) -> Cursor {
        Cursor {
            topic_name: self.topic_name.into_owned(),
            partition_index: self.partition_index.into_owned(),
        }
    }
}

impl Encode for Cursor {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic_name);
        w.put(&self.partition_index);
        w.put_tag_count(0);
    }
}

impl EncodeNullable for Cursor {
    fn write_nullable<S: Sink + ?Sized>(value: Option<&Self>, w: &mut Writer<'_, S>) {
        w.put_presence(value.is_some());
        if let Some(value) = value {
            w.put(value);
        }
    }
}

impl Message for DescribeTopicPartitionsResponse {
    const NAME: &'static str = "DescribeTopicPartitionsResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 75;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = DescribeTopicPartitionsResponseView<'a>;
}

impl<'a> MessageView<'a> for DescribeTopicPartitionsResponseView<'a> {
    type Message = DescribeTopicPartitionsResponse;
}

/// Writes a [`DescribeTopicPartitionsResponse`] field by field, in this order.
#[derive(Debug)]
pub struct DescribeTopicPartitionsResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DescribeTopicPartitionsResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::topics_element`].
    pub fn topics(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn topics_element(&mut self) -> DescribeTopicPartitionsResponseTopicWriter<'_, 's, S> {
        DescribeTopicPartitionsResponseTopicWriter(self.0.element(1))
    }

    pub fn next_cursor(&mut self, value: Option<&Cursor>) -> &mut Self {
        self.0.nullable(2, VersionRange::new(0, i16::MAX), VersionRange::new(0, i16::MAX), value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(3).put_tag_count(0);
    }
}

/// Writes a [`DescribeTopicPartitionsResponseTopic`] field by field, in this order.
#[derive(Debug)]
pub struct DescribeTopicPartitionsResponseTopicWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DescribeTopicPartitionsResponseTopicWriter<'w, 's, S> {
    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn name(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(1, VersionRange::new(0, i16::MAX), VersionRange::new(0, i16::MAX), value);
        self
    }

    pub fn topic_id(&mut self, value: Uuid) -> &mut Self {
        self.0.field(2, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn is_internal(&mut self, value: bool) -> &mut Self {
        self.0.field(3, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::partitions_element`].
    pub fn partitions(&mut self, count: usize) -> &mut Self {
        self.0.array(4, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn partitions_element(&mut self) -> DescribeTopicPartitionsResponsePartitionWriter<'_, 's, S> {
        DescribeTopicPartitionsResponsePartitionWriter(self.0.element(4))
    }

    pub fn topic_authorized_operations(&mut self, value: i32) -> &mut Self {
        self.0.field(5, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(6).put_tag_count(0);
    }
}

/// Writes a [`DescribeTopicPartitionsResponsePartition`] field by field, in this order.
#[derive(Debug)]
pub struct DescribeTopicPartitionsResponsePartitionWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DescribeTopicPartitionsResponsePartitionWriter<'w, 's, S> {
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
        self.0.field(3, VersionRange::new(0, i16::MAX), &value);
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

    pub fn eligible_leader_replicas(&mut self, value: Option<&[i32]>) -> &mut Self {
        self.0.nullable(6, VersionRange::new(0, i16::MAX), VersionRange::new(0, i16::MAX), value);
        self
    }

    pub fn last_known_elr(&mut self, value: Option<&[i32]>) -> &mut Self {
        self.0.nullable(7, VersionRange::new(0, i16::MAX), VersionRange::new(0, i16::MAX), value);
        self
    }

    pub fn offline_replicas(&mut self, value: &[i32]) -> &mut Self {
        self.0.field(8, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(9).put_tag_count(0);
    }
}
