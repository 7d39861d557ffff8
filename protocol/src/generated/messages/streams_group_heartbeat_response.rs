//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, VersionRange, Writer,
};

/// Kafka's `StreamsGroupHeartbeatResponse`.
#[derive(Clone, Debug, PartialEq)]
pub struct StreamsGroupHeartbeatResponse {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub error_message: Option<String>,
    pub member_id: String,
    pub member_epoch: i32,
    pub heartbeat_interval_ms: i32,
    pub acceptable_recovery_lag_legacy: i32,
    pub task_offset_interval_ms: i32,
    pub acceptable_recovery_lag: i64,
    pub status: Option<Vec<Status>>,
    pub active_tasks: Option<Vec<TaskIds>>,
    pub standby_tasks: Option<Vec<TaskIds>>,
    pub warmup_tasks: Option<Vec<TaskIds>>,
    pub topology_description_required: bool,
    pub endpoint_information_epoch: i32,
    pub partitions_by_user_endpoint: Option<Vec<EndpointToPartitions>>,
}

impl Default for StreamsGroupHeartbeatResponse {
    fn default() -> Self {
        Self {
            throttle_time_ms: Default::default(),
            error_code: Default::default(),
            error_message: None,
            member_id: Default::default(),
            member_epoch: Default::default(),
            heartbeat_interval_ms: Default::default(),
            acceptable_recovery_lag_legacy: Default::default(),
            task_offset_interval_ms: Default::default(),
            acceptable_recovery_lag: -1,
            status: None,
            active_tasks: None,
            standby_tasks: None,
            warmup_tasks: None,
            topology_description_required: Default::default(),
            endpoint_information_epoch: Default::default(),
            partitions_by_user_endpoint: None,
        }
    }
}

