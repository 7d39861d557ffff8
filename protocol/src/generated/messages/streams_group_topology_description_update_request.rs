//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `StreamsGroupTopologyDescriptionUpdateRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct StreamsGroupTopologyDescriptionUpdateRequest {
    pub group_id: String,
    pub member_id: String,
    pub topology_epoch: i32,
    pub topology_description: TopologyDescription,
}

impl<'a> Decode<'a> for StreamsGroupTopologyDescriptionUpdateRequest {
    const SIZE_MIN: usize = 10;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.member_id = r.get()?;
        m.topology_epoch = r.get()?;
        m.topology_description = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`StreamsGroupTopologyDescriptionUpdateRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct StreamsGroupTopologyDescriptionUpdateRequestView<'a> {
    pub group_id: &'a str,
    pub member_id: &'a str,
    pub topology_epoch: i32,
    pub topology_description: TopologyDescriptionView<'a>,
}

impl<'a> Decode<'a> for StreamsGroupTopologyDescriptionUpdateRequestView<'a> {
    const SIZE_MIN: usize = 10;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.member_id = r.get()?;
        m.topology_epoch = r.get()?;
        m.topology_description = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for StreamsGroupTopologyDescriptionUpdateRequestView<'_> {
    type Owned = StreamsGroupTopologyDescriptionUpdateRequest;
    fn into_owned(self) -> StreamsGroupTopologyDescriptionUpdateRequest {
        StreamsGroupTopologyDescriptionUpdateRequest {
            group_id: self.group_id.into_owned(),
            member_id: self.member_id.into_owned(),
            topology_epoch: self.topology_epoch.into_owned(),
            topology_description: self.topology_description.into_owned(),
        }
    }
}

impl Encode for StreamsGroupTopologyDescriptionUpdateRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.group_id);
        w.put(&self.member_id);
        w.put(&self.topology_epoch);
        w.put(&self.topology_description);
        w.put_tag_count(0);
    }
}

/// Kafka's `TopologyDescription`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TopologyDescription {
    pub subtopologies: Vec<TopologyDescriptionSubtopology>,
    pub global_stores: Vec<TopologyDescriptionGlobalStore>,
}

impl<'a> Decode<'a> for TopologyDescription {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.subtopologies = r.get()?;
        m.global_stores = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`TopologyDescription`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TopologyDescriptionView<'a> {
    pub subtopologies: ArrayView<'a, TopologyDescriptionSubtopologyView<'a>>,
    pub global_stores: ArrayView<'a, TopologyDescriptionGlobalStoreView<'a>>,
}

impl<'a> Decode<'a> for TopologyDescriptionView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.subtopologies = r.get()?;
        m.global_stores = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for TopologyDescriptionView<'_> {
    type Owned = TopologyDescription;
    fn into_owned(self) -> TopologyDescription {
        TopologyDescription {
            subtopologies: self.subtopologies.into_owned(),
            global_stores: self.global_stores.into_owned(),
        }
    }
}

impl Encode for TopologyDescription {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.subtopologies);
        w.put(&self.global_stores);
        w.put_tag_count(0);
    }
}

/// Kafka's `TopologyDescriptionSubtopology`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TopologyDescriptionSubtopology {
    pub subtopology_id: String,
    pub nodes: Vec<TopologyDescriptionNode>,
}

impl<'a> Decode<'a> for TopologyDescriptionSubtopology {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.subtopology_id = r.get()?;
        m.nodes = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`TopologyDescriptionSubtopology`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TopologyDescriptionSubtopologyView<'a> {
    pub subtopology_id: &'a str,
    pub nodes: ArrayView<'a, TopologyDescriptionNodeView<'a>>,
}

impl<'a> Decode<'a> for TopologyDescriptionSubtopologyView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.subtopology_id = r.get()?;
        m.nodes = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for TopologyDescriptionSubtopologyView<'_> {
    type Owned = TopologyDescriptionSubtopology;
    fn into_owned(self) -> TopologyDescriptionSubtopology {
        TopologyDescriptionSubtopology {
            subtopology_id: self.subtopology_id.into_owned(),
            nodes: self.nodes.into_owned(),
        }
    }
}

impl Encode for TopologyDescriptionSubtopology {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.subtopology_id);
        w.put(&self.nodes);
        w.put_tag_count(0);
    }
}

/// Kafka's `TopologyDescriptionNode`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TopologyDescriptionNode {
    pub name: String,
    pub node_type: i8,
    pub source_topics: Vec<String>,
    pub sink_topic: Option<String>,
    pub stores: Vec<String>,
    pub successors: Vec<String>,
}

impl<'a> Decode<'a> for TopologyDescriptionNode {
    const SIZE_MIN: usize = 7;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.node_type = r.get()?;
        m.source_topics = r.get()?;
        m.sink_topic = r.get()?;
        m.stores = r.get()?;
        m.successors = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`TopologyDescriptionNode`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TopologyDescriptionNodeView<'a> {
    pub name: &'a str,
    pub node_type: i8,
    pub source_topics: ArrayView<'a, &'a str>,
    pub sink_topic: Option<&'a str>,
    pub stores: ArrayView<'a, &'a str>,
    pub successors: ArrayView<'a, &'a str>,
}

impl<'a> Decode<'a> for TopologyDescriptionNodeView<'a> {
    const SIZE_MIN: usize = 7;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.node_type = r.get()?;
        m.source_topics = r.get()?;
        m.sink_topic = r.get()?;
        m.stores = r.get()?;
        m.successors = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for TopologyDescriptionNodeView<'_> {
    type Owned = TopologyDescriptionNode;
    fn into_owned(self) -> TopologyDescriptionNode {
        TopologyDescriptionNode {
            name: self.name.into_owned(),
            node_type: self.node_type.into_owned(),
            source_topics: self.source_topics.into_owned(),
            sink_topic: self.sink_topic.into_owned(),
            stores: self.stores.into_owned(),
            successors: self.successors.into_owned(),
        }
    }
}

impl Encode for TopologyDescriptionNode {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.node_type);
        w.put(&self.source_topics);
        w.put(&self.sink_topic);
        w.put(&self.stores);
        w.put(&self.successors);
        w.put_tag_count(0);
    }
}

/// Kafka's `TopologyDescriptionGlobalStore`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TopologyDescriptionGlobalStore {
    pub source: TopologyDescriptionNode,
    pub processor: TopologyDescriptionNode,
}

impl<'a> Decode<'a> for TopologyDescriptionGlobalStore {
    const SIZE_MIN: usize = 15;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.source = r.get()?;
        m.processor = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`TopologyDescriptionGlobalStore`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TopologyDescriptionGlobalStoreView<'a> {
    pub source: TopologyDescriptionNodeView<'a>,
    pub processor: TopologyDescriptionNodeView<'a>,
}

impl<'a> Decode<'a> for TopologyDescriptionGlobalStoreView<'a> {
    const SIZE_MIN: usize = 15;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.source = r.get()?;
        m.processor = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for TopologyDescriptionGlobalStoreView<'_> {
    type Owned = TopologyDescriptionGlobalStore;
    fn into_owned(self) -> TopologyDescriptionGlobalStore {
        TopologyDescriptionGlobalStore {
            source: self.source.into_owned(),
            processor: self.processor.into_owned(),
        }
    }
}

impl Encode for TopologyDescriptionGlobalStore {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.source);
        w.put(&self.processor);
        w.put_tag_count(0);
    }
}

impl Message for StreamsGroupTopologyDescriptionUpdateRequest {
    const NAME: &'static str = "StreamsGroupTopologyDescriptionUpdateRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 93;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = StreamsGroupTopologyDescriptionUpdateRequestView<'a>;
}

impl<'a> MessageView<'a> for StreamsGroupTopologyDescriptionUpdateRequestView<'a> {
    type Message = StreamsGroupTopologyDescriptionUpdateRequest;
}
