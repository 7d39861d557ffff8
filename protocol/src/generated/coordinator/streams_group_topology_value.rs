//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `StreamsGroupTopologyValue`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct StreamsGroupTopologyValue {
    pub epoch: i32,
    pub subtopologies: Vec<Subtopology>,
}

impl<'a> Decode<'a> for StreamsGroupTopologyValue {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.epoch = r.get()?;
        m.subtopologies = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`StreamsGroupTopologyValue`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct StreamsGroupTopologyValueView<'a> {
    pub epoch: i32,
    pub subtopologies: ArrayView<'a, SubtopologyView<'a>>,
}

impl<'a> Decode<'a> for StreamsGroupTopologyValueView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.epoch = r.get()?;
        m.subtopologies = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for StreamsGroupTopologyValueView<'_> {
    type Owned = StreamsGroupTopologyValue;
    fn into_owned(self) -> StreamsGroupTopologyValue {
        StreamsGroupTopologyValue {
            epoch: self.epoch.into_owned(),
            subtopologies: self.subtopologies.into_owned(),
        }
    }
}

impl Encode for StreamsGroupTopologyValue {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.epoch);
        w.put(&self.subtopologies);
        w.put_tag_count(0);
    }
}

/// Kafka's `Subtopology`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Subtopology {
    pub subtopology_id: String,
    pub source_topics: Vec<String>,
    pub source_topic_regex: Vec<String>,
    pub state_changelog_topics: Vec<TopicInfo>,
    pub repartition_sink_topics: Vec<String>,
    pub repartition_source_topics: Vec<TopicInfo>,
    pub copartition_groups: Vec<CopartitionGroup>,
}

impl<'a> Decode<'a> for Subtopology {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.subtopology_id = r.get()?;
        m.source_topics = r.get()?;
        m.source_topic_regex = r.get()?;
        m.state_changelog_topics = r.get()?;
        m.repartition_sink_topics = r.get()?;
        m.repartition_source_topics = r.get()?;
        m.copartition_groups = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`Subtopology`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct SubtopologyView<'a> {
    pub subtopology_id: &'a str,
    pub source_topics: ArrayView<'a, &'a str>,
    pub source_topic_regex: ArrayView<'a, &'a str>,
    pub state_changelog_topics: ArrayView<'a, TopicInfoView<'a>>,
    pub repartition_sink_topics: ArrayView<'a, &'a str>,
    pub repartition_source_topics: ArrayView<'a, TopicInfoView<'a>>,
    pub copartition_groups: ArrayView<'a, CopartitionGroupView<'a>>,
}

impl<'a> Decode<'a> for SubtopologyView<'a> {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.subtopology_id = r.get()?;
        m.source_topics = r.get()?;
        m.source_topic_regex = r.get()?;
        m.state_changelog_topics = r.get()?;
        m.repartition_sink_topics = r.get()?;
        m.repartition_source_topics = r.get()?;
        m.copartition_groups = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for SubtopologyView<'_> {
    type Owned = Subtopology;
    fn into_owned(self) -> Subtopology {
        Subtopology {
            subtopology_id: self.subtopology_id.into_owned(),
            source_topics: self.source_topics.into_owned(),
            source_topic_regex: self.source_topic_regex.into_owned(),
            state_changelog_topics: self.state_changelog_topics.into_owned(),
            repartition_sink_topics: self.repartition_sink_topics.into_owned(),
            repartition_source_topics: self.repartition_source_topics.into_owned(),
            copartition_groups: self.copartition_groups.into_owned(),
        }
    }
}

impl Encode for Subtopology {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.subtopology_id);
        w.put(&self.source_topics);
        w.put(&self.source_topic_regex);
        w.put(&self.state_changelog_topics);
        w.put(&self.repartition_sink_topics);
        w.put(&self.repartition_source_topics);
        w.put(&self.copartition_groups);
        w.put_tag_count(0);
    }
}

