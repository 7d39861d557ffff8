//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `ConsumerGroupPartitionMetadataValue`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ConsumerGroupPartitionMetadataValue {
    pub topics: Vec<TopicMetadata>,
}

impl<'a> Decode<'a> for ConsumerGroupPartitionMetadataValue {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ConsumerGroupPartitionMetadataValue`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ConsumerGroupPartitionMetadataValueView<'a> {
    pub topics: ArrayView<'a, TopicMetadataView<'a>>,
}

impl<'a> Decode<'a> for ConsumerGroupPartitionMetadataValueView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ConsumerGroupPartitionMetadataValueView<'_> {
    type Owned = ConsumerGroupPartitionMetadataValue;
    fn into_owned(self) -> ConsumerGroupPartitionMetadataValue {
        ConsumerGroupPartitionMetadataValue { topics: self.topics.into_owned() }
    }
}

impl Encode for ConsumerGroupPartitionMetadataValue {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topics);
        w.put_tag_count(0);
    }
}

/// Kafka's `TopicMetadata`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TopicMetadata {
    pub topic_id: Uuid,
    pub topic_name: String,
    pub num_partitions: i32,
    pub partition_metadata: Vec<PartitionMetadata>,
}

impl<'a> Decode<'a> for TopicMetadata {
    const SIZE_MIN: usize = 23;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.topic_name = r.get()?;
        m.num_partitions = r.get()?;
        m.partition_metadata = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`TopicMetadata`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TopicMetadataView<'a> {
    pub topic_id: Uuid,
    pub topic_name: &'a str,
    pub num_partitions: i32,
    pub partition_metadata: ArrayView<'a, PartitionMetadataView<'a>>,
}

impl<'a> Decode<'a> for TopicMetadataView<'a> {
    const SIZE_MIN: usize = 23;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.topic_name = r.get()?;
        m.num_partitions = r.get()?;
        m.partition_metadata = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for TopicMetadataView<'_> {
    type Owned = TopicMetadata;
    fn into_owned(self) -> TopicMetadata {
        TopicMetadata {
            topic_id: self.topic_id.into_owned(),
            topic_name: self.topic_name.into_owned(),
            num_partitions: self.num_partitions.into_owned(),
            partition_metadata: self.partition_metadata.into_owned(),
        }
    }
}

impl Encode for TopicMetadata {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic_id);
        w.put(&self.topic_name);
        w.put(&self.num_partitions);
        w.put(&self.partition_metadata);
        w.put_tag_count(0);
    }
}

/// Kafka's `PartitionMetadata`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct PartitionMetadata {
    pub partition: i32,
    pub racks: Vec<String>,
}

impl<'a> Decode<'a> for PartitionMetadata {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition = r.get()?;
        m.racks = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`PartitionMetadata`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct PartitionMetadataView<'a> {
    pub partition: i32,
    pub racks: ArrayView<'a, &'a str>,
}

impl<'a> Decode<'a> for PartitionMetadataView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition = r.get()?;
        m.racks = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for PartitionMetadataView<'_> {
    type Owned = PartitionMetadata;
    fn into_owned(self) -> PartitionMetadata {
        PartitionMetadata { partition: self.partition.into_owned(), racks: self.racks.into_owned() }
    }
}

impl Encode for PartitionMetadata {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.partition);
        w.put(&self.racks);
        w.put_tag_count(0);
    }
}

impl Message for ConsumerGroupPartitionMetadataValue {
    const NAME: &'static str = "ConsumerGroupPartitionMetadataValue";
    const KIND: MessageKind = MessageKind::Value;
    const ID: i16 = 4;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = ConsumerGroupPartitionMetadataValueView<'a>;
}

impl<'a> MessageView<'a> for ConsumerGroupPartitionMetadataValueView<'a> {
    type Message = ConsumerGroupPartitionMetadataValue;
}
