//! Generated from protocol/schema by `generate-messages`; do not edit.

use bytes::Bytes;

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `RemoteLogSegmentMetadataRecord`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct RemoteLogSegmentMetadataRecord {
    pub remote_log_segment_id: RemoteLogSegmentIdEntry,
    pub start_offset: i64,
    pub end_offset: i64,
    pub broker_id: i32,
    pub max_timestamp_ms: i64,
    pub event_timestamp_ms: i64,
    pub segment_leader_epochs: Vec<SegmentLeaderEpochEntry>,
    pub segment_size_in_bytes: i32,
    pub custom_metadata: Option<Bytes>,
    pub remote_log_segment_state: i8,
    pub txn_index_empty: bool,
}

impl<'a> Decode<'a> for RemoteLogSegmentMetadataRecord {
    const SIZE_MIN: usize = 83;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.remote_log_segment_id = r.get()?;
        m.start_offset = r.get()?;
        m.end_offset = r.get()?;
        m.broker_id = r.get()?;
        m.max_timestamp_ms = r.get()?;
        m.event_timestamp_ms = r.get()?;
        m.segment_leader_epochs = r.get()?;
        m.segment_size_in_bytes = r.get()?;
        m.custom_metadata = r.get()?;
        m.remote_log_segment_state = r.get()?;
        r.tags(&mut |r, tag| {
            match tag {
                0 => m.txn_index_empty = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

/// [`RemoteLogSegmentMetadataRecord`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct RemoteLogSegmentMetadataRecordView<'a> {
    pub remote_log_segment_id: RemoteLogSegmentIdEntryView<'a>,
    pub start_offset: i64,
    pub end_offset: i64,
    pub broker_id: i32,
    pub max_timestamp_ms: i64,
    pub event_timestamp_ms: i64,
    pub segment_leader_epochs: ArrayView<'a, SegmentLeaderEpochEntry>,
    pub segment_size_in_bytes: i32,
    pub custom_metadata: Option<&'a [u8]>,
    pub remote_log_segment_state: i8,
    pub txn_index_empty: bool,
}

impl<'a> Decode<'a> for RemoteLogSegmentMetadataRecordView<'a> {
    const SIZE_MIN: usize = 83;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.remote_log_segment_id = r.get()?;
        m.start_offset = r.get()?;
        m.end_offset = r.get()?;
        m.broker_id = r.get()?;
        m.max_timestamp_ms = r.get()?;
        m.event_timestamp_ms = r.get()?;
        m.segment_leader_epochs = r.get()?;
        m.segment_size_in_bytes = r.get()?;
        m.custom_metadata = r.get()?;
        m.remote_log_segment_state = r.get()?;
        r.tags(&mut |r, tag| {
            match tag {
                0 => m.txn_index_empty = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

impl IntoOwned for RemoteLogSegmentMetadataRecordView<'_> {
    type Owned = RemoteLogSegmentMetadataRecord;
    fn into_owned(self) -> RemoteLogSegmentMetadataRecord {
        RemoteLogSegmentMetadataRecord {
            remote_log_segment_id: self.remote_log_segment_id.into_owned(),
            start_offset: self.start_offset.into_owned(),
            end_offset: self.end_offset.into_owned(),
            broker_id: self.broker_id.into_owned(),
            max_timestamp_ms: self.max_timestamp_ms.into_owned(),
            event_timestamp_ms: self.event_timestamp_ms.into_owned(),
            segment_leader_epochs: self.segment_leader_epochs.into_owned(),
            segment_size_in_bytes: self.segment_size_in_bytes.into_owned(),
            custom_metadata: self.custom_metadata.into_owned(),
            remote_log_segment_state: self.remote_log_segment_state.into_owned(),
            txn_index_empty: self.txn_index_empty.into_owned(),
        }
    }
}

impl Encode for RemoteLogSegmentMetadataRecord {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.remote_log_segment_id);
        w.put(&self.start_offset);
        w.put(&self.end_offset);
        w.put(&self.broker_id);
        w.put(&self.max_timestamp_ms);
        w.put(&self.event_timestamp_ms);
        w.put(&self.segment_leader_epochs);
        w.put(&self.segment_size_in_bytes);
        w.put(&self.custom_metadata);
        w.put(&self.remote_log_segment_state);
        self.write_tags(w);
    }
}

impl RemoteLogSegmentMetadataRecord {
    fn write_tags<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let has_0 = self.txn_index_empty;
        w.put_tag_count(usize::from(has_0));
        if has_0 {
            w.put_tag(0, &self.txn_index_empty);
        }
    }
}

/// Kafka's `RemoteLogSegmentIdEntry`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct RemoteLogSegmentIdEntry {
    pub topic_id_partition: TopicIdPartitionEntry,
    pub id: Uuid,
}

impl<'a> Decode<'a> for RemoteLogSegmentIdEntry {
    const SIZE_MIN: usize = 39;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id_partition = r.get()?;
        m.id = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`RemoteLogSegmentIdEntry`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct RemoteLogSegmentIdEntryView<'a> {
    pub topic_id_partition: TopicIdPartitionEntryView<'a>,
    pub id: Uuid,
}

impl<'a> Decode<'a> for RemoteLogSegmentIdEntryView<'a> {
    const SIZE_MIN: usize = 39;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id_partition = r.get()?;
        m.id = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for RemoteLogSegmentIdEntryView<'_> {
    type Owned = RemoteLogSegmentIdEntry;
    fn into_owned(self) -> RemoteLogSegmentIdEntry {
        RemoteLogSegmentIdEntry {
            topic_id_partition: self.topic_id_partition.into_owned(),
            id: self.id.into_owned(),
        }
    }
}

