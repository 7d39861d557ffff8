//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `RemotePartitionDeleteMetadataRecord`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct RemotePartitionDeleteMetadataRecord {
    pub topic_id_partition: TopicIdPartitionEntry,
    pub broker_id: i32,
    pub event_timestamp_ms: i64,
    pub remote_partition_delete_state: i8,
}

impl<'a> Decode<'a> for RemotePartitionDeleteMetadataRecord {
    const SIZE_MIN: usize = 36;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id_partition = r.get()?;
        m.broker_id = r.get()?;
        m.event_timestamp_ms = r.get()?;
        m.remote_partition_delete_state = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`RemotePartitionDeleteMetadataRecord`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct RemotePartitionDeleteMetadataRecordView<'a> {
    pub topic_id_partition: TopicIdPartitionEntryView<'a>,
    pub broker_id: i32,
    pub event_timestamp_ms: i64,
    pub remote_partition_delete_state: i8,
}

impl<'a> Decode<'a> for RemotePartitionDeleteMetadataRecordView<'a> {
    const SIZE_MIN: usize = 36;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id_partition = r.get()?;
        m.broker_id = r.get()?;
        m.event_timestamp_ms = r.get()?;
        m.remote_partition_delete_state = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for RemotePartitionDeleteMetadataRecordView<'_> {
    type Owned = RemotePartitionDeleteMetadataRecord;
    fn into_owned(self) -> RemotePartitionDeleteMetadataRecord {
        RemotePartitionDeleteMetadataRecord {
            topic_id_partition: self.topic_id_partition.into_owned(),
            broker_id: self.broker_id.into_owned(),
            event_timestamp_ms: self.event_timestamp_ms.into_owned(),
            remote_partition_delete_state: self.remote_partition_delete_state.into_owned(),
        }
    }
}

impl Encode for RemotePartitionDeleteMetadataRecord {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic_id_partition);
        w.put(&self.broker_id);
        w.put(&self.event_timestamp_ms);
        w.put(&self.remote_partition_delete_state);
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

impl Message for RemotePartitionDeleteMetadataRecord {
    const NAME: &'static str = "RemotePartitionDeleteMetadataRecord";
    const KIND: MessageKind = MessageKind::Data;
    const ID: i16 = 2;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = RemotePartitionDeleteMetadataRecordView<'a>;
}

impl<'a> MessageView<'a> for RemotePartitionDeleteMetadataRecordView<'a> {
    type Message = RemotePartitionDeleteMetadataRecord;
}
