//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, DecodeNullable, Encode, EncodeNullable, IntoOwned, Message, MessageKind,
    MessageView, Reader, Sink, VersionRange, Writer,
};

/// Kafka's `StreamsGroupHeartbeatRequest`.
#[derive(Clone, Debug, PartialEq)]
pub struct StreamsGroupHeartbeatRequest {
    pub group_id: String,
    pub member_id: String,
    pub member_epoch: i32,
    pub endpoint_information_epoch: i32,
    pub instance_id: Option<String>,
    pub rack_id: Option<String>,
    pub rebalance_timeout_ms: i32,
    pub topology: Option<Topology>,
    pub active_tasks: Option<Vec<TaskIds>>,
    pub standby_tasks: Option<Vec<TaskIds>>,
    pub warmup_tasks: Option<Vec<TaskIds>>,
    pub process_id: Option<String>,
    pub user_endpoint: Option<Endpoint>,
    pub client_tags: Option<Vec<KeyValue>>,
    pub task_offsets: Option<Vec<TaskOffset>>,
    pub task_end_offsets: Option<Vec<TaskOffset>>,
    pub shutdown_application: bool,
}

impl Default for StreamsGroupHeartbeatRequest {
    fn default() -> Self {
        Self {
            group_id: Default::default(),
            member_id: Default::default(),
            member_epoch: Default::default(),
            endpoint_information_epoch: Default::default(),
            instance_id: None,
            rack_id: None,
            rebalance_timeout_ms: -1,
            topology: None,
            active_tasks: None,
            standby_tasks: None,
            warmup_tasks: None,
            process_id: None,
            user_endpoint: None,
            client_tags: None,
            task_offsets: None,
            task_end_offsets: None,
            shutdown_application: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for StreamsGroupHeartbeatRequest {
    const SIZE_MIN: usize = 27;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.member_id = r.get()?;
        m.member_epoch = r.get()?;
        m.endpoint_information_epoch = r.get()?;
        m.instance_id = r.get()?;
        m.rack_id = r.get()?;
        m.rebalance_timeout_ms = r.get()?;
        m.topology = r.get()?;
        m.active_tasks = r.get()?;
        m.standby_tasks = r.get()?;
        m.warmup_tasks = r.get()?;
        m.process_id = r.get()?;
        m.user_endpoint = r.get()?;
        m.client_tags = r.get()?;
        m.task_offsets = r.get()?;
        m.task_end_offsets = r.get()?;
        m.shutdown_application = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`StreamsGroupHeartbeatRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StreamsGroupHeartbeatRequestView<'a> {
    pub group_id: &'a str,
    pub member_id: &'a str,
    pub member_epoch: i32,
    pub endpoint_information_epoch: i32,
    pub instance_id: Option<&'a str>,
    pub rack_id: Option<&'a str>,
    pub rebalance_timeout_ms: i32,
    pub topology: Option<TopologyView<'a>>,
    pub active_tasks: Option<ArrayView<'a, TaskIdsView<'a>>>,
    pub standby_tasks: Option<ArrayView<'a, TaskIdsView<'a>>>,
    pub warmup_tasks: Option<ArrayView<'a, TaskIdsView<'a>>>,
    pub process_id: Option<&'a str>,
    pub user_endpoint: Option<EndpointView<'a>>,
    pub client_tags: Option<ArrayView<'a, KeyValueView<'a>>>,
    pub task_offsets: Option<ArrayView<'a, TaskOffsetView<'a>>>,
    pub task_end_offsets: Option<ArrayView<'a, TaskOffsetView<'a>>>,
    pub shutdown_application: bool,
}

impl Default for StreamsGroupHeartbeatRequestView<'_> {
    fn default() -> Self {
        Self {
            group_id: Default::default(),
            member_id: Default::default(),
            member_epoch: Default::default(),
            endpoint_information_epoch: Default::default(),
            instance_id: None,
            rack_id: None,
            rebalance_timeout_ms: -1,
            topology: None,
            active_tasks: None,
            standby_tasks: None,
            warmup_tasks: None,
            process_id: None,
            user_endpoint: None,
            client_tags: None,
            task_offsets: None,
            task_end_offsets: None,
            shutdown_application: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for StreamsGroupHeartbeatRequestView<'a> {
    const SIZE_MIN: usize = 27;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.member_id = r.get()?;
        m.member_epoch = r.get()?;
        m.endpoint_information_epoch = r.get()?;
        m.instance_id = r.get()?;
        m.rack_id = r.get()?;
        m.rebalance_timeout_ms = r.get()?;
        m.topology = r.get()?;
        m.active_tasks = r.get()?;
        m.standby_tasks = r.get()?;
        m.warmup_tasks = r.get()?;
        m.process_id = r.get()?;
        m.user_endpoint = r.get()?;
        m.client_tags = r.get()?;
        m.task_offsets = r.get()?;
        m.task_end_offsets = r.get()?;
        m.shutdown_application = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for StreamsGroupHeartbeatRequestView<'_> {
    type Owned = StreamsGroupHeartbeatRequest;
    fn into_owned(self) -> StreamsGroupHeartbeatRequest {
        StreamsGroupHeartbeatRequest {
            group_id: self.group_id.into_owned(),
            member_id: self.member_id.into_owned(),
            member_epoch: self.member_epoch.into_owned(),
            endpoint_information_epoch: self.endpoint_information_epoch.into_owned(),
            instance_id: self.instance_id.into_owned(),
            rack_id: self.rack_id.into_owned(),
            rebalance_timeout_ms: self.rebalance_timeout_ms.into_owned(),
            topology: self.topology.into_owned(),
            active_tasks: self.active_tasks.into_owned(),
            standby_tasks: self.standby_tasks.into_owned(),
            warmup_tasks: self.warmup_tasks.into_owned(),
            process_id: self.process_id.into_owned(),
            user_endpoint: self.user_endpoint.into_owned(),
            client_tags: self.client_tags.into_owned(),
            task_offsets: self.task_offsets.into_owned(),
            task_end_offsets: self.task_end_offsets.into_owned(),
            shutdown_application: self.shutdown_application.into_owned(),
        }
    }
}

impl Encode for StreamsGroupHeartbeatRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.group_id);
        w.put(&self.member_id);
        w.put(&self.member_epoch);
        w.put(&self.endpoint_information_epoch);
        w.put(&self.instance_id);
        w.put(&self.rack_id);
        w.put(&self.rebalance_timeout_ms);
        w.put(&self.topology);
        w.put(&self.active_tasks);
        w.put(&self.standby_tasks);
        w.put(&self.warmup_tasks);
        w.put(&self.process_id);
        w.put(&self.user_endpoint);
        w.put(&self.client_tags);
        w.put(&self.task_offsets);
        w.put(&self.task_end_offsets);
        w.put(&self.shutdown_application);
        w.put_tag_count(0);
    }
}

/// Kafka's `Topology`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Topology {
    pub epoch: i32,
    pub subtopologies: Vec<Subtopology>,
}

impl<'a> Decode<'a> for Topology {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.epoch = r.get()?;
        m.subtopologies = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl<'a> DecodeNullable<'a> for Topology {
    fn read_nullable(r: &mut Reader<'a>) -> Result<Option<Self>, DecodeError> {
        if r.presence()? { r.get().map(Some) } else { Ok(None) }
    }
}

/// [`Topology`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TopologyView<'a> {
    pub epoch: i32,
    pub subtopologies: ArrayView<'a, SubtopologyView<'a>>,
}

impl<'a> Decode<'a> for TopologyView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.epoch = r.get()?;
        m.subtopologies = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl<'a> DecodeNullable<'a> for TopologyView<'a> {
    fn read_nullable(r: &mut Reader<'a>) -> Result<Option<Self>, DecodeError> {
        if r.presence()? { r.get().map(Some) } else { Ok(None) }
    }
}

impl IntoOwned for TopologyView<'_> {
    type Owned = Topology;
    fn into_owned(self) -> Topology {
        Topology { epoch: self.epoch.into_owned(), subtopologies: self.subtopologies.into_owned() }
    }
}

impl Encode for Topology {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.epoch);
        w.put(&self.subtopologies);
        w.put_tag_count(0);
    }
}

impl EncodeNullable for Topology {
    fn write_nullable<S: Sink + ?Sized>(value: Option<&Self>, w: &mut Writer<'_, S>) {
        w.put_presence(value.is_some());
        if let Some(value) = value {
            w.put(value);
        }
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

/// Kafka's `KeyValue`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct KeyValue {
    pub key: String,
    pub value: String,
}

impl<'a> Decode<'a> for KeyValue {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.key = r.get()?;
        m.value = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`KeyValue`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct KeyValueView<'a> {
    pub key: &'a str,
    pub value: &'a str,
}

impl<'a> Decode<'a> for KeyValueView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.key = r.get()?;
        m.value = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for KeyValueView<'_> {
    type Owned = KeyValue;
    fn into_owned(self) -> KeyValue {
        KeyValue { key: self.key.into_owned(), value: self.value.into_owned() }
    }
}

impl Encode for KeyValue {
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
    pub topic_configs: Vec<KeyValue>,
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
    pub topic_configs: ArrayView<'a, KeyValueView<'a>>,
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

/// Kafka's `Endpoint`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Endpoint {
    pub host: String,
    pub port: u16,
}

impl<'a> Decode<'a> for Endpoint {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.host = r.get()?;
        m.port = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl<'a> DecodeNullable<'a> for Endpoint {
    fn read_nullable(r: &mut Reader<'a>) -> Result<Option<Self>, DecodeError> {
        if r.presence()? { r.get().map(Some) } else { Ok(None) }
    }
}

/// [`Endpoint`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct EndpointView<'a> {
    pub host: &'a str,
    pub port: u16,
}

impl<'a> Decode<'a> for EndpointView<'a> {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.host = r.get()?;
        m.port = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl<'a> DecodeNullable<'a> for EndpointView<'a> {
    fn read_nullable(r: &mut Reader<'a>) -> Result<Option<Self>, DecodeError> {
        if r.presence()? { r.get().map(Some) } else { Ok(None) }
    }
}

impl IntoOwned for EndpointView<'_> {
    type Owned = Endpoint;
    fn into_owned(self) -> Endpoint {
        Endpoint { host: self.host.into_owned(), port: self.port.into_owned() }
    }
}

impl Encode for Endpoint {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.host);
        w.put(&self.port);
        w.put_tag_count(0);
    }
}

impl EncodeNullable for Endpoint {
    fn write_nullable<S: Sink + ?Sized>(value: Option<&Self>, w: &mut Writer<'_, S>) {
        w.put_presence(value.is_some());
        if let Some(value) = value {
            w.put(value);
        }
    }
}

/// Kafka's `TaskOffset`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TaskOffset {
    pub subtopology_id: String,
    pub partition: i32,
    pub offset: i64,
}

impl<'a> Decode<'a> for TaskOffset {
    const SIZE_MIN: usize = 14;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.subtopology_id = r.get()?;
        m.partition = r.get()?;
        m.offset = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`TaskOffset`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TaskOffsetView<'a> {
    pub subtopology_id: &'a str,
    pub partition: i32,
    pub offset: i64,
}

impl<'a> Decode<'a> for TaskOffsetView<'a> {
    const SIZE_MIN: usize = 14;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.subtopology_id = r.get()?;
        m.partition = r.get()?;
        m.offset = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for TaskOffsetView<'_> {
    type Owned = TaskOffset;
    fn into_owned(self) -> TaskOffset {
        TaskOffset {
            subtopology_id: self.subtopology_id.into_owned(),
            partition: self.partition.into_owned(),
            offset: self.offset.into_owned(),
        }
    }
}

impl Encode for TaskOffset {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.subtopology_id);
        w.put(&self.partition);
        w.put(&self.offset);
        w.put_tag_count(0);
    }
}

/// Kafka's `TaskIds`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TaskIds {
    pub subtopology_id: String,
    pub partitions: Vec<i32>,
}

impl<'a> Decode<'a> for TaskIds {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.subtopology_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`TaskIds`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TaskIdsView<'a> {
    pub subtopology_id: &'a str,
    pub partitions: ArrayView<'a, i32>,
}

impl<'a> Decode<'a> for TaskIdsView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.subtopology_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for TaskIdsView<'_> {
    type Owned = TaskIds;
    fn into_owned(self) -> TaskIds {
        TaskIds { subtopology_id: self.subtopology_id.into_owned(), partitions: self.partitions.into_owned() }
    }
}

impl Encode for TaskIds {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.subtopology_id);
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

impl Message for StreamsGroupHeartbeatRequest {
    const NAME: &'static str = "StreamsGroupHeartbeatRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 88;
    const VERSIONS: VersionRange = VersionRange::new(0, 1);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = StreamsGroupHeartbeatRequestView<'a>;
}

impl<'a> MessageView<'a> for StreamsGroupHeartbeatRequestView<'a> {
    type Message = StreamsGroupHeartbeatRequest;
}