impl Encode for RemoteLogSegmentIdEntry {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic_id_partition);
        w.put(&self.id);
        w.put_tag_count(0);
    }
}

/// Kafka's `TopicIdPartitionEntry`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TopicIdPartitionEntry {
    pub name: String,
    pub id: Uuid,
    pub partition: i32,
}

impl<'a> Decode<'a> for TopicIdPartitionEntry {
    const SIZE_MIN: usize = 22;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.id = r.get()?;
        m.partition = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`TopicIdPartitionEntry`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TopicIdPartitionEntryView<'a> {
    pub name: &'a str,
    pub id: Uuid,
    pub partition: i32,
}

impl<'a> Decode<'a> for TopicIdPartitionEntryView<'a> {
    const SIZE_MIN: usize = 22;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.id = r.get()?;
        m.partition = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for TopicIdPartitionEntryView<'_> {
    type Owned = TopicIdPartitionEntry;
    fn into_owned(self) -> TopicIdPartitionEntry {
        TopicIdPartitionEntry {
            name: self.name.into_owned(),
            id: self.id.into_owned(),
            partition: self.partition.into_owned(),
        }
    }
}

impl Encode for TopicIdPartitionEntry {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.id);
        w.put(&self.partition);
        w.put_tag_count(0);
    }
}

/// Kafka's `SegmentLeaderEpochEntry`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct SegmentLeaderEpochEntry {
    pub leader_epoch: i32,
    pub offset: i64,
}

impl<'a> Decode<'a> for SegmentLeaderEpochEntry {
    const SIZE_MIN: usize = 13;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.leader_epoch = r.get()?;
        m.offset = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for SegmentLeaderEpochEntry {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for SegmentLeaderEpochEntry {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.leader_epoch);
        w.put(&self.offset);
        w.put_tag_count(0);
    }
}

impl Message for RemoteLogSegmentMetadataRecord {
    const NAME: &'static str = "RemoteLogSegmentMetadataRecord";
    const KIND: MessageKind = MessageKind::Data;
    const ID: i16 = 0;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = RemoteLogSegmentMetadataRecordView<'a>;
}

impl<'a> MessageView<'a> for RemoteLogSegmentMetadataRecordView<'a> {
    type Message = RemoteLogSegmentMetadataRecord;
}
