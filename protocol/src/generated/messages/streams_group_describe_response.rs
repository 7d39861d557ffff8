//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, DecodeNullable, Encode, EncodeNullable, FieldWriter, IntoOwned, Message,
    MessageKind, MessageView, Reader, Sink, VersionRange, Writer,
};

/// Kafka's `StreamsGroupDescribeResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct StreamsGroupDescribeResponse {
    pub throttle_time_ms: i32,
    pub groups: Vec<DescribedGroup>,
}

impl<'a> Decode<'a> for StreamsGroupDescribeResponse {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.groups = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`StreamsGroupDescribeResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct StreamsGroupDescribeResponseView<'a> {
    pub throttle_time_ms: i32,
    pub groups: ArrayView<'a, DescribedGroupView<'a>>,
}

impl<'a> Decode<'a> for StreamsGroupDescribeResponseView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.groups = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for StreamsGroupDescribeResponseView<'_> {
    type Owned = StreamsGroupDescribeResponse;
    fn into_owned(self) -> StreamsGroupDescribeResponse {
        StreamsGroupDescribeResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            groups: self.groups.into_owned(),
        }
    }
}

impl Encode for StreamsGroupDescribeResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.throttle_time_ms);
        w.put(&self.groups);
        w.put_tag_count(0);
    }
}

/// Kafka's `DescribedGroup`.
#[derive(Clone, Debug, PartialEq)]
pub struct DescribedGroup {
    pub error_code: i16,
    pub error_message: Option<String>,
    pub group_id: String,
    pub group_state: String,
    pub group_epoch: i32,
    pub assignment_epoch: i32,
    pub topology: Option<Topology>,
    pub members: Vec<Member>,
    pub authorized_operations: i32,
    pub topology_description: Option<TopologyDescription>,
    pub topology_description_status: i8,
    pub assignor_name: Option<String>,
}

impl Default for DescribedGroup {
    fn default() -> Self {
        Self {
            error_code: Default::default(),
            error_message: None,
            group_id: Default::default(),
            group_state: Default::default(),
            group_epoch: Default::default(),
            assignment_epoch: Default::default(),
            topology: None,
            members: Default::default(),
            authorized_operations: i32::MIN,
            topology_description: None,
            topology_description_status: Default::default(),
            assignor_name: None,
        }
    }
}

impl<'a> Decode<'a> for DescribedGroup {
    const SIZE_MIN: usize = 20;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.group_id = r.get()?;
        m.group_state = r.get()?;
        m.group_epoch = r.get()?;
        m.assignment_epoch = r.get()?;
        m.topology = r.get()?;
        m.members = r.get()?;
        m.authorized_operations = r.get()?;
        if v >= 1 {
            m.topology_description = r.get()?;
        }
        if v >= 1 {
            m.topology_description_status = r.get()?;
        }
        if v >= 1 {
            m.assignor_name = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribedGroup`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DescribedGroupView<'a> {
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    pub group_id: &'a str,
    pub group_state: &'a str,
    pub group_epoch: i32,
    pub assignment_epoch: i32,
    pub topology: Option<TopologyView<'a>>,
    pub members: ArrayView<'a, MemberView<'a>>,
    pub authorized_operations: i32,
    pub topology_description: Option<TopologyDescriptionView<'a>>,
    pub topology_description_status: i8,
    pub assignor_name: Option<&'a str>,
}

impl Default for DescribedGroupView<'_> {
    fn default() -> Self {
        Self {
            error_code: Default::default(),
            error_message: None,
            group_id: Default::default(),
            group_state: Default::default(),
            group_epoch: Default::default(),
            assignment_epoch: Default::default(),
            topology: None,
            members: Default::default(),
            authorized_operations: i32::MIN,
            topology_description: None,
            topology_description_status: Default::default(),
            assignor_name: None,
        }
    }
}

