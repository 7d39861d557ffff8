//! Generated from protocol/schema by `generate-messages`; do not edit.

use bytes::Bytes;

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `RemoteLogSegmentMetadataUpdateRecord`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct RemoteLogSegmentMetadataUpdateRecord {
    pub remote_log_segment_id: RemoteLogSegmentIdEntry,
    pub broker_id: i32,
    pub event_timestamp_ms: i64,
    pub custom_metadata: Option<Bytes>,
    pub remote_log_segment_state: i8,
}

impl<'a> Decode<'a> for RemoteLogSegmentMetadataUpdateRecord {
    const SIZE_MIN: usize = 54;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.remote_log_segment_id = r.get()?;
        m.broker_id = r.get()?;
        m.event_timestamp_ms = r.get()?;
        m.custom_metadata = r.get()?;
        m.remote_log_segment_state = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`RemoteLogSegmentMetadataUpdateRecord`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct RemoteLogSegmentMetadataUpdateRecordView<'a> {
    pub remote_log_segment_id: RemoteLogSegmentIdEntryView<'a>,
    pub broker_id: i32,
    pub event_timestamp_ms: i64,
    pub custom_metadata: Option<&'a [u8]>,
    pub remote_log_segment_state: i8,
}

impl<'a> Decode<'a> for RemoteLogSegmentMetadataUpdateRecordView<'a> {
    const SIZE_MIN: usize = 54;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.remote_log_segment_id = r.get()?;
        m.broker_id = r.get()?;
        m.event_timestamp_ms = r.get()?;
        m.custom_metadata = r.get()?;
        m.remote_log_segment_state = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for RemoteLogSegmentMetadataUpdateRecordView<'_> {
    type Owned = RemoteLogSegmentMetadataUpdateRecord;
    fn into_owned(self) -> RemoteLogSegmentMetadataUpdateRecord {
        RemoteLogSegmentMetadataUpdateRecord {
            remote_log_segment_id: self.remote_log_segment_id.into_owned(),
            broker_id: self.broker_id.into_owned(),
            event_timestamp_ms: self.event_timestamp_ms.into_owned(),
            custom_metadata: self.custom_metadata.into_owned(),
            remote_log_segment_state: self.remote_log_segment_state.into_owned(),
        }
    }
}

impl Encode for RemoteLogSegmentMetadataUpdateRecord {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.remote_log_segment_id);
        w.put(&self.broker_id);
        w.put(&self.event_timestamp_ms);
        w.put(&self.custom_metadata);
        w.put(&self.remote_log_segment_state);
        w.put_tag_count(0);
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

impl Message for RemoteLogSegmentMetadataUpdateRecord {
    const NAME: &'static str = "RemoteLogSegmentMetadataUpdateRecord";
    const KIND: MessageKind = MessageKind::Data;
    const ID: i16 = 1;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = RemoteLogSegmentMetadataUpdateRecordView<'a>;
}

impl<'a> MessageView<'a> for RemoteLogSegmentMetadataUpdateRecordView<'a> {
    type Message = RemoteLogSegmentMetadataUpdateRecord;
}
