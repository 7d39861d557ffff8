//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, Uuid, VersionRange, Writer,
};

/// Kafka's `OffsetFetchResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct OffsetFetchResponse {
    pub throttle_time_ms: i32,
    pub topics: Vec<OffsetFetchResponseTopic>,
    pub error_code: i16,
    pub groups: Vec<OffsetFetchResponseGroup>,
}

impl<'a> Decode<'a> for OffsetFetchResponse {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 3 {
            m.throttle_time_ms = r.get()?;
        }
        if v <= 7 {
            m.topics = r.get()?;
        }
        if (2..=7).contains(&v) {
            m.error_code = r.get()?;
        }
        if v >= 8 {
            m.groups = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`OffsetFetchResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct OffsetFetchResponseView<'a> {
    pub throttle_time_ms: i32,
    pub topics: ArrayView<'a, OffsetFetchResponseTopicView<'a>>,
    pub error_code: i16,
    pub groups: ArrayView<'a, OffsetFetchResponseGroupView<'a>>,
}

impl<'a> Decode<'a> for OffsetFetchResponseView<'a> {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 3 {
            m.throttle_time_ms = r.get()?;
        }
        if v <= 7 {
            m.topics = r.get()?;
        }
        if (2..=7).contains(&v) {
            m.error_code = r.get()?;
        }
        if v >= 8 {
            m.groups = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for OffsetFetchResponseView<'_> {
    type Owned = OffsetFetchResponse;
    fn into_owned(self) -> OffsetFetchResponse {
        OffsetFetchResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            topics: self.topics.into_owned(),
            error_code: self.error_code.into_owned(),
            groups: self.groups.into_owned(),
        }
    }
}

impl Encode for OffsetFetchResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 3 {
            w.put(&self.throttle_time_ms);
        }
        if v <= 7 {
            w.put(&self.topics);
        } else {
            w.refuse_if(!self.topics.is_empty(), "Topics");
        }
        if (2..=7).contains(&v) {
            w.put(&self.error_code);
        }
        if v >= 8 {
            w.put(&self.groups);
        } else {
            w.refuse_if(!self.groups.is_empty(), "Groups");
        }
        w.put_tag_count(0);
    }
}

/// Kafka's `OffsetFetchResponseTopic`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct OffsetFetchResponseTopic {
    pub name: String,
    pub partitions: Vec<OffsetFetchResponsePartition>,
}

impl<'a> Decode<'a> for OffsetFetchResponseTopic {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v <= 7 {
            m.name = r.get()?;
        }
        if v <= 7 {
            m.partitions = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`OffsetFetchResponseTopic`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct OffsetFetchResponseTopicView<'a> {
    pub name: &'a str,
    pub partitions: ArrayView<'a, OffsetFetchResponsePartitionView<'a>>,
}

impl<'a> Decode<'a> for OffsetFetchResponseTopicView<'a> {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v <= 7 {
            m.name = r.get()?;
        }
        if v <= 7 {
            m.partitions = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for OffsetFetchResponseTopicView<'_> {
    type Owned = OffsetFetchResponseTopic;
    fn into_owned(self) -> OffsetFetchResponseTopic {
        OffsetFetchResponseTopic { name: self.name.into_owned(), partitions: self.partitions.into_owned() }
    }
}

impl Encode for OffsetFetchResponseTopic {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v <= 7 {
            w.put(&self.name);
        } else {
            w.refuse_if(!self.name.is_empty(), "Name");
        }
        if v <= 7 {
            w.put(&self.partitions);
        } else {
            w.refuse_if(!self.partitions.is_empty(), "Partitions");
        }
        w.put_tag_count(0);
    }
}

/// Kafka's `OffsetFetchResponsePartition`.
#[derive(Clone, Debug, PartialEq)]
pub struct OffsetFetchResponsePartition {
    pub partition_index: i32,
    pub committed_offset: i64,
    pub committed_leader_epoch: i32,
    pub metadata: Option<String>,
    pub error_code: i16,
}

impl Default for OffsetFetchResponsePartition {
    fn default() -> Self {
        Self {
            partition_index: Default::default(),
            committed_offset: Default::default(),
            committed_leader_epoch: -1,
            metadata: None,
            error_code: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for OffsetFetchResponsePartition {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v <= 7 {
            m.partition_index = r.get()?;
        }
        if v <= 7 {
            m.committed_offset = r.get()?;
        }
        if (5..=7).contains(&v) {
            m.committed_leader_epoch = r.get()?;
        }
        if v <= 7 {
            m.metadata = r.get()?;
        }
        if v <= 7 {
            m.error_code = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`OffsetFetchResponsePartition`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OffsetFetchResponsePartitionView<'a> {
    pub partition_index: i32,
    pub committed_offset: i64,
    pub committed_leader_epoch: i32,
    pub metadata: Option<&'a str>,
    pub error_code: i16,
}

impl Default for OffsetFetchResponsePartitionView<'_> {
    fn default() -> Self {
        Self {
            partition_index: Default::default(),
            committed_offset: Default::default(),
            committed_leader_epoch: -1,
            metadata: None,
            error_code: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for OffsetFetchResponsePartitionView<'a> {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v <= 7 {
            m.partition_index = r.get()?;
        }
        if v <= 7 {
            m.committed_offset = r.get()?;
        }
        if (5..=7).contains(&v) {
            m.committed_leader_epoch = r.get()?;
        }
        if v <= 7 {
            m.metadata = r.get()?;
        }
        if v <= 7 {
            m.error_code = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for OffsetFetchResponsePartitionView<'_> {
    type Owned = OffsetFetchResponsePartition;
    fn into_owned(self) -> OffsetFetchResponsePartition {
        OffsetFetchResponsePartition {
            partition_index: self.partition_index.into_owned(),
            committed_offset: self.committed_offset.into_owned(),
            committed_leader_epoch: self.committed_leader_epoch.into_owned(),
            metadata: self.metadata.into_owned(),
            error_code: self.error_code.into_owned(),
        }
    }
}

impl Encode for OffsetFetchResponsePartition {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v <= 7 {
            w.put(&self.partition_index);
        } else {
            w.refuse_if(self.partition_index != 0, "PartitionIndex");
        }
        if v <= 7 {
            w.put(&self.committed_offset);
        } else {
            w.refuse_if(self.committed_offset != 0, "CommittedOffset");
        }
        if (5..=7).contains(&v) {
            w.put(&self.committed_leader_epoch);
        }
        if v <= 7 {
            w.put(&self.metadata);
        } else {
            w.refuse_if(self.metadata.is_some(), "Metadata");
        }
        if v <= 7 {
            w.put(&self.error_code);
        } else {
            w.refuse_if(self.error_code != 0, "ErrorCode");
        }
        w.put_tag_count(0);
    }
}

/// Kafka's `OffsetFetchResponseGroup`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct OffsetFetchResponseGroup {
    pub group_id: String,
    pub topics: Vec<OffsetFetchResponseTopics>,
    pub error_code: i16,
}

impl<'a> Decode<'a> for OffsetFetchResponseGroup {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 8 {
            m.group_id = r.get()?;
        }
        if v >= 8 {
            m.topics = r.get()?;
        }
        if v >= 8 {
            m.error_code = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`OffsetFetchResponseGroup`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct OffsetFetchResponseGroupView<'a> {
    pub group_id: &'a str,
    pub topics: ArrayView<'a, OffsetFetchResponseTopicsView<'a>>,
    pub error_code: i16,
}

impl<'a> Decode<'a> for OffsetFetchResponseGroupView<'a> {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 8 {
            m.group_id = r.get()?;
        }
        if v >= 8 {
            m.topics = r.get()?;
        }
        if v >= 8 {
            m.error_code = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for OffsetFetchResponseGroupView<'_> {
    type Owned = OffsetFetchResponseGroup;
    fn into_owned(self) -> OffsetFetchResponseGroup {
        OffsetFetchResponseGroup {
            group_id: self.group_id.into_owned(),
            topics: self.topics.into_owned(),
            error_code: self.error_code.into_owned(),
        }
    }
}

impl Encode for OffsetFetchResponseGroup {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 8 {
            w.put(&self.group_id);
        } else {
            w.refuse_if(!self.group_id.is_empty(), "GroupId");
        }
        if v >= 8 {
            w.put(&self.topics);
        } else {
            w.refuse_if(!self.topics.is_empty(), "Topics");
        }
        if v >= 8 {
            w.put(&self.error_code);
        } else {
            w.refuse_if(self.error_code != 0, "ErrorCode");
        }
        w.put_tag_count(0);
    }
}

/// Kafka's `OffsetFetchResponseTopics`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct OffsetFetchResponseTopics {
    pub name: String,
    pub topic_id: Uuid,
    pub partitions: Vec<OffsetFetchResponsePartitions>,
}

impl<'a> Decode<'a> for OffsetFetchResponseTopics {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if (8..=9).contains(&v) {
            m.name = r.get()?;
        }
        if v >= 10 {
            m.topic_id = r.get()?;
        }
        if v >= 8 {
            m.partitions = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`OffsetFetchResponseTopics`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct OffsetFetchResponseTopicsView<'a> {
    pub name: &'a str,
    pub topic_id: Uuid,
    pub partitions: ArrayView<'a, OffsetFetchResponsePartitionsView<'a>>,
}

impl<'a> Decode<'a> for OffsetFetchResponseTopicsView<'a> {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if (8..=9).contains(&v) {
            m.name = r.get()?;
        }
        if v >= 10 {
            m.topic_id = r.get()?;
        }
        if v >= 8 {
            m.partitions = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for OffsetFetchResponseTopicsView<'_> {
    type Owned = OffsetFetchResponseTopics;
    fn into_owned(self) -> OffsetFetchResponseTopics {
        OffsetFetchResponseTopics {
            name: self.name.into_owned(),
            topic_id: self.topic_id.into_owned(),
            partitions: self.partitions.into_owned(),
        }
    }
}

impl Encode for OffsetFetchResponseTopics {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if (8..=9).contains(&v) {
            w.put(&self.name);
        }
        if v >= 10 {
            w.put(&self.topic_id);
        }
        if v >= 8 {
            w.put(&self.partitions);
        } else {
            w.refuse_if(!self.partitions.is_empty(), "Partitions");
        }
        w.put_tag_count(0);
    }
}

/// Kafka's `OffsetFetchResponsePartitions`.
#[derive(Clone, Debug, PartialEq)]
pub struct OffsetFetchResponsePartitions {
    pub partition_index: i32,
    pub committed_offset: i64,
    pub committed_leader_epoch: i32,
    pub metadata: Option<String>,
    pub error_code: i16,
}

impl Default for OffsetFetchResponsePartitions {
    fn default() -> Self {
        Self {
            partition_index: Default::default(),
            committed_offset: Default::default(),
            committed_leader_epoch: -1,
            metadata: None,
            error_code: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for OffsetFetchResponsePartitions {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 8 {
            m.partition_index = r.get()?;
        }
        if v >= 8 {
            m.committed_offset = r.get()?;
        }
        if v >= 8 {
            m.committed_leader_epoch = r.get()?;
        }
        if v >= 8 {
            m.metadata = r.get()?;
        }
        if v >= 8 {
            m.error_code = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`OffsetFetchResponsePartitions`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OffsetFetchResponsePartitionsView<'a> {
    pub partition_index: i32,
    pub committed_offset: i64,
    pub committed_leader_epoch: i32,
    pub metadata: Option<&'a str>,
    pub error_code: i16,
}

impl Default for OffsetFetchResponsePartitionsView<'_> {
    fn default() -> Self {
        Self {
            partition_index: Default::default(),
            committed_offset: Default::default(),
            committed_leader_epoch: -1,
            metadata: None,
            error_code: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for OffsetFetchResponsePartitionsView<'a> {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 8 {
            m.partition_index = r.get()?;
        }
        if v >= 8 {
            m.committed_offset = r.get()?;
        }
        if v >= 8 {
            m.committed_leader_epoch = r.get()?;
        }
        if v >= 8 {
            m.metadata = r.get()?;
        }
        if v >= 8 {
            m.error_code = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for OffsetFetchResponsePartitionsView<'_> {
    type Owned = OffsetFetchResponsePartitions;
    fn into_owned(self) -> OffsetFetchResponsePartitions {
        OffsetFetchResponsePartitions {
            partition_index: self.partition_index.into_owned(),
            committed_offset: self.committed_offset.into_owned(),
            committed_leader_epoch: self.committed_leader_epoch.into_owned(),
            metadata: self.metadata.into_owned(),
            error_code: self.error_code.into_owned(),
        }
    }
}

impl Encode for OffsetFetchResponsePartitions {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 8 {
            w.put(&self.partition_index);
        } else {
            w.refuse_if(self.partition_index != 0, "PartitionIndex");
        }
        if v >= 8 {
            w.put(&self.committed_offset);
        } else {
            w.refuse_if(self.committed_offset != 0, "CommittedOffset");
        }
        if v >= 8 {
            w.put(&self.committed_leader_epoch);
        }
        if v >= 8 {
            w.put(&self.metadata);
        } else {
            w.refuse_if(self.metadata.is_some(), "Metadata");
        }
        if v >= 8 {
            w.put(&self.error_code);
        } else {
            w.refuse_if(self.error_code != 0, "ErrorCode");
        }
        w.put_tag_count(0);
    }
}

impl Message for OffsetFetchResponse {
    const NAME: &'static str = "OffsetFetchResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 9;
    const VERSIONS: VersionRange = VersionRange::new(0, 10);
    const FLEXIBLE_SINCE: i16 = 6;
    type View<'a> = OffsetFetchResponseView<'a>;
}

impl<'a> MessageView<'a> for OffsetFetchResponseView<'a> {
    type Message = OffsetFetchResponse;
}

/// Writes a [`OffsetFetchResponse`] field by field, in this order.
#[derive(Debug)]
pub struct OffsetFetchResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> OffsetFetchResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(3, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::topics_element`].
    pub fn topics(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, 7), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn topics_element(&mut self) -> OffsetFetchResponseTopicWriter<'_, 's, S> {
        OffsetFetchResponseTopicWriter(self.0.element(1))
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(2, VersionRange::new(2, 7), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::groups_element`].
    pub fn groups(&mut self, count: usize) -> &mut Self {
        self.0.array(3, VersionRange::new(8, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn groups_element(&mut self) -> OffsetFetchResponseGroupWriter<'_, 's, S> {
        OffsetFetchResponseGroupWriter(self.0.element(3))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(4).put_tag_count(0);
    }
}

/// Writes a [`OffsetFetchResponseTopic`] field by field, in this order.
#[derive(Debug)]
pub struct OffsetFetchResponseTopicWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> OffsetFetchResponseTopicWriter<'w, 's, S> {
    pub fn name(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, 7), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::partitions_element`].
    pub fn partitions(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, 7), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn partitions_element(&mut self) -> OffsetFetchResponsePartitionWriter<'_, 's, S> {
        OffsetFetchResponsePartitionWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`OffsetFetchResponseGroup`] field by field, in this order.
#[derive(Debug)]
pub struct OffsetFetchResponseGroupWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> OffsetFetchResponseGroupWriter<'w, 's, S> {
    pub fn group_id(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(8, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::topics_element`].
    pub fn topics(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(8, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn topics_element(&mut self) -> OffsetFetchResponseTopicsWriter<'_, 's, S> {
        OffsetFetchResponseTopicsWriter(self.0.element(1))
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(2, VersionRange::new(8, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(3).put_tag_count(0);
    }
}

/// Writes a [`OffsetFetchResponsePartition`] field by field, in this order.
#[derive(Debug)]
pub struct OffsetFetchResponsePartitionWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> OffsetFetchResponsePartitionWriter<'w, 's, S> {
    pub fn partition_index(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(0, 7), &value);
        self
    }

    pub fn committed_offset(&mut self, value: i64) -> &mut Self {
        self.0.field(1, VersionRange::new(0, 7), &value);
        self
    }

    pub fn committed_leader_epoch(&mut self, value: i32) -> &mut Self {
        self.0.field(2, VersionRange::new(5, 7), &value);
        self
    }

    pub fn metadata(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(3, VersionRange::new(0, 7), VersionRange::new(0, 7), value);
        self
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(4, VersionRange::new(0, 7), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(5).put_tag_count(0);
    }
}

/// Writes a [`OffsetFetchResponseTopics`] field by field, in this order.
#[derive(Debug)]
pub struct OffsetFetchResponseTopicsWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> OffsetFetchResponseTopicsWriter<'w, 's, S> {
    pub fn name(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(8, 9), &value);
        self
    }

    pub fn topic_id(&mut self, value: Uuid) -> &mut Self {
        self.0.field(1, VersionRange::new(10, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::partitions_element`].
    pub fn partitions(&mut self, count: usize) -> &mut Self {
        self.0.array(2, VersionRange::new(8, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn partitions_element(&mut self) -> OffsetFetchResponsePartitionsWriter<'_, 's, S> {
        OffsetFetchResponsePartitionsWriter(self.0.element(2))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(3).put_tag_count(0);
    }
}

/// Writes a [`OffsetFetchResponsePartitions`] field by field, in this order.
#[derive(Debug)]
pub struct OffsetFetchResponsePartitionsWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> OffsetFetchResponsePartitionsWriter<'w, 's, S> {
    pub fn partition_index(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(8, i16::MAX), &value);
        self
    }

    pub fn committed_offset(&mut self, value: i64) -> &mut Self {
        self.0.field(1, VersionRange::new(8, i16::MAX), &value);
        self
    }

    pub fn committed_leader_epoch(&mut self, value: i32) -> &mut Self {
        self.0.field(2, VersionRange::new(8, i16::MAX), &value);
        self
    }

    pub fn metadata(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(3, VersionRange::new(8, i16::MAX), VersionRange::new(8, i16::MAX), value);
        self
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(4, VersionRange::new(8, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(5).put_tag_count(0);
    }
}
