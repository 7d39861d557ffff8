//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `LeaderChangeMessage`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct LeaderChangeMessage {
    pub version: i16,
    pub leader_id: i32,
    pub voters: Vec<Voter>,
    pub granting_voters: Vec<Voter>,
}

impl<'a> Decode<'a> for LeaderChangeMessage {
    const SIZE_MIN: usize = 9;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.version = r.get()?;
        m.leader_id = r.get()?;
        m.voters = r.get()?;
        m.granting_voters = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`LeaderChangeMessage`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct LeaderChangeMessageView<'a> {
    pub version: i16,
    pub leader_id: i32,
    pub voters: ArrayView<'a, Voter>,
    pub granting_voters: ArrayView<'a, Voter>,
}

impl<'a> Decode<'a> for LeaderChangeMessageView<'a> {
    const SIZE_MIN: usize = 9;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.version = r.get()?;
        m.leader_id = r.get()?;
        m.voters = r.get()?;
        m.granting_voters = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for LeaderChangeMessageView<'_> {
    type Owned = LeaderChangeMessage;
    fn into_owned(self) -> LeaderChangeMessage {
        LeaderChangeMessage {
            version: self.version.into_owned(),
            leader_id: self.leader_id.into_owned(),
            voters: self.voters.into_owned(),
            granting_voters: self.granting_voters.into_owned(),
        }
    }
}

impl Encode for LeaderChangeMessage {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.version);
        w.put(&self.leader_id);
        w.put(&self.voters);
        w.put(&self.granting_voters);
        w.put_tag_count(0);
    }
}

/// Kafka's `Voter`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct Voter {
    pub voter_id: i32,
    pub voter_directory_id: Uuid,
}

impl<'a> Decode<'a> for Voter {
    const SIZE_MIN: usize = 5;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.voter_id = r.get()?;
        if v >= 1 {
            m.voter_directory_id = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for Voter {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for Voter {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.voter_id);
        if v >= 1 {
            w.put(&self.voter_directory_id);
        } else {
            w.refuse_if(!self.voter_directory_id.is_zero(), "VoterDirectoryId");
        }
        w.put_tag_count(0);
    }
}

impl Message for LeaderChangeMessage {
    const NAME: &'static str = "LeaderChangeMessage";
    const KIND: MessageKind = MessageKind::Data;
    const ID: i16 = -1;
    const VERSIONS: VersionRange = VersionRange::new(0, 1);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = LeaderChangeMessageView<'a>;
}

impl<'a> MessageView<'a> for LeaderChangeMessageView<'a> {
    type Message = LeaderChangeMessage;
}