impl<'a> Decode<'a> for DescribedGroupView<'a> {
    const SIZE_MIN: usize = 20;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.group_id = r.get()?;
        m.group_state = r.get()?;
        m.group_epoch = r.get()?;
        m.assignment_epoch = r.get()?;
        m.topology = r.get()?;
        m.members = r.get()?;
        m.authorized_operations = r.get()?;
        if v >= 1 {
            m.topology_description = r.get()?;
        }
        if v >= 1 {
            m.topology_description_status = r.get()?;
        }
        if v >= 1 {
            m.assignor_name = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribedGroupView<'_> {
    type Owned = DescribedGroup;
    fn into_owned(self) -> DescribedGroup {
        DescribedGroup {
            error_code: self.error_code.into_owned(),
            error_message: self.error_message.into_owned(),
            group_id: self.group_id.into_owned(),
            group_state: self.group_state.into_owned(),
            group_epoch: self.group_epoch.into_owned(),
            assignment_epoch: self.assignment_epoch.into_owned(),
            topology: self.topology.into_owned(),
            members: self.members.into_owned(),
            authorized_operations: self.authorized_operations.into_owned(),
            topology_description: self.topology_description.into_owned(),
            topology_description_status: self.topology_description_status.into_owned(),
            assignor_name: self.assignor_name.into_owned(),
        }
    }
}

impl Encode for DescribedGroup {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.error_code);
        w.put(&self.error_message);
        w.put(&self.group_id);
        w.put(&self.group_state);
        w.put(&self.group_epoch);
        w.put(&self.assignment_epoch);
        w.put(&self.topology);
        w.put(&self.members);
        w.put(&self.authorized_operations);
        if v >= 1 {
            w.put(&self.topology_description);
        } else {
            w.refuse_if(self.topology_description.is_some(), "TopologyDescription");
        }
        if v >= 1 {
            w.put(&self.topology_description_status);
        } else {
            w.refuse_if(self.topology_description_status != 0, "TopologyDescriptionStatus");
        }
        if v >= 1 {
            w.put(&self.assignor_name);
        }
        w.put_tag_count(0);
    }
}

/// Kafka's `Topology`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Topology {
    pub epoch: i32,
    pub subtopologies: Option<Vec<Subtopology>>,
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
    pub subtopologies: Option<ArrayView<'a, SubtopologyView<'a>>>,
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
    pub repartition_sink_topics: Vec<String>,
    pub state_changelog_topics: Vec<TopicInfo>,
    pub repartition_source_topics: Vec<TopicInfo>,
}

impl<'a> Decode<'a> for Subtopology {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.subtopology_id = r.get()?;
        m.source_topics = r.get()?;
        m.repartition_sink_topics = r.get()?;
        m.state_changelog_topics = r.get()?;
        m.repartition_source_topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`Subtopology`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct SubtopologyView<'a> {
    pub subtopology_id: &'a str,
    pub source_topics: ArrayView<'a, &'a str>,
    pub repartition_sink_topics: ArrayView<'a, &'a str>,
    pub state_changelog_topics: ArrayView<'a, TopicInfoView<'a>>,
    pub repartition_source_topics: ArrayView<'a, TopicInfoView<'a>>,
}

impl<'a> Decode<'a> for SubtopologyView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.subtopology_id = r.get()?;
        m.source_topics = r.get()?;
        m.repartition_sink_topics = r.get()?;
        m.state_changelog_topics = r.get()?;
        m.repartition_source_topics = r.get()?;
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
            repartition_sink_topics: self.repartition_sink_topics.into_owned(),
            state_changelog_topics: self.state_changelog_topics.into_owned(),
            repartition_source_topics: self.repartition_source_topics.into_owned(),
        }
    }
}

impl Encode for Subtopology {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.subtopology_id);
        w.put(&self.source_topics);
        w.put(&self.repartition_sink_topics);
        w.put(&self.state_changelog_topics);
        w.put(&self.repartition_source_topics);
        w.put_tag_count(0);
    }
}

