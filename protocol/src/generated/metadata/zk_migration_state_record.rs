//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `ZkMigrationStateRecord`.
#[derive(Clone, Debug, PartialEq, Copy, Default)]
pub struct ZkMigrationStateRecord {
    pub zk_migration_state: i8,
}

impl<'a> Decode<'a> for ZkMigrationStateRecord {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.zk_migration_state = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ZkMigrationStateRecord {
    type Owned = Self;
    fn into_owned(self) -> Self {
        self
    }
}

impl Encode for ZkMigrationStateRecord {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.zk_migration_state);
        w.put_tag_count(0);
    }
}

impl Message for ZkMigrationStateRecord {
    const NAME: &'static str = "ZkMigrationStateRecord";
    const KIND: MessageKind = MessageKind::Metadata;
    const ID: i16 = 21;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = ZkMigrationStateRecord;
}

impl<'a> MessageView<'a> for ZkMigrationStateRecord {
    type Message = ZkMigrationStateRecord;
}
