//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `ShareAcknowledgeRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ShareAcknowledgeRequest {
    pub group_id: Option<String>,
    pub member_id: Option<String>,
    pub share_session_epoch: i32,
    pub is_renew_ack: bool,
    pub topics: Vec<AcknowledgeTopic>,
}

impl<'a> Decode<'a> for ShareAcknowledgeRequest {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.member_id = r.get()?;
        m.share_session_epoch = r.get()?;
        if v >= 2 {
            m.is_renew_ack = r.get()?;
        }
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ShareAcknowledgeRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ShareAcknowledgeRequestView<'a> {
    pub group_id: Option<&'a str>,
    pub member_id: Option<&'a str>,
    pub share_session_epoch: i32,
    pub is_renew_ack: bool,
    pub topics: ArrayView<'a, AcknowledgeTopicView<'a>>,
}

impl<'a> Decode<'a> for ShareAcknowledgeRequestView<'a> {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.member_id = r.get()?;
        m.share_session_epoch = r.get()?;
        if v >= 2 {
            m.is_renew_ack = r.get()?;
        }
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ShareAcknowledgeRequestView<'_> {
    type Owned = ShareAcknowledgeRequest;
    fn into_owned(self) -> ShareAcknowledgeRequest {
        ShareAcknowledgeRequest {
            group_id: self.group_id.into_owned(),
            member_id: self.member_id.into_owned(),
            share_session_epoch: self.share_session_epoch.into_owned(),
            is_renew_ack: self.is_renew_ack.into_owned(),
            topics: self.topics.into_owned(),
        }
    }
}

impl Encode for ShareAcknowledgeRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.group_id);
        w.put(&self.member_id);
        w.put(&self.share_session_epoch);
        if v >= 2 {
            w.put(&self.is_renew_ack);
        } else {
            w.refuse_if(self.is_renew_ack, "IsRenewAck");
        }
        w.put(&self.topics);
        w.put_tag_count(0);
    }
}

/// Kafka's `AcknowledgeTopic`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct AcknowledgeTopic {
    pub topic_id: Uuid,
    pub partitions: Vec<AcknowledgePartition>,
}

impl<'a> Decode<'a> for AcknowledgeTopic {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`AcknowledgeTopic`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct AcknowledgeTopicView<'a> {
    pub topic_id: Uuid,
    pub partitions: ArrayView<'a, AcknowledgePartitionView<'a>>,
}

impl<'a> Decode<'a> for AcknowledgeTopicView<'a> {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AcknowledgeTopicView<'_> {
    type Owned = AcknowledgeTopic;
    fn into_owned(self) -> AcknowledgeTopic {
        AcknowledgeTopic { topic_id: self.topic_id.into_owned(), partitions: self.partitions.into_owned() }
    }
}

impl Encode for AcknowledgeTopic {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic_id);
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

/// Kafka's `AcknowledgePartition`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct AcknowledgePartition {
    pub partition_index: i32,
    pub acknowledgement_batches: Vec<AcknowledgementBatch>,
}

impl<'a> Decode<'a> for AcknowledgePartition {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.acknowledgement_batches = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`AcknowledgePartition`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct AcknowledgePartitionView<'a> {
    pub partition_index: i32,
    pub acknowledgement_batches: ArrayView<'a, AcknowledgementBatchView<'a>>,
}

impl<'a> Decode<'a> for AcknowledgePartitionView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.acknowledgement_batches = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AcknowledgePartitionView<'_> {
    type Owned = AcknowledgePartition;
    fn into_owned(self) -> AcknowledgePartition {
        AcknowledgePartition {
            partition_index: self.partition_index.into_owned(),
            acknowledgement_batches: self.acknowledgement_batches.into_owned(),
        }
    }
}

impl Encode for AcknowledgePartition {
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

impl Message for ShareAcknowledgeRequest {
    const NAME: &'static str = "ShareAcknowledgeRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 79;
    const VERSIONS: VersionRange = VersionRange::new(1, 2);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = ShareAcknowledgeRequestView<'a>;
}

impl<'a> MessageView<'a> for ShareAcknowledgeRequestView<'a> {
    type Message = ShareAcknowledgeRequest;
}
