//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `ShareGroupStatePartitionMetadataValue`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ShareGroupStatePartitionMetadataValue {
    pub initializing_topics: Vec<TopicPartitionsInfo>,
    pub initialized_topics: Vec<TopicPartitionsInfo>,
    pub deleting_topics: Vec<TopicInfo>,
}

impl<'a> Decode<'a> for ShareGroupStatePartitionMetadataValue {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.initializing_topics = r.get()?;
        m.initialized_topics = r.get()?;
        m.deleting_topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ShareGroupStatePartitionMetadataValue`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ShareGroupStatePartitionMetadataValueView<'a> {
    pub initializing_topics: ArrayView<'a, TopicPartitionsInfoView<'a>>,
    pub initialized_topics: ArrayView<'a, TopicPartitionsInfoView<'a>>,
    pub deleting_topics: ArrayView<'a, TopicInfoView<'a>>,
}

impl<'a> Decode<'a> for ShareGroupStatePartitionMetadataValueView<'a> {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.initializing_topics = r.get()?;
        m.initialized_topics = r.get()?;
        m.deleting_topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ShareGroupStatePartitionMetadataValueView<'_> {
    type Owned = ShareGroupStatePartitionMetadataValue;
    fn into_owned(self) -> ShareGroupStatePartitionMetadataValue {
        ShareGroupStatePartitionMetadataValue {
            initializing_topics: self.initializing_topics.into_owned(),
            initialized_topics: self.initialized_topics.into_owned(),
            deleting_topics: self.deleting_topics.into_owned(),
        }
    }
}

impl Encode for ShareGroupStatePartitionMetadataValue {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.initializing_topics);
        w.put(&self.initialized_topics);
        w.put(&self.deleting_topics);
        w.put_tag_count(0);
    }
}

/// Kafka's `TopicPartitionsInfo`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TopicPartitionsInfo {
    pub topic_id: Uuid,
    pub topic_name: String,
    pub partitions: Vec<i32>,
}

impl<'a> Decode<'a> for TopicPartitionsInfo {
    const SIZE_MIN: usize = 19;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.topic_name = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`TopicPartitionsInfo`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TopicPartitionsInfoView<'a> {
    pub topic_id: Uuid,
    pub topic_name: &'a str,
    pub partitions: ArrayView<'a, i32>,
}

impl<'a> Decode<'a> for TopicPartitionsInfoView<'a> {
    const SIZE_MIN: usize = 19;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.topic_name = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for TopicPartitionsInfoView<'_> {
    type Owned = TopicPartitionsInfo;
    fn into_owned(self) -> TopicPartitionsInfo {
        TopicPartitionsInfo {
            topic_id: self.topic_id.into_owned(),
            topic_name: self.topic_name.into_owned(),
            partitions: self.partitions.into_owned(),
        }
    }
}

impl Encode for TopicPartitionsInfo {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic_id);
        w.put(&self.topic_name);
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

/// Kafka's `TopicInfo`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TopicInfo {
    pub topic_id: Uuid,
    pub topic_name: String,
}

impl<'a> Decode<'a> for TopicInfo {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.topic_name = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`TopicInfo`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TopicInfoView<'a> {
    pub topic_id: Uuid,
    pub topic_name: &'a str,
}

impl<'a> Decode<'a> for TopicInfoView<'a> {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.topic_name = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for TopicInfoView<'_> {
    type Owned = TopicInfo;
    fn into_owned(self) -> TopicInfo {
        TopicInfo { topic_id: self.topic_id.into_owned(), topic_name: self.topic_name.into_owned() }
    }
}

impl Encode for TopicInfo {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic_id);
        w.put(&self.topic_name);
        w.put_tag_count(0);
    }
}

impl Message for ShareGroupStatePartitionMetadataValue {
    const NAME: &'static str = "ShareGroupStatePartitionMetadataValue";
    const KIND: MessageKind = MessageKind::Value;
    const ID: i16 = 15;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = ShareGroupStatePartitionMetadataValueView<'a>;
}

impl<'a> MessageView<'a> for ShareGroupStatePartitionMetadataValueView<'a> {
    type Message = ShareGroupStatePartitionMetadataValue;
}
