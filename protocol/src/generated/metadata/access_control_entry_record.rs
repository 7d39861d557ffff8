//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `AccessControlEntryRecord`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct AccessControlEntryRecord {
    pub id: Uuid,
    pub resource_type: i8,
    pub resource_name: String,
    pub pattern_type: i8,
    pub principal: String,
    pub host: String,
    pub operation: i8,
    pub permission_type: i8,
}

impl<'a> Decode<'a> for AccessControlEntryRecord {
    const SIZE_MIN: usize = 24;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.id = r.get()?;
        m.resource_type = r.get()?;
        m.resource_name = r.get()?;
        m.pattern_type = r.get()?;
        m.principal = r.get()?;
        m.host = r.get()?;
        m.operation = r.get()?;
        m.permission_type = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`AccessControlEntryRecord`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct AccessControlEntryRecordView<'a> {
    pub id: Uuid,
    pub resource_type: i8,
    pub resource_name: &'a str,
    pub pattern_type: i8,
    pub principal: &'a str,
    pub host: &'a str,
    pub operation: i8,
    pub permission_type: i8,
}

impl<'a> Decode<'a> for AccessControlEntryRecordView<'a> {
    const SIZE_MIN: usize = 24;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.id = r.get()?;
        m.resource_type = r.get()?;
        m.resource_name = r.get()?;
        m.pattern_type = r.get()?;
        m.principal = r.get()?;
        m.host = r.get()?;
        m.operation = r.get()?;
        m.permission_type = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AccessControlEntryRecordView<'_> {
    type Owned = AccessControlEntryRecord;
    fn into_owned(self) -> AccessControlEntryRecord {
        AccessControlEntryRecord {
            id: self.id.into_owned(),
            resource_type: self.resource_type.into_owned(),
            resource_name: self.resource_name.into_owned(),
            pattern_type: self.pattern_type.into_owned(),
            principal: self.principal.into_owned(),
            host: self.host.into_owned(),
            operation: self.operation.into_owned(),
            permission_type: self.permission_type.into_owned(),
        }
    }
}

impl Encode for AccessControlEntryRecord {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.id);
        w.put(&self.resource_type);
        w.put(&self.resource_name);
        w.put(&self.pattern_type);
        w.put(&self.principal);
        w.put(&self.host);
        w.put(&self.operation);
        w.put(&self.permission_type);
        w.put_tag_count(0);
    }
}

impl Message for AccessControlEntryRecord {
    const NAME: &'static str = "AccessControlEntryRecord";
    const KIND: MessageKind = MessageKind::Metadata;
    const ID: i16 = 18;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = AccessControlEntryRecordView<'a>;
}

impl<'a> MessageView<'a> for AccessControlEntryRecordView<'a> {
    type Message = AccessControlEntryRecord;
}
