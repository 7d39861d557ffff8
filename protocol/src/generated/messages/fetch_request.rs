//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `FetchRequest`.
#[derive(Clone, Debug, PartialEq)]
pub struct FetchRequest {
    pub cluster_id: Option<String>,
    pub replica_id: i32,
    pub replica_state: ReplicaState,
    pub max_wait_ms: i32,
    pub min_bytes: i32,
    pub max_bytes: i32,
    pub isolation_level: i8,
    pub session_id: i32,
    pub session_epoch: i32,
    pub topics: Vec<FetchTopic>,
    pub forgotten_topics_data: Vec<ForgottenTopic>,
    pub rack_id: String,
}

impl Default for FetchRequest {
    fn default() -> Self {
        Self {
            cluster_id: None,
            replica_id: -1,
            replica_state: Default::default(),
            max_wait_ms: Default::default(),
            min_bytes: Default::default(),
            max_bytes: i32::MAX,
            isolation_level: Default::default(),
            session_id: Default::default(),
            session_epoch: -1,
            topics: Default::default(),
            forgotten_topics_data: Default::default(),
            rack_id: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for FetchRequest {
    const SIZE_MIN: usize = 16;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v <= 14 {
            m.replica_id = r.get()?;
        }
        m.max_wait_ms = r.get()?;
        m.min_bytes = r.get()?;
        if v >= 3 {
            m.max_bytes = r.get()?;
        }
        if v >= 4 {
            m.isolation_level = r.get()?;
        }
        if v >= 7 {
            m.session_id = r.get()?;
        }
        if v >= 7 {
            m.session_epoch = r.get()?;
        }
        m.topics = r.get()?;
        if v >= 7 {
            m.forgotten_topics_data = r.get()?;
        }
        if v >= 11 {
            m.rack_id = r.get()?;
        }
        r.tags(&mut |r, tag| {
            match tag {
                0 if v >= 12 => m.cluster_id = r.get()?,
                1 if v >= 15 => m.replica_state = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

/// [`FetchRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FetchRequestView<'a> {
    pub cluster_id: Option<&'a str>,
    pub replica_id: i32,
    pub replica_state: ReplicaState,
    pub max_wait_ms: i32,
    pub min_bytes: i32,
    pub max_bytes: i32,
    pub isolation_level: i8,
    pub session_id: i32,
    pub session_epoch: i32,
    pub topics: ArrayView<'a, FetchTopicView<'a>>,
    pub forgotten_topics_data: ArrayView<'a, ForgottenTopicView<'a>>,
    pub rack_id: &'a str,
}

impl Default for FetchRequestView<'_> {
    fn default() -> Self {
        Self {
            cluster_id: None,
            replica_id: -1,
            replica_state: Default::default(),
            max_wait_ms: Default::default(),
            min_bytes: Default::default(),
            max_bytes: i32::MAX,
            isolation_level: Default::default(),
            session_id: Default::default(),
            session_epoch: -1,
            topics: Default::default(),
            forgotten_topics_data: Default::default(),
            rack_id: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for FetchRequestView<'a> {
    const SIZE_MIN: usize = 16;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v <= 14 {
            m.replica_id = r.get()?;
        }
        m.max_wait_ms = r.get()?;
        m.min_bytes = r.get()?;
        if v >= 3 {
            m.max_bytes = r.get()?;
        }
        if v >= 4 {
            m.isolation_level = r.get()?;
        }
        if v >= 7 {
            m.session_id = r.get()?;
        }
        if v >= 7 {
            m.session_epoch = r.get()?;
        }
        m.topics = r.get()?;
        if v >= 7 {
            m.forgotten_topics_data = r.get()?;
        }
        if v >= 11 {
            m.rack_id = r.get()?;
        }
        r.tags(&mut |r, tag| {
            match tag {
                0 if v >= 12 => m.cluster_id = r.get()?,
                1 if v >= 15 => m.replica_state = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

impl IntoOwned for FetchRequestView<'_> {
    type Owned = FetchRequest;
    fn into_owned(self) -> FetchRequest {
        FetchRequest {
            cluster_id: self.cluster_id.into_owned(),
            replica_id: self.replica_id.into_owned(),
            replica_state: self.replica_state.into_owned(),
            max_wait_ms: self.max_wait_ms.into_owned(),
            min_bytes: self.min_bytes.into_owned(),
            max_bytes: self.max_bytes.into_owned(),
            isolation_level: self.isolation_level.into_owned(),
            session_id: self.session_id.into_owned(),
            session_epoch: self.session_epoch.into_owned(),
            topics: self.topics.into_owned(),
            forgotten_topics_data: self.forgotten_topics_data.into_owned(),
            rack_id: self.rack_id.into_owned(),
        }
    }
}

impl Encode for FetchRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v <= 14 {
            w.put(&self.replica_id);
        } else {
            w.refuse_if(self.replica_id != -1, "ReplicaId");
        }
        w.put(&self.max_wait_ms);
        w.put(&self.min_bytes);
        if v >= 3 {
            w.put(&self.max_bytes);
        }
        if v >= 4 {
            w.put(&self.isolation_level);
        }
        if v >= 7 {
            w.put(&self.session_id);
        }
        if v >= 7 {
            w.put(&self.session_epoch);
        }
        w.put(&self.topics);
        if v >= 7 {
            w.put(&self.forgotten_topics_data);
        } else {
            w.refuse_if(!self.forgotten_topics_data.is_empty(), "ForgottenTopicsData");
        }
        if v >= 11 {
            w.put(&self.rack_id);
        }
        self.write_tags(w);
    }
}

impl FetchRequest {
    fn write_tags<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        let has_0 = v >= 12 && self.cluster_id.is_some();
        let has_1 = v >= 15 && self.replica_state != ReplicaState::default();
        w.put_tag_count(usize::from(has_0) + usize::from(has_1));
        if has_0 {
            w.put_tag(0, &self.cluster_id);
        }
        if has_1 {
            w.put_tag(1, &self.replica_state);
        } else {
            w.refuse_if(self.replica_state != ReplicaState::default(), "ReplicaState");
        }
    }
}

/// Kafka's `ReplicaState`.
#[derive(Clone, Debug, PartialEq, Copy)]
pub struct ReplicaState {
    pub replica_id: i32,
    pub replica_epoch: i64,
}

impl Default for ReplicaState {
    fn default() -> Self {
        Self { replica_id: -1, replica_epoch: -1 }
    }
}

impl<'a> Decode<'a> for ReplicaState {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 15 {
            m.replica_id = r.get()?;
        }
        if v >= 15 {
            m.replica_epoch = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ReplicaState {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for ReplicaState {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 15 {
            w.put(&self.replica_id);
        } else {
            w.refuse_if(self.replica_id != -1, "ReplicaId");
        }
        if v >= 15 {
            w.put(&self.replica_epoch);
        } else {
            w.refuse_if(self.replica_epoch != -1, "ReplicaEpoch");
        }
        w.put_tag_count(0);
    }
}

/// Kafka's `FetchTopic`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct FetchTopic {
    pub topic: String,
    pub topic_id: Uuid,
    pub partitions: Vec<FetchPartition>,
}

impl<'a> Decode<'a> for FetchTopic {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v <= 12 {
            m.topic = r.get()?;
        }
        if v >= 13 {
            m.topic_id = r.get()?;
        }
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`FetchTopic`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct FetchTopicView<'a> {
    pub topic: &'a str,
    pub topic_id: Uuid,
    pub partitions: ArrayView<'a, FetchPartition>,
}

impl<'a> Decode<'a> for FetchTopicView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v <= 12 {
            m.topic = r.get()?;
        }
        if v >= 13 {
            m.topic_id = r.get()?;
        }
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for FetchTopicView<'_> {
    type Owned = FetchTopic;
    fn into_owned(self) -> FetchTopic {
        FetchTopic {
            topic: self.topic.into_owned(),
            topic_id: self.topic_id.into_owned(),
            partitions: self.partitions.into_owned(),
        }
    }
}

impl Encode for FetchTopic {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v <= 12 {
            w.put(&self.topic);
        }
        if v >= 13 {
            w.put(&self.topic_id);
        }
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

/// Kafka's `FetchPartition`.
#[derive(Clone, Debug, PartialEq, Copy)]
pub struct FetchPartition {
    pub partition: i32,
    pub current_leader_epoch: i32,
    pub fetch_offset: i64,
    pub last_fetched_epoch: i32,
    pub log_start_offset: i64,
    pub partition_max_bytes: i32,
    pub replica_directory_id: Uuid,
    pub high_watermark: i64,
}

impl Default for FetchPartition {
    fn default() -> Self {
        Self {
            partition: Default::default(),
            current_leader_epoch: -1,
            fetch_offset: Default::default(),
            last_fetched_epoch: -1,
            log_start_offset: -1,
            partition_max_bytes: Default::default(),
            replica_directory_id: Default::default(),
            high_watermark: i64::MAX,
        }
    }
}

impl<'a> Decode<'a> for FetchPartition {
    const SIZE_MIN: usize = 16;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.partition = r.get()?;
        if v >= 9 {
            m.current_leader_epoch = r.get()?;
        }
        m.fetch_offset = r.get()?;
        if v >= 12 {
            m.last_fetched_epoch = r.get()?;
        }
        if v >= 5 {
            m.log_start_offset = r.get()?;
        }
        m.partition_max_bytes = r.get()?;
        r.tags(&mut |r, tag| {
            match tag {
                0 if v >= 17 => m.replica_directory_id = r.get()?,
                1 if v >= 18 => m.high_watermark = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

impl IntoOwned for FetchPartition {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for FetchPartition {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.partition);
        if v >= 9 {
            w.put(&self.current_leader_epoch);
        }
        w.put(&self.fetch_offset);
        if v >= 12 {
            w.put(&self.last_fetched_epoch);
        } else {
            w.refuse_if(self.last_fetched_epoch != -1, "LastFetchedEpoch");
        }
        if v >= 5 {
            w.put(&self.log_start_offset);
        }
        w.put(&self.partition_max_bytes);
        self.write_tags(w);
    }
}

impl FetchPartition {
    fn write_tags<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        let has_0 = v >= 17 && !self.replica_directory_id.is_zero();
        let has_1 = v >= 18 && self.high_watermark != i64::MAX;
        w.put_tag_count(usize::from(has_0) + usize::from(has_1));
        if has_0 {
            w.put_tag(0, &self.replica_directory_id);
        }
        if has_1 {
            w.put_tag(1, &self.high_watermark);
        }
    }
}

/// Kafka's `ForgottenTopic`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ForgottenTopic {
    pub topic: String,
    pub topic_id: Uuid,
    pub partitions: Vec<i32>,
}

impl<'a> Decode<'a> for ForgottenTopic {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if (7..=12).contains(&v) {
            m.topic = r.get()?;
        }
        if v >= 13 {
            m.topic_id = r.get()?;
        }
        if v >= 7 {
            m.partitions = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ForgottenTopic`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ForgottenTopicView<'a> {
    pub topic: &'a str,
    pub topic_id: Uuid,
    pub partitions: ArrayView<'a, i32>,
}

impl<'a> Decode<'a> for ForgottenTopicView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if (7..=12).contains(&v) {
            m.topic = r.get()?;
        }
        if v >= 13 {
            m.topic_id = r.get()?;
        }
        if v >= 7 {
            m.partitions = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ForgottenTopicView<'_> {
    type Owned = ForgottenTopic;
    fn into_owned(self) -> ForgottenTopic {
        ForgottenTopic {
            topic: self.topic.into_owned(),
            topic_id: self.topic_id.into_owned(),
            partitions: self.partitions.into_owned(),
        }
    }
}

impl Encode for ForgottenTopic {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if (7..=12).contains(&v) {
            w.put(&self.topic);
        }
        if v >= 13 {
            w.put(&self.topic_id);
        }
        if v >= 7 {
            w.put(&self.partitions);
        } else {
            w.refuse_if(!self.partitions.is_empty(), "Partitions");
        }
        w.put_tag_count(0);
    }
}

impl Message for FetchRequest {
    const NAME: &'static str = "FetchRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 1;
    const VERSIONS: VersionRange = VersionRange::new(0, 18);
    const FLEXIBLE_SINCE: i16 = 12;
    type View<'a> = FetchRequestView<'a>;
}

impl<'a> MessageView<'a> for FetchRequestView<'a> {
    type Message = FetchRequest;
}
