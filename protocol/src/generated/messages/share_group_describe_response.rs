//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, Uuid, VersionRange, Writer,
};

/// Kafka's `ShareGroupDescribeResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ShareGroupDescribeResponse {
    pub throttle_time_ms: i32,
    pub groups: Vec<DescribedGroup>,
}

impl<'a> Decode<'a> for ShareGroupDescribeResponse {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.groups = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ShareGroupDescribeResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ShareGroupDescribeResponseView<'a> {
    pub throttle_time_ms: i32,
    pub groups: ArrayView<'a, DescribedGroupView<'a>>,
}

impl<'a> Decode<'a> for ShareGroupDescribeResponseView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.groups = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ShareGroupDescribeResponseView<'_> {
    type Owned = ShareGroupDescribeResponse;
    fn into_owned(self) -> ShareGroupDescribeResponse {
        ShareGroupDescribeResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            groups: self.groups.into_owned(),
        }
    }
}

impl Encode for ShareGroupDescribeResponse {
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
    pub assignor_name: String,
    pub members: Vec<Member>,
    pub authorized_operations: i32,
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
            assignor_name: Default::default(),
            members: Default::default(),
            authorized_operations: i32::MIN,
        }
    }
}

impl<'a> Decode<'a> for DescribedGroup {
    const SIZE_MIN: usize = 20;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.group_id = r.get()?;
        m.group_state = r.get()?;
        m.group_epoch = r.get()?;
        m.assignment_epoch = r.get()?;
        m.assignor_name = r.get()?;
        m.members = r.get()?;
        m.authorized_operations = r.get()?;
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
    pub assignor_name: &'a str,
    pub members: ArrayView<'a, MemberView<'a>>,
    pub authorized_operations: i32,
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
            assignor_name: Default::default(),
            members: Default::default(),
            authorized_operations: i32::MIN,
        }
    }
}

impl<'a> Decode<'a> for DescribedGroupView<'a> {
    const SIZE_MIN: usize = 20;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.error_message = r.get()?;
        m.group_id = r.get()?;
        m.group_state = r.get()?;
        m.group_epoch = r.get()?;
        m.assignment_epoch = r.get()?;
        m.assignor_name = r.get()?;
        m.members = r.get()?;
        m.authorized_operations = r.get()?;
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
            assignor_name: self.assignor_name.into_owned(),
            members: self.members.into_owned(),
            authorized_operations: self.authorized_operations.into_owned(),
        }
    }
}

impl Encode for DescribedGroup {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.error_code);
        w.put(&self.error_message);
        w.put(&self.group_id);
        w.put(&self.group_state);
        w.put(&self.group_epoch);
        w.put(&self.assignment_epoch);
        w.put(&self.assignor_name);
        w.put(&self.members);
        w.put(&self.authorized_operations);
        w.put_tag_count(0);
    }
}

/// Kafka's `Member`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Member {
    pub member_id: String,
    pub rack_id: Option<String>,
    pub member_epoch: i32,
    pub client_id: String,
    pub client_host: String,
    pub subscribed_topic_names: Vec<String>,
    pub assignment: Assignment,
}

impl<'a> Decode<'a> for Member {
    const SIZE_MIN: usize = 12;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.member_id = r.get()?;
        m.rack_id = r.get()?;
        m.member_epoch = r.get()?;
        m.client_id = r.get()?;
        m.client_host = r.get()?;
        m.subscribed_topic_names = r.get()?;
        m.assignment = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`Member`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct MemberView<'a> {
    pub member_id: &'a str,
    pub rack_id: Option<&'a str>,
    pub member_epoch: i32,
    pub client_id: &'a str,
    pub client_host: &'a str,
    pub subscribed_topic_names: ArrayView<'a, &'a str>,
    pub assignment: AssignmentView<'a>,
}

impl<'a> Decode<'a> for MemberView<'a> {
    const SIZE_MIN: usize = 12;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.member_id = r.get()?;
        m.rack_id = r.get()?;
        m.member_epoch = r.get()?;
        m.client_id = r.get()?;
        m.client_host = r.get()?;
        m.subscribed_topic_names = r.get()?;
        m.assignment = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for MemberView<'_> {
    type Owned = Member;
    fn into_owned(self) -> Member {
        Member {
            member_id: self.member_id.into_owned(),
            rack_id: self.rack_id.into_owned(),
            member_epoch: self.member_epoch.into_owned(),
            client_id: self.client_id.into_owned(),
            client_host: self.client_host.into_owned(),
            subscribed_topic_names: self.subscribed_topic_names.into_owned(),
            assignment: self.assignment.into_owned(),
        }
    }
}

