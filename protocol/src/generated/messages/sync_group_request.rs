//! Generated from protocol/schema by `generate-messages`; do not edit.

use bytes::Bytes;

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `SyncGroupRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct SyncGroupRequest {
    pub group_id: String,
    pub generation_id: i32,
    pub member_id: String,
    pub group_instance_id: Option<String>,
    pub protocol_type: Option<String>,
    pub protocol_name: Option<String>,
    pub assignments: Vec<SyncGroupRequestAssignment>,
}

impl<'a> Decode<'a> for SyncGroupRequest {
    const SIZE_MIN: usize = 9;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.generation_id = r.get()?;
        m.member_id = r.get()?;
        if v >= 3 {
            m.group_instance_id = r.get()?;
        }
        if v >= 5 {
            m.protocol_type = r.get()?;
        }
        if v >= 5 {
            m.protocol_name = r.get()?;
        }
        m.assignments = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`SyncGroupRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct SyncGroupRequestView<'a> {
    pub group_id: &'a str,
    pub generation_id: i32,
    pub member_id: &'a str,
    pub group_instance_id: Option<&'a str>,
    pub protocol_type: Option<&'a str>,
    pub protocol_name: Option<&'a str>,
    pub assignments: ArrayView<'a, SyncGroupRequestAssignmentView<'a>>,
}

impl<'a> Decode<'a> for SyncGroupRequestView<'a> {
    const SIZE_MIN: usize = 9;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.generation_id = r.get()?;
        m.member_id = r.get()?;
        if v >= 3 {
            m.group_instance_id = r.get()?;
        }
        if v >= 5 {
            m.protocol_type = r.get()?;
        }
        if v >= 5 {
            m.protocol_name = r.get()?;
        }
        m.assignments = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for SyncGroupRequestView<'_> {
    type Owned = SyncGroupRequest;
    fn into_owned(self) -> SyncGroupRequest {
        SyncGroupRequest {
            group_id: self.group_id.into_owned(),
            generation_id: self.generation_id.into_owned(),
            member_id: self.member_id.into_owned(),
            group_instance_id: self.group_instance_id.into_owned(),
            protocol_type: self.protocol_type.into_owned(),
            protocol_name: self.protocol_name.into_owned(),
            assignments: self.assignments.into_owned(),
        }
    }
}

impl Encode for SyncGroupRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.group_id);
        w.put(&self.generation_id);
        w.put(&self.member_id);
        if v >= 3 {
            w.put(&self.group_instance_id);
        } else {
            w.refuse_if(self.group_instance_id.is_some(), "GroupInstanceId");
        }
        if v >= 5 {
            w.put(&self.protocol_type);
        }
        if v >= 5 {
            w.put(&self.protocol_name);
        }
        w.put(&self.assignments);
        w.put_tag_count(0);
    }
}

/// Kafka's `SyncGroupRequestAssignment`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct SyncGroupRequestAssignment {
    pub member_id: String,
    pub assignment: Bytes,
}

impl<'a> Decode<'a> for SyncGroupRequestAssignment {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.member_id = r.get()?;
        m.assignment = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`SyncGroupRequestAssignment`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct SyncGroupRequestAssignmentView<'a> {
    pub member_id: &'a str,
    pub assignment: &'a [u8],
}

impl<'a> Decode<'a> for SyncGroupRequestAssignmentView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.member_id = r.get()?;
        m.assignment = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for SyncGroupRequestAssignmentView<'_> {
    type Owned = SyncGroupRequestAssignment;
    fn into_owned(self) -> SyncGroupRequestAssignment {
        SyncGroupRequestAssignment {
            member_id: self.member_id.into_owned(),
            assignment: self.assignment.into_owned(),
        }
    }
}

impl Encode for SyncGroupRequestAssignment {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.member_id);
        w.put(&self.assignment);
        w.put_tag_count(0);
    }
}

impl Message for SyncGroupRequest {
    const NAME: &'static str = "SyncGroupRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 14;
    const VERSIONS: VersionRange = VersionRange::new(0, 5);
    const FLEXIBLE_SINCE: i16 = 4;
    type View<'a> = SyncGroupRequestView<'a>;
}

impl<'a> MessageView<'a> for SyncGroupRequestView<'a> {
    type Message = SyncGroupRequest;
}