/// Kafka's `Member`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Member {
    pub member_id: String,
    pub member_epoch: i32,
    pub instance_id: Option<String>,
    pub rack_id: Option<String>,
    pub client_id: String,
    pub client_host: String,
    pub topology_epoch: i32,
    pub process_id: String,
    pub user_endpoint: Option<Endpoint>,
    pub client_tags: Vec<KeyValue>,
    pub task_offsets: Vec<TaskOffset>,
    pub task_end_offsets: Vec<TaskOffset>,
    pub assignment: Assignment,
    pub target_assignment: Assignment,
    pub is_classic: bool,
}

impl<'a> Decode<'a> for Member {
    const SIZE_MIN: usize = 28;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.member_id = r.get()?;
        m.member_epoch = r.get()?;
        m.instance_id = r.get()?;
        m.rack_id = r.get()?;
        m.client_id = r.get()?;
        m.client_host = r.get()?;
        m.topology_epoch = r.get()?;
        m.process_id = r.get()?;
        m.user_endpoint = r.get()?;
        m.client_tags = r.get()?;
        m.task_offsets = r.get()?;
        m.task_end_offsets = r.get()?;
        m.assignment = r.get()?;
        m.target_assignment = r.get()?;
        m.is_classic = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`Member`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct MemberView<'a> {
    pub member_id: &'a str,
    pub member_epoch: i32,
    pub instance_id: Option<&'a str>,
    pub rack_id: Option<&'a str>,
    pub client_id: &'a str,
    pub client_host: &'a str,
    pub topology_epoch: i32,
    pub process_id: &'a str,
    pub user_endpoint: Option<EndpointView<'a>>,
    pub client_tags: ArrayView<'a, KeyValueView<'a>>,
    pub task_offsets: ArrayView<'a, TaskOffsetView<'a>>,
    pub task_end_offsets: ArrayView<'a, TaskOffsetView<'a>>,
    pub assignment: AssignmentView<'a>,
    pub target_assignment: AssignmentView<'a>,
    pub is_classic: bool,
}

impl<'a> Decode<'a> for MemberView<'a> {
    const SIZE_MIN: usize = 28;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.member_id = r.get()?;
        m.member_epoch = r.get()?;
        m.instance_id = r.get()?;
        m.rack_id = r.get()?;
        m.client_id = r.get()?;
        m.client_host = r.get()?;
        m.topology_epoch = r.get()?;
        m.process_id = r.get()?;
        m.user_endpoint = r.get()?;
        m.client_tags = r.get()?;
        m.task_offsets = r.get()?;
        m.task_end_offsets = r.get()?;
        m.assignment = r.get()?;
        m.target_assignment = r.get()?;
        m.is_classic = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for MemberView<'_> {
    type Owned = Member;
    fn into_owned(self) -> Member {
        Member {
            member_id: self.member_id.into_owned(),
            member_epoch: self.member_epoch.into_owned(),
            instance_id: self.instance_id.into_owned(),
            rack_id: self.rack_id.into_owned(),
            client_id: self.client_id.into_owned(),
            client_host: self.client_host.into_owned(),
            topology_epoch: self.topology_epoch.into_owned(),
            process_id: self.process_id.into_owned(),
            user_endpoint: self.user_endpoint.into_owned(),
            client_tags: self.client_tags.into_owned(),
            task_offsets: self.task_offsets.into_owned(),
            task_end_offsets: self.task_end_offsets.into_owned(),
            assignment: self.assignment.into_owned(),
            target_assignment: self.target_assignment.into_owned(),
            is_classic: self.is_classic.into_owned(),
        }
    }
}

impl Encode for Member {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.member_id);
        w.put(&self.member_epoch);
        w.put(&self.instance_id);
        w.put(&self.rack_id);
        w.put(&self.client_id);
        w.put(&self.client_host);
        w.put(&self.topology_epoch);
        w.put(&self.process_id);
        w.put(&self.user_endpoint);
        w.put(&self.client_tags);
        w.put(&self.task_offsets);
        w.put(&self.task_end_offsets);
        w.put(&self.assignment);
        w.put(&self.target_assignment);
        w.put(&self.is_classic);
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

