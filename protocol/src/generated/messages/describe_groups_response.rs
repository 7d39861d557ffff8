//! Generated from protocol/schema by `generate-messages`; do not edit.

use bytes::Bytes;

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, VersionRange, Writer,
};

/// Kafka's `DescribeGroupsResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DescribeGroupsResponse {
    pub throttle_time_ms: i32,
    pub groups: Vec<DescribedGroup>,
}

impl<'a> Decode<'a> for DescribeGroupsResponse {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 1 {
            m.throttle_time_ms = r.get()?;
        }
        m.groups = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeGroupsResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DescribeGroupsResponseView<'a> {
    pub throttle_time_ms: i32,
    pub groups: ArrayView<'a, DescribedGroupView<'a>>,
}

impl<'a> Decode<'a> for DescribeGroupsResponseView<'a> {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 1 {
            m.throttle_time_ms = r.get()?;
        }
        m.groups = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeGroupsResponseView<'_> {
    type Owned = DescribeGroupsResponse;
    fn into_owned(self) -> DescribeGroupsResponse {
        DescribeGroupsResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            groups: self.groups.into_owned(),
        }
    }
}

impl Encode for DescribeGroupsResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 1 {
            w.put(&self.throttle_time_ms);
        }
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
    pub protocol_type: String,
    pub protocol_data: String,
    pub members: Vec<DescribedGroupMember>,
    pub authorized_operations: i32,
}

impl Default for DescribedGroup {
    fn default() -> Self {
        Self {
            error_code: Default::default(),
            error_message: None,
            group_id: Default::default(),
            group_state: Default::default(),
            protocol_type: Default::default(),
            protocol_data: Default::default(),
            members: Default::default(),
            authorized_operations: i32::MIN,
        }
    }
}

impl<'a> Decode<'a> for DescribedGroup {
    const SIZE_MIN: usize = 12;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.error_code = r.get()?;
        if v >= 6 {
            m.error_message = r.get()?;
        }
        m.group_id = r.get()?;
        m.group_state = r.get()?;
        m.protocol_type = r.get()?;
        m.protocol_data = r.get()?;
        m.members = r.get()?;
        if v >= 3 {
            m.authorized_operations = r.get()?;
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
    pub protocol_type: &'a str,
    pub protocol_data: &'a str,
    pub members: ArrayView<'a, DescribedGroupMemberView<'a>>,
    pub authorized_operations: i32,
}

impl Default for DescribedGroupView<'_> {
    fn default() -> Self {
        Self {
            error_code: Default::default(),
            error_message: None,
            group_id: Default::default(),
            group_state: Default::default(),
            protocol_type: Default::default(),
            protocol_data: Default::default(),
            members: Default::default(),
            authorized_operations: i32::MIN,
        }
    }
}

impl<'a> Decode<'a> for DescribedGroupView<'a> {
    const SIZE_MIN: usize = 12;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.error_code = r.get()?;
        if v >= 6 {
            m.error_message = r.get()?;
        }
        m.group_id = r.get()?;
        m.group_state = r.get()?;
        m.protocol_type = r.get()?;
        m.protocol_data = r.get()?;
        m.members = r.get()?;
        if v >= 3 {
            m.authorized_operations = r.get()?;
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
            protocol_type: self.protocol_type.into_owned(),
            protocol_data: self.protocol_data.into_owned(),
            members: self.members.into_owned(),
            authorized_operations: self.authorized_operations.into_owned(),
        }
    }
}

impl Encode for DescribedGroup {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.error_code);
        if v >= 6 {
            w.put(&self.error_message);
        } else {
            w.refuse_if(self.error_message.is_some(), "ErrorMessage");
        }
        w.put(&self.group_id);
        w.put(&self.group_state);
        w.put(&self.protocol_type);
        w.put(&self.protocol_data);
        w.put(&self.members);
        if v >= 3 {
            w.put(&self.authorized_operations);
        } else {
            w.refuse_if(self.authorized_operations != i32::MIN, "AuthorizedOperations");
        }
        w.put_tag_count(0);
    }
}

