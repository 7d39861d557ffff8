//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `ShareFetchRequest`.
#[derive(Clone, Debug, PartialEq)]
pub struct ShareFetchRequest {
    pub group_id: Option<String>,
    pub member_id: Option<String>,
    pub share_session_epoch: i32,
    pub max_wait_ms: i32,
    pub min_bytes: i32,
    pub max_bytes: i32,
    pub max_records: i32,
    pub batch_size: i32,
    pub share_acquire_mode: i8,
    pub is_renew_ack: bool,
    pub topics: Vec<FetchTopic>,
    pub forgotten_topics_data: Vec<ForgottenTopic>,
}

impl Default for ShareFetchRequest {
    fn default() -> Self {
        Self {
            group_id: None,
            member_id: None,
            share_session_epoch: Default::default(),
            max_wait_ms: Default::default(),
            min_bytes: Default::default(),
            max_bytes: i32::MAX,
            max_records: Default::default(),
            batch_size: Default::default(),
            share_acquire_mode: Default::default(),
            is_renew_ack: Default::default(),
            topics: Default::default(),
            forgotten_topics_data: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for ShareFetchRequest {
    const SIZE_MIN: usize = 29;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.member_id = r.get()?;
        m.share_session_epoch = r.get()?;
        m.max_wait_ms = r.get()?;
        m.min_bytes = r.get()?;
        m.max_bytes = r.get()?;
        m.max_records = r.get()?;
        m.batch_size = r.get()?;
        if v >= 2 {
            m.share_acquire_mode = r.get()?;
        }
        if v >= 2 {
            m.is_renew_ack = r.get()?;
        }
        m.topics = r.get()?;
        m.forgotten_topics_data = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ShareFetchRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShareFetchRequestView<'a> {
    pub group_id: Option<&'a str>,
    pub member_id: Option<&'a str>,
    pub share_session_epoch: i32,
    pub max_wait_ms: i32,
    pub min_bytes: i32,
    pub max_bytes: i32,
    pub max_records: i32,
    pub batch_size: i32,
    pub share_acquire_mode: i8,
    pub is_renew_ack: bool,
    pub topics: ArrayView<'a, FetchTopicView<'a>>,
    pub forgotten_topics_data: ArrayView<'a, ForgottenTopicView<'a>>,
}

impl Default for ShareFetchRequestView<'_> {
    fn default() -> Self {
        Self {
            group_id: None,
            member_id: None,
            share_session_epoch: Default::default(),
            max_wait_ms: Default::default(),
            min_bytes: Default::default(),
            max_bytes: i32::MAX,
            max_records: Default::default(),
            batch_size: Default::default(),
            share_acquire_mode: Default::default(),
            is_renew_ack: Default::default(),
            topics: Default::default(),
            forgotten_topics_data: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for ShareFetchRequestView<'a> {
    const SIZE_MIN: usize = 29;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.member_id = r.get()?;
        m.share_session_epoch = r.get()?;
        m.max_wait_ms = r.get()?;
        m.min_bytes = r.get()?;
        m.max_bytes = r.get()?;
        m.max_records = r.get()?;
        m.batch_size = r.get()?;
        if v >= 2 {
            m.share_acquire_mode = r.get()?;
        }
        if v >= 2 {
            m.is_renew_ack = r.get()?;
        }
        m.topics = r.get()?;
        m.forgotten_topics_data = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ShareFetchRequestView<'_> {
    type Owned = ShareFetchRequest;
    fn into_owned(self) -> ShareFetchRequest {
        ShareFetchRequest {
            group_id: self.group_id.into_owned(),
            member_id: self.member_id.into_owned(),
            share_session_epoch: self.share_session_epoch.into_owned(),
            max_wait_ms: self.max_wait_ms.into_owned(),
            min_bytes: self.min_bytes.into_owned(),
            max_bytes: self.max_bytes.into_owned(),
            max_records: self.max_records.into_owned(),
            batch_size: self.batch_size.into_owned(),
            share_acquire_mode: self.share_acquire_mode.into_owned(),
            is_renew_ack: self.is_renew_ack.into_owned(),
            topics: self.topics.into_owned(),
            forgotten_topics_data: self.forgotten_topics_data.into_owned(),
        }
    }
}

impl Encode for ShareFetchRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.group_id);
        w.put(&self.member_id);
        w.put(&self.share_session_epoch);
        w.put(&self.max_wait_ms);
        w.put(&self.min_bytes);
        w.put(&self.max_bytes);
        w.put(&self.max_records);
        w.put(&self.batch_size);
        if v >= 2 {
            w.put(&self.share_acquire_mode);
        }
        if v >= 2 {
            w.put(&self.is_renew_ack);
        } else {
            w.refuse_if(self.is_renew_ack, "IsRenewAck");
        }
        w.put(&self.topics);
        w.put(&self.forgotten_topics_data);
        w.put_tag_count(0);
    }
}

/// Kafka's `FetchTopic`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct FetchTopic {
    pub topic_id: Uuid,
    pub partitions: Vec<FetchPartition>,
}