impl<'a> Decode<'a> for StreamsGroupHeartbeatResponse {
    const SIZE_MIN: usize = 34;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.member_id = r.get()?;
        m.member_epoch = r.get()?;
        m.heartbeat_interval_ms = r.get()?;
        if v <= 0 {
            m.acceptable_recovery_lag_legacy = r.get()?;
        }
        m.task_offset_interval_ms = r.get()?;
        if v >= 1 {
            m.acceptable_recovery_lag = r.get()?;
        }
        m.status = r.get()?;
        m.active_tasks = r.get()?;
        m.standby_tasks = r.get()?;
        m.warmup_tasks = r.get()?;
        if v >= 1 {
            m.topology_description_required = r.get()?;
        }
        m.endpoint_information_epoch = r.get()?;
        m.partitions_by_user_endpoint = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`StreamsGroupHeartbeatResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StreamsGroupHeartbeatResponseView<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    pub member_id: &'a str,
    pub member_epoch: i32,
    pub heartbeat_interval_ms: i32,
    pub acceptable_recovery_lag_legacy: i32,
    pub task_offset_interval_ms: i32,
    pub acceptable_recovery_lag: i64,
    pub status: Option<ArrayView<'a, StatusView<'a>>>,
    pub active_tasks: Option<ArrayView<'a, TaskIdsView<'a>>>,
    pub standby_tasks: Option<ArrayView<'a, TaskIdsView<'a>>>,
    pub warmup_tasks: Option<ArrayView<'a, TaskIdsView<'a>>>,
    pub topology_description_required: bool,
    pub endpoint_information_epoch: i32,
    pub partitions_by_user_endpoint: Option<ArrayView<'a, EndpointToPartitionsView<'a>>>,
}

impl Default for StreamsGroupHeartbeatResponseView<'_> {
    fn default() -> Self {
        Self {
            throttle_time_ms: Default::default(),
            error_code: Default::default(),
            error_message: None,
            member_id: Default::default(),
            member_epoch: Default::default(),
            heartbeat_interval_ms: Default::default(),
            acceptable_recovery_lag_legacy: Default::default(),
            task_offset_interval_ms: Default::default(),
            acceptable_recovery_lag: -1,
            status: None,
            active_tasks: None,
            standby_tasks: None,
            warmup_tasks: None,
            topology_description_required: Default::default(),
            endpoint_information_epoch: Default::default(),
            partitions_by_user_endpoint: None,
        }
    }
}

impl<'a> Decode<'a> for StreamsGroupHeartbeatResponseView<'a> {
    const SIZE_MIN: usize = 34;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.member_id = r.get()?;
        m.member_epoch = r.get()?;
        m.heartbeat_interval_ms = r.get()?;
        if v <= 0 {
            m.acceptable_recovery_lag_legacy = r.get()?;
        }
        m.task_offset_interval_ms = r.get()?;
        if v >= 1 {
            m.acceptable_recovery_lag = r.get()?;
        }
        m.status = r.get()?;
        m.active_tasks = r.get()?;
        m.standby_tasks = r.get()?;
        m.warmup_tasks = r.get()?;
        if v >= 1 {
            m.topology_description_required = r.get()?;
        }
        m.endpoint_information_epoch = r.get()?;
        m.partitions_by_user_endpoint = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for StreamsGroupHeartbeatResponseView<'_> {
    type Owned = StreamsGroupHeartbeatResponse;
    fn into_owned(self) -> StreamsGroupHeartbeatResponse {
        StreamsGroupHeartbeatResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            error_code: self.error_code.into_owned(),
            error_message: self.error_message.into_owned(),
            member_id: self.member_id.into_owned(),
            member_epoch: self.member_epoch.into_owned(),
            heartbeat_interval_ms: self.heartbeat_interval_ms.into_owned(),
            acceptable_recovery_lag_legacy: self.acceptable_recovery_lag_legacy.into_owned(),
            task_offset_interval_ms: self.task_offset_interval_ms.into_owned(),
            acceptable_recovery_lag: self.acceptable_recovery_lag.into_owned(),
            status: self.status.into_owned(),
            active_tasks: self.active_tasks.into_owned(),
            standby_tasks: self.standby_tasks.into_owned(),
            warmup_tasks: self.warmup_tasks.into_owned(),
            topology_description_required: self.topology_description_required.into_owned(),
            endpoint_information_epoch: self.endpoint_information_epoch.into_owned(),
            partitions_by_user_endpoint: self.partitions_by_user_endpoint.into_owned(),
        }
    }
}

impl Encode for StreamsGroupHeartbeatResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.throttle_time_ms);
        w.put(&self.error_code);
        w.put(&self.error_message);
        w.put(&self.member_id);
        w.put(&self.member_epoch);
        w.put(&self.heartbeat_interval_ms);
        if v <= 0 {
            w.put(&self.acceptable_recovery_lag_legacy);
        } else {
            w.refuse_if(self.acceptable_recovery_lag_legacy != 0, "AcceptableRecoveryLagLegacy");
        }
        w.put(&self.task_offset_interval_ms);
        if v >= 1 {
            w.put(&self.acceptable_recovery_lag);
        }
        w.put(&self.status);
        w.put(&self.active_tasks);
        w.put(&self.standby_tasks);
        w.put(&self.warmup_tasks);
        if v >= 1 {
            w.put(&self.topology_description_required);
        } else {
            w.refuse_if(self.topology_description_required, "TopologyDescriptionRequired");
        }
        w.put(&self.endpoint_information_epoch);
        w.put(&self.partitions_by_user_endpoint);
        w.put_tag_count(0);
    }
}

/// Kafka's `EndpointToPartitions`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct EndpointToPartitions {
    pub user_endpoint: Endpoint,
    pub active_partitions: Vec<TopicPartition>,
    pub standby_partitions: Vec<TopicPartition>,
}

impl<'a> Decode<'a> for EndpointToPartitions {
    const SIZE_MIN: usize = 7;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.user_endpoint = r.get()?;
        m.active_partitions = r.get()?;
        m.standby_partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`EndpointToPartitions`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct EndpointToPartitionsView<'a> {
    pub user_endpoint: EndpointView<'a>,
    pub active_partitions: ArrayView<'a, TopicPartitionView<'a>>,
    pub standby_partitions: ArrayView<'a, TopicPartitionView<'a>>,
}

impl<'a> Decode<'a> for EndpointToPartitionsView<'a> {
    const SIZE_MIN: usize = 7;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.user_endpoint = r.get()?;
        m.active_partitions = r.get()?;
        m.standby_partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for EndpointToPartitionsView<'_> {
    type Owned = EndpointToPartitions;
    fn into_owned(self) -> EndpointToPartitions {
        EndpointToPartitions {
            user_endpoint: self.user_endpoint.into_owned(),
            active_partitions: self.active_partitions.into_owned(),
            standby_partitions: self.standby_partitions.into_owned(),
        }
    }
}

impl Encode for EndpointToPartitions {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.user_endpoint);
        w.put(&self.active_partitions);
        w.put(&self.standby_partitions);
        w.put_tag_count(0);
    }
}

/// Kafka's `Status`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Status {
    pub status_code: i8,
    pub status_detail: String,
}

impl<'a> Decode<'a> for Status {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.status_code = r.get()?;
        m.status_detail = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`Status`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct StatusView<'a> {
    pub status_code: i8,
    pub status_detail: &'a str,
}

impl<'a> Decode<'a> for StatusView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.status_code = r.get()?;
        m.status_detail = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for StatusView<'_> {
    type Owned = Status;
    fn into_owned(self) -> Status {
        Status { status_code: self.status_code.into_owned(), status_detail: self.status_detail.into_owned() }
    }
}

impl Encode for Status {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.status_code);
        w.put(&self.status_detail);
        w.put_tag_count(0);
    }
}

/// Kafka's `TopicPartition`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TopicPartition {
    pub topic: String,
    pub partitions: Vec<i32>,
}

impl<'a> Decode<'a> for TopicPartition {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`TopicPartition`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TopicPartitionView<'a> {
    pub topic: &'a str,
    pub partitions: ArrayView<'a, i32>,
}

impl<'a> Decode<'a> for TopicPartitionView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for TopicPartitionView<'_> {
    type Owned = TopicPartition;
    fn into_owned(self) -> TopicPartition {
        TopicPartition { topic: self.topic.into_owned(), partitions: self.partitions.into_owned() }
    }
}

impl Encode for TopicPartition {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic);
        w.put(&self.partitions);
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

impl Message for StreamsGroupHeartbeatResponse {
    const NAME: &'static str = "StreamsGroupHeartbeatResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 88;
    const VERSIONS: VersionRange = VersionRange::new(0, 1);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = StreamsGroupHeartbeatResponseView<'a>;
}

impl<'a> MessageView<'a> for StreamsGroupHeartbeatResponseView<'a> {
    type Message = StreamsGroupHeartbeatResponse;
}

/// Writes a [`StreamsGroupHeartbeatResponse`] field by field, in this order.
#[derive(Debug)]
pub struct StreamsGroupHeartbeatResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> StreamsGroupHeartbeatResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn error_message(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(2, VersionRange::new(0, i16::MAX), VersionRange::new(0, i16::MAX), value);
        self
    }

    pub fn member_id(&mut self, value: &str) -> &mut Self {
        self.0.field(3, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn member_epoch(&mut self, value: i32) -> &mut Self {
        self.0.field(4, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn heartbeat_interval_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(5, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn acceptable_recovery_lag_legacy(&mut self, value: i32) -> &mut Self {
        self.0.field(6, VersionRange::new(0, 0), &value);
        self
    }

    pub fn task_offset_interval_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(7, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn acceptable_recovery_lag(&mut self, value: i64) -> &mut Self {
        self.0.field(8, VersionRange::new(1, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::status_element`].
    pub fn status(&mut self, count: Option<usize>) -> &mut Self {
        self.0.array(9, VersionRange::new(0, i16::MAX), VersionRange::new(0, i16::MAX), count);
        self
    }

    pub fn status_element(&mut self) -> StatusWriter<'_, 's, S> {
        StatusWriter(self.0.element(9))
    }

    /// Announces the elements: each follows through [`Self::active_tasks_element`].
    pub fn active_tasks(&mut self, count: Option<usize>) -> &mut Self {
        self.0.array(10, VersionRange::new(0, i16::MAX), VersionRange::new(0, i16::MAX), count);
        self
    }

    pub fn active_tasks_element(&mut self) -> TaskIdsWriter<'_, 's, S> {
        TaskIdsWriter(self.0.element(10))
    }

    /// Announces the elements: each follows through [`Self::standby_tasks_element`].
    pub fn standby_tasks(&mut self, count: Option<usize>) -> &mut Self {
        self.0.array(11, VersionRange::new(0, i16::MAX), VersionRange::new(0, i16::MAX), count);
        self
    }

    pub fn standby_tasks_element(&mut self) -> TaskIdsWriter<'_, 's, S> {
        TaskIdsWriter(self.0.element(11))
    }

    /// Announces the elements: each follows through [`Self::warmup_tasks_element`].
    pub fn warmup_tasks(&mut self, count: Option<usize>) -> &mut Self {
        self.0.array(12, VersionRange::new(0, i16::MAX), VersionRange::new(0, i16::MAX), count);
        self
    }

    pub fn warmup_tasks_element(&mut self) -> TaskIdsWriter<'_, 's, S> {
        TaskIdsWriter(self.0.element(12))
    }

    pub fn topology_description_required(&mut self, value: bool) -> &mut Self {
        self.0.field(13, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn endpoint_information_epoch(&mut self, value: i32) -> &mut Self {
        self.0.field(14, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::partitions_by_user_endpoint_element`].
    pub fn partitions_by_user_endpoint(&mut self, count: Option<usize>) -> &mut Self {
        self.0.array(15, VersionRange::new(0, i16::MAX), VersionRange::new(0, i16::MAX), count);
        self
    }

    pub fn partitions_by_user_endpoint_element(&mut self) -> EndpointToPartitionsWriter<'_, 's, S> {
        EndpointToPartitionsWriter(self.0.element(15))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(16).put_tag_count(0);
    }
}

/// Writes a [`Status`] field by field, in this order.
#[derive(Debug)]
pub struct StatusWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> StatusWriter<'w, 's, S> {
    pub fn status_code(&mut self, value: i8) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn status_detail(&mut self, value: &str) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`TaskIds`] field by field, in this order.
#[derive(Debug)]
pub struct TaskIdsWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> TaskIdsWriter<'w, 's, S> {
    pub fn subtopology_id(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn partitions(&mut self, value: &[i32]) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}

/// Writes a [`EndpointToPartitions`] field by field, in this order.
#[derive(Debug)]
pub struct EndpointToPartitionsWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> EndpointToPartitionsWriter<'w, 's, S> {
    pub fn user_endpoint(&mut self, value: &Endpoint) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::active_partitions_element`].
    pub fn active_partitions(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn active_partitions_element(&mut self) -> TopicPartitionWriter<'_, 's, S> {
        TopicPartitionWriter(self.0.element(1))
    }

    /// Announces the elements: each follows through [`Self::standby_partitions_element`].
    pub fn standby_partitions(&mut self, count: usize) -> &mut Self {
        self.0.array(2, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn standby_partitions_element(&mut self) -> TopicPartitionWriter<'_, 's, S> {
        TopicPartitionWriter(self.0.element(2))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(3).put_tag_count(0);
    }
}

/// Writes a [`TopicPartition`] field by field, in this order.
#[derive(Debug)]
pub struct TopicPartitionWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> TopicPartitionWriter<'w, 's, S> {
    pub fn topic(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn partitions(&mut self, value: &[i32]) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}