impl Encode for Member {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.member_id);
        w.put(&self.rack_id);
        w.put(&self.member_epoch);
        w.put(&self.client_id);
        w.put(&self.client_host);
        w.put(&self.subscribed_topic_names);
        w.put(&self.assignment);
        w.put_tag_count(0);
    }
}

/// Kafka's `TopicPartitions`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TopicPartitions {
    pub topic_id: Uuid,
    pub topic_name: String,
    pub partitions: Vec<i32>,
}

impl<'a> Decode<'a> for TopicPartitions {
    const SIZE_MIN: usize = 19;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.topic_name = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`TopicPartitions`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct TopicPartitionsView<'a> {
    pub topic_id: Uuid,
    pub topic_name: &'a str,
    pub partitions: ArrayView<'a, i32>,
}

impl<'a> Decode<'a> for TopicPartitionsView<'a> {
    const SIZE_MIN: usize = 19;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_id = r.get()?;
        m.topic_name = r.get()?;
        m.partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for TopicPartitionsView<'_> {
    type Owned = TopicPartitions;
    fn into_owned(self) -> TopicPartitions {
        TopicPartitions {
            topic_id: self.topic_id.into_owned(),
            topic_name: self.topic_name.into_owned(),
            partitions: self.partitions.into_owned(),
        }
    }
}

impl Encode for TopicPartitions {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic_id);
        w.put(&self.topic_name);
        w.put(&self.partitions);
        w.put_tag_count(0);
    }
}

/// Kafka's `Assignment`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Assignment {
    pub topic_partitions: Vec<TopicPartitions>,
}

impl<'a> Decode<'a> for Assignment {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`Assignment`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct AssignmentView<'a> {
    pub topic_partitions: ArrayView<'a, TopicPartitionsView<'a>>,
}

impl<'a> Decode<'a> for AssignmentView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.topic_partitions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AssignmentView<'_> {
    type Owned = Assignment;
    fn into_owned(self) -> Assignment {
        Assignment { topic_partitions: self.topic_partitions.into_owned() }
    }
}

impl Encode for Assignment {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.topic_partitions);
        w.put_tag_count(0);
    }
}

impl Message for ShareGroupDescribeResponse {
    const NAME: &'static str = "ShareGroupDescribeResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 77;
    const VERSIONS: VersionRange = VersionRange::new(1, 1);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = ShareGroupDescribeResponseView<'a>;
}

impl<'a> MessageView<'a> for ShareGroupDescribeResponseView<'a> {
    type Message = ShareGroupDescribeResponse;
}

/// Writes a [`ShareGroupDescribeResponse`] field by field, in this order.
#[derive(Debug)]
pub struct ShareGroupDescribeResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> ShareGroupDescribeResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(1, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::groups_element`].
    pub fn groups(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(1, i16::MAX), VersionRange::new(1, 0), Some(count));
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
        self.0.field(0, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn error_message(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(1, VersionRange::new(1, i16::MAX), VersionRange::new(1, i16::MAX), value);
        self
    }

    pub fn group_id(&mut self, value: &str) -> &mut Self {
        self.0.field(2, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn group_state(&mut self, value: &str) -> &mut Self {
        self.0.field(3, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn group_epoch(&mut self, value: i32) -> &mut Self {
        self.0.field(4, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn assignment_epoch(&mut self, value: i32) -> &mut Self {
        self.0.field(5, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn assignor_name(&mut self, value: &str) -> &mut Self {
        self.0.field(6, VersionRange::new(1, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::members_element`].
    pub fn members(&mut self, count: usize) -> &mut Self {
        self.0.array(7, VersionRange::new(1, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn members_element(&mut self) -> MemberWriter<'_, 's, S> {
        MemberWriter(self.0.element(7))
    }

    pub fn authorized_operations(&mut self, value: i32) -> &mut Self {
        self.0.field(8, VersionRange::new(1, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(9).put_tag_count(0);
    }
}

/// Writes a [`Member`] field by field, in this order.
#[derive(Debug)]
pub struct MemberWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> MemberWriter<'w, 's, S> {
    pub fn member_id(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn rack_id(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(1, VersionRange::new(1, i16::MAX), VersionRange::new(1, i16::MAX), value);
        self
    }

    pub fn member_epoch(&mut self, value: i32) -> &mut Self {
        self.0.field(2, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn client_id(&mut self, value: &str) -> &mut Self {
        self.0.field(3, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn client_host(&mut self, value: &str) -> &mut Self {
        self.0.field(4, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn subscribed_topic_names(&mut self, value: &[impl Encode]) -> &mut Self {
        self.0.field(5, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn assignment(&mut self, value: &Assignment) -> &mut Self {
        self.0.field(6, VersionRange::new(1, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(7).put_tag_count(0);
    }
}
