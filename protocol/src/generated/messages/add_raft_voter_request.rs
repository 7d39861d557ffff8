//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `AddRaftVoterRequest`.
#[derive(Clone, Debug, PartialEq)]
pub struct AddRaftVoterRequest {
    pub cluster_id: Option<String>,
    pub timeout_ms: i32,
    pub voter_id: i32,
    pub voter_directory_id: Uuid,
    pub listeners: Vec<Listener>,
    pub ack_when_committed: bool,
}

impl Default for AddRaftVoterRequest {
    fn default() -> Self {
        Self {
            cluster_id: None,
            timeout_ms: Default::default(),
            voter_id: Default::default(),
            voter_directory_id: Default::default(),
            listeners: Default::default(),
            ack_when_committed: true,
        }
    }
}

impl<'a> Decode<'a> for AddRaftVoterRequest {
    const SIZE_MIN: usize = 27;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.cluster_id = r.get()?;
        m.timeout_ms = r.get()?;
        m.voter_id = r.get()?;
        m.voter_directory_id = r.get()?;
        m.listeners = r.get()?;
        if v >= 1 {
            m.ack_when_committed = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`AddRaftVoterRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AddRaftVoterRequestView<'a> {
    pub cluster_id: Option<&'a str>,
    pub timeout_ms: i32,
    pub voter_id: i32,
    pub voter_directory_id: Uuid,
    pub listeners: ArrayView<'a, ListenerView<'a>>,
    pub ack_when_committed: bool,
}

impl Default for AddRaftVoterRequestView<'_> {
    fn default() -> Self {
        Self {
            cluster_id: None,
            timeout_ms: Default::default(),
            voter_id: Default::default(),
            voter_directory_id: Default::default(),
            listeners: Default::default(),
            ack_when_committed: true,
        }
    }
}

impl<'a> Decode<'a> for AddRaftVoterRequestView<'a> {
    const SIZE_MIN: usize = 27;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.cluster_id = r.get()?;
        m.timeout_ms = r.get()?;
        m.voter_id = r.get()?;
        m.voter_directory_id = r.get()?;
        m.listeners = r.get()?;
        if v >= 1 {
            m.ack_when_committed = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AddRaftVoterRequestView<'_> {
    type Owned = AddRaftVoterRequest;
    fn into_owned(self) -> AddRaftVoterRequest {
        AddRaftVoterRequest {
            cluster_id: self.cluster_id.into_owned(),
            timeout_ms: self.timeout_ms.into_owned(),
            voter_id: self.voter_id.into_owned(),
            voter_directory_id: self.voter_directory_id.into_owned(),
            listeners: self.listeners.into_owned(),
            ack_when_committed: self.ack_when_committed.into_owned(),
        }
    }
}

impl Encode for AddRaftVoterRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.cluster_id);
        w.put(&self.timeout_ms);
        w.put(&self.voter_id);
        w.put(&self.voter_directory_id);
        w.put(&self.listeners);
        if v >= 1 {
            w.put(&self.ack_when_committed);
        } else {
            w.refuse_if(!self.ack_when_committed, "AckWhenCommitted");
        }
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

impl Message for AddRaftVoterRequest {
    const NAME: &'static str = "AddRaftVoterRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 80;
    const VERSIONS: VersionRange = VersionRange::new(0, 1);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = AddRaftVoterRequestView<'a>;
}

impl<'a> MessageView<'a> for AddRaftVoterRequestView<'a> {
    type Message = AddRaftVoterRequest;
}