/// Kafka's `Assignment`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Assignment {
    pub active_tasks: Vec<TaskIds>,
    pub standby_tasks: Vec<TaskIds>,
    pub warmup_tasks: Vec<TaskIds>,
}

impl<'a> Decode<'a> for Assignment {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.active_tasks = r.get()?;
        m.standby_tasks = r.get()?;
        m.warmup_tasks = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`Assignment`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct AssignmentView<'a> {
    pub active_tasks: ArrayView<'a, TaskIdsView<'a>>,
    pub standby_tasks: ArrayView<'a, TaskIdsView<'a>>,
    pub warmup_tasks: ArrayView<'a, TaskIdsView<'a>>,
}

impl<'a> Decode<'a> for AssignmentView<'a> {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.active_tasks = r.get()?;
        m.standby_tasks = r.get()?;
        m.warmup_tasks = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AssignmentView<'_> {
    type Owned = Assignment;
    fn into_owned(self) -> Assignment {
        Assignment {
            active_tasks: self.active_tasks.into_owned(),
            standby_tasks: self.standby_tasks.into_owned(),
            warmup_tasks: self.warmup_tasks.into_owned(),
        }
    }
}

impl Encode for Assignment {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.active_tasks);
        w.put(&self.standby_tasks);
        w.put(&self.warmup_tasks);
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

/// Kafka's `TopologyDescription`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TopologyDescription {
    pub subtopologies: Vec<TopologyDescriptionSubtopology>,
    pub global_stores: Vec<TopologyDescriptionGlobalStore>,
}

impl<'a> Decode<'a> for TopologyDescription {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 1 {
            m.subtopologies = r.get()?;
        }
        if v >= 1 {
            m.global_stores = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl<'a> DecodeNullable<'a> for TopologyDescription {
    fn read_nullable(r: &mut Reader<'a>) -> Result<Option<Self>, DecodeError> {
        if r.presence()? { r.get().map(Some) } else { Ok(None) }
    }
}

/// [`TopologyDescription`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TopologyDescriptionView<'a> {
    pub subtopologies: ArrayView<'a, TopologyDescriptionSubtopologyView<'a>>,
    pub global_stores: ArrayView<'a, TopologyDescriptionGlobalStoreView<'a>>,
}

impl<'a> Decode<'a> for TopologyDescriptionView<'a> {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 1 {
            m.subtopologies = r.get()?;
        }
        if v >= 1 {
            m.global_stores = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl<'a> DecodeNullable<'a> for TopologyDescriptionView<'a> {
    fn read_nullable(r: &mut Reader<'a>) -> Result<Option<Self>, DecodeError> {
        if r.presence()? { r.get().map(Some) } else { Ok(None) }
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
        let v = w.version();
        if v >= 1 {
            w.put(&self.subtopologies);
        } else {
            w.refuse_if(!self.subtopologies.is_empty(), "Subtopologies");
        }
        if v >= 1 {
            w.put(&self.global_stores);
        } else {
            w.refuse_if(!self.global_stores.is_empty(), "GlobalStores");
        }
        w.put_tag_count(0);
    }
}

impl EncodeNullable for TopologyDescription {
    fn write_nullable<S: Sink + ?Sized>(value: Option<&Self>, w: &mut Writer<'_, S>) {
        w.put_presence(value.is_some());
        if let Some(value) = value {
            w.put(value);
        }
    }
}

/// Kafka's `TopologyDescriptionSubtopology`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TopologyDescriptionSubtopology {
    pub subtopology_id: String,
    pub nodes: Vec<TopologyDescriptionNode>,
}