/// Kafka's `CopartitionGroup`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct CopartitionGroup {
    pub source_topics: Vec<i16>,
    pub source_topic_regex: Vec<i16>,
    pub repartition_source_topics: Vec<i16>,
}

impl<'a> Decode<'a> for CopartitionGroup {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.source_topics = r.get()?;
        m.source_topic_regex = r.get()?;
        m.repartition_source_topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`CopartitionGroup`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct CopartitionGroupView<'a> {
    pub source_topics: ArrayView<'a, i16>,
    pub source_topic_regex: ArrayView<'a, i16>,
    pub repartition_source_topics: ArrayView<'a, i16>,
}

impl<'a> Decode<'a> for CopartitionGroupView<'a> {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.source_topics = r.get()?;
        m.source_topic_regex = r.get()?;
        m.repartition_source_topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for CopartitionGroupView<'_> {
    type Owned = CopartitionGroup;
    fn into_owned(self) -> CopartitionGroup {
        CopartitionGroup {
            source_topics: self.source_topics.into_owned(),
            source_topic_regex: self.source_topic_regex.into_owned(),
            repartition_source_topics: self.repartition_source_topics.into_owned(),
        }
    }
}

impl Encode for CopartitionGroup {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.source_topics);
        w.put(&self.source_topic_regex);
        w.put(&self.repartition_source_topics);
        w.put_tag_count(0);
    }
}

/// Kafka's `TopicConfig`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TopicConfig {
    pub key: String,
    pub value: String,
}

impl<'a> Decode<'a> for TopicConfig {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.key = r.get()?;
        m.value = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`TopicConfig`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TopicConfigView<'a> {
    pub key: &'a str,
    pub value: &'a str,
}

impl<'a> Decode<'a> for TopicConfigView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.key = r.get()?;
        m.value = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for TopicConfigView<'_> {
    type Owned = TopicConfig;
    fn into_owned(self) -> TopicConfig {
        TopicConfig { key: self.key.into_owned(), value: self.value.into_owned() }
    }
}

impl Encode for TopicConfig {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.key);
        w.put(&self.value);
        w.put_tag_count(0);
    }
}

/// Kafka's `TopicInfo`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TopicInfo {
    pub name: String,
    pub partitions: i32,
    pub replication_factor: i16,
    pub topic_configs: Vec<TopicConfig>,
}

impl<'a> Decode<'a> for TopicInfo {
    const SIZE_MIN: usize = 9;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.partitions = r.get()?;
        m.replication_factor = r.get()?;
        m.topic_configs = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`TopicInfo`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TopicInfoView<'a> {
    pub name: &'a str,
    pub partitions: i32,
    pub replication_factor: i16,
    pub topic_configs: ArrayView<'a, TopicConfigView<'a>>,
}

impl<'a> Decode<'a> for TopicInfoView<'a> {
    const SIZE_MIN: usize = 9;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.partitions = r.get()?;
        m.replication_factor = r.get()?;
        m.topic_configs = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for TopicInfoView<'_> {
    type Owned = TopicInfo;
    fn into_owned(self) -> TopicInfo {
        TopicInfo {
            name: self.name.into_owned(),
            partitions: self.partitions.into_owned(),
            replication_factor: self.replication_factor.into_owned(),
            topic_configs: self.topic_configs.into_owned(),
        }
    }
}

impl Encode for TopicInfo {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.partitions);
        w.put(&self.replication_factor);
        w.put(&self.topic_configs);
        w.put_tag_count(0);
    }
}

impl Message for StreamsGroupTopologyValue {
    const NAME: &'static str = "StreamsGroupTopologyValue";
    const KIND: MessageKind = MessageKind::Value;
    const ID: i16 = 23;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = StreamsGroupTopologyValueView<'a>;
}

impl<'a> MessageView<'a> for StreamsGroupTopologyValueView<'a> {
    type Message = StreamsGroupTopologyValue;
}
