//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `CreateTopicsRequest`.
#[derive(Clone, Debug, PartialEq)]
pub struct CreateTopicsRequest {
    pub topics: Vec<CreatableTopic>,
    pub timeout_ms: i32,
    pub validate_only: bool,
}

impl Default for CreateTopicsRequest {
    fn default() -> Self {
        Self { topics: Default::default(), timeout_ms: 60000, validate_only: Default::default() }
    }
}

impl<'a> Decode<'a> for CreateTopicsRequest {
    const SIZE_MIN: usize = 7;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.topics = r.get()?;
        m.timeout_ms = r.get()?;
        if v >= 1 {
            m.validate_only = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`CreateTopicsRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CreateTopicsRequestView<'a> {
    pub topics: ArrayView<'a, CreatableTopicView<'a>>,
    pub timeout_ms: i32,
    pub validate_only: bool,
}

impl Default for CreateTopicsRequestView<'_> {
    fn default() -> Self {
        Self { topics: Default::default(), timeout_ms: 60000, validate_only: Default::default() }
    }
}

impl<'a> Decode<'a> for CreateTopicsRequestView<'a> {
    const SIZE_MIN: usize = 7;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.topics = r.get()?;
        m.timeout_ms = r.get()?;
        if v >= 1 {
            m.validate_only = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for CreateTopicsRequestView<'_> {
    type Owned = CreateTopicsRequest;
    fn into_owned(self) -> CreateTopicsRequest {
        CreateTopicsRequest {
            topics: self.topics.into_owned(),
            timeout_ms: self.timeout_ms.into_owned(),
            validate_only: self.validate_only.into_owned(),
        }
    }
}

impl Encode for CreateTopicsRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.topics);
        w.put(&self.timeout_ms);
        if v >= 1 {
            w.put(&self.validate_only);
        } else {
            w.refuse_if(self.validate_only, "validateOnly");
        }
        w.put_tag_count(0);
    }
}

/// Kafka's `CreatableTopic`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct CreatableTopic {
    pub name: String,
    pub num_partitions: i32,
    pub replication_factor: i16,
    pub assignments: Vec<CreatableReplicaAssignment>,
    pub configs: Vec<CreatableTopicConfig>,
}

impl<'a> Decode<'a> for CreatableTopic {
    const SIZE_MIN: usize = 10;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.num_partitions = r.get()?;
        m.replication_factor = r.get()?;
        m.assignments = r.get()?;
        m.configs = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`CreatableTopic`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct CreatableTopicView<'a> {
    pub name: &'a str,
    pub num_partitions: i32,
    pub replication_factor: i16,
    pub assignments: ArrayView<'a, CreatableReplicaAssignmentView<'a>>,
    pub configs: ArrayView<'a, CreatableTopicConfigView<'a>>,
}

impl<'a> Decode<'a> for CreatableTopicView<'a> {
    const SIZE_MIN: usize = 10;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.num_partitions = r.get()?;
        m.replication_factor = r.get()?;
        m.assignments = r.get()?;
        m.configs = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for CreatableTopicView<'_> {
    type Owned = CreatableTopic;
    fn into_owned(self) -> CreatableTopic {
        CreatableTopic {
            name: self.name.into_owned(),
            num_partitions: self.num_partitions.into_owned(),
            replication_factor: self.replication_factor.into_owned(),
            assignments: self.assignments.into_owned(),
            configs: self.configs.into_owned(),
        }
    }
}

impl Encode for CreatableTopic {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.num_partitions);
        w.put(&self.replication_factor);
        w.put(&self.assignments);
        w.put(&self.configs);
        w.put_tag_count(0);
    }
}

/// Kafka's `CreatableReplicaAssignment`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct CreatableReplicaAssignment {
    pub partition_index: i32,
    pub broker_ids: Vec<i32>,
}

impl<'a> Decode<'a> for CreatableReplicaAssignment {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.broker_ids = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`CreatableReplicaAssignment`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct CreatableReplicaAssignmentView<'a> {
    pub partition_index: i32,
    pub broker_ids: ArrayView<'a, i32>,
}

impl<'a> Decode<'a> for CreatableReplicaAssignmentView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.partition_index = r.get()?;
        m.broker_ids = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for CreatableReplicaAssignmentView<'_> {
    type Owned = CreatableReplicaAssignment;
    fn into_owned(self) -> CreatableReplicaAssignment {
        CreatableReplicaAssignment {
            partition_index: self.partition_index.into_owned(),
            broker_ids: self.broker_ids.into_owned(),
        }
    }
}

impl Encode for CreatableReplicaAssignment {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.partition_index);
        w.put(&self.broker_ids);
        w.put_tag_count(0);
    }
}

/// Kafka's `CreatableTopicConfig`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct CreatableTopicConfig {
    pub name: String,
    pub value: Option<String>,
}

impl<'a> Decode<'a> for CreatableTopicConfig {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.value = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`CreatableTopicConfig`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct CreatableTopicConfigView<'a> {
    pub name: &'a str,
    pub value: Option<&'a str>,
}

impl<'a> Decode<'a> for CreatableTopicConfigView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.value = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for CreatableTopicConfigView<'_> {
    type Owned = CreatableTopicConfig;
    fn into_owned(self) -> CreatableTopicConfig {
        CreatableTopicConfig { name: self.name.into_owned(), value: self.value.into_owned() }
    }
}

impl Encode for CreatableTopicConfig {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.value);
        w.put_tag_count(0);
    }
}

impl Message for CreateTopicsRequest {
    const NAME: &'static str = "CreateTopicsRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 19;
    const VERSIONS: VersionRange = VersionRange::new(0, 7);
    const FLEXIBLE_SINCE: i16 = 5;
    type View<'a> = CreateTopicsRequestView<'a>;
}

impl<'a> MessageView<'a> for CreateTopicsRequestView<'a> {
    type Message = CreateTopicsRequest;
}