impl<'a> Decode<'a> for FetchTopic {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`FetchTopic`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct FetchTopicView<'a> {
    pub topic_id: Uuid,
    pub partitions: ArrayView<'a, FetchPartitionView<'a>>,
}

impl<'a> Decode<'a> for FetchTopicView<'a> {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for FetchTopicView<'_> {
    type Owned = FetchTopic;
    fn into_owned(self) -> FetchTopic {
        FetchTopic { topic_id: self.topic_id.into_owned(), partitions: self.partitions.into_owned() }
    }
}

impl Encode for FetchTopic {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic_id);
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

/// Kafka's `FetchPartition`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct FetchPartition {
    pub partition_index: i32,
    pub acknowledgement_batches: Vec<AcknowledgementBatch>,
}

impl<'a> Decode<'a> for FetchPartition {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.acknowledgement_batches = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`FetchPartition`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct FetchPartitionView<'a> {
    pub partition_index: i32,
    pub acknowledgement_batches: ArrayView<'a, AcknowledgementBatchView<'a>>,
}

impl<'a> Decode<'a> for FetchPartitionView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.acknowledgement_batches = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for FetchPartitionView<'_> {
    type Owned = FetchPartition;
    fn into_owned(self) -> FetchPartition {
        FetchPartition {
            partition_index: self.partition_index.into_owned(),
            acknowledgement_batches: self.acknowledgement_batches.into_owned(),
        }
    }
}

impl Encode for FetchPartition {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.partition_index);
        w.put(&self.acknowledgement_batches);
        w.put_tag_count(0);
    }
}

/// Kafka's `AcknowledgementBatch`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct AcknowledgementBatch {
    pub first_offset: i64,
    pub last_offset: i64,
    pub acknowledge_types: Vec<i8>,
}

impl<'a> Decode<'a> for AcknowledgementBatch {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.first_offset = r.get()?;
        m.last_offset = r.get()?;
        m.acknowledge_types = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`AcknowledgementBatch`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct AcknowledgementBatchView<'a> {
    pub first_offset: i64,
    pub last_offset: i64,
    pub acknowledge_types: ArrayView<'a, i8>,
}

impl<'a> Decode<'a> for AcknowledgementBatchView<'a> {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.first_offset = r.get()?;
        m.last_offset = r.get()?;
        m.acknowledge_types = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AcknowledgementBatchView<'_> {
    type Owned = AcknowledgementBatch;
    fn into_owned(self) -> AcknowledgementBatch {
        AcknowledgementBatch {
            first_offset: self.first_offset.into_owned(),
            last_offset: self.last_offset.into_owned(),
            acknowledge_types: self.acknowledge_types.into_owned(),
        }
    }
}

impl Encode for AcknowledgementBatch {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.first_offset);
        w.put(&self.last_offset);
        w.put(&self.acknowledge_types);
        w.put_tag_count(0);
    }
}

/// Kafka's `ForgottenTopic`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ForgottenTopic {
    pub topic_id: Uuid,
    pub partitions: Vec<i32>,
}

impl<'a> Decode<'a> for ForgottenTopic {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ForgottenTopic`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ForgottenTopicView<'a> {
    pub topic_id: Uuid,
    pub partitions: ArrayView<'a, i32>,
}

impl<'a> Decode<'a> for ForgottenTopicView<'a> {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ForgottenTopicView<'_> {
    type Owned = ForgottenTopic;
    fn into_owned(self) -> ForgottenTopic {
        ForgottenTopic { topic_id: self.topic_id.into_owned(), partitions: self.partitions.into_owned() }
    }
}

impl Encode for ForgottenTopic {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic_id);
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

impl Message for ShareFetchRequest {
    const NAME: &'static str = "ShareFetchRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 78;
    const VERSIONS: VersionRange = VersionRange::new(1, 2);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = ShareFetchRequestView<'a>;
}

impl<'a> MessageView<'a> for ShareFetchRequestView<'a> {
    type Message = ShareFetchRequest;
}
