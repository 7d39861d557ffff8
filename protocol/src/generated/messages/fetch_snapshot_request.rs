//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `FetchSnapshotRequest`.
#[derive(Clone, Debug, PartialEq)]
pub struct FetchSnapshotRequest {
    pub cluster_id: Option<String>,
    pub replica_id: i32,
    pub max_bytes: i32,
    pub topics: Vec<TopicSnapshot>,
}

impl Default for FetchSnapshotRequest {
    fn default() -> Self {
        Self { cluster_id: None, replica_id: -1, max_bytes: i32::MAX, topics: Default::default() }
    }
}

impl<'a> Decode<'a> for FetchSnapshotRequest {
    const SIZE_MIN: usize = 10;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.replica_id = r.get()?;
        m.max_bytes = r.get()?;
        m.topics = r.get()?;
        r.tags(&mut |r, tag| {
            match tag {
                0 => m.cluster_id = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

/// [`FetchSnapshotRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FetchSnapshotRequestView<'a> {
    pub cluster_id: Option<&'a str>,
    pub replica_id: i32,
    pub max_bytes: i32,
    pub topics: ArrayView<'a, TopicSnapshotView<'a>>,
}

impl Default for FetchSnapshotRequestView<'_> {
    fn default() -> Self {
        Self { cluster_id: None, replica_id: -1, max_bytes: i32::MAX, topics: Default::default() }
    }
}

impl<'a> Decode<'a> for FetchSnapshotRequestView<'a> {
    const SIZE_MIN: usize = 10;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.replica_id = r.get()?;
        m.max_bytes = r.get()?;
        m.topics = r.get()?;
        r.tags(&mut |r, tag| {
            match tag {
                0 => m.cluster_id = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

impl IntoOwned for FetchSnapshotRequestView<'_> {
    type Owned = FetchSnapshotRequest;
    fn into_owned(self) -> FetchSnapshotRequest {
        FetchSnapshotRequest {
            cluster_id: self.cluster_id.into_owned(),
            replica_id: self.replica_id.into_owned(),
            max_bytes: self.max_bytes.into_owned(),
            topics: self.topics.into_owned(),
        }
    }
}

impl Encode for FetchSnapshotRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.replica_id);
        w.put(&self.max_bytes);
        w.put(&self.topics);
        self.write_tags(w);
    }
}

impl FetchSnapshotRequest {
    fn write_tags<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let has_0 = self.cluster_id.is_some();
        w.put_tag_count(usize::from(has_0));
        if has_0 {
            w.put_tag(0, &self.cluster_id);
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
    pub partitions: ArrayView<'a, PartitionSnapshot>,
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
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct PartitionSnapshot {
    pub partition: i32,
    pub current_leader_epoch: i32,
    pub snapshot_id: SnapshotId,
    pub position: i64,
    pub replica_directory_id: Uuid,
}

impl<'a> Decode<'a> for PartitionSnapshot {
    const SIZE_MIN: usize = 30;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.partition = r.get()?;
        m.current_leader_epoch = r.get()?;
        m.snapshot_id = r.get()?;
        m.position = r.get()?;
        r.tags(&mut |r, tag| {
            match tag {
                0 if v >= 1 => m.replica_directory_id = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

impl IntoOwned for PartitionSnapshot {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for PartitionSnapshot {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.partition);
        w.put(&self.current_leader_epoch);
        w.put(&self.snapshot_id);
        w.put(&self.position);
        self.write_tags(w);
    }
}

impl PartitionSnapshot {
    fn write_tags<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        let has_0 = v >= 1 && !self.replica_directory_id.is_zero();
        w.put_tag_count(usize::from(has_0));
        if has_0 {
            w.put_tag(0, &self.replica_directory_id);
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

impl Message for FetchSnapshotRequest {
    const NAME: &'static str = "FetchSnapshotRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 59;
    const VERSIONS: VersionRange = VersionRange::new(0, 1);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = FetchSnapshotRequestView<'a>;
}

impl<'a> MessageView<'a> for FetchSnapshotRequestView<'a> {
    type Message = FetchSnapshotRequest;
}
