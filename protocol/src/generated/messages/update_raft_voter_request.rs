//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `UpdateRaftVoterRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct UpdateRaftVoterRequest {
    pub cluster_id: Option<String>,
    pub current_leader_epoch: i32,
    pub voter_id: i32,
    pub voter_directory_id: Uuid,
    pub listeners: Vec<Listener>,
    pub k_raft_version_feature: KRaftVersionFeature,
}

impl<'a> Decode<'a> for UpdateRaftVoterRequest {
    const SIZE_MIN: usize = 32;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.cluster_id = r.get()?;
        m.current_leader_epoch = r.get()?;
        m.voter_id = r.get()?;
        m.voter_directory_id = r.get()?;
        m.listeners = r.get()?;
        m.k_raft_version_feature = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`UpdateRaftVoterRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct UpdateRaftVoterRequestView<'a> {
    pub cluster_id: Option<&'a str>,
    pub current_leader_epoch: i32,
    pub voter_id: i32,
    pub voter_directory_id: Uuid,
    pub listeners: ArrayView<'a, ListenerView<'a>>,
    pub k_raft_version_feature: KRaftVersionFeature,
}

impl<'a> Decode<'a> for UpdateRaftVoterRequestView<'a> {
    const SIZE_MIN: usize = 32;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.cluster_id = r.get()?;
        m.current_leader_epoch = r.get()?;
        m.voter_id = r.get()?;
        m.voter_directory_id = r.get()?;
        m.listeners = r.get()?;
        m.k_raft_version_feature = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for UpdateRaftVoterRequestView<'_> {
    type Owned = UpdateRaftVoterRequest;
    fn into_owned(self) -> UpdateRaftVoterRequest {
        UpdateRaftVoterRequest {
            cluster_id: self.cluster_id.into_owned(),
            current_leader_epoch: self.current_leader_epoch.into_owned(),
            voter_id: self.voter_id.into_owned(),
            voter_directory_id: self.voter_directory_id.into_owned(),
            listeners: self.listeners.into_owned(),
            k_raft_version_feature: self.k_raft_version_feature.into_owned(),
        }
    }
}

impl Encode for UpdateRaftVoterRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.cluster_id);
        w.put(&self.current_leader_epoch);
        w.put(&self.voter_id);
        w.put(&self.voter_directory_id);
        w.put(&self.listeners);
        w.put(&self.k_raft_version_feature);
        w.put_tag_count(0);
    }
}

/// Kafka's `Listener`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Listener {
    pub name: String,
    pub host: String,
    pub port: u16,
}

impl<'a> Decode<'a> for Listener {
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

/// [`Listener`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ListenerView<'a> {
    pub name: &'a str,
    pub host: &'a str,
    pub port: u16,
}

impl<'a> Decode<'a> for ListenerView<'a> {
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

impl IntoOwned for ListenerView<'_> {
    type Owned = Listener;
    fn into_owned(self) -> Listener {
        Listener { name: self.name.into_owned(), host: self.host.into_owned(), port: self.port.into_owned() }
    }
}

impl Encode for Listener {
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

impl Message for UpdateRaftVoterRequest {
    const NAME: &'static str = "UpdateRaftVoterRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 82;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = UpdateRaftVoterRequestView<'a>;
}

impl<'a> MessageView<'a> for UpdateRaftVoterRequestView<'a> {
    type Message = UpdateRaftVoterRequest;
}
