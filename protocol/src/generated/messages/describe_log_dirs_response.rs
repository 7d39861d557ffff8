//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, VersionRange, Writer,
};

/// Kafka's `DescribeLogDirsResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DescribeLogDirsResponse {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub results: Vec<DescribeLogDirsResult>,
}

impl<'a> Decode<'a> for DescribeLogDirsResponse {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        if v >= 3 {
            m.error_code = r.get()?;
        }
        m.results = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeLogDirsResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DescribeLogDirsResponseView<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub results: ArrayView<'a, DescribeLogDirsResultView<'a>>,
}

impl<'a> Decode<'a> for DescribeLogDirsResponseView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        if v >= 3 {
            m.error_code = r.get()?;
        }
        m.results = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeLogDirsResponseView<'_> {
    type Owned = DescribeLogDirsResponse;
    fn into_owned(self) -> DescribeLogDirsResponse {
        DescribeLogDirsResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            error_code: self.error_code.into_owned(),
            results: self.results.into_owned(),
        }
    }
}

impl Encode for DescribeLogDirsResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.throttle_time_ms);
        if v >= 3 {
            w.put(&self.error_code);
        }
        w.put(&self.results);
        w.put_tag_count(0);
    }
}

/// Kafka's `DescribeLogDirsResult`.
#[derive(Clone, Debug, PartialEq)]
pub struct DescribeLogDirsResult {
    pub error_code: i16,
    pub log_dir: String,
    pub topics: Vec<DescribeLogDirsTopic>,
    pub total_bytes: i64,
    pub usable_bytes: i64,
    pub is_cordoned: bool,
}

