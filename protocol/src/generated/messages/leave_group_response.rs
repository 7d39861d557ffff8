//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, VersionRange, Writer,
};

/// Kafka's `LeaveGroupResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct LeaveGroupResponse {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub members: Vec<MemberResponse>,
}

impl<'a> Decode<'a> for LeaveGroupResponse {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 1 {
            m.throttle_time_ms = r.get()?;
        }
        m.error_code = r.get()?;
        if v >= 3 {
            m.members = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`LeaveGroupResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct LeaveGroupResponseView<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub members: ArrayView<'a, MemberResponseView<'a>>,
}

impl<'a> Decode<'a> for LeaveGroupResponseView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 1 {
            m.throttle_time_ms = r.get()?;
        }
        m.error_code = r.get()?;
        if v >= 3 {
            m.members = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for LeaveGroupResponseView<'_> {
    type Owned = LeaveGroupResponse;
    fn into_owned(self) -> LeaveGroupResponse {
        LeaveGroupResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            error_code: self.error_code.into_owned(),
            members: self.members.into_owned(),
        }
    }
}

impl Encode for LeaveGroupResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 1 {
            w.put(&self.throttle_time_ms);
        }
        w.put(&self.error_code);
        if v >= 3 {
            w.put(&self.members);
        } else {
            w.refuse_if(!self.members.is_empty(), "Members");
        }
        w.put_tag_count(0);
    }
}

/// Kafka's `MemberResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct MemberResponse {
    pub member_id: String,
    pub group_instance_id: Option<String>,
    pub error_code: i16,
}

impl<'a> Decode<'a> for MemberResponse {
    const SIZE_MIN: usize = 5;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 3 {
            m.member_id = r.get()?;
        }
        if v >= 3 {
            m.group_instance_id = r.get()?;
        }
        if v >= 3 {
            m.error_code = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`MemberResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct MemberResponseView<'a> {
    pub member_id: &'a str,
    pub group_instance_id: Option<&'a str>,
    pub error_code: i16,
}

impl<'a> Decode<'a> for MemberResponseView<'a> {
    const SIZE_MIN: usize = 5;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 3 {
            m.member_id = r.get()?;
        }
        if v >= 3 {
            m.group_instance_id = r.get()?;
        }
        if v >= 3 {
            m.error_code = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for MemberResponseView<'_> {
    type Owned = MemberResponse;
    fn into_owned(self) -> MemberResponse {
        MemberResponse {
            member_id: self.member_id.into_owned(),
            group_instance_id: self.group_instance_id.into_owned(),
            error_code: self.error_code.into_owned(),
        }
    }
}

impl Encode for MemberResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 3 {
            w.put(&self.member_id);
        } else {
            w.refuse_if(!self.member_id.is_empty(), "MemberId");
        }
        if v >= 3 {
            w.put(&self.group_instance_id);
        } else {
            w.refuse_if(self.group_instance_id.is_some(), "GroupInstanceId");
        }
        if v >= 3 {
            w.put(&self.error_code);
        } else {
            w.refuse_if(self.error_code != 0, "ErrorCode");
        }
        w.put_tag_count(0);
    }
}

impl Message for LeaveGroupResponse {
    const NAME: &'static str = "LeaveGroupResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 13;
    const VERSIONS: VersionRange = VersionRange::new(0, 5);
    const FLEXIBLE_SINCE: i16 = 4;
    type View<'a> = LeaveGroupResponseView<'a>;
}

impl<'a> MessageView<'a> for LeaveGroupResponseView<'a> {
    type Message = LeaveGroupResponse;
}

/// Writes a [`LeaveGroupResponse`] field by field, in this order.
#[derive(Debug)]
pub struct LeaveGroupResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> LeaveGroupResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(1, i16::MAX), &value);
        self
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::members_element`].
    pub fn members(&mut self, count: usize) -> &mut Self {
        self.0.array(2, VersionRange::new(3, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn members_element(&mut self) -> MemberResponseWriter<'_, 's, S> {
        MemberResponseWriter(self.0.element(2))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(3).put_tag_count(0);
    }
}

/// Writes a [`MemberResponse`] field by field, in this order.
#[derive(Debug)]
pub struct MemberResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> MemberResponseWriter<'w, 's, S> {
    pub fn member_id(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(3, i16::MAX), &value);
        self
    }

    pub fn group_instance_id(&mut self, value: Option<&str>) -> &mut Self {
        self.0.nullable(1, VersionRange::new(3, i16::MAX), VersionRange::new(3, i16::MAX), value);
        self
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(2, VersionRange::new(3, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(3).put_tag_count(0);
    }
}