impl<'a> Decode<'a> for TopologyDescriptionSubtopology {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 1 {
            m.subtopology_id = r.get()?;
        }
        if v >= 1 {
            m.nodes = r.get()?;
        }
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
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 1 {
            m.subtopology_id = r.get()?;
        }
        if v >= 1 {
            m.nodes = r.get()?;
        }
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
        let v = w.version();
        if v >= 1 {
            w.put(&self.subtopology_id);
        } else {
            w.refuse_if(!self.subtopology_id.is_empty(), "SubtopologyId");
        }
        if v >= 1 {
            w.put(&self.nodes);
        } else {
            w.refuse_if(!self.nodes.is_empty(), "Nodes");
        }
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
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 1 {
            m.name = r.get()?;
        }
        if v >= 1 {
            m.node_type = r.get()?;
        }
        if v >= 1 {
            m.source_topics = r.get()?;
        }
        if v >= 1 {
            m.sink_topic = r.get()?;
        }
        if v >= 1 {
            m.stores = r.get()?;
        }
        if v >= 1 {
            m.successors = r.get()?;
        }
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
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 1 {
            m.name = r.get()?;
        }
        if v >= 1 {
            m.node_type = r.get()?;
        }
        if v >= 1 {
            m.source_topics = r.get()?;
        }
        if v >= 1 {
            m.sink_topic = r.get()?;
        }
        if v >= 1 {
            m.stores = r.get()?;
        }
        if v >= 1 {
            m.successors = r.get()?;
        }
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
        let v = w.version();
        if v >= 1 {
            w.put(&self.name);
        } else {
            w.refuse_if(!self.name.is_empty(), "Name");
        }
        if v >= 1 {
            w.put(&self.node_type);
        } else {
            w.refuse_if(self.node_type != 0, "NodeType");
        }
        if v >= 1 {
            w.put(&self.source_topics);
        } else {
            w.refuse_if(!self.source_topics.is_empty(), "SourceTopics");
        }
        if v >= 1 {
            w.put(&self.sink_topic);
        } else {
            w.refuse_if(self.sink_topic.is_some(), "SinkTopic");
        }
        if v >= 1 {
            w.put(&self.stores);
        } else {
            w.refuse_if(!self.stores.is_empty(), "Stores");
        }
        if v >= 1 {
            w.put(&self.successors);
        } else {
            w.refuse_if(!self.successors.is_empty(), "Successors");
        }
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
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 1 {
            m.source = r.get()?;
        }
        if v >= 1 {
            m.processor = r.get()?;
        }
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
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 1 {
            m.source = r.get()?;
        }
        if v >= 1 {
            m.processor = r.get()?;
        }
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
        let v = w.version();
        if v >= 1 {
            w.put(&self.source);
        } else {
            w.refuse_if(self.source != TopologyDescriptionNode::default(), "Source");
        }
        if v >= 1 {
            w.put(&self.processor);
        } else {
            w.refuse_if(self.processor != TopologyDescriptionNode::default(), "Processor");
        }
        w.put_tag_count(0);
    }
}

impl Message for StreamsGroupDescribeResponse {
    const NAME: &'static str = "StreamsGroupDescribeResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 89;
    const VERSIONS: VersionRange = VersionRange::new(0, 1);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = StreamsGroupDescribeResponseView<'a>;
}

impl<'a> MessageView<'a> for StreamsGroupDescribeResponseView<'a> {
    type Message = StreamsGroupDescribeResponse;
}