impl Default for DescribeLogDirsResult {
    fn default() -> Self {
        Self {
            error_code: Default::default(),
            log_dir: Default::default(),
            topics: Default::default(),
            total_bytes: -1,
            usable_bytes: -1,
            is_cordoned: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for DescribeLogDirsResult {
    const SIZE_MIN: usize = 5;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.log_dir = r.get()?;
        m.topics = r.get()?;
        if v >= 4 {
            m.total_bytes = r.get()?;
        }
        if v >= 4 {
            m.usable_bytes = r.get()?;
        }
        if v >= 5 {
            m.is_cordoned = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeLogDirsResult`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DescribeLogDirsResultView<'a> {
    pub error_code: i16,
    pub log_dir: &'a str,
    pub topics: ArrayView<'a, DescribeLogDirsTopicView<'a>>,
    pub total_bytes: i64,
    pub usable_bytes: i64,
    pub is_cordoned: bool,
}

impl Default for DescribeLogDirsResultView<'_> {
    fn default() -> Self {
        Self {
            error_code: Default::default(),
            log_dir: Default::default(),
            topics: Default::default(),
            total_bytes: -1,
            usable_bytes: -1,
            is_cordoned: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for DescribeLogDirsResultView<'a> {
    const SIZE_MIN: usize = 5;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.log_dir = r.get()?;
        m.topics = r.get()?;
        if v >= 4 {
            m.total_bytes = r.get()?;
        }
        if v >= 4 {
            m.usable_bytes = r.get()?;
        }
        if v >= 5 {
            m.is_cordoned = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeLogDirsResultView<'_> {
    type Owned = DescribeLogDirsResult;
    fn into_owned(self) -> DescribeLogDirsResult {
        DescribeLogDirsResult {
            error_code: self.error_code.into_owned(),
            log_dir: self.log_dir.into_owned(),
            topics: self.topics.into_owned(),
            total_bytes: self.total_bytes.into_owned(),
            usable_bytes: self.usable_bytes.into_owned(),
            is_cordoned: self.is_cordoned.into_owned(),
        }
    }
}

impl Encode for DescribeLogDirsResult {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.error_code);
        w.put(&self.log_dir);
        w.put(&self.topics);
        if v >= 4 {
            w.put(&self.total_bytes);
        }
        if v >= 4 {
            w.put(&self.usable_bytes);
        }
        if v >= 5 {
            w.put(&self.is_cordoned);
        }
        w.put_tag_count(0);
    }
}

/// Kafka's `DescribeLogDirsTopic`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DescribeLogDirsTopic {
    pub name: String,
    pub partitions: Vec<DescribeLogDirsPartition>,
}

impl<'a> Decode<'a> for DescribeLogDirsTopic {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeLogDirsTopic`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DescribeLogDirsTopicView<'a> {
    pub name: &'a str,
    pub partitions: ArrayView<'a, DescribeLogDirsPartition>,
}

impl<'a> Decode<'a> for DescribeLogDirsTopicView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeLogDirsTopicView<'_> {
    type Owned = DescribeLogDirsTopic;
    fn into_owned(self) -> DescribeLogDirsTopic {
        DescribeLogDirsTopic { name: self.name.into_owned(), partitions: self.partitions.into_owned() }
    }
}

impl Encode for DescribeLogDirsTopic {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

/// Kafka's `DescribeLogDirsPartition`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct DescribeLogDirsPartition {
    pub partition_index: i32,
    pub partition_size: i64,
    pub offset_lag: i64,
    pub is_future_key: bool,
}

impl<'a> Decode<'a> for DescribeLogDirsPartition {
    const SIZE_MIN: usize = 21;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.partition_size = r.get()?;
        m.offset_lag = r.get()?;
        m.is_future_key = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeLogDirsPartition {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for DescribeLogDirsPartition {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.partition_index);
        w.put(&self.partition_size);
        w.put(&self.offset_lag);
        w.put(&self.is_future_key);
        w.put_tag_count(0);
    }
}

impl Message for DescribeLogDirsResponse {
    const NAME: &'static str = "DescribeLogDirsResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 35;
    const VERSIONS: VersionRange = VersionRange::new(0, 5);
    const FLEXIBLE_SINCE: i16 = 2;
    type View<'a> = DescribeLogDirsResponseView<'a>;
}

impl<'a> MessageView<'a> for DescribeLogDirsResponseView<'a> {
    type Message = DescribeLogDirsResponse;
}

/// Writes a [`DescribeLogDirsResponse`] field by field, in this order.
#[derive(Debug)]
pub struct DescribeLogDirsResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DescribeLogDirsResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(1, VersionRange::new(3, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::results_element`].
    pub fn results(&mut self, count: usize) -> &mut Self {
        self.0.array(2, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn results_element(&mut self) -> DescribeLogDirsResultWriter<'_, 's, S> {
        DescribeLogDirsResultWriter(self.0.element(2))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(3).put_tag_count(0);
    }
}

/// Writes a [`DescribeLogDirsResult`] field by field, in this order.
#[derive(Debug)]
pub struct DescribeLogDirsResultWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DescribeLogDirsResultWriter<'w, 's, S> {
    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn log_dir(&mut self, value: &str) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::topics_element`].
    pub fn topics(&mut self, count: usize) -> &mut Self {
        self.0.array(2, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn topics_element(&mut self) -> DescribeLogDirsTopicWriter<'_, 's, S> {
        DescribeLogDirsTopicWriter(self.0.element(2))
    }

    pub fn total_bytes(&mut self, value: i64) -> &mut Self {
        self.0.field(3, VersionRange::new(4, i16::MAX), &value);
        self
    }

    pub fn usable_bytes(&mut self, value: i64) -> &mut Self {
        self.0.field(4, VersionRange::new(4, i16::MAX), &value);
        self
    }

    pub fn is_cordoned(&mut self, value: bool) -> &mut Self {
        self.0.field(5, VersionRange::new(5, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(6).put_tag_count(0);
    }
}

/// Writes a [`DescribeLogDirsTopic`] field by field, in this order.
#[derive(Debug)]
pub struct DescribeLogDirsTopicWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DescribeLogDirsTopicWriter<'w, 's, S> {
    pub fn name(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::partitions_element`].
    pub fn partitions(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn partitions_element(&mut self) -> DescribeLogDirsPartitionWriter<'_, 's, S> {
        DescribeLogDirsPartitionWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`DescribeLogDirsPartition`] field by field, in this order.
#[derive(Debug)]
pub struct DescribeLogDirsPartitionWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DescribeLogDirsPartitionWriter<'w, 's, S> {
    pub fn partition_index(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn partition_size(&mut self, value: i64) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn offset_lag(&mut self, value: i64) -> &mut Self {
        self.0.field(2, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn is_future_key(&mut self, value: bool) -> &mut Self {
        self.0.field(3, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(4).put_tag_count(0);
    }
}
