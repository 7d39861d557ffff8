//! Generated from protocol/schema by `generate-messages`; do not edit.

use bytes::Bytes;

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `JoinGroupRequest`.
#[derive(Clone, Debug, PartialEq)]
pub struct JoinGroupRequest {
    pub group_id: String,
    pub session_timeout_ms: i32,
    pub rebalance_timeout_ms: i32,
    pub member_id: String,
    pub group_instance_id: Option<String>,
    pub protocol_type: String,
    pub protocols: Vec<JoinGroupRequestProtocol>,
    pub reason: Option<String>,
}

impl Default for JoinGroupRequest {
    fn default() -> Self {
        Self {
            group_id: Default::default(),
            session_timeout_ms: Default::default(),
            rebalance_timeout_ms: -1,
            member_id: Default::default(),
            group_instance_id: None,
            protocol_type: Default::default(),
            protocols: Default::default(),
            reason: None,
        }
    }
}

impl<'a> Decode<'a> for JoinGroupRequest {
    const SIZE_MIN: usize = 14;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.session_timeout_ms = r.get()?;
        if v >= 1 {
            m.rebalance_timeout_ms = r.get()?;
        }
        m.member_id = r.get()?;
        if v >= 5 {
            m.group_instance_id = r.get()?;
        }
        m.protocol_type = r.get()?;
        m.protocols = r.get()?;
        if v >= 8 {
            m.reason = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`JoinGroupRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct JoinGroupRequestView<'a> {
    pub group_id: &'a str,
    pub session_timeout_ms: i32,
    pub rebalance_timeout_ms: i32,
    pub member_id: &'a str,
    pub group_instance_id: Option<&'a str>,
    pub protocol_type: &'a str,
    pub protocols: ArrayView<'a, JoinGroupRequestProtocolView<'a>>,
    pub reason: Option<&'a str>,
}

impl Default for JoinGroupRequestView<'_> {
    fn default() -> Self {
        Self {
            group_id: Default::default(),
            session_timeout_ms: Default::default(),
            rebalance_timeout_ms: -1,
            member_id: Default::default(),
            group_instance_id: None,
            protocol_type: Default::default(),
            protocols: Default::default(),
            reason: None,
        }
    }
}

impl<'a> Decode<'a> for JoinGroupRequestView<'a> {
    const SIZE_MIN: usize = 14;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.group_id = r.get()?;
        m.session_timeout_ms = r.get()?;
        if v >= 1 {
            m.rebalance_timeout_ms = r.get()?;
        }
        m.member_id = r.get()?;
        if v >= 5 {
            m.group_instance_id = r.get()?;
        }
        m.protocol_type = r.get()?;
        m.protocols = r.get()?;
        if v >= 8 {
            m.reason = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for JoinGroupRequestView<'_> {
    type Owned = JoinGroupRequest;
    fn into_owned(self) -> JoinGroupRequest {
        JoinGroupRequest {
            group_id: self.group_id.into_owned(),
            session_timeout_ms: self.session_timeout_ms.into_owned(),
            rebalance_timeout_ms: self.rebalance_timeout_ms.into_owned(),
            member_id: self.member_id.into_owned(),
            group_instance_id: self.group_instance_id.into_owned(),
            protocol_type: self.protocol_type.into_owned(),
            protocols: self.protocols.into_owned(),
            reason: self.reason.into_owned(),
        }
    }
}

impl Encode for JoinGroupRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.group_id);
        w.put(&self.session_timeout_ms);
        if v >= 1 {
            w.put(&self.rebalance_timeout_ms);
        }
        w.put(&self.member_id);
        if v >= 5 {
            w.put(&self.group_instance_id);
        } else {
            w.refuse_if(self.group_instance_id.is_some(), "GroupInstanceId");
        }
        w.put(&self.protocol_type);
        w.put(&self.protocols);
        if v >= 8 {
            w.put(&self.reason);
        }
        w.put_tag_count(0);
    }
}

/// Kafka's `JoinGroupRequestProtocol`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct JoinGroupRequestProtocol {
    pub name: String,
    pub metadata: Bytes,
}

impl<'a> Decode<'a> for JoinGroupRequestProtocol {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.metadata = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`JoinGroupRequestProtocol`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct JoinGroupRequestProtocolView<'a> {
    pub name: &'a str,
    pub metadata: &'a [u8],
}

impl<'a> Decode<'a> for JoinGroupRequestProtocolView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.metadata = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for JoinGroupRequestProtocolView<'_> {
    type Owned = JoinGroupRequestProtocol;
    fn into_owned(self) -> JoinGroupRequestProtocol {
        JoinGroupRequestProtocol { name: self.name.into_owned(), metadata: self.metadata.into_owned() }
    }
}

impl Encode for JoinGroupRequestProtocol {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.metadata);
        w.put_tag_count(0);
    }
}

impl Message for JoinGroupRequest {
    const NAME: &'static str = "JoinGroupRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 11;
    const VERSIONS: VersionRange = VersionRange::new(0, 9);
    const FLEXIBLE_SINCE: i16 = 6;
    type View<'a> = JoinGroupRequestView<'a>;
}

impl<'a> MessageView<'a> for JoinGroupRequestView<'a> {
    type Message = JoinGroupRequest;
}
