//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `ConsumerGroupHeartbeatRequest`.
#[derive(Clone, Debug, PartialEq)]
pub struct ConsumerGroupHeartbeatRequest {
    pub group_id: String,
    pub member_id: String,
    pub member_epoch: i32,
    pub instance_id: Option<String>,
    pub rack_id: Option<String>,
    pub rebalance_timeout_ms: i32,
    pub subscribed_topic_names: Option<Vec<String>>,
    pub subscribed_topic_regex: Option<String>,
    pub server_assignor: Option<String>,
    pub topic_partitions: Option<Vec<TopicPartitions>>,
}

impl Default for ConsumerGroupHeartbeatRequest {
    fn default() -> Self {
        Self {
            group_id: Default::default(),
            member_id: Default::default(),
            member_epoch: Default::default(),
            instance_id: None,
            rack_id: None,
            rebalance_timeout_ms: -1,
            subscribed_topic_names: None,
            subscribed_topic_regex: None,
            server_assignor: None,
            topic_partitions: None,
        }
    }
}

impl<'a> Decode<'a> for ConsumerGroupHeartbeatRequest {
    const SIZE_MIN: usize = 16;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.member_id = r.get()?;
        m.member_epoch = r.get()?;
        m.instance_id = r.get()?;
        m.rack_id = r.get()?;
        m.rebalance_timeout_ms = r.get()?;
        m.subscribed_topic_names = r.get()?;
        if v >= 1 {
            m.subscribed_topic_regex = r.get()?;
        }
        m.server_assignor = r.get()?;
        m.topic_partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ConsumerGroupHeartbeatRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ConsumerGroupHeartbeatRequestView<'a> {
    pub group_id: &'a str,
    pub member_id: &'a str,
    pub member_epoch: i32,
    pub instance_id: Option<&'a str>,
    pub rack_id: Option<&'a str>,
    pub rebalance_timeout_ms: i32,
    pub subscribed_topic_names: Option<ArrayView<'a, &'a str>>,
    pub subscribed_topic_regex: Option<&'a str>,
    pub server_assignor: Option<&'a str>,
    pub topic_partitions: Option<ArrayView<'a, TopicPartitionsView<'a>>>,
}

impl Default for ConsumerGroupHeartbeatRequestView<'_> {
    fn default() -> Self {
        Self {
            group_id: Default::default(),
            member_id: Default::default(),
            member_epoch: Default::default(),
            instance_id: None,
            rack_id: None,
            rebalance_timeout_ms: -1,
            subscribed_topic_names: None,
            subscribed_topic_regex: None,
            server_assignor: None,
            topic_partitions: None,
        }
    }
}

impl<'a> Decode<'a> for ConsumerGroupHeartbeatRequestView<'a> {
    const SIZE_MIN: usize = 16;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.member_id = r.get()?;
        m.member_epoch = r.get()?;
        m.instance_id = r.get()?;
        m.rack_id = r.get()?;
        m.rebalance_timeout_ms = r.get()?;
        m.subscribed_topic_names = r.get()?;
        if v >= 1 {
            m.subscribed_topic_regex = r.get()?;
        }
        m.server_assignor = r.get()?;
        m.topic_partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ConsumerGroupHeartbeatRequestView<'_> {
    type Owned = ConsumerGroupHeartbeatRequest;
    fn into_owned(self) -> ConsumerGroupHeartbeatRequest {
        ConsumerGroupHeartbeatRequest {
            group_id: self.group_id.into_owned(),
            member_id: self.member_id.into_owned(),
            member_epoch: self.member_epoch.into_owned(),
            instance_id: self.instance_id.into_owned(),
            rack_id: self.rack_id.into_owned(),
            rebalance_timeout_ms: self.rebalance_timeout_ms.into_owned(),
            subscribed_topic_names: self.subscribed_topic_names.into_owned(),
            subscribed_topic_regex: self.subscribed_topic_regex.into_owned(),
            server_assignor: self.server_assignor.into_owned(),
            topic_partitions: self.topic_partitions.into_owned(),
        }
    }
}

impl Encode for ConsumerGroupHeartbeatRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.group_id);
        w.put(&self.member_id);
        w.put(&self.member_epoch);
        w.put(&self.instance_id);
        w.put(&self.rack_id);
        w.put(&self.rebalance_timeout_ms);
        w.put(&self.subscribed_topic_names);
        if v >= 1 {
            w.put(&self.subscribed_topic_regex);
        } else {
            w.refuse_if(self.subscribed_topic_regex.is_some(), "SubscribedTopicRegex");
        }
        w.put(&self.server_assignor);
        w.put(&self.topic_partitions);
        w.put_tag_count(0);
    }
}

/// Kafka's `TopicPartitions`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TopicPartitions {
    pub topic_id: Uuid,
    pub partitions: Vec<i32>,
}

impl<'a> Decode<'a> for TopicPartitions {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`TopicPartitions`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TopicPartitionsView<'a> {
    pub topic_id: Uuid,
    pub partitions: ArrayView<'a, i32>,
}

impl<'a> Decode<'a> for TopicPartitionsView<'a> {
    const SIZE_MIN: usize = 18;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for TopicPartitionsView<'_> {
    type Owned = TopicPartitions;
    fn into_owned(self) -> TopicPartitions {
        TopicPartitions { topic_id: self.topic_id.into_owned(), partitions: self.partitions.into_owned() }
    }
}

impl Encode for TopicPartitions {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic_id);
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

impl Message for ConsumerGroupHeartbeatRequest {
    const NAME: &'static str = "ConsumerGroupHeartbeatRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 68;
    const VERSIONS: VersionRange = VersionRange::new(0, 1);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = ConsumerGroupHeartbeatRequestView<'a>;
}

impl<'a> MessageView<'a> for ConsumerGroupHeartbeatRequestView<'a> {
    type Message = ConsumerGroupHeartbeatRequest;
}