/// Kafka's `DescribedGroupMember`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DescribedGroupMember {
    pub member_id: String,
    pub group_instance_id: Option<String>,
    pub client_id: String,
    pub client_host: String,
    pub member_metadata: Bytes,
    pub member_assignment: Bytes,
}

impl<'a> Decode<'a> for DescribedGroupMember {
    const SIZE_MIN: usize = 7;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.member_id = r.get()?;
        if v >= 4 {
            m.group_instance_id = r.get()?;
        }
        m.client_id = r.get()?;
        m.client_host = r.get()?;
        m.member_metadata = r.get()?;
        m.member_assignment = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribedGroupMember`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DescribedGroupMemberView<'a> {
    pub member_id: &'a str,
    pub group_instance_id: Option<&'a str>,
    pub client_id: &'a str,
    pub client_host: &'a str,
    pub member_metadata: &'a [u8],
    pub member_assignment: &'a [u8],
}

impl<'a> Decode<'a> for DescribedGroupMemberView<'a> {
    const SIZE_MIN: usize = 7;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.member_id = r.get()?;
        if v >= 4 {
            m.group_instance_id = r.get()?;
        }
        m.client_id = r.get()?;
        m.client_host = r.get()?;
        m.member_metadata = r.get()?;
        m.member_assignment = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribedGroupMemberView<'_> {
    type Owned = DescribedGroupMember;
    fn into_owned(self) -> DescribedGroupMember {
        DescribedGroupMember {
            member_id: self.member_id.into_owned(),
            group_instance_id: self.group_instance_id.into_owned(),
            client_id: self.client_id.into_owned(),
            client_host: self.client_host.into_owned(),
            member_metadata: self.member_metadata.into_owned(),
            member_assignment: self.member_assignment.into_owned(),
        }
    }
}

impl Encode for DescribedGroupMember {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.member_id);
        if v >= 4 {
            w.put(&self.group_instance_id);
        }
        w.put(&self.client_id);
        w.put(&self.client_host);
        w.put(&self.member_metadata);
        w.put(&self.member_assignment);
        w.put_tag_count(0);
    }
}

impl Message for DescribeGroupsResponse {
    const NAME: &'static str = "DescribeGroupsResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 15;
    const VERSIONS: VersionRange = VersionRange::new(0, 6);
    const FLEXIBLE_SINCE: i16 = 5;
    type View<'a> = DescribeGroupsResponseView<'a>;
}

impl<'a> MessageView<'a> for DescribeGroupsResponseView<'a> {
    type Message = DescribeGroupsResponse;
}

/// Writes a [`DescribeGroupsResponse`] field by field, in this order.
#[derive(Debug)]
pub struct DescribeGroupsResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DescribeGroupsResponseWriter<'w, 's, S> {
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
        self.0.nullable(1, VersionRange::new(6, i16::MAX), VersionRange::new(6, i16::MAX), value);
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

    pub fn protocol_type(&mut self, value: &str) -> &mut Self {
        self.0.field(4, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn protocol_data(&mut self, value: &str) -> &mut Self {
        self.0.field(5, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::members_element`].
    pub fn members(&mut self, count: usize) -> &mut Self {
        self.0.array(6, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn members_element(&mut self) -> DescribedGroupMemberWriter<'_, 's, S> {
        DescribedGroupMemberWriter(self.0.element(6))
    }

    pub fn authorized_operations(&mut self, value: i32) -> &mut Self {
        self.0.field(7, VersionRange::new(3, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(8).put_tag_count(0);
    }
}

/// Writes a [`DescribedGroupMember`] field by field, in this order.
#[derive(Debug)]
pub struct DescribedGroupMemberWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DescribedGroupMemberWriter<'w, 's, S> {
    pub fn member_id(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn group_instance_id(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(1, VersionRange::new(4, i16::MAX), VersionRange::new(4, i16::MAX), value);
        self
    }

    pub fn client_id(&mut self, value: &str) -> &mut Self {
        self.0.field(2, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn client_host(&mut self, value: &str) -> &mut Self {
        self.0.field(3, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn member_metadata(&mut self, value: &[u8]) -> &mut Self {
        self.0.field(4, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn member_assignment(&mut self, value: &[u8]) -> &mut Self {
        self.0.field(5, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(6).put_tag_count(0);
    }
}
