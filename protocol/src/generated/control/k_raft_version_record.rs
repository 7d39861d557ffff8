//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `KRaftVersionRecord`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct KRaftVersionRecord {
    pub version: i16,
    pub k_raft_version: i16,
}

impl<'a> Decode<'a> for KRaftVersionRecord {
    const SIZE_MIN: usize = 5;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.version = r.get()?;
        m.k_raft_version = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for KRaftVersionRecord {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for KRaftVersionRecord {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.version);
        w.put(&self.k_raft_version);
        w.put_tag_count(0);
    }
}

impl Message for KRaftVersionRecord {
    const NAME: &'static str = "KRaftVersionRecord";
    const KIND: MessageKind = MessageKind::Data;
    const ID: i16 = -1;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = KRaftVersionRecord;
}

impl<'a> MessageView<'a> for KRaftVersionRecord {
    type Message = KRaftVersionRecord;
}
