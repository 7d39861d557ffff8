//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `RemoveRaftVoterRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct RemoveRaftVoterRequest {
    pub cluster_id: Option<String>,
    pub voter_id: i32,
    pub voter_directory_id: Uuid,
}

impl<'a> Decode<'a> for RemoveRaftVoterRequest {
    const SIZE_MIN: usize = 22;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.cluster_id = r.get()?;
        m.voter_id = r.get()?;
        m.voter_directory_id = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`RemoveRaftVoterRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct RemoveRaftVoterRequestView<'a> {
    pub cluster_id: Option<&'a str>,
    pub voter_id: i32,
    pub voter_directory_id: Uuid,
}

impl<'a> Decode<'a> for RemoveRaftVoterRequestView<'a> {
    const SIZE_MIN: usize = 22;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.cluster_id = r.get()?;
        m.voter_id = r.get()?;
        m.voter_directory_id = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for RemoveRaftVoterRequestView<'_> {
    type Owned = RemoveRaftVoterRequest;
    fn into_owned(self) -> RemoveRaftVoterRequest {
        RemoveRaftVoterRequest {
            cluster_id: self.cluster_id.into_owned(),
            voter_id: self.voter_id.into_owned(),
            voter_directory_id: self.voter_directory_id.into_owned(),
        }
    }
}

impl Encode for RemoveRaftVoterRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.cluster_id);
        w.put(&self.voter_id);
        w.put(&self.voter_directory_id);
        w.put_tag_count(0);
    }
}

impl Message for RemoveRaftVoterRequest {
    const NAME: &'static str = "RemoveRaftVoterRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 81;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = RemoveRaftVoterRequestView<'a>;
}

impl<'a> MessageView<'a> for RemoveRaftVoterRequestView<'a> {
    type Message = RemoveRaftVoterRequest;
}
