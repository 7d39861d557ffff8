//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `UpdateRaftVoterResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct UpdateRaftVoterResponse {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub current_leader: CurrentLeader,
}

impl<'a> Decode<'a> for UpdateRaftVoterResponse {
    const SIZE_MIN: usize = 7;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.error_code = r.get()?;
        r.tags(&mut |r, tag| {
            match tag {
                0 => m.current_leader = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

/// [`UpdateRaftVoterResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct UpdateRaftVoterResponseView<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub current_leader: CurrentLeaderView<'a>,
}

impl<'a> Decode<'a> for UpdateRaftVoterResponseView<'a> {
    const SIZE_MIN: usize = 7;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.throttle_time_ms = r.get()?;
        m.error_code = r.get()?;
        r.tags(&mut |r, tag| {
            match tag {
                0 => m.current_leader = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

impl IntoOwned for UpdateRaftVoterResponseView<'_> {
    type Owned = UpdateRaftVoterResponse;
    fn into_owned(self) -> UpdateRaftVoterResponse {
        UpdateRaftVoterResponse {
            throttle_time_ms: self.throttle_time_ms.into_owned(),
            error_code: self.error_code.into_owned(),
            current_leader: self.current_leader.into_owned(),
        }
    }
}

impl Encode for UpdateRaftVoterResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.throttle_time_ms);
        w.put(&self.error_code);
        self.write_tags(w);
    }
}

impl UpdateRaftVoterResponse {
    fn write_tags<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let has_0 = self.current_leader != CurrentLeader::default();
        w.put_tag_count(usize::from(has_0));
        if has_0 {
            w.put_tag(0, &self.current_leader);
        }
    }
}

/// Kafka's `CurrentLeader`.
#[derive(Clone, Debug, PartialEq)]
pub struct CurrentLeader {
    pub leader_id: i32,
    pub leader_epoch: i32,
    pub host: String,
    pub port: i32,
}

impl Default for CurrentLeader {
    fn default() -> Self {
        Self { leader_id: -1, leader_epoch: -1, host: Default::default(), port: Default::default() }
    }
}

impl<'a> Decode<'a> for CurrentLeader {
    const SIZE_MIN: usize = 14;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.leader_id = r.get()?;
        m.leader_epoch = r.get()?;
        m.host = r.get()?;
        m.port = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`CurrentLeader`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CurrentLeaderView<'a> {
    pub leader_id: i32,
    pub leader_epoch: i32,
    pub host: &'a str,
    pub port: i32,
}

impl Default for CurrentLeaderView<'_> {
    fn default() -> Self {
        Self { leader_id: -1, leader_epoch: -1, host: Default::default(), port: Default::default() }
    }
}

impl<'a> Decode<'a> for CurrentLeaderView<'a> {
    const SIZE_MIN: usize = 14;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.leader_id = r.get()?;
        m.leader_epoch = r.get()?;
        m.host = r.get()?;
        m.port = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for CurrentLeaderView<'_> {
    type Owned = CurrentLeader;
    fn into_owned(self) -> CurrentLeader {
        CurrentLeader {
            leader_id: self.leader_id.into_owned(),
            leader_epoch: self.leader_epoch.into_owned(),
            host: self.host.into_owned(),
            port: self.port.into_owned(),
        }
    }
}

impl Encode for CurrentLeader {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.leader_id);
        w.put(&self.leader_epoch);
        w.put(&self.host);
        w.put(&self.port);
        w.put_tag_count(0);
    }
}

impl Message for UpdateRaftVoterResponse {
    const NAME: &'static str = "UpdateRaftVoterResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 82;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = UpdateRaftVoterResponseView<'a>;
}

impl<'a> MessageView<'a> for UpdateRaftVoterResponseView<'a> {
    type Message = UpdateRaftVoterResponse;
}

/// Writes a [`UpdateRaftVoterResponse`] field by field, in this order.
#[derive(Debug)]
pub struct UpdateRaftVoterResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> UpdateRaftVoterResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure with the tagged fields of `tags`, whose other fields are ignored.
    pub fn end(mut self, tags: &UpdateRaftVoterResponse) {
        tags.write_tags(self.0.end(2));
    }
}
