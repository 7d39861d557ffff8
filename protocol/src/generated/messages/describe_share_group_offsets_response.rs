//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, Uuid, VersionRange, Writer,
};

/// Kafka's `DescribeShareGroupOffsetsResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DescribeShareGroupOffsetsResponse {
    pub throttle_time_ms: i32,
    pub groups: Vec<DescribeShareGroupOffsetsResponseGroup>,
}

impl<'a> Decode<'a> for DescribeShareGroupOffsetsResponse {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.groups = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeShareGroupOffsetsResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DescribeShareGroupOffsetsResponseView<'a> {
    pub throttle_time_ms: i32,
    pub groups: ArrayView<'a, DescribeShareGroupOffsetsResponseGroupView<'a>>,
}

impl<'a> Decode<'a> for DescribeShareGroupOffsetsResponseView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.groups = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeShareGroupOffsetsResponseView<'_> {
    type Owned = DescribeShareGroupOffsetsResponse;
    fn into_owned(self) -> DescribeShareGroupOffsetsResponse {
        DescribeShareGroupOffsetsResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            groups: self.groups.into_owned(),
        }
    }
}

impl Encode for DescribeShareGroupOffsetsResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.throttle_time_ms);
        w.put(&self.groups);
        w.put_tag_count(0);
    }
}

/// Kafka's `DescribeShareGroupOffsetsResponseGroup`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DescribeShareGroupOffsetsResponseGroup {
    pub group_id: String,
    pub topics: Vec<DescribeShareGroupOffsetsResponseTopic>,
    pub error_code: i16,
    pub error_message: Option<String>,
}

impl<'a> Decode<'a> for DescribeShareGroupOffsetsResponseGroup {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.topics = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeShareGroupOffsetsResponseGroup`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DescribeShareGroupOffsetsResponseGroupView<'a> {
    pub group_id: &'a str,
    pub topics: ArrayView<'a, DescribeShareGroupOffsetsResponseTopicView<'a>>,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
}

impl<'a> Decode<'a> for DescribeShareGroupOffsetsResponseGroupView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.topics = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeShareGroupOffsetsResponseGroupView<'_> {
    type Owned = DescribeShareGroupOffsetsResponseGroup;
    fn into_owned(self) -> DescribeShareGroupOffsetsResponseGroup {
        DescribeShareGroupOffsetsResponseGroup {
            group_id: self.group_id.into_owned(),
            topics: self.topics.into_owned(),
            error_code: self.error_code.into_owned(),
            error_message: self.error_message.into_owned(),
        }
    }
}

impl Encode for DescribeShareGroupOffsetsResponseGroup {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.group_id);
        w.put(&self.topics);
        w.put(&self.error_code);
        w.put(&self.error_message);
        w.put_tag_count(0);
    }
}

/// Kafka's `DescribeShareGroupOffsetsResponseTopic`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DescribeShareGroupOffsetsResponseTopic {
    pub topic_name: String,
    pub topic_id: Uuid,
    pub partitions: Vec<DescribeShareGroupOffsetsResponsePartition>,
}

impl<'a> Decode<'a> for DescribeShareGroupOffsetsResponseTopic {
    const SIZE_MIN: usize = 19;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_name = r.get()?;
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeShareGroupOffsetsResponseTopic`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DescribeShareGroupOffsetsResponseTopicView<'a> {
    pub topic_name: &'a str,
    pub topic_id: Uuid,
    pub partitions: ArrayView<'a, DescribeShareGroupOffsetsResponsePartitionView<'a>>,
}

impl<'a> Decode<'a> for DescribeShareGroupOffsetsResponseTopicView<'a> {
    const SIZE_MIN: usize = 19;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_name = r.get()?;
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeShareGroupOffsetsResponseTopicView<'_> {
    type Owned = DescribeShareGroupOffsetsResponseTopic;
    fn into_owned(self) -> DescribeShareGroupOffsetsResponseTopic {
        DescribeShareGroupOffsetsResponseTopic {
            topic_name: self.topic_name.into_owned(),
            topic_id: self.topic_id.into_owned(),
            partitions: self.partitions.into_owned(),
        }
    }
}

impl Encode for DescribeShareGroupOffsetsResponseTopic {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic_name);
        w.put(&self.topic_id);
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

/// Kafka's `DescribeShareGroupOffsetsResponsePartition`.
#[derive(Clone, Debug, PartialEq)]
pub struct DescribeShareGroupOffsetsResponsePartition {
    pub partition_index: i32,
    pub start_offset: i64,
    pub leader_epoch: i32,
    pub lag: i64,
    pub error_code: i16,
    pub error_message: Option<String>,
}

impl Default for DescribeShareGroupOffsetsResponsePartition {
    fn default() -> Self {
        Self {
            partition_index: Default::default(),
            start_offset: Default::default(),
            leader_epoch: Default::default(),
            lag: -1,
            error_code: Default::default(),
            error_message: None,
        }
    }
}

