//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `ListOffsetsRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ListOffsetsRequest {
    pub replica_id: i32,
    pub isolation_level: i8,
    pub topics: Vec<ListOffsetsTopic>,
    pub timeout_ms: i32,
}

impl<'a> Decode<'a> for ListOffsetsRequest {
    const SIZE_MIN: usize = 7;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.replica_id = r.get()?;
        if v >= 2 {
            m.isolation_level = r.get()?;
        }
        m.topics = r.get()?;
        if v >= 10 {
            m.timeout_ms = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ListOffsetsRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ListOffsetsRequestView<'a> {
    pub replica_id: i32,
    pub isolation_level: i8,
    pub topics: ArrayView<'a, ListOffsetsTopicView<'a>>,
    pub timeout_ms: i32,
}

impl<'a> Decode<'a> for ListOffsetsRequestView<'a> {
    const SIZE_MIN: usize = 7;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.replica_id = r.get()?;
        if v >= 2 {
            m.isolation_level = r.get()?;
        }
        m.topics = r.get()?;
        if v >= 10 {
            m.timeout_ms = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ListOffsetsRequestView<'_> {
    type Owned = ListOffsetsRequest;
    fn into_owned(self) -> ListOffsetsRequest {
        ListOffsetsRequest {
            replica_id: self.replica_id.into_owned(),
            isolation_level: self.isolation_level.into_owned(),
            topics: self.topics.into_owned(),
            timeout_ms: self.timeout_ms.into_owned(),
        }
    }
}

impl Encode for ListOffsetsRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.replica_id);
        if v >= 2 {
            w.put(&self.isolation_level);
        } else {
            w.refuse_if(self.isolation_level != 0, "IsolationLevel");
        }
        w.put(&self.topics);
        if v >= 10 {
            w.put(&self.timeout_ms);
        }
        w.put_tag_count(0);
    }
}

/// Kafka's `ListOffsetsTopic`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ListOffsetsTopic {
    pub name: String,
    pub partitions: Vec<ListOffsetsPartition>,
}

impl<'a> Decode<'a> for ListOffsetsTopic {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ListOffsetsTopic`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ListOffsetsTopicView<'a> {
    pub name: &'a str,
    pub partitions: ArrayView<'a, ListOffsetsPartition>,
}

impl<'a> Decode<'a> for ListOffsetsTopicView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ListOffsetsTopicView<'_> {
    type Owned = ListOffsetsTopic;
    fn into_owned(self) -> ListOffsetsTopic {
        ListOffsetsTopic { name: self.name.into_owned(), partitions: self.partitions.into_owned() }
    }
}

impl Encode for ListOffsetsTopic {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

/// Kafka's `ListOffsetsPartition`.
#[derive(Clone, Debug, PartialEq, Copy)]
pub struct ListOffsetsPartition {
    pub partition_index: i32,
    pub current_leader_epoch: i32,
    pub timestamp: i64,
    pub max_num_offsets: i32,
}

impl Default for ListOffsetsPartition {
    fn default() -> Self {
        Self {
            partition_index: Default::default(),
            current_leader_epoch: -1,
            timestamp: Default::default(),
            max_num_offsets: 1,
        }
    }
}

impl<'a> Decode<'a> for ListOffsetsPartition {
    const SIZE_MIN: usize = 12;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.partition_index = r.get()?;
        if v >= 4 {
            m.current_leader_epoch = r.get()?;
        }
        m.timestamp = r.get()?;
        if v <= 0 {
            m.max_num_offsets = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ListOffsetsPartition {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for ListOffsetsPartition {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.partition_index);
        if v >= 4 {
            w.put(&self.current_leader_epoch);
        }
        w.put(&self.timestamp);
        if v <= 0 {
            w.put(&self.max_num_offsets);
        } else {
            w.refuse_if(self.max_num_offsets != 1, "MaxNumOffsets");
        }
        w.put_tag_count(0);
    }
}

impl Message for ListOffsetsRequest {
    const NAME: &'static str = "ListOffsetsRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 2;
    const VERSIONS: VersionRange = VersionRange::new(0, 11);
    const FLEXIBLE_SINCE: i16 = 6;
    type View<'a> = ListOffsetsRequestView<'a>;
}

impl<'a> MessageView<'a> for ListOffsetsRequestView<'a> {
    type Message = ListOffsetsRequest;
}
