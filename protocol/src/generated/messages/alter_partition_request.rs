//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `AlterPartitionRequest`.
#[derive(Clone, Debug, PartialEq)]
pub struct AlterPartitionRequest {
    pub broker_id: i32,
    pub broker_epoch: i64,
    pub topics: Vec<TopicData>,
}

impl Default for AlterPartitionRequest {
    fn default() -> Self {
        Self { broker_id: Default::default(), broker_epoch: -1, topics: Default::default() }
    }
}

impl<'a> Decode<'a> for AlterPartitionRequest {
    const SIZE_MIN: usize = 14;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.broker_id = r.get()?;
        m.broker_epoch = r.get()?;
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`AlterPartitionRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AlterPartitionRequestView<'a> {
    pub broker_id: i32,
    pub broker_epoch: i64,
    pub topics: ArrayView<'a, TopicDataView<'a>>,
}

impl Default for AlterPartitionRequestView<'_> {
    fn default() -> Self {
        Self { broker_id: Default::default(), broker_epoch: -1, topics: Default::default() }
    }
}

impl<'a> Decode<'a> for AlterPartitionRequestView<'a> {
    const SIZE_MIN: usize = 14;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.broker_id = r.get()?;
        m.broker_epoch = r.get()?;
        m.topics = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AlterPartitionRequestView<'_> {
    type Owned = AlterPartitionRequest;
    fn into_owned(self) -> AlterPartitionRequest {
        AlterPartitionRequest {
            broker_id: self.broker_id.into_owned(),
            broker_epoch: self.broker_epoch.into_owned(),
            topics: self.topics.into_owned(),
        }
    }
}

impl Encode for AlterPartitionRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.broker_id);
        w.put(&self.broker_epoch);
        w.put(&self.topics);
        w.put_tag_count(0);
    }
}

/// Kafka's `TopicData`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TopicData {
    pub topic_name: String,
    pub topic_id: Uuid,
    pub partitions: Vec<PartitionData>,
}

impl<'a> Decode<'a> for TopicData {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v <= 1 {
            m.topic_name = r.get()?;
        }
        if v >= 2 {
            m.topic_id = r.get()?;
        }
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`TopicData`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TopicDataView<'a> {
    pub topic_name: &'a str,
    pub topic_id: Uuid,
    pub partitions: ArrayView<'a, PartitionDataView<'a>>,
}

impl<'a> Decode<'a> for TopicDataView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v <= 1 {
            m.topic_name = r.get()?;
        }
        if v >= 2 {
            m.topic_id = r.get()?;
        }
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for TopicDataView<'_> {
    type Owned = TopicData;
    fn into_owned(self) -> TopicData {
        TopicData {
            topic_name: self.topic_name.into_owned(),
            topic_id: self.topic_id.into_owned(),
            partitions: self.partitions.into_owned(),
        }
    }
}

impl Encode for TopicData {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v <= 1 {
            w.put(&self.topic_name);
        }
        if v >= 2 {
            w.put(&self.topic_id);
        }
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

/// Kafka's `PartitionData`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct PartitionData {
    pub partition_index: i32,
    pub leader_epoch: i32,
    pub new_isr: Vec<i32>,
    pub new_isr_with_epochs: Vec<BrokerState>,
    pub leader_recovery_state: i8,
    pub partition_epoch: i32,
}

impl<'a> Decode<'a> for PartitionData {
    const SIZE_MIN: usize = 14;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.leader_epoch = r.get()?;
        if v <= 2 {
            m.new_isr = r.get()?;
        }
        if v >= 3 {
            m.new_isr_with_epochs = r.get()?;
        }
        if v >= 1 {
            m.leader_recovery_state = r.get()?;
        }
        m.partition_epoch = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`PartitionData`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct PartitionDataView<'a> {
    pub partition_index: i32,
    pub leader_epoch: i32,
    pub new_isr: ArrayView<'a, i32>,
    pub new_isr_with_epochs: ArrayView<'a, BrokerState>,
    pub leader_recovery_state: i8,
    pub partition_epoch: i32,
}

impl<'a> Decode<'a> for PartitionDataView<'a> {
    const SIZE_MIN: usize = 14;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.leader_epoch = r.get()?;
        if v <= 2 {
            m.new_isr = r.get()?;
        }
        if v >= 3 {
            m.new_isr_with_epochs = r.get()?;
        }
        if v >= 1 {
            m.leader_recovery_state = r.get()?;
        }
        m.partition_epoch = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for PartitionDataView<'_> {
    type Owned = PartitionData;
    fn into_owned(self) -> PartitionData {
        PartitionData {
            partition_index: self.partition_index.into_owned(),
            leader_epoch: self.leader_epoch.into_owned(),
            new_isr: self.new_isr.into_owned(),
            new_isr_with_epochs: self.new_isr_with_epochs.into_owned(),
            leader_recovery_state: self.leader_recovery_state.into_owned(),
            partition_epoch: self.partition_epoch.into_owned(),
        }
    }
}

impl Encode for PartitionData {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.partition_index);
        w.put(&self.leader_epoch);
        if v <= 2 {
            w.put(&self.new_isr);
        } else {
            w.refuse_if(!self.new_isr.is_empty(), "NewIsr");
        }
        if v >= 3 {
            w.put(&self.new_isr_with_epochs);
        } else {
            w.refuse_if(!self.new_isr_with_epochs.is_empty(), "NewIsrWithEpochs");
        }
        if v >= 1 {
            w.put(&self.leader_recovery_state);
        } else {
            w.refuse_if(self.leader_recovery_state != 0, "LeaderRecoveryState");
        }
        w.put(&self.partition_epoch);
        w.put_tag_count(0);
    }
}

/// Kafka's `BrokerState`.
#[derive(Clone, Debug, PartialEq, Copy)]
pub struct BrokerState {
    pub broker_id: i32,
    pub broker_epoch: i64,
}

impl Default for BrokerState {
    fn default() -> Self {
        Self { broker_id: Default::default(), broker_epoch: -1 }
    }
}

impl<'a> Decode<'a> for BrokerState {
    const SIZE_MIN: usize = 1;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 3 {
            m.broker_id = r.get()?;
        }
        if v >= 3 {
            m.broker_epoch = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for BrokerState {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for BrokerState {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 3 {
            w.put(&self.broker_id);
        } else {
            w.refuse_if(self.broker_id != 0, "BrokerId");
        }
        if v >= 3 {
            w.put(&self.broker_epoch);
        } else {
            w.refuse_if(self.broker_epoch != -1, "BrokerEpoch");
        }
        w.put_tag_count(0);
    }
}

impl Message for AlterPartitionRequest {
    const NAME: &'static str = "AlterPartitionRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 56;
    const VERSIONS: VersionRange = VersionRange::new(0, 3);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = AlterPartitionRequestView<'a>;
}

impl<'a> MessageView<'a> for AlterPartitionRequestView<'a> {
    type Message = AlterPartitionRequest;
}