impl<'a> Decode<'a> for DescribeShareGroupOffsetsResponsePartition {
    const SIZE_MIN: usize = 20;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.start_offset = r.get()?;
        m.leader_epoch = r.get()?;
        if v >= 1 {
            m.lag = r.get()?;
        }
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeShareGroupOffsetsResponsePartition`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DescribeShareGroupOffsetsResponsePartitionView<'a> {
    pub partition_index: i32,
    pub start_offset: i64,
    pub leader_epoch: i32,
    pub lag: i64,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
}

impl Default for DescribeShareGroupOffsetsResponsePartitionView<'_> {
    fn default() -> Self {
        Self {
            partition_index: Default::default(),
            start_offset: Default::default(),
            leader_epoch: Default::default(),
            lag: -1,
            error_code: Default::default(),
            error_message: None,
        }
    }
}

impl<'a> Decode<'a> for DescribeShareGroupOffsetsResponsePartitionView<'a> {
    const SIZE_MIN: usize = 20;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.start_offset = r.get()?;
        m.leader_epoch = r.get()?;
        if v >= 1 {
            m.lag = r.get()?;
        }
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeShareGroupOffsetsResponsePartitionView<'_> {
    type Owned = DescribeShareGroupOffsetsResponsePartition;
    fn into_owned(self) -> DescribeShareGroupOffsetsResponsePartition {
        DescribeShareGroupOffsetsResponsePartition {
            partition_index: self.partition_index.into_owned(),
            start_offset: self.start_offset.into_owned(),
            leader_epoch: self.leader_epoch.into_owned(),
            lag: self.lag.into_owned(),
            error_code: self.error_code.into_owned(),
            error_message: self.error_message.into_owned(),
        }
    }
}

impl Encode for DescribeShareGroupOffsetsResponsePartition {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.partition_index);
        w.put(&self.start_offset);
        w.put(&self.leader_epoch);
        if v >= 1 {
            w.put(&self.lag);
        }
        w.put(&self.error_code);
        w.put(&self.error_message);
        w.put_tag_count(0);
    }
}

impl Message for DescribeShareGroupOffsetsResponse {
    const NAME: &'static str = "DescribeShareGroupOffsetsResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 90;
    const VERSIONS: VersionRange = VersionRange::new(0, 1);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = DescribeShareGroupOffsetsResponseView<'a>;
}

impl<'a> MessageView<'a> for DescribeShareGroupOffsetsResponseView<'a> {
    type Message = DescribeShareGroupOffsetsResponse;
}

/// Writes a [`DescribeShareGroupOffsetsResponse`] field by field, in this order.
#[derive(Debug)]
pub struct DescribeShareGroupOffsetsResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DescribeShareGroupOffsetsResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::groups_element`].
    pub fn groups(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn groups_element(&mut self) -> DescribeShareGroupOffsetsResponseGroupWriter<'_, 's, S> {
        DescribeShareGroupOffsetsResponseGroupWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`DescribeShareGroupOffsetsResponseGroup`] field by field, in this order.
#[derive(Debug)]
pub struct DescribeShareGroupOffsetsResponseGroupWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DescribeShareGroupOffsetsResponseGroupWriter<'w, 's, S> {
    pub fn group_id(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::topics_element`].
    pub fn topics(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn topics_element(&mut self) -> DescribeShareGroupOffsetsResponseTopicWriter<'_, 's, S> {
        DescribeShareGroupOffsetsResponseTopicWriter(self.0.element(1))
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(2, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn error_message(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(3, VersionRange::new(0, i16::MAX), VersionRange::new(0, i16::MAX), value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(4).put_tag_count(0);
    }
}

/// Writes a [`DescribeShareGroupOffsetsResponseTopic`] field by field, in this order.
#[derive(Debug)]
pub struct DescribeShareGroupOffsetsResponseTopicWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DescribeShareGroupOffsetsResponseTopicWriter<'w, 's, S> {
    pub fn topic_name(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn topic_id(&mut self, value: Uuid) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::partitions_element`].
    pub fn partitions(&mut self, count: usize) -> &mut Self {
        self.0.array(2, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn partitions_element(&mut self) -> DescribeShareGroupOffsetsResponsePartitionWriter<'_, 's, S> {
        DescribeShareGroupOffsetsResponsePartitionWriter(self.0.element(2))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(3).put_tag_count(0);
    }
}

/// Writes a [`DescribeShareGroupOffsetsResponsePartition`] field by field, in this order.
#[derive(Debug)]
pub struct DescribeShareGroupOffsetsResponsePartitionWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DescribeShareGroupOffsetsResponsePartitionWriter<'w, 's, S> {
    pub fn partition_index(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn start_offset(&mut self, value: i64) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn leader_epoch(&mut self, value: i32) -> &mut Self {
        self.0.field(2, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn lag(&mut self, value: i64) -> &mut Self {
        self.0.field(3, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(4, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn error_message(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(5, VersionRange::new(0, i16::MAX), VersionRange::new(0, i16::MAX), value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(6).put_tag_count(0);
    }
}
