//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `VotersRecord`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct VotersRecord {
    pub version: i16,
    pub voters: Vec<Voter>,
}

impl<'a> Decode<'a> for VotersRecord {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.version = r.get()?;
        m.voters = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`VotersRecord`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct VotersRecordView<'a> {
    pub version: i16,
    pub voters: ArrayView<'a, VoterView<'a>>,
}

impl<'a> Decode<'a> for VotersRecordView<'a> {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.version = r.get()?;
        m.voters = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for VotersRecordView<'_> {
    type Owned = VotersRecord;
    fn into_owned(self) -> VotersRecord {
        VotersRecord { version: self.version.into_owned(), voters: self.voters.into_owned() }
    }
}

impl Encode for VotersRecord {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.version);
        w.put(&self.voters);
        w.put_tag_count(0);
    }
}

/// Kafka's `Voter`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Voter {
    pub voter_id: i32,
    pub voter_directory_id: Uuid,
    pub endpoints: Vec<Endpoint>,
    pub k_raft_version_feature: KRaftVersionFeature,
}

impl<'a> Decode<'a> for Voter {
    const SIZE_MIN: usize = 27;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.voter_id = r.get()?;
        m.voter_directory_id = r.get()?;
        m.endpoints = r.get()?;
        m.k_raft_version_feature = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`Voter`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct VoterView<'a> {
    pub voter_id: i32,
    pub voter_directory_id: Uuid,
    pub endpoints: ArrayView<'a, EndpointView<'a>>,
    pub k_raft_version_feature: KRaftVersionFeature,
}

impl<'a> Decode<'a> for VoterView<'a> {
    const SIZE_MIN: usize = 27;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.voter_id = r.get()?;
        m.voter_directory_id = r.get()?;
        m.endpoints = r.get()?;
        m.k_raft_version_feature = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for VoterView<'_> {
    type Owned = Voter;
    fn into_owned(self) -> Voter {
        Voter {
            voter_id: self.voter_id.into_owned(),
            voter_directory_id: self.voter_directory_id.into_owned(),
            endpoints: self.endpoints.into_owned(),
            k_raft_version_feature: self.k_raft_version_feature.into_owned(),
        }
    }
}

impl Encode for Voter {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.voter_id);
        w.put(&self.voter_directory_id);
        w.put(&self.endpoints);
        w.put(&self.k_raft_version_feature);
        w.put_tag_count(0);
    }
}

/// Kafka's `Endpoint`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Endpoint {
    pub name: String,
    pub host: String,
    pub port: u16,
}

impl<'a> Decode<'a> for Endpoint {
    const SIZE_MIN: usize = 5;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.host = r.get()?;
        m.port = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`Endpoint`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct EndpointView<'a> {
    pub name: &'a str,
    pub host: &'a str,
    pub port: u16,
}

impl<'a> Decode<'a> for EndpointView<'a> {
    const SIZE_MIN: usize = 5;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.host = r.get()?;
        m.port = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for EndpointView<'_> {
    type Owned = Endpoint;
    fn into_owned(self) -> Endpoint {
        Endpoint { name: self.name.into_owned(), host: self.host.into_owned(), port: self.port.into_owned() }
    }
}

impl Encode for Endpoint {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.host);
        w.put(&self.port);
        w.put_tag_count(0);
    }
}

/// Kafka's `KRaftVersionFeature`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct KRaftVersionFeature {
    pub min_supported_version: i16,
    pub max_supported_version: i16,
}

impl<'a> Decode<'a> for KRaftVersionFeature {
    const SIZE_MIN: usize = 5;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.min_supported_version = r.get()?;
        m.max_supported_version = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for KRaftVersionFeature {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for KRaftVersionFeature {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.min_supported_version);
        w.put(&self.max_supported_version);
        w.put_tag_count(0);
    }
}

impl Message for VotersRecord {
    const NAME: &'static str = "VotersRecord";
    const KIND: MessageKind = MessageKind::Data;
    const ID: i16 = -1;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = VotersRecordView<'a>;
}

impl<'a> MessageView<'a> for VotersRecordView<'a> {
    type Message = VotersRecord;
}
