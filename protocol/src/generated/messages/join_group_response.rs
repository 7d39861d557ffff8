//! Generated from protocol/schema by `generate-messages`; do not edit.

use bytes::Bytes;

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, VersionRange, Writer,
};

/// Kafka's `JoinGroupResponse`.
#[derive(Clone, Debug, PartialEq)]
pub struct JoinGroupResponse {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub generation_id: i32,
    pub protocol_type: Option<String>,
    pub protocol_name: Option<String>,
    pub leader: String,
    pub skip_assignment: bool,
    pub member_id: String,
    pub members: Vec<JoinGroupResponseMember>,
}

impl Default for JoinGroupResponse {
    fn default() -> Self {
        Self {
            throttle_time_ms: Default::default(),
            error_code: Default::default(),
            generation_id: -1,
            protocol_type: None,
            protocol_name: None,
            leader: Default::default(),
            skip_assignment: Default::default(),
            member_id: Default::default(),
            members: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for JoinGroupResponse {
    const SIZE_MIN: usize = 15;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 2 {
            m.throttle_time_ms = r.get()?;
        }
        m.error_code = r.get()?;
        m.generation_id = r.get()?;
        if v >= 7 {
            m.protocol_type = r.get()?;
        }
        m.protocol_name = r.nullable(v >= 7)?;
        m.leader = r.get()?;
        if v >= 9 {
            m.skip_assignment = r.get()?;
        }
        m.member_id = r.get()?;
        m.members = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`JoinGroupResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct JoinGroupResponseView<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub generation_id: i32,
    pub protocol_type: Option<&'a str>,
    pub protocol_name: Option<&'a str>,
    pub leader: &'a str,
    pub skip_assignment: bool,
    pub member_id: &'a str,
    pub members: ArrayView<'a, JoinGroupResponseMemberView<'a>>,
}

impl Default for JoinGroupResponseView<'_> {
    fn default() -> Self {
        Self {
            throttle_time_ms: Default::default(),
            error_code: Default::default(),
            generation_id: -1,
            protocol_type: None,
            protocol_name: None,
            leader: Default::default(),
            skip_assignment: Default::default(),
            member_id: Default::default(),
            members: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for JoinGroupResponseView<'a> {
    const SIZE_MIN: usize = 15;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 2 {
            m.throttle_time_ms = r.get()?;
        }
        m.error_code = r.get()?;
        m.generation_id = r.get()?;
        if v >= 7 {
            m.protocol_type = r.get()?;
        }
        m.protocol_name = r.nullable(v >= 7)?;
        m.leader = r.get()?;
        if v >= 9 {
            m.skip_assignment = r.get()?;
        }
        m.member_id = r.get()?;
        m.members = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for JoinGroupResponseView<'_> {
    type Owned = JoinGroupResponse;
    fn into_owned(self) -> JoinGroupResponse {
        JoinGroupResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            error_code: self.error_code.into_owned(),
            generation_id: self.generation_id.into_owned(),
            protocol_type: self.protocol_type.into_owned(),
            protocol_name: self.protocol_name.into_owned(),
            leader: self.leader.into_owned(),
            skip_assignment: self.skip_assignment.into_owned(),
            member_id: self.member_id.into_owned(),
            members: self.members.into_owned(),
        }
    }
}

impl Encode for JoinGroupResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 2 {
            w.put(&self.throttle_time_ms);
        }
        w.put(&self.error_code);
        w.put(&self.generation_id);
        if v >= 7 {
            w.put(&self.protocol_type);
        }
        w.put_nullable(&self.protocol_name, v >= 7);
        w.put(&self.leader);
        if v >= 9 {
            w.put(&self.skip_assignment);
        } else {
            w.refuse_if(self.skip_assignment, "SkipAssignment");
        }
        w.put(&self.member_id);
        w.put(&self.members);
        w.put_tag_count(0);
    }
}

/// Kafka's `JoinGroupResponseMember`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct JoinGroupResponseMember {
    pub member_id: String,
    pub group_instance_id: Option<String>,
    pub metadata: Bytes,
}

impl<'a> Decode<'a> for JoinGroupResponseMember {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.member_id = r.get()?;
        if v >= 5 {
            m.group_instance_id = r.get()?;
        }
        m.metadata = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`JoinGroupResponseMember`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct JoinGroupResponseMemberView<'a> {
    pub member_id: &'a str,
    pub group_instance_id: Option<&'a str>,
    pub metadata: &'a [u8],
}

impl<'a> Decode<'a> for JoinGroupResponseMemberView<'a> {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.member_id = r.get()?;
        if v >= 5 {
            m.group_instance_id = r.get()?;
        }
        m.metadata = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for JoinGroupResponseMemberView<'_> {
    type Owned = JoinGroupResponseMember;
    fn into_owned(self) -> JoinGroupResponseMember {
        JoinGroupResponseMember {
            member_id: self.member_id.into_owned(),
            group_instance_id: self.group_instance_id.into_owned(),
            metadata: self.metadata.into_owned(),
        }
    }
}

impl Encode for JoinGroupResponseMember {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.member_id);
        if v >= 5 {
            w.put(&self.group_instance_id);
        }
        w.put(&self.metadata);
        w.put_tag_count(0);
    }
}

impl Message for JoinGroupResponse {
    const NAME: &'static str = "JoinGroupResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 11;
    const VERSIONS: VersionRange = VersionRange::new(0, 9);
    const FLEXIBLE_SINCE: i16 = 6;
    type View<'a> = JoinGroupResponseView<'a>;
}

impl<'a> MessageView<'a> for JoinGroupResponseView<'a> {
    type Message = JoinGroupResponse;
}

/// Writes a [`JoinGroupResponse`] field by field, in this order.
#[derive(Debug)]
pub struct JoinGroupResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> JoinGroupResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(2, i16::MAX), &value);
        self
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn generation_id(&mut self, value: i32) -> &mut Self {
        self.0.field(2, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn protocol_type(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(3, VersionRange::new(7, i16::MAX), VersionRange::new(7, i16::MAX), value);
        self
    }

    pub fn protocol_name(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(4, VersionRange::new(0, i16::MAX), VersionRange::new(7, i16::MAX), value);
        self
    }

    pub fn leader(&mut self, value: &str) -> &mut Self {
        self.0.field(5, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn skip_assignment(&mut self, value: bool) -> &mut Self {
        self.0.field(6, VersionRange::new(9, i16::MAX), &value);
        self
    }

    pub fn member_id(&mut self, value: &str) -> &mut Self {
        self.0.field(7, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::members_element`].
    pub fn members(&mut self, count: usize) -> &mut Self {
        self.0.array(8, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn members_element(&mut self) -> JoinGroupResponseMemberWriter<'_, 's, S> {
        JoinGroupResponseMemberWriter(self.0.element(8))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(9).put_tag_count(0);
    }
}

/// Writes a [`JoinGroupResponseMember`] field by field, in this order.
#[derive(Debug)]
pub struct JoinGroupResponseMemberWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> JoinGroupResponseMemberWriter<'w, 's, S> {
    pub fn member_id(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn group_instance_id(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(1, VersionRange::new(5, i16::MAX), VersionRange::new(5, i16::MAX), value);
        self
    }

    pub fn metadata(&mut self, value: &[u8]) -> &mut Self {
        self.0.field(2, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(3).put_tag_count(0);
    }
}
