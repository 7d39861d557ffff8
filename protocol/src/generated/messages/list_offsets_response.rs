//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, VersionRange, Writer,
};

/// Kafka's `ListOffsetsResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ListOffsetsResponse {
    pub throttle_time_ms: i32,
    pub topics: Vec<ListOffsetsTopicResponse>,
}

impl<'a> Decode<'a> for ListOffsetsResponse {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 2 {
            m.throttle_time_ms = r.get()?;
        }
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ListOffsetsResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ListOffsetsResponseView<'a> {
    pub throttle_time_ms: i32,
    pub topics: ArrayView<'a, ListOffsetsTopicResponseView<'a>>,
}

impl<'a> Decode<'a> for ListOffsetsResponseView<'a> {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 2 {
            m.throttle_time_ms = r.get()?;
        }
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ListOffsetsResponseView<'_> {
    type Owned = ListOffsetsResponse;
    fn into_owned(self) -> ListOffsetsResponse {
        ListOffsetsResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            topics: self.topics.into_owned(),
        }
    }
}

impl Encode for ListOffsetsResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 2 {
            w.put(&self.throttle_time_ms);
        }
        w.put(&self.topics);
        w.put_tag_count(0);
    }
}

/// Kafka's `ListOffsetsTopicResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ListOffsetsTopicResponse {
    pub name: String,
    pub partitions: Vec<ListOffsetsPartitionResponse>,
}

impl<'a> Decode<'a> for ListOffsetsTopicResponse {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ListOffsetsTopicResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ListOffsetsTopicResponseView<'a> {
    pub name: &'a str,
    pub partitions: ArrayView<'a, ListOffsetsPartitionResponseView<'a>>,
}

impl<'a> Decode<'a> for ListOffsetsTopicResponseView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ListOffsetsTopicResponseView<'_> {
    type Owned = ListOffsetsTopicResponse;
    fn into_owned(self) -> ListOffsetsTopicResponse {
        ListOffsetsTopicResponse { name: self.name.into_owned(), partitions: self.partitions.into_owned() }
    }
}

impl Encode for ListOffsetsTopicResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

/// Kafka's `ListOffsetsPartitionResponse`.
#[derive(Clone, Debug, PartialEq)]
pub struct ListOffsetsPartitionResponse {
    pub partition_index: i32,
    pub error_code: i16,
    pub old_style_offsets: Vec<i64>,
    pub timestamp: i64,
    pub offset: i64,
    pub leader_epoch: i32,
}

impl Default for ListOffsetsPartitionResponse {
    fn default() -> Self {
        Self {
            partition_index: Default::default(),
            error_code: Default::default(),
            old_style_offsets: Default::default(),
            timestamp: -1,
            offset: -1,
            leader_epoch: -1,
        }
    }
}

impl<'a> Decode<'a> for ListOffsetsPartitionResponse {
    const SIZE_MIN: usize = 10;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.error_code = r.get()?;
        if v <= 0 {
            m.old_style_offsets = r.get()?;
        }
        if v >= 1 {
            m.timestamp = r.get()?;
        }
        if v >= 1 {
            m.offset = r.get()?;
        }
        if v >= 4 {
            m.leader_epoch = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ListOffsetsPartitionResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ListOffsetsPartitionResponseView<'a> {
    pub partition_index: i32,
    pub error_code: i16,
    pub old_style_offsets: ArrayView<'a, i64>,
    pub timestamp: i64,
    pub offset: i64,
    pub leader_epoch: i32,
}

impl Default for ListOffsetsPartitionResponseView<'_> {
    fn default() -> Self {
        Self {
            partition_index: Default::default(),
            error_code: Default::default(),
            old_style_offsets: Default::default(),
            timestamp: -1,
            offset: -1,
            leader_epoch: -1,
        }
    }
}

impl<'a> Decode<'a> for ListOffsetsPartitionResponseView<'a> {
    const SIZE_MIN: usize = 10;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.error_code = r.get()?;
        if v <= 0 {
            m.old_style_offsets = r.get()?;
        }
        if v >= 1 {
            m.timestamp = r.get()?;
        }
        if v >= 1 {
            m.offset = r.get()?;
        }
        if v >= 4 {
            m.leader_epoch = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ListOffsetsPartitionResponseView<'_> {
    type Owned = ListOffsetsPartitionResponse;
    fn into_owned(self) -> ListOffsetsPartitionResponse {
        ListOffsetsPartitionResponse {
            partition_index: self.partition_index.into_owned(),
            error_code: self.error_code.into_owned(),
            old_style_offsets: self.old_style_offsets.into_owned(),
            timestamp: self.timestamp.into_owned(),
            offset: self.offset.into_owned(),
            leader_epoch: self.leader_epoch.into_owned(),
        }
    }
}

impl Encode for ListOffsetsPartitionResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.partition_index);
        w.put(&self.error_code);
        if v <= 0 {
            w.put(&self.old_style_offsets);
        } else {
            w.refuse_if(!self.old_style_offsets.is_empty(), "OldStyleOffsets");
        }
        if v >= 1 {
            w.put(&self.timestamp);
        } else {
            w.refuse_if(self.timestamp != -1, "Timestamp");
        }
        if v >= 1 {
            w.put(&self.offset);
        } else {
            w.refuse_if(self.offset != -1, "Offset");
        }
        if v >= 4 {
            w.put(&self.leader_epoch);
        } else {
            w.refuse_if(self.leader_epoch != -1, "LeaderEpoch");
        }
        w.put_tag_count(0);
    }
}

impl Message for ListOffsetsResponse {
    const NAME: &'static str = "ListOffsetsResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 2;
    const VERSIONS: VersionRange = VersionRange::new(0, 11);
    const FLEXIBLE_SINCE: i16 = 6;
    type View<'a> = ListOffsetsResponseView<'a>;
}

impl<'a> MessageView<'a> for ListOffsetsResponseView<'a> {
    type Message = ListOffsetsResponse;
}

/// Writes a [`ListOffsetsResponse`] field by field, in this order.
#[derive(Debug)]
pub struct ListOffsetsResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> ListOffsetsResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(2, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::topics_element`].
    pub fn topics(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn topics_element(&mut self) -> ListOffsetsTopicResponseWriter<'_, 's, S> {
        ListOffsetsTopicResponseWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`ListOffsetsTopicResponse`] field by field, in this order.
#[derive(Debug)]
pub struct ListOffsetsTopicResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> ListOffsetsTopicResponseWriter<'w, 's, S> {
    pub fn name(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::partitions_element`].
    pub fn partitions(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn partitions_element(&mut self) -> ListOffsetsPartitionResponseWriter<'_, 's, S> {
        ListOffsetsPartitionResponseWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`ListOffsetsPartitionResponse`] field by field, in this order.
#[derive(Debug)]
pub struct ListOffsetsPartitionResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> ListOffsetsPartitionResponseWriter<'w, 's, S> {
    pub fn partition_index(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn old_style_offsets(&mut self, value: &[i64]) -> &mut Self {
        self.0.field(2, VersionRange::new(0, 0), &value);
        self
    }

    pub fn timestamp(&mut self, value: i64) -> &mut Self {
        self.0.field(3, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn offset(&mut self, value: i64) -> &mut Self {
        self.0.field(4, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn leader_epoch(&mut self, value: i32) -> &mut Self {
        self.0.field(5, VersionRange::new(4, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(6).put_tag_count(0);
    }
}
