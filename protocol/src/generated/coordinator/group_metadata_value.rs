//! Generated from protocol/schema by `generate-messages`; do not edit.

use bytes::Bytes;

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `GroupMetadataValue`.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupMetadataValue {
    pub protocol_type: String,
    pub generation: i32,
    pub protocol: Option<String>,
    pub leader: Option<String>,
    pub current_state_timestamp: i64,
    pub members: Vec<MemberMetadata>,
}

impl Default for GroupMetadataValue {
    fn default() -> Self {
        Self {
            protocol_type: Default::default(),
            generation: Default::default(),
            protocol: None,
            leader: None,
            current_state_timestamp: -1,
            members: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for GroupMetadataValue {
    const SIZE_MIN: usize = 14;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.protocol_type = r.get()?;
        m.generation = r.get()?;
        m.protocol = r.get()?;
        m.leader = r.get()?;
        if v >= 2 {
            m.current_state_timestamp = r.get()?;
        }
        m.members = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`GroupMetadataValue`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupMetadataValueView<'a> {
    pub protocol_type: &'a str,
    pub generation: i32,
    pub protocol: Option<&'a str>,
    pub leader: Option<&'a str>,
    pub current_state_timestamp: i64,
    pub members: ArrayView<'a, MemberMetadataView<'a>>,
}

impl Default for GroupMetadataValueView<'_> {
    fn default() -> Self {
        Self {
            protocol_type: Default::default(),
            generation: Default::default(),
            protocol: None,
            leader: None,
            current_state_timestamp: -1,
            members: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for GroupMetadataValueView<'a> {
    const SIZE_MIN: usize = 14;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.protocol_type = r.get()?;
        m.generation = r.get()?;
        m.protocol = r.get()?;
        m.leader = r.get()?;
        if v >= 2 {
            m.current_state_timestamp = r.get()?;
        }
        m.members = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for GroupMetadataValueView<'_> {
    type Owned = GroupMetadataValue;
    fn into_owned(self) -> GroupMetadataValue {
        GroupMetadataValue {
            protocol_type: self.protocol_type.into_owned(),
            generation: self.generation.into_owned(),
            protocol: self.protocol.into_owned(),
            leader: self.leader.into_owned(),
            current_state_timestamp: self.current_state_timestamp.into_owned(),
            members: self.members.into_owned(),
        }
    }
}

impl Encode for GroupMetadataValue {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.protocol_type);
        w.put(&self.generation);
        w.put(&self.protocol);
        w.put(&self.leader);
        if v >= 2 {
            w.put(&self.current_state_timestamp);
        }
        w.put(&self.members);
        w.put_tag_count(0);
    }
}

/// Kafka's `MemberMetadata`.
#[derive(Clone, Debug, PartialEq)]
pub struct MemberMetadata {
    pub member_id: String,
    pub group_instance_id: Option<String>,
    pub client_id: String,
    pub client_host: String,
    pub rebalance_timeout: i32,
    pub session_timeout: i32,
    pub subscription: Bytes,
    pub assignment: Bytes,
}

impl Default for MemberMetadata {
    fn default() -> Self {
        Self {
            member_id: Default::default(),
            group_instance_id: None,
            client_id: Default::default(),
            client_host: Default::default(),
            rebalance_timeout: -1,
            session_timeout: Default::default(),
            subscription: Default::default(),
            assignment: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for MemberMetadata {
    const SIZE_MIN: usize = 15;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.member_id = r.get()?;
        if v >= 3 {
            m.group_instance_id = r.get()?;
        }
        m.client_id = r.get()?;
        m.client_host = r.get()?;
        if v >= 1 {
            m.rebalance_timeout = r.get()?;
        }
        m.session_timeout = r.get()?;
        m.subscription = r.get()?;
        m.assignment = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`MemberMetadata`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MemberMetadataView<'a> {
    pub member_id: &'a str,
    pub group_instance_id: Option<&'a str>,
    pub client_id: &'a str,
    pub client_host: &'a str,
    pub rebalance_timeout: i32,
    pub session_timeout: i32,
    pub subscription: &'a [u8],
    pub assignment: &'a [u8],
}

impl Default for MemberMetadataView<'_> {
    fn default() -> Self {
        Self {
            member_id: Default::default(),
            group_instance_id: None,
            client_id: Default::default(),
            client_host: Default::default(),
            rebalance_timeout: -1,
            session_timeout: Default::default(),
            subscription: Default::default(),
            assignment: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for MemberMetadataView<'a> {
    const SIZE_MIN: usize = 15;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.member_id = r.get()?;
        if v >= 3 {
            m.group_instance_id = r.get()?;
        }
        m.client_id = r.get()?;
        m.client_host = r.get()?;
        if v >= 1 {
            m.rebalance_timeout = r.get()?;
        }
        m.session_timeout = r.get()?;
        m.subscription = r.get()?;
        m.assignment = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for MemberMetadataView<'_> {
    type Owned = MemberMetadata;
    fn into_owned(self) -> MemberMetadata {
        MemberMetadata {
            member_id: self.member_id.into_owned(),
            group_instance_id: self.group_instance_id.into_owned(),
            client_id: self.client_id.into_owned(),
            client_host: self.client_host.into_owned(),
            rebalance_timeout: self.rebalance_timeout.into_owned(),
            session_timeout: self.session_timeout.into_owned(),
            subscription: self.subscription.into_owned(),
            assignment: self.assignment.into_owned(),
        }
    }
}

impl Encode for MemberMetadata {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.member_id);
        if v >= 3 {
            w.put(&self.group_instance_id);
        }
        w.put(&self.client_id);
        w.put(&self.client_host);
        if v >= 1 {
            w.put(&self.rebalance_timeout);
        }
        w.put(&self.session_timeout);
        w.put(&self.subscription);
        w.put(&self.assignment);
        w.put_tag_count(0);
    }
}

impl Message for GroupMetadataValue {
    const NAME: &'static str = "GroupMetadataValue";
    const KIND: MessageKind = MessageKind::Value;
    const ID: i16 = 2;
    const VERSIONS: VersionRange = VersionRange::new(0, 4);
    const FLEXIBLE_SINCE: i16 = 4;
    type View<'a> = GroupMetadataValueView<'a>;
}

impl<'a> MessageView<'a> for GroupMetadataValueView<'a> {
    type Message = GroupMetadataValue;
}
