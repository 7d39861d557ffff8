//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `LeaveGroupRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct LeaveGroupRequest {
    pub group_id: String,
    pub member_id: String,
    pub members: Vec<MemberIdentity>,
}

impl<'a> Decode<'a> for LeaveGroupRequest {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.group_id = r.get()?;
        if v <= 2 {
            m.member_id = r.get()?;
        }
        if v >= 3 {
            m.members = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`LeaveGroupRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct LeaveGroupRequestView<'a> {
    pub group_id: &'a str,
    pub member_id: &'a str,
    pub members: ArrayView<'a, MemberIdentityView<'a>>,
}

impl<'a> Decode<'a> for LeaveGroupRequestView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.group_id = r.get()?;
        if v <= 2 {
            m.member_id = r.get()?;
        }
        if v >= 3 {
            m.members = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for LeaveGroupRequestView<'_> {
    type Owned = LeaveGroupRequest;
    fn into_owned(self) -> LeaveGroupRequest {
        LeaveGroupRequest {
            group_id: self.group_id.into_owned(),
            member_id: self.member_id.into_owned(),
            members: self.members.into_owned(),
        }
    }
}

impl Encode for LeaveGroupRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.group_id);
        if v <= 2 {
            w.put(&self.member_id);
        } else {
            w.refuse_if(!self.member_id.is_empty(), "MemberId");
        }
        if v >= 3 {
            w.put(&self.members);
        } else {
            w.refuse_if(!self.members.is_empty(), "Members");
        }
        w.put_tag_count(0);
    }
}

/// Kafka's `MemberIdentity`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct MemberIdentity {
    pub member_id: String,
    pub group_instance_id: Option<String>,
    pub reason: Option<String>,
}

impl<'a> Decode<'a> for MemberIdentity {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 3 {
            m.member_id = r.get()?;
        }
        if v >= 3 {
            m.group_instance_id = r.get()?;
        }
        if v >= 5 {
            m.reason = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`MemberIdentity`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct MemberIdentityView<'a> {
    pub member_id: &'a str,
    pub group_instance_id: Option<&'a str>,
    pub reason: Option<&'a str>,
}

impl<'a> Decode<'a> for MemberIdentityView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 3 {
            m.member_id = r.get()?;
        }
        if v >= 3 {
            m.group_instance_id = r.get()?;
        }
        if v >= 5 {
            m.reason = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for MemberIdentityView<'_> {
    type Owned = MemberIdentity;
    fn into_owned(self) -> MemberIdentity {
        MemberIdentity {
            member_id: self.member_id.into_owned(),
            group_instance_id: self.group_instance_id.into_owned(),
            reason: self.reason.into_owned(),
        }
    }
}

impl Encode for MemberIdentity {
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
        if v >= 5 {
            w.put(&self.reason);
        }
        w.put_tag_count(0);
    }
}

impl Message for LeaveGroupRequest {
    const NAME: &'static str = "LeaveGroupRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 13;
    const VERSIONS: VersionRange = VersionRange::new(0, 5);
    const FLEXIBLE_SINCE: i16 = 4;
    type View<'a> = LeaveGroupRequestView<'a>;
}

impl<'a> MessageView<'a> for LeaveGroupRequestView<'a> {
    type Message = LeaveGroupRequest;
}