/// Writes a [`StreamsGroupDescribeResponse`] field by field, in this order.
#[derive(Debug)]
pub struct StreamsGroupDescribeResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> StreamsGroupDescribeResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::groups_element`].
    pub fn groups(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn groups_element(&mut self) -> DescribedGroupWriter<'_, 's, S> {
        DescribedGroupWriter(self.0.element(1))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`DescribedGroup`] field by field, in this order.
#[derive(Debug)]
pub struct DescribedGroupWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DescribedGroupWriter<'w, 's, S> {
    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn error_message(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(1, VersionRange::new(0, i16::MAX), VersionRange::new(0, i16::MAX), value);
        self
    }

    pub fn group_id(&mut self, value: &str) -> &mut Self {
        self.0.field(2, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn group_state(&mut self, value: &str) -> &mut Self {
        self.0.field(3, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn group_epoch(&mut self, value: i32) -> &mut Self {
        self.0.field(4, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn assignment_epoch(&mut self, value: i32) -> &mut Self {
        self.0.field(5, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn topology(&mut self, value: Option<&Topology>) -> &mut Self {
        self.0.nullable(6, VersionRange::new(0, i16::MAX), VersionRange::new(0, i16::MAX), value);
        self
    }

    /// Announces the elements: each follows through [`Self::members_element`].
    pub fn members(&mut self, count: usize) -> &mut Self {
        self.0.array(7, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn members_element(&mut self) -> MemberWriter<'_, 's, S> {
        MemberWriter(self.0.element(7))
    }

    pub fn authorized_operations(&mut self, value: i32) -> &mut Self {
        self.0.field(8, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn topology_description(&mut self, value: Option<&TopologyDescription>) -> &mut Self {
        self.0.nullable(9, VersionRange::new(1, i16::MAX), VersionRange::new(1, i16::MAX), value);
        self
    }

    pub fn topology_description_status(&mut self, value: i8) -> &mut Self {
        self.0.field(10, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn assignor_name(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(11, VersionRange::new(1, i16::MAX), VersionRange::new(1, i16::MAX), value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(12).put_tag_count(0);
    }
}

/// Writes a [`Member`] field by field, in this order.
#[derive(Debug)]
pub struct MemberWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> MemberWriter<'w, 's, S> {
    pub fn member_id(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn member_epoch(&mut self, value: i32) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn instance_id(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(2, VersionRange::new(0, i16::MAX), VersionRange::new(0, i16::MAX), value);
        self
    }

    pub fn rack_id(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(3, VersionRange::new(0, i16::MAX), VersionRange::new(0, i16::MAX), value);
        self
    }

    pub fn client_id(&mut self, value: &str) -> &mut Self {
        self.0.field(4, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn client_host(&mut self, value: &str) -> &mut Self {
        self.0.field(5, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn topology_epoch(&mut self, value: i32) -> &mut Self {
        self.0.field(6, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn process_id(&mut self, value: &str) -> &mut Self {
        self.0.field(7, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn user_endpoint(&mut self, value: Option<&Endpoint>) -> &mut Self {
        self.0.nullable(8, VersionRange::new(0, i16::MAX), VersionRange::new(0, i16::MAX), value);
        self
    }

    /// Announces the elements: each follows through [`Self::client_tags_element`].
    pub fn client_tags(&mut self, count: usize) -> &mut Self {
        self.0.array(9, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn client_tags_element(&mut self) -> KeyValueWriter<'_, 's, S> {
        KeyValueWriter(self.0.element(9))
    }

    /// Announces the elements: each follows through [`Self::task_offsets_element`].
    pub fn task_offsets(&mut self, count: usize) -> &mut Self {
        self.0.array(10, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn task_offsets_element(&mut self) -> TaskOffsetWriter<'_, 's, S> {
        TaskOffsetWriter(self.0.element(10))
    }

    /// Announces the elements: each follows through [`Self::task_end_offsets_element`].
    pub fn task_end_offsets(&mut self, count: usize) -> &mut Self {
        self.0.array(11, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn task_end_offsets_element(&mut self) -> TaskOffsetWriter<'_, 's, S> {
        TaskOffsetWriter(self.0.element(11))
    }

    pub fn assignment(&mut self, value: &Assignment) -> &mut Self {
        self.0.field(12, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn target_assignment(&mut self, value: &Assignment) -> &mut Self {
        self.0.field(13, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn is_classic(&mut self, value: bool) -> &mut Self {
        self.0.field(14, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(15).put_tag_count(0);
    }
}

/// Writes a [`KeyValue`] field by field, in this order.
#[derive(Debug)]
pub struct KeyValueWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> KeyValueWriter<'w, 's, S> {
    pub fn key(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn value(&mut self, value: &str) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`TaskOffset`] field by field, in this order.
#[derive(Debug)]
pub struct TaskOffsetWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> TaskOffsetWriter<'w, 's, S> {
    pub fn subtopology_id(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn partition(&mut self, value: i32) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn offset(&mut self, value: i64) -> &mut Self {
        self.0.field(2, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(3).put_tag_count(0);
    }
}
